//! Entities: their words, their relations, and names that two of them share.

use super::Check;
use crate::frame::{Entity, EntityKind, Gender, Link};
use crate::pack::dates;
use crate::pack::diagnostic::{PackFile, error, warning};
use crate::pack::raw::{RawEntity, RawLink};
use crate::pack::reader::{Text, Texts};
use std::collections::BTreeMap;

const GENDERS: [(Gender, &str); 3] = [
    (Gender::Masculine, "masculine"),
    (Gender::Feminine, "feminine"),
    (Gender::Neuter, "neuter"),
];

impl Check<'_> {
    /// The entities; from here on they can be referred to.
    pub(super) fn entities(&mut self, written: &[(&PackFile<'_>, RawEntity)]) -> Vec<Entity> {
        for (file, raw) in written {
            let years = self.years(file, raw.years.as_ref());
            if self.kinds.get(raw.id.get_ref()).is_some() {
                // Topics of propositions name entities and event kinds alike.
                let message = format!("`{}` is the name of an event kind", raw.id.get_ref());
                self.report(
                    file,
                    &raw.id,
                    error("duplicate-id", message).help("choose another id"),
                );
            }
            self.entities.insert(raw.id.get_ref().clone(), years);
        }
        let entities: Vec<Entity> = written
            .iter()
            .map(|(file, raw)| self.entity(file, raw))
            .collect();
        self.collisions(written, &entities);
        entities
    }

    fn entity(&self, file: &PackFile<'_>, raw: &RawEntity) -> Entity {
        let kind = self.word(file, raw.kind.as_ref(), "kind", &EntityKind::ALL);
        if raw.names.is_empty() && raw.context_names.is_empty() {
            let message = format!(
                "entity `{}` has no names, so no text can mention it",
                raw.id.get_ref()
            );
            self.report(
                file,
                &raw.id,
                warning("no-names", message).help("add `names.en = [\"...\"]`"),
            );
        }
        Entity {
            names: self.texts(file, &raw.names),
            context_names: self.texts(file, &raw.context_names),
            adjectives: self.texts(file, &raw.adjectives),
            context_adjectives: self.texts(file, &raw.context_adjectives),
            part_of: self.links(file, raw, &raw.part_of),
            acts_for: self.links(file, raw, &raw.acts_for),
            leads: self.links(file, raw, &raw.leads),
            member_of: self.links(file, raw, &raw.member_of),
            years: self
                .entities
                .get(raw.id.get_ref())
                .copied()
                .unwrap_or_default(),
            lasted: self.interval(file, raw.lasted.as_ref()),
            gender: self.word(file, raw.gender.as_ref(), "gender", &GENDERS),
            plural: raw.plural,
            ..Entity::new(raw.id.get_ref(), kind.unwrap_or(EntityKind::Thing))
        }
    }

    fn links(&self, file: &PackFile<'_>, from: &RawEntity, written: &[RawLink]) -> Vec<Link> {
        let mut links = Vec::with_capacity(written.len());
        for raw in written {
            let (from_year, to_year) = self.years(file, raw.years.as_ref());
            if raw.to.get_ref() == from.id.get_ref() {
                let message = format!("`{}` cannot be related to itself", raw.to.get_ref());
                self.report(
                    file,
                    &raw.to,
                    error("self-reference", message).help("name another entity"),
                );
            } else if self.known_entity(file, &raw.to) {
                links.push(Link {
                    to: raw.to.get_ref().clone(),
                    from_year,
                    to_year,
                });
            }
        }
        links
    }

    fn years(&self, file: &PackFile<'_>, found: Option<&Text>) -> (Option<i16>, Option<i16>) {
        let Some(found) = found else {
            return (None, None);
        };
        match dates::parse_years(found.get_ref()) {
            Ok(years) => years,
            Err(dates::DateError::Backwards) => {
                self.bad_date(file, found, dates::DateError::Backwards);
                (None, None)
            }
            Err(_) => {
                let message = format!(
                    "expected years such as `1948..1994` or `1949..`, found `{}`",
                    found.get_ref()
                );
                self.report(
                    file,
                    found,
                    error("invalid-date", message).help("write years with four digits"),
                );
                (None, None)
            }
        }
    }

    /// Reports names that two entities share in the same years. Names, names of context and both kinds of adjectives are
    /// spaces of their own: "the North" may not mean two things where the subject is established, but an adjective may equal a name.
    fn collisions(&self, written: &[(&PackFile<'_>, RawEntity)], entities: &[Entity]) {
        let spaces: [fn(&RawEntity) -> &Texts; 4] = [
            |raw| &raw.names,
            |raw| &raw.context_names,
            |raw| &raw.adjectives,
            |raw| &raw.context_adjectives,
        ];
        for space in spaces {
            let mut owners: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
            for (at, (file, raw)) in written.iter().enumerate() {
                for (language, (_, names)) in space(raw) {
                    for name in names {
                        let owners = owners
                            .entry((language, name.get_ref().to_lowercase()))
                            .or_default();
                        let other = owners.iter().find(|other| {
                            **other != at && entities[**other].shares_years(&entities[at])
                        });
                        if let Some(other) = other {
                            let message = format!(
                                "`{}` names `{}` as well as `{}`",
                                name.get_ref(),
                                raw.id.get_ref(),
                                entities[*other].id
                            );
                            let help =
                                "keep it for one of them, or give both `years` that do not overlap";
                            self.report(file, name, error("alias-collision", message).help(help));
                        }
                        owners.push(at);
                    }
                }
            }
        }
    }
}
