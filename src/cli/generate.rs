//! Completions and manual pages, made from the arguments so that they cannot disagree with them.

use super::Status;
use super::arguments::Arguments;
use anyhow::{Context, Result};
use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

pub fn completions(shell: Shell) -> Result<Status> {
    // Written to memory first: the crate panics where standard output is closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "gainsay", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Status::Clean)
}

/// The page of the whole program on standard output, or a page a command into a folder.
pub fn man(folder: Option<&Path>) -> Result<Status> {
    let command = Arguments::command();
    let Some(folder) = folder else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page)?;
        io::stdout().write_all(&page)?;
        return Ok(Status::Clean);
    };
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    clap_mangen::generate_to(command, folder)
        .with_context(|| format!("cannot write to {}", folder.display()))?;
    Ok(Status::Clean)
}
