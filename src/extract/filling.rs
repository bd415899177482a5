//! What fills a role where the words in its place name nothing by themselves ("knew nothing of the raid", "approved it",
//! "started it"), and which event they name.

use super::assertion::{Aside, Assertion, Filler};
use super::clause::case_of;
use super::event::Event;
use super::referent::Referent;
use super::sentence::SentenceReader;
use super::tense;
use crate::frame::{EntityKind, Role};
use crate::language::tree::Upos;

/// The class of what is planned.
const PLAN: &str = "plan";

impl SentenceReader<'_> {
    /// "its troops": somebody's by a pronoun, and told apart by nothing else.
    pub(super) fn is_own(&self, head: usize) -> bool {
        let tree = self.sentence.tree;
        let told_apart = ["det", "amod", "nummod", "nmod", "acl", "compound"];
        let mut owned = false;
        for &child in tree.children(head) {
            let token = tree.token(child);
            let pronoun = self.lexicon.cues.pronoun(&token.lower()).is_some();
            if token.relation.as_str() == "nmod:poss" && pronoun {
                owned = true;
            } else if told_apart.contains(&token.relation.universal()) {
                return false;
            }
        }
        owned
    }

    /// "To this day it insists": told in the present, of the day on which the text was written.
    pub(super) fn is_of_today(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let text = self.sentence.text.get(self.sentence.span.range());
        let text = text.unwrap_or_default().to_lowercase();
        let words = &self.lexicon.reference.until_today;
        let told = words.iter().any(|phrase| text.contains(phrase.as_str()));
        let verb = std::iter::once(event.host).chain(tree.ancestors(event.host));
        let mut verbs = verb.filter(|&at| tree.token(at).upos == Upos::Verb);
        told && verbs
            .next()
            .is_some_and(|verb| tense::is_present(tree, verb))
    }

    /// "a plan for trade", "a peace campaign": a matter of its own, and not just any plan.
    pub(super) fn is_plan_for_a_thing(&self, head: usize) -> bool {
        let tree = self.sentence.tree;
        let plan = |at: usize| {
            let concepts = self.names.concepts(at);
            concepts.iter().any(|concept| concept == PLAN)
        };
        // "a peace campaign"
        let of_a_sort = tree.children_by(head, "compound").any(|sort| {
            tree.token(sort).upos == Upos::Noun
                && self.names.entity_at(sort).is_none()
                && self.names.concepts(sort).is_empty()
                && self.nested(sort).is_none()
        });
        let for_a_thing = || {
            tree.children_by(head, "nmod").any(|thing| {
                let bare = tree.children_by(thing, "det").next().is_none();
                let cases = case_of(tree, thing);
                let of = cases
                    .iter()
                    .any(|case| case == "for" || case == "of" && bare);
                let plain = tree.token(thing).upos == Upos::Noun
                    && self.names.entity_at(thing).is_none()
                    && self.names.concepts(thing).is_empty();
                of && plain && self.nested(thing).is_none()
            })
        };
        let plan = plan(head) && self.names.entity_at(head).is_none();
        plan && (of_a_sort || for_a_thing())
    }

    /// "refused to promise ships": what one does not bring up oneself is no matter that others brought up.
    pub(super) fn is_own_offer(&self, event: &Event, head: usize, topic: usize) -> bool {
        let kind = self.events[topic].kind;
        self.sentence.tree.token(head).upos == Upos::Verb
            && self.kinds.decision(event.kind)
            && self.kinds.brings_up(kind)
            && !self.kinds.decision(kind)
    }

    /// "a ship", "another ship": one of its kind.
    pub(super) fn is_indefinite(&self, head: usize) -> bool {
        let tree = self.sentence.tree;
        tree.children_by(head, "det").any(|det| {
            let form = tree.token(det).form.to_lowercase();
            self.lexicon.reference.indefinite.contains(&form)
        })
    }

    /// "Rome's official account accuses Carthage": what a telling says, those say whose it is.
    pub(super) fn by_owners(&self, event: &Event, role: Role, fillers: Vec<Filler>) -> Vec<Filler> {
        let verb = &self.sentence.tree.token(event.head).lemma;
        let says = role == Role::Agent
            && (self.lexicon.cues.speech(verb).is_some() || self.kinds.about(event.kind));
        let owned = |filler: Filler| match (filler.entity, self.resolver.owner_of_telling(&filler))
        {
            (None, Some(owner)) => Filler {
                entity: Some(owner),
                ..filler
            },
            _ => filler,
        };
        if says {
            fillers.into_iter().map(owned).collect()
        } else {
            fillers
        }
    }

    /// "struck the first blow", "fired the first shot": the object says that it was the opening act.
    pub(super) fn strikes_first(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let opening = &self.lexicon.cues.opening;
        let mut objects = tree.children_by(event.host, "obj");
        objects.any(|object| {
            let ordinal = |child: &usize| {
                let form = tree.token(*child).form.to_lowercase();
                opening.ordinals.contains(&form)
            };
            let act = tree.token(object).lemma.to_lowercase();
            // "fired its first shots": others may have fired before.
            let whose = |&child: &usize| tree.token(child).relation.as_str() == "nmod:poss";
            let parts = tree.children(object);
            opening.acts.contains(&act) && parts.iter().any(ordinal) && !parts.iter().any(whose)
        })
    }

    /// Whether the event is named by a noun that its clause takes for granted: the subject of another deed, say. What
    /// is said of it may be false while it happened. `frame` calls it false.
    pub(super) fn presupposed(&self, event: &Event, frame: usize) -> bool {
        let tree = self.sentence.tree;
        if self.is_told_how(event) {
            return event.head != frame;
        }
        // "an armistice signed in May": a participle below the noun only describes it.
        let own = event.host == event.head || tree.token(event.host).head == Some(event.head);
        if !event.noun || !own || event.head == frame {
            return false;
        }
        let path = std::iter::once(event.head).chain(tree.ancestors(event.head));
        let mut path = path.take_while(|&at| at != frame);
        // "begins with the invasion": what the clause begins with happened whether that is so or not.
        let takes_part = |at: usize| {
            let relation = &tree.token(at).relation;
            relation.is("nsubj") || relation.is("obl")
        };
        let part = path.find(|&at| takes_part(at));
        let Some(predicate) = part.and_then(|part| tree.token(part).head) else {
            return false;
        };
        if predicate == frame || tree.token(frame).head == Some(event.head) {
            return false;
        }
        let light = &self.lexicon.cues.light;
        let lemma = &tree.token(predicate).lemma;
        let subject = part.is_some_and(|part| tree.token(part).relation.is("nsubj"));
        let lends = subject && (light.active.contains(lemma) || light.occurring.contains(lemma));
        let says = self.lexicon.cues.speech(lemma).is_some()
            && tree.children_by(predicate, "ccomp").next().is_some();
        !lends && !says
    }

    /// "The attack did not come as a surprise", "began with an air raid": of a deed that is taken for granted the verb, with
    /// what hangs on it, says how it went. Whoever denies that does not deny the deed.
    pub(super) fn is_told_how(&self, event: &Event) -> bool {
        self.manner(event).is_some() && !self.is_dated_by_verb(event)
    }

    /// "did not come as a surprise in May": it may have come in another month.
    pub(super) fn manner_beside_date(&self, event: &Event) -> Option<Aside> {
        let manner = self
            .manner(event)
            .filter(|_| self.is_dated_by_verb(event))?;
        Some(Aside {
            lemma: self.sentence.tree.token(manner).lemma.to_lowercase(),
            entity: None,
            adverb: false,
            qualifies: false,
        })
    }

    fn is_dated_by_verb(&self, event: &Event) -> bool {
        let phrases = self.sentence.tree.children(event.host);
        phrases.iter().any(|&at| self.names.is_date(at))
    }

    /// What hangs on the verb of which a given deed is the subject, where that tells neither whose it is nor when it was.
    fn manner(&self, event: &Event) -> Option<usize> {
        const OF_WHOM: [&str; 3] = ["from", "to", "by"];
        let tree = self.sentence.tree;
        let token = tree.token(event.head);
        let subject = token.relation.as_str() == "nsubj" && token.head == Some(event.host);
        if !event.noun || event.host == event.head || !subject {
            return None;
        }
        let given = tree.children(event.head).iter().any(|&at| {
            let form = tree.token(at).form.to_lowercase();
            self.lexicon.reference.definite.contains(&form)
                || tree.token(at).relation.as_str() == "nmod:poss"
        });
        let mut phrases = tree.children_by(event.host, "obl").filter(|_| given);
        phrases.find(|&at| {
            let cases = case_of(tree, at);
            let whose = cases.iter().any(|case| OF_WHOM.contains(&case.as_str()));
            let named = matches!(tree.token(at).upos, Upos::Noun | Upos::Propn);
            named && !whose && !self.names.is_date(at)
        })
    }

    /// "the guns of Rome were turned on the town": nobody else is said to have done it.
    pub(super) fn whose_arms(&self, assertion: &mut Assertion) {
        let open = |role: Role| {
            let named = |found: &Role| *found == role;
            !assertion.roles.iter().any(|(found, _)| named(found))
                && !assertion.unresolved.iter().any(|(found, _)| named(found))
        };
        if !open(Role::Agent) || open(Role::Patient) {
            return;
        }
        let owned = assertion.fillers(Role::Instrument).find(|filler| {
            let stands = |lemma: &String| self.lexicon.stands_for(lemma);
            filler.event.is_none()
                && filler.lemma.as_ref().is_some_and(stands)
                && filler.entity.is_some_and(|owner| {
                    let kind = self.resolver.entities().all()[owner].kind;
                    kind != EntityKind::Thing && kind != EntityKind::Document
                })
        });
        let owner = owned.cloned();
        assertion
            .roles
            .extend(owner.map(|filler| (Role::Agent, filler)));
    }

    /// "knew nothing of the raid": the raid.
    pub(super) fn instead_of_nothing(&self, head: usize) -> usize {
        let tree = self.sentence.tree;
        let nothing = &self.lexicon.cues.polarity.nothing;
        let of = tree.children_by(head, "nmod").next();
        of.filter(|_| nothing.contains(&tree.token(head).lemma.to_lowercase()))
            .unwrap_or(head)
    }

    /// "approved it", "knew of it": whoever the pronoun could stand for, what one approves or knows of is a matter.
    pub(super) fn is_matter(&self, event: &Event, head: usize, fillers: &[Filler]) -> bool {
        let form = self.sentence.tree.token(head).form.to_lowercase();
        let pronoun = self.lexicon.cues.pronouns.neuter.contains(&form);
        let all = self.resolver.entities();
        let party = |filler: &Filler| {
            filler.event.is_none()
                && filler.entity.is_some_and(|entity| {
                    let kind = all.all()[entity].kind;
                    kind != EntityKind::Document && kind != EntityKind::War
                })
        };
        pronoun && self.kinds.about(event.kind) && fillers.iter().all(party)
    }

    /// "became prime minister of Iran": the office by its name, and not the state or the man whom its holder stands for.
    pub(super) fn office(&self, event: &Event, head: usize) -> Option<Referent> {
        let tree = self.sentence.tree;
        if !event.offices.contains(&head) || self.names.name_at(head).is_some() {
            return None;
        }
        let modifiers = &self.lexicon.cues.offices.modifiers;
        let mut name: Vec<String> = (0..head)
            .rev()
            .map(|at| tree.token(at).form.to_lowercase())
            .take_while(|word| modifiers.contains(word))
            .collect();
        name.reverse();
        name.push(tree.token(head).lemma.to_lowercase());
        Some(Referent::Filler(Filler {
            words: self.resolver.phrase(head),
            lemma: Some(name.join(" ")),
            ..Filler::default()
        }))
    }

    /// "started it", "signed it": the war or the document that the text spoke of last, where the word asks for one.
    pub(super) fn recalled(&self, event: &Event, head: usize) -> Option<Referent> {
        let mut recalled = event.recalled.iter();
        let &(_, entity) = recalled.find(|(at, _)| *at == head)?;
        let sure = self.names.is_war_of_story(entity) && self.names.recalls_surely(head);
        Some(Referent::Filler(Filler {
            words: self.resolver.phrase(head),
            entity: Some(entity),
            concept: self.names.class(entity),
            resolved: true,
            weak: !sure,
            ..Filler::default()
        }))
    }
}

