//! Places that tell people, and people that tell places.

use super::compare::{Comparer, PEOPLE};
use super::pattern::Target;
use crate::extract::{Assertion, Filler};
use crate::frame::{EntityKind, Role};

impl Comparer<'_> {
    /// "blamed him for Cannae": a place stands for what bears its name and happened there ("the Cannae massacre").
    pub(super) fn names_by_place(&self, filler: &Filler, targets: &[Target]) -> bool {
        let all = self.entities.all();
        let place = filler.entity.map(|found| &all[found]);
        let Some(place) = place.filter(|found| found.kind == EntityKind::Place) else {
            return false;
        };
        targets.iter().any(|target| match target {
            Target::Entity(record) if all[*record].kind == EntityKind::War => {
                let mut wars = all[*record].names.values().flatten();
                wars.any(|war| {
                    let mut places = place.names.values().flatten();
                    places.any(|name| {
                        war.strip_prefix(name.as_str())
                            .is_some_and(|rest| rest.starts_with(' '))
                    })
                })
            }
            _ => false,
        })
    }

    /// "the shooting at Cannae", "people were shot at Cannae": where the record's people bear the name of the place ("the crowd
    /// at Cannae"), it tells who they were. Gives the place.
    pub(super) fn of_that_place<'f>(
        &self,
        assertion: &'f Assertion,
        role: Role,
        fillers: &[&Filler],
        targets: &[Target],
    ) -> Option<&'f Filler> {
        let all = self.entities.all();
        let befalls = matches!(role, Role::Patient | Role::Recipient);
        let plain = |filler: &&Filler| {
            let lemma = filler.lemma.as_deref();
            let nobody =
                filler.entity.is_none() && filler.event.is_none() && filler.counted.is_none();
            nobody && lemma.is_some_and(|lemma| self.words.alike(lemma, PEOPLE))
        };
        if !befalls || !fillers.iter().all(plain) {
            return None;
        }
        assertion.fillers(Role::Place).find(|filler| {
            let place = filler
                .entity
                .filter(|&at| all[at].kind == EntityKind::Place);
            place.is_some_and(|place| entities(targets).any(|people| self.bears(people, place)))
        })
    }

    /// "killed the villagers": those whom the record's place has given their name were there.
    pub(super) fn where_they_live<'f>(
        &self,
        assertion: &'f Assertion,
        role: Role,
        fillers: &[&Filler],
        targets: &[Target],
    ) -> Option<&'f Filler> {
        let asked = role == Role::Place && fillers.is_empty();
        let mut people = assertion.fillers(Role::Patient).filter(|_| asked);
        people.find(|filler| {
            let bears = |people| entities(targets).any(|place| self.bears(people, place));
            filler.entity.is_some_and(bears)
        })
    }

    /// Whether people are called by a place: "the crowd at Cannae".
    fn bears(&self, people: usize, place: usize) -> bool {
        let all = self.entities.all();
        let mut names = all[people].names.values().flatten();
        let are_people = all[people].kind == EntityKind::People;
        are_people
            && names.any(|name| {
                let mut places = all[place].names.values().flatten();
                places.any(|place| {
                    name.strip_suffix(place.as_str())
                        .is_some_and(|rest| rest.ends_with(' '))
                })
            })
    }
}

/// Who and what is named among the targets.
fn entities(targets: &[Target]) -> impl Iterator<Item = usize> + '_ {
    targets.iter().filter_map(|target| match target {
        Target::Entity(entity) => Some(*entity),
        _ => None,
    })
}
