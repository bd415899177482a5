//! `gainsay init`: a commented configuration, and how to call the program from continuous integration.

use super::Status;
use super::arguments::Init;
use anyhow::{Context, Result, bail};
use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Write};

/// The file that is written.
const TEMPLATE: &str = include_str!("init.toml");

pub fn run(arguments: &Init) -> Result<Status> {
    let path = arguments.folder.join("gainsay.toml");
    // Beside the other name of a configuration the new file would hold in its place.
    let other = arguments.folder.join(".gainsay.toml");
    if other.exists() {
        bail!("{} is there already; nothing was changed", other.display());
    }
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    let mut file = match file {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            bail!("{} is there already; nothing was changed", path.display());
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {
            let folder = arguments.folder.display();
            bail!("no folder {folder}; make it first, or name the folder that holds the texts");
        }
        other => other.with_context(|| format!("cannot write {}", path.display()))?,
    };
    file.write_all(TEMPLATE.as_bytes())
        .with_context(|| format!("cannot write {}", path.display()))?;
    let folder = arguments.folder.display();
    writeln!(
        io::stdout(),
        "wrote {}\n\nTry it:\n  gainsay check {folder}\n  gainsay check {folder} --show-config\n\n\
         In GitHub Actions:\n  gainsay check {folder} --canary --format github\n\n\
         In any other CI:\n  gainsay check {folder} --canary --format full --format junit=gainsay.xml\n\n\
         Accept what is there today, and fail on what is new:\n  \
         gainsay check {folder} --baseline gainsay-baseline.json --write-baseline",
        path.display()
    )?;
    Ok(Status::Clean)
}
