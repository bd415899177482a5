//! How an event is put: affirmed or denied, as fact or not, and in whose voice.
//!
//! All three are read off the path from the event's predicate up to the root: each governor on it may deny, plan,
//! fear, ask, report or assert what hangs below.

mod author;
mod beheld;
mod by_source;
mod contrary;
mod doubt;
mod execution;
mod frame;
mod framing;
mod implication;
mod indefinite;
mod inserted;
mod introduction;
mod modality;
mod noun_modality;
mod none;
mod polarity;
mod prospect;
mod provisional;
mod question;
mod sourced;
mod speaker;
mod standpoint;
mod telling;
#[cfg(test)]
mod tests;

pub use frame::{Frame, frame, is_evidence, judges_object, said_of_previous, truth_of};

use super::assertion::{Modality, Polarity};
use super::event::Event;
use super::lexicon::{Cues, Lexicon, VoiceCues};
use super::names::Names;
use crate::frame::Role;
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

impl VoiceAt {
    /// This voice, or another where it is the author's.
    fn or_else(self, other: impl FnOnce() -> VoiceAt) -> VoiceAt {
        match self {
            VoiceAt::Author => other(),
            speaker => speaker,
        }
    }

    /// This voice inside a frame further out: a speaker whom the author follows vouches for those whom it quotes.
    fn within(self, outer: VoiceAt) -> VoiceAt {
        match (self, outer) {
            (VoiceAt::Author, outer) => outer,
            // "He lied when he said that ...": what is denied outside is what was said inside.
            (
                VoiceAt::Speaker {
                    at,
                    named,
                    standing: SpeakerStanding::Open,
                },
                VoiceAt::Speaker {
                    standing: SpeakerStanding::Rejected,
                    ..
                },
            ) => VoiceAt::Speaker {
                at,
                named,
                standing: SpeakerStanding::Rejected,
            },
            (
                VoiceAt::Speaker {
                    at,
                    named,
                    standing: SpeakerStanding::Open,
                },
                VoiceAt::Speaker {
                    standing: SpeakerStanding::Endorsed,
                    ..
                },
            ) => VoiceAt::Speaker {
                at,
                named,
                standing: SpeakerStanding::Endorsed,
            },
            // "He says that the records show it": that they do is his word.
            (
                VoiceAt::Speaker {
                    standing: SpeakerStanding::Endorsed,
                    ..
                },
                VoiceAt::Speaker {
                    at,
                    named,
                    standing: SpeakerStanding::Open,
                },
            ) => VoiceAt::Speaker {
                at,
                named,
                standing: SpeakerStanding::Open,
            },
            (inner, _) => inner,
        }
    }
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
    /// Whether a denial of it holds for a while only.
    pub for_a_while: bool,
    /// It was so for a while, and then ended.
    pub passing: bool,
    /// It was on another occasion than the one told of.
    pub other_occasion: bool,
    /// Whether the text tells that it had happened before.
    pub repeated: bool,
    /// The token of a frame that leaves open whether the author says it, where no other voice is known.
    pub doubt: Option<usize>,
}

/// How a sentence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// With a full stop, or nothing.
    Plain,
    /// With a question mark.
    Question,
    /// With "?!": somebody's words repeated in disbelief.
    Disbelief,
}

impl Ending {
    /// The ending of `sentence`.
    pub fn of(sentence: &str) -> Self {
        let closing = |c: char| c.is_whitespace() || "\"'”’»)".contains(c);
        let words = sentence.trim_end_matches(closing);
        let marks = &words[words.trim_end_matches(['?', '!']).len()..];
        match (marks.contains('?'), marks.contains('!')) {
            (true, true) => Self::Disbelief,
            (true, false) => Self::Question,
            _ => Self::Plain,
        }
    }
}

