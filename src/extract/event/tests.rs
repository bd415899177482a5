//! Sentences of an invented war, read as events. Each expected event is written `kind(role=filler, ...)@date`, with `!`
//! for denied, `?` for anything but fact, and `open` for a role that the text leaves open.

use crate::extract::{Assertion, Modality, Polarity, Reader};
use crate::frame::{Entity, EntityKind, EntityTable, KindTable, Role};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(|| {
    let one = |id: &str, kind, names: &[&str], adjectives: &[&str]| {
        let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let mut entity = Entity::new(id, kind);
        entity.names = BTreeMap::from([("en".to_owned(), list(names))]);
        entity.adjectives = BTreeMap::from([("en".to_owned(), list(adjectives))]);
        entity
    };
    let table = EntityTable::new(vec![
        one("norland", EntityKind::State, &["Norland"], &["Norlandic"]),
        one(
            "suthland",
            EntityKind::State,
            &["Suthland"],
            &["Suthlandic"],
        ),
        one(
            "empire",
            EntityKind::State,
            &["the Empire", "Empire"],
            &["Imperial"],
        ),
        one("otto", EntityKind::Person, &["Otto"], &[]),
        one("carl", EntityKind::Person, &["Carl"], &[]),
        one("frontier", EntityKind::Place, &["48th parallel"], &[]),
        one("harbour", EntityKind::Place, &["Harbour City"], &[]),
    ]);
    Reader::english(KindTable::builtin(), table, Vec::new(), Vec::new()).unwrap()
});

fn sketch(text: &str, all: &[Assertion], assertion: &Assertion) -> String {
    let kinds = KindTable::builtin();
    let filler = |role: Role| {
        let mut names: Vec<String> = assertion
            .fillers(role)
            .map(|filler| {
                let entity = filler
                    .entity
                    .map(|at| READER.entities().all()[at].id.clone());
                let event = filler.event.map(|at| kinds.name(all[at].kind).to_owned());
                let words = text[filler.words.range()].to_owned();
                entity.or(event).or(filler.concept.clone()).unwrap_or(words)
            })
            .collect();
        if assertion.left_open.iter().any(|(open, _)| *open == role) {
            names.push("open".into());
        }
        (!names.is_empty()).then(|| format!("{}={}", role.name(), names.join("+")))
    };
    let roles: Vec<String> = [
        Role::Agent,
        Role::Patient,
        Role::Recipient,
        Role::Topic,
        Role::Place,
    ]
    .into_iter()
    .filter_map(filler)
    .collect();
    let denied = if assertion.polarity == Polarity::Positive {
        ""
    } else {
        "!"
    };
    let unreal = if assertion.modality == Modality::Actual {
        ""
    } else {
        "?"
    };
    let date = assertion
        .time
        .as_ref()
        .map(|when| format!("@{}", when.interval.describe()))
        .unwrap_or_default();
    format!(
        "{denied}{unreal}{}({}){date}",
        kinds.name(assertion.kind),
        roles.join(", ")
    )
}

fn read(text: &str) -> Vec<String> {
    let all = READER.read_statement(text, None).assertions;
    all.iter()
        .map(|assertion| sketch(text, &all, assertion))
        .collect()
}

