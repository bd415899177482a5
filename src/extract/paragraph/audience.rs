//! Before whom something is asked: "Scipio received Hannibal in Rome. Hannibal asked for ships."

use super::Paragraph;
use crate::extract::assertion::{Assertion, Filler};
use crate::frame::{EventKind, Role};

/// The kind of the event at which one speaks with another.
const MEETING: &str = "meet";
/// How many sentences back they may have met.
const REACH: usize = 1;

/// Those among `found[first..]` who ask for something without a word on whom: him whom they met just before.
pub(super) fn complete(paragraph: &Paragraph, found: &mut [Assertion], first: usize) {
    let Some(meeting) = paragraph.kinds.get(MEETING) else {
        return;
    };
    for index in first..found.len() {
        let request = &found[index];
        let open = request.fillers(Role::Recipient).next().is_none()
            && request
                .unresolved
                .iter()
                .all(|(role, _)| *role != Role::Recipient)
            && request
                .left_open
                .iter()
                .all(|(role, _)| *role != Role::Recipient)
            && !request.elsewhere;
        if !open || !paragraph.kinds.put_to(request.kind) {
            continue;
        }
        if let Some(host) = host(paragraph, found, index, meeting) {
            found[index].roles.push((Role::Recipient, host));
        }
    }
}

/// The other one at the meeting that the sentence before tells of as held, where just two met.
fn host(
    paragraph: &Paragraph,
    found: &[Assertion],
    index: usize,
    meeting: EventKind,
) -> Option<Filler> {
    let request = &found[index];
    let own: Vec<usize> = request
        .fillers(Role::Agent)
        .filter_map(|one| one.entity)
        .collect();
    let near = |one: &&Assertion| {
        paragraph.is_near(one, request, REACH)
            && one.sentence < request.sentence
            && paragraph.kinds.is_a(one.kind, meeting)
            && one.is_done()
    };
    let mut meetings = found.iter().filter(near);
    let (met, none) = (meetings.next()?, meetings.next());
    let people = || {
        met.roles
            .iter()
            .filter(|(role, _)| matches!(role, Role::Agent | Role::Patient | Role::Recipient))
    };
    let hosts: Vec<&Filler> = people()
        .map(|(_, filler)| filler)
        .filter(|filler| filler.entity.is_none_or(|one| !own.contains(&one)))
        .collect();
    let came = people().any(|(_, filler)| filler.entity.is_some_and(|one| own.contains(&one)));
    let ([host], None, true) = (&hosts[..], none, came) else {
        return None;
    };
    host.entity?;
    Some(Filler {
        words: host.words,
        entity: host.entity,
        resolved: true,
        weak: true,
        ..Filler::default()
    })
}

#[cfg(test)]
mod tests {
    use crate::extract::testing::read;
    use crate::frame::Role;

    fn asked(text: &str) -> Option<String> {
        let read = read(text);
        let asked = read.one("asked").fillers(Role::Recipient).next()?;
        Some(text[asked.words.range()].to_owned())
    }

    #[test]
    fn whoever_was_met_is_asked() {
        let met = "Scipio received Hannibal in Rome. Hannibal asked for ships.";
        assert_eq!(asked(met).as_deref(), Some("Scipio"));
        let others = "Scipio received Hannibal and Cato in Rome. Hannibal asked for ships.";
        assert_eq!(asked(others), None);
        let nobody = "Scipio received Cato in Rome. Hannibal asked for ships.";
        assert_eq!(asked(nobody), None);
        let never = "Scipio never received Hannibal in Rome. Hannibal asked for ships.";
        assert_eq!(asked(never), None);
    }
}
