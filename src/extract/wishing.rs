//! "He wanted to be allowed to attack", "he hoped to be given leave": whoever wishes to be permitted something asks for it.

use super::clause::clause;
use super::event::Event;
use super::lexicon::{Lexicon, WordSet};
use super::names::Names;
use crate::frame::{KindTable, Role};
use crate::language::tree::{Tree, Upos};

/// One sentence and its words.
pub struct Wishes<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// The words of the language.
    pub lexicon: &'a Lexicon,
    /// Names by token.
    pub names: &'a Names<'a>,
    /// The run's kinds.
    pub kinds: &'a KindTable,
}

impl Wishes<'_> {
    /// Adds to `events` what is asked for by wishing it.
    pub fn extend(&self, events: &mut Vec<Event>) {
        let Some(kind) = self.kinds.get(&self.lexicon.cues.wishing.kind) else {
            return;
        };
        let found: Vec<Event> = (0..self.tree.len())
            .filter(|&at| self.tree.token(at).upos == Upos::Verb)
            .filter_map(|at| {
                let (verb, topic) = self.wish(at)?;
                let asked = |event: &Event| event.head == verb && event.kind == kind;
                let known = events.iter().any(asked);
                let wisher = self.subjects(verb);
                (!known && !wisher.is_empty()).then(|| {
                    let agents = wisher.into_iter().map(|at| (Role::Agent, at));
                    let roles = agents.chain([(Role::Topic, topic)]).collect();
                    Event::carried(verb, kind, roles, self.kinds)
                })
            })
            .collect();
        events.extend(found);
    }

    /// For "be given leave", "be allowed to": who wishes it, and what is wished.
    fn wish(&self, granted: usize) -> Option<(usize, usize)> {
        let cues = &self.lexicon.cues.wishing;
        let passive = self
            .tree
            .children(granted)
            .iter()
            .any(|&child| self.tree.token(child).relation.as_str() == "aux:pass");
        if !passive {
            return None;
        }
        let topic = if self.is(granted, &cues.permitting) {
            self.tree.children_by(granted, "xcomp").next()
        } else if self.is(granted, &cues.granting) {
            let leave = self
                .tree
                .children_by(granted, "obj")
                .find(|&at| self.is(at, &cues.leave))?;
            let mut clauses = self.tree.children_by(leave, "acl");
            clauses
                .next()
                .or_else(|| self.tree.children_by(leave, "nmod").next())
        } else {
            None
        }?;
        let mut infinitive = granted;
        let token = self.tree.token(granted);
        if token.relation.is("conj") {
            infinitive = token.head?;
        }
        let token = self.tree.token(infinitive);
        let verb = token.head.filter(|_| token.relation.is("xcomp"))?;
        self.is(verb, &cues.verbs).then_some((verb, topic))
    }

    fn subjects(&self, verb: usize) -> Vec<usize> {
        let found = clause(self.tree, &self.lexicon.cues, verb, &|at| {
            self.names.is_date(at)
        });
        found.subjects
    }

    fn is(&self, at: usize, words: &WordSet) -> bool {
        words.contains(&self.tree.token(at).lemma.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::{KindTable, Role};

    fn asks(text: &str, verb: &str) -> bool {
        let kinds = KindTable::builtin();
        read(text).all(verb).iter().any(|one| {
            let about = one.fillers(Role::Topic).any(|topic| topic.event.is_some());
            kinds.name(one.kind) == "request" && about
        })
    }

    #[test]
    fn whoever_wishes_to_be_permitted_asks() {
        for text in [
            "Hannibal wanted to be allowed to attack Rome.",
            "Hannibal wanted to see the king and to be given permission to attack Rome.",
            "Hannibal wished to be granted permission to attack Rome.",
        ] {
            let verb = if text.contains("wanted") {
                "wanted"
            } else {
                "wished"
            };
            assert!(asks(text, verb), "{text}");
        }
    }

    #[test]
    fn a_wish_to_permit_asks_for_nothing() {
        for text in [
            "Carthage wanted to allow Hannibal to attack Rome.",
            "Hannibal wanted to be given time to attack Rome.",
            "Hannibal wanted to attack Rome.",
        ] {
            assert!(!asks(text, "wanted"), "{text}");
        }
    }
}
