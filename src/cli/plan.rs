//! What a run will do, settled before anything is read: the inputs, the packs, the configuration of each input.

use super::arguments::{Check, Output, Packs};
use super::configuration::{Configuration, Discovery, absolute, external, relative_to, show};
use super::settings::{self, Settings};
use super::{packs, since::Since};
use crate::document::{DocumentError, Input, collect};
use crate::gate::{ChangedLines, External};
use crate::pack::model::Pack;
use crate::report::Format;
use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One input with what governs it.
pub struct Planned {
    pub input: Result<Input, DocumentError>,
    pub configuration: Option<Arc<Configuration>>,
}

/// A run before it begins.
pub struct Plan {
    pub inputs: Vec<Planned>,
    pub packs: Vec<Pack>,
    /// The configuration whose packs, formats, baseline and suppressions hold for the whole run.
    pub configuration: Option<Arc<Configuration>>,
    pub formats: Vec<Output>,
    pub baseline: Option<PathBuf>,
    pub external: Option<External>,
    /// The folder from which the list of suppressions measures its globs.
    external_root: PathBuf,
}

impl Planned {
    /// The path; `None` for standard input and what could not be found.
    pub fn path(&self) -> Option<&Path> {
        match &self.input {
            Ok(Input::File(path)) => Some(path),
            _ => None,
        }
    }

    pub fn settings(&self, arguments: &Check, packs: &[Pack]) -> Settings {
        settings::of(
            (&arguments.scope, arguments.gate.fail_on.as_ref()),
            self.configuration.as_deref(),
            self.path(),
            packs,
        )
    }

    /// The lines that count, if not all do.
    pub fn changed(&self, since: Option<&mut Since>) -> Result<Option<ChangedLines>> {
        match (since, self.path()) {
            (Some(since), Some(path)) if path.exists() => since.of(path).map(Some),
            _ => Ok(None),
        }
    }
}

impl Plan {
    pub fn new(arguments: &Check) -> Result<Self> {
        let mut discovery = Discovery::new(
            arguments.config.config.as_deref(),
            arguments.config.isolated,
        )?;
        let inputs = inputs(&arguments.files, &mut discovery)?;
        let configuration = match inputs.first() {
            Some(first) => first.configuration.clone(),
            None => discovery.of(Path::new("."))?,
        };
        let all: Vec<&Planned> = inputs.iter().collect();
        agree(configuration.as_deref(), &all)?;
        let packs = load(&arguments.packs, configuration.as_deref())?;
        diagnose(&discovery, configuration.as_deref(), &all, &packs)?;
        settings::known(&arguments.scope, &packs)?;
        let own = |get: fn(&Configuration) -> Option<&PathBuf>| {
            configuration.as_deref().and_then(get).cloned()
        };
        let listed = arguments
            .gate
            .suppressions
            .clone()
            .or(own(|c| c.suppressions.as_ref()));
        let external = listed
            .as_deref()
            .map(|path| list(path, &packs))
            .transpose()?;
        Ok(Self {
            formats: formats(arguments, configuration.as_deref()),
            baseline: arguments
                .gate
                .baseline
                .clone()
                .or(own(|c| c.baseline.as_ref())),
            external,
            external_root: listed
                .and_then(|path| absolute(&path).parent().map(Path::to_owned))
                .unwrap_or_default(),
            inputs,
            packs,
            configuration,
        })
    }

    /// The path of an input as the list of suppressions sees it.
    pub fn listed_path(&self, one: &Planned) -> Option<String> {
        self.external.as_ref()?;
        one.path()
            .map(|path| relative_to(&self.external_root, path))
    }

    /// What holds for texts that come from nowhere: a stream, the canary.
    pub fn base_settings(&self, arguments: &Check) -> Settings {
        settings::of(
            (&arguments.scope, arguments.gate.fail_on.as_ref()),
            self.configuration.as_deref(),
            None,
            &self.packs,
        )
    }

    /// Prints what holds for each input.
    pub fn show(&self, arguments: &Check) -> Result<()> {
        let mut out = io::stdout().lock();
        let print = |out: &mut dyn Write, name: &str, from: Option<&str>, settings: &Settings| {
            writeln!(out, "{}", show(name, from, settings))
        };
        for one in &self.inputs {
            let name = match &one.input {
                Ok(Input::File(path)) => path.display().to_string(),
                Ok(Input::Stdin) => "standard input".into(),
                Err(error) => bail!("{error}"),
            };
            let from = one.configuration.as_ref().map(|c| c.path.as_str());
            print(&mut out, &name, from, &one.settings(arguments, &self.packs))?;
        }
        if self.inputs.is_empty() {
            let from = self.configuration.as_ref().map(|c| c.path.as_str());
            print(
                &mut out,
                "standard input",
                from,
                &self.base_settings(arguments),
            )?;
        }
        Ok(())
    }
}

