//! The words that dates are written with, loaded from `lexicon/<language>/time.toml`.

use super::expression::{Portion, Qualifier, Unit};
use super::token::{Token, Vocabulary};
use crate::extract::lexicon::written;
use crate::frame::Season;
use aho_corasick::AhoCorasick;
use serde::Deserialize;
use std::collections::BTreeMap;
use thiserror::Error;

/// What the build made of the file.
const ENGLISH: &str = written!("time").1;

/// Why the words of a language could not be loaded.
#[derive(Debug, Error)]
pub enum LexiconError {
    /// No such file is built in.
    #[error("no date words for language `{0}`")]
    UnknownLanguage(String),
    /// The file does not have the expected fields.
    #[error("the date words of `{language}` cannot be read")]
    Malformed {
        /// Which language.
        language: String,
        /// What is wrong, and where.
        #[source]
        cause: serde_json::Error,
    },
    /// A value in the file names nothing, such as a season that does not exist.
    #[error("the date words of `{language}` name the unknown {field} `{name}`")]
    UnknownName {
        /// Which language.
        language: String,
        /// What kind of thing.
        field: &'static str,
        /// What was written.
        name: String,
    },
    /// The words cannot be searched for.
    #[error("the date words cannot be compiled")]
    Search(#[from] aho_corasick::BuildError),
}

/// A role that a word plays in the grammar and that has no value of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Mark {
    Article,
    Definite,
    Of,
    On,
    And,
    To,
    From,
    About,
    Same,
    Following,
    Previous,
    This,
    Last,
    Next,
    Today,
    Yesterday,
    Tomorrow,
    Later,
    Earlier,
    After,
    Before,
    Ago,
    Remainder,
    Beginning,
    VagueCount,
    Half,
    Year,
    Era,
    BeforeEra,
    YearVerb,
    Ending,
    Possessive,
    Counted,
    Page,
    Currency,
    Clock,
    NameHead,
    Zone,
    ZoneName,
    Placing,
    /// Before the date of the first of two things.
    FirstOf,
    /// Between that date and the one of the second.
    SecondOf,
    Then,
    Or,
    Reign,
    Numbered,
    AfterDay,
}

/// What a phrase means to the grammar; one phrase may have several entries.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Entry {
    /// A month; a weak one (a common word or an abbreviation) needs more beside it.
    Month {
        number: i8,
        weak: bool,
        short: bool,
    },
    /// A day of the week.
    Weekday {
        number: i8,
        weak: bool,
    },
    Season(Season),
    NamedDay {
        month: i8,
        day: i8,
    },
    /// An era whose years are counted from `first`, the year 1, to `last`.
    EraName {
        first: i16,
        last: i16,
    },
    Unit {
        unit: Unit,
        plural: bool,
    },
    DayPart,
    Cardinal(u32),
    Ordinal(u32),
    Zero,
    Hundred,
    OrdinalSuffix,
    Portion(Portion),
    Signal(Qualifier),
    Mark(Mark),
}

/// The date words of one language, ready for matching.
#[derive(Debug)]
pub struct TimeLexicon {
    pub(super) vocabulary: Vocabulary,
    /// Phrases by their first word, longest first.
    phrases: Vec<Vec<(Box<[u32]>, Entry)>>,
    /// Finds texts that can hold a date at all.
    prefilter: AhoCorasick,
}

impl TimeLexicon {
    /// The words of that language ("en").
    pub fn for_language(language: &str) -> Result<Self, LexiconError> {
        let written = match language {
            "en" => ENGLISH,
            other => return Err(LexiconError::UnknownLanguage(other.to_owned())),
        };
        let raw: Raw = serde_json::from_str(written).map_err(|cause| LexiconError::Malformed {
            language: language.to_owned(),
            cause,
        })?;
        Builder::new(language).build(raw)
    }

    /// The phrase that starts at token `at` and for which `pick` finds a meaning: the longest,
    /// with the index after it.
    pub(super) fn find<T>(
        &self,
        tokens: &[Token],
        at: usize,
        pick: impl Fn(&Entry) -> Option<T>,
    ) -> Option<(T, usize)> {
        let first = tokens.get(at)?.word?;
        let phrases = self.phrases.get(first as usize)?;
        phrases.iter().find_map(|(words, entry)| {
            let stretch = tokens.get(at..at + words.len())?;
            let matches = stretch
                .iter()
                .zip(words)
                .all(|(token, &word)| token.word == Some(word));
            matches.then(|| pick(entry).map(|found| (found, at + words.len())))?
        })
    }

