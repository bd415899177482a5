//! Checks across claims: two that cannot both be right, documents that are cited without a place in them.

use super::Written;
use crate::frame::{Comparison, Entity, EntityTable, Role};
use crate::pack::diagnostic::{PackFile, Problems, warning};
use crate::pack::model::{Claim, Pattern};
use crate::span::Span;
use std::collections::BTreeMap;

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
            if let Some(pattern) = raw.patterns().nth(nth) {
                let problem = warning("contradicting-claims", message).help(help);
                problems.report(file, pattern.span, problem);
            }
        }
    }
}

/// Places that one message names.
const PLACES: usize = 8;

/// Warns, once for each, of documents that are cited without a locator although nothing says where they lie.
pub(super) fn without_locator(
    written: &Written<'_>,
    has_place: &dyn Fn(&str) -> bool,
    problems: &Problems,
) {
    let mut found: BTreeMap<&str, Vec<(&PackFile<'_>, Span)>> = BTreeMap::new();
    for (file, _, raw) in &written.claims {
        for evidence in raw.evidence.iter().filter(|one| one.locator.is_none()) {
            let Some(record) = &evidence.record else {
                continue;
            };
            // Fond and listy, or a catalogue number, locate a short document well enough; of a report no page can be given.
            if !has_place(record.get_ref()) {
                let cited = found.entry(record.get_ref()).or_default();
                cited.push((file, evidence.span));
            }
        }
    }
    for (record, cited) in found {
        let [(file, span), more @ ..] = cited.as_slice() else {
            continue;
        };
        let mut message = format!("evidence from `{record}` has no `locator`");
        if !more.is_empty() {
            let places = more.iter().take(PLACES).map(|(file, span)| file.at(*span));
            let places: Vec<String> = places.collect();
            message.push_str(&format!(", here and at {}", places.join(", ")));
            if let Some(rest @ 1..) = more.len().checked_sub(PLACES) {
                message.push_str(&format!(" and {rest} more"));
            }
        }
        let help = "add `locator = \"...\"` (page, list, telegram number, paragraph; \"passim\" where the whole work tells it); or say in sources.toml where the document lies, or by `seen` how far you saw it; a letter or note with `to` and the day as its `date`, and a newspaper of a day, need none";
        problems.report(file, *span, warning("missing-locator", message).help(help));
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
