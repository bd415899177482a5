//! A plain statement becomes a proposition: which roles decide, and which admit one filler only.
//!
//! Nothing is pinned, so all that the statement says about its event decides. What else contradicts it than its denial
//! depends on the event: what happens once to a thing has one doer and one date; what may happen again has not.

use super::pattern::{Bearing, Compiled, Numbers, Target};
use super::trace::Proposition;
use crate::extract::{Assertion, Filler, Lost, Modality, Polarity, Stated};
use crate::frame::{EntityKind, EntityTable, Grain, KindTable, Role};
use crate::pack::model::Claim;
use std::collections::BTreeMap;

/// How deep propositions nest ("reported that they had ordered the ...").
const DEEPEST: usize = 3;

/// How a claim's statement was read.
#[derive(Debug, Clone)]
pub struct StatementReading {
    /// Index of the pack in the run.
    pub pack: usize,
    /// Index of the claim in its pack.
    pub claim: usize,
    /// What states the claim, then the accounts that rival it: what is pinned and what could be read.
    pub propositions: Vec<Proposition>,
    /// Where the reading is poor.
    pub doubts: Vec<Doubt>,
}

/// Why the reading of a statement may not be what its author means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// Nothing in it names an event with a participant: its main word, if there is one.
    NoEvent(Option<String>),
    /// A proper name that no entity bears.
    Stranger(String),
    /// A participant of that role, with its words, which could not be resolved.
    Unresolved(Role, String),
    /// A participant of that role that is compared by its common noun alone.
    Common(Role, String),
    /// More than one sentence: the first alone is read.
    Sentences(usize),
    /// A name or a date that ends up in no role, so that nothing is compared with it.
    Lost(Lost),
    /// Phrases that fill no role, so that nothing is compared with them.
    Dropped(Vec<String>),
    /// It tells of what was to be done.
    Planned,
    /// It tells of what is possible or asked, and is read as if it had been done.
    NotDone,
    /// A number, with its noun, that no evidence attests, so that nothing is compared with it.
    Number(String),
    /// A rival account whose sentence is compared with nothing, since the claim's proposition is pinned.
    Unread,
    /// A doubt about another sentence than the claim's own statement: a further wording, a rival account.
    Of(String, Box<Doubt>),
}

impl Doubt {
    /// Whether it only says what is so, without a fault of the sentence.
    pub fn is_notice(&self) -> bool {
        match self {
            Doubt::Of(_, doubt) => doubt.is_notice(),
            doubt => matches!(
                doubt,
                Doubt::Unread | Doubt::Number(_) | Doubt::Dropped(_) | Doubt::Planned
            ),
        }
    }
}

/// Where the readings of all sentences of a claim are poor.
pub(super) fn all_doubts(
    claim: &Claim,
    entities: &EntityTable,
    read: &dyn Fn(&str) -> Stated,
) -> Vec<Doubt> {
    let about = |text: &str, doubt: Doubt| Doubt::Of(text.to_owned(), Box::new(doubt));
    let mut found = Vec::new();
    for text in claim.statements().chain(claim.told_rivals()) {
        let own = !claim.pinned && text == claim.statement;
        let doubts = doubts(&read(text), text).into_iter();
        found.extend(doubts.map(|doubt| if own { doubt } else { about(text, doubt) }));
    }
    let attested = claim.evidence.iter().any(|one| one.quantity.is_some());
    if !attested {
        let is_in_a_name = |number: &str, entity: usize| {
            let mut names = entities.all()[entity].names.values().flatten();
            names.any(|name| {
                name.split(' ')
                    .any(|word| word.eq_ignore_ascii_case(number))
            })
        };
        let number = number(&read(&claim.statement), &claim.statement, &is_in_a_name);
        found.extend(number.map(Doubt::Number));
    }
    let unread = (claim.rivals.iter())
        .filter(|rival| claim.pinned && rival.propositions.is_empty() && rival.told.is_empty());
    found.extend(unread.map(|rival| about(&rival.statement, Doubt::Unread)));
    let mut once: Vec<Doubt> = Vec::new();
    for doubt in found {
        if !once.contains(&doubt) {
            once.push(doubt);
        }
    }
    once
}

