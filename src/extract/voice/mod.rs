//! Whose words a sentence is made of when the frame stands outside it: quotation marks, a telling that goes on over
//! several sentences, verdicts passed afterwards, answers to questions, and the text's own side.
//!
//! [`super::putting`] reads the voice off one sentence's own tree; this carries it over distance.

mod above;
mod announcement;
mod answer;
mod ellipsis;
mod heading;
mod held;
mod own_side;
mod quotation;
mod spared;
#[cfg(test)]
mod tests;
mod verdict_on_previous;
mod whether;

use super::assertion::{Assertion, Attribution, Speaker, When};
use super::lexicon::Lexicon;
use super::names::{NameSpan, Names};
use super::putting::VoiceAt;
use super::referent::{Context, Resolver};
use crate::document::model::Document;
use crate::frame::EntityTable;
use crate::language::tree::{Token, Tree, Upos};
use crate::span::Span;
use above::Above;
use answer::Asked;
use heading::{Announced, Labels};
use held::Held;
use own_side::OwnSide;
use quotation::Quotations;
use std::cell::OnceCell;

/// What the sentences heard so far leave to the next about who is speaking.
pub struct Voices {
    quotations: Quotations,
    held: Held,
    asked: Asked,
    own: OwnSide,
    above: Above,
    /// The sentence, if any, that the last one offered for judgement.
    offered: Option<usize>,
}

/// A sentence as it is heard.
pub struct Heard<'a> {
    /// The document.
    pub document: &'a Document,
    /// Index of the sentence.
    pub index: usize,
    /// Its tree.
    pub tree: &'a Tree,
    /// Words.
    pub lexicon: &'a Lexicon,
    /// Names and dates by token.
    pub names: &'a Names<'a>,
    /// The dates in it, resolved as far as context allows.
    pub dates: &'a [(Span, Option<When>)],
    /// Who and what can be named.
    pub entities: &'a EntityTable,
    /// By what its phrases are resolved.
    pub context: Context<'a>,
    /// Made when the first of its phrases is: hardly any sentence is asked.
    pub resolver: OnceCell<Resolver<'a>>,
}

