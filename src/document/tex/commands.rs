//! What is known of the commands of LaTeX.

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// The words of `commands.toml`; the comments stand there.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commands {
    pub headings: HashMap<String, u8>,
    pub dropped: HashMap<String, usize>,
    pub led: HashMap<String, usize>,
    pub lists: Lists,
    pub signs: HashMap<String, String>,
    pub accents: HashMap<String, String>,
}

/// The lists of `commands.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lists {
    pub notes: HashSet<String>,
    pub captions: HashSet<String>,
    pub epigraphs: HashSet<String>,
    pub names: HashSet<String>,
    pub cites: HashSet<String>,
    pub macros: HashSet<String>,
    pub breaks: HashSet<String>,
    pub silent: HashSet<String>,
    pub blanks: HashSet<String>,
    pub quotations: HashSet<String>,
    pub lists: HashSet<String>,
    pub tables: HashSet<String>,
    pub bare: HashSet<String>,
    pub skipped: HashSet<String>,
}

impl Commands {
    /// Those of LaTeX and of its common packages.
    pub fn known() -> &'static Commands {
        static COMMANDS: OnceLock<Commands> = OnceLock::new();
        COMMANDS.get_or_init(|| toml::from_str(include_str!("commands.toml")).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read() {
        let read: Result<Commands, _> = toml::from_str(include_str!("commands.toml"));
        assert_eq!(read.err().map(|error| error.to_string()), None);
        assert!(Commands::known().lists.skipped.contains("equation"));
    }
}
