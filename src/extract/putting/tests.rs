use crate::extract::testing::read;
use crate::extract::{Attribution, Modality, Polarity};
use crate::frame::Role;

/// The voice of the only "attacked" (or "attack") of a sentence.
fn voice(text: &str) -> String {
    let read = read(text);
    let found = ["attacked", "attack"]
        .iter()
        .find_map(|trigger| read.all(trigger).first().copied());
    found.map_or_else(|| format!("nothing in {text:?}"), |one| read.voice(one))
}

fn voices<const N: usize>(cases: [(&str, &str); N]) {
    for (text, expected) in cases {
        let found = voice(text);
        assert!(
            found.starts_with(expected),
            "{text:?}: {found}, not {expected}"
        );
    }
}

#[test]
fn words_before_a_colon_open_a_report() {
    voices([
        (
            "The official story goes: Carthage attacked Rome.",
            "open: The official story",
        ),
        (
            "The Roman version is simple: Carthage attacked Rome.",
            "open: ",
        ),
        (
            "A herald had one message: Carthage attacked Rome.",
            "open: A herald",
        ),
        ("Myth: Carthage attacked Rome.", "rejected: Myth"),
        ("Claim: Carthage attacked Rome.", "open: Claim"),
        ("Answer: Carthage attacked Rome.", "author"),
        ("Hannibal: Rome attacked Carthage.", "open: Hannibal"),
        ("Fact: Carthage attacked Rome.", "author"),
        ("One thing is certain: Carthage attacked Rome.", "author"),
    ]);
}

#[test]
fn a_source_before_what_it_tells_has_the_word() {
    voices([
        ("By early press reports Carthage attacked Rome.", "open: "),
        ("By his own evidence Carthage attacked Rome.", "open: "),
        ("Going by the radio, Carthage attacked Rome.", "open: "),
        ("To go by the radio, Carthage attacked Rome.", "open: "),
        (
            "On the strength of a rumour Carthage attacked Rome.",
            "open: ",
        ),
        ("On paper Carthage attacked Rome.", "open: "),
        (
            "By the statement of a consul Carthage attacked Rome.",
            "open: ",
        ),
        ("By sea Carthage attacked Rome.", "author"),
        ("On the paper of May Carthage attacked Rome.", "author"),
    ]);
}

#[test]
fn a_speaker_may_stand_after_or_inside_the_clause() {
    voices([
        ("Carthage attacked Rome, Scipio says.", "open: Scipio"),
        ("Carthage, Scipio said, attacked Rome.", "open: Scipio"),
        ("Carthage attacked Rome, or so Scipio says.", "open: Scipio"),
        (
            "As Scipio tells it, Carthage attacked Rome.",
            "open: Scipio",
        ),
        ("In Roman schoolbooks, Carthage attacked Rome.", "open: "),
        (
            "In the official version, Carthage attacked Rome.",
            "open: the official version",
        ),
        (
            "In this version we show that Carthage attacked Rome.",
            "author",
        ),
    ]);
}

#[test]
fn records_are_followed_and_books_are_quoted() {
    voices([
        (
            "According to the archives, Carthage attacked Rome.",
            "endorsed: the archives",
        ),
        (
            "According to the minutes, Scipio said that Carthage attacked Rome.",
            "endorsed: Scipio",
        ),
        (
            "As the records have shown, Carthage attacked Rome.",
            "author",
        ),
        (
            "The textbook shows that Carthage attacked Rome.",
            "open: The textbook",
        ),
        (
            "Roman pupils learn that Carthage attacked Rome.",
            "open: Roman pupils",
        ),
        ("Scipio learned that Carthage had attacked Rome.", "author"),
        (
            "Most historians agree that Carthage attacked Rome.",
            "author",
        ),
    ]);
}

#[test]
fn what_a_thing_depends_on_may_never_come() {
    let made = read("Hannibal made his approval dependent on the consent of Rome.");
    assert_eq!(made.one("consent").modality, Modality::Possible);
}

#[test]
fn a_standpoint_is_a_voice() {
    voices([
        ("For Rome, Carthage attacked first.", "open: Rome"),
        (
            "From Rome's point of view Carthage attacked first.",
            "open: ",
        ),
        (
            "If one believes Scipio, Carthage attacked Rome.",
            "open: Scipio",
        ),
        (
            "Carthage attacked Rome - that is how Scipio sees it.",
            "open: Scipio",
        ),
        ("Supposedly Carthage attacked Rome.", "open: "),
        ("For years Carthage attacked Rome.", "author"),
        (
            "The story of the Punic War begins when Carthage attacked Rome.",
            "author",
        ),
    ]);
    let condition = read("Had Carthage attacked Rome, the Senate would not have waited.");
    assert_eq!(condition.one("attacked").modality, Modality::Possible);
}

