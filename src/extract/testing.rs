//! A small subject for tests of reading: Rome, Carthage and their war.

use super::{Assertion, Attribution, Reader, Reading};
use crate::document::model::Document;
use crate::frame::{Entity, EntityKind, EntityTable, Gender, Interval, KindTable, Link};
use crate::span::Span;
use std::collections::BTreeMap;

fn entity(
    id: &str,
    kind: EntityKind,
    names: &[&str],
    adjectives: &[&str],
    acts_for: &[&str],
) -> Entity {
    let words = |words: &[&str]| {
        BTreeMap::from([(
            "en".to_owned(),
            words
                .iter()
                .map(|word| (*word).to_owned())
                .collect::<Vec<_>>(),
        )])
    };
    Entity {
        names: words(names),
        adjectives: words(adjectives),
        acts_for: acts_for
            .iter()
            .map(|to| Link {
                to: (*to).to_owned(),
                from_year: None,
                to_year: None,
            })
            .collect(),
        gender: (kind == EntityKind::Person).then_some(Gender::Masculine),
        ..Entity::new(id, kind)
    }
}

/// A text that was read.
pub struct Read {
    text: String,
    reading: Reading,
}

/// What reads about the subject.
pub fn reader() -> Reader {
    let kinds = KindTable::builtin().clone();
    let entities = EntityTable::new(vec![
        entity(
            "rome",
            EntityKind::State,
            &["Rome", "Romans"],
            &["Roman"],
            &[],
        ),
        entity(
            "carthage",
            EntityKind::State,
            &["Carthage", "Carthaginians"],
            &["Carthaginian"],
            &[],
        ),
        entity("saguntum", EntityKind::Place, &["Saguntum"], &[], &[]),
        entity(
            "hannibal",
            EntityKind::Person,
            &["Hannibal"],
            &[],
            &["carthage"],
        ),
        entity("scipio", EntityKind::Person, &["Scipio"], &[], &["rome"]),
        entity(
            "acta",
            EntityKind::Organisation,
            &["Acta Diurna"],
            &[],
            &["rome"],
        ),
        Entity {
            lasted: Interval::parse("1219-05-03..1219-09-01"),
            ..entity("punic-war", EntityKind::War, &["Punic War"], &[], &[])
        },
    ]);
    let anchors = ["rome", "carthage", "punic-war"].map(str::to_owned);
    Reader::english(&kinds, entities, anchors, []).unwrap()
}

/// Reads `text`, as Markdown.
pub fn read(text: &str) -> Read {
    let document = Document::from_text("test.md", text).unwrap();
    Read {
        reading: reader().read(&document),
        text: text.to_owned(),
    }
}

impl Read {
    fn words(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Every assertion, in the order in which they were found.
    pub fn every(&self) -> &[Assertion] {
        &self.reading.assertions
    }

    /// The assertions whose trigger is that word, in the order of the text, without looser readings of it.
    pub fn all(&self, trigger: &str) -> Vec<&Assertion> {
        self.reading
            .assertions
            .iter()
            .filter(|assertion| self.words(assertion.trigger) == trigger && !assertion.loose)
            .collect()
    }

    /// The only assertion whose trigger is that word.
    pub fn one(&self, trigger: &str) -> &Assertion {
        let all = self.all(trigger);
        assert_eq!(all.len(), 1, "{trigger:?} in {:?}", self.text);
        all[0]
    }

    /// The time of the only assertion with that trigger, and whether it only was lent.
    pub fn time(&self, trigger: &str) -> Option<(String, bool)> {
        let when = self.one(trigger).time.clone()?;
        Some((when.interval.describe(), when.is_lent()))
    }

    /// The voice of an assertion as one line: "author", "open: Rome", "endorsed: ...", "rejected: ...".
    pub fn voice(&self, assertion: &Assertion) -> String {
        let (standing, speaker) = match &assertion.voice {
            Attribution::Author => return "author".to_owned(),
            Attribution::Speaker(speaker) => ("open", speaker),
            Attribution::Endorsed(speaker) => ("endorsed", speaker),
            Attribution::Rejected(speaker) => ("rejected", speaker),
        };
        format!("{standing}: {}", self.words(speaker.words))
    }

    /// The voices of the assertions with that trigger.
    pub fn voices(&self, trigger: &str) -> Vec<String> {
        self.all(trigger)
            .into_iter()
            .map(|assertion| self.voice(assertion))
            .collect()
    }
}