impl<'a> Heard<'a> {
    /// Who its phrases refer to.
    fn resolver(&self) -> &Resolver<'a> {
        self.resolver.get_or_init(|| Resolver::new(self.context))
    }

    fn words(&self) -> &str {
        self.document.sentence(self.index)
    }

    fn block(&self) -> usize {
        self.document.sentences[self.index].block
    }

    /// Whether the sentence tells in the past perfect, as what was said earlier is told.
    fn is_backshifted(&self) -> bool {
        // "Three days after the war had begun, Rome was free" tells in the simple past.
        let beside = |verb: usize| {
            let path = std::iter::once(verb).chain(self.tree.ancestors(verb));
            path.into_iter()
                .any(|at| ["advcl", "acl"].contains(&self.tree.token(at).relation.universal()))
        };
        let past = &self.lexicon.cues.looking_back;
        (0..self.tree.len()).any(|at| {
            let token = self.tree.token(at);
            let perfect = token.relation.is("aux") && past.contains(&*token.lower());
            perfect && !token.head.is_some_and(beside)
        })
    }

    /// "I", "me" outside quotation marks: the author speaks of himself.
    fn speaks_of_author(&self) -> bool {
        let singular = &self.lexicon.cues.pronouns.first_singular;
        let mut quoted = false;
        self.tree.tokens().iter().any(|token| {
            quoted ^= token.form == "\"";
            let opens = ["“", "«"].contains(&token.form.as_str());
            let closes = ["”", "»"].contains(&token.form.as_str());
            quoted = (quoted || opens) && !closes;
            !quoted && singular.contains(&*token.lower())
        })
    }

    /// "Two tales are told: that ..., and that ...": the sentence says in full what is told, and nothing goes on in it.
    fn lists_contents(&self) -> bool {
        let tokens = self.tree.tokens();
        let that = |pair: &[Token]| pair[0].form == ":" && pair[1].lemma == "that";
        tokens.windows(2).any(that)
    }

    /// "..., my foot.", "Yeah, right: ...": whether the sentence is meant the other way.
    fn mocks(&self) -> bool {
        let tokens = self.tree.tokens().iter();
        let words = tokens.filter(|token| token.upos != Upos::Punct);
        let words: Vec<String> = words.map(|token| token.form.to_lowercase()).collect();
        self.lexicon.voice.mocking.find(&words).is_some()
    }

    fn lemma(&self, at: usize) -> String {
        self.tree.token(at).lemma.to_lowercase()
    }

    fn root(&self) -> Option<usize> {
        (0..self.tree.len()).find(|&at| self.tree.token(at).head.is_none())
    }

    /// Whether the sentence begins with one of these phrases.
    fn begins_with(&self, phrases: &[String]) -> bool {
        let words = self
            .words()
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        phrases.iter().any(|phrase| {
            words
                .strip_prefix(phrase.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    }

    /// The speaker whom a frame names.
    fn speaker(&self, voice: VoiceAt) -> Option<Speaker> {
        let VoiceAt::Speaker { at, named, .. } = voice else {
            return None;
        };
        Some(self.resolver().speaker(at, named))
    }
}

impl Voices {
    /// The voices of `document`, before its first sentence; `named` are the names of each sentence.
    pub fn new(
        document: &Document,
        named: &[Vec<NameSpan>],
        lexicon: &Lexicon,
        entities: &EntityTable,
    ) -> Self {
        let quotations = Quotations::new(document);
        let labels = Labels {
            document,
            named,
            lexicon,
            entities,
        };
        Self {
            own: OwnSide::of(document, named, &quotations, lexicon, entities),
            quotations,
            above: Above::of(&labels),
            held: Held::default(),
            asked: Asked::default(),
            offered: None,
        }
    }

    /// Hears a sentence, whose assertions are those of `all` from `first` on: gives them to their speaker, passes its
    /// verdict on earlier ones, and adds what it answers.
    pub fn hear(&mut self, heard: &Heard, all: &mut Vec<Assertion>, first: usize) {
        self.quotations.attribute(heard, &mut all[first..]);
        for assertion in &mut all[first..] {
            if let Attribution::Speaker(speaker) = &assertion.voice
                && self.own.includes(heard, speaker)
            {
                assertion.voice = Attribution::Author;
            }
        }
        let judged = verdict_on_previous::apply(heard, &mut self.held, all);
        if !judged {
            self.held.hear(heard, &self.own, all, first);
        }
        match self.above.announced(heard.index) {
            Some(Announced::Account) => self.held.announce(heard),
            Some(Announced::Record) => self.held.end(),
            None => {}
        }
        self.above.hear(heard, judged, all, first);
        if first < all.len() && heard.mocks() {
            held::give_away(heard, &mut all[first..]);
        }
        let told = all.len();
        ellipsis::complete(heard, all, first);
        self.asked.hear(heard, all, first, told);
        spared::spare(heard, &mut all[first..]);
        if self.offered == Some(heard.index) {
            spared::leave_open(heard, &mut all[first..], 0);
        }
        if spared::recalls_a_telling(heard) || spared::offers(heard) {
            let block = heard.block();
            let before = |told: &Assertion| {
                let sentences = &heard.document.sentences;
                told.sentence + 1 == heard.index && sentences[told.sentence].block == block
            };
            let start = all[..first].iter().rposition(|told| !before(told));
            for told in &mut all[start.map_or(0, |at| at + 1)..first] {
                if !spared::tells_of_theory(heard, told) {
                    spared::leave_open(heard, std::slice::from_mut(told), 0);
                }
            }
        }
        self.offered = spared::offers(heard).then_some(heard.index + 1);
    }
}
