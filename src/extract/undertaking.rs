//! "He told Laelius that Carthage would pay": whoever speaks for a state and says what it will do gives its word.

use super::assertion::{Assertion, Attribution, Filler, Modality, Polarity};
use super::derive::Derivation;
use super::lexicon::Standing;
use crate::frame::Role;

impl Derivation<'_> {
    /// The promise that lies in telling somebody of what the speaker's own side will do. It accuses nobody.
    pub(super) fn word_given(&self, deed: &Assertion, all: &[Assertion]) -> Option<Assertion> {
        let cues = &self.lexicon.cues.illocution;
        let kind = self.kinds.get(&cues.promising)?;
        let Attribution::Speaker(speaker) = &deed.voice else {
            return None;
        };
        let still_to_come = matches!(deed.modality, Modality::Intended | Modality::Possible);
        let speaker = speaker.entity?;
        let own = |doer: &Filler| {
            doer.entity
                .is_some_and(|doer| self.names.serves_side_of(speaker, doer))
        };
        let mut doers = deed.fillers(Role::Agent).peekable();
        let undertakes = deed.polarity == Polarity::Positive
            && still_to_come
            && doers.peek().is_some()
            && doers.all(own)
            && self.is_undertaken(self.head_of(deed)?);
        let telling = all.iter().find(|telling| {
            let by_speaker = telling
                .fillers(Role::Agent)
                .any(|one| one.entity == Some(speaker));
            let heard = telling
                .fillers(Role::Recipient)
                .any(|one| one.entity.is_some());
            let says = self.head_of(telling).is_some_and(|verb| {
                let lemma = self.tree.token(verb).lemma.to_lowercase();
                self.lexicon.cues.speech(&lemma) == Some(Standing::Report)
            });
            by_speaker
                && heard
                && says
                && telling.polarity == Polarity::Positive
                && telling.modality == Modality::Actual
        });
        let telling = telling.filter(|_| undertakes)?;
        let known = |one: &Assertion| one.kind == kind && one.trigger == telling.trigger;
        if all.iter().any(known) {
            return None;
        }
        let topic = Filler {
            words: deed.trigger,
            event: all.iter().position(|other| std::ptr::eq(other, deed)),
            ..Filler::default()
        };
        let kept = |role: Role| role == Role::Agent || role == Role::Recipient;
        let roles = telling.roles.iter().filter(|(role, _)| kept(*role));
        Some(Assertion {
            kind,
            roles: roles.cloned().chain([(Role::Topic, topic)]).collect(),
            inferred: true,
            ..telling.clone()
        })
    }

    /// "would cover", "would try to cover".
    fn is_undertaken(&self, verb: usize) -> bool {
        let cues = &self.lexicon.cues.illocution;
        let will = |at: usize| {
            self.tree.children_by(at, "aux").any(|aux| {
                let form = self.tree.token(aux).form.to_lowercase();
                cues.undertaking.contains(&form)
            })
        };
        let token = self.tree.token(verb);
        let above = token.head.filter(|&above| {
            let lemma = self.tree.token(above).lemma.to_lowercase();
            token.relation.is("xcomp") && cues.attempting.contains(&lemma)
        });
        will(verb) || above.is_some_and(will)
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::{KindTable, Role};

    fn promises(text: &str) -> bool {
        let kinds = KindTable::builtin();
        let read = read(text);
        read.every().iter().any(|one| {
            let heard = one.fillers(Role::Recipient).next().is_some();
            kinds.name(one.kind) == "promise" && heard
        })
    }

    #[test]
    fn whoever_says_what_his_state_will_do_promises_it() {
        for text in [
            "Hannibal told Scipio that Carthage would support Rome.",
            "Hannibal told Scipio that it was late and that Carthage would try to support Rome.",
        ] {
            assert!(promises(text), "{text}");
        }
    }

    #[test]
    fn what_others_will_do_is_no_promise() {
        for text in [
            "Hannibal told Scipio that Rome would attack Carthage.",
            "Hannibal told Scipio that Carthage had supported Rome.",
            "Hannibal told Scipio that Carthage would not support Rome.",
        ] {
            assert!(!promises(text), "{text}");
        }
    }
}
