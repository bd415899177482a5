//! "Rome blamed Carthage for the war": made to say that Carthage began it.

use super::Paragraph;
use crate::extract::assertion::{
    Assertion, Attribution, Filler, Modality, Polarity, Speaker, When,
};
use crate::frame::{EventKind, Role};

/// How many sentences back the deed may lie for which somebody is blamed.
const REACH: usize = 3;

/// Adds what the accusers among `found[first..]` are made to say of those whom they blame.
pub(super) fn extend(paragraph: &Paragraph, found: &mut Vec<Assertion>, first: usize) {
    let charges = Charges { paragraph, found };
    let said: Vec<Assertion> = found[first..]
        .iter()
        .filter_map(|accusation| charges.said(accusation))
        .collect();
    found.extend(said);
}

struct Charges<'a> {
    paragraph: &'a Paragraph<'a>,
    found: &'a [Assertion],
}

/// What somebody is blamed for: the kind of deed, and to whom it was done.
struct Deed {
    kind: EventKind,
    patients: Vec<(Role, Filler)>,
    time: Option<When>,
}

impl Charges<'_> {
    fn said(&self, accusation: &Assertion) -> Option<Assertion> {
        let accuses = self
            .paragraph
            .kinds
            .get(&self.paragraph.lexicon.cues.accusation.kind)?;
        let plain = accusation.polarity == Polarity::Positive
            && accusation.modality == Modality::Actual
            && accusation.voice == Attribution::Author
            && !accusation.inferred;
        if !plain || !self.paragraph.kinds.is_a(accusation.kind, accuses) {
            return None;
        }
        let (speaker, words) = accusation
            .fillers(Role::Agent)
            .find_map(|one| Some((one.entity?, one.words)))?;
        let blamed: Vec<(Role, Filler)> = accusation
            .fillers(Role::Patient)
            .filter(|one| {
                one.entity
                    .is_some_and(|entity| self.paragraph.entities.are_apart(speaker, entity))
            })
            .map(|one| (Role::Agent, one.clone()))
            .collect();
        let deed = self.deed(accusation).filter(|_| !blamed.is_empty())?;
        Some(Assertion {
            kind: deed.kind,
            roles: blamed.into_iter().chain(deed.patients).collect(),
            time: deed.time,
            unresolved: Vec::new(),
            voice: Attribution::Speaker(Speaker {
                words,
                entity: Some(speaker),
            }),
            inferred: true,
            ..accusation.clone()
        })
    }

    fn deed(&self, accusation: &Assertion) -> Option<Deed> {
        let mut topics = accusation.fillers(Role::Topic).peekable();
        if topics.peek().is_none() {
            let open = |role: &Role| *role == Role::Topic;
            let told = accusation.unresolved.iter().any(|(role, _)| open(role));
            return self.last_deed(accusation).filter(|_| !told);
        }
        topics.find_map(|topic| match topic.event {
            Some(event) => self.of(&self.found[event]),
            None => self.war(topic),
        })
    }

    /// A deed of which others are accused.
    fn of(&self, event: &Assertion) -> Option<Deed> {
        let cues = &self.paragraph.lexicon.cues.accusation;
        let mut deeds = cues
            .deeds
            .iter()
            .filter_map(|name| self.paragraph.kinds.get(name));
        let patients = event.roles.iter();
        deeds
            .any(|known| self.paragraph.kinds.is_a(event.kind, known))
            .then(|| Deed {
                kind: event.kind,
                patients: patients
                    .filter(|(role, _)| *role == Role::Patient)
                    .cloned()
                    .collect(),
                time: event.time.clone(),
            })
    }

    /// "for the war": for beginning it.
    fn war(&self, topic: &Filler) -> Option<Deed> {
        let cues = &self.paragraph.lexicon.cues.answering;
        let words = self.paragraph.document.text.get(topic.words.range());
        let last = words.and_then(|words| words.rsplit(' ').next());
        // A massacre that has a name is one of the wars of a pack, and yet nobody begins it.
        let called = last.is_some_and(|word| {
            let concepts = self.paragraph.lexicon.concepts(&word.to_lowercase());
            concepts.contains(&cues.concept)
        });
        (called && topic.concept.as_ref() == Some(&cues.concept)).then_some(Deed {
            kind: self.paragraph.kinds.get(&cues.begins)?,
            patients: vec![(Role::Patient, topic.clone())],
            time: None,
        })
    }

    /// Where nothing is said of what they are blamed for: the last such deed of the paragraph.
    fn last_deed(&self, accusation: &Assertion) -> Option<Deed> {
        let near = |one: &&Assertion| {
            one.sentence < accusation.sentence && self.paragraph.is_near(one, accusation, REACH)
        };
        let before = self.found.iter().rev().filter(near);
        before
            .filter(|one| !one.elsewhere)
            .find_map(|one| self.of(one))
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::Attribution;
    use crate::extract::testing::read;
    use crate::frame::Role;

    /// Of whom it is reported that they began it or attacked.
    fn reported(text: &str) -> Vec<String> {
        let read = read(text);
        let said = read
            .every()
            .iter()
            .filter(|one| one.inferred && matches!(one.voice, Attribution::Speaker(_)));
        said.flat_map(|one| one.fillers(Role::Agent).collect::<Vec<_>>())
            .map(|doer| text[doer.words.range()].to_owned())
            .collect()
    }

    #[test]
    fn whoever_blames_somebody_for_a_war_says_that_he_began_it() {
        assert_eq!(
            reported("Rome blamed Carthage for the Punic War."),
            ["Carthage"]
        );
        assert_eq!(
            reported("The attack on Saguntum came in 1219. Rome laid the blame on Carthage."),
            ["Carthage"]
        );
        assert_eq!(
            reported("Rome blamed Carthage for the poor harvest."),
            [""; 0]
        );
        assert_eq!(
            reported("Rome did not blame Carthage for the Punic War."),
            [""; 0]
        );
    }
}
