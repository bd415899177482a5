//! Several packs in one run: who is named in more than one of them is one entity, and the same id for two is told apart.
//!
//! Historians write packs without knowing of each other. What makes two entries one entity is a full name that they share,
//! with the same kind; ids alone say nothing.

use super::model::{Pack, Pattern};
use crate::frame::{Entity, Link};
use std::collections::BTreeMap;

/// The entities of a run, and the packs in which each is named.
#[derive(Debug, Clone, Default)]
pub struct United {
    /// All entities, each once.
    pub entities: Vec<Entity>,
    /// By entity: the packs that list it, in order.
    pub owners: Vec<Vec<usize>>,
}

/// Unites the entities of `packs`, whose references are rewritten where an id changes.
pub fn unite(packs: &mut [Pack]) -> United {
    let mut united = United::default();
    for (index, pack) in packs.iter_mut().enumerate() {
        let earlier = united.entities.len();
        let renamed: BTreeMap<String, String> = pack
            .entities
            .iter()
            .map(|entity| (entity.id.clone(), united.id_for(entity, &pack.id, earlier)))
            .filter(|(old, new)| old != new)
            .collect();
        rename(pack, &renamed);
        for entity in &pack.entities {
            united.add(entity, index);
        }
    }
    united
}

impl United {
    /// The id under which an entity goes: that of the entity of an earlier pack that it is, else its own, else one with
    /// the pack's name. The first `earlier` entities are those of earlier packs.
    fn id_for(&self, entity: &Entity, pack: &str, earlier: usize) -> String {
        let before = &self.entities[..earlier];
        if let Some(same) = before.iter().find(|known| is_same(known, entity)) {
            return same.id.clone();
        }
        if before.iter().any(|known| known.id == entity.id) {
            return format!("{pack}/{}", entity.id);
        }
        entity.id.clone()
    }

    fn add(&mut self, entity: &Entity, pack: usize) {
        let known = self.entities.iter().position(|known| known.id == entity.id);
        match known {
            Some(at) => {
                merge(&mut self.entities[at], entity);
                if !self.owners[at].contains(&pack) {
                    self.owners[at].push(pack);
                }
            }
            None => {
                self.entities.push(entity.clone());
                self.owners.push(vec![pack]);
            }
        }
    }
}

/// Whether two entries of different packs are one entity: one kind, a full name in common, and years that meet.
fn is_same(one: &Entity, other: &Entity) -> bool {
    let shared = one.names.iter().any(|(language, names)| {
        other.names.get(language).is_some_and(|others| {
            names
                .iter()
                .any(|name| others.iter().any(|o| o.eq_ignore_ascii_case(name)))
        })
    });
    one.kind == other.kind && shared && one.shares_years(other)
}

/// Adds the names and relations of `more` to `entity`; what both say of one matter stays as the first has it.
fn merge(entity: &mut Entity, more: &Entity) {
    for (mine, theirs) in [
        (&mut entity.names, &more.names),
        (&mut entity.context_names, &more.context_names),
        (&mut entity.adjectives, &more.adjectives),
        (&mut entity.context_adjectives, &more.context_adjectives),
    ] {
        for (language, names) in theirs {
            let known = mine.entry(language.clone()).or_default();
            for name in names {
                if !known.contains(name) {
                    known.push(name.clone());
                }
            }
        }
    }
    for (mine, theirs) in [
        (&mut entity.part_of, &more.part_of),
        (&mut entity.acts_for, &more.acts_for),
        (&mut entity.member_of, &more.member_of),
        (&mut entity.leads, &more.leads),
    ] {
        let fresh: Vec<Link> = theirs
            .iter()
            .filter(|link| mine.iter().all(|known| known.to != link.to))
            .cloned()
            .collect();
        mine.extend(fresh);
    }
    entity.lasted = entity.lasted.or(more.lasted);
    entity.gender = entity.gender.or(more.gender);
    entity.plural |= more.plural;
}

