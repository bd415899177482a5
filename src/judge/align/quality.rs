//! Whether the text tells of what sort the participants are, and which of several deeds it was, where the proposition does
//! ("unarmed men", "fired first").

use super::{Alignment, Gate, require};
use crate::extract::Filler;
use crate::frame::{Comparison, EntityKind, Role};
use crate::judge::model::Reason;
use crate::judge::pattern::Target;

impl Alignment<'_> {
    /// Whether who or what conflicts with the record is told of the record's own people, body and order.
    pub(super) fn is_told_of_record(&self, conflict: &Reason) -> Result<(), Gate> {
        require(
            !self.is_some_people(conflict.role),
            Gate::Weak(conflict.role),
        )?;
        let elsewhen = conflict.role == Role::Time && self.is_done_by_part_of_body();
        require(!elsewhen, Gate::OtherEvent(Role::Agent))?;
        // Who else did it first contradicts only at the record's time: at another one somebody else may have.
        let then = self.pattern.time.is_none() || self.matches(Role::Time);
        require(
            then || !tells_order(&self.pattern.qualities),
            Gate::NotStated(Role::Time),
        )
    }

    /// "townsfolk held a march": some, and perhaps none of those whom the packs know by that word.
    fn is_some_people(&self, role: Role) -> bool {
        let some = |filler: &Filler| {
            let words = self.comparer.text.get(filler.words.range());
            words.is_some_and(|words| {
                words.starts_with(char::is_lowercase) && !words.contains(char::is_whitespace)
            })
        };
        let people = |filler: &Filler| {
            (filler.entity).is_some_and(|one| self.is_entity_of(one, EntityKind::People))
        };
        let mut told = self.assertion.fillers(role).peekable();
        told.peek().is_some() && told.all(|one| people(one) && some(one))
    }

    /// What a house or a committee did on another day than the whole body is its own affair.
    fn is_done_by_part_of_body(&self) -> bool {
        let targets = self.pattern.targets(Role::Agent).unwrap_or_default();
        let body = |target: &Target| match target {
            Target::Entity(one) => self.is_entity_of(*one, EntityKind::Organisation),
            _ => false,
        };
        let own = |one: usize| targets.contains(&Target::Entity(one));
        let mut doers = self.assertion.fillers(Role::Agent);
        self.outcome(Role::Agent) == Some(Comparison::Narrower)
            && targets.iter().any(body)
            && !doers.any(|doer| doer.entity.is_some_and(own))
    }

    pub(super) fn is_entity_of(&self, entity: usize, kind: EntityKind) -> bool {
        self.comparer.entities.all()[entity].kind == kind
    }

    /// Whether each adjective of the proposition's participants is told of the text's.
    pub(super) fn of_its_sort(&self) -> Result<(), Gate> {
        let told = |(role, word): &(Role, String)| {
            let mut own = self.assertion.qualities.iter();
            // "the first shots were fired": they fired first.
            let meant = |of: &Role| of == role || *role == Role::Event;
            own.any(|(of, quality)| meant(of) && self.comparer.words.alike(quality, word))
        };
        match self.pattern.qualities.iter().find(|one| !told(one)) {
            Some((role, _)) => Err(Gate::NotStated(*role)),
            None => Ok(()),
        }
    }
}

/// Whether they tell which of several deeds it was ("first", "again").
pub(super) fn tells_order(qualities: &[(Role, String)]) -> bool {
    qualities.iter().any(|(role, _)| *role == Role::Event)
}
