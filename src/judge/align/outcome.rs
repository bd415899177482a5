//! What comes of aligning an assertion with a proposition: a stance, or where the comparison ended.

use crate::frame::Role;
use crate::judge::model::{Confidence, Reason, Stance};

/// A stance with its ground.
#[derive(Debug, Clone)]
pub struct Aligned {
    /// The stance in the voice that speaks.
    pub stance: Stance,
    /// For reports: which way they point.
    pub points_to: Option<Stance>,
    /// Kebab-case name of what was found.
    pub code: String,
    /// How sure.
    pub confidence: Confidence,
    /// The roles compared.
    pub reasons: Vec<Reason>,
}

/// Why an assertion gets no stance toward a proposition: where the comparison ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// A role that may have several fillers has another one: another event.
    OtherEvent(Role),
    /// A decision about something else.
    OtherTopic,
    /// Too far in time from the stretch in which an event is taken for this one.
    Window,
    /// It would conflict, but those who did it may have done it again, and nothing tells that this is that time.
    Another,
    /// It has the day of another claim, of the same kind of deed by the same to the same.
    OtherClaim,
    /// It would conflict, but the text dates it by something whose date is not known.
    ToldAfter,
    /// It would conflict, but it is done to forces on their way: they may have come first.
    MeetsForces,
    /// The subject is not established here, and the sentence does not name it by itself.
    NotEstablished,
    /// It would conflict, but nothing shows beyond doubt that it is this event.
    NotIdentified,
    /// A role that decides is not stated.
    NotStated(Role),
    /// Too little of the event is stated to call it partly stated.
    Untouched,
    /// It would conflict, but the reading is unsure.
    Unsure,
    /// It would conflict on a date that was carried over and is no single day.
    CarriedDate,
    /// An opposed event, but neither its date nor whom it was done to shows that it excludes this one.
    Unplaced,
    /// An opposed event is denied, which affirms nothing.
    OpposedDenied,
    /// The account that denies the claim differs from this: the claim is not denied.
    RivalDiffers(Role),
    /// The account that denies the claim says more, by an adverb, that all did it or nobody else: without that it may be true.
    RivalSaysMore,
    /// The account that denies the claim is itself denied: that affirms nothing by itself.
    RivalDenied,
    /// It is denied of somebody whom the proposition does not name.
    OtherDenied(Role),
    /// A rejected report that states the claim in part only.
    RejectedInPart,
    /// It is denied with a circumstance that no role has ("unanimously", "without a reason"), which may be all that is denied.
    DeniedWith,
    /// One of several ways in which the claim may be stated is denied; another may be true.
    AlternativeDenied,
    /// It is denied with a circumstance that the proposition leaves open: that circumstance may be all that is denied.
    DeniedInPart(Role),
    /// It would conflict, but only follows from what the sentence says.
    Inferred,
    /// It is a looser reading of its word, or of who says something, and does not agree.
    Looser,
    /// It would conflict, but a participant was chosen by the context against another who fitted as well.
    Weak(Role),
    /// It would conflict, but the number may be that of a part of those whom the claim counts.
    OfSome,
}

/// The outcome of aligning an assertion with a proposition, with every role compared on the way.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// A stance.
    Aligned(Aligned),
    /// None, and why.
    Stopped {
        /// Where the comparison ended.
        gate: Gate,
        /// The roles compared.
        reasons: Vec<Reason>,
    },
}

impl Outcome {
    /// Whether it contradicts; a report of what does accuses nobody.
    pub(super) fn conflicts(&self) -> bool {
        matches!(self, Outcome::Aligned(aligned) if aligned.stance == Stance::Contradicts)
    }

    /// The stance, if there is one.
    pub fn aligned(self) -> Option<Aligned> {
        match self {
            Outcome::Aligned(aligned) => Some(aligned),
            Outcome::Stopped { .. } => None,
        }
    }
}
