//! Comparing who the text names with whom the record names, through the relations between entities.

use super::{Comparison, Entity, EntityKind, EntityTable, Link};
use std::collections::BTreeSet;

impl EntityTable {
    /// How the entity that the text names relates to the one of the record, in the year of the event.
    ///
    /// *Narrower* means that the text's entity is a part of the record's or acts for it, *wider* that it is a whole
    /// or a bloc which includes the record's. *Different* needs two entities of a sort that exclude each other;
    /// where that is not certain, and for ids that the table does not know, the answer is *unknown*.
    /// Without a year every relation counts, whenever it held.
    pub fn compare(&self, text: &str, record: &str, year: Option<i16>) -> Comparison {
        if text == record {
            return Comparison::Same;
        }
        let (Some(from_text), Some(from_record)) = (self.get(text), self.get(record)) else {
            return Comparison::Unknown;
        };
        if self.wholes(text, year, Reach::Deeds).contains(record) {
            return Comparison::Narrower;
        }
        if self.wholes(record, year, Reach::Blocs).contains(text) {
            return Comparison::Wider;
        }
        // "The Soviets", "Moscow", long after the Soviet Union: whoever is meant, it is not for sure another.
        let named = [from_text, from_record]
            .iter()
            .all(|one| one.is_named_in(year));
        if named && self.exclude(from_text, from_record, year) {
            Comparison::Different
        } else {
            Comparison::Unknown
        }
    }

