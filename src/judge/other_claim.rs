//! Deeds alike but for their day, each of which is another claim's: a pack that tells of an attack on the 2nd and of one on
//! the 4th does not mean that the second is the first, misdated.

use super::align::{Gate, Outcome};
use super::compare::Comparer;
use super::pattern::{Bearing, Compiled, Patterns, Relation};
use crate::extract::Assertion;
use crate::frame::{Comparison, Role};

/// The code of what has another day than the record.
const MISDATED: &str = "contradicts-time";

impl Comparer<'_> {
    /// The outcome, unless only the day conflicts and the text tells of the deed of another claim: that has the day of the
    /// text and the same doer and sufferer, and not the day of this claim.
    pub(super) fn leave_to_other_claim(
        &self,
        outcome: Outcome,
        assertion: &Assertion,
        pattern: &Compiled,
        all: &Patterns,
    ) -> Outcome {
        match outcome {
            Outcome::Aligned(aligned)
                if aligned.code == MISDATED && self.is_of_other_claim(assertion, pattern, all) =>
            {
                Outcome::Stopped {
                    gate: Gate::OtherClaim,
                    reasons: aligned.reasons,
                }
            }
            outcome => outcome,
        }
    }

    fn is_of_other_claim(&self, assertion: &Assertion, pattern: &Compiled, all: &Patterns) -> bool {
        let dated = assertion.time.as_ref().zip(pattern.time);
        let Some((when, own)) = dated.filter(|(when, _)| !when.carried) else {
            return false;
        };
        all.bearing_on(assertion.kind).any(|(other, relation)| {
            // What only a rival account tells of that day is no deed of it.
            let apart = relation != Relation::AmountsTo
                && other.bearing == Bearing::States
                && other.pack == pattern.pack
                && other.claim != pattern.claim
                && (other.time)
                    .is_some_and(|day| day.contains(when.interval) && !day.overlaps(own));
            apart && self.is_deed_of(assertion, other)
        })
    }

    /// Whether who did it and to whom is as the pattern has it.
    fn is_deed_of(&self, assertion: &Assertion, pattern: &Compiled) -> bool {
        let reasons = self.roles(assertion, pattern);
        [Role::Agent, Role::Patient].into_iter().all(|role| {
            let mut held = reasons.iter().filter(|reason| reason.role == role);
            let met = |outcome| matches!(outcome, Comparison::Same | Comparison::Narrower);
            pattern.targets(role).is_some() && held.any(|reason| met(reason.outcome))
        })
    }
}
