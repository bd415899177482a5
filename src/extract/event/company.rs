//! Decisions that stand beside a deed in its own clause: "with Stalin's blessing, X attacked", "encouraged by Y, ...".
//! What is approved, backed, urged or ordered there is the deed.

use super::{Event, Finder};
use crate::extract::clause::case_of;
use crate::extract::lexicon::Word;
use crate::frame::Role;

impl Finder<'_> {
    /// Gives decisions without a topic the deed of the clause in which they stand.
    pub(super) fn accompany(&self, events: &mut [Event]) {
        for index in 0..events.len() {
            let Some(deed) = self.deed(&events[index], events) else {
                continue;
            };
            if self.is_left_undone(&events[index]) {
                self.by_doer(events, index, deed);
                continue;
            }
            let (decision, deed_head) = (events[index].head, events[deed].head);
            let carried = self.is_carried_out(&events[deed]);
            let event = &mut events[index];
            // "Encouraged by Stalin, the North ...": whoever is encouraged is not what is encouraged.
            for (role, _) in &mut event.roles {
                if *role == Role::Topic {
                    *role = Role::Recipient;
                }
            }
            event.roles.push((Role::Topic, deed_head));
            event.roles.extend(carried.map(|at| (Role::Topic, at)));
            for other in events.iter_mut().filter(|other| other.head == deed_head) {
                other
                    .roles
                    .retain(|&(role, at)| role == Role::Topic || at != decision);
            }
        }
    }

    /// "The Vesper Massacre was committed on his orders": what was carried out is what he ordered.
    fn is_carried_out(&self, deed: &Event) -> Option<usize> {
        let verb = &self.tree.token(deed.host).lemma;
        let light = self.lexicon.cues.light.active.contains(verb);
        let mut done = deed.roles.iter().filter(|_| light && !deed.noun);
        let named = |at: &usize| self.names.entity_at(*at).is_some();
        done.find(|(role, _)| *role == Role::Patient)
            .map(|&(_, at)| at)
            .filter(named)
    }

    /// "fired on the crowd without warning": no decision of others, but what the doer did not do.
    fn is_left_undone(&self, event: &Event) -> bool {
        let cases = case_of(self.tree, self.whole(event.head));
        let without = cases.first().is_some_and(|case| case == "without");
        let lemma = self.tree.token(event.head).lemma.to_lowercase();
        // "without an order": somebody else did not give it.
        let asked = self.lexicon.cues.modality.intended_nouns.contains(&lemma);
        event.noun && !event.decision && !asked && without && !event.has(Role::Agent)
    }

    /// "a word of warning": the least of it stands for it.
    fn whole(&self, noun: usize) -> usize {
        let token = self.tree.token(noun);
        let of = token.relation.is("nmod") && case_of(self.tree, noun) == ["of"];
        let traces = &self.lexicon.cues.polarity.traces;
        let least = |&above: &usize| traces.contains(&self.tree.token(above).lemma.to_lowercase());
        token.head.filter(|_| of).filter(least).unwrap_or(noun)
    }

    /// Whoever did the deed did not do this either, to those whom the deed befell.
    fn by_doer(&self, events: &mut [Event], index: usize, deed: usize) {
        let deed = events[deed].roles.clone();
        let of = |wanted: Role| {
            let found = deed.iter().filter(move |(role, _)| *role == wanted);
            found.map(|&(_, at)| at)
        };
        let event = &mut events[index];
        let told = event.has(Role::Recipient);
        event
            .roles
            .extend(of(Role::Agent).map(|at| (Role::Agent, at)));
        if !told {
            let befell = of(Role::Patient).chain(of(Role::Recipient));
            let befell: Vec<_> = befell.map(|at| (Role::Recipient, at)).collect();
            event.roles.extend(befell);
        }
    }

    /// The event of the clause in which `event` accompanies another.
    fn deed(&self, event: &Event, events: &[Event]) -> Option<usize> {
        if !event.about {
            return None;
        }
        let phrase = self.whole(event.head);
        let token = self.tree.token(phrase);
        let governor = token.head?;
        let accompanies = if event.noun {
            let company = &self.lexicon.cues.company;
            // A gerund with an owner hangs like a clause.
            ["obl", "nmod", "advcl"].contains(&token.relation.universal())
                && !event.has(Role::Topic)
                && case_of(self.tree, phrase)
                    .first()
                    .is_some_and(|case| company.contains(case))
        } else {
            let named = |&(role, at): &(Role, usize)| {
                role != Role::Topic || self.names.actor_at(at) && !self.is_event(at, events)
            };
            token.relation.is("advcl")
                && token.xpos == "VBN"
                && self.passive(event.head)
                && event.has(Role::Agent)
                && event.roles.iter().all(named)
        };
        if !accompanies {
            return None;
        }
        let at = |head: usize| {
            events
                .iter()
                .position(|other| other.head == head || other.host == head && other.noun)
                .filter(|&found| events[found].head != event.head)
        };
        // "acting on orders from X, the army attacked": a participle that is no event of its own.
        at(governor).or_else(|| {
            let above = self.tree.token(governor);
            above
                .head
                .filter(|_| above.relation.is("advcl"))
                .and_then(at)
        })
    }

    /// "wrote to X and proposed Y": to whom one turned before, one proposes it.
    pub(super) fn turned_to(&self, event: &mut Event, word: &Word) {
        let token = self.tree.token(event.head);
        let first = token.head.filter(|_| token.relation.is("conj"));
        let receives = word.about && word.frame.preposition.get("to") == Some(&Role::Recipient);
        let Some(first) = first.filter(|_| receives && !event.has(Role::Recipient)) else {
            return;
        };
        let turning = &self.lexicon.cues.light.addressing;
        if !turning.contains(&self.tree.token(first).lemma) {
            return;
        }
        let receiver = self.tree.children_by(first, "obl").find(|&at| {
            let case = case_of(self.tree, at);
            case == ["to"] && self.names.actor_at(at) && at < event.head
        });
        event.roles.extend(receiver.map(|at| (Role::Recipient, at)));
    }

    fn is_event(&self, at: usize, events: &[Event]) -> bool {
        events.iter().any(|event| event.head == at)
    }
}
