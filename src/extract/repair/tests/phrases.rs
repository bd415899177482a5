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
fn an_object_may_stand_behind_the_phrase_of_its_verb() {
    use Upos::{Adp, Det, Noun, Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("called", "call", Verb, "VBD", 1, "root"),
        ("into", "into", Adp, "IN", 3, "case"),
        ("question", "question", Noun, "NN", 1, "obl"),
        ("the", "the", Det, "DT", 5, "det"),
        ("treaty", "treaty", Noun, "NN", 1, "xcomp"),
    ];
    assert!(mended(&rows, None).token(5).relation.is("obj"));
    // With a preposition of its own it is another phrase.
    let mut about = rows;
    about[4] = ("about", "about", Adp, "IN", 5, "case");
    about[5] = ("treaties", "treaty", Noun, "NNS", 1, "obl");
    assert!(mended(&about, None).token(5).relation.is("obl"));
    let swallowed = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("put", "put", Verb, "VBD", 1, "root"),
        ("to", "to", Adp, "IN", 4, "case"),
        ("death", "death", Noun, "NN", 4, "compound"),
        ("consuls", "consul", Noun, "NNS", 1, "obl"),
    ];
    let tree = mended(&swallowed, None);
    assert!(tree.token(4).relation.is("obj") && tree.token(3).head == Some(1));
}

