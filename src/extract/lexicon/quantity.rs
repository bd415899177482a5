//! Words with which numbers of things are written.

use serde::Deserialize;

/// A word for a number, or one that multiplies.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct NumberWord {
    pub value: u64,
    pub words: Vec<String>,
    #[serde(default)]
    pub plural: Vec<String>,
}

/// The number words of one language. Field names are those of `quantity.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct QuantityWords {
    pub number: Vec<NumberWord>,
    pub scale: Vec<NumberWord>,
    pub article: Vec<String>,
    pub half: Vec<String>,
    pub and: Vec<String>,
    pub tens: Vec<String>,
    pub of: Vec<String>,
    pub in_part: Vec<String>,
    pub about: Vec<String>,
    pub more: Vec<String>,
    pub less: Vec<String>,
    pub between: Vec<String>,
    pub to: Vec<String>,
    pub or_more: Vec<String>,
    units: Vec<Vec<String>>,
}

impl QuantityWords {
    /// The name under which a unit is compared: nouns that count the same things share one. Takes the dictionary form,
    /// or a plural as packs write it.
    pub fn unit(&self, noun: &str) -> String {
        let noun = noun.to_lowercase();
        let singular = noun.strip_suffix('s').unwrap_or(&noun);
        let group = self
            .units
            .iter()
            .find(|group| group.iter().any(|word| *word == noun || *word == singular));
        group
            .and_then(|group| group.first())
            .map_or_else(|| singular.to_owned(), Clone::clone)
    }
}
