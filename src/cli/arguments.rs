//! What can be asked for.

use crate::gate::FailOn;
use crate::narrative;
use crate::pack::{ReferenceFormat, SchemaOf};
use crate::report::Format;
use crate::report::comparison::FORMATS;
use clap::builder::{PossibleValue, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::str::FromStr;

/// What to try after the options of `check`.
const CHECK_HELP: &str = "\
Exit status: 0 nothing at or above the failing level, 1 findings, 2 the job could not be done.

Examples:
  gainsay check draft.md                      a report for people
  gainsay check drafts --since origin/main    only what changed since then
  gainsay check drafts --fail-on contradicts,omits
                                              what is left out fails, too
  gainsay check drafts --baseline known.json --write-baseline
                                              accept what is there today
  gainsay check drafts --format sarif=out.sarif --format full
                                              several formats at once";

/// What to try first.
const HELP: &str = "\
Start with:
  gainsay check FILE        what the text says against the record
  gainsay claims list       what is held, and how firmly
  gainsay compare           what the known accounts say, side by side
  gainsay explain CLAIM     what a claim rests on, who denies it
  gainsay init              a commented gainsay.toml; how to call it from CI";

/// Checks what a text says against what the archives show.
#[derive(Debug, Parser)]
#[command(name = "gainsay", bin_name = "gainsay", version, about, propagate_version = true, after_help = HELP)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check texts against the claims
    Check(Check),
    /// Set accounts side by side, claim by claim; with --drafts, what changed in meaning between two drafts
    Compare(Compare),
    /// Show a claim; with --on, why a sentence did or did not get its stance
    Explain(Explain),
    /// List, lint, test and vary claims
    #[command(subcommand)]
    Claims(Claims),
    /// Write a commented gainsay.toml, and say how to call gainsay from CI
    Init(Init),
    /// Print the completions of a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page; with a folder, write one page a command into it
    Man {
        /// The folder
        folder: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub struct Init {
    /// The folder that gets the file
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
#[command(after_help = CHECK_HELP)]
pub struct Check {
    /// Files, folders and globs; - for standard input. They are read in the order of their names, each file once;
    /// folders as git sees them
    #[arg(value_name = "FILE", required_unless_present_any = ["canary", "stdin_format"])]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub packs: Packs,
    #[command(flatten)]
    pub scope: Scope,
    #[command(flatten)]
    pub gate: Gate,
    #[command(flatten)]
    pub config: Config,
    /// Print what holds for each file, and check nothing
    #[arg(long, help_heading = "Configuration")]
    pub show_config: bool,
    #[command(flatten)]
    pub output: Shown,
    /// Threads; by default one a core, and never more than 256
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
    /// Read documents from standard input, a JSON object a line with id and text, and perhaps language and edition;
    /// write one line each, in the same order
    #[arg(long, value_name = "FORMAT", value_enum)]
    #[arg(conflicts_with_all = ["files", "since", "write_baseline", "prune_baseline"])]
    pub stdin_format: Option<StdinFormat>,
}

/// What to try after the options of `compare`.
const COMPARE_HELP: &str = "\
Exit status: 0 the comparison was made, 1 with --drafts --fail-on worse when a verdict became worse, 2 the job could not
be done.

Examples:
  gainsay compare --list                      the known accounts
  gainsay compare                             all of them side by side
  gainsay compare draft.md                    whom does the text follow?
  gainsay compare ours.md theirs.md           two texts
  gainsay compare --drafts old.md new.md --fail-on worse
                                              what changed in meaning; fails
                                              when something became worse";

#[derive(Debug, Args)]
#[command(after_help = COMPARE_HELP)]
pub struct Compare {
    /// Texts, folders and ids of known accounts; - for standard input. One alone is set beside all known accounts;
    /// without any, these are compared with one another
    #[arg(value_name = "FILE|ACCOUNT")]
    pub named: Vec<PathBuf>,
    /// All known accounts, beside what is named
    #[arg(long, conflicts_with = "drafts")]
    pub all: bool,
    /// List the known accounts
    #[arg(long, conflicts_with_all = ["named", "drafts", "all"])]
    pub list: bool,
    /// The two texts named are an old and a new draft: tell what changed in meaning, and nothing else
    #[arg(long)]
    pub drafts: bool,
    /// Of drafts: exit with 1 if a verdict became worse
    #[arg(long, value_enum, default_value_t = Worse::None, requires = "drafts")]
    pub fail_on: Worse,
    /// A folder with accounts of your own, beside the shipped ones; may be repeated
    #[arg(long = "narratives", value_name = "DIR")]
    pub narratives: Vec<PathBuf>,
    #[command(flatten)]
    pub packs: Packs,
    #[command(flatten)]
    pub scope: Scope,
    #[command(flatten)]
    pub config: Config,
    /// The format; several times for several, all but one of them to a file (html=out.html) [default: full]
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = Formats::of(FORMATS), help_heading = "Output")]
    pub formats: Vec<Output>,
    #[command(flatten)]
    pub look: Look,
    /// Show every sentence of each account
    #[arg(short, long, help_heading = "Output")]
    pub verbose: bool,
    /// Threads; by default one a core, and never more than 256
    #[arg(long, value_name = "N")]
    pub jobs: Option<usize>,
}

/// What fails a comparison of drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Worse {
    /// Nothing
    None,
    /// A verdict that became worse: from agrees over partial, reports, silence, reports against the record and mixed
    /// down to contradicts
    Worse,
}

