//! What of the judgements counts: levels, suppressions, the baseline, the lines that changed.
//!
//! A judgement says what was found; a [`Screening`] says, beside it, which findings are set aside and which verdicts
//! fail. Nothing is removed, so that a report can still show what was set aside and why.

mod baseline;
mod changes;
mod fingerprint;
mod level;
mod marker;
mod screen;
mod suppression;

pub use baseline::{Baseline, BaselineError, Entry};
pub use changes::{ChangedLines, Changes};
pub use fingerprint::{finding_fingerprint, fingerprint, normalised, omission_fingerprint};
pub use level::{FailOn, Level, Levels};
pub use marker::{LIKE, find as full_id, nearest};
pub use screen::{Aside, Rules, Screening, screen};
pub use suppression::{External, Listed};
