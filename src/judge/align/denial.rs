//! What a denial denies: the event, one who takes part in it, or one circumstance of it.

use super::{Alignment, Bare, Gate, require};
use crate::extract::{Assertion, Filler, Modality, Polarity, When};
use crate::frame::{Comparison, EntityKind, Grain, Role};
use crate::judge::counterpart::FORCES;
use crate::judge::model::Stance;
use crate::judge::pattern::{Bearing, Target};

impl Alignment<'_> {
    /// "It was not the South that attacked": about that participant only.
    pub(super) fn denied_role(&self, role: Role, negated: bool) -> Bare {
        require(self.matches(role), Gate::OtherDenied(role))?;
        require(self.pattern.bearing == Bearing::States, Gate::RivalDenied)?;
        if negated {
            return self.denied_as_in_record();
        }
        let another = self.denied_of_one_man() || self.denied_of_another_hand();
        require(!another, Gate::OtherDenied(Role::Agent))?;
        require(!self.denied_of_other_time(), Gate::OtherEvent(Role::Time))?;
        // "did not attack first in order to win": it may have, for another reason.
        let told = self.pattern.targets(Role::Topic).is_some();
        let matter = self.assertion.fillers(Role::Topic).next().is_some();
        require(told || !matter, Gate::DeniedWith)?;
        require(!self.others_remain(role), Gate::OtherDenied(role))?;
        require(!self.later_ones_remain(), Gate::OtherDenied(role))?;
        require(!self.has_aside(), Gate::DeniedWith)?;
        let one_man = self.denied_to_one_man().then_some(Role::Patient);
        let some = self.denied_of_some(Some(role));
        if let Some(part) = some.or(one_man) {
            return Err(Gate::DeniedInPart(part));
        }
        self.identified()?;
        let code = format!("contradicts-{}", role.name());
        Ok((Stance::Contradicts, code))
    }

    /// The record denies the event, and so does the text.
    pub(super) fn denied_as_in_record(&self) -> Bare {
        let agrees = (Stance::Agrees, "agrees".to_owned());
        match self.decisive_stated() {
            Err(Gate::NotStated(Role::Agent)) if self.done_by_nobody() => Ok(agrees),
            Err(Gate::NotStated(role)) if self.pattern.read && self.touched() => {
                Ok((Stance::Partial, format!("partial-{}", role.name())))
            }
            Ok(()) if self.denied_of_other_place() => {
                Ok((Stance::Partial, format!("partial-{}", Role::Place.name())))
            }
            stated => stated.map(|()| agrees),
        }
    }

    /// "The Senate met, and the treaty was not repealed": what was not done, the one just named did not do. A circumstance may
    /// be all that is denied.
    fn done_by_nobody(&self) -> bool {
        let open = |role: Role| {
            self.assertion.fillers(role).next().is_none()
                && self
                    .assertion
                    .unresolved
                    .iter()
                    .all(|(found, _)| *found != role)
                && self
                    .assertion
                    .left_open
                    .iter()
                    .all(|(found, _)| *found != role)
        };
        let mut decisive = self.pattern.decisive.iter();
        let told =
            decisive.all(|role| matches!(role, Role::Agent | Role::Event) || self.matches(*role));
        let participant = [Role::Patient, Role::Topic]
            .into_iter()
            .any(|role| self.pattern.decisive.contains(&role) && self.matches(role));
        // Where nobody is named, another may not have done it either.
        let near = &self.assertion.near;
        let targets = self.pattern.targets(Role::Agent).unwrap_or_default();
        let named = targets.iter().any(|target| match target {
            Target::Entity(entity) => near.contains(entity),
            _ => false,
        });
        open(Role::Agent)
            && named
            && told
            && participant
            && self.assertion.clausal
            && self.assertion.asides.is_empty()
            && !self.assertion.for_a_while
    }

    /// Whether the doer who is denied is one of several any of whom may have done it, for all that the claim says.
    pub(super) fn either_may(&self) -> bool {
        let entities = self.comparer.entities;
        let said = |doer: &usize| {
            let mut company = self.pattern.company.iter();
            company.any(|known| entities.are_of_one_side(*doer, *known))
        };
        let doers: Vec<usize> = (self.assertion.fillers(Role::Agent))
            .filter_map(|doer| doer.entity)
            .collect();
        let apart = |other: usize| {
            let mut all = doers.iter();
            all.all(|doer| {
                entities.are_apart(*doer, other) && !entities.are_of_one_side(*doer, other)
            })
        };
        let other = |target: &Target| matches!(target, Target::Entity(other) if apart(*other));
        let targets = self.pattern.targets(Role::Agent).unwrap_or_default();
        let several = !self.pattern.all_of.contains(&Role::Agent) && targets.iter().any(other);
        several && !doers.is_empty() && !doers.iter().any(said)
    }

    /// "nobody attacked Rome": for a claim that leaves it open whether Rome or Carthage was attacked, the other may have been.
    pub(super) fn other_may_suffer(&self) -> bool {
        let entities = self.comparer.entities;
        let state = |one: &usize| entities.all()[*one].kind == EntityKind::State;
        let victims = self.assertion.fillers(Role::Patient);
        let victims: Vec<usize> = victims.filter_map(|one| one.entity).collect();
        let other = |target: &Target| match target {
            Target::Entity(other) => {
                state(other) && victims.iter().all(|one| entities.are_apart(*one, *other))
            }
            _ => false,
        };
        let targets = self.pattern.targets(Role::Patient).unwrap_or_default();
        let several = !self.pattern.all_of.contains(&Role::Patient) && targets.iter().any(other);
        let said = |victim: &usize| self.pattern.company.contains(victim);
        several && !victims.is_empty() && victims.iter().all(|one| state(one) && !said(one))
    }

    /// "did not fire first": of a year in which it may have been done many times, no day is told.
    fn later_ones_remain(&self) -> bool {
        let many = (self.pattern.time).is_some_and(|time| time.grain > Grain::Month);
        many && self.assertion.opening && self.comparer.kinds.repeats(self.assertion.kind)
    }

    /// "It was not Rome that attacked in May": of May, where the record has another time or no one knows of which it is.
    fn denied_of_other_time(&self) -> bool {
        let own = self.assertion.time.as_ref().filter(|when| !when.carried);
        let known = self.pattern.window.is_some() || !self.pattern.dates.is_empty();
        let unknown = (self.assertion.unresolved.iter()).any(|(role, _)| *role == Role::Time);
        unknown
            || own.is_some()
                && match self.outcome(Role::Time) {
                    Some(outcome) => outcome == Comparison::Different,
                    None => !known,
                }
    }

    /// Whether the proposition names others besides those of whom it is denied: "it was not the South" leaves the North, where
    /// either may have done it.
    fn others_remain(&self, role: Role) -> bool {
        let denied: Vec<usize> = (self.assertion.fillers(role))
            .filter_map(|filler| filler.entity)
            .collect();
        let apart = |target: &Target| {
            let Target::Entity(entity) = target else {
                return false;
            };
            (denied.iter()).all(|denied| self.comparer.entities.are_apart(*denied, *entity))
        };
        let targets = self.pattern.targets(role).unwrap_or_default();
        !self.pattern.all_of.contains(&role) && !denied.is_empty() && targets.iter().any(apart)
    }

    /// "Cato did not plan it" leaves it to the other Romans to have planned it.
    fn denied_of_one_man(&self) -> bool {
        let all = self.comparer.entities.all();
        let mut doers = self.assertion.fillers(Role::Agent);
        self.outcome(Role::Agent) == Some(Comparison::Narrower)
            && doers.any(|doer| {
                doer.entity
                    .is_some_and(|doer| all[doer].kind == EntityKind::Person)
            })
    }

    /// "The navy did not do it", where the record has the army: both act for the state, and only one is cleared.
    fn denied_of_another_hand(&self) -> bool {
        let all = self.comparer.entities;
        let id = |entity: usize| &all.all()[entity].id;
        let targets = self.pattern.targets(Role::Agent).unwrap_or_default();
        let hands: Vec<usize> = (targets.iter())
            .filter_map(|target| match target {
                Target::Entity(entity) if is_hand(all.all()[*entity].kind) => Some(*entity),
                _ => None,
            })
            .collect();
        let same = |doer: usize, hand: usize| {
            let compared = all.compare(id(doer), id(hand), None);
            matches!(compared, Comparison::Same | Comparison::Narrower)
        };
        let mut doers = self.assertion.fillers(Role::Agent);
        self.outcome(Role::Agent) == Some(Comparison::Narrower)
            && !hands.is_empty()
            && doers.all(|doer| {
                let hand = doer.entity.filter(|&doer| is_hand(all.all()[doer].kind));
                hand.is_some_and(|doer| !hands.iter().any(|&hand| same(doer, hand)))
            })
    }

    /// Whether what is denied is the event of the proposition and not one circumstance of it: "the South never signed the
    /// armistice" does not deny that it was signed, nor "he did not agree in May" that he agreed that year.
    pub(super) fn denied_as_a_whole(&self) -> Result<(), Gate> {
        let added = self
            .assertion
            .roles
            .iter()
            // "gave no permission": the noun of a light verb is the event itself.
            .filter(|(role, filler)| *role != Role::Instrument || filler.event.is_none())
            .filter(|(role, filler)| !self.is_understood(*role, filler))
            .map(|(role, _)| *role)
            .chain(self.assertion.unresolved.iter().map(|(role, _)| *role))
            .find(|role| !self.matches(*role))
            .or_else(|| self.denied_of_a_part())
            .or_else(|| self.denied_of_some(None))
            .or_else(|| self.assertion.tells_which.then_some(Role::Patient))
            .or_else(|| self.denied_of_matter())
            .or_else(|| self.denied_to_one_man().then_some(Role::Patient))
            .or_else(|| self.about_others().then_some(Role::Topic));
        // "did not sail in 1950": where the record gives no date but a stretch, all of that stretch.
        let throughout = self.pattern.time.is_none()
            && (self.assertion.time.as_ref().zip(self.pattern.window))
                .is_some_and(|(when, window)| when.interval.contains(window));
        let narrower = self.assertion.time.is_some()
            && !throughout
            && !self.is_dated_as_the_matter()
            && self
                .outcome(Role::Time)
                .is_none_or(|outcome| !matches!(outcome, Comparison::Same | Comparison::Wider));
        require(
            !self.assertion.for_a_while && !self.has_aside(),
            Gate::DeniedWith,
        )?;
        let another = self.denied_of_one_man() || self.denied_of_another_hand();
        require(!another, Gate::OtherDenied(Role::Agent))?;
        let in_part = narrower || self.dated_below() || self.denied_of_earlier();
        match added.or(in_part.then_some(Role::Time)) {
            Some(role) => Err(Gate::DeniedInPart(role)),
            None => Ok(()),
        }
    }

    /// "did not back the attack on Rome in June": a date right behind the matter is the matter's, where the claim's own
    /// statement names it and dates the deed by no other.
    fn is_dated_as_the_matter(&self) -> bool {
        let Some(when) = self.assertion.time.as_ref().filter(|when| !when.carried) else {
            return false;
        };
        let behind = |filler: &Filler| {
            let between = self.comparer.text.get(filler.words.end..when.words.start);
            filler.event.is_some()
                && between.is_some_and(|words| words.trim().split(' ').count() < 2)
        };
        self.pattern.time.is_none()
            && self.pattern.dates.contains(&when.interval)
            && self.matches(Role::Topic)
            && self.assertion.fillers(Role::Topic).any(behind)
    }

    /// "In March 1949 Stalin refused. Nor did Mao encourage him": where the story stands before the record's time, it is of then
    /// that it is denied.
    fn denied_of_earlier(&self) -> bool {
        let told = self.assertion.narrative_time;
        self.assertion.time.is_none()
            && !self.assertion.at_no_time
            && !self.never()
            && (told.zip(self.pattern.time.or(self.pattern.window)))
                .is_some_and(|(told, record)| told.latest < record.earliest)
    }

    /// "supplied no planes" leaves it to have supplied other arms.
    fn denied_of_a_part(&self) -> Option<Role> {
        let part = |filler: &Filler| {
            let lemma = filler.lemma.as_ref();
            filler.partial && lemma.is_some_and(|lemma| !self.pattern.words.contains(lemma))
        };
        [Role::Patient, Role::Topic].into_iter().find(|role| {
            let mut fillers = self.assertion.fillers(*role).peekable();
            self.matches(*role) && fillers.peek().is_some() && fillers.all(part)
        })
    }

    /// "most senators did not vote", "did not convict him of all ten murders", "the lamp alone did not cause it": others may
    /// have, of others, or together with others. An army's divisions stand for it, one of them does not. A clause tells apart
    /// whoever is put forward as the one that is `denied` and nobody else.
    fn denied_of_some(&self, denied: Option<Role>) -> Option<Role> {
        let some = |filler: &Filler| {
            let army = filler.concept.as_deref() == Some(FORCES);
            filler.whole || filler.alone || filler.some && (filler.portion || !army)
        };
        let told = self.assertion.roles.iter();
        let mut told = told.filter(|(role, filler)| {
            let compared = self.pattern.targets(*role).is_some();
            compared && filler.event.is_none() && !matches!(role, Role::Place | Role::Instrument)
        });
        let own = |lemma: &String| self.pattern.words.contains(lemma);
        // "a Soviet commission": the one that the record names.
        let named = |filler: &Filler| {
            let entity = filler.entity.map(|one| &self.comparer.entities.all()[one]);
            let mut names = entity
                .into_iter()
                .flat_map(|one| one.names.values().flatten());
            let lemma = filler.lemma.as_deref().unwrap_or_default();
            names.any(|name| name.to_lowercase().split(' ').any(|word| word == lemma))
        };
        let arm = |role: Role, filler: &Filler| {
            let own = filler.lemma.as_ref().is_some_and(own) || named(filler);
            let part = filler.arm && !own;
            let apart = !filler.told_by.iter().all(|aside| self.is_in_record(aside));
            role == Role::Agent && (part || apart)
        };
        told.find(|(role, filler)| some(filler) && Some(*role) != denied || arm(*role, filler))
            .map(|(role, _)| *role)
    }

    /// "did not approve the attack on a whim": more is said of what was approved than that it was.
    fn denied_of_matter(&self) -> Option<Role> {
        let known = |filler: &Filler| {
            let said = |lemma: &String| self.pattern.words.contains(lemma);
            filler.entity.is_some()
                || filler.event.is_some()
                || filler.any
                || filler.lemma.as_ref().is_some_and(said)
        };
        let topics = || self.assertion.fillers(Role::Topic);
        let beside = topics().any(|one| !known(one));
        (self.matches(Role::Topic) && topics().any(known) && beside).then_some(Role::Topic)
    }

    /// "Cato was not arrested" leaves it to the others of his side to have been, "Ostia was not bombed" to the other towns.
    fn denied_to_one_man(&self) -> bool {
        let all = self.comparer.entities.all();
        let targets = self.pattern.targets(Role::Patient).unwrap_or_default();
        // "eastern Gaul" is near enough to Gaul.
        let nearly = |filler: &Filler| {
            let said = self.comparer.text.get(filler.words.range());
            let named = |whole: usize| {
                let mut names = all[whole].names.values().flatten();
                names.any(|name| said.is_some_and(|said| said.contains(name.as_str())))
            };
            let whole = |target: &Target| matches!(target, Target::Entity(one) if named(*one));
            targets.iter().any(whole)
        };
        let part = |filler: &Filler| {
            let kind = filler.entity.map(|one| all[one].kind);
            matches!(kind, Some(EntityKind::Person | EntityKind::Place)) && !nearly(filler)
        };
        self.outcome(Role::Patient) == Some(Comparison::Narrower)
            && self.assertion.fillers(Role::Patient).any(part)
    }

    /// "never told him to talk to Cato": somebody takes part in the denied matter of whom the claim does not speak.
    fn about_others(&self) -> bool {
        let entities = self.comparer.entities;
        let own = self.assertion.roles.iter().map(|(_, filler)| filler);
        let own: Vec<usize> = own.filter_map(|filler| filler.entity).collect();
        let all = entities.all();
        let one_of = |entity: usize, known: &[usize]| {
            known.iter().any(|&known| {
                let compared = entities.compare(&all[entity].id, &all[known].id, None);
                !matches!(compared, Comparison::Different | Comparison::Unknown)
            })
        };
        let subject = |entity: usize| {
            let mut wholes = self.pattern.subject.iter();
            wholes.any(|whole| entities.are_of_one_side(*whole, entity))
        };
        let spoken = |role: Role, entity: usize| {
            one_of(entity, &self.pattern.company)
                || one_of(entity, &own)
                || role != Role::Recipient && subject(entity)
        };
        let takes_part =
            |role: &Role| matches!(role, Role::Agent | Role::Patient | Role::Recipient);
        // "never told him to wait with the harvest": nor of the harvest.
        let strange = |filler: &Filler| {
            let known = filler.entity.is_some() || filler.event.is_some() || filler.any;
            let said = |lemma: &String| self.pattern.words.contains(lemma);
            !known && !filler.lemma.as_ref().is_some_and(said)
        };
        let done_to = |role: &Role| matches!(role, Role::Agent | Role::Patient);
        self.matters()
            .flat_map(|matter| &matter.roles)
            .any(|(role, filler)| match filler.entity {
                Some(entity) => takes_part(role) && !spoken(*role, entity),
                None => !done_to(role) && strange(filler),
            })
    }

    /// What is said, ordered or decided.
    pub(super) fn matters(&self) -> impl Iterator<Item = &Assertion> {
        let topics = self.assertion.fillers(Role::Topic);
        topics.filter_map(|topic| self.comparer.assertions.get(topic.event?))
    }

    /// "did not free the prisoners of Elba": those of another place than the claim's.
    pub(super) fn denied_of_other_place(&self) -> bool {
        if self.pattern.targets(Role::Place).is_none() {
            return false;
        }
        let is_there = |place: &usize| self.is_in_place(*place);
        let mut sufferers = self.assertion.fillers(Role::Patient);
        sufferers.any(|one| !one.of_places.is_empty() && !one.of_places.iter().any(is_there))
    }

    /// Whether a place is that of the record, or lies in it or around it.
    pub(super) fn is_in_place(&self, place: usize) -> bool {
        let all = self.comparer.entities;
        let targets = self.pattern.targets(Role::Place).unwrap_or_default();
        targets.iter().any(|target| match target {
            Target::Entity(known) => {
                let compared = all.compare(&all.all()[place].id, &all.all()[*known].id, None);
                !matches!(compared, Comparison::Different | Comparison::Unknown)
            }
            _ => false,
        })
    }

    /// Whether the clause has a circumstance of which the claim says nothing.
    pub(super) fn has_aside(&self) -> bool {
        // "attacked on its own, without his approval": the attack is asserted, and not what is denied.
        let told = |matter: &&Assertion| {
            matter.modality == Modality::Actual && matter.polarity == Polarity::Positive
        };
        let beside = self.matters().filter(|matter| !told(matter));
        let inside = beside.flat_map(|matter| &matter.asides);
        self.assertion.asides.iter().chain(inside).any(|aside| {
            let named = aside
                .entity
                .is_some_and(|entity| self.is_known(Role::Place, entity));
            !named && !self.pattern.words.contains(&aside.lemma)
        })
    }

    /// "approved the plan to attack in May": a date before the record's, below what was decided, may be that of the decision;
    /// and what was done in a later year is another deed than the claim's.
    fn dated_below(&self) -> bool {
        let Some(record) = self.pattern.time.or(self.pattern.window) else {
            return false;
        };
        let topics = self.assertion.fillers(Role::Topic);
        let mut below = topics
            .filter_map(|topic| topic.event.and_then(|at| self.comparer.assertions.get(at)))
            .filter_map(|event| event.time.as_ref());
        let later = |when: &When| when.interval.earliest.year() > record.latest.year();
        let earlier = |when: &When| {
            let told = when.interval.latest;
            told < record.earliest || told.year() < record.latest.year()
        };
        self.assertion.time.is_none() && below.any(|when| earlier(when) || later(when))
    }

    /// Whether the filler narrows nothing: it says "anything at all", or names whom the claim's own statement names.
    fn is_understood(&self, role: Role, filler: &Filler) -> bool {
        // "did not mass its divisions": who the doer is, is compared elsewhere.
        let own = filler.own
            && filler.resolved
            && self.matches(Role::Agent)
            && self
                .assertion
                .fillers(Role::Agent)
                .any(|doer| doer.entity == filler.entity);
        filler.any
            || filler
                .entity
                .is_some_and(|entity| own || self.is_known(role, entity))
    }

    /// Whether to name it narrows nothing: the claim's own statement names it, or its pack is about it.
    fn is_known(&self, role: Role, entity: usize) -> bool {
        // "was not burned on Black Saturday": a day that has a name is one of several, where the claim gives another.
        let of_a_day = self.pattern.read
            && self.pattern.time.is_some()
            && role == Role::Place
            && self.comparer.entities.all()[entity].kind == EntityKind::War;
        self.pattern.company.contains(&entity)
            || !of_a_day
                && matches!(role, Role::Topic | Role::Place)
                && self.pattern.subject.contains(&entity)
    }

    /// "never supplied it before 1950": what is denied of a stretch that the text gives itself is denied of every day in it.
    fn denied_throughout(&self) -> bool {
        let own = |when: &When| !when.carried && !when.approximate && !when.is_lent();
        self.assertion.time.as_ref().is_some_and(own)
            && self.outcome(Role::Time) == Some(Comparison::Wider)
    }

    /// Whether whoever and whatever the proposition names is named: a doer, to whom and in what matter.
    fn names_all(&self) -> bool {
        let own = || self.pattern.fillers.iter().map(|(role, _)| *role);
        // What was done on a day may have been done on another as well.
        let of_a_day = self
            .pattern
            .time
            .is_none_or(|time| time.grain <= Grain::Day);
        !of_a_day
            && [Role::Agent, Role::Recipient, Role::Topic]
                .iter()
                .all(|role| self.matches(*role))
            && own().all(|role| self.matches(role))
            && !self.about_others()
    }

    /// "No Roman took part in the Punic War": each of two or more whom the proposition names is named in full, in what no day
    /// may bring again.
    fn names_every_party(&self) -> bool {
        let of_a_day = self
            .pattern
            .time
            .is_none_or(|time| time.grain <= Grain::Day);
        let full = |role: Role| {
            let mut fillers = self.assertion.fillers(role);
            self.matches(role) && fillers.any(|one| one.entity.is_some() && !one.resolved)
        };
        let repeats = self.comparer.kinds.repeats(self.assertion.kind);
        let parties = self.pattern.fillers.iter().map(|(role, _)| *role);
        !of_a_day && !repeats && parties.clone().count() > 1 && parties.into_iter().all(full)
    }

    /// Whether the role is a circumstance that the text need not give: who denies that it ever happened denies it of every
    /// day, number and place.
    pub(super) fn unsaid(&self, role: Role) -> bool {
        let denied = !self.pattern.negated && self.assertion.polarity == Polarity::Negative;
        if denied && role == Role::Time && (self.never() || self.denied_throughout()) {
            return true;
        }
        // A pinned proposition may leave all but one participant open: then a denial of that one is of no event in particular.
        let whole =
            self.pattern.read || self.named_match() || self.names_all() || self.names_every_party();
        let open = |role: Role| {
            self.reasons.iter().any(|reason| {
                reason.role == role
                    && reason.outcome == Comparison::Unknown
                    && reason.words.is_none()
            })
        };
        denied
            && whole
            && match role {
                // A stretch that is not the sentence's own and holds the record's day narrows it by nothing.
                Role::Time => self.assertion.time.as_ref().is_none_or(|when| {
                    when.carried && self.outcome(Role::Time) == Some(Comparison::Wider)
                }),
                Role::Quantity => open(Role::Quantity),
                Role::Agent | Role::Patient | Role::Topic => false,
                other => self.pattern.read && open(other),
            }
    }
}

/// Whether it acts for a state as one among others: an army, an organisation.
fn is_hand(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Army | EntityKind::Organisation)
}
