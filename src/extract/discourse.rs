//! What earlier sentences leave in the reader's mind: who and what was named, in which function, which war, which date.
//!
//! Entities compete for a pronoun by function and by nearness. Where two are equally good nothing is chosen, and a
//! choice against a weaker competitor says that it was one.

use super::lexicon::Pronoun;
use crate::frame::{Comparison, EntityKind, EntityTable, Gender};
use std::collections::{BTreeSet, VecDeque};

/// How many sentences back a pronoun may reach.
pub const REACH: usize = 2;
/// How many sentences back a description may reach.
pub const FAR_REACH: usize = 6;

/// The grammatical function of a phrase; earlier ones are the likelier topics.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Function {
    /// The subject of a main clause.
    Topic,
    /// The subject of another clause.
    Subject,
    /// An object.
    Object,
    /// A phrase with a preposition.
    Oblique,
    /// A possessor, an adjective, a complement of a noun.
    Modifier,
}

/// A phrase of the discourse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Index of its sentence.
    pub sentence: usize,
    /// Byte offset of its head, for the order within a sentence.
    pub at: usize,
    /// Whom it denotes: several where coordinated, nobody where it is a thing that the packs do not know.
    pub entities: Vec<usize>,
    /// Its function.
    pub function: Function,
    /// Whether its form is plural.
    pub plural: bool,
    /// Whether it is something that tells ("the newspaper"): nobody that the packs know, it can still be who said something.
    pub tells: bool,
}

/// What was chosen among the phrases that fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Whom the chosen phrase denotes.
    pub entities: Vec<usize>,
    /// Whether somebody else fitted as well.
    pub weak: bool,
}

/// The outcome of looking for an antecedent in one sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Search {
    /// Nothing fits.
    Nothing,
    /// Several fit equally well, or what fits best is unknown.
    Undecided,
    /// One stands out.
    Found(Choice),
}

/// The state of the discourse before a sentence.
#[derive(Debug, Clone, Default)]
pub struct Discourse {
    recent: VecDeque<Entry>,
    named: BTreeSet<usize>,
    war: Option<usize>,
    paper: Option<usize>,
}

impl Discourse {
    /// Takes over the phrases of the sentence that was just read, in the order of the text.
    pub fn absorb(&mut self, entities: &EntityTable, sentence: usize, entries: Vec<Entry>) {
        for entry in entries {
            for &entity in &entry.entities {
                self.named.insert(entity);
                match entities.all()[entity].kind {
                    EntityKind::War => self.war = Some(entity),
                    EntityKind::Document => self.paper = Some(entity),
                    _ => {}
                }
            }
            self.recent.push_back(entry);
        }
        while self
            .recent
            .front()
            .is_some_and(|entry| entry.sentence + FAR_REACH < sentence)
        {
            self.recent.pop_front();
        }
    }

    /// Forgets everybody: a new section begins.
    pub fn clear(&mut self) {
        self.recent.clear();
    }

    /// The war last named, for "the war".
    pub fn war(&self) -> Option<usize> {
        self.war
    }

    /// The war last named, if that was in this section and a few sentences before `sentence` at most.
    pub fn recent_war(&self, sentence: usize) -> Option<usize> {
        self.war.filter(|war| self.is_recent(*war, sentence))
    }

    /// The document last named, in the same reach.
    pub fn recent_paper(&self, sentence: usize) -> Option<usize> {
        self.paper.filter(|paper| self.is_recent(*paper, sentence))
    }

    fn is_recent(&self, entity: usize, sentence: usize) -> bool {
        let recent = |entry: &&Entry| entry.sentence + REACH >= sentence;
        let mut entries = self.recent.iter().filter(recent);
        entries.any(|entry| entry.entities.contains(&entity))
    }

    /// Whether "it" can hardly be anything but the war of [`Self::recent_war`]: where the war was named last, no other thing
    /// stands out as much.
    pub fn is_only_war(&self, war: usize) -> bool {
        let named = |entry: &&Entry| entry.entities.contains(&war);
        let Some(last) = self.recent.iter().rev().find(named) else {
            return false;
        };
        // Whom the packs know, nobody starts; of an unknown thing that cannot be said.
        let mut rivals = self.recent.iter().filter(|entry| {
            entry.sentence >= last.sentence && entry.function <= last.function && !entry.plural
        });
        rivals.all(|entry| !entry.entities.is_empty())
    }

    /// Whether the text has named the entity so far.
    pub fn has_named(&self, entity: usize) -> bool {
        self.named.contains(&entity)
    }

