//! `--show-config`: what holds for a file, as a configuration that would say the same.

use super::{Configuration, Sources};
use crate::cli::arguments::Output;
use crate::cli::settings::Settings;
use crate::report::escape;
use std::path::{Path, PathBuf};

/// What holds for a run as a whole, wherever it was said.
pub struct Whole<'a> {
    pub packs: &'a [PathBuf],
    pub shipped: bool,
    pub formats: &'a [Output],
    pub baseline: Option<&'a Path>,
    pub suppressions: Option<&'a Path>,
    /// Where each of them was said.
    pub said: Sources,
}

/// The settings of one file in TOML, with the files that they come from. Paths are shown as seen from here.
pub fn show(
    name: &str,
    from: Option<&Configuration>,
    whole: &Whole,
    settings: &Settings,
) -> String {
    let origin = from.map_or_else(
        || "no configuration file: defaults and the command line".to_owned(),
        |from| {
            let extends = match from.extends.as_slice() {
                [] => String::new(),
                some => format!(" (which extends {})", some.join(", which extends ")),
            };
            format!("from {}{extends} and the command line", from.path)
        },
    );
    let packs = whole.packs.iter().map(|path| shown(path));
    let formats = whole.formats.iter().map(|output| match &output.file {
        Some(file) => format!("{}={}", output.format.name(), shown(file)),
        None => output.format.name().to_owned(),
    });
    let exclude = from.map(|from| from.exclude.written.as_slice());
    let exclude = exclude.unwrap_or_default().iter().cloned();
    let path = |path: Option<&Path>| path.map(|path| quoted(&shown(path)));
    let fails = settings.levels.fail_on.to_string();
    let fails = fails.split(',').filter(|name| !name.is_empty());
    let require = match settings.options.require_all {
        true => "all",
        false => "due",
    };
    let edition = settings.options.edition;
    let lines = [
        ("packs", Some(list(packs))),
        ("shipped-packs", Some(whole.shipped.to_string())),
        ("formats", Some(list(formats))),
        ("exclude", Some(list(exclude))),
        ("baseline", path(whole.baseline)),
        ("suppressions", path(whole.suppressions)),
        ("fail-on", Some(list(fails.map(str::to_owned)))),
        (
            "topics",
            Some(list(settings.options.topics.iter().cloned())),
        ),
        ("require", Some(quoted(require))),
        (
            "edition-date",
            edition.map(|date| quoted(&date.to_string())),
        ),
    ];
    let mut text = format!("# {name}\n# {origin}\n");
    for (key, value) in lines {
        let said = whole.said.get(key).or_else(|| settings.said.get(key));
        let said = said.map_or("the default", String::as_str);
        if let Some(value) = value {
            text.push_str(&line(key, &value, said));
        }
    }
    if !settings.levels.claims.is_empty() {
        text.push_str("\n[levels]\n");
        for (claim, level) in &settings.levels.claims {
            let said = settings.levels_said.get(claim);
            let level = quoted(&level.to_string());
            text.push_str(&line(
                &quoted(claim),
                &level,
                said.map_or("", String::as_str),
            ));
        }
    }
    text
}

/// A key, its value, and where it was said.
fn line(key: &str, value: &str, said: &str) -> String {
    format!("{key} = {value}  # {}\n", escape(said))
}

fn list(items: impl Iterator<Item = String>) -> String {
    let quoted: Vec<String> = items.map(|item| quoted(&item)).collect();
    format!("[{}]", quoted.join(", "))
}

/// A path as short as it can be from here.
pub(super) fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    path.strip_prefix(&here)
        .unwrap_or(path)
        .display()
        .to_string()
}

/// Text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
