//! The words of layout: labels, heads of columns, instructions and keys of exercises.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::OnceLock;

/// The words of `words.toml`; the comments stand there.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Words {
    pub captions: HashSet<String>,
    pub tables: HashSet<String>,
    pub notes: HashSet<String>,
    pub divisions: HashSet<String>,
    pub pages: HashSet<String>,
    pub when: HashSet<String>,
    pub who: HashSet<String>,
    pub what: HashSet<String>,
    pub whom: HashSet<String>,
    #[serde(rename = "where")]
    pub places: HashSet<String>,
    pub calendar: HashSet<String>,
    pub same: HashSet<String>,
    pub on: String,
    #[serde(rename = "in")]
    pub inside: String,
    #[serde(rename = "the")]
    pub article: String,
    pub runs_on: HashSet<String>,
    pub exercises: HashSet<String>,
    pub instructions: Vec<String>,
    pub judging: Vec<String>,
    pub keys: Vec<String>,
    #[serde(rename = "true")]
    pub yes: HashSet<String>,
    #[serde(rename = "false")]
    pub no: HashSet<String>,
    pub right_marks: Vec<String>,
    pub gaps: Vec<String>,
    pub tasks: HashSet<String>,
    pub asking_true: HashSet<String>,
    pub asking_other: HashSet<String>,
    pub persons: HashSet<String>,
    pub determined: HashSet<String>,
    pub times: HashSet<String>,
    pub helpers: HashSet<String>,
    pub passive: HashSet<String>,
    pub false_labels: HashSet<String>,
    pub true_labels: HashSet<String>,
}

impl Words {
    /// The English words; read once. A damaged file, which a test excludes, would leave every text without layout words.
    pub fn english() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| toml::from_str(include_str!("words.toml")).unwrap_or_default())
    }
}

/// `text` in lower case, without white space, marks and emphasis around it.
pub fn plain(text: &str) -> String {
    text.trim_matches(|c: char| !(c.is_alphanumeric() || c == '?'))
        .trim_end_matches('?')
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_fits_its_form() {
        let read: Result<Words, _> = toml::from_str(include_str!("words.toml"));
        assert_eq!(read.err().map(|error| error.to_string()), None);
        assert_eq!(Words::english().on, "On");
    }

    #[test]
    fn marks_and_emphasis_fall_away() {
        assert_eq!(plain("**Review  Questions:**"), "review questions");
        assert_eq!(plain("True or false?"), "true or false");
    }
}
