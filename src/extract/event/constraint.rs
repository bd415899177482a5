//! What a word asks of its participants, and beside what it means something else.

use super::Finder;
use crate::extract::clause::Clause;
use crate::extract::lexicon::{Constraint, Pronoun, Word};
use crate::frame::{EntityKind, Role};
use crate::language::tree::Upos;
use std::ops::Range;

/// In a list of what a verb does not stand beside: an adjective or participle that says how somebody is left.
const STATE: &str = "@state";

impl Finder<'_> {
    pub(super) fn fits(&self, word: &Word, clause: &Clause) -> bool {
        let object = (word.object.is_empty()
            || self.any(&clause.objects, &word.object)
            || !clause.clauses.is_empty() && word.object.contains(&Constraint::Clause))
            && (!word.says || !clause.clauses.is_empty());
        let subject = word.subject.is_empty() || {
            // "the war began": the only argument, and no object beside it.
            let lone = word.object.is_empty()
                && word.with.is_empty()
                && word.frame.subject == Some(Role::Patient);
            self.any(&clause.subjects, &word.subject) && (!lone || clause.objects.is_empty())
        };
        let complement = word.complement.is_empty()
            || self.any(&clause.clauses, &word.complement)
            || self.any(&clause.objects, &word.complement)
            || self.any(&self.beside(&clause.objects), &word.complement);
        // "attacked them in a speech"
        let inside = clause.obliques.iter().filter(|(case, _)| case == "in");
        let inside: Vec<usize> = inside.map(|&(_, head)| head).collect();
        let parts = [&clause.objects, &inside, &clause.subjects, &clause.indirect];
        let barred = parts.iter().any(|heads| self.bars(word, heads))
            || self.any(&clause.objects, &word.unless_object)
            || !clause.clauses.is_empty() && word.unless.contains(&Constraint::Clause);
        let judged = self.is_judged(word, clause);
        object
            && subject
            && complement
            && !barred
            && !judged
            && !self.is_another_beside(word, clause)
    }

    /// "found Rome the aggressor": without a comma, what looks like another name of the object is said of it.
    fn beside(&self, heads: &[usize]) -> Vec<usize> {
        let comma = |between: Range<usize>| {
            let mut between = between.map(|at| self.tree.token(at).upos);
            between.any(|upos| upos == Upos::Punct)
        };
        let one = |&head: &usize| {
            let others = self.tree.children_by(head, "appos");
            others.filter(move |&other| !comma(head..other))
        };
        heads.iter().flat_map(one).collect()
    }

    /// "called the march unlawful", "held the strike to be a crime", "took it for a joke": somebody's opinion of the object, and
    /// nothing that is done to it.
    fn is_judged(&self, word: &Word, clause: &Clause) -> bool {
        let opining = &self.lexicon.cues.opining;
        let acts = !word.about && word.frame.object == Some(Role::Patient);
        let plain = word.with.is_empty() && word.complement.is_empty() && !word.says;
        let opines = acts && plain && !clause.objects.is_empty() && opining.contains(&word.lemma);
        let of_it = |&at: &usize| {
            let token = self.tree.token(at);
            let is = self.tree.children_by(at, "cop").next().is_some();
            is || matches!(token.upos, Upos::Adj | Upos::Noun) && token.relation.is("xcomp")
        };
        opines
            && (clause.clauses.iter().any(of_it)
                || clause.obliques.iter().any(|(case, _)| case == "for"))
    }

    /// "left them without food", "left them helpless": beside that the verb is another one.
    fn is_another_beside(&self, word: &Word, clause: &Clause) -> bool {
        let state = |&head: &usize| {
            let token = self.tree.token(head);
            token.upos == Upos::Adj || ["VBN", "VBG"].contains(&token.xpos.as_str())
        };
        let listed = |case: &String| word.not_beside.contains(case);
        clause.obliques.iter().any(|(case, _)| listed(case))
            || word.not_beside.iter().any(|one| one == STATE) && clause.clauses.iter().any(state)
    }

    /// Whether the word is none for these. A pronoun that may stand for things bars nothing.
    fn bars(&self, word: &Word, heads: &[usize]) -> bool {
        heads.iter().any(|&head| {
            let form = self.tree.token(head).form.to_lowercase();
            let one = self.lexicon.cues.pronoun(&form);
            let open = self.tree.token(head).upos == Upos::Pron
                && !matches!(one, Some(Pronoun::Masculine | Pronoun::Feminine));
            let named = |bar: &&Constraint| !(open && **bar == Constraint::Person);
            let mut bars = word.unless.iter().filter(named);
            bars.any(|bar| self.is(head, bar))
        })
    }

    pub(super) fn any(&self, heads: &[usize], constraints: &[Constraint]) -> bool {
        heads.iter().any(|&head| {
            constraints
                .iter()
                .any(|constraint| self.is(head, constraint))
        })
    }

    /// "a few of these battles": what they are.
    pub(super) fn portioned(&self, head: usize) -> usize {
        let token = self.tree.token(head);
        let lemma = token.lemma.to_lowercase();
        let portion = token.upos == Upos::Num || self.lexicon.cues.quantifiers.contains(&lemma);
        if self.names.entity_at(head).is_some() || !portion {
            return head;
        }
        self.phrase_of(head, "of").unwrap_or(head)
    }

    pub(super) fn is(&self, head: usize, constraint: &Constraint) -> bool {
        let head = self.portioned(head);
        match constraint {
            Constraint::Entity => {
                self.names.entity_at(head).is_some()
                    || self.tree.token(head).upos == Upos::Pron
                    || self.tree.token(head).upos == Upos::Propn
            }
            Constraint::Person => {
                self.names.kind_at(head) == Some(EntityKind::Person)
                    || self.tree.token(head).upos == Upos::Pron
            }
            Constraint::Place => self.names.kind_at(head) == Some(EntityKind::Place),
            Constraint::Lemma(lemma, modifiers) => {
                let own = self.tree.token(head).lemma.to_lowercase() == *lemma
                    || self.names.last_word(head).is_some_and(|word| {
                        word == *lemma || word.strip_suffix('s') == Some(lemma.as_str())
                    })
                    || self.names.is_place_called(head, lemma);
                own && modifiers.iter().all(|word| self.has_modifier(head, word))
            }
            Constraint::Concept(concept) => {
                // "signed nothing", "did not sign anything": nor a treaty.
                let polarity = &self.lexicon.cues.polarity;
                let form = self.tree.token(head).lower();
                let whatever = polarity.any.contains(&*form) || polarity.nothing.contains(&*form);
                whatever
                    || self.names.concepts(head).iter().any(|c| c == concept)
                    || self.names.recalls(head, concept)
                    || self.names.takes_up(head, concept)
            }
            Constraint::Event => {
                let lemma = self.tree.token(head).lemma.to_lowercase();
                self.names.entity_at(head).is_none() && self.lexicon.nouns(&lemma).next().is_some()
            }
            Constraint::Clause => false,
        }
    }

    pub(super) fn has_modifier(&self, noun: usize, word: &str) -> bool {
        self.tree
            .children(noun)
            .iter()
            .any(|&child| self.tree.token(child).form.eq_ignore_ascii_case(word))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;

    #[test]
    fn a_looser_reading_is_kept_apart() {
        let read = read("Rome published the documents on Carthage.");
        let loose = |wanted: bool| {
            let events = read.every().iter();
            events.filter(|event| event.loose == wanted).count()
        };
        assert!(loose(false) > 0 && loose(true) > 0);
    }
}
