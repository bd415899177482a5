//! The words and templates of one language.

use serde::Deserialize;

/// A file of words that does not fit its format; a defect of the build.
#[derive(Debug, thiserror::Error)]
#[error("mutate/en.toml: {0}")]
pub struct WordsError(#[from] toml::de::Error);

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Words {
    pub speakers: Vec<String>,
    pub frame: Frames,
    pub auxiliary: Auxiliaries,
    pub preposition: Prepositions,
    pub article: Articles,
    pub nominal: Nominals,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Frames {
    pub claims: String,
    pub said_after: String,
    pub according: String,
    pub reject: String,
    pub factive: String,
    pub cleft: String,
    pub relative: String,
    pub nominal: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Auxiliaries {
    pub past: String,
    pub present_singular: String,
    pub present_plural: String,
    pub not: String,
    pub be_singular: String,
    pub be_plural: String,
    pub been: String,
    pub may: Vec<String>,
    pub plan: Vec<String>,
    pub why: String,
    pub by: String,
    pub the: String,
    pub possessive: String,
    pub who: String,
    pub which: String,
    pub unchanging: Vec<String>,
    pub negators: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Prepositions {
    pub day: String,
    pub month: String,
    pub season: String,
    pub year: String,
    pub plain: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Articles {
    pub words: Vec<String>,
    pub complements: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Nominals {
    pub on: Vec<String>,
}

impl Words {
    pub(super) fn english() -> Result<Self, WordsError> {
        Ok(toml::from_str(include_str!("en.toml"))?)
    }
}
