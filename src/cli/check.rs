//! `gainsay check`: packs, documents, judgements, reports, exit status.

use super::arguments::{Check, Require};
use super::output::Outputs;
use super::{Status, packs};
use crate::document::model::Document;
use crate::document::{DocumentError, Input, collect};
use crate::gate::{Levels, Rules, Screening, screen};
use crate::judge::model::Judgement;
use crate::judge::{Checker, Options};
use crate::report::{DocumentReport, Run, Totals};
use anyhow::{Result, bail};
use rayon::prelude::*;
use std::error::Error;
use std::io::{self, Write};

/// Documents that are held at a time, for each thread.
const AHEAD: usize = 32;

pub fn run(arguments: &Check) -> Result<Status> {
    let packs = packs::load(&arguments.packs)?;
    let options = options(arguments, &packs)?;
    let checker = Checker::new(packs)?;
    let mut outputs = Outputs::open(arguments, &arguments.formats)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(arguments.jobs.unwrap_or(0))
        .build()?;
    let run = Run::of(&checker);
    let (mut totals, mut status) = (Totals::default(), Status::Clean);
    outputs.begin(&run)?;
    let mut inputs = collect(&arguments.files).into_iter();
    loop {
        let some: Vec<_> = inputs
            .by_ref()
            .take(AHEAD * pool.current_num_threads())
            .collect();
        if some.is_empty() {
            break;
        }
        let judged: Vec<_> = pool.install(|| {
            some.into_par_iter()
                .map(|input| judge(arguments, &checker, &options, input))
                .collect()
        });
        for outcome in judged {
            match outcome {
                Ok((document, judgement, screening)) => {
                    let one = DocumentReport {
                        document: &document,
                        judgement: &judgement,
                        screening: &screening,
                    };
                    totals.add(&one);
                    outputs.document(&run, &one)?;
                    status = status.max(of(&one, arguments.exit_zero));
                }
                Err(error) => {
                    totals.unreadable += 1;
                    complain(&error);
                }
            }
        }
    }
    outputs.end(&run, &totals)?;
    if totals.unreadable > 0 || totals.documents == 0 {
        status = Status::Trouble;
    }
    Ok(status)
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

/// Reads, judges and screens one input.
fn judge(
    arguments: &Check,
    checker: &Checker,
    options: &Options,
    input: Result<Input, DocumentError>,
) -> Result<(Document, Judgement, Screening), DocumentError> {
    let document = match input? {
        Input::Stdin => Document::stdin()?,
        Input::File(path) => Document::open(&path)?,
    };
    let judgement = checker.check(&document, options);
    let rules = Rules {
        levels: Levels {
            fail_on: arguments.fail_on.clone(),
            ..Levels::default()
        },
        ..Rules::default()
    };
    let screening = screen(checker.packs(), &document, &judgement, &rules);
    Ok((document, judgement, screening))
}

/// What one document comes to. A text in a language that is not read makes the run a failure whatever the others say.
fn of(one: &DocumentReport, exit_zero: bool) -> Status {
    if one.document.language != "en" || one.screening.broken() {
        Status::Trouble
    } else if one.screening.failed() && !exit_zero {
        Status::Findings
    } else {
        Status::Clean
    }
}

fn complain(error: &DocumentError) {
    let cause = error
        .source()
        .map(|cause| format!(": {cause}"))
        .unwrap_or_default();
    let _ = writeln!(io::stderr(), "gainsay: {error}{cause}");
}
