//! Reads `gainsay.toml` and the list of suppressions: every problem of a file in one run, each at its place.

use super::show::shown;
use super::{Configuration, Globs, Named, Override, Section, Sources, absolute};
use crate::cli::arguments::{Output, Require};
use crate::cli::packs;
use crate::gate::{External, FailOn, Level, Listed, normalised};
use crate::pack::model::Pack;
use crate::pack::{Diagnostic, OneOrMany, PackFile, Problems, Reader, Text, error, span_of};
use crate::span::{LineIndex, Span};
use anyhow::{Context, Result, bail};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use toml::de::DeTable;

/// How deep files may extend each other; more than this is a circle.
const DEPTH: usize = 16;

/// Reads a configuration with all that it extends.
pub(super) fn configuration(path: &Path) -> Result<(Configuration, Vec<Diagnostic>)> {
    let mut problems = Vec::new();
    let mut configuration = Configuration::default();
    let mut chain: Vec<PathBuf> = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next {
        if chain.contains(&path) || chain.len() == DEPTH {
            let all: Vec<String> = chain.iter().map(|path| shown(path)).collect();
            bail!("{} extend each other in a circle", all.join(", "));
        }
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("cannot read {}", shown(&path)))?;
        let (one, extended, found) = one(&path, &text);
        problems.extend(found);
        configuration = if chain.is_empty() {
            one
        } else {
            filled(configuration, one)
        };
        chain.push(path);
        next = extended;
    }
    Ok((configuration, problems))
}

/// `own`, and what it leaves out from `base`. Without `..`, so that no field can be forgotten.
fn filled(own: Configuration, base: Configuration) -> Configuration {
    let Configuration {
        path,
        mut extends,
        said,
        root,
        packs,
        shipped,
        formats,
        exclude,
        baseline,
        suppressions,
        rules,
        overrides,
    } = own;
    extends.push(base.path);
    Configuration {
        path,
        extends,
        said: base.said.into_iter().chain(said).collect(),
        packs: packs.or(base.packs),
        shipped: shipped.or(base.shipped),
        formats: formats.or(base.formats),
        exclude: if exclude.written.is_empty() {
            base.exclude
        } else {
            exclude
        },
        baseline: baseline.or(base.baseline),
        suppressions: suppressions.or(base.suppressions),
        rules: rules_filled(rules, base.rules),
        // The later override wins, so the extended ones come first.
        overrides: base.overrides.into_iter().chain(overrides).collect(),
        root,
    }
}

fn rules_filled(own: Section, base: Section) -> Section {
    let Section {
        said,
        fail_on,
        topics,
        require,
        edition_date,
        levels,
    } = own;
    Section {
        said: base.said.into_iter().chain(said).collect(),
        fail_on: fail_on.or(base.fail_on),
        topics: topics.or(base.topics),
        require: require.or(base.require),
        edition_date: edition_date.or(base.edition_date),
        levels: base.levels.into_iter().chain(levels).collect(),
    }
}

/// One file: its configuration, the file that it extends, its problems.
fn one(path: &Path, text: &str) -> (Configuration, Option<PathBuf>, Vec<Diagnostic>) {
    let file = toml_file(path, text);
    let problems = Problems::default();
    let root = path.parent().map(Path::to_owned).unwrap_or_default();
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for cause in &errors {
        let span = cause
            .span()
            .map_or(Span::default(), |span| Span::new(span.start, span.end));
        problems.report(
            &file,
            span,
            error("syntax", format!("not valid TOML: {}", cause.message())),
        );
    }
    let table = table.into_inner();
    let mut reading = Reading {
        file: &file,
        problems: &problems,
        root: &root,
    };
    let mut top = Reader::new(
        &file,
        &problems,
        "the configuration",
        Span::default(),
        &table,
    );
    let extended = top.text("extend").map(|name| (reading.path(&name), name));
    if let Some((target, name)) = &extended
        && !target.is_file()
    {
        let message = format!("no such file: {}", shown(target));
        problems.report(&file, span_of(name), error("no-such-file", message));
    }
    let configuration = reading.configuration(&mut top);
    top.finish();
    let extended = extended
        .map(|(target, _)| target)
        .filter(|target| target.is_file());
    (configuration, extended, problems.into_sorted())
}