    /// Whether two entities, by their index, are on different sides: neither is, or acts for, the other.
    pub fn are_apart(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.all()[one], &self.all()[other]);
        let differ = |id: &str| self.compare(id, &other.id, None) == Comparison::Different;
        // A capital may lie in a land of which both are parts: the state that it stands for tells.
        let unknown = self.compare(&one.id, &other.id, None) == Comparison::Unknown;
        let mut behind = one.acts_for.iter().map(|link| link.to.as_str());
        differ(&one.id) || unknown && behind.any(differ)
    }

    /// Whether two entities, by their index, are one, or belong to or act for one and the same.
    pub fn are_of_one_side(&self, one: usize, other: usize) -> bool {
        let side = |at: usize| {
            let id = self.all()[at].id.as_str();
            let mut side = self.wholes(id, None, Reach::Deeds);
            side.insert(id);
            side
        };
        !side(one).is_disjoint(&side(other))
    }

    /// By entity: everything that is a part of it or acts for it, in whatever years.
    pub fn parts(&self) -> Vec<Vec<usize>> {
        let mut parts = vec![Vec::new(); self.all().len()];
        for (part, entity) in self.all().iter().enumerate() {
            for whole in self.wholes(&entity.id, None, Reach::Deeds) {
                if let Some(whole) = self.index(whole) {
                    parts[whole].push(part);
                }
            }
        }
        parts
    }

    /// The states whose deeds are done by this army or organisation; none for any other kind of entity.
    pub fn states_behind(&self, entity: usize) -> Vec<usize> {
        let Some(known) = self.all().get(entity) else {
            return Vec::new();
        };
        if !matches!(known.kind, EntityKind::Army | EntityKind::Organisation) {
            return Vec::new();
        }
        self.wholes(&known.id, None, Reach::Deeds)
            .into_iter()
            .filter_map(|id| self.index(id))
            .filter(|&whole| self.all()[whole].kind == EntityKind::State)
            .collect()
    }

    /// The states that are members of this bloc, each with all who act for it, itself included; none for any other
    /// kind of entity.
    pub fn states_of(&self, bloc: usize, year: Option<i16>) -> Vec<(usize, Vec<usize>)> {
        let all = self.all();
        let Some(bloc) = all.get(bloc).filter(|found| found.kind == EntityKind::Bloc) else {
            return Vec::new();
        };
        let belongs = |state: &Entity| {
            let mut links = state.member_of.iter();
            links.any(|link| link.to == bloc.id && holds(link, year))
        };
        let states = all
            .iter()
            .enumerate()
            .filter(|(_, entity)| entity.kind == EntityKind::State && belongs(entity));
        states
            .map(|(at, state)| {
                let acting = all.iter().enumerate().filter(|(other, entity)| {
                    *other == at
                        || self
                            .wholes(&entity.id, year, Reach::Deeds)
                            .contains(state.id.as_str())
                });
                (at, acting.map(|(other, _)| other).collect())
            })
            .collect()
    }

    /// Whether both stand, by themselves or through their wholes, in one bloc.
    pub fn share_bloc(&self, one: &str, other: &str, year: Option<i16>) -> bool {
        let theirs = self.wholes(other, year, Reach::Blocs);
        self.wholes(one, year, Reach::Blocs).iter().any(|id| {
            let bloc = self.get(id).is_some_and(|e| e.kind == EntityKind::Bloc);
            bloc && theirs.contains(id)
        })
    }

    /// Whether the two, neither of which includes the other, cannot stand for the same participant.
    fn exclude(&self, text: &Entity, record: &Entity, year: Option<i16>) -> bool {
        if !(acts(text) && acts(record)) {
            return text.kind == record.kind;
        }
        if text.kind == EntityKind::Bloc || record.kind == EntityKind::Bloc {
            return self.blocs_exclude(text, record, year);
        }
        // Two who act for one state (its leader and its army) may both be right;
        // two persons, or two armies, are not each other.
        let shared = !self
            .wholes(&text.id, year, Reach::Deeds)
            .is_disjoint(&self.wholes(&record.id, year, Reach::Deeds));
        !shared || text.kind == record.kind
    }

    /// A bloc excludes another actor only if its members are known and none has to do with that actor.
    fn blocs_exclude(&self, text: &Entity, record: &Entity, year: Option<i16>) -> bool {
        let (mine, theirs) = (self.members(text, year), self.members(record, year));
        !mine.is_empty() && !theirs.is_empty() && mine.is_disjoint(&theirs)
    }

    /// The states and other actors that stand behind `entity`: a bloc's members, or itself with its wholes.
    fn members<'a>(&'a self, entity: &'a Entity, year: Option<i16>) -> BTreeSet<&'a str> {
        if entity.kind != EntityKind::Bloc {
            let mut own = self.wholes(&entity.id, year, Reach::Deeds);
            own.insert(&entity.id);
            return own;
        }
        self.all()
            .iter()
            .filter(|other| other.kind != EntityKind::Bloc)
            .filter(|other| {
                self.wholes(&other.id, year, Reach::Blocs)
                    .contains(entity.id.as_str())
            })
            .map(|other| other.id.as_str())
            .collect()
    }

    /// Everything of which `id` is a part or for which it acts, however far up.
    fn wholes<'a>(&'a self, id: &str, year: Option<i16>, reach: Reach) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut open: Vec<&Entity> = self.get(id).into_iter().collect();
        while let Some(entity) = open.pop() {
            let blocs: &[Link] = if reach == Reach::Blocs {
                &entity.member_of
            } else {
                &[]
            };
            let own = entity.part_of.iter().chain(&entity.acts_for);
            for link in own.chain(&entity.leads).chain(blocs) {
                if holds(link, year) && link.to != id && found.insert(link.to.as_str()) {
                    open.extend(self.get(&link.to));
                }
            }
        }
        found
    }
}

/// Which relations lead upwards.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Those along which a deed counts for the other.
    Deeds,
    /// Membership in blocs as well.
    Blocs,
}

/// Whether the link holds in that year.
fn holds(link: &Link, year: Option<i16>) -> bool {
    let Some(year) = year else { return true };
    link.from_year.is_none_or(|from| from <= year) && link.to_year.is_none_or(|to| year <= to)
}

