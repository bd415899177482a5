//! Dates that the parser took for part of the next noun.
//!
//! "In October 1950 Chinese troops intervened": a date after a preposition is a phrase of its own, and what follows it
//! begins another one. Treebanks have few sentences that open so without a comma, and the parser tends to read "October
//! Chinese troops" under "in"; the words themselves leave no doubt.

use crate::language::tree::{Relation, Token, Tree, Upos};
use crate::span::Span;

/// The tree with each of `dates` that follows a preposition taken out of the noun phrase on its right.
pub fn close(tree: Tree, dates: &[Span]) -> Tree {
    let mut tree = tree;
    for &date in dates {
        let mut inside = (0..tree.len()).filter(|&at| date.contains(tree.token(at).span));
        if let (Some(at), None) = (inside.next(), inside.next()) {
            tree = close_one(tree, at);
        }
    }
    tree
}

fn close_one(tree: Tree, date: usize) -> Tree {
    // "to about 25 April"
    let start = (0..date)
        .rev()
        .find(|&at| !(tree.token(at).relation.is("advmod") && tree.token(at).head == Some(date)));
    let Some(preposition) = start.filter(|&at| opens(tree.token(at))) else {
        return tree;
    };
    let noun = match tree.token(date).head {
        Some(head) if head > date && takes_part(tree.token(date)) && nominal(tree.token(head)) => {
            head
        }
        _ => match swallowed(&tree, date) {
            Some(noun) => noun,
            None => return tree,
        },
    };
    let Some(verb) = predicate(&tree, noun) else {
        return tree;
    };
    // Only a subject stands between such a date and its verb.
    let free = noun < verb && tree.children_by(verb, "nsubj").all(|at| at == noun);
    if !free {
        return tree;
    }
    let passive = tree.children(verb).iter().any(|&at| {
        tree.token(at).relation.as_str() == "aux:pass"
            || tree.token(at).relation.as_str() == "obl:agent"
    });
    let subject = if passive { "nsubj:pass" } else { "nsubj" };
    let mut tokens = tree.tokens().to_vec();
    let mut hang = |at: usize, head: usize, relation: &str| {
        tokens[at].head = Some(head);
        tokens[at].relation = Relation::new(relation);
    };
    hang(preposition, date, "case");
    // Inside another adjunct ("in Moscow in March 1949") the date may stay where it is.
    let above = tree.token(date).head;
    if above.is_none_or(|head| head >= date) {
        hang(date, verb, "obl");
    }
    hang(noun, verb, subject);
    Tree::new(tokens)
}

/// A preposition that opens an adjunct; "of" joins a date to the noun before it.
fn opens(token: &Token) -> bool {
    token.upos == Upos::Adp && !token.form.eq_ignore_ascii_case("of")
}

/// Whether the relation makes a word a part of the noun phrase that it hangs on.
fn takes_part(token: &Token) -> bool {
    matches!(
        token.relation.universal(),
        "compound" | "nummod" | "amod" | "nmod" | "flat" | "appos" | "det" | "case"
    )
}

fn nominal(token: &Token) -> bool {
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::Pron)
}

/// The noun phrase right after the date that hangs on it without a comma or a preposition of its own.
fn swallowed(tree: &Tree, date: usize) -> Option<usize> {
    tree.children(date).iter().copied().find(|&at| {
        let own = tree
            .children(at)
            .iter()
            .any(|&child| tree.token(child).relation.is("case") && child > date && child < at);
        let first = tree.subtree(at).into_iter().find(|&inner| inner > date);
        at > date
            && nominal(tree.token(at))
            && takes_part(tree.token(at))
            && !own
            && first == Some(date + 1)
            && tree.token(date + 1).upos != Upos::Punct
    })
}

