//! Which configuration governs a file: the closest one above it, or the one that the command line names.

use super::{Configuration, read};
use crate::pack::Diagnostic;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Names of the file, the first one first.
const NAMES: [&str; 2] = ["gainsay.toml", ".gainsay.toml"];

/// Finds configurations and remembers them by folder.
pub struct Discovery {
    fixed: Option<Arc<Configuration>>,
    isolated: bool,
    folders: BTreeMap<PathBuf, Option<Arc<Configuration>>>,
    files: BTreeMap<PathBuf, Arc<Configuration>>,
    /// What is wrong in all files read so far.
    pub problems: Vec<Diagnostic>,
}

impl Discovery {
    /// A discovery that uses `named` for everything, or nothing at all if isolated.
    pub fn new(named: Option<&Path>, isolated: bool) -> Result<Self> {
        let mut discovery = Self {
            fixed: None,
            isolated,
            folders: BTreeMap::new(),
            files: BTreeMap::new(),
            problems: Vec::new(),
        };
        if let Some(path) = named {
            if !path.is_file() {
                bail!("{}: no such configuration file", path.display());
            }
            discovery.fixed = Some(discovery.file(path)?);
        }
        Ok(discovery)
    }

    /// The configuration for a file or folder.
    pub fn of(&mut self, path: &Path) -> Result<Option<Arc<Configuration>>> {
        if self.isolated {
            return Ok(None);
        }
        if let Some(fixed) = &self.fixed {
            return Ok(Some(fixed.clone()));
        }
        let path = absolute(path);
        let folder = if path.is_dir() {
            path.as_path()
        } else {
            path.parent().unwrap_or(&path)
        };
        self.above(folder)
    }

    fn above(&mut self, folder: &Path) -> Result<Option<Arc<Configuration>>> {
        if let Some(known) = self.folders.get(folder) {
            return Ok(known.clone());
        }
        let mut there = NAMES
            .iter()
            .map(|name| folder.join(name))
            .filter(|path| path.is_file());
        let here = there.next();
        if let (Some(used), Some(other)) = (&here, there.next()) {
            let _ = writeln!(
                io::stderr(),
                "gainsay: {} is used, and {} beside it is not: keep one of them",
                used.display(),
                other.display()
            );
        }
        let found = match (here, folder.parent()) {
            (Some(path), _) => Some(self.file(&path)?),
            (None, Some(parent)) => self.above(parent)?,
            (None, None) => None,
        };
        self.folders.insert(folder.to_owned(), found.clone());
        Ok(found)
    }

    fn file(&mut self, path: &Path) -> Result<Arc<Configuration>> {
        let path = absolute(path);
        if let Some(known) = self.files.get(&path) {
            return Ok(known.clone());
        }
        let (configuration, problems) = read::configuration(&path)?;
        self.problems.extend(problems);
        let configuration = Arc::new(configuration);
        self.files.insert(path, configuration.clone());
        Ok(configuration)
    }
}

/// A path from the root, without `.` and `..`.
pub fn absolute(path: &Path) -> PathBuf {
    let joined = std::env::current_dir().unwrap_or_default().join(path);
    let mut plain = PathBuf::new();
    for part in joined.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}

/// A path as seen from a folder, with `/` between the parts; the path itself if it lies elsewhere.
pub fn relative_to(folder: &Path, path: &Path) -> String {
    let path = absolute(path);
    let inner = path.strip_prefix(folder).unwrap_or(&path);
    inner.to_string_lossy().replace('\\', "/")
}
