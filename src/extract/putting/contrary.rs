//! What is told by its contrary: conditions that were not met, and what was lacking.

use super::Path;
use crate::extract::clause::case_of;
use crate::language::tree::Upos;

impl Path<'_> {
    /// "He would not have marched if Rome had not agreed": what is supposed not to have been, where it tells what would have
    /// come of that, was.
    pub(super) fn is_undone_condition(&self, clause: usize) -> bool {
        let looks_back = self.tree.children_by(clause, "aux").any(|aux| {
            let form = self.tree.token(aux).form.to_lowercase();
            self.cues.looking_back.contains(&form)
        });
        let supposed = self.is_conditional(clause) || self.is_inverted_condition(clause);
        let perfect = |governor: usize| {
            let mut auxiliaries = self.tree.children_by(governor, "aux");
            auxiliaries.any(|aux| self.lemma(aux) == "have")
        };
        looks_back
            && self.hangs_on_counterfactual(clause)
            && self.tree.token(clause).head.is_some_and(perfect)
            && supposed
            && self.negated(clause)
    }

    /// "It is not as though they attacked", "as if they had attacked": a clause of what is only likened to something.
    pub(super) fn is_as_though(&self, clause: usize) -> bool {
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let marks = &self.cues.modality.likening;
        self.tree
            .children_by(clause, "mark")
            .any(|mark| mark > 0 && marks.contains(&format!("{} {}", form(mark - 1), form(mark))))
    }

    /// Whether the clause stands beside one that tells what would be or would have been.
    pub(super) fn hangs_on_counterfactual(&self, clause: usize) -> bool {
        let token = self.tree.token(clause);
        let governor = token.head.filter(|_| token.relation.is("advcl"));
        governor.is_some_and(|governor| {
            let auxiliaries = self.children_lemmas(governor, "aux");
            let counterfactual = &self.cues.polarity.counterfactual;
            auxiliaries.iter().any(|aux| counterfactual.contains(aux))
        })
    }

    /// "the lack of Roman support", "in the absence of an attack": the noun by which it is told that there was none.
    pub(super) fn lack_of(&self, noun: usize) -> Option<usize> {
        let token = self.tree.token(noun);
        let of = case_of(self.tree, noun).iter().any(|case| case == "of");
        let above = token.head.filter(|_| of && token.relation.is("nmod"))?;
        let polarity = &self.cues.polarity;
        let none = self.has_negative_determiner(above);
        let lacks = polarity.lacks.contains(&self.lemma(above)) && !none;
        // "without a word of warning", "no hint of an attack"
        let trace = polarity.traces.contains(&self.lemma(above)) && (none || self.without(above));
        (lacks || trace).then_some(above)
    }

    /// "Had they attacked, ...": "had" or "should" opens the clause, before its subject.
    pub(super) fn is_inverted_condition(&self, at: usize) -> bool {
        let expletive = || self.tree.children_by(at, "expl").next();
        let subject = self.tree.children_by(at, "nsubj").next().or_else(expletive);
        // "Had Rome attacked": the parser may hang the verb on the auxiliary.
        let above = self.tree.token(at).head.filter(|&above| {
            let form = self.tree.token(above).form.to_lowercase();
            above < at && self.cues.modality.inverted.contains(&form)
        });
        // "Were it true that ..."
        let copula = || self.tree.children_by(at, "cop").next();
        // "Had Rome attacked, they would know": or hang the auxiliary on the verb of the main clause.
        let main = self
            .tree
            .token(at)
            .head
            .filter(|_| self.hangs_on_counterfactual(at));
        let front = main.and_then(|main| {
            let first = self.tree.subtree(at).into_iter().min()?;
            let mut outer = self.tree.children_by(main, "aux");
            outer.find(|&aux| aux + 1 == first)
        });
        let auxiliary = self
            .tree
            .children_by(at, "aux")
            .next()
            .or(above)
            .or(front)
            .or_else(copula);
        subject.zip(auxiliary).is_some_and(|(subject, auxiliary)| {
            let form = self.tree.token(auxiliary).form.to_lowercase();
            // "Nor had they attacked" asserts.
            let opens = auxiliary.checked_sub(1).is_none_or(|before| {
                let denies = self.cues.polarity.negators.contains(&self.lemma(before));
                let even = before == 0 && self.lemma(before) == "even";
                !denies
                    && (even || matches!(self.tree.token(before).upos, Upos::Punct | Upos::Cconj))
            }) || self.hangs_on_counterfactual(at);
            opens && auxiliary < subject && self.cues.modality.inverted.contains(&form)
        })
    }

    /// "The attack could not have come at a worse time": no time would have been worse, and it came.
    pub(super) fn is_unsurpassed(&self, verb: usize) -> bool {
        let polarity = &self.cues.polarity;
        let mut auxiliaries = self.tree.children_by(verb, "aux");
        let able = auxiliaries.any(|at| {
            let form = self.tree.token(at).form.to_lowercase();
            self.cues.modality.possible.contains(&form)
        });
        let mut adverbs = self.tree.children_by(verb, "advmod");
        let denied = adverbs.any(|at| {
            let form = self.tree.token(at).form.to_lowercase();
            polarity.negators.contains(&form) || polarity.scarce.contains(&form)
        });
        let worse = |noun: usize| {
            let mut described = self.tree.children_by(noun, "amod");
            described.any(|at| {
                let more = |at: usize| ["JJR", "RBR"].contains(&self.tree.token(at).xpos.as_str());
                more(at) || self.tree.children_by(at, "advmod").any(more)
            })
        };
        let mut phrases = self.tree.children_by(verb, "obl");
        able && denied
            && phrases.any(|noun| {
                let word = self.lemma(noun);
                let time = self.cues.moments.contains(&word) || self.cues.stretches.contains(&word);
                time && worse(noun)
            })
    }
}