#[test]
fn who_is_wrong_or_nobody_says_what_is_not_so() {
    voices([
        ("I once believed that Rome attacked Carthage.", "open: I"),
        ("I believe that Rome attacked Carthage.", "author"),
        (
            "Nobody believes that Carthage attacked Rome.",
            "rejected: Nobody",
        ),
        (
            "Hannibal lied when he said that Rome attacked Carthage.",
            "rejected: ",
        ),
        (
            "Hannibal was wrong to write that Rome attacked Carthage.",
            "rejected: ",
        ),
        (
            "Hannibal was the first to write that Rome attacked Carthage.",
            "open: ",
        ),
    ]);
}

#[test]
fn a_claim_may_be_judged_in_its_own_sentence() {
    voices([
        (
            "The claim that Carthage attacked Rome is false.",
            "rejected: ",
        ),
        (
            "The claim that Carthage attacked Rome is not true.",
            "rejected: ",
        ),
        (
            "The claim that Carthage attacked Rome is true.",
            "endorsed: ",
        ),
        (
            "The archives have refuted the claim that Carthage attacked Rome.",
            "rejected: ",
        ),
        (
            "Rome's claim that Carthage attacked it has been disproved.",
            "rejected: Rome",
        ),
        ("It is a myth that Carthage attacked Rome.", "rejected: "),
        ("It is not true that Carthage attacked Rome.", "rejected: "),
        ("It is true that Carthage attacked Rome.", "author"),
        (
            "Contrary to the claim that Carthage attacked Rome, there was peace.",
            "rejected: ",
        ),
        (
            "Rome's claim that Carthage attacked it is well known.",
            "open: Rome",
        ),
    ]);
}

#[test]
fn an_alleged_event_is_a_report() {
    voices([
        (
            "The alleged Carthaginian attack on Rome shocked the Senate.",
            "open: ",
        ),
        (
            "The so-called attack of Carthage on Rome shocked the Senate.",
            "open: ",
        ),
        (
            "The invented attack of Carthage on Rome shocked the Senate.",
            "rejected: ",
        ),
        (
            "The attack of Carthage on Rome was a fabrication.",
            "rejected: ",
        ),
        ("The attack of Carthage on Rome was a disaster.", "author"),
    ]);
}

#[test]
fn disbelief_is_somebody_elses_voice() {
    voices([
        ("So Carthage attacked Rome?!", "open: "),
        ("So Carthage attacked Rome.", "author"),
    ]);
    let asked = read("Has Carthage attacked Rome?!");
    assert_eq!(asked.one("attacked").modality, Modality::Questioned);
}

#[test]
fn whoever_lied_when_he_told_somebody_told_him() {
    let read = read("Hannibal lied when he told Scipio that Rome had attacked.");
    assert_eq!(read.voice(read.one("told")), "author");
    assert!(read.voice(read.one("attacked")).starts_with("rejected"));
}

#[test]
fn a_claim_that_nothing_backs_is_rejected() {
    voices([
        (
            "The claim that Carthage attacked Rome is without foundation.",
            "rejected: ",
        ),
        (
            "The claim that Carthage attacked Rome has found no support in the archives.",
            "rejected: ",
        ),
        (
            "The claim that Carthage attacked Rome lacks any basis.",
            "rejected: ",
        ),
        (
            "No document supports the claim that Carthage attacked Rome.",
            "rejected: ",
        ),
        (
            "The claim that Carthage attacked Rome is not borne out by any document.",
            "rejected: ",
        ),
        (
            "Scipio did not support the claim that Carthage attacked Rome.",
            "open: ",
        ),
        (
            "The claim that Carthage attacked Rome has found support in the archives.",
            "open: ",
        ),
    ]);
}

#[test]
fn the_first_to_do_it_did_it() {
    let did = read("In May Scipio became the first general to attack Carthage.");
    assert_eq!(did.one("attack").modality, Modality::Actual);
    let chance = read("In May Scipio had the last chance to attack Carthage.");
    assert_ne!(chance.one("attack").modality, Modality::Actual);
    let stranger = read("In May Gracchus became the first general to attack Carthage.");
    assert_ne!(stranger.one("attack").modality, Modality::Actual);
    let others = read("Scipio was not the first general to attack Carthage.");
    assert_ne!(others.one("attack").modality, Modality::Actual);
}

#[test]
fn a_list_of_alternatives_is_denied_as_a_whole() {
    let denied = read("Rome never wanted the war, attacked Carthage or provoked it.");
    assert_eq!(denied.one("attacked").polarity, Polarity::Negative);
    let joined = read("Rome did not wait, attacked Carthage and won.");
    assert_eq!(joined.one("attacked").polarity, Polarity::Positive);
}

