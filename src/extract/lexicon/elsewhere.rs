//! By what a text shows that it tells of a world or a war other than the one at hand.

use super::cues::WordSet;
use super::phrases::Phrases;
use serde::Deserialize;

/// The words of `elsewhere.toml`; the comments stand there.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct ElsewhereWords {
    pub works: Phrases,
    pub weak_works: Phrases,
    pub telling: Phrases,
    pub hypothetical: Phrases,
    pub supposing: Phrases,
    pub premises: Phrases,
    pub sections: WordSet,
    pub history: WordSet,
    pub reality: Phrases,
    pub inside: WordSet,
    pub partly: WordSet,
    pub determiners: WordSet,
    pub breaks: WordSet,
    pub copulas: WordSet,
    pub partitives: Phrases,
    pub contest: Phrases,
    pub contest_company: Phrases,
    pub war_heads: WordSet,
    pub umbrella: Vec<String>,
    pub background: WordSet,
}
