//! `gainsay.toml`: found above the texts, read with all its problems at once, and asked what holds for a path.

mod discover;
mod read;
mod show;

pub use discover::{Discovery, absolute, relative_to};
pub use read::external;
pub use show::{Whole, show};

/// Where a value was said that no file says.
pub const COMMAND_LINE: &str = "the command line";

use super::arguments::{Output, Require};
use crate::gate::{FailOn, Level};
use crate::pack::Diagnostic;
use crate::pack::model::Pack;
use crate::span::{LineIndex, Span};
use globset::GlobSet;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Where each value was said, by its key.
pub type Sources = BTreeMap<&'static str, String>;

/// A configuration file, with what it extends already filled in.
#[derive(Debug, Clone, Default)]
pub struct Configuration {
    /// The file, as it is shown.
    pub path: String,
    /// The files that it extends, the nearest first.
    pub extends: Vec<String>,
    /// Which of them says what holds for a whole run.
    pub said: Sources,
    /// Its folder, absolute: what its globs are measured from.
    pub root: PathBuf,
    /// Folders of packs.
    pub packs: Option<Vec<PathBuf>>,
    /// Whether the shipped packs are used.
    pub shipped: Option<bool>,
    pub formats: Option<Vec<Output>>,
    /// Files that walking a folder passes over.
    pub exclude: Globs,
    pub baseline: Option<PathBuf>,
    pub suppressions: Option<PathBuf>,
    /// What holds for every path.
    pub rules: Section,
    /// What holds for some.
    pub overrides: Vec<Override>,
}

/// Settings that may differ from path to path.
#[derive(Debug, Clone, Default)]
pub struct Section {
    pub said: Sources,
    pub fail_on: Option<FailOn>,
    pub topics: Option<Vec<Named>>,
    pub require: Option<Require>,
    pub edition_date: Option<Date>,
    pub levels: Vec<(Named, Level)>,
}

/// A section for the paths that match.
#[derive(Debug, Clone)]
pub struct Override {
    pub paths: Globs,
    pub rules: Section,
}

/// Globs with the words in which they were written.
#[derive(Debug, Clone, Default)]
pub struct Globs {
    pub written: Vec<String>,
    pub set: GlobSet,
}

/// An id with its place, to be looked up when the packs are known.
#[derive(Debug, Clone)]
pub struct Named {
    pub id: String,
    pub file: String,
    /// The file, and where in it if not at its top.
    pub place: String,
    pub line: usize,
    pub column: usize,
    pub span: Span,
}

impl Named {
    fn new(text: &crate::pack::Text, file: &crate::pack::PackFile<'_>) -> Self {
        let span = crate::pack::span_of(text);
        let at = LineIndex::new(&file.text).position(&file.text, span.start);
        Self {
            id: text.get_ref().clone(),
            file: file.path.clone(),
            place: file.path.clone(),
            line: at.line,
            column: at.column,
            span,
        }
    }
}

impl Configuration {
    /// Whether a text that was found in a folder is passed over.
    pub fn excludes(&self, path: &Path) -> bool {
        !self.exclude.written.is_empty() && self.exclude.set.is_match(relative_to(&self.root, path))
    }

    /// Ids that no pack knows.
    pub fn unknown(&self, packs: &[Pack]) -> Vec<Diagnostic> {
        let sections =
            || std::iter::once(&self.rules).chain(self.overrides.iter().map(|o| &o.rules));
        let claims = sections()
            .flat_map(|rules| &rules.levels)
            .map(|(named, _)| named)
            .filter(|named| super::packs::full_id(packs, &named.id).is_none())
            .map(|named| {
                let help = super::packs::nearest(packs, &named.id);
                problem(named, format!("no claim `{}`", named.id), help)
            });
        let topics = sections()
            .flat_map(|rules| rules.topics.iter().flatten())
            .filter(|named| {
                !packs
                    .iter()
                    .flat_map(|pack| &pack.topics)
                    .any(|topic| topic.id == named.id)
            })
            .map(|named| {
                let known: Vec<&str> = super::packs::topics(packs).collect();
                let help = format!("known are: {}", known.join(", "));
                problem(named, format!("no topic `{}`", named.id), help)
            });
        claims.chain(topics).collect()
    }
}

fn problem(named: &Named, message: String, help: String) -> Diagnostic {
    Diagnostic {
        path: named.file.clone(),
        span: named.span,
        line: named.line,
        column: named.column,
        severity: crate::pack::Level::Error,
        code: "unknown-id",
        message,
        help: Some(help),
    }
}
