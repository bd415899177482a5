use crate::extract::testing::read;
use crate::extract::{Modality, Polarity};
use crate::frame::Role;

#[test]
fn a_telling_holds_until_the_paragraph_ends() {
    let text = "According to the official story, Rome wanted peace. Carthage attacked Rome at dawn. \
                The Carthaginians invaded Rome.\n\nCarthage besieged Rome.";
    let read = read(text);
    assert_eq!(read.voices("attacked"), ["open: the official story"]);
    assert_eq!(read.voices("invaded"), ["open: the official story"]);
    for besieged in read.voices("besieged") {
        assert_eq!(besieged, "author");
    }
}

#[test]
fn who_tells_for_a_living_goes_on() {
    let guide = read("The guide tells us that Rome was at peace. Carthage attacked Rome at dawn.");
    assert_eq!(guide.voices("attacked"), ["open: The guide"]);
    let printed = read("Roman encyclopedias printed the same sentence. Carthage attacked Rome.");
    assert_eq!(printed.voices("attacked"), ["open: Roman encyclopedias"]);
}

#[test]
fn what_a_panel_of_judges_finds_is_one_remark() {
    let judged =
        read("A panel of six soldiers found Scipio guilty of murder. Carthage attacked Rome.");
    assert_eq!(judged.voices("attacked"), ["author"]);
    let affair = read("Take the Hannibal case. Carthage attacked Rome.");
    assert_eq!(affair.voices("attacked"), ["author"]);
}

#[test]
fn the_author_takes_the_word_back() {
    let fact = read(
        "The official version is simple. Carthage attacked Rome. In fact, Rome invaded Carthage.",
    );
    assert_eq!(fact.voices("attacked"), ["rejected: The official version"]);
    assert_eq!(fact.voices("invaded"), ["author"]);
    let record = read(
        "The textbook tells a moving story. Carthage attacked Rome. \
         The archives show that Rome had prepared for years. Rome invaded Carthage.",
    );
    assert_eq!(record.voices("attacked"), ["open: The textbook"]);
    assert_eq!(record.voices("invaded"), ["author"]);
}

#[test]
fn one_remark_holds_over_what_continues_it_only() {
    let plain = read("Scipio said that Carthage had attacked Rome. Rome invaded Carthage.");
    assert_eq!(plain.voices("attacked"), ["open: Scipio"]);
    assert_eq!(plain.voices("invaded"), ["author"]);
    let further = read("Scipio said that Carthage attacked Rome. Moreover, Carthage invaded Rome.");
    assert_eq!(further.voices("invaded"), ["open: Scipio"]);
    let perfect = read("Scipio said that Carthage had attacked Rome. Hannibal had invaded Rome.");
    assert_eq!(perfect.voices("invaded"), ["open: Scipio"]);
}

#[test]
fn what_repeats_a_remark_is_an_echo() {
    let read = read("Scipio says that Carthage attacked Rome. Carthage invaded Rome at dawn.");
    let invaded = read.one("invaded");
    assert_eq!(read.voice(invaded), "author");
    assert!(invaded.echoes.is_some());
}

#[test]
fn a_contrary_sentence_rejects_what_it_rebuts() {
    let but =
        read("Scipio says that Carthage attacked Rome. But it was Rome that attacked Carthage.");
    assert_eq!(but.voices("attacked"), ["rejected: Scipio", "author"]);
    let other = read("Scipio says that Carthage attacked Rome. But Rome negotiated with Carthage.");
    assert_eq!(other.voices("attacked"), ["open: Scipio"]);
}

