//! The files that a command line names: files as they are, folders walked.

use super::DocumentError;
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// Something to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
}

/// Extensions of texts in a folder.
const TEXTS: [&str; 3] = ["txt", "md", "markdown"];

/// Everything that `paths` name, in their order, folders in the order of names. A folder is walked as git would see
/// it; a path that cannot be used gives its error in its place.
pub fn collect(paths: &[PathBuf]) -> Vec<Result<Input, DocumentError>> {
    paths.iter().flat_map(|path| one(path)).collect()
}

fn one(path: &Path) -> Vec<Result<Input, DocumentError>> {
    if path.as_os_str() == "-" {
        return vec![Ok(Input::Stdin)];
    }
    if !path.is_dir() {
        return vec![Ok(Input::File(path.to_owned()))];
    }
    let shown = path.display().to_string();
    let mut found = Vec::new();
    for entry in WalkBuilder::new(path).sort_by_file_path(Ord::cmp).build() {
        match entry {
            Ok(entry) => {
                let file = entry.file_type().is_some_and(|kind| kind.is_file());
                let extension = entry
                    .path()
                    .extension()
                    .map(|e| e.to_string_lossy().to_lowercase());
                if file && extension.is_some_and(|e| TEXTS.contains(&e.as_str())) {
                    // The files of `.` are named as everybody names them.
                    let path = entry.into_path();
                    let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
                    found.push(Ok(Input::File(path)));
                }
            }
            Err(error) => {
                let cause = error
                    .into_io_error()
                    .unwrap_or_else(|| std::io::Error::other("walk failed"));
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
