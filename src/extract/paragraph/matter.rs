//! What a decision is about where the text leaves it out: "Kim asked to be allowed to attack. Stalin agreed." The matter
//! is the last one that was asked for, planned or undertaken in the paragraph. And whose decision it is: "Kim asked Stalin
//! and was turned down."

use super::Paragraph;
use crate::extract::assertion::{Assertion, Filler};
use crate::frame::{KindTable, Role};
use crate::span::Span;

/// How many sentences back the matter may lie.
const REACH: usize = 4;
/// The class of what is planned.
const PLAN: &str = "plan";

/// Completes the decisions among `found[first..]`. On what was asked of somebody, of whom nobody is said to decide, decides
/// the one who was asked; he accuses nobody. Those without a topic are about the matter spoken of before them, or, failing
/// that, the undertaking that follows in their own sentence. Such a topic is a weak one where the paragraph tells of other
/// matters, too: it may agree, and accuses nobody.
pub(super) fn complete(paragraph: &Paragraph, found: &mut [Assertion], first: usize) {
    for index in first..found.len() {
        let matters = Matters {
            paragraph,
            kinds: paragraph.kinds,
            found,
            decision: &found[index],
            index,
        };
        let decider = matters.decider();
        let topic = matters.topic();
        let decision = &mut found[index];
        decision
            .roles
            .extend(decider.map(|decider| (Role::Agent, decider)));
        if let Some(topic) = topic {
            decision.unresolved.retain(|(role, _)| *role != Role::Topic);
            decision.roles.push((Role::Topic, topic));
        }
    }
}

struct Matters<'a> {
    paragraph: &'a Paragraph<'a>,
    kinds: &'a KindTable,
    found: &'a [Assertion],
    decision: &'a Assertion,
    index: usize,
}

