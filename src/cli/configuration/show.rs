//! `--show-config`: what holds for a file, as a configuration that would say the same.

use crate::cli::settings::Settings;
use std::fmt::Write;

/// The settings of one file in TOML, with the file that they come from.
pub fn show(shown: &str, from: Option<&str>, settings: &Settings) -> String {
    let mut text = String::new();
    let list = |items: &[String]| {
        let quoted: Vec<String> = items.iter().map(|item| quoted(item)).collect();
        format!("[{}]", quoted.join(", "))
    };
    let origin = from.map_or_else(
        || "no configuration file: defaults and the command line".to_owned(),
        |path| format!("from {path} and the command line"),
    );
    // Writing to a string cannot fail.
    let _ = writeln!(text, "# {shown}\n# {origin}");
    let fails: Vec<String> = settings
        .levels
        .fail_on
        .to_string()
        .split(',')
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    let _ = writeln!(text, "fail-on = {}", list(&fails));
    let _ = writeln!(text, "topics = {}", list(&settings.options.topics));
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

/// Text as TOML writes it.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}
