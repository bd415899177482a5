//! Reads the files of a pack, from a folder or from the binary.

use super::diagnostic::{Diagnostic, Level, PackFile, Problems, error, warning};
use super::model::Pack;
use super::raw::{RawClaim, RawEntity, RawPack, RawRecord};
use super::reader::Reader;
use super::validate::{Written, validate};
use crate::span::Span;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::{fs, io};
use toml::de::DeTable;

/// A pack that can be used, and what should be improved in it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The pack.
    pub pack: Pack,
    /// Warnings, by file and place.
    pub warnings: Vec<Diagnostic>,
}

/// Why a pack cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A file or folder could not be read.
    #[error("cannot read `{}` of a pack", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// The pack is wrong; the diagnostics hold at least one error, and the warnings as well.
    #[error("the pack in `{path}` has {}", counted(errors(diagnostics)))]
    Invalid {
        /// The folder, as it is shown.
        path: String,
        /// All problems, by file and place.
        diagnostics: Vec<Diagnostic>,
    },
}

fn counted(errors: usize) -> String {
    match errors {
        1 => "an error".to_owned(),
        many => format!("{many} errors"),
    }
}

fn errors(diagnostics: &[Diagnostic]) -> usize {
    diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Level::Error)
        .count()
}

/// Loads the pack in that folder (the one that holds `pack.toml`).
pub fn load_dir(folder: &Path) -> Result<Loaded, PackError> {
    let mut names = Vec::new();
    list(folder, "", &mut names)?;
    names.sort();
    let mut files = Vec::with_capacity(names.len());
    for name in names {
        let path = folder.join(&name);
        let bytes = fs::read(&path).map_err(|cause| PackError::Unreadable {
            path: path.clone(),
            cause,
        })?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        files.push(PackFile {
            name,
            path: path.display().to_string(),
            text: text.into(),
        });
    }
    // A path such as `.` has no name of its own.
    let full = folder
        .canonicalize()
        .unwrap_or_else(|_| folder.to_path_buf());
    let id = full
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    load_files_at(&id, &folder.display().to_string(), &files)
}

/// The file that makes a folder a pack.
const HEAD: &str = "pack.toml";
/// What else a pack has.
const PARTS: [&str; 3] = ["entities.toml", "sources.toml", "claims"];

/// Names of the TOML files below `folder`, with `/` between the parts.
fn list(folder: &Path, prefix: &str, names: &mut Vec<String>) -> Result<(), PackError> {
    let unreadable = |cause| PackError::Unreadable {
        path: folder.to_path_buf(),
        cause,
    };
    let strange = prefix.is_empty() && !folder.join(HEAD).is_file();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        // What is no pack at all may be a folder of everything.
        if name.starts_with('.') || strange && !PARTS.contains(&name) {
            continue;
        }
        if path.is_dir() {
            list(&path, &format!("{prefix}{name}/"), names)?;
        } else if name.ends_with(".toml") {
            names.push(format!("{prefix}{name}"));
        }
    }
    Ok(())
}

/// Loads a shipped pack.
pub(super) fn load_files(id: &str, files: &[PackFile<'_>]) -> Result<Loaded, PackError> {
    load_files_at(id, &format!("claims/{id}"), files)
}

/// Loads a pack from its files, which stand in the order of their names.
fn load_files_at(id: &str, shown: &str, files: &[PackFile<'_>]) -> Result<Loaded, PackError> {
    let problems = Problems::default();
    // What follows from a broken file is not worth a report of its own.
    let quiet = Problems::default();
    let tables: Vec<_> = files.par_iter().map(table).collect();
    let tables: Vec<Parsed> = files
        .iter()
        .zip(tables)
        .map(|(file, table)| checked(file, table, &problems))
        .collect();
    let written = read(shown, files, &tables, &problems, &quiet);
    let pack = validate(&written, id, digest(files), &problems);
    let diagnostics = problems.into_sorted();
    if errors(&diagnostics) > 0 {
        return Err(PackError::Invalid {
            path: shown.to_string(),
            diagnostics,
        });
    }
    Ok(Loaded {
        pack,
        warnings: diagnostics,
    })
}

/// A file's table, and whether the file is sound.
pub(crate) type Parsed<'a> = (DeTable<'a>, bool);

/// Parses one file; of a broken one as much as can be made out.
pub(crate) fn parse<'a>(file: &'a PackFile<'a>, problems: &Problems) -> Parsed<'a> {
    checked(file, table(file), problems)
}

/// A file's table, and where the file is broken.
fn table<'a>(file: &'a PackFile<'a>) -> (DeTable<'a>, Vec<toml::de::Error>) {
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    (table.into_inner(), errors)
}