/// Where the reading of `statement` is poor.
fn doubts(stated: &Stated, statement: &str) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    if stated.sentences > 1 {
        doubts.push(Doubt::Sentences(stated.sentences));
    }
    doubts.extend(stated.strangers.iter().cloned().map(Doubt::Stranger));
    let Some(main) = stated.main.and_then(|at| stated.assertions.get(at)) else {
        doubts.push(Doubt::NoEvent(stated.predicate.clone()));
        return doubts;
    };
    let words =
        |span: crate::span::Span| statement.get(span.range()).unwrap_or_default().to_owned();
    for (role, span) in &main.unresolved {
        doubts.push(Doubt::Unresolved(*role, words(*span)));
    }
    for (role, filler) in &main.roles {
        let common = filler.entity.is_none() && filler.event.is_none();
        if common && matches!(role, Role::Agent | Role::Recipient) {
            // "A mine": a noun that was read as a pronoun is compared with nothing.
            let worded = filler.lemma.is_some() || filler.concept.is_some();
            let doubt = if worded {
                Doubt::Common
            } else {
                Doubt::Unresolved
            };
            doubts.push(doubt(*role, words(filler.words)));
        }
    }
    doubts.extend(stated.lost.iter().cloned().map(Doubt::Lost));
    // Of these is warned already.
    let lost = stated.lost.iter().map(|one| &one.words);
    let warned: Vec<&String> = stated.strangers.iter().chain(lost).collect();
    let told = |words: &String| warned.iter().any(|one| words.contains(one.as_str()));
    let dropped = stated.dropped.iter().map(|one| one.words.clone());
    let dropped = dropped.filter(|words| !told(words));
    let dropped: Vec<String> = dropped.collect();
    doubts.extend((!dropped.is_empty()).then_some(Doubt::Dropped(dropped)));
    doubts.extend(match stated.modality {
        Some(Modality::Intended) if main.withheld() => None,
        Some(Modality::Intended) => Some(Doubt::Planned),
        Some(Modality::Actual) | None => None,
        Some(_) => Some(Doubt::NotDone),
    });
    doubts
}

/// The first number of things in the main event of a statement, or in what takes part in it.
fn number(
    stated: &Stated,
    statement: &str,
    is_in_a_name: &dyn Fn(&str, usize) -> bool,
) -> Option<String> {
    let mut open = vec![(stated.main?, 0)];
    while let Some((at, depth)) = open.pop() {
        for (_, filler) in &stated.assertions.get(at)?.roles {
            // "Resolution 84" counts nothing.
            let counts = (filler.counted.as_ref()).filter(|one| one.words.end < filler.words.end);
            // "the two agents" may be a name.
            let named = counts.is_some_and(|one| {
                let number = statement.get(one.words.range()).unwrap_or_default();
                filler
                    .entity
                    .is_some_and(|entity| is_in_a_name(number, entity))
            });
            if counts.is_some() && !named {
                return statement.get(filler.words.range()).map(str::to_owned);
            }
            open.extend(
                filler
                    .event
                    .filter(|_| depth < DEEPEST)
                    .map(|inner| (inner, depth + 1)),
            );
        }
    }
    None
}

/// A statement as it was read, for one claim.
pub(super) struct Statement<'a> {
    pub kinds: &'a KindTable,
    pub entities: &'a EntityTable,
    pub assertions: &'a [Assertion],
    pub pack: usize,
    pub claim: usize,
    pub bearing: Bearing,
}

