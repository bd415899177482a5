//! One judgement screened: what is set aside, what fails, what is wrong with the suppressions.

use super::baseline::{Baseline, Entry};
use super::changes::ChangedLines;
use super::fingerprint::{claim_id, finding_fingerprint, fingerprint, normalised, omission_words};
use super::level::Levels;
use super::marker::{self, Marked, diagnostic};
use super::suppression::External;
use crate::document::model::Document;
use crate::judge::model::{ClaimVerdict, Finding, Judgement, Stance, Verdict};
use crate::pack::model::Pack;
use crate::pack::{Diagnostic, Level as Grade};
use jiff::civil::Date;
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Why a finding does not count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aside {
    /// Somebody said why it may stand.
    Suppressed {
        /// The reason given.
        reason: String,
        /// Whether it stands in a list and not in the text.
        external: bool,
    },
    /// It was known before.
    Baseline,
    /// Its sentence was not changed since the revision asked for.
    Unchanged,
}

impl Aside {
    /// The word used in reports and in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Aside::Suppressed { .. } => "suppressed",
            Aside::Baseline => "baseline",
            Aside::Unchanged => "unchanged",
        }
    }

    /// How little it explains: a reason was given, it was known, or nothing at all is said of it.
    fn weakness(&self) -> u8 {
        match self {
            Aside::Suppressed { .. } => 0,
            Aside::Baseline => 1,
            Aside::Unchanged => 2,
        }
    }
}

/// By what a document is screened.
#[derive(Debug, Clone, Default)]
pub struct Rules<'a> {
    /// Which verdicts fail.
    pub levels: Levels,
    /// What was known before.
    pub baseline: Option<&'a Baseline>,
    /// Suppressions that stand beside the texts.
    pub external: Option<&'a External>,
    /// The path of this document as the globs of that list see it; the document's own if absent.
    pub listed_path: Option<String>,
    /// The lines of this document that were changed; `None` for all.
    pub changed: Option<ChangedLines>,
    /// The day on which suppressions are measured; without one none has expired.
    pub today: Option<Date>,
}

/// What counts of one judgement. All lists run beside those of the judgement.
#[derive(Debug, Clone, Default)]
pub struct Screening {
    /// For each finding: why it is set aside.
    pub findings: Vec<Option<Aside>>,
    /// For each verdict: why it is set aside, where nothing that made it counts any more. Of several reasons it is the
    /// one that explains least.
    pub verdicts: Vec<Option<Aside>>,
    /// For each finding: its fingerprint.
    pub fingerprints: Vec<String>,
    /// For each verdict: whether it fails the run.
    pub fails: Vec<bool>,
    /// What is wrong with the suppressions of the text.
    pub notices: Vec<Diagnostic>,
    /// The fingerprints of everything that a baseline could hold, set aside or not.
    pub seen: Vec<String>,
    /// Which entries of the external list were used.
    pub external_used: Vec<usize>,
    /// What a new baseline would hold of this document.
    pub entries: Vec<Entry>,
}

impl Screening {
    /// Whether any verdict fails the run.
    pub fn failed(&self) -> bool {
        self.fails.contains(&true)
    }

    /// Whether a suppression is written so that it cannot be followed.
    pub fn broken(&self) -> bool {
        self.notices
            .iter()
            .any(|notice| notice.severity == Grade::Error)
    }
}

/// Screens one judgement.
pub fn screen(
    packs: &[Pack],
    document: &Document,
    judgement: &Judgement,
    rules: &Rules,
) -> Screening {
    let (marked, problems) = marker::read(packs, document);
    let mut screener = Screener {
        packs,
        document,
        rules,
        used: vec![false; marked.len()],
        marked,
        known_omissions: OnceCell::new(),
        screening: Screening {
            notices: problems,
            ..Screening::default()
        },
    };
    for finding in &judgement.findings {
        screener.finding(finding);
    }
    for verdict in &judgement.verdicts {
        let aside = screener.verdict(judgement, verdict);
        screener.screening.verdicts.push(aside);
    }
    for (at, verdict) in judgement.verdicts.iter().enumerate() {
        let fails = screener.fails(judgement, verdict, at);
        screener.screening.fails.push(fails);
    }
    screener.unused(judgement);
    screener.screening
}