/// Reads how `event` is put in a sentence that ends so.
pub fn putting(
    tree: &Tree,
    lexicon: &Lexicon,
    names: &Names,
    event: &Event,
    ending: Ending,
) -> Putting {
    let path = Path::new(tree, lexicon, names);
    // "denied them his support": what is withheld is nobody's word.
    let withheld = event.noun && event.decision && event.host != event.head;
    let told = if withheld && path.is_withheld(event.head) {
        event.host
    } else {
        event.head
    };
    let mut voice = path
        .voice(told)
        .or_else(|| path.adverbs(event.host, event.head));
    let repeated = ending == Ending::Disbelief && !path.inverted();
    if repeated {
        voice = voice.or_else(|| VoiceAt::Speaker {
            at: event.head,
            named: false,
            standing: SpeakerStanding::Open,
        });
    }
    let (mut modality, flips) = path.modality(event);
    modality = path.condition(event).unwrap_or(modality);
    if path.is_untold(event) {
        voice = VoiceAt::Author;
        modality = Modality::Possible;
    }
    let asked = ending != Ending::Plain && !repeated && !path.stands_before_question(event);
    if modality == Modality::Actual && asked && !path.presupposing_question(event) {
        modality = Modality::Questioned;
    }
    Putting {
        polarity: path.polarity(event, flips),
        modality,
        voice,
        opening: path.opening(event),
        for_a_while: path.for_a_while(event),
        passing: path.passed(event),
        other_occasion: path.on_another_occasion(event),
        repeated: path.repeated(event),
        doubt: (voice == VoiceAt::Author)
            .then(|| path.doubt(event))
            .flatten(),
    }
}

/// Whether the predicate at `head` is itself negated, governors left aside.
pub fn negated(tree: &Tree, lexicon: &Lexicon, names: &Names, head: usize) -> bool {
    Path::new(tree, lexicon, names).negated(head)
}

struct Path<'a> {
    tree: &'a Tree,
    cues: &'a Cues,
    words: &'a VoiceCues,
    names: &'a Names<'a>,
}

impl<'a> Path<'a> {
    fn new(tree: &'a Tree, lexicon: &'a Lexicon, names: &'a Names<'a>) -> Self {
        Self {
            tree,
            cues: &lexicon.cues,
            words: &lexicon.voice,
            names,
        }
    }

    fn lemma(&self, at: usize) -> String {
        self.tree.token(at).lemma.to_lowercase()
    }

    fn children_lemmas(&self, at: usize, relation: &str) -> Vec<String> {
        self.tree
            .children_by(at, relation)
            .map(|child| self.lemma(child))
            .collect()
    }

    /// "became consul again", "for the second time".
    fn repeated(&self, event: &Event) -> bool {
        let cues = &self.cues.repeating;
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let ordinal = |at: usize| {
            self.tree
                .children(at)
                .iter()
                .any(|&of| cues.ordinals.contains(&form(of)))
        };
        let more = event.roles.iter().any(|&(role, at)| {
            let mut described = self.tree.children(at).iter();
            // "two more Gallic legions", where the parser took "more" for a degree.
            let counted = |child: usize| {
                let number = self.tree.token(child).relation.is("nummod");
                number && child + 1 < at && cues.more.contains(&form(child + 1))
            };
            let own = |child: usize| {
                // "more than two legions" counts them.
                let than = self.tree.tokens().get(child + 1);
                let than =
                    than.is_some_and(|next| self.cues.set_against.than.contains(&next.lemma));
                let form = form(child);
                cues.more.contains(&form) && !than
                    || counted(child)
                    || role == Role::Agent && cues.branches.contains(&form)
            };
            [Role::Agent, Role::Patient, Role::Instrument].contains(&role)
                && described.any(|&child| {
                    // "more Roman legions", where "more" was hung on the adjective.
                    let mut inner = self.tree.children(child).iter();
                    child < at && (own(child) || inner.any(|&at| own(at)))
                })
        });
        more || [event.host, event.head].into_iter().any(|at| {
            let mut children = self.tree.children(at).iter();
            children.any(|&child| {
                cues.adverbs.contains(&form(child))
                    || cues.nouns.contains(&form(child)) && ordinal(child)
            })
        })
    }

    fn opening(&self, event: &Event) -> bool {
        let first = |at: usize| {
            self.tree.children(at).iter().any(|&child| {
                self.cues
                    .opening
                    .adverbs
                    .contains(&*self.tree.token(child).lower())
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
