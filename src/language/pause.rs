//! Pauses that writers leave out: "That May Rome sent a fleet" is parsed as "That May, Rome sent a fleet".
//!
//! Treebanks have few clauses that open with a time and no comma, and a parser that learnt from them takes the subject
//! for a part of the time. The comma is only thought of: the tree has no token for it.

use super::model::{Analysis, Model};
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    phrases: HashSet<String>,
    openers: HashSet<String>,
    comma: String,
}

/// The file is compiled in and a test reads it; without it sentences are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/pauses.toml")).unwrap_or_default());

/// The longest phrase before and with a date that opens a clause, in tokens.
const LONGEST_LEAD: usize = 9;

/// Below this margin, in nats, the parser might as well have read otherwise.
const UNSURE: f32 = 0.2;

/// The longest set phrase, in tokens.
const LONGEST_PHRASE: usize = 4;

/// A date among the tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether it tells when without a preposition ("the next day").
    pub adverbial: bool,
}

impl Time {
    /// The same date so many tokens further to the front.
    pub fn moved_back(&self, by: usize) -> Self {
        Self {
            tokens: self.tokens.start - by..self.tokens.end - by,
            ..self.clone()
        }
    }
}

/// The times outside of `cut`; those behind it `by` tokens further to the front.
pub(super) fn outside(times: &[Time], cut: &Range<usize>, by: usize) -> Vec<Time> {
    let kept = times.iter().filter_map(|time| {
        if time.tokens.end <= cut.start {
            return Some(time.clone());
        }
        (time.tokens.start >= cut.end).then(|| time.moved_back(by))
    });
    kept.collect()
}

impl Model {
    /// The analysis of tokens, with a pause after each time that opens a clause and was taken for something else.
    pub(super) fn paused(&self, forms: &[&str], times: &[Time]) -> Analysis {
        let plain = self.analyse(forms);
        let clause = Clause {
            forms,
            tags: &plain.tags,
        };
        let mut leads = clause.leads(times);
        leads.retain(|lead| !is_apart(&plain, lead));
        if leads.is_empty() || WORDS.comma.is_empty() {
            return self.opened(forms, plain);
        }
        let mut spoken: Vec<&str> = Vec::with_capacity(forms.len() + leads.len());
        let mut at_of: Vec<Option<usize>> = Vec::with_capacity(forms.len() + leads.len());
        for (at, form) in forms.iter().enumerate() {
            if leads.iter().any(|lead| lead.end == at) {
                spoken.push(&WORDS.comma);
                at_of.push(None);
            }
            spoken.push(form);
            at_of.push(Some(at));
        }
        let mut found = without(&self.analyse(&spoken), &at_of);
        for lead in &leads {
            self.hang_forward(&mut found, lead);
        }
        found
    }

    /// A time that opens a clause belongs to it, and to nothing that stands before.
    fn hang_forward(&self, found: &mut Analysis, lead: &Range<usize>) {
        let Some(top) = top(found, lead).filter(|&top| {
            found.heads[top]
                .checked_sub(1)
                .is_some_and(|head| head < lead.start)
        }) else {
            return;
        };
        let predicate = predicate(found, lead.end);
        if found.tags[predicate].starts_with("VERB") {
            found.heads[top] = predicate + 1;
            found.relations[top] = self.relation("obl");
        }
    }
}

/// The token of the range on whose head no other of them depends.
fn top(found: &Analysis, range: &Range<usize>) -> Option<usize> {
    range.clone().find(|&at| {
        found.heads[at]
            .checked_sub(1)
            .is_none_or(|head| !range.contains(&head))
    })
}

/// The highest token above `at` that is reached without going back before it.
fn predicate(found: &Analysis, at: usize) -> usize {
    let mut node = at;
    for _ in at..found.heads.len() {
        match found.heads[node].checked_sub(1).filter(|&head| head >= at) {
            Some(head) => node = head,
            None => break,
        }
    }
    node
}

