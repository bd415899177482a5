//! Who receives what a verb gives.

use super::mended;
use crate::language::tree::Upos;

#[test]
fn a_receiver_before_a_number_is_no_part_of_the_noun() {
    use Upos::{Det, Noun, Num, Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("promised", "promise", Verb, "VBD", 1, "root"),
        ("the", "the", Det, "DT", 5, "det"),
        ("Gauls", "Gauls", Propn, "NNPS", 5, "compound"),
        ("two", "two", Num, "CD", 5, "nummod"),
        ("legions", "legion", Noun, "NNS", 1, "obj"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(3).head, Some(1));
    assert_eq!(tree.token(3).relation.as_str(), "iobj");
    assert_eq!(tree.token(2).head, Some(3));
    let mut flight = rows;
    flight[4] = ("2", "2", Num, "CD", 5, "nummod");
    assert_eq!(mended(&flight, None).token(3).head, Some(5));
}

#[test]
fn who_is_given_leave_receives_it() {
    use Upos::{Noun, Propn, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("gave", "give", Verb, "VBD", 1, "root"),
        ("Cato", "Cato", Propn, "NNP", 3, "compound"),
        ("permission", "permission", Noun, "NN", 1, "obj"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(2).head, tree.token(2).relation.as_str()),
        (Some(1), "iobj")
    );
    let mut bread = rows;
    bread[3] = ("bread", "bread", Noun, "NN", 1, "obj");
    assert_eq!(mended(&bread, None).token(2).head, Some(3));
}

#[test]
fn a_noun_with_an_article_behind_a_receiver_is_given() {
    use Upos::{Det, Noun, Propn, Punct, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("gave", "give", Verb, "VBD", 1, "root"),
        ("Cato", "Cato", Propn, "NNP", 1, "obj"),
        ("a", "a", Det, "DT", 4, "det"),
        ("pardon", "pardon", Noun, "NN", 2, "appos"),
    ];
    let tree = mended(&rows, None);
    let of = |at: usize| (tree.token(at).head, tree.token(at).relation.as_str());
    assert_eq!(of(2), (Some(1), "iobj"));
    assert_eq!(of(4), (Some(1), "obj"));
    let beside = [
        rows[0],
        rows[1],
        rows[2],
        (":", ":", Punct, ":", 5, "punct"),
        ("a", "a", Det, "DT", 5, "det"),
        ("scoundrel", "scoundrel", Noun, "NN", 2, "appos"),
    ];
    assert_eq!(mended(&beside, None).token(2).relation.as_str(), "obj");
}
