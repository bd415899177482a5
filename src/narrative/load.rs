//! Reads narratives from folders or from the binary, and checks them against the packs; every problem of every folder
//! comes out of one run.

use super::model::{Cited, Narrative};
use super::raw::{RawCitation, RawNarrative, RawWork};
use crate::judge::model::Verdict;
use crate::pack::model::Pack;
use crate::pack::{
    Diagnostic, Level, PackFile, Problem, Problems, Reader, Text, error, parse, parse_interval,
    span_of,
};
use crate::span::Span;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

/// The file that says what a narrative is.
const HEAD: &str = "narrative.toml";
/// The file that tells it.
const TEXT: &str = "text.md";
/// Languages of texts that can be read.
pub(super) const LANGUAGES: [&str; 1] = ["en"];

/// Why narratives cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum NarrativeError {
    /// A file or folder could not be read.
    #[error("cannot read `{}` of the narratives", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// There is no narrative in it.
    #[error("no narrative in `{}`: a narrative is a folder with {HEAD} and {TEXT}", path.display())]
    None {
        /// The folder.
        path: PathBuf,
    },
    /// A narrative is wrong; the diagnostics hold at least one error.
    #[error("the narratives in `{path}` have {} errors", diagnostics.len())]
    Invalid {
        /// The folder, as it is shown.
        path: String,
        /// All problems, by file and place.
        diagnostics: Vec<Diagnostic>,
    },
}

/// The files of one narrative.
pub(super) struct Folder<'a> {
    pub id: String,
    pub path: String,
    pub files: Vec<PackFile<'a>>,
}

/// How much a narrative may ask of packs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strictness {
    /// It is written for packs that the user may have left out or replaced.
    Shipped,
    /// Everything that it names must be there.
    Own,
}

/// Loads the narratives in the folders below `folder`, or the one in `folder` itself, and checks them against `packs`.
///
/// # Errors
/// When a file cannot be read, when there is no narrative, or when one is wrong; then with all problems of all.
pub fn load_dir(folder: &Path, packs: &[Pack]) -> Result<Vec<Narrative>, NarrativeError> {
    let mut folders = Vec::new();
    if folder.join(HEAD).is_file() {
        folders.push(open(folder)?);
    } else {
        let mut inner: Vec<PathBuf> = entries(folder)?
            .into_iter()
            .filter(|path| path.is_dir() && !hidden(path))
            .collect();
        inner.sort();
        for path in inner {
            folders.push(open(&path)?);
        }
    }
    if folders.is_empty() {
        return Err(NarrativeError::None {
            path: folder.to_path_buf(),
        });
    }
    let shown = folder.display().to_string();
    read(&shown, &folders, packs, Strictness::Own)
}

fn hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, NarrativeError> {
    let unreadable = |cause| NarrativeError::Unreadable {
        path: folder.to_path_buf(),
        cause,
    };
    fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(unreadable))
        .collect()
}

/// The two files of a narrative, as far as they are there.
fn open(folder: &Path) -> Result<Folder<'static>, NarrativeError> {
    // A path such as `.` has no name of its own.
    let full = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    let mut files = Vec::new();
    for name in [HEAD, TEXT] {
        let path = folder.join(name);
        if !path.exists() {
            continue;
        }
        let bytes = fs::read(&path).map_err(|cause| NarrativeError::Unreadable {
            path: path.clone(),
            cause,
        })?;
        files.push(PackFile {
            name: name.to_string(),
            path: path.display().to_string(),
            text: String::from_utf8_lossy(&bytes).into_owned().into(),
        });
    }
    Ok(Folder {
        id: full
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default(),
        path: folder.display().to_string(),
        files,
    })
}

/// Reads and checks the narratives in `folders`.
pub(super) fn read(
    shown: &str,
    folders: &[Folder<'_>],
    packs: &[Pack],
    strictness: Strictness,
) -> Result<Vec<Narrative>, NarrativeError> {
    let problems = Problems::default();
    let narratives = folders
        .iter()
        .filter_map(|folder| {
            let check = Check {
                problems: &problems,
                packs,
                strictness,
                folder,
            };
            check.narrative()
        })
        .collect();
    let diagnostics: Vec<Diagnostic> = problems
        .into_sorted()
        .into_iter()
        .filter(|problem| problem.severity == Level::Error)
        .collect();
    if diagnostics.is_empty() {
        return Ok(narratives);
    }
    Err(NarrativeError::Invalid {
        path: shown.to_string(),
        diagnostics,
    })
}

/// One narrative being checked.
struct Check<'a> {
    problems: &'a Problems,
    packs: &'a [Pack],
    strictness: Strictness,
    folder: &'a Folder<'a>,
}

