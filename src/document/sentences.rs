//! Sentences of blocks: sentencex, mended where it cuts too early.

use super::model::{Block, BlockKind, Sentence};
use crate::span::Span;

/// A sentence longer than this many bytes is cut at white space: no prose is lost to a missing full stop, and no
/// parse grows without bound.
const LONGEST: usize = 4_000;

/// Splits each block and notes in it which sentences are its own.
pub fn split(text: &str, blocks: &mut [Block]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    for (index, block) in blocks.iter_mut().enumerate() {
        let first = sentences.len();
        let whole = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Row);
        let spans = match block.kind {
            BlockKind::Verbatim => Vec::new(),
            _ if whole => vec![without_marks(text, block.span)],
            _ => mend(text, cut(text, without_marks(text, block.span))),
        };
        for span in spans.into_iter().flat_map(|span| shorten(text, span)) {
            if text[span.range()].chars().any(char::is_alphanumeric) {
                sentences.push(Sentence { span, block: index });
            }
        }
        block.sentences = first..sentences.len();
    }
    sentences
}

/// A block without the marks of headings and items before its words.
fn without_marks(text: &str, span: Span) -> Span {
    let words = &text[span.range()];
    let bare = words.trim_start_matches(['#', '-', '*', '•', '‣', '▪', '+', '|', ' ']);
    Span::new(span.end - bare.len(), span.end)
}

fn cut(text: &str, span: Span) -> Vec<Span> {
    let words = &text[span.range()];
    sentencex::get_sentence_boundaries("en", words)
        .into_iter()
        .filter_map(|found| {
            trimmed(
                text,
                span.start + found.start_byte,
                span.start + found.end_byte,
            )
        })
        .collect()
}

fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = text.get(start..end)?;
    let kept = part.trim();
    let from = start + (kept.as_ptr() as usize - part.as_ptr() as usize);
    (!kept.is_empty()).then(|| Span::new(from, from + kept.len()))
}

/// Joins what was cut after an initial or an abbreviation before a number or a small letter, and closing marks.
fn mend(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut mended: Vec<Span> = Vec::new();
    for span in spans {
        let joins = mended.last().is_some_and(|last| {
            let before = &text[last.range()];
            let after = &text[span.range()];
            let only_marks = !after.chars().any(char::is_alphanumeric);
            let small = after.chars().next().is_some_and(|c| c.is_lowercase());
            let last_word = before.rsplit([' ', '\n']).next().unwrap_or_default();
            let abbreviated =
                ["vol.", "no.", "No.", "Vol.", "Gen.", "p.", "pp.", "ca."].contains(&last_word);
            let initial = last_word.chars().count() == 2
                && last_word.ends_with('.')
                && last_word.chars().next().is_some_and(char::is_uppercase);
            only_marks || abbreviated || initial || (small && before.ends_with('.'))
        });
        match mended.last_mut() {
            Some(last) if joins => *last = last.cover(span),
            _ => mended.push(span),
        }
    }
    mended
}

/// Cuts a monster at white space.
fn shorten(text: &str, span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start;
    while span.end - start > LONGEST {
        let mut end = start + LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let cut = text[start..end]
            .rfind(char::is_whitespace)
            .map_or(end, |at| start + at);
        let cut = if cut == start { end } else { cut };
        parts.extend(trimmed(text, start, cut));
        start = cut;
    }
    parts.extend(trimmed(text, start, span.end));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::model::Document;

    fn sentences(text: &str) -> Vec<String> {
        let document = Document::from_text("x.txt", text).unwrap();
        (0..document.sentences.len())
            .map(|at| document.sentence(at).to_owned())
            .collect()
    }

    #[test]
    fn abbreviations_do_not_end_sentences() {
        assert_eq!(
            sentences("Gen. MacArthur met J. V. Stalin's envoy. He left at 4 a.m. on Sunday."),
            [
                "Gen. MacArthur met J. V. Stalin's envoy.",
                "He left at 4 a.m. on Sunday."
            ]
        );
        assert_eq!(sentences("See vol. 3, p. 12. It is there.").len(), 2);
    }

    #[test]
    fn closing_quotes_stay_with_their_sentence() {
        let found = sentences("He said: “We were attacked.” Then he left.");
        assert_eq!(found.last().map(String::as_str), Some("Then he left."));
    }

    #[test]
    fn monsters_are_cut_at_white_space() {
        let text = "word ".repeat(5_000);
        let document = Document::from_text("x.txt", text).unwrap();
        assert!(document.sentences.iter().all(|s| s.span.len() <= LONGEST));
        let words: usize = (0..document.sentences.len())
            .map(|at| document.sentence(at).split(' ').count())
            .sum();
        assert_eq!(words, 5_000);
    }
}
