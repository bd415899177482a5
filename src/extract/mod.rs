//! Trees to assertions: who is said to have done what to whom, when, and in whose voice.

mod anaphor;
mod assertion;
mod attributed;
mod chronology;
pub mod clause;
mod closed_dates;
mod dating;
mod derive;
mod described;
mod description;
mod discourse;
mod elsewhere;
mod event;
mod event_names;
mod filling;
mod garden_path;
mod held_in;
mod illocution;
mod lasted;
mod layout;
mod letter;
pub mod lexicon;
mod lifespan;
mod matter;
pub mod mention;
pub mod names;
mod naming;
mod no_part;
mod noting;
mod onset;
mod open;
mod portion;
mod possession;
pub mod predicate;
mod open_role;
mod paragraph;
mod parsing;
mod parted_names;
mod pass;
mod proviso;
mod putting;
mod quality;
mod quantity;

mod reader;
mod referent;
mod repair;
mod scope;
mod sentence;
mod setting;
mod statement;
mod tense;
#[cfg(test)]
mod testing;
pub mod time;
mod turning;
mod undertaking;
mod universal;
mod voice;
mod wishing;

pub use assertion::{
    Aside, Assertion, Attribution, Counted, Filler, Modality, Polarity, Speaker, When,
};
pub use reader::{English, ParsedSentence, Reader, ReaderError, Seen, Watched};
pub use scope::{Meeting, Scope};
pub use statement::{Lost, ParsedStatement, Stated};

use crate::frame::Interval;
use std::collections::BTreeMap;

/// What was read in one document.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// The assertions, in the order of the text.
    pub assertions: Vec<Assertion>,
    /// Everyone and everything named, in the order of the text.
    pub mentions: Vec<Named>,
    /// Dates with a resolved interval, in the order of the text.
    pub dates: Vec<(usize, Interval)>,
    /// By sentence: whether it tells of a world that is not ours; empty where nothing was read.
    pub imagined: Vec<bool>,
    /// Sentences whose scene is another war, in the order of the text.
    pub other_scenes: Vec<usize>,
    /// Where persons of a subject meet, one of them by the last name alone.
    pub meetings: Vec<Meeting>,
    /// Number of sentences that held an anchor and were parsed.
    pub parsed: usize,
    /// The sentences that were read, with the packs for whose claims they were.
    pub read_for: BTreeMap<usize, Vec<usize>>,
}

/// A name found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Index of the sentence in the document.
    pub sentence: usize,
    /// Index into the run's entity table.
    pub entity: usize,
    /// Whether the name denotes the entity by itself; false for a name that needs context ("the North").
    pub certain: bool,
}