struct Screener<'a> {
    packs: &'a [Pack],
    document: &'a Document,
    rules: &'a Rules<'a>,
    marked: Vec<Marked>,
    /// For each suppression of the text: whether it set something aside.
    used: Vec<bool>,
    /// By claim: an omission that the baseline knows by a sentence of the text.
    known_omissions: OnceCell<BTreeMap<String, Entry>>,
    screening: Screening,
}

impl Screener<'_> {
    fn finding(&mut self, finding: &Finding) {
        let fingerprint = finding_fingerprint(self.packs, self.document, finding);
        // An agreement needs no excuse, and a mention is none of the verdicts.
        let weighs = matches!(
            finding.stance,
            Stance::Contradicts | Stance::Partial | Stance::Reports
        );
        let aside = if weighs {
            let claim = claim_id(self.packs, finding.pack, finding.claim);
            let sentence = self.document.sentence(finding.sentence).to_owned();
            let touched = self.touched(finding.sentence);
            let entry = Entry {
                path: self.document.path.clone(),
                claim: claim.clone(),
                verdict: finding.stance.name().into(),
                sentence: normalised(&sentence),
                fingerprint: fingerprint.clone(),
            };
            self.aside(Some((finding.sentence, &sentence)), entry, touched)
        } else {
            None
        };
        self.screening.findings.push(aside);
        self.screening.fingerprints.push(fingerprint);
    }

    /// A verdict is set aside if everything that made it is.
    fn verdict(&mut self, judgement: &Judgement, verdict: &ClaimVerdict) -> Option<Aside> {
        if verdict.verdict == Verdict::Omits {
            return self.omission(verdict);
        }
        let decides = deciding(verdict.verdict)?;
        let made = (verdict.findings.iter())
            .filter(|&&at| judgement.findings[at].stance == decides)
            .map(|&at| self.screening.findings[at].as_ref());
        let asides = made.collect::<Option<Vec<&Aside>>>()?;
        let weakest = asides
            .into_iter()
            .min_by_key(|aside| Reverse(aside.weakness()));
        weakest.cloned()
    }

    fn omission(&mut self, verdict: &ClaimVerdict) -> Option<Aside> {
        let claim = claim_id(self.packs, verdict.pack, verdict.claim);
        // What a text leaves out belongs to the whole text: any change to it puts the question anew.
        let touched = self
            .rules
            .changed
            .as_ref()
            .is_none_or(|changed| !changed.is_empty());
        let sentence = omission_words(self.document, verdict);
        let entry = Entry {
            path: self.document.path.clone(),
            verdict: Verdict::Omits.name().into(),
            fingerprint: fingerprint(&claim, Verdict::Omits.name(), &sentence),
            claim,
            sentence,
        };
        self.aside(None, entry, touched)
    }

    /// Why something is set aside; a suppression explains more than a baseline, and both more than no change.
    fn aside(
        &mut self,
        sentence: Option<(usize, &str)>,
        entry: Entry,
        touched: bool,
    ) -> Option<Aside> {
        let known = self.known(&entry);
        let is_known = known.is_some();
        // What is known by another sentence stays known by that one.
        let entry = known.unwrap_or(entry);
        self.screening.seen.push(entry.fingerprint.clone());
        if let Some(suppressed) = self.suppressed(&entry.claim, sentence) {
            return Some(suppressed);
        }
        self.screening.entries.push(entry);
        if is_known {
            Some(Aside::Baseline)
        } else {
            (!touched).then_some(Aside::Unchanged)
        }
    }

    /// The entry as the baseline knows it. Where a claim is due may move with work elsewhere in the text: an omission is
    /// known, too, as long as the sentence stands where it was due when the baseline was written.
    fn known(&self, entry: &Entry) -> Option<Entry> {
        let baseline = self.rules.baseline?;
        if baseline.contains(&entry.fingerprint) {
            return Some(entry.clone());
        }
        if entry.verdict != Verdict::Omits.name() || !baseline.has_omissions() {
            return None;
        }
        let known = self.known_omissions.get_or_init(|| {
            (0..self.document.sentences.len())
                .map(|at| normalised(self.document.sentence(at)))
                .flat_map(|words| baseline.omissions(&words).collect::<Vec<_>>())
                .map(|entry| (entry.claim.clone(), entry.clone()))
                .collect()
        });
        let known = known.get(&entry.claim)?;
        Some(Entry {
            path: entry.path.clone(),
            ..known.clone()
        })
    }

    fn suppressed(&mut self, claim: &str, sentence: Option<(usize, &str)>) -> Option<Aside> {
        let whole = 0..self.document.sentences.len();
        let mut found = None;
        for (at, one) in self.marked.iter().enumerate() {
            let covers = match sentence {
                Some((index, _)) => one.sentences.contains(&index),
                None => one.sentences == whole,
            };
            if covers && one.claims.iter().any(|known| known == claim) && !self.expired(one.until) {
                self.used[at] = true;
                found.get_or_insert_with(|| Aside::Suppressed {
                    reason: one.reason.clone(),
                    external: false,
                });
            }
        }
        let path = self.rules.listed_path.as_ref();
        let path = path.unwrap_or(&self.document.path);
        let listed = self.rules.external.map_or(&[][..], |list| &list.entries);
        for (at, one) in listed.iter().enumerate() {
            let words = sentence.map(|(_, words)| words);
            if one.covers(claim, path, words) && !self.expired(one.until) {
                self.screening.external_used.push(at);
                found.get_or_insert_with(|| Aside::Suppressed {
                    reason: one.reason.clone(),
                    external: true,
                });
            }
        }
        found
    }

    fn expired(&self, until: Option<Date>) -> bool {
        until
            .zip(self.rules.today)
            .is_some_and(|(until, today)| until < today)
    }

    fn touched(&self, sentence: usize) -> bool {
        let span = self.document.sentences[sentence].span;
        let (first, last) = self.document.positions(span);
        self.rules
            .changed
            .as_ref()
            .is_none_or(|changed| changed.touch(first.line, last.line))
    }

    /// A verdict fails if its level says so and something that made it still counts.
    fn fails(&self, judgement: &Judgement, verdict: &ClaimVerdict, at: usize) -> bool {
        let decides = deciding(verdict.verdict);
        if decides.is_none() && verdict.verdict != Verdict::Omits {
            return false;
        }
        let claim = claim_id(self.packs, verdict.pack, verdict.claim);
        if !self.rules.levels.fails(&claim, verdict.verdict) {
            return false;
        }
        let Some(decides) = decides else {
            return self.screening.verdicts[at].is_none();
        };
        verdict
            .findings
            .iter()
            .filter(|&&at| self.screening.findings[at].is_none())
            .map(|&at| &judgement.findings[at])
            .any(|finding| {
                // What rests on a debated claim, or on evidence that came out after the text, never fails.
                finding.stance == decides && !finding.debated && !finding.superseded
            })
    }

    /// Suppressions that set nothing aside, or no longer hold. A claim that was not checked says nothing of them.
    fn unused(&mut self, judgement: &Judgement) {
        let checked = |claim: &String| {
            judgement
                .verdicts
                .iter()
                .any(|v| claim_id(self.packs, v.pack, v.claim) == *claim)
        };
        let mut notices = Vec::new();
        for (one, used) in self.marked.iter().zip(&self.used) {
            let (code, message, help) = if self.expired(one.until) {
                let until = one.until.map(|date| date.to_string()).unwrap_or_default();
                (
                    "suppression-expired",
                    format!("this suppression ended on {until}: {}", one.reason),
                    "settle the finding, or give a later date",
                )
            } else if !used && one.claims.iter().all(checked) {
                (
                    "suppression-unused",
                    format!("nothing to suppress for {}", one.claims.join(", ")),
                    "take the marker out",
                )
            } else {
                continue;
            };
            notices.push(diagnostic(
                self.document,
                one.line,
                Grade::Warning,
                code,
                message,
                Some(help.into()),
            ));
        }
        self.screening.notices.extend(notices);
        self.screening.notices.sort_by_key(|notice| notice.span);
    }
}

/// The stance of the findings for which a verdict is one that somebody may have to act on.
fn deciding(verdict: Verdict) -> Option<Stance> {
    match verdict {
        Verdict::Contradicts | Verdict::Mixed => Some(Stance::Contradicts),
        Verdict::Partial => Some(Stance::Partial),
        Verdict::Reports => Some(Stance::Reports),
        Verdict::Omits | Verdict::Agrees | Verdict::NotDue => None,
    }
}
