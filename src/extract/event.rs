//! Finds the words that name events, and maps their grammar to roles. Fillers are still tokens here.

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
    /// Role and head token of each filler.
    pub roles: Vec<(Role, usize)>,
    /// Fillers that the text denies in favour of others ("not the South but ...").
    pub denied: Vec<(Role, usize)>,
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
            Upos::Verb | Upos::Aux => self.verb(at, &lemma),
            Upos::Noun | Upos::Propn => self.noun(at, &lemma),
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

    fn clause(&self, at: usize) -> Clause {
        clause(self.tree, &self.lexicon.cues, at, &|token| {
            self.names.is_date(token)
        })
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
            .filter(|(word, clause)| self.fits(word, clause))
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
                (Some(_), _) | (None, Some(_)) => {}
                (None, None) => return None,
            }
        }
        Some(clause)
    }

    fn fits(&self, word: &Word, clause: &Clause) -> bool {
        let object = (word.object.is_empty() || self.any(&clause.objects, &word.object))
            && (!word.says || !clause.clauses.is_empty());
        let subject = word.subject.is_empty() || {
            // "the war began": the only argument, and no object beside it.
            let lone = word.object.is_empty() && word.frame.subject == Some(Role::Patient);
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
            Constraint::Concept(concept) => self.names.concepts(head).iter().any(|c| c == concept),
        }
    }

    fn by_clause(&self, at: usize, word: &Word, clause: &Clause) -> Event {
        let frame = &word.frame;
        let mut event = Event {
            head: at,
            kind: word.kind,
            host: at,
            noun: false,
            roles: Vec::new(),
            denied: Vec::new(),
        };
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
        for &object in &clause.objects {
            let event = frame.event_object.filter(|_| self.names_event(object));
            add(beside.or(event).or(frame.object), &[object], &[]);
        }
        add(frame.object, &[], &clause.denied_objects);
        add(frame.indirect, &clause.indirect, &[]);
        add(frame.clause, &clause.clauses, &[]);
        for (case, head) in &clause.obliques {
            if !self.names.is_date(*head) {
                let (members, _) = coordinated(self.tree, &self.lexicon.cues, *head);
                add(frame.preposition.get(case).copied(), &members, &[]);
            }
        }
        for (case, head) in self.hung_on(&clause.objects) {
            let role = frame.preposition.get(&case).copied();
            let open = role.filter(|role| event.roles.iter().all(|(found, _)| found != role));
            let place = role == Some(Role::Place);
            if let Some(role) = role.filter(|_| place || frame.loose && open.is_some()) {
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

    /// "divided Korea at the 38th parallel", "blamed them for the fire": phrases that the parser has hung on the object.
    fn hung_on(&self, objects: &[usize]) -> Vec<(String, usize)> {
        objects
            .iter()
            .flat_map(|&object| self.tree.children_by(object, "nmod"))
            .filter(|&child| self.names.entity_at(child).is_some())
            .filter_map(|child| Some((case_of(self.tree, child).pop()?, child)))
            .collect()
    }

    // ---- nouns ----

    fn noun(&self, at: usize, lemma: &str) -> Vec<Event> {
        let fitting: Vec<(&Word, ())> = self
            .lexicon
            .nouns(lemma)
            .filter(|word| self.noun_fits(at, word))
            .map(|word| (word, ()))
            .collect();
        best(fitting)
            .into_iter()
            .map(|(word, ())| self.by_noun(at, word))
            .collect()
    }

    fn noun_fits(&self, at: usize, word: &Word) -> bool {
        let parts = word.with.iter().all(|part| {
            self.tree
                .children(at)
                .iter()
                .any(|&child| self.tree.token(child).lemma == *part)
        });
        let of: Vec<usize> = self
            .tree
            .children(at)
            .iter()
            .copied()
            .filter(|&child| {
                let relation = &self.tree.token(child).relation;
                relation.as_str() == "nmod:poss"
                    || relation.is("compound")
                    || (relation.is("nmod")
                        && case_of(self.tree, child)
                            .iter()
                            .any(|c| c == "of" || c == "into" || c == "to"))
            })
            .collect();
        parts && (word.object.is_empty() || self.any(&of, &word.object))
    }

    fn by_noun(&self, at: usize, word: &Word) -> Event {
        let mut event = Event {
            head: at,
            kind: word.kind,
            host: at,
            noun: true,
            roles: Vec::new(),
            denied: Vec::new(),
        };
        for &child in self.tree.children(at) {
            self.noun_dependent(&mut event, word, child);
        }
        self.light_verb(&mut event, word);
        event
    }

    fn noun_dependent(&self, event: &mut Event, word: &Word, child: usize) {
        let token = self.tree.token(child);
        let function = match token.relation.as_str() {
            "nmod:poss" => "possessor".to_owned(),
            name if name.starts_with("nmod") || name.starts_with("obl") => {
                case_of(self.tree, child)
                    .last()
                    .cloned()
                    .unwrap_or_default()
            }
            name if (name.starts_with("amod") || name.starts_with("compound"))
                && self.names.entity_at(child).is_some() =>
            {
                "adjective".to_owned()
            }
            // "the admission that they had lied" has no gap to be a relative clause for.
            "acl:relcl" if !self.says_that(child) => return,
            "acl" | "ccomp" | "acl:relcl" => {
                if let Some(role) = word.frame.clause {
                    event.roles.push((role, child));
                }
                return;
            }
            _ => return,
        };
        if self.names.is_date(child) {
            return;
        }
        // "the invasion of the imperialists": whoever is named by a noun of doers did it.
        let agentive = function == "of"
            && word.frame.noun.get("of") == Some(&Role::Patient)
            && word.frame.subject == Some(Role::Agent)
            && self.names.is_doer(child);
        if agentive {
            event.roles.push((Role::Agent, child));
            return;
        }
        if let Some(&role) = word.frame.noun.get(&function) {
            let (members, denied) = coordinated(self.tree, &self.lexicon.cues, child);
            event
                .roles
                .extend(members.into_iter().map(|head| (role, head)));
            event
                .denied
                .extend(denied.into_iter().map(|head| (role, head)));
        }
    }

    fn says_that(&self, clause: usize) -> bool {
        let has = |relation: &str| self.tree.children_by(clause, relation).next().is_some();
        let that = self
            .tree
            .children_by(clause, "mark")
            .any(|mark| self.tree.token(mark).lemma == "that");
        that && has("nsubj")
    }

    /// An event noun under a light verb takes the verb's subject, prepositions and tense.
    fn light_verb(&self, event: &mut Event, word: &Word) {
        let light = &self.lexicon.cues.light;
        let first = self.first_conjunct(event.head);
        let governor = self.tree.token(first).head.filter(|&verb| {
            self.tree.token(verb).upos == Upos::Verb
                && ["obj", "nsubj", "obl"].contains(&self.tree.token(first).relation.universal())
        });
        let participle = self
            .tree
            .children(event.head)
            .iter()
            .copied()
            .find(|&child| {
                let child = self.tree.token(child);
                child.relation.is("acl") && light.active.contains(&child.lemma)
            });
        let Some(verb) = governor.into_iter().chain(participle).find(|&verb| {
            let lemma = &self.tree.token(verb).lemma;
            light.active.contains(lemma) || light.occurring.contains(lemma)
        }) else {
            return;
        };
        let clause = self.clause(verb);
        let lemma = &self.tree.token(verb).lemma;
        if clause.objects.contains(&first) || clause.objects.contains(&event.head) {
            event.host = verb;
            if !light.receiving.contains(lemma) && light.active.contains(lemma) {
                self.take_light(event, word, &clause);
            }
        } else if clause.subjects.contains(&first) && light.occurring.contains(lemma) {
            event.host = verb;
        }
    }

    fn take_light(&self, event: &mut Event, word: &Word, clause: &Clause) {
        let has = |event: &Event, role| event.roles.iter().any(|(found, _)| *found == role);
        // A noun that happens to something ("outbreak") has its doer in the light verb's subject all the same.
        if let Some(role) = word.frame.subject.or(Some(Role::Agent))
            && !has(event, role)
        {
            event
                .roles
                .extend(clause.subjects.iter().map(|&head| (role, head)));
            event
                .denied
                .extend(clause.denied_subjects.iter().map(|&head| (role, head)));
        }
        if let Some(role) = word.frame.indirect {
            event
                .roles
                .extend(clause.indirect.iter().map(|&head| (role, head)));
        }
        for (case, head) in &clause.obliques {
            let role = word
                .frame
                .noun
                .get(case)
                .or_else(|| word.frame.preposition.get(case));
            if let Some(&role) = role.filter(|_| !self.names.is_date(*head))
                && !has(event, role)
            {
                let (members, _) = coordinated(self.tree, &self.lexicon.cues, *head);
                event
                    .roles
                    .extend(members.into_iter().map(|head| (role, head)));
            }
        }
    }

    fn first_conjunct(&self, at: usize) -> usize {
        let token = self.tree.token(at);
        match token.head {
            Some(head) if token.relation.is("conj") && self.tree.token(head).upos != Upos::Verb => {
                head
            }
            _ => at,
        }
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
