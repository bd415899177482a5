//! Which of the loaded packs a document speaks of. The names of the others are not looked for in it: "the president" is one
//! man in one pack and another in the next.

use super::mention::{Form, Mention};
use super::names::NameSpan;
use std::collections::BTreeMap;

/// Who belongs to which pack of the run.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Number of packs.
    pub packs: usize,
    /// By entity: the packs that list it.
    pub owners: Vec<Vec<usize>>,
    /// By entity: the packs whose subject its mention shows.
    pub anchors: Vec<Vec<usize>>,
    /// Pack and participants of each claim that is read from its statement: two of them in one sentence show the subject.
    /// Each participant is a group: with it stand those who act for it.
    pub companies: Vec<(usize, Vec<Vec<usize>>)>,
    /// Pack and persons of each claim whose statement names several: where a text names one of them in full, the last name
    /// of another is his.
    pub circles: Vec<(usize, Vec<usize>)>,
}

/// How far, in sentences, one person of a circle may stand from another.
const CIRCLE: usize = 4;

/// A sentence in which persons of one pack's subject meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    /// Index of the sentence.
    pub sentence: usize,
    /// The pack.
    pub pack: usize,
    /// Whether one of them is named in full; two last names may be those of others.
    pub certain: bool,
}

/// Who is named at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Presence {
    sentence: usize,
    entity: usize,
    certain: bool,
}

impl Scope {
    /// By pack: whether the document, whose mentions are given by sentence, speaks of it. Where it names the subject of one
    /// pack, participants who meet say nothing of another pack that has a subject: great powers meet in every war.
    pub fn treated(&self, mentions: &[Vec<Mention>]) -> Vec<bool> {
        let mut treated = vec![false; self.packs];
        let sure = |one: &&Mention| !one.form.needs_context();
        for mention in mentions.iter().flatten().filter(sure) {
            for entity in &mention.candidates {
                for &pack in self.anchors.get(*entity).into_iter().flatten() {
                    treated[pack] = true;
                }
            }
        }
        let mut present = Vec::new();
        for (sentence, mention) in numbered(mentions).filter(|(_, one)| !one.in_name) {
            present.extend(mention.candidates.iter().map(|&entity| Presence {
                sentence,
                entity,
                certain: mention.form == Form::Name,
            }));
        }
        for meeting in self.meetings_of(present) {
            treated[meeting.pack] |= meeting.certain;
        }
        let settled = treated.contains(&true);
        let named = |pack: usize| self.anchors.iter().flatten().any(|&of| of == pack);
        for pack in mentions.iter().flat_map(|sentence| self.met(sentence)) {
            treated[pack] |= !settled || !named(pack);
        }
        treated
    }

    /// Where persons of a subject meet, one of them at least by his last name alone.
    pub fn meetings(&self, named: &[Vec<NameSpan>]) -> Vec<Meeting> {
        let present: Vec<Presence> = numbered(named)
            .map(|(sentence, name)| Presence {
                sentence,
                entity: name.entity,
                certain: name.certain,
            })
            .collect();
        self.meetings_of(present)
    }

