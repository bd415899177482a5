//! `gainsay check`: packs, documents, judgements, what counts of them, reports, exit status.

use super::arguments::{Check, Gate};
use super::ledger::{Known, Ledger};
use super::mishap::caught;
use super::output::Outputs;
use super::plan::{Plan, Planned};
use super::progress::Progress;
use super::since::Since;
use super::{Status, canary, filter, packs, threads, today};
use crate::document::{DocumentError, Input, Written};
use crate::extract::ReaderError;
use crate::gate::{ChangedLines, Rules, Screening, screen};
use crate::judge::{Checker, Judged};
use crate::pack::model::Pack;
use crate::report::{DocumentReport, NotRead, Run, Totals, formats_not_read, is_report};
use anyhow::Result;
use jiff::civil::Date;
use rayon::prelude::*;
use std::error::Error;
use std::io::{self, Write};
use std::mem::ManuallyDrop;

/// Documents that are held at a time, for each thread.
const AHEAD: usize = 32;

pub fn run(arguments: &Check) -> Result<Status> {
    let pool = threads(arguments.jobs).use_current_thread().build()?;
    // Nothing of this is freed before the process ends: that would take longer than reading a page.
    let plan = ManuallyDrop::new(pool.install(|| Plan::new(arguments))?);
    if arguments.show_config {
        plan.show(arguments)?;
        return Ok(Status::Clean);
    }
    let mut judge = Judge::new(&plan.packs);
    if arguments.gate.canary {
        let checker = pool.install(|| judge.ready())?;
        canary::run(checker, &plan.base_settings(arguments))?;
        if plan.inputs.is_empty() && arguments.stdin_format.is_none() {
            return Ok(Status::Clean);
        }
    }
    if arguments.stdin_format.is_some() {
        let checker = pool.install(|| judge.ready())?;
        return filter::run(arguments, &plan, checker, &pool);
    }
    let gate = &arguments.gate;
    let (known, mut ledger) = Ledger::open(gate, plan.baseline.clone(), plan.external.clone())?;
    let today = today::today(gate.today);
    let work = Work {
        arguments,
        plan: &plan,
        known: &known,
        today,
    };
    let Sum { totals, status } = work.run(&pool, &mut judge, &mut ledger)?;
    packs::print(&ledger.unused(&known, today));
    if let Some(left) = formats_not_read(&totals) {
        let _ = writeln!(io::stderr(), "gainsay: {left}");
    }
    let read = totals.unreadable.is_empty();
    let whole = read && totals.documents > 0;
    if read && totals.documents == 0 {
        let _ = writeln!(
            io::stderr(),
            "gainsay: no text is left to be checked: what was found are reports of gainsay"
        );
    }
    ledger.close(known, gate, whole)?;
    Ok(if whole { status } else { Status::Trouble })
}

/// One input that is ready to be read.
struct Task<'a> {
    planned: &'a Planned,
    changed: Option<ChangedLines>,
}

/// Why nothing came of it.
enum Unread {
    /// It is a report of this program.
    Report(String),
    /// It lies in a folder, in a format that is not read.
    Format(String),
    /// What went wrong.
    Failed(NotRead),
}

/// What came of it.
struct Outcome {
    judged: Judged,
    screening: Screening,
    /// The path as the list of suppressions sees it.
    listed: Option<String>,
}

/// The checker, made for the first text that can be read: a run without one needs neither lexicon nor model.
struct Judge<'a> {
    packs: &'a [Pack],
    checker: Option<ManuallyDrop<Checker>>,
}

impl<'a> Judge<'a> {
    fn new(packs: &'a [Pack]) -> Self {
        Self {
            packs,
            checker: None,
        }
    }

    fn ready(&mut self) -> Result<&Checker, ReaderError> {
        let made = match self.checker.take() {
            Some(made) => made,
            None => ManuallyDrop::new(Checker::new(self.packs.to_vec())?),
        };
        Ok(self.checker.insert(made))
    }
}

