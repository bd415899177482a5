//! Judgements to bytes: one file a format, all words in one file, nothing decided here.

mod citation;
mod concise;
mod escape;
mod full;
mod json;
mod layout;
pub mod trace;
mod trace_json;
mod wording;

use crate::document::model::Document;
use crate::judge::model::{Judgement, Verdict};
use crate::pack::model::{Claim, Pack};
use std::io::{self, Write};
use std::str::FromStr;

pub use citation::citation;
pub use escape::escape;
pub use layout::wrap;

/// Everything that a report is made from.
pub struct Report<'a> {
    /// Version of the program.
    pub version: &'a str,
    /// The packs, in the order in which judgements refer to them.
    pub packs: &'a [Pack],
    /// The documents that could be read.
    pub documents: Vec<DocumentReport<'a>>,
}

/// One document and what was found in it.
pub struct DocumentReport<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its judgement.
    pub judgement: &'a Judgement,
}

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For people.
    Full,
    /// A line a finding.
    Concise,
    /// For programs.
    Json,
}

impl Format {
    /// All formats with their names.
    pub const ALL: [(Format, &'static str); 3] = [
        (Format::Full, "full"),
        (Format::Concise, "concise"),
        (Format::Json, "json"),
    ];
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|(_, known)| *known == name)
            .map(|(format, _)| format)
            .ok_or_else(|| format!("unknown format `{name}`; known are full, concise and json"))
    }
}

/// How a report for people looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Width in terminal cells.
    pub width: usize,
    /// Whether colours may be used.
    pub color: bool,
    /// Whether agreements and reports are shown in full, too.
    pub verbose: bool,
}

/// Writes `report` in `format`.
///
/// # Errors
/// When `out` cannot be written to.
pub fn render(
    report: &Report,
    format: Format,
    style: &Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        Format::Full => full::render(report, style, out),
        Format::Concise => concise::render(report, out),
        Format::Json => json::render(report, out),
    }
}

impl Report<'_> {
    /// The claim that indices of a judgement name.
    fn claim(&self, pack: usize, claim: usize) -> &Claim {
        &self.packs[pack].claims[claim]
    }

    /// Verdicts counted over all documents, in the order of [`Verdict::ALL`].
    fn totals(&self) -> [usize; Verdict::ALL.len()] {
        let mut totals = [0; Verdict::ALL.len()];
        for verdict in self
            .documents
            .iter()
            .flat_map(|one| &one.judgement.verdicts)
        {
            if let Some(at) = Verdict::ALL
                .iter()
                .position(|known| *known == verdict.verdict)
            {
                totals[at] += 1;
            }
        }
        totals
    }
}
