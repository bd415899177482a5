//! "Rome planned to attack, and in May its men did so": a verb that stands for a deed told before it.

use super::{Event, Finder};
use crate::frame::Role;
use crate::language::tree::Upos;

/// The verb that stands for another, and what it stands with.
const VERB: &str = "do";
const SO: &str = "so";

impl Finder<'_> {
    /// Adds what "did so" tells: the deed of the nearest verb before it, by its own subject, at its own time.
    pub(super) fn take_up(&self, found: &mut Vec<Event>) {
        for at in 0..self.tree.len() {
            if !self.stands_for_deed(at) {
                continue;
            }
            let subjects = self.clause(at).subjects;
            let inside = self.tree.subtree(at);
            let told = |event: &&Event| {
                !event.noun
                    && event.head < at
                    && !inside.contains(&event.head)
                    && event.has(Role::Agent)
            };
            let Some(head) = found.iter().filter(told).map(|event| event.head).max() else {
                continue;
            };
            let taken: Vec<Event> = found
                .iter()
                .filter(|event| event.head == head && told(event))
                .map(|event| {
                    let mut taken = event.clone();
                    (taken.head, taken.host) = (at, at);
                    taken.swallowed.clear();
                    taken.denied.clear();
                    taken.roles.retain(|&(role, _)| role != Role::Agent);
                    let doers = subjects.iter().map(|&subject| (Role::Agent, subject));
                    taken.roles.extend(doers);
                    taken
                })
                .filter(|taken| taken.has(Role::Agent))
                .collect();
            found.extend(taken);
        }
    }

    fn stands_for_deed(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let verb = matches!(token.upos, Upos::Verb | Upos::Aux) && !token.relation.is("aux");
        let so = |child: &usize| *child > at && self.tree.token(*child).lemma == SO;
        token.lemma == VERB && verb && self.tree.children(at).iter().any(so)
    }
}