impl Matters<'_> {
    /// What the decision is about, where the text leaves it to the context.
    fn topic(&self) -> Option<Filler> {
        if !self.wanted() {
            return None;
        }
        match self.recall() {
            Some(filler) => Some(Filler {
                weak: !self.is_only(&filler),
                ..filler
            }),
            None => self.other(),
        }
    }

    fn wanted(&self) -> bool {
        let pronoun = self.kinds.about(self.decision.kind)
            && (self.decision.unresolved.iter()).any(|(role, _)| *role == Role::Topic);
        (pronoun || self.kinds.recalls(self.decision.kind))
            && !self.decision.elsewhere
            && self.decision.fillers(Role::Topic).next().is_none()
            && self
                .decision
                .left_open
                .iter()
                .all(|(role, _)| *role != Role::Topic)
    }

    /// What was told before the decision in its paragraph, the nearest first.
    fn before(&self) -> Vec<&Assertion> {
        let start = self.decision.trigger.start;
        let near = |assertion: &&Assertion| {
            assertion.trigger.end <= start
                && self.paragraph.is_near(assertion, self.decision, REACH)
        };
        let mut before: Vec<&Assertion> = self.found.iter().filter(near).collect();
        before.sort_by_key(|assertion| std::cmp::Reverse(assertion.trigger.start));
        before
    }

    /// Whoever was asked for what this decides on: the decision is said to be on that request, or toward him who made it.
    fn decider(&self) -> Option<Filler> {
        let decision = self.decision;
        let silent = |assertion: &Assertion, role: Role| {
            assertion.fillers(role).next().is_none()
                && assertion.unresolved.iter().all(|(open, _)| *open != role)
                && assertion.left_open.iter().all(|(open, _)| *open != role)
        };
        if !self.kinds.recalls(decision.kind)
            || decision.elsewhere
            || !silent(decision, Role::Agent)
        {
            return None;
        }
        let before = self.before();
        let request = before.into_iter().find(|one| self.kinds.put_to(one.kind))?;
        let who = |assertion: &Assertion, role: Role| -> Vec<usize> {
            assertion
                .fillers(role)
                .filter_map(|one| one.entity)
                .collect()
        };
        let [asked] = who(request, Role::Recipient)[..] else {
            return None;
        };
        let asking = who(request, Role::Agent);
        let toward = who(decision, Role::Recipient);
        let on = self.position(request);
        let on_it = decision
            .fillers(Role::Topic)
            .any(|topic| topic.event.is_some() && topic.event == on);
        let answers = |filler: &Filler| {
            let reply = |lemma: &String| self.paragraph.lexicon.voice.news.contains(lemma);
            filler.lemma.as_ref().is_some_and(reply)
        };
        // "The answer was no."
        let replied = decision.roles.iter().any(|(_, filler)| answers(filler))
            && decision.sentence <= request.sentence + 1;
        let toward_him = !toward.is_empty() && toward.iter().all(|one| asking.contains(one));
        let filler = request.fillers(Role::Recipient).next()?;
        let itself = toward.contains(&asked);
        (!itself && (on_it || toward_him || replied)).then(|| carried(filler.clone(), filler.words))
    }

    fn recall(&self) -> Option<Filler> {
        let before = self.before();
        let recalled = before.into_iter().find_map(|earlier| self.matter(earlier));
        recalled.unwrap_or_else(|| self.following().or_else(|| self.plan_ahead()))
    }

    /// What was asked for last, where that is no matter of an undertaking: tanks, or help with the harvest.
    fn other(&self) -> Option<Filler> {
        let before = self.before();
        let last = before
            .into_iter()
            .find(|earlier| self.kinds.put_to(earlier.kind) || self.matter(earlier).is_some())?;
        let near = last.sentence + 1 >= self.decision.sentence;
        let asked = near && self.kinds.put_to(last.kind);
        let topic = last.fillers(Role::Topic).next().filter(|_| asked)?;
        let decision = topic
            .event
            .and_then(|at| self.found.get(at))
            .is_some_and(|event| self.kinds.recalls(event.kind));
        // A clause that was not understood may be anything.
        let noun = topic.lemma.is_some();
        let other = noun && !decision && self.matter(last) == Some(None);
        other.then(|| Filler {
            event: None,
            ..carried(topic.clone(), topic.words)
        })
    }

    /// What `earlier` was about: `None` where it is about nothing, `Some(None)` where that is no matter to decide on.
    fn matter(&self, earlier: &Assertion) -> Option<Option<Filler>> {
        if self.kinds.undertaking(earlier.kind) && !earlier.elsewhere {
            return Some(self.deed(self.position(earlier)?));
        }
        if !self.kinds.brings_up(earlier.kind) {
            return None;
        }
        let topic = earlier.fillers(Role::Topic).next()?;
        // Whoever asks for a word on it has not changed the subject.
        let reply = |lemma: &String| self.paragraph.lexicon.voice.news.contains(lemma);
        if topic.entity.is_none() && topic.lemma.as_ref().is_some_and(reply) {
            return None;
        }
        let plan = self.is_plan(topic);
        match topic.event {
            Some(event) => Some(self.undertaking(event, 0)),
            None if plan => Some(Some(carried(topic.clone(), topic.words))),
            None => Some(None),
        }
    }

    /// The undertaking in the same sentence after the decision, if there is just one.
    fn following(&self) -> Option<Filler> {
        let mut after = self.found.iter().enumerate().filter(|(_, assertion)| {
            assertion.sentence == self.decision.sentence
                && assertion.trigger.start >= self.decision.trigger.end
                && self.kinds.undertaking(assertion.kind)
        });
        let (at, one) = after.next()?;
        after
            .all(|(_, other)| other.trigger == one.trigger)
            .then(|| self.deed(at))
            .flatten()
    }

    /// Whether nothing else was undertaken, asked for or decided in reach than the deed that the filler is.
    fn is_only(&self, filler: &Filler) -> bool {
        let Some(deed) = filler.event.and_then(|at| self.found.get(at)) else {
            return false;
        };
        let before = self.before();
        let mut others = before.iter().filter(|one| self.kinds.undertaking(one.kind));
        let alike = |one: &&Assertion| self.kinds.is_a(one.kind, deed.kind) && !one.elsewhere;
        let same = others.all(alike);
        same && before.iter().any(|one| one.trigger == deed.trigger)
    }

    /// "agreed, but without X's consent the undertaking was to be put off": the plan that the sentence goes on about.
    fn plan_ahead(&self) -> Option<Filler> {
        let ahead = self.found.iter().filter(|assertion| {
            assertion.sentence == self.decision.sentence
                && assertion.trigger.start >= self.decision.trigger.end
        });
        ahead
            .flat_map(|assertion| assertion.fillers(Role::Topic))
            .find(|topic| self.is_plan(topic))
            .map(|topic| carried(topic.clone(), topic.words))
    }

    fn is_plan(&self, topic: &Filler) -> bool {
        let words = self.paragraph.document.text.get(topic.words.range());
        let last = words.and_then(|words| words.rsplit(' ').next());
        let called = last.is_some_and(|word| {
            let concepts = self.paragraph.lexicon.concepts(&word.to_lowercase());
            concepts.iter().any(|concept| concept == PLAN)
        });
        topic.concept.as_deref() == Some(PLAN) || topic.entity.is_some() && called
    }

    fn position(&self, assertion: &Assertion) -> Option<usize> {
        self.found
            .iter()
            .position(|other| std::ptr::eq(other, assertion))
    }

    /// The deed at the bottom of a request to be allowed to plan it.
    fn undertaking(&self, at: usize, depth: usize) -> Option<Filler> {
        let event = self.found.get(at)?;
        if !self.kinds.about(event.kind) {
            return self.deed(at);
        }
        let inner = event
            .fillers(Role::Topic)
            .find_map(|topic| topic.event)
            .filter(|_| depth < 3)?;
        self.undertaking(inner, depth + 1)
    }

    fn deed(&self, at: usize) -> Option<Filler> {
        let event = self.found.get(at).filter(|_| at != self.index)?;
        let filler = Filler {
            event: Some(at),
            ..Filler::default()
        };
        Some(carried(filler, event.trigger))
    }
}

