//! What stands before a colon and says whose words follow: "The official story is simple: ...", "Kim: ...".

use super::speaker::speaker;
use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::lexicon::Standing;
use crate::language::tree::Upos;

impl Path<'_> {
    /// The voice that the words before the last colon ahead of `head` open.
    pub(super) fn introduction(&self, head: usize) -> VoiceAt {
        let Some(colon) = (0..head).rev().find(|&at| self.tree.token(at).form == ":") else {
            return VoiceAt::Author;
        };
        self.opening_before(colon)
    }

    /// The voice that the words before `end` open for what follows them.
    pub fn opening_before(&self, end: usize) -> VoiceAt {
        (0..end)
            .rev()
            .filter(|&at| matches!(self.tree.token(at).upos, Upos::Verb | Upos::Aux))
            .map(|verb| self.opened_by_verb(verb))
            .find(|voice| *voice != VoiceAt::Author)
            .unwrap_or(VoiceAt::Author)
            .or_else(|| self.opened_by_noun(end))
    }

    fn opened_by_verb(&self, verb: usize) -> VoiceAt {
        let lemma = self.lemma(verb);
        let Some(subject) = self.subject(verb).or_else(|| self.copular_subject(verb)) else {
            // Whoever brings the news, the words are his.
            return match self.news_under(verb, &lemma) {
                Some(news) => speaker(news, false, SpeakerStanding::Open),
                None => VoiceAt::Author,
            };
        };
        // "remember who had held it: ..." asks, and gives the word to nobody.
        if self.tree.token(subject).xpos == "WP" {
            return VoiceAt::Author;
        }
        // "said yes on the spot: ...", "was a fairy tale: ...": what follows is the author's, who tells why.
        if self.answers(verb) || self.calls_false(verb) {
            return VoiceAt::Author;
        }
        let tells = self.tells(subject);
        let pronoun = self.tree.token(subject).upos == Upos::Pron;
        let proceeds = self.words.proceeding.contains(&lemma) && tells
            || self.words.narrating.contains(&lemma) && pronoun;
        let news = self.news_under(verb, &lemma).is_some();
        let word = self.lemma(subject);
        let copular = lemma == "be"
            && tells
            && (!self.words.news.contains(&word) || self.words.framing.contains(&word));
        if self.is_speech(verb)
            || proceeds
            || news
            || copular
            || self.recites_by_heart(verb, subject)
        {
            self.by(Some(subject), verb, self.standing_by_adverb(verb))
        } else {
            VoiceAt::Author
        }
    }

    /// "said no": the word is all that was said.
    pub(super) fn answers(&self, verb: usize) -> bool {
        let mut inside = self.tree.children(verb).iter();
        inside.any(|&child| child > verb && self.tree.token(child).upos == Upos::Intj)
    }

    /// "The talk of it was a myth": a copula calls the subject false.
    fn calls_false(&self, verb: usize) -> bool {
        let token = self.tree.token(verb);
        let predicate = token.head.filter(|_| token.relation.is("cop"));
        predicate.is_some_and(|at| self.is_called_false_itself(at))
    }

    /// "The talk of it was a myth": what is no telling itself is called false by a predicate.
    pub(super) fn is_called_false_itself(&self, predicate: usize) -> bool {
        let subject = self.tree.children_by(predicate, "nsubj").next();
        let noun = subject.is_some_and(|at| self.tree.token(at).upos == Upos::Noun);
        noun && self.truth_of(predicate) == Some(false) && !self.tells_by(predicate)
    }

    /// "the tale that they told was a simple one": a telling is told, whatever it is called.
    fn tells_by(&self, predicate: usize) -> bool {
        let mut subjects = self.tree.children_by(predicate, "nsubj");
        subjects.any(|subject| self.tells(subject))
    }

    /// "gave him grave news:", "had one message:"
    fn news_under(&self, verb: usize, lemma: &str) -> Option<usize> {
        let factive = self.cues.speech(lemma) == Some(Standing::Factive);
        self.tree.children_by(verb, "obj").find(|&object| {
            let noun = self.lemma(object);
            if factive {
                return self.words.framing.contains(&noun);
            }
            self.words.news.contains(&noun)
                || self.cues.speech_noun(&noun) == Some(Standing::Report)
        })
    }

    /// The subject of the predicate whose copula this is.
    fn copular_subject(&self, copula: usize) -> Option<usize> {
        let token = self.tree.token(copula);
        let predicate = token.head.filter(|_| token.relation.is("cop"))?;
        self.tree.children_by(predicate, "nsubj").next()
    }

    /// "Pyongyang's version:", "Myth:", "Truman:", "Historian:".
    fn opened_by_noun(&self, end: usize) -> VoiceAt {
        let verbal = (0..end).any(|at| matches!(self.tree.token(at).upos, Upos::Verb | Upos::Aux));
        let Some(head) = (0..end).find(|&at| self.heads(at, end)).filter(|_| !verbal) else {
            return VoiceAt::Author;
        };
        let lemma = self.lemma(head);
        if self.cues.speech_noun(&lemma) == Some(Standing::Reject) {
            return speaker(head, false, SpeakerStanding::Rejected);
        }
        let whose = self.owner(head).is_some()
            || self.is_official(head)
            || self.tree.children_by(head, "det").next().is_some();
        if self.words.labels.contains(&lemma) || self.tells(head) && whose {
            return match self.owner(head) {
                Some(owner) => self.by(Some(owner), head, SpeakerStanding::Open),
                None => self.by(Some(head), head, SpeakerStanding::Open),
            };
        }
        let person = self.names.is_person(head) || self.words.spokesmen.contains(&lemma);
        if person && !self.is_noted(end) {
            return speaker(head, true, SpeakerStanding::Open);
        }
        VoiceAt::Author
    }

    /// "Scipio in Rome, May 1219: asks for ships": a label of what was done, and no word of his.
    fn is_noted(&self, colon: usize) -> bool {
        let next = self.tree.tokens().get(colon + 1);
        next.is_some_and(|token| ["VBZ", "VBD"].contains(&token.xpos.as_str()))
    }

    /// "Fact: ...", "The truth: ...": the author takes the word.
    pub(super) fn takes_the_word(&self, end: usize) -> bool {
        (0..end)
            .filter(|&at| self.tree.token(at).upos != Upos::Det)
            .all(|at| self.words.verdict.facts.contains(&self.lemma(at)))
    }

    /// Whether the noun at `at` is governed from outside the words before `end`.
    fn heads(&self, at: usize, end: usize) -> bool {
        let token = self.tree.token(at);
        matches!(token.upos, Upos::Noun | Upos::Propn) && token.head.is_none_or(|head| head >= end)
    }
}
