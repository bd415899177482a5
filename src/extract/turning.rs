//! Dates at which something turned: "did not approve it until April 1950" tells that it had not happened before, and
//! that it happened then.

use super::assertion::{Assertion, Modality, Polarity, When};
use super::clause::case_of;
use super::event::Event;
use super::lexicon::{Lexicon, WordSet};
use super::sentence::Sentence;
use crate::frame::{Grain, Interval, KindTable, Role};
use jiff::civil::Date;

/// Adds what the sentence tells of the turn, and confines the denials to the time before it. `events` are those
/// of the first assertions, one each.
pub fn apply(
    sentence: &Sentence,
    lexicon: &Lexicon,
    kinds: &KindTable,
    events: &[Event],
    assertions: &mut Vec<Assertion>,
) {
    let turns = Turns {
        sentence,
        lexicon,
        kinds,
        events,
    };
    let mut found: Vec<Assertion> = Vec::new();
    for index in 0..assertions.len() {
        let Some((turn, fronted)) = turns.turn(&assertions[index]) else {
            continue;
        };
        let denied = fronted
            || assertions[index].polarity == Polarity::Negative
            || (events.get(index)).is_some_and(|event| is_denied(sentence, lexicon, event));
        // "did not agree until May to attack": that is when they agreed; of the deed nothing is told.
        if denied && assertions[index].modality == Modality::Intended {
            let assertion = &mut assertions[index];
            assertion.polarity = Polarity::Positive;
            assertion.time = None;
            continue;
        }
        let before = turn.interval.before().map(|interval| When {
            interval,
            ..turn.clone()
        });
        if turns.is_held_back(&assertions[index]) {
            turns.date_awaited(assertions, index, &turn);
            found.extend(turns.released(assertions, index, &turn));
            assertions[index].time = before;
        } else if denied {
            let assertion = &mut assertions[index];
            found.push(Assertion {
                polarity: Polarity::Positive,
                time: Some(turn.clone()),
                ..assertion.clone()
            });
            assertion.polarity = Polarity::Negative;
            assertion.time = before;
        }
    }
    let mut seen = Vec::new();
    found.retain(|assertion| {
        let key = (assertion.kind, assertion.trigger);
        let fresh = !seen.contains(&key);
        seen.push(key);
        fresh
    });
    assertions.extend(found);
}

/// Whether the predicate or what it is done to is denied, be it only up to a time ("sent no tanks until").
pub(super) fn is_denied(sentence: &Sentence, lexicon: &Lexicon, event: &Event) -> bool {
    let tree = sentence.tree;
    let polarity = &lexicon.cues.polarity;
    let denies = |words: &WordSet, host: usize| {
        tree.children(host).iter().any(|&child| {
            let light = ["advmod", "det", "cc"].contains(&tree.token(child).relation.universal());
            light && words.contains(&*tree.token(child).lower())
        })
    };
    let mut others = event.roles.iter().filter(|(_, head)| *head != event.host);
    denies(&polarity.negators, event.host)
        || others.any(|(_, head)| denies(&polarity.determiners, *head))
}

struct Turns<'a> {
    sentence: &'a Sentence<'a>,
    lexicon: &'a Lexicon,
    kinds: &'a KindTable,
    events: &'a [Event],
}

impl Turns<'_> {
    /// The date up to which the assertion holds, and whether "not" stands right before it.
    fn turn(&self, assertion: &Assertion) -> Option<(When, bool)> {
        let until = assertion
            .time
            .as_ref()
            .filter(|when| when.interval.earliest == Date::MIN)?;
        let words = self.words_before(until)?;
        let cues = &self.lexicon.cues;
        let last = words.last()?;
        let date = self.sentence.text.get(until.words.range())?;
        let points = cues.turning.pointing.contains(&date.to_lowercase());
        if points || !cues.turning.until.contains(last) {
            return None;
        }
        let fronted = words
            .len()
            .checked_sub(2)
            .and_then(|at| words.get(at))
            .is_some_and(|word| cues.polarity.negators.contains(word));
        let day = until.interval.latest;
        // "until the end of May": some time after it, and not within the stretch that the words name.
        let part = self.lexicon.cues.turning.ends.iter();
        let closes = part.into_iter().any(|end| {
            let named = format!(" {}", date.to_lowercase());
            named.contains(&format!(" {end} "))
        });
        let interval = match until.interval.grain {
            _ if closes => Some(Interval::day(day).onward()),
            Grain::Day => Some(Interval::day(day)),
            Grain::Month => Interval::month(day.year(), day.month()),
            // "until the 1990s": some time within them.
            Grain::Years => Some(until.interval),
            _ => Interval::year(day.year()),
        }?;
        let turn = When {
            interval,
            ..until.clone()
        };
        Some((turn, fronted))
    }

    /// The words of the sentence up to the date, in lower case.
    fn words_before(&self, when: &When) -> Option<Vec<String>> {
        let start = self.sentence.span.start;
        let written = self.sentence.text.get(start..when.words.start)?;
        Some(written.split_whitespace().map(str::to_lowercase).collect())
    }

    /// Whether the event is one of refusing or waiting, that ends when what it holds back is done.
    fn is_held_back(&self, assertion: &Assertion) -> bool {
        assertion.polarity == Polarity::Positive
            && assertion.modality == Modality::Actual
            && self
                .lexicon
                .cues
                .turning
                .holding
                .iter()
                .filter_map(|name| self.kinds.get(name))
                .any(|kind| self.kinds.is_a(assertion.kind, kind))
    }

    /// "waited until April before approving": what was waited for happened at the end of the waiting.
    fn date_awaited(&self, all: &mut [Assertion], held: usize, turn: &When) {
        let Some(waiting) = self.events.get(held) else {
            return;
        };
        let tree = self.sentence.tree;
        for (event, assertion) in self.events.iter().zip(all.iter_mut()) {
            let token = tree.token(event.host);
            let marks = case_of(tree, event.host);
            let awaited = token.head == Some(waiting.host)
                && token.relation.is("advcl")
                && marks.iter().any(|mark| mark == "before" || mark == "to");
            if awaited && assertion.time.is_none() {
                assertion.time = Some(turn.clone());
                assertion.modality = Modality::Actual;
            }
        }
    }

    /// What was done when the holding back ended: its topic, by those who had held it back.
    fn released(&self, all: &[Assertion], held: usize, turn: &When) -> Vec<Assertion> {
        let holders = || all[held].fillers(Role::Agent).cloned();
        let topics = all[held]
            .fillers(Role::Topic)
            .filter_map(|topic| topic.event);
        let topics: Vec<usize> = topics.collect();
        topics
            .into_iter()
            .filter_map(|at| all.get(at))
            .filter(|topic| self.kinds.decision(topic.kind))
            .map(|topic| {
                let mut released = Assertion {
                    polarity: Polarity::Positive,
                    modality: Modality::Actual,
                    time: Some(turn.clone()),
                    ..topic.clone()
                };
                released.unresolved.retain(|(role, _)| *role != Role::Agent);
                if released.fillers(Role::Agent).next().is_none() {
                    released
                        .roles
                        .extend(holders().map(|filler| (Role::Agent, filler)));
                }
                released
            })
            .collect()
    }
}
