mod called;
mod phrases;
mod receivers;

use super::*;
use crate::extract::lexicon::Lexicon;
use crate::frame::KindTable;
use crate::language::tree::Token;
use crate::span::Span;

/// One word a row: form, lemma, tag, head (from 0; itself for the root), relation.
fn tree(rows: &[(&str, &str, Upos, &str, usize, &str)]) -> Tree {
    let token = |(at, row): (usize, &(&str, &str, Upos, &str, usize, &str))| Token {
        span: Span::new(at * 10, at * 10 + row.0.len()),
        form: row.0.to_owned(),
        lemma: row.1.to_owned(),
        upos: row.2,
        xpos: row.3.to_owned(),
        head: Some(row.4).filter(|&head| head != at),
        relation: Relation::new(row.5),
        margin: 1.0,
        collapsed: None,
    };
    Tree::new(rows.iter().enumerate().map(token).collect())
}

fn mended(rows: &[(&str, &str, Upos, &str, usize, &str)], date: Option<usize>) -> Tree {
    let lexicon = Lexicon::english(KindTable::builtin()).unwrap();
    repair(tree(rows), &lexicon.cues, &|at| Some(at) == date)
}

#[test]
fn a_that_clause_completes_the_verb_and_not_the_person() {
    use Upos::{Noun, Propn, Sconj, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("told", "tell", Verb, "VBD", 1, "root"),
        ("senators", "senator", Noun, "NNS", 1, "obj"),
        ("that", "that", Sconj, "IN", 5, "mark"),
        ("Carthage", "Carthage", Propn, "NNP", 5, "nsubj"),
        ("lied", "lie", Verb, "VBD", 2, "acl"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(5).head, Some(1));
    assert_eq!(tree.token(5).relation.as_str(), "ccomp");
    let mut claim = rows;
    claim[2] = ("claim", "claim", Noun, "NN", 1, "obj");
    assert_eq!(mended(&claim, None).token(5).head, Some(2));
}

#[test]
fn a_name_beside_a_date_is_the_subject_that_is_missing() {
    use Upos::{Propn, Verb};
    let rows = [
        ("1940", "1940", Propn, "CD", 2, "obl"),
        ("Cato", "Cato", Propn, "NNP", 0, "appos"),
        ("spoke", "speak", Verb, "VBD", 2, "root"),
    ];
    let tree = mended(&rows, Some(0));
    assert_eq!(tree.token(1).head, Some(2));
    assert_eq!(tree.token(1).relation.as_str(), "nsubj");
    assert_eq!(mended(&rows, None).token(1).head, Some(0));
}

#[test]
fn the_second_clause_belongs_to_the_first_speaker_in_it() {
    use Upos::{Noun, Sconj, Verb};
    let rows = [
        ("said", "say", Verb, "VBD", 0, "root"),
        ("judge", "judge", Noun, "NN", 2, "nsubj"),
        ("argued", "argue", Verb, "VBN", 0, "ccomp"),
        ("that", "that", Sconj, "IN", 5, "mark"),
        ("they", "they", Noun, "NN", 5, "nsubj"),
        ("lied", "lie", Verb, "VBD", 0, "ccomp"),
    ];
    assert_eq!(mended(&rows, None).token(5).head, Some(2));
}

#[test]
fn a_noun_in_contrast_is_no_part_of_the_clause_behind_it() {
    use Upos::{Aux, Cconj, Det, Noun, Part, Pron, Verb};
    let rows = [
        ("It", "it", Pron, "PRP", 3, "expl"),
        ("was", "be", Aux, "VBD", 3, "cop"),
        ("a", "a", Det, "DT", 3, "det"),
        ("truce", "truce", Noun, "NN", 3, "root"),
        ("and", "and", Cconj, "CC", 9, "cc"),
        ("not", "not", Part, "RB", 9, "advmod"),
        ("a", "a", Det, "DT", 7, "det"),
        ("peace", "peace", Noun, "NN", 9, "compound"),
        ("that", "that", Pron, "WDT", 9, "nsubj"),
        ("ended", "end", Verb, "VBD", 3, "acl:relcl"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(7).head, Some(3));
    assert_eq!(tree.token(7).relation.as_str(), "conj");
    assert_eq!(tree.token(5).head, Some(7));
}

#[test]
fn leave_to_do_something_is_leave_for_that() {
    use Upos::{Adp, Noun, Part, Propn, Verb};
    let rows = [
        ("asked", "ask", Verb, "VBD", 0, "root"),
        ("Cato", "Cato", Propn, "NNP", 0, "iobj"),
        ("for", "for", Adp, "IN", 3, "case"),
        ("permission", "permission", Noun, "NN", 0, "obl"),
        ("to", "to", Part, "TO", 5, "mark"),
        ("march", "march", Verb, "VB", 0, "xcomp"),
    ];
    assert_eq!(mended(&rows, None).token(5).head, Some(3));
    let mut other = rows;
    other[3] = ("money", "money", Noun, "NN", 0, "obl");
    assert_eq!(mended(&other, None).token(5).head, Some(0));
}

#[test]
fn who_is_had_do_something_does_it() {
    use Upos::{Noun, Propn, Verb};
    let rows = [
        ("have", "have", Verb, "VB", 0, "root"),
        ("Rome", "Rome", Propn, "NNP", 2, "compound"),
        ("print", "print", Verb, "VB", 0, "xcomp"),
        ("letters", "letter", Noun, "NNS", 0, "obj"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(1).relation.as_str(), "nsubj");
    assert_eq!(tree.token(3).head, Some(2));
}

#[test]
fn a_relative_clause_behind_a_comma_is_about_the_noun_before_it() {
    use Upos::{Pron, Propn, Punct, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 4, "nsubj"),
        (",", ",", Punct, ",", 3, "punct"),
        ("who", "who", Pron, "WP", 3, "nsubj"),
        ("agreed", "agree", Verb, "VBD", 4, "advcl"),
        ("came", "come", Verb, "VBD", 4, "root"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(3).head, Some(0));
    assert_eq!(tree.token(3).relation.as_str(), "acl:relcl");
}

#[test]
fn a_participle_behind_a_comma_describes_the_whole_phrase() {
    use Upos::{Adp, Noun, Propn, Punct, Verb};
    let rows = [
        ("approval", "approval", Noun, "NN", 5, "nsubj"),
        ("of", "of", Adp, "IN", 2, "case"),
        ("plan", "plan", Noun, "NN", 0, "nmod"),
        (",", ",", Punct, ",", 4, "punct"),
        ("granted", "grant", Verb, "VBN", 2, "acl"),
        ("moved", "move", Verb, "VBD", 5, "root"),
        ("Cato", "Cato", Propn, "NNP", 5, "obj"),
    ];
    assert_eq!(mended(&rows, None).token(4).head, Some(0));
    let mut close = rows;
    close[3] = ("then", "then", Upos::Adv, "RB", 4, "advmod");
    assert_eq!(mended(&close, None).token(4).head, Some(2));
}

#[test]
fn what_is_said_and_what_is_said_with_it_are_joined() {
    use Upos::{Cconj, Propn, Sconj, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("held", "hold", Verb, "VBD", 1, "root"),
        ("that", "that", Sconj, "IN", 4, "mark"),
        ("Rome", "Rome", Propn, "NNP", 4, "nsubj"),
        ("slept", "sleep", Verb, "VBD", 1, "ccomp"),
        ("and", "and", Cconj, "CC", 8, "cc"),
        ("that", "that", Sconj, "IN", 8, "mark"),
        ("Carthage", "Carthage", Propn, "NNP", 8, "nsubj"),
        ("armed", "arm", Verb, "VBD", 1, "conj"),
    ];
    assert_eq!(mended(&rows, None).token(8).head, Some(4));
}

#[test]
fn names_behind_an_opening_clause_are_the_subject_that_is_missing() {
    use Upos::{Adv, Aux, Cconj, Noun, Propn, Punct, Verb};
    let rows = [
        ("When", "when", Adv, "WRB", 2, "advmod"),
        ("news", "news", Noun, "NN", 2, "nsubj"),
        ("came", "come", Verb, "VBD", 8, "advcl"),
        ("home", "home", Noun, "NN", 2, "obl"),
        (",", ",", Punct, ",", 5, "punct"),
        ("Cato", "Cato", Propn, "NNP", 3, "conj"),
        ("Varro", "Varro", Propn, "NNP", 3, "conj"),
        ("were", "be", Aux, "VBD", 8, "aux:pass"),
        ("tried", "try", Verb, "VBN", 8, "root"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(5).head, Some(8));
    assert_eq!(tree.token(5).relation.as_str(), "nsubj:pass");
    assert_eq!(tree.token(6).head, Some(5));
    // Without a comma they go on with the phrase before them.
    let mut joined = rows;
    joined[4] = ("and", "and", Cconj, "CC", 5, "cc");
    assert_eq!(mended(&joined, None).token(5).head, Some(3));
}

#[test]
fn what_was_told_at_once_was_told() {
    use Upos::{Adp, Adv, Aux, Noun, Verb};
    let rows = [
        ("people", "people", Noun, "NNS", 2, "nsubj:pass"),
        ("were", "be", Aux, "VBD", 2, "aux:pass"),
        ("told", "tell", Verb, "VBN", 2, "root"),
        ("at", "at", Adp, "IN", 4, "case"),
        ("once", "once", Adv, "RB", 2, "obl"),
        ("of", "of", Adp, "IN", 6, "case"),
        ("fire", "fire", Noun, "NN", 4, "nmod"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(6).head, Some(2));
    assert_eq!(tree.token(6).relation.as_str(), "obl");
}

#[test]
fn a_doer_behind_a_phrase_that_only_frames_is_the_verbs() {
    use Upos::{Adp, Aux, Noun, Propn, Verb};
    let rows = [
        ("war", "war", Noun, "NN", 2, "nsubj:pass"),
        ("was", "be", Aux, "VBD", 2, "aux:pass"),
        ("caused", "cause", Verb, "VBN", 2, "root"),
        ("in", "in", Adp, "IN", 4, "case"),
        ("part", "part", Noun, "NN", 2, "obl"),
        ("by", "by", Adp, "IN", 6, "case"),
        ("Cato", "Cato", Propn, "NNP", 4, "nmod"),
    ];
    assert_eq!(mended(&rows, None).token(6).relation.as_str(), "obl:agent");
    // A book by Cato is his.
    let mut book = rows;
    book[4] = ("book", "book", Noun, "NN", 2, "obl");
    assert_eq!(mended(&book, None).token(6).head, Some(4));
}

#[test]
fn a_word_in_s_with_a_noun_before_it_is_no_verb_beside_another() {
    use Upos::{Noun, Propn, Verb};
    let rows = [
        ("Border", "border", Noun, "NN", 1, "compound"),
        ("raids", "raid", Verb, "VBZ", 1, "root"),
        ("Gaul", "Gaul", Propn, "NNP", 1, "nmod"),
        ("went", "go", Verb, "VBD", 1, "advcl"),
    ];
    let mended_tree = mended(&rows, None);
    assert_eq!(mended_tree.token(1).upos, Noun);
    assert_eq!(mended_tree.token(1).head, Some(3));
    assert_eq!(mended_tree.token(3).head, None);
    let mut clause = rows;
    clause[0] = ("Cato", "Cato", Propn, "NNP", 1, "nsubj");
    assert_eq!(mended(&clause, None).token(1).upos, Verb);
}

#[test]
fn behind_an_article_for_one_no_plural_says_that() {
    use Upos::{Adj, Det, Noun, Pron, Propn, Verb};
    let rows = [
        ("A", "a", Det, "DT", 2, "det"),
        ("veteran", "veteran", Adj, "JJ", 2, "amod"),
        ("says", "say", Noun, "NNS", 2, "root"),
        ("that", "that", Pron, "WDT", 5, "mark"),
        ("Rome", "Rome", Propn, "NNP", 5, "nsubj"),
        ("fell", "fall", Verb, "VBD", 2, "acl:relcl"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(2).upos, tree.token(5).relation.as_str()),
        (Verb, "ccomp")
    );
    assert_eq!(
        (tree.token(1).relation.as_str(), tree.token(0).head),
        ("nsubj", Some(1))
    );
    let mut many = rows;
    many[0] = ("The", "the", Det, "DT", 2, "det");
    assert_eq!(mended(&many, None).token(2).upos, Noun);
}

#[test]
fn whoever_is_found_guilty_is_no_part_of_a_noun() {
    use Upos::{Adj, Adp, Noun, Propn, Verb};
    let rows = [
        ("They", "they", Propn, "PRP", 1, "nsubj"),
        ("found", "find", Verb, "VBD", 1, "root"),
        ("Cato", "Cato", Propn, "NNP", 3, "compound"),
        ("guilty", "guilty", Noun, "NN", 1, "obj"),
        ("of", "of", Adp, "IN", 5, "case"),
        ("murder", "murder", Noun, "NN", 3, "nmod"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(2).head, tree.token(2).relation.as_str()),
        (Some(1), "obj")
    );
    assert_eq!(
        (tree.token(3).upos, tree.token(3).relation.as_str()),
        (Adj, "compound:prt")
    );
    assert_eq!(tree.token(5).head, Some(1));
    assert_eq!(tree.token(5).relation.as_str(), "obl");
    let mut party = rows;
    party[3] = ("army", "army", Noun, "NN", 1, "obj");
    assert_eq!(mended(&party, None).token(2).head, Some(3));
}

#[test]
fn what_somebody_was_to_do_he_did() {
    use Upos::{Aux, Noun, Part, Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 3, "nsubj:outer"),
        ("was", "be", Aux, "VBD", 3, "cop"),
        ("to", "to", Part, "TO", 3, "mark"),
        ("leave", "leave", Verb, "VB", 3, "root"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(0).relation.as_str(), "nsubj");
    assert_eq!(tree.token(1).relation.as_str(), "aux");
    let mut advice = rows;
    advice[0] = ("Advice", "advice", Noun, "NN", 3, "nsubj:outer");
    assert_eq!(
        mended(&advice, None).token(0).relation.as_str(),
        "nsubj:outer"
    );
}

#[test]
fn a_name_without_a_closing_comma_describes_nobody() {
    use Upos::{Propn, Punct, Verb};
    let rows = [
        ("Saguntum", "Saguntum", Propn, "NNP", 3, "nsubj"),
        (",", ",", Punct, ",", 2, "punct"),
        ("Carthage", "Carthage", Propn, "NNP", 0, "appos"),
        ("attacked", "attack", Verb, "VBD", 3, "root"),
    ];
    let tree = mended(&rows, None);
    let relation = |at: usize| {
        (
            tree.token(at).head,
            tree.token(at).relation.as_str().to_owned(),
        )
    };
    assert_eq!(relation(0), (Some(3), "obj".to_owned()));
    assert_eq!(relation(2), (Some(3), "nsubj".to_owned()));
    let described = [
        rows[0],
        rows[1],
        ("Hannibal", "Hannibal", Propn, "NNP", 0, "appos"),
        (",", ",", Punct, ",", 2, "punct"),
        ("attacked", "attack", Verb, "VBD", 4, "root"),
    ];
    let mut closed = described;
    closed[0].4 = 4;
    assert_eq!(mended(&closed, None).token(2).head, Some(0));
}

#[test]
fn behind_a_semicolon_a_joined_noun_is_the_subject_that_is_missing() {
    use Upos::{Noun, Propn, Punct, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("opened", "open", Verb, "VBD", 1, "root"),
        ("war", "war", Noun, "NN", 1, "obj"),
        (";", ";", Punct, ":", 4, "punct"),
        ("troops", "troop", Noun, "NNS", 2, "conj"),
        ("landed", "land", Verb, "VBD", 1, "parataxis"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(4).head, tree.token(4).relation.as_str()),
        (Some(5), "nsubj")
    );
    let mut listed = rows;
    listed[3] = (",", ",", Punct, ",", 4, "punct");
    assert_eq!(mended(&listed, None).token(4).head, Some(2));
}

#[test]
fn behind_to_a_bare_noun_may_be_what_is_to_be_done() {
    use Upos::{Adp, Noun, Propn, Verb};
    let rows = [
        ("Scipio", "Scipio", Propn, "NNP", 1, "nsubj"),
        ("forbade", "forbid", Verb, "VBD", 1, "root"),
        ("Hannibal", "Hannibal", Propn, "NNP", 1, "obj"),
        ("to", "to", Adp, "IN", 4, "case"),
        ("march", "march", Noun, "NN", 1, "obl"),
        ("on", "on", Adp, "IN", 6, "case"),
        ("Rome", "Rome", Propn, "NNP", 4, "nmod"),
    ];
    let tree = mended(&rows, None);
    let march = tree.token(4);
    assert_eq!((march.upos, march.relation.as_str()), (Verb, "xcomp"));
    assert_eq!(tree.token(6).relation.as_str(), "obl");
    let mut came = rows;
    came[1] = ("came", "come", Verb, "VBD", 1, "root");
    assert_eq!(mended(&came, None).token(4).upos, Noun);
}

#[test]
fn behind_to_no_verb_is_in_the_past() {
    use Upos::{Noun, Part, Propn, Verb};
    let rows = [
        ("Scipio", "Scipio", Propn, "NNP", 1, "nsubj"),
        ("waited", "wait", Verb, "VBD", 1, "root"),
        ("to", "to", Part, "TO", 3, "mark"),
        ("found", "find", Verb, "VBN", 1, "advcl"),
        ("cities", "city", Noun, "NNS", 3, "obj"),
    ];
    assert_eq!(mended(&rows, None).token(3).lemma, "found");
    let mut past = rows;
    past[2] = ("then", "then", Upos::Adv, "RB", 3, "advmod");
    assert_eq!(mended(&past, None).token(3).lemma, "find");
}

#[test]
fn what_is_made_clear_is_the_clause_of_who() {
    use Upos::{Adj, Noun, Propn, Verb};
    let rows = |quality: Upos, relation: &'static str| {
        [
            ("annals", "annal", Noun, "NNS", 1, "nsubj"),
            ("make", "make", Verb, "VBP", 1, "root"),
            ("clear", "clear", quality, "JJ", 1, relation),
            ("who", "who", Upos::Pron, "WP", 4, "nsubj"),
            ("attacked", "attack", Verb, "VBD", 2, "acl:relcl"),
            ("Rome", "Rome", Propn, "NNP", 4, "obj"),
        ]
    };
    let asked = mended(&rows(Adj, "xcomp"), None);
    assert_eq!(asked.token(4).head, Some(1));
    assert!(asked.token(4).relation.is("ccomp"));
    let men = mended(&rows(Noun, "obj"), None);
    assert_eq!(men.token(4).head, Some(2));
}

#[test]
fn a_particle_behind_the_object_belongs_to_the_verb() {
    use Upos::{Adp, Pron, Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("turned", "turn", Verb, "VBD", 1, "root"),
        ("it", "it", Pron, "PRP", 1, "obj"),
        ("down", "down", Adp, "RP", 2, "compound:prt"),
    ];
    assert_eq!(mended(&rows, None).token(3).head, Some(1));
    let mut subject = rows;
    subject[2] = ("it", "it", Pron, "PRP", 1, "nsubj");
    assert_eq!(mended(&subject, None).token(3).head, Some(2));
}

#[test]
fn a_second_clause_of_that_is_told_as_the_first_one() {
    use Upos::{Aux, Cconj, Pron, Propn, Sconj, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("swears", "swear", Verb, "VBZ", 1, "root"),
        ("that", "that", Sconj, "IN", 4, "mark"),
        ("Carthage", "Carthage", Propn, "NNP", 4, "nsubj"),
        ("fled", "flee", Verb, "VBD", 1, "ccomp"),
        ("but", "but", Cconj, "CC", 9, "cc"),
        ("that", "that", Sconj, "IN", 9, "mark"),
        ("it", "it", Pron, "PRP", 9, "nsubj"),
        ("was", "be", Aux, "VBD", 9, "cop"),
        ("Rome", "Rome", Propn, "NNP", 1, "conj"),
    ];
    assert_eq!(mended(&rows, None).token(9).head, Some(4));
    let mut own = rows;
    own[6] = ("then", "then", Upos::Adv, "RB", 9, "advmod");
    assert_eq!(mended(&own, None).token(9).head, Some(1));
}

#[test]
fn what_somebody_used_to_do_he_did() {
    use Upos::{Aux, Noun, Part, Verb};
    let rows = [
        ("pupils", "pupil", Noun, "NNS", 1, "nsubj"),
        ("used", "use", Verb, "VBD", 1, "root"),
        ("to", "to", Part, "TO", 4, "mark"),
        ("be", "be", Aux, "VB", 4, "aux:pass"),
        ("taught", "teach", Verb, "VBN", 1, "xcomp"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(4).head, None);
    assert_eq!(tree.token(1).relation.as_str(), "aux");
    assert_eq!(tree.token(0).relation.as_str(), "nsubj:pass");
    let mut wished = rows;
    wished[1] = ("wanted", "want", Verb, "VBD", 1, "root");
    assert_eq!(mended(&wished, None).token(4).head, Some(1));
}

#[test]
fn what_is_told_may_be_said_by_a_copula() {
    use Upos::{Adj, Aux, Det, Noun, Pron, Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("told", "tell", Verb, "VBD", 1, "root"),
        ("the", "the", Det, "DT", 3, "det"),
        ("senators", "senator", Noun, "NNS", 1, "iobj"),
        ("that", "that", Pron, "WDT", 7, "obj"),
        ("Scipio", "Scipio", Propn, "NNP", 7, "nsubj"),
        ("was", "be", Aux, "VBD", 7, "cop"),
        ("alive", "alive", Adj, "JJ", 3, "acl:relcl"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(7).head, Some(1));
    assert!(tree.token(7).relation.is("ccomp") && tree.token(4).relation.is("mark"));
    let mut which = rows;
    which[4].5 = "nsubj";
    which[5] = ("once", "once", Upos::Adv, "RB", 7, "advmod");
    assert_eq!(mended(&which, None).token(7).head, Some(3));
}

#[test]
fn an_infinitive_behind_a_decision_tells_which() {
    use Upos::{Noun, Part, Propn, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("took", "take", Verb, "VBD", 1, "root"),
        ("decision", "decision", Noun, "NN", 1, "obj"),
        ("to", "to", Part, "TO", 4, "mark"),
        ("invade", "invade", Verb, "VB", 1, "advcl"),
        ("Gaul", "Gaul", Propn, "NNP", 4, "obj"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(
        (tree.token(4).head, tree.token(4).relation.as_str()),
        (Some(2), "acl")
    );
    let mut ships = rows;
    ships[2] = ("ships", "ship", Noun, "NNS", 1, "obj");
    assert_eq!(mended(&ships, None).token(4).head, Some(1));
}

#[test]
fn a_participle_between_had_and_a_name_is_the_verb() {
    use Upos::{Propn, Verb};
    let rows = [
        ("Rome", "Rome", Propn, "NNP", 1, "nsubj"),
        ("had", "have", Verb, "VBD", 1, "root"),
        ("unseated", "unseat", Verb, "VBN", 3, "amod"),
        ("Cato", "Cato", Propn, "NNP", 1, "obj"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(2).head, None);
    for (at, relation) in [(0, "nsubj"), (1, "aux"), (3, "obj")] {
        assert_eq!(tree.token(at).head, Some(2));
        assert_eq!(tree.token(at).relation.as_str(), relation);
    }
    let mut men = rows;
    men[3] = ("men", "man", Upos::Noun, "NNS", 1, "obj");
    assert_eq!(mended(&men, None).token(2).head, Some(3));
}

#[test]
fn a_past_joins_the_past_before_an_infinitive() {
    use Upos::{Cconj, Part, Pron, Propn, Verb};
    let rows = [
        ("Cato", "Cato", Propn, "NNP", 1, "nsubj"),
        ("declined", "decline", Verb, "VBD", 1, "root"),
        ("to", "to", Part, "TO", 3, "mark"),
        ("sign", "sign", Verb, "VB", 1, "advcl"),
        ("and", "and", Cconj, "CC", 5, "cc"),
        ("went", "go", Verb, "VBD", 3, "conj"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(3).relation.as_str(), "xcomp");
    assert_eq!(tree.token(5).head, Some(1));
    // "declined to sign and seal it": of two infinitives the second stays with the first.
    let mut both = rows;
    both[5] = ("seal", "seal", Verb, "VB", 3, "conj");
    assert_eq!(mended(&both, None).token(5).head, Some(3));
    // "met them to sign": a purpose.
    let mut met = rows;
    met[1] = ("met", "meet", Verb, "VBD", 1, "root");
    met[4] = ("them", "they", Pron, "PRP", 1, "obj");
    assert_eq!(mended(&met, None).token(3).relation.as_str(), "advcl");
}

#[test]
fn no_preposition_leads_a_subject() {
    use Upos::{Adj, Adp, Noun, Propn, Verb};
    let rows = [
        ("On", "on", Adp, "IN", 3, "case"),
        ("earlier", "early", Adj, "JJR", 3, "amod"),
        ("marches", "march", Noun, "NNS", 3, "compound"),
        ("Hannibal", "Hannibal", Propn, "NNP", 4, "nsubj"),
        ("slept", "sleep", Verb, "VBD", 4, "root"),
    ];
    let tree = mended(&rows, None);
    assert_eq!(tree.token(2).head, Some(4));
    assert_eq!(tree.token(0).head, Some(2));
    assert_eq!(tree.token(3).relation.as_str(), "nsubj");
}
