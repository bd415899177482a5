//! Participants that a text leaves open on purpose: "it is unclear who fired first", "each side accused the other".

use super::lexicon::Cues;
use crate::language::tree::{Tree, Upos};

/// Whether the text leaves open for whom or what the phrase at `head` stands: a question word fills it, or one of
/// several who are each said to have done it.
pub fn is_left_open(tree: &Tree, cues: &Cues, head: usize) -> bool {
    is_asked(tree, cues, head) || is_other(tree, cues, head) && has_distributive(tree, cues)
}

/// "who", "which side", "whoever": a question word that is no relative pronoun.
fn is_asked(tree: &Tree, cues: &Cues, head: usize) -> bool {
    let asks = |at: usize| {
        cues.open
            .asking
            .contains(&tree.token(at).form.to_lowercase())
    };
    let relative = tree
        .ancestors(head)
        .take_while(|&above| tree.token(above).upos != Upos::Noun)
        .take(2)
        .any(|above| tree.token(above).relation.as_str() == "acl:relcl");
    asks(head) && !relative || tree.children_by(head, "det").any(asks)
}

/// "the other", "the other side", "one another".
fn is_other(tree: &Tree, cues: &Cues, head: usize) -> bool {
    let other = |at: usize| {
        cues.open
            .other
            .contains(&tree.token(at).lemma.to_lowercase())
    };
    other(head) || tree.children_by(head, "amod").any(other)
}

/// "each side", "both governments", "the two": the sentence speaks of several who stand against each other.
fn has_distributive(tree: &Tree, cues: &Cues) -> bool {
    tree.tokens().iter().any(|token| {
        let placed = ["nsubj", "det", "nummod"].contains(&token.relation.universal());
        let first = token.form.split(' ').next().unwrap_or_default();
        placed && cues.open.distributive.contains(&first.to_lowercase())
    })
}
