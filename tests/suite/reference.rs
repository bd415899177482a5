//! Who is meant: pronouns, descriptions and pairs, in a world of a few names.

use gainsay::document::model::Document;
use gainsay::extract::Reader;
use gainsay::frame::{Entity, EntityKind, EntityTable, Gender, KindTable, Link, Role};
use std::sync::LazyLock;

fn link(to: &str) -> Link {
    Link {
        to: to.into(),
        from_year: None,
        to_year: None,
    }
}

fn named(id: &str, kind: EntityKind, names: &[&str], adjectives: &[&str]) -> Entity {
    let list = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let mut entity = Entity::new(id, kind);
    entity.names.insert("en".into(), list(names));
    entity.adjectives.insert("en".into(), list(adjectives));
    entity
}

fn person(id: &str, name: &str, gender: Gender, leads: &str) -> Entity {
    let mut entity = named(id, EntityKind::Person, &[name], &[]);
    entity.gender = Some(gender);
    entity.acts_for = vec![link(leads)];
    entity
}

fn leader(id: &str, name: &str, gender: Gender, of: &str) -> Entity {
    let mut entity = person(id, name, gender, of);
    entity.leads = vec![link(of)];
    entity
}

static READER: LazyLock<Reader> = LazyLock::new(|| {
    let state = |id: &str, name: &str, adjective: &str| {
        let mut state = named(id, EntityKind::State, &[name], &[adjective]);
        state.member_of = vec![link("league")];
        state
    };
    let mut army = named("guard", EntityKind::Army, &["Royal Guard"], &[]);
    army.acts_for = vec![link("freedonia")];
    army.plural = true;
    let mut northern = state("freedonia", "Freedonia", "Freedonian");
    let mut southern = state("sylvania", "Sylvania", "Sylvanian");
    northern.part_of = vec![link("marshland")];
    southern.part_of = vec![link("marshland")];
    let mut outside = state("grandia", "Grandia", "Grandian");
    outside.member_of = vec![link("axis")];
    southern.member_of = vec![link("axis")];
    let table = EntityTable::new(vec![
        northern,
        southern,
        outside,
        state("ruritania", "Ruritania", "Ruritanian"),
        named("marshland", EntityKind::Place, &["Marshland"], &[]),
        named("league", EntityKind::Bloc, &["League"], &[]),
        named("axis", EntityKind::Bloc, &["Axis"], &[]),
        army,
        leader("rufus", "Rufus Firefly", Gender::Masculine, "freedonia"),
        leader("gloria", "Gloria Teasdale", Gender::Feminine, "sylvania"),
        leader(
            "rudolf",
            "Rudolf Rassendyll",
            Gender::Masculine,
            "ruritania",
        ),
        person("chicolini", "Chicolini", Gender::Masculine, "sylvania"),
    ]);
    let anchors = [
        "freedonia",
        "sylvania",
        "ruritania",
        "grandia",
        "rufus",
        "chicolini",
    ]
    .map(str::to_owned);
    Reader::english(KindTable::builtin(), table, anchors, []).expect("the reader is built in")
});

/// Who fills `role` of the last event named by a word that starts with `trigger`, by id; `?` where it was left open.
fn who(text: &str, trigger: &str, role: Role) -> String {
    let document = Document::from_text("case.txt", text).expect("a case has sentences");
    let reading = READER.read(&document);
    let found = reading
        .assertions
        .iter()
        .rfind(|assertion| document.text[assertion.trigger.range()].starts_with(trigger));
    let Some(assertion) = found else {
        return format!("no event {trigger:?}");
    };
    if assertion.unresolved.iter().any(|(open, _)| *open == role) {
        return "?".into();
    }
    let ids: Vec<&str> = assertion
        .fillers(role)
        .map(|filler| {
            filler
                .entity
                .map_or("-", |at| READER.entities().all()[at].id.as_str())
        })
        .collect();
    ids.join("+")
}

