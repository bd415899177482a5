//! What a run will do, settled before anything is read: the inputs, the packs, the configuration of each input.

use super::arguments::{Check, Output, Packs};
use super::configuration::{
    COMMAND_LINE, Configuration, Discovery, Sources, Whole, absolute, external, relative_to, show,
};
use super::settings::{self, Settings};
use super::targets::{Targets, holds_report};
use super::{packs, since::Since};
use crate::document::{DocumentError, Input, collect};
use crate::gate::{ChangedLines, External};
use crate::pack::model::Pack;
use crate::report::Format;
use anyhow::{Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One input with what governs it.
pub struct Planned {
    pub input: Result<Input, DocumentError>,
    pub configuration: Option<Arc<Configuration>>,
    /// Whether it was named itself, and not found in a folder or by a glob.
    pub named: bool,
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
    /// The file of that list.
    listed: Option<PathBuf>,
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
            (&arguments.scope, arguments.gate.failing().as_ref()),
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
        let mut inputs = inputs(&arguments.files, &mut discovery)?;
        let configuration = match inputs.first() {
            Some(first) => first.configuration.clone(),
            None => discovery.of(Path::new("."))?,
        };
        let all: Vec<&Planned> = inputs.iter().collect();
        agree(configuration.as_deref(), &all)?;
        let packs = load(&arguments.packs, configuration.as_deref(), &discovery)?;
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
        let baseline = arguments.gate.baseline.clone();
        let baseline = baseline.or(own(|c| c.baseline.as_ref()));
        let formats = formats(arguments, configuration.as_deref());
        let targets = Targets::new(&formats)?;
        targets.spare(&mut inputs)?;
        targets.spare_file("the baseline", baseline.as_deref())?;
        targets.spare_file("the list of suppressions", listed.as_deref())?;
        Ok(Self {
            formats,
            baseline,
            external,
            listed,
            inputs,
            packs,
            configuration,
        })
    }

    /// The path of an input as the list of suppressions sees it.
    pub fn listed_path(&self, one: &Planned) -> Option<String> {
        let list = absolute(self.listed.as_deref()?);
        // Its globs are measured from its folder.
        let root = list.parent().unwrap_or(&list);
        one.path().map(|path| relative_to(root, path))
    }

    /// What holds for texts that come from nowhere: a stream, the canary.
    pub fn base_settings(&self, arguments: &Check) -> Settings {
        settings::of(
            (&arguments.scope, arguments.gate.failing().as_ref()),
            self.configuration.as_deref(),
            None,
            &self.packs,
        )
    }

    /// Prints what holds for each input.
    pub fn show(&self, arguments: &Check) -> Result<()> {
        let mut out = io::stdout().lock();
        let folders = folders(&arguments.packs, self.configuration.as_deref());
        let configuration = self.configuration.as_deref();
        let mut said = configuration.map_or_else(Sources::new, |from| from.said.clone());
        for (key, there) in [
            ("packs", !arguments.packs.packs.is_empty()),
            ("shipped-packs", arguments.packs.no_shipped),
            ("formats", !arguments.output.formats.is_empty()),
            ("baseline", arguments.gate.baseline.is_some()),
            ("suppressions", arguments.gate.suppressions.is_some()),
        ] {
            match said.get_mut(key).filter(|_| there) {
                // To packs of the configuration those of the command line are added.
                Some(said) if key == "packs" => *said = format!("{said} and {COMMAND_LINE}"),
                Some(said) => COMMAND_LINE.clone_into(said),
                None if there => {
                    said.insert(key, COMMAND_LINE.to_owned());
                }
                None => {}
            }
        }
        let whole = Whole {
            packs: &folders,
            shipped: shipped(&arguments.packs, self.configuration.as_deref()),
            formats: &self.formats,
            baseline: self.baseline.as_deref(),
            suppressions: self.listed.as_deref(),
            said,
        };
        for one in &self.inputs {
            let name = match &one.input {
                Ok(Input::File(path)) => path.display().to_string(),
                Ok(Input::Stdin) => "standard input".into(),
                Err(DocumentError::Unsupported { .. }) => continue,
                Err(error) => bail!("{error}"),
            };
            let settings = one.settings(arguments, &self.packs);
            let from = one.configuration.as_deref();
            writeln!(out, "{}", show(&name, from, &whole, &settings))?;
        }
        if self.inputs.is_empty() {
            let settings = self.base_settings(arguments);
            let from = self.configuration.as_deref();
            writeln!(out, "{}", show("standard input", from, &whole, &settings))?;
        }
        Ok(())
    }
}

