//! Whether the text tells of what sort the participants are, where the proposition does ("unarmed men").

use super::{Alignment, Gate, require};
use crate::extract::Filler;
use crate::frame::{Comparison, EntityKind, Role};
use crate::judge::model::Reason;
use crate::judge::pattern::Target;

impl Alignment<'_> {
    /// Who else did it first or last contradicts only where the text tells of the record's time: at another one somebody else
    /// may have.
    pub(super) fn as_recorded(&self, conflict: &Reason) -> Result<(), Gate> {
        // "townsfolk held a march": some, and perhaps none of those whom the packs know by that word.
        let some = |filler: &Filler| {
            let words = self.comparer.text.get(filler.words.range());
            words.is_some_and(|words| {
                words.starts_with(char::is_lowercase) && !words.contains(char::is_whitespace)
            })
        };
        let people = |filler: &Filler| {
            let all = self.comparer.entities.all();
            (filler.entity).is_some_and(|one| all[one].kind == EntityKind::People)
        };
        let mut told = self.assertion.fillers(conflict.role).peekable();
        let strangers = told.peek().is_some() && told.all(|one| people(one) && some(one));
        require(!strangers, Gate::Weak(conflict.role))?;
        // What a house or a committee did on another day is its own affair.
        let body = (self.pattern.targets(Role::Agent).into_iter().flatten()).any(|target| {
            let all = self.comparer.entities.all();
            matches!(target, Target::Entity(one) if all[*one].kind == EntityKind::Organisation)
        });
        let named = |filler: &Filler| {
            let targets = self.pattern.targets(Role::Agent).unwrap_or_default();
            let own = |one: usize| targets.contains(&Target::Entity(one));
            filler.entity.is_some_and(own)
        };
        let part = self.outcome(Role::Agent) == Some(Comparison::Narrower)
            && !self.assertion.fillers(Role::Agent).any(named);
        require(
            conflict.role != Role::Time || !(body && part),
            Gate::OtherEvent(Role::Agent),
        )?;
        let mut qualities = self.pattern.qualities.iter();
        let ordered = qualities.any(|(role, _)| *role == Role::Event);
        let then = self.pattern.time.is_none() || self.matches(Role::Time);
        require(!ordered || then, Gate::NotStated(Role::Time))
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
