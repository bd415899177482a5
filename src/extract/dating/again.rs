//! Further dates of one deed: "On 2 May and again on 4 May Rome attacked".

use crate::extract::names::Names;
use crate::language::tree::{Tree, Upos};

/// The dates that an "and" joins to `date`: what was done then was done on each of them.
pub fn further(tree: &Tree, names: &Names, date: usize) -> Vec<usize> {
    let Some(first) = (0..tree.len()).find(|&at| names.date_at(at) == Some(date)) else {
        return Vec::new();
    };
    // "and again on 4 May"
    let and = |one: usize, other: usize| {
        let mut between = tree.tokens().get(one + 1..other).into_iter().flatten();
        let again = &names.reference().again;
        let small = |upos: Upos| matches!(upos, Upos::Cconj | Upos::Adp);
        let joins = between.clone().any(|word| word.lemma == "and");
        joins && between.all(|word| small(word.upos) || again.contains(&*word.lower()))
    };
    let head = |at: usize| tree.token(at).head;
    let joined = |one: usize, other: usize| {
        let token = tree.token(other);
        let beside = token.relation.is("obl") && head(one) == head(other);
        and(one, other) && (beside || token.relation.is("conj") && head(other) == Some(one))
    };
    let dates = (0..tree.len()).filter(|&at| at != first);
    dates
        .filter(|&at| joined(first, at) || joined(at, first))
        .filter_map(|at| names.date_at(at).filter(|&other| other != date))
        .collect()
}
