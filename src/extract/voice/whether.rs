//! What of a question "yes" or "no" answers: "Why did Rome attack, and did it win?" asks only whether it won.

use super::Heard;
use crate::language::tree::Upos;
use crate::span::Span;

/// The clause that yes or no answers.
#[derive(Debug)]
pub struct Whether {
    /// The heads of the clause and of those that are asked with it.
    heads: Vec<usize>,
    /// Whether two things are asked at once, of which a denial leaves one open.
    both: bool,
}

impl Whether {
    /// The last clause whose auxiliary stands before its subject, unless a question word stands before that.
    pub fn of(heard: &Heard) -> Option<Self> {
        let asking = (0..heard.tree.len()).rev().find_map(|at| {
            let head = inverts(heard, at)?;
            Some((at, head))
        });
        let (auxiliary, head) = asking?;
        if stands_behind_question_word(heard, auxiliary) {
            return None;
        }
        let beside = |at: usize| {
            let verbal = |&other: &usize| heard.tree.token(other).upos == Upos::Verb;
            heard.tree.children_by(at, "conj").filter(verbal)
        };
        let heads: Vec<usize> = std::iter::once(head).chain(beside(head)).collect();
        let either = heads.iter().skip(1).any(|&at| {
            let mut joining = heard.tree.children_by(at, "cc");
            joining.any(|cc| heard.lemma(cc) == "or")
        });
        let both = heads.len() > 1 && !either;
        Some(Self { heads, both })
    }

    /// Whether what is told at these words is what is asked, or denied where `denied`: not what somebody admitted or knew,
    /// nor what a clause beside the question tells.
    pub fn asks(&self, heard: &Heard, words: Span, denied: bool) -> bool {
        let tokens = heard.tree.tokens();
        let Some(told) = tokens
            .iter()
            .position(|token| token.span.start >= words.start)
        else {
            return false;
        };
        let mut at = told;
        loop {
            if self.heads.contains(&at) {
                return !(denied && self.both);
            }
            let token = heard.tree.token(at);
            let Some(head) = token.head else {
                return false;
            };
            let truth = || {
                let judging = &heard.lexicon.voice.verdict.truth;
                judging.contains(&heard.lemma(head))
            };
            match token.relation.universal() {
                "xcomp" | "obj" | "iobj" | "obl" | "nmod" | "compound" | "nsubj" | "aux"
                | "cop" | "amod" | "advmod" | "conj" | "fixed" => {}
                "ccomp" | "csubj" if truth() => {}
                _ => return false,
            }
            at = head;
        }
    }
}

/// The head of the clause that an auxiliary before its subject opens.
fn inverts(heard: &Heard, at: usize) -> Option<usize> {
    let token = heard.tree.token(at);
    if !heard.lexicon.cues.bare_answers.contains(&*token.lower()) {
        return None;
    }
    let leaning = matches!(token.relation.universal(), "aux" | "cop");
    let head = token.head.filter(|_| leaning).unwrap_or(at);
    let behind = |relation| {
        heard
            .tree
            .children_by(head, relation)
            .any(|subject| subject > at)
    };
    let opens = (0..at).all(|before| heard.tree.token(before).upos == Upos::Punct);
    (opens || behind("nsubj") || behind("expl")).then_some(head)
}

/// "Why did", "Which town did": not "When Rome won, did".
fn stands_behind_question_word(heard: &Heard, auxiliary: usize) -> bool {
    let clause = (0..auxiliary).rev().map(|at| heard.tree.token(at));
    let mut clause = clause.take_while(|token| !matches!(token.upos, Upos::Punct | Upos::Cconj));
    clause.any(|token| matches!(token.xpos.as_str(), "WRB" | "WP" | "WDT" | "WP$"))
}
