//! What follows from the assertions of a sentence without being one of its events.

use super::assertion::{Assertion, Attribution, Filler, Modality, Polarity, When};
use super::attributed::{teller, told};
use super::clause::case_of;
use super::lexicon::Lexicon;
use super::names::Names;
use super::putting::negated;

use crate::frame::{EventKind, Grain, Interval, KindTable, Role};
use crate::language::tree::Tree;
use crate::span::Span;

/// How many governors above an attack are looked at for the war that answers it.
const REACH: usize = 4;

/// One sentence and its words.
pub struct Derivation<'a> {
    /// The tree.
    pub tree: &'a Tree,
    /// The words of the language.
    pub lexicon: &'a Lexicon,
    /// Names by token.
    pub names: &'a Names<'a>,
    /// The run's kinds.
    pub kinds: &'a KindTable,
    /// The dates in it.
    pub dates: &'a [(Span, Option<When>)],
    /// Index of the sentence in the document.
    pub sentence: usize,
}

impl Derivation<'_> {
    /// Adds what follows from `assertions`.
    pub fn extend(&self, assertions: &mut Vec<Assertion>) {
        treaties(assertions);
        self.same_place(assertions);
        let mut found = Vec::new();
        for assertion in assertions.iter().filter(|one| !one.loose) {
            found.extend(self.phases(assertion));
            self.denied_topic(assertion, assertions, &mut found);
            found.extend(self.answered_attack(assertion));
            found.extend(self.begun_by_attack(assertion, assertions));
            found.extend(self.own_work(assertion));
            found.extend(self.let_pass(assertion));
            found.extend(self.skirmishes(assertion));
            found.extend(self.with_proviso(assertion, assertions));
            found.extend(self.posed_condition(assertion, assertions));
            found.extend(self.not_permitted(assertion, assertions));
            found.extend(self.charge(assertion, assertions));
            found.extend(self.attributed(assertion, assertions));
            found.extend(self.deed_of_planner(assertion, assertions));
            found.extend(self.spoken_by_document(assertion, assertions));
            found.extend(self.word_given(assertion, assertions));
            found.extend(self.told_by_letter(assertion));
            found.extend(self.held_in(assertion));
            self.no_part(assertion, assertions, &mut found);
            self.found_guilty(assertion, assertions, &mut found);
        }
        assertions.extend(found);
    }

    /// "The war lasted from 25 June 1950 to 27 July 1953" says when it began and when it ended.
    fn phases(&self, lasting: &Assertion) -> Vec<Assertion> {
        let Some(when) = lasting
            .time
            .as_ref()
            .filter(|when| when.interval.is_bounded() && when.interval.single_day().is_none())
        else {
            return Vec::new();
        };
        // "There was fighting in 1219" tells of no war that began or ended then.
        if lasting.fillers(Role::Patient).next().is_none() {
            return Vec::new();
        }
        let (begins, ends) = self.kinds.phases(lasting.kind);
        let days = [
            (begins, when.interval.earliest),
            (ends, when.interval.latest),
        ];
        days.into_iter()
            .filter_map(|(kind, day)| {
                let interval = match when.interval.grain {
                    Grain::Day => Interval::day(day),
                    Grain::Month => Interval::month(day.year(), day.month())?,
                    _ => Interval::year(day.year())?,
                };
                let time = When {
                    interval,
                    ..when.clone()
                };
                // Nothing is said about who began it: of the participants only the war itself stays.
                let roles = lasting
                    .roles
                    .iter()
                    .filter(|(role, _)| *role == Role::Patient)
                    .cloned();
                Some(Assertion {
                    kind: kind?,
                    time: Some(time),
                    roles: roles.collect(),
                    ..lasting.clone()
                })
            })
            .collect()
    }

    /// "He told them not to attack" refuses the attack.
    fn denied_topic(&self, assertion: &Assertion, all: &[Assertion], found: &mut Vec<Assertion>) {
        let Some(kind) = self.kinds.with_topic_denied(assertion.kind) else {
            return;
        };
        // "told them that he had not known" reports; only what is still to be done can be advised against.
        let withheld = assertion.fillers(Role::Topic).find_map(|topic| {
            let event = all.get(topic.event?)?;
            event.withheld().then_some((topic.words, event))
        });
        let Some((words, event)) = withheld.filter(|_| assertion.polarity == Polarity::Positive)
        else {
            return;
        };
        let deed = all.len() + found.len();
        found.push(Assertion {
            polarity: Polarity::Positive,
            ..event.clone()
        });
        let mut refusal = of_kind(assertion, kind);
        for (role, filler) in &mut refusal.roles {
            if *role == Role::Topic && filler.words == words {
                filler.event = Some(deed);
            }
        }
        found.push(refusal);
    }

    /// "There was fighting along the line, and many of these battles were begun by X": they were fought there.
    fn same_place(&self, all: &mut [Assertion]) {
        let mut found: Vec<(usize, Vec<(Role, Filler)>)> = Vec::new();
        for (at, one) in all.iter().enumerate() {
            let pointed = all.iter().find(|deed| {
                let within = |filler: &Filler| {
                    filler.words.start <= deed.trigger.start
                        && deed.trigger.end <= filler.words.end
                        && deed.trigger != one.trigger
                };
                one.roles.iter().any(|(_, filler)| within(filler)) && self.points_back(deed)
            });
            let Some(deed) = pointed.filter(|_| one.fillers(Role::Place).next().is_none()) else {
                continue;
            };
            let before = all
                .iter()
                .rev()
                .find(|other| other.kind == deed.kind && other.trigger.end <= deed.trigger.start);
            let places = before
                .into_iter()
                .flat_map(|other| other.fillers(Role::Place));
            let carried = |filler: &Filler| Filler {
                weak: true,
                resolved: true,
                ..filler.clone()
            };
            found.push((
                at,
                places.map(|place| (Role::Place, carried(place))).collect(),
            ));
        }
        for (at, places) in found {
            all[at].roles.extend(places);
        }
    }

    /// Whether a demonstrative stands before the noun of the event ("these battles").
    fn points_back(&self, deed: &Assertion) -> bool {
        let demonstratives = &self.lexicon.voice.verdict.demonstratives;
        self.head_of(deed).is_some_and(|head| {
            let mut determiners = self.tree.children_by(head, "det");
            determiners.any(|det| demonstratives.contains(&*self.tree.token(det).lower()))
        })
    }

    /// "crossed the line again and again": there were clashes along it.
    fn skirmishes(&self, attack: &Assertion) -> Option<Assertion> {
        let cues = &self.lexicon.cues.skirmish;
        let (deed, kind) = (self.kinds.get(&cues.deed)?, self.kinds.get(&cues.kind)?);
        let plain = attack.polarity == Polarity::Positive && attack.modality == Modality::Actual;
        let line = |filler: &Filler| filler.concept.as_ref() == Some(&cues.concept);
        if !plain || !self.kinds.is_a(attack.kind, deed) || !attack.fillers(Role::Place).any(line) {
            return None;
        }
        let head = self.head_of(attack)?;
        let below: Vec<String> = (self.tree.subtree(head).into_iter())
            .map(|at| self.tree.token(at).form.to_lowercase())
            .collect();
        let told = format!(" {} ", below.join(" "));
        let mut often = cues.repeatedly.iter();
        often
            .any(|words| told.contains(&format!(" {words} ")))
            .then(|| Assertion {
                inferred: true,
                ..of_kind(attack, kind)
            })
    }

    /// "raised no objection": so they consented, unless a "but" takes it back.
    fn let_pass(&self, assertion: &Assertion) -> Option<Assertion> {
        let kind = self.kinds.when_denied(assertion.kind)?;
        let passed = assertion.polarity == Polarity::Negative
            && assertion.modality == Modality::Actual
            && assertion.fillers(Role::Agent).next().is_some()
            && !self.is_taken_back(assertion);
        passed.then(|| Assertion {
            polarity: Polarity::Positive,
            inferred: true,
            ..of_kind(assertion, kind)
        })
    }

    /// "says that X attacked": an accusation of X.
    fn charge(&self, deed: &Assertion, all: &[Assertion]) -> Option<Assertion> {
        let cues = &self.lexicon.cues.accusation;
        let kind = self.kinds.get(&cues.kind)?;
        let Attribution::Speaker(speaker) = &deed.voice else {
            return None;
        };
        let entity = speaker.entity?;
        let charged = cues
            .deeds
            .iter()
            .filter_map(|name| self.kinds.get(name))
            .any(|known| self.kinds.is_a(deed.kind, known));
        let plain = deed.polarity == Polarity::Positive && deed.modality == Modality::Actual;
        let others: Vec<(Role, Filler)> = deed
            .fillers(Role::Agent)
            .filter(|doer| {
                doer.entity
                    .is_some_and(|doer| self.names.entities().are_apart(entity, doer))
            })
            .map(|doer| (Role::Patient, doer.clone()))
            .collect();
        if !charged || !plain || others.is_empty() {
            return None;
        }
        let topic = told(deed, all);
        let roles = [(Role::Agent, teller(speaker))].into_iter().chain(others);
        // He accuses when he says it.
        let said = all.iter().find(|saying| {
            let told = |filler: &Filler| {
                let content = filler.event.and_then(|at| all.get(at));
                content.is_some_and(|content| std::ptr::eq(content, deed))
            };
            saying
                .fillers(Role::Agent)
                .any(|one| one.entity == Some(entity) || one.words == speaker.words)
                && saying.fillers(Role::Topic).any(told)
        });
        // "did not say that X attacked": nobody is accused.
        let unsaid = said.and_then(|saying| self.head_of(saying));
        if unsaid.is_some_and(|verb| negated(self.tree, self.lexicon, self.names, verb)) {
            return None;
        }
        let put = said.map_or_else(
            || Assertion::bare(deed.sentence, kind, speaker.words),
            |saying| of_kind(saying, kind),
        );
        Some(Assertion {
            time: said.and_then(|saying| saying.time.clone()),
            polarity: put.polarity,
            modality: put.modality,
            voice: put.voice,
            roles: roles.chain([(Role::Topic, topic)]).collect(),
            inferred: true,
            margin: deed.least_margin(),
            narrative_time: deed.narrative_time,
            tells_which: deed.tells_which,
            of_today: (all.iter()).any(|saying| {
                saying.of_today
                    && saying
                        .fillers(Role::Agent)
                        .any(|one| one.entity == Some(entity))
            }),
            ..Assertion::bare(deed.sentence, kind, speaker.words)
        })
    }

    /// "had no objection in principle but thought it too early".
    fn is_taken_back(&self, assertion: &Assertion) -> bool {
        let adversative = &self.lexicon.voice.adversative;
        let Some(head) = self.head_of(assertion) else {
            return true;
        };
        let above = std::iter::once(head).chain(self.tree.ancestors(head));
        above.take(REACH).any(|at| {
            let joined = self.tree.children_by(at, "conj");
            joined
                .flat_map(|other| self.tree.children_by(other, "cc"))
                .any(|cc| adversative.contains(&self.tree.token(cc).form.to_lowercase()))
        })
    }

    pub(super) fn head_of(&self, assertion: &Assertion) -> Option<usize> {
        (0..self.tree.len()).find(|&at| self.tree.token(at).span == assertion.trigger)
    }

    /// "the attack of 3 May, planned by X": where nobody else is named, X attacked.
    fn deed_of_planner(&self, plan: &Assertion, all: &[Assertion]) -> Option<Assertion> {
        let plain = |one: &Assertion| {
            one.polarity == Polarity::Positive && one.modality == Modality::Actual
        };
        if !self.kinds.does_topic(plan.kind) || !plain(plan) {
            return None;
        }
        let deed = plan
            .fillers(Role::Topic)
            .find_map(|topic| all.get(topic.event?))?;
        let nobody = deed.fillers(Role::Agent).next().is_none()
            && deed
                .unresolved
                .iter()
                .chain(&deed.left_open)
                .all(|(role, _)| *role != Role::Agent);
        if !nobody || !plain(deed) {
            return None;
        }
        let doers = plan.fillers(Role::Agent).map(|doer| {
            let doer = Filler {
                weak: true,
                resolved: true,
                ..doer.clone()
            };
            (Role::Agent, doer)
        });
        let roles: Vec<(Role, Filler)> = doers.chain(deed.roles.iter().cloned()).collect();
        // Without a day it may be another deed than the one that he planned.
        (roles.len() > deed.roles.len()).then(|| Assertion {
            roles,
            inferred: true,
            loose: deed.time.is_none(),
            ..deed.clone()
        })
    }

    /// "They adopted a resolution that condemned the attack": so they condemned it.
    fn spoken_by_document(&self, deed: &Assertion, all: &[Assertion]) -> Option<Assertion> {
        let cues = &self.lexicon.cues.speaking;
        let document = deed
            .fillers(Role::Agent)
            .find(|filler| filler.concept.as_ref() == Some(&cues.concept))?;
        let made = |act: &&Assertion| {
            let kind = self.kinds.name(act.kind);
            cues.acts.iter().any(|name| name == kind)
                && act
                    .roles
                    .iter()
                    .any(|(role, filler)| *role != Role::Agent && filler.words == document.words)
        };
        let act = all.iter().find(made)?;
        let makers: Vec<(Role, Filler)> = act
            .fillers(Role::Agent)
            .map(|maker| (Role::Agent, maker.clone()))
            .collect();
        if makers.is_empty() {
            return None;
        }
        let others = deed.roles.iter().filter(|(role, _)| *role != Role::Agent);
        Some(Assertion {
            roles: makers.into_iter().chain(others.cloned()).collect(),
            time: deed.time.clone().or_else(|| act.time.clone()),
            ..deed.clone()
        })
    }

    /// "Their war against the invasion of X", "a fight to guard the land from the aggression of X": the war answered an
    /// attack, so X is said to have begun it.
    fn answered_attack(&self, attack: &Assertion) -> Option<Assertion> {
        let cues = &self.lexicon.cues.answering;
        let kind = self.kinds.get(&cues.begins)?;
        let answered = self.kinds.get(&cues.attack)?;
        let plain = attack.polarity == Polarity::Positive && attack.modality == Modality::Actual;
        if !plain || !self.kinds.is_a(attack.kind, answered) {
            return None;
        }
        let head = self.head_of(attack)?;
        let against = case_of(self.tree, head)
            .iter()
            .any(|case| cues.prepositions.contains(case));
        let war = against.then(|| self.war_above(head)).flatten()?;
        let doers = attack
            .roles
            .iter()
            .filter(|(role, _)| *role == Role::Agent)
            .cloned();
        let mut roles: Vec<(Role, Filler)> = doers.collect();
        if roles.is_empty() {
            return None;
        }
        roles.push((Role::Patient, war));
        Some(Assertion {
            roles,
            unresolved: Vec::new(),
            inferred: true,
            ..of_kind(attack, kind)
        })
    }

    /// "An invasion by X set off the war": X began it.
    fn begun_by_attack(&self, start: &Assertion, all: &[Assertion]) -> Option<Assertion> {
        let cues = &self.lexicon.cues.answering;
        let (begins, attack) = (self.kinds.get(&cues.begins)?, self.kinds.get(&cues.attack)?);
        if start.kind != begins {
            return None;
        }
        let attacks = start
            .fillers(Role::Agent)
            .filter(|doer| doer.entity.is_none())
            .filter_map(|doer| all.get(doer.event?))
            .filter(|event| self.kinds.is_a(event.kind, attack));
        let doers: Vec<(Role, Filler)> = attacks
            .flat_map(|event| event.fillers(Role::Agent))
            .map(|doer| (Role::Agent, doer.clone()))
            .collect();
        let others = start.roles.iter().filter(|(role, _)| *role != Role::Agent);
        (!doers.is_empty()).then(|| Assertion {
            roles: doers.into_iter().chain(others.cloned()).collect(),
            ..start.clone()
        })
    }

    /// "In 1952 Stone asked in his *Hidden History* whether ...": the book was out by then.
    fn own_work(&self, saying: &Assertion) -> Option<Assertion> {
        let cues = &self.lexicon.cues.writing;
        let kind = self.kinds.get(&cues.kind)?;
        let verb = self.head_of(saying)?;
        let speech = self
            .lexicon
            .cues
            .speech(&self.tree.token(verb).lemma)
            .is_some();
        let plain = saying.polarity == Polarity::Positive && saying.modality == Modality::Actual;
        let author = saying.fillers(Role::Agent).next()?.clone();
        let work = self.tree.children_by(verb, "obl").find(|&at| {
            let own = |&child: &usize| self.tree.token(child).relation.as_str() == "nmod:poss";
            self.names.is_document(at)
                && self.tree.children(at).iter().any(own)
                && case_of(self.tree, at)
                    .iter()
                    .any(|case| cues.prepositions.contains(case))
        })?;
        let name = self.names.name_at(work)?;
        let work = Filler {
            words: name.span,
            entity: Some(name.entity),
            ..Filler::default()
        };
        let asks = saying.kind != kind && (speech || self.kinds.about(saying.kind));
        (plain && asks && saying.time.is_some()).then(|| Assertion {
            roles: vec![(Role::Agent, author), (Role::Patient, work)],
            inferred: true,
            ..of_kind(saying, kind)
        })
    }

    /// The named war that is above `at`, or that is an argument of a predicate above it.
    fn war_above(&self, at: usize) -> Option<Filler> {
        self.tree.ancestors(at).take(REACH).find_map(|above| {
            let arguments = self
                .tree
                .children_by(above, "obj")
                .chain(self.tree.children_by(above, "nsubj"));
            std::iter::once(above)
                .chain(arguments)
                .find_map(|token| self.war(token))
        })
    }

    fn war(&self, at: usize) -> Option<Filler> {
        let name = self.names.name_at(at)?;
        let concept = &self.lexicon.cues.answering.concept;
        self.names.concepts(at).contains(concept).then(|| Filler {
            words: name.span,
            entity: Some(name.entity),
            ..Filler::default()
        })
    }
}

fn of_kind(assertion: &Assertion, kind: EventKind) -> Assertion {
    Assertion {
        kind,
        ..assertion.clone()
    }
}

/// "The war was ended by a treaty": the treaty is about that war.
fn treaties(assertions: &mut [Assertion]) {
    let is = |filler: &Filler, concept: &str| filler.concept.as_deref() == Some(concept);
    for at in 0..assertions.len() {
        let ended = &assertions[at];
        let elsewhere = ended.elsewhere;
        let war = ended.fillers(Role::Patient).find(|one| is(one, "war"));
        let papers = (ended.fillers(Role::Agent)).chain(ended.fillers(Role::Instrument));
        let paper = papers
            .filter(|one| is(one, "agreement"))
            .find_map(|one| one.event);
        if let Some((war, paper)) = war.cloned().zip(paper)
            && paper != at
            && let Some(signed) = assertions.get_mut(paper)
            && signed.fillers(Role::Patient).next().is_none()
        {
            signed.roles.push((Role::Patient, war));
            signed.elsewhere |= elsewhere;
        }
    }
}
