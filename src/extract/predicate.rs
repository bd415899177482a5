//! Any predicate of a sentence with its participants, whether or not the lexicon has a kind for it.
//!
//! The judge never sees these; they measure the reading itself and explain it.

use super::clause::{case_of, clause, coordinated};
use super::dating::{self, Says};
use super::event::Event;
use super::lexicon::Lexicon;
use super::names::Names;
use super::putting::{self, Ending, VoiceAt, putting};
use crate::frame::{EventKind, Role};
use crate::language::tree::{Tree, Upos};

/// A predicate and its participants, as head tokens.
#[derive(Debug, Clone)]
pub struct Predicate {
    /// Doers.
    pub agents: Vec<usize>,
    /// Those to whom it is done.
    pub patients: Vec<usize>,
    /// Index of its date, among the dates given to [`Names::new`].
    pub date: Option<usize>,
    /// Adverbial clauses and phrases of time ("before the war began").
    pub temporal: Vec<usize>,
    /// Whether it is denied.
    pub negated: bool,
    /// The token that names the speaker, or the frame's word where nobody is named.
    pub speaker: Option<usize>,
}

/// Reads the predicate headed by `head`.
pub fn predicate(tree: &Tree, lexicon: &Lexicon, names: &Names, head: usize) -> Predicate {
    let (agents, patients) = if is_verbal(tree, head) {
        let clause = clause(tree, &lexicon.cues, head, &|at| names.is_date(at));
        let mut patients = clause.objects;
        if patients.is_empty() {
            patients = clause.indirect;
        }
        (clause.subjects, patients)
    } else {
        nominal(tree, lexicon, names, head)
    };
    let event = Event {
        head,
        kind: EventKind(0),
        host: head,
        noun: !is_verbal(tree, head),
        about: false,
        decision: false,
        implied: None,
        recalled: Vec::new(),
        swallowed: Vec::new(),
        parts: Vec::new(),
        part_denied: false,
        loose: false,
        offices: Vec::new(),
        settled: Vec::new(),
        roles: agents.iter().map(|&at| (Role::Agent, at)).collect(),
        denied: Vec::new(),
    };
    let put = putting(tree, lexicon, names, &event, Ending::Plain);
    let speaker = match put.voice {
        VoiceAt::Speaker { at, .. } => Some(at),
        VoiceAt::Author => None,
    };
    let date = dating::attach(tree, names, std::slice::from_ref(&event), &|_| Says::Itself)
        .into_iter()
        .next()
        .flatten()
        .filter(|attached| !attached.vague)
        .map(|attached| attached.date);
    let negated = putting::negated(tree, lexicon, names, head);
    Predicate {
        agents,
        patients,
        date,
        temporal: temporal(tree, head),
        negated,
        speaker,
    }
}

fn is_verbal(tree: &Tree, head: usize) -> bool {
    matches!(tree.token(head).upos, Upos::Verb | Upos::Aux)
}

/// A noun as predicate: its possessor does it, its "of" phrase undergoes it; under a copula or a linking verb its
/// subject does it.
fn nominal(tree: &Tree, lexicon: &Lexicon, names: &Names, head: usize) -> (Vec<usize>, Vec<usize>) {
    let subjects: Vec<usize> = tree.children_by(head, "nsubj").collect();
    if !subjects.is_empty() {
        return (subjects, Vec::new());
    }
    let token = tree.token(head);
    if let Some(governor) = token
        .head
        .filter(|_| token.relation.is("xcomp") || token.relation.is("obj"))
        && lexicon
            .cues
            .control
            .linking
            .contains(&tree.token(governor).lemma)
    {
        let clause = clause(tree, &lexicon.cues, governor, &|at| names.is_date(at));
        return (clause.subjects, Vec::new());
    }
    let (mut agents, mut patients) = (Vec::new(), Vec::new());
    for &child in tree.children(head) {
        let relation = tree.token(child).relation.as_str();
        let cases = case_of(tree, child);
        let members = || coordinated(tree, &lexicon.cues, child).0;
        if names.is_date(child) {
            continue;
        }
        if relation == "nmod:poss" || cases.iter().any(|case| case == "by") {
            agents.extend(members());
        } else if relation.starts_with("nmod") && cases.iter().any(|case| case == "of") {
            patients.extend(members());
        }
    }
    (agents, patients)
}

fn temporal(tree: &Tree, head: usize) -> Vec<usize> {
    tree.children(head)
        .iter()
        .copied()
        .filter(|&child| {
            let token = tree.token(child);
            token.relation.is("advcl") || token.relation.is("obl") || token.relation.is("advmod")
        })
        .collect()
}
