//! Many ways to say it: what the built-in words alone read in sentences of many registers, subjects and constructions.
//! One half of the sentences was looked at while words were added, the other half only counts.

use crate::corpus::{hold, path};
use crate::subjects::entity;
use gainsay::extract::{Assertion, Filler, Modality, Polarity, Reader};
use gainsay::frame::{EntityTable, KindTable, Role};
use std::collections::{BTreeMap, BTreeSet};

/// A sentence and what a reader takes from it.
struct Case<'a> {
    text: &'a str,
    /// The kinds of which one is meant, or of which nothing is said.
    kinds: Vec<&'a str>,
    polarity: Polarity,
    /// Whether nothing of that kind is said.
    none: bool,
    roles: Vec<(Role, String)>,
}

impl<'a> Case<'a> {
    fn parse(line: &'a str) -> Self {
        let mut fields = line.split('\t');
        let text = fields.next().expect("a sentence");
        let kinds = fields.next().expect("the kinds of events");
        let (mark, kinds) = kinds.split_once(' ').unwrap_or(("", kinds));
        let roles = fields.next().unwrap_or_default().split_whitespace();
        let roles = roles.map(|role| {
            let (role, word) = role.split_once('=').expect("role=word");
            let role = Role::from_name(role).expect("a role");
            (role, word.replace('_', " "))
        });
        Self {
            text,
            kinds: kinds.split('|').collect(),
            polarity: if mark == "no" {
                Polarity::Negative
            } else {
                Polarity::Positive
            },
            none: mark == "none",
            roles: roles.collect(),
        }
    }

    fn is_kind(&self, kinds: &KindTable, assertion: &Assertion) -> bool {
        self.kinds.iter().any(|name| {
            let kind = kinds.get(name).expect("a kind of event");
            kinds.is_a(assertion.kind, kind)
        })
    }

    /// Whether the assertion has the kind, as a fact that is told or denied.
    fn says(&self, kinds: &KindTable, assertion: &Assertion) -> bool {
        self.is_kind(kinds, assertion)
            && (self.polarity == Polarity::Negative) == (assertion.polarity == Polarity::Negative)
            && assertion.modality == Modality::Actual
    }

    fn fills(&self, kinds: &KindTable, all: &[Assertion], filler: &Filler, word: &str) -> bool {
        let event = filler.event.map(|at| kinds.name(all[at].kind));
        event == Some(word) || self.has_words(filler.words.range(), word)
    }

    fn has_words(&self, range: std::ops::Range<usize>, word: &str) -> bool {
        let words = self.text.get(range).unwrap_or_default();
        let mut found = words.match_indices(word);
        found.any(|(at, _)| {
            let before = words[..at].chars().next_back();
            let after = words[at + word.len()..].chars().next();
            let letter = |other: Option<char>| other.is_some_and(char::is_alphabetic);
            !letter(before) && !letter(after)
        })
    }

    /// Whether everybody takes part who must, and the date is the right one.
    fn has_roles(&self, kinds: &KindTable, all: &[Assertion], assertion: &Assertion) -> bool {
        self.roles.iter().all(|(role, word)| {
            if *role == Role::Time {
                let when = assertion.time.as_ref();
                return when.is_some_and(|when| self.has_words(when.words.range(), word));
            }
            let mut fillers = assertion.fillers(*role);
            fillers.any(|filler| self.fills(kinds, all, filler, word))
        })
    }
}

/// What was got right of how many: the event, the event with all roles, nothing where there is nothing.
#[derive(Default)]
struct Tally {
    events: usize,
    whole: usize,
    of: usize,
    held: usize,
    held_of: usize,
}

fn run(half: &str) -> (Tally, BTreeSet<String>) {
    let entities = std::fs::read_to_string(path("corpus/events-broad-entities.txt"));
    let entities = entities.expect("the names");
    let kinds = KindTable::builtin();
    let table = EntityTable::new(entities.lines().map(entity).collect());
    let reader = Reader::english(kinds, table, Vec::new(), Vec::new()).expect("a reader");
    let cases = std::fs::read_to_string(path(&format!("corpus/events-broad-{half}.tsv")));
    let cases = cases.expect("the sentences");
    let (mut tally, mut passed) = (Tally::default(), BTreeSet::new());
    let mut by_kind: BTreeMap<&str, [usize; 3]> = BTreeMap::new();
    for case in cases.lines().filter(|line| !line.starts_with('#')) {
        let case = Case::parse(case);
        let all = reader.read_statement(case.text, None).assertions;
        if case.none {
            tally.held_of += 1;
            if !all.iter().any(|assertion| case.is_kind(kinds, assertion)) {
                tally.held += 1;
                passed.insert(format!("held: {}", case.text));
            }
            continue;
        }
        let said = || all.iter().filter(|one| case.says(kinds, one));
        let whole = said().any(|one| case.has_roles(kinds, &all, one));
        let counts = by_kind.entry(case.kinds[0]).or_default();
        tally.of += 1;
        counts[2] += 1;
        if whole {
            tally.whole += 1;
            counts[1] += 1;
            passed.insert(format!("whole: {}", case.text));
        }
        if said().next().is_some() {
            tally.events += 1;
            counts[0] += 1;
            passed.insert(format!("event: {}", case.text));
        }
    }
    println!(
        "{half}: events {} and with all roles {} of {}; nothing read {} of {}",
        tally.events, tally.whole, tally.of, tally.held, tally.held_of
    );
    for (kind, [events, whole, of]) in by_kind {
        println!("  {kind:16} {events:3} {whole:3} of {of:3}");
    }
    (tally, passed)
}

#[test]
fn events_are_read_in_many_words_that_were_looked_at() {
    let (tally, passed) = run("train");
    assert!(tally.of > 200, "the sentences are gone");
    hold("events-broad-train-pass.txt", &passed);
}

#[test]
fn events_are_read_in_many_words_that_were_not_looked_at() {
    let (tally, passed) = run("test");
    assert!(tally.of > 200, "the sentences are gone");
    hold("events-broad-test-pass.txt", &passed);
}
