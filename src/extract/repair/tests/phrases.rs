//! Phrases and clauses that hang on the wrong word.

use super::mended;
use crate::language::tree::Upos;

#[test]
fn a_way_leads_through_several_places() {
    use Upos::{Adp, Cconj, Noun, Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("marched", "march", Verb, "VBD", 1, "root"),
        ("from", "from", Adp, "IN", 3, "case"),
        ("camp", "camp", Noun, "NN", 1, "obl"),
        ("and", "and", Cconj, "CC", 6, "cc"),
        ("over", "over", Adp, "IN", 6, "case"),
        ("rivers", "river", Noun, "NNS", 3, "conj"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(6).head, Some(1));
    // "from camp and from rivers": one origin beside another.
    let mut both = rows;
    both[5] = ("from", "from", Adp, "IN", 6, "case");
    assert_eq!(mended(&both, None).token(6).head, Some(3));
}

#[test]
fn whoever_flings_flings_something() {
    use Upos::{Adv, Pron, Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("flung", "fling", Verb, "VBD", 1, "root"),
        ("himself", "himself", Pron, "PRP", 1, "obl:unmarked"),
        ("southward", "southward", Adv, "RB", 1, "advmod"),
    ];
    assert!(mended(&rows, None).token(2).relation.is("obj"));
    // "came himself": he, and nobody else.
    let mut came = rows;
    came[1] = ("came", "come", Verb, "VBD", 1, "root");
    assert!(mended(&came, None).token(2).relation.is("obl"));
}

#[test]
fn what_is_said_in_writing_is_said() {
    use Upos::{Adp, Noun, Propn, Sconj, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("informed", "inform", Verb, "VBD", 1, "root"),
        ("masters", "master", Noun, "NNS", 1, "obj"),
        ("in", "in", Adp, "IN", 4, "case"),
        ("writing", "writing", Noun, "NN", 2, "nmod"),
        ("that", "that", Sconj, "IN", 7, "mark"),
        ("Rome", "Rome", Propn, "NNP", 7, "nsubj"),
        ("fell", "fall", Verb, "VBD", 4, "ccomp"),
    ];
    assert_eq!(mended(&rows, None).token(7).head, Some(1));
    // "carried them in the hope that": nobody says so.
    let mut hope = rows;
    hope[4] = ("hope", "hope", Noun, "NN", 2, "nmod");
    assert_eq!(mended(&hope, None).token(7).head, Some(4));
}

#[test]
fn the_first_king_to_abdicate_abdicated() {
    use Upos::{Adj, Noun, Part, Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("became", "become", Verb, "VBD", 1, "root"),
        ("first", "first", Adj, "JJ", 3, "amod"),
        ("king", "king", Noun, "NN", 1, "xcomp"),
        ("to", "to", Part, "TO", 5, "mark"),
        ("abdicate", "abdicate", Verb, "VB", 1, "xcomp"),
    ];
    assert_eq!(mended(&rows, None).token(5).head, Some(3));
    let mut new = rows;
    new[2] = ("new", "new", Adj, "JJ", 3, "amod");
    assert_eq!(mended(&new, None).token(5).head, Some(1));
}
