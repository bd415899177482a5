//! Judgements made by hand, for tests of comparing them.

use super::comparison::Account;
use crate::document::model::Document;
use crate::frame::{Comparison, Entity, EntityKind, EntityTable, Link, Role};
use crate::gate::Screening;
use crate::judge::model::{
    ClaimVerdict, Confidence, Finding, Judgement, Reason, Stance, Verdict, Voice,
};
use crate::pack::model::Severity;
use crate::span::Span;
use std::collections::BTreeMap;

/// A finding on claim 0 of pack 0 in the first sentence.
pub fn finding(stance: Stance, code: &str, reasons: &[(Role, &str, Comparison)]) -> Finding {
    Finding {
        pack: 0,
        claim: 0,
        stance,
        points_to: None,
        code: code.to_owned(),
        severity: Severity::Major,
        confidence: Confidence::High,
        voice: Voice::Author,
        trigger: Span::new(0, 1),
        sentence: 0,
        reasons: reasons
            .iter()
            .map(|(role, text, outcome)| Reason {
                role: *role,
                text: (*text).to_owned(),
                record: "the record's".to_owned(),
                outcome: *outcome,
                words: None,
                carried: false,
            })
            .collect(),
        debated: false,
        superseded: false,
        rival: None,
        judged_in: None,
        done: true,
    }
}

/// Somebody else's words that point that way.
pub fn reported(points_to: Stance, reasons: &[(Role, &str, Comparison)]) -> Finding {
    Finding {
        points_to: Some(points_to),
        voice: Voice::Speaker("Cato".to_owned()),
        ..finding(Stance::Reports, "reports", reasons)
    }
}

/// A judgement on one claim.
pub fn judged(verdict: Verdict, findings: Vec<Finding>) -> Judgement {
    Judgement {
        verdicts: vec![ClaimVerdict {
            pack: 0,
            claim: 0,
            verdict,
            findings: (0..findings.len()).collect(),
            owed_at: None,
        }],
        findings,
        undecided: Vec::new(),
        sentences: 1,
        read: 1,
    }
}

/// An account with that judgement.
pub fn account(text: &str, judgement: Judgement) -> Account<'static> {
    Account {
        narrative: None,
        document: Document::from_text("a.txt", text).unwrap(),
        judgement,
        screening: Screening::default(),
    }
}

/// Rome, its army, and Carthage.
pub fn entities() -> EntityTable {
    let entity = |id: &str, kind, name: &str| Entity {
        names: BTreeMap::from([("en".to_owned(), vec![name.to_owned()])]),
        ..Entity::new(id, kind)
    };
    let army = Entity {
        acts_for: vec![Link {
            to: "rome".to_owned(),
            from_year: None,
            to_year: None,
        }],
        ..entity("legions", EntityKind::Army, "the legions")
    };
    EntityTable::new(vec![
        entity("rome", EntityKind::State, "Rome"),
        entity("carthage", EntityKind::State, "Carthage"),
        army,
    ])
}
