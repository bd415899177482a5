//! Deeds of none in particular: "the prevention of an attack", "an attack would have been madness", "either Rome attacked
//! or Carthage did". Nothing is told of them.

use super::Path;
use crate::extract::event::Event;
use crate::language::tree::Upos;

impl Path<'_> {
    /// "the impossibility of an attack", "An attack would have been madness": what is said of it does not tell that there
    /// was one.
    pub(super) fn is_none_in_particular(&self, event: &Event) -> bool {
        let noun = event.head;
        if !event.noun || event.host != noun || !self.is_new(noun) {
            return false;
        }
        let token = self.tree.token(noun);
        let Some(governor) = token.head else {
            return false;
        };
        let above = self.tree.token(governor);
        let lemma = self.lemma(governor);
        let words = &self.cues.indefinite;
        match token.relation.universal() {
            "nmod" => {
                let told = words.telling.contains(&lemma)
                    || self.cues.speech_noun(&lemma).is_some()
                    || self.names.entity_at(governor).is_some();
                above.upos == Upos::Noun && !told
            }
            "nsubj" => {
                let copula = self.tree.children_by(governor, "cop").next().is_some();
                let nominal = self.tree.children(governor).iter();
                let dated = nominal.copied().any(|at| self.names.is_date(at));
                let presents = words.presenting.contains(&lemma)
                    || self.names.is_date(governor)
                    || dated && above.upos == Upos::Verb;
                self.is_modal(governor) || copula && !presents
            }
            _ => false,
        }
    }

    /// "was less begun by Rome than suffered by it": whether Rome began it is not said.
    pub(super) fn is_done_less(&self, verb: usize) -> bool {
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let less = verb
            .checked_sub(1)
            .is_some_and(|at| self.cues.set_against.less.contains(&form(at)));
        let than = (verb..self.tree.len()).any(|at| self.cues.set_against.than.contains(&form(at)));
        less && than
    }

    /// "would", "could", "might"
    fn is_modal(&self, verb: usize) -> bool {
        let counterfactual = &self.cues.polarity.counterfactual;
        self.children_lemmas(verb, "aux")
            .iter()
            .any(|aux| counterfactual.contains(aux))
    }

    /// "A Rome that attacked would have needed ships": one that is only imagined.
    pub(super) fn is_of_imagined(&self, verb: usize) -> bool {
        let token = self.tree.token(verb);
        let relative = token.relation.as_str() == "acl:relcl";
        let whose = token.head.filter(|_| relative);
        whose.is_some_and(|name| {
            let proper = self.tree.token(name).upos == Upos::Propn;
            let focus = self.tree.children_by(name, "cop").next().is_some();
            proper && !focus && self.names.name_at(name).is_some() && self.is_new(name)
        })
    }

    /// "gave up his refusal in May": from then on he did not refuse.
    pub(super) fn is_given_up(&self, noun: usize) -> bool {
        let words = &self.cues.implicative.ending;
        let token = self.tree.token(noun);
        let verb = token
            .head
            .filter(|_| token.relation.is("obj") || token.relation.as_str() == "nsubj:pass");
        verb.is_some_and(|verb| {
            let lemma = self.lemma(verb);
            let mut particles = self.tree.children_by(verb, "compound");
            words.contains(&lemma)
                || particles.any(|at| words.contains(&format!("{lemma} {}", self.lemma(at))))
        })
    }

    /// "Either Rome attacked or Carthage did": one of the two did.
    pub(super) fn is_alternative(&self, verb: usize) -> bool {
        const OR: &str = "or";
        if !matches!(self.tree.token(verb).upos, Upos::Verb | Upos::Aux) {
            return false;
        }
        let either = |at: usize| self.tree.token(at).form.eq_ignore_ascii_case("either");
        let clause = self.tree.subtree(verb);
        let Some(&first) = clause.first() else {
            return false;
        };
        let opens = first < verb && either(first);
        let joined =
            (verb..self.tree.len()).any(|at| self.tree.token(at).form.eq_ignore_ascii_case(OR));
        opens && joined && !self.negated(verb)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Modality;
    use crate::extract::testing::read;

    #[test]
    fn of_a_deed_of_none_in_particular_nothing_is_told() {
        for text in [
            "The prevention of a Roman attack was his task.",
            "A Roman attack would have been madness.",
            "A Roman attack was out of the question.",
        ] {
            let read = read(text);
            assert_eq!(read.one("attack").modality, Modality::Possible, "{text}");
        }
        for text in [
            "The war began with a Roman attack.",
            "The result of a Roman attack was hunger.",
            "A Roman attack opened the war.",
            "A Roman attack on Carthage was the beginning of the war.",
        ] {
            let read = read(text);
            assert_eq!(read.one("attack").modality, Modality::Actual, "{text}");
        }
    }

    #[test]
    fn one_of_two_did_it() {
        let read = read("Either Rome attacked Carthage or Carthage attacked Rome.");
        assert_eq!(read.all("attacked")[0].modality, Modality::Possible);
    }
}