impl Statement<'_> {
    /// The propositions of the event at `at`: one for each kind that its word may name.
    pub fn compile(&self, at: usize) -> Vec<Compiled> {
        self.propositions(at, 0)
    }

    fn propositions(&self, at: usize, depth: usize) -> Vec<Compiled> {
        let Some(event) = self.assertions.get(at) else {
            return Vec::new();
        };
        (0..self.assertions.len())
            .filter(|&other| {
                let other = &self.assertions[other];
                (other.sentence, other.trigger) == (event.sentence, event.trigger)
                    && other.polarity == event.polarity
                    && !other.loose
                    // What an accuser is made to say is not what the statement says.
                    && (!other.inferred || other.voice == event.voice)
            })
            .filter_map(|other| self.proposition(other, depth))
            .collect()
    }

    fn proposition(&self, at: usize, depth: usize) -> Option<Compiled> {
        let assertion = self.assertions.get(at).filter(|_| depth < DEEPEST)?;
        let open = |(role, _): &(Role, crate::span::Span)| *role != Role::Time;
        if self.bearing == Bearing::Denies && assertion.unresolved.iter().any(open) {
            return None;
        }
        let mut fillers: BTreeMap<Role, Vec<Target>> = BTreeMap::new();
        let outside = self.participants_around(assertion);
        for (role, filler) in &assertion.roles {
            // "recorded his talks": that the talks are the recorder's own tells which are meant, and decides nothing.
            let own = filler
                .entity
                .is_some_and(|entity| outside.contains(&entity));
            if depth > 0 && filler.resolved && own {
                continue;
            }
            // "demanded that Rome withdraw its legions": whose they are is told by who is to do it.
            let doer = |one: &Filler| one.entity.is_some() && one.entity == filler.entity;
            if depth > 0
                && filler.own
                && assertion.fillers(Role::Agent).any(doer)
                && *role != Role::Agent
            {
                continue;
            }
            let places = filler.inner.iter().map(|&place| Target::Entity(place));
            let targets: Vec<Target> = if *role == Role::Place && !filler.inner.is_empty() {
                places.collect()
            } else {
                self.target(filler, depth).into_iter().collect()
            };
            // Of a rival account that does not tell whom it means nobody is accused.
            if targets.is_empty() && self.bearing == Bearing::Denies {
                return None;
            }
            for target in targets {
                let known = fillers.entry(*role).or_default();
                if !known.contains(&target) {
                    known.push(target);
                }
            }
        }
        // "that there had been no attack in May": that it did not happen, or when it did, is all that is told of it.
        let told = assertion.polarity == Polarity::Negative || assertion.time.is_some();
        if fillers.is_empty() && !(depth > 0 && told) {
            return None;
        }
        let all_of = fillers
            .iter()
            .filter(|(_, all)| all.len() > 1)
            .map(|(role, _)| *role)
            .collect();
        self.lift(&mut fillers);
        let time = assertion.time.as_ref().map(|when| when.interval);
        let negated = assertion.polarity == Polarity::Negative;
        let mut compiled = Compiled {
            pack: self.pack,
            claim: self.claim,
            bearing: self.bearing,
            kind: assertion.kind,
            all_of,
            fillers: fillers.into_iter().collect(),
            quantity: self.counted(assertion).filter(|_| depth == 0),
            time,
            enough: None,
            window: time,
            bounded: false,
            negated,
            planned: depth == 0
                && assertion.modality == Modality::Intended
                && !assertion.withheld(),
            decisive: Vec::new(),
            exclusive: Vec::new(),
            alternative: false,
            further: false,
            qualities: assertion.qualities.clone(),
            adverbs: self.adverbs(assertion),
            alone: self.bearing == Bearing::Denies
                && assertion.roles.iter().any(|(_, filler)| filler.alone),
            whole: (assertion.roles.iter())
                .filter(|(_, filler)| self.bearing == Bearing::Denies && filler.whole)
                .map(|(role, _)| *role)
                .collect(),
            since: self.bearing == Bearing::Denies
                && assertion.time.as_ref().is_some_and(|when| when.since),
            barred: Vec::new(),
            company: Vec::new(),
            dates: Vec::new(),
            words: Vec::new(),
            subject: Vec::new(),
            shows: Vec::new(),
            holders: Vec::new(),
            read: true,
            rival: None,
        };
        compiled.decisive = decisive(&compiled);
        compiled.exclusive = self.exclusive(&compiled);
        Some(compiled)
    }

    /// How many a rival account tells of: of another number it says nothing.
    fn counted(&self, assertion: &Assertion) -> Option<Numbers> {
        let denies = self.bearing == Bearing::Denies;
        assertion.roles.iter().find_map(|(_, filler)| {
            let counted = filler.counted.as_ref().filter(|_| denies)?;
            let known = filler.entity.map(|found| self.entities.all()[found].kind);
            let things = known.is_none_or(|kind| kind == EntityKind::People)
                && counted.words.end < filler.words.end;
            things.then(|| Numbers {
                unit: counted.unit.clone(),
                noun: filler.lemma.clone().unwrap_or_default(),
                attested: vec![counted.quantity],
            })
        })
    }

    /// What a rival account adds by adverbs.
    fn adverbs(&self, assertion: &Assertion) -> Vec<String> {
        let asides = assertion.asides.iter();
        let adverbs = asides.filter(|aside| aside.adverb && self.bearing == Bearing::Denies);
        adverbs.map(|aside| aside.lemma.clone()).collect()
    }

    /// Who takes part in the events of which this one is a participant.
    fn participants_around(&self, inner: &Assertion) -> Vec<usize> {
        let names_inner = |outer: &&Assertion| {
            let nested = outer.roles.iter().filter_map(|(_, filler)| filler.event);
            nested
                .filter_map(|at| self.assertions.get(at))
                .any(|nested| nested.trigger == inner.trigger)
        };
        self.assertions
            .iter()
            .filter(names_inner)
            .flat_map(|outer| &outer.roles)
            .filter_map(|(_, filler)| filler.entity)
            .collect()
    }

    /// What an army or an organ of a state does, the state does: who names the state says the same.
    fn lift(&self, fillers: &mut BTreeMap<Role, Vec<Target>>) {
        if let Some([Target::Entity(doer)]) = fillers.get(&Role::Agent).map(Vec::as_slice) {
            let states = self.entities.states_behind(*doer);
            if let Some(agents) = fillers.get_mut(&Role::Agent) {
                agents.extend(states.into_iter().map(Target::Entity));
            }
        }
    }

    fn target(&self, filler: &Filler, depth: usize) -> Option<Target> {
        let nested = filler
            .event
            .map(|event| self.propositions(event, depth + 1))
            .unwrap_or_default();
        // "the shooting of the prisoners" says more than the name that "the shooting" may be.
        match filler.entity {
            Some(entity) if !filler.resolved || nested.is_empty() => {
                return Some(Target::Entity(entity));
            }
            _ if !nested.is_empty() => return Some(Target::Proposition(nested)),
            _ => {}
        }
        if let Some(event) = filler.event.and_then(|at| self.assertions.get(at)) {
            return Some(Target::Event(event.kind));
        }
        match (&filler.lemma, &filler.concept) {
            (Some(lemma), concept) => Some(Target::Word(lemma.clone(), concept.clone())),
            (None, Some(concept)) => Some(Target::Concept(concept.clone())),
            (None, None) => None,
        }
    }

    fn exclusive(&self, compiled: &Compiled) -> Vec<Role> {
        if compiled.negated {
            return Vec::new();
        }
        let (unique, repeats) = (
            self.kinds.unique(compiled.kind),
            self.kinds.repeats(compiled.kind),
        );
        let about = self.kinds.about(compiled.kind);
        let mut exclusive = Vec::new();
        // Who did it is one question where it was done once, or where day and place leave room for one deed.
        let dated = compiled.time.is_some_and(|time| time.grain <= Grain::Month);
        let fixed = dated || compiled.targets(Role::Place).is_some();
        let patient = compiled.targets(Role::Patient).is_some();
        if patient
            && compiled.targets(Role::Agent).is_some()
            && (unique || !repeats && !about && fixed)
        {
            exclusive.push(Role::Agent);
        }
        if compiled.time.is_some() && (unique || !repeats || self.singular(compiled)) {
            exclusive.push(Role::Time);
        }
        let says = |target: &Target| matches!(target, Target::Proposition(_));
        for role in [Role::Topic, Role::Patient] {
            if self.kinds.several(compiled.kind) {
                break;
            }
            if compiled
                .targets(role)
                .is_some_and(|targets| targets.iter().any(says))
            {
                exclusive.push(role);
            }
        }
        exclusive
    }

    /// Whether what repeats in general is done to one thing or place, as a state or an army suffers it again and again.
    fn singular(&self, compiled: &Compiled) -> bool {
        let particular = |target: &Target| match target {
            Target::Entity(entity) => !matches!(
                self.entities.all()[*entity].kind,
                EntityKind::State | EntityKind::Army | EntityKind::People | EntityKind::Bloc
            ),
            _ => false,
        };
        compiled
            .targets(Role::Patient)
            .is_some_and(|targets| targets.iter().all(particular))
            && compiled.targets(Role::Agent).is_some()
    }
}