impl SentenceReader<'_> {
    /// "the weapons that he had asked Rome for were in the country": whoever was asked for them gave them, to him who asked.
    /// That may be wrong: it accuses nobody.
    pub(super) fn as_requested(&self, assertion: &mut Assertion, event: &Event) {
        let has = |role: Role| event.roles.iter().any(|&(found, _)| found == role);
        if !self.kinds.own_goods(event.kind) || event.noun || has(Role::Agent) {
            return;
        }
        let tree = self.sentence.tree;
        let goods = event
            .roles
            .iter()
            .filter(|(role, _)| *role == Role::Patient);
        let below = |&(_, head): &(Role, usize)| {
            let of = tree.children_by(head, "nmod");
            std::iter::once(head).chain(of).collect::<Vec<_>>()
        };
        let request = goods
            .flat_map(below)
            .flat_map(|noun| tree.children_by(noun, "acl").collect::<Vec<_>>())
            .find_map(|clause| {
                let asks = |other: &&Event| other.host == clause && self.kinds.put_to(other.kind);
                self.events.iter().find(asks)
            });
        let Some(request) = request else { return };
        let party = |&at: &usize| {
            self.names.is_party(at) || self.names.kind_at(at) == Some(EntityKind::Place)
        };
        let asked = (request.roles.iter())
            .filter(|(role, _)| *role == Role::Recipient)
            .map(|(_, at)| *at)
            .chain(tree.children_by(request.host, "obl"));
        let giver = asked.into_iter().find(party);
        let mut add = |role: Role, at: usize| {
            if let Referent::Filler(filler) = self.resolver.resolve(at) {
                let filler = Filler {
                    resolved: true,
                    weak: true,
                    ..filler
                };
                assertion.roles.push((role, filler));
            }
        };
        if let Some(giver) = giver {
            add(Role::Agent, giver);
            let asking = request.roles.iter().find(|(role, _)| *role == Role::Agent);
            if let Some(&(_, asking)) = asking.filter(|_| !has(Role::Recipient)) {
                add(Role::Recipient, asking);
            }
        }
    }

    /// "Roman arms were delivered to the Gauls": where nobody else is said to have given them, those whose goods they are. That
    /// may be wrong: it accuses nobody.
    pub(super) fn whose_goods(&self, assertion: &mut Assertion, event: &Event) {
        let has = |role: Role| event.roles.iter().any(|&(found, _)| found == role);
        let given = self.kinds.own_goods(event.kind) && !event.noun;
        if !given || has(Role::Agent) || !has(Role::Recipient) {
            return;
        }
        let tree = self.sentence.tree;
        let goods = event
            .roles
            .iter()
            .filter(|(role, _)| *role == Role::Patient);
        let origin = goods
            .flat_map(|&(_, head)| tree.children(head))
            .find(|&&at| {
                let relation = tree.token(at).relation.universal();
                ["amod", "compound"].contains(&relation) && self.names.is_party(at)
            });
        let Some(&origin) = origin else { return };
        let giver = self.names.entity_at(origin);
        let own = assertion
            .fillers(Role::Recipient)
            .any(|one| one.entity == giver);
        if !own {
            let filler = Filler {
                words: self.resolver.phrase(origin),
                entity: giver,
                resolved: true,
                weak: true,
                ..Filler::default()
            };
            assertion.roles.push((Role::Agent, filler));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Polarity;
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn topic(text: &str, trigger: &str) -> Option<String> {
        let read = read(text);
        let filler = read.one(trigger).fillers(Role::Topic).next()?.clone();
        Some(text[filler.words.range()].to_owned())
    }

    #[test]
    fn what_one_knows_nothing_of_one_does_not_know_of() {
        let text = "Rome had known nothing of the attack on Carthage.";
        assert_eq!(
            topic(text, "known").as_deref(),
            Some("the attack on Carthage")
        );
        assert_eq!(read(text).one("known").polarity, Polarity::Negative);
    }

    #[test]
    fn whoever_says_no_to_a_request_refuses_it() {
        let text = "Hannibal asked Carthage for leave to attack Rome, but Carthage said no.";
        assert_eq!(topic(text, "said").as_deref(), Some("attack"));
    }

    #[test]
    fn offices_are_called_by_their_name() {
        let text = "Hannibal became chief minister of Carthage.";
        let read = read(text);
        let became = read.one("became");
        let office = became.fillers(Role::Topic).next().expect("the office");
        assert_eq!(office.lemma.as_deref(), Some("chief minister"));
        assert_eq!(office.entity, None);
        assert!(
            became
                .fillers(Role::Place)
                .next()
                .is_some_and(|place| place.entity.is_some())
        );
        assert!(became.fillers(Role::Patient).next().is_some());
    }

    #[test]
    fn what_one_approves_is_a_matter() {
        let text =
            "Hannibal presented his plan to attack Rome to Carthage, and Carthage approved it.";
        let topic = topic(text, "approved");
        assert!(
            topic.as_deref().is_some_and(|words| words != "it"),
            "{topic:?}"
        );
    }
}
