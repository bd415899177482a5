//! Whether a number in the text counts all whom the claim counts, so that another number contradicts it.

use super::{Alignment, Gate, require};
use crate::extract::Filler;
use crate::frame::{Comparison, EntityKind, Role};
use crate::judge::model::Reason;
use crate::judge::pattern::Target;

impl Alignment<'_> {
    /// "Six were killed in the harbour", "six of them", "six before the gates opened": a number of some of them.
    pub(super) fn counts_all(&self, conflict: &Reason) -> Result<(), Gate> {
        if conflict.role != Role::Quantity || !self.pattern.read {
            return Ok(());
        }
        let part = (self.assertion.roles.iter()).find(|(_, filler)| filler.portion);
        if let Some((role, _)) = part {
            return Err(Gate::Weak(*role));
        }
        require(!self.in_a_quarter(), Gate::Weak(Role::Place))?;
        require(!self.has_aside(), Gate::DeniedWith)
    }

    /// Whether it was done in a part of a place that the claim or its pack's subject names.
    fn in_a_quarter(&self) -> bool {
        let all = self.comparer.entities;
        let id = |at: usize| all.all()[at].id.as_str();
        let known = |place: usize| {
            let targets = self.pattern.targets(Role::Place).unwrap_or_default();
            let target = |one: &Target| matches!(one, Target::Entity(target) if *target == place);
            targets.iter().any(target) || self.pattern.company.contains(&place)
        };
        let quarter = |place: usize| {
            let mut wholes = self.pattern.shows.iter().chain(&self.pattern.company);
            let inside =
                |&whole: &usize| all.compare(id(place), id(whole), None) == Comparison::Narrower;
            let stranger = !self.pattern.shows.contains(&place);
            wholes.any(inside) || stranger && !all.all()[place].part_of.is_empty()
        };
        let place = |filler: &Filler| filler.entity;
        let mut places = self.assertion.fillers(Role::Place).filter_map(place);
        places.any(|place| {
            all.all()[place].kind == EntityKind::Place && !known(place) && quarter(place)
        })
    }

    /// Whether somebody is said to suffer it who is told by name: what happens once to each happens to every crowd.
    pub(super) fn befalls_somebody(&self) -> bool {
        let targets = self.pattern.targets(Role::Patient).unwrap_or_default();
        let class = |one: &Target| matches!(one, Target::Word(..) | Target::Concept(_));
        targets.is_empty() || !targets.iter().all(class) || self.pattern.quantity.is_none()
    }
}
