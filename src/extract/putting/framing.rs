//! Phrases that say whose story a clause is: "in the official version", "in Moscow's statement of 4 July".

use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::clause::case_of;
use crate::extract::lexicon::Standing;
use crate::language::tree::Upos;

impl Path<'_> {
    /// "in the official version", "in North Korean textbooks": the phrase says whose story the clause is.
    pub(super) fn frames(&self, noun: usize, cases: &[String]) -> bool {
        let lemma = self.lemma(noun);
        let prepositional = cases
            .iter()
            .any(|case| self.words.framing_prepositions.contains(case));
        let own = self
            .tree
            .children_by(noun, "det")
            .any(|det| ["this", "these", "no", "any"].contains(&self.lemma(det).as_str()));
        let owned = self.owner(noun).is_some() || self.is_official(noun);
        let form = self.tree.token(noun).form.to_lowercase();
        // "in Stalin's words" frames, "on Stalin's word" and "by his words" do not.
        let inside = || cases.iter().any(|case| case == "in");
        let named =
            self.words.framing.contains(&lemma) || self.words.framing.contains(&form) && inside();
        let framing = named && (owned || lemma == "propaganda")
            || self.words.taught_in.contains(&lemma) && owned;
        prepositional && framing && !own
    }

    /// "In Rome's statement Carthage attacked": what a party's words tell of others. Of himself he tells no tale: "in his
    /// speech Cato left out Spain" is what the speech did.
    pub(super) fn recites(&self, verb: usize, noun: usize, cases: &[String]) -> bool {
        let told = self.words.recited.contains(&self.lemma(noun));
        let inside = cases.iter().any(|case| self.words.reciting.contains(case));
        let Some(owner) = self.owner(noun).filter(|_| told && inside && noun < verb) else {
            return false;
        };
        let own = |doer: usize| match self.names.entity_at(doer) {
            Some(who) => self
                .names
                .entity_at(owner)
                .is_none_or(|owner| self.names.entities().are_of_one_side(who, owner)),
            None => self.tree.token(doer).upos == Upos::Pron && self.lemma(doer) != "it",
        };
        let mut subjects = self.tree.children_by(verb, "nsubj");
        self.names.is_party(owner) && !subjects.any(own)
    }

    /// "The painting shows Rome attacking Gaul", "Cato spoke of an attack": what is pictured, or spoken of without being
    /// known, is the picture's or the speaker's.
    pub(super) fn pictured(&self, at: usize, verb: usize) -> Option<VoiceAt> {
        let token = self.tree.token(at);
        let lemma = self.lemma(verb);
        let speech = self.cues.speech(&lemma);
        let subject = self.subject(verb);
        let mut acts = self.tree.children_by(at, "acl");
        let shown = token.relation.is("obj")
            && speech.is_some()
            && acts.any(|act| self.tree.token(act).xpos == "VBG")
            && subject.is_some_and(|subject| {
                let work = self.words.schoolbooks.contains(&self.lemma(subject));
                (work || self.tells(subject)) && !self.is_ours(subject)
            });
        let musing = &self.cues.musing;
        let mentions = speech == Some(Standing::Report)
            || musing.verbs.contains(&lemma)
            || self.words.unsaid.contains(&lemma);
        let words = &self.cues.gerund;
        let mut cases = case_of(self.tree, at).into_iter();
        // "was told of the attack" is news of it, "was told about it" may be any tale.
        let spoken_of = token.relation.is("obl")
            && mentions
            && cases.any(|case| {
                words.topics.contains(&case) || words.about.contains(&case) && self.is_new(at)
            });
        (shown || spoken_of).then(|| self.by(subject, verb, SpeakerStanding::Open))
    }

    /// Whether a modifier says that the noun is somebody's ("the official version", "the party line").
    pub(super) fn is_official(&self, noun: usize) -> bool {
        self.tree.children(noun).iter().any(|&child| {
            let relation = self.tree.token(child).relation.universal();
            ["amod", "compound"].contains(&relation)
                && self.words.official.contains(&self.lemma(child))
        })
    }

    /// "It was too early in Moscow's eyes, and in May Moscow said so": a phrase behind the first of two clauses frames that
    /// one only.
    pub(super) fn is_of_clause_before(&self, phrase: usize, first: usize, clause: usize) -> bool {
        let token = self.tree.token(clause);
        let joined = token.relation.is("conj") && token.head == Some(first);
        let own = self.tree.children_by(clause, "nsubj").next().is_some();
        let word = self.tree.token(phrase);
        let behind = first < phrase && phrase < clause && word.relation.is("obl");
        joined && own && behind
    }
}