#[test]
fn a_verdict_falls_on_what_was_said_before() {
    for verdict in [
        "That was a lie.",
        "It is a fable.",
        "A lie.",
        "Not true.",
        "None of this is true.",
        "There is no truth in this.",
        "Nothing could be further from the truth.",
        "The truth is the opposite.",
        "The archives tell a different story.",
        "This has been disproved.",
        "This account has been refuted by the archives.",
    ] {
        let read = read(&format!(
            "Scipio says that Carthage attacked Rome. {verdict}"
        ));
        assert_eq!(read.voices("attacked"), ["rejected: Scipio"], "{verdict}");
    }
    for verdict in ["This is true.", "The archives have confirmed this."] {
        let read = read(&format!(
            "Scipio says that Carthage attacked Rome. {verdict}"
        ));
        assert_eq!(read.voices("attacked"), ["endorsed: Scipio"], "{verdict}");
    }
    for other in [
        "Rome denies this.",
        "That was a long speech.",
        "The Senate was silent.",
    ] {
        let read = read(&format!("Scipio says that Carthage attacked Rome. {other}"));
        assert_eq!(read.voices("attacked"), ["open: Scipio"], "{other}");
    }
}

#[test]
fn a_verdict_may_come_a_paragraph_later() {
    let text = "In Roman schoolbooks, the war has a simple beginning. Carthage attacked Rome. \
                Hannibal invaded Italy.\n\nNone of this is true.";
    assert!(read(text).voices("attacked")[0].starts_with("rejected: "));
}

#[test]
fn the_authors_own_words_fall_only_to_a_verdict_on_facts() {
    let myth = read("Carthage attacked Rome. This is a myth.");
    assert!(myth.voices("attacked")[0].starts_with("rejected: "));
    let moral = read("Carthage attacked Rome. This was wrong.");
    assert_eq!(moral.voices("attacked"), ["author"]);
}

#[test]
fn turned_roles_leave_the_deed() {
    let read = read("Scipio says that Carthage attacked Rome. The roles were reversed.");
    assert_eq!(
        read.one("attacked").polarity,
        Polarity::NotRole(Role::Agent)
    );
}

#[test]
fn a_speaker_may_be_named_afterwards() {
    for after in [
        "So says Scipio.",
        "That is what Scipio says.",
        "This is the official version.",
    ] {
        let read = read(&format!("Carthage attacked Rome. {after}"));
        assert!(read.voices("attacked")[0].starts_with("open: "), "{after}");
    }
    let so = read("Carthage attacked Rome. So Scipio marched.");
    assert_eq!(so.voices("attacked"), ["author"]);
}

#[test]
fn quotations_run_over_sentences_and_paragraphs() {
    let several = read("Scipio said: “Carthage attacked Rome. Hannibal invaded Italy at dawn.”");
    assert_eq!(several.voices("invaded"), ["open: Scipio"]);
    let single = read("Scipio said: ‘The Romans’ walls held. Hannibal invaded Italy at dawn.’");
    assert_eq!(single.voices("invaded"), ["open: Scipio"]);
    let paragraphs =
        read("“Carthage attacked Rome.\n\n“Hannibal invaded Italy,” wrote the historian.");
    assert!(paragraphs.voices("attacked")[0].starts_with("open: "));
    let cited = read("The document reads: “Carthage attacked Rome without any warning.”");
    assert_eq!(cited.voices("attacked"), ["endorsed: The document"]);
}

#[test]
fn a_block_quotation_is_its_speakers() {
    let opened =
        read("The Roman textbook says:\n\n> Carthage attacked Rome.\n\nRome invaded Carthage.");
    assert_eq!(opened.voices("attacked"), ["open: The Roman textbook"]);
    assert_eq!(opened.voices("invaded"), ["author"]);
    let callout = read("Rome had an army.\n\n> **Note:** Carthage attacked Rome.");
    assert_eq!(callout.voices("attacked"), ["author"]);
}

#[test]
fn a_word_in_scare_quotes_asserts_nothing() {
    let scare = read("The \"attack\" of Carthage on Rome is still taught.");
    assert_eq!(scare.one("attack").modality, Modality::Distanced);
    let plain = read("The \"terrible\" attack of Carthage on Rome is still taught.");
    assert_eq!(plain.one("attack").modality, Modality::Actual);
}

