//! When a claim without a topic is due: where a paragraph brings its participants together.

use super::pattern::{Bearing, Compiled, Patterns, Target};
use super::topic::Treated;
use crate::document::model::Document;
use crate::extract::Named;
use crate::pack::model::Pack;
use std::collections::BTreeMap;

/// The participants of one claim that is read from its statement.
#[derive(Debug, Clone)]
pub(super) struct Company {
    pub pack: usize,
    pub claim: usize,
    /// Entities, sorted.
    pub entities: Vec<usize>,
    /// Whether the claim names no topic, so that its company stands for one.
    pub is_topic: bool,
}

/// The companies of all claims whose statement is read.
pub(super) fn companies(packs: &[Pack], patterns: &Patterns) -> Vec<Company> {
    let mut found: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for pattern in patterns.all() {
        if pattern.read && pattern.bearing == Bearing::States {
            let entities = found.entry((pattern.pack, pattern.claim)).or_default();
            collect(pattern, entities);
        }
    }
    found
        .into_iter()
        .map(|((pack, claim), mut entities)| {
            entities.sort_unstable();
            entities.dedup();
            let is_topic = packs[pack].claims[claim].topic.is_none();
            Company {
                pack,
                claim,
                entities,
                is_topic,
            }
        })
        .collect()
}

fn collect(pattern: &Compiled, entities: &mut Vec<usize>) {
    for target in pattern.fillers.iter().flat_map(|(_, targets)| targets) {
        match target {
            Target::Entity(entity) => entities.push(*entity),
            Target::Proposition(inner) => inner.iter().for_each(|inner| collect(inner, entities)),
            _ => {}
        }
    }
}

/// Establishes the subject where one sentence names two participants of a claim without a topic, each for certain: such a
/// sentence is read for the claim, and its company tells what it speaks of.
pub(super) fn establish(companies: &[Company], mentions: &[Named], treated: &mut Treated) {
    for company in companies.iter().filter(|company| company.is_topic) {
        let mut before: Option<&Named> = None;
        let own = mentions.iter().filter(|mention| {
            mention.certain && company.entities.binary_search(&mention.entity).is_ok()
        });
        for mention in own {
            if before.is_some_and(|other| {
                other.sentence == mention.sentence && other.entity != mention.entity
            }) {
                treated.establish(company.pack, mention.sentence);
            }
            before = Some(mention);
        }
    }
}

/// Pack and claim of every claim that is due by its company, with the sentence where it is owed: the subject is
/// established, and a paragraph names two of the claim's participants, or the only one.
pub(super) fn owed(
    companies: &[Company],
    document: &Document,
    treated: &Treated,
    mentions: &[Named],
) -> BTreeMap<(usize, usize), usize> {
    let mut owed = BTreeMap::new();
    for company in companies.iter().filter(|company| company.is_topic) {
        let needed = company.entities.len().min(2);
        if needed == 0 {
            continue;
        }
        let mut here: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for mention in mentions.iter().filter(|mention| mention.certain) {
            let known = company.entities.binary_search(&mention.entity).is_ok();
            if !known || !treated.established(company.pack, mention.sentence) {
                continue;
            }
            let block = document.sentences[mention.sentence].block;
            let named = here.entry(block).or_default();
            if !named.contains(&mention.entity) {
                named.push(mention.entity);
            }
            if named.len() >= needed {
                owed.entry((company.pack, company.claim))
                    .or_insert(mention.sentence);
            }
        }
    }
    owed
}
