//! Filter mode: documents as JSON lines in, one result line each out, in the same order, however many there are.
//!
//! A program that pipes through us counts lines, so a record that cannot be used gives a line, too.

use super::arguments::Check;
use super::ledger::{Known, Ledger};
use super::mishap::caught;
use super::output::failed_on;
use super::plan::Plan;
use super::settings::Settings;
use super::{Status, packs, today};
use crate::document::Written;
use crate::gate::{Rules, Screening, screen};
use crate::judge::model::Judgement;
use crate::judge::{Checker, Judged};
use crate::report::{DocumentReport, Format, IS_REPORT, Run, is_report, write_error, write_record};
use anyhow::{Result, bail};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::Value;
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::sync::Arc;

/// Records and bytes that are held at a time, for each thread; whichever is reached first.
const RECORDS: usize = 64;
const BYTES: usize = 4 << 20;

/// A byte order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// No record has more bytes: what reading a text takes grows with it.
const LINE: u64 = 8 << 20;

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
    let gate = &arguments.gate;
    let (known, ledger) = Ledger::open(gate, plan.baseline.clone(), plan.external.clone())?;
    let work = Work {
        settings: plan.base_settings(arguments),
        checker,
        known,
        today: today::today(gate.today),
    };
    let mut ledger = ledger.streaming();
    let mut input = io::stdin().lock();
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut status, mut number, mut records, mut reports) = (Status::Clean, 0, 0, 0);
    loop {
        let lines = some(&mut input, pool.current_num_threads(), &mut number)?;
        if lines.is_empty() {
            break;
        }
        records += lines.len();
        let results: Vec<Answer> = pool.install(|| {
            lines
                .into_par_iter()
                .map(|(number, line)| work.line(number, line))
                .collect()
        });
        for mut answer in results {
            if let Some(message) = answer.message {
                let _ = writeln!(io::stderr(), "gainsay: {message}");
            }
            if let Some(told) = &mut answer.told {
                packs::print(&told.screening.notices);
                let listed = work.known.external.is_some().then(|| told.name.clone());
                let with = (&work.known, checker.packs());
                ledger.note(
                    with,
                    &told.name,
                    listed,
                    &told.judgement,
                    &mut told.screening,
                );
            }
            if !arguments.output.look.quiet {
                failed_on("standard output", out.write_all(&answer.line))?;
            }
            reports += usize::from(answer.is_report);
            status = status.max(answer.status);
        }
        failed_on("standard output", out.flush())?;
    }
    if records == 0 {
        bail!("no record on standard input");
    }
    if reports == records {
        bail!("no text is left to be checked: what was found are reports of gainsay");
    }
    packs::print(&ledger.unused(&work.known, work.today));
    if gate.exit_zero && status == Status::Findings {
        status = Status::Clean;
    }
    Ok(status)
}

/// A line of the stream: its bytes, or nothing of one that is longer than any record may be.
type Line = Option<Vec<u8>>;

/// The next lines with their numbers, as many as may be held. Empty lines carry nothing.
fn some(
    input: &mut dyn BufRead,
    threads: usize,
    number: &mut usize,
) -> io::Result<Vec<(usize, Line)>> {
    let (mut lines, mut bytes) = (Vec::new(), 0);
    while lines.len() < RECORDS * threads && bytes < BYTES * threads {
        let mut line = Vec::new();
        if (&mut *input).take(LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
        *number += 1;
        // What some programs put before a stream.
        if *number == 1 && line.starts_with(MARK) {
            line.drain(..MARK.len());
        }
        if line.len() as u64 == LINE && !line.ends_with(b"\n") {
            input.skip_until(b'\n')?;
            lines.push((*number, None));
        } else if !line.trim_ascii().is_empty() {
            bytes += line.len();
            lines.push((*number, Some(line)));
        }
    }
    Ok(lines)
}

struct Work<'a> {
    settings: Settings,
    checker: &'a Checker,
    known: Known,
    today: Date,
}

/// What comes of one line of the stream.
struct Answer {
    line: Vec<u8>,
    status: Status,
    /// What its document told.
    told: Option<Told>,
    /// Why the record cannot be used.
    message: Option<String>,
    /// Whether its text is a report of this program.
    is_report: bool,
}

