//! Event nouns that a light verb carries: "carried out an attack", "there was an attack", "the order came from Rome".

use super::{Event, Finder};
use crate::extract::clause::{Clause, case_of, coordinated, withheld_by};
use crate::extract::lexicon::{Constraint, Word, WordSet};
use crate::frame::Role;
use crate::language::tree::Upos;

impl Finder<'_> {
    /// An event noun under a light verb takes the verb's subject, prepositions and tense.
    pub(super) fn light_verb(&self, event: &mut Event, word: &Word) {
        let light = &self.lexicon.cues.light;
        let first = self.portion_of(self.first_conjunct(event.head));
        let governor = self.tree.token(first).head.filter(|&verb| {
            self.tree.token(verb).upos == Upos::Verb
                && ["obj", "nsubj", "obl"].contains(&self.tree.token(first).relation.universal())
        });
        let participle = self
            .tree
            .children_by(event.head, "acl")
            .filter(|&child| !self.denies_a_part(event.head, child))
            .find(|&child| light.active.contains(&self.tree.token(child).lemma));
        for verb in governor.into_iter().chain(participle) {
            if self.carried_by(event, word, verb, first) {
                return;
            }
        }
        if let Some((verb, paper)) = self.signed_paper(first) {
            self.carried_by(event, word, verb, paper);
        }
    }

    /// "the truce of 3 May, which Cato would not sign": what has a date of its own happened, whoever took no part in it.
    fn denies_a_part(&self, noun: usize, clause: usize) -> bool {
        let negators = &self.lexicon.cues.polarity.negators;
        let of_day = |at: usize| at < clause && self.names.is_date(at);
        let has_subject = self.tree.children_by(clause, "nsubj").next().is_some();
        let denied = (self.tree.children_by(clause, "advmod"))
            .any(|at| negators.contains(&self.tree.token(at).form.to_lowercase()));
        has_subject && denied && self.tree.children_by(noun, "nmod").any(of_day)
    }

    /// "signed the document of surrender": the paper, and the verb that carries its event.
    fn signed_paper(&self, noun: usize) -> Option<(usize, usize)> {
        let paper = (self.tree.token(noun).head).filter(|&paper| {
            let of = case_of(self.tree, noun).iter().any(|case| case == "of");
            let papers = ["documents", "agreement", "law"];
            let is = |class: &&str| self.is(paper, &Constraint::Concept((*class).to_owned()));
            of && papers.iter().any(is)
        })?;
        let token = self.tree.token(paper);
        let object = token.relation.is("obj") || token.relation.as_str() == "nsubj:pass";
        Some((token.head.filter(|_| object)?, paper))
    }

    /// Lets the verb carry the event, if it is light and the noun its object or the subject of which it says that it
    /// took place; tells whether it does.
    fn carried_by(&self, event: &mut Event, word: &Word, verb: usize, first: usize) -> bool {
        let light = &self.lexicon.cues.light;
        let lemma = &self.tree.token(verb).lemma;
        let (active, intending) = (
            light.active.contains(lemma),
            light.intending.contains(lemma),
        );
        if self.is_led_into(verb, first) {
            let led = self.clause(verb).objects;
            let role = word.frame.subject.unwrap_or(Role::Agent);
            let actors = led.into_iter().filter(|&at| self.acts(at));
            if !event.has(role) {
                event.roles.extend(actors.map(|at| (role, at)));
            }
            event.host = verb;
            return true;
        }
        // "withheld his consent to it": what is not given is of whoever withholds it, and of then.
        let withheld = withheld_by(self.tree, &self.lexicon.cues, first);
        if event.decision && withheld == Some(verb) {
            event.host = verb;
            self.take_light(event, word, &self.clause(verb));
            return true;
        }
        let phrase = self.light_phrase(verb, first);
        if !(active || intending || phrase || self.occurs(verb)) {
            return false;
        }
        let clause = self.clause(verb);
        let object = clause.objects.contains(&first) || clause.objects.contains(&event.head);
        if intending && object {
            self.take_light(event, word, &clause);
        } else if object && active || phrase {
            event.host = verb;
            if self.receives(verb, first) {
                self.take_received(event, word, &clause);
            } else {
                self.take_light(event, word, &clause);
            }
        } else if clause.subjects.contains(&first) && self.occurs(verb) {
            event.host = verb;
            self.take_origin(event, word, &clause);
        } else {
            return false;
        }
        true
    }

    /// "came", "went on", "there were": a verb that only says of its subject that it took place.
    fn occurs(&self, verb: usize) -> bool {
        let light = &self.lexicon.cues.light;
        let lemma = &self.tree.token(verb).lemma;
        light.occurring.contains(lemma)
            || self.tree.children_by(verb, "expl").next().is_some() && lemma == "be"
            || self.tree.children(verb).iter().any(|&child| {
                let particle = self.tree.token(child).form.to_lowercase();
                let known =
                    |word: &str| light.occurring_phrases.contains(&format!("{lemma} {word}"));
                known(&particle) || case_of(self.tree, child).iter().any(|case| known(case))
            })
    }

    /// "put in a request", "came to an agreement", "kept up an attack": a verb that is light with its preposition or
    /// particle.
    fn light_phrase(&self, verb: usize, noun: usize) -> bool {
        let phrases = &self.lexicon.cues.light.phrases;
        let lemma = &self.tree.token(verb).lemma;
        let object = self.tree.token(noun).relation.is("obj");
        let mut particles = self.tree.children_by(verb, "compound").filter(|_| object);
        self.is_phrase_of(verb, noun, phrases)
            || particles
                .any(|at| phrases.contains(&format!("{lemma} {}", self.tree.token(at).form)))
    }

    /// "led the army in an attack": the object of the verb did it.
    fn is_led_into(&self, verb: usize, noun: usize) -> bool {
        let led = self.tree.children_by(verb, "obj").next().is_some();
        led && self.is_phrase_of(verb, noun, &self.lexicon.cues.light.leading)
    }

    /// Whether the noun stands behind a preposition of the verb which with the verb is one of `phrases`.
    fn is_phrase_of(&self, verb: usize, noun: usize, phrases: &WordSet) -> bool {
        let token = self.tree.token(noun);
        token.relation.is("obl")
            && token.head == Some(verb)
            && case_of(self.tree, noun).last().is_some_and(|case| {
                let phrase = format!("{} {case}", self.tree.token(verb).lemma);
                phrases.contains(&phrase)
            })
    }

    /// Whether the subject of the light verb is the one to whom the event happens, and not its doer.
    fn receives(&self, verb: usize, noun: usize) -> bool {
        let light = &self.lexicon.cues.light;
        let lemma = &self.tree.token(verb).lemma;
        let phrase = self.tree.token(noun).relation.is("obl")
            && case_of(self.tree, noun)
                .last()
                .is_some_and(|case| light.receiving.contains(&format!("{lemma} {case}")));
        phrase
            || light.receiving.contains(lemma)
            || light.having.contains(lemma) && self.owned_by_other(noun)
    }

    /// "had Stalin's leave", "had no backing from Moscow": the noun has a doer of its own.
    fn owned_by_other(&self, noun: usize) -> bool {
        // "carried out an invasion of Gaul": a deed is of whom it befalls.
        let lemma = self.tree.token(noun).lemma.to_lowercase();
        let decision = self.lexicon.nouns(&lemma).any(|word| word.about);
        let owners = ["of", "from"]
            .iter()
            .filter(|_| decision)
            .filter_map(|case| self.phrase_of(noun, case));
        self.possessor(noun)
            .into_iter()
            .chain(owners)
            .any(|owner| !self.is_possessive_pronoun(owner) && self.names.actor_at(owner))
    }

    /// "won Stalin's support", "came under attack from X", "met with a refusal".
    fn take_received(&self, event: &mut Event, word: &Word, clause: &Clause) {
        let frame = &word.frame;
        let receivers: Vec<usize> = clause
            .subjects
            .iter()
            .copied()
            .filter(|&head| head != event.head)
            .collect();
        let undertaking = receivers.iter().any(|&head| self.is_undertaking(head));
        let receiver = match frame.object {
            Some(Role::Topic) if undertaking => Some(Role::Topic),
            Some(Role::Topic) => Some(Role::Recipient),
            other => other,
        };
        if let Some(role) = receiver.filter(|&role| !event.has(role)) {
            event.roles.extend(receivers.iter().map(|&at| (role, at)));
        }
        self.take_owner_of_first(event, word);
        self.take_phrases(event, word, clause);
    }

    /// "obtained X's approval and the promise of help": what stands beside X's is X's, too.
    fn take_owner_of_first(&self, event: &mut Event, word: &Word) {
        let first = self.first_conjunct(event.head);
        let doer = word.frame.subject.unwrap_or(Role::Agent);
        let owner = (first != event.head && !event.has(doer))
            .then(|| self.possessor(first))
            .flatten();
        let owner = owner.filter(|&at| !self.is_possessive_pronoun(at) && self.names.actor_at(at));
        event.roles.extend(owner.map(|at| (doer, at)));
    }

    fn take_light(&self, event: &mut Event, word: &Word, clause: &Clause) {
        // A noun that happens to something ("outbreak") has its doer in the light verb's subject all the same.
        let subject = word.frame.subject.unwrap_or(Role::Agent);
        // "gave its approval": the pronoun says no more than the subject does.
        event.roles.retain(|&(role, head)| {
            role != subject || clause.subjects.is_empty() || !self.is_possessive_pronoun(head)
        });
        if !event.has(subject) {
            let subjects = clause.subjects.iter().filter(|&&head| head != event.head);
            event.roles.extend(subjects.map(|&head| (subject, head)));
            event
                .denied
                .extend(clause.denied_subjects.iter().map(|&head| (subject, head)));
        }
        // "granted him a pardon": a deed that is given to somebody befalls him.
        let befalls = (word.frame.object == Some(Role::Patient)).then_some(Role::Patient);
        if let Some(role) = self.indirect_role(word, &clause.indirect).or(befalls) {
            event
                .roles
                .extend(clause.indirect.iter().map(|&head| (role, head)));
        }
        self.take_phrases(event, word, clause);
    }

    /// "Orders came from X", "the request went to Y": from whom an event comes is its doer, to whom it goes its receiver.
    fn take_origin(&self, event: &mut Event, word: &Word, clause: &Clause) {
        let received = word.frame.noun.get("to") == Some(&Role::Recipient);
        let goal = clause.obliques.iter().find(|(case, _)| case == "to");
        if let Some(&(_, goal)) = goal.filter(|_| received && !event.has(Role::Recipient))
            && self.names.actor_at(goal)
        {
            self.add_members(event, Role::Recipient, goal);
        }
        let doer = word.frame.noun.get("from") == Some(&Role::Agent) && !event.has(Role::Agent);
        let origin = clause.obliques.iter().find(|(case, _)| case == "from");
        if let Some(&(_, origin)) = origin.filter(|_| doer)
            && self.names.actor_at(origin)
        {
            self.add_members(event, Role::Agent, origin);
        }
    }

    /// The phrases of a light verb that the noun has a role for.
    fn take_phrases(&self, event: &mut Event, word: &Word, clause: &Clause) {
        self.own_phrases(event, word, clause);
        let beside = clause.obliques.iter().map(|&(_, head)| head);
        let phrases: Vec<usize> = beside
            .chain(self.tree.children_by(event.head, "nmod"))
            .filter(|&head| head != event.head)
            .collect();
        self.take_swallowed_of_noun(event, word, &phrases);
    }

    fn own_phrases(&self, event: &mut Event, word: &Word, clause: &Clause) {
        for (case, head) in &clause.obliques {
            let role = word
                .frame
                .noun
                .get(case)
                .or_else(|| word.frame.preposition.get(case));
            if let Some(&role) = role.filter(|_| !self.names.is_date(*head) && *head != event.head)
                && !event.has(role)
            {
                let (members, _) = coordinated(self.tree, &self.lexicon.cues, *head);
                event
                    .roles
                    .extend(members.into_iter().map(|head| (role, head)));
            }
        }
    }

    fn is_possessive_pronoun(&self, at: usize) -> bool {
        let token = self.tree.token(at);
        token.relation.as_str() == "nmod:poss"
            && self
                .lexicon
                .cues
                .pronoun(&token.form.to_lowercase())
                .is_some()
    }

    /// "dozens of clashes": the noun that portions them.
    fn portion_of(&self, at: usize) -> usize {
        let token = self.tree.token(at);
        let of =
            token.relation.is("nmod") && case_of(self.tree, at).iter().any(|case| case == "of");
        let quantifiers = &self.lexicon.cues.quantifiers;
        let portions = |above: &usize| quantifiers.contains(&self.tree.token(*above).lemma);
        token.head.filter(|_| of).filter(portions).unwrap_or(at)
    }

    pub(super) fn first_conjunct(&self, at: usize) -> usize {
        let token = self.tree.token(at);
        match token.head {
            Some(head) if token.relation.is("conj") && self.tree.token(head).upos != Upos::Verb => {
                head
            }
            _ => at,
        }
    }
}
