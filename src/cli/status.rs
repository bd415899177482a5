//! The exit status, decided from judgements and never by a printer.

use crate::judge::model::{Judgement, Verdict};
use std::process::{ExitCode, Termination};
use std::str::FromStr;

/// What the program tells the shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing at or above the failing level.
    Clean = 0,
    /// Findings that fail.
    Findings = 1,
    /// The job could not be done: a missing file, a broken pack, nothing to read.
    Trouble = 2,
}

impl Termination for Status {
    fn report(self) -> ExitCode {
        ExitCode::from(self as u8)
    }
}

/// The verdicts that fail a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailOn(Vec<Verdict>);

impl Default for FailOn {
    fn default() -> Self {
        Self(vec![Verdict::Contradicts, Verdict::Mixed])
    }
}

impl FromStr for FailOn {
    type Err = String;

    fn from_str(list: &str) -> Result<Self, String> {
        let mut verdicts = Vec::new();
        for name in list.split(',').map(str::trim) {
            match name {
                // A text that also contradicts itself contradicts the record.
                "contradicts" => verdicts.extend([Verdict::Contradicts, Verdict::Mixed]),
                "mixed" => verdicts.push(Verdict::Mixed),
                "omits" => verdicts.push(Verdict::Omits),
                "partial" => verdicts.push(Verdict::Partial),
                "reports" => verdicts.push(Verdict::Reports),
                other => {
                    return Err(format!(
                        "unknown level `{other}`; known are contradicts, mixed, omits, partial and reports"
                    ));
                }
            }
        }
        Ok(Self(verdicts))
    }
}

impl FailOn {
    /// The status that a judgement asks for. What rests only on debated claims, or on evidence that came out after the
    /// text, never fails.
    pub fn status(&self, judgement: &Judgement) -> Status {
        let fails = judgement.verdicts.iter().any(|verdict| {
            let excused = matches!(verdict.verdict, Verdict::Contradicts | Verdict::Mixed)
                && verdict
                    .findings
                    .iter()
                    .map(|&at| &judgement.findings[at])
                    .filter(|finding| finding.stance == crate::judge::model::Stance::Contradicts)
                    .all(|finding| finding.debated || finding.superseded);
            self.0.contains(&verdict.verdict) && !excused
        });
        if fails {
            Status::Findings
        } else {
            Status::Clean
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::model::{ClaimVerdict, Judgement};

    fn judgement(verdict: Verdict) -> Judgement {
        let verdicts = vec![ClaimVerdict {
            pack: 0,
            claim: 0,
            verdict,
            findings: Vec::new(),
            owed_at: None,
        }];
        Judgement {
            verdicts,
            ..Judgement::default()
        }
    }

    #[test]
    fn the_list_decides() {
        let default = FailOn::default();
        assert_eq!(default.status(&judgement(Verdict::Omits)), Status::Clean);
        let strict: FailOn = "contradicts, omits".parse().unwrap();
        assert_eq!(strict.status(&judgement(Verdict::Omits)), Status::Findings);
        assert_eq!(strict.status(&judgement(Verdict::Agrees)), Status::Clean);
        assert!("errors".parse::<FailOn>().is_err());
    }
}
