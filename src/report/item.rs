//! What there is to tell of a document, findings and omissions alike, so that every format tells the same.

use super::citation::day;
use super::{DocumentReport, Run, wording};
use crate::gate::{Aside, omission_fingerprint};
use crate::judge::model::{ClaimVerdict, Excuse, Finding, Stance, Verdict};
use crate::pack::model::{Claim, Evidence, Pack, Record};
use crate::span::Span;

/// One finding, or one omission.
pub(super) struct Item<'a> {
    pub pack: &'a Pack,
    pub claim: &'a Claim,
    /// `pack/claim`.
    pub id: String,
    /// The verdict for which it stands; never `Mixed` or `NotDue`.
    pub kind: Verdict,
    /// The finding; `None` for an omission.
    pub finding: Option<&'a Finding>,
    /// Index of its sentence; for an omission the one where the claim was owed.
    pub sentence: Option<usize>,
    pub aside: Option<&'a Aside>,
    /// Whether it makes the run fail.
    pub fails: bool,
    /// Whether it belongs to its claim's verdict: a partial statement of what the text states in full elsewhere does
    /// not.
    pub tells: bool,
    pub fingerprint: String,
}

/// How grave an item is for whoever must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    Error,
    Warning,
    Note,
}

impl Grade {
    pub fn name(self) -> &'static str {
        match self {
            Grade::Error => "error",
            Grade::Warning => "warning",
            Grade::Note => "note",
        }
    }
}

impl<'a> Item<'a> {
    /// A disagreement that never counts as an error: the claim is debated, or its evidence came later than the text.
    pub fn is_note(&self) -> bool {
        self.finding
            .is_some_and(|finding| finding.debated || finding.superseded)
    }

    pub fn grade(&self) -> Grade {
        match self.kind {
            _ if self.fails => Grade::Error,
            _ if self.is_note() => Grade::Note,
            Verdict::Contradicts | Verdict::Omits | Verdict::Partial => Grade::Warning,
            _ => Grade::Note,
        }
    }

    /// Worst first; equal ones stay in the order of the text.
    pub fn rank(&self) -> (u8, bool) {
        let kind = match self.kind {
            Verdict::Contradicts if self.is_note() => 1,
            Verdict::Contradicts => 0,
            Verdict::Omits => 2,
            Verdict::Partial => 3,
            Verdict::Reports => 4,
            _ => 5,
        };
        (kind, !self.fails)
    }

    /// The bytes to show: the sentence, or nothing where there is none.
    pub fn span(&self, one: &DocumentReport) -> Span {
        self.sentence
            .map_or(Span::default(), |at| one.document.sentences[at].span)
    }

    /// The first byte to point at: the words of the event, or the sentence where a claim was owed.
    pub fn start(&self, one: &DocumentReport) -> usize {
        self.finding
            .map_or_else(|| self.span(one).start, |finding| finding.trigger.start)
    }

    /// What it says in one line, without the claim.
    pub fn title(&self) -> String {
        let told = self
            .finding
            .map_or_else(|| wording::OMISSION.into(), wording::title);
        self.with_release(told)
    }

    /// What it says in one line, where the word for its stance stands before.
    pub fn remark(&self) -> String {
        let told = self
            .finding
            .map_or_else(|| wording::OMISSION.into(), wording::remark);
        self.with_release(told)
    }

    /// With the day on which the decisive evidence came out, if that is what excuses the text.
    fn with_release(&self, told: String) -> String {
        let excused = self
            .finding
            .is_some_and(|finding| finding.superseded && !finding.debated);
        match self.claim.released.filter(|_| excused) {
            Some(released) => format!("{told}, on {}", day(&released.to_string())),
            None => told,
        }
    }

    /// The kebab-case name of what was found.
    pub fn code(&self) -> &str {
        self.finding.map_or("omits", |finding| &finding.code)
    }

