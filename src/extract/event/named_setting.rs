//! "on Bloody Sunday", "during the Punic War": an event that bears a name is where and when a deed took place.

use super::{Event, Finder};
use crate::extract::clause::case_of;
use crate::frame::{EntityKind, Role};

/// Prepositions that set a deed in an event, where no role is given to its phrase.
const SETTING: [&str; 4] = ["on", "in", "at", "during"];
/// The one that sets it there even where it otherwise leads to whoever suffers: nobody opens fire on a war.
const ON: &str = "on";
const OF: &str = "of";

impl Finder<'_> {
    /// Events that bear a name become the place of the deeds set in them.
    pub(super) fn set_in_wars(&self, found: &mut [Event]) {
        for event in found {
            for phrase in self.settings(event) {
                let mut own = event.roles.iter_mut().filter(|(_, at)| *at == phrase);
                match own.next() {
                    Some((role, _)) if *role == Role::Patient && self.led_by(phrase, &[ON]) => {
                        *role = Role::Place;
                    }
                    Some(_) => {}
                    None => event.roles.push((Role::Place, phrase)),
                }
            }
        }
    }

    fn settings(&self, event: &Event) -> Vec<usize> {
        let war = |at: usize, cases: &[&str]| {
            let relation = self.tree.token(at).relation.universal();
            ["obl", "nmod"].contains(&relation)
                && self.names.kind_at(at) == Some(EntityKind::War)
                && self.led_by(at, cases)
        };
        let below = self.tree.children(event.head).iter();
        let own = below
            .chain(self.tree.children(event.host))
            .copied()
            // What lasted a day is told as one.
            .filter(|&at| war(at, &SETTING) && !self.names.is_date(at));
        // "the first shots of the Punic War were fired by Rome": things are of it because they were done in it, men may have
        // been in it once.
        let things = event.roles.iter().filter(|&&(_, at)| self.is_act(at));
        let within = things.flat_map(|&(_, at)| self.tree.children(at).iter().copied());
        let of_it = within.filter(|&at| war(at, &SETTING) || war(at, &[OF]));
        let mut phrases: Vec<usize> = own.chain(of_it).collect();
        phrases.sort_unstable();
        phrases.dedup();
        phrases
    }

    /// "the first shots": what is done and over, named by a noun that is no event of its own.
    fn is_act(&self, at: usize) -> bool {
        let acts = &self.lexicon.cues.opening.acts;
        acts.contains(&self.tree.token(at).lemma.to_lowercase())
            && self.names.entity_at(at).is_none()
    }

    fn led_by(&self, phrase: usize, cases: &[&str]) -> bool {
        let own = case_of(self.tree, phrase);
        own.last()
            .is_some_and(|case| cases.contains(&case.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn setting(text: &str, trigger: &str) -> Option<String> {
        let read = read(text);
        let place = read.one(trigger).fillers(Role::Place).next()?.clone();
        Some(text[place.words.range()].to_owned())
    }

    #[test]
    fn a_named_event_is_where_its_deeds_took_place() {
        for text in [
            "Rome killed the envoys in the Punic War.",
            "In the Punic War, Rome killed the envoys.",
            "The envoys were killed during the Punic War.",
        ] {
            let found = setting(text, "killed");
            assert_eq!(found.as_deref(), Some("the Punic War"), "{text}");
        }
        let shots = "The first shots of the Punic War were fired by Rome.";
        assert_eq!(setting(shots, "fired").as_deref(), Some("the Punic War"));
        assert_eq!(setting("Rome started the Punic War.", "started"), None);
    }
}
