//! What somebody says, orders or denies, against what the record says that he does.

use super::compare::{Comparer, REFUSAL, rank};
use super::model::Reason;
use super::pattern::{Compiled, Target};
use crate::extract::{Assertion, Filler, Polarity, When};
use crate::frame::{Comparison, Interval, Role};

impl Comparer<'_> {
    /// What somebody says, orders or denies, against what the record says that he does: the same only with the same
    /// participants, different where one of them cannot be the record's or where one side denies it.
    pub(super) fn propositions(&self, filler: &Filler, records: &[Compiled]) -> Comparison {
        let Some(named) = filler.event.and_then(|at| self.assertions.get(at)) else {
            return Comparison::Unknown;
        };
        // One word may name events of several kinds.
        let events: Vec<&Assertion> = self
            .assertions
            .iter()
            .filter(|event| (event.sentence, event.trigger) == (named.sentence, named.trigger))
            .filter(|event| !event.loose)
            .collect();
        if self.denies_one(&events, records) {
            return Comparison::Different;
        }
        let shared = self.by_doing(&events, records);
        events
            .into_iter()
            .filter(|event| !matches!(event.polarity, Polarity::NotRole(_)))
            .flat_map(|event| records.iter().map(move |record| (event, record)))
            .filter(|(event, record)| self.kinds.is_a(event.kind, record.kind))
            .filter(|(event, record)| !self.shared_by_other(event, record))
            .map(|(event, record)| self.proposition(event, record))
            .chain(shared)
            .min_by_key(|outcome| rank(*outcome))
            .unwrap_or(Comparison::Unknown)
    }

    /// "planned the attack on Elba" of a record of its bombing: a wider word for what was done to the same. Who denies it may
    /// think of another attack.
    pub(super) fn names_by_sort(
        &self,
        assertion: &Assertion,
        filler: &Filler,
        pattern: &Compiled,
        targets: &[Target],
    ) -> bool {
        let affirmed = assertion.polarity == Polarity::Positive && !pattern.negated;
        let Some(event) = filler.event.and_then(|at| self.assertions.get(at)) else {
            return false;
        };
        let plain = affirmed && event.polarity == Polarity::Positive;
        let same = |record: &&Compiled| {
            let sort = self.kinds.is_a(record.kind, event.kind) && record.kind != event.kind;
            let reasons = self.roles(event, record);
            let fits = |reason: &Reason| match reason.role {
                Role::Patient => reason.outcome == Comparison::Same,
                _ => reason.outcome != Comparison::Different,
            };
            let sufferer = |reason: &Reason| reason.role == Role::Patient;
            sort && !record.negated && reasons.iter().any(sufferer) && reasons.iter().all(fits)
        };
        plain
            && targets.iter().any(|target| match target {
                Target::Proposition(records) => records.iter().any(|record| same(&record)),
                _ => false,
            })
    }

    /// "said that A, not B, had ordered it": whether one who is denied is the record's.
    fn denies_one(&self, events: &[&Assertion], records: &[Compiled]) -> bool {
        events.iter().any(|event| {
            let Polarity::NotRole(denied) = event.polarity else {
                return false;
            };
            let same =
                |record: &&Compiled| self.kinds.is_a(event.kind, record.kind) && !record.negated;
            records.iter().filter(same).any(|record| {
                self.roles(event, record).iter().any(|reason| {
                    reason.role == denied
                        && matches!(reason.outcome, Comparison::Same | Comparison::Narrower)
                })
            })
        })
    }

    pub(super) fn proposition(&self, event: &Assertion, record: &Compiled) -> Comparison {
        let reasons = self.roles(event, record);
        if self.is_of_another_day(event, record) {
            return Comparison::Unknown;
        }
        // "never ordered the shooting", "turned down the shooting": the noun is denied with its verb, not by itself.
        let with_verb = !event.clausal
            && self.assertions.iter().any(|outer| {
                let names = |filler: &Filler| {
                    let named = filler.event.and_then(|at| self.assertions.get(at));
                    named.is_some_and(|named| {
                        (named.sentence, named.trigger) == (event.sentence, event.trigger)
                    })
                };
                let refuses = outer.polarity == Polarity::Positive
                    && Some(outer.kind) == self.kinds.get(REFUSAL)
                    && event.polarity == Polarity::Positive;
                // "never told them of his foreknowledge" is not "told them that he had none".
                let itself = record.negated && event.polarity == Polarity::Positive;
                (outer.polarity == Polarity::Negative && !itself || refuses)
                    && outer.roles.iter().any(|(_, filler)| names(filler))
            });
        let denied = if with_verb {
            record.negated
        } else {
            event.polarity == Polarity::Negative
        };
        let parts = reasons.iter().any(|reason| {
            // The date of what is said is seldom told apart from the date of saying it.
            let decides = matches!(reason.role, Role::Agent | Role::Patient | Role::Topic);
            decides && reason.outcome == Comparison::Different
        });
        // "shows that in May he did not agree": of that time it is denied, and no more.
        let of_then =
            event.polarity == Polarity::Negative && event.time.is_some() && record.time.is_none();
        if of_then {
            return Comparison::Wider;
        }
        if !parts && denied != record.negated && !self.meets(event, record, &reasons) {
            return Comparison::Unknown;
        }
        // "had not lied under pressure": the pressure may be all that is denied. That others did it does not gainsay that
        // somebody did not.
        let narrowed = event.polarity == Polarity::Negative && !event.asides.is_empty();
        if narrowed && denied != record.negated || parts && record.negated {
            return Comparison::Unknown;
        }
        if parts || denied != record.negated {
            return Comparison::Different;
        }
        let stated = reasons
            .iter()
            .filter(|reason| reason.role != Role::Time && record.decisive.contains(&reason.role))
            .all(|reason| matches!(reason.outcome, Comparison::Same | Comparison::Narrower));
        if stated {
            Comparison::Same
        } else {
            Comparison::Wider
        }
    }

    /// "doubted the attack of 2 May", where the record has that of 4 May. The date of "ordered on 2 May that it be done" is
    /// that of the order.
    fn is_of_another_day(&self, event: &Assertion, record: &Compiled) -> bool {
        let of_outer = |when: &When| {
            self.assertions.iter().any(|outer| {
                let other = outer.trigger != event.trigger && outer.sentence == event.sentence;
                let same = |time: &When| time.words == when.words;
                other && outer.time.as_ref().is_some_and(same)
            })
        };
        let own = (event.time.as_ref()).filter(|when| !when.carried && !of_outer(when));
        let told = own.and_then(|when| when.interval.single_day());
        let recorded = record.time.and_then(Interval::single_day);
        told.zip(recorded).is_some_and(|(told, day)| told != day)
    }

    /// "said that there had been an attack on Gaul", "... in June", where the record has that there was none on Rome in May:
    /// whether what is said of an event can be said of the record's. Where the record names nobody, its date tells which
    /// one is meant.
    fn meets(&self, event: &Assertion, record: &Compiled, reasons: &[Reason]) -> bool {
        let other = |reason: &Reason| {
            let unknown = reason.outcome == Comparison::Unknown && reason.words.is_some();
            reason.role != Role::Time && record.decisive.contains(&reason.role) && unknown
        };
        let apart = (event.time.as_ref().zip(record.time))
            .is_some_and(|(when, day)| !when.interval.overlaps(day));
        let named = !record.fillers.is_empty();
        let names_nobody = event.roles.iter().all(|(_, one)| one.entity.is_none());
        let own = named
            || match record.time {
                Some(_) => event.time.is_some(),
                None => names_nobody,
            };
        !reasons.iter().any(other) && !apart && own
    }
}