    /// Title, reasons, and for an omission the claim: what fits one message.
    pub fn message(&self) -> String {
        let mut message = self.title();
        match self.finding {
            Some(finding) => {
                for reason in wording::reasons(finding, self.claim) {
                    message.push_str(&format!("; {reason}"));
                }
            }
            None => message.push_str(&format!(": {}", self.claim.statement)),
        }
        message
    }

    /// The word for what it is: the verdict, or why a contradiction is no error.
    pub fn word(&self) -> &'static str {
        let excuse = self.finding.and_then(Finding::excuse);
        excuse.map_or(self.kind.name(), Excuse::name)
    }

    /// The note for the first document that its claim rests on.
    pub fn source(&self) -> Option<(&'a Record, &'a Evidence)> {
        let mut all = self.claim.evidence.iter();
        all.find_map(|evidence| Some((self.pack.records.get(&evidence.record)?, evidence)))
    }

    /// Whether a person asked to see it: nothing that was set aside, unless everything is wanted.
    pub fn counts(&self) -> bool {
        self.aside.is_none()
    }
}

/// Everything but mere mentions, in the order of the text; omissions stand where the claim was owed.
pub(super) fn items<'a>(run: &Run<'a>, one: &DocumentReport<'a>) -> Vec<Item<'a>> {
    let (judgement, screening) = (one.judgement, one.screening);
    let mut items = Vec::new();
    for (finding, (aside, fingerprint)) in judgement
        .findings
        .iter()
        .zip(screening.findings.iter().zip(&screening.fingerprints))
    {
        let Some(kind) = verdict_of(finding.stance) else {
            continue;
        };
        let own = judgement
            .verdicts
            .iter()
            .position(|v| (v.pack, v.claim) == (finding.pack, finding.claim));
        let verdict = own.map(|at| judgement.verdicts[at].verdict);
        let tells = verdict == Some(kind)
            || verdict == Some(Verdict::Mixed)
                && matches!(kind, Verdict::Contradicts | Verdict::Agrees);
        let fails = own.is_some_and(|at| screening.fails.get(at) == Some(&true));
        let harmless = kind == Verdict::Agrees || finding.debated || finding.superseded;
        items.push(Item {
            pack: &run.packs[finding.pack],
            claim: run.claim(finding.pack, finding.claim),
            id: run.claim_id(finding.pack, finding.claim),
            kind,
            finding: Some(finding),
            sentence: Some(finding.sentence),
            aside: aside.as_ref(),
            fails: fails && tells && aside.is_none() && !harmless,
            tells,
            fingerprint: fingerprint.clone(),
        });
    }
    for (at, verdict) in judgement.verdicts.iter().enumerate() {
        if verdict.verdict == Verdict::Omits {
            items.push(omission(run, one, at, verdict));
        }
    }
    items.sort_by_key(|item| (item.sentence, item.start(one)));
    items
}

fn omission<'a>(
    run: &Run<'a>,
    one: &DocumentReport<'a>,
    at: usize,
    verdict: &ClaimVerdict,
) -> Item<'a> {
    Item {
        pack: &run.packs[verdict.pack],
        claim: run.claim(verdict.pack, verdict.claim),
        id: run.claim_id(verdict.pack, verdict.claim),
        kind: Verdict::Omits,
        finding: None,
        sentence: verdict.owed_at,
        aside: one.screening.verdicts.get(at).and_then(Option::as_ref),
        fails: one.screening.fails.get(at) == Some(&true),
        tells: true,
        fingerprint: omission_fingerprint(run.packs, one.document, verdict),
    }
}

fn verdict_of(stance: Stance) -> Option<Verdict> {
    match stance {
        Stance::Contradicts => Some(Verdict::Contradicts),
        Stance::Agrees => Some(Verdict::Agrees),
        Stance::Partial => Some(Verdict::Partial),
        Stance::Reports => Some(Verdict::Reports),
        Stance::Mentions => None,
    }
}
