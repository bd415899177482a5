//! Lists of words and phrases that are looked for in running text, by their first word.

use crate::language::lemma::Table;
use serde::Deserialize;

/// Phrases in lower case, to be found among the words of a sentence.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Phrases {
    all: Vec<Vec<String>>,
    /// Indices into `all` by first word, and by the plural of a phrase of one word.
    by_first: Table<Vec<usize>>,
    /// A bit for each [`slot`] of these words: most words of a text are passed over by it.
    slots: [u64; SLOTS / 64],
}

/// How many kinds of words are told apart before one is looked up.
const SLOTS: usize = 1024;

/// The kind of a word, by its first two bytes and its length.
fn slot(word: &str) -> usize {
    let byte = |at: usize| word.as_bytes().get(at).map_or(0, |&byte| usize::from(byte));
    (byte(0) * 37 + byte(1) * 5 + word.len()) % SLOTS
}

impl From<Vec<String>> for Phrases {
    fn from(phrases: Vec<String>) -> Self {
        let mut found = Self::default();
        for phrase in phrases {
            let parts: Vec<String> = phrase.split(' ').map(str::to_owned).collect();
            let index = found.all.len();
            let first = parts[0].clone();
            if parts.len() == 1 {
                found
                    .by_first
                    .entry(format!("{first}s"))
                    .or_default()
                    .push(index);
            }
            found.by_first.entry(first).or_default().push(index);
            found.all.push(parts);
        }
        for word in found.by_first.keys() {
            let slot = slot(word);
            found.slots[slot / 64] |= 1 << (slot % 64);
        }
        found
    }
}

impl Phrases {
    /// The phrases at `at`: each with its index, its number of words, and whether it stands in the plural.
    fn standing<'a>(
        &'a self,
        words: &'a [String],
        at: usize,
    ) -> impl Iterator<Item = (usize, usize, bool)> + 'a {
        let likely = words.get(at).filter(|word| {
            let slot = slot(word);
            self.slots[slot / 64] >> (slot % 64) & 1 == 1
        });
        let known = likely.and_then(|word| self.by_first.get(word));
        known.into_iter().flatten().filter_map(move |&index| {
            let parts = &self.all[index];
            let there = words.get(at..at + parts.len())?;
            let (last, head) = parts.split_last()?;
            let (word, before) = there.split_last()?;
            let plural = word != last;
            let fits = before == head && (!plural || word.strip_suffix('s') == Some(last));
            fits.then_some((index, parts.len(), plural))
        })
    }

    /// Whether one of the phrases stands at `at`.
    pub fn stand_at(&self, words: &[String], at: usize) -> bool {
        self.longest(words, at).is_some()
    }

    /// Where one of the phrases stands first.
    pub fn find(&self, words: &[String]) -> Option<usize> {
        (0..words.len()).find(|&at| self.stand_at(words, at))
    }

    /// How many different ones of the phrases stand among the words.
    pub fn count(&self, words: &[String]) -> usize {
        let mut found: Vec<usize> = (0..words.len())
            .flat_map(|at| self.standing(words, at))
            .filter(|(_, _, plural)| !plural)
            .map(|(index, ..)| index)
            .collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    }

    /// The longest of the phrases at `at`, as it is: its number of words.
    pub fn longest(&self, words: &[String], at: usize) -> Option<usize> {
        self.standing(words, at)
            .filter(|(_, _, plural)| !plural)
            .map(|(_, length, _)| length)
            .max()
    }

    /// Whether one of the phrases stands at `at`, as it is or in the plural.
    pub fn in_any_number(&self, words: &[String], at: usize) -> bool {
        self.standing(words, at).next().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_by_their_words() {
        let phrases = Phrases::from(vec!["film".to_owned(), "board game".to_owned()]);
        let words = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(phrases.find(&words("a board game and a film")), Some(1));
        assert_eq!(phrases.longest(&words("board games"), 0), None);
        assert!(phrases.in_any_number(&words("board games"), 0));
        assert!(phrases.in_any_number(&words("films"), 0));
        assert!(!phrases.in_any_number(&words("board"), 0));
        assert_eq!(phrases.count(&words("film film board game films")), 2);
    }
}