/// Whether the parse already has a subject after the words of `lead`, and these hang on the same verb.
fn is_apart(found: &Analysis, lead: &Range<usize>) -> bool {
    let head = |at: usize| found.heads[at].checked_sub(1);
    let Some(verb) = top(found, lead)
        .and_then(head)
        .filter(|&verb| verb > lead.end)
    else {
        return false;
    };
    let mut subject = lead.end;
    while let Some(above) = head(subject).filter(|&above| above >= lead.end && above != verb) {
        subject = above;
    }
    let sure = found.margins[subject] >= UNSURE;
    sure && head(subject) == Some(verb) && found.relations[subject].starts_with("nsubj")
}

/// The analysis without the tokens that have no place of their own; what hangs on one hangs on its head.
fn without(found: &Analysis, at_of: &[Option<usize>]) -> Analysis {
    let kept = |head: usize| {
        let mut head = head;
        while let Some(place) = head.checked_sub(1) {
            match at_of[place] {
                Some(at) => return at + 1,
                None => head = found.heads[place],
            }
        }
        0
    };
    let places = || (0..at_of.len()).filter(|&place| at_of[place].is_some());
    Analysis {
        tags: places().map(|place| found.tags[place]).collect(),
        lemmas: places().map(|place| found.lemmas[place].clone()).collect(),
        heads: places().map(|place| kept(found.heads[place])).collect(),
        relations: places().map(|place| found.relations[place]).collect(),
        margins: places().map(|place| found.margins[place]).collect(),
    }
}

/// A sentence as far as its tags are known.
struct Clause<'a> {
    forms: &'a [&'a str],
    tags: &'a [&'static str],
}

