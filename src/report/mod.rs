//! Judgements to bytes: one file a format, all words in one file, nothing decided here.
//!
//! A format is a [`Printer`]: it is told the beginning, each document in turn and the end, so that a run over
//! thousands of texts need not keep them.

mod citation;
pub mod comparison;
mod concise;
mod escape;
mod full;
mod github;
mod html;
mod item;
mod json;
mod junit;
mod layout;
mod markdown;
mod own;
mod passage;
mod pen;
mod sarif;
mod spool;
mod statement;
mod totals;
pub mod mutants;
pub mod trace;
mod trace_json;
mod wording;

use crate::document::model::Document;
use crate::gate::Screening;
use crate::judge::Checker;
use crate::judge::model::Judgement;
use crate::pack::model::{Claim, Pack};
use std::io::{self, Write};
use std::str::FromStr;

pub use citation::citation;
pub use escape::escape;
pub use layout::wrap;
pub use own::{HEAD, IS_REPORT, formats_not_read, is_report};
pub use statement::render_statement;
pub use totals::{Count, NotRead, Tally, Totals};

/// The text with a capital letter at its beginning.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// What a report tells beside its documents.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// Version of the program.
    pub version: &'a str,
    /// The packs, in the order in which judgements refer to them.
    pub packs: &'a [Pack],
    /// Whether findings were measured against a baseline.
    pub baseline: bool,
}

impl<'a> Run<'a> {
    /// A run of this version with the packs of `checker`.
    pub fn of(checker: &'a Checker) -> Self {
        Self::with(checker.packs())
    }

    /// A run of this version with `packs`.
    pub fn with(packs: &'a [Pack]) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            packs,
            baseline: false,
        }
    }

    /// The claim that indices of a judgement name.
    fn claim(&self, pack: usize, claim: usize) -> &'a Claim {
        &self.packs[pack].claims[claim]
    }

    /// `pack/claim`.
    fn claim_id(&self, pack: usize, claim: usize) -> String {
        format!("{}/{}", self.packs[pack].id, self.claim(pack, claim).id)
    }
}

/// One document, what was found in it, and what of that counts.
#[derive(Debug, Clone, Copy)]
pub struct DocumentReport<'a> {
    /// The document.
    pub document: &'a Document,
    /// Its judgement.
    pub judgement: &'a Judgement,
    /// What counts.
    pub screening: &'a Screening,
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
    /// For programs, a line a document.
    Jsonl,
    /// For code scanning.
    Sarif,
    /// Annotations of a GitHub workflow.
    Github,
    /// For dashboards of continuous integration, one test case a claim.
    Junit,
    /// For reviewers, as a comment or a file.
    Markdown,
    /// For reviewers, one page that needs nothing else.
    Html,
}

impl Format {
    /// All formats with their names.
    pub const ALL: [(Format, &'static str); 9] = [
        (Format::Full, "full"),
        (Format::Concise, "concise"),
        (Format::Json, "json"),
        (Format::Jsonl, "jsonl"),
        (Format::Sarif, "sarif"),
        (Format::Github, "github"),
        (Format::Junit, "junit"),
        (Format::Markdown, "markdown"),
        (Format::Html, "html"),
    ];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        Self::ALL
            .into_iter()
            .find(|(format, _)| *format == self)
            .map_or("", |(_, name)| name)
    }
}

impl FromStr for Format {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|(_, known)| *known == name)
            .map(|(format, _)| format)
            .ok_or_else(|| {
                let known: Vec<&str> = Self::ALL.iter().map(|(_, name)| *name).collect();
                format!("unknown format `{name}`; known are {}", known.join(", "))
            })
    }
}

/// How a report for people looks.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Width of prose in terminal cells.
    pub width: usize,
    /// Width of tables, which may be wider than prose that one likes to read.
    pub table: usize,
    /// Whether colours may be used.
    pub color: bool,
    /// Whether addresses may be hidden behind words, as terminals and pages can.
    pub links: bool,
    /// Whether agreements, and what was set aside, are shown, too.
    pub verbose: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            width: 80,
            table: 80,
            color: false,
            links: false,
            verbose: false,
        }
    }
}

/// A format at work on one output.
pub trait Printer {
    /// What comes before the documents.
    ///
    /// # Errors
    /// When the output cannot be written to; so for the others.
    fn begin(&mut self, run: &Run) -> io::Result<()>;
    /// The next document.
    #[allow(missing_docs)]
    fn document(&mut self, run: &Run, one: &DocumentReport) -> io::Result<()>;
    /// What comes after the documents.
    #[allow(missing_docs)]
    fn end(&mut self, run: &Run, totals: &Totals) -> io::Result<()>;
}

/// A printer of `format` that writes to `out`.
pub fn printer<'o>(
    format: Format,
    style: Style,
    out: Box<dyn Write + 'o>,
) -> Box<dyn Printer + 'o> {
    match format {
        Format::Full => Box::new(full::Full::new(style, out)),
        Format::Concise => Box::new(concise::Concise {
            out,
            verbose: style.verbose,
        }),
        Format::Json => Box::new(json::Json::new(out)),
        Format::Jsonl => Box::new(json::Jsonl { out }),
        Format::Sarif => Box::new(sarif::Sarif::new(out)),
        Format::Github => Box::new(github::Github::new(out)),
        Format::Junit => Box::new(junit::Junit { out }),
        Format::Markdown => Box::new(markdown::Markdown::new(out)),
        Format::Html => Box::new(html::Html::new(out)),
    }
}

/// Writes the result of one record of a stream of documents, as one line.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_record(
    run: &Run,
    id: &serde_json::Value,
    one: &DocumentReport,
    out: &mut dyn Write,
) -> io::Result<()> {
    json::record(run, id, one, out)
}

/// Writes that a record of a stream could not be used, as one line in its place.
///
/// # Errors
/// When `out` cannot be written to.
pub fn write_error(
    run: &Run,
    id: &serde_json::Value,
    message: &str,
    out: &mut dyn Write,
) -> io::Result<()> {
    json::failure(run, id, message, out)
}

/// A report that is kept as a whole, for programs that use the library. For very many documents use a [`printer`], which
/// takes them one by one.
pub struct Report<'a> {
    run: Run<'a>,
    documents: Vec<DocumentReport<'a>>,
}

impl<'a> Report<'a> {
    /// An empty report on the packs of `checker`.
    pub fn new(checker: &'a Checker) -> Self {
        Self {
            run: Run::of(checker),
            documents: Vec::new(),
        }
    }

    /// Adds a document.
    pub fn add(&mut self, one: DocumentReport<'a>) {
        self.documents.push(one);
    }

    /// Writes the report.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write(&self, format: Format, style: Style, out: &mut dyn Write) -> io::Result<()> {
        let mut totals = Totals::default();
        let mut printer = printer(format, style, Box::new(out));
        printer.begin(&self.run)?;
        for one in &self.documents {
            printer.document(&self.run, one)?;
            totals.add(one);
        }
        printer.end(&self.run, &totals)
    }
}