/// "Rome refused to sign the treaty": that it did not sign is another wording of it, which "Rome signed the treaty" denies.
pub(super) fn left_undone(refusal: &Compiled, kinds: &KindTable) -> Vec<Compiled> {
    let topics = refusal.targets(Role::Topic).unwrap_or_default();
    let own = |deed: &&Compiled| {
        deed.negated && deed.targets(Role::Agent) == refusal.targets(Role::Agent)
    };
    let deeds = topics.iter().filter_map(|target| match target {
        Target::Proposition(deeds) if kinds.decision(refusal.kind) && !refusal.negated => {
            Some(deeds)
        }
        _ => None,
    });
    let dated = |deed: &Compiled| {
        let mut deed = deed.clone();
        deed.time = deed.time.or(refusal.time);
        deed.window = deed.window.or(refusal.window);
        deed.decisive = decisive(&deed);
        deed
    };
    deeds.flatten().filter(own).map(dated).collect()
}

/// Without what is it not stated? Means never decide, and a place decides only where no date does.
fn decisive(compiled: &Compiled) -> Vec<Role> {
    let placed = compiled.time.is_none() && !compiled.negated;
    let mut decisive: Vec<Role> = compiled
        .fillers
        .iter()
        .map(|(role, _)| *role)
        .filter(|role| *role != Role::Instrument && (*role != Role::Place || placed))
        .collect();
    if decisive.is_empty() {
        decisive = compiled.fillers.iter().map(|(role, _)| *role).collect();
    }
    decisive.extend(compiled.time.map(|_| Role::Time));
    decisive
}
