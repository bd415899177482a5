//! `gainsay compare`: accounts side by side, and two drafts of one text.

use super::arguments::{Compare, Output, Worse};
use super::configuration::Discovery;
use super::output::{failed_on, open, width};
use super::plan::{Planned, agree, diagnose, inputs, load};
use super::settings;
use super::targets::{Targets, holds_report};
use super::{Status, packs, threads};
use crate::document::model::Document;
use crate::document::{DocumentError, Input};
use crate::judge::Checker;
use crate::narrative::{self, Account, Comparison, Drafts, Narrative, NarrativeError};
use crate::pack::model::Pack;
use crate::report::comparison::{Compared, FORMATS, list, write_comparison};
use crate::report::{Format, IS_REPORT, Run};
use anyhow::{Result, anyhow, bail};
use rayon::prelude::*;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub fn run(arguments: &Compare) -> Result<Status> {
    let mut discovery = Discovery::new(
        arguments.config.config.as_deref(),
        arguments.config.isolated,
    )?;
    // Which names are accounts is known only once the packs are, which a configuration above a text may add.
    let mut named = named(arguments, &mut discovery)?;
    let texts: Vec<&Planned> = named
        .iter()
        .flat_map(|one| &one.inputs)
        .filter(|one| one.input.is_ok())
        .collect();
    let governing = match texts.first() {
        Some(first) => first.configuration.clone(),
        None => discovery.of(Path::new("."))?,
    };
    agree(governing.as_deref(), &texts)?;
    let packs = load(&arguments.packs, governing.as_deref(), &discovery)?;
    diagnose(&discovery, governing.as_deref(), &texts, &packs)?;
    settings::known(&arguments.scope, &packs)?;
    let known = narratives(arguments, &packs)?;
    if arguments.list {
        list(&known, width(), &mut io::stdout().lock())?;
        return Ok(Status::Clean);
    }
    let formats = formats(arguments)?;
    let targets = Targets::new(&formats)?;
    for one in &mut named {
        targets.spare(&mut one.inputs)?;
    }
    let columns = columns(arguments, named, &known)?;
    let checker = Checker::new(packs)?;
    let pool = threads(arguments.jobs).build()?;
    let judge = Judge {
        arguments,
        checker: &checker,
        known: &known,
    };
    let (compared, status) = pool.install(|| judge.compare(columns))?;
    let run = Run::of(&checker);
    for opened in open(&arguments.look, &formats, arguments.verbose)? {
        let written = write_comparison(opened.format, opened.style, &run, &compared, opened.out);
        failed_on(&opened.name, written)?;
    }
    Ok(status)
}

/// Something named on the command line, and what it is if it is no id.
struct Named {
    written: String,
    inputs: Vec<Planned>,
}

fn named(arguments: &Compare, discovery: &mut Discovery) -> Result<Vec<Named>> {
    let one = |name: &PathBuf| {
        Ok(Named {
            written: name.display().to_string(),
            inputs: inputs(std::slice::from_ref(name), discovery)?,
        })
    };
    arguments.named.iter().map(one).collect()
}

/// The known accounts: the shipped ones and those in folders, which replace shipped ones of the same id.
fn narratives(arguments: &Compare, packs: &[Pack]) -> Result<Vec<Narrative>> {
    let mut known = narrative::embedded(packs).map_err(|error| broken(vec![error]))?;
    let mut errors = Vec::new();
    for folder in &arguments.narratives {
        match narrative::load_dir(folder, packs) {
            Ok(own) => {
                known.retain(|one| own.iter().all(|other| other.id != one.id));
                known.extend(own);
            }
            Err(error) => errors.push(error),
        }
    }
    if errors.is_empty() {
        Ok(known)
    } else {
        Err(broken(errors))
    }
}

fn broken(errors: Vec<NarrativeError>) -> anyhow::Error {
    let mut messages = Vec::new();
    for error in errors {
        if let NarrativeError::Invalid { diagnostics, .. } = &error {
            packs::print(diagnostics);
        }
        let cause = std::error::Error::source(&error).map(|cause| format!(": {cause}"));
        messages.push(format!("{error}{}", cause.unwrap_or_default()));
    }
    anyhow!("{}; nothing was compared", messages.join("; "))
}

fn formats(arguments: &Compare) -> Result<Vec<Output>> {
    if arguments.formats.is_empty() {
        return Ok(vec![Output {
            format: Format::Full,
            file: None,
        }]);
    }
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name()).collect();
    for output in &arguments.formats {
        if !FORMATS.contains(&output.format) {
            bail!(
                "a comparison cannot be written as {}; known are {}",
                output.format.name(),
                names.join(", ")
            );
        }
    }
    Ok(arguments.formats.clone())
}

/// One account to be shown.
enum Column {
    Known(usize),
    Text(Box<Planned>),
}

