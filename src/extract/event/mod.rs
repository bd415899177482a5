//! Finds the words that name events, and maps their grammar to roles. Fillers are still tokens here.

mod adjective;
mod company;
mod constraint;
mod fending;
mod light;
mod named_setting;
mod noun;
mod oblique;
mod one_deed;
mod phrase;
mod pro_verb;
mod set_against;
mod swallowed;
#[cfg(test)]
mod tests;

use super::clause::{Clause, case_of, clause, coordinated};
use super::discourse::acts;
use super::lexicon::{Constraint, Lexicon, Pronoun, Word};
use super::names::Names;
use crate::frame::{EntityKind, EventKind, KindTable, Role};
use crate::language::tree::{Tree, Upos};
pub use fending::{begins_another, fights_off, meets_forces};
use swallowed::Headline;

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
    /// Pronouns that stand for the war or the document spoken of, as the word asks, and which that is.
    pub recalled: Vec<(usize, usize)>,
    /// Negations and auxiliaries that are words of the phrase, and deny or weaken nothing ("left no doubt that").
    pub swallowed: Vec<usize>,
    /// The words of the phrase beside its head ("committed *suicide*").
    pub parts: Vec<usize>,
    /// Whether a predicate that is part of the phrase is denied ("found him not guilty").
    pub part_denied: bool,
    /// Fillers that the text denies in favour of others ("not the South but ...").
    pub denied: Vec<(Role, usize)>,
    /// Whether another entry of its word fits more closely: the word may well mean that instead.
    pub loose: bool,
    /// Offices among the fillers, which name neither their holder nor his state.
    pub offices: Vec<usize>,
    /// Fillers that are what they are however the parser hung them ("martial law proclaimed": subject or described).
    pub settled: Vec<usize>,
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
            swallowed: Vec::new(),
            parts: Vec::new(),
            part_denied: false,
            roles: Vec::new(),
            denied: Vec::new(),
            loose: false,
            offices: Vec::new(),
            settled: Vec::new(),
        }
    }

    /// What a verb does without being a word for it.
    pub fn carried(
        verb: usize,
        kind: EventKind,
        roles: Vec<(Role, usize)>,
        kinds: &KindTable,
    ) -> Self {
        Self {
            head: verb,
            kind,
            host: verb,
            noun: false,
            about: kinds.about(kind),
            decision: kinds.decision(kind),
            implied: None,
            recalled: Vec::new(),
            swallowed: Vec::new(),
            parts: Vec::new(),
            part_denied: false,
            roles,
            denied: Vec::new(),
            loose: false,
            offices: Vec::new(),
            settled: Vec::new(),
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
    // Whoever asks for the event at a word gets the closer reading first.
    found.sort_by_key(|event| (event.head, event.loose, event.kind));
    finder.accompany(&mut found);
    finder.take_up(&mut found);
    finder.set_in_wars(&mut found);
    finder.settle_detached(&mut found);
    finder.unite_deeds(&mut found);
    for event in &mut found {
        finder.set_against(event);
    }
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
        // "had divided": an auxiliary does nothing by itself.
        if self.names.is_date(at) || token.relation.is("aux") && token.upos == Upos::Aux {
            return Vec::new();
        }
        let common = self.names.name_at(at).is_some_and(|name| !name.certain)
            && token.upos == Upos::Noun
            && self.tree.children_by(at, "nmod").next().is_some();
        if self.names.entity_at(at).is_some() && !common {
            // Names assert nothing, but the name of a document may be that of an act ("the Armistice Agreement").
            let act = self.names.act_in_name(at);
            let mut found = act.map(|word| self.noun(at, &word)).unwrap_or_default();
            found.extend(self.copular(at, &token.lemma.to_lowercase()));
            return found;
        }
        if self.ends_title(at) {
            return Vec::new();
        }
        let lemma = token.lemma.to_lowercase();
        let mut found = match token.upos {
            Upos::Verb if self.is_gerund_noun(at) => self.noun(at, &token.form.to_lowercase()),
            Upos::Verb | Upos::Aux => {
                let state = self.participle(at, &token.form.to_lowercase());
                if state.is_empty() {
                    self.verb(at, &lemma)
                } else {
                    state
                }
            }
            Upos::Noun | Upos::Propn => {
                let mut found = self.noun(at, &lemma);
                found.extend(self.titled(at, &lemma));
                found
            }
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

    /// "the Stockholm Appeal": the last word of a name that no pack lists names no event.
    fn ends_title(&self, at: usize) -> bool {
        let tokens = self.tree.tokens();
        let capital = |at: usize| tokens[at].form.starts_with(char::is_uppercase);
        let opens = tokens[..at].iter().all(|one| one.upos == Upos::Punct);
        // A headline with capitals throughout tells nothing.
        let plain = tokens.iter().filter(|one| {
            matches!(one.upos, Upos::Noun | Upos::Verb | Upos::Adj)
                && one.form.starts_with(char::is_lowercase)
        });
        let stranger = |part: usize| {
            capital(part) && self.names.entity_at(part).is_none() && !self.names.is_date(part)
        };
        capital(at)
            && !opens
            && plain.count() > 1
            && self.tree.children_by(at, "compound").any(stranger)
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
        // "told the truth": a thing that stands alone behind the verb is no receiver.
        if clause.objects.is_empty() && clause.clauses.is_empty() {
            let thing = |&head: &usize| {
                let token = self.tree.token(head);
                let somebody = self.names.concepts(head).iter().any(|one| one == "people");
                let named = self.names.entity_at(head);
                let all = self.names.entities();
                let actor = named.is_some_and(|entity| {
                    acts(all, entity) || !all.all()[entity].acts_for.is_empty()
                });
                (token.xpos == "NN" || named.is_some())
                    && !somebody
                    && !actor
                    && !self.lexicon.stands_for(&token.lemma.to_lowercase())
            };
            if clause.indirect.iter().all(thing) {
                clause.objects = std::mem::take(&mut clause.indirect);
            }
        }
        for subject in &mut clause.subjects {
            *subject = self.people_of_deed(*subject, at).unwrap_or(*subject);
        }
        clause
    }

    /// "the advance of the Gauls, who had crossed": "who" stands for people and no deed. Gives those whose deed it is.
    fn people_of_deed(&self, deed: usize, verb: usize) -> Option<usize> {
        let mut subjects = self.tree.children_by(verb, "nsubj");
        let who = subjects.any(|subject| self.tree.token(subject).xpos == "WP");
        if !who || self.names.entity_at(deed).is_some() || !self.names_event(deed) {
            return None;
        }
        let mut inside = self.tree.children_by(deed, "nmod");
        inside.find(|&people| {
            let of = case_of(self.tree, people).iter().any(|case| case == "of");
            of && people < verb && self.names.entity_at(people).is_some()
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
            .filter(|(word, fitted)| {
                self.fits(word, fitted)
                    && (word.direct.is_empty() || self.any(&clause.objects, &word.direct))
            })
            .collect();
        let fitting = self.of_particle(at, fitting);
        let others = match fitting.len() {
            0 | 1 => Vec::new(),
            _ => fitting.clone(),
        };
        let read = |(word, clause): &(&Word, Clause)| {
            let mut event = self.by_clause(at, word, clause);
            self.complete(&mut event, at, &others);
            event
        };
        let mut events: Vec<Event> = best(fitting).iter().map(read).collect();
        // "found him not guilty", "turned down the plan": with its phrase the verb means that and nothing else.
        let phrase = events.iter().any(|event| !event.parts.is_empty());
        let apart = |(word, _): &(&Word, Clause)| {
            !phrase && events.iter().all(|event| event.kind != word.kind)
        };
        let others = others.iter().filter(|&one| apart(one)).cloned();
        let mut further: Vec<Event> = best(others.collect()).iter().map(read).collect();
        for event in &mut further {
            event.loose = true;
        }
        events.extend(further);
        events
    }

    /// "was fired on", "gave it up": with a particle it is another verb, where an entry has it.
    fn of_particle<'w>(
        &self,
        at: usize,
        mut fitting: Vec<(&'w Word, Clause)>,
    ) -> Vec<(&'w Word, Clause)> {
        let particles: Vec<String> = self
            .tree
            .children_by(at, "compound")
            .map(|child| self.tree.token(child))
            .filter(|token| token.relation.as_str() == "compound:prt")
            .map(|token| token.form.to_lowercase())
            .collect();
        let uses = |word: &Word| word.with.iter().any(|part| particles.contains(part));
        let lemma = &self.tree.token(at).lemma;
        let undoes = particles.iter().any(|particle| {
            let verb = format!("{lemma} {particle}");
            self.names.cues().turning.undoing.contains(&verb)
        });
        if undoes {
            fitting.retain(|(word, _)| uses(word));
        }
        if fitting.iter().any(|(word, _)| uses(word)) {
            fitting.retain(|(word, _)| word.own || uses(word));
        }
        fitting
    }

    /// "sent his army over the river into Gaul": what one entry of the verb leaves out, another of the same kind may have.
    fn complete(&self, event: &mut Event, at: usize, entries: &[(&Word, Clause)]) {
        let has = |event: &Event, wanted| event.roles.iter().any(|(role, _)| *role == wanted);
        let suffers = |event: &Event| has(event, Role::Patient);
        if suffers(event) || !has(event, Role::Place) || !has(event, Role::Agent) {
            return;
        }
        let same = entries.iter().filter(|(word, _)| word.kind == event.kind);
        let other = same
            .map(|(word, clause)| self.by_clause(at, word, clause))
            .find(suffers);
        let patients = other.map(|other| other.roles).unwrap_or_default();
        let new = patients.into_iter().filter(|(role, head)| {
            *role == Role::Patient && event.roles.iter().all(|(_, at)| at != head)
        });
        let new: Vec<(Role, usize)> = new.collect();
        event.roles.extend(new);
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
        let headline = self.headline(at, word, clause);
        let direct = self.direct_of_headline(at, word, clause);
        let befalls = self.befalls(word, clause) || headline == Headline::Passive;
        let subject = match headline {
            Headline::Either => None,
            _ if direct.is_some() => direct,
            _ if befalls => frame.object,
            _ => frame.subject,
        };
        add(subject, &clause.subjects, &clause.denied_subjects);
        let (clauses, described) = self.said_clauses(word, clause);
        let beside = frame
            .object_beside_clause
            .filter(|_| !clauses.is_empty() && !described);
        let restricted = word.object.iter().chain(&word.subject);
        let recalled = clause
            .objects
            .iter()
            .chain(&clause.subjects)
            .filter_map(|&at| {
                let found = restricted.clone().find_map(|constraint| match constraint {
                    Constraint::Concept(concept) => self.names.recalled_as(at, concept),
                    _ => None,
                });
                Some((at, found?))
            });
        let recalled: Vec<(usize, usize)> = recalled.collect();
        for &object in &clause.objects {
            // "the tanks that he requested": arms are asked for, and not asked.
            let arms =
                self.is(object, &Constraint::Concept("arms".into())) && !self.is_somebodys(object);
            let event = (frame.event_object)
                .filter(|_| arms || self.names_event(object) || self.is_affair(object));
            let told = self
                .is_told(word, object, clause)
                .then_some(Role::Recipient);
            add(beside.or(event).or(told).or(frame.object), &[object], &[]);
        }
        add(frame.object, &[], &clause.denied_objects);
        add(
            self.indirect_role(word, &clause.indirect),
            &clause.indirect,
            &[],
        );
        add(frame.clause, &clauses, &[]);
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
        if headline == Headline::Passive {
            event.settled.clone_from(&clause.subjects);
        }
        event.swallowed = clause.swallowed.clone();
        event.parts.clone_from(&clause.parts);
        event.part_denied = clause.part_denied;
        for (case, head) in &clause.obliques {
            let named = || {
                let name = self.names.entity_at(*head).is_some();
                let role = frame.preposition.get(&format!("named {case}"));
                role.filter(|_| name)
            };
            let role = frame.preposition.get(case).or_else(named).copied();
            // "was attacked from the south"
            let origin = clause.passive
                && clause.subjects.is_empty()
                && frame.subject == Some(Role::Agent)
                && self.names.origin_at(*head).is_some();
            let role = if origin { frame.subject } else { role };
            // "never agreed before the war": so much for when.
            let when = role == Some(Role::Recipient)
                && case == "before"
                && !self.names.actor_at(*head)
                && self.is_no_hearer(*head);
            // "attacked together with Rome": no weapon.
            let misplaced = when
                || role == Some(Role::Topic) && self.is_no_matter(case, *head)
                || role == Some(Role::Instrument) && self.is_beside(*head)
                || self.only_denies(*head)
                || role == Some(Role::Place) && !self.is_place(*head)
                || case == "by" && role == frame.subject && !clause.subjects.is_empty();
            if !self.names.is_date(*head) && !misplaced {
                let (members, _) = coordinated(self.tree, &self.lexicon.cues, *head);
                add(role, &members, &[]);
            } else if role == Some(Role::Topic) {
                // "asked on his behalf for the divisions": what it is about hangs on that phrase.
                let topics = frame.preposition.iter();
                let topics = topics.filter(|(_, role)| **role == Role::Topic);
                let below = topics.filter_map(|(of, _)| self.phrase_of(*head, of));
                add(role, &below.collect::<Vec<_>>(), &[]);
            }
        }
        self.take_phrases_of_parts(&mut event, word, clause);
        self.matter_for_receiver(&mut event, word);
        self.turned_to(&mut event, word);
        self.complement(&mut event, word, clause);
        self.by_arguments(&mut event, word, clause);
        self.take_swallowed(&mut event, word, clause);
        event
    }

    /// The clauses that say what, and whether the object is described by one that does not.
    fn said_clauses(&self, word: &Word, clause: &Clause) -> (Vec<usize>, bool) {
        let acts_on = !word.about && word.frame.object == Some(Role::Patient);
        let told_of = word.frame.object_beside_clause.is_some() && !clause.objects.is_empty();
        let has = |at: usize, relation: &str| {
            let mut children = self.tree.children(at).iter();
            children.any(|&child| self.tree.token(child).relation.as_str() == relation)
        };
        // "announced a council, to be led by Cato": what the object is for.
        let purpose = |at: usize| told_of && has(at, "aux:pass") && !has(at, "nsubj:pass");
        // "were shot dead": what becomes of them.
        let becomes = |at: usize| acts_on && self.tree.token(at).upos == Upos::Adj;
        let mut said = clause.clauses.clone();
        said.retain(|&at| !becomes(at) && !purpose(at));
        (said, clause.clauses.iter().any(|&at| purpose(at)))
    }

    /// "promised Zhou planes": a person's name that was taken for a part of the noun.
    fn is_somebodys(&self, noun: usize) -> bool {
        let mut names = self.tree.children_by(noun, "compound");
        names.any(|name| self.names.kind_at(name) == Some(EntityKind::Person))
    }

    /// "the boiler blew up": of a verb that tells of a change, a thing that is its only participant is what it happens to.
    fn befalls(&self, word: &Word, clause: &Clause) -> bool {
        let thing = |&head: &usize| self.names.kind_at(head) == Some(EntityKind::Thing);
        word.frame.changes
            && clause.objects.is_empty()
            && !clause.passive
            && !clause.subjects.is_empty()
            && clause.subjects.iter().all(thing)
    }

    /// "X was permitted to attack": who is to do what a decision is about.
    fn is_told(&self, word: &Word, object: usize, clause: &Clause) -> bool {
        let deed = |&at: &usize| self.tree.token(at).upos == Upos::Verb;
        word.decision
            && word.frame.object == Some(Role::Topic)
            && word.frame.clause == Some(Role::Topic)
            && self.names.actor_at(object)
            && clause.clauses.iter().any(deed)
    }

    /// "His request fell on deaf ears": whose the subject or the object is, and what its phrases say, where the entry has
    /// a role for them (`"subject's"`, `"object of"`).
    fn by_arguments(&self, event: &mut Event, word: &Word, clause: &Clause) {
        for (function, heads) in [("subject", &clause.subjects), ("object", &clause.objects)] {
            for (key, &role) in &word.frame.preposition {
                let Some(part) = key.strip_prefix(function) else {
                    continue;
                };
                let found = heads.iter().filter_map(|&head| match part {
                    "'s" => self.possessor(head),
                    case => self.phrase_of(head, case.trim_start()),
                });
                let found: Vec<usize> = found.collect();
                for head in found {
                    let (members, _) = coordinated(self.tree, &self.lexicon.cues, head);
                    event.roles.extend(members.into_iter().map(|at| (role, at)));
                }
            }
        }
    }

    /// "gave the venture his blessing": what a decision is given to is what it is about, where that is a deed or a plan.
    fn indirect_role(&self, word: &Word, indirect: &[usize]) -> Option<Role> {
        let about = word.about && word.frame.object == Some(Role::Topic);
        let undertaking = indirect.iter().any(|&head| self.is_undertaking(head));
        word.frame.indirect.map(|role| {
            if about && undertaking {
                Role::Topic
            } else {
                role
            }
        })
    }

    /// Whether the noun names a deed or a plan, and nobody; "it" stands for one.
    fn is_undertaking(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        let it = token.upos == Upos::Pron
            && self.lexicon.cues.pronoun(&token.lower()) == Some(Pronoun::Neuter);
        it || self.names.entity_at(at).is_none()
            && (self.is(at, &Constraint::Concept("plan".into())) || self.names_event(at))
    }

    /// "ordered the Vesper Massacre": what bears the name of a deed is nobody who could hear.
    fn is_affair(&self, at: usize) -> bool {
        let thing = match self.names.kind_at(at) {
            Some(EntityKind::War) => return true,
            kind => kind == Some(EntityKind::Thing),
        };
        let last = self.names.last_word(at).filter(|_| thing);
        last.is_some_and(|word| self.lexicon.nouns(&word.to_lowercase()).next().is_some())
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

    /// "became prime minister of Iran": what fills the complement, and where that is.
    fn complement(&self, event: &mut Event, word: &Word, clause: &Clause) {
        let heads = clause.clauses.iter().chain(&clause.objects).copied();
        let fits =
            |&head: &usize| !word.complement.is_empty() && self.any(&[head], &word.complement);
        event.offices = heads.filter(fits).collect();
        let places: Vec<usize> = (event.offices.iter())
            .filter_map(|&office| {
                self.phrase_of(office, "of")
                    .or_else(|| self.possessor(office))
            })
            .filter(|&place| self.names.entity_at(place).is_some())
            .collect();
        event
            .roles
            .extend(places.into_iter().map(|place| (Role::Place, place)));
    }
}

/// Of the entries that fit, the most specific ones and a pack's own; one for each kind among these.
fn best<T>(mut fitting: Vec<(&Word, T)>) -> Vec<(&Word, T)> {
    let most = fitting
        .iter()
        .map(|(word, _)| word.specificity())
        .max()
        .unwrap_or(0);
    fitting.retain(|(word, _)| word.own || word.specificity() == most);
    let mut kinds = Vec::new();
    fitting.retain(|(word, _)| {
        let fresh = !kinds.contains(&word.kind);
        kinds.push(word.kind);
        fresh
    });
    fitting
}
