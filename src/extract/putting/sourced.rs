//! Sources named beside what is told, where no verb of speech gives it to them: "the version taught in Moscow",
//! "...: thus Moscow", "... (Radio Moscow, 3 May)", "Moscow has Rome attack", "only in the minds of its propagandists".

use super::speaker::speaker;
use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::clause::case_of;
use crate::language::tree::Upos;

/// A phrase behind a tag has at most so many tokens.
const PHRASE: usize = 6;

impl Path<'_> {
    /// "the version taught in Moscow", "the story that is told in Moscow": who tells it there.
    pub(super) fn told_where(&self, noun: usize) -> Option<usize> {
        let tokens = self.tree.tokens();
        let form = |at: usize| tokens.get(at).map(|token| token.form.to_lowercase());
        let mut at = noun + 1;
        while form(at)
            .is_some_and(|form| self.cues.pronouns.relative.contains(&form) || form == "is")
        {
            at += 1;
        }
        let told =
            tokens.get(at)?.xpos.starts_with("VB") && self.words.spread.contains(&self.lemma(at));
        let placed = form(at + 1).is_some_and(|case| {
            self.words.reciting.contains(&case) || self.words.framing_prepositions.contains(&case)
        });
        let mut phrase = (at + 2..tokens.len())
            .take(PHRASE)
            .take_while(|&at| !matches!(tokens[at].upos, Upos::Punct | Upos::Verb | Upos::Aux));
        phrase.find(|&at| told && placed && self.names.is_party(at))
    }

    /// "...: thus Moscow.", "... - so Moscow.", "... (Radio Moscow, 3 May).": whose words stood before.
    pub(super) fn tagged(&self, head: usize) -> VoiceAt {
        let tokens = self.tree.tokens();
        let mark = |at: usize| tokens[at].upos == Upos::Punct;
        let rest = |from: usize| {
            (from..tokens.len())
                .take_while(|&at| !mark(at))
                .collect::<Vec<usize>>()
        };
        for at in head + 1..tokens.len() {
            if !mark(at) {
                continue;
            }
            let phrase = rest(at + 1);
            let verbal = |&at: &usize| matches!(tokens[at].upos, Upos::Verb | Upos::Aux);
            if phrase.is_empty() || phrase.len() > PHRASE || phrase.iter().any(verbal) {
                continue;
            }
            let words = &phrase[1..];
            let so = self.words.tagging.contains(&self.lemma(phrase[0]));
            let noun = |&&at: &&usize| matches!(tokens[at].upos, Upos::Noun | Upos::Propn);
            // ", so that the South was lost": nothing but marks and words without a verb stands behind a tag.
            let bare = (at + 1..tokens.len()).all(|at| !verbal(&at));
            let so = so && bare;
            if so && let Some(&first) = words.iter().find(noun) {
                let teller = words.iter().copied().find(|&at| self.tells(at));
                if self.names.is_party(first) || teller.is_some() {
                    return self.teller(teller.unwrap_or(first));
                }
            }
            let party = phrase.iter().copied().find(|&at| self.names.is_party(at));
            let printed = phrase
                .iter()
                .any(|&at| self.words.above.writings.contains(&self.lemma(at)));
            let last = |open: usize| {
                let close = (open + 1..tokens.len()).find(|&at| tokens[at].form == ")");
                close.is_some_and(|close| (close + 1..tokens.len()).all(mark))
            };
            if let Some(party) = party.filter(|_| printed && tokens[at].form == "(" && last(at)) {
                return self.by(Some(party), party, SpeakerStanding::Open);
            }
        }
        VoiceAt::Author
    }

    /// "In the textbooks of Moscow Rome attacks", where the verb was taken for a noun: the phrase above it is a frame.
    pub(super) fn stands_under(&self, at: usize, governor: usize) -> VoiceAt {
        let heads = self.tree.token(governor).head.is_none() && governor < at;
        let named = matches!(self.tree.token(governor).upos, Upos::Noun | Upos::Propn);
        if heads && named && self.frames(governor, &case_of(self.tree, governor)) {
            return self.teller(governor);
        }
        VoiceAt::Author
    }

    /// "Moscow has Rome attack", "the schoolbook makes Rome attack": what a telling has somebody do.
    pub(super) fn staged(&self, at: usize, verb: usize) -> Option<VoiceAt> {
        let token = self.tree.token(at);
        if !self.words.staging.contains(&self.lemma(verb)) {
            return None;
        }
        // The bare infinitive was taken for a noun with a name before it.
        let bare = match token.relation.universal() {
            "obj" => {
                token.upos == Upos::Noun
                    && self.tree.children_by(at, "det").next().is_none()
                    && at > 0
                    && self.names.is_party(at - 1)
            }
            "ccomp" | "xcomp" => token.xpos == "VB" && case_of(self.tree, at).is_empty(),
            _ => false,
        };
        let subject = self.subject(verb).filter(|_| bare)?;
        let now = self.tree.token(verb).xpos == "VBZ" && self.names.is_party(subject);
        (now || self.tells(subject)).then(|| self.by(Some(subject), verb, SpeakerStanding::Open))
    }

    /// "... only in the minds of propagandists", "... on paper only".
    pub(super) fn is_only_imagined(&self, verb: usize) -> bool {
        let only = |at: usize| {
            let mut words = self.tree.subtree(at).into_iter();
            words.any(|word| self.words.nowhere_else.contains(&self.lemma(word)))
        };
        self.tree.children_by(verb, "obl").any(|noun| {
            let inside = case_of(self.tree, noun)
                .iter()
                .any(|case| self.words.reciting.contains(case));
            let lemma = self.lemma(noun);
            // "only in his reply of 15 May" he did do it.
            let imagined = self.words.imagined.contains(&lemma)
                || self.words.verdict.falsehood.contains(&lemma)
                || self.words.taught_in.contains(&lemma);
            inside && imagined && only(noun)
        })
    }

    /// Whether the clause `at` is what somebody is taught: "visitors learn how Rome attacked", "Romans learn at school that
    /// ...".
    pub(super) fn taught(&self, at: usize, governor: usize) -> Option<VoiceAt> {
        let token = self.tree.token(at);
        let clause = ["acl", "advcl"].contains(&token.relation.universal());
        let link = self.tree.token(governor);
        let noun = self.lemma(governor);
        let first = self.tree.children(at).first().copied();
        let that = first.is_some_and(|first| self.lemma(first) == "that");
        let verb = match link.relation.universal() {
            "obj" if clause && noun == "how" => link.head?,
            "obl" if clause && that && self.words.classes.contains(&noun) => link.head?,
            _ if token.relation.is("ccomp") => governor,
            _ => return None,
        };
        if !self.words.learning.contains(&self.lemma(verb)) {
            return None;
        }
        let mut places = self.tree.children_by(verb, "obl");
        let schooled = places.any(|place| self.words.classes.contains(&self.lemma(place)));
        let before = verb.checked_sub(1);
        let learner = |at: &usize| self.words.learners.contains(&self.lemma(*at));
        let learner = (self.subject(verb).into_iter().chain(before)).find(learner);
        let party = self
            .subject(verb)
            .filter(|&at| schooled && (self.names.is_party(at) || self.is_author(at)));
        let who = learner.or(party)?;
        Some(speaker(who, true, SpeakerStanding::Open))
    }

    /// "Every child can recite it: ...", "Pupils read one thing.": who is taught what follows.
    pub(super) fn recites_by_heart(&self, verb: usize, subject: usize) -> bool {
        let lemma = self.lemma(verb);
        let taught = self.words.learning.contains(&lemma) || self.words.by_heart.contains(&lemma);
        let thing = self.tree.children_by(verb, "obj").all(|object| {
            let token = self.tree.token(object);
            let lemma = self.lemma(object);
            token.upos == Upos::Pron
                || self.words.passages.contains(&lemma)
                || self.words.matter.contains(&lemma)
        });
        self.words.learners.contains(&self.lemma(subject)) && taught && thing
    }
}
