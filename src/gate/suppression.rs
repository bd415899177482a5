//! Suppressions of texts that may not be edited: a list beside them.

use super::fingerprint::{normalised, plain_path};
use globset::GlobMatcher;
use jiff::civil::Date;

/// One entry of the list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The claim, as `pack/claim`.
    pub claim: String,
    /// The documents that it concerns.
    pub paths: Option<GlobMatcher>,
    /// The sentence that it concerns, normalised; every one if absent.
    pub sentence: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// The line of the list on which it stands.
    pub line: usize,
}

/// A list of suppressions.
#[derive(Debug, Clone, Default)]
pub struct External {
    /// The file, as it is shown.
    pub path: String,
    /// The entries in the order of the file.
    pub entries: Vec<Listed>,
}

impl Listed {
    /// Whether the entry concerns that document.
    pub fn concerns(&self, path: &str) -> bool {
        self.paths
            .as_ref()
            .is_none_or(|glob| glob.is_match(plain_path(path)))
    }

    /// Whether it concerns a finding on that claim in that sentence; an omission has none.
    pub(super) fn covers(&self, claim: &str, path: &str, sentence: Option<&str>) -> bool {
        self.claim == claim
            && self.concerns(path)
            && match (&self.sentence, sentence) {
                (None, _) => true,
                (Some(wanted), Some(found)) => *wanted == normalised(found),
                (Some(_), None) => false,
            }
    }

    /// Whether it no longer holds.
    pub fn expired(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }
}
