//! Plans that became deeds: "an agreement was signed", "a scheme ..., which was carried out".

use super::Path;

impl Path<'_> {
    /// "signed an agreement", "an agreement was reached": an affirmed verb makes it.
    pub(super) fn is_concluded(&self, noun: usize) -> bool {
        let token = self.tree.token(noun);
        let argument = token.relation.is("obj") || token.relation.is("nsubj");
        token.head.filter(|_| argument).is_some_and(|verb| {
            self.cues.light.dating.contains(&self.lemma(verb))
                && !self.negated(verb)
                && self.own_modality(verb).is_none()
        })
    }

    /// "a scheme ..., which was carried out": the plan became a deed.
    pub(super) fn executed(&self, noun: usize) -> bool {
        self.tree
            .children_by(noun, "acl")
            .any(|verb| self.is_execution(verb))
            || self
                .tree
                .token(noun)
                .head
                .is_some_and(|verb| self.is_execution(verb))
    }

    /// Whether a later clause of the sentence says of the plan that it was done ("..., which was carried out").
    pub(super) fn executed_later(&self, infinitive: usize) -> bool {
        (infinitive + 1..self.tree.len()).any(|verb| {
            let pronominal = self.tree.children_by(verb, "nsubj").any(|subject| {
                let form = self.tree.token(subject).form.to_lowercase();
                self.cues.pronouns.relative.contains(&form)
                    || self.cues.pronouns.neuter.contains(&form)
            });
            pronominal && self.is_execution(verb)
        })
    }

    /// "carried out", "implemented": an affirmed verb of executing.
    fn is_execution(&self, verb: usize) -> bool {
        let cues = &self.cues.modality;
        let lemma = self.lemma(verb);
        let names = cues.executing.contains(&lemma)
            || self.tree.children(verb).iter().any(|&child| {
                let phrase = format!("{lemma} {}", self.tree.token(child).form.to_lowercase());
                cues.executing_particles.contains(&phrase)
            });
        names && !self.negated(verb)
    }
}