/// What standard input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StdinFormat {
    /// A JSON object a line
    Jsonl,
}

/// What is checked.
#[derive(Debug, Args)]
#[command(next_help_heading = "What is checked")]
pub struct Scope {
    /// This claim only; may be repeated
    #[arg(long = "claim", value_name = "ID")]
    pub claims: Vec<String>,
    /// Claims on this topic only; may be repeated
    #[arg(long = "topic", value_name = "ID")]
    pub topics: Vec<String>,
    /// Which claims a text owes: those whose topic it treats, or all [default: due]
    #[arg(long, value_enum)]
    pub require: Option<Require>,
    /// When the text was published; later evidence makes no error of it
    #[arg(long, value_name = "DATE")]
    pub edition_date: Option<Date>,
}

/// What fails.
#[derive(Debug, Args)]
#[command(next_help_heading = "What fails")]
pub struct Gate {
    /// Verdicts that make the exit status 1: contradicts, mixed, omits, partial, reports; or none. Several times for
    /// several of them [default: contradicts]
    #[arg(long, value_name = "LIST", value_parser = failing)]
    pub fail_on: Vec<FailOn>,
    /// Exit with 0 whatever is found
    #[arg(long)]
    pub exit_zero: bool,
    /// Findings in this file are known and do not fail
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write the findings of this run to the baseline
    #[arg(long, conflicts_with = "prune_baseline")]
    pub write_baseline: bool,
    /// Take out of the baseline what no longer occurs
    #[arg(long)]
    pub prune_baseline: bool,
    /// Only sentences changed since this git revision count, or since this branch left that one; and what is left out
    /// of a text in which anything changed
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// A list of suppressions, for texts that may not be edited
    #[arg(long, value_name = "FILE")]
    pub suppressions: Option<PathBuf>,
    /// Prove first that this run could fail: half of the false sentences of each pack must be caught, else the status
    /// is 2
    #[arg(long)]
    pub canary: bool,
    /// The day on which suppressions are measured, instead of today's
    #[arg(long, value_name = "DATE", hide = true)]
    pub today: Option<Date>,
}

impl Gate {
    /// The verdicts that fail, if the command line names any.
    pub fn failing(&self) -> Option<FailOn> {
        let mut all = self.fail_on.iter().cloned();
        let mut first = all.next()?;
        all.for_each(|list| first.extend(&list));
        Some(first)
    }
}

/// A list of verdicts, or that none fails.
fn failing(written: &str) -> Result<FailOn, String> {
    match written.trim() {
        "none" => Ok(FailOn::nothing()),
        list => list
            .parse()
            .map_err(|error| format!("{error}; none stands alone")),
    }
}

/// The configuration.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub struct Config {
    /// Use this file instead of the closest gainsay.toml above each text
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use no configuration file
    #[arg(long, conflicts_with = "config")]
    pub isolated: bool,
}

/// How the result is shown.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub struct Shown {
    /// The format; several times for several, all but one of them to a file (sarif=out.sarif) [default: full]
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = Formats::of(Format::ALL.map(|(format, _)| format)))]
    pub formats: Vec<Output>,
    #[command(flatten)]
    pub look: Look,
    /// Show agreements and what was set aside, too
    #[arg(short, long)]
    pub verbose: bool,
    /// No progress on standard error
    #[arg(long)]
    pub no_progress: bool,
}

