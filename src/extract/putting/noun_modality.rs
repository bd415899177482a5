//! How the noun of an event stands to fact where no verb carries it: the object of a plan, the content of a wish, "the planned
//! attack".

use super::Path;
use crate::extract::assertion::Modality;
use crate::extract::clause::{case_of, withheld_by};
use crate::language::tree::Upos;

impl Path<'_> {
    /// "withheld his approval", "held back consent": the object of a refusal.
    pub(super) fn is_withheld(&self, noun: usize) -> bool {
        withheld_by(self.tree, self.cues, noun).is_some()
    }

    /// "the planned invasion", "the threatened attack".
    fn only_planned(&self, noun: usize) -> Option<Modality> {
        let cues = &self.cues.modality;
        self.tree.children_by(noun, "amod").find_map(|child| {
            let lemma = self.lemma(child);
            // "a well-planned invasion", "a carefully planned invasion": it was, and was planned so.
            let manner = self.tree.token(child).form.contains('-')
                || self.tree.children_by(child, "advmod").next().is_some();
            if self.tree.token(child).xpos != "VBN" || manner {
                None
            } else if cues.possible_verbs.contains(&lemma) {
                Some(Modality::Possible)
            } else {
                let intended =
                    cues.intended.contains(&lemma) && !cues.presupposing.contains(&lemma);
                intended.then_some(Modality::Intended)
            }
        })
    }

    /// "the North's attack of June 1950 was planned by X": what is somebody's and has its date took place.
    fn took_place(&self, noun: usize) -> bool {
        let owned = self.tree.children(noun).iter().any(|&child| {
            let token = self.tree.token(child);
            token.relation.as_str() == "nmod:poss"
                || token.relation.is("det")
                    && self.names.reference().definite.contains(&self.lemma(child))
        });
        let dated = self.tree.children_by(noun, "nmod").any(|phrase| {
            let of = case_of(self.tree, phrase).iter().any(|case| case == "of");
            of && self.names.is_date(phrase)
        });
        owned && (dated || self.opens_dated(noun))
    }

    /// "The attack of the North in June was planned by X": a date inside the subject of a passive belongs to no other word.
    fn opens_dated(&self, noun: usize) -> bool {
        let token = self.tree.token(noun);
        let passive = token.relation.as_str() == "nsubj:pass";
        let verb = token.head.filter(|&verb| passive && noun < verb);
        let mut phrases = self.tree.children_by(noun, "nmod");
        verb.is_some_and(|verb| {
            phrases.any(|phrase| {
                let within = case_of(self.tree, phrase);
                let when = within
                    .iter()
                    .any(|case| ["in", "on"].contains(&case.as_str()));
                when && phrase < verb && self.names.is_date(phrase)
            })
        })
    }

    /// "made it dependent on Rome's consent": whether that was ever given is not said.
    fn hangs_on(&self, noun: usize) -> bool {
        let cues = &self.cues.modality;
        let mut cases = self.tree.children_by(noun, "case");
        let case = cases.find(|&case| cues.hanging_on.contains(&self.lemma(case)));
        case.and_then(|case| case.checked_sub(1))
            .is_some_and(|before| cues.hanging.contains(&self.lemma(before)))
    }

    /// The modality of an event noun that no light verb carries: the object of a plan, an order or a fear.
    pub(super) fn noun_modality(&self, noun: usize) -> Option<Modality> {
        if self.took_place(noun) {
            return None;
        }
        if let Some(modality) = self.only_planned(noun) {
            return Some(modality);
        }
        if let Some(modality) = self.as_predicate(noun) {
            return Some(modality);
        }
        if self.hangs_on(noun) || self.stands_before_dependence(noun) {
            return Some(Modality::Possible);
        }
        // "He was against an attack": so far there is none.
        let stance = case_of(self.tree, noun)
            .iter()
            .any(|case| self.cues.modality.stances.contains(case));
        if stance && self.tree.children_by(noun, "cop").next().is_some() {
            return Some(Modality::Intended);
        }
        let token = self.tree.token(noun);
        let mut governor = token.head?;
        let mut relation = token.relation.universal();
        if relation == "conj" {
            relation = self.tree.token(governor).relation.universal();
            governor = self.tree.token(governor).head?;
        }
        let lemma = self.lemma(governor);
        let cues = &self.cues.modality;
        if relation == "nsubj" && cues.possible_adjectives.contains(&lemma)
            || self.is_made_to_depend(relation, governor)
        {
            return Some(Modality::Possible);
        }
        // "The attack seemed certain", "The attack would be followed by another": so far there is none.
        let subject = relation == "nsubj" && self.tree.token(governor).upos == Upos::Verb;
        let looming = || {
            let mut said = self.tree.children_by(governor, "xcomp");
            said.any(|at| cues.possible_adjectives.contains(&self.lemma(at)))
        };
        let would = || {
            let mut auxiliaries = self.tree.children_by(governor, "aux");
            auxiliaries.any(|at| cues.supposing.contains(&self.lemma(at)))
        };
        if subject && (looming() || would()) {
            return Some(Modality::Possible);
        }
        let governed = ["obj", "nmod", "compound", "nsubj", "obl"].contains(&relation);
        if !governed {
            return None;
        }
        // "could have ended in a defeat": what it ends in is no more certain than that it ends.
        if relation == "obl" && cues.resulting.contains(&lemma) {
            return self.own_modality(governor);
        }
        if self.tree.token(governor).upos == Upos::Verb {
            let object = relation == "obj"
                || token.relation.as_str() == "nsubj:pass"
                || case_of(self.tree, noun)
                    .iter()
                    .any(|case| ["for", "to", "of"].contains(&case.as_str()));
            if !object {
                return None;
            }
            // "gave its approval for the attack": the phrase belongs to the decision, not to the verb.
            let decided = relation == "obl"
                && self.tree.children_by(governor, "obj").any(|object| {
                    let decision = self.lemma(object);
                    cues.intended_nouns.contains(&decision)
                        && !cues.presupposing.contains(&decision)
                });
            if decided {
                return Some(Modality::Intended);
            }
            if cues.possible_verbs.contains(&lemma) {
                return Some(Modality::Possible);
            }
            return (cues.intended.contains(&lemma) && !cues.presupposing.contains(&lemma))
                .then_some(Modality::Intended);
        }
        let case = case_of(self.tree, noun);
        let about = relation == "compound"
            || case
                .iter()
                .any(|case| ["of", "for", "to"].contains(&case.as_str()));
        if !about {
            return None;
        }
        if cues.possible_nouns.contains(&lemma) {
            return Some(Modality::Possible);
        }
        // "a cease-fire agreement was signed": what the paper is called it does.
        let concluded = relation == "compound" && self.is_concluded(governor);
        (cues.intended_nouns.contains(&lemma)
            && !cues.presupposing.contains(&lemma)
            && !concluded
            && !self.executed(governor))
        .then_some(Modality::Intended)
    }

    /// "His consent depended on ...", "made its consent conditional on ...": so far there is none.
    pub(super) fn is_made_to_depend(&self, relation: &str, governor: usize) -> bool {
        let depends = |at: usize| self.cues.modality.hanging.contains(&self.lemma(at));
        match relation {
            "nsubj" => depends(governor),
            // The parser may take "depend" for a noun.
            "obj" => ["xcomp", "obl"]
                .iter()
                .any(|relation| self.tree.children_by(governor, relation).any(depends)),
            _ => false,
        }
    }

    /// "made his consent depend on Rome's", "his consent depended on it": whatever the parser made of it.
    fn stands_before_dependence(&self, noun: usize) -> bool {
        let lemma = |at: usize| {
            let token = self.tree.tokens().get(at);
            token.map_or_else(String::new, |token| token.lemma.to_lowercase())
        };
        let cues = &self.cues.modality;
        cues.hanging.contains(&lemma(noun + 1)) && cues.hanging_on.contains(&lemma(noun + 2))
    }

    /// "what he wanted was an attack", "his aim was an attack": the predicate is no more than what its subject is.
    fn as_predicate(&self, noun: usize) -> Option<Modality> {
        let is = |noun: usize| self.tree.children_by(noun, "cop").next().is_some();
        let token = self.tree.token(noun);
        // "what he wanted was Rome's consent and help": all that is joined is wanted.
        let first = token
            .head
            .filter(|_| token.relation.is("conj") && !is(noun));
        let noun = first.unwrap_or(noun);
        if !is(noun) {
            return None;
        }
        let cues = &self.cues.modality;
        // "the design of the reactor", listed as a thing of its own, is no plan.
        let named = |at: &usize| self.names.entity_at(*at).is_some();
        let subject = self
            .tree
            .children_by(noun, "nsubj")
            .next()
            .filter(|at| !named(at))?;
        let relative = self.tree.children_by(subject, "acl").find(|&verb| {
            let token = self.tree.token(verb);
            token.relation.as_str() == "acl:relcl" && !self.negated(verb)
        });
        let (lemma, possible, intended) = match relative {
            Some(verb) => (self.lemma(verb), &cues.possible_verbs, &cues.intended),
            None => (
                self.lemma(subject),
                &cues.possible_nouns,
                &cues.intended_nouns,
            ),
        };
        if possible.contains(&lemma) {
            Some(Modality::Possible)
        } else {
            intended.contains(&lemma).then_some(Modality::Intended)
        }
    }
}
