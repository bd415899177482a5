//! Words taken for an address, a clause or the last of a series.

use super::mended;
use crate::language::tree::Upos;

#[test]
fn nobody_is_called_right_behind_a_verb() {
    use Upos::{Noun, Propn, Punct, Verb};
    let rows = [
        ("Ships", "ship", Noun, "NNS", 1, "nsubj"),
        ("bombed", "bomb", Verb, "VBD", 1, "root"),
        ("Carthage", "Carthage", Propn, "NNP", 1, "vocative"),
        (".", ".", Punct, ".", 1, "punct"),
    ];
    assert!(mended(&rows, None).token(2).relation.is("obj"));
    // "Rejoice, Carthage."
    let called = [
        ("Romans", "Roman", Noun, "NNS", 1, "nsubj"),
        ("come", "come", Verb, "VBP", 1, "root"),
        (",", ",", Punct, ",", 3, "punct"),
        ("Carthage", "Carthage", Propn, "NNP", 1, "vocative"),
    ];
    assert!(mended(&called, None).token(3).relation.is("vocative"));
}

#[test]
fn those_who_retreat_do_what_else_is_told() {
    use Upos::{Aux, Det, Noun, Propn, Verb};
    let rows = [
        ("Retreating", "retreat", Verb, "VBG", 3, "csubj"),
        ("Gauls", "Gaul", Propn, "NNPS", 0, "obj"),
        ("have", "have", Aux, "VBP", 3, "aux"),
        ("burnt", "burn", Verb, "VBN", 3, "root"),
        ("the", "the", Det, "DT", 5, "det"),
        ("town", "town", Noun, "NN", 3, "obj"),
    ];
    let tree = mended(&rows, None);
    assert!(tree.token(1).relation.is("nsubj") && tree.token(1).head == Some(3));
    assert!(tree.token(0).relation.is("amod") && tree.token(0).head == Some(1));
    // "Bombing towns has helped nobody.": the deed itself.
    let mut deed = rows;
    deed[0] = ("Bombing", "bomb", Verb, "VBG", 3, "csubj");
    assert!(mended(&deed, None).token(0).relation.is("csubj"));
}

#[test]
fn the_preposition_comes_again_with_each_of_a_series() {
    use Upos::{Adp, Cconj, Noun, Propn, Punct, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("asked", "ask", Verb, "VBD", 1, "root"),
        ("for", "for", Adp, "IN", 3, "case"),
        ("sums", "sum", Noun, "NNS", 1, "obl"),
        ("of", "of", Adp, "IN", 5, "case"),
        ("money", "money", Noun, "NN", 3, "nmod"),
        (",", ",", Punct, ",", 8, "punct"),
        ("for", "for", Adp, "IN", 8, "case"),
        ("guns", "gun", Noun, "NNS", 5, "nmod"),
        ("and", "and", Cconj, "CC", 11, "cc"),
        ("for", "for", Adp, "IN", 11, "case"),
        ("ships", "ship", Noun, "NNS", 5, "conj"),
    ];
    let tree = mended(&rows, None);
    for member in [8, 11] {
        let token = tree.token(member);
        assert!(
            token.relation.is("conj") && token.head == Some(3),
            "{member}"
        );
    }
    // "sums of money for guns": what the money is for.
    let mut close = rows;
    close[6] = ("paid", "pay", Verb, "VBN", 5, "acl");
    assert_eq!(mended(&close, None).token(8).head, Some(5));
}

#[test]
fn what_they_are_found_to_be_goes_with_all_of_them() {
    use Upos::{Adj, Adp, Cconj, Noun, Propn, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("found", "find", Verb, "VBD", 1, "root"),
        ("Cato", "Cato", Propn, "NNP", 1, "xcomp"),
        ("and", "and", Cconj, "CC", 4, "cc"),
        ("others", "other", Noun, "NNS", 2, "conj"),
        ("guilty", "guilty", Adj, "JJ", 4, "amod"),
        ("of", "of", Adp, "IN", 7, "case"),
        ("theft", "theft", Noun, "NN", 4, "nmod"),
    ];
    let tree = mended(&rows, None);
    assert!(tree.token(2).relation.is("obj"));
    assert!(tree.token(5).relation.is("xcomp") && tree.token(5).head == Some(1));
    assert_eq!(tree.token(7).head, Some(5));
    // "saw Cato and others guilty of theft"
    let mut saw = rows;
    saw[1] = ("saw", "see", Verb, "VBD", 1, "root");
    assert!(mended(&saw, None).token(5).relation.is("amod"));
}

#[test]
fn what_somebody_is_charged_with_is_no_part_of_him() {
    use Upos::{Noun, Propn, Sconj, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("accused", "accuse", Verb, "VBD", 1, "root"),
        ("Rome", "Rome", Propn, "NNP", 1, "obj"),
        ("of", "of", Sconj, "IN", 4, "mark"),
        ("burning", "burn", Verb, "VBG", 2, "acl"),
        ("towns", "town", Noun, "NNS", 4, "obj"),
    ];
    let tree = mended(&rows, None);
    assert!(tree.token(4).relation.is("advcl") && tree.token(4).head == Some(1));
    // "knew the danger of burning towns"
    let mut knew = rows;
    knew[1] = ("knew", "know", Verb, "VBD", 1, "root");
    assert!(mended(&knew, None).token(4).relation.is("acl"));
}

#[test]
fn what_somebody_wants_done_is_wanted() {
    use Upos::{Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("wanted", "want", Verb, "VBD", 1, "root"),
        ("Hannibal", "Hannibal", Propn, "NNP", 1, "obj"),
        ("convicted", "convict", Verb, "VBN", 2, "acl"),
    ];
    assert!(mended(&rows, None).token(3).relation.is("xcomp"));
    // "met Hannibal, convicted of theft"
    let mut met = rows;
    met[1] = ("met", "meet", Verb, "VBD", 1, "root");
    assert!(mended(&met, None).token(3).relation.is("acl"));
}