#[test]
fn a_denied_doer_leaves_the_deed() {
    for text in [
        "Saguntum was not attacked by Rome.",
        "Neither Rome nor Carthage attacked Saguntum.",
        "It was not Rome that attacked Saguntum.",
        "It was not Rome that planned the war and attacked Saguntum.",
        "It was not Rome that threatened or attacked Saguntum.",
        "It was neither Rome nor Carthage that threatened or attacked Saguntum.",
    ] {
        let read = read(text);
        for assertion in read.all("attacked") {
            assert_eq!(assertion.polarity, Polarity::NotRole(Role::Agent), "{text}");
        }
        assert!(!read.all("attacked").is_empty(), "{text}");
    }
    let only = self::read("It was not only Rome that planned the war and attacked Saguntum.");
    assert_eq!(only.one("attacked").polarity, Polarity::Positive);
    let read = read("No Roman ever saw it. Rome did not attack Saguntum.");
    assert_eq!(read.one("attack").polarity, Polarity::Negative);
}

#[test]
fn what_was_done_late_was_done() {
    let late = read("Rome did not attack Carthage until the spring.");
    assert_eq!(late.one("attack").polarity, Polarity::Positive);
    let without = read("Without the approval of Rome the attack would have been impossible.");
    assert_eq!(without.one("approval").polarity, Polarity::Positive);
    let plain = read("Carthage marched without the approval of Rome.");
    assert_eq!(plain.one("approval").polarity, Polarity::Negative);
}

#[test]
fn what_was_averted_or_only_possible_did_not_happen() {
    let vetoed = read("The Senate of Rome vetoed any attack on Carthage.");
    assert_eq!(vetoed.one("attack").polarity, Polarity::Negative);
    let possible = read("A Roman attack on Carthage was possible at any time.");
    assert_eq!(possible.one("attack").modality, Modality::Possible);
    let unproven = read("There is no evidence that Rome attacked Carthage.");
    assert_eq!(unproven.one("attacked").modality, Modality::Possible);
    let known = read("Scipio did not know that Carthage had attacked Rome.");
    assert_eq!(known.one("attacked").modality, Modality::Actual);
}

#[test]
fn questions_about_what_is_given_assert_it() {
    let given = |text: &str| {
        let read = read(text);
        let found = ["attack", "attacked", "invade"]
            .iter()
            .find_map(|trigger| read.all(trigger).first().map(|one| one.modality));
        found == Some(Modality::Actual)
    };
    assert!(given("Why did Carthage attack Rome?"));
    assert!(given(
        "What did the Senate do after the Carthaginian attack on Rome?"
    ));
    assert!(!given("Did Rome, which had a fleet, invade Carthage?"));
    assert!(given("Did Scipio, who had attacked Carthage, resign?"));
    assert!(!given(
        "Did Scipio resign because he had attacked Carthage?"
    ));
    assert!(!given(
        "Why did Scipio resign, and had he attacked Carthage?"
    ));
    assert!(!given("Was it Rome that attacked Carthage?"));
    assert!(!given("Was there a Roman attack on Carthage?"));
    assert!(!given(
        "Scipio wondered whether Carthage had attacked Rome."
    ));
}

#[test]
fn what_nobody_told_may_not_be_so() {
    for text in [
        "Scipio did not tell Hannibal that Carthage had attacked Rome.",
        "No senator said that Carthage had attacked Rome.",
    ] {
        let attack = read(text).one("attacked").modality;
        assert_eq!(attack, Modality::Possible, "{text}");
    }
    let kept = read("Hannibal was not told that Carthage had attacked Rome.");
    assert_eq!(kept.voices("attacked"), ["author"]);
    let rejected = read("Nobody believes that Carthage attacked Rome.");
    assert!(rejected.voices("attacked")[0].starts_with("rejected: "));
}

#[test]
fn what_is_only_certain_to_come_has_not_come() {
    let modality = |text: &str| read(text).all("attack")[0].modality;
    for text in [
        "The Roman attack on Carthage seemed certain.",
        "The Roman attack on Carthage would be followed by another.",
    ] {
        assert_eq!(modality(text), Modality::Possible, "{text}");
    }
    let came = "The Roman attack on Carthage was followed by another.";
    assert_eq!(modality(came), Modality::Actual);
    let rather = read("Scipio resigned rather than be attacked by Carthage.");
    assert_ne!(rather.one("attacked").polarity, Polarity::Positive);
}

#[test]
fn what_is_agreed_that_one_should_do_is_intended() {
    let modality = |text: &str| {
        let read = read(text);
        let one = read.all("attack")[0];
        (one.modality, one.polarity)
    };
    assert_eq!(
        modality("Rome and Saguntum agreed that Hannibal should not attack Carthage yet."),
        (Modality::Intended, Polarity::Negative)
    );
    assert_eq!(
        modality("Rome asked that Hannibal should attack Carthage."),
        (Modality::Intended, Polarity::Positive)
    );
    assert_eq!(
        modality("Hannibal should attack Carthage.").0,
        Modality::Possible
    );
}