fn hold(cases: &[(&str, &str, Role, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(text, trigger, role, wanted)| {
            let found = who(text, trigger, *role);
            (found != *wanted)
                .then(|| format!("{text}\n    {}: {found}, not {wanted}", role.name()))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

use Role::{Agent, Patient, Recipient};

#[test]
fn pronouns_agree_in_gender_number_and_animacy() {
    hold(&[
        (
            "Rufus Firefly wrote to Gloria Teasdale. She attacked Ruritania.",
            "attacked",
            Agent,
            "gloria",
        ),
        (
            "Gloria Teasdale and Freedonia were at odds. It attacked Sylvania.",
            "attacked",
            Agent,
            "freedonia",
        ),
        (
            "The Royal Guard reached the border. They attacked Sylvania.",
            "attacked",
            Agent,
            "guard",
        ),
        (
            "Freedonia and Ruritania signed a pact. They attacked Sylvania.",
            "attacked",
            Agent,
            "freedonia+ruritania",
        ),
    ]);
}

#[test]
fn an_object_is_not_the_subject_of_its_clause() {
    hold(&[
        (
            "Freedonia had an old quarrel with Sylvania, and Sylvania attacked it.",
            "attacked",
            Patient,
            "freedonia",
        ),
        (
            "Rufus Firefly was no friend of Chicolini. Chicolini attacked him.",
            "attacked",
            Patient,
            "rufus",
        ),
    ]);
}

#[test]
fn a_possessive_follows_the_subject_of_its_clause() {
    hold(&[
        (
            "Rufus Firefly hesitated, but Chicolini ordered his troops to attack Ruritania.",
            "attack",
            Agent,
            "chicolini",
        ),
        (
            "Sylvania hesitated. Then Freedonia massed its tanks. Its army attacked Sylvania.",
            "attacked",
            Agent,
            "freedonia",
        ),
    ]);
}

#[test]
fn a_pronoun_may_look_ahead() {
    hold(&[
        (
            "In his last telegram, Rufus Firefly approved the attack.",
            "approved",
            Agent,
            "rufus",
        ),
        (
            "Before his troops attacked Sylvania, Rufus Firefly played the flute.",
            "attacked",
            Agent,
            "rufus",
        ),
    ]);
}

#[test]
fn two_equally_good_antecedents_leave_it_open() {
    hold(&[
        (
            "Rufus Firefly and Chicolini met at the border. He attacked Sylvania.",
            "attacked",
            Agent,
            "?",
        ),
        (
            "Rufus Firefly told Chicolini that he attacked Sylvania.",
            "attacked",
            Agent,
            "?",
        ),
        (
            "The letters annoyed Freedonia. They attacked the post office of Sylvania.",
            "attacked",
            Agent,
            "?",
        ),
    ]);
}

#[test]
fn an_office_tells_the_person() {
    hold(&[
        (
            "The Freedonian leader attacked Sylvania.",
            "attacked",
            Agent,
            "rufus",
        ),
        (
            "The dictator of Ruritania approved the attack.",
            "approved",
            Agent,
            "rudolf",
        ),
        (
            "Freedonian troops attacked Sylvania.",
            "attacked",
            Agent,
            "freedonia",
        ),
        (
            "Rufus Firefly had waited long. At last the dictator attacked Sylvania.",
            "attacked",
            Agent,
            "rufus",
        ),
    ]);
}

#[test]
fn pairs_are_the_two_spoken_of() {
    hold(&[
        (
            "Rufus Firefly met Rudolf Rassendyll. The two leaders approved the attack on Sylvania.",
            "approved",
            Agent,
            "rufus+rudolf",
        ),
        (
            "Freedonia wrote to Ruritania. Both governments approved the attack on Sylvania.",
            "approved",
            Agent,
            "freedonia+ruritania",
        ),
        (
            "Freedonia and Ruritania were friends. The latter attacked Sylvania.",
            "attacked",
            Agent,
            "ruritania",
        ),
        (
            "Freedonia and Ruritania were friends. Sylvania was attacked by the former.",
            "attacked",
            Agent,
            "freedonia",
        ),
        (
            "Freedonia, Ruritania and Grandia met. Both governments approved the attack.",
            "approved",
            Agent,
            "?",
        ),
    ]);
}

#[test]
fn whose_ally_somebody_is_he_is_not() {
    hold(&[
        (
            "Rufus Firefly had written to Rudolf Rassendyll. His partner approved the attack.",
            "approved",
            Agent,
            "rudolf",
        ),
        (
            "Rufus Firefly's partner approved the attack.",
            "approved",
            Agent,
            "?",
        ),
        (
            "In the spring Freedonia attacked its neighbour.",
            "attacked",
            Patient,
            "sylvania",
        ),
        (
            "Freedonia and Sylvania had both armed. Freedonia attacked the other side.",
            "attacked",
            Patient,
            "sylvania",
        ),
    ]);
}

#[test]
fn what_a_pronoun_gave_carries_on() {
    hold(&[
        (
            "Rufus Firefly came to town. He was in high spirits. He attacked Sylvania.",
            "attacked",
            Agent,
            "rufus",
        ),
        (
            "Rufus Firefly wrote to Gloria Teasdale. He asked her for permission.",
            "asked",
            Recipient,
            "gloria",
        ),
    ]);
}
