//! How an event is put: affirmed or denied, as fact or not, and in whose voice.
//!
//! All three are read off the path from the event's predicate up to the root: each governor on it may deny, plan,
//! fear, ask, report or assert what hangs below.

mod modality;
mod polarity;
mod question;
mod speaker;

use super::assertion::{Modality, Polarity};
use super::event::Event;
use super::lexicon::{Cues, Lexicon};
use super::names::Names;
use crate::language::tree::Tree;

/// Whose voice, with the head token of the phrase that names the speaker (or of the frame).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VoiceAt {
    /// The author's.
    Author,
    /// A speaker's; how the author stands to it.
    Speaker {
        /// Token that names the speaker or, where nobody is named, the frame's word.
        at: usize,
        /// Whether a speaker is named.
        named: bool,
        /// Left open, endorsed or denied.
        standing: SpeakerStanding,
    },
}

/// How the author stands to a speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpeakerStanding {
    /// Left open.
    Open,
    /// Endorsed.
    Endorsed,
    /// Denied.
    Rejected,
}

/// The three together.
#[derive(Debug, Clone, Copy)]
pub struct Putting {
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// Fact or not.
    pub modality: Modality,
    /// Whose voice.
    pub voice: VoiceAt,
    /// Whether the text marks it as the opening act.
    pub opening: bool,
}

/// Reads how `event` is put. `question` tells that the sentence ends in a question mark.
pub fn putting(
    tree: &Tree,
    lexicon: &Lexicon,
    names: &Names,
    event: &Event,
    question: bool,
) -> Putting {
    let path = Path {
        tree,
        cues: &lexicon.cues,
        names,
    };
    let mut negative = path.negated(event.host)
        || (event.noun && (path.has_negative_determiner(event.head) || path.without(event.head)))
        || path.prevented(event);
    let (mut modality, flips) = path.modality(event);
    negative ^= flips;
    let mut voice = path.voice(event.head);
    if modality == Modality::Actual && question && !path.presupposing_question(event) {
        modality = Modality::Questioned;
    }
    if matches!(voice, VoiceAt::Author) {
        voice = path.adverbs(event.host);
    }
    let denied = path
        .cleft_denial(event)
        .or_else(|| path.subject_denial(event).filter(|_| negative && !flips));
    let polarity = match (negative, denied) {
        (_, Some(role)) => Polarity::NotRole(role),
        (true, None) => Polarity::Negative,
        (false, None) => Polarity::Positive,
    };
    Putting {
        polarity,
        modality,
        voice,
        opening: path.opening(event),
    }
}

/// Whether the predicate at `head` is itself negated, governors left aside.
pub fn negated(tree: &Tree, lexicon: &Lexicon, names: &Names, head: usize) -> bool {
    Path {
        tree,
        cues: &lexicon.cues,
        names,
    }
    .negated(head)
}

struct Path<'a> {
    tree: &'a Tree,
    cues: &'a Cues,
    names: &'a Names<'a>,
}

impl Path<'_> {
    fn lemma(&self, at: usize) -> String {
        self.tree.token(at).lemma.to_lowercase()
    }

    fn children_lemmas(&self, at: usize, relation: &str) -> Vec<String> {
        self.tree
            .children_by(at, relation)
            .map(|child| self.lemma(child))
            .collect()
    }

    fn opening(&self, event: &Event) -> bool {
        let first = |at: usize| {
            self.tree.children(at).iter().any(|&child| {
                self.cues
                    .opening
                    .adverbs
                    .contains(&self.tree.token(child).form.to_lowercase())
                    && !self.names.is_date(child)
            })
        };
        first(event.host)
            || first(event.head)
            || self
                .tree
                .token(event.host)
                .head
                .is_some_and(|head| self.cues.opening.adverbs.contains(&self.lemma(head)))
    }
}