fn carried(filler: Filler, words: Span) -> Filler {
    Filler {
        words,
        resolved: true,
        weak: true,
        ..filler
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn topic(text: &str, trigger: &str) -> Option<String> {
        let read = read(text);
        let decision = read.one(trigger);
        decision
            .fillers(Role::Topic)
            .next()
            .map(|filler| text[filler.words.range()].to_owned())
    }

    #[test]
    fn a_decision_is_about_what_was_asked() {
        let asked = "Hannibal asked Carthage for leave to attack Saguntum. Carthage agreed.";
        assert_eq!(topic(asked, "agreed").as_deref(), Some("attack"));
        let refused = "Hannibal wanted to invade Roman lands, but in the end Carthage refused.";
        assert_eq!(topic(refused, "refused").as_deref(), Some("invade"));
    }

    #[test]
    fn a_decision_is_about_the_undertaking_just_told() {
        let told = "Rome attacked Carthage that year. Scipio had given his approval.";
        assert_eq!(topic(told, "approval").as_deref(), Some("attacked"));
    }

    #[test]
    fn another_matter_in_between_is_no_licence() {
        let loan =
            "Hannibal had planned to attack Rome. He asked Carthage for a loan. Carthage agreed.";
        assert_eq!(topic(loan, "agreed").as_deref(), Some("a loan"));
    }

    #[test]
    fn whoever_asks_for_a_word_on_it_has_not_changed_the_subject() {
        let word = "Hannibal asked for leave to attack Rome. Scipio asked Carthage for a word on it. Carthage agreed.";
        assert_eq!(topic(word, "agreed").as_deref(), Some("attack"));
    }

    #[test]
    fn a_decision_is_about_the_plan_that_its_sentence_goes_on_about() {
        let told = "Carthage agreed, but the plan was to be postponed.";
        assert_eq!(topic(told, "agreed").as_deref(), Some("the plan"));
    }

    #[test]
    fn another_paragraph_is_another_matter() {
        let far = "Hannibal planned to attack Rome.\n\nCarthage agreed.";
        assert_eq!(topic(far, "agreed"), None);
    }

    #[test]
    fn what_was_carried_is_weak_among_other_matters() {
        let weak = |text: &str| {
            let read = read(text);
            let agreed = read.one("agreed");
            agreed.fillers(Role::Topic).all(|filler| filler.weak)
        };
        let lone = "Hannibal asked Carthage for leave to attack Saguntum. Carthage agreed.";
        assert!(!weak(lone));
        let among = "Rome had occupied Gaul. Hannibal asked Carthage for leave to attack Saguntum. Carthage agreed.";
        assert!(weak(among));
    }

    #[test]
    fn whoever_was_asked_decides() {
        let decider = |text: &str, trigger: &str| {
            let read = read(text);
            let decision = read.one(trigger);
            let agent = decision.fillers(Role::Agent).next();
            agent.map(|filler| text[filler.words.range()].to_owned())
        };
        let asked = "Hannibal asked Carthage for leave to attack Saguntum and was turned down.";
        assert_eq!(decider(asked, "turned").as_deref(), Some("Carthage"));
        let another =
            "Hannibal asked Carthage for leave to attack Saguntum. Scipio was turned down.";
        assert_eq!(decider(another, "turned"), None);
    }
}
