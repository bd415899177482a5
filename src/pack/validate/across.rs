//! Checks across claims: two that cannot both be right.

use super::Written;
use crate::frame::{Comparison, Entity, EntityTable, Role};
use crate::pack::diagnostic::{Problems, warning};
use crate::pack::model::{Claim, Pattern};

/// Warns of each pair of claims that name different fillers of an exclusive role of the same event.
pub(super) fn contradictions(
    written: &Written<'_>,
    claims: &[Claim],
    entities: &[Entity],
    problems: &Problems,
) {
    let table = EntityTable::new(entities.to_vec());
    for (at, later) in claims.iter().enumerate() {
        for earlier in &claims[..at] {
            let clash = later.propositions.iter().enumerate().find_map(|(nth, p)| {
                earlier
                    .propositions
                    .iter()
                    .find_map(|q| clash(&table, p, q))
                    .map(|role| (nth, role))
            });
            let Some((nth, role)) = clash else { continue };
            let Some((file, _, raw)) = written.claims.iter().find(|(_, id, _)| *id == later.id)
            else {
                continue;
            };
            let message = format!(
                "this claim and `{}` name different fillers of `{}` for the same event at the same time",
                earlier.id,
                role.name()
            );
            let help =
                "tell the events apart by time or patient, or leave the role out of `exclusive`";
            problems.report(
                file,
                raw.propositions[nth].span,
                warning("contradicting-claims", message).help(help),
            );
        }
    }
}

/// The exclusive role in which two propositions about the same event part, if there is one.
fn clash(table: &EntityTable, p: &Pattern, q: &Pattern) -> Option<Role> {
    if p.event.is_empty() || p.event != q.event || p.negated != q.negated || !times_meet(p, q) {
        return None;
    }
    let shared: Vec<Role> = p
        .fillers
        .keys()
        .copied()
        .filter(|role| q.fillers.contains_key(role))
        .collect();
    let parted: Vec<Role> = shared
        .into_iter()
        .filter(|role| differ(table, p, q, *role))
        .collect();
    // Where a role parts that admits several fillers, these are two events.
    let exclusive = |role: &Role| p.exclusive.contains(role) || q.exclusive.contains(role);
    if parted.iter().all(exclusive) {
        parted.first().copied()
    } else {
        None
    }
}

fn differ(table: &EntityTable, p: &Pattern, q: &Pattern, role: Role) -> bool {
    let year = p.time.or(q.time).map(|time| time.earliest.year());
    let pairs = p.fillers[&role]
        .iter()
        .flat_map(|one| q.fillers[&role].iter().map(move |other| (one, other)));
    let mut pairs = pairs
        .map(|(one, other)| table.compare(one, other, year))
        .peekable();
    pairs.peek().is_some() && pairs.all(|comparison| comparison == Comparison::Different)
}

fn times_meet(p: &Pattern, q: &Pattern) -> bool {
    match (p.time.or(p.within), q.time.or(q.within)) {
        (Some(p), Some(q)) => p.earliest <= q.latest && q.earliest <= p.latest,
        _ => true,
    }
}
