//! Verbs of several words: their particles, prepositions and nouns ("throw its weight behind"), a copula with its
//! predicate ("was out of", "was in the hands of") and participles that are states ("was bent on").

use super::{Event, Finder, best};
use crate::extract::clause::{Clause, case_of, coordinated, first_to_do};
use crate::extract::lexicon::Word;
use crate::frame::Role;
use crate::language::tree::Upos;
use std::cell::OnceCell;

/// The direct object of a verb whose entry takes the phrase of its preposition for the object.
const DIRECT: &str = "direct";
/// In a phrase: whoever owns the noun that comes next ("lay at 's door").
const OWNER: &str = "'s";
/// In a phrase: a negative determiner of the noun that comes next ("leave no doubt").
const NO: &str = "no";
/// In a phrase: words before the verb ("would not hear of").
const BEFORE: [&str; 2] = ["would", "not"];

/// What a copula links its subject with.
struct Predicate<'a> {
    at: usize,
    lemma: &'a str,
    /// As written, in lower case.
    form: String,
    /// The prepositions before it.
    cases: Vec<String>,
    /// Its clause, once a phrase asks for it.
    clause: OnceCell<Clause>,
}

impl Finder<'_> {
    /// Whether the phrase is a date or an hour ("at noon").
    fn tells_when(&self, at: usize) -> bool {
        let hours = &self.names.reference().hours;
        self.names.is_date(at) || hours.contains(&self.tree.token(at).lemma.to_lowercase())
    }

    /// The clause as the phrase sees it, by the tree or, for a fixed phrase, word by word.
    pub(super) fn with_particles(&self, at: usize, word: &Word, clause: &Clause) -> Option<Clause> {
        self.parts_in_tree(at, word, clause)
            .or_else(|| self.stands_verbatim(at, word).then(|| clause.clone()))
    }

    /// The clause as the phrase sees it: the particle, preposition or noun found, its phrase moved to the object.
    /// `None` where a word of the phrase is missing.
    fn parts_in_tree(&self, at: usize, word: &Word, clause: &Clause) -> Option<Clause> {
        let mut clause = clause.clone();
        let (mut carrier, mut owned, mut denied) = (None, false, false);
        for (position, part) in word.with.iter().enumerate() {
            let last = position + 1 == word.with.len();
            match part.as_str() {
                OWNER => {
                    owned = true;
                    continue;
                }
                NO if !last => {
                    denied = true;
                    continue;
                }
                word if BEFORE.contains(&word) => {
                    let own = self.tree.children(at).iter().copied();
                    let found = own.filter(|&child| child < at).find(|&child| {
                        let token = self.tree.token(child);
                        token.form.eq_ignore_ascii_case(word) || token.lemma == word
                    });
                    clause.swallowed.push(found?);
                    continue;
                }
                _ => {}
            }
            let dependent = self
                .dependent(at, part, clause.passive)
                .or_else(|| self.answer_word(at, part))
                .or_else(|| self.order_word(at, part))
                .or_else(|| self.particle_on_object(at, part));
            clause.parts.extend(dependent);
            if std::mem::take(&mut owned) {
                let owner = dependent.and_then(|noun| self.possessor(noun))?;
                clause.obliques.push((OWNER.to_owned(), owner));
            }
            if std::mem::take(&mut denied) {
                clause.swallowed.push(self.denial(dependent?)?);
            }
            // A date completes no verb: a town that "fell on 28 June" fell upon nobody.
            let phrase = clause
                .obliques
                .iter()
                .position(|(case, head)| case == part && !self.tells_when(*head));
            match (phrase, dependent) {
                (Some(index), _) if last => {
                    let (_, head) = clause.obliques.remove(index);
                    self.set_direct(&mut clause, word);
                    self.invert(&mut clause, at, head);
                    self.make_object(&mut clause, head);
                }
                // "moved south": into the land that is called so.
                (None, Some(dependent)) if self.names.is_direction(dependent) => {
                    self.names.direction_at(dependent)?;
                    clause.objects = vec![dependent];
                }
                // "attacked the North" is no move to the north.
                (None, Some(dependent)) if self.names.is_party(dependent) => return None,
                (None, Some(dependent)) if clause.objects.contains(&dependent) => {
                    self.split_object(&mut clause, dependent);
                    carrier = Some(dependent);
                }
                (None, Some(dependent)) => {
                    clause.obliques.retain(|&(_, head)| head != dependent);
                    carrier = Some(dependent);
                }
                (Some(_), _) => {}
                (None, None) if self.opens_phrase(at, part) => {}
                // "took it by force": a phrase that tells how is no participant.
                (None, None) if !last && self.tells_how(at, part, &word.with[position + 1]) => {}
                // "began as a civil war": the word before the noun of the phrase is its modifier.
                (None, None) if !last && self.modifies(at, part, &word.with[position + 1]) => {}
                // "had nothing to do with X": the phrase goes on below its noun.
                (None, None) if !last && self.goes_on(carrier, part).is_some() => {
                    carrier = self.goes_on(carrier, part);
                }
                // "hurled its divisions against X": the phrase was hung on the object.
                (None, None) if !word.direct.is_empty() && last => {
                    let within = self.within(&clause.objects);
                    let (_, head) = within.into_iter().find(|(case, _)| case == part)?;
                    self.set_direct(&mut clause, word);
                    clause.objects = coordinated(self.tree, &self.lexicon.cues, head).0;
                }
                // "gained access to the files": the phrase belongs to the noun.
                // "laid the blame for the war on Rome": it was hung on the phrase between.
                (None, None) if last => {
                    let carrier = carrier?;
                    let head = (self.phrase_of(carrier, part))
                        .or_else(|| self.behind_phrase(at, carrier, part))?;
                    self.make_object(&mut clause, head);
                }
                (None, None) => return None,
            }
        }
        clause.part_denied = carrier.is_some_and(|part| self.is_predicate_denied(part));
        clause
            .clauses
            .extend(carrier.into_iter().flat_map(|noun| self.content(noun)));
        Some(clause)
    }

    /// "found him *not guilty*": a predicate that completes the phrase, with a denial of its own.
    fn is_predicate_denied(&self, part: usize) -> bool {
        let polarity = &self.lexicon.cues.polarity;
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let denies = |&child: &usize| {
            let adds = (self.tree.tokens().get(child + 1))
                .is_some_and(|next| polarity.adding.contains(&*next.lower()));
            child < part
                && self.tree.token(child).relation.is("advmod")
                && polarity.negators.contains(&form(child))
                && !adds
        };
        let predicate = self.tree.token(part).upos == Upos::Adj;
        predicate && self.tree.children(part).iter().any(denies)
    }

    /// The last phrase with `part` that hangs on a phrase behind `carrier`, where it is somebody's name; a deed with one such
    /// phrase keeps it.
    fn behind_phrase(&self, verb: usize, carrier: usize, part: &str) -> Option<usize> {
        let own = self.tree.children_by(carrier, "nmod");
        let phrases: Vec<usize> = self.tree.children_by(verb, "obl").chain(own).collect();
        phrases
            .into_iter()
            .filter(|&phrase| phrase > carrier)
            .find_map(|phrase| {
                let mut found: Vec<usize> = self
                    .within(&[phrase])
                    .into_iter()
                    .filter(|(case, _)| case == part)
                    .map(|(_, head)| head)
                    .collect();
                let keeps = usize::from(self.names_deed(phrase));
                let last = found.pop().filter(|&head| self.names.is_party(head))?;
                (found.len() >= keeps).then_some(last)
            })
    }

    /// "leave no doubt that ...", "give one's word that ...": the clauses that say what a noun of the phrase is about.
    fn content(&self, noun: usize) -> impl Iterator<Item = usize> + '_ {
        self.tree.children(noun).iter().copied().filter(|&child| {
            let relation = self.tree.token(child).relation.universal();
            ["acl", "ccomp"].contains(&relation)
                && case_of(self.tree, child)
                    .iter()
                    .any(|mark| mark == "that" || mark == "to")
        })
    }

    /// "came into being": a fixed phrase word by word, whatever the parser made of it. A preposition at its end wants
    /// the phrase that it opens, and is left to the tree.
    fn stands_verbatim(&self, verb: usize, word: &Word) -> bool {
        let end = verb + word.with.len();
        let Some(following) = self.tree.tokens().get(verb + 1..=end) else {
            return false;
        };
        if (verb + 1..=end).any(|at| self.names.name_at(at).is_some()) {
            return false;
        }
        let content = following.last().is_some_and(|token| {
            matches!(token.upos, Upos::Noun | Upos::Verb | Upos::Aux | Upos::Adj)
        });
        let mut pairs = following.iter().zip(&word.with);
        content
            && word.with.len() > 1
            && pairs.all(|(token, part)| token.form.eq_ignore_ascii_case(part))
    }

    /// The dependent of the verb that is this word of its phrase.
    fn dependent(&self, verb: usize, part: &str, passive: bool) -> Option<usize> {
        self.tree.children(verb).iter().copied().find(|&child| {
            let token = self.tree.token(child);
            let own = token.form.eq_ignore_ascii_case(part) || token.lemma == *part;
            own && (child > verb || passive || token.relation.as_str() == "compound:prt")
        })
    }

    /// "voted down the motion": a particle right behind the verb that was taken for a preposition of the object.
    fn particle_on_object(&self, verb: usize, part: &str) -> Option<usize> {
        let token = self.tree.tokens().get(verb + 1)?;
        let object = token.head.filter(|_| token.relation.is("case"))?;
        let objects = self.tree.token(object).relation.is("obj");
        let own = self.tree.token(object).head == Some(verb);
        (objects && own && token.form.eq_ignore_ascii_case(part)).then_some(verb + 1)
    }

    /// "Rome excluded from the league", without an auxiliary or a direct object: it happens to the subject. Gives its role.
    pub(super) fn direct_of_headline(
        &self,
        at: usize,
        word: &Word,
        clause: &Clause,
    ) -> Option<Role> {
        let role = word.frame.preposition.get(DIRECT).copied();
        let role = role.filter(|&role| role == Role::Patient)?;
        let token = self.tree.token(at);
        let has = |relation: &str| self.tree.children_by(at, relation).next().is_some();
        let bare = !["aux", "obj", "iobj", "mark"]
            .iter()
            .any(|relation| has(relation));
        let past = ["VBN", "VBD"].contains(&token.xpos.as_str());
        let main = token.head.is_none() || token.relation.is("parataxis");
        (!clause.passive && bare && past && main).then_some(role)
    }

    /// "charged X with the murder": X, whom the phrase is about to displace.
    fn set_direct(&self, clause: &mut Clause, word: &Word) {
        if word.frame.preposition.contains_key(DIRECT) {
            let direct = clause.objects.iter().map(|&head| (DIRECT.to_owned(), head));
            clause.obliques.extend(direct);
        }
    }

    /// "Behind the attack stood X": where the phrase opens the clause, what follows the verb is its subject.
    fn invert(&self, clause: &mut Clause, verb: usize, phrase: usize) {
        if phrase > verb || clause.passive || !clause.subjects.is_empty() {
            return;
        }
        let who = |&head: &usize| head > verb && self.names.actor_at(head);
        clause.subjects = clause
            .objects
            .drain(..)
            .filter(|&head| head > verb)
            .collect();
        if clause.subjects.is_empty() {
            clause.subjects = clause.clauses.iter().copied().filter(who).collect();
            clause.clauses.retain(|head| !who(head));
        }
    }

    /// "saying no all through the year": the parser has hung the answer on what follows.
    fn answer_word(&self, verb: usize, part: &str) -> Option<usize> {
        let next = self.tree.tokens().get(verb + 1)?;
        let answers =
            matches!(next.upos, Upos::Intj | Upos::Det) && next.form.eq_ignore_ascii_case(part);
        answers.then_some(verb + 1)
    }

    /// "was the first to fire": who did so fired first.
    fn order_word(&self, verb: usize, part: &str) -> Option<usize> {
        let ordinal = first_to_do(self.tree, &self.lexicon.cues, verb)?;
        (*self.tree.token(ordinal).lower() == *part).then_some(ordinal)
    }

    fn make_object(&self, clause: &mut Clause, head: usize) {
        let (members, denied) = coordinated(self.tree, &self.lexicon.cues, head);
        clause.objects = members;
        clause.denied_objects = denied;
    }

    /// "found X guilty of Y": the complement was taken for the object, X for its modifier, Y for its phrase.
    fn split_object(&self, clause: &mut Clause, complement: usize) {
        clause.objects = self
            .tree
            .children(complement)
            .iter()
            .copied()
            .filter(|&child| child < complement && self.names.actor_at(child))
            .collect();
        clause.obliques.extend(self.within(&[complement]));
    }

    /// "drove X out of Y": the particle is the first word of a phrase with two prepositions.
    fn opens_phrase(&self, verb: usize, part: &str) -> bool {
        self.tree.children_by(verb, "obl").any(|phrase| {
            let cases = case_of(self.tree, phrase);
            cases.len() > 1 && cases[0] == part
        })
    }

    /// "by force": the preposition with that noun behind the verb.
    fn tells_how(&self, verb: usize, preposition: &str, noun: &str) -> bool {
        self.tree.children_by(verb, "obl").any(|phrase| {
            let token = self.tree.token(phrase);
            (token.lemma == noun || token.form == noun)
                && case_of(self.tree, phrase) == [preposition.to_owned()]
        })
    }

    /// Whether a noun of the clause, `noun`, has the modifier `part` right before it.
    fn modifies(&self, verb: usize, part: &str, noun: &str) -> bool {
        self.tree.children(verb).iter().any(|&child| {
            self.tree.token(child).lemma == noun && self.modifier(child, part).is_some()
        })
    }

    /// The modifier right before a noun that is this word.
    fn modifier(&self, noun: usize, part: &str) -> Option<usize> {
        self.tree.children(noun).iter().copied().find(|&child| {
            let token = self.tree.token(child);
            let relation = token.relation.universal();
            child + 1 == noun
                && ["amod", "compound"].contains(&relation)
                && token.form.eq_ignore_ascii_case(part)
        })
    }

    /// Where a phrase goes on with the infinitive that describes its noun: at that noun for the mark, at the verb for the
    /// verb.
    fn goes_on(&self, noun: Option<usize>, part: &str) -> Option<usize> {
        let noun = noun?;
        self.tree.children_by(noun, "acl").find_map(|verb| {
            let marked = case_of(self.tree, verb).iter().any(|mark| mark == part);
            let own = self.tree.token(verb).lemma == part;
            marked.then_some(noun).or(own.then_some(verb))
        })
    }

    /// The phrase that a noun asks for ("its part in the deed"), which the parser may have hung on the verb above it.
    pub(super) fn asked_phrase(&self, noun: usize, case: &str) -> Option<usize> {
        self.phrase_of(noun, case).or_else(|| {
            let object = self.tree.token(noun).relation.is("obj");
            let verb = self.tree.token(noun).head.filter(|_| object)?;
            self.tree.children_by(verb, "obl").find(|&phrase| {
                let mut cases = self.tree.children_by(phrase, "case");
                cases
                    .any(|at| at == noun + 1 && self.tree.token(at).form.eq_ignore_ascii_case(case))
                    && !self.names.is_date(phrase)
            })
        })
    }

    /// The phrase of a noun or an adjective that this preposition opens.
    pub(super) fn phrase_of(&self, head: usize, case: &str) -> Option<usize> {
        self.tree.children(head).iter().copied().find(|&child| {
            let relation = self.tree.token(child).relation.universal();
            ["nmod", "obl", "advcl", "acl"].contains(&relation)
                && !self.names.is_date(child)
                && case_of(self.tree, child)
                    .last()
                    .is_some_and(|own| own == case)
        })
    }

    /// Whose the noun is: its possessor or an adjective that names somebody.
    pub(super) fn possessor(&self, noun: usize) -> Option<usize> {
        self.tree.children(noun).iter().copied().find(|&child| {
            let relation = &self.tree.token(child).relation;
            relation.as_str() == "nmod:poss"
                || (relation.is("amod") || relation.is("compound"))
                    && self.names.entity_at(child).is_some()
        })
    }

    /// Whose the noun is, an "of" phrase included.
    pub(super) fn owner(&self, noun: usize) -> Option<usize> {
        self.possessor(noun).or_else(|| self.phrase_of(noun, "of"))
    }

    /// The negative determiner of a noun.
    fn denial(&self, noun: usize) -> Option<usize> {
        let determiners = &self.lexicon.cues.polarity.determiners;
        self.tree
            .children(noun)
            .iter()
            .copied()
            .find(|&child| determiners.contains(&*self.tree.token(child).lower()))
    }

    /// "The note was a forgery", "X was out of the country": the copula with its predicate, where the lexicon has them.
    pub(super) fn copular(&self, at: usize, lemma: &str) -> Vec<Event> {
        let Some(copula) = self.tree.children_by(at, "cop").next() else {
            return Vec::new();
        };
        let be = self.tree.token(copula).lemma.to_lowercase();
        let cases = self.tree.children_by(at, "case");
        let predicate = Predicate {
            at,
            lemma,
            form: self.tree.token(at).form.to_lowercase(),
            cases: cases
                .map(|child| self.tree.token(child).form.to_lowercase())
                .collect(),
            clause: OnceCell::new(),
        };
        let fitting = self
            .lexicon
            .verbs(&be)
            .filter_map(|word| Some((word, self.with_predicate(&predicate, word)?)))
            .filter(|(word, clause)| self.fits(word, clause))
            .collect();
        best(fitting)
            .into_iter()
            .map(|(word, clause)| {
                let mut event = self.by_clause(at, word, &clause);
                // "was in the war": where the predicate takes part, the copula has to name the event.
                if event.roles.iter().any(|&(_, head)| head == at) {
                    event.head = copula;
                }
                event
            })
            .collect()
    }

    /// The clause of a copula, as a phrase with the copula and its predicate sees it. `None` where a word of the phrase is
    /// missing.
    fn with_predicate(&self, predicate: &Predicate, word: &Word) -> Option<Clause> {
        let (at, cases) = (predicate.at, &predicate.cases);
        let clause = || predicate.clause.get_or_init(|| self.clause(at)).clone();
        // "were in the war", "was out of the country": the predicate is the object.
        if !cases.is_empty() && word.with == *cases {
            let mut clause = clause();
            self.make_object(&mut clause, at);
            return Some(clause);
        }
        // "His answer was no.": the stop may have been taken for that of an abbreviation.
        let bare = predicate.form.trim_end_matches('.');
        let own = |part: &String| part == predicate.lemma || part == bare;
        let place = word.with.iter().position(own)?;
        let mut clause = clause();
        let (before, after) = (&word.with[..place], &word.with[place + 1..]);
        let before = match before.split_last() {
            Some((part, rest)) if part == OWNER => {
                let owner = self.possessor(at)?;
                clause.obliques.push((OWNER.to_owned(), owner));
                rest
            }
            Some((part, rest)) if part == NO => {
                clause.swallowed.push(self.denial(at)?);
                rest
            }
            _ => before,
        };
        // "be civil war": a predicate with its modifier.
        let before = match before.split_last() {
            Some((part, rest)) if self.modifier(at, part).is_some() => rest,
            _ => before,
        };
        if before != *cases {
            return None;
        }
        match after {
            [] => {}
            [case] => {
                let head = self.phrase_of(at, case)?;
                self.make_object(&mut clause, head);
            }
            _ => return None,
        }
        Some(clause)
    }

    /// "was bent on war", "generals opposed to the plan": a participle that the lexicon has as a state.
    pub(super) fn participle(&self, at: usize, form: &str) -> Vec<Event> {
        let token = self.tree.token(at);
        let passive = token.upos == Upos::Verb && matches!(token.xpos.as_str(), "VBN" | "VBD");
        if !passive || self.lexicon.adjectives(form).next().is_none() || !self.passive(at) {
            return Vec::new();
        }
        self.adjective(at, form)
    }
}
