//! The number of an assertion against those that the evidence attests.

use super::compare::Comparer;
use super::model::Reason;
use super::pattern::{Compiled, Numbers};
use crate::extract::{Assertion, Counted, Filler};
use crate::frame::{Comparison, EntityKind, Quantity, Role};

impl Comparer<'_> {
    /// Compares the number of whatever the claim counts, in whichever role the text counts it. Of those whom the record
    /// counts under another noun ("28 firemen" for "28 people") a text may count a part: fewer of them say nothing.
    pub(super) fn quantity(
        &self,
        assertion: &Assertion,
        record: &Numbers,
        pattern: &Compiled,
    ) -> Reason {
        let described = record.describe();
        // "told him that 500 men had been shot"
        let said = assertion.fillers(Role::Topic);
        let said = said.filter_map(|topic| self.assertions.get(topic.event?));
        let named = |counted: &&Counted| counted.unit == record.unit || counted.noun == record.unit;
        let counted = std::iter::once(assertion)
            .chain(said)
            .flat_map(|event| &event.roles)
            .filter_map(|(_, filler)| filler.counted.as_deref())
            .find(named);
        let of_theirs = || self.counted_otherwise(assertion, pattern);
        let Some(counted) = counted.or_else(of_theirs) else {
            return self.reason(Role::Quantity, None, described, Comparison::Unknown);
        };
        let fewer = |one: &Quantity| counted.quantity.low < one.high;
        let part = !named(&counted) && record.attested.iter().any(fewer);
        let outcome = match Quantity::compare(counted.quantity, &record.attested) {
            Comparison::Different if part => Comparison::Unknown,
            outcome => outcome,
        };
        Reason {
            role: Role::Quantity,
            text: counted.quantity.describe(),
            record: described,
            outcome,
            words: Some(counted.words),
            carried: false,
        }
    }

    /// The number of those whom the record names, by whatever noun the text calls them.
    fn counted_otherwise<'f>(
        &self,
        assertion: &'f Assertion,
        pattern: &Compiled,
    ) -> Option<&'f Counted> {
        let people = |filler: &Filler| {
            let kind = filler.entity.map(|found| self.entities.all()[found].kind);
            kind == Some(EntityKind::People)
        };
        assertion.roles.iter().find_map(|(role, filler)| {
            let targets = pattern.targets(*role).filter(|_| people(filler))?;
            let counted = filler.counted.as_deref()?;
            (self.best(filler, targets, None) == Comparison::Same).then_some(counted)
        })
    }
}