impl Clause<'_> {
    /// What opens a clause and has a subject after it: a pause is to be thought of at the end of each.
    fn leads(&self, times: &[Time]) -> Vec<Range<usize>> {
        let of_times = times
            .iter()
            .filter_map(|time| Some(self.opening(time, times)?..time.tokens.end));
        let of_phrases = (0..self.forms.len())
            .filter(|&at| self.is_start(at))
            .filter_map(|start| Some(start..self.phrase(start)?));
        of_times
            .chain(of_phrases)
            .filter(|lead| self.subject_follows(lead.end))
            .collect()
    }

    fn universal(&self, at: usize) -> &str {
        let tag = self.tags.get(at).copied().unwrap_or_default();
        tag.split_once('|').map_or(tag, |(universal, _)| universal)
    }

    /// Whether a clause can begin at the token.
    fn is_start(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        self.universal(before) == "PUNCT"
            || WORDS.openers.contains(&self.forms[before].to_lowercase())
    }

    /// The start of the clause, if only prepositional phrases stand between it and the end of the time.
    fn opening(&self, time: &Time, times: &[Time]) -> Option<usize> {
        let first = time.tokens.start;
        let dated = |at: usize| times.iter().any(|time| time.tokens.contains(&at));
        let led = first
            .checked_sub(1)
            .is_some_and(|at| self.universal(at) == "ADP" || self.universal(at) == "SCONJ");
        if !led && !time.adverbial {
            return None;
        }
        let mut start = first;
        while !self.is_start(start) {
            start -= 1;
            let joined = self.universal(start) == "CCONJ" && start > 0 && dated(start - 1);
            let fits = dated(start)
                || joined
                || ["ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PRON"]
                    .contains(&self.universal(start));
            if !fits || first - start > LONGEST_LEAD {
                return None;
            }
        }
        let quantified = self.universal(start) == "DET" && self.universal(start + 1) == "ADP";
        let opens = start == first
            || quantified
            || ["ADP", "ADV", "SCONJ"].contains(&self.universal(start));
        opens.then_some(start)
    }

    /// The end of the set phrase that starts there.
    fn phrase(&self, start: usize) -> Option<usize> {
        (2..=LONGEST_PHRASE).rev().find_map(|length| {
            let words = self.forms.get(start..start + length)?;
            let written = words.join(" ").to_lowercase();
            WORDS.phrases.contains(&written).then_some(start + length)
        })
    }

    /// Whether a noun phrase begins at the token, and a finite verb comes after it. Of two noun phrases in a row the
    /// first may belong to the time ("In the May talks Rome gave way").
    fn subject_follows(&self, at: usize) -> bool {
        let common = |at: usize| ["ADJ", "NOUN", "NUM"].contains(&self.universal(at));
        let opens = |at: usize| {
            ["DET", "PROPN", "PRON"].contains(&self.universal(at))
                && !self.tags[at].ends_with("|WDT")
                && !self.tags[at].ends_with("|WP")
        };
        if at >= self.forms.len() || !(opens(at) || common(at)) {
            return false;
        }
        let run = (at..self.forms.len()).find(|&next| !common(next));
        if run.is_some_and(|next| next > at && self.universal(next) != "PROPN" && opens(next)) {
            return false;
        }
        let finite = |tag: &str| {
            ["VBD", "VBZ", "VBP", "MD"]
                .iter()
                .any(|end| tag.ends_with(end))
        };
        self.tags[at + 1..].iter().any(|tag| finite(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relation of each token and the form of its head; dates are given by their first token and how many they have.
    fn arcs(forms: &[&str], times: &[(usize, usize, bool)]) -> Vec<(String, String)> {
        let model = Model::english().expect("the model loads");
        let times: Vec<Time> = times
            .iter()
            .map(|&(first, count, adverbial)| Time {
                tokens: first..first + count,
                adverbial,
            })
            .collect();
        let found = model.paused(forms, &times);
        assert_eq!(found.heads.len(), forms.len());
        found.arcs(forms)
    }

    #[test]
    fn the_words_load() {
        let words: Words = toml::from_str(include_str!("en/pauses.toml")).unwrap();
        assert!(words.phrases.contains("in public") && words.openers.contains("and"));
        let longest = words.phrases.iter().map(|one| one.split(' ').count()).max();
        assert_eq!(longest, Some(LONGEST_PHRASE));
    }

    #[test]
    fn a_name_after_a_time_is_the_subject() {
        let forms = [
            "At", "dawn", "on", "Monday", "the", "Roman", "army", "launched", "an", "attack", ".",
        ];
        assert_eq!(
            arcs(&forms, &[(3, 1, false)])[6],
            ("launched".into(), "nsubj".into())
        );
        let forms = [
            "In", "public", "Hannibal", "said", "that", "Rome", "had", "lied", ".",
        ];
        assert_eq!(arcs(&forms, &[])[2], ("said".into(), "nsubj".into()));
    }

    #[test]
    fn the_pause_may_stand_inside_a_sentence() {
        let forms = [
            "He", "waited", ",", "and", "on", "Monday", "Hannibal", "crossed", "the", "Alps", ".",
        ];
        let arcs = arcs(&forms, &[(5, 1, false)]);
        assert_eq!(arcs[6], ("crossed".into(), "nsubj".into()));
        assert_eq!(arcs[5].0, "crossed");
    }

    #[test]
    fn a_time_that_opens_a_clause_belongs_to_nothing_before_it() {
        let forms = [
            "The", "letters", "bear", "him", "out", ":", "on", "Monday", "the", "Senate",
            "ordered", "the", "march", ".",
        ];
        let arcs = arcs(&forms, &[(7, 1, false)]);
        assert_eq!(arcs[7].0, "ordered");
        assert_eq!(arcs[9], ("ordered".into(), "nsubj".into()));
    }

    #[test]
    fn what_the_time_does_not_open_has_no_pause() {
        let model = Model::english().expect("the model loads");
        let leads = |forms: &[&str], first: usize, adverbial: bool| {
            let plain = model.analyse(forms);
            let time = Time {
                tokens: first..first + 1,
                adverbial,
            };
            Clause {
                forms,
                tags: &plain.tags,
            }
            .leads(&[time])
        };
        let none: Vec<Range<usize>> = Vec::new();
        // The talks are those of May.
        assert_eq!(
            leads(
                &["In", "the", "May", "talks", "Rome", "gave", "way", "."],
                2,
                false
            ),
            none
        );
        assert_eq!(
            leads(&["The", "war", "of", "1211", "Rome", "lost", "."], 3, false),
            none
        );
        assert_eq!(
            leads(&["In", "May", ",", "Rome", "gave", "way", "."], 1, false),
            none
        );
        assert_eq!(leads(&["May", "was", "cold", "."], 0, true), none);
        assert_eq!(
            leads(&["In", "May", "Rome", "gave", "way", "."], 1, false),
            vec![Range { start: 0, end: 2 }]
        );
    }
}
