//! `--since`: what git says was changed. Git itself is asked, so that every kind of checkout works.

use super::configuration::absolute;
use crate::gate::{ChangedLines, Changes};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The changes of every repository in which texts lie.
pub struct Since {
    revision: String,
    /// By folder: the root of its repository.
    roots: BTreeMap<PathBuf, PathBuf>,
    changes: BTreeMap<PathBuf, Changes>,
}

impl Since {
    pub fn new(revision: &str) -> Result<Self> {
        // Git would take it for an option.
        if revision.is_empty() || revision.starts_with('-') {
            bail!("`{revision}` is no revision");
        }
        Ok(Self {
            revision: revision.to_owned(),
            roots: BTreeMap::new(),
            changes: BTreeMap::new(),
        })
    }

    /// The changed lines of a file.
    pub fn of(&mut self, path: &Path) -> Result<ChangedLines> {
        let path = std::fs::canonicalize(path).unwrap_or_else(|_| absolute(path));
        let folder = path.parent().unwrap_or(&path).to_owned();
        let root = match self.roots.get(&folder) {
            Some(root) => root.clone(),
            None => {
                let root = git(&folder, &["rev-parse", "--show-toplevel"])?;
                let root = PathBuf::from(root.trim_end_matches(['\n', '\r']));
                let root = std::fs::canonicalize(&root).unwrap_or(root);
                self.roots.insert(folder, root.clone());
                root
            }
        };
        if !self.changes.contains_key(&root) {
            let changes = self.changed(&root)?;
            self.changes.insert(root.clone(), changes);
        }
        let inner = path.strip_prefix(&root).unwrap_or(&path);
        let inner = inner.to_string_lossy().replace('\\', "/");
        Ok(self
            .changes
            .get(&root)
            .map(|changes| changes.of(&inner))
            .unwrap_or_default())
    }

    fn changed(&self, root: &Path) -> Result<Changes> {
        let commit = format!("{}^{{commit}}", self.revision);
        if git(root, &["rev-parse", "--verify", "--quiet", &commit]).is_err() {
            bail!(
                "git knows no revision `{}` in {}; in a shallow checkout fetch it first (actions/checkout: fetch-depth: 0)",
                self.revision,
                root.display()
            );
        }
        // What others did on that branch meanwhile is no work of this one.
        let Ok(base) = git(root, &["merge-base", "HEAD", &self.revision]) else {
            bail!(
                "git knows no commit from which both HEAD and `{}` come in {}; in a shallow checkout fetch more first (actions/checkout: fetch-depth: 0)",
                self.revision,
                root.display()
            );
        };
        let diff = git(
            root,
            &[
                "-c",
                "core.quotePath=false",
                "diff",
                "-U0",
                "--no-color",
                "--no-ext-diff",
                "--no-prefix",
                base.trim_end(),
                "--",
            ],
        )?;
        let mut changes = Changes::parse(&diff);
        let new = git(root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
        for path in new.split('\0').filter(|path| !path.is_empty()) {
            changes.add_new(path);
        }
        Ok(changes)
    }
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(arguments)
        .output()
        .context("--since needs git, which could not be started")?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(
            "git {} failed in {}: {}",
            arguments.first().unwrap_or(&""),
            folder.display(),
            said.trim()
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
