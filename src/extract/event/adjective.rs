//! Events and states that adjectives name: "was guilty of", "is responsible for", "was aware that".

use super::{Event, Finder, best};
use crate::extract::clause::{case_of, coordinated};
use crate::extract::lexicon::Word;
use crate::frame::Role;

impl Finder<'_> {
    pub(super) fn adjective(&self, at: usize, lemma: &str) -> Vec<Event> {
        let fitting: Vec<(&Word, ())> = self
            .lexicon
            .adjectives(lemma)
            .filter(|word| self.adjective_fits(at, word))
            .map(|word| (word, ()))
            .collect();
        best(fitting)
            .into_iter()
            .map(|(word, ())| self.by_adjective(at, word))
            .collect()
    }

    fn adjective_fits(&self, at: usize, word: &Word) -> bool {
        let phrases = word
            .with
            .iter()
            .all(|case| self.phrase_of(at, case).is_some());
        let object = word.object.is_empty() || self.any(&self.complements(at), &word.object);
        let bearers = || self.bearers(at);
        let subject = word.subject.is_empty() || self.any(&bearers(), &word.subject);
        let barred = !word.unless.is_empty()
            && (self.any(&bearers(), &word.unless)
                || self.any(&self.complements(at), &word.unless));
        phrases && object && subject && !barred && self.is_taken_as_given(at)
    }

    /// "shot the unarmed men", "shot 13 unarmed men": an adjective before a noun says of those who are meant how they are;
    /// "did not shoot unarmed men" tells of nobody. A noun without an article or a number needs an event that took place.
    fn is_taken_as_given(&self, at: usize) -> bool {
        let tree = self.tree;
        let token = tree.token(at);
        let before = |noun: &usize| token.relation.is("amod") && at < *noun;
        let Some(noun) = token.head.filter(before) else {
            return true;
        };
        let polarity = &self.lexicon.cues.polarity;
        let none = |word: usize| polarity.negators.contains(&*tree.token(word).lower());
        let own = tree.children(noun).iter().copied();
        if own.clone().any(none) {
            return false;
        }
        let indefinite = &self.lexicon.reference.indefinite;
        let definite = own.clone().any(|child| {
            let word = tree.token(child);
            let relation = word.relation.as_str();
            relation == "nmod:poss" || relation == "det" && !indefinite.contains(&*word.lower())
        });
        let told = || {
            let mut clauses = tree.ancestors(noun);
            let open = |above: usize| {
                tree.children(above).iter().any(|&child| {
                    let word = tree.token(child);
                    let conditional = word.relation.is("mark");
                    child < noun && (word.xpos == "MD" || none(child) || conditional)
                })
            };
            !clauses.any(open)
        };
        definite || told()
    }

    /// "The commission falsified evidence": where a sentence has no verb, an unknown participle before its noun is one.
    pub(super) fn mistaken_verb(&self, at: usize, form: &str) -> Vec<Event> {
        let token = self.tree.token(at);
        let Some(object) = token.head.filter(|_| token.relation.is("amod")) else {
            return Vec::new();
        };
        let finite = ["VBD", "VBZ", "VBP", "MD"];
        let verbless = self.tree.token(object).head.is_none()
            && self
                .tree
                .tokens()
                .iter()
                .all(|token| !finite.contains(&token.xpos.as_str()));
        let subject = self.tree.children(object).iter().copied().find(|&child| {
            let relation = self.tree.token(child).relation.universal();
            child < at && relation == "compound" && self.names.actor_at(child)
        });
        let Some(subject) = subject.filter(|_| verbless) else {
            return Vec::new();
        };
        let lemmas = [("ied", "y"), ("ed", ""), ("ed", "e")];
        let word = lemmas
            .iter()
            .filter_map(|(end, stem)| Some(format!("{}{stem}", form.strip_suffix(end)?)))
            .find_map(|lemma| {
                self.lexicon
                    .verbs(&lemma)
                    .find(|word| {
                        word.with.is_empty()
                            && (word.object.is_empty() || self.any(&[object], &word.object))
                    })
                    .cloned()
            });
        let Some(word) = word else {
            return Vec::new();
        };
        let mut event = Event::new(at, &word);
        event.host = object;
        event
            .roles
            .extend(word.frame.subject.map(|role| (role, subject)));
        event
            .roles
            .extend(word.frame.object.map(|role| (role, object)));
        vec![event]
    }

    fn by_adjective(&self, at: usize, word: &Word) -> Event {
        let mut event = Event::new(at, word);
        if let Some(role) = word.frame.subject {
            for head in self.bearers(at) {
                let (members, denied) = coordinated(self.tree, &self.lexicon.cues, head);
                event.roles.extend(members.into_iter().map(|at| (role, at)));
                event.denied.extend(denied.into_iter().map(|at| (role, at)));
            }
        }
        let own = word.with.last().and_then(|case| self.phrase_of(at, case));
        for &child in self.tree.children(at) {
            let token = self.tree.token(child);
            let role = match token.relation.universal() {
                // "open to scholars": the preposition is part of the entry.
                _ if own == Some(child) => word.frame.object,
                // "bent on unification by force" names no doer.
                "obl" if case_of(self.tree, child).iter().any(|case| case == "by") => None,
                "obl" | "nmod" => case_of(self.tree, child)
                    .last()
                    .and_then(|case| word.frame.preposition.get(case).copied()),
                "ccomp" | "xcomp" => word.frame.clause,
                "advcl" if !case_of(self.tree, child).is_empty() => {
                    let marks = case_of(self.tree, child);
                    let content = ["of", "for", "that", "to"];
                    marks
                        .iter()
                        .any(|mark| content.contains(&mark.as_str()))
                        .then_some(word.frame.clause)
                        .flatten()
                }
                _ => None,
            };
            if let Some(role) = role.filter(|_| !self.names.is_date(child)) {
                let (members, _) = coordinated(self.tree, &self.lexicon.cues, child);
                event.roles.extend(members.into_iter().map(|at| (role, at)));
            }
        }
        event
    }

    /// Of whom or what the adjective is said: the subject of its copula, the noun that it modifies, or the subject or
    /// object of the verb that it complements ("found guilty", "remained loyal").
    fn bearers(&self, at: usize) -> Vec<usize> {
        let own: Vec<usize> = self.tree.children_by(at, "nsubj").collect();
        if !own.is_empty() {
            return own;
        }
        let token = self.tree.token(at);
        let Some(governor) = token.head else {
            return own;
        };
        match token.relation.universal() {
            "amod" | "acl" => vec![governor],
            "conj" => self.bearers_of_conjunct(governor),
            "xcomp" => {
                let clause = self.clause(governor);
                if clause.objects.is_empty() {
                    clause.subjects
                } else {
                    clause.objects
                }
            }
            _ => own,
        }
    }

    fn bearers_of_conjunct(&self, first: usize) -> Vec<usize> {
        let token = self.tree.token(first);
        match token.head {
            Some(governor) if token.relation.is("amod") => vec![governor],
            _ => self.tree.children_by(first, "nsubj").collect(),
        }
    }

    fn complements(&self, at: usize) -> Vec<usize> {
        self.tree
            .children(at)
            .iter()
            .copied()
            .filter(|&child| {
                let relation = self.tree.token(child).relation.universal();
                relation == "obl" || relation == "nmod"
            })
            .collect()
    }
}

impl Event {
    /// Whether somebody or something fills `role`.
    pub fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|(found, _)| *found == role)
    }
}
