//! Filter mode: documents as JSON lines in, one result line each out, in the same order, however many there are.
//!
//! A program that pipes through us counts lines, so a record that cannot be used gives a line, too.

use super::arguments::Check;
use super::output::failed_on;
use super::plan::Plan;
use super::settings::Settings;
use super::{Status, today};
use crate::document::Written;
use crate::gate::{Rules, screen};
use crate::judge::{Checker, Judged};
use crate::report::{DocumentReport, Format, Run, write_error, write_record};
use anyhow::{Result, bail};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use std::io::{self, BufRead, BufWriter, Write};

/// Records and bytes that are held at a time, for each thread; whichever is reached first.
const RECORDS: usize = 64;
const BYTES: usize = 4 << 20;

/// One document of the stream.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Record {
    id: Value,
    text: String,
    language: Option<String>,
    edition: Option<String>,
}

pub fn run(
    arguments: &Check,
    plan: &Plan,
    checker: &Checker,
    pool: &rayon::ThreadPool,
) -> Result<Status> {
    let formats = &arguments.output.formats;
    let fits = |format: Format, file: bool| format == Format::Jsonl && !file;
    if !formats
        .iter()
        .all(|output| fits(output.format, output.file.is_some()))
    {
        bail!("--stdin-format jsonl writes --format jsonl to standard output and nothing else");
    }
    let work = Work {
        settings: plan.base_settings(arguments),
        checker,
        today: today::today(arguments.gate.today),
    };
    let mut input = io::stdin().lock();
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut status, mut number) = (Status::Clean, 0);
    loop {
        let lines = some(&mut input, pool.current_num_threads(), &mut number)?;
        if lines.is_empty() {
            break;
        }
        let results: Vec<Answer> = pool.install(|| {
            lines
                .into_par_iter()
                .map(|(number, line)| work.line(number, &line))
                .collect()
        });
        for answer in results {
            if let Some(message) = answer.message {
                let _ = writeln!(io::stderr(), "gainsay: {message}");
            }
            failed_on("standard output", out.write_all(&answer.line))?;
            status = status.max(answer.status);
        }
        failed_on("standard output", out.flush())?;
    }
    if number == 0 {
        bail!("no record on standard input");
    }
    if arguments.gate.exit_zero && status == Status::Findings {
        status = Status::Clean;
    }
    Ok(status)
}

/// The next lines with their numbers, as many as may be held. Empty lines carry nothing.
fn some(
    input: &mut dyn BufRead,
    threads: usize,
    number: &mut usize,
) -> io::Result<Vec<(usize, Vec<u8>)>> {
    let (mut lines, mut bytes) = (Vec::new(), 0);
    while lines.len() < RECORDS * threads && bytes < BYTES * threads {
        let mut line = Vec::new();
        if input.read_until(b'\n', &mut line)? == 0 {
            break;
        }
        *number += 1;
        if !line.trim_ascii().is_empty() {
            bytes += line.len();
            lines.push((*number, line));
        }
    }
    Ok(lines)
}

struct Work<'a> {
    settings: Settings,
    checker: &'a Checker,
    today: Date,
}

/// What comes of one line of the stream.
struct Answer {
    line: Vec<u8>,
    status: Status,
    /// Why the record cannot be used.
    message: Option<String>,
}

impl Work<'_> {
    fn line(&self, number: usize, line: &[u8]) -> Answer {
        let mut out = Vec::new();
        match self.record(line, &mut out) {
            Ok(status) => Answer {
                line: out,
                status,
                message: None,
            },
            Err((id, message)) => {
                let message = format!("line {number}: {message}");
                let mut line = Vec::new();
                // Writing to memory cannot fail.
                let _ = write_error(&Run::of(self.checker), &id, &message, &mut line);
                Answer {
                    line,
                    status: Status::Trouble,
                    message: Some(message),
                }
            }
        }
    }

    fn record(&self, line: &[u8], out: &mut Vec<u8>) -> Result<Status, (Value, String)> {
        let not_one = |error: serde_json::Error| format!("not a record: {error}");
        let value: Value =
            serde_json::from_slice(line).map_err(|error| (Value::Null, not_one(error)))?;
        let id = value.get("id").cloned().unwrap_or_default();
        let record: Record = serde_json::from_value(value).map_err(|error| (id, not_one(error)))?;
        let name = match &record.id {
            Value::String(id) => id.clone(),
            other => other.to_string(),
        };
        let failed = |error: &dyn std::fmt::Display| (record.id.clone(), error.to_string());
        let written = Written {
            language: record.language,
            ..Written::new(name, record.text)
        };
        let mut options = self.settings.options.clone();
        if let Some(edition) = &record.edition {
            options.edition = Some(edition.parse().map_err(|error| failed(&error))?);
        }
        let judged = self.checker.judged(written, &options);
        let Judged {
            document,
            judgement,
        } = judged.map_err(|error| failed(&error))?;
        let rules = Rules {
            levels: self.settings.levels.clone(),
            today: Some(self.today),
            ..Rules::default()
        };
        let screening = screen(self.checker.packs(), &document, &judgement, &rules);
        let one = DocumentReport {
            document: &document,
            judgement: &judgement,
            screening: &screening,
        };
        let run = Run::of(self.checker);
        write_record(&run, &record.id, &one, out).map_err(|error| failed(&error))?;
        Ok(if document.language != "en" || screening.broken() {
            Status::Trouble
        } else if screening.failed() {
            Status::Findings
        } else {
            Status::Clean
        })
    }
}
