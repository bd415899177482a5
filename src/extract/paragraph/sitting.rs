//! Who stays away, and from where: "The Security Council condemned the attack. The Soviet Union was absent from the vote."

use super::Paragraph;
use crate::extract::assertion::{Assertion, Filler};
use crate::frame::{EntityKind, Role};

/// How many sentences back the body may have acted.
const REACH: usize = 2;

/// Those among `found[first..]` who stay away without a word on whence: from the one body that acted before in the
/// paragraph.
pub(super) fn complete(paragraph: &Paragraph, found: &mut [Assertion], first: usize) {
    let (cues, kinds) = (&paragraph.lexicon.cues.sitting, paragraph.kinds);
    for index in first..found.len() {
        let absence = &found[index];
        let about = cues.kinds.iter().filter_map(|name| kinds.get(name));
        let sits = |filler: &Filler| {
            filler.entity.is_none()
                && (filler.lemma.as_ref()).is_some_and(|lemma| cues.words.contains(lemma))
        };
        let open = absence.fillers(Role::Patient).all(sits)
            && absence
                .unresolved
                .iter()
                .all(|(role, _)| *role != Role::Patient)
            && absence.fillers(Role::Agent).next().is_some()
            && !absence.elsewhere;
        if !open || !about.into_iter().any(|kind| kinds.is_a(absence.kind, kind)) {
            continue;
        }
        if let Some(body) = body(paragraph, found, index) {
            let absence = &mut found[index];
            absence.roles.retain(|(role, _)| *role != Role::Patient);
            absence.roles.push((Role::Patient, body));
        }
    }
}

/// The organisation that acts in the sentence or in those just before, if there is only one.
fn body(paragraph: &Paragraph, found: &[Assertion], index: usize) -> Option<Filler> {
    let absence = &found[index];
    let near = found
        .iter()
        .filter(|one| paragraph.is_near(one, absence, REACH) && !one.elsewhere);
    let is_body = |entity: usize| {
        matches!(
            paragraph.entities.all()[entity].kind,
            EntityKind::Organisation
        )
    };
    let mut bodies: Vec<&Filler> = Vec::new();
    for filler in near.flat_map(|one| one.fillers(Role::Agent)) {
        let known = |other: &&Filler| other.entity == filler.entity;
        if filler.entity.is_some_and(is_body) && !bodies.iter().any(known) {
            bodies.push(filler);
        }
    }
    let [only] = bodies[..] else { return None };
    Some(Filler {
        words: only.words,
        entity: only.entity,
        resolved: true,
        weak: true,
        ..Filler::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn whence(text: &str) -> Option<String> {
        let read = read(text);
        let mut absent = read.every().iter().filter(|one| {
            one.fillers(Role::Agent)
                .any(|who| text[who.words.range()].ends_with("Carthage"))
        });
        absent.find_map(|one| {
            let patient = one.fillers(Role::Patient).next()?;
            Some(text[patient.words.range()].to_owned())
        })
    }

    #[test]
    fn whoever_is_absent_is_so_from_the_body_that_acted() {
        let told = "The Acta Diurna condemned the attack. Carthage was absent from the vote.";
        assert_eq!(whence(told).as_deref(), Some("The Acta Diurna"));
        let nobody = "The attack was condemned. Carthage was absent from the vote.";
        assert!(whence(nobody).is_none_or(|words| words == "the vote"));
    }
}
