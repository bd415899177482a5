//! A glance at words that tells whether a phrase of exercises may be among them: nearly no text holds one, and none needs
//! to be made plain to see that.

use crate::document::words::{Phrases, Words};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// What a glance at some phrases looks for.
pub(super) struct Glance {
    phrases: &'static Phrases,
    /// The first word of each.
    heads: Vec<&'static str>,
    /// The longest word of each, in letters of any case.
    cores: Option<AhoCorasick>,
}

/// The phrases at which one looks.
pub(super) struct Glances {
    pub instructions: Glance,
    pub correcting: Glance,
    pub disputing: Glance,
    pub none_of: Glance,
    pub all_of: Glance,
}

/// Those of the English words.
pub(super) static GLANCES: LazyLock<Glances> = LazyLock::new(|| {
    let words = Words::english();
    Glances {
        instructions: Glance::at(&words.instructions),
        correcting: Glance::at(&words.correcting),
        disputing: Glance::at(&words.disputing),
        none_of: Glance::at(&words.none_of),
        all_of: Glance::at(&words.all_of),
    }
});

impl Glance {
    fn at(phrases: &'static Phrases) -> Self {
        let once = |mut words: Vec<&'static str>| {
            words.sort_unstable();
            words.dedup();
            words
        };
        let all = || phrases.all.iter();
        let longest = |phrase: &'static String| phrase.split(' ').max_by_key(|word| word.len());
        let cores = once(all().filter_map(longest).collect());
        let mut builder = AhoCorasick::builder();
        Self {
            phrases,
            heads: once(
                all()
                    .filter_map(|phrase| phrase.split(' ').next())
                    .collect(),
            ),
            cores: builder.ascii_case_insensitive(true).build(cores).ok(),
        }
    }

    /// Whether one of them may stand in `text`, as far as a word of it tells.
    pub fn may_find_in(&self, text: &str) -> bool {
        self.cores.as_ref().is_none_or(|cores| cores.is_match(text))
    }

    /// Whether one of them opens `plain`.
    pub fn opens(&self, plain: &str) -> bool {
        let mut all = self.phrases.all.iter();
        all.any(|phrase| plain.starts_with(phrase.as_str()))
    }

    /// Whether one of them may open `bare` made plain, as far as its first word tells.
    pub fn may_open(&self, bare: &str) -> bool {
        self.heads.iter().any(|head| has_head(bare, head))
    }
}

/// Whether `bare` begins with `word` in letters of any case.
pub(super) fn has_head(bare: &str, word: &str) -> bool {
    let head = bare.as_bytes().get(..word.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_hold_no_phrase_holds_none() {
        let all = &*GLANCES;
        for glance in [
            &all.instructions,
            &all.correcting,
            &all.disputing,
            &all.none_of,
            &all.all_of,
        ] {
            for phrase in &glance.phrases.all {
                let loud = phrase.to_uppercase();
                let text = format!("Now  {}\nplease.", loud.replace(' ', "\n"));
                assert!(glance.may_find_in(&text), "{text}");
                assert!(glance.may_open(&loud) && glance.opens(phrase), "{phrase}");
            }
            assert!(!glance.may_find_in("Rome fell in May."));
            assert!(!glance.may_open("Rome fell in May."));
        }
    }
}