/// A record of which nothing comes.
struct Refused {
    id: Value,
    message: String,
    is_report: bool,
}

impl Refused {
    fn new(id: Value, message: impl Into<String>) -> Self {
        Self {
            id,
            message: message.into(),
            is_report: false,
        }
    }
}

/// What a document told.
struct Told {
    name: String,
    judgement: Arc<Judgement>,
    screening: Screening,
}

/// What a record looks like, for whoever wrote another one.
const RECORD: &str =
    "a record is {\"id\": \"a\", \"text\": \"...\"} on one line, perhaps with language and edition";

impl Work<'_> {
    fn line(&self, number: usize, line: Line) -> Answer {
        let mut out = Vec::new();
        let told = match line {
            Some(line) => caught(|| self.record(&line, &mut out)).unwrap_or_else(|failed| {
                let record: Option<Value> = serde_json::from_slice(&line).ok();
                let id = record.and_then(|record| record.get("id").cloned());
                Err(Refused::new(id.unwrap_or_default(), failed))
            }),
            None => {
                let message = format!(
                    "longer than {} MB, which is more than a record may be; cut the document into several",
                    LINE >> 20
                );
                Err(Refused::new(Value::Null, message))
            }
        };
        match told {
            Ok((status, told)) => Answer {
                line: out,
                status,
                told: Some(told),
                message: None,
                is_report: false,
            },
            Err(Refused {
                id,
                message,
                is_report,
            }) => {
                let message = format!("line {number}: {message}");
                let mut line = Vec::new();
                // Writing to memory cannot fail.
                let _ = write_error(&Run::of(self.checker), &id, &message, &mut line);
                Answer {
                    line,
                    // As among files: a report that an earlier run left is passed over.
                    status: if is_report {
                        Status::Clean
                    } else {
                        Status::Trouble
                    },
                    told: None,
                    message: Some(message),
                    is_report,
                }
            }
        }
    }

    fn record(&self, line: &[u8], out: &mut Vec<u8>) -> Result<(Status, Told), Refused> {
        let not_one = |error: &dyn std::fmt::Display| format!("not a record: {error}; {RECORD}");
        let value: Value = serde_json::from_slice(line)
            .map_err(|error| Refused::new(Value::Null, not_one(&error)))?;
        let id = value.get("id").cloned().unwrap_or_default();
        let record: Record =
            serde_json::from_value(value).map_err(|error| Refused::new(id, not_one(&error)))?;
        let name = match &record.id {
            Value::Null => return Err(Refused::new(Value::Null, not_one(&"`id` is null"))),
            Value::String(id) => id.clone(),
            other => other.to_string(),
        };
        let failed =
            |error: &dyn std::fmt::Display| Refused::new(record.id.clone(), error.to_string());
        if is_report(&record.text) {
            return Err(Refused {
                is_report: true,
                ..failed(&format!("{name}: {IS_REPORT}"))
            });
        }
        let written = Written {
            language: record.language,
            ..Written::new(name.as_str(), record.text)
        };
        let mut options = self.settings.options.clone();
        if let Some(edition) = &record.edition {
            let no_date = |_| {
                let message =
                    format!("edition: `{edition}` is no date; write it as \"1985-01-01\"");
                failed(&message)
            };
            options.edition = Some(edition.parse().map_err(no_date)?);
        }
        let judged = self.checker.judged(written, &options);
        let Judged {
            document,
            judgement,
        } = judged.map_err(|error| failed(&error))?;
        let rules = Rules {
            levels: self.settings.levels.clone(),
            baseline: self.known.baseline.as_ref(),
            external: self.known.external.as_ref(),
            listed_path: Some(name.clone()),
            changed: None,
            today: Some(self.today),
        };
        let screening = screen(self.checker.packs(), &document, &judgement, &rules);
        let one = DocumentReport {
            document: &document,
            judgement: &judgement,
            screening: &screening,
        };
        let run = Run::of(self.checker);
        write_record(&run, &record.id, &one, out).map_err(|error| failed(&error))?;
        let status = if document.language != "en" || screening.broken() {
            Status::Trouble
        } else if screening.failed() {
            Status::Findings
        } else {
            Status::Clean
        };
        let told = Told {
            name,
            judgement,
            screening,
        };
        Ok((status, told))
    }
}