#[test]
fn an_organ_and_its_own_side_are_one_voice() {
    let organ = read("Rome, March 5 (Acta Diurna) -- Scipio said that Carthage had attacked Rome.");
    assert_eq!(organ.voices("attacked"), ["author"]);
    let enemy =
        read("Rome, March 5 (Acta Diurna) -- Hannibal said that Rome had attacked Carthage.");
    assert_eq!(enemy.voices("attacked"), ["open: Hannibal"]);
    let honoured = read("The great leader Scipio said that Carthage had attacked Rome.");
    assert_eq!(honoured.voices("attacked"), ["author"]);
    let ours = read(
        "Rome is proud. In our country everybody knows it. Scipio said that Carthage had attacked Rome.",
    );
    assert_eq!(ours.voices("attacked"), ["author"]);
}

#[test]
fn questions_are_answered() {
    let denied = read("Did Rome attack Carthage? No.");
    let answer = denied.one("No");
    assert_eq!(answer.modality, Modality::Actual);
    assert_eq!(answer.polarity, Polarity::Negative);
    let named = read("Who attacked Rome? Carthage.");
    let agent = named.all("Carthage");
    assert_eq!(agent.len(), 1);
    assert!(
        agent[0]
            .fillers(Role::Agent)
            .any(|filler| filler.entity == Some(1))
    );
    let choice = read("Did Rome attack Carthage? Yes / No");
    assert!(choice.all("No").is_empty());
}

#[test]
fn an_answer_is_given_to_the_clause_that_asks_for_it() {
    let denied = |text: &str| {
        let all = read(text);
        let attack = all.all("attack").into_iter().chain(all.all("attacked"));
        let kinds: Vec<_> = attack.map(|told| told.kind).collect();
        assert!(!kinds.is_empty(), "{text}");
        let answers = ["No", "It", "He"].map(|word| all.all(word)).concat();
        (answers.iter())
            .any(|told| kinds.contains(&told.kind) && told.polarity == Polarity::Negative)
    };
    for text in [
        "Did Rome attack Carthage? It did not.",
        "Is it true that Rome attacked Carthage? No.",
        "Why was Rome angry, and did it attack Carthage? It did not.",
        "Did Rome plan the war or attack Carthage? It did not.",
    ] {
        assert!(denied(text), "{text}");
    }
    for text in [
        "Did Scipio admit that Rome had attacked Carthage? No.",
        "Did Scipio know that Rome had attacked Carthage? He did not.",
        "Why did Rome attack Carthage, and did it win? It did not.",
        "When Rome attacked Carthage, did it declare war? It did not.",
        "Did Scipio, who attacked Carthage, lose? He did not.",
        "When did Rome attack Carthage? No.",
        "When Hannibal fell, did Rome attack Carthage? No.",
        "Did Rome leave the League and then attack Carthage? It did not.",
    ] {
        assert!(!denied(text), "{text}");
    }
}

#[test]
fn what_is_not_told_opens_no_voice() {
    let silent = read(
        "Roman schoolbooks do not say who began the Punic War. It was Carthage that attacked Rome.",
    );
    assert_eq!(silent.voices("attacked"), ["author"]);
}

#[test]
fn a_reply_that_goes_out_is_one_sentence() {
    let sent = read("Scipio's reply went out in May: it was too early. Hannibal attacked Rome.");
    assert_eq!(sent.voices("attacked"), ["author"]);
}

#[test]
fn a_perfect_beside_the_story_goes_on_with_no_report() {
    let after = read(
        "Hannibal had boasted of a quick march to Rome. Three days after the Punic War had begun, Scipio attacked \
         Carthage.",
    );
    assert_eq!(after.voices("attacked"), ["author"]);
}

