//! Dates of what was lacking, dates that the text rules out, and dates of what only opened a span.

use super::Dating;
use crate::extract::clause::{case_of, is_denied};
use crate::language::tree::Upos;

impl Dating<'_> {
    /// "failed in May to obtain their consent": what one does not come to have is lacking at the time of that.
    pub(super) fn of_failure(&self, verb: usize) -> Option<usize> {
        let implicative = &self.names.cues().implicative;
        let above = self.tree.token(verb).head.filter(|&above| {
            let lemma = self.tree.token(above).lemma.to_lowercase();
            implicative.failing.contains(&lemma) || implicative.affirms(&lemma)
        })?;
        let to = case_of(self.tree, verb).iter().any(|mark| mark == "to");
        to.then(|| self.below(above)).flatten()
    }

    /// "Two years had passed since the founding of Rome in May": the date is that of what opened the span.
    pub(super) fn opens_span(&self, verb: usize, date: usize) -> bool {
        let spanning = &self.names.reference().spanning;
        let before = |&noun: &usize| {
            let since = case_of(self.tree, noun)
                .iter()
                .any(|case| spanning.contains(case));
            let end = self.tree.subtree(noun).into_iter().max();
            since && !self.names.is_date(noun) && end.is_some_and(|end| end + 2 == date)
        };
        date > 0
            && self.names.is_date(date)
            && self.tree.token(date - 1).upos == Upos::Adp
            && self.tree.children(verb).iter().any(before)
    }

    /// "withheld his consent in 1949", "blocked an attack in May": what is kept back was lacking then.
    pub(super) fn keeps_back(&self, verb: usize) -> bool {
        let cues = self.names.cues();
        let lemma = self.tree.token(verb).lemma.to_lowercase();
        cues.polarity.preventing.contains(&lemma) || cues.turning.withholding.contains(&lemma)
    }

    /// "attacked in 1921, though not on 3 May", ", never on 3 May": a date that is put in only to be denied.
    pub(super) fn is_put_aside(&self, date: usize) -> bool {
        let negators = &self.names.cues().polarity.negators;
        let denies = |at: usize| {
            let token = self.tree.token(at);
            token.relation.is("advmod") && negators.contains(&*token.lower())
        };
        let first = self.tree.subtree(date).into_iter().min();
        let before = first.and_then(|first| first.checked_sub(1));
        let within = self
            .tree
            .children(date)
            .iter()
            .any(|&at| at < date && denies(at));
        let denied = within || before.is_some_and(denies);
        // "attacked not on 3 May": then the deed itself is denied for the day.
        let opener = match within {
            true => first.filter(|&first| !denies(first)).or(before),
            false => before.and_then(|at| at.checked_sub(1)),
        };
        let set_off = opener.is_some_and(|at| {
            let token = self.tree.token(at);
            matches!(token.upos, Upos::Punct | Upos::Sconj | Upos::Cconj)
        });
        self.names.is_date(date) && denied && set_off
    }

    /// "in August, but not on 3 May", "not in May but in August Rome agreed": the date that another is set against.
    pub(super) fn is_ruled_out(&self, verb: usize, date: usize) -> bool {
        if !self.names.is_date(date) || !is_denied(self.tree, self.names.cues(), date) {
            return false;
        }
        let behind = date > verb && self.tree.token(date).relation.is("conj");
        let instead = |&at: &usize| {
            at > date
                && self.names.is_date(at)
                && self.names.date_at(at) != self.names.date_at(date)
                && !is_denied(self.tree, self.names.cues(), at)
        };
        let beside = self.tree.children(verb).iter();
        let nested = beside
            .clone()
            .flat_map(|&child| self.tree.children(child).iter());
        // "not in May, nor in June, but in July": each hangs on the one before.
        let mut last = date;
        while let Some(next) = self.tree.children_by(last, "conj").next() {
            last = next;
        }
        behind || last != date && instead(&last) || beside.chain(nested).any(instead)
    }
}
