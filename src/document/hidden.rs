//! What a file holds and no reader sees, or sees otherwise: invisible characters, and in Markdown comments, tags and entities
//! of HTML. It is taken out before the text is read; every word keeps its line and column in the file.

use super::format::Format;
use super::html;
use super::words::Words;
use crate::span::{LineIndex, Origin};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// A stretch of the file and what is read for it.
pub(super) type Edit = (Range<usize>, Cow<'static, str>);

/// Columns are known at so many bytes of a long line.
const STRIDE: usize = 4096;

/// The text without what is hidden, and where its lines are; `None` where nothing is.
pub(super) fn without(text: &str, format: Format) -> Option<(String, LineIndex)> {
    let mut edits = match format {
        Format::Plain | Format::Tex => Vec::new(),
        Format::Markdown => html::edits(text),
    };
    let (mut words, mut past) = (None, 0);
    // What all of them begin with.
    for at in memchr::memchr3_iter(0xc2, 0xe2, 0xef, text.as_bytes()) {
        if at < past {
            continue;
        }
        let run = text[at..].chars().take_while(|&c| is_hidden(c));
        let run = at..at + run.map(char::len_utf8).sum::<usize>();
        if !run.is_empty() {
            let (range, read) = shown(text, run, &mut words);
            past = range.end;
            edits.push((range, Cow::Borrowed(read)));
        } else if let Some(letters) = ligature(&text[at..]) {
            edits.push((at..at + 3, Cow::Borrowed(letters)));
        }
    }
    (!edits.is_empty()).then(|| edited(text, edits))
}

/// A space without width.
const BREAK: char = '\u{200b}';
/// What stands for a thing that is no text.
const OBJECT: char = '\u{fffc}';
/// A hyphen that shows where a line ends.
const HYPHEN: char = '\u{ad}';

/// Whether a character shows nothing by itself: soft hyphens, joints without width, marks of direction, signs that choose
/// a shape. Those that turn the order of letters around stay, so that reports can show them.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(
        c,
        HYPHEN | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | OBJECT
    )
}

/// What is read for a run of hidden characters, and how far it goes: most are nothing, a break may part words, and a word
/// that was hyphenated over the end of a line is whole.
fn shown<'a>(
    text: &'a str,
    run: Range<usize>,
    words: &mut Option<HashSet<&'a str>>,
) -> (Range<usize>, &'static str) {
    let there = &text[run.clone()];
    let (before, after) = (&text[..run.start], &text[run.end..]);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let line = after.strip_prefix('\r').unwrap_or(after);
    if let Some(next) = line.strip_prefix('\n').filter(|_| there.ends_with(HYPHEN)) {
        let next = next.trim_start_matches([' ', '\t']);
        if letter(before.chars().next_back()) && next.starts_with(char::is_lowercase) {
            return (run.start..text.len() - next.len(), "");
        }
    }
    let parts = there.contains([BREAK, OBJECT]) && are_apart(text, before, after, words);
    (run, if parts { " " } else { "" })
}

/// Whether a break without width between both stands for a blank: between two words it does, within one it only lets a
/// line end there.
fn are_apart<'a>(
    text: &'a str,
    before: &'a str,
    after: &'a str,
    words: &mut Option<HashSet<&'a str>>,
) -> bool {
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    // Scripts that are written without blanks.
    if last >= '\u{2e80}' || next >= '\u{2e80}' {
        return false;
    }
    let head = &before[before.trim_end_matches(char::is_alphanumeric).len()..];
    let tail = &after[..after.len() - after.trim_start_matches(char::is_alphanumeric).len()];
    match (last, next) {
        (',' | ';' | ':' | '!' | '?', _) => next.is_alphabetic(),
        ('.', _) => {
            let sentence = before[..before.len() - 1].ends_with(|c: char| c.is_lowercase());
            sentence && next.is_uppercase()
        }
        _ if head.is_empty() || tail.is_empty() => false,
        _ if last.is_numeric() && next.is_numeric() => false,
        // "38th", in two parts.
        _ if last.is_numeric() => tail.len() > 2,
        _ if next.is_numeric() || last.is_lowercase() && next.is_uppercase() => true,
        _ => {
            // What stands beside a break is no word that the text holds elsewhere.
            let known = words.get_or_insert_with(|| {
                text.split(|c: char| !c.is_alphanumeric() && !is_hidden(c))
                    .collect()
            });
            let whole = [head, tail].concat();
            // "att_acked" hides one word from a reader who looks for it, "the_senate" none.
            let common = &Words::english().common;
            let parts = |part: &str| known.contains(part) || common.contains(part);
            let lower = head.starts_with(char::is_lowercase);
            may_be_word(head)
                && may_be_word(tail)
                && !known.contains(whole.as_str())
                && (!lower || parts(head) && parts(tail))
        }
    }
}

/// Whether some letters can stand alone.
fn may_be_word(letters: &str) -> bool {
    let vowel = |c: char| !c.is_ascii() || "aeiouyAEIOUY".contains(c);
    letters.contains(vowel) && (letters.len() > 1 || matches!(letters, "a" | "A" | "I"))
}

