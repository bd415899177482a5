//! How a judgement came about: what was compared and where it ended. Made by the same steps as the judgement itself.

use super::align::Outcome;
use super::compare::Comparer;
use super::pattern::{Bearing, Compiled, Relation, Target};
use crate::frame::{EventKind, Interval, Role};

/// One sentence toward one claim.
#[derive(Debug, Clone)]
pub struct Trace {
    /// Whether the subject of the claim's pack is established at the sentence.
    pub established: bool,
    /// Whether the document owes the claim.
    pub due: bool,
    /// The claim's propositions: those that state it, then the accounts that deny it.
    pub propositions: Vec<Proposition>,
    /// Every proposition that an event of the sentence may bear on, in the order of the text.
    pub candidates: Vec<Candidate>,
}

/// One event against one proposition.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Index of the event in the document's assertions.
    pub event: usize,
    /// Index into [`Trace::propositions`].
    pub proposition: usize,
    /// How the event's kind stands to the proposition's.
    pub relation: Relation,
    /// What came of it.
    pub outcome: Outcome,
}

/// A proposition of a claim, for display.
#[derive(Debug, Clone)]
pub struct Proposition {
    /// Whether it states the claim or denies it.
    pub bearing: Bearing,
    /// Its kind of event.
    pub kind: EventKind,
    /// Whether it denies the event.
    pub negated: bool,
    /// Whether it tells of what was to be done.
    pub planned: bool,
    /// Which of several deeds it was ("first", "again").
    pub order: Vec<String>,
    /// What fills each role, in words.
    pub fillers: Vec<(Role, String)>,
    /// What fills each role.
    pub roles: Vec<(Role, Vec<Target>)>,
    /// When.
    pub time: Option<Interval>,
    /// The stretch around it that says enough.
    pub enough: Option<Interval>,
    /// The stretch in which an event is taken for this one.
    pub window: Option<Interval>,
    /// Roles without which it is not stated.
    pub decisive: Vec<Role>,
    /// Roles with one possible filler.
    pub exclusive: Vec<Role>,
    /// Whether it was read from a sentence rather than pinned.
    pub read: bool,
    /// Whether it is another wording than the claim's own statement.
    pub further: bool,
}

impl Proposition {
    /// What may fill `role`; empty where the proposition leaves it open.
    pub fn targets(&self, role: Role) -> &[Target] {
        self.roles
            .iter()
            .find(|(found, _)| *found == role)
            .map_or(&[], |(_, targets)| targets)
    }

    pub(super) fn new(pattern: &Compiled, comparer: &Comparer) -> Self {
        Self {
            bearing: pattern.bearing,
            kind: pattern.kind,
            negated: pattern.negated,
            planned: pattern.planned,
            order: (pattern.qualities.iter())
                .filter(|(role, _)| *role == Role::Event)
                .map(|(_, word)| word.clone())
                .collect(),
            fillers: pattern
                .fillers
                .iter()
                .map(|(role, targets)| (*role, comparer.record(pattern, *role, targets)))
                .chain(
                    pattern
                        .quantity
                        .as_ref()
                        .map(|numbers| (Role::Quantity, numbers.describe())),
                )
                .collect(),
            roles: pattern.fillers.clone(),
            time: pattern.time,
            enough: pattern.enough,
            window: pattern.window,
            decisive: pattern.decisive.clone(),
            exclusive: pattern.exclusive.clone(),
            read: pattern.read,
            further: pattern.further,
        }
    }
}
