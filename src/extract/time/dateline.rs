//! The day of writing, as a dateline or a heading gives it.

use super::expression::TimeExpression;
use super::{TimeLexicon, find_dates};
use crate::frame::Grain;
use crate::span::Span;

/// The date of a line such as "SEOUL, June 25, 1950 -", "Pyongyang, July 5 (KCNA) --" or
/// "June 25, 1950." by itself. The year may be missing from its value.
///
/// Only a day counts, only near the start, and only if a dash, a bracket or the end follows, or a full stop behind a
/// place in capitals: a sentence that merely begins with a date is no dateline.
pub fn dateline(text: &str, lexicon: &TimeLexicon) -> Option<TimeExpression> {
    let line = text.lines().find(|line| !line.trim().is_empty())?;
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    let head_end = head_end(line);
    let date = find_dates(text, Span::new(start, start + head_end), lexicon)
        .into_iter()
        .next()
        .filter(|date| date.value.grain() == Grain::Day)?;
    let before = text.get(start..date.span.start)?;
    let after = text.get(date.span.end..start + line.len())?;
    // "MOSCOW, January 24, 1944. Having heard ..."
    let stopped = is_shouted(before) && after.starts_with(". ");
    (is_place(before) && (stopped || is_end(after))).then_some(date)
}

/// Datelines are short; a longer line is searched only at its head.
fn head_end(line: &str) -> usize {
    const HEAD: usize = 120;
    let end = line.len().min(HEAD);
    (0..=end)
        .rev()
        .find(|&at| line.is_char_boundary(at))
        .unwrap_or(0)
}

/// Whether nothing but the name of a place, set off by a comma, stands before the date.
fn is_place(before: &str) -> bool {
    let before = before.trim();
    let Some(place) = before.strip_suffix(',') else {
        return before.is_empty() || before == "(" || before == "[";
    };
    place.split_whitespace().all(|word| {
        word.chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || !c.is_alphabetic())
    })
}

/// Whether what stands before the date is a place in capitals.
fn is_shouted(before: &str) -> bool {
    let mut letters = before.chars().filter(|c| c.is_alphabetic());
    letters.clone().count() > 1 && letters.all(char::is_uppercase)
}

/// Whether the line ends, or a dash or an agency in brackets follows.
fn is_end(after: &str) -> bool {
    let after = after.trim_start();
    let bare =
        after.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | ']' | ':'));
    bare.is_empty()
        || after.starts_with('(')
        || after.starts_with("--")
        || after.starts_with(['\u{2013}', '\u{2014}'])
        || after.starts_with("- ")
}
