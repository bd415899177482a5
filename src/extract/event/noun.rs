//! Events that nouns name: their modifiers become roles.

use super::{Event, Finder, best};
use crate::extract::clause::{case_of, coordinated, is_by_oneself, is_denied};
use crate::extract::lexicon::{Constraint, Pronoun, Word};
use crate::extract::possession::owner_said;
use crate::frame::{EntityKind, Role};

/// Prepositions whose phrase an event noun needs for itself, wherever the parser has hung it.
const OWN: [&str; 3] = ["from", "by", "of"];
/// Prepositions that lead from an event noun to whoever suffers.
const VICTIM: [&str; 4] = ["on", "upon", "against", "into"];

impl Finder<'_> {
    pub(super) fn noun(&self, at: usize, lemma: &str) -> Vec<Event> {
        // "went on strike": a state of those who do it, and no deed of that name.
        let phrases = &self.lexicon.cues.no_deeds;
        let mut cases = self.tree.children_by(at, "case");
        if cases.any(|case| phrases.contains(&format!("{} {lemma}", self.tree.token(case).lower())))
        {
            return Vec::new();
        }
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
        if self.names_units(at) {
            return false;
        }
        let parts = word.with.iter().all(|part| {
            self.tree.children(at).iter().any(|&child| {
                let token = self.tree.token(child);
                token.lemma == *part || token.form.eq_ignore_ascii_case(part)
            })
        });
        if let Some(case) = &word.before {
            let phrase = self.asked_phrase(at, case);
            return parts
                && phrase.is_some_and(|phrase| {
                    word.object.is_empty() || self.any(&[phrase], &word.object)
                });
        }
        let barred = !word.unless.is_empty() && self.noun_object(at, &word.unless);
        parts && !barred && (word.object.is_empty() || self.noun_object(at, &word.object))
    }

    /// "Seven divisions", "Hannibal's divisions": several of a word that also names forces are forces.
    fn names_units(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        token.xpos == "NNS" && self.lexicon.stands_for(&token.lemma.to_lowercase())
    }

    /// Whether a noun has what its entry asks of the object: a phrase of that class, an event or a clause.
    fn noun_object(&self, at: usize, constraints: &[Constraint]) -> bool {
        let children = self.tree.children(at);
        let of: Vec<usize> = children
            .iter()
            .copied()
            .filter(|&child| {
                let relation = &self.tree.token(child).relation;
                relation.as_str() == "nmod:poss"
                    || relation.is("compound")
                    || (relation.is("nmod")
                        && case_of(self.tree, child)
                            .iter()
                            .any(|c| ["of", "into", "to", "for", "on"].contains(&c.as_str())))
            })
            .collect();
        let clause = children
            .iter()
            .any(|&child| ["acl", "ccomp"].contains(&self.tree.token(child).relation.as_str()));
        self.any(&of, constraints) || clause && constraints.contains(&Constraint::Clause)
    }

    fn by_noun(&self, at: usize, word: &Word) -> Event {
        let mut event = Event::new(at, word);
        event.noun = true;
        let own = word
            .before
            .as_deref()
            .and_then(|case| self.asked_phrase(at, case));
        if let Some((role, phrase)) = word.frame.object.zip(own) {
            self.add_members(&mut event, role, phrase);
        }
        for &child in self.tree.children(at) {
            if word.frame.object.is_none() || own != Some(child) {
                self.noun_dependent(&mut event, word, child);
            }
        }
        self.beside_lack(&mut event, word);
        self.owned_patient(&mut event, word);
        self.nested_receiver(&mut event, word);
        self.nested_doer(&mut event, word);
        self.matter_for_receiver(&mut event, word);
        self.owners(&mut event, word);
        self.owner_said(&mut event, word);
        self.maker_said(&mut event, word);
        self.content_said(&mut event, word);
        self.causer_said(&mut event, word);
        self.detached(&mut event, word);
        self.light_verb(&mut event, word);
        event
    }

    /// "the lack of support for the attack": a phrase behind both is of what was lacking.
    fn beside_lack(&self, event: &mut Event, word: &Word) {
        let token = self.tree.token(event.head);
        let of = token.relation.is("nmod") && case_of(self.tree, event.head) == ["of"];
        let lacks = &self.lexicon.cues.polarity.lacks;
        let lack = (token.head.filter(|_| of))
            .filter(|&above| lacks.contains(&self.tree.token(above).lemma.to_lowercase()));
        let Some(lack) = lack else {
            return;
        };
        let head = event.head;
        let behind = self.tree.children_by(lack, "nmod");
        for phrase in behind.filter(|&at| at > head) {
            self.noun_dependent(event, word, phrase);
        }
    }

    fn noun_dependent(&self, event: &mut Event, word: &Word, child: usize) {
        let Some(function) = self.function(event, word, child) else {
            return;
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
        let Some(&role) = word.frame.noun.get(&function) else {
            return;
        };
        // "the evacuation of the peninsula": no place goes away.
        let of_moved = word.frame.object_acts && function == "of";
        let left = of_moved
            && (self.is(child, &Constraint::Place)
                || self.is(child, &Constraint::Concept("country".into())));
        // "the withdrawal of the rockets": nor do they by themselves.
        let thing = self.names.kind_at(child) == Some(EntityKind::Thing)
            || self.is(child, &Constraint::Concept("arms".into()));
        // "Cato's reception of Scipio": who receives stands in front.
        let owned = function == "of"
            && role == Role::Agent
            && self
                .tree
                .children_by(event.head, "nmod")
                .any(|at| at < event.head && self.tree.token(at).relation.as_str() == "nmod:poss");
        let suffers = owned || of_moved && thing;
        let role = word.frame.object.filter(|_| suffers).unwrap_or(role);
        self.add_members(event, if left { Role::Place } else { role }, child);
    }

    /// "his consent to the flight": nobody receives it; the flight is what it is about.
    pub(super) fn matter_for_receiver(&self, event: &mut Event, word: &Word) {
        let about =
            word.frame.object == Some(Role::Topic) && word.frame.clause == Some(Role::Topic);
        if !about || event.has(Role::Topic) {
            return;
        }
        for (role, head) in &mut event.roles {
            let lemma = self.tree.token(*head).lemma.to_lowercase();
            let somebody = self.names.actor_at(*head)
                || self.lexicon.stands_for(&lemma)
                || self.names.concepts(*head).iter().any(|one| one == "people");
            let to = case_of(self.tree, *head)
                .last()
                .is_some_and(|case| case == "to");
            if *role == Role::Recipient && to && !somebody {
                *role = Role::Topic;
            }
        }
    }

    /// "X's arrest by the guards", "X's arrest": where another is named as the doer, or the noun is one of what happens to
    /// its owner, the owner suffers it.
    fn owned_patient(&self, event: &mut Event, word: &Word) {
        let map = &word.frame.noun;
        let singular = self.tree.token(event.head).xpos == "NN";
        let by = |case: &str| {
            self.phrase_of(event.head, case)
                .filter(|&phrase| !self.names.is_date(phrase))
        };
        let role = match (by("by"), map.get("possessor-alone")) {
            (Some(doer), _) if self.acts(doer) => word.frame.object,
            (None, Some(&role)) if by("of").is_none() && singular => Some(role),
            _ => None,
        };
        // "X's bombardment by borrowed guns": X did it, with the guns.
        let arms = |at: usize| self.is(at, &Constraint::Concept("arms".to_owned()));
        if event.has(Role::Patient) && by("by").is_some_and(arms) {
            for (found, head) in &mut event.roles {
                if *found == Role::Agent && arms(*head) {
                    *found = Role::Instrument;
                }
            }
        }
        let acts = map.get("possessor") == Some(&Role::Agent);
        let Some(role) = role.filter(|&role| acts && !event.has(role)) else {
            return;
        };
        let one = |at: usize| {
            let gender = self
                .lexicon
                .cues
                .pronoun(&self.tree.token(at).form.to_lowercase());
            self.names.is_person(at)
                || matches!(gender, Some(Pronoun::Masculine | Pronoun::Feminine))
        };
        let owned = |at: usize| self.tree.token(at).relation.as_str() == "nmod:poss";
        // "X's expulsion from the league": the league expelled X.
        let from = map.get("from") == Some(&Role::Agent)
            && by("from")
                .is_some_and(|body| self.names.kind_at(body) == Some(EntityKind::Organisation));
        let other = by("by").is_some() || from;
        for (found, head) in &mut event.roles {
            let sufferer = owned(self.first_conjunct(*head)) && (other || one(*head));
            if *found == Role::Agent && sufferer {
                *found = role;
            }
        }
    }

    /// "deliveries of guns to the North": the receiver was hung on what is given.
    fn nested_receiver(&self, event: &mut Event, word: &Word) {
        let receives = word.frame.noun.get("to") == Some(&Role::Recipient);
        if !receives || event.has(Role::Recipient) {
            return;
        }
        let given = event.roles.iter().find(|(role, _)| *role == Role::Patient);
        let receiver = given
            .and_then(|&(_, given)| self.phrase_of(given, "to"))
            .filter(|&receiver| self.names.actor_at(receiver));
        if let Some(receiver) = receiver {
            self.add_members(event, Role::Recipient, receiver);
        }
    }

    /// The grammatical function of a noun's dependent, in the terms of a frame's `noun` map.
    fn function(&self, event: &mut Event, word: &Word, child: usize) -> Option<String> {
        let token = self.tree.token(child);
        match token.relation.as_str() {
            "nmod:poss" => Some("possessor".to_owned()),
            name if name.starts_with("nmod") || name.starts_with("obl") => {
                let case = case_of(self.tree, child).last().cloned();
                if is_by_oneself(self.tree, &self.lexicon.cues, child) {
                    return None;
                }
                // "reunification by force": how, and not by whom.
                let manner = token.xpos != "NNS"
                    && self
                        .lexicon
                        .cues
                        .manner
                        .contains(&token.lemma.to_lowercase());
                case.filter(|case| case != "by" || !manner)
            }
            name if (name.starts_with("amod") || name.starts_with("compound"))
                && self.names.entity_at(child).is_some() =>
            {
                Some("adjective".to_owned())
            }
            // "the admission that they had lied" has no gap to be a relative clause for.
            "acl:relcl" if !self.says_that(child) => None,
            // "consent, long withheld, was given": what was done to it is not what it is about.
            "acl" if token.xpos == "VBN" && case_of(self.tree, child).is_empty() => None,
            "acl" | "ccomp" | "acl:relcl" => {
                if let Some(role) = word.frame.clause {
                    event.roles.push((role, child));
                }
                None
            }
            _ => None,
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

    pub(super) fn add_members(&self, event: &mut Event, role: Role, head: usize) {
        let (members, denied) = coordinated(self.tree, &self.lexicon.cues, head);
        event.roles.extend(members.into_iter().map(|at| (role, at)));
        event.denied.extend(denied.into_iter().map(|at| (role, at)));
    }

    /// "the backing of Stalin": of a decision that nobody else is said to make, a person, a state or an organisation
    /// after "of" is the maker.
    fn owners(&self, event: &mut Event, word: &Word) {
        let Some(&owner) = word.frame.noun.get("of-who") else {
            return;
        };
        let Some(&of) = word.frame.noun.get("of") else {
            return;
        };
        if event.has(owner) {
            return;
        }
        for (role, head) in &mut event.roles {
            let first = self.first_conjunct(*head);
            let after_of = case_of(self.tree, first)
                .last()
                .is_some_and(|case| case == "of");
            let who = after_of && self.acts(*head);
            if *role == of && who {
                *role = owner;
            }
        }
    }

    /// Whether the phrase names somebody, or those who act for somebody ("the Roman divisions").
    pub(super) fn acts(&self, head: usize) -> bool {
        let doers = |concept: &str| self.is(head, &Constraint::Concept(concept.to_owned()));
        self.names.actor_at(head) || ["forces", "government", "doers"].into_iter().any(doers)
    }

    /// "The offensive was the North's".
    fn owner_said(&self, event: &mut Event, word: &Word) {
        let owning = &self.lexicon.reference.owning;
        let role = word.frame.noun.get("possessor").copied();
        if let (Some(role), Some(owner)) = (role, owner_said(self.tree, owning, event.head))
            && !event.has(role)
        {
            event.roles.push((role, owner));
        }
    }

    /// "The invasion was X's work", "the scheme was the brainchild of X".
    fn maker_said(&self, event: &mut Event, word: &Word) {
        let making = &self.lexicon.reference.making;
        let maker = self
            .predicate_of(event.head)
            .filter(|&predicate| making.contains(&self.tree.token(predicate).lemma.to_lowercase()));
        let role = match word.frame.subject {
            Some(Role::Patient) | None => Role::Agent,
            Some(role) => role,
        };
        if let Some(owner) = maker.and_then(|maker| self.owner(maker))
            && !event.has(role)
        {
            self.add_members(event, role, owner);
        }
    }

    /// "The cause of the fire was a lamp", "a lamp was the cause of the fire": a noun that names not the deed but its doer.
    fn causer_said(&self, event: &mut Event, word: &Word) {
        let role = word.frame.subject.unwrap_or(Role::Agent);
        let lemma = self.tree.token(event.head).lemma.to_lowercase();
        if !self.lexicon.reference.causing.contains(&lemma) || event.has(role) {
            return;
        }
        let subject = || {
            let copular = self.tree.children_by(event.head, "cop").next().is_some();
            let subjects = self.clause(event.head).subjects;
            subjects.first().copied().filter(|_| copular)
        };
        if let Some(causer) = self.predicate_of(event.head) {
            let cues = &self.lexicon.cues;
            let (members, set_against) = coordinated(self.tree, cues, causer);
            // "The cause was not the lamp": something else was; "not the lamp alone" leaves it a cause.
            let sole = |at: usize| {
                let form = self.tree.token(at).lower();
                cues.sole.before.contains(&*form) || cues.sole.behind.contains(&*form)
            };
            let denied = set_against.is_empty() && is_denied(self.tree, cues, causer);
            let alone = self.tree.subtree(causer).into_iter().any(sole);
            let members = members.into_iter().map(|at| (role, at));
            match denied {
                false => event.roles.extend(members),
                true if alone => {}
                true => event.denied.extend(members),
            }
            event
                .denied
                .extend(set_against.into_iter().map(|at| (role, at)));
        } else if let Some(causer) = subject() {
            self.add_members(event, role, causer);
        }
    }

    /// "His advice was to wait", "the answer was a refusal": what stands behind the copula is what it was about.
    fn content_said(&self, event: &mut Event, word: &Word) {
        let said = self.predicate_of(event.head).filter(|&predicate| {
            let outer = self.tree.token(event.head).relation.as_str() == "nsubj:outer";
            outer || self.is_undertaking(predicate)
        });
        let (Some(role), Some(said)) = (word.frame.clause.filter(|_| word.about), said) else {
            return;
        };
        if !event.has(role) {
            event.roles.push((role, said));
        }
    }

    /// What a copula says that the noun is.
    fn predicate_of(&self, noun: usize) -> Option<usize> {
        let token = self.tree.token(noun);
        let predicate = token.head.filter(|_| token.relation.is("nsubj"))?;
        let copular = self.tree.children_by(predicate, "cop").next().is_some();
        (copular && noun < predicate).then_some(predicate)
    }

    /// "acting under orders from Moscow": a phrase right behind the noun that says whose it is, hung on the verb.
    fn detached(&self, event: &mut Event, word: &Word) {
        let token = self.tree.token(event.head);
        let phrase = ["obl", "obj", "nsubj"].contains(&token.relation.universal());
        let Some(verb) = token.head.filter(|_| phrase) else {
            return;
        };
        let end = self.tree.subtree(event.head).last().copied();
        let next = self.tree.children_by(verb, "obl").find(|&sibling| {
            let first = self.tree.subtree(sibling).first().copied();
            first == end.map(|at| at + 1)
        });
        let Some(next) = next.filter(|&next| self.acts(next)) else {
            return;
        };
        self.detached_victim(event, word, next);
        let case = case_of(self.tree, next).last().cloned().unwrap_or_default();
        if OWN.contains(&case.as_str()) && !event.has(Role::Agent) && !self.passive(verb) {
            let role = word.frame.noun.get(&case).copied();
            if role == Some(Role::Agent) || case == "of" {
                self.add_members(event, Role::Agent, next);
            }
        }
    }

    /// "condemned the attack on Rome": whom the noun's own preposition leads to suffers it, wherever the phrase was hung.
    fn detached_victim(&self, event: &mut Event, word: &Word, next: usize) {
        let case = case_of(self.tree, next).last().cloned().unwrap_or_default();
        let role = word.frame.noun.get(&case).copied();
        if role == Some(Role::Patient)
            && VICTIM.contains(&case.as_str())
            && !event.has(Role::Patient)
        {
            self.add_members(event, Role::Patient, next);
        }
    }

    /// What the object of a verb took for itself, the verb has not.
    pub(super) fn settle_detached(&self, found: &mut [Event]) {
        let taken: Vec<(usize, usize)> = found
            .iter()
            .filter(|event| event.noun && event.host == event.head)
            .filter_map(|event| {
                let verb = self.tree.token(event.head).head?;
                let hung = |at: usize| self.tree.token(at).head == Some(verb);
                let suffers = |&&(role, at): &&(Role, usize)| role == Role::Patient && hung(at);
                let (_, phrase) = event.roles.iter().find(suffers)?;
                Some((verb, *phrase))
            })
            .collect();
        for event in found {
            event
                .roles
                .retain(|&(_, at)| !taken.contains(&(event.head, at)));
        }
    }

    /// "the Roman textbook *Our Wars*": it is said to have come out in Rome's name.
    pub(super) fn titled(&self, at: usize, lemma: &str) -> Vec<Event> {
        let cues = &self.lexicon.cues.titled;
        if !cues.nouns.contains(lemma) {
            return Vec::new();
        }
        let token = self.tree.token(at);
        let described = token
            .head
            .filter(|_| token.relation.is("nmod") || token.relation.is("compound"));
        let title = self
            .tree
            .children(at)
            .iter()
            .copied()
            .filter(|&child| {
                let relation = self.tree.token(child).relation.universal();
                ["appos", "flat", "nmod"].contains(&relation)
                    || relation == "nsubj" && self.tree.children_by(at, "cop").next().is_some()
            })
            .chain(described)
            .find(|&title| self.names.is_document(title));
        let Some(title) = title else {
            return Vec::new();
        };
        let owner = self.possessor(at).or_else(|| self.possessor(title));
        let Some(owner) = owner.filter(|&owner| self.names.is_party(owner)) else {
            return Vec::new();
        };
        let deed = |word: &Word| Event {
            noun: true,
            roles: vec![(Role::Agent, owner), (Role::Patient, title)],
            ..Event::new(at, word)
        };
        self.lexicon.nouns(&cues.deed).map(deed).collect()
    }
}
