//! The words of all findings.

use crate::frame::{Comparison, Role};
use crate::judge::model::{Finding, Reason, Stance, Verdict, Voice};

/// The sign beside a verdict's word and colour.
pub fn glyph(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradicts => "✗",
        Verdict::Mixed => "≠",
        Verdict::Omits => "∅",
        Verdict::Partial => "~",
        Verdict::Reports => "”",
        Verdict::Agrees => "✓",
        Verdict::NotDue => "·",
    }
}

/// What a finding says, in one line without its claim.
pub fn title(finding: &Finding) -> String {
    match finding.stance {
        Stance::Contradicts if finding.debated => "takes a side in a debated question".into(),
        Stance::Contradicts if finding.superseded => {
            "contradicted by evidence released after this edition".into()
        }
        Stance::Contradicts => match finding.code.strip_prefix("contradicts-") {
            Some("agent") => "contradicts the record on who acted".into(),
            Some("patient") => "contradicts the record on whom it was done to".into(),
            Some("time") => "contradicts the record on when it happened".into(),
            Some("event") => "contradicts the record on what happened".into(),
            Some("polarity") => "denies what the record shows, or affirms what it rules out".into(),
            Some("rival") => "tells an account that the record rules out".into(),
            _ => "contradicts the record".into(),
        },
        Stance::Agrees if finding.code == "agrees-by-rejecting" => {
            "agrees: it rejects the contrary account".into()
        }
        Stance::Agrees => "agrees with the record".into(),
        Stance::Partial => match finding.code.strip_prefix("partial-") {
            Some("agent") => "states it without saying who acted".into(),
            Some("time") => "states it without the date".into(),
            Some("patient") => "states it without saying to whom".into(),
            Some("topic") => "states it without saying what about".into(),
            Some("place") => "states it without the place".into(),
            _ => "states it in part".into(),
        },
        Stance::Reports => {
            let speaker = match &finding.voice {
                Voice::Speaker(name) if !name.is_empty() => name.as_str(),
                _ => "a speaker",
            };
            match finding.points_to {
                Some(Stance::Contradicts) => {
                    format!("reports {speaker} contradicting the record, and leaves it open")
                }
                _ => format!("reports {speaker} saying it, and leaves it open"),
            }
        }
        Stance::Mentions => match finding.code.as_str() {
            "mentions-intended" => "speaks of it as planned or ordered only".into(),
            "mentions-questioned" => "only asks about it".into(),
            _ => "speaks of it as possible only".into(),
        },
    }
}

/// One compared role as a sentence; `None` where there is nothing to tell.
pub fn reason(reason: &Reason) -> Option<String> {
    let subject = role(reason.role);
    let carried = if reason.carried {
        " (carried over from before)"
    } else {
        ""
    };
    Some(match reason.outcome {
        Comparison::Different => format!(
            "{subject}: the text says {}{carried}; the record says {}",
            reason.text, reason.record
        ),
        Comparison::Wider => {
            format!(
                "{subject}: {}{carried} is vaguer than {}",
                reason.text, reason.record
            )
        }
        Comparison::Unknown if reason.text.is_empty() => {
            format!("{subject}: not said; the record says {}", reason.record)
        }
        Comparison::Unknown => {
            format!(
                "{subject}: {} could not be compared with {}",
                reason.text, reason.record
            )
        }
        Comparison::Same | Comparison::Narrower => return None,
    })
}

/// A role as a reader asks for it.
fn role(role: Role) -> &'static str {
    match role {
        Role::Agent => "who acted",
        Role::Patient => "to whom",
        Role::Recipient => "toward whom",
        Role::Instrument => "with what",
        Role::Topic => "about what",
        Role::Place => "where",
        Role::Time => "when",
        Role::Event => "what",
    }
}

/// Why a sentence was left undecided.
pub fn undecided(code: &str) -> &'static str {
    match code {
        "unresolved-agent" => "who acted is a pronoun that could not be resolved",
        "unresolved-patient" => "to whom it was done could not be resolved",
        "unresolved-recipient" => "toward whom it was done could not be resolved",
        _ => "a participant could not be resolved",
    }
}
