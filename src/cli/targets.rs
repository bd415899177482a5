//! The files that a run writes: no two reports go to one of them, and none of them is a text, unless it is a report that an
//! earlier run left there.

use super::arguments::Output;
use super::configuration::absolute;
use super::plan::Planned;
use crate::report::{HEAD, is_report};
use anyhow::{Result, bail};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// One file that will be written.
struct Target {
    path: PathBuf,
    /// What tells it from every other file, if it is there.
    identity: Option<Identity>,
}

/// Device and number of a file, which no other name of it changes.
#[cfg(unix)]
type Identity = (u64, u64);
/// The one path of a file.
#[cfg(not(unix))]
type Identity = PathBuf;

/// The files of all reports.
pub struct Targets(Vec<Target>);

impl Targets {
    /// The files of `formats`; two reports in one file would spoil each other.
    pub fn new(formats: &[Output]) -> Result<Self> {
        let mut targets: Vec<Target> = Vec::new();
        for path in formats.iter().filter_map(|output| output.file.as_ref()) {
            let one = Target {
                path: settled(path),
                identity: identity(path),
            };
            // A device takes as many reports as one likes.
            let special = path.exists() && one.identity.is_none();
            if !special
                && targets
                    .iter()
                    .any(|other| one.is(&other.path, other.identity.as_ref()))
            {
                bail!(
                    "two reports would go to {}: give each a file of its own",
                    path.display()
                );
            }
            targets.push(one);
        }
        Ok(Self(targets))
    }

    /// Takes the reports of earlier runs out of the texts that were found in folders. Any other text that a report would
    /// replace ends the run before anything is written.
    pub fn spare(&self, inputs: &mut Vec<Planned>) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut kept = Vec::with_capacity(inputs.len());
        for one in inputs.drain(..) {
            match one.path() {
                Some(path) if self.holds(path) => {
                    if one.named || !report_in(path) {
                        bail!(
                            "{} is one of the texts, and a report would replace it: write the report to another file",
                            path.display()
                        );
                    }
                }
                _ => kept.push(one),
            }
        }
        *inputs = kept;
        Ok(())
    }

    /// Ends the run if a report would replace a file that the run reads beside its texts.
    pub fn spare_file(&self, what: &str, path: Option<&Path>) -> Result<()> {
        match path {
            Some(path) if self.holds(path) => bail!(
                "{} is {what}, and a report would replace it: write the report to another file",
                path.display()
            ),
            _ => Ok(()),
        }
    }

    fn holds(&self, path: &Path) -> bool {
        if self.0.is_empty() {
            return false;
        }
        let identity = identity(path);
        let path = settled(path);
        self.0
            .iter()
            .any(|target| target.is(&path, identity.as_ref()))
    }
}

impl Target {
    fn is(&self, path: &Path, identity: Option<&Identity>) -> bool {
        match (&self.identity, identity) {
            (Some(own), Some(other)) => own == other,
            (None, None) => self.path == path,
            _ => false,
        }
    }
}

/// What tells a file from every other one; none of what is not there, and of devices and pipes.
#[cfg(unix)]
fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let there = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn identity(path: &Path) -> Option<Identity> {
    fs::canonicalize(path).ok().filter(|path| path.is_file())
}

/// The path of a file that need not be there yet, whatever links lead to its folder.
fn settled(path: &Path) -> PathBuf {
    let path = absolute(path);
    let folder = path
        .parent()
        .and_then(|folder| fs::canonicalize(folder).ok());
    match (folder, path.file_name()) {
        (Some(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

/// Whether there is nothing in a file but a report, or nothing at all.
fn report_in(path: &Path) -> bool {
    head(path).is_ok_and(|head| head.trim().is_empty() || is_report(&head))
}

/// Whether a file is a report of this program.
pub fn holds_report(path: &Path) -> bool {
    path.is_file() && head(path).is_ok_and(|head| is_report(&head))
}

fn head(path: &Path) -> io::Result<String> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(String::from_utf8_lossy(&head).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_has_many_names() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.md");
        fs::write(&file, "Rome").unwrap();
        fs::hard_link(&file, folder.path().join("b.md")).unwrap();
        let to = |name: &str| {
            let path = folder.path().join(name).display().to_string();
            format!("markdown={path}").parse::<Output>().unwrap()
        };
        let targets = Targets::new(&[to("a.md"), to("new.md")]).unwrap();
        for (name, held) in [("b.md", true), ("./new.md", true), ("c.md", false)] {
            assert_eq!(targets.holds(&folder.path().join(name)), held, "{name}");
        }
        assert!(Targets::new(&[to("a.md"), to("b.md")]).is_err());
        assert!(Targets::new(&[to("new.md"), to("x/../new.md")]).is_err());
        assert!(Targets::new(&[to("new.md"), to("newer.md")]).is_ok());
    }
}
