//! Who and what exists in the subjects of the loaded packs: states, armies, people, places, wars.

use super::Interval;
use std::collections::BTreeMap;

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A state or government.
    State,
    /// A territory, city, line on the map.
    Place,
    /// An army, a fleet, armed men under one command.
    Army,
    /// A person.
    Person,
    /// A party, an organisation, an organ of one.
    Organisation,
    /// An alliance or a group of states ("the Allies", "the communists").
    Bloc,
    /// A people ("the Koreans").
    People,
    /// A war or another named event.
    War,
    /// A document, a body of documents, a plan.
    Document,
    /// A kind of thing that claims speak of ("arms", "troops").
    Thing,
}

/// Grammatical gender for pronouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Gender {
    /// "he"
    Masculine,
    /// "she"
    Feminine,
    /// "it"
    Neuter,
}

/// A relation to another entity, with the years of the *event* for which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The id of the other entity.
    pub to: String,
    /// First year, or open.
    pub from_year: Option<i16>,
    /// Last year, or open.
    pub to_year: Option<i16>,
}

/// One entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Identifier, unique over all packs of a run (`dprk`).
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Names by language code; the first is the one that reports print.
    pub names: BTreeMap<String, Vec<String>>,
    /// Names that denote it only where the subject is established ("the North", "the president").
    pub context_names: BTreeMap<String, Vec<String>>,
    /// Adjectives and inhabitant nouns that denote it as a modifier ("North Korean", "Soviet").
    pub adjectives: BTreeMap<String, Vec<String>>,
    /// Adjectives that denote it only where the subject is established ("northern").
    pub context_adjectives: BTreeMap<String, Vec<String>>,
    /// Wholes of which it is a part and for which its deeds count (an army for its state).
    pub part_of: Vec<Link>,
    /// Entities for which it acts (a leader or a capital for the state).
    pub acts_for: Vec<Link>,
    /// States of which the person is the head: they act for them, and "the leader of ..." is they.
    pub leads: Vec<Link>,
    /// Blocs of which it is a member; a bloc named in its place is wider, not different.
    pub member_of: Vec<Link>,
    /// Years in which the names denote it at all; open where absent.
    pub years: (Option<i16>, Option<i16>),
    /// The days from its beginning to its end, if the pack gives them (of a war, a reign, a conference).
    pub lasted: Option<Interval>,
    /// Gender for pronouns, if known.
    pub gender: Option<Gender>,
    /// Whether plural pronouns refer to it.
    pub plural: bool,
}

impl Entity {
    /// An entity without names or relations.
    pub fn new(id: &str, kind: EntityKind) -> Self {
        Self {
            id: id.to_string(),
            kind,
            names: BTreeMap::new(),
            context_names: BTreeMap::new(),
            adjectives: BTreeMap::new(),
            context_adjectives: BTreeMap::new(),
            part_of: Vec::new(),
            acts_for: Vec::new(),
            leads: Vec::new(),
            member_of: Vec::new(),
            years: (None, None),
            lasted: None,
            gender: None,
            plural: false,
        }
    }

    /// Whether its names denote it in that year; in any, where none is given.
    pub fn is_named_in(&self, year: Option<i16>) -> bool {
        let (from, to) = self.years;
        year.is_none_or(|year| {
            from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to)
        })
    }

    /// Whether its names denote it in some year that both stretches share.
    pub fn shares_years(&self, other: &Entity) -> bool {
        let starts_in_time = |from: Option<i16>, to: Option<i16>| match (from, to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        starts_in_time(self.years.0, other.years.1) && starts_in_time(other.years.0, self.years.1)
    }
}

impl EntityKind {
    /// All kinds with the words that packs use for them.
    pub const ALL: [(EntityKind, &'static str); 10] = [
        (EntityKind::State, "state"),
        (EntityKind::Place, "place"),
        (EntityKind::Army, "army"),
        (EntityKind::Person, "person"),
        (EntityKind::Organisation, "organisation"),
        (EntityKind::Bloc, "bloc"),
        (EntityKind::People, "people"),
        (EntityKind::War, "war"),
        (EntityKind::Document, "document"),
        (EntityKind::Thing, "thing"),
    ];
}

/// The entities of all loaded packs.
#[derive(Debug, Clone, Default)]
pub struct EntityTable {
    entities: Vec<Entity>,
    by_id: BTreeMap<String, usize>,
}

impl EntityTable {
    /// Builds the table; of two entities with one id the first stays (packs are linted for that).
    pub fn new(entities: Vec<Entity>) -> Self {
        let mut by_id = BTreeMap::new();
        for (index, entity) in entities.iter().enumerate() {
            by_id.entry(entity.id.clone()).or_insert(index);
        }
        Self { entities, by_id }
    }

    /// With "she" for the things that `is_she` by one of their names in `language`, where their pack leaves it open.
    pub fn with_she(mut self, language: &str, is_she: impl Fn(&str) -> bool) -> Self {
        for entity in &mut self.entities {
            let open = entity.kind == EntityKind::Thing && entity.gender.is_none();
            let mut names = entity.names.get(language).into_iter().flatten();
            if open && names.any(|name| is_she(name)) {
                entity.gender = Some(Gender::Feminine);
            }
        }
        self
    }

    /// The entity of that id.
    pub fn get(&self, id: &str) -> Option<&Entity> {
        self.by_id.get(id).map(|&index| &self.entities[index])
    }

    /// The one entity that bears the name of `owner`, or of the state for which it acts, before this word ("Roman annals").
    pub fn owned_by(&self, owner: usize, word: &str) -> Option<usize> {
        let owner = &self.all()[owner];
        let acts_for = owner.acts_for.iter().map(|link| link.to.as_str());
        let owners: Vec<&Entity> = acts_for
            .filter_map(|id| self.get(id))
            .chain([owner])
            .collect();
        let of_owner = |first: &str| {
            let bare = first.trim_end_matches("'s");
            owners.iter().any(|owner| {
                let names = owner.names.values().chain(owner.adjectives.values());
                names.flatten().any(|name| name.eq_ignore_ascii_case(bare))
            })
        };
        let named = |entity: &Entity| {
            entity.names.values().flatten().any(|name| {
                name.rsplit_once(' ')
                    .is_some_and(|(first, last)| last.to_lowercase() == word && of_owner(first))
            })
        };
        let mut found = (0..self.all().len()).filter(|&at| named(&self.all()[at]));
        let only = found.next()?;
        found.next().is_none().then_some(only)
    }

    /// The index of the entity of that id, into [`EntityTable::all`].
    pub fn index(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// All entities, in the order of loading.
    pub fn all(&self) -> &[Entity] {
        &self.entities
    }
}