/// The accounts asked for, in order. An id goes before a file of that name, which `./NAME` still names.
fn columns(arguments: &Compare, named: Vec<Named>, known: &[Narrative]) -> Result<Vec<Column>> {
    let mut columns = Vec::new();
    let mut unknown = Vec::new();
    for one in named {
        if let Some(at) = known.iter().position(|other| other.id == one.written) {
            columns.push(Column::Known(at));
            continue;
        }
        for input in one.inputs {
            match &input.input {
                Err(DocumentError::Missing { .. }) => unknown.push(no_such(&one.written, known)),
                Err(DocumentError::Unsupported { .. }) => {}
                Err(error) => unknown.push(error.to_string()),
                Ok(Input::File(path)) if !path.exists() => {
                    unknown.push(no_such(&one.written, known));
                }
                Ok(Input::File(path)) if holds_report(path) => {
                    let told = format!("{}: {IS_REPORT}", path.display());
                    if input.named {
                        unknown.push(told);
                    } else {
                        let _ = writeln!(io::stderr(), "gainsay: {told}");
                    }
                }
                Ok(_) => columns.push(Column::Text(Box::new(input))),
            }
        }
    }
    if !unknown.is_empty() {
        bail!("{}", unknown.join("\ngainsay: "));
    }
    let alone = columns.len() == 1 && !arguments.drafts;
    if columns.is_empty() || alone || arguments.all {
        for at in 0..known.len() {
            let there = |column: &Column| matches!(column, Column::Known(other) if *other == at);
            if !columns.iter().any(there) {
                columns.push(Column::Known(at));
            }
        }
    }
    if columns.is_empty() {
        bail!("no account is known: name texts, or a folder with --narratives");
    }
    Ok(columns)
}

/// The message for a name that is neither a text nor an account.
fn no_such(written: &str, known: &[Narrative]) -> String {
    let nearest = known
        .iter()
        .map(|one| (strsim::jaro_winkler(&one.id, written), &one.id))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(score, _)| *score > packs::LIKE)
        .map(|(_, id)| format!("did you mean `{id}`? "))
        .unwrap_or_default();
    format!(
        "{written}: no such file and no such account: {nearest}`gainsay compare --list` shows the accounts"
    )
}

struct Judge<'a> {
    arguments: &'a Compare,
    checker: &'a Checker,
    known: &'a [Narrative],
}

impl<'a> Judge<'a> {
    fn compare(&self, columns: Vec<Column>) -> Result<(Compared<'a>, Status)> {
        if self.arguments.drafts {
            return self.drafts(columns);
        }
        let mut accounts = self.all_known()?;
        let texts: Vec<Result<Account>> = columns
            .par_iter()
            .filter_map(|column| match column {
                Column::Text(planned) => Some(self.text(planned)),
                Column::Known(_) => None,
            })
            .collect();
        let mut shown = Vec::with_capacity(columns.len());
        let mut next = accounts.len();
        for column in &columns {
            match column {
                Column::Known(at) => shown.push(*at),
                Column::Text(_) => {
                    shown.push(next);
                    next += 1;
                }
            }
        }
        accounts.extend(together(texts)?);
        let alone = self.arguments.named.len() == 1 && !self.arguments.all;
        let focus = (alone && matches!(columns.first(), Some(Column::Text(_)))).then_some(0);
        let comparison = Comparison::new(self.checker, accounts, shown, focus);
        Ok((Compared::Accounts(comparison), Status::Clean))
    }

    fn drafts(&self, columns: Vec<Column>) -> Result<(Compared<'a>, Status)> {
        let [old, new] = columns.as_slice() else {
            bail!(
                "--drafts compares two texts, the old one and the new one; {} were named",
                columns.len()
            );
        };
        let of = |column: &Column| match column {
            Column::Text(planned) => self.text(planned),
            Column::Known(at) => self.narrative(&self.known[*at]),
        };
        let [old, new]: [Account; 2] = together(vec![of(old), of(new)])?
            .try_into()
            .map_err(|_| anyhow!("two drafts are needed"))?;
        let drafts = Drafts::new(self.checker, old, new);
        let fails = self.arguments.fail_on == Worse::Worse && drafts.worse();
        let status = if fails {
            Status::Findings
        } else {
            Status::Clean
        };
        Ok((Compared::Drafts(Box::new(drafts)), status))
    }

    fn all_known(&self) -> Result<Vec<Account<'a>>> {
        together(
            self.known
                .par_iter()
                .map(|one| self.narrative(one))
                .collect(),
        )
    }

    fn narrative(&self, one: &'a Narrative) -> Result<Account<'a>> {
        let scope = settings::of(
            (&self.arguments.scope, None),
            None,
            None,
            self.checker.packs(),
        );
        Ok(Account::of_narrative(self.checker, one, &scope.options)?)
    }

    /// Reads and judges one text.
    fn text(&self, planned: &Planned) -> Result<Account<'a>> {
        let document = match &planned.input {
            Err(error) => bail!("{error}"),
            Ok(Input::Stdin) => Document::stdin()?,
            Ok(Input::File(path)) => Document::open(path)?,
        };
        if document.language != "en" {
            bail!(
                "{}: the text is in `{}`; only English is read so far",
                document.path,
                document.language
            );
        }
        let settings = settings::of(
            (&self.arguments.scope, None),
            planned.configuration.as_deref(),
            planned.path(),
            self.checker.packs(),
        );
        Ok(Account::of_text(self.checker, document, &settings.options))
    }
}

/// All accounts, or what is wrong with all that could not be read.
fn together<T>(results: Vec<Result<T>>) -> Result<Vec<T>> {
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(one) => all.push(one),
            Err(error) => wrong.push(format!("{error:#}")),
        }
    }
    if wrong.is_empty() {
        Ok(all)
    } else {
        Err(anyhow!(wrong.join("\ngainsay: ")))
    }
}
