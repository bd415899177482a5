//! What a language says around names, loaded from `lexicon/<language>/mention.toml`.

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

const ENGLISH: &str = include_str!("../lexicon/en/mention.toml");

/// The words around names of one language. A language without a file has none.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub articles: Vec<String>,
    plural_suffix: String,
    no_plural_after: Vec<String>,
    titles: BTreeSet<String>,
    openers: BTreeSet<String>,
    ordinary: BTreeSet<String>,
    prefixes: BTreeSet<String>,
    other_sorts: BTreeSet<String>,
    settings: Vec<String>,
    /// Numbers from one upward, and those that count off from the first.
    pub cardinals: Vec<String>,
    pub ordinals: Vec<String>,
    pub number_signs: Vec<String>,
    /// Of these, the ones before a number that is spelled.
    pub number_words: Vec<String>,
    /// What makes figures count off: in general, behind the last figure, and behind the last two.
    ordinal_endings: Endings,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Endings {
    other: String,
    last: BTreeMap<String, String>,
    last_two: BTreeMap<String, String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    articles: Vec<String>,
    plural_suffix: String,
    no_plural_after: Vec<String>,
    titles: Vec<String>,
    openers: Vec<String>,
    ordinary: Vec<String>,
    prefixes: Vec<String>,
    other_sorts: Vec<String>,
    settings: Vec<String>,
    cardinals: Vec<String>,
    ordinals: Vec<String>,
    number_signs: Vec<String>,
    number_words: Vec<String>,
    ordinal_endings: Endings,
}

impl Words {
    pub(super) fn for_language(language: &str) -> Result<Self, Box<toml::de::Error>> {
        let written = match language {
            "en" => ENGLISH,
            _ => return Ok(Self::default()),
        };
        let raw: Raw = toml::from_str(written)?;
        let set = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase()).collect();
        Ok(Self {
            articles: raw.articles,
            plural_suffix: raw.plural_suffix,
            no_plural_after: raw.no_plural_after,
            titles: set(raw.titles),
            openers: set(raw.openers),
            ordinary: set(raw.ordinary),
            prefixes: set(raw.prefixes),
            other_sorts: set(raw.other_sorts),
            settings: raw.settings,
            cardinals: raw.cardinals,
            ordinals: raw.ordinals,
            number_signs: raw.number_signs,
            number_words: raw.number_words,
            ordinal_endings: raw.ordinal_endings,
        })
    }

    /// What makes the figures of `number` count off: "th" of "8th".
    pub(super) fn ending(&self, number: u16) -> &str {
        let endings = &self.ordinal_endings;
        let two = endings.last_two.get(&(number % 100).to_string());
        let one = || endings.last.get(&(number % 10).to_string());
        two.or_else(one).unwrap_or(&endings.other)
    }

    /// "No." before a number.
    pub(super) fn is_number_sign(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.number_signs.contains(&word)
    }

    /// The plural of an inhabitant noun, if it is made by a suffix.
    pub(super) fn plural(&self, noun: &str) -> Option<String> {
        let regular = noun.chars().next_back().is_some_and(char::is_alphabetic)
            && !self.plural_suffix.is_empty()
            && !self.no_plural_after.iter().any(|end| noun.ends_with(end));
        regular.then(|| format!("{noun}{}", self.plural_suffix))
    }

    /// `name` without the article that it is listed with, and whether it had one.
    pub(super) fn split_article<'a>(&self, name: &'a str) -> (&'a str, bool) {
        let Some((first, rest)) = name.split_once(' ') else {
            return (name, false);
        };
        match self.is_article(first) {
            true => (rest.trim_start(), true),
            false => (name, false),
        }
    }

    pub(super) fn is_article(&self, word: &str) -> bool {
        self.articles
            .iter()
            .any(|article| article.eq_ignore_ascii_case(word))
    }

    /// Whether a capital word before a surname makes it no other person's.
    pub(super) fn leaves_name_whole(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.titles.contains(&word) || self.openers.contains(&word)
    }

    pub(super) fn is_prefix(&self, word: &str) -> bool {
        self.prefixes.contains(&word.to_lowercase())
    }

    /// Whether the word before a common noun makes it another thing of its kind.
    pub(super) fn is_other_sort(&self, word: &str) -> bool {
        self.other_sorts.contains(&word.to_lowercase())
    }

    /// Prepositions of where something was.
    pub(super) fn settings(&self) -> &[String] {
        &self.settings
    }

    pub(super) fn is_ordinary(&self, word: &str) -> bool {
        self.ordinary.contains(&word.to_lowercase())
    }
}