#[test]
fn a_finite_verb_takes_no_without() {
    use Upos::{Aux, Propn, Sconj, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("left", "leave", Verb, "VBD", 1, "root"),
        ("without", "without", Sconj, "IN", 6, "mark"),
        ("cause", "cause", Sconj, "IN", 6, "mark"),
        ("Rome", "Rome", Propn, "NNP", 6, "nsubj"),
        ("did", "do", Aux, "VBD", 6, "aux"),
        ("attack", "attack", Verb, "VB", 1, "advcl"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(2).head, Some(3));
    assert!(tree.token(6).relation.is("parataxis"));
    // "left without attacking": no finite verb.
    let mut gerund = rows;
    gerund[5] = ("ever", "ever", Upos::Adv, "RB", 6, "advmod");
    gerund[6] = ("attacking", "attack", Verb, "VBG", 1, "advcl");
    assert_eq!(mended(&gerund, None).token(2).head, Some(6));
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

#[test]
fn a_bare_verb_behind_another_is_a_noun() {
    use Upos::{Noun, Part, Propn, Verb};
    let rows = [
        ("Senate", "senate", Noun, "NN", 1, "nsubj"),
        ("opens", "open", Verb, "VBZ", 1, "root"),
        ("drive", "drive", Verb, "VB", 1, "xcomp"),
        ("to", "to", Part, "TO", 4, "mark"),
        ("elect", "elect", Verb, "VB", 2, "xcomp"),
        ("Cato", "Cato", Propn, "NNP", 4, "obj"),
    ];
    let tree = mended(&rows, None);
    assert!(tree.token(2).relation.is("obj") && tree.token(2).upos == Noun);
    assert!(tree.token(4).relation.is("acl"));
    // "helps drive": it drives.
    let mut helps = rows;
    helps[1] = ("helps", "help", Verb, "VBZ", 1, "root");
    assert!(mended(&helps, None).token(2).relation.is("xcomp"));
}

#[test]
fn whoever_did_it_stands_beside_those_who_did_not() {
    use Upos::{Cconj, Part, Propn, Punct, Verb};
    let rows = [
        ("Not", "not", Part, "RB", 1, "advmod"),
        ("Rome", "Rome", Propn, "NNP", 5, "nsubj"),
        (",", ",", Punct, ",", 4, "punct"),
        ("but", "but", Cconj, "CC", 5, "cc"),
        ("Carthage", "Carthage", Propn, "NNP", 5, "nsubj"),
        ("attacked", "attack", Verb, "VBD", 5, "root"),
    ];
    assert_eq!(mended(&rows, None).token(4).head, Some(1));
    let mut and = rows;
    and[3] = ("and", "and", Cconj, "CC", 5, "cc");
    assert_eq!(mended(&and, None).token(4).head, Some(5));
}

#[test]
fn what_stands_behind_by_did_what_the_noun_before_it_names() {
    use Upos::{Adp, Aux, Det, Noun, Propn, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("admitted", "admit", Verb, "VBD", 1, "root"),
        ("the", "the", Det, "DT", 3, "det"),
        ("murder", "murder", Noun, "NN", 1, "obj"),
        ("by", "by", Adp, "IN", 5, "case"),
        ("guards", "guard", Noun, "NNS", 1, "obl:agent"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(5).head, tree.token(5).relation.as_str()),
        (Some(3), "nmod")
    );
    let mut passive = rows;
    passive[0] = ("was", "be", Aux, "VBD", 1, "aux:pass");
    assert_eq!(mended(&passive, None).token(5).head, Some(1));
}

#[test]
fn a_relative_clause_tells_of_the_noun_before_it() {
    use Upos::{Noun, Pron, Propn, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("freed", "free", Verb, "VBD", 1, "root"),
        ("men", "man", Noun, "NNS", 1, "obj"),
        ("who", "who", Pron, "WP", 4, "nsubj"),
        ("fled", "flee", Verb, "VBD", 1, "acl:relcl"),
    ];
    assert_eq!(mended(&rows, None).token(4).head, Some(2));
    // "freed men, and who fled": the clause does not follow the noun.
    let mut told = rows;
    told[2] = ("men", "man", Noun, "NNS", 4, "obj");
    assert_eq!(mended(&told, None).token(4).head, Some(1));
}

#[test]
fn none_of_whom_is_the_subject_of_its_clause() {
    use Upos::{Adj, Adp, Aux, Noun, Pron, Punct, Verb};
    let rows = [
        ("shot", "shoot", Verb, "VBD", 0, "root"),
        ("men", "man", Noun, "NNS", 0, "obj"),
        (",", ",", Punct, ",", 6, "punct"),
        ("none", "none", Pron, "NN", 1, "appos"),
        ("of", "of", Adp, "IN", 5, "case"),
        ("whom", "whom", Pron, "WP", 3, "nmod"),
        ("armed", "armed", Adj, "JJ", 3, "acl:relcl"),
        ("was", "be", Aux, "VBD", 6, "cop"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(6).head, Some(1));
    assert_eq!(
        (tree.token(3).head, tree.token(3).relation.as_str()),
        (Some(6), "nsubj")
    );
}

#[test]
fn behind_a_comma_and_an_and_a_noun_right_before_a_verb_is_its_subject() {
    use Upos::{Aux, Cconj, Propn, Punct, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("landed", "land", Verb, "VBD", 1, "root"),
        (",", ",", Punct, ",", 6, "punct"),
        ("and", "and", Cconj, "CC", 6, "cc"),
        ("Gauls", "Gaul", Propn, "NNPS", 0, "conj"),
        ("were", "be", Aux, "VBD", 6, "aux:pass"),
        ("obliged", "oblige", Verb, "VBN", 1, "conj"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(4).head, tree.token(4).relation.as_str()),
        (Some(6), "nsubj:pass")
    );
    // "Rome landed, Gauls and all, and fled": the second verb has an "and" of its own.
    let mut own = rows;
    own[5] = ("and", "and", Cconj, "CC", 6, "cc");
    assert_eq!(mended(&own, None).token(4).head, Some(0));
}

#[test]
fn behind_what_is_somebodys_a_noun_before_the_verb_is_its_subject() {
    use Upos::{Adp, Det, Noun, Pron, Propn, Verb};
    let rows = [
        ("At", "at", Adp, "IN", 2, "mark"),
        ("their", "their", Pron, "PRP$", 2, "nsubj"),
        ("prompting", "prompt", Verb, "VBG", 5, "obl"),
        ("the", "the", Det, "DT", 4, "det"),
        ("army", "army", Noun, "NN", 2, "obj"),
        ("attacked", "attack", Verb, "VBD", 5, "root"),
        ("Gaul", "Gaul", Propn, "NNP", 5, "obj"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(4).head, tree.token(4).relation.as_str()),
        (Some(5), "nsubj")
    );
    // "By prompting the army Cato attacked Gaul": the verb has a subject.
    let mut subject = rows;
    subject[1] = ("their", "their", Pron, "PRP$", 5, "nsubj");
    assert_eq!(mended(&subject, None).token(4).head, Some(2));
}

#[test]
fn a_name_behind_a_date_is_whose_what_follows_is() {
    use Upos::{Adp, Noun, Part, Propn, Verb};
    let rows = [
        ("On", "on", Adp, "IN", 1, "case"),
        ("25 June", "25 June", Propn, "NNP", 5, "obl"),
        ("Scipio", "Scipio", Propn, "NNP", 1, "flat"),
        ("'s", "'s", Part, "POS", 1, "case"),
        ("legions", "legion", Noun, "NNS", 5, "nsubj"),
        ("landed", "land", Verb, "VBD", 5, "root"),
    ];
    let tree = mended(&rows, Some(1));
    assert_eq!(
        (tree.token(2).head, tree.token(2).relation.as_str()),
        (Some(4), "nmod:poss")
    );
    // A name that is no date's neighbour stays where it is.
    assert_eq!(mended(&rows, None).token(2).head, Some(1));
}

#[test]
fn a_noun_behind_a_name_and_a_comma_says_what_it_is() {
    use Upos::{Noun, Propn, Punct, Verb};
    let rows = [
        ("Lex Manlia", "Lex Manlia", Propn, "NNP", 2, "compound"),
        (",", ",", Punct, ",", 2, "punct"),
        ("measure", "measure", Noun, "NN", 3, "nsubj:pass"),
        ("put", "put", Verb, "VBN", 3, "root"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(0).head, tree.token(0).relation.as_str()),
        (Some(3), "nsubj:pass")
    );
    assert!(tree.token(2).relation.is("appos"));
    // "Rome peace talks": without a comma it is one.
    let mut joined = rows;
    joined[1] = ("peace", "peace", Noun, "NN", 2, "compound");
    assert_eq!(mended(&joined, None).token(0).head, Some(2));
}

#[test]
fn several_things_do_what_is_told_behind_them() {
    use Upos::{Adp, Noun, Propn, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("attacked", "attack", Verb, "VBD", 1, "root"),
        ("ships", "ship", Noun, "NNS", 3, "compound"),
        ("cruising", "cruising", Noun, "NN", 1, "obj"),
        ("in", "in", Adp, "IN", 5, "case"),
        ("port", "port", Noun, "NN", 3, "nmod"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(2).head, tree.token(2).relation.as_str()),
        (Some(1), "obj")
    );
    assert!(tree.token(3).relation.is("acl"));
    // "peace building in port": one thing may be the first part of a name.
    let mut one = rows;
    one[2] = ("peace", "peace", Noun, "NN", 3, "compound");
    assert_eq!(mended(&one, None).token(3).head, Some(1));
}
