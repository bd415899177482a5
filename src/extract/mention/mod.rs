//! Mentions: who and what is named in a text, by the names that the packs list.
//!
//! One table, asked where words of folded text begin, finds all names in a single pass; what folding took away
//! (case, hyphens, articles, neighbours) is then checked in the original. A mention is only a
//! name with its candidates: which of them is meant in which year is for the judge.

mod case;
mod finder;
mod fold;
mod heads;
mod neighbours;
mod numbered;
#[cfg(test)]
mod tests;
mod words;

pub use finder::{MentionError, MentionFinder, within};

use crate::frame::EntityKind;
use crate::span::Span;

/// What kind of name a mention is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Form {
    /// A name that denotes its entity anywhere.
    Name,
    /// A name that denotes it only where the subject is established ("the North"), or the last
    /// name of a person who was named in full before.
    ContextName,
    /// An adjective or an inhabitant noun ("North Korean").
    Adjective,
    /// An adjective that denotes its entity only where the subject is established ("northern").
    ContextAdjective,
}

impl Form {
    /// Whether it denotes its entity only where the subject is established.
    pub fn needs_context(self) -> bool {
        matches!(self, Self::ContextName | Self::ContextAdjective)
    }

    /// Whether it is an adjective.
    pub fn is_adjective(self) -> bool {
        matches!(self, Self::Adjective | Self::ContextAdjective)
    }
}

/// A name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Its bytes, without article and possessive ending; a plural ending is part of it.
    pub span: Span,
    /// Index of the entity in the table; where several bear the name, the first of `candidates`.
    pub entity: usize,
    /// Every entity that bears the name, the likeliest first; one where it is unambiguous.
    pub candidates: Vec<usize>,
    /// What kind of name it is.
    pub form: Form,
    /// Whether a possessive ending follows.
    pub possessive: bool,
    /// Whether it is the plural of an inhabitant noun ("North Koreans").
    pub plural: bool,
    /// Whether a hyphen joins it to another word ("Soviet-made", "anti-Soviet").
    pub hyphenated: bool,
    /// Whether it seems to be part of a longer name that is not listed ("China Daily").
    pub in_name: bool,
}

impl Mention {
    /// Whether more than one entity bears the name.
    pub fn is_ambiguous(&self) -> bool {
        self.candidates.len() > 1
    }
}

/// As what kind of name the parser should see a mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProxyKind {
    /// A person.
    Person,
    /// A state, a city, a line on the map.
    Place,
    /// An organisation, an army, a bloc.
    Organisation,
    /// A date.
    Date,
}

/// The proxy for an entity of that kind; `None` where the words themselves parse well enough.
pub fn proxy_kind(kind: EntityKind) -> Option<ProxyKind> {
    match kind {
        EntityKind::Person => Some(ProxyKind::Person),
        EntityKind::State | EntityKind::Place => Some(ProxyKind::Place),
        EntityKind::Army | EntityKind::Organisation | EntityKind::Bloc => {
            Some(ProxyKind::Organisation)
        }
        EntityKind::People | EntityKind::War | EntityKind::Document | EntityKind::Thing => None,
    }
}
