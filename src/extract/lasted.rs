//! Times told by what lasted, of which the packs know the days: "sent none until the war had begun", "after the outbreak of
//! the war", "nothing before the war".

use super::assertion::{Assertion, Modality, Polarity, When};
use super::clause::case_of;
use super::event::Event;
use super::lexicon::{Lexicon, WordSet};
use super::names::Names;
use super::sentence::Sentence;
use super::turning::is_denied;
use crate::frame::{EntityTable, Interval, KindTable, Role};
use crate::span::Span;

/// Dates the undated assertions that the sentence sets before or after the beginning of what lasted, and adds what "not
/// until" tells besides. `events` are those of the first assertions, one each.
pub fn apply(
    sentence: &Sentence,
    lexicon: &Lexicon,
    names: &Names<'_>,
    kinds: &KindTable,
    events: &[Event],
    assertions: &mut Vec<Assertion>,
) {
    let times = Times {
        sentence,
        lexicon,
        names,
        kinds,
        events,
    };
    let mut done = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let dated = |when: &When| !when.is_lent();
        let told = assertions[index].modality == Modality::Actual;
        if !told || assertions[index].time.as_ref().is_some_and(dated) {
            continue;
        }
        let Some((relation, began, phrase)) = times.bound(event, assertions) else {
            continue;
        };
        let words = times.words(phrase);
        let when = |interval: Interval| When {
            words,
            interval,
            carried: false,
            zoned: false,
            approximate: false,
            since: false,
        };
        let start = Interval::day(began.earliest);
        let before = start.before().map(when);
        let assertion = &mut assertions[index];
        match relation {
            Relation::Until if is_denied(sentence, lexicon, event) => {
                done.push(Assertion {
                    polarity: Polarity::Positive,
                    time: Some(when(start.onward())),
                    ..assertion.clone()
                });
                assertion.polarity = Polarity::Negative;
                assertion.time = before;
            }
            Relation::Before if assertion.polarity == Polarity::Negative => assertion.time = before,
            // A date from elsewhere tells more.
            Relation::After if assertion.time.is_some() => {}
            Relation::After => assertion.time = Some(when(start.onward())),
            Relation::Until | Relation::Before => {}
        }
        if assertion
            .time
            .as_ref()
            .is_some_and(|when| when.words == words)
        {
            // What tells the time is no other circumstance.
            let head = &sentence.tree.token(phrase).lemma;
            for told in done.last_mut().into_iter().chain([assertion]) {
                told.asides.retain(|aside| aside.lemma != *head);
            }
        }
    }
    assertions.extend(done);
}

#[derive(Clone, Copy)]
enum Relation {
    Before,
    After,
    Until,
}

struct Times<'a> {
    sentence: &'a Sentence<'a>,
    lexicon: &'a Lexicon,
    names: &'a Names<'a>,
    kinds: &'a KindTable,
    events: &'a [Event],
}

