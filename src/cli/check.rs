//! `gainsay check`: packs, documents, judgements, reports, exit status.

use super::arguments::{Check, Output, Require, When};
use super::{Status, packs};
use crate::document::model::Document;
use crate::document::{DocumentError, Input, collect};
use crate::judge::model::Judgement;
use crate::judge::{Checker, Options};
use crate::report::{DocumentReport, Format, Report, Style, render};
use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use std::error::Error;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};

pub fn run(arguments: &Check) -> Result<Status> {
    let packs = packs::load(&arguments.packs)?;
    let options = options(arguments, &packs)?;
    let checker = Checker::new(packs)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.jobs.unwrap_or(0))
        .build()?;
    let read = pool.install(|| judge_all(arguments, &checker, &options));
    let mut judged: Vec<(Document, Judgement)> = Vec::new();
    let mut whole = true;
    for outcome in read {
        match outcome {
            Ok(one) => judged.push(one),
            Err(error) => {
                whole = false;
                complain(&error);
            }
        }
    }
    let report = Report {
        version: env!("CARGO_PKG_VERSION"),
        packs: checker.packs(),
        documents: judged
            .iter()
            .map(|(document, judgement)| DocumentReport {
                document,
                judgement,
            })
            .collect(),
    };
    if !judged.is_empty() && !arguments.quiet {
        for output in &arguments.formats {
            write(&report, output, arguments)?;
        }
    }
    Ok(status(arguments, &judged, whole))
}

fn options(arguments: &Check, packs: &[crate::pack::model::Pack]) -> Result<Options> {
    for id in &arguments.claims {
        packs::find(packs, id)?;
    }
    for id in &arguments.topics {
        let known: Vec<&str> = packs
            .iter()
            .flat_map(|pack| &pack.topics)
            .map(|topic| topic.id.as_str())
            .collect();
        if !known.contains(&id.as_str()) {
            bail!("no topic `{id}`; known are {}", known.join(", "));
        }
    }
    Ok(Options {
        claims: arguments.claims.clone(),
        topics: arguments.topics.clone(),
        require_all: arguments.require == Require::All,
        edition: arguments.edition_date,
    })
}

/// Reads and judges every input, in the order of the command line whatever the threads do.
fn judge_all(
    arguments: &Check,
    checker: &Checker,
    options: &Options,
) -> Vec<Result<(Document, Judgement), DocumentError>> {
    collect(&arguments.files)
        .into_par_iter()
        .map(|input| {
            let document = match input? {
                Input::Stdin => Document::stdin()?,
                Input::File(path) => Document::open(&path)?,
            };
            let judgement = checker.check(&document, options);
            Ok((document, judgement))
        })
        .collect()
}

/// A text that could not be read, or is in a language that is not, makes the run a failure whatever the others say.
fn status(arguments: &Check, judged: &[(Document, Judgement)], whole: bool) -> Status {
    let understood = judged.iter().all(|(document, _)| document.language == "en");
    if !whole || !understood || judged.is_empty() {
        return Status::Trouble;
    }
    if arguments.exit_zero {
        return Status::Clean;
    }
    judged
        .iter()
        .map(|(_, judgement)| arguments.fail_on.status(judgement))
        .max()
        .unwrap_or(Status::Trouble)
}

fn write(report: &Report, output: &Output, arguments: &Check) -> Result<()> {
    match &output.file {
        Some(path) => {
            let file =
                File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            let style = Style {
                width: 80,
                color: false,
                verbose: arguments.verbose,
            };
            let mut out = BufWriter::new(file);
            render(report, output.format, &style, &mut out)?;
            out.flush()?;
        }
        None => {
            let terminal = io::stdout().is_terminal();
            let color = output.format == Format::Full && colored(arguments.color, terminal);
            // The decision is made here once; the crate must not make it again.
            colored::control::set_override(color);
            let width = if terminal { terminal_width() } else { 80 };
            let style = Style {
                width,
                color,
                verbose: arguments.verbose,
            };
            let mut out = BufWriter::new(io::stdout().lock());
            render(report, output.format, &style, &mut out)?;
            out.flush()?;
        }
    }
    Ok(())
}

/// Whether to use colours: the flag, then the conventions of the environment, then the terminal.
fn colored(when: When, terminal: bool) -> bool {
    let set =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    match when {
        When::Always => true,
        When::Never => false,
        When::Auto if set("NO_COLOR") => false,
        When::Auto if set("CLICOLOR_FORCE") => true,
        When::Auto => {
            let refused = std::env::var_os("CLICOLOR").is_some_and(|value| value == "0");
            let dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
            terminal && !refused && !dumb
        }
    }
}

/// Wide enough for a table, narrow enough for prose.
fn terminal_width() -> usize {
    textwrap::termwidth().clamp(60, 100)
}

fn complain(error: &DocumentError) {
    let cause = error
        .source()
        .map(|cause| format!(": {cause}"))
        .unwrap_or_default();
    let _ = writeln!(io::stderr(), "gainsay: {error}{cause}");
}