#[test]
fn what_somebody_says_in_his_statements_is_told_by_the_author() {
    let told = read("Carthage said the reverse: its statements laid the blame on Rome.");
    assert!(
        told.all("laid")
            .iter()
            .all(|one| told.voice(one) == "author")
    );
    let said = read("Carthage said the reverse: Rome attacked Saguntum.");
    assert_eq!(said.voices("attacked"), ["open: Carthage"]);
}

#[test]
fn a_radio_speaks_for_those_whose_it_is() {
    let radio = read("The Carthage radio announced that Rome had attacked Saguntum.");
    let [attack] = radio.all("attacked")[..] else {
        panic!("one attack")
    };
    assert!(matches!(
        &attack.voice,
        crate::extract::Attribution::Speaker(speaker) if speaker.entity.is_some()
    ));
}

#[test]
fn what_a_speaker_is_named_for_afterwards_he_also_denied() {
    let read = read(
        "The myth that Carthage attacked Rome does not survive scrutiny. Carthage wanted peace. \
         Thus a Roman diplomat's memoirs.",
    );
    let attacked = read.one("attacked");
    assert!(
        read.voice(attacked).starts_with("open: "),
        "{}",
        read.voice(attacked)
    );
    assert_eq!(attacked.polarity, Polarity::Negative);
}

/// The voice of the attack in a text.
fn attack(text: &str) -> String {
    read(text).voices("attacked").join(", ")
}

#[test]
fn headings_take_what_stands_under_them_out_of_the_authors_voice() {
    for heading in [
        "Myths",
        "Five myths about the war",
        "Common errors",
        "Mistakes to avoid",
        "What did not happen",
        "Not true",
    ] {
        let voice = attack(&format!("# {heading}\n\n- Carthage attacked Rome.\n"));
        assert!(voice.starts_with("rejected: "), "{heading}: {voice}");
    }
    for heading in [
        "What Carthage teaches",
        "The Roman version",
        "The war: Rome's account",
        "In Roman schoolbooks",
        "According to Rome",
        "The view from Rome",
        "How Rome sees the war",
        "The other side",
        "Rumours of May",
    ] {
        let voice = attack(&format!("# {heading}\n\nCarthage attacked Rome.\n"));
        assert!(voice.starts_with("open: "), "{heading}: {voice}");
    }
    for heading in [
        "Causes of the war",
        "What happened in May",
        "The errors of the generals",
        "Rome's mistakes",
        "The story of the war",
        "A short account",
        "What the archives of Rome show",
        "Rome and its army",
        "What Cato told Rome",
    ] {
        let voice = attack(&format!("# {heading}\n\nCarthage attacked Rome.\n"));
        assert_eq!(voice, "author", "{heading}");
    }
}

#[test]
fn the_author_takes_the_word_under_a_heading() {
    let told = read(
        "# The Roman version\n\nCarthage attacked Rome. In fact Rome invaded Carthage.\n\nScipio besieged it.\n",
    );
    assert!(told.voices("attacked")[0].starts_with("open: "));
    assert_eq!(told.voices("invaded"), ["author"]);
    assert_eq!(told.voices("besieged"), ["author"]);
    let myth = read("# Myths\n\n- Carthage attacked Rome. In fact Rome invaded Carthage.\n");
    assert!(myth.voices("attacked")[0].starts_with("rejected: "));
    assert_eq!(myth.voices("invaded"), ["author"]);
}

