//! Who meets whom: in what is done with one another, each doer is the other's counterpart.

use super::compare::{Comparer, rank};
use super::pattern::{Compiled, Target};
use crate::extract::{Assertion, Filler};
use crate::frame::{Comparison, EntityKind, Role};

/// The class of nouns for those who fight.
pub(super) const FORCES: &str = "forces";

impl Comparer<'_> {
    /// "Rome and Carthage met": each is whom the other met. Of several doers of what is done with one another, those beside
    /// the one who is the record's doer.
    pub(super) fn counterparts<'a>(
        &self,
        assertion: &'a Assertion,
        pattern: &Compiled,
        (role, targets): (Role, &[Target]),
        year: Option<i16>,
    ) -> Vec<&'a Filler> {
        let movers = self.movers(assertion, (role, targets));
        if !movers.is_empty() {
            return movers;
        }
        let told = [Role::Patient, Role::Recipient]
            .into_iter()
            .any(|role| assertion.fillers(role).next().is_some());
        let agents: Vec<&Filler> = assertion.fillers(Role::Agent).collect();
        let doers = pattern.targets(Role::Agent);
        let mutual =
            matches!(role, Role::Patient | Role::Recipient) && self.kinds.mutual(assertion.kind);
        let (Some(doers), true) = (doers, mutual && !told && agents.len() > 1) else {
            return Vec::new();
        };
        let own = (0..agents.len()).min_by_key(|&at| rank(self.best(agents[at], doers, year)));
        let others = (0..agents.len()).filter(|&at| Some(at) != own);
        others
            .map(|at| agents[at])
            .filter(|other| self.of_one_sort(other, targets))
            .filter(|other| self.best(other, targets, year) != Comparison::Unknown)
            .collect()
    }

    /// "The Roman troops left": those who went are whom Rome took away.
    fn movers<'a>(
        &self,
        assertion: &'a Assertion,
        (role, targets): (Role, &[Target]),
    ) -> Vec<&'a Filler> {
        let forces = |target: &Target| match target {
            Target::Concept(concept) => concept == FORCES,
            Target::Word(_, concept) => concept.as_deref() == Some(FORCES),
            _ => false,
        };
        if role != Role::Patient || !targets.iter().any(forces) {
            return Vec::new();
        }
        let all = self.entities.all();
        let army = |filler: &&Filler| {
            filler.concept.as_deref() == Some(FORCES)
                || (filler.entity).is_some_and(|found| all[found].kind == EntityKind::Army)
        };
        assertion.fillers(Role::Agent).filter(army).collect()
    }

    /// Whether it is of the kind of those whom the record names: a person does not stand for the paper that was signed.
    fn of_one_sort(&self, filler: &Filler, targets: &[Target]) -> bool {
        let all = self.entities.all();
        let kind = filler.entity.map(|entity| all[entity].kind);
        targets.iter().any(|target| match target {
            Target::Entity(entity) => kind == Some(all[*entity].kind),
            _ => false,
        })
    }
}