/// The letters of a ligature, as old programs leave them in what they take out of a printed page.
fn ligature(text: &str) -> Option<&'static str> {
    Some(match text.chars().next()? {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

fn edited(text: &str, mut edits: Vec<Edit>) -> (String, LineIndex) {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let index = LineIndex::new(text);
    // A stretch for each line, and two for each edit.
    let stretches = index.lines() + 2 * edits.len();
    let (mut read, mut origins, mut at) = (
        String::with_capacity(text.len()),
        Vec::with_capacity(stretches),
        0,
    );
    for (range, words) in edits {
        // What lies in a stretch that is gone is gone.
        if range.start < at {
            continue;
        }
        take(text, at..range.start, &index, &mut read, &mut origins);
        if !words.is_empty() {
            let width = text[range.clone()].chars().count();
            let position = index.position(text, range.start);
            origins.push(Origin::new(read.len(), position, Some(width)));
            read.push_str(&words);
        }
        at = range.end;
    }
    take(text, at..text.len(), &index, &mut read, &mut origins);
    let lines = LineIndex::extracted(index.lines(), origins);
    (read, lines)
}

/// Takes a stretch over as it is, line by line.
fn take(
    text: &str,
    range: Range<usize>,
    index: &LineIndex,
    read: &mut String,
    origins: &mut Vec<Origin>,
) {
    let mut at = range.start;
    while at < range.end {
        let most = text.floor_char_boundary((at + STRIDE).min(range.end));
        let line = memchr::memchr(b'\n', &text.as_bytes()[at..most]);
        let next = line.map_or(most, |length| at + length + 1);
        origins.push(Origin::new(read.len(), index.position(text, at), None));
        read.push_str(&text[at..next]);
        at = next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::Document;

    #[test]
    fn characters_without_width_are_taken_out_and_places_stay() {
        let text = "First.\nThe \u{202a}Punic\u{202c} War be\u{ad}gan \u{202e}in spring.\n";
        let document = Document::from_text("a.txt", text).unwrap();
        assert_eq!(
            document.sentence(1),
            "The Punic War began \u{202e}in spring."
        );
        let at = document.text.find("spring").unwrap();
        let there = document.position(at);
        let column = text.lines().nth(1).unwrap().find("spring").unwrap();
        let column = text.lines().nth(1).unwrap()[..column].chars().count() + 1;
        assert_eq!((there.line, there.column), (2, column));
    }

    #[test]
    fn all_of_them_are_looked_for() {
        for c in ('\0'..=char::MAX).filter(|&c| is_hidden(c)) {
            let text = format!("The wa{c}r began.");
            for format in [Format::Plain, Format::Markdown, Format::Tex] {
                let read = without(&text, format).map(|(read, _)| read);
                assert_eq!(read.as_deref(), Some("The war began."), "{c:?}");
            }
        }
    }

    #[test]
    fn a_break_without_width_parts_words_and_no_word() {
        let read = |text: &str| {
            let text = text.replace('_', "\u{200b}");
            without(&text, Format::Plain).map_or(text.clone(), |(read, _)| read)
        };
        for (text, wanted) in [
            ("Rome_attacked _Carthage_.", "Rome attacked Carthage."),
            ("North_Africa", "North Africa"),
            ("in June_1950, on 25_June", "in June 1950, on 25 June"),
            ("Rome fell._Then,_later", "Rome fell. Then, later"),
            (
                "He attacked, then att_acked.",
                "He attacked, then attacked.",
            ),
            (
                "the 38_th and/_or 10_000 U._S.",
                "the 38th and/or 10000 U.S.",
            ),
            (
                "They in_vaded at_tacked Gaul.",
                "They invaded attacked Gaul.",
            ),
            (
                "They at_tacked the_city of_it. A city.",
                "They attacked the city of it. A city.",
            ),
            ("https:/_/rome._example.org", "https://rome.example.org"),
        ] {
            assert_eq!(read(text), wanted);
        }
    }

    #[test]
    fn a_word_hyphenated_over_a_line_is_whole() {
        let text = "The war be\u{ad}\n  gan with o\u{fb00}ers.\nIt en\u{ad}\nDed.";
        let (read, lines) = without(text, Format::Plain).unwrap();
        assert_eq!(read, "The war began with offers.\nIt en\nDed.");
        let with = lines.position(&read, read.find("with").unwrap());
        assert_eq!((with.line, with.column), (2, 7));
    }

    #[test]
    fn places_stay_in_a_source_of_tex() {
        let text = "The \u{2060}war be\u{ad}gan~in \\emph{sp\u{ad}ring} of\nthe ye\u{ad}ar.\n";
        let document = Document::from_text("a.tex", text).unwrap();
        assert_eq!(
            document.sentence(0),
            "The war began in spring of\nthe year."
        );
        for (read, written) in [
            ("began", "be\u{ad}gan"),
            ("spring", "sp\u{ad}ring"),
            (" of", " of"),
            (".", ".\n"),
        ] {
            let there = document.position(document.text.find(read).unwrap());
            let at = text.find(written).unwrap();
            let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
            let column = text[line..at].chars().count() + 1;
            assert_eq!((there.column, there.line > 1), (column, line > 0), "{read}");
        }
    }

    #[test]
    fn a_text_with_nothing_hidden_is_left_alone() {
        assert!(without("The “war” began — at last.", Format::Plain).is_none());
        assert!(without("The *war* began & ended < there.", Format::Markdown).is_none());
    }
}