/// The finite predicate above `noun`, and right of it.
fn predicate(tree: &Tree, noun: usize) -> Option<usize> {
    let verb = |at: usize| tree.token(at).upos == Upos::Verb && tree.token(at).xpos != "VBG";
    let copular = |at: usize| tree.children_by(at, "cop").any(|copula| copula > noun);
    tree.ancestors(noun)
        .find(|&at| at > noun && (verb(at) || copular(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree from words, tags, heads (from 1, 0 for the root) and relations, with the span of word `date`.
    fn closed(words: &[(&str, Upos, usize, &str)], date: usize) -> Tree {
        let mut start = 0;
        let mut tokens = Vec::new();
        for (form, upos, head, relation) in words {
            let span = Span::new(start, start + form.len());
            start = span.end + 1;
            tokens.push(Token {
                span,
                form: (*form).to_owned(),
                lemma: form.to_lowercase(),
                upos: *upos,
                xpos: String::new(),
                head: head.checked_sub(1),
                relation: Relation::new(relation),
                margin: 1.0,
                collapsed: None,
            });
        }
        let span = tokens[date].span;
        close(Tree::new(tokens), &[span])
    }

    fn arc(tree: &Tree, at: usize) -> (Option<usize>, &str) {
        (tree.token(at).head, tree.token(at).relation.as_str())
    }

    #[test]
    fn a_noun_gives_back_the_date_before_it() {
        let tree = closed(
            &[
                ("In", Upos::Adp, 3, "case"),
                ("1211", Upos::Num, 3, "nummod"),
                ("troops", Upos::Noun, 4, "obl"),
                ("marched", Upos::Verb, 0, "root"),
            ],
            1,
        );
        assert_eq!(arc(&tree, 0), (Some(1), "case"));
        assert_eq!(arc(&tree, 1), (Some(3), "obl"));
        assert_eq!(arc(&tree, 2), (Some(3), "nsubj"));
    }

    #[test]
    fn a_date_gives_back_the_name_after_it() {
        let tree = closed(
            &[
                ("In", Upos::Adp, 2, "case"),
                ("May", Upos::Propn, 5, "obl"),
                ("Otto", Upos::Propn, 2, "appos"),
                ("was", Upos::Aux, 5, "aux:pass"),
                ("crowned", Upos::Verb, 0, "root"),
            ],
            1,
        );
        assert_eq!(arc(&tree, 1), (Some(4), "obl"));
        assert_eq!(arc(&tree, 2), (Some(4), "nsubj:pass"));
    }

    #[test]
    fn other_dates_stay_where_they_are() {
        // "the war of 1211 cost lives": no adjunct opens here.
        let words = [
            ("war", Upos::Noun, 4, "nsubj"),
            ("of", Upos::Adp, 3, "case"),
            ("1211", Upos::Num, 1, "nmod"),
            ("cost", Upos::Verb, 0, "root"),
        ];
        assert_eq!(arc(&closed(&words, 2), 2), (Some(0), "nmod"));
        // "In 1211, troops marched" is already right.
        let words = [
            ("In", Upos::Adp, 2, "case"),
            ("1211", Upos::Num, 5, "obl"),
            (",", Upos::Punct, 5, "punct"),
            ("troops", Upos::Noun, 5, "nsubj"),
            ("marched", Upos::Verb, 0, "root"),
        ];
        let tree = closed(&words, 1);
        assert_eq!(arc(&tree, 1), (Some(4), "obl"));
        assert_eq!(arc(&tree, 3), (Some(4), "nsubj"));
    }

    #[test]
    fn a_date_that_is_only_about_right_is_closed_before_a_copula() {
        let tree = closed(
            &[
                ("To", Upos::Adp, 3, "case"),
                ("about", Upos::Adv, 3, "advmod"),
                ("May", Upos::Propn, 7, "obl"),
                ("Otto", Upos::Propn, 3, "flat"),
                ("was", Upos::Aux, 7, "cop"),
                ("in", Upos::Adp, 7, "case"),
                ("Rome", Upos::Propn, 0, "root"),
            ],
            2,
        );
        assert_eq!(arc(&tree, 3), (Some(6), "nsubj"));
    }
}
