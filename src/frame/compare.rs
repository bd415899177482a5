//! The outcome of comparing one role of an assertion with the same role of a claim.

/// How what the text says relates to what the record says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    /// Both say the same.
    Same,
    /// The text is more specific than the record and compatible with it.
    Narrower,
    /// The text is vaguer than the record and compatible with it.
    Wider,
    /// The two cannot both be right.
    Different,
    /// The text leaves the role open, or it could not be resolved.
    Unknown,
}

impl Comparison {
    /// The word used in reports and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Comparison::Same => "same",
            Comparison::Narrower => "narrower",
            Comparison::Wider => "wider",
            Comparison::Different => "different",
            Comparison::Unknown => "unknown",
        }
    }
}