#[test]
fn lines_and_heads_of_columns_say_whose_it_is() {
    for line in [
        "The following claims are false:",
        "None of these is true:",
        "Do not write:",
        "Avoid these errors:",
    ] {
        let voice = attack(&format!("{line}\n\n- Carthage attacked Rome.\n"));
        assert!(voice.starts_with("rejected: "), "{line}: {voice}");
    }
    let case = "Rome's case rests on three claims:";
    assert!(attack(&format!("{case}\n\n- Carthage attacked Rome.\n")).starts_with("open: "));
    for line in [
        "The following is true:",
        "Three facts stand:",
        "Remember:",
        "He made three mistakes:",
    ] {
        let voice = attack(&format!("{line}\n\n- Carthage attacked Rome.\n"));
        assert_eq!(voice, "author", "{line}");
    }
    let table = |head: &str| {
        let row = "| Carthage attacked Rome. | Rome invaded Carthage. |";
        read(&format!("| {head} | Fact |\n|---|---|\n{row}\n"))
    };
    let myth = table("Myth");
    assert!(myth.voices("attacked")[0].starts_with("rejected: "));
    assert_eq!(myth.voices("invaded"), ["author"]);
    assert!(table("Rome's account").voices("attacked")[0].starts_with("open: "));
    assert_eq!(table("Event").voices("attacked"), ["author"]);
}

#[test]
fn a_short_sentence_announces_whose_account_follows() {
    for before in [
        "First, the Roman version.",
        "Take the Roman thesis.",
        "Let us hear the other side.",
        "Here is what Roman children learn.",
        "A lie went round the world.",
        "Radio Rome, 3 May 1219.",
    ] {
        let voice = attack(&format!("{before} Carthage attacked Rome."));
        assert!(voice.starts_with("open: "), "{before}: {voice}");
    }
    for before in [
        "First, the facts.",
        "Let us turn to the archives of Rome.",
        "Next came Rome.",
        "Rome was free.",
    ] {
        let voice = attack(&format!("{before} Carthage attacked Rome."));
        assert_eq!(voice, "author", "{before}");
    }
    let two = "Two accounts are known of Rome. In one, Carthage attacked Rome.";
    assert!(attack(two).starts_with("open: "));
}

#[test]
fn what_goes_on_from_a_speech_accuses_nobody() {
    for before in ["Scipio spoke to the people.", "Scipio had an excuse."] {
        let told = read(&format!("{before} Carthage had attacked Rome."));
        assert!(told.one("attacked").echoes.is_some(), "{before}");
    }
    let plain = read("Scipio spoke to the people. Carthage attacked Rome.");
    assert!(plain.one("attacked").echoes.is_none());
}

#[test]
fn what_was_said_is_given_away_afterwards() {
    for after in [
        " Such was the story.",
        " A thesis of Rome.",
        " Nobody in Rome still believes this.",
        " Hardly a sentence has been refuted so often.",
        "\n\nSo says the textbook of Rome.",
    ] {
        let voice = attack(&format!("Carthage attacked Rome.{after}"));
        assert!(voice.starts_with("open: "), "{after}: {voice}");
    }
    for after in [
        " Such was the war.",
        " Nobody in Rome expected this.",
        " Few came home.",
    ] {
        assert_eq!(
            attack(&format!("Carthage attacked Rome.{after}")),
            "author",
            "{after}"
        );
    }
}

#[test]
fn through_whose_eyes_a_clause_is_told() {
    let mut told = Vec::new();
    for text in [
        "On this view Carthage attacked Rome.",
        "Seen from Rome, Carthage attacked Rome.",
        "Carthage attacked Rome, if you ask Scipio.",
        "Carthage attacked Rome, my foot.",
    ] {
        told.push((text, attack(text).starts_with("open: ")));
    }
    for text in [
        "On this day Carthage attacked Rome.",
        "On this account Carthage attacked Rome.",
        "To end the strife, Carthage attacked Rome.",
        "In this war Carthage attacked Rome.",
    ] {
        told.push((text, attack(text) == "author"));
    }
    told.retain(|(_, right)| !right);
    assert!(told.is_empty(), "{told:?}");
}

#[test]
fn what_is_shown_by_nothing_or_only_supposed_is_no_fact() {
    for text in [
        "Nothing shows that Carthage attacked Rome.",
        "Few documents show that Carthage attacked Rome.",
        "Were it true that Carthage attacked Rome, Cato would know.",
    ] {
        let told = read(text);
        assert_eq!(told.one("attacked").modality, Modality::Possible, "{text}");
    }
}