/// The keys that are there, each said at `place`.
fn sources(keys: &[(&'static str, bool)], place: &str) -> Sources {
    let there = keys.iter().filter(|(_, there)| *there);
    there.map(|(key, _)| (*key, place.to_owned())).collect()
}

fn toml_file<'a>(path: &Path, text: &'a str) -> PackFile<'a> {
    PackFile {
        name: path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into(),
        path: shown(path),
        text: text.into(),
    }
}

struct Reading<'a> {
    file: &'a PackFile<'a>,
    problems: &'a Problems,
    root: &'a Path,
}

impl<'a> Reading<'a> {
    fn configuration(&mut self, top: &mut Reader<'a>) -> Configuration {
        let packs = top.has("packs").then(|| {
            top.texts("packs")
                .iter()
                .map(|name| self.pack(name))
                .collect()
        });
        let shipped = top.has("shipped-packs").then(|| top.flag("shipped-packs"));
        let formats = top.has("formats").then(|| {
            let written = top.texts("formats");
            written
                .iter()
                .filter_map(|text| self.parsed::<Output>(text))
                .map(|output| Output {
                    file: output.file.map(|file| self.root.join(file)),
                    ..output
                })
                .collect()
        });
        let exclude = self.globs(&top.texts("exclude"));
        let baseline = top.text("baseline").map(|name| self.path(&name));
        let suppressions = top.text("suppressions").map(|name| self.path(&name));
        let rules = self.section(top, &self.file.path.clone());
        let overrides = top
            .tables("override", "an override")
            .into_iter()
            .map(|mut table| {
                if !table.has("paths") {
                    table.missing("paths", "paths = [\"drafts/**\"]");
                }
                let paths = self.globs(&table.texts("paths"));
                let place = format!("{}, for {}", self.file.path, paths.written.join(", "));
                let rules = self.section(&mut table, &place);
                table.finish();
                Override { paths, rules }
            })
            .collect();
        let keys = [
            ("packs", packs.is_some()),
            ("shipped-packs", shipped.is_some()),
            ("formats", formats.is_some()),
            ("exclude", !exclude.written.is_empty()),
            ("baseline", baseline.is_some()),
            ("suppressions", suppressions.is_some()),
        ];
        Configuration {
            path: self.file.path.clone(),
            extends: Vec::new(),
            said: sources(&keys, &self.file.path),
            root: self.root.to_owned(),
            packs,
            shipped,
            formats,
            exclude,
            baseline,
            suppressions,
            rules,
            overrides,
        }
    }

    /// The settings of a table that stands at `place`.
    fn section(&mut self, table: &mut Reader<'a>, place: &str) -> Section {
        let fail_on = table
            .has("fail-on")
            .then(|| self.failing(&table.texts("fail-on")));
        let topics = table.has("topics").then(|| {
            let topics = table.texts("topics");
            topics
                .iter()
                .map(|text| Named::new(text, self.file))
                .collect()
        });
        let require = table
            .text("require")
            .and_then(|text| self.parsed::<Require>(&text));
        let edition_date = table.date("edition-date").and_then(|text| self.day(&text));
        let levels = table
            .table("levels", "the table of levels")
            .map(Reader::texts_and_lists)
            .unwrap_or_default()
            .iter()
            .filter_map(|(id, level)| {
                let level = match level {
                    OneOrMany::One(text) => self.parsed::<Level>(text)?,
                    OneOrMany::Many(list) => Level::Fails(self.failing(list)),
                };
                let mut named = Named::new(id, self.file);
                place.clone_into(&mut named.place);
                Some((named, level))
            })
            .collect();
        let keys = [
            ("fail-on", fail_on.is_some()),
            ("topics", topics.is_some()),
            ("require", require.is_some()),
            ("edition-date", edition_date.is_some()),
        ];
        Section {
            said: sources(&keys, place),
            fail_on,
            topics,
            require,
            edition_date,
            levels,
        }
    }

    fn failing(&self, names: &[Text]) -> FailOn {
        let mut list = FailOn::nothing();
        for name in names {
            if let Some(one) = self.parsed::<FailOn>(name) {
                list.extend(&one);
            }
        }
        list
    }

