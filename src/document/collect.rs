//! The files that a command line names: files as they are, folders walked.

use super::DocumentError;
use super::format::Format;
use globset::GlobBuilder;
use ignore::WalkBuilder;
use std::io;
use std::path::{Path, PathBuf};

/// Something to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// Everything that `paths` name, in their order, folders in the order of names. A folder is walked as git would see
/// it; a path that cannot be used gives its error in its place.
///
/// A link to a file is a text like any other, a link to a folder is followed only where it is named. What is neither a
/// file nor a folder is read if it is named, as a shell names what a command writes; in a folder it is an error.
pub fn collect(paths: &[PathBuf]) -> Vec<Result<Input, DocumentError>> {
    paths.iter().flat_map(|path| one(path)).collect()
}

/// The files that a glob names, for shells that expand none. It names files whatever their extension.
fn glob(written: &str) -> Vec<Result<Input, DocumentError>> {
    let path = written.to_owned();
    let built = GlobBuilder::new(written).literal_separator(true).build();
    let Ok(glob) = built.map(|glob| glob.compile_matcher()) else {
        return vec![Err(DocumentError::NoMatch { path })];
    };
    let plain: PathBuf = Path::new(written)
        .components()
        .take_while(|part| {
            !part
                .as_os_str()
                .to_string_lossy()
                .contains(['*', '?', '[', '{'])
        })
        .collect();
    let base = if plain.as_os_str().is_empty() {
        Path::new(".")
    } else {
        &plain
    };
    let mut found = Vec::new();
    let mut folders: Vec<PathBuf> = Vec::new();
    for entry in walk(base).filter_map(Result::ok) {
        let path = plainly(entry.into_path());
        // A folder that matches brings its own files.
        if folders.iter().any(|folder| path.starts_with(folder)) || !glob.is_match(&path) {
            continue;
        }
        if path.is_dir() {
            found.extend(one(&path));
            folders.push(path);
        } else {
            found.push(regular(path));
        }
    }
    if found.is_empty() {
        return vec![Err(DocumentError::NoMatch { path })];
    }
    found
}

/// A walk as git would see it, without what `.gainsayignore` names.
fn walk(folder: &Path) -> ignore::Walk {
    WalkBuilder::new(folder)
        .add_custom_ignore_filename(".gainsayignore")
        .sort_by_file_path(Ord::cmp)
        .build()
}

/// The files of `.` are named as everybody names them.
fn plainly(path: PathBuf) -> PathBuf {
    path.strip_prefix(".").map(Path::to_owned).unwrap_or(path)
}

/// What was found and not named, if it is a file: to open a pipe nobody writes to would take for ever.
fn regular(path: PathBuf) -> Result<Input, DocumentError> {
    let shown = || path.display().to_string();
    match std::fs::metadata(&path) {
        Ok(there) if there.is_file() => Ok(Input::File(path)),
        Ok(_) => Err(DocumentError::Irregular { path: shown() }),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            Err(DocumentError::Dangling { path: shown() })
        }
        Err(cause) => Err(DocumentError::Unreadable {
            path: shown(),
            cause,
        }),
    }
}

fn one(path: &Path) -> Vec<Result<Input, DocumentError>> {
    if path.as_os_str() == "-" {
        return vec![Ok(Input::Stdin)];
    }
    let written = path.to_string_lossy();
    if !path.exists() && written.contains(['*', '?', '[', '{']) {
        return glob(&written);
    }
    if !path.is_dir() {
        return vec![Ok(Input::File(path.to_owned()))];
    }
    let shown = path.display().to_string();
    let mut found = Vec::new();
    for entry in walk(path) {
        match entry {
            Ok(entry) => {
                let kind = entry.file_type();
                let extension = entry.path().extension();
                if extension.is_none_or(|e| Format::known(&e.to_string_lossy()).is_none()) {
                    continue;
                }
                if kind.is_some_and(|kind| kind.is_file()) {
                    found.push(Ok(Input::File(plainly(entry.into_path()))));
                } else if kind.is_some_and(|kind| !kind.is_dir()) && !entry.path().is_dir() {
                    found.push(regular(plainly(entry.into_path())));
                }
            }
            Err(error) => {
                let cause = error
                    .into_io_error()
                    .unwrap_or_else(|| io::Error::other("walk failed"));
                found.push(Err(DocumentError::Unreadable {
                    path: shown.clone(),
                    cause,
                }));
            }
        }
    }
    if found.is_empty() {
        found.push(Err(DocumentError::NoTexts { path: shown }));
    }
    found
}
