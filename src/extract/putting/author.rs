//! Clauses that stand in or beside a frame of speech, and are the author's own all the same.

use super::{Path, SpeakerStanding, VoiceAt};
use crate::extract::lexicon::Standing;
use crate::language::tree::Upos;

impl Path<'_> {
    /// "It is a lie that Rome attacked: Carthage did": behind the colon or the semicolon that closes what is called false the
    /// author says how it was.
    pub(super) fn says_how_it_was(&self, found: VoiceAt, head: usize) -> bool {
        let VoiceAt::Speaker {
            at,
            standing: SpeakerStanding::Rejected,
            ..
        } = found
        else {
            return false;
        };
        let parts = |mark: &usize| [":", ";"].contains(&self.tree.token(*mark).form.as_str());
        let Some(mark) = (at..head).rev().find(parts) else {
            return false;
        };
        let that =
            |word: usize| self.tree.token(word).relation.is("mark") && self.lemma(word) == "that";
        let top = std::iter::once(head)
            .chain(self.tree.ancestors(head))
            .take_while(|&above| above > mark)
            .last()
            .unwrap_or(head);
        (at..mark).any(that) && !self.tree.children(top).iter().any(|&child| that(child))
    }

    /// Whether what stands behind the colon after the verb is what it says: not after a verb of lying, nor where the
    /// subject is a question ("What moved him is debated: the raid, the famine ...").
    pub(super) fn says_behind_colon(&self, verb: usize) -> bool {
        let asks = self.tree.children_by(verb, "nsubj").any(|subject| {
            let asking = &self.cues.open.asking;
            asking.contains(&self.lemma(subject))
                || self
                    .tree
                    .children(subject)
                    .iter()
                    .any(|&child| child < subject && asking.contains(&self.lemma(child)))
        });
        let lies = self.cues.speech(&self.lemma(verb)) == Some(Standing::Reject);
        // "should remember who had won: Rome had": the colon answers the question.
        let mut said = self.tree.children_by(verb, "ccomp");
        let answers = said.any(|clause| {
            let mut words = self.tree.subtree(clause).into_iter();
            words.any(|at| ["WP", "WDT", "WRB"].contains(&self.tree.token(at).xpos.as_str()))
        });
        !asks && !lies && !answers
    }

    /// "Explain why Rome gave way": a task takes for granted what it asks why or how.
    pub(super) fn is_set_task(&self, at: usize, verb: usize) -> bool {
        let bare = ["nsubj", "aux", "mark", "expl"]
            .iter()
            .all(|relation| self.tree.children_by(verb, relation).next().is_none());
        let opens = (0..verb).all(|before| {
            matches!(
                self.tree.token(before).upos,
                Upos::Punct | Upos::Num | Upos::X
            )
        });
        let mut beside = self
            .tree
            .children(at)
            .iter()
            .chain(self.tree.children(verb));
        let asks =
            beside.any(|&child| verb < child && child < at && self.tree.token(child).xpos == "WRB");
        bare && opens && asks && ["VB", "VBP"].contains(&self.tree.token(verb).xpos.as_str())
    }

    /// "As the documents show", "as the commission has established": a fact, for which the author stands.
    pub(super) fn stands_for(&self, clause: usize) -> bool {
        let lemma = self.lemma(clause);
        let Some(subject) = self
            .subject(clause)
            .or_else(|| self.tree.children_by(clause, "nsubj").next())
        else {
            return false;
        };
        let mut marks = self.tree.children(clause).iter();
        let opens = marks.any(|&mark| mark < clause && self.lemma(mark) == "as");
        let word = self.lemma(subject);
        // "as she had learnt it": what somebody was taught, she repeats.
        let taught = self.tree.token(subject).upos == Upos::Pron
            && !self.is_author(subject)
            && self.words.learning.contains(&lemma);
        let learns = taught
            || self.words.learners.contains(&word)
            || self.words.schoolbooks.contains(&word)
            || self.words.taught_in.contains(&word);
        let factive = self.cues.speech(&lemma) == Some(Standing::Factive);
        opens && factive && !learns && !self.is_official(subject)
    }

    /// "as it had announced that it would": who says beforehand what he will do does not report it.
    pub(super) fn foretells(&self, clause: usize) -> bool {
        self.tree.subtree(clause).into_iter().any(|at| {
            let token = self.tree.token(at);
            token.head != Some(clause)
                && at > clause
                && ["would", "will"].contains(&self.lemma(at).as_str())
        })
    }

    /// "Nor had Rome attacked, as he would have it": what is denied he holds, and the author denies it.
    pub(super) fn puts_otherwise(&self, at: usize, child: usize) -> bool {
        let would = self
            .children_lemmas(child, "aux")
            .iter()
            .any(|aux| aux == "would" || aux == "will");
        would && self.lemma(child) == "have" && self.negated(at)
    }
}
