//! The words of layout: labels, heads of columns, instructions and keys of exercises.

use aho_corasick::AhoCorasick;
use memchr::memmem::Finder;
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
    pub sources: HashSet<String>,
    pub says: HashSet<String>,
    pub calendar: HashSet<String>,
    pub same: HashSet<String>,
    pub on: String,
    #[serde(rename = "in")]
    pub inside: String,
    #[serde(rename = "the")]
    pub article: String,
    pub by: String,
    pub saying: String,
    pub and: String,
    pub verbal: Vec<String>,
    pub past_end: String,
    pub past: HashSet<String>,
    pub runs_on: HashSet<String>,
    pub answers: HashSet<String>,
    pub asking: HashSet<String>,
    pub exercises: HashSet<String>,
    pub instructions: Phrases,
    pub judging: Phrases,
    pub correcting: Phrases,
    pub disputing: Phrases,
    pub none_of: Phrases,
    pub ahead: HashSet<String>,
    pub all_of: Phrases,
    pub keys: Vec<String>,
    #[serde(rename = "true")]
    pub yes: HashSet<String>,
    #[serde(rename = "false")]
    pub no: HashSet<String>,
    pub right_marks: Vec<String>,
    pub gaps: Phrases,
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
    pub numbering: HashSet<String>,
    pub common: HashSet<String>,
}

/// Phrases that are looked for in longer texts.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    /// The phrases.
    pub all: Vec<String>,
    search: Search,
}

/// How phrases are looked for: a few one after the other, each by its rarest bytes, which hardly looks at a text; many of
/// them all at a time.
#[derive(Debug, Clone)]
enum Search {
    Each(Vec<Finder<'static>>),
    All(AhoCorasick),
}

/// So many phrases are looked for one after the other.
const FEW: usize = 8;

impl Default for Search {
    fn default() -> Self {
        Self::Each(Vec::new())
    }
}

impl From<Vec<String>> for Phrases {
    fn from(all: Vec<String>) -> Self {
        let each = || {
            let finders = all.iter().map(|phrase| Finder::new(phrase).into_owned());
            Search::Each(finders.collect())
        };
        let search = if all.len() > FEW {
            let automaton = AhoCorasick::builder().prefilter(false).build(&all);
            automaton.map_or_else(|_| each(), Search::All)
        } else {
            each()
        };
        Self { all, search }
    }
}

impl Phrases {
    /// Whether one of them stands in `text`.
    pub fn are_in(&self, text: &str) -> bool {
        match &self.search {
            Search::Each(finders) => {
                let mut finders = finders.iter();
                finders.any(|finder| finder.find(text.as_bytes()).is_some())
            }
            Search::All(automaton) => automaton.is_match(text),
        }
    }
}

impl Words {
    /// The English words; read once. A damaged file, which a test excludes, would leave every text without layout words.
    pub fn english() -> &'static Words {
        static WORDS: OnceLock<Words> = OnceLock::new();
        WORDS.get_or_init(|| toml::from_str(include_str!("words.toml")).unwrap_or_default())
    }
}

/// No phrase of the file has more words.
pub const LONGEST: usize = 4;

/// Whether `text`, made plain, is one of `phrases`. What is too long for one is not made plain.
pub fn is_one_of(phrases: &HashSet<String>, text: &str) -> bool {
    short_plain(text).is_some_and(|words| phrases.contains(&words))
}

/// `text` made plain; `None` where it has more words than any phrase.
pub fn short_plain(text: &str) -> Option<String> {
    plain_of(text, LONGEST)
}

/// `text` made plain; `None` where it has more than `most` words.
pub fn plain_of(text: &str, most: usize) -> Option<String> {
    let bare = bare(text);
    (!has_more_words(bare, most)).then(|| lower(bare))
}

/// Whether white space parts `text` into more than `most` words.
pub fn has_more_words(text: &str, most: usize) -> bool {
    let (mut words, mut inside) = (0, false);
    for byte in text.bytes() {
        match byte {
            b'\t'..=b'\r' | b' ' => inside = false,
            // White space that only letters tell.
            0x1c..=0x1f | 0x80.. => return text.split_whitespace().nth(most).is_some(),
            _ if inside => {}
            _ => {
                inside = true;
                words += 1;
                if words > most {
                    return true;
                }
            }
        }
    }
    false
}

/// `text` in lower case, without white space, marks and emphasis around it.
pub fn plain(text: &str) -> String {
    lower(bare(text))
}

/// `text` without white space, marks and emphasis around it.
pub fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !(c.is_alphanumeric() || c == '?'))
        .trim_end_matches('?')
}

fn lower(bare: &str) -> String {
    let mut lower = String::with_capacity(bare.len());
    for word in bare.split_whitespace() {
        if !lower.is_empty() {
            lower.push(' ');
        }
        if word.is_ascii() {
            let start = lower.len();
            lower.push_str(word);
            lower[start..].make_ascii_lowercase();
        } else {
            lower.push_str(&word.to_lowercase());
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn words_are_counted_as_white_space_parts_them(text in "[a-z é\u{a0}\u{3000}\t\n\u{1c}.]{0,40}", most in 0..6usize) {
            let whole = text.split_whitespace().nth(most).is_some();
            proptest::prop_assert_eq!(has_more_words(&text, most), whole);
        }
    }

    #[test]
    fn the_file_fits_its_form() {
        let read: Result<Words, _> = toml::from_str(include_str!("words.toml"));
        assert_eq!(read.err().map(|error| error.to_string()), None);
        assert_eq!(Words::english().on, "On");
    }

    #[test]
    fn no_phrase_is_longer_than_the_longest() {
        let file: toml::Table = toml::from_str(include_str!("words.toml")).unwrap();
        let lists = file.values().filter_map(toml::Value::as_array).flatten();
        for phrase in lists.filter_map(toml::Value::as_str) {
            assert!(phrase.split_whitespace().count() <= LONGEST, "{phrase}");
        }
    }

    #[test]
    fn only_what_may_be_a_phrase_is_made_plain() {
        assert_eq!(short_plain("*Two  Words:* "), Some("two words".to_owned()));
        assert_eq!(short_plain("One, two, three, four, five"), None);
        assert!(is_one_of(&Words::english().when, "**Date**"));
    }

    #[test]
    fn phrases_are_found_inside_words() {
        let words = Words::english();
        assert!(words.gaps.are_in("It began in ____ and ended."));
        assert!(
            !words
                .gaps
                .are_in("It began in [brackets] (too) and _so_ on.")
        );
        assert!(words.instructions.are_in("please choose the best"));
        assert!(!Phrases::default().are_in("anything"));
        for signs in words.gaps.all.iter() {
            assert!(words.gaps.are_in(&format!("“Rome” fell in {signs}.")));
        }
    }

    #[test]
    fn marks_and_emphasis_fall_away() {
        assert_eq!(plain("**Review  Questions:**"), "review questions");
        assert_eq!(plain("True or false?"), "true or false");
    }
}