/// The inputs in the order of the command line, without what a configuration excludes from walks.
pub fn inputs(files: &[PathBuf], discovery: &mut Discovery) -> Result<Vec<Planned>> {
    let named: BTreeSet<&PathBuf> = files.iter().collect();
    let mut inputs = Vec::new();
    for input in collect(files) {
        let configuration = match &input {
            Ok(Input::File(path)) => discovery.of(path)?,
            _ => discovery.of(Path::new("."))?,
        };
        if let (Ok(Input::File(path)), Some(configuration)) = (&input, &configuration) {
            let excluded = || {
                let inner = relative_to(&configuration.root, path);
                configuration.exclude.set.is_match(inner)
            };
            if !named.contains(path) && !configuration.exclude.written.is_empty() && excluded() {
                continue;
            }
        }
        inputs.push(Planned {
            input,
            configuration,
        });
    }
    Ok(inputs)
}

/// What concerns a run as a whole cannot differ between its inputs.
pub fn agree(governing: Option<&Configuration>, inputs: &[&Planned]) -> Result<()> {
    let whole = |c: Option<&Configuration>| {
        c.map(|c| {
            (
                c.packs.clone(),
                c.shipped,
                c.formats.clone(),
                c.baseline.clone(),
                c.suppressions.clone(),
            )
        })
        .unwrap_or_default()
    };
    let wanted = whole(governing);
    let mut checked: BTreeSet<&str> = BTreeSet::new();
    for one in inputs {
        let other = one.configuration.as_deref();
        let name = other.map_or("no configuration", |c| c.path.as_str());
        if checked.insert(name) && whole(other) != wanted {
            bail!(
                "{} and {name} differ in packs, shipped-packs, formats, baseline or suppressions, which hold for a whole run: check these texts in two runs, or name one with --config",
                governing.map_or("no configuration", |c| c.path.as_str())
            );
        }
    }
    Ok(())
}

pub fn load(named: &Packs, configuration: Option<&Configuration>) -> Result<Vec<Pack>> {
    let shipped = configuration.and_then(|c| c.shipped).unwrap_or(true);
    let mut folders = configuration
        .and_then(|c| c.packs.clone())
        .unwrap_or_default();
    folders.extend(named.packs.iter().cloned());
    packs::select(shipped && !named.no_shipped, &folders)
}

/// Prints what is wrong in all configurations; any of it ends the run.
pub fn diagnose(
    discovery: &Discovery,
    governing: Option<&Configuration>,
    inputs: &[&Planned],
    loaded: &[Pack],
) -> Result<()> {
    let mut problems = discovery.problems.clone();
    let mut asked: BTreeSet<&str> = BTreeSet::new();
    let all = governing
        .into_iter()
        .chain(inputs.iter().filter_map(|one| one.configuration.as_deref()));
    for configuration in all {
        if asked.insert(&configuration.path) {
            problems.extend(configuration.unknown(loaded));
        }
    }
    ended(&mut problems, "configuration")
}

fn ended(problems: &mut Vec<crate::pack::Diagnostic>, what: &str) -> Result<()> {
    problems.sort_by(|a, b| (&a.path, a.span.start).cmp(&(&b.path, b.span.start)));
    problems.dedup();
    packs::print(problems);
    match problems.len() {
        0 => Ok(()),
        1 => bail!("the {what} has an error; nothing was checked"),
        many => bail!("the {what} has {many} errors; nothing was checked"),
    }
}

fn list(path: &Path, loaded: &[Pack]) -> Result<External> {
    let (list, mut problems) = external(path, loaded)?;
    ended(&mut problems, "list of suppressions")?;
    Ok(list)
}

fn formats(arguments: &Check, configuration: Option<&Configuration>) -> Vec<Output> {
    if !arguments.output.formats.is_empty() {
        return arguments.output.formats.clone();
    }
    let configured = configuration.and_then(|c| c.formats.clone());
    configured
        .filter(|formats| !formats.is_empty())
        .unwrap_or_else(|| {
            vec![Output {
                format: Format::Full,
                file: None,
            }]
        })
}
