//! Pronouns that nothing in the grammar decides, by the like deed told just before: "Rome denied that it had found the
//! recorders. In truth it had found them in May."

use super::Paragraph;
use crate::extract::assertion::{Assertion, Filler};
use crate::extract::discourse::{Entry, Function, agrees};
use crate::frame::Role;

/// How many sentences back the like deed may have been told.
const REACH: usize = 2;

/// Gives the open pronouns of `found[first..]` what filled their place in the like deed before, in the same paragraph. The
/// reading is a weak one: it can agree and accuses nobody.
pub(super) fn complete(paragraph: &Paragraph, found: &mut [Assertion], first: usize) {
    let entities = paragraph.entities;
    for index in first..found.len() {
        let open: Vec<_> = found[index].unresolved.clone();
        for (role, span) in open {
            let text = paragraph
                .document
                .text
                .get(span.range())
                .unwrap_or_default();
            let Some(pronoun) = paragraph.lexicon.cues.pronoun(&text.to_lowercase()) else {
                continue;
            };
            let Some(before) = like(paragraph, found, index, role) else {
                continue;
            };
            let year = found[index]
                .narrative_time
                .and_then(|time| time.single_year());
            let named: Vec<usize> = found[before]
                .fillers(role)
                .filter_map(|one| one.entity)
                .collect();
            let entry = Entry {
                sentence: found[before].sentence,
                at: span.start,
                plural: named.len() > 1 || named.iter().any(|&one| entities.all()[one].plural),
                entities: named.clone(),
                function: Function::Object,
                tells: false,
            };
            // Who takes part in another role is not meant.
            let taken = (found[index].roles.iter())
                .any(|(_, filler)| filler.entity.is_some_and(|one| named.contains(&one)));
            if taken || !agrees(entities, pronoun, &entry, year) {
                continue;
            }
            let fillers = found[before]
                .fillers(role)
                .filter(|one| one.entity.is_some());
            let fillers: Vec<(Role, Filler)> = fillers
                .map(|one| {
                    let filler = Filler {
                        words: span,
                        entity: one.entity,
                        concept: one.concept.clone(),
                        resolved: true,
                        weak: true,
                        ..Filler::default()
                    };
                    (role, filler)
                })
                .collect();
            found[index].roles.extend(fillers);
            found[index]
                .unresolved
                .retain(|(other, at)| (*other, *at) != (role, span));
        }
    }
}

/// The nearest deed of the same kind before, whose place for `role` somebody known fills.
fn like(paragraph: &Paragraph, found: &[Assertion], index: usize, role: Role) -> Option<usize> {
    let (one, kinds) = (&found[index], paragraph.kinds);
    (0..index).rev().find(|&before| {
        let other = &found[before];
        let near = paragraph.is_near(other, one, REACH);
        let same = kinds.is_a(other.kind, one.kind) || kinds.is_a(one.kind, other.kind);
        let told = other.trigger != one.trigger && !other.elsewhere && !other.inferred;
        let known = |filler: &Filler| filler.entity.is_some() && filler.event.is_none();
        let mut fillers = other.fillers(role).peekable();
        near && same && told && fillers.peek().is_some() && fillers.all(known)
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn taken(text: &str, trigger: &str) -> bool {
        let read = read(text);
        let all = read.all(trigger);
        let patient = |at: usize| {
            let filler = all.get(at)?.fillers(Role::Patient).next()?;
            filler.entity
        };
        patient(0).is_some() && patient(0) == patient(all.len() - 1)
    }

    #[test]
    fn a_pronoun_takes_the_place_of_its_like() {
        assert!(taken(
            "That Carthage had occupied Saguntum, Rome did not know. In truth Carthage had occupied it in May.",
            "occupied"
        ));
        // Nobody occupies himself.
        assert!(!taken(
            "Carthage occupied Saguntum. Saguntum occupied it in May.",
            "occupied"
        ));
    }
}
