//! Whether the event of the text is beyond doubt the claim's, so that a difference contradicts it.

use super::quality::tells_order;
use super::{Alignment, Gate, NARRATIVE_REACH, NEARBY, PARTICIPANTS, require};
use crate::extract::{Assertion, Attribution, Filler, Modality, Polarity};
use crate::frame::{Comparison, EntityKind, Grain, Interval, Role};
use crate::judge::model::Reason;
use crate::judge::pattern::{Bearing, Compiled, Target};
use jiff::civil::Date;

/// How the names of the kinds begin that are states and no deeds ("were rich").
const STATE: &str = "be-";

/// Below this margin (nats) of the reading's weakest arc a conflict is not called one.
const UNSURE: f32 = 0.2;

impl Alignment<'_> {
    /// "In 1949 Rome refused the request": by then it had been made, whenever that was.
    pub(super) fn is_over_before(&self, window: Interval) -> bool {
        let own = |at: usize| {
            let named = self.comparer.assertions.get(at);
            named.is_some_and(|named| {
                (named.sentence, named.trigger) == (self.assertion.sentence, self.assertion.trigger)
            })
        };
        let dated = |outer: &Assertion| {
            let when = outer.time.as_ref();
            let when = when.filter(|when| !when.approximate && !when.zoned);
            outer.modality == Modality::Actual
                && when.is_some_and(|when| when.interval.latest < window.earliest)
        };
        self.assertion.modality == Modality::Actual
            && self.comparer.assertions.iter().any(|outer| {
                let mut topics = outer.fillers(Role::Topic).filter_map(|topic| topic.event);
                topics.any(own) && dated(outer)
            })
    }

    /// Whether a deed that may be done again has a date, and the claim that it was not done has none.
    pub(super) fn on_a_day_of_its_own(&self) -> bool {
        let dated = (self.assertion.time.as_ref()).is_some_and(|when| !when.carried);
        dated && self.pattern.window.is_none() && self.comparer.kinds.repeats(self.pattern.kind)
    }

    /// "shot them at Ostia", "in Hispania": in a place with a name that no pack lists, so perhaps others.
    pub(super) fn in_a_strange_place(&self) -> bool {
        self.assertion.fillers(Role::Place).any(|place| {
            let words = self
                .comparer
                .text
                .get(place.words.range())
                .unwrap_or_default();
            // "dawn on 25 June" is no place.
            let named =
                words.contains(char::is_uppercase) && !words.contains(|c: char| c.is_ascii_digit());
            place.entity.is_none() && place.inner.is_empty() && named
        })
    }

    pub(super) fn weak_role(&self) -> Option<Role> {
        self.assertion
            .roles
            .iter()
            .find(|(role, filler)| filler.weak && self.pattern.targets(*role).is_some())
            .map(|(role, _)| *role)
    }

    /// A participant chosen against another who fitted as well may do for an agreement, never for an accusation.
    /// "took the rest of the town on 29 June": a part has a day of its own. "one of the towns was rich": what one of them was, they
    /// need not all have been.
    pub(super) fn chosen_surely(&self) -> Result<(), Gate> {
        let misdated = self.outcome(Role::Time) == Some(Comparison::Different);
        let part = (self.assertion.roles.iter())
            .find(|(role, filler)| filler.portion && self.pattern.targets(*role).is_some());
        let kinds = self.comparer.kinds;
        let state = kinds.name(self.assertion.kind).starts_with(STATE);
        if let Some((role, _)) = part.filter(|_| misdated || state) {
            return Err(Gate::Weak(*role));
        }
        match self.weak_role() {
            Some(role) => Err(Gate::Weak(role)),
            None => Ok(()),
        }
    }

    /// Whether the sentence by itself names two who take part, each in full, the one to whom the event happens once, or a
    /// document to which it is done: enough to agree, not to accuse.
    pub(super) fn named_match(&self) -> bool {
        let named = |role: Role| {
            self.matches(role)
                && self.pattern.decisive.contains(&role)
                && self
                    .assertion
                    .fillers(role)
                    .any(|filler| filler.entity.is_some() && !filler.resolved)
        };
        let once = self.unique() && named(Role::Patient);
        // A paper that bears a name is no other subject's.
        let document = named(Role::Patient) && self.of_kind(Role::Patient, &[EntityKind::Document]);
        let several = PARTICIPANTS.into_iter().filter(|role| named(*role)).count() > 1;
        once || document || several
    }

    /// Whether it was done in or to a place that is a part of the record's: that may have been another time.
    pub(super) fn in_a_part(&self) -> bool {
        let entities = self.comparer.entities;
        let all = entities.all();
        let land =
            |entity: usize| matches!(all[entity].kind, EntityKind::Place | EntityKind::State);
        let roles = [Role::Patient, Role::Place];
        let record = roles
            .iter()
            .filter_map(|role| self.pattern.targets(*role))
            .flatten();
        let record: Vec<usize> = record
            .filter_map(|target| match target {
                Target::Entity(entity) if land(*entity) => Some(*entity),
                _ => None,
            })
            .collect();
        let part = |found: usize| {
            let of = |&whole: &usize| {
                let compared = entities.compare(&all[found].id, &all[whole].id, None);
                compared == Comparison::Narrower
            };
            !record.contains(&found) && record.iter().any(of)
        };
        let mut named = roles.iter().flat_map(|role| self.assertion.fillers(*role));
        named.any(|filler| {
            filler
                .entity
                .is_some_and(|found| land(found) && part(found))
        })
    }

    /// "Cato excluded Carthage", "Scipio demanded that Carthage withdraw": one whose name shows the subject takes part, in
    /// the deed or in its matter, with another of the record's, whom a last name may tell.
    pub(super) fn named_beside(&self) -> bool {
        let decides = |role: &Role| self.matches(*role) && self.pattern.decisive.contains(role);
        let own: Vec<&Filler> = (PARTICIPANTS.into_iter().filter(decides))
            .flat_map(|role| self.assertion.fillers(role))
            .collect();
        let all = self.comparer.entities.all();
        let shows = |entity: &usize| self.pattern.shows.contains(entity);
        let shown = own.iter().flat_map(|one| self.named_within(one, 0));
        let shown: Vec<usize> = shown.filter(shows).collect();
        own.iter().any(|filler| {
            let full = |one: usize| !filler.resolved || all[one].kind == EntityKind::Person;
            let other = |one: usize| shown.iter().any(|shown| *shown != one);
            filler.entity.is_some_and(|one| full(one) && other(one)) && !filler.weak
        })
    }

    /// Whom a participant names in full: itself, in its phrases, and as a matter those who take part in that.
    fn named_within(&self, filler: &Filler, depth: usize) -> Vec<usize> {
        const DEEPEST: usize = 2;
        let own = filler.entity.filter(|_| !filler.resolved);
        let mut named: Vec<usize> = own
            .into_iter()
            .chain(filler.inner.iter().copied())
            .collect();
        let event = filler.event.and_then(|at| self.comparer.assertions.get(at));
        if let Some(event) = event.filter(|_| depth < DEEPEST) {
            let within = event.roles.iter();
            named.extend(within.flat_map(|(_, one)| self.named_within(one, depth + 1)));
        }
        named
    }

    pub(super) fn read_surely(&self) -> Result<(), Gate> {
        require(self.margin() >= UNSURE, Gate::Unsure)
    }

    /// The least margin of the arcs that the comparison rests on: where it happened is beside the point for a proposition
    /// that names no place.
    pub(super) fn margin(&self) -> f32 {
        let counts = self.pattern.quantity.is_some();
        (self.assertion).margin_of(|role| counts || self.pattern.targets(role).is_some())
    }

    /// Whether the event is beyond doubt the proposition's.
    pub(super) fn identified(&self) -> Result<(), Gate> {
        // A date alone tells the event only if it is the very day; else somebody or something must be the record's.
        let day = self.on_the_very_day();
        let dated = match (&self.assertion.time, self.pattern.window) {
            (Some(when), Some(window)) => {
                // "by 1993": what it was done to tells which event is meant.
                let open = when.interval.earliest == Date::MIN
                    && (window.earliest..=window.latest).contains(&when.interval.latest)
                    && self.matches(Role::Patient);
                when.interval.within_days(window, 1)
                    && (window.contains(when.interval) || self.unique() || open)
                    && (day || self.participant() || self.known_by_date())
            }
            _ => false,
        };
        // "another ship was sunk": what happens once to a ship may happen to each.
        let mut patients = self.assertion.fillers(Role::Patient);
        let another = patients.any(|patient| patient.indefinite);
        let unique = self.unique() && self.matches(Role::Patient);
        let misdated = self.outcome(Role::Time) == Some(Comparison::Different);
        let opening = self.assertion.opening
            && self.place.established
            && (self.is_told_apart() || self.is_reported_figure())
            // "since these were first formed in 1948": of the date alone nobody knows whose opening it is.
            && (self.participant() || !misdated);
        // Both sides of the event are those of the record, or exchanged: no third event is meant.
        let parties = self.place.established
            && self.leaves_the_day_open()
            && (self.matches(Role::Agent) && self.matches(Role::Patient) || self.exchanged());
        let topical = self.matches(Role::Agent) && self.matches(Role::Topic);
        let never =
            self.never() && self.place.established && (self.is_there() || self.known_by_date());
        // "Radio Rome announced that Carthage had attacked": told of the days in which the record's event lies.
        let near = |window| {
            let narrative = self.told_at();
            narrative.is_some_and(|narrative| narrative.within_days(window, NEARBY))
        };
        let reported = self.is_reported()
            && self.place.established
            && self.assertion.time.is_none()
            && self.matches(Role::Agent)
            && self.pattern.window.is_some_and(near);
        let told = if self.pattern.read {
            self.whole()
        } else {
            let grounds = [reported, dated, unique, opening, parties, topical, never];
            grounds.contains(&true) || self.misdated() || self.denied_of_all_time()
        };
        require(told && !(another && misdated), Gate::NotIdentified)
    }

    /// "Carthage sued for peace", where the record has that it never did: of a deed that the claim denies of all time any one
    /// is meant, if those of the record did it, not some of them, and it is not told of now.
    fn denied_of_all_time(&self) -> bool {
        let all = self.comparer.entities.all();
        // "some Roman papers" are not the Roman papers.
        let bare = |filler: &Filler, entity: usize| {
            let words = self.comparer.text.get(filler.words.range());
            let words = words.unwrap_or_default().to_lowercase();
            let words = words.strip_prefix("the ").unwrap_or(&words);
            let mut names = all[entity].names.values().flatten();
            names.any(|name| words.starts_with(&name.to_lowercase()))
        };
        let themselves = |filler: &Filler| {
            let named = (filler.entity).is_some_and(|entity| bare(filler, entity));
            named && !filler.resolved && !filler.weak && !filler.portion && !filler.partial
        };
        let whole = |role: Role| self.assertion.fillers(role).all(themselves);
        let always = self.pattern.time.is_none() && self.pattern.window.is_none();
        let of_now = self.assertion.of_today || self.assertion.onset || self.assertion.opening;
        self.pattern.negated
            && always
            && self.place.established
            && self.assertion.time.is_none()
            && !of_now
            && !self.has_aside()
            && (self.pattern.fillers.iter()).all(|(role, _)| self.matches(*role) && whole(*role))
    }

    /// Whether the text gives the one day that the record has.
    pub(super) fn on_the_very_day(&self) -> bool {
        let a_day = |when: Interval| when.grain == Grain::Day;
        self.outcome(Role::Time) == Some(Comparison::Same)
            && self.pattern.time.is_some_and(a_day)
            && (self.assertion.time.as_ref()).is_some_and(|when| a_day(when.interval))
    }

    /// Whether the text denies the deed of all time; what was never planned or ordered may be another such deed.
    pub(super) fn never(&self) -> bool {
        self.assertion.at_no_time
            && self.assertion.time.is_none()
            && self.pattern.targets(Role::Topic).is_none()
    }

    /// "has never left the South": of one of the record's, and of its place, whichever role the text gives that.
    fn is_there(&self) -> bool {
        let Some(targets) = self.pattern.targets(Role::Place) else {
            return self.participant();
        };
        let named = |target: &Target| {
            let at = |role: Role| self.assertion.fillers(role);
            let mut fillers = at(Role::Place).chain(at(Role::Patient));
            matches!(target, Target::Entity(place) if fillers.any(|one| one.entity == Some(*place)))
        };
        // Diplomats who never left are no troops that stayed.
        let thing = |one: &Filler| {
            let named = one.entity.filter(|_| !one.resolved);
            named.is_some_and(|one| self.comparer.entities.all()[one].kind == EntityKind::Thing)
        };
        let whole = |one: &Filler| {
            one.concept.as_deref() == Some("forces") || self.comparer.is_called(one) || thing(one)
        };
        self.matches(Role::Agent)
            && self.assertion.fillers(Role::Agent).all(whole)
            && targets.iter().any(named)
    }

    /// The date on which the narrative stands, here or where somebody is said to tell it ("announced that it had ...").
    fn told_at(&self) -> Option<Interval> {
        let own = self.assertion;
        let tells = |teller: &&Assertion| {
            let told = teller.roles.iter().filter_map(|(_, filler)| filler.event);
            let mut told = told.filter_map(|at| self.comparer.assertions.get(at));
            teller.sentence == own.sentence && told.any(|one| one.trigger == own.trigger)
        };
        let all = self.comparer.assertions;
        let teller = all.iter().find(tells);
        // "had meanwhile announced": where the story stood in the sentence before.
        let before = || {
            let mut before = all.iter().filter(|one| one.sentence + 1 == own.sentence);
            before.find_map(|one| {
                one.time
                    .as_ref()
                    .map(|when| when.interval)
                    .or(one.narrative_time)
            })
        };
        let here = own.narrative_time.or_else(|| teller?.narrative_time);
        here.or_else(|| teller.and_then(|_| before()))
    }

    /// "Some say that the South struck the first blow": a figure of speech that names the blow, in the mouth of others.
    fn is_reported_figure(&self) -> bool {
        self.is_reported() && self.assertion.fillers(Role::Instrument).next().is_some()
    }

    /// Whether an undated deed may be another one of the same: its kind repeats itself, and neither the story nor its own
    /// words tell that it is the one of the claim's stretch of time ("attacked first", "the war began when they attacked").
    pub(super) fn may_be_another(&self) -> bool {
        let own = self.assertion;
        let kinds = self.comparer.kinds;
        let near = |window| {
            let narrative = own.narrative_time;
            narrative.is_some_and(|narrative| narrative.within_days(window, NARRATIVE_REACH))
        };
        // "on 23 June" of a year that is not told
        let day = own.unresolved.iter().any(|(role, _)| *role == Role::Time);
        let begins = self.comparer.assertions.iter().any(|other| {
            other.sentence == own.sentence
                && other.trigger != own.trigger
                && kinds.unique(other.kind)
                && other.polarity == Polarity::Positive
                && other.modality == Modality::Actual
        });
        // "were the first to cross it": when, if not at the opening, is not said.
        let ordered = tells_order(&own.qualities) && !tells_order(&self.pattern.qualities);
        if ordered && !own.opening {
            return true;
        }
        self.pattern.bounded
            && own.polarity == Polarity::Positive
            && kinds.repeats(own.kind)
            && !own.opening
            && !begins
            && !day
            && !self.pattern.window.is_some_and(near)
    }

    /// What somebody else is made to say accuses nobody.
    fn is_reported(&self) -> bool {
        let voice = &self.assertion.voice;
        matches!(voice, Attribution::Speaker(_) | Attribution::Rejected(_))
    }

    /// Whether more than short names tells whose opening act it is: "the South attacked first" may be said of a match.
    fn is_told_apart(&self) -> bool {
        let mut named = self.assertion.roles.iter().map(|(_, filler)| filler);
        let full = named.any(|filler| filler.entity.is_some() && !filler.resolved);
        let near = |window| {
            let narrative = self.assertion.narrative_time;
            narrative.is_some_and(|narrative| narrative.within_days(window, NARRATIVE_REACH))
        };
        full || self.assertion.time.is_some() || self.pattern.window.is_some_and(near)
    }

    /// For a proposition read from a statement: whether all that decides but the one role in conflict is the record's.
    /// An undated text may still mean what happens once to its patient.
    pub(super) fn whole(&self) -> bool {
        let conflicts = self
            .reasons
            .iter()
            .filter(|reason| reason.outcome == Comparison::Different)
            .count();
        let once = self.unique() && self.assertion.time.is_none() && self.befalls_somebody();
        let stated = self.pattern.decisive.iter().all(|role| {
            self.matches(*role)
                || self.outcome(*role) == Some(Comparison::Different)
                || self.unsaid(*role)
                || *role == Role::Time && once
        });
        let sides = self
            .pattern
            .fillers
            .iter()
            .filter(|(role, _)| self.pattern.decisive.contains(role) && !self.unsaid(*role))
            .count();
        // One participant of one is enough; of several, one more than the conflict leaves.
        stated
            && conflicts < 2
            && self.participants() > 0
            && self.participants() + conflicts >= sides
    }

    /// How many participants are the record's.
    pub(super) fn participants(&self) -> usize {
        PARTICIPANTS
            .into_iter()
            .filter(|role| self.matches(*role))
            .count()
    }

    /// Whether the pack tells the event by its stretch of time alone: it names no participant.
    pub(super) fn known_by_date(&self) -> bool {
        self.pattern.fillers.is_empty() && self.pattern.bounded && self.place.established
    }

    /// Whether no date is given, or one that holds the record's and is as narrow as a month: a year is room for
    /// another event between the same two.
    pub(super) fn leaves_the_day_open(&self) -> bool {
        let record = self.pattern.time.or(self.pattern.window);
        self.assertion.time.as_ref().is_none_or(|when| {
            when.interval.grain <= Grain::Month
                && record.is_some_and(|record| when.interval.contains(record))
        })
    }

    /// Whether all who take part are the record's, in a stretch that reaches into the one in which the event is looked
    /// for: the date may be wrong, but no other event is meant. An account that blames somebody else needs more.
    pub(super) fn misdated(&self) -> bool {
        let reaches = self
            .assertion
            .time
            .as_ref()
            .zip(self.pattern.window)
            .is_some_and(|(when, window)| when.interval.overlaps(window));
        self.place.established
            && reaches
            && self.pattern.bearing == Bearing::States
            && !self.pattern.negated
            && self.matches(Role::Agent)
            && (self.matches(Role::Patient) || self.matches(Role::Place))
    }

    /// Whether some participant is the record's.
    pub(super) fn participant(&self) -> bool {
        self.participants() > 0
    }

    pub(super) fn unique(&self) -> bool {
        self.comparer.kinds.unique(self.assertion.kind)
    }

    /// Whether agent and patient of the text are patient and agent of the record.
    pub(super) fn exchanged(&self) -> bool {
        let (Some(agents), Some(patients)) = (
            self.pattern.targets(Role::Agent),
            self.pattern.targets(Role::Patient),
        ) else {
            return false;
        };
        let turned = Compiled {
            fillers: vec![
                (Role::Agent, patients.to_vec()),
                (Role::Patient, agents.to_vec()),
            ],
            quantity: None,
            time: None,
            enough: None,
            ..self.pattern.clone()
        };
        let outcomes = self.comparer.roles(self.assertion, &turned);
        outcomes.len() == 2
            && outcomes
                .iter()
                .all(|reason| matches!(reason.outcome, Comparison::Same | Comparison::Narrower))
    }

    /// Whether a conflict rests on firm ground: a named filler (or one that context gives without doubt), read with
    /// some margin.
    pub(super) fn certain(&self, conflict: &Reason) -> Result<(), Gate> {
        self.read_surely()?;
        let coarse = conflict.role == Role::Time && !self.day_against_day(conflict);
        require(!coarse, Gate::CarriedDate)
    }

    /// A date contradicts only where the record's is not inside the text's, which the comparison of intervals has seen to;
    /// a date that was wholly carried over never does.
    pub(super) fn day_against_day(&self, conflict: &Reason) -> bool {
        !conflict.carried
            || self
                .assertion
                .time
                .as_ref()
                .is_some_and(|when| when.interval.single_day().is_some())
    }
}
