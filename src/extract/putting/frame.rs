//! The frame that a whole sentence stands in or opens, for the sentences after it.

use super::speaker::speaker;
use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::clause::case_of;
use crate::extract::lexicon::{Lexicon, Pronoun, Standing};
use crate::extract::names::Names;
use crate::language::tree::{Tree, Upos};

/// Whose sentence it is as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// It says nothing of a speaker.
    Bare,
    /// The author speaks, and says so: he shows, knows, or follows the records.
    Own,
    /// A speaker speaks.
    Told {
        /// Who.
        voice: VoiceAt,
        /// Whether it is a telling, which goes on until the voice changes, rather than one remark.
        holds: bool,
    },
}

/// The frame of the sentence of `tree`.
pub fn frame(tree: &Tree, lexicon: &Lexicon, names: &Names) -> Frame {
    let path = Path::new(tree, lexicon, names);
    let Some(root) = (0..tree.len()).find(|&at| tree.token(at).head.is_none()) else {
        return Frame::Bare;
    };
    if let Some(colon) = (0..tree.len()).rev().find(|&at| tree.token(at).form == ":") {
        match path.opening_before(colon) {
            VoiceAt::Author if path.takes_the_word(colon) => return Frame::Own,
            VoiceAt::Author => {}
            voice => return told(voice, path.goes_on(colon)),
        }
    }
    if path.follows_evidence(root) {
        return Frame::Own;
    }
    let by_root = path.by_root(root);
    let goes_on = matches!(by_root, Some(Frame::Told { holds: true, .. }));
    path.beside_root(root)
        .map(|beside| match beside {
            // "The guide told the story as she had learnt it": her telling goes on.
            Frame::Told { voice, .. } if goes_on => Frame::Told { voice, holds: true },
            beside => beside,
        })
        .or(by_root)
        .or_else(|| match path.inserted(None) {
            VoiceAt::Author => None,
            VoiceAt::Speaker { at, .. } => {
                let teller = |verb: usize| path.is_speech(verb) && path.is_teller(at, verb);
                Some(told(path.inserted(None), (0..tree.len()).any(teller)))
            }
        })
        .unwrap_or(Frame::Bare)
}

fn told(voice: VoiceAt, holds: bool) -> Frame {
    match voice {
        VoiceAt::Author
        | VoiceAt::Speaker {
            standing: SpeakerStanding::Endorsed,
            ..
        } => Frame::Own,
        voice => Frame::Told { voice, holds },
    }
}

