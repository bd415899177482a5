//! Completions and manual pages, made from the arguments so that they cannot disagree with them.

use super::Status;
use super::arguments::Arguments;
use anyhow::{Context, Result};
use clap::{Command, CommandFactory};
use clap_complete::Shell;
use clap_mangen::Man;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// The heading that the crate gives to what stands after the options, and ours.
const EXTRA: &str = ".SH EXTRA";
const EXAMPLES: &str = ".SH EXAMPLES";

pub fn completions(shell: Shell) -> Result<Status> {
    // Written to memory first: the crate panics where standard output is closed.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "gainsay", &mut script);
    io::stdout().write_all(&script)?;
    Ok(Status::Clean)
}

/// The page of the whole program on standard output, or a page a command into a folder.
pub fn man(folder: Option<&Path>) -> Result<Status> {
    let mut command = Arguments::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = folder else {
        io::stdout().write_all(page(&Man::new(command))?.as_bytes())?;
        return Ok(Status::Clean);
    };
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    pages(&command, folder).with_context(|| format!("cannot write to {}", folder.display()))?;
    Ok(Status::Clean)
}

/// Writes the page of a command, and those of the commands below it.
fn pages(command: &Command, folder: &Path) -> io::Result<()> {
    let page_of = Man::new(command.clone());
    fs::write(folder.join(page_of.get_filename()), page(&page_of)?)?;
    let below = command.get_subcommands().filter(|one| !one.is_hide_set());
    below.into_iter().try_for_each(|one| pages(one, folder))
}

/// A page whose examples keep their lines: as they come they would be filled and justified.
fn page(of: &Man) -> io::Result<String> {
    let mut written = Vec::new();
    of.render(&mut written)?;
    let written = String::from_utf8(written).map_err(io::Error::other)?;
    let (mut page, mut extra, mut lines_stay) = (String::new(), false, false);
    for line in written.lines() {
        if line.starts_with(".SH") {
            extra = line == EXTRA;
        }
        let stays = extra && line.starts_with(' ');
        if stays != lines_stay {
            page.push_str(if stays { ".nf\n" } else { ".fi\n" });
            lines_stay = stays;
        }
        page.push_str(if line == EXTRA { EXAMPLES } else { line });
        page.push('\n');
    }
    Ok(page)
}
