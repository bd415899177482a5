//! Finds the words that name events, and maps their grammar to roles. Fillers are still tokens here.

mod adjective;
mod company;
mod noun;
#[cfg(test)]
mod tests;

use super::clause::{Clause, case_of, clause, coordinated};
use super::lexicon::{Constraint, Lexicon, Word};
use super::names::Names;
use crate::frame::{EventKind, Role};
use crate::language::tree::{Tree, Upos};

/// An event as the grammar of one sentence gives it.
#[derive(Debug, Clone)]
pub struct Event {
    /// The token that names it.
    pub head: usize,
    /// What kind it is.
    pub kind: EventKind,
    /// The predicate that carries its tense, negation and time: itself, or the light verb of an event noun.
    pub host: usize,
    /// Whether it is named by a noun.
    pub noun: bool,
    /// Whether its topic is another event.
    pub about: bool,
    /// Whether to decide on it is to do it ("agreed to support").
    pub decision: bool,
    /// Role and head token of each filler.
    pub roles: Vec<(Role, usize)>,
    /// A role that the word itself fills, and with what class of things.
    pub implied: Option<(Role, String)>,
    /// Pronouns that stand for the war spoken of, as the word asks.
    pub recalled: Vec<usize>,
    /// Fillers that the text denies in favour of others ("not the South but ...").
    pub denied: Vec<(Role, usize)>,
}

impl Event {
    fn new(head: usize, word: &Word) -> Self {
        Self {
            head,
            kind: word.kind,
            host: head,
            noun: false,
            about: word.about,
            decision: word.decision,
            implied: word.implied.clone(),
            recalled: Vec::new(),
            roles: Vec::new(),
            denied: Vec::new(),
        }
    }
}

/// Finds all events of a sentence, in the order of the text.
pub fn events(tree: &Tree, lexicon: &Lexicon, names: &Names) -> Vec<Event> {
    let finder = Finder {
        tree,
        lexicon,
        names,
    };
    let mut found: Vec<Event> = (0..tree.len()).flat_map(|at| finder.at(at)).collect();
    found.sort_by_key(|event| (event.head, event.kind));
    finder.accompany(&mut found);
    found
}

struct Finder<'a> {
    tree: &'a Tree,
    lexicon: &'a Lexicon,
    names: &'a Names<'a>,
}

