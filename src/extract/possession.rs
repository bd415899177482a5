//! Whose a phrase is: by a possessive, by "whose", by what a copula says.

use super::anaphor::Resolution;
use super::lexicon::WordSet;
use super::referent::{Context, Resolver};
use crate::language::tree::Tree;

/// The relative pronoun of an owner.
const OWNING_RELATIVE: &str = "whose";

impl Resolver<'_> {
    /// "X's friend left" with "X's" taken for the subject: who owns does not act.
    pub(super) fn is_misread_owner(&self, head: usize) -> bool {
        let tree = self.context.tree;
        let argument = ["nsubj", "obj", "iobj"].contains(&tree.token(head).relation.universal());
        let owning = &self.context.lexicon.reference.owning;
        argument
            && tree
                .children_by(head, "case")
                .any(|case| case > head && owning.contains(&*tree.token(case).lower()))
    }

    /// Whether the phrase is somebody's by a pronoun that was resolved against a competitor.
    pub(super) fn has_weak_owner(&self, head: usize) -> bool {
        self.context.tree.children(head).iter().any(|&child| {
            self.is_possessive(child)
                && matches!(self.points[child], Some(Resolution::To { weak: true, .. }))
        })
    }

    /// "The army that struck was the North's": whose it is said to be.
    pub(super) fn by_owner_said(&self, head: usize, depth: usize) -> Option<(usize, bool)> {
        let Context { tree, lexicon, .. } = self.context;
        let standing = lexicon.stands_for(&tree.token(head).lemma.to_lowercase());
        owner_said(tree, &lexicon.reference.owning, head)
            .filter(|_| standing)
            .and_then(|owner| self.entity(owner, depth + 1))
    }

    /// "the king whose army attacked": of "whose", the noun in front of its clause.
    pub(super) fn by_relative_owner(&self, head: usize, depth: usize) -> Option<(usize, bool)> {
        let tree = self.context.tree;
        if !tree.token(head).form.eq_ignore_ascii_case(OWNING_RELATIVE) {
            return None;
        }
        let clause = tree
            .ancestors(head)
            .find(|&at| tree.token(at).relation.as_str() == "acl:relcl")?;
        self.entity(tree.token(clause).head?, depth + 1)
    }
}

/// Whose the subject `head` of a copula is said to be ("The offensive was the North's").
pub(super) fn owner_said(tree: &Tree, owning: &WordSet, head: usize) -> Option<usize> {
    let token = tree.token(head);
    let owner = token.head.filter(|_| token.relation.is("nsubj"))?;
    let copular = tree.children_by(owner, "cop").next().is_some();
    let owns = tree
        .children_by(owner, "case")
        .any(|case| case > owner && owning.contains(&tree.token(case).lemma.to_lowercase()));
    (copular && owns).then_some(owner)
}