impl Check<'_> {
    fn report(&self, file: &PackFile<'_>, at: &Text, problem: Problem) {
        self.problems.report(file, span_of(at), problem);
    }

    fn file(&self, name: &str) -> Option<&PackFile<'_>> {
        let known = self.folder.files.iter().find(|file| file.name == name);
        if known.is_none() {
            let missing = PackFile {
                name: name.into(),
                path: format!("{}/{name}", self.folder.path),
                text: "".into(),
            };
            let message = format!("a narrative needs `{name}`, found none");
            let problem = error("missing-file", message)
                .help(format!("a narrative is a folder with {HEAD} and {TEXT}"));
            self.problems.report(&missing, Span::new(0, 0), problem);
        }
        known
    }

    /// The narrative; `None` where there is none, or where it concerns packs that are not loaded.
    fn narrative(&self) -> Option<Narrative> {
        let (head, text) = (self.file(HEAD), self.file(TEXT));
        let head = head?;
        let (table, sound) = parse(head, self.problems);
        if !sound {
            return None;
        }
        let reader = Reader::new(head, self.problems, HEAD, Span::new(0, 0), &table);
        let raw = RawNarrative::read(reader);
        let packs = self.packs(head, &raw);
        if packs.len() < raw.packs.len() && self.strictness == Strictness::Shipped {
            return None;
        }
        self.id(head);
        self.language(head, &raw);
        self.dates(head, &raw);
        let owned = |text: &Option<Text>| {
            text.as_ref()
                .map(|text| text.get_ref().clone())
                .unwrap_or_default()
        };
        let perhaps = |text: &Option<Text>| text.as_ref().map(|text| text.get_ref().clone());
        let text = text?;
        if text.text.trim().is_empty() {
            let problem = error("empty-text", "the text is empty").help("tell the account in it");
            self.problems.report(text, Span::new(0, 0), problem);
        }
        Some(Narrative {
            id: self.folder.id.clone(),
            title: owned(&raw.title),
            short: owned(&raw.short),
            teller: owned(&raw.teller),
            language: owned(&raw.language),
            original: perhaps(&raw.original),
            date: perhaps(&raw.date),
            edition: raw
                .edition
                .as_ref()
                .and_then(|day| day.get_ref().parse().ok()),
            licence: owned(&raw.licence),
            note: perhaps(&raw.note),
            citations: self.citations(head, &raw.citations, &packs),
            expected: self.expected(head, &raw, &packs),
            packs: packs.iter().map(|pack| pack.id.clone()).collect(),
            path: text.path.clone(),
            text: text.text.to_string(),
        })
    }

    fn id(&self, head: &PackFile<'_>) {
        let id = &self.folder.id;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !id.is_empty() && id.chars().all(plain) {
            return;
        }
        let message = format!("`{id}` is no id: the folder's name is the narrative's id");
        let problem =
            error("wrong-id", message).help("use small letters and digits joined by hyphens");
        self.problems.report(head, Span::new(0, 0), problem);
    }

    fn packs(&self, head: &PackFile<'_>, raw: &RawNarrative) -> Vec<&Pack> {
        let mut found = Vec::new();
        for id in &raw.packs {
            match self.packs.iter().find(|pack| pack.id == *id.get_ref()) {
                Some(pack) => found.push(pack),
                None if self.strictness == Strictness::Shipped => {}
                None => {
                    let message = format!("no pack `{}` is loaded", id.get_ref());
                    let valid = self.packs.iter().map(|pack| pack.id.as_str());
                    let problem = error("unknown-pack", message).nearest(id.get_ref(), valid);
                    self.report(head, id, problem);
                }
            }
        }
        found
    }

    fn language(&self, head: &PackFile<'_>, raw: &RawNarrative) {
        let Some(language) = &raw.language else {
            return;
        };
        if !LANGUAGES.contains(&language.get_ref().as_str()) {
            let message = format!("a text in `{}` cannot be read yet", language.get_ref());
            let problem = error("unread-language", message)
                .help("restate the account in English and name its own language as `original`");
            self.report(head, language, problem);
        }
    }

    fn dates(&self, head: &PackFile<'_>, raw: &RawNarrative) {
        if let Some(date) = &raw.date
            && let Err(cause) = parse_interval(date.get_ref())
        {
            let problem = error("invalid-date", format!("`{}`: {cause}", date.get_ref()));
            self.report(head, date, problem);
        }
        if let Some(edition) = &raw.edition
            && edition.get_ref().parse::<Date>().is_err()
        {
            let message = format!("`{}` is no day", edition.get_ref());
            let problem =
                error("invalid-date", message).help("write year, month and day: 1985-01-01");
            self.report(head, edition, problem);
        }
    }

    fn citations(&self, head: &PackFile<'_>, raw: &[RawCitation], packs: &[&Pack]) -> Vec<Cited> {
        let mut cited = Vec::new();
        for one in raw {
            let locator = one.locator.as_ref().map(|text| text.get_ref().clone());
            let record = match &one.work {
                RawWork::Described(record) => Some((**record).clone()),
                RawWork::Source(key) => self.source(head, key, packs),
            };
            cited.extend(record.map(|record| Cited { record, locator }));
        }
        cited
    }

    fn source(
        &self,
        head: &PackFile<'_>,
        key: &Text,
        packs: &[&Pack],
    ) -> Option<crate::pack::model::Record> {
        let known = packs
            .iter()
            .find_map(|pack| pack.records.get(key.get_ref()));
        if known.is_none() && self.strictness == Strictness::Own {
            let message = format!("there is no source `{}` in sources.toml", key.get_ref());
            let valid = packs
                .iter()
                .flat_map(|pack| pack.records.keys().map(String::as_str));
            self.report(
                head,
                key,
                error("unknown-source", message).nearest(key.get_ref(), valid),
            );
        }
        known.cloned()
    }

    /// What is expected of the claims, in the order of the file.
    fn expected(
        &self,
        head: &PackFile<'_>,
        raw: &RawNarrative,
        packs: &[&Pack],
    ) -> Vec<(String, Verdict)> {
        let mut expected = Vec::new();
        let mut seen = BTreeSet::new();
        for (claim, word) in &raw.verdicts {
            let id = self.claim(head, claim, packs);
            let verdict = self.verdict(head, word);
            if let Some(id) = &id
                && !seen.insert(id.clone())
            {
                let message = format!("the verdict on `{id}` is given twice");
                self.report(
                    head,
                    claim,
                    error("duplicate-id", message).help("keep one of them"),
                );
            }
            expected.extend(id.zip(verdict));
        }
        expected
    }

    fn claim(&self, head: &PackFile<'_>, found: &Text, packs: &[&Pack]) -> Option<String> {
        let all = || {
            packs
                .iter()
                .flat_map(|pack| pack.claims.iter().map(move |claim| (pack, claim)))
        };
        let fits: Vec<String> = all()
            .map(|(pack, claim)| (format!("{}/{}", pack.id, claim.id), &claim.id))
            .filter(|(full, bare)| full == found.get_ref() || *bare == found.get_ref())
            .map(|(full, _)| full)
            .collect();
        match fits.as_slice() {
            [] if self.strictness == Strictness::Shipped => None,
            [] => {
                let message = format!("there is no claim `{}`", found.get_ref());
                let valid = all().map(|(_, claim)| claim.id.as_str());
                let problem = error("unknown-claim", message).nearest(found.get_ref(), valid);
                self.report(head, found, problem);
                None
            }
            [one] => Some(one.clone()),
            [one, ..] => {
                let message = format!("several packs have a claim `{}`", found.get_ref());
                let problem = error("ambiguous-claim", message).help(format!("write \"{one}\""));
                self.report(head, found, problem);
                None
            }
        }
    }

    fn verdict(&self, head: &PackFile<'_>, found: &Text) -> Option<Verdict> {
        let known = Verdict::ALL
            .into_iter()
            .find(|verdict| verdict.name() == found.get_ref());
        if known.is_none() {
            let words: Vec<&str> = Verdict::ALL.iter().map(|verdict| verdict.name()).collect();
            let message = format!(
                "a verdict must be one of {}, found `{}`",
                words.join(", "),
                found.get_ref()
            );
            self.report(
                head,
                found,
                error("unknown-word", message).nearest(found.get_ref(), words.into_iter()),
            );
        }
        known
    }
}
