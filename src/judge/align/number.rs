//! Whether a number in the text counts all whom the claim counts, so that another number contradicts it.

use super::{Alignment, Gate, require};
use crate::extract::{Assertion, Filler, When};
use crate::frame::{Comparison, EntityKind, Role};
use crate::judge::model::Reason;
use crate::judge::pattern::Target;

impl Alignment<'_> {
    /// "Six were killed in the harbour", "six of them", "six before the gates opened": a number of some of them.
    pub(super) fn counts_all(&self, conflict: &Reason) -> Result<(), Gate> {
        if conflict.role != Role::Quantity {
            return Ok(());
        }
        require(!self.counts_some(), Gate::OfSome)?;
        if !self.pattern.read {
            return Ok(());
        }
        let part = (self.assertion.roles.iter()).find(|(_, filler)| filler.portion);
        if let Some((role, _)) = part {
            return Err(Gate::Weak(*role));
        }
        require(!self.in_a_quarter(), Gate::Weak(Role::Place))?;
        // "Five were killed by the guards", "in 1920": where the claim tells no doer and no day, these tell which of them.
        let doer = self.assertion.fillers(Role::Agent).next().is_some();
        let told = self.pattern.targets(Role::Agent).is_some();
        require(told || !doer, Gate::Weak(Role::Agent))?;
        // The day that the pack is about tells nothing apart.
        let own_day = |when: &When| {
            let mut days = self.pattern.shows.iter();
            days.any(|&one| {
                let lasted = self.comparer.entities.all()[one].lasted;
                lasted.is_some_and(|lasted| when.interval.contains(lasted))
            })
        };
        let dated =
            (self.assertion.time.as_ref()).is_some_and(|when| !when.carried && !own_day(when));
        require(
            self.pattern.time.is_some() || !dated,
            Gate::Weak(Role::Time),
        )?;
        require(!self.has_aside(), Gate::DeniedWith)
    }

    /// Whether the number may be that of a part, in the event or in what it tells of: by its own words, or, where it is less
    /// than all, by a place or a circumstance that the claim does not name.
    fn counts_some(&self) -> bool {
        let told = self.assertion.fillers(Role::Topic);
        let told = told.filter_map(|topic| self.comparer.assertions.get(topic.event?));
        let told: Vec<&Assertion> = told.collect();
        let place = |one: usize| self.comparer.entities.all()[one].kind == EntityKind::Place;
        // Of several places of the subject each may be where a part of them was counted.
        let places = self.pattern.shows.iter().filter(|&&one| place(one));
        let several = places.count() > 1;
        let known = |filler: &Filler| {
            filler.entity.is_some_and(|entity| {
                let own = self.pattern.subject.contains(&entity);
                self.pattern.company.contains(&entity) || own && !(several && place(entity))
            })
        };
        let attested = self.pattern.quantity.as_ref();
        let attested = attested.map(|numbers| &numbers.attested);
        let fewer = |filler: &Filler| {
            let number = filler.counted.as_ref().map(|counted| counted.quantity);
            let mut all = attested.into_iter().flatten();
            number.is_some_and(|number| all.any(|one| number.low < one.high))
        };
        let part = |filler: &Filler| filler.counted.as_ref().is_some_and(|one| one.part);
        let elsewhere = |event: &Assertion| {
            let mut places = event.fillers(Role::Place).peekable();
            places.peek().is_some() && !places.any(known)
        };
        let beside = told.iter().any(|event| !event.asides.is_empty());
        told.into_iter().chain([self.assertion]).any(|event| {
            let mut fillers = event.roles.iter().map(|(_, filler)| filler);
            fillers.any(|one| part(one) || (elsewhere(event) || beside) && fewer(one))
        })
    }

    /// Whether it was done in another place than the claim and its pack's subject name, or in a part of one.
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
            wholes.any(inside) || stranger
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
