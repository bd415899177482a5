//! What a run is prepared with, from the claims of its packs: who shows which subject, and the words that statements need.

use crate::extract::Reader;
use crate::frame::{EntityTable, KindTable};
use crate::pack::model::Pack;

/// Each participant with those who act for it.
pub(super) fn groups(company: &[usize], entities: &EntityTable) -> Vec<Vec<usize>> {
    company
        .iter()
        .map(|&whole| {
            let mut group = entities.parts_of(whole);
            group.push(whole);
            group
        })
        .collect()
}

/// By entity: the packs whose subject, or a topic of which, its mention shows.
pub(super) fn anchored(packs: &[Pack], entities: &EntityTable) -> Vec<Vec<usize>> {
    let mut anchors = vec![Vec::new(); entities.all().len()];
    for (index, pack) in packs.iter().enumerate() {
        let topics = pack.topics.iter().flat_map(|topic| &topic.entities);
        for entity in pack.subject.iter().chain(topics) {
            if let Some(at) = entities.index(entity) {
                anchors[at].push(index);
            }
        }
    }
    anchors
}

/// Gives the reader kinds and words for the statements that no built-in kind covers.
pub(super) fn learn(packs: &[Pack], kinds: &mut KindTable, reader: &mut Reader) {
    let statements = packs
        .iter()
        .flat_map(|pack| &pack.claims)
        .filter(|claim| claim.propositions.is_empty())
        .flat_map(|claim| {
            let rivals = claim.rivals.iter().map(|rival| &rival.statement);
            std::iter::once(&claim.statement).chain(rivals)
        });
    let families: Vec<_> = statements
        .flat_map(|statement| reader.open_predicates(statement))
        .collect();
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
