//! Dates at which something was first done: "consented only in October 1950" and "her first troops came in 1951" tell,
//! besides, that it had not been done before.

use super::assertion::{Assertion, Modality, Polarity, When};
use super::event::Event;
use super::lexicon::Lexicon;
use super::sentence::Sentence;
use crate::frame::{Interval, KindTable, Role};
use jiff::ToSpan;

/// Adds what the sentence denies of the time before a first date. `events` are those of the first assertions, one each.
pub fn apply(
    sentence: &Sentence,
    lexicon: &Lexicon,
    kinds: &KindTable,
    events: &[Event],
    assertions: &mut Vec<Assertion>,
) {
    let onsets = Onsets {
        sentence,
        lexicon,
        kinds,
    };
    let denied: Vec<Assertion> = events
        .iter()
        .zip(assertions.iter())
        .filter_map(|(event, assertion)| onsets.not_before(event, assertion))
        .collect();
    assertions.extend(denied);
}

struct Onsets<'a> {
    sentence: &'a Sentence<'a>,
    lexicon: &'a Lexicon,
    kinds: &'a KindTable,
}

impl Onsets<'_> {
    fn not_before(&self, event: &Event, assertion: &Assertion) -> Option<Assertion> {
        let told = assertion.polarity == Polarity::Positive
            && assertion.modality == Modality::Actual
            && !assertion.repeated;
        let when = assertion.time.as_ref().filter(|_| told)?;
        if when.carried || when.approximate {
            return None;
        }
        if !self.is_only_then(when) && !self.is_first(event) {
            return None;
        }
        Some(Assertion {
            polarity: Polarity::Negative,
            time: Some(When {
                interval: recently_before(when.interval)?,
                ..when.clone()
            }),
            onset: false,
            opening: false,
            ..assertion.clone()
        })
    }

    /// "only in May", "only on 3 May", but not "not only in May".
    fn is_only_then(&self, when: &When) -> bool {
        let cues = &self.lexicon.cues;
        let tokens = self.sentence.tree.tokens();
        let form = |at: usize| tokens[at].form.to_lowercase();
        let Some(date) = tokens
            .iter()
            .position(|token| token.span.end > when.words.start)
        else {
            return false;
        };
        let mut before = (0..date)
            .rev()
            .skip_while(|&at| cues.onset.between.contains(&form(at)));
        let only = before.next();
        only.is_some_and(|at| cues.onset.only.contains(&form(at)))
            && before
                .next()
                .is_none_or(|at| !cues.polarity.negators.contains(&form(at)))
    }

    /// "her first request", "the first Roman troops", "first asked": the first of what the kind counts.
    fn is_first(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let onset = &self.lexicon.cues.onset;
        let mut counted = onset.kinds.iter().filter_map(|name| self.kinds.get(name));
        if !counted.any(|kind| self.kinds.is_a(event.kind, kind)) {
            return false;
        }
        let ordinals = &self.lexicon.cues.opening.ordinals;
        let first = |at: usize| ordinals.contains(&*tree.token(at).lower());
        let described = |noun: usize| tree.children_by(noun, "amod").any(first);
        if event.noun && described(event.head) {
            return true;
        }
        let doers = event
            .roles
            .iter()
            .filter(|(role, _)| *role == Role::Agent || *role == Role::Patient);
        let bare = |noun: usize| {
            onset
                .forces
                .contains(&tree.token(noun).lemma.to_lowercase())
        };
        let mut doers = doers.map(|&(_, head)| head);
        let right_before = event.head.checked_sub(1).filter(|_| !event.noun);
        doers.any(|head| bare(head) && described(head))
            || right_before
                .is_some_and(|at| at > 0 && first(at) && tree.token(at).head == Some(event.head))
    }
}

/// The stretch before `then`, back to the start of the year before: the first troops of a war are not the first ever.
fn recently_before(then: Interval) -> Option<Interval> {
    let before = then.before()?;
    let start = before.latest.first_of_year().checked_sub(1.year()).ok()?;
    Interval::between(start, before.latest, then.grain)
}

#[cfg(test)]
mod tests {
    use crate::extract::Polarity;
    use crate::extract::testing::read;

    /// Up to which year the text denies the deed.
    fn denied_up_to(text: &str) -> Option<i16> {
        let read = read(text);
        let denied = read
            .all("attacked")
            .into_iter()
            .find(|told| told.polarity == Polarity::Negative)?;
        Some(denied.time.as_ref()?.interval.latest.year())
    }

    #[test]
    fn what_was_done_only_then_was_not_done_before() {
        assert_eq!(
            denied_up_to("Rome attacked Carthage only in 1219."),
            Some(1218)
        );
        assert_eq!(
            denied_up_to("Only in 1219 Rome attacked Carthage."),
            Some(1218)
        );
        assert_eq!(denied_up_to("Rome attacked Carthage in 1219."), None);
        assert_eq!(
            denied_up_to("Not only in 1219 Rome attacked Carthage."),
            None
        );
    }
}