    /// The phrases of the sentence `back` sentences before `sentence`, in the order of the text.
    pub fn before(&self, sentence: usize, back: usize) -> Vec<&Entry> {
        let Some(wanted) = sentence.checked_sub(back) else {
            return Vec::new();
        };
        self.recent
            .iter()
            .filter(|entry| entry.sentence == wanted)
            .collect()
    }
}

/// Chooses among phrases of one sentence that fit: the best function wins; two of the same function compete, unless
/// one stands for the other (an army for its state).
pub fn choose(entities: &EntityTable, fitting: &[&Entry]) -> Search {
    let Some(best) = fitting.iter().map(|entry| entry.function).min() else {
        return Search::Nothing;
    };
    let mut top: Vec<&[usize]> = Vec::new();
    for entry in fitting.iter().filter(|entry| entry.function == best) {
        if !top.contains(&entry.entities.as_slice()) {
            top.push(&entry.entities);
        }
    }
    // A coordination goes before its members.
    top.sort_by_key(|members| std::cmp::Reverse(members.len()));
    let Some(&chosen) = top.first() else {
        return Search::Nothing;
    };
    let rivals = top.iter().any(|other| !one_side(entities, chosen, other));
    if chosen.is_empty() || rivals {
        return Search::Undecided;
    }
    let weak = fitting
        .iter()
        .filter(|entry| entry.entities.iter().any(|&at| acts(entities, at)))
        .any(|entry| !one_side(entities, chosen, &entry.entities));
    Search::Found(Choice {
        entities: chosen.to_vec(),
        weak,
    })
}

/// Whether the entity can do something: what cannot is no serious competitor of what can.
pub fn acts(entities: &EntityTable, entity: usize) -> bool {
    !matches!(
        entities.all()[entity].kind,
        EntityKind::Place | EntityKind::War | EntityKind::Document | EntityKind::Thing
    )
}

/// Whether the phrase names somebody who can do something; a capital can where it stands as a subject, as a state does.
pub fn acting(entities: &EntityTable, entry: &Entry) -> bool {
    let stands_for = |at: usize| {
        let entity = &entities.all()[at];
        entity.kind == EntityKind::Place
            && !entity.acts_for.is_empty()
            && entry.function <= Function::Subject
    };
    let able = |&at: &usize| acts(entities, at) || stands_for(at);
    let nobody = entry.entities.is_empty();
    nobody && entry.tells && entry.function <= Function::Subject
        || !nobody && entry.entities.iter().all(able)
}

/// Whether two phrases denote the same, or one acts for the other.
fn one_side(table: &EntityTable, one: &[usize], other: &[usize]) -> bool {
    if one == other {
        return true;
    }
    let ([one], [other]) = (one, other) else {
        // A pair and one of its members do not compete: number tells them apart.
        return !one.is_empty() && !other.is_empty() && other.iter().all(|at| one.contains(at));
    };
    let all = table.all();
    let (one, other) = (&all[*one].id, &all[*other].id);
    matches!(
        table.compare(one, other, None),
        Comparison::Same | Comparison::Narrower | Comparison::Wider
    )
}

/// Whether the pronoun agrees with the phrase in gender, number and animacy; `year` is that of the narrative.
pub fn agrees(entities: &EntityTable, pronoun: Pronoun, entry: &Entry, year: Option<i16>) -> bool {
    let [entity] = entry.entities[..] else {
        // A coordination needs a plural pronoun; of an unknown thing only the number is known.
        return match pronoun {
            Pronoun::Plural => entry.plural,
            Pronoun::Neuter => entry.entities.is_empty() && !entry.plural,
            Pronoun::Masculine | Pronoun::Feminine => false,
        };
    };
    let entity = &entities.all()[entity];
    if year.is_some_and(|year| !exists(entity.years, year)) {
        return false;
    }
    let person = entity.kind == EntityKind::Person;
    match pronoun {
        Pronoun::Masculine => person && entity.gender.is_none_or(|g| g == Gender::Masculine),
        // A ship may be called "she".
        Pronoun::Feminine => match entity.gender {
            Some(gender) => gender == Gender::Feminine,
            None => person,
        },
        // "the Basque liberties ... It was bombed": a people is "they".
        Pronoun::Neuter => {
            let people = entity.kind == EntityKind::People && entity.plural;
            !person && !entry.plural && !people
        }
        Pronoun::Plural => {
            !person && (entry.plural || entity.plural || entity.kind == EntityKind::Army)
        }
    }
}

