//! A noun and a verb that tell of one deed: "a coup of the guards unseated the king", "the coup that brought him down",
//! "Rome overthrew him in a coup". What is said of the one is said of the other.

use super::{Event, Finder};
use crate::extract::clause::case_of;
use crate::frame::Role;
use crate::language::tree::Upos;

impl Finder<'_> {
    /// Gives the noun and the verb of one deed the doers and the sufferers that the other has.
    pub(super) fn unite_deeds(&self, events: &mut [Event]) {
        for verb in 0..events.len() {
            for noun in 0..events.len() {
                // "A report said so": what tells of other deeds is its own teller.
                let same = events[verb].kind == events[noun].kind && !events[verb].has(Role::Topic);
                if !same || !self.names_the_same(&events[noun], &events[verb]) {
                    continue;
                }
                let (named, told) = (events[noun].head, events[verb].head);
                // The deed itself does nothing.
                events[verb]
                    .roles
                    .retain(|&(role, at)| role != Role::Agent || !self.stands_for(at, named));
                events[noun].roles.retain(|&(_, at)| at != told);
                for role in [Role::Agent, Role::Patient] {
                    let of = |event: &Event| -> Vec<(Role, usize)> {
                        let all = event.roles.iter().copied();
                        all.filter(|(found, _)| *found == role).collect()
                    };
                    let (by_noun, by_verb) = (of(&events[noun]), of(&events[verb]));
                    if by_noun.is_empty() {
                        events[noun].roles.extend(by_verb);
                    } else if by_verb.is_empty() {
                        events[verb].roles.extend(by_noun);
                    }
                }
            }
        }
    }

    /// Whether the noun's event does the verb's, or is that in which it is done.
    fn names_the_same(&self, noun: &Event, verb: &Event) -> bool {
        if !noun.noun || noun.host != noun.head || verb.noun {
            return false;
        }
        let does = verb
            .roles
            .iter()
            .any(|&(role, at)| role == Role::Agent && self.stands_for(at, noun.head));
        let token = self.tree.token(noun.head);
        let inside = token.relation.is("obl")
            && token.head == Some(verb.host)
            && case_of(self.tree, noun.head)
                .iter()
                .any(|case| self.lexicon.cues.deed_inside.contains(case));
        does || inside
    }

    /// Whether the phrase is the noun itself, or the relative pronoun of a clause that describes it.
    fn stands_for(&self, at: usize, noun: usize) -> bool {
        let clause = self.tree.token(at).head;
        let relative = clause.is_some_and(|clause| {
            let token = self.tree.token(clause);
            token.head == Some(noun) && token.relation.as_str() == "acl:relcl"
        });
        let pronoun = matches!(self.tree.token(at).upos, Upos::Pron | Upos::Det);
        at == noun || pronoun && relative
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    /// The fillers of the role in the event that the word names.
    fn fillers(text: &str, word: &str, role: Role) -> Vec<String> {
        let read = read(text);
        let events = read.all(word);
        let found = events.iter().flat_map(|event| event.fillers(role));
        found
            .map(|filler| text[filler.words.range()].to_owned())
            .collect()
    }

    #[test]
    fn noun_and_verb_share_who_takes_part() {
        let text = "The coup that toppled Scipio was planned in Carthage.";
        assert_eq!(fillers(text, "coup", Role::Patient), ["Scipio"]);
        let text = "Scipio was overthrown by Rome in a coup.";
        assert_eq!(fillers(text, "coup", Role::Agent), ["Rome"]);
        let text = "A coup of Carthage had overthrown Scipio.";
        assert_eq!(fillers(text, "overthrown", Role::Agent), ["Carthage"]);
    }

    #[test]
    fn other_deeds_stay_apart() {
        let text = "After the coup Carthage attacked Scipio.";
        assert!(fillers(text, "coup", Role::Patient).is_empty());
    }
}