/// Whether the entity acts, so that any two of them compare; a capital acts where it stands for its state.
fn acts(entity: &Entity) -> bool {
    !entity.acts_for.is_empty()
        || !entity.leads.is_empty()
        || matches!(
            entity.kind,
            EntityKind::State
                | EntityKind::Army
                | EntityKind::Person
                | EntityKind::Organisation
                | EntityKind::Bloc
                | EntityKind::People
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::EntityTable;
    use EntityKind::{Army, Bloc, Person, Place, State, War};

    fn link(to: &str) -> Link {
        let mut parts = to.split(' ');
        let to = parts.next().unwrap().to_string();
        let mut year = || parts.next().and_then(|year| year.parse().ok());
        Link {
            to,
            from_year: year(),
            to_year: year(),
        }
    }

    fn entity(id: &str, kind: EntityKind, acts_for: &[&str], member_of: &[&str]) -> Entity {
        let links = |ids: &[&str]| ids.iter().map(|id| link(id)).collect();
        Entity {
            acts_for: links(acts_for),
            member_of: links(member_of),
            ..Entity::new(id, kind)
        }
    }

    fn table() -> EntityTable {
        EntityTable::new(vec![
            entity("rome", State, &[], &["empires"]),
            entity("carthage", State, &[], &["empires"]),
            entity("parthia", State, &[], &[]),
            entity("legion", Army, &["rome"], &[]),
            entity("cohort", Army, &["legion"], &[]),
            entity("scipio", Person, &["rome -210 -201"], &[]),
            entity("cato", Person, &["rome"], &[]),
            entity("hannibal", Person, &["carthage"], &[]),
            entity("empires", Bloc, &[], &[]),
            entity("zama", Place, &[], &[]),
            entity("tiber", Place, &[], &[]),
            entity("punic-war", War, &[], &[]),
        ])
    }

    #[test]
    fn a_part_acts_for_its_whole_and_for_the_whole_above() {
        let table = table();
        assert_eq!(table.compare("rome", "rome", None), Comparison::Same);
        assert_eq!(table.compare("cohort", "rome", None), Comparison::Narrower);
        assert_eq!(table.compare("rome", "cohort", None), Comparison::Wider);
        assert_eq!(
            table.compare("empires", "hannibal", None),
            Comparison::Wider
        );
    }

    #[test]
    fn behind_an_army_stands_its_state() {
        let table = table();
        let index = |id| table.index(id).unwrap();
        assert_eq!(table.states_behind(index("cohort")), [index("rome")]);
        assert_eq!(table.states_behind(index("scipio")), [0; 0]);
    }

    #[test]
    fn two_may_be_of_one_side() {
        let table = table();
        let index = |id| table.index(id).unwrap();
        assert!(table.are_of_one_side(index("cohort"), index("cato")));
        assert!(!table.are_of_one_side(index("cohort"), index("hannibal")));
    }

    #[test]
    fn beyond_its_years_a_name_is_not_surely_another() {
        let mut rome = entity("rome", State, &[], &[]);
        rome.years = (None, Some(476));
        let table = EntityTable::new(vec![rome, entity("italy", State, &[], &[])]);
        let compared = |year| table.compare("rome", "italy", Some(year));
        assert_eq!(compared(400), Comparison::Different);
        assert_eq!(compared(1870), Comparison::Unknown);
    }

    #[test]
    fn a_link_holds_only_in_its_years() {
        let table = table();
        assert_eq!(
            table.compare("scipio", "rome", Some(-205)),
            Comparison::Narrower
        );
        assert_eq!(table.compare("scipio", "rome", None), Comparison::Narrower);
        assert_eq!(
            table.compare("scipio", "rome", Some(-190)),
            Comparison::Different
        );
    }

    #[test]
    fn actors_of_different_sides_differ_and_colleagues_need_not() {
        let table = table();
        assert_eq!(
            table.compare("carthage", "rome", None),
            Comparison::Different
        );
        assert_eq!(
            table.compare("hannibal", "legion", None),
            Comparison::Different
        );
        assert_eq!(table.compare("cato", "legion", None), Comparison::Unknown);
        assert_eq!(table.compare("cato", "scipio", None), Comparison::Different);
    }

    #[test]
    fn a_bloc_differs_only_where_no_member_is_concerned() {
        let table = table();
        assert_eq!(table.compare("empires", "rome", None), Comparison::Wider);
        assert_eq!(
            table.compare("empires", "parthia", None),
            Comparison::Different
        );
        assert_eq!(table.compare("rome", "empires", None), Comparison::Unknown);
    }

    #[test]
    fn different_sorts_and_unknown_ids_stay_unknown() {
        let table = table();
        assert_eq!(
            table.compare("punic-war", "rome", None),
            Comparison::Unknown
        );
        assert_eq!(table.compare("zama", "tiber", None), Comparison::Different);
        assert_eq!(table.compare("gaul", "rome", None), Comparison::Unknown);
    }
}
