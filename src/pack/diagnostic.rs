//! What is wrong with a pack as it was written, and where: diagnostics for the person who wrote it.

use crate::span::{LineIndex, Span};
use std::cell::RefCell;
use std::fmt;

/// Whether a pack can be used in spite of the problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// The pack cannot be used.
    Error,
    /// The pack can be used and should be improved.
    Warning,
}

impl Level {
    /// The word used in reports and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Warning => "warning",
        }
    }
}

/// One problem of one file of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file, as the user can open it.
    pub path: String,
    /// The bytes at fault.
    pub span: Span,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// Error or warning.
    pub severity: Level,
    /// A name in kebab-case which stays the same between versions.
    pub code: &'static str,
    /// What was expected and what was found.
    pub message: String,
    /// The next step.
    pub help: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            path,
            line,
            column,
            severity,
            code,
            message,
            ..
        } = self;
        write!(
            out,
            "{path}:{line}:{column}: {}[{code}] {message}",
            severity.name()
        )?;
        match &self.help {
            Some(help) => write!(out, "\n  help: {help}"),
            None => Ok(()),
        }
    }
}

/// One file of a pack: the path that is shown and the text.
#[derive(Debug, Clone)]
pub(crate) struct PackFile<'a> {
    /// Path below the pack's folder with `/` between the parts.
    pub name: String,
    /// Path as the user can open it.
    pub path: String,
    /// The whole text.
    pub text: std::borrow::Cow<'a, str>,
}

impl PackFile<'_> {
    /// Where a problem stands, for messages about another place: "claims/a.toml:12".
    pub fn at(&self, span: Span) -> String {
        let line = LineIndex::new(&self.text)
            .position(&self.text, span.start)
            .line;
        format!("{}:{line}", self.name)
    }
}

/// Gathers the problems of all files. Interior mutability keeps the readers of nested tables simple.
#[derive(Debug, Default)]
pub(crate) struct Problems {
    found: RefCell<Vec<Diagnostic>>,
}

/// A problem before its place is turned into line and column.
#[derive(Debug)]
pub(crate) struct Problem {
    severity: Level,
    code: &'static str,
    message: String,
    help: Option<String>,
}

/// An error with that code and message.
pub(crate) fn error(code: &'static str, message: impl Into<String>) -> Problem {
    Problem {
        severity: Level::Error,
        code,
        message: message.into(),
        help: None,
    }
}

/// A warning with that code and message.
pub(crate) fn warning(code: &'static str, message: impl Into<String>) -> Problem {
    Problem {
        severity: Level::Warning,
        ..error(code, message)
    }
}

impl Problem {
    /// Adds the next step.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds "did you mean" for the nearest of the valid words, or lists them if they are few.
    pub fn nearest<'w>(self, found: &str, valid: impl Iterator<Item = &'w str>) -> Self {
        let valid: Vec<&str> = valid.collect();
        match nearest(found, &valid) {
            Some(word) => self.help(format!("did you mean `{word}`?")),
            None if valid.is_empty() => self,
            None if valid.len() <= 16 => self.help(format!("known are: {}", valid.join(", "))),
            None => self,
        }
    }
}

impl Problems {
    /// Records a problem at `span` of `file`.
    pub fn report(&self, file: &PackFile<'_>, span: Span, problem: Problem) {
        let at = LineIndex::new(&file.text).position(&file.text, span.start);
        self.found.borrow_mut().push(Diagnostic {
            path: file.path.clone(),
            span,
            line: at.line,
            column: at.column,
            severity: problem.severity,
            code: problem.code,
            message: problem.message,
            help: problem.help,
        });
    }

    /// All problems by file, place and code.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut found = self.found.into_inner();
        found.sort_by(|a, b| {
            (&a.path, a.span.start, a.severity, a.code, &a.message).cmp(&(
                &b.path,
                b.span.start,
                b.severity,
                b.code,
                &b.message,
            ))
        });
        found.dedup();
        found
    }
}

/// The valid word nearest to `found`, if one is near enough to be meant.
fn nearest<'w>(found: &str, valid: &[&'w str]) -> Option<&'w str> {
    let folded = found.to_lowercase().replace([' ', '_'], "-");
    valid
        .iter()
        .map(|word| {
            (
                strsim::damerau_levenshtein(&folded, &word.to_lowercase()),
                *word,
            )
        })
        .filter(|(distance, word)| *distance <= 1 + found.len().min(word.len()) / 3)
        .min()
        .map(|(_, word)| word)
}
