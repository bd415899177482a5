//! Phrases with a preposition that look as if they filled a role, and fill none.

use super::Finder;
use crate::extract::clause::is_negative;
use crate::extract::lexicon::Word;
use crate::frame::Role;

impl Finder<'_> {
    /// "warned them before the shelling": a war and a deed done to somebody hear nothing.
    pub(super) fn is_no_hearer(&self, at: usize) -> bool {
        let lemma = self.tree.token(at).lemma.to_lowercase();
        let concepts = self.names.concepts(at);
        let mut deeds = self.lexicon.nouns(&lemma);
        let befalls = |word: &Word| word.frame.object == Some(Role::Patient) && !word.about;
        concepts.iter().any(|concept| concept == "war")
            || self.names.entity_at(at).is_none() && deeds.any(befalls)
    }

    /// "pleaded over many months", "asked on his behalf": how long it took, or for whom.
    pub(super) fn is_no_matter(&self, case: &str, head: usize) -> bool {
        let cues = &self.lexicon.cues;
        let token = self.tree.token(head);
        let lemma = token.lemma.to_lowercase();
        let many = token.xpos == "NNS" || self.tree.children_by(head, "nummod").next().is_some();
        cues.stretches.contains(&lemma) && (many || case == "over") || cues.grounds.contains(&lemma)
    }

    /// "together with Rome", "along with its allies"
    pub(super) fn is_beside(&self, head: usize) -> bool {
        let beside = &self.lexicon.cues.beside;
        let mut cases = self.tree.children_by(head, "case");
        cases.any(|case| {
            let before = case.checked_sub(1).map(|at| self.tree.token(at));
            before.is_some_and(|word| beside.contains(&word.form.to_lowercase()))
        })
    }

    /// "at no time": it denies the clause, and nothing takes part in it by that.
    pub(super) fn only_denies(&self, head: usize) -> bool {
        let cues = &self.lexicon.cues;
        let lemma = self.tree.token(head).lemma.to_lowercase();
        cues.polarity.denying_phrases.contains(&lemma) && is_negative(self.tree, cues, head)
    }

    /// "in response to", "at the urging of" name no place.
    pub(super) fn is_place(&self, head: usize) -> bool {
        let token = self.tree.token(head);
        self.names.entity_at(head).is_some()
            || self
                .lexicon
                .nouns(&token.lemma.to_lowercase())
                .next()
                .is_none()
    }
}
