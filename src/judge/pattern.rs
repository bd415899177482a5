//! The claims of the loaded packs, compiled: every proposition with its kind and fillers looked up, and an index from
//! event kinds to the propositions that an event of that kind may bear on.

use crate::extract::{Assertion, Polarity};
use crate::frame::{EntityTable, EventKind, Interval, KindTable, Role};
use crate::pack::model::{Claim, Pack, Pattern};
use std::collections::BTreeMap;

/// What may fill a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// An entity, by index into the run's table.
    Entity(usize),
    /// An event of that kind, or of a kind below it.
    Event(EventKind),
    /// A class of things.
    Concept(String),
}

/// How a proposition bears on its claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearing {
    /// It states the claim.
    States,
    /// It is an account that denies the claim.
    Denies,
}

/// A proposition ready for comparison.
#[derive(Debug, Clone)]
pub struct Compiled {
    /// Index of the pack in the run.
    pub pack: usize,
    /// Index of the claim in its pack.
    pub claim: usize,
    /// Whether it states the claim or denies it.
    pub bearing: Bearing,
    /// Kind of event.
    pub kind: EventKind,
    /// Fillers by role, alternatives of each other.
    pub fillers: Vec<(Role, Vec<Target>)>,
    /// Roles of which every filler is needed.
    pub all_of: Vec<Role>,
    /// When.
    pub time: Option<Interval>,
    /// The stretch in which an event is taken for this one.
    pub window: Option<Interval>,
    /// Whether that stretch was pinned by the pack, rather than taken from the time.
    pub bounded: bool,
    /// Whether it denies the event.
    pub negated: bool,
    /// Roles without which it is not stated.
    pub decisive: Vec<Role>,
    /// Roles with one possible filler.
    pub exclusive: Vec<Role>,
}

impl Compiled {
    /// The targets of `role`.
    pub fn targets(&self, role: Role) -> Option<&[Target]> {
        self.fillers
            .iter()
            .find(|(found, _)| *found == role)
            .map(|(_, targets)| targets.as_slice())
    }
}

/// A claim whose proposition could not be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "claim {claim} states nothing that can be read: pin its proposition, or word its statement as one plain sentence"
)]
pub struct Unreadable {
    /// Pack and claim, joined by a slash.
    pub claim: String,
}

/// All compiled propositions.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    all: Vec<Compiled>,
    by_kind: BTreeMap<EventKind, Vec<usize>>,
    opposed: BTreeMap<EventKind, Vec<usize>>,
}

impl Patterns {
    /// Compiles the claims of `packs`. A claim without a pinned proposition is read by `read`; those that cannot be
    /// read are returned beside.
    pub fn compile(
        packs: &[Pack],
        kinds: &KindTable,
        entities: &EntityTable,
        read: &dyn Fn(&str) -> Vec<Assertion>,
    ) -> (Self, Vec<Unreadable>) {
        let mut patterns = Self::default();
        let mut unreadable = Vec::new();
        for (pack_index, pack) in packs.iter().enumerate() {
            for (claim_index, claim) in pack.claims.iter().enumerate() {
                let compiler = Compiler {
                    kinds,
                    entities,
                    pack: pack_index,
                    claim: claim_index,
                };
                let mut own = compiler.claim(claim);
                if claim.propositions.is_empty() {
                    own.extend(compiler.statement(&read(&claim.statement)));
                }
                if own.iter().all(|pattern| pattern.bearing == Bearing::Denies) {
                    unreadable.push(Unreadable {
                        claim: format!("{}/{}", pack.id, claim.id),
                    });
                }
                patterns.all.extend(own);
            }
        }
        patterns.index(kinds);
        (patterns, unreadable)
    }

    fn index(&mut self, kinds: &KindTable) {
        for (at, pattern) in self.all.iter().enumerate() {
            for (kind, _) in kinds.all() {
                if kinds.is_a(kind, pattern.kind) {
                    self.by_kind.entry(kind).or_default().push(at);
                } else if kinds.opposed(kind, pattern.kind) && pattern.bearing == Bearing::States {
                    self.opposed.entry(kind).or_default().push(at);
                }
            }
        }
    }