/// Rewrites every reference to an entity.
fn rename(pack: &mut Pack, renamed: &BTreeMap<String, String>) {
    let change = |id: &mut String| {
        if let Some(new) = renamed.get(id) {
            id.clone_from(new);
        }
    };
    let in_pattern = |pattern: &mut Pattern| {
        pattern.fillers.values_mut().flatten().for_each(change);
    };
    pack.subject.iter_mut().for_each(change);
    for topic in &mut pack.topics {
        topic.entities.iter_mut().for_each(change);
    }
    for entity in &mut pack.entities {
        change(&mut entity.id);
        let links = entity
            .part_of
            .iter_mut()
            .chain(&mut entity.acts_for)
            .chain(&mut entity.member_of)
            .chain(&mut entity.leads);
        links.for_each(|link| change(&mut link.to));
    }
    for claim in &mut pack.claims {
        claim.propositions.iter_mut().for_each(in_pattern);
        for rival in &mut claim.rivals {
            rival.propositions.iter_mut().for_each(in_pattern);
            rival.held_by.iter_mut().for_each(change);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::EntityKind;

    fn entity(id: &str, kind: EntityKind, names: &[&str]) -> Entity {
        let names = names.iter().map(|name| name.to_string()).collect();
        Entity {
            names: BTreeMap::from([("en".to_string(), names)]),
            ..Entity::new(id, kind)
        }
    }

    fn pack(id: &str, subject: &[&str], entities: Vec<Entity>) -> Pack {
        Pack {
            id: id.to_string(),
            version: String::new(),
            title: String::new(),
            license: String::new(),
            languages: Vec::new(),
            subject: subject.iter().map(|id| id.to_string()).collect(),
            sha256: String::new(),
            topics: Vec::new(),
            entities,
            kinds: Vec::new(),
            records: BTreeMap::new(),
            claims: Vec::new(),
        }
    }

    #[test]
    fn a_shared_name_makes_one_entity_and_a_shared_id_does_not() {
        let mut packs = [
            pack(
                "punic",
                &["north"],
                vec![
                    entity("rome", EntityKind::State, &["Rome", "Roman Republic"]),
                    entity("north", EntityKind::Place, &["Gaul"]),
                ],
            ),
            pack(
                "parthian",
                &["north"],
                vec![
                    entity("spqr", EntityKind::State, &["roman republic", "SPQR"]),
                    entity("north", EntityKind::Place, &["Armenia"]),
                ],
            ),
        ];
        let united = unite(&mut packs);
        let ids: Vec<&str> = united.entities.iter().map(|e| e.id.as_str()).collect();
        assert_eq!(ids, ["rome", "north", "parthian/north"]);
        assert_eq!(united.owners, [vec![0, 1], vec![0], vec![1]]);
        assert_eq!(
            united.entities[0].names["en"],
            ["Rome", "Roman Republic", "roman republic", "SPQR"]
        );
        assert_eq!(packs[1].subject, ["parthian/north"]);
        assert_eq!(packs[0].subject, ["north"]);
    }

    fn link(to: &str) -> Link {
        Link {
            to: to.to_owned(),
            from_year: None,
            to_year: None,
        }
    }

    #[test]
    fn whom_a_person_leads_is_kept() {
        let rome = entity("rome", EntityKind::State, &["Rome"]);
        let leads = |to: &str| Entity {
            leads: vec![link(to)],
            ..entity("caesar", EntityKind::Person, &["Caesar"])
        };
        let mut packs = [
            pack(
                "punic",
                &[],
                vec![entity("caesar", EntityKind::Person, &["Caesar"]), rome],
            ),
            pack(
                "gallic",
                &[],
                vec![leads("spqr"), entity("spqr", EntityKind::State, &["Rome"])],
            ),
        ];
        assert_eq!(unite(&mut packs).entities[0].leads, [link("rome")]);
    }

    #[test]
    fn one_pack_stays_as_it_is() {
        let two_of_a_name = vec![
            entity("city", EntityKind::State, &["Carthage"]),
            entity("ruin", EntityKind::State, &["Carthage"]),
        ];
        let mut packs = [pack("punic", &["city"], two_of_a_name.clone())];
        assert_eq!(unite(&mut packs).entities, two_of_a_name);
    }
}