/// Every sentence with events that must be among those read.
fn expect(cases: &[(&str, &[&str])]) {
    let mut missing = Vec::new();
    for (text, events) in cases {
        let found = read(text);
        for event in *events {
            if !found.iter().any(|one| one == event) {
                missing.push(format!("{text}\n  no {event}\n  in {found:#?}"));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn a_decision_beside_a_deed_is_about_the_deed() {
    expect(&[
        (
            "With Imperial approval, Norland invaded Suthland.",
            &[
                "approve(agent=empire, topic=attack)",
                "attack(agent=norland, patient=suthland)",
            ],
        ),
        (
            "With Otto's blessing, Norland invaded Suthland.",
            &["approve(agent=otto, topic=attack)"],
        ),
        (
            "Norland invaded Suthland with the backing of Otto and Carl.",
            &["support(agent=otto+carl, topic=attack)"],
        ),
        (
            "At the urging of Carl, Otto attacked Suthland.",
            &["request(agent=carl, topic=attack)"],
        ),
        (
            "Acting under orders from Otto, Norland attacked Suthland.",
            &["order(agent=otto, topic=attack)"],
        ),
        (
            "Encouraged by the Empire, Norland attacked Suthland.",
            &["support(agent=empire, recipient=norland, topic=attack)"],
        ),
        (
            "Norland attacked Suthland without Imperial consent.",
            &[
                "!approve(agent=empire, topic=attack)",
                "attack(agent=norland, patient=suthland)",
            ],
        ),
    ]);
}

#[test]
fn what_an_impossible_deed_would_have_lacked_was_there() {
    expect(&[(
        "Without Otto's consent the invasion would have been impossible.",
        &["approve(agent=otto, topic=attack)"],
    )]);
    let found = read("Norland could not attack without Otto's consent.");
    assert!(
        found
            .iter()
            .any(|one| one.starts_with("?approve(agent=otto")),
        "{found:#?}"
    );
}

#[test]
fn participles_before_a_noun_have_participants() {
    expect(&[
        (
            "The Empire-backed invasion failed.",
            &["support(agent=empire, topic=attack)"],
        ),
        (
            "The Otto-approved attack began on 3 May 1911.",
            &["approve(agent=otto, topic=attack)", "attack()@3 May 1911"],
        ),
        (
            "Having invaded Suthland, Norland captured Harbour City.",
            &[
                "attack(agent=norland, patient=suthland)",
                "capture(agent=norland, patient=harbour)",
            ],
        ),
        (
            "Attacked by Norland, Harbour City fell.",
            &["attack(agent=norland, patient=harbour)"],
        ),
    ]);
    let found = read("The planned invasion of Suthland worried Carl.");
    assert!(
        found.contains(&"?attack(patient=suthland)".to_owned()),
        "{found:#?}"
    );
}

#[test]
fn a_refusal_until_a_date_is_two_facts() {
    expect(&[
        (
            "Otto did not approve the attack until May 1911.",
            &[
                "!approve(agent=otto, topic=attack)@up to April 1911",
                "approve(agent=otto, topic=attack)@May 1911",
            ],
        ),
        (
            "It was not until May 1911 that Otto approved the attack.",
            &[
                "!approve(agent=otto, topic=attack)@up to April 1911",
                "approve(agent=otto, topic=attack)@May 1911",
            ],
        ),
        (
            "Otto held back approval until May 1911.",
            &[
                "refuse(agent=otto, topic=approve)@up to April 1911",
                "approve(agent=otto)@May 1911",
            ],
        ),
        (
            "Otto waited until May 1911 before approving the attack.",
            &["approve(agent=otto, topic=attack)@May 1911"],
        ),
        (
            "Norlandic troops did not leave Suthland until 1913.",
            &[
                "!withdraw(agent=norland, place=suthland)@up to 1912",
                "withdraw(agent=norland, place=suthland)@1913",
            ],
        ),
        (
            "Otto only approved the attack in May 1911.",
            &["approve(agent=otto, topic=attack)@May 1911"],
        ),
    ]);
    let found = read("The war lasted until May 1911.");
    assert!(found.iter().all(|one| !one.starts_with('!')), "{found:#?}");
}

#[test]
fn to_decide_on_a_decision_is_to_take_it_and_on_a_deed_only_to_plan_it() {
    expect(&[
        (
            "Otto decided to support the attack.",
            &["support(agent=otto, topic=attack)"],
        ),
        (
            "Otto's decision to approve the invasion came in May 1911.",
            &["approve(agent=otto, topic=attack)@May 1911"],
        ),
        (
            "Otto decided to attack Suthland.",
            &["?attack(agent=otto, patient=suthland)"],
        ),
        (
            "Otto approved the attack on Suthland.",
            &[
                "approve(agent=otto, topic=attack)",
                "?attack(patient=suthland)",
            ],
        ),
        (
            "Otto ordered the invasion of Suthland.",
            &[
                "order(agent=otto, topic=attack)",
                "?attack(agent=otto, patient=suthland)",
            ],
        ),
        (
            "Otto gave his approval for the attack.",
            &["approve(agent=otto, topic=attack)", "?attack()"],
        ),
        (
            "Otto withheld consent.",
            &["!approve(agent=otto)", "refuse(agent=otto, topic=approve)"],
        ),
    ]);
}

#[test]
fn those_who_are_brought_to_act_act() {
    expect(&[
        (
            "Otto was persuaded to approve the attack.",
            &["approve(agent=otto, topic=attack)"],
        ),
        (
            "Carl talked Otto into approving the attack.",
            &["approve(agent=otto, topic=attack)"],
        ),
        (
            "Carl forced Norland to withdraw.",
            &["withdraw(agent=norland)"],
        ),
        (
            "Carl tried to persuade Otto to approve the attack.",
            &["?approve(agent=otto, topic=attack)"],
        ),
        (
            "Carl urged Otto to approve the attack.",
            &["?approve(agent=otto, topic=attack)"],
        ),
    ]);
}

#[test]
fn light_verbs_and_their_prepositions_lend_their_subject() {
    expect(&[
        (
            "Otto and Carl came to an agreement on the attack.",
            &["approve(agent=otto+carl, topic=attack)"],
        ),
        (
            "Carl put in a request for help.",
            &["request(agent=carl, topic=support)"],
        ),
        (
            "Otto paid a visit to Harbour City in May 1911.",
            &["visit(agent=otto, patient=harbour)@May 1911"],
        ),
        (
            "Otto sent his troops across the 48th parallel.",
            &["attack(agent=otto, place=frontier)"],
        ),
        (
            "Norland hurled its divisions against Suthland.",
            &["attack(agent=norland, patient=suthland)"],
        ),
        (
            "Norland drove the Suthlandic army out of Harbour City.",
            &["expel(agent=norland, patient=suthland)"],
        ),
    ]);
    let found = read("Carl hurled insults against Suthland.");
    assert!(
        found.iter().all(|one| !one.contains("attack")),
        "{found:#?}"
    );
}

#[test]
fn nobody_is_named_where_the_text_leaves_the_doer_out_or_open() {
    expect(&[
        (
            "Fighting erupted on 3 May 1911.",
            &["start-war(patient=war)@3 May 1911"],
        ),
        (
            "War came to Suthland in May 1911.",
            &["start-war(patient=war, place=suthland)@May 1911"],
        ),
        (
            "It remains unclear who started the war.",
            &["start-war(agent=open, patient=war)"],
        ),
        ("Who fired first is disputed.", &["attack(agent=open)"]),
        (
            "Whoever began the war, it lasted three years.",
            &["start-war(agent=open, patient=war)"],
        ),
        (
            "Each side accused the other of starting the war.",
            &["start-war(agent=open, patient=war)"],
        ),
        (
            "Both governments claimed that the other had attacked first.",
            &["attack(agent=open)"],
        ),
    ]);
    expect(&[(
        "The army, which attacked Harbour City, belonged to Otto.",
        &["attack(agent=forces, patient=harbour)"],
    )]);
}

#[test]
fn neither_nor_denies_the_doers_and_not_the_deed() {
    let text = "Neither Otto nor Carl began the war in May 1911.";
    let all = READER.read_statement(text, None).assertions;
    assert!(
        all.iter()
            .any(|one| one.polarity == Polarity::NotRole(Role::Agent)
                && one.fillers(Role::Agent).count() == 2),
        "{all:#?}"
    );
}

#[test]
fn adjectives_say_of_somebody_what_he_did_or_bore() {
    expect(&[
        (
            "Otto was responsible for the massacre.",
            &["be-guilty(patient=otto, topic=kill)"],
        ),
        (
            "Carl was not guilty of the massacre.",
            &["!be-guilty(patient=carl, topic=kill)"],
        ),
        (
            "Otto was aware of the massacre.",
            &["know(agent=otto, topic=kill)"],
        ),
        (
            "A court found Otto guilty of murder in 1913.",
            &["convict(agent=A court, patient=otto, topic=kill)@1913"],
        ),
    ]);
}

#[test]
fn several_modifiers_are_several_doers() {
    expect(&[(
        "Norlandic and Imperial troops attacked Suthland.",
        &["attack(agent=norland+empire, patient=suthland)"],
    )]);
}

#[test]
fn troops_that_are_withdrawn_are_those_who_leave() {
    expect(&[(
        "Norlandic troops were withdrawn from Suthland in 1913.",
        &["withdraw(agent=norland, patient=norland, place=suthland)@1913"],
    )]);
}

#[test]
fn parses_that_no_grammar_allows_are_read_as_meant() {
    expect(&[
        (
            "In May 1911 Otto proposed to Carl that Suthland be attacked.",
            &["propose(agent=otto, recipient=carl, topic=attack)@May 1911"],
        ),
        (
            "Carl accused Otto of the massacre.",
            &["accuse(agent=carl, patient=otto, topic=kill)"],
        ),
        (
            "Harbour City was divided and became a fortress.",
            &["divide(patient=harbour)"],
        ),
    ]);
}

#[test]
fn phrases_have_nouns_and_owners_among_their_words() {
    expect(&[
        (
            "Norland threw its weight behind the attack.",
            &["support(agent=norland, topic=attack)"],
        ),
        (
            "Carl laid the war at Norland's door.",
            &["blame(agent=carl, patient=norland, topic=war)"],
        ),
        (
            "Otto gained access to the archives in May 1911.",
            &["release(patient=documents, recipient=otto)@May 1911"],
        ),
        (
            "Behind the attack stood Otto.",
            &["support(agent=otto, topic=attack)"],
        ),
        (
            "Otto charged Norland with the murder of Carl.",
            &["accuse(agent=otto, patient=norland, topic=kill)"],
        ),
        (
            "Deliveries of guns to Norland began in 1911.",
            &["supply(patient=arms, recipient=norland)@1911"],
        ),
        (
            "Norland's lunge across the 48th parallel surprised Otto.",
            &["attack(agent=norland, place=frontier)"],
        ),
    ]);
}

#[test]
fn words_of_a_phrase_neither_deny_nor_weaken_it() {
    expect(&[
        (
            "Otto raised no objection to the attack.",
            &["approve(agent=otto, topic=attack)"],
        ),
        (
            "Otto would not hear of an attack.",
            &["refuse(agent=otto, topic=attack)"],
        ),
        (
            "The telegrams leave no doubt that Otto approved the attack.",
            &["reveal(agent=documents, topic=approve)"],
        ),
    ]);
}

#[test]
fn predicates_and_participles_name_states() {
    expect(&[
        (
            "The Norlandic troops were out of Suthland.",
            &["withdraw(agent=norland, place=suthland)"],
        ),
        (
            "Norland was in the war.",
            &["intervene(agent=norland, patient=war)"],
        ),
        (
            "Otto was opposed to the attack.",
            &["refuse(agent=otto, topic=attack)"],
        ),
        (
            "Harbour City was in Norlandic hands.",
            &["occupy(agent=norland, patient=harbour)"],
        ),
        ("The attack was Otto's work.", &["attack(agent=otto)"]),
        (
            "Carl's advice was to wait.",
            &["advise(agent=carl, topic=wait)", "?wait()"],
        ),
        (
            "Otto's answer to the request was no.",
            &["refuse(agent=otto, topic=request)"],
        ),
    ]);
}

#[test]
fn whoever_receives_an_event_is_not_its_doer() {
    expect(&[
        (
            "Suthland came under attack from Norland.",
            &["attack(agent=norland, patient=suthland)"],
        ),
        (
            "The plan won Otto's support.",
            &["support(agent=otto, topic=plan)"],
        ),
        (
            "Norland had the Empire's consent.",
            &["approve(agent=empire, recipient=norland)"],
        ),
        (
            "Otto gave the venture his blessing.",
            &["approve(agent=otto, topic=plan)"],
        ),
    ]);
    let found = read("Otto suffered an attack of asthma.");
    assert!(
        found.iter().all(|one| !one.contains("attack")),
        "{found:#?}"
    );
}

#[test]
fn fixed_phrases_stand_word_by_word() {
    expect(&[(
        "The republic of Suthland came into being on 1 May 1911.",
        &["found(patient=suthland)@1 May 1911"],
    )]);
}

#[test]
fn who_is_let_do_something_is_not_what_is_approved() {
    expect(&[
        (
            "Otto was permitted to attack Norland.",
            &["approve(recipient=otto, topic=attack)"],
        ),
        (
            "Approval came from Carl in May 1911.",
            &["approve(agent=carl)@May 1911"],
        ),
        (
            "Otto sought Carl's approval.",
            &["request(agent=otto, recipient=carl, topic=approve)"],
        ),
    ]);
}

#[test]
fn who_is_fired_on_is_not_dismissed() {
    expect(&[
        (
            "Suthland was fired upon on 3 May 1931.",
            &["shell(patient=suthland)@3 May 1931"],
        ),
        (
            "Suthland was fired on by Norland.",
            &["shell(agent=norland, patient=suthland)"],
        ),
        (
            "Otto was fired by Carl.",
            &["dismiss(agent=carl, patient=otto)"],
        ),
    ]);
}

#[test]
fn who_did_it_without_a_deed_did_not_do_that() {
    expect(&[
        (
            "Norland shelled Suthland without warning.",
            &["!warn(agent=norland, recipient=suthland)"],
        ),
        (
            "Norland shelled Suthland without a word of warning.",
            &["!warn(agent=norland, recipient=suthland)"],
        ),
        (
            "Norland shelled Suthland without warning the Empire.",
            &["!warn(agent=norland, recipient=empire)"],
        ),
        (
            "Norland shelled Suthland without Imperial approval.",
            &["!approve(agent=empire, topic=shell)"],
        ),
    ]);
}

#[test]
fn an_order_tells_what_is_to_be_done() {
    expect(&[
        (
            "Otto gave the order to fire on Suthland.",
            &["order(agent=otto, topic=shell)"],
        ),
        (
            "Otto gave his approval to the raid.",
            &["approve(agent=otto, topic=attack)"],
        ),
        (
            "Otto gave his approval to Carl.",
            &["approve(agent=otto, recipient=carl)"],
        ),
    ]);
}