    /// Whether `text` has a digit or a word without which there is no date.
    pub fn may_have_date(&self, text: &str) -> bool {
        text.bytes().any(|byte| byte.is_ascii_digit())
            || self.prefilter.is_match(text)
            || !text.is_ascii() && text.contains(|c| ('\u{ff10}'..='\u{ff19}').contains(&c))
    }
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Raw {
    month: Vec<RawMonth>,
    weekday: Vec<RawMonth>,
    season: Vec<RawNamed>,
    named_day: Vec<RawDay>,
    era_name: Vec<RawEra>,
    unit: Vec<RawUnit>,
    day_part: Vec<String>,
    number: Vec<RawNumber>,
    zero: Vec<String>,
    hundred: Vec<String>,
    ordinal_suffix: Vec<String>,
    portion: Vec<RawPortion>,
    signal: Vec<RawSignal>,
    words: BTreeMap<Mark, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMonth {
    number: i8,
    words: Vec<String>,
    #[serde(default)]
    short: Vec<String>,
    #[serde(default)]
    verb: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNamed {
    name: String,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDay {
    month: i8,
    day: i8,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEra {
    first: i16,
    last: i16,
    words: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawUnit {
    name: Unit,
    words: Vec<String>,
    plural: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawNumber {
    value: u32,
    words: Vec<String>,
    #[serde(default)]
    ordinal: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPortion {
    words: Vec<String>,
    month: [i8; 2],
    year: [i8; 2],
    years: [u8; 2],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSignal {
    qualifier: Qualifier,
    words: Vec<String>,
}

/// Collects phrases while the file is read.
struct Builder {
    language: String,
    vocabulary: Vocabulary,
    phrases: Vec<Vec<(Box<[u32]>, Entry)>>,
    triggers: Vec<String>,
}

impl Builder {
    fn new(language: &str) -> Self {
        Self {
            language: language.to_owned(),
            vocabulary: Vocabulary::default(),
            phrases: Vec::new(),
            triggers: Vec::new(),
        }
    }

    fn add(&mut self, words: &[String], entry: Entry) {
        for phrase in words {
            let numbers = self.vocabulary.intern(phrase);
            let highest = numbers.iter().copied().max().map_or(0, |n| n as usize + 1);
            if self.phrases.len() < highest {
                self.phrases.resize_with(highest, Vec::new);
            }
            if let Some(&first) = numbers.first() {
                self.phrases[first as usize].push((numbers.into(), entry));
            }
        }
    }

    /// Adds words of which one must be there for a date without digits.
    fn add_trigger(&mut self, words: &[String], entry: Entry) {
        self.triggers.extend_from_slice(words);
        self.add(words, entry);
    }

    fn build(mut self, raw: Raw) -> Result<TimeLexicon, LexiconError> {
        self.add_calendar(&raw)?;
        self.add_numbers(&raw);
        for portion in &raw.portion {
            let value = Portion {
                month: portion.month,
                year: portion.year,
                years: portion.years,
            };
            self.add(&portion.words, Entry::Portion(value));
        }
        for signal in &raw.signal {
            self.add(&signal.words, Entry::Signal(signal.qualifier));
        }
        for (&mark, words) in &raw.words {
            match mark {
                Mark::Today | Mark::Yesterday | Mark::Tomorrow | Mark::Then => {
                    self.add_trigger(words, Entry::Mark(mark));
                }
                _ => self.add(words, Entry::Mark(mark)),
            }
        }
        for phrases in &mut self.phrases {
            phrases.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        let prefilter = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(&self.triggers)?;
        Ok(TimeLexicon {
            vocabulary: self.vocabulary,
            phrases: self.phrases,
            prefilter,
        })
    }

    fn add_calendar(&mut self, raw: &Raw) -> Result<(), LexiconError> {
        for month in &raw.month {
            let entry = |short| Entry::Month {
                number: month.number,
                weak: month.verb || short,
                short,
            };
            self.add_trigger(&month.words, entry(false));
            self.add(&month.short, entry(true));
        }
        for day in &raw.weekday {
            let entry = |weak| Entry::Weekday {
                number: day.number,
                weak,
            };
            self.add_trigger(&day.words, entry(day.verb));
            self.add(&day.short, entry(true));
        }
        for season in &raw.season {
            let known = Season::from_name(&season.name).ok_or(LexiconError::UnknownName {
                language: self.language.clone(),
                field: "season",
                name: season.name.clone(),
            })?;
            self.add_trigger(&season.words, Entry::Season(known));
        }
        for day in &raw.named_day {
            let (month, number) = (day.month, day.day);
            let entry = Entry::NamedDay { month, day: number };
            self.add_trigger(&day.words, entry);
        }
        for era in &raw.era_name {
            let (first, last) = (era.first, era.last);
            self.add_trigger(&era.words, Entry::EraName { first, last });
        }
        for unit in &raw.unit {
            for (words, plural) in [(&unit.words, false), (&unit.plural, true)] {
                let unit = unit.name;
                self.add_trigger(words, Entry::Unit { unit, plural });
            }
        }
        self.add(&raw.day_part, Entry::DayPart);
        Ok(())
    }

    fn add_numbers(&mut self, raw: &Raw) {
        for number in &raw.number {
            let teens = (11..=20).contains(&number.value);
            let entry = Entry::Cardinal(number.value);
            if teens {
                self.add_trigger(&number.words, entry);
            } else {
                self.add(&number.words, entry);
            }
            self.add(&number.ordinal, Entry::Ordinal(number.value));
        }
        self.add(&raw.zero, Entry::Zero);
        self.add(&raw.hundred, Entry::Hundred);
        self.add(&raw.ordinal_suffix, Entry::OrdinalSuffix);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_words_load() {
        assert!(TimeLexicon::for_language("en").is_ok());
        assert!(TimeLexicon::for_language("xx").is_err());
    }

    #[test]
    fn the_prefilter_lets_dates_through() {
        let lexicon = TimeLexicon::for_language("en").unwrap();
        for text in [
            "on 3 May",
            "That JUNE it rained",
            "the next day",
            "nineteen fifty",
        ] {
            assert!(lexicon.may_have_date(text), "{text}");
        }
        assert!(!lexicon.may_have_date("He crossed over to us."));
    }
}
