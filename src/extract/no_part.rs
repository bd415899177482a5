//! "Rome had no part in the attack": Rome did not attack, nor did it plan, order or back the attack.

use super::assertion::{Assertion, Filler, Modality, Polarity};
use super::clause::case_of;
use super::derive::Derivation;
use crate::frame::{EntityKind, Role};
use crate::language::tree::Upos;

impl Derivation<'_> {
    /// Adds what is denied with a part in something.
    pub(super) fn no_part(&self, part: &Assertion, all: &[Assertion], found: &mut Vec<Assertion>) {
        let denied = part.polarity == Polarity::Negative && part.modality == Modality::Actual;
        // "Roman troops had no part in it": they did not fight, and Rome may have ordered it.
        let some = |doer: &Filler| {
            doer.concept.as_deref() == Some("forces") || doer.portion || doer.some || doer.arm
        };
        let mut doers = part.fillers(Role::Agent);
        let who = doers.next().is_some_and(|doer| !some(doer));
        // "no part in the fighting": neither did they fight, and that is all.
        let fought = |topic: &Filler| {
            let event = topic.event.and_then(|at| all.get(at));
            topic.concept.as_deref() == Some("war")
                || event.is_some_and(|event| self.kinds.phases(event.kind).0.is_some())
        };
        // "no hand in the plan of attack": in drawing it up, and somebody else's he may have approved.
        let paper = |topic: &Filler| {
            let all = self.names.entities().all();
            (topic.entity).is_some_and(|one| all[one].kind == EntityKind::Document)
        };
        let narrow = |topic: &Filler| fought(topic) || paper(topic);
        let mut topics = part.fillers(Role::Topic).peekable();
        if !denied || !who || topics.peek().is_none() || topics.any(narrow) {
            return;
        }
        let beside = self.kinds.denies(part.kind).iter();
        if beside.len() == 0 || self.is_narrowed(part) {
            return;
        }
        found.extend(beside.map(|&kind| Assertion {
            kind,
            ..part.clone()
        }));
        let deeds = part
            .fillers(Role::Topic)
            .filter_map(|topic| all.get(topic.event?));
        for deed in deeds.filter(|deed| deed.fillers(Role::Agent).next().is_none()) {
            let doers = part.roles.iter().filter(|(role, _)| *role == Role::Agent);
            let rest = deed.roles.iter().filter(|(role, _)| *role != Role::Agent);
            found.push(Assertion {
                kind: deed.kind,
                roles: doers.chain(rest).cloned().collect(),
                time: deed.time.clone(),
                ..part.clone()
            });
        }
    }
}

impl Derivation<'_> {
    /// "had no open part", "had no part before 1219": a part of another sort, or at another time, it may have had.
    fn is_narrowed(&self, part: &Assertion) -> bool {
        let Some(verb) = self.head_of(part) else {
            return true;
        };
        let stressing = &self.lexicon.cues.polarity.stressing;
        let objects = self.tree.children_by(verb, "obj");
        let sort = objects
            .flat_map(|object| self.tree.children(object))
            .filter(|&&word| {
                let relation = &self.tree.token(word).relation;
                relation.is("amod") || relation.is("compound")
            })
            .any(|&word| !stressing.contains(&self.tree.token(word).lemma));
        let apart = &self.lexicon.reference.apart;
        let dated = (self.tree.subtree(verb).into_iter())
            .filter(|&at| self.names.is_date(at))
            .any(|at| {
                let cases = case_of(self.tree, at);
                part.time.is_none() || cases.iter().any(|case| apart.contains(case))
            });
        // "no part in the attack itself": perhaps one in what led to it.
        let reflexive = &self.lexicon.reference.reflexive;
        let itself = (self.tree.subtree(verb).into_iter())
            .any(|at| at > verb && reflexive.contains(&*self.tree.token(at).lower()));
        // "As far as anybody could see, Rome had no part in it."
        let subject = self.tree.children_by(verb, "nsubj").min().unwrap_or(verb);
        let framed = (self.tree.subtree(verb).into_iter())
            .any(|at| at < subject && self.tree.token(at).upos == Upos::Verb);
        sort || dated || framed || itself
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::extract::{Modality, Polarity};
    use crate::frame::KindTable;

    fn denied(text: &str, kind: &str) -> bool {
        let kind = KindTable::builtin().get(kind);
        let read = read(text);
        read.every().iter().any(|one| {
            Some(one.kind) == kind
                && one.polarity == Polarity::Negative
                && one.modality == Modality::Actual
        })
    }

    #[test]
    fn who_had_no_part_in_a_deed_did_not_plan_it() {
        let text = "Carthage had no part in the attack on Saguntum.";
        for kind in ["be-involved", "plan", "order", "support", "attack"] {
            assert!(denied(text, kind), "{kind}");
        }
        let other = "Carthage had no part in the Roman attack on Saguntum.";
        assert!(denied(other, "plan") && !denied(other, "attack"));
        assert!(!denied("Carthage had a part in the attack.", "plan"));
        for literal in [
            "Carthage took no part in the attack on Saguntum.",
            "Carthaginian soldiers had no part in the attack on Saguntum.",
            "Carthage had no part in the fighting.",
            "Carthage had no open part in the attack.",
            "Carthage had no military part in the attack.",
            "As far as Rome could see, Carthage had no part in the attack.",
            "Carthage had no part in the attack itself.",
            "A part of Carthage had no part in the attack.",
            "The Carthaginian consul had no part in the attack.",
            "Before 1219 Carthage had no part in the attack.",
        ] {
            assert!(!denied(literal, "plan"), "{literal}");
        }
    }
}
