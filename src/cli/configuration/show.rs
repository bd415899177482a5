//! `--show-config`: what holds for a file, as a configuration that would say the same.

use super::Configuration;
use crate::cli::arguments::Output;
use crate::cli::settings::Settings;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// What holds for a run as a whole, wherever it was said.
pub struct Whole<'a> {
    pub packs: &'a [PathBuf],
    pub shipped: bool,
    pub formats: &'a [Output],
    pub baseline: Option<&'a Path>,
    pub suppressions: Option<&'a Path>,
}

/// The settings of one file in TOML, with the file that they come from. Paths are shown as seen from here.
pub fn show(
    name: &str,
    from: Option<&Configuration>,
    whole: &Whole,
    settings: &Settings,
) -> String {
    let mut text = String::new();
    let origin = from.map_or_else(
        || "no configuration file: defaults and the command line".to_owned(),
        |from| format!("from {} and the command line", from.path),
    );
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# {name}\n# {origin}");
    let packs = whole.packs.iter().map(|path| shown(path));
    let _ = writeln!(text, "packs = {}", list(packs));
    let _ = writeln!(text, "shipped-packs = {}", whole.shipped);
    let formats = whole.formats.iter().map(|output| match &output.file {
        Some(file) => format!("{}={}", output.format.name(), shown(file)),
        None => output.format.name().to_owned(),
    });
    let _ = writeln!(text, "formats = {}", list(formats));
    let exclude = from.map(|from| from.exclude.written.as_slice());
    let exclude = exclude.unwrap_or_default().iter().cloned();
    let _ = writeln!(text, "exclude = {}", list(exclude));
    for (key, path) in [
        ("baseline", whole.baseline),
        ("suppressions", whole.suppressions),
    ] {
        if let Some(path) = path {
            let _ = writeln!(text, "{key} = {}", quoted(&shown(path)));
        }
    }
    let fails = settings.levels.fail_on.to_string();
    let fails = fails.split(',').filter(|name| !name.is_empty());
    let _ = writeln!(text, "fail-on = {}", list(fails.map(str::to_owned)));
    let topics = settings.options.topics.iter().cloned();
    let _ = writeln!(text, "topics = {}", list(topics));
    let require = if settings.options.require_all {
        "all"
    } else {
        "due"
    };
    let _ = writeln!(text, "require = {}", quoted(require));
    if let Some(edition) = settings.options.edition {
        let _ = writeln!(text, "edition-date = {}", quoted(&edition.to_string()));
    }
    if !settings.levels.claims.is_empty() {
        let _ = writeln!(text, "\n[levels]");
        for (claim, level) in &settings.levels.claims {
            let _ = writeln!(text, "{} = {}", quoted(claim), quoted(&level.to_string()));
        }
    }
    text
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
