use crate::extract::testing::read;
use crate::frame::Role;

fn roles(text: &str, trigger: &str) -> Vec<(Role, String)> {
    let read = read(text);
    let all = read.all(trigger);
    let roles = all.first().map(|one| one.roles.clone()).unwrap_or_default();
    let mut roles: Vec<(Role, String)> = roles
        .into_iter()
        .map(|(role, filler)| (role, text[filler.words.range()].to_owned()))
        .collect();
    roles.dedup();
    roles
}

fn has(text: &str, trigger: &str, role: Role, words: &str) -> bool {
    roles(text, trigger)
        .iter()
        .any(|(found, filler)| *found == role && filler.contains(words))
}

#[test]
fn a_participle_describes_the_subject_of_the_finite_verb() {
    assert!(has(
        "Elephants trained in Carthage stormed across the Roman border.",
        "stormed",
        Role::Agent,
        "Elephants"
    ));
    assert!(has(
        "Roman soldiers led by Scipio attacked Carthage.",
        "attacked",
        Role::Agent,
        "Roman soldiers"
    ));
}

#[test]
fn documents_that_were_opened_show() {
    let text = "Documents from Roman archives opened after 1991 show that Carthage attacked Rome.";
    assert!(
        has(text, "show", Role::Agent, "Documents"),
        "{:?}",
        roles(text, "show")
    );
    let text = "Roman documents released in the 1990s prove that Carthage attacked Rome.";
    assert!(
        has(text, "prove", Role::Agent, "documents"),
        "{:?}",
        roles(text, "prove")
    );
}

#[test]
fn what_was_destroyed_did_not_move() {
    let text = "The troops of Carthage attacked towns damaged in the war.";
    assert!(has(text, "attacked", Role::Agent, "troops"));
}

#[test]
fn a_label_is_the_subject_of_its_note() {
    let text = "PUNIC WAR: starts in June 218; Carthage invades Saguntum.";
    assert!(
        has(text, "starts", Role::Patient, "PUNIC WAR"),
        "{:?}",
        roles(text, "starts")
    );
}

#[test]
fn a_verb_that_was_taken_for_an_adjective_is_found() {
    let text = "Carthaginian artillery bombarded Saguntum.";
    assert!(
        has(text, "bombarded", Role::Patient, "Saguntum"),
        "{:?}",
        roles(text, "bombarded")
    );
}

#[test]
fn a_verb_of_going_that_was_taken_for_an_adjective_has_its_subject() {
    let text = "Carthage advanced south over the Ebro in June 218.";
    assert!(
        has(text, "advanced", Role::Agent, "Carthage"),
        "{:?}",
        roles(text, "advanced")
    );
}

#[test]
fn whoever_moved_somewhere_did_so() {
    for text in [
        "Hannibal's men poured into Rome on 3 May 1219.",
        "On 3 May 1219 Hannibal's men poured into Rome.",
    ] {
        assert!(
            has(text, "poured", Role::Agent, "men"),
            "{text}: {:?}",
            roles(text, "poured")
        );
    }
    let caption = "Hannibal's men poured into Rome";
    assert!(!has(caption, "poured", Role::Agent, "men"));
}

#[test]
fn a_headline_has_its_verb_in_the_present() {
    for (text, trigger, subject) in [
        (
            "Before sunrise Roman soldiers roll over the border.",
            "roll",
            "soldiers",
        ),
        ("Before sunrise elephants storm Rome.", "storm", "elephants"),
    ] {
        assert!(
            has(text, trigger, Role::Agent, subject),
            "{text}: {:?}",
            roles(text, trigger)
        );
    }
    let nouns = read("The raids over the Roman border and the supplies for Carthage.");
    assert!(nouns.all("supplies").len() < 2);
}
