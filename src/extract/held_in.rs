//! What stands in papers came out with them at the latest: "The minutes are contained in papers that were released in 1992."

use super::assertion::{Assertion, Filler, Modality, Polarity};
use super::clause::case_of;
use super::derive::Derivation;
use super::putting::negated;
use crate::frame::Role;
use jiff::civil::Date;

impl Derivation<'_> {
    /// The document that the released papers hold, as released with them.
    pub(super) fn held_in(&self, release: &Assertion) -> Option<Assertion> {
        let held = &self.lexicon.reference.held;
        let kind = held
            .kinds
            .iter()
            .any(|name| self.kinds.get(name) == Some(release.kind));
        let plain = release.polarity == Polarity::Positive && release.modality == Modality::Actual;
        if !kind || !plain {
            return None;
        }
        let papers = release.fillers(Role::Patient).next()?;
        let papers = self.head_within(papers)?;
        let verb = self.tree.token(papers).head?;
        let relation = &self.tree.token(papers).relation;
        let lemma = self.tree.token(verb).lemma.to_lowercase();
        let found = if relation.is("nsubj") && held.holding.contains(&lemma) {
            self.tree.children_by(verb, "obj").next()
        } else {
            let cases = case_of(self.tree, papers);
            let inside = cases.iter().any(|case| held.prepositions.contains(case));
            let stands = relation.is("obl") && inside && held.standing.contains(&lemma);
            let subject = self.tree.children_by(verb, "nsubj").next();
            subject.filter(|_| stands)
        }?;
        if !self.names.is_document(found) || negated(self.tree, self.lexicon, self.names, verb) {
            return None;
        }
        let name = self.names.name_at(found)?;
        let document = Filler {
            words: name.span,
            entity: Some(name.entity),
            ..Filler::default()
        };
        // It may have been out before, in other papers.
        let time = release.time.clone().map(|mut when| {
            when.interval.earliest = Date::MIN;
            when
        });
        let others = release
            .roles
            .iter()
            .filter(|(role, _)| *role != Role::Patient);
        Some(Assertion {
            roles: std::iter::once((Role::Patient, document))
                .chain(others.cloned())
                .collect(),
            time,
            ..release.clone()
        })
    }

    /// The token that heads the words of a filler.
    fn head_within(&self, filler: &Filler) -> Option<usize> {
        let inside = |at: usize| {
            let span = self.tree.token(at).span;
            filler.words.start <= span.start && span.end <= filler.words.end
        };
        let tokens = 0..self.tree.len();
        let mut tokens = tokens.filter(|&at| inside(at));
        tokens.find(|&at| self.tree.token(at).head.is_some_and(|head| !inside(head)))
    }
}