    /// The propositions about events of `kind`.
    pub fn about(&self, kind: EventKind) -> impl Iterator<Item = &Compiled> {
        self.by_kind
            .get(&kind)
            .into_iter()
            .flatten()
            .map(|&at| &self.all[at])
    }

    /// The propositions that an event of `kind` may bear on, each with whether the two exclude each other.
    pub fn bearing_on(&self, kind: EventKind) -> impl Iterator<Item = (&Compiled, bool)> {
        let against = self.opposed.get(&kind).into_iter().flatten();
        self.about(kind)
            .map(|pattern| (pattern, false))
            .chain(against.map(|&at| (&self.all[at], true)))
    }

    /// All propositions, those of a claim together and in the order of its file.
    pub fn all(&self) -> impl Iterator<Item = &Compiled> {
        self.all.iter()
    }
}

struct Compiler<'a> {
    kinds: &'a KindTable,
    entities: &'a EntityTable,
    pack: usize,
    claim: usize,
}

impl Compiler<'_> {
    fn claim(&self, claim: &Claim) -> Vec<Compiled> {
        let own = claim
            .propositions
            .iter()
            .filter_map(|pattern| self.pattern(pattern, Bearing::States));
        let rivals = claim
            .rivals
            .iter()
            .flat_map(|rival| &rival.propositions)
            .filter_map(|pattern| self.pattern(pattern, Bearing::Denies));
        own.chain(rivals).collect()
    }

    fn pattern(&self, pattern: &Pattern, bearing: Bearing) -> Option<Compiled> {
        let kind = self.kinds.get(&pattern.event)?;
        let fillers = pattern
            .fillers
            .iter()
            .map(|(&role, names)| (role, names.iter().map(|name| self.target(name)).collect()))
            .collect();
        Some(Compiled {
            pack: self.pack,
            claim: self.claim,
            bearing,
            kind,
            fillers,
            all_of: pattern.all_of.clone(),
            time: pattern.time,
            window: pattern.within.or(pattern.time),
            bounded: pattern.within.is_some(),
            negated: pattern.negated,
            decisive: pattern.decisive.clone(),
            exclusive: pattern.exclusive.clone(),
        })
    }

    fn target(&self, name: &str) -> Target {
        if let Some(entity) = self.entities.index(name) {
            Target::Entity(entity)
        } else if let Some(kind) = self.kinds.get(name) {
            Target::Event(kind)
        } else {
            Target::Concept(name.to_owned())
        }
    }

    /// The proposition of a claim's own statement: its first event with at least one known participant.
    fn statement(&self, assertions: &[Assertion]) -> Option<Compiled> {
        let main = assertions.iter().find(|assertion| {
            assertion
                .roles
                .iter()
                .any(|(_, filler)| filler.entity.is_some() || filler.concept.is_some())
        })?;
        let mut fillers: BTreeMap<Role, Vec<Target>> = BTreeMap::new();
        for (role, filler) in &main.roles {
            let target = match (filler.entity, filler.event, &filler.concept) {
                (Some(entity), _, _) => Target::Entity(entity),
                (_, Some(event), _) => Target::Event(assertions.get(event)?.kind),
                (_, _, Some(concept)) => Target::Concept(concept.clone()),
                _ => continue,
            };
            fillers.entry(*role).or_default().push(target);
        }
        let mut decisive: Vec<Role> = fillers.keys().copied().collect();
        let time = main.time.as_ref().map(|when| when.interval);
        decisive.extend(time.map(|_| Role::Time));
        let unique = self.kinds.unique(main.kind);
        Some(Compiled {
            pack: self.pack,
            claim: self.claim,
            bearing: Bearing::States,
            kind: main.kind,
            all_of: fillers
                .iter()
                .filter(|(_, all)| all.len() > 1)
                .map(|(role, _)| *role)
                .collect(),
            fillers: fillers.into_iter().collect(),
            time,
            window: time,
            bounded: false,
            negated: main.polarity == Polarity::Negative,
            exclusive: if unique {
                vec![Role::Agent, Role::Time]
            } else {
                Vec::new()
            },
            decisive,
        })
    }
}
