//! Descriptions that point back: "the North's leader", "the two governments", "his ally", "the latter".
//!
//! An office is looked up in the entity table; anything else must have been spoken of. A description that nobody, or
//! more than one, answers to stays open.

use super::anaphor::Resolution;
use super::clause::case_of;
use super::discourse::{Entry, FAR_REACH, Function, Search, choose};
use super::lexicon::{Describes, Relational};
use super::referent::Resolver;
use crate::frame::{Entity, EntityKind, Link};
use crate::language::tree::Upos;

impl Resolver<'_> {
    /// Whether the noun may point at somebody whom only the context, or the table of offices, can tell.
    pub(super) fn is_pointing_noun(&self, at: usize) -> bool {
        let reference = &self.context.lexicon.reference;
        let lemma = self.lemma(at);
        reference.describes(&lemma).is_some()
            || reference.relational(&lemma).is_some()
            || self.bare_group(at).is_some()
    }

    /// What the description headed by `at` points at; `None` where the token heads none.
    pub(super) fn description(&self, at: usize) -> Option<Resolution> {
        let reference = &self.context.lexicon.reference;
        let told = self.by_apposition(at).is_some()
            || self.by_predication(at).is_some()
            || self.by_owner_said(at, 0).is_some();
        if told {
            return None;
        }
        if let Some(first) = self.is_former_or_latter(at) {
            return Some(self.of_two(at, first));
        }
        if let Some(count) = self.bare_group(at) {
            return Some(self.group(at, None, count));
        }
        let lemma = self.lemma(at);
        if let Some(relation) = reference.relational(&lemma) {
            return self.related(at, relation);
        }
        let class = reference.describes(&lemma)?;
        let plural = matches!(self.context.tree.token(at).xpos.as_str(), "NNS" | "NNPS");
        let owner = self.by_modifier(at, 0).map(|(entity, _)| entity);
        match (plural, owner) {
            (true, None) => self
                .counted(at)
                .map(|count| self.group(at, Some(class), count)),
            (true, Some(_)) => None,
            (false, Some(owner)) => self.of_owner(at, class, owner),
            (false, None) if !self.is_definite(at) => None,
            (false, None) if self.has_word(at, |word| reference.other.contains(word)) => {
                Some(self.other(at, class))
            }
            // "the army that attacked it": the clause tells which, and not the text before.
            (false, None) if class != Describes::Person && self.is_told_apart(at) => {
                Some(Resolution::Open)
            }
            (false, None) => self.bare(at, class, &lemma),
        }
    }

    /// Whether a relative clause without a comma tells which one is meant.
    fn is_told_apart(&self, at: usize) -> bool {
        let tree = self.context.tree;
        let beside = tree.token(at).relation.is("appos");
        !beside
            && tree.children_by(at, "acl").any(|clause| {
                let first = tree.subtree(clause).into_iter().min();
                let set_off = first
                    .and_then(|first| first.checked_sub(1))
                    .is_some_and(|before| tree.token(before).upos == Upos::Punct);
                let opened = first.is_some_and(|first| tree.token(first).upos == Upos::Punct);
                tree.token(clause).relation.as_str() == "acl:relcl" && !set_off && !opened
            })
    }

    fn lemma(&self, at: usize) -> String {
        self.context.tree.token(at).lemma.to_lowercase()
    }

    fn has_word(&self, at: usize, wanted: impl Fn(&str) -> bool) -> bool {
        let tree = self.context.tree;
        tree.children(at)
            .iter()
            .any(|&child| child < at && wanted(&tree.token(child).form.to_lowercase()))
    }

    fn is_definite(&self, at: usize) -> bool {
        let definite = &self.context.lexicon.reference.definite;
        self.has_word(at, |word| definite.contains(word))
    }

    /// How many "the two leaders", "his two allies", "all three governments" are; "two states were founded" brings up
    /// new ones.
    fn counted(&self, at: usize) -> Option<usize> {
        let tree = self.context.tree;
        let reference = &self.context.lexicon.reference;
        let mut owners = tree.children(at).iter();
        let known = self.is_definite(at)
            || self.has_word(at, |word| reference.whole.contains(word))
            || owners.any(|&child| self.is_possessive(child));
        let mut children = tree.children(at).iter().filter(|&&child| child < at);
        children
            .find_map(|&child| {
                reference
                    .counted
                    .get(&tree.token(child).form.to_lowercase())
            })
            .filter(|_| known)
            .copied()
    }

    fn is_argument(&self, at: usize) -> bool {
        ["nsubj", "obj", "iobj", "obl", "nmod"]
            .contains(&self.context.tree.token(at).relation.universal())
    }

    /// How many "the two", "both", "the three of them" standing alone are.
    fn bare_group(&self, at: usize) -> Option<usize> {
        let tree = self.context.tree;
        let reference = &self.context.lexicon.reference;
        let form = tree.token(at).form.to_lowercase();
        let number = tree.token(at).upos == Upos::Num;
        let known =
            self.is_definite(at) || self.has_word(at, |word| reference.whole.contains(word));
        let of_others = tree
            .children_by(at, "nmod")
            .any(|child| tree.token(child).upos != Upos::Pron);
        reference
            .counted
            .get(&form)
            .filter(|_| self.is_argument(at) && (!number || known) && !of_others)
            .copied()
    }

    /// Whether the token is "the former" (`true`) or "the latter" (`false`), alone or before a noun.
    fn is_former_or_latter(&self, at: usize) -> Option<bool> {
        let reference = &self.context.lexicon.reference;
        let form = self.context.tree.token(at).form.to_lowercase();
        if !self.is_argument(at) || !self.is_definite(at) {
            return None;
        }
        let is = |words: &super::lexicon::WordSet| words.contains(&form);
        if is(&reference.former) {
            Some(true)
        } else if is(&reference.latter) {
            Some(false)
        } else {
            None
        }
    }

    // ---- who fits ----

    fn entity_of(&self, index: usize) -> &Entity {
        &self.context.entities.all()[index]
    }

    fn fits(&self, class: Describes, index: usize) -> bool {
        let entity = self.entity_of(index);
        match class {
            Describes::Leader => {
                entity.kind == EntityKind::Person
                    && (!entity.leads.is_empty() || entity.acts_for.is_empty())
            }
            Describes::Person => entity.kind == EntityKind::Person,
            Describes::State => entity.kind == EntityKind::State,
            Describes::Army => entity.kind == EntityKind::Army,
            Describes::Line => entity.kind == EntityKind::Place && self.is_line(entity),
        }
    }

    /// The phrases before `at`, sentence by sentence, the nearest first; the own clause is left out.
    fn sentences_before(&self, at: usize) -> Vec<Vec<&Entry>> {
        let own: Vec<&Entry> = self
            .local
            .iter()
            .filter(|known| known.token < at && !self.is_around(known.token, at))
            .map(|known| &known.entry)
            .collect();
        let earlier =
            (1..=FAR_REACH).map(|back| self.context.discourse.before(self.context.sentence, back));
        std::iter::once(own).chain(earlier).collect()
    }

    /// Whether one of the two phrases stands inside the other.
    fn is_around(&self, one: usize, other: usize) -> bool {
        let tree = self.context.tree;
        tree.ancestors(one).any(|at| at == other) || tree.ancestors(other).any(|at| at == one)
    }

    /// Whom the phrases name that fit, each once, in the order of the text.
    fn distinct(entries: &[&Entry], fits: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut found = Vec::new();
        for entry in entries {
            for &entity in &entry.entities {
                if fits(entity) && !found.contains(&entity) {
                    found.push(entity);
                }
            }
        }
        found
    }

    /// The `count` whom one phrase of three or more names together, where only one phrase does and all of them fit: two
    /// are told apart by whoever else is spoken of.
    fn together(
        entries: &[&Entry],
        count: usize,
        fits: impl Fn(usize) -> bool,
    ) -> Option<Vec<usize>> {
        let mut named = entries.iter().filter(|entry| {
            count > 2
                && entry.entities.len() == count
                && entry.entities.iter().all(|&one| fits(one))
        });
        let only = named.next()?;
        named
            .all(|other| other.entities == only.entities)
            .then(|| only.entities.clone())
    }

    // ---- kinds of descriptions ----

    /// "the two", "both governments", "the three": those who were named together last, or as many as were spoken of last.
    fn group(&self, at: usize, class: Option<Describes>, count: usize) -> Resolution {
        let of = |class: Describes| -> Option<Vec<usize>> {
            let mut found: Vec<usize> = Vec::new();
            for entries in self.sentences_before(at) {
                let fits = |entity| self.fits(class, entity);
                if found.is_empty()
                    && let Some(together) = Self::together(&entries, count, fits)
                {
                    return Some(together);
                }
                for entity in Self::distinct(&entries, fits) {
                    if !found.contains(&entity) {
                        found.push(entity);
                    }
                }
                if found.len() >= count {
                    break;
                }
            }
            (found.len() == count).then_some(found)
        };
        let found = match class {
            Some(class) => of(class),
            None => match (of(Describes::Person), of(Describes::State)) {
                (Some(found), None) | (None, Some(found)) => Some(found),
                _ => None,
            },
        };
        match found {
            Some(entities) => Resolution::To {
                entities,
                weak: false,
            },
            None => Resolution::Open,
        }
    }

    /// "the former", "the latter": of the two whom the nearest sentence with a pair names.
    fn of_two(&self, at: usize, first: bool) -> Resolution {
        for entries in self.sentences_before(at) {
            let of = |class| Self::distinct(&entries, |entity| self.fits(class, entity));
            let (persons, states) = (of(Describes::Person), of(Describes::State));
            let two = match (persons.len(), states.len()) {
                (2, n) if n != 2 => persons,
                (n, 2) if n != 2 => states,
                (0 | 1, 0 | 1) => continue,
                _ => return Resolution::Open,
            };
            return Resolution::To {
                entities: vec![two[usize::from(!first)]],
                weak: false,
            };
        }
        Resolution::Open
    }

    /// "the other side": of two, the one who does not act in the same clause.
    fn other(&self, at: usize, class: Describes) -> Resolution {
        let Resolution::To { entities, .. } = self.pair_with_own(at, class) else {
            return Resolution::Open;
        };
        let tree = self.context.tree;
        let subjects: Vec<usize> = self
            .local
            .iter()
            .filter(|known| {
                known.token < at
                    && known.entry.function <= Function::Subject
                    && tree
                        .ancestors(at)
                        .any(|above| tree.token(known.token).head == Some(above))
            })
            .flat_map(|known| known.entry.entities.clone())
            .filter(|entity| entities.contains(entity))
            .collect();
        match subjects[..] {
            [one] => Resolution::To {
                entities: entities.into_iter().filter(|&at| at != one).collect(),
                weak: false,
            },
            _ => Resolution::Open,
        }
    }

    /// The two of a class who were spoken of last, those of the own clause included.
    fn pair_with_own(&self, at: usize, class: Describes) -> Resolution {
        let own: Vec<&Entry> = self
            .local
            .iter()
            .filter(|known| known.token < at)
            .map(|known| &known.entry)
            .collect();
        let mut found = Self::distinct(&own, |entity| self.fits(class, entity));
        for entries in self.sentences_before(at) {
            if found.len() > 1 {
                break;
            }
            for entity in Self::distinct(&entries, |entity| self.fits(class, entity)) {
                if !found.contains(&entity) {
                    found.push(entity);
                }
            }
        }
        if found.len() == 2 {
            Resolution::To {
                entities: found,
                weak: false,
            }
        } else {
            Resolution::Open
        }
    }

    /// "the Soviet dictator", "the communist state": somebody of a named whole.
    fn of_owner(&self, at: usize, class: Describes, owner: usize) -> Option<Resolution> {
        let to = |entity| Resolution::To {
            entities: vec![entity],
            weak: false,
        };
        match class {
            Describes::Leader => self.leader(at, owner).map(to),
            Describes::State if self.entity_of(owner).kind == EntityKind::Bloc => {
                self.member(at, owner).map(to)
            }
            _ => None,
        }
    }

    /// The person who leads `owner` in the year told of; without a year, or where several did, the one whom the text
    /// has named.
    fn leader(&self, at: usize, owner: usize) -> Option<usize> {
        let owner = &self.entity_of(owner).id;
        let year = self.context.year;
        let all = self.context.entities.all();
        let mut leaders: Vec<usize> = (0..all.len())
            .filter(|&person| all[person].kind == EntityKind::Person)
            .filter(|&person| {
                let link = all[person].leads.iter().find(|link| link.to == *owner);
                link.is_some_and(|link| year.is_none_or(|year| holds(link, year)))
            })
            .collect();
        if leaders.len() > 1 {
            let here: Vec<usize> = leaders
                .iter()
                .copied()
                .filter(|&person| {
                    self.context.discourse.has_named(person) || self.is_named_before(at, person)
                })
                .collect();
            leaders = here;
        }
        match leaders[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    fn is_named_before(&self, at: usize, entity: usize) -> bool {
        self.local
            .iter()
            .any(|known| known.token < at && known.entry.entities.contains(&entity))
    }

    /// The one state of the bloc of which, or of whose people and armies, the text has spoken before the phrase headed
    /// by `at`; `None` where `bloc` is no bloc.
    pub(super) fn only_member(&self, bloc: usize, at: usize) -> Option<usize> {
        let table = self.context.entities;
        let states = table.states_of(bloc, self.context.year);
        let mut spoken = states.into_iter().filter(|(_, people)| {
            people.iter().any(|&entity| {
                self.context.discourse.has_named(entity) || self.is_named_before(at, entity)
            })
        });
        let (only, _) = spoken.next()?;
        spoken.next().is_none().then_some(only)
    }

    /// The one member of the bloc that was spoken of last.
    fn member(&self, at: usize, bloc: usize) -> Option<usize> {
        let bloc = self.entity_of(bloc).id.clone();
        for entries in self.sentences_before(at) {
            let found = Self::distinct(&entries, |entity| {
                let entity = self.entity_of(entity);
                entity.kind == EntityKind::State
                    && entity.member_of.iter().any(|link| link.to == bloc)
            });
            match found[..] {
                [] => {}
                [only] => return Some(only),
                _ => return None,
            }
        }
        None
    }

    /// "the dictator", "the army": whoever was spoken of last and fits. Only what must be a person, or was named by
    /// this very title, counts as pointing back at all.
    fn bare(&self, at: usize, class: Describes, lemma: &str) -> Option<Resolution> {
        let line = class == Describes::Line;
        if class == Describes::State || !self.is_argument(at) || line && self.is_qualified(at) {
            return None;
        }
        let titled = self.context.lexicon.reference.titles.contains(lemma);
        let fits = |entity: usize| {
            self.fits(class, entity) && (!titled || self.bears_title(entity, lemma))
        };
        for entries in self.sentences_before(at) {
            let fitting: Vec<&Entry> = entries
                .into_iter()
                .filter(|entry| {
                    entry.entities.len() == 1 && entry.entities.iter().all(|&e| fits(e))
                })
                .collect();
            match choose(self.context.entities, &fitting) {
                Search::Nothing => {}
                Search::Found(choice) if !choice.weak => return Some(choice.into()),
                _ => return Some(Resolution::Open),
            }
        }
        if let Some(own) = self.titled_alone(at, lemma).filter(|_| titled) {
            return Some(Resolution::To {
                entities: vec![own],
                weak: true,
            });
        }
        (class != Describes::Army && !line).then_some(Resolution::Open)
    }

    /// "The General gave the People's Army its orders": a title with a capital letter for a name, where nobody else was spoken
    /// of, is that of the leader who bears it and whose state or army the sentence names.
    fn titled_alone(&self, at: usize, title: &str) -> Option<usize> {
        let tree = self.context.tree;
        let capital = |at: usize| tree.token(at).form.starts_with(char::is_uppercase);
        // In a heading in capitals a capital letter says nothing.
        let others = (0..tree.len()).filter(|&other| other > at && capital(other));
        let plain = |at: &usize| self.context.names.name_at(*at).is_none();
        if !capital(at) || others.into_iter().any(|other| plain(&other)) {
            return None;
        }
        let all = self.context.entities.all();
        let named: Vec<usize> = (0..tree.len())
            .filter_map(|at| self.context.names.entity_at(at))
            .collect();
        let led = |person: usize| {
            all[person].leads.iter().any(|link| {
                let held = self.context.year.is_none_or(|year| holds(link, year));
                let serves = |entity: &usize| {
                    all[*entity].id == link.to
                        || all[*entity].acts_for.iter().any(|one| one.to == link.to)
                };
                held && named.iter().any(serves)
            })
        };
        let mut bearers = (0..all.len()).filter(|&person| {
            all[person].kind == EntityKind::Person && led(person) && self.bears_title(person, title)
        });
        let only = bearers.next()?;
        bearers.next().is_none().then_some(only)
    }

    /// "the front line", "the border with China": another one than the text has spoken of.
    fn is_qualified(&self, at: usize) -> bool {
        let tree = self.context.tree;
        tree.children(at).iter().any(|&child| {
            ["amod", "compound", "nmod", "acl", "nummod"]
                .contains(&tree.token(child).relation.universal())
        })
    }

    /// Whether a name of the place says that it is a line ("38th parallel").
    fn is_line(&self, place: &Entity) -> bool {
        let reference = &self.context.lexicon.reference;
        let mut names = place.names.values().flatten();
        names.any(|name| {
            let last = name
                .rsplit([' ', '-'])
                .next()
                .unwrap_or(name)
                .to_lowercase();
            reference.describes(&last) == Some(Describes::Line)
        })
    }

    /// Whether one of the person's names holds the title ("President Truman").
    fn bears_title(&self, entity: usize, title: &str) -> bool {
        let entity = self.entity_of(entity);
        entity
            .names
            .values()
            .chain(entity.context_names.values())
            .flatten()
            .any(|name| {
                name.split_whitespace()
                    .any(|word| word.to_lowercase() == title)
            })
    }

    /// "his ally", "its neighbour"; a named side ("his Soviet ally") needs no context.
    fn related(&self, at: usize, relation: Relational) -> Option<Resolution> {
        if let Some(land) = self.on_side(at) {
            return Some(Resolution::To {
                entities: vec![land],
                weak: false,
            });
        }
        if self.by_modifier(at, 0).is_some() {
            return None;
        }
        let tree = self.context.tree;
        let owner = tree.children(at).iter().copied().find(|&child| {
            self.is_possessive(child)
                || tree.token(child).relation.is("nmod")
                    && case_of(tree, child).iter().any(|case| case == "of")
        })?;
        let Some((owner, _)) = (self.doer_above(at, owner)).or_else(|| self.entity(owner, 0))
        else {
            return Some(Resolution::Open);
        };
        let found = match relation {
            Relational::Neighbour => self.sibling(owner),
            Relational::Ally => self.ally(at, owner),
            Relational::Opponent => None,
        };
        Some(match found {
            Some(entity) => Resolution::To {
                entities: vec![entity],
                weak: relation == Relational::Ally,
            },
            None => Resolution::Open,
        })
    }

    /// "Rome's invasion of its neighbour": a pronoun inside what somebody does is his who does it.
    fn doer_above(&self, noun: usize, owner: usize) -> Option<(usize, bool)> {
        let tree = self.context.tree;
        let token = tree.token(noun);
        let pronoun = self.pronoun(owner).is_some();
        let deed = token
            .head
            .filter(|_| pronoun && token.relation.is("nmod"))?;
        let doer = tree.children(deed).iter().copied().find(|&child| {
            tree.token(child).relation.as_str() == "nmod:poss" && self.pronoun(child).is_none()
        })?;
        self.entity(doer, 0)
    }

    /// "its northern rival": told apart by where it lies.
    fn on_side(&self, at: usize) -> Option<usize> {
        self.context.names.on_side(at)
    }

    /// The other state on the same soil: both are parts of one whole.
    fn sibling(&self, owner: usize) -> Option<usize> {
        let all = self.context.entities.all();
        let wholes = &all[owner].part_of;
        let mut siblings = (0..all.len()).filter(|&other| {
            other != owner
                && all[other].kind == EntityKind::State
                && all[other]
                    .part_of
                    .iter()
                    .any(|link| wholes.iter().any(|own| own.to == link.to))
        });
        let only = siblings.next()?;
        siblings.next().is_none().then_some(only)
    }

    /// The one who was spoken of lately and stands in the same bloc.
    fn ally(&self, at: usize, owner: usize) -> Option<usize> {
        let table = self.context.entities;
        let kind = self.entity_of(owner).kind;
        let id = |entity: usize| self.entity_of(entity).id.as_str();
        let mut found = Vec::new();
        for entries in self.sentences_before(at) {
            for entity in Self::distinct(&entries, |entity| {
                self.entity_of(entity).kind == kind
                    && entity != owner
                    && table.share_bloc(id(entity), id(owner), self.context.year)
            }) {
                if !found.contains(&entity) {
                    found.push(entity);
                }
            }
        }
        match found[..] {
            [only] => Some(only),
            _ => None,
        }
    }
}

fn holds(link: &Link, year: i16) -> bool {
    link.from_year.is_none_or(|from| from <= year) && link.to_year.is_none_or(|to| year <= to)
}
