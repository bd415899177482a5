//! Other subjects: the built-in kinds and words alone read plain statements about events that no shipped pack treats.

use crate::corpus::path;
use gainsay::extract::{Assertion, Modality, Polarity, Reader};
use gainsay::frame::{Entity, EntityKind, EntityTable, KindTable, Role};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Subjects {
    subject: Vec<Subject>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Subject {
    title: String,
    /// Id, kind, names and adjectives, separated by bars.
    entities: Vec<String>,
    statements: Vec<Statement>,
}

#[derive(Deserialize)]
struct Statement {
    text: String,
    kind: String,
    #[serde(default)]
    negative: bool,
    time: Option<String>,
    #[serde(flatten)]
    roles: BTreeMap<String, Vec<String>>,
}

pub fn entity(written: &str) -> Entity {
    let fields: Vec<&str> = written.split('|').map(str::trim).collect();
    let names = |at: usize| -> BTreeMap<String, Vec<String>> {
        let list = fields.get(at).map_or("", |list| list);
        let names = list.split(',').map(|name| name.trim().to_owned());
        BTreeMap::from([(
            "en".to_owned(),
            names.filter(|name| !name.is_empty()).collect(),
        )])
    };
    let (kind, _) = EntityKind::ALL
        .into_iter()
        .find(|(_, name)| *name == fields[1])
        .expect("the kind of an entity");
    let mut entity = Entity::new(fields[0], kind);
    entity.names = names(2);
    entity.adjectives = names(3);
    entity
}

/// Whether `expected` is the entity, the kind of event or the class of a filler of `role`, or among its words.
fn filled(
    reader: &Reader,
    kinds: &KindTable,
    text: &str,
    all: &[Assertion],
    assertion: &Assertion,
    role: Role,
    expected: &str,
) -> bool {
    assertion.fillers(role).any(|filler| {
        let entity = filler
            .entity
            .map(|at| reader.entities().all()[at].id.as_str());
        let event = filler.event.map(|at| kinds.name(all[at].kind));
        let words = text.get(filler.words.range()).unwrap_or_default();
        entity == Some(expected)
            || event == Some(expected)
            || filler.concept.as_deref() == Some(expected)
            || entity.is_none() && words.split_whitespace().any(|word| word == expected)
    })
}

#[test]
fn statements_on_other_subjects_are_read_as_events_with_their_participants() {
    let file = std::fs::read_to_string(path("corpus/subjects.toml")).expect("the corpus");
    let subjects: Subjects = toml::from_str(&file).expect("the corpus is TOML");
    let kinds = KindTable::builtin();
    let (mut run, mut missed) = (0, Vec::new());
    for subject in &subjects.subject {
        let table = EntityTable::new(subject.entities.iter().map(|line| entity(line)).collect());
        let reader = Reader::english(kinds, table, Vec::new(), Vec::new()).expect("a reader");
        for statement in &subject.statements {
            run += 1;
            let all = reader.read_statement(&statement.text, None).assertions;
            let polarity = if statement.negative {
                Polarity::Negative
            } else {
                Polarity::Positive
            };
            let found = all.iter().any(|assertion| {
                let time = assertion.time.as_ref().map(|when| when.interval.describe());
                kinds.name(assertion.kind) == statement.kind
                    && assertion.polarity == polarity
                    && assertion.modality == Modality::Actual
                    && statement
                        .time
                        .as_ref()
                        .is_none_or(|day| time.as_ref() == Some(day))
                    && statement.roles.iter().all(|(name, fillers)| {
                        let role = Role::from_name(name).expect("a role");
                        fillers.iter().all(|filler| {
                            filled(
                                &reader,
                                kinds,
                                &statement.text,
                                &all,
                                assertion,
                                role,
                                filler,
                            )
                        })
                    })
            });
            if !found {
                missed.push(format!("{}: {}", subject.title, statement.text));
            }
        }
    }
    assert!(run >= 40, "the corpus has lost its statements: {run} run");
    assert!(
        missed.is_empty(),
        "of {run} not read as expected: {missed:#?}"
    );
}
