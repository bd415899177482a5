//! Participants that a sentence leaves out because the text has just named them ("The Argo lay at anchor. At noon a mine
//! went off."): implicit arguments, which mostly stand in the same sentence or the one before (Gerber & Chai 2010).
//!
//! They complete what agrees, and never make a conflict.

use super::Alignment;
use crate::extract::{Attribution, Modality, Polarity};
use crate::frame::{Comparison, EntityKind, Role};
use crate::judge::model::Reason;
use crate::judge::pattern::{Bearing, Target};

/// The roles that may be left out so; who did it may not.
const LEFT_OUT: [Role; 3] = [Role::Patient, Role::Recipient, Role::Place];

impl Alignment<'_> {
    /// The reasons with what the text leaves out; `None` where it states less than the claim even so.
    pub(super) fn implied(&self) -> Option<Vec<Reason>> {
        let own = matches!(
            self.assertion.voice,
            Attribution::Author | Attribution::Endorsed(_)
        );
        let told = self.assertion.polarity == Polarity::Positive
            && self.assertion.modality == Modality::Actual
            && !self.assertion.in_part
            && !self.assertion.inferred;
        let states = self.pattern.bearing == Bearing::States && !self.pattern.negated;
        if !own || !told || !states || self.opposed || !self.placed() {
            return None;
        }
        let mut decisive = self
            .pattern
            .decisive
            .iter()
            .filter(|role| **role != Role::Event);
        let open: Vec<Role> = decisive
            .clone()
            .copied()
            .filter(|role| !self.matches(*role))
            .collect();
        let known = decisive.any(|role| self.matches(*role));
        let mut reasons = self.reasons.to_vec();
        for role in open.iter().copied() {
            let entity = self.left_out(role)?;
            let reason = reasons.iter_mut().find(|reason| reason.role == role)?;
            reason.text = self.comparer.name(entity);
            reason.outcome = Comparison::Same;
            reason.carried = true;
        }
        (known && !open.is_empty()).then_some(reasons)
    }

    /// Whom the text has just named and the record has in this role, where nobody else of that sort was named.
    fn left_out(&self, role: Role) -> Option<usize> {
        let reason = self.reasons.iter().find(|reason| reason.role == role)?;
        let silent = reason.outcome == Comparison::Unknown && reason.words.is_none();
        if !silent || !LEFT_OUT.contains(&role) {
            return None;
        }
        let all = self.comparer.entities.all();
        let targets = self.pattern.targets(role)?;
        let of_record = |found: usize| {
            targets.iter().any(|target| match target {
                Target::Entity(record) => matches!(
                    self.comparer
                        .entities
                        .compare(&all[found].id, &all[*record].id, None),
                    Comparison::Same | Comparison::Narrower
                ),
                _ => false,
            })
        };
        let takes_part = |found: usize| {
            let mut fillers = self.assertion.roles.iter().map(|(_, filler)| filler);
            fillers.any(|filler| filler.entity == Some(found))
        };
        // Of people a text names many, and means others.
        let person = |found: usize| all[found].kind == EntityKind::Person;
        let mut near = self
            .assertion
            .near
            .iter()
            .copied()
            .filter(|&found| !takes_part(found));
        let found = near
            .clone()
            .find(|&found| of_record(found) && !person(found))?;
        let sort = sort(all[found].kind);
        let other = near.any(|other| sort == self::sort(all[other].kind) && !of_record(other));
        (!other).then_some(found)
    }
}

/// What may stand in for what: a state is a place, too.
fn sort(kind: EntityKind) -> EntityKind {
    match kind {
        EntityKind::State => EntityKind::Place,
        kind => kind,
    }
}