impl Path<'_> {
    /// "As the documents show, ...": the author says what is known.
    fn follows_evidence(&self, root: usize) -> bool {
        self.tree
            .children_by(root, "advcl")
            .any(|clause| self.stands_for(clause))
    }

    /// "According to the official story, ...", "In North Korean textbooks, ...", "..., it says".
    fn beside_root(&self, root: usize) -> Option<Frame> {
        self.tree.children(root).iter().find_map(|&child| {
            let voice = self.beside(root, child);
            if voice == VoiceAt::Author {
                return None;
            }
            let phrase = !case_of(self.tree, child).is_empty() && !self.is_speech(child);
            let subject = self.subject(child);
            let teller = if phrase { Some(child) } else { subject };
            let holds = teller.is_some_and(|at| {
                self.tells(at) && !self.is_remark(at) || self.is_teller(at, child)
            });
            Some(told(voice, holds))
        })
    }

    /// Whether the speaker tells for a living, or is one whose telling the narrative has in the present ("she says").
    fn is_teller(&self, speaker: usize, verb: usize) -> bool {
        let token = self.tree.token(speaker);
        let person = matches!(
            self.cues.pronoun(&token.lower()),
            Some(Pronoun::Masculine | Pronoun::Feminine)
        );
        self.words.tellers.contains(&self.lemma(speaker))
            || person && self.tree.token(verb).xpos == "VBZ"
    }

    /// Whether what stands before a colon opens a telling and not one remark.
    fn goes_on(&self, colon: usize) -> bool {
        let last = (colon + 1..self.tree.len()).all(|at| self.tree.token(at).upos == Upos::Punct);
        last || (0..colon).any(|at| {
            let subject = self.tree.token(at).relation.is("nsubj");
            let heads = self.tree.token(at).head.is_none_or(|head| head > colon);
            // "His reply went out: ..." is sent, and does not go on.
            let remark = || {
                self.tree
                    .children_by(at, "nsubj")
                    .any(|subject| self.is_remark(subject))
            };
            let narrated = self.words.narrating.contains(&self.lemma(at)) && !remark();
            let word = self.lemma(at);
            // "Radio Rome: ..." is one piece of news.
            let telling = self.tells(at)
                && !self.is_denied_telling(at)
                && !self.is_remark(at)
                && !self.words.owned_tellings.contains(&word);
            (subject || heads) && telling || narrated
        })
    }

    /// "Myth: ...": what is called false is told in one sentence.
    fn is_denied_telling(&self, noun: usize) -> bool {
        self.cues.speech_noun(&self.lemma(noun)) == Some(Standing::Reject)
    }

    /// "The reply was negative: ...": a single remark, which ends with its sentence; so is what several people find, whatever
    /// they are called together ("a panel of judges", not of an exhibition).
    fn is_remark(&self, noun: usize) -> bool {
        let lemma = self.lemma(noun);
        const PERSONS: [&str; 3] = ["people", "servants", "forces"];
        let mut members = self.tree.children_by(noun, "nmod");
        let joint = members.any(|at| {
            let of = case_of(self.tree, at).iter().any(|case| case == "of");
            of && (self.names.concepts(at).iter()).any(|one| PERSONS.contains(&one.as_str()))
        });
        if joint {
            return true;
        }
        self.words.news.contains(&lemma) && !self.words.framing.contains(&lemma)
    }

    /// A verb of saying with a speaker, and nothing that it says.
    fn said_without_content(&self, verb: usize) -> Option<VoiceAt> {
        // "So says Pyongyang": the speaker behind the verb may be read as its object.
        let inverted = verb > 0 && self.lemma(verb - 1) == "so";
        let content = ["ccomp", "obj", "xcomp"]
            .iter()
            .filter(|relation| !inverted || **relation != "obj")
            .any(|relation| {
                self.tree
                    .children_by(verb, relation)
                    .any(|at| self.tree.token(at).upos != Upos::Pron)
            });
        let sees = self.words.seeing.contains(&self.lemma(verb));
        let named = self
            .subject(verb)
            .or_else(|| self.tree.children_by(verb, "nsubj").next())
            .or_else(|| self.tree.children_by(verb, "obj").next());
        // "what every child learns"
        let learns = self.words.learning.contains(&self.lemma(verb))
            && self.is_told(named, &self.lemma(verb));
        if !self.is_speech(verb) && !sees && !learns || content {
            return None;
        }
        Some(self.by(named, verb, self.standing_by_adverb(verb)))
    }

    /// "Thus a diplomat's memoirs.": a speaker or a telling, and no verb.
    fn named_alone(&self, root: usize) -> Option<VoiceAt> {
        let noun = matches!(self.tree.token(root).upos, Upos::Noun | Upos::Propn);
        let clause = ["cop", "nsubj", "aux", "csubj"]
            .iter()
            .any(|relation| self.tree.children_by(root, relation).next().is_some());
        let owner = self.owner(root);
        let speaks = owner.is_some() || self.names.is_party(root) || self.tells(root);
        (noun && !clause && speaks).then(|| self.teller(root))
    }

    /// "A thesis of Rome.": a telling with its owner, and no verb; "the thesis of Rome" may be one that follows.
    fn one_of_them(&self, root: usize) -> Option<VoiceAt> {
        const LONGEST: usize = 8;
        let verbal = (0..self.tree.len())
            .any(|at| matches!(self.tree.token(at).upos, Upos::Verb | Upos::Aux));
        let mut articles = self.tree.children_by(root, "det");
        let one = articles.any(|det| ["a", "an", "another"].contains(&self.lemma(det).as_str()));
        let tells = self.tells(root) && self.owner(root).is_some_and(|at| self.names.is_party(at));
        (one && tells && !verbal && self.tree.len() <= LONGEST).then(|| self.teller(root))
    }

    /// "(That is) the official version", "(that is) what Moscow says", "(this is) how the textbook tells it".
    pub(super) fn told_by_predicate(&self, root: usize) -> Option<VoiceAt> {
        let lemma = self.lemma(root);
        if self.tells(root) && (self.owner(root).is_some() || self.is_official(root)) {
            return Some(self.teller(root));
        }
        let free = ["what", "how", "story", "version", "account"];
        self.tree
            .subtree(root)
            .into_iter()
            .filter(|&verb| verb != root || lemma == "be")
            .filter(|_| {
                free.contains(&lemma.as_str())
                    || self
                        .tree
                        .children(root)
                        .iter()
                        .any(|&at| free.contains(&self.lemma(at).as_str()))
            })
            .find_map(|verb| self.said_without_content(verb))
    }

    /// "The thesis is not new", "the story does not stand": the author weighs what is told and does not tell it.
    fn is_weighed(&self, root: usize) -> bool {
        let verdict = &self.words.verdict;
        let lemma = self.lemma(root);
        verdict.collapsing.contains(&lemma)
            || self.negated(root)
                && (self.tree.token(root).upos == Upos::Adj || verdict.standing.contains(&lemma))
    }

    /// The main verb is one of speech, or its subject a telling that proceeds ("The story goes like this.").
    fn by_root(&self, root: usize) -> Option<Frame> {
        let subject = self
            .subject(root)
            .or_else(|| self.tree.children_by(root, "nsubj").next())?;
        let lemma = self.lemma(root);
        let tells = self.tells(subject);
        if self.is_evidence(subject) {
            return Some(Frame::Own);
        }
        // "The myth that ... does not survive scrutiny": the author has the word.
        if tells && self.is_denied_telling(subject) && self.negated(root) {
            return Some(Frame::Own);
        }
        // "Few legends die so hard": the author weighs them all.
        let scarce = self.tree.children(subject).iter().any(|&child| {
            let form = self.tree.token(child).form.to_lowercase();
            self.cues.polarity.scarce.contains(&form)
        });
        if tells && (scarce || self.is_weighed(root)) {
            return Some(Frame::Own);
        }
        let content = self.tree.children_by(root, "ccomp").next().is_some();
        // "Readers will remember the story": nothing is told yet.
        let remembers = self.cues.attribution.remembering.contains(&lemma) && !content;
        let speech = self.is_speech(root) && !remembers;
        let told_fact = self.cues.speech(&lemma) == Some(Standing::Factive)
            && self.is_told(Some(subject), &lemma);
        let passage = self
            .tree
            .children_by(root, "obj")
            .any(|object| self.words.passages.contains(&self.lemma(object)));
        // "A plaque was put up": what is done to it tells nothing.
        let passive = self
            .tree
            .children(root)
            .iter()
            .any(|&child| self.tree.token(child).relation.as_str() == "aux:pass");
        let proceeds = tells
            && !passive
            && !remembers
            && !content
            && (passage
                || self.words.proceeding.contains(&lemma)
                    && self.tree.token(root).upos == Upos::Verb
                || self.tree.token(root).upos == Upos::Adj && self.truth_of(root).is_none());
        // "Its schoolbooks do not say who began it": what is not told opens nothing.
        if (speech || told_fact) && self.negated(root) {
            return Some(Frame::Bare);
        }
        if speech || told_fact || proceeds {
            let voice = self.by(Some(subject), root, self.standing_by_adverb(root));
            let holds = tells && !self.is_remark(subject)
                || self.is_teller(subject, root)
                || !content && self.recites_by_heart(root, subject);
            return Some(told(voice, holds));
        }
        if !content && self.recites_by_heart(root, subject) {
            let voice = speaker(subject, true, SpeakerStanding::Open);
            return Some(told(voice, true));
        }
        let factive = self.cues.speech(&lemma) == Some(Standing::Factive) && content;
        factive.then_some(Frame::Own)
    }
}

