//! The command line: arguments, one file a subcommand, errors with the next step.

mod arguments;
mod author;
mod canary;
mod check;
mod claims;
mod compare;
mod configuration;
mod explain;
mod filter;
mod generate;
mod init;
mod ledger;
mod mishap;
mod output;
mod packs;
mod plan;
mod progress;
mod settings;
mod since;
mod status;
mod targets;
mod today;

pub use status::Status;

use arguments::{Arguments, Command};
use clap::Parser;
use clap::error::ErrorKind;
use std::io::{self, Write};

/// Runs the program on the arguments of the process and gives its exit status.
pub fn run() -> Status {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            let asked = matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            );
            // Nothing is left to do if even this cannot be written.
            let _ = error.print();
            return if asked {
                Status::Clean
            } else {
                Status::Trouble
            };
        }
    };
    let outcome = match &arguments.command {
        Command::Check(check) => check::run(check),
        Command::Compare(compare) => compare::run(compare),
        Command::Explain(explain) => explain::run(explain),
        Command::Claims(claims) => claims::run(claims),
        Command::Init(folder) => init::run(folder),
        Command::Completions { shell } => generate::completions(*shell),
        Command::Man { folder } => generate::man(folder.as_deref()),
    };
    match outcome {
        Ok(status) => status,
        Err(error) if is_closed_pipe(&error) => Status::Clean,
        Err(error) => {
            complain(&error);
            Status::Trouble
        }
    }
}

/// More threads than any machine is worth; each of them takes memory.
const THREADS: usize = 256;

/// That many threads, or one a core.
fn threads(jobs: Option<usize>) -> rayon::ThreadPoolBuilder {
    rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0).min(THREADS))
}

/// Whether whoever read our output went away: not a failure of ours.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Prints an error and its causes to standard error.
fn complain(error: &anyhow::Error) {
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    let _ = writeln!(io::stderr(), "gainsay: {}", causes.join(": "));
}
