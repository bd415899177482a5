//! What a run is prepared with, from the claims of its packs: who shows which subject, and the words that statements need.

use crate::extract::{ParsedStatement, Reader, Stated};
use crate::frame::{Entity, EntityKind, EntityTable, KindTable, amounting_to};
use crate::pack::model::Pack;
use rayon::prelude::*;
use std::collections::{BTreeSet, HashMap};

/// Each participant with those who act for it, whom `parts` gives by entity.
pub(super) fn groups(company: &[usize], parts: &[Vec<usize>]) -> Vec<Vec<usize>> {
    company
        .iter()
        .map(|&whole| {
            let mut group = parts.get(whole).cloned().unwrap_or_default();
            group.push(whole);
            group
        })
        .collect()
}

/// Whether it can show the subject: a paper that is called by common nouns, as "the plan of attack", is one in every war.
fn is_proper(entity: &Entity) -> bool {
    if entity.kind != EntityKind::Document {
        return true;
    }
    let mut names = entity.names.get("en").into_iter().flatten().peekable();
    let lower = |name: &String| {
        name.chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(char::is_lowercase)
    };
    names.peek().is_none() || names.any(|name| !lower(name))
}

/// By entity: the packs whose subject, or a topic of which, its mention shows.
pub(super) fn anchored(packs: &[Pack], entities: &EntityTable) -> Vec<Vec<usize>> {
    let mut anchors = vec![Vec::new(); entities.all().len()];
    for (index, pack) in packs.iter().enumerate() {
        let topics = pack.topics.iter().flat_map(|topic| &topic.entities);
        for entity in pack.subject.iter().chain(topics) {
            if let Some(at) = entities
                .index(entity)
                .filter(|&at| is_proper(&entities.all()[at]))
            {
                anchors[at].push(index);
            }
        }
    }
    anchors
}

/// Pack and persons of each claim whose statement names more than one.
pub(super) fn circles(packs: &[Pack], reader: &Reader) -> Vec<(usize, Vec<usize>)> {
    let person = |entity: &usize| reader.entities().all()[*entity].kind == EntityKind::Person;
    let persons = |statement: &str| {
        let mut persons = reader.named_in(statement);
        persons.retain(person);
        persons.sort_unstable();
        persons.dedup();
        persons
    };
    let claims = packs
        .iter()
        .enumerate()
        .flat_map(|(at, pack)| pack.claims.iter().map(move |claim| (at, claim)));
    claims
        .map(|(pack, claim)| (pack, persons(&claim.statement)))
        .filter(|(_, persons)| persons.len() > 1)
        .collect()
}

/// The statements of which the reading says what claims and the accounts that rival them say, in their order.
pub(super) struct Statements<'a>(Vec<((usize, &'a str), Option<ParsedStatement>)>);

impl<'a> Statements<'a> {
    /// Parses them, each once.
    pub fn parse(packs: &'a [Pack], reader: &Reader) -> Self {
        let claims = (packs.iter().enumerate())
            .flat_map(|(at, pack)| pack.claims.iter().map(move |claim| (at, claim)));
        let statements: Vec<(usize, &str)> = claims
            .flat_map(|(at, claim)| {
                let all = claim.statements().chain(claim.told_rivals());
                all.map(move |statement| (at, statement))
            })
            .collect();
        let parse = |(pack, statement): (usize, &'a str)| {
            let parsed = reader.parse_statement(statement, Some(pack));
            ((pack, statement), parsed)
        };
        Self(statements.into_par_iter().map(parse).collect())
    }

    /// Gives the reader kinds and words for the statements that no built-in kind covers.
    pub fn teach(&self, kinds: &mut KindTable, reader: &mut Reader) {
        let parsed = self.0.par_iter().filter_map(|(_, parsed)| parsed.as_ref());
        let mut families: Vec<_> = parsed
            .flat_map_iter(|statement| reader.open_predicates(statement))
            .collect();
        let amounting: BTreeSet<&String> = families
            .iter()
            .flat_map(|family| amounting_to(&family.name))
            .filter(|name| kinds.get(name).is_none())
            .collect();
        families.extend(
            amounting
                .into_iter()
                .filter_map(|name| reader.lexicon().open().named(name)),
        );
        let known: Vec<_> = families
            .iter()
            .map(|family| {
                let kind = kinds.add(&family.name, &[], &[]);
                kinds.mark(kind, family.unique, family.repeats);
                (kind, family)
            })
            .collect();
        reader.learn(kinds, known);
    }

    /// What each puts forward, by its pack and its text.
    pub fn read(&self, reader: &Reader) -> HashMap<(usize, &'a str), Stated> {
        self.0
            .par_iter()
            .filter_map(|(of, parsed)| Some((*of, reader.read_parsed(parsed.as_ref()?))))
            .collect()
    }
}
