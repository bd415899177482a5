//! Whether the letters of a mention have the case that its listed name asks for.

use crate::language::is_upper;

/// How one word of a listed name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordCase {
    /// Any case will do: the name is listed in lower case here.
    Any,
    /// The first letter must be a capital.
    Capital,
    /// An acronym: all letters must be capitals.
    Upper,
}

/// The case of each word of `name`.
pub(super) fn pattern(name: &str) -> Vec<WordCase> {
    words(name).map(word_case).collect()
}

/// Whether `text` fits `pattern`, word by word. Romanisations differ in the case after a hyphen.
pub(super) fn fits(text: &str, pattern: &[WordCase]) -> bool {
    let mut end = 0;
    let mut fitting = !pattern.is_empty();
    for (word, case) in words(text).zip(pattern) {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        let gap = text.get(end..start).unwrap_or_default();
        let hyphenated = !gap.is_empty() && !gap.contains(char::is_whitespace);
        end = start + word.len();
        fitting &= match case {
            WordCase::Any => true,
            WordCase::Capital => hyphenated || starts_upper(word),
            WordCase::Upper => is_upper(word),
        };
    }
    fitting
}

fn word_case(word: &str) -> WordCase {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    match () {
        () if letters > 1 && is_upper(word) => WordCase::Upper,
        () if starts_upper(word) => WordCase::Capital,
        () => WordCase::Any,
    }
}

/// The words of a name: hyphens part them as spaces do, and a name written with an apostrophe
/// or without it has as many.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| c.is_whitespace() || super::fold::is_hyphen(c))
        .filter(|word| word.chars().any(char::is_alphanumeric))
}

/// Whether the first letter or digit is a capital, or of a script without case.
pub(super) fn starts_upper(word: &str) -> bool {
    word.chars()
        .find(|c| c.is_alphanumeric())
        .is_some_and(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_ask_for_their_capitals() {
        for (name, text, expected) in [
            ("China", "China", true),
            ("China", "CHINA", true),
            ("China", "china", false),
            ("US", "us", false),
            ("US", "Us", false),
            ("US", "US", true),
            ("38th parallel", "38th Parallel", true),
            ("Kim Il Sung", "Kim Il-sung", true),
            ("North Korea", "North korea", false),
            ("Kim Il-sung", "Kim Il Sung", true),
            ("U.S.", "U.S.", true),
            ("troops", "Troops", true),
        ] {
            assert_eq!(fits(text, &pattern(name)), expected, "{name} in {text}");
        }
    }
}
