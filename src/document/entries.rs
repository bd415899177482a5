//! Dates that open a line or fill a cell, and the entries behind them: "3 May 1219 - Carthage attacks Rome."

use super::composition::Composition;
use super::words::{Words, is_one_of};
use crate::span::Span;
use std::collections::HashSet;
use std::sync::LazyLock;

/// A date has at most so many words.
const DATE_WORDS: usize = 7;

/// "On 25 June 1950," or "In 1950,".
pub(super) fn dated_opening(whole: Composition, text: &str, date: Span) -> Composition {
    let words = Words::english();
    let written = &text[date.range()];
    if is_one_of(&words.same, written) {
        return whole
            .glue(&words.on)
            .glue(&words.article)
            .words(text, date)
            .glue(",");
    }
    let numbers: Vec<&str> = written
        .split(|c: char| !c.is_ascii_digit())
        .filter(|number| !number.is_empty())
        .collect();
    let day = numbers.iter().any(|number| number.len() <= 2);
    let preposition = if day { &words.on } else { &words.inside };
    whole.glue(preposition).words(text, date).glue(",")
}

/// Whether `words` are a date and nothing else: a year or a day of a month among words of the calendar.
pub fn is_date(words: &str) -> bool {
    let known = Words::english();
    if is_one_of(&known.same, words) {
        return true;
    }
    let parts: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|part| !part.is_empty())
        .take(DATE_WORDS + 1)
        .collect();
    if parts.is_empty() || parts.len() > DATE_WORDS || words.contains(['?', '!']) {
        return false;
    }
    let (mut year, mut day, mut month) = (false, false, false);
    for part in parts {
        let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if let Ok(number) = digits.parse::<u32>() {
            year |= digits.len() == 4 && (1000..2100).contains(&number);
            day |= (1..=31).contains(&number);
        } else if known.calendar.contains(&part.to_lowercase()) {
            month |= part.len() > 2 && part.starts_with(char::is_uppercase);
        } else {
            return false;
        }
    }
    year || day && month
}

/// A date, a dash or colon, and what happened then: the date and the rest.
pub fn dated_entry(text: &str, span: Span) -> Option<(Span, Span)> {
    let words = text.get(span.range())?;
    let near = words.get(..dated_length(words))?;
    if !near.bytes().any(may_separate) {
        return None;
    }
    [" — ", " – ", " -- ", " - ", ": ", "—", "–", ":\n", "\n"]
        .into_iter()
        .find_map(|separator| {
            let at = near.find(separator)?;
            let date = words[..at]
                .trim_end_matches(['*', ':', '.', ',', ' '])
                .trim_start_matches(['*', ' ']);
            let rest = words[at + separator.len()..].trim_start_matches(['*', ' ', '\n', '\r']);
            // Behind a colon or a long dash a note may go on in small letters; a hyphen may stand in a range.
            let note = !separator.contains('-');
            let opens = rest.chars().next().is_some_and(|c| {
                c.is_uppercase() || matches!(c, '"' | '“' | '\'') || note && c.is_alphabetic()
            });
            (is_date(date) && opens).then(|| {
                let start = span.start + (date.as_ptr() as usize - words.as_ptr() as usize);
                (
                    Span::new(start, start + date.len()),
                    Span::new(span.end - rest.len(), span.end),
                )
            })
        })
}

/// Whether a byte belongs to what parts a date from its entry: a colon, a hyphen, the first byte of a dash, a line break.
fn may_separate(byte: u8) -> bool {
    matches!(byte, b':' | b'-' | b'\n' | 0xe2)
}

/// No word of a date is longer, in bytes.
const LONGEST_IN_DATE: usize = 16;

/// Words in small letters, told from most others by their first letter and their length.
struct Known {
    words: HashSet<Box<[u8]>>,
    /// By first byte: a bit for each length of a word.
    lengths: [u64; 256],
}

impl Known {
    fn new(words: HashSet<Box<[u8]>>) -> Self {
        let mut lengths = [0; 256];
        for word in &words {
            if let Some(&first) = word.first() {
                lengths[usize::from(first)] |= Self::length(word);
            }
        }
        Self { words, lengths }
    }

    /// The bit of a word's length; one for all that are very long.
    fn length(word: &[u8]) -> u64 {
        1 << word.len().min(63)
    }

    fn contains(&self, word: &[u8]) -> bool {
        let first = word.first().copied().unwrap_or_default();
        self.lengths[usize::from(first)] & Self::length(word) != 0 && self.words.contains(word)
    }
}

/// The words of the calendar, and all stretches of letters in the phrases that stand for a date.
static IN_DATES: LazyLock<Known> = LazyLock::new(|| {
    let known = Words::english();
    let words = known.same.iter().flat_map(|phrase| phrase.split(' '));
    let stretches = words.flat_map(|word| {
        let ends =
            move |start| (start + 1..=word.len()).filter_map(move |end| word.get(start..end));
        (0..word.len()).flat_map(ends)
    });
    let calendar = known.calendar.iter().map(String::as_str);
    let words = calendar.chain(stretches);
    Known::new(words.map(|word| word.as_bytes().into()).collect())
});

/// How many bytes at the beginning hold nothing but what may belong to a date: numbers, words of the calendar, and those
/// of phrases that stand for a date. A date can end nowhere behind them.
fn dated_length(words: &str) -> usize {
    let known = &*IN_DATES;
    let may_belong = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if digits.parse::<u32>().is_ok() {
            return true;
        }
        if !word.is_ascii() {
            return known.contains(word.to_lowercase().as_bytes());
        }
        let mut small = [0; LONGEST_IN_DATE];
        let Some(small) = small.get_mut(..word.len()) else {
            return false;
        };
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        known.contains(small)
    };
    let parts = words.split(|c: char| !c.is_alphanumeric());
    let mut parts = parts.filter(|word| !word.is_empty()).peekable();
    if parts.peek().is_some_and(|first| !may_belong(first)) {
        return 0;
    }
    parts
        .find(|word| !may_belong(word))
        .map_or(words.len(), |other| {
            other.as_ptr() as usize - words.as_ptr() as usize
        })
}

/// Whether a line is an entry under its date.
pub fn is_date_entry(line: &str) -> bool {
    dated_entry(line, Span::new(0, line.len())).is_some()
}

/// "On" the date of an entry, then its first sentence.
pub fn entry(text: &str, date: Span, sentence: Span) -> Composition {
    dated_opening(Composition::default(), text, date).words(text, sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_opens_no_date_is_no_entry() {
        let dated = |words: &'static str| &words[..dated_length(words)];
        assert_eq!(dated("**1219**: Rome fell"), "**1219**: ");
        assert_eq!(dated("– May 3: Rome fell"), "– May 3: ");
        assert_eq!(dated("Same day — Rome fell"), "Same day — ");
        assert_eq!(dated("Mid-1219, 3rd of May\n"), "Mid-1219, 3rd of May\n");
        assert_eq!(dated("Rome fell: 1219"), "");
        assert_eq!(dated("Resolution 82: x"), "");
        for phrase in &Words::english().same {
            assert_eq!(dated_length(phrase), phrase.len(), "{phrase}");
        }
    }

    #[test]
    fn dates_and_what_is_none() {
        assert!(
            is_date("25.6.1219")
                && is_date("early 1219")
                && is_date("June 3")
                && is_date("1219–1221")
        );
        assert!(!is_date("38th parallel") && !is_date("82") && !is_date("Rome"));
    }
}
