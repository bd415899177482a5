//! By what a text shows that it tells of a world or a war other than the one at hand.

use super::cues::WordSet;
use serde::Deserialize;

/// The words of `elsewhere.toml`; the comments stand there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct ElsewhereWords {
    pub works: Vec<String>,
    pub weak_works: Vec<String>,
    pub telling: Vec<String>,
    pub hypothetical: Vec<String>,
    pub supposing: Vec<String>,
    pub premises: Vec<String>,
    pub sections: WordSet,
    pub history: WordSet,
    pub reality: Vec<String>,
    pub inside: WordSet,
    pub partly: WordSet,
    pub determiners: WordSet,
    pub breaks: WordSet,
    pub copulas: WordSet,
    pub partitives: Vec<String>,
    pub contest: Vec<String>,
    pub contest_company: Vec<String>,
    pub war_heads: WordSet,
    pub umbrella: Vec<String>,
    pub background: WordSet,
}