fn exists((from, to): (Option<i16>, Option<i16>), year: i16) -> bool {
    from.is_none_or(|from| from <= year) && to.is_none_or(|to| year <= to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frame::{Entity, Link};

    fn table() -> EntityTable {
        let mut legion = Entity::new("legion", EntityKind::Army);
        legion.acts_for = vec![Link {
            to: "rome".into(),
            from_year: None,
            to_year: None,
        }];
        let mut dido = Entity::new("dido", EntityKind::Person);
        dido.gender = Some(Gender::Feminine);
        let mut ostia = Entity::new("ostia", EntityKind::Place);
        ostia.acts_for.clone_from(&legion.acts_for);
        let mut scipio = Entity::new("scipio", EntityKind::Person);
        scipio.gender = Some(Gender::Masculine);
        let mut carthage = Entity::new("carthage", EntityKind::State);
        carthage.years = (None, Some(-146));
        EntityTable::new(vec![
            Entity::new("rome", EntityKind::State),
            carthage,
            legion,
            dido,
            scipio,
            ostia,
            Entity::new("zama", EntityKind::Place),
        ])
    }

    fn entry(entities: &[usize], function: Function) -> Entry {
        Entry {
            sentence: 0,
            at: 0,
            entities: entities.to_vec(),
            function,
            plural: entities.len() > 1,
            tells: false,
        }
    }

    fn found(search: Search) -> Option<(Vec<usize>, bool)> {
        match search {
            Search::Found(choice) => Some((choice.entities, choice.weak)),
            _ => None,
        }
    }

    #[test]
    fn the_best_function_wins_and_a_competitor_weakens_it() {
        let table = table();
        let (rome, carthage) = (entry(&[0], Function::Topic), entry(&[1], Function::Object));
        assert_eq!(
            found(choose(&table, &[&rome, &carthage])),
            Some((vec![0], true))
        );
        assert_eq!(found(choose(&table, &[&rome])), Some((vec![0], false)));
        assert_eq!(choose(&table, &[]), Search::Nothing);
    }

    #[test]
    fn a_capital_acts_as_a_subject_only() {
        let table = table();
        let acts = |entity, function| acting(&table, &entry(&[entity], function));
        assert!(acts(5, Function::Subject) && !acts(5, Function::Oblique));
        assert!(!acts(6, Function::Subject) && acts(0, Function::Oblique));
    }

    #[test]
    fn two_of_one_function_stay_undecided_unless_one_acts_for_the_other() {
        let table = table();
        let (rome, carthage) = (entry(&[0], Function::Topic), entry(&[1], Function::Topic));
        assert_eq!(choose(&table, &[&rome, &carthage]), Search::Undecided);
        let legion = entry(&[2], Function::Topic);
        assert_eq!(
            found(choose(&table, &[&legion, &rome])),
            Some((vec![2], false))
        );
    }

    #[test]
    fn a_thing_in_the_best_place_stands_in_the_way() {
        let table = table();
        let (thing, rome) = (entry(&[], Function::Topic), entry(&[0], Function::Object));
        assert_eq!(choose(&table, &[&thing, &rome]), Search::Undecided);
        let below = entry(&[], Function::Oblique);
        assert_eq!(
            found(choose(&table, &[&rome, &below])),
            Some((vec![0], false))
        );
    }

    #[test]
    fn gender_number_animacy_and_years_must_agree() {
        let table = table();
        let fits = |pronoun, entities: &[usize], year| {
            agrees(&table, pronoun, &entry(entities, Function::Topic), year)
        };
        assert!(fits(Pronoun::Feminine, &[3], None) && !fits(Pronoun::Masculine, &[3], None));
        assert!(fits(Pronoun::Masculine, &[4], None) && !fits(Pronoun::Neuter, &[4], None));
        assert!(fits(Pronoun::Neuter, &[0], None) && !fits(Pronoun::Masculine, &[0], None));
        assert!(fits(Pronoun::Plural, &[2], None) && !fits(Pronoun::Plural, &[0], None));
        assert!(fits(Pronoun::Plural, &[3, 4], None) && !fits(Pronoun::Feminine, &[3, 4], None));
        let mut ship = Entity::new("argo", EntityKind::Thing);
        ship.gender = Some(Gender::Feminine);
        let ships = EntityTable::new(vec![ship]);
        let argo = entry(&[0], Function::Topic);
        assert!(agrees(&ships, Pronoun::Feminine, &argo, None));
        assert!(agrees(&ships, Pronoun::Neuter, &argo, None));
        assert!(fits(Pronoun::Neuter, &[1], Some(-200)) && !fits(Pronoun::Neuter, &[1], Some(20)));
    }
}