/// Reports where the file is broken.
fn checked<'a>(
    file: &PackFile<'_>,
    (table, errors): (DeTable<'a>, Vec<toml::de::Error>),
    problems: &Problems,
) -> Parsed<'a> {
    if let Some(at) = file.text.find('\u{FFFD}') {
        let message = "the file is not UTF-8";
        problems.report(
            file,
            Span::new(at, at),
            error("not-utf-8", message).help("save it as UTF-8"),
        );
    }
    for cause in &errors {
        let span = cause
            .span()
            .map_or(Span::new(0, 0), |span| Span::new(span.start, span.end));
        problems.report(
            file,
            span,
            error("syntax", format!("not valid TOML: {}", cause.message())),
        );
    }
    (table, errors.is_empty())
}

/// Sorts the tables into the parts of a pack.
fn read<'a>(
    shown: &str,
    files: &'a [PackFile<'a>],
    tables: &'a [Parsed<'a>],
    problems: &'a Problems,
    quiet: &'a Problems,
) -> Written<'a> {
    let mut written = Written {
        pack: None,
        entities: Vec::new(),
        records: Vec::new(),
        claims: Vec::new(),
        broken: super::validate::Broken::default(),
    };
    for (file, (table, sound)) in files.iter().zip(tables) {
        let problems = if *sound { problems } else { quiet };
        let reader = |what| Reader::new(file, problems, what, Span::new(0, 0), table);
        match file.name.as_str() {
            "pack.toml" => {
                written.pack = Some((file, RawPack::read(reader("pack.toml"))));
                written.broken.pack = !sound;
            }
            "entities.toml" => {
                let entries = reader("entities.toml").entries("an entity");
                written.entities = entries
                    .into_iter()
                    .map(|(id, entry)| (file, RawEntity::read(id, entry)))
                    .collect();
                written.broken.entities = !sound;
            }
            "sources.toml" => {
                let entries = reader("sources.toml").entries("a source");
                written.records = entries
                    .into_iter()
                    .map(|(key, entry)| (file, RawRecord::read(key, entry)))
                    .collect();
                written.broken.records = !sound;
            }
            name => match name
                .strip_prefix("claims/")
                .and_then(|name| name.strip_suffix(".toml"))
            {
                Some(id) if *sound => {
                    written
                        .claims
                        .push((file, id.to_string(), RawClaim::read(reader("a claim"))))
                }
                Some(_) => {}
                None if name.ends_with(".toml") => {
                    let message = format!("`{name}` is no file of a pack");
                    let problem = warning("unknown-file", message).nearest(
                        name,
                        ["pack.toml", "entities.toml", "sources.toml", "claims/"].into_iter(),
                    );
                    problems.report(file, Span::new(0, 0), problem);
                }
                None => {}
            },
        }
    }
    if written.pack.is_none() {
        let file = PackFile {
            name: "pack.toml".into(),
            path: format!("{shown}/pack.toml"),
            text: "".into(),
        };
        let problem = error("missing-file", "a pack needs `pack.toml`, found none")
            .help("add one with id, version, title and languages");
        problems.report(&file, Span::new(0, 0), problem);
        written.broken.pack = true;
    }
    written
}

/// SHA-256 over names and texts, so that a moved sentence changes it, too.
fn digest(files: &[PackFile<'_>]) -> String {
    let mut hash = Sha256::new();
    for file in files {
        for part in [&file.name, file.text.as_ref()] {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part.as_bytes());
        }
    }
    hash.finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}