/// The speaker to whom a sentence gives what stands before it: "So says Moscow.", "That is the official version.",
/// "This is how the textbook tells it."
pub fn said_of_previous(tree: &Tree, lexicon: &Lexicon, names: &Names) -> Option<VoiceAt> {
    let path = Path::new(tree, lexicon, names);
    let root = (0..tree.len()).find(|&at| tree.token(at).head.is_none())?;
    // "Or so they say."
    let from = usize::from(tree.len() > 2 && path.lemma(0) == "or");
    let first = path.lemma(from);
    let noun = |at: &usize| {
        path.tells(*at) || path.cues.speech_noun(&path.lemma(*at)) == Some(Standing::Report)
    };
    let such = || {
        let mut nouns = std::iter::once(root).chain(tree.children_by(root, "nsubj"));
        let noun = nouns.find(noun);
        noun.filter(|_| first == "such")
            .map(|noun| path.teller(noun))
    };
    if let Some(voice) = path.one_of_them(root) {
        return Some(voice);
    }
    let voice = if lexicon.voice.tagging.contains(&first) {
        path.said_without_content(root)
            .or_else(|| path.named_alone(root))
    } else {
        let points = lexicon.voice.verdict.demonstratives.contains(&first) || first == "such";
        let nominal = tree.token(0).head == Some(root) && !tree.token(0).relation.is("det");
        let copular = tree.children_by(root, "cop").next().is_some() || path.lemma(root) == "be";
        if !points || !nominal || !copular {
            return None;
        }
        such().or_else(|| path.told_by_predicate(root))
    }?;
    (voice != VoiceAt::Author).then_some(voice)
}

/// What a sentence's main verb refutes or confirms, and which of the two.
pub fn judges_object(
    tree: &Tree,
    lexicon: &Lexicon,
    names: &Names,
    verb: usize,
) -> Option<(usize, SpeakerStanding)> {
    let path = Path::new(tree, lexicon, names);
    let standing = path.refutes(verb)?;
    if let Some(object) = tree
        .children(verb)
        .iter()
        .copied()
        .find(|&at| tree.token(at).relation.as_str() == "nsubj:pass")
    {
        return Some((object, standing));
    }
    let subject = path.subject(verb)?;
    let object = tree.children_by(verb, "obj").next()?;
    (path.is_evidence(subject) || path.is_author(subject)).then_some((object, standing))
}

/// Whether a predicate word calls its subject true; `None` where it says nothing of the kind.
pub fn truth_of(tree: &Tree, lexicon: &Lexicon, names: &Names, predicate: usize) -> Option<bool> {
    Path::new(tree, lexicon, names).truth_of(predicate)
}

/// Whether the noun names what records rather than tells.
pub fn is_evidence(tree: &Tree, lexicon: &Lexicon, names: &Names, at: usize) -> bool {
    Path::new(tree, lexicon, names).is_evidence(at)
}
