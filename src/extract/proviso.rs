//! A decision with strings: "agreed on condition that Carthage agreed" asks for Carthage's consent, and "were not allowed to
//! cross" tells that they did not.

use super::assertion::{Assertion, Filler, Modality, Polarity};
use super::derive::Derivation;
use crate::frame::Role;

impl Derivation<'_> {
    /// "Rome approved the plan on condition that Carthage agreed to it": Rome asked for that.
    pub(super) fn with_proviso(
        &self,
        decision: &Assertion,
        all: &[Assertion],
    ) -> Option<Assertion> {
        let cues = &self.lexicon.cues.proviso;
        let kind = self.kinds.get(&cues.kind)?;
        let takes = decision.polarity == Polarity::Positive
            && decision.modality == Modality::Actual
            && self.is_decision(decision)
            && decision.fillers(Role::Agent).next().is_some();
        let condition = takes
            .then(|| all.iter().position(|other| self.depends(decision, other)))
            .flatten()?;
        let topic = Filler {
            words: all[condition].trigger,
            event: Some(condition),
            ..Filler::default()
        };
        let kept = |role: Role| role == Role::Agent || role == Role::Recipient;
        let roles = decision.roles.iter().filter(|(role, _)| kept(*role));
        Some(Assertion {
            kind,
            roles: roles.cloned().chain([(Role::Topic, topic)]).collect(),
            inferred: true,
            ..decision.clone()
        })
    }

    /// "He added a condition: the last word lay with Carthage": the decision behind the colon is what he asked for.
    pub(super) fn posed_condition(
        &self,
        posed: &Assertion,
        all: &[Assertion],
    ) -> Option<Assertion> {
        let cues = &self.lexicon.cues.proviso;
        let kind = self.kinds.get(&cues.kind)?;
        let verb = self.head_of(posed)?;
        let condition = |at: usize| {
            cues.nouns
                .contains(&self.tree.token(at).lemma.to_lowercase())
        };
        let object = self
            .tree
            .children_by(verb, "obj")
            .find(|&at| condition(at))?;
        let plain = posed.polarity == Polarity::Positive
            && posed.modality == Modality::Actual
            && posed.kind == kind
            && posed.fillers(Role::Topic).next().is_none()
            && cues
                .posing
                .contains(&self.tree.token(verb).lemma.to_lowercase());
        let next = self.tree.tokens().get(object + 1)?;
        let announced = plain && (next.form == ":" || next.lemma == "that");
        let behind =
            |other: &Assertion| self.is_decision(other) && other.trigger.start > next.span.start;
        // "the decision rested with Carthage": whose it is tells more than that it is one.
        let decided =
            |other: &Assertion| behind(other) && other.fillers(Role::Agent).next().is_some();
        let event = (all.iter().position(decided)).or_else(|| all.iter().position(behind));
        let topic = Filler {
            words: all[event.filter(|_| announced)?].trigger,
            event,
            ..Filler::default()
        };
        Some(Assertion {
            roles: (posed.roles.iter().cloned())
                .chain([(Role::Topic, topic)])
                .collect(),
            inferred: true,
            ..posed.clone()
        })
    }

    fn is_decision(&self, assertion: &Assertion) -> bool {
        let kinds = self.lexicon.cues.proviso.decisions.iter();
        kinds
            .filter_map(|name| self.kinds.get(name))
            .any(|kind| self.kinds.is_a(assertion.kind, kind))
    }

    /// Whether `decision` holds only with that of others.
    fn depends(&self, decision: &Assertion, other: &Assertion) -> bool {
        let cues = &self.lexicon.cues.proviso;
        let doer = |one: &Assertion| one.fillers(Role::Agent).find_map(|doer| doer.entity);
        let others = doer(other).is_some() && doer(other) != doer(decision);
        if !others || !self.is_decision(other) || other.trigger.start < decision.trigger.end {
            return false;
        }
        let between = (0..self.tree.len()).filter(|&at| {
            let token = self.tree.token(at);
            token.span.start >= decision.trigger.end && token.span.end <= other.trigger.start
        });
        let bound = between.clone().any(|at| {
            let token = self.tree.token(at);
            cues.nouns.contains(&token.lemma.to_lowercase()) || cues.marks.contains(&*token.lower())
        });
        // "without the consent of Carthage it was to be put off"
        let lacking = other.polarity == Polarity::Negative
            && between.into_iter().any(|at| {
                cues.lacking
                    .contains(&self.tree.token(at).lemma.to_lowercase())
            });
        bound && other.modality != Modality::Actual || lacking
    }

    /// "were not allowed to cross": they did not.
    pub(super) fn not_permitted(
        &self,
        permission: &Assertion,
        all: &[Assertion],
    ) -> Option<Assertion> {
        let head = self.head_of(permission)?;
        let lemma = self.tree.token(head).lemma.to_lowercase();
        let denied = permission.polarity == Polarity::Negative
            && permission.modality == Modality::Actual
            && self.lexicon.cues.polarity.permitting.contains(&lemma);
        let deed = permission
            .fillers(Role::Topic)
            .filter_map(|topic| all.get(topic.event?))
            .find(|deed| deed.polarity == Polarity::Positive && deed.modality == Modality::Intended)
            .filter(|_| denied)?;
        Some(Assertion {
            polarity: Polarity::Negative,
            modality: Modality::Actual,
            time: deed.time.clone().or_else(|| permission.time.clone()),
            voice: permission.voice.clone(),
            inferred: true,
            ..deed.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::extract::{Modality, Polarity};
    use crate::frame::{KindTable, Role};

    fn demands(text: &str) -> usize {
        let demand = KindTable::builtin().get("demand");
        let read = read(text);
        let all = read.every().iter();
        all.filter(|one| {
            Some(one.kind) == demand && one.inferred && one.fillers(Role::Topic).next().is_some()
        })
        .count()
    }

    #[test]
    fn whoever_agrees_on_a_condition_asks_for_it() {
        assert_eq!(
            demands("Hannibal approved the attack on condition that Rome agreed to it."),
            1
        );
        assert_eq!(
            demands(
                "Hannibal had agreed, but without Rome's consent the attack was to be put off."
            ),
            1
        );
        assert_eq!(
            demands("Hannibal approved the attack, and Rome agreed to it."),
            0
        );
    }

    #[test]
    fn who_is_not_allowed_to_does_not() {
        let read = read("Roman soldiers were not allowed to attack Carthage.");
        let denied = |one: &&crate::extract::Assertion| {
            one.polarity == Polarity::Negative && one.modality == Modality::Actual && one.inferred
        };
        assert_eq!(read.every().iter().filter(denied).count(), 1);
    }
}