/// The inputs in the order of their names, each once however often and by whatever path it was named, without what a
/// configuration excludes from walks. If that leaves nothing, it is said in the place of the texts.
pub fn inputs(files: &[PathBuf], discovery: &mut Discovery) -> Result<Vec<Planned>> {
    let (mut inputs, mut excluded) = (Vec::new(), Vec::new());
    for file in files {
        let mut out = 0;
        for input in collect(std::slice::from_ref(file)) {
            let other = match &input {
                Err(DocumentError::Unsupported { path, .. }) => Some(PathBuf::from(path)),
                _ => None,
            };
            // A page that an earlier run wrote is no draft in another format.
            if other.as_deref().is_some_and(holds_report) {
                continue;
            }
            let configuration = match (&input, &other) {
                (Ok(Input::File(path)), _) | (_, Some(path)) => discovery.of(path)?,
                _ => discovery.of(Path::new("."))?,
            };
            if let (Some(path), Some(configuration)) = (&other, &configuration)
                && configuration.excludes(path)
            {
                continue;
            }
            let named = matches!(&input, Ok(Input::File(path)) if path == file);
            if let (Ok(Input::File(path)), Some(configuration)) = (&input, &configuration)
                && !named
                && configuration.excludes(path)
            {
                out += 1;
                if out == 1 {
                    excluded.push((file, configuration.path.clone(), out));
                } else if let Some(last) = excluded.last_mut() {
                    last.2 = out;
                }
                continue;
            }
            inputs.push(Planned {
                input,
                configuration,
                named,
            });
        }
    }
    if inputs.is_empty() {
        inputs.extend(excluded.into_iter().map(|(file, by, texts)| Planned {
            input: Err(DocumentError::Excluded {
                path: file.display().to_string(),
                texts,
                by,
            }),
            configuration: None,
            named: false,
        }));
    }
    Ok(once(inputs))
}

/// The inputs in the order of their names, so that the order of the command line changes nothing, and each file once.
fn once(mut inputs: Vec<Planned>) -> Vec<Planned> {
    // What is named twice counts as named.
    inputs.sort_by_cached_key(|one| (order(one), !one.named));
    let mut homes: BTreeMap<PathBuf, PathBuf> = BTreeMap::new();
    let mut met: BTreeMap<PathBuf, usize> = BTreeMap::new();
    let mut stdin = false;
    let mut kept: Vec<Planned> = Vec::with_capacity(inputs.len());
    for one in inputs {
        let again = match &one.input {
            Err(_) => None,
            Ok(Input::Stdin) => {
                if std::mem::replace(&mut stdin, true) {
                    continue;
                }
                None
            }
            Ok(Input::File(path)) => {
                let place = kept.len();
                Some(*met.entry(real(path, &mut homes)).or_insert(place)).filter(|at| *at < place)
            }
        };
        match again.and_then(|at| kept.get_mut(at)) {
            Some(first) => first.named |= one.named,
            None => kept.push(one),
        }
    }
    kept
}

/// Where an input stands among the others: by its path without a `./` before it, the one without first.
fn order(one: &Planned) -> (PathBuf, usize) {
    let path = match &one.input {
        Ok(Input::File(path)) => path.clone(),
        Ok(Input::Stdin) => PathBuf::from("-"),
        Err(error) => PathBuf::from(error.to_string()),
    };
    let plain = path.strip_prefix(".").unwrap_or(&path).to_owned();
    (plain, path.as_os_str().len())
}

/// The one path of a file, whatever links lead to it; the folders that hold thousands of files are looked at once.
fn real(path: &Path, homes: &mut BTreeMap<PathBuf, PathBuf>) -> PathBuf {
    if path.is_symlink() {
        return std::fs::canonicalize(path).unwrap_or_else(|_| absolute(path));
    }
    let whole = absolute(path);
    let (Some(folder), Some(name)) = (whole.parent(), whole.file_name()) else {
        return whole;
    };
    let home = homes
        .entry(folder.to_owned())
        .or_insert_with(|| std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()));
    home.join(name)
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

/// The packs that the command line and the configuration name. Where they cannot be had, what else is wrong in the
/// configurations is told, too.
pub fn load(
    named: &Packs,
    configuration: Option<&Configuration>,
    discovery: &Discovery,
) -> Result<Vec<Pack>> {
    let folders = folders(named, configuration);
    packs::select(shipped(named, configuration), &folders).or_else(|error| {
        ended(&mut discovery.problems.clone(), "configuration")?;
        Err(error)
    })
}

fn shipped(named: &Packs, configuration: Option<&Configuration>) -> bool {
    configuration.and_then(|c| c.shipped).unwrap_or(true) && !named.no_shipped
}

fn folders(named: &Packs, configuration: Option<&Configuration>) -> Vec<PathBuf> {
    let mut folders = configuration
        .and_then(|c| c.packs.clone())
        .unwrap_or_default();
    folders.extend(named.packs.iter().cloned());
    folders
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
