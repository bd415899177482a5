//! Names that end in an event noun ("plan of attack") and the phrase behind them that is the noun's own.
//!
//! A name of several words is parsed as one word, which no treebank has: "burnt the plan of attack on the city" then burns it
//! on the city. The noun inside tells whose phrase that is.

use super::clause::case_of;
use super::lexicon::Lexicon;
use crate::language::tree::{Relation, Tree, Upos};

/// The tree with each phrase that the parser took from a name before it given back.
pub fn complete(tree: Tree, lexicon: &Lexicon) -> Tree {
    let owned: Vec<(usize, usize)> = (0..tree.len())
        .filter_map(|phrase| Some((phrase, owner(&tree, lexicon, phrase)?)))
        .collect();
    if owned.is_empty() {
        return tree;
    }
    let mut tokens = tree.tokens().to_vec();
    for (phrase, name) in owned {
        tokens[phrase].head = Some(name);
        tokens[phrase].relation = Relation::new("nmod");
    }
    Tree::new(tokens)
}

/// The name right before the phrase, hanging on the same verb, whose noun takes such a phrase for itself.
fn owner(tree: &Tree, lexicon: &Lexicon, phrase: usize) -> Option<usize> {
    let token = tree.token(phrase);
    let verb = token.head.filter(|_| token.relation.is("obl"))?;
    let name = tree.subtree(phrase).first()?.checked_sub(1)?;
    let before = tree.token(name);
    let beside = before.head == Some(verb) && before.upos == Upos::Propn;
    let (_, noun) = before.form.rsplit_once(' ').filter(|_| beside)?;
    let cases = case_of(tree, phrase);
    let [case] = &cases[..] else { return None };
    let takes = |noun: &str| {
        let mut words = lexicon.nouns(noun);
        words.any(|word| word.frame.noun.contains_key(case))
    };
    let common = noun.chars().all(char::is_lowercase);
    (common && ON.contains(&case.as_str()) && takes(noun)).then_some(name)
}

/// Prepositions of what a deed is aimed at.
const ON: [&str; 2] = ["on", "against"];
