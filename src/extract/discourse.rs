//! What earlier sentences leave in the reader's mind: who was named last, which war, which date.
//!
//! A pronoun is resolved only where one candidate stands out; else it stays unknown.

use super::lexicon::Pronoun;
use crate::frame::{EntityKind, EntityTable, Gender, Interval};
use std::collections::VecDeque;

/// How many sentences back a pronoun may reach.
const REACH: usize = 2;

#[derive(Debug, Clone, Copy)]
struct Entry {
    sentence: usize,
    /// Byte offset, for the order within a sentence.
    at: usize,
    entity: usize,
    subject: bool,
    plural: bool,
}

/// The state of the discourse before a sentence.
#[derive(Debug, Clone, Default)]
pub struct Discourse {
    recent: VecDeque<Entry>,
    war: Option<usize>,
    /// The date last given in the narrative.
    pub narrative: Option<Interval>,
}

impl Discourse {
    /// Notes a name at byte `at`; `subject` if it is a grammatical subject, `plural` if plural pronouns fit it here.
    pub fn note(
        &mut self,
        entities: &EntityTable,
        sentence: usize,
        at: usize,
        entity: usize,
        subject: bool,
        plural: bool,
    ) {
        if entities.all()[entity].kind == EntityKind::War {
            self.war = Some(entity);
        }
        self.recent.push_back(Entry {
            sentence,
            at,
            entity,
            subject,
            plural,
        });
        while self
            .recent
            .front()
            .is_some_and(|entry| entry.sentence + REACH < sentence)
        {
            self.recent.pop_front();
        }
    }

    /// Forgets everybody: a new section begins.
    pub fn clear(&mut self) {
        self.recent.clear();
        self.narrative = None;
    }

    /// The war last named, for "the war".
    pub fn war(&self) -> Option<usize> {
        self.war
    }

    /// The referent of a pronoun at byte `at` of `sentence`: the subject of the clause before it, or the only
    /// candidate; `None` where two compete.
    pub fn resolve(
        &self,
        entities: &EntityTable,
        pronoun: Pronoun,
        sentence: usize,
        at: usize,
    ) -> Option<usize> {
        let fits = |entry: &&Entry| fits(entities, pronoun, entry);
        let earlier: Vec<Entry> = self
            .recent
            .iter()
            .filter(|entry| entry.sentence < sentence || entry.at < at)
            .filter(fits)
            .copied()
            .collect();
        for back in 0..=REACH {
            let Some(wanted) = sentence.checked_sub(back) else {
                break;
            };
            let there: Vec<&Entry> = earlier
                .iter()
                .filter(|entry| entry.sentence == wanted)
                .collect();
            if let Some(entity) =
                single(there.iter().filter(|entry| entry.subject).map(|e| e.entity))
            {
                return Some(entity);
            }
            if let Some(entity) = single(there.iter().map(|entry| entry.entity)) {
                return Some(entity);
            }
            if !there.is_empty() {
                return None;
            }
        }
        None
    }
}

fn fits(entities: &EntityTable, pronoun: Pronoun, entry: &Entry) -> bool {
    let entity = &entities.all()[entry.entity];
    let person = entity.kind == EntityKind::Person;
    let group = matches!(
        entity.kind,
        EntityKind::State
            | EntityKind::Army
            | EntityKind::Organisation
            | EntityKind::Bloc
            | EntityKind::People
    );
    match pronoun {
        Pronoun::Masculine => person && entity.gender != Some(Gender::Feminine),
        Pronoun::Feminine => person && entity.gender != Some(Gender::Masculine),
        Pronoun::Neuter => group && !entry.plural,
        Pronoun::Plural => {
            group && (entry.plural || entity.plural || entity.kind == EntityKind::Army)
        }
    }
}

/// The one value of an iterator whose items all agree.
fn single(mut items: impl Iterator<Item = usize>) -> Option<usize> {
    let first = items.next()?;
    items.all(|item| item == first).then_some(first)
}
