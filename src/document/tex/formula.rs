//! Formulas: no prose, but for numbers that are set as one.

use super::source::Source;
use std::ops::Range;

/// What stands for a formula, so that the words on both sides do not become neighbours.
pub const FORMULA: &str = "□";

/// A formula between signs is at most so long; a sign that is not closed by then is a sign of money.
const LONGEST: usize = 2000;

/// The inside and the end of the formula that opens at `at` with `$`, `$$`, `\(` or `\[`.
pub fn formula(source: &Source, at: usize, end: usize) -> Option<(Range<usize>, usize)> {
    let rest = source.slice(at..end);
    let (open, close) = [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")]
        .into_iter()
        .find(|(open, _)| rest.starts_with(open))?;
    let from = at + open.len();
    let mut last = source.text.floor_char_boundary(end.min(from + LONGEST));
    if let Some(blank) = source.slice(from..last).find("\n\n") {
        last = from + blank;
    }
    let mut to = from;
    loop {
        to += source.slice(to..last).find(close)?;
        let escaped = close.starts_with('$') && source.byte(to - 1) == b'\\';
        if !escaped {
            return Some((from..to, to + close.len()));
        }
        to += 1;
    }
}

/// The words of a formula that is a number, an ordinal, or the ending of one: `1950`, `135{,}000`, `38^{\mathrm{th}}`.
pub fn number(inside: &str) -> Option<String> {
    let mut words = String::new();
    let mut rest = inside;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let name = rest.len()
                    - rest
                        .trim_start_matches(|c: char| c.is_ascii_alphabetic())
                        .len();
                // A thin space groups digits.
                if name == 0 && rest.starts_with([',', ' ', ';', '!']) {
                    rest = &rest[1..];
                    words.push(',');
                } else {
                    rest = &rest[name..];
                }
            }
            '{' | '}' | '^' | ' ' | '~' => {}
            other => words.push(other),
        }
    }
    let words = words.replace(",,", ",");
    let digits = words.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &words[digits.len()..];
    let plain = digits
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let ordinal = matches!(ending, "" | "st" | "nd" | "rd" | "th");
    (plain && ordinal && !words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_words_and_formulas_are_not() {
        assert_eq!(number("1950").as_deref(), Some("1950"));
        assert_eq!(number("135{,}000").as_deref(), Some("135,000"));
        assert_eq!(number("135\\,000").as_deref(), Some("135,000"));
        assert_eq!(number("38^{\\mathrm{th}}").as_deref(), Some("38th"));
        assert_eq!(number("^{th}").as_deref(), Some("th"));
        assert_eq!(number("38^\\circ").as_deref(), Some("38"));
        assert_eq!(number("x = 3"), None);
        assert_eq!(number("n"), None);
        assert_eq!(number(""), None);
    }

    #[test]
    fn a_sign_that_nothing_closes_opens_nothing() {
        let inside = |text: &str| {
            let source = Source::new(text);
            formula(&source, 0, text.len()).map(|(range, end)| (text[range].to_owned(), end))
        };
        assert_eq!(inside("$a$ b"), Some(("a".into(), 3)));
        assert_eq!(inside("$$a$$ b"), Some(("a".into(), 5)));
        assert_eq!(inside("$a\\$b$"), Some(("a\\$b".into(), 6)));
        assert_eq!(inside("\\[a\\] b"), Some(("a".into(), 5)));
        assert_eq!(inside("$5 a day\n\nand $6"), None);
    }
}
