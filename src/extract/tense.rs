//! The tense of clauses, as far as dates need it.

use super::lexicon::{Lexicon, WordSet};
use crate::language::tree::{Tree, Upos};

/// The tense of a sentence's main clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// A simple past, in which stories are told.
    Past,
    /// A present or a present perfect.
    Present,
    /// Anything else, or no verb.
    Other,
}

/// The tense of the main clause.
pub fn of_sentence(tree: &Tree) -> Tense {
    match (0..tree.len()).find(|&at| tree.token(at).head.is_none()) {
        Some(root) if is_present(tree, root) => Tense::Present,
        Some(root) if is_simple_past(tree, root) => Tense::Past,
        _ => Tense::Other,
    }
}

/// The tag of the finite form in the clause of `predicate`: its own, or that of its first auxiliary.
fn finite(tree: &Tree, predicate: usize) -> Option<&str> {
    let is_finite = |tag: &str| matches!(tag, "VBD" | "VBZ" | "VBP" | "MD");
    let auxiliaries = tree
        .children(predicate)
        .iter()
        .filter(|&&child| ["aux", "cop"].contains(&tree.token(child).relation.universal()))
        .map(|&child| tree.token(child).xpos.as_str());
    auxiliaries
        .chain(std::iter::once(tree.token(predicate).xpos.as_str()))
        .find(|tag| is_finite(tag))
}

fn has_perfect(tree: &Tree, predicate: usize) -> bool {
    tree.children(predicate).iter().any(|&child| {
        let token = tree.token(child);
        token.relation.as_str() == "aux" && token.lemma == "have"
    })
}

/// "attacks", "is attacking", "has attacked".
pub fn is_present(tree: &Tree, predicate: usize) -> bool {
    matches!(finite(tree, predicate), Some("VBZ" | "VBP"))
}

/// "has attacked".
pub fn is_present_perfect(tree: &Tree, predicate: usize) -> bool {
    is_present(tree, predicate) && has_perfect(tree, predicate)
}

/// "attacked", "was attacked"; not "had attacked".
pub fn is_simple_past(tree: &Tree, predicate: usize) -> bool {
    finite(tree, predicate) == Some("VBD") && !has_perfect(tree, predicate)
}

/// Whether what the clause of `at` tells is looked at from now: it is a present perfect, or the past of what somebody
/// says in the present ("has held the city ever since", "the book says that it attacked").
pub fn is_seen_from_now(tree: &Tree, at: usize) -> bool {
    if is_present_perfect(tree, at) {
        return true;
    }
    let mut node = at;
    for above in tree.ancestors(at) {
        let token = tree.token(node);
        let inside = [
            "ccomp", "xcomp", "csubj", "acl", "advcl", "obj", "nsubj", "obl", "nmod",
        ]
        .contains(&token.relation.universal());
        let joined = token.relation.is("conj") && tree.children_by(node, "nsubj").next().is_none();
        if !inside && !joined {
            return false;
        }
        let verbal = tree.token(above).upos == Upos::Verb;
        if verbal && token.relation.is("ccomp") && is_present(tree, above) && !is_present(tree, at)
        {
            return true;
        }
        node = above;
    }
    false
}

/// Whether the sentence has one of `words` before several years or the like ("in recent years", "in later decades").
pub fn some_years(tree: &Tree, lexicon: &Lexicon, words: &WordSet) -> bool {
    (0..tree.len()).any(|at| {
        let token = tree.token(at);
        let noun = token.head.filter(|_| token.relation.is("amod"));
        let several = |noun: usize| {
            let noun = tree.token(noun);
            noun.xpos == "NNS" && lexicon.cues.stretches.contains(&noun.lemma.to_lowercase())
        };
        words.contains(&*token.lower()) && noun.is_some_and(several)
    })
}

/// Whether a word ("later", "already") or a phrase ("in later years") takes the sentence to a time that it does not give;
/// before a moment ("shortly before midnight") it gives the hour.
pub fn moves_on(tree: &Tree, lexicon: &Lexicon) -> bool {
    let (words, moments) = (&lexicon.reference.elsewhen, &lexicon.cues.moments);
    let hour = |at: usize| {
        let token = tree.token(at);
        let noun = token.head.filter(|_| token.relation.is("case"));
        noun.is_some_and(|noun| moments.contains(&tree.token(noun).lemma.to_lowercase()))
    };
    // "wanted to see him again": the wish is of the time told of.
    let wished = |at: usize| {
        let verb = tree.token(at).head.filter(|&verb| {
            let token = tree.token(verb);
            token.xpos == "VB" && token.relation.is("xcomp")
        });
        verb.is_some_and(|verb| {
            let mut marks = tree.children_by(verb, "mark");
            marks.any(|mark| tree.token(mark).lemma == "to")
        })
    };
    let reference = &lexicon.reference;
    let vague = [&reference.of_late, &reference.other_years];
    vague.iter().any(|words| some_years(tree, lexicon, words))
        || (0..tree.len()).any(|at| {
            let moves = words.contains(&*tree.token(at).lower());
            moves && !hour(at) && !wished(at)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Model;
    use crate::span::Span;

    fn parse(text: &str) -> Tree {
        let model = Model::english().unwrap();
        model.parse(text, Span::new(0, text.len()), &[], &[])
    }

    fn verb(tree: &Tree, form: &str) -> usize {
        (0..tree.len())
            .find(|&at| tree.token(at).form == form)
            .unwrap()
    }

    #[test]
    fn the_tense_of_the_main_clause() {
        for (text, tense) in [
            ("The king attacked the city.", Tense::Past),
            ("The city was attacked.", Tense::Past),
            ("The king had attacked the city.", Tense::Other),
            ("The king attacks the city.", Tense::Present),
            ("The king has attacked the city.", Tense::Present),
            ("The king would attack the city.", Tense::Other),
        ] {
            assert_eq!(of_sentence(&parse(text)), tense, "{text}");
        }
    }

    #[test]
    fn what_is_said_now_is_seen_from_now() {
        for (text, form, expected) in [
            (
                "The book says that the king attacked the city.",
                "attacked",
                true,
            ),
            (
                "The book said that the king attacked the city.",
                "attacked",
                false,
            ),
            ("The king has held the city ever since.", "held", true),
            ("The king held the city.", "held", false),
            ("The king attacks the city.", "attacks", false),
        ] {
            let tree = parse(text);
            assert_eq!(
                is_seen_from_now(&tree, verb(&tree, form)),
                expected,
                "{text}"
            );
        }
    }
}
