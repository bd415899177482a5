//! What a file holds and no reader sees, or sees otherwise: invisible characters, and in Markdown comments, tags and entities
//! of HTML. It is taken out before the text is read; every word keeps its line and column in the file.

use super::format::Format;
use super::html;
use crate::span::{LineIndex, Origin};
use std::borrow::Cow;
use std::ops::Range;

/// A stretch of the file and what is read for it.
pub(super) type Edit = (Range<usize>, Cow<'static, str>);

/// Columns are known at so many bytes of a long line.
const STRIDE: usize = 4096;

/// The text without what is hidden, and where its lines are; `None` where nothing is.
pub(super) fn without(text: &str, format: Format) -> Option<(String, LineIndex)> {
    let mut edits = match format {
        Format::Plain => Vec::new(),
        Format::Markdown => html::edits(text),
        Format::Tex => return None,
    };
    // What all of them begin with.
    for at in memchr::memchr3_iter(0xc2, 0xe2, 0xef, text.as_bytes()) {
        let hidden = text[at..].chars().next().filter(|&c| is_hidden(c));
        edits.extend(hidden.map(|c| (at..at + c.len_utf8(), Cow::Borrowed(""))));
    }
    (!edits.is_empty()).then(|| edited(text, edits))
}

/// Whether a character shows nothing by itself: soft hyphens, joints without width, marks of direction. Those that turn
/// the order of letters around stay, so that reports can show them.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

fn edited(text: &str, mut edits: Vec<Edit>) -> (String, LineIndex) {
    edits.sort_by_key(|(range, _)| (range.start, range.end));
    let index = LineIndex::new(text);
    let (mut read, mut origins, mut at) = (String::with_capacity(text.len()), Vec::new(), 0);
    for (range, words) in edits {
        // What lies in a stretch that is gone is gone.
        if range.start < at {
            continue;
        }
        take(text, at..range.start, &index, &mut read, &mut origins);
        if !words.is_empty() {
            origins.push(Origin {
                at: read.len(),
                position: index.position(text, range.start),
                width: Some(text[range.clone()].chars().count()),
            });
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
        origins.push(Origin {
            at: read.len(),
            position: index.position(text, at),
            width: None,
        });
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
            let read = without(&text, Format::Plain).map(|(read, _)| read);
            assert_eq!(read.as_deref(), Some("The war began."), "{c:?}");
        }
    }

    #[test]
    fn a_text_with_nothing_hidden_is_left_alone() {
        assert!(without("The “war” began — at last.", Format::Plain).is_none());
        assert!(without("The *war* began & ended < there.", Format::Markdown).is_none());
    }
}
