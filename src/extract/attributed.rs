//! Who is made to say something without a verb of saying: "According to the Council, ten ships were lost."

use super::assertion::{Assertion, Attribution, Filler, Speaker};
use super::derive::Derivation;
use crate::frame::Role;

impl Derivation<'_> {
    /// That the speaker said it. It may be his opinion of long after: it can agree, and no more.
    pub(super) fn attributed(&self, deed: &Assertion, all: &[Assertion]) -> Option<Assertion> {
        let kind = self.kinds.get(&self.lexicon.cues.attribution.said)?;
        let Attribution::Speaker(speaker) = &deed.voice else {
            return None;
        };
        let entity = speaker.entity?;
        // With a verb of saying he says it by that.
        let says = |saying: &Assertion| {
            let mut doers = saying.fillers(Role::Agent);
            let tells = self.kinds.is_a(saying.kind, kind) || self.kinds.about(saying.kind);
            tells && doers.any(|doer| doer.entity == Some(entity))
        };
        // One word may name events of several kinds.
        let names = |filler: &Filler| {
            let event = filler.event.and_then(|event| all.get(event));
            event.is_some_and(|event| event.trigger == deed.trigger)
        };
        let inside = (all.iter()).any(|other| other.roles.iter().any(|(_, filler)| names(filler)));
        if inside || all.iter().any(says) {
            return None;
        }
        Some(Assertion {
            roles: vec![
                (Role::Agent, teller(speaker)),
                (Role::Topic, told(deed, all)),
            ],
            loose: true,
            margin: deed.least_margin(),
            narrative_time: deed.narrative_time,
            ..Assertion::bare(deed.sentence, kind, speaker.words)
        })
    }
}

/// Who says it, as whoever fills a role.
pub(super) fn teller(speaker: &Speaker) -> Filler {
    Filler {
        words: speaker.words,
        entity: speaker.entity,
        ..Filler::default()
    }
}

/// What is said, as what fills a role.
pub(super) fn told(deed: &Assertion, all: &[Assertion]) -> Filler {
    Filler {
        words: deed.trigger,
        event: all.iter().position(|other| std::ptr::eq(other, deed)),
        ..Filler::default()
    }
}
