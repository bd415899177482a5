//! What a run comes to.

use super::DocumentReport;
use crate::gate::Aside;
use crate::judge::model::{Stance, Verdict};
use std::collections::BTreeMap;

/// Counts over all documents of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Totals {
    /// Documents that were read.
    pub documents: usize,
    /// Inputs that could not be read.
    pub unreadable: usize,
    /// Verdicts in the order of [`Verdict::ALL`].
    pub verdicts: [usize; Verdict::ALL.len()],
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

impl Totals {
    /// Adds a document.
    pub fn add(&mut self, one: &DocumentReport) {
        self.documents += 1;
        for verdict in &one.judgement.verdicts {
            if let Some(at) = Verdict::ALL
                .iter()
                .position(|known| *known == verdict.verdict)
            {
                self.verdicts[at] += 1;
            }
        }
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

    /// How many documents got that verdict on some claim, summed over claims.
    pub fn count(&self, verdict: Verdict) -> usize {
        Verdict::ALL
            .iter()
            .position(|known| *known == verdict)
            .map_or(0, |at| self.verdicts[at])
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
    findings.chain(screening.omissions.iter().flatten())
}