#[test]
fn by_forces_names_who_and_by_force_tells_how() {
    let agents = |text: &str| {
        let read = read(text);
        let one = read.all("attacked")[0].clone();
        one.fillers(Role::Agent).count()
    };
    assert_eq!(agents("Carthage was attacked by Roman forces."), 1);
    assert_eq!(agents("Carthage was attacked by force."), 0);
}

#[test]
fn what_is_told_by_its_contrary() {
    use Modality::{Actual, Intended, Possible};
    use Polarity::{Negative, Positive};
    for (text, word, expected) in [
        (
            "Carthage left Saguntum without attacking Rome.",
            "attacking",
            (Actual, Negative),
        ),
        (
            "Hannibal left without having attacked Rome.",
            "attacked",
            (Actual, Negative),
        ),
        (
            "The war would not have begun if Carthage had not attacked Rome.",
            "attacked",
            (Actual, Positive),
        ),
        (
            "The war would not have begun if Carthage had attacked Rome.",
            "attacked",
            (Possible, Positive),
        ),
        (
            "Rome barred Carthage from attacking Saguntum.",
            "attacking",
            (Intended, Positive),
        ),
        (
            "Scipio talked Hannibal out of attacking Rome.",
            "attacking",
            (Intended, Positive),
        ),
        (
            "The lack of Roman support for the plan was plain.",
            "support",
            (Actual, Negative),
        ),
        (
            "There was no lack of Roman support for the plan.",
            "support",
            (Actual, Positive),
        ),
        (
            "Scipio used his visit to Carthage to attack Rome.",
            "attack",
            (Actual, Positive),
        ),
        (
            "Scipio took the opportunity to attack Rome.",
            "attack",
            (Actual, Positive),
        ),
        (
            "Scipio wanted to take the opportunity to attack Rome.",
            "attack",
            (Intended, Positive),
        ),
        (
            "Scipio did not take the opportunity to attack Rome.",
            "attack",
            (Actual, Negative),
        ),
    ] {
        let read = read(text);
        let one = read.one(word);
        assert_eq!((one.modality, one.polarity), expected, "{text}");
    }
}

#[test]
fn what_is_withheld_is_not_given_and_is_nobodys_word() {
    for (text, polarity) in [
        (
            "In 1219 Scipio refused his permission for the attack on Rome.",
            Polarity::Negative,
        ),
        (
            "In 1219 Scipio did not withhold his permission for the attack on Rome.",
            Polarity::Positive,
        ),
    ] {
        let read = read(text);
        let one = read.one("permission");
        assert_eq!(one.polarity, polarity, "{text}");
        assert_eq!(one.voice, Attribution::Author, "{text}");
        assert!(one.time.is_some(), "{text}");
    }
}

#[test]
fn sources_beside_what_is_told() {
    voices([
        (
            "In the version taught in Carthage, Rome attacked.",
            "open: ",
        ),
        (
            "Rome attacked: thus Carthage, then and now.",
            "open: Carthage",
        ),
        ("Carthage has Rome attack in May.", "open: Carthage"),
        (
            "The schoolbook makes Rome attack in May.",
            "open: The schoolbook",
        ),
        ("Visitors learn how Rome attacked.", "open: Visitors"),
        (
            "Every child can recite it: Rome attacked.",
            "open: Every child",
        ),
        (
            "Rome attacked Carthage only in the minds of poets.",
            "rejected: ",
        ),
        ("Rome attacked Carthage only in the mountains.", "author"),
        ("Rome attacked, so Carthage fell.", "author"),
        ("Hannibal had Rome attacked in May.", "author"),
    ]);
}

#[test]
fn a_predicate_of_the_phrase_may_be_denied() {
    let polarity = |text: &str| read(text).one("found").polarity;
    assert_eq!(polarity("Rome found Hannibal guilty."), Polarity::Positive);
    assert_eq!(
        polarity("Rome found Hannibal not guilty."),
        Polarity::Negative
    );
    assert_eq!(
        polarity("Hannibal was found not guilty by Rome."),
        Polarity::Negative
    );
}

#[test]
fn what_was_to_be_done_is_no_deed_yet() {
    let modality = |text: &str, verb: &str| read(text).one(verb).modality;
    let attack = "Hannibal was to attack Rome in May.";
    assert_eq!(modality(attack, "attack"), Modality::Intended);
    let attacked = "Rome was to be attacked in May.";
    assert_eq!(modality(attacked, "attacked"), Modality::Intended);
    let never = "Hannibal was never to attack Rome.";
    assert_eq!(modality(never, "attack"), Modality::Actual);
    let advice = "Hannibal was the first to attack Rome.";
    assert_eq!(modality(advice, "attack"), Modality::Actual);
}
