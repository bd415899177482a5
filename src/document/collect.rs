//! The files that a command line names: files as they are, folders walked.

use super::DocumentError;
use super::format::Format;
use super::open::unsupported;
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
/// file nor a folder is read if it is named, as a shell names what a command writes; in a folder it is an error. Of a file
/// in a format that is not read yet a folder gives [`DocumentError::Unsupported`]; where it is named, reading it does.
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

/// Where a walk could not go on, and why.
fn parted(error: ignore::Error) -> (Option<PathBuf>, io::Error) {
    match error {
        ignore::Error::WithPath { path, err } => (Some(path), parted(*err).1),
        ignore::Error::WithDepth { err, .. } => parted(*err),
        // The walk wraps the cause in words that name the path once more.
        ignore::Error::Io(cause) => {
            let inner = cause.get_ref().and_then(|wrapped| wrapped.source());
            let inner = inner.map(|inner| io::Error::new(cause.kind(), inner.to_string()));
            (None, inner.unwrap_or(cause))
        }
        other => (None, io::Error::other(other)),
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
    let (mut found, mut others) = (Vec::new(), Vec::new());
    for entry in walk(path) {
        match entry {
            Ok(entry) => {
                let kind = entry.file_type();
                let extension = entry.path().extension().unwrap_or_default();
                let extension = extension.to_string_lossy();
                if Format::known(&extension).is_none() {
                    let file = kind.is_some_and(|kind| kind.is_file());
                    let later = file.then(|| unsupported(&extension)).flatten();
                    others.extend(later.map(|extension| {
                        let path = plainly(entry.into_path()).display().to_string();
                        Err(DocumentError::Unsupported { path, extension })
                    }));
                    continue;
                }
                if kind.is_some_and(|kind| kind.is_file()) {
                    found.push(Ok(Input::File(plainly(entry.into_path()))));
                } else if kind.is_some_and(|kind| !kind.is_dir()) && !entry.path().is_dir() {
                    found.push(regular(plainly(entry.into_path())));
                }
            }
            Err(error) => {
                let (at, cause) = parted(error);
                found.push(Err(DocumentError::Unreadable {
                    path: at.map_or(shown.clone(), |at| plainly(at).display().to_string()),
                    cause,
                }));
            }
        }
    }
    if found.is_empty() {
        found.push(Err(DocumentError::NoTexts { path: shown }));
    }
    found.extend(others);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt;

    /// How the walk wraps a cause.
    #[derive(Debug)]
    struct Wrapped(io::Error);

    impl fmt::Display for Wrapped {
        fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
            write!(to, "IO error for operation on a/locked: {}", self.0)
        }
    }

    impl std::error::Error for Wrapped {
        fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
            Some(&self.0)
        }
    }

    #[test]
    fn the_folder_that_cannot_be_entered_is_named_once() {
        let cause = io::Error::from_raw_os_error(13);
        let (kind, told) = (cause.kind(), cause.to_string());
        let walk = ignore::Error::WithDepth {
            depth: 1,
            err: Box::new(ignore::Error::WithPath {
                path: "a/locked".into(),
                err: Box::new(ignore::Error::Io(io::Error::new(kind, Wrapped(cause)))),
            }),
        };
        let (at, cause) = parted(walk);
        assert_eq!(at.as_deref(), Some(Path::new("a/locked")));
        assert_eq!((cause.kind(), cause.to_string()), (kind, told));
    }
}
