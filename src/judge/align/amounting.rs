//! An event of another kind that amounts to the one on record ("told the world" announces): it can agree, and no more.

use super::{Gate, Outcome, Place, align_as_told};
use crate::extract::Assertion;
use crate::frame::{Comparison, Role};
use crate::judge::compare::Comparer;
use crate::judge::model::{Reason, Stance};
use crate::judge::pattern::Compiled;

/// Aligns it; what tells less than the whole claim by another kind of event tells nothing of it.
pub(super) fn align(
    comparer: &Comparer,
    assertion: &Assertion,
    pattern: &Compiled,
    place: Place,
) -> Outcome {
    let told = Assertion {
        inferred: true,
        ..assertion.clone()
    };
    let outcome = align_as_told(comparer, &told, pattern, place, false);
    let stopped = |gate, reasons| Outcome::Stopped { gate, reasons };
    match outcome {
        Outcome::Aligned(aligned) => match left_out(pattern, &aligned.reasons) {
            Some(role) => stopped(Gate::NotStated(role), aligned.reasons),
            None if agrees(aligned.stance, aligned.points_to) => Outcome::Aligned(aligned),
            None => stopped(Gate::Untouched, aligned.reasons),
        },
        stopped @ Outcome::Stopped { .. } => stopped,
    }
}

/// A participant of the record whom the text does not name, though by the record's own kind of event it need not.
fn left_out(pattern: &Compiled, reasons: &[Reason]) -> Option<Role> {
    let met = |role: Role| {
        reasons.iter().any(|reason| {
            reason.role == role && matches!(reason.outcome, Comparison::Same | Comparison::Narrower)
        })
    };
    let sought = [Role::Agent, Role::Patient, Role::Topic];
    sought
        .into_iter()
        .find(|&role| pattern.targets(role).is_some() && !met(role))
}

/// Whether it agrees, or reports what does.
fn agrees(stance: Stance, points_to: Option<Stance>) -> bool {
    points_to.unwrap_or(stance) == Stance::Agrees
}
