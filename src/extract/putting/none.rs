//! Phrases of which there is none: "knew nothing of it", "warned nobody", "took part in no raids".

use super::Path;
use crate::extract::clause::case_of;
use crate::language::tree::Upos;

impl Path<'_> {
    /// "knew nothing of it", "approved none", but not "nothing but contempt", "had none of it".
    pub(super) fn is_nothing(&self, at: usize) -> bool {
        let polarity = &self.cues.polarity;
        let bare = self.tree.children_by(at, "nmod").next().is_none();
        let none = polarity.nothing_bare.contains(&self.lemma(at)) && bare;
        (none || polarity.nothing.contains(&self.lemma(at))) && !self.is_excepted(at)
    }

    /// "nothing but contempt", "nobody except Rome"
    fn is_excepted(&self, at: usize) -> bool {
        let next = self.tree.tokens().get(at + 1);
        let words = &self.cues.implicative.excepting;
        next.is_some_and(|next| words.contains(&*next.lower()))
    }

    /// "warned nobody", "gave it to none of them", "took part in no raids": what is done to none is not done.
    pub(super) fn befalls_nobody(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let polarity = &self.cues.polarity;
        let oblique = token.relation.is("obl");
        let cases = case_of(self.tree, at);
        let meant = token.relation.is("obj")
            || token.relation.is("iobj")
            || oblique && cases.iter().any(|case| polarity.meant.contains(case));
        let of: Vec<usize> = self.tree.children_by(at, "nmod").collect();
        let named =
            |&child: &usize| matches!(self.tree.token(child).upos, Upos::Noun | Upos::Propn);
        // "had none of it" denies nothing, nor do "nine votes to none".
        let people = match of.is_empty() {
            true => !(oblique && polarity.nothing_bare.contains(&*token.lower())),
            false => of.iter().any(named),
        };
        let nobody = polarity.nobody.contains(&*token.lower()) && people;
        // "said no to the demands" refuses them.
        let case = self.tree.children_by(at, "case").next().unwrap_or_default();
        let none = |no: usize| polarity.determiners.contains(&*self.tree.token(no).lower());
        let no = self
            .tree
            .children_by(at, "det")
            .any(|no| case < no && none(no));
        let none_of_a_sort = oblique && token.xpos == "NNS" && no;
        meant && (nobody || none_of_a_sort) && !self.is_excepted(at)
    }

    /// "no fleet", "neither fleet", "not one ship"
    pub(super) fn has_negative_determiner(&self, at: usize) -> bool {
        self.tree.children(at).iter().any(|&child| {
            let token = self.tree.token(child);
            ["det", "advmod", "cc"].contains(&token.relation.universal())
                && self.cues.polarity.determiners.contains(&*token.lower())
        }) || self.opens_with_none(at)
    }

    /// "Not one soldier", "not one of them", "hardly a shot": a denial right before the least that there can be.
    fn opens_with_none(&self, at: usize) -> bool {
        let Some(first) = self.tree.subtree(at).into_iter().min() else {
            return false;
        };
        let form = |at: usize| {
            let token = self.tree.tokens().get(at);
            token.map_or_else(String::new, |token| token.form.to_lowercase())
        };
        let polarity = &self.cues.polarity;
        first < at
            && polarity.negators.contains(&form(first))
            && polarity.least.contains(&form(first + 1))
            && !polarity.understated.contains(&form(first + 2))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::assertion::Polarity;
    use crate::extract::testing::read;

    #[test]
    fn what_is_done_to_nobody_is_not_done() {
        let denied =
            |text: &str, verb: &str| read(text).all(verb)[0].polarity == Polarity::Negative;
        assert!(denied("Carthage attacked nobody. Rome slept.", "attacked"));
        assert!(denied("Rome warned none of the Carthaginians.", "warned"));
        assert!(!denied("Rome warned none but the Carthaginians.", "warned"));
        assert!(!denied(
            "Rome warned the Carthaginians of nothing less.",
            "warned"
        ));
    }
}
