//! What a run comes to.

use super::DocumentReport;
use crate::gate::Aside;
use crate::judge::model::{Excuse, Stance, Verdict};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// Counts over all documents of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Documents that were read.
    pub documents: usize,
    /// Inputs that could not be read.
    pub unreadable: Vec<NotRead>,
    /// Files of folders in formats that are not read.
    pub foreign_formats: Vec<String>,
    /// Inputs that were left out because they are reports of this program.
    pub reports: Vec<String>,
    /// Verdicts.
    pub verdicts: Tally,
    /// Verdicts that fail the run.
    pub failed: usize,
    /// Findings and omissions set aside, by the word for why.
    pub aside: BTreeMap<&'static str, usize>,
    /// Sentences.
    pub sentences: usize,
    /// Sentences that held a name, a date or a word of the subject, and were read.
    pub read: usize,
    /// Sentences that touch a claim and were left undecided.
    pub undecided: usize,
    /// Documents by language, of those in a language that is not read.
    pub foreign: BTreeMap<String, usize>,
}

/// An input that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotRead {
    /// Its path as the user gave it.
    pub path: String,
    /// Why.
    pub why: String,
}

impl fmt::Display for NotRead {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        write!(to, "{}: {}", self.path, self.why)
    }
}

impl Totals {
    /// Adds a document.
    pub fn add(&mut self, one: &DocumentReport) {
        self.documents += 1;
        self.verdicts.add(one);
        self.failed += one.screening.fails.iter().filter(|fails| **fails).count();
        for aside in aside(one) {
            *self.aside.entry(aside.name()).or_default() += 1;
        }
        self.sentences += one.judgement.sentences;
        self.read += one.judgement.read;
        self.undecided += one.judgement.undecided.len();
        if one.document.language != "en" {
            *self
                .foreign
                .entry(one.document.language.clone())
                .or_default() += 1;
        }
    }
}

/// How often each verdict was reached. A verdict that is set aside stays one: together they are the claims in scope.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    verdicts: [Count; Verdict::ALL.len()],
}

/// How often one verdict was reached.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Count {
    /// How often in all.
    pub all: usize,
    /// How many of these are no errors, whatever the run counts as one.
    pub excused: BTreeMap<Excuse, usize>,
    /// How many of these do not count, by the word for why.
    pub aside: BTreeMap<&'static str, usize>,
}

impl Tally {
    /// The verdicts of one document.
    pub fn of(one: &DocumentReport) -> Self {
        let mut tally = Self::default();
        tally.add(one);
        tally
    }

    /// Adds the verdicts of a document.
    fn add(&mut self, one: &DocumentReport) {
        for (at, verdict) in one.judgement.verdicts.iter().enumerate() {
            let known = (Verdict::ALL.into_iter()).position(|known| known == verdict.verdict);
            let Some(count) = known.and_then(|at| self.verdicts.get_mut(at)) else {
                continue;
            };
            count.all += 1;
            if let Some(excuse) = one.judgement.excuse(verdict) {
                *count.excused.entry(excuse).or_default() += 1;
            }
            if let Some(aside) = one.screening.verdicts.get(at).and_then(Option::as_ref) {
                *count.aside.entry(aside.name()).or_default() += 1;
            }
        }
    }

    /// The verdicts that were reached, the worst first.
    pub fn reached(&self) -> impl Iterator<Item = (Verdict, &Count)> {
        self.all().filter(|(_, count)| count.all > 0)
    }

    /// Every verdict, the worst first.
    pub fn all(&self) -> impl Iterator<Item = (Verdict, &Count)> {
        Verdict::ALL.into_iter().zip(&self.verdicts)
    }
}

/// Everything that was set aside in one document.
fn aside<'a>(one: &DocumentReport<'a>) -> impl Iterator<Item = &'a Aside> {
    let (judgement, screening) = (one.judgement, one.screening);
    let findings = judgement
        .findings
        .iter()
        .zip(&screening.findings)
        .filter(|(finding, _)| finding.stance != Stance::Mentions)
        .filter_map(|(_, aside)| aside.as_ref());
    let omissions = (judgement.verdicts.iter().zip(&screening.verdicts))
        .filter(|(verdict, _)| verdict.verdict == Verdict::Omits)
        .filter_map(|(_, aside)| aside.as_ref());
    findings.chain(omissions)
}
