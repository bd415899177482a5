//! What is done by a paper: whoever writes a letter says what it says, and whoever finds somebody guilty of a deed finds
//! that he did it.

use super::assertion::{Assertion, Attribution, Filler, Modality, Polarity, Speaker, When};
use super::clause::case_of;
use super::derive::Derivation;
use super::putting::negated;
use crate::frame::{EventKind, Role};
use crate::span::Span;

/// A letter that is made to speak: whose it is, to whom it went, and when it was written.
struct Letter {
    roles: Vec<(Role, Filler)>,
    time: Option<When>,
}

impl Derivation<'_> {
    /// "Scipio's note to Cato of 3 May says that Rome fell": Scipio told Cato so on that day.
    pub(super) fn told_by_letter(&self, saying: &Assertion) -> Vec<Assertion> {
        let cues = &self.lexicon.cues.letters;
        let plain = saying.polarity == Polarity::Positive && saying.modality == Modality::Actual;
        let Some(letter) = self.letter(saying).filter(|_| plain) else {
            return Vec::new();
        };
        let said = saying.roles.iter().filter(|(role, _)| *role == Role::Topic);
        let roles: Vec<(Role, Filler)> = letter.roles.into_iter().chain(said.cloned()).collect();
        let kinds = cues.kinds.iter().filter_map(|name| self.kinds.get(name));
        kinds
            .filter(|kind| *kind != saying.kind)
            .map(|kind| Assertion {
                kind,
                roles: roles.clone(),
                time: saying.time.clone().or_else(|| letter.time.clone()),
                unresolved: Vec::new(),
                inferred: true,
                ..saying.clone()
            })
            .collect()
    }

    fn letter(&self, saying: &Assertion) -> Option<Letter> {
        let cues = &self.lexicon.cues.letters;
        let verb = self.head_of(saying)?;
        if negated(self.tree, self.lexicon, self.names, verb) {
            return None;
        }
        let speaks = self
            .lexicon
            .cues
            .speech(&self.tree.token(verb).lemma)
            .is_some();
        let paper = self.tree.children_by(verb, "nsubj").find(|&at| {
            let lemma = self.tree.token(at).lemma.to_lowercase();
            at < verb && cues.papers.contains(&lemma)
        });
        let paper = paper.filter(|_| speaks)?;
        let children = || self.tree.children(paper).iter().copied();
        let named = |at: usize| {
            let name = self.names.name_at(at)?;
            Some(Filler {
                words: name.span,
                entity: Some(name.entity),
                resolved: !name.certain,
                ..Filler::default()
            })
        };
        let owner = children().find(|&at| self.tree.token(at).relation.as_str() == "nmod:poss")?;
        let mut roles = vec![(Role::Agent, named(owner)?)];
        let receiver = children().find(|&at| {
            let case = case_of(self.tree, at);
            case.iter().any(|case| cues.addressing.contains(case))
        });
        roles.extend(receiver.and_then(named).map(|one| (Role::Recipient, one)));
        let below = self.tree.subtree(paper);
        let dated = |span: &Span| {
            below
                .iter()
                .any(|&at| self.tree.token(at).span == *span && at > paper)
        };
        let date = self.dates.iter().find(|(span, _)| dated(span));
        Some(Letter {
            roles,
            time: date.and_then(|(_, when)| when.clone()),
        })
    }

    /// "found Carthage guilty of the massacre": found that Carthage had committed it. The deed, and what was found.
    pub(super) fn found_guilty(
        &self,
        verdict: &Assertion,
        all: &[Assertion],
        found: &mut Vec<Assertion>,
    ) {
        let cues = &self.lexicon.cues.conviction;
        let kind = |name: &String| self.kinds.get(name);
        let (Some(convicts), Some(commits)) = (kind(&cues.kind), kind(&cues.deed)) else {
            return;
        };
        if !self.kinds.is_a(verdict.kind, convicts) || self.found_not_guilty(verdict) {
            return;
        }
        let doers = verdict.fillers(Role::Patient);
        let doers: Vec<(Role, Filler)> = doers.map(|one| (Role::Agent, one.clone())).collect();
        let (Some(court), Some(topic)) = (
            verdict.fillers(Role::Agent).next(),
            verdict.fillers(Role::Topic).next(),
        ) else {
            return;
        };
        // "guilty of the massacre": of which the guilt is.
        let guilt = topic.event.and_then(|at| all.get(at));
        let guilt = guilt.filter(|event| kind(&cues.guilt) == Some(event.kind));
        let topic = guilt
            .and_then(|event| event.fillers(Role::Topic).next())
            .unwrap_or(topic);
        if doers.is_empty() || topic.entity.is_none() && topic.event.is_none() {
            return;
        }
        let deed = self.deed(topic, commits, doers, all);
        let deed = Assertion {
            voice: Attribution::Speaker(Speaker {
                words: court.words,
                entity: court.entity,
            }),
            polarity: Polarity::Positive,
            modality: Modality::Actual,
            inferred: true,
            margin: verdict.margin,
            narrative_time: verdict.narrative_time,
            tells_which: verdict.tells_which,
            ..deed
        };
        let at = all.len() + found.len();
        let said = Filler {
            words: topic.words,
            event: Some(at),
            ..Filler::default()
        };
        found.push(deed);
        let rest = verdict
            .roles
            .iter()
            .filter(|(role, _)| *role == Role::Agent);
        let roles: Vec<(Role, Filler)> = rest.cloned().chain([(Role::Topic, said)]).collect();
        found.extend(cues.findings.iter().filter_map(kind).map(|kind| Assertion {
            kind,
            roles: roles.clone(),
            ..verdict.clone()
        }));
    }

    /// "found Carthage not guilty": a negation between the verb and the guilt.
    fn found_not_guilty(&self, verdict: &Assertion) -> bool {
        let form = |at: usize| self.tree.token(at).form.to_lowercase();
        let negators = &self.lexicon.cues.polarity.negators;
        self.head_of(verdict).is_some_and(|verb| {
            let guilt = |at: &usize| self.lexicon.cues.conviction.adjectives.contains(&form(*at));
            let guilt = (verb + 1..self.tree.len()).find(guilt);
            guilt.is_some_and(|guilt| (verb + 1..guilt).any(|at| negators.contains(&form(at))))
        })
    }

    /// The deed itself: one that the text tells, with its doers, or one that is committed.
    fn deed(
        &self,
        topic: &Filler,
        commits: EventKind,
        doers: Vec<(Role, Filler)>,
        all: &[Assertion],
    ) -> Assertion {
        let told = topic
            .event
            .and_then(|at| all.get(at))
            .filter(|_| topic.entity.is_none());
        match told {
            Some(event) => {
                let own = event.roles.iter().filter(|(role, _)| *role != Role::Agent);
                Assertion {
                    roles: doers.into_iter().chain(own.cloned()).collect(),
                    ..event.clone()
                }
            }
            None => Assertion {
                roles: doers
                    .into_iter()
                    .chain([(Role::Patient, topic.clone())])
                    .collect(),
                ..Assertion::bare(self.sentence, commits, topic.words)
            },
        }
    }
}
