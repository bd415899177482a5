//! Taking part in a deed: who does it shares in it, and whom it befalls tells which deed it is.

use super::compare::Comparer;
use super::pattern::{Compiled, Target, whole_chain};
use crate::extract::{Assertion, Filler, Polarity};
use crate::frame::{Comparison, EntityKind, Role};

impl Comparer<'_> {
    /// "admitted that it had overthrown him" admits its part in the overthrow: whoever does the thing takes part in it.
    pub(super) fn by_doing(
        &self,
        events: &[&Assertion],
        records: &[Compiled],
    ) -> Option<Comparison> {
        let shared =
            (records.iter()).filter(|record| self.kinds.in_topic(record.kind) && !record.negated);
        let mut pairs = shared.flat_map(|record| events.iter().map(move |event| (*event, record)));
        (pairs.any(|(event, record)| self.does(event, record))).then_some(Comparison::Same)
    }

    /// Whether the event is the deed in which the record takes part, done by the one who does so by the record.
    fn does(&self, event: &Assertion, record: &Compiled) -> bool {
        let by_same = match record.targets(Role::Agent) {
            Some(agents) => same(self.role(event, record, Role::Agent, agents).outcome),
            None => self.is_own(event),
        };
        let targets = record.targets(Role::Topic).unwrap_or_default().iter();
        let mut deeds = targets.filter_map(|target| match target {
            Target::Proposition(deeds) => Some(deeds),
            _ => None,
        });
        let done = event.polarity == Polarity::Positive && by_same;
        done && deeds.any(|deeds| {
            let mut of_kind = deeds
                .iter()
                .filter(|deed| self.kinds.is_a(event.kind, deed.kind));
            of_kind.any(|deed| same(self.proposition(event, deed)))
        })
    }

    /// "admitted that Y had taken part": somebody else's part, where the record has the speaker's own.
    pub(super) fn shared_by_other(&self, event: &Assertion, record: &Compiled) -> bool {
        let mut doers = event.fillers(Role::Agent);
        self.kinds.in_topic(record.kind)
            && record.targets(Role::Agent).is_none()
            && doers.any(|doer| doer.entity.is_some())
            && !self.is_own(event)
    }

    /// "decided on the invasion": where nobody else is named, what somebody plans or decides is his own doing, as by the
    /// record it is.
    pub(super) fn does_itself(
        &self,
        outer: &Assertion,
        topic: &Filler,
        pattern: &Compiled,
        targets: &[Target],
    ) -> bool {
        let entities = |pattern: &Compiled| -> Vec<usize> {
            let agents = pattern.targets(Role::Agent).unwrap_or_default().iter();
            agents
                .filter_map(|target| match target {
                    Target::Entity(entity) => Some(*entity),
                    _ => None,
                })
                .collect()
        };
        let Some(deed) = topic.event.and_then(|at| self.assertions.get(at)) else {
            return false;
        };
        let open = deed.unresolved.iter().chain(&deed.left_open);
        let nobody = deed.fillers(Role::Agent).next().is_none()
            && open.into_iter().all(|(role, _)| *role != Role::Agent);
        let own = entities(pattern);
        let deeds = targets.iter().filter_map(|target| match target {
            Target::Proposition(deeds) => Some(deeds),
            _ => None,
        });
        self.kinds.does_topic(outer.kind)
            && nobody
            && !own.is_empty()
            && deeds
                .flatten()
                .filter(|one| entities(one) == own)
                .any(|one| {
                    let mut whoever = one.clone();
                    whoever.decisive.retain(|&role| role != Role::Agent);
                    whoever.fillers.retain(|(role, _)| *role != Role::Agent);
                    same(self.propositions(topic, &[whoever]))
                })
    }

    /// Whether the doer is the one who is made to speak of it.
    fn is_own(&self, event: &Assertion) -> bool {
        let names = |outer: &&Assertion| {
            let nested = outer.roles.iter().filter_map(|(_, filler)| filler.event);
            let mut nested = nested.filter_map(|at| self.assertions.get(at));
            nested.any(|inner| (inner.sentence, inner.trigger) == (event.sentence, event.trigger))
        };
        let doers = |one: &Assertion| -> Vec<usize> {
            one.fillers(Role::Agent)
                .filter_map(|doer| doer.entity)
                .collect()
        };
        let own = doers(event);
        let mut outer = self.assertions.iter().filter(names);
        outer.any(|outer| doers(outer).iter().any(|speaker| own.contains(speaker)))
    }

    /// Whether a deed befalls somebody else, where the claim's statement names the man whom its own befalls: "the overthrow of
    /// X" is not that of Y, nor the fall of prices.
    pub(super) fn befalls_others(&self, filler: &Filler, pattern: &Compiled) -> bool {
        let all = self.entities.all();
        let fills = |entity: usize| {
            let targets = pattern.fillers.iter().flat_map(|(_, targets)| targets);
            targets
                .into_iter()
                .any(|target| matches!(target, Target::Entity(own) if *own == entity))
        };
        let mut men = pattern.company.iter().copied();
        let victim = |entity: usize| all[entity].kind == EntityKind::Person && !fills(entity);
        let open = pattern.targets(Role::Topic).unwrap_or_default();
        let by_kind = open.iter().all(|target| matches!(target, Target::Event(_)));
        if !by_kind || !men.any(victim) {
            return false;
        }
        let Some(event) = filler.event.and_then(|at| self.assertions.get(at)) else {
            return false;
        };
        let other = |patient: &Filler| match patient.entity {
            Some(entity) => victim(entity) && !pattern.company.contains(&entity),
            None => {
                let known = |entity: &usize| pattern.company.contains(entity);
                let thing = patient.event.is_none() && patient.concept.is_none();
                thing && !patient.inner.iter().any(known)
            }
        };
        let mut patients = event.fillers(Role::Patient).peekable();
        patients.peek().is_some() && patients.all(other)
    }

    /// "demanded that Carthage withdraw", where the claim is about Rome's withdrawal: the deed is done by somebody who is
    /// nothing to those whom the claim names, or to somebody who is nothing to its subject either.
    pub(super) fn is_of_others(
        &self,
        filler: &Filler,
        pattern: &Compiled,
        year: Option<i16>,
    ) -> bool {
        let Some(event) = filler.event.and_then(|at| self.assertions.get(at)) else {
            return false;
        };
        let all = self.entities.all();
        let targets = pattern.fillers.iter().flat_map(|(_, targets)| targets);
        let fills = targets.filter_map(|target| match target {
            Target::Entity(entity) => Some(*entity),
            _ => None,
        });
        let named: Vec<usize> = fills.chain(pattern.company.iter().copied()).collect();
        // "Moscow" is something to whoever acts for the Soviet Union.
        let own_side = |one: usize| {
            let mut chain = whole_chain(one, self.entities);
            chain.retain(|whole| *whole == one || !pattern.subject.contains(whole));
            chain
        };
        let related = |one: usize, other: usize| {
            let (text, record) = (&all[one].id, &all[other].id);
            let either = [(text, record), (record, text)];
            let compared = either.into_iter().any(|(text, record)| {
                let found = self.entities.compare(text, record, year);
                !matches!(found, Comparison::Unknown | Comparison::Different)
            });
            let sides = own_side(other);
            compared || own_side(one).iter().any(|whole| sides.contains(whole))
        };
        let stranger = |filler: &Filler, own: &[usize]| {
            filler.entity.is_some_and(|entity| {
                let kind = all[entity].kind;
                let acts = matches!(
                    kind,
                    EntityKind::State | EntityKind::Army | EntityKind::Person
                );
                (acts || kind == EntityKind::Place) && !own.iter().any(|&one| related(entity, one))
            })
        };
        let others = |role: Role, own: &[usize]| {
            let mut fillers = event.fillers(role).peekable();
            fillers.peek().is_some() && fillers.all(|filler| stranger(filler, own))
        };
        let subject: Vec<usize> = named.iter().chain(&pattern.shows).copied().collect();
        !pattern.read
            && !named.is_empty()
            && (others(Role::Agent, &named) || others(Role::Patient, &subject))
    }
}

fn same(outcome: Comparison) -> bool {
    matches!(outcome, Comparison::Same | Comparison::Narrower)
}