struct Work<'a> {
    arguments: &'a Check,
    plan: &'a Plan,
    known: &'a Known,
    today: Date,
}

/// What a run comes to.
#[derive(Default)]
struct Sum {
    totals: Totals,
    status: Status,
}

impl Work<'_> {
    /// Reads and judges the inputs, a number of them at a time, and reports them in the order of the command line
    /// whatever the threads do.
    fn run(&self, pool: &rayon::ThreadPool, judge: &mut Judge, ledger: &mut Ledger) -> Result<Sum> {
        let run = Run {
            baseline: self.known.baseline.is_some(),
            ..Run::with(&self.plan.packs)
        };
        let shown = &self.arguments.output;
        let mut sum = Sum::default();
        let tasks = self.tasks()?;
        let mut outputs = Outputs::open(shown, &self.plan.formats)?;
        outputs.begin(&run)?;
        let progress = Progress::new(shown, self.plan.inputs.len());
        let mut judged = Vec::new();
        let batches = tasks.chunks(AHEAD * pool.current_num_threads());
        for some in batches.chain([&[][..]]) {
            let mut next = Ok(Vec::new());
            // This thread reports what is judged, then joins those that judge on.
            pool.in_place_scope(|scope| {
                scope.spawn(|_| next = self.all(some, judge, &progress));
                progress.hold();
                let reported = judged.drain(..).try_for_each(|outcome| {
                    self.report(outcome, &run, &mut outputs, ledger, &mut sum)
                });
                progress.release();
                reported
            })?;
            judged = next?;
        }
        drop(progress);
        outputs.end(&run, &sum.totals)?;
        Ok(sum)
    }

    /// The inputs with the lines of them that count, asked for before the report begins: a wrong revision ends the run.
    fn tasks(&self) -> Result<Vec<Task<'_>>> {
        let since = self.arguments.gate.since.as_deref();
        let mut since = since.map(Since::new).transpose()?;
        let mut tasks = Vec::with_capacity(self.plan.inputs.len());
        for planned in &self.plan.inputs {
            let changed = planned.changed(since.as_mut())?;
            tasks.push(Task { planned, changed });
        }
        Ok(tasks)
    }

    /// Reads and judges some inputs. They are opened before the checker is there only as long as none could be.
    fn all(
        &self,
        tasks: &[Task],
        judge: &mut Judge,
        progress: &Progress,
    ) -> Result<Vec<Result<Outcome, Unread>>, ReaderError> {
        if let Some(checker) = &judge.checker {
            let one = |task| {
                let outcome = open(task).and_then(|written| self.judge(checker, task, written));
                progress.add();
                outcome
            };
            return Ok(tasks.par_iter().map(one).collect());
        }
        let opened = tasks.par_iter().map(|task| open(task).and_then(with_words));
        let opened: Vec<Result<Written, Unread>> = opened.collect();
        if opened.iter().all(Result::is_err) {
            opened.iter().for_each(|_| progress.add());
            return Ok(opened
                .into_iter()
                .filter_map(Result::err)
                .map(Err)
                .collect());
        }
        let checker = judge.ready()?;
        let pairs = opened.into_par_iter().zip(tasks);
        let one = |(written, task): (Result<Written, Unread>, &Task)| {
            let outcome = written.and_then(|written| self.judge(checker, task, written));
            progress.add();
            outcome
        };
        Ok(pairs.map(one).collect())
    }

    /// Judges and screens one input.
    fn judge(&self, checker: &Checker, task: &Task, written: Written) -> Result<Outcome, Unread> {
        let path = written.path.clone();
        caught(|| self.judged(checker, task, written))
            .unwrap_or_else(|failed| {
                let why = failed.to_owned();
                Err(NotRead { path, why })
            })
            .map_err(Unread::Failed)
    }

    fn judged(&self, checker: &Checker, task: &Task, written: Written) -> Result<Outcome, NotRead> {
        let settings = task.planned.settings(self.arguments, checker.packs());
        let judged = checker.judged(written, &settings.options);
        let judged = judged.map_err(|error| not_read(&error))?;
        let listed = self.plan.listed_path(task.planned);
        let rules = Rules {
            levels: settings.levels,
            baseline: self.known.baseline.as_ref(),
            external: self.known.external.as_ref(),
            listed_path: listed.clone(),
            changed: task.changed.clone(),
            today: Some(self.today),
        };
        let screening = screen(checker.packs(), &judged.document, &judged.judgement, &rules);
        Ok(Outcome {
            judged,
            screening,
            listed,
        })
    }

    fn report(
        &self,
        outcome: Result<Outcome, Unread>,
        run: &Run,
        outputs: &mut Outputs,
        ledger: &mut Ledger,
        sum: &mut Sum,
    ) -> Result<()> {
        let Outcome {
            judged: Judged {
                document,
                judgement,
            },
            mut screening,
            listed,
        } = match outcome {
            Ok(outcome) => outcome,
            Err(Unread::Failed(one)) => {
                let _ = writeln!(io::stderr(), "gainsay: {one}");
                sum.totals.unreadable.push(one);
                return Ok(());
            }
            Err(Unread::Format(path)) => {
                sum.totals.foreign_formats.push(path);
                return Ok(());
            }
            Err(Unread::Report(path)) => {
                let _ = writeln!(
                    io::stderr(),
                    "gainsay: {path}: not checked, because it is a report of gainsay, as its first lines say"
                );
                sum.totals.reports.push(path);
                return Ok(());
            }
        };
        ledger.note(
            (self.known, run.packs),
            &document.path,
            listed,
            &judgement,
            &mut screening,
        );
        let one = DocumentReport {
            document: &document,
            judgement: &judgement,
            screening: &screening,
        };
        sum.totals.add(&one);
        sum.status = sum.status.max(of(&one, &self.arguments.gate));
        packs::print(&one.screening.notices);
        outputs.document(run, &one)
    }
}