    /// The meetings among `present`. Who is named often in a sentence is there once.
    fn meetings_of(&self, mut present: Vec<Presence>) -> Vec<Meeting> {
        present.sort_unstable();
        present.dedup();
        let mut found = Vec::new();
        for one in present.iter().filter(|one| !one.certain) {
            let from = present.partition_point(|other| other.sentence + CIRCLE < one.sentence);
            let to = present.partition_point(|other| other.sentence <= one.sentence + CIRCLE);
            let near = &present[from..to];
            let packs = self.anchors.get(one.entity).into_iter().flatten();
            for (&pack, other) in packs.flat_map(|pack| near.iter().map(move |o| (pack, o))) {
                if self.in_circle(pack, one.entity, other.entity) {
                    found.push(Meeting {
                        sentence: one.sentence,
                        pack,
                        certain: other.certain,
                    });
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Whether a claim of the pack names both persons.
    fn in_circle(&self, pack: usize, one: usize, other: usize) -> bool {
        one != other
            && self
                .circles
                .iter()
                .any(|(of, circle)| *of == pack && circle.contains(&one) && circle.contains(&other))
    }

    /// The entity that a mention denotes where these packs are treated: the likeliest one that some of them lists.
    pub fn denoted(&self, mention: &Mention, treated: &[bool]) -> Option<usize> {
        mention.candidates.iter().copied().find(|&entity| {
            self.owners
                .get(entity)
                .is_none_or(|owners| owners.iter().any(|&pack| treated[pack]))
        })
    }

    /// The sentences that can matter, with the packs for whose claims: those within `window` of a pack's subject, and
    /// those that name two participants of one of its claims.
    pub fn wanted(&self, named: &[Vec<NameSpan>], window: usize) -> BTreeMap<usize, Vec<usize>> {
        let certain = |sentence: &[NameSpan]| -> Vec<usize> {
            let certain = sentence.iter().filter(|name| name.certain);
            certain.map(|name| name.entity).collect()
        };
        let entities: Vec<Vec<usize>> = named.iter().map(|names| certain(names)).collect();
        let mut wanted: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let meetings = self.meetings(named);
        for pack in 0..self.packs {
            let anchored = |entity: &usize| {
                self.anchors
                    .get(*entity)
                    .is_some_and(|packs| packs.contains(&pack))
            };
            let mut found: Vec<bool> = entities
                .iter()
                .map(|here| here.iter().any(anchored))
                .collect();
            for meeting in meetings.iter().filter(|one| one.pack == pack) {
                found[meeting.sentence] |= meeting.certain;
            }
            for (sentence, near) in near(found, window).into_iter().enumerate() {
                if near || self.company(&entities[sentence]).contains(&pack) {
                    wanted.entry(sentence).or_default().push(pack);
                }
            }
        }
        wanted
    }

    /// The packs of the claims of which the sentence names two participants.
    pub fn company(&self, sentence: &[usize]) -> Vec<usize> {
        let mut packs: Vec<usize> = self
            .companies
            .iter()
            .filter(|(_, company)| meets(company, sentence))
            .map(|(pack, _)| *pack)
            .collect();
        packs.dedup();
        packs
    }

    fn met(&self, sentence: &[Mention]) -> Vec<usize> {
        let named: Vec<usize> = sentence
            .iter()
            .filter(|mention| !mention.form.needs_context())
            .flat_map(|mention| mention.candidates.iter().copied())
            .collect();
        self.company(&named)
    }
}

/// Everything by sentence, each with the number of its sentence.
fn numbered<T>(sentences: &[Vec<T>]) -> impl Iterator<Item = (usize, &T)> {
    let numbered = sentences.iter().enumerate();
    numbered.flat_map(|(at, sentence)| sentence.iter().map(move |one| (at, one)))
}

/// Marks everything within `window` of what is marked.
pub(super) fn near(found: Vec<bool>, window: usize) -> Vec<bool> {
    let mut near = vec![false; found.len()];
    for at in (0..found.len()).filter(|&at| found[at]) {
        let last = (at + window).min(found.len() - 1);
        near[at.saturating_sub(window)..=last].fill(true);
    }
    near
}

/// Whether two participants are named, by two different entities: one that acts for both is no company.
fn meets(company: &[Vec<usize>], named: &[usize]) -> bool {
    let here = |group: &&Vec<usize>| named.iter().any(|entity| group.contains(entity));
    if company.iter().filter(here).nth(1).is_none() {
        return false;
    }
    let mut of_company = named
        .iter()
        .filter(|entity| company.iter().any(|group| group.contains(entity)));
    of_company
        .next()
        .is_some_and(|first| of_company.any(|other| other != first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn mention(candidates: &[usize], form: Form) -> Mention {
        Mention {
            span: Span::new(0, 1),
            entity: candidates[0],
            candidates: candidates.to_vec(),
            form,
            possessive: false,
            plural: false,
            hyphenated: false,
            in_name: false,
        }
    }

    fn scope() -> Scope {
        Scope {
            packs: 2,
            owners: vec![vec![0], vec![1], vec![0, 1]],
            anchors: vec![vec![0], vec![], vec![]],
            companies: vec![(1, vec![vec![1], vec![2]])],
            circles: vec![(0, vec![0, 2])],
        }
    }

    #[test]
    fn a_pack_is_treated_by_its_subject_or_by_two_of_one_claim() {
        let one = |entity| vec![mention(&[entity], Form::Name)];
        assert_eq!(scope().treated(&[one(0)]), [true, false]);
        assert_eq!(scope().treated(&[one(1), one(2)]), [false, false]);
        let both = vec![mention(&[1], Form::Name), mention(&[2], Form::Name)];
        assert_eq!(scope().treated(&[both]), [false, true]);
        let vague = vec![mention(&[0], Form::ContextName)];
        assert_eq!(scope().treated(&[vague]), [false, false]);
    }

    #[test]
    fn a_sentence_is_read_for_the_packs_that_it_concerns() {
        let name = |entity| NameSpan {
            span: Span::new(0, 1),
            entity,
            certain: true,
            adjective: false,
            plural: false,
        };
        let text = [vec![name(0)], vec![], vec![], vec![name(1), name(2)]];
        let wanted = scope().wanted(&text, 1);
        assert_eq!(
            wanted,
            BTreeMap::from([(0, vec![0]), (1, vec![0]), (3, vec![1])])
        );
    }

    #[test]
    fn a_last_name_shows_the_subject_beside_one_who_is_named_in_full() {
        let vague = |entity| mention(&[entity], Form::ContextName);
        let sure = |entity| mention(&[entity], Form::Name);
        let treated = |text: &[Vec<Mention>]| scope().treated(text)[0];
        assert!(treated(&[vec![vague(0)], vec![sure(2)]]));
        assert!(!treated(&[vec![vague(0)], vec![vague(2)]]));
        assert!(!treated(&[vec![vague(0), sure(1)]]), "of another circle");
        let mut far = vec![vec![]; CIRCLE + 2];
        far[0].push(vague(0));
        far[CIRCLE + 1].push(sure(2));
        assert!(!treated(&far));
        let mut longer = vague(0);
        longer.in_name = true;
        assert!(!treated(&[vec![longer, sure(2)]]), "another's name");
    }

    #[test]
    fn a_name_denotes_only_whom_a_treated_pack_lists() {
        let name = mention(&[0, 1], Form::ContextName);
        assert_eq!(scope().denoted(&name, &[false, true]), Some(1));
        assert_eq!(scope().denoted(&name, &[true, true]), Some(0));
        assert_eq!(scope().denoted(&name, &[false, false]), None);
    }
}