impl Finder<'_> {
    fn at(&self, at: usize) -> Vec<Event> {
        let token = self.tree.token(at);
        if self.names.is_date(at) {
            return Vec::new();
        }
        let common = self.names.name_at(at).is_some_and(|name| !name.certain)
            && token.upos == Upos::Noun
            && self.tree.children_by(at, "nmod").next().is_some();
        if self.names.entity_at(at).is_some() && !common {
            // Names assert nothing, but the name of a document may be that of an act ("the Armistice Agreement").
            let act = self.names.act_in_name(at);
            return act.map(|word| self.noun(at, &word)).unwrap_or_default();
        }
        let lemma = token.lemma.to_lowercase();
        let mut found = match token.upos {
            Upos::Verb if self.is_gerund_noun(at) => self.noun(at, &token.form.to_lowercase()),
            Upos::Verb | Upos::Aux => self.verb(at, &lemma),
            Upos::Noun | Upos::Propn => self.noun(at, &lemma),
            Upos::Adj => {
                let mut found = self.adjective(at, &lemma);
                found.extend(self.mistaken_verb(at, &token.form.to_lowercase()));
                found
            }
            _ => Vec::new(),
        };
        found.extend(self.copular(at, &lemma));
        found
    }

    /// "The note was a forgery", "the drug is addictive": the copula with its predicate, where the lexicon has the two.
    fn copular(&self, at: usize, lemma: &str) -> Vec<Event> {
        let copula = self
            .tree
            .children_by(at, "cop")
            .map(|child| self.tree.token(child).lemma.to_lowercase())
            .next();
        let Some(copula) = copula else {
            return Vec::new();
        };
        self.lexicon
            .verbs(&copula)
            .filter(|word| word.with.len() == 1 && word.with[0] == lemma)
            .map(|word| self.by_clause(at, word, &self.clause(at)))
            .collect()
    }

    /// "with Stalin's blessing": a word in -ing that somebody owns, or that has an article, is a noun.
    fn is_gerund_noun(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        token.xpos == "VBG"
            && self
                .lexicon
                .nouns(&token.form.to_lowercase())
                .next()
                .is_some()
            && self.tree.children(at).iter().any(|&child| {
                let relation = self.tree.token(child).relation.as_str();
                relation == "nmod:poss" || relation == "det"
            })
    }

    fn clause(&self, at: usize) -> Clause {
        let mut clause = clause(self.tree, &self.lexicon.cues, at, &|token| {
            self.names.is_date(token)
        });
        // A date does nothing and suffers nothing; which event it dates is told elsewhere.
        clause.subjects.retain(|&head| !self.names.is_date(head));
        clause.objects.retain(|&head| !self.names.is_date(head));
        clause
    }

    // ---- verbs ----

    fn verb(&self, at: usize, lemma: &str) -> Vec<Event> {
        // "somebody else than the guards fired": nobody says that the guards did.
        if self
            .tree
            .children_by(at, "mark")
            .any(|mark| self.tree.token(mark).lemma == "than")
        {
            return Vec::new();
        }
        let mut words = self.lexicon.verbs(lemma).peekable();
        if words.peek().is_none() {
            return Vec::new();
        }
        let clause = self.clause(at);
        let fitting: Vec<(&Word, Clause)> = words
            .filter_map(|word| {
                self.with_particles(at, word, &clause)
                    .map(|clause| (word, clause))
            })
            .filter(|(word, fitted)| {
                self.fits(word, fitted)
                    && (word.direct.is_empty() || self.any(&clause.objects, &word.direct))
            })
            .collect();
        best(fitting)
            .into_iter()
            .map(|(word, clause)| self.by_clause(at, word, &clause))
            .collect()
    }

    /// The clause as the phrase sees it: the particle or preposition found, its phrase moved to the object.
    /// `None` where a word of the phrase is missing.
    fn with_particles(&self, at: usize, word: &Word, clause: &Clause) -> Option<Clause> {
        let mut clause = clause.clone();
        for (position, part) in word.with.iter().enumerate() {
            let dependent = self.tree.children(at).iter().copied().find(|&child| {
                let token = self.tree.token(child);
                let own = token.form.eq_ignore_ascii_case(part) || token.lemma == *part;
                own && (child > at || clause.passive || token.relation.as_str() == "compound:prt")
            });
            let dependent = dependent.or_else(|| self.answer_word(at, part));
            // A date completes no verb: a town that "fell on 28 June" fell upon nobody.
            let phrase = clause
                .obliques
                .iter()
                .position(|(case, head)| case == part && !self.names.is_date(*head));
            match (phrase, dependent) {
                (Some(index), _) if position + 1 == word.with.len() => {
                    let (_, head) = clause.obliques.remove(index);
                    let (members, denied) = coordinated(self.tree, &self.lexicon.cues, head);
                    clause.objects = members;
                    clause.denied_objects = denied;
                }
                // "moved south": into the land that is called so.
                (None, Some(dependent)) if self.names.is_direction(dependent) => {
                    self.names.direction_at(dependent)?;
                    clause.objects = vec![dependent];
                }
                (None, Some(dependent)) if clause.objects.contains(&dependent) => {
                    self.split_object(&mut clause, dependent);
                }
                (Some(_), _) | (None, Some(_)) => {}
                (None, None) if self.opens_phrase(at, part) => {}
                // "hurled its divisions against X": the phrase was hung on the object.
                (None, None) if !word.direct.is_empty() && position + 1 == word.with.len() => {
                    let within = self.within(&clause.objects);
                    let (_, head) = within.into_iter().find(|(case, _)| case == part)?;
                    clause.objects = coordinated(self.tree, &self.lexicon.cues, head).0;
                }
                (None, None) => return None,
            }
        }
        Some(clause)
    }

    /// "saying no all through the year": the parser has hung the answer on what follows.
    fn answer_word(&self, verb: usize, part: &str) -> Option<usize> {
        let next = self.tree.tokens().get(verb + 1)?;
        (next.upos == Upos::Intj && next.form.eq_ignore_ascii_case(part)).then_some(verb + 1)
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

    fn fits(&self, word: &Word, clause: &Clause) -> bool {
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
        object && subject
    }

    fn any(&self, heads: &[usize], constraints: &[Constraint]) -> bool {
        heads.iter().any(|&head| {
            constraints
                .iter()
                .any(|constraint| self.is(head, constraint))
        })
    }

    fn is(&self, head: usize, constraint: &Constraint) -> bool {
        match constraint {
            Constraint::Entity => {
                self.names.entity_at(head).is_some()
                    || self.tree.token(head).upos == Upos::Pron
                    || self.tree.token(head).upos == Upos::Propn
            }
            Constraint::Lemma(lemma) => {
                self.tree.token(head).lemma.to_lowercase() == *lemma
                    || self
                        .names
                        .last_word(head)
                        .is_some_and(|word| word == *lemma)
            }
            Constraint::Concept(concept) => {
                self.names.concepts(head).iter().any(|c| c == concept)
                    || self.names.recalls(head, concept)
            }
            Constraint::Event => {
                let lemma = self.tree.token(head).lemma.to_lowercase();
                self.names.entity_at(head).is_none() && self.lexicon.nouns(&lemma).next().is_some()
            }
            Constraint::Clause => false,
        }
    }

    fn passive(&self, at: usize) -> bool {
        self.clause(at).passive
    }

    fn by_clause(&self, at: usize, word: &Word, clause: &Clause) -> Event {
        let frame = &word.frame;
        let mut event = Event::new(at, word);
        let mut add = |role: Option<Role>, heads: &[usize], denied: &[usize]| {
            if let Some(role) = role {
                event.roles.extend(heads.iter().map(|&head| (role, head)));
                event.denied.extend(denied.iter().map(|&head| (role, head)));
            }
        };
        add(frame.subject, &clause.subjects, &clause.denied_subjects);
        let beside = frame
            .object_beside_clause
            .filter(|_| !clause.clauses.is_empty());
        let restricted = word.object.iter().chain(&word.subject);
        let recalled = clause.objects.iter().chain(&clause.subjects).filter(|&&at| {
            restricted.clone().any(|constraint| {
                matches!(constraint, Constraint::Concept(concept) if self.names.recalls(at, concept))
            })
        });
        let recalled: Vec<usize> = recalled.copied().collect();
        for &object in &clause.objects {
            let event = frame.event_object.filter(|_| self.names_event(object));
            add(beside.or(event).or(frame.object), &[object], &[]);
        }
        add(frame.object, &[], &clause.denied_objects);
        add(frame.indirect, &clause.indirect, &[]);
        add(frame.clause, &clause.clauses, &[]);
        // "the troops of X were withdrawn": where nobody else is named, those who move are the doers.
        if frame.object_acts && clause.subjects.is_empty() {
            let forces: Vec<usize> = clause
                .objects
                .iter()
                .copied()
                .filter(|&head| self.is(head, &Constraint::Concept("forces".into())))
                .collect();
            add(frame.subject, &forces, &[]);
        }
        event.recalled = recalled;
        for (case, head) in &clause.obliques {
            let role = frame.preposition.get(case).copied();
            let misplaced = role == Some(Role::Place) && !self.is_place(*head);
            if !self.names.is_date(*head) && !misplaced {
                let (members, _) = coordinated(self.tree, &self.lexicon.cues, *head);
                add(role, &members, &[]);
            }
        }
        for (case, head) in self.within(&clause.objects) {
            let role = frame.preposition.get(&case).copied();
            let open = role.filter(|role| event.roles.iter().all(|(found, _)| found != role));
            let place = role == Some(Role::Place);
            // "accused X of the massacre".
            let charge = role == Some(Role::Topic) && frame.object == Some(Role::Patient);
            let own =
                self.names.entity_at(head).is_some() && (place || frame.loose && open.is_some());
            if let Some(role) = role.filter(|_| own || charge && open.is_some()) {
                event.roles.push((role, head));
            }
        }
        event
    }

    /// Whether the noun names an event, as a word or as the name of one.
    fn names_event(&self, at: usize) -> bool {
        let lemma = self.tree.token(at).lemma.to_lowercase();
        let named = self
            .names
            .concepts(at)
            .iter()
            .any(|concept| concept == "war");
        named || self.names.entity_at(at).is_none() && self.lexicon.nouns(&lemma).next().is_some()
    }

    /// "in response to", "at the urging of" name no place.
    fn is_place(&self, head: usize) -> bool {
        let token = self.tree.token(head);
        self.names.entity_at(head).is_some()
            || self
                .lexicon
                .nouns(&token.lemma.to_lowercase())
                .next()
                .is_none()
    }

    /// "divided Korea at the 38th parallel": phrases of the verb that the parser has hung on the object.
    fn within(&self, objects: &[usize]) -> Vec<(String, usize)> {
        objects
            .iter()
            .flat_map(|&object| self.tree.children_by(object, "nmod"))
            .filter_map(|child| Some((case_of(self.tree, child).pop()?, child)))
            .collect()
    }
}

/// Of the entries that fit, the most specific ones; one for each kind among these.
fn best<T>(mut fitting: Vec<(&Word, T)>) -> Vec<(&Word, T)> {
    let most = fitting
        .iter()
        .map(|(word, _)| word.specificity())
        .max()
        .unwrap_or(0);
    fitting.retain(|(word, _)| word.specificity() == most);
    let mut kinds = Vec::new();
    fitting.retain(|(word, _)| {
        let fresh = !kinds.contains(&word.kind);
        kinds.push(word.kind);
        fresh
    });
    fitting
}