/// What one document comes to. A text in a language that is not read, and a suppression that cannot be followed, make
/// the run a failure whatever the others say.
fn of(one: &DocumentReport, gate: &Gate) -> Status {
    let excused = gate.exit_zero || gate.write_baseline;
    if one.document.language != "en" || one.screening.broken() {
        Status::Trouble
    } else if one.screening.failed() && !excused {
        Status::Findings
    } else {
        Status::Clean
    }
}

/// The text of one input.
fn open(task: &Task) -> Result<Written, Unread> {
    let written = match &task.planned.input {
        Err(DocumentError::Unsupported { path, .. }) => return Err(Unread::Format(path.clone())),
        Err(error) => return Err(error.into()),
        Ok(Input::Stdin) => Written::stdin()?,
        Ok(Input::File(path)) => Written::open(path)?,
    };
    if is_report(&written.text) {
        return Err(Unread::Report(written.path));
    }
    Ok(written)
}

/// A text with words in it; one without holds no sentence, which needs no checker to say.
fn with_words(written: Written) -> Result<Written, Unread> {
    if written.text.contains(char::is_alphanumeric) {
        return Ok(written);
    }
    written.clone().read()?;
    Ok(written)
}

impl From<&DocumentError> for Unread {
    fn from(error: &DocumentError) -> Self {
        Unread::Failed(not_read(error))
    }
}

impl From<DocumentError> for Unread {
    fn from(error: DocumentError) -> Self {
        Self::from(&error)
    }
}

fn not_read(error: &DocumentError) -> NotRead {
    let (path, told) = (error.path(), error.to_string());
    let why = told
        .strip_prefix(path)
        .and_then(|rest| rest.strip_prefix(": "));
    let cause = error.source().map(|cause| format!(": {cause}"));
    NotRead {
        path: path.to_owned(),
        why: why.unwrap_or(&told).to_owned() + &cause.unwrap_or_default(),
    }
}
