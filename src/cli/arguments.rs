//! What can be asked for.

use crate::gate::FailOn;
use crate::report::Format;
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;
use std::str::FromStr;

/// Checks what a text says against what the archives show.
#[derive(Debug, Parser)]
#[command(name = "gainsay", version, about, propagate_version = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check texts against the claims
    Check(Check),
    /// Show a claim; with --on, why a sentence did or did not get its stance
    Explain(Explain),
    /// List, lint and test claims
    #[command(subcommand)]
    Claims(Claims),
}

#[derive(Debug, Args)]
pub struct Check {
    /// Files and folders; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Output: full, concise, json, jsonl, sarif, github, junit, markdown or html; several times, each to its file
    /// (sarif=out.sarif)
    #[arg(long = "format", value_name = "FORMAT[=FILE]", default_value = "full")]
    pub formats: Vec<Output>,
    /// Verdicts that make the exit status 1: contradicts, mixed, omits, partial, reports
    #[arg(long, value_name = "LIST", default_value = "contradicts")]
    pub fail_on: FailOn,
    /// Exit with 0 whatever is found
    #[arg(long)]
    pub exit_zero: bool,
    #[command(flatten)]
    pub packs: Packs,
    /// Check this claim only; may be repeated
    #[arg(long = "claim", value_name = "ID")]
    pub claims: Vec<String>,
    /// Check claims on this topic only; may be repeated
    #[arg(long = "topic", value_name = "ID")]
    pub topics: Vec<String>,
    /// Which claims the text owes: those whose topic it treats, or all
    #[arg(long, value_enum, default_value_t = Require::Due)]
    pub require: Require,
    /// When the text was published; later evidence makes no error of it
    #[arg(long, value_name = "DATE")]
    pub edition_date: Option<Date>,
    /// Colours
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,
    /// Threads; by default one a core
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Show agreements, too
    #[arg(short, long)]
    pub verbose: bool,
    /// Print no report, only the exit status and errors
    #[arg(short, long)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct Packs {
    /// A folder with a pack of claims, beside the shipped ones; may be repeated
    #[arg(long = "pack", value_name = "DIR")]
    pub packs: Vec<PathBuf>,
    /// Leave the shipped packs out
    #[arg(long)]
    pub no_shipped: bool,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// The claim's id
    pub claim: String,
    /// The sentence to explain; - as file for standard input
    #[arg(long, value_name = "FILE:LINE[:COLUMN]", allow_hyphen_values = true)]
    pub on: Option<Place>,
    /// Output of --on: full or json
    #[arg(long, value_enum, default_value_t = Shape::Full, requires = "on")]
    pub format: Shape,
    #[command(flatten)]
    pub packs: Packs,
}

/// How an instrument prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Shape {
    /// For people
    Full,
    /// For programs
    Json,
}

/// A line of a file, perhaps a column of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file; `-` for standard input.
    pub file: PathBuf,
    /// From 1.
    pub line: usize,
    /// From 1, in code points.
    pub column: Option<usize>,
}

impl FromStr for Place {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let number = |text: &str| text.parse::<usize>().ok().filter(|&number| number > 0);
        let wrong = || format!("`{written}` is not FILE:LINE or FILE:LINE:COLUMN, counted from 1");
        let (rest, last) = written.rsplit_once(':').ok_or_else(wrong)?;
        let last = number(last).ok_or_else(wrong)?;
        let inner = rest
            .rsplit_once(':')
            .and_then(|(file, line)| Some((file, number(line)?)));
        let (file, line, column) = match inner {
            Some((file, line)) => (file, line, Some(last)),
            None => (rest, last, None),
        };
        if file.is_empty() {
            return Err(wrong());
        }
        Ok(Self {
            file: file.into(),
            line,
            column,
        })
    }
}

#[derive(Debug, Subcommand)]
pub enum Claims {
    /// List the claims
    List(Packs),
    /// Report all problems of packs in one run
    Lint(Folders),
    /// Run the examples of the claims
    Test(Folders),
}

#[derive(Debug, Args)]
pub struct Folders {
    /// Folders of packs; the shipped packs if none is given
    #[arg(value_name = "DIR")]
    pub folders: Vec<PathBuf>,
}

/// Which claims a text owes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Require {
    /// Those whose topic it treats
    Due,
    /// All
    All,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal, unless NO_COLOR or TERM=dumb say otherwise
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// A format and where it goes.
#[derive(Debug, Clone)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// The file; standard output if none.
    pub file: Option<PathBuf>,
}

impl FromStr for Output {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        let (format, file) = match written.split_once('=') {
            Some((_, "")) => return Err(format!("`{written}` names no file after the =")),
            Some((format, file)) => (format, Some(PathBuf::from(file))),
            None => (written, None),
        };
        Ok(Self {
            format: format.parse()?,
            file,
        })
    }
}
