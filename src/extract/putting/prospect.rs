//! What a form of "be" and an infinitive tell: what is to be done, and is no deed yet.

use super::Path;
use crate::extract::clause::case_of;

impl Path<'_> {
    /// "His advice was to wait": an infinitive that a copula makes the content of a noun.
    pub(super) fn infinitive_said_of_noun(&self, at: usize) -> bool {
        let infinitive = case_of(self.tree, at).iter().any(|mark| mark == "to");
        infinitive
            && self.tree.children(at).iter().any(|&child| {
                self.tree.token(child).relation.as_str() == "nsubj:outer"
                    && self
                        .cues
                        .modality
                        .intended_nouns
                        .contains(&self.lemma(child))
            })
    }

    /// "The fleet was to sail in May": so it was planned. What befalls without a plan ("he was to die in exile") is told, and
    /// so is what never came ("was never to return").
    pub(super) fn is_only_to_be_done(&self, at: usize) -> bool {
        let tree = self.tree;
        let infinitive = case_of(tree, at).iter().any(|mark| mark == "to");
        let children = || tree.children(at).iter().copied();
        let mark = children()
            .find(|&child| tree.token(child).relation.is("mark") && self.lemma(child) == "to");
        let be = children().find(|&child| {
            let token = tree.token(child);
            ["aux", "cop"].contains(&token.relation.universal())
                && token.lemma == "be"
                && ["VBD", "VBZ", "VBP"].contains(&token.xpos.as_str())
        });
        let between = be.zip(mark).filter(|(be, mark)| be < mark);
        let never = |&child: &usize| {
            let word = tree.token(child).form.to_lowercase();
            self.cues.polarity.at_no_time.contains(&word)
        };
        infinitive
            && between.is_some()
            && !children().any(|child| never(&child))
            && !self.cues.modality.befalling.contains(&self.lemma(at))
    }
}