/// What every report on a terminal can be asked for.
#[derive(Debug, Args)]
pub struct Look {
    /// Colours
    #[arg(long, value_enum, default_value_t = When::Auto)]
    pub color: When,
    /// No report on standard output, only the exit status, files and errors
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
    /// Vary the sentences of the claims and see whether each variant gets the stance that it must get
    Mutate(Mutate),
    /// List the kinds of events that a proposition may name, each with what it means
    Kinds(Packs),
    /// Write a claim file to fill in
    New(New),
    /// Take references from CSL-JSON (.json) or biblatex (.bib) into sources.toml
    Import(Import),
    /// Print the sources of a pack for a reference manager
    Export(Export),
    /// Print the JSON Schema of a kind of pack file or of narrative.toml, or write those of all kinds into a folder
    Schema(Schemas),
}

#[derive(Debug, Args)]
pub struct New {
    /// The claim's id: small letters and digits joined by hyphens
    pub id: String,
    /// The folder of the pack
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct Import {
    /// What a reference manager exported: CSL-JSON (.json) or biblatex (.bib)
    pub file: PathBuf,
    /// The folder of the pack
    #[arg(value_name = "DIR", default_value = ".")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct Export {
    /// The folder of the pack, or the id of a shipped one; all shipped packs if none is given
    #[arg(value_name = "PACK")]
    pub folder: Option<PathBuf>,
    /// Format of the references
    #[arg(long, value_enum, default_value_t = References::CslJson)]
    pub format: References,
}

/// Formats of references.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum References {
    /// CSL-JSON
    CslJson,
    /// biblatex
    Biblatex,
}

impl References {
    /// The format as the pack stage knows it.
    pub fn format(self) -> ReferenceFormat {
        match self {
            Self::CslJson => ReferenceFormat::CslJson,
            Self::Biblatex => ReferenceFormat::Biblatex,
        }
    }
}

#[derive(Debug, Args)]
pub struct Schemas {
    /// The kind of file; a claim if none is given and nothing is written
    #[arg(value_name = "KIND", value_enum)]
    pub of: Option<SchemaKind>,
    /// Write into this folder, as KIND.json
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
}

/// Kinds of files of a pack, and the head of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// pack.toml
    Pack,
    /// A file of claims/
    Claim,
    /// entities.toml
    Entities,
    /// sources.toml
    Sources,
    /// narrative.toml
    Narrative,
}

impl SchemaKind {
    /// The schema of such a file.
    pub fn text(self) -> String {
        match self {
            Self::Pack => SchemaOf::Pack.text(),
            Self::Claim => SchemaOf::Claim.text(),
            Self::Entities => SchemaOf::Entities.text(),
            Self::Sources => SchemaOf::Sources.text(),
            Self::Narrative => narrative::schema(),
        }
    }
}

#[derive(Debug, Args)]
pub struct Mutate {
    #[command(flatten)]
    pub folders: Folders,
    /// Vary the sentences of this claim only; may be repeated
    #[arg(long = "claim", value_name = "ID")]
    pub claims: Vec<String>,
    /// Output: full or json
    #[arg(long, value_enum, default_value_t = Shape::Full)]
    pub format: Shape,
    /// The share of pairs, in hundredths, below which the exit status is 1
    #[arg(long, value_name = "PERCENT", default_value_t = 100.0)]
    pub at_least: f64,
}

#[derive(Debug, Args)]
pub struct Folders {
    /// Folders of packs; the shipped packs if none is given
    #[arg(value_name = "DIR")]
    pub folders: Vec<PathBuf>,
}

impl FromStr for Require {
    type Err = String;

    fn from_str(written: &str) -> Result<Self, String> {
        <Self as ValueEnum>::from_str(written, false)
            .map_err(|_| format!("unknown value `{written}`; known are due and all"))
    }
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Output {
    /// The format.
    pub format: Format,
    /// The file; standard output if none.
    pub file: Option<PathBuf>,
}

/// Parses a format and its file; shells complete these formats.
#[derive(Debug, Clone)]
struct Formats(Vec<Format>);

impl Formats {
    fn of(formats: impl Into<Vec<Format>>) -> Self {
        Self(formats.into())
    }
}

impl TypedValueParser for Formats {
    type Value = Output;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Output, clap::Error> {
        let parser = |written: &str| written.parse::<Output>();
        TypedValueParser::parse_ref(&parser, command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let names = self
            .0
            .iter()
            .map(|format| PossibleValue::new(format.name()));
        Some(Box::new(names))
    }
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
