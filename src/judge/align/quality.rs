//! Whether the text tells of what sort the participants are, where the proposition does ("unarmed men").

use super::{Alignment, Gate};
use crate::frame::Role;

impl Alignment<'_> {
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
