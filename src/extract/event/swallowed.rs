//! Phrases of a verb that the parser has hung on a noun beside it, and participles that stand for a whole passive.

use super::{Event, Finder};
use crate::extract::clause::{Clause, case_of, coordinated};
use crate::extract::lexicon::Word;
use crate::frame::Role;
use crate::language::tree::Upos;

/// How a past form without an object is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Headline {
    /// As a sentence: the subject acts.
    No,
    /// "Carthage taken", "May 146: Carthage destroyed": it happens to the subject.
    Passive,
    /// "Rome attacked" without a full stop: the subject may be either.
    Either,
}

impl Finder<'_> {
    /// "divided Korea at the 38th parallel", "received arms from Rome", "was blamed for the raid by Rome".
    pub(super) fn take_swallowed(&self, event: &mut Event, word: &Word, clause: &Clause) {
        let frame = &word.frame;
        for (case, head) in self.within(&clause.objects) {
            let role = frame.preposition.get(&case).copied();
            let open = role.is_some_and(|role| !event.has(role));
            let place = role == Some(Role::Place);
            // "accused X of the massacre".
            let charge = role == Some(Role::Topic) && frame.object == Some(Role::Patient);
            let named = self.names.entity_at(head).is_some();
            let giver = role == Some(Role::Agent) && case == "from";
            let own = named && (place || (frame.loose || giver) && open);
            // "told the truth about the shooting": what is told of hangs on the noun.
            let told = role == Some(Role::Topic) && frame.object == Some(Role::Instrument);
            if let Some(role) = role.filter(|_| own || (charge || told) && open) {
                event.roles.push((role, head));
            }
        }
        let doer = frame.subject == Some(Role::Agent) && !event.has(Role::Agent);
        if clause.passive && clause.subjects.is_empty() && doer {
            let phrases: Vec<usize> = clause.obliques.iter().map(|&(_, head)| head).collect();
            let by = self.within(&phrases).into_iter().find(|(case, head)| {
                let above = self.tree.token(*head).head;
                let deed = above.is_some_and(|above| self.names_deed(above));
                // "was convicted of murder by the court": whoever is charged did it, so the other one charges him.
                let charged = above.is_some_and(|above| {
                    frame.object == Some(Role::Patient)
                        && event.roles.contains(&(Role::Topic, above))
                });
                case == "by" && self.names.is_party(*head) && (!deed || charged)
            });
            if let Some((_, head)) = by {
                let (members, _) = coordinated(self.tree, &self.lexicon.cues, head);
                let doers = members.into_iter().map(|at| (Role::Agent, at));
                event.roles.extend(doers);
            }
        }
    }

    /// "held Rome responsible for the war": what hangs on a word that goes with the verb is the verb's.
    pub(super) fn take_phrases_of_parts(&self, event: &mut Event, word: &Word, clause: &Clause) {
        let below = |part: usize| {
            let phrases = self.tree.children_by(part, "obl");
            phrases.chain(self.tree.children_by(part, "nmod"))
        };
        // A noun that goes with the verb has phrases of its own ("laid before them a plan for the war").
        let adjective = |&&part: &&usize| self.tree.token(part).upos == Upos::Adj;
        let parts = clause.parts.iter().filter(adjective);
        for head in parts.flat_map(|&part| below(part)) {
            let case = case_of(self.tree, head).pop().unwrap_or_default();
            let role = word.frame.preposition.get(&case).copied();
            let free = role.filter(|&role| !event.has(role) && !clause.parts.contains(&head));
            if let Some(role) = free.filter(|_| !self.names.is_date(head)) {
                self.add_members(event, role, head);
            }
        }
    }

    /// "laid the blame for the war on Rome": what the noun lacks may have been hung on its other phrase; where that names
    /// a deed with a phrase of the same kind, the last one is meant.
    pub(super) fn take_swallowed_of_noun(&self, event: &mut Event, word: &Word, phrases: &[usize]) {
        for (case, head) in self.within(phrases) {
            let role = word.frame.noun.get(&case).copied();
            let Some(role) = role.filter(|&role| role != Role::Topic && !event.has(role)) else {
                continue;
            };
            let above = self.tree.token(head).head;
            let same = above.map_or(0, |above| {
                let others = self.within(&[above]).into_iter();
                others
                    .filter(|(other, at)| *other == case && *at <= head)
                    .count()
            });
            let deed = above.is_some_and(|above| self.names_deed(above));
            if self.names.is_party(head) && (!deed || same > 1) {
                event.roles.push((role, head));
            }
        }
    }

    /// "the invasion of the southern provinces by Rome": the doer was hung on what stands before him.
    pub(super) fn nested_doer(&self, event: &mut Event, word: &Word) {
        if word.frame.noun.get("by") != Some(&Role::Agent) || event.has(Role::Agent) {
            return;
        }
        let own: Vec<usize> = self.tree.children_by(event.head, "nmod").collect();
        let doer = self.within(&own).into_iter().find(|(case, head)| {
            let above = self.tree.token(*head).head;
            let deed = above.is_some_and(|above| self.names_deed(above));
            case == "by" && self.acts(*head) && !deed
        });
        if let Some((_, head)) = doer {
            self.add_members(event, Role::Agent, head);
        }
    }

    /// Whether a common noun names a deed, which may have phrases of its own.
    pub(super) fn names_deed(&self, at: usize) -> bool {
        let lemma = self.tree.token(at).lemma.to_lowercase();
        self.names.entity_at(at).is_none() && self.lexicon.nouns(&lemma).next().is_some()
    }

    /// The phrases below the nouns, with their prepositions, two deep.
    pub(super) fn within(&self, nouns: &[usize]) -> Vec<(String, usize)> {
        let below = |noun: usize| self.tree.children_by(noun, "nmod");
        nouns
            .iter()
            .flat_map(|&noun| below(noun).chain(below(noun).flat_map(below)))
            .filter_map(|child| Some((case_of(self.tree, child).pop()?, child)))
            .filter(|(case, child)| !self.is_of_deed(*child, case))
            .collect()
    }

    /// "copied the plan of attack on Rome": what a noun of a deed takes with "on" is whom the deed is done to.
    fn is_of_deed(&self, phrase: usize, case: &str) -> bool {
        let noun = self.tree.token(phrase).head.unwrap_or(phrase);
        let lemma = self.tree.token(noun).lemma.to_lowercase();
        let last = lemma.rsplit(' ').next().unwrap_or_default();
        case == "on" && self.lexicon.nouns(last).next().is_some()
    }

    /// Whether a participle with a subject, and no auxiliary or object, of a verb that needs an object, is a passive.
    pub(super) fn headline(&self, at: usize, word: &Word, clause: &Clause) -> Headline {
        let token = self.tree.token(at);
        let frame = &word.frame;
        let own = |relation: &str| self.tree.children_by(at, relation).next().is_some();
        let bare = !["aux", "obj", "ccomp", "xcomp", "mark", "iobj"]
            .iter()
            .any(|relation| own(relation));
        let asks = frame.subject == Some(Role::Agent)
            && matches!(frame.object, Some(Role::Patient | Role::Topic))
            && clause.objects.is_empty()
            && clause.clauses.is_empty()
            && !clause.passive;
        let main = token.head.is_none() || token.relation.is("parataxis");
        let past = ["VBN", "VBD"].contains(&token.xpos.as_str());
        let plain = &self.lexicon.cues.plain_pasts;
        // "Roman troops withdrew from Gaul": no participle has that form.
        if !(own("nsubj") && bare && asks && main && past) || plain.contains(&*token.lower()) {
            return Headline::No;
        }
        let regular = token.form.to_lowercase().ends_with("ed");
        let idle = |&head: &usize| self.is_idle(head);
        if token.xpos == "VBN" && !regular || regular && clause.subjects.iter().all(idle) {
            return Headline::Passive;
        }
        let stops = [".", "!", "?", "…"];
        let last = self.tree.tokens().last();
        let sentence = last.is_some_and(|last| stops.contains(&last.form.as_str()));
        // A verb that needs no object is active in a sentence: "At dawn Rome attacked."
        if sentence {
            Headline::No
        } else {
            Headline::Either
        }
    }

    /// Whether the noun names a land or a thing that does nothing by itself.
    fn is_idle(&self, head: usize) -> bool {
        const ACTING: [&str; 5] = ["forces", "people", "doers", "government", "organisation"];
        if self.names.is_party(head) || self.tree.token(head).upos == Upos::Pron {
            return false;
        }
        let concepts = self.names.concepts(head);
        self.names.entity_at(head).is_some()
            || !concepts.is_empty() && concepts.iter().all(|one| !ACTING.contains(&one.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn filled(text: &str, trigger: &str, role: Role) -> Option<String> {
        let read = read(text);
        let filler = read.one(trigger).fillers(role).next()?.clone();
        Some(text[filler.words.range()].to_owned())
    }

    #[test]
    fn a_headline_without_a_full_stop_may_be_either() {
        assert_eq!(
            filled("Rome attacked in May 201", "attacked", Role::Agent),
            None
        );
        assert_eq!(
            filled("Rome attacked in May 201.", "attacked", Role::Agent).as_deref(),
            Some("Rome")
        );
        assert_eq!(
            filled("Rome withdrew in May 201", "withdrew", Role::Agent).as_deref(),
            Some("Rome")
        );
    }

    #[test]
    fn whoever_is_charged_is_charged_by_somebody_else() {
        let text = "Hannibal was convicted of murder by Rome.";
        let read = read(text);
        let mut judges = (read.all("convicted").into_iter())
            .flat_map(|convicted| convicted.fillers(Role::Agent));
        assert!(judges.any(|judge| &text[judge.words.range()] == "Rome"));
    }

    #[test]
    fn doers_and_blamed_are_found_behind_another_phrase() {
        let deed = "The invasion of the southern provinces by Rome angered Carthage.";
        assert_eq!(
            filled(deed, "invasion", Role::Agent).as_deref(),
            Some("Rome")
        );
        let blame = "Rome laid the blame for the war on Carthage.";
        assert_eq!(
            filled(blame, "laid", Role::Patient).as_deref(),
            Some("Carthage")
        );
    }
}
