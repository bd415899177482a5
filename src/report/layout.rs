//! Lines that fit a width in terminal cells; wide characters count two.

use std::ops::Range;
use unicode_width::UnicodeWidthStr;

/// Wraps `text` at blanks to `width` cells, after `first` on the first line and `rest` on the others.
pub fn wrap(text: &str, width: usize, first: &str, rest: &str) -> Vec<String> {
    let options = textwrap::Options::new(width.max(20))
        .initial_indent(first)
        .subsequent_indent(rest)
        .break_words(false)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options)
        .into_iter()
        .map(|line| line.into_owned())
        .collect()
}

/// Width in cells.
pub fn cells(text: &str) -> usize {
    text.width()
}

/// `text` filled with blanks to `width` cells.
pub fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(cells(text));
    format!("{text}{}", " ".repeat(missing))
}

/// A passage with some of its words marked: lines of text, each with a line of marks below it where it has any.
///
/// `marked` are byte ranges of `text`, which must hold no line break.
pub fn underline(text: &str, marked: &[Range<usize>], width: usize) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let (mut line, mut marks) = (String::new(), String::new());
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        if !line.is_empty() && cells(&line) + cells(word.trim_end()) > width {
            lines.push(finished(&line, &marks));
            (line, marks) = (String::new(), String::new());
        }
        for (offset, c) in word.char_indices() {
            let here = at + offset;
            let inside = marked.iter().any(|range| range.contains(&here));
            let mut one = [0u8; 4];
            let sign = if inside { "^" } else { " " };
            marks.push_str(&sign.repeat(cells(c.encode_utf8(&mut one))));
        }
        line.push_str(word);
        at += word.len();
    }
    lines.push(finished(&line, &marks));
    lines
}

/// A line without the blank at its end, which may be marked where marked words are wrapped.
fn finished(line: &str, marks: &str) -> (String, String) {
    let line = line.trim_end();
    let marks: String = marks.chars().take(cells(line)).collect();
    (line.to_owned(), marks.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_line_up_under_wide_characters() {
        let text = "한국 war began";
        let start = text.find("war").unwrap_or_default();
        let lines = underline(text, std::slice::from_ref(&(start..start + 3)), 40);
        assert_eq!(
            lines,
            [("한국 war began".to_owned(), "     ^^^".to_owned())]
        );
    }

    #[test]
    fn long_passages_wrap_with_their_marks() {
        let lines = underline("one two three", std::slice::from_ref(&(8..13)), 8);
        assert_eq!(lines[0], ("one two".to_owned(), String::new()));
        assert_eq!(lines[1], ("three".to_owned(), "^^^^^".to_owned()));
        let lines = underline("one two three", std::slice::from_ref(&(4..13)), 8);
        assert_eq!(lines[0], ("one two".to_owned(), "    ^^^".to_owned()));
    }
}