    fn parsed<T: FromStr<Err = String>>(&self, text: &Text) -> Option<T> {
        match text.get_ref().parse() {
            Ok(value) => Some(value),
            Err(message) => {
                let problem = error("wrong-value", message);
                self.problems.report(self.file, span_of(text), problem);
                None
            }
        }
    }

    fn day(&self, text: &Text) -> Option<Date> {
        let parsed = text.get_ref().parse().ok();
        if parsed.is_none() {
            let message = format!("`{}` is no date", text.get_ref());
            let problem = error("wrong-value", message).help("write it as \"1985-01-01\"");
            self.problems.report(self.file, span_of(text), problem);
        }
        parsed
    }

    fn globs(&self, written: &[Text]) -> Globs {
        let mut builder = GlobSetBuilder::new();
        for text in written {
            match GlobBuilder::new(text.get_ref())
                .literal_separator(true)
                .build()
            {
                Ok(glob) => {
                    builder.add(glob);
                }
                Err(cause) => {
                    let problem = error("wrong-value", cause.to_string());
                    self.problems.report(self.file, span_of(text), problem);
                }
            }
        }
        Globs {
            written: written.iter().map(|text| text.get_ref().clone()).collect(),
            set: builder.build().unwrap_or_else(|_| GlobSet::empty()),
        }
    }

    /// The folder of a pack.
    fn pack(&self, name: &Text) -> PathBuf {
        let folder = self.path(name);
        if !folder.is_dir() {
            let message = format!("no such folder: {}", shown(&folder));
            self.problems
                .report(self.file, span_of(name), error("no-such-folder", message));
        }
        folder
    }

    fn path(&self, name: &Text) -> PathBuf {
        absolute(&self.root.join(name.get_ref()))
    }
}

/// Reads a list of suppressions.
pub fn external(path: &Path, packs: &[Pack]) -> Result<(External, Vec<Diagnostic>)> {
    let text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let file = toml_file(path, &text);
    let problems = Problems::default();
    let root = path.parent().map(Path::to_owned).unwrap_or_default();
    let (table, errors) = DeTable::parse_recoverable(&file.text);
    for cause in &errors {
        let span = cause
            .span()
            .map_or(Span::default(), |span| Span::new(span.start, span.end));
        let problem = error("syntax", format!("not valid TOML: {}", cause.message()));
        problems.report(&file, span, problem);
    }
    let table = table.into_inner();
    let reading = Reading {
        file: &file,
        problems: &problems,
        root: &root,
    };
    let mut top = Reader::new(&file, &problems, "the list", Span::default(), &table);
    let entries = top
        .tables("ignore", "a suppression")
        .into_iter()
        .filter_map(|table| reading.listed(table, packs))
        .collect();
    top.finish();
    let list = External {
        path: file.path.clone(),
        entries,
    };
    Ok((list, problems.into_sorted()))
}

impl<'a> Reading<'a> {
    fn listed(&self, mut table: Reader<'a>, packs: &[Pack]) -> Option<Listed> {
        let claim = table.required("claim");
        let reason = table.required("reason");
        let paths = table.text("path").and_then(|text| {
            let glob = GlobBuilder::new(text.get_ref())
                .literal_separator(true)
                .build();
            if let Err(cause) = &glob {
                let problem = error("wrong-value", cause.to_string());
                self.problems.report(self.file, span_of(&text), problem);
            }
            Some(glob.ok()?.compile_matcher())
        });
        let sentence = table
            .text("sentence")
            .map(|text| normalised(text.get_ref()));
        let until = table.date("until").and_then(|text| self.day(&text));
        table.finish();
        let claim = claim?;
        let full = packs::full_id(packs, claim.get_ref());
        if full.is_none() {
            let message = format!("no claim `{}`", claim.get_ref());
            let problem = error("unknown-id", message).help(packs::nearest(packs, claim.get_ref()));
            self.problems.report(self.file, span_of(&claim), problem);
        }
        let at = LineIndex::new(&self.file.text).position(&self.file.text, span_of(&claim).start);
        Some(Listed {
            claim: full?,
            paths,
            sentence,
            reason: reason?.get_ref().clone(),
            until,
            line: at.line,
        })
    }
}
