//! Where and when a deed is set: the time that the narrative or the scene gives it, and whether it belongs elsewhere.

use super::assertion::{Assertion, Attribution, Filler, Modality, When};
use super::clause::case_of;
use super::event::Event;
use super::sentence::SentenceReader;
use super::tense;
use crate::frame::{Comparison, EntityKind, Interval, Role};
use crate::language::tree::Upos;

/// The class of wars.
const WAR: &str = "war";

impl SentenceReader<'_> {
    /// "had divided", "had been divided": what lies before the time that the narrative has reached, however far.
    pub(super) fn looks_back(&self, event: &Event) -> bool {
        let past = &self.lexicon.cues.looking_back;
        self.sentence
            .tree
            .children_by(event.host, "aux")
            .any(|aux| past.contains(&*self.sentence.tree.token(aux).lower()))
    }

    /// "The army of the South moved south": within its own land it attacks nobody.
    pub(super) fn stays_at_home(&self, assertion: &Assertion, event: &Event) -> bool {
        let towards = event
            .roles
            .iter()
            .find_map(|&(_, head)| self.names.direction_at(head));
        let Some(land) = towards else { return false };
        let all = self.resolver.entities();
        let own = |filler: &Filler| {
            filler.entity.is_none_or(|who| {
                let compared = all.compare(&all.all()[who].id, &all.all()[land].id, None);
                matches!(compared, Comparison::Same | Comparison::Narrower)
            })
        };
        let mut doers = assertion.fillers(Role::Agent).peekable();
        doers.peek().is_none() || doers.any(own)
    }

    /// "the first time since the armistice that they had shelled it": a deed of a later time, which is not said.
    pub(super) fn is_counted_since(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let reference = &self.lexicon.reference;
        let occasion = tree.ancestors(event.host).take(2).find(|&above| {
            reference
                .occasions
                .contains(&tree.token(above).lemma.to_lowercase())
        });
        occasion.is_some_and(|noun| {
            let phrases = tree
                .children(noun)
                .iter()
                .filter(|&&child| child < event.host);
            phrases
                .flat_map(|&child| case_of(tree, child))
                .any(|case| reference.counting.contains(&case))
        })
    }

    /// "In Vietnam, the South started the war": behind a land that no pack lists, short names are not those of the subject.
    pub(super) fn is_set_abroad(&self, event: &Event, assertion: &Assertion) -> bool {
        let tree = self.sentence.tree;
        let inside = &self.lexicon.elsewhere.inside;
        let abroad = tree.children_by(event.host, "obl").any(|place| {
            let token = tree.token(place);
            let stranger = token.upos == Upos::Propn
                && self.names.entity_at(place).is_none()
                && !self.names.is_date(place);
            let first = case_of(tree, place);
            place < event.host
                && place <= 2
                && stranger
                && first.len() == 1
                && first.iter().all(|case| inside.contains(case))
        });
        let mut named = assertion.roles.iter().map(|(_, filler)| filler);
        abroad && named.all(|filler| filler.entity.is_none() || filler.resolved)
    }

    /// The narrative's date, unless the event is looked at from now in a story told of the past.
    pub(super) fn narrated(&self, event: &Event) -> Option<Interval> {
        let apart =
            !self.sentence.present && tense::is_seen_from_now(self.sentence.tree, event.host);
        self.sentence
            .narrative
            .filter(|_| !apart && !self.looks_back(event) && !self.is_told_apart(event))
    }

    /// "The French war in Annam": a war that takes its name from others, or is waged elsewhere, is not the one told of.
    pub(super) fn is_of_another_war(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let inside = &self.lexicon.elsewhere.inside;
        let stranger = |at: usize| {
            let capital = |form: &str| form.chars().next().is_some_and(char::is_uppercase);
            let token = tree.token(at);
            let opens = at == 0;
            self.names.entity_at(at).is_none()
                && !self.names.is_date(at)
                && !opens
                && capital(&token.form)
        };
        event.roles.iter().any(|&(_, head)| {
            let war = self.names.entity_at(head).is_none()
                && (self.names.concepts(head).iter()).any(|concept| concept == WAR);
            let children = tree.children(head).iter().copied();
            let mut named =
                children.filter(|&child| match tree.token(child).relation.universal() {
                    "amod" | "compound" => true,
                    "nmod" => case_of(tree, child)
                        .iter()
                        .any(|case| inside.contains(case)),
                    _ => false,
                });
            let whole = tree.subtree(head);
            let own = whole.iter().any(|&at| self.names.entity_at(at).is_some());
            // "ended the French war in Annam": right behind the war, wherever the parser has hung it.
            let end = whole.into_iter().max().unwrap_or(head);
            let behind = tree.children(event.host).iter().any(|&place| {
                let starts = tree.subtree(place).into_iter().min() == Some(end + 1);
                let cases = case_of(tree, place);
                starts && cases.iter().any(|case| inside.contains(case)) && stranger(place)
            });
            war && (behind || !own && named.any(stranger))
        })
    }

    /// "They began to leave in May", "the first of them left in May": more of it came later.
    pub(super) fn is_onset(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let aspect = &self.lexicon.cues.aspect;
        let lemma = |at: usize| tree.token(at).lemma.to_lowercase();
        let token = tree.token(event.host);
        let governor = token
            .head
            .filter(|_| ["xcomp", "ccomp"].contains(&token.relation.universal()));
        let begun = |at: usize| aspect.onset.contains(&lemma(at));
        let first = |&(role, head): &(Role, usize)| {
            let mut described = tree.children_by(head, "amod");
            [Role::Agent, Role::Patient].contains(&role)
                && described.any(|at| aspect.early.contains(&lemma(at)))
        };
        event.host != event.head && begun(event.host)
            || governor.is_some_and(begun)
            || event.roles.iter().any(first)
    }

    /// "bombed the town after it had attacked", "invaded it after the landing": a hostile deed that the text sets before or
    /// after another one.
    pub(super) fn is_told_after(&self, event: &Event) -> bool {
        let tree = self.sentence.tree;
        let words = &self.lexicon.cues.told_after;
        let hostile = |kind| {
            let mut kinds = words.kinds.iter().filter_map(|name| self.kinds.get(name));
            kinds.any(|known| self.kinds.is_a(kind, known))
        };
        let names_deed = |phrase: usize| {
            let inside = tree.subtree(phrase);
            let mut deeds = self.events.iter().filter(|other| hostile(other.kind));
            deeds.any(|other| inside.contains(&other.head))
        };
        let form = |at: usize| tree.token(at).form.to_lowercase();
        let apart = |at: usize| {
            let token = tree.token(at);
            let joins = ["case", "mark", "advmod"].contains(&token.relation.universal());
            joins && words.joints.contains(&form(at))
        };
        let had = |clause: usize| {
            let when = tree
                .children(clause)
                .iter()
                .any(|&at| words.with_perfect.contains(&form(at)));
            when && tree.children_by(clause, "aux").any(|at| form(at) == "had")
        };
        hostile(event.kind)
            && !self.names.is_date(event.host)
            && tree.children(event.host).iter().any(|&phrase| {
                let joined = tree.children(phrase).iter().any(|&at| apart(at));
                let name = tree.token(phrase).upos == Upos::Propn
                    && self.names.entity_at(phrase).is_none();
                match tree.token(phrase).relation.universal() {
                    "advcl" => (joined || had(phrase)) && names_deed(phrase),
                    "obl" => joined && !self.names.is_date(phrase) && (names_deed(phrase) || name),
                    _ => false,
                }
            })
    }

    /// "Since the attack the border has been closed": an event noun that a preposition sets apart is of another time.
    fn is_told_apart(&self, event: &Event) -> bool {
        let apart = &self.lexicon.reference.apart;
        event.noun
            && event.host == event.head
            && case_of(self.sentence.tree, event.head)
                .iter()
                .any(|case| apart.contains(case))
    }

    /// "Otto went to Rome in May 962. He asked for a crown": a deed told in the simple past, by one who is in the scene,
    /// is of about the same time.
    pub(super) fn of_scene(&self, event: &Event, assertion: &Assertion) -> Option<When> {
        let tree = self.sentence.tree;
        let scene = self.sentence.scene.as_ref()?;
        // "His advice was to wait": the copula tells when.
        let said = |noun: usize| {
            let token = tree.token(noun);
            let predicate = token.head.filter(|_| token.relation.is("nsubj"))?;
            tree.children_by(predicate, "cop").next().map(|_| predicate)
        };
        let mut main = said(event.host).unwrap_or(event.host);
        let teller = main;
        while tree.token(main).relation.is("conj") {
            main = tree.token(main).head?;
        }
        let moves = tense::moves_on(tree, self.lexicon);
        let tells = tree.token(main).head.is_none()
            && tense::is_simple_past(tree, teller)
            && assertion.modality == Modality::Actual
            && assertion.voice == Attribution::Author;
        let present = |entity: usize| {
            let all = self.resolver.entities();
            let of = |one: usize, whole: &str| {
                let compared = all.compare(&all.all()[one].id, whole, None);
                matches!(compared, Comparison::Same | Comparison::Narrower)
            };
            // "He went to Rome. Scipio refused": whose land it is may be there, too.
            let stands = |&there: &usize| {
                let place = &all.all()[there];
                let mut owners = place.acts_for.iter();
                // "Scipio arrived and met Laelius. Cato asked ...": those of one side are about at the same time.
                let many = matches!(place.kind, EntityKind::Place | EntityKind::Person);
                let side = all.all()[entity].kind == EntityKind::Person;
                of(entity, &place.id) || many && side && owners.any(|link| of(entity, &link.to))
            };
            scene.entities.iter().any(stands)
        };
        let known = assertion
            .fillers(Role::Agent)
            .any(|filler| filler.entity.is_some_and(present));
        (self.sentence.dates.is_empty() && tells && known && !moves).then(|| scene.when.clone())
    }
}