impl Times<'_> {
    /// How the event lies to the beginning of something, when that lasted, and the phrase or clause that tells it.
    fn bound(
        &self,
        event: &Event,
        assertions: &[Assertion],
    ) -> Option<(Relation, Interval, usize)> {
        let tree = self.sentence.tree;
        let told =
            |at: usize| ["obl", "advcl", "nmod"].contains(&tree.token(at).relation.universal());
        let objects = event.roles.iter().map(|&(_, head)| head);
        let plain = objects.filter(|&head| {
            tree.token(head).relation.is("obj")
                && self.events.iter().all(|other| other.head != head)
        });
        let hosts = plain.chain([event.host, event.head]);
        hosts
            .flat_map(|host| tree.children(host).iter().copied())
            .filter(|&at| told(at))
            .find_map(|at| {
                let relation = self.relation(at)?;
                let opens = self.opening(at, assertions);
                // "after the war" is after its end, and which war that is the words do not tell.
                let whole = || match relation {
                    Relation::After => None,
                    Relation::Before | Relation::Until => self.lasted(self.names.entity_at(at)?),
                };
                let began = opens.or_else(whole)?;
                Some((relation, began, at))
            })
    }

    fn words(&self, phrase: usize) -> Span {
        let tree = self.sentence.tree;
        let inside = tree.subtree(phrase);
        let ends = inside.first().zip(inside.last());
        ends.map_or(tree.token(phrase).span, |(&first, &last)| {
            Span::new(tree.token(first).span.start, tree.token(last).span.end)
        })
    }

    fn relation(&self, at: usize) -> Option<Relation> {
        let cues = &self.lexicon.cues;
        let cases = case_of(self.sentence.tree, at);
        let has = |words: &WordSet| cases.iter().any(|case| words.contains(case));
        if has(&cues.turning.until) {
            Some(Relation::Until)
        } else if has(&cues.lasted.after) {
            Some(Relation::After)
        } else if has(&cues.lasted.before) {
            Some(Relation::Before)
        } else {
            None
        }
    }

    /// When that lasted whose beginning the phrase or clause names ("the outbreak of the war", "the war had begun").
    fn opening(&self, at: usize, assertions: &[Assertion]) -> Option<Interval> {
        let opening = self.lexicon.cues.lasted.opening.iter();
        let opening: Vec<_> = opening.filter_map(|name| self.kinds.get(name)).collect();
        let mut named = self.events.iter().zip(assertions).filter(|(event, _)| {
            let is_opening = |&kind: &_| self.kinds.is_a(event.kind, kind);
            (event.head == at || event.host == at) && opening.iter().any(is_opening)
        });
        named.find_map(|(_, assertion)| {
            let affirmed = assertion.polarity == Polarity::Positive;
            let mut what = assertion.fillers(Role::Patient).filter(|_| affirmed);
            what.find_map(|filler| self.lasted(filler.entity?))
        })
    }

    fn lasted(&self, entity: usize) -> Option<Interval> {
        let entities: &EntityTable = self.names.entities();
        entities.all()[entity].lasted
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::assertion::Polarity;
    use crate::frame::Interval;

    /// For each assertion of sending: whether it is affirmed, and its time.
    fn sent(sentence: &str) -> Vec<(bool, Option<Interval>)> {
        let text = format!("# The Punic War\n\n{sentence}");
        let read = crate::extract::testing::read(&text);
        let all = read.all("send").into_iter().chain(read.all("sent"));
        all.map(|one| {
            let affirmed = one.polarity == Polarity::Positive;
            (affirmed, one.time.as_ref().map(|when| when.interval))
        })
        .collect()
    }

    const FIRST_DAY: &str = "1219-05-03..";
    const BEFORE: &str = "..1219-05-02";

    fn told(affirmed: bool, when: &str) -> (bool, Option<Interval>) {
        (affirmed, Interval::parse(when))
    }

    #[test]
    fn none_until_the_war_tells_of_both_sides_of_its_beginning() {
        let both = [told(false, BEFORE), told(true, FIRST_DAY)];
        assert_eq!(
            sent("Rome sent no ships to Carthage until the Punic War began."),
            both
        );
        assert_eq!(
            sent("Rome sent neither ships nor men until the outbreak of the Punic War."),
            both
        );
    }

    #[test]
    fn what_was_done_after_it_broke_out_has_no_end() {
        let after = "Rome sent ships to Carthage after the outbreak of the Punic War.";
        assert_eq!(sent(after), [told(true, FIRST_DAY)]);
        let fronted = "After the outbreak of the Punic War, Rome sent ships to Carthage.";
        assert_eq!(sent(fronted), [told(true, FIRST_DAY)]);
    }

    #[test]
    fn a_denial_before_it_says_nothing_of_later() {
        let before = "Rome sent no ships to Carthage before the Punic War.";
        assert_eq!(sent(before), [told(false, BEFORE)]);
    }

    #[test]
    fn an_end_or_another_beginning_tells_no_time() {
        for text in [
            "Rome sent no ships to Carthage until the harvest began.",
            "Rome sent ships to Carthage after the Punic War.",
            "Rome sent ships to Carthage before the Punic War.",
        ] {
            assert!(sent(text).iter().all(|(_, when)| when.is_none()), "{text}");
        }
    }
}
