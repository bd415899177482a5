//! A sentence cut to what surrounds the words that were compared, with these told apart.

use super::DocumentReport;
use super::escape::escape;
use super::layout::underline;
use crate::document::model::Document;
use crate::judge::model::Finding;
use crate::span::Span;

/// Bytes of context kept on each side of the words that matter.
const CONTEXT: usize = 110;

/// A part of a sentence.
pub(super) struct Piece<'a> {
    pub text: &'a str,
    /// Whether it was compared.
    pub marked: bool,
}

/// A sentence in pieces, and whether something was cut off before and after.
pub(super) struct Passage<'a> {
    pub pieces: Vec<Piece<'a>>,
    pub before: bool,
    pub after: bool,
}

/// The words that were compared in some findings of one sentence, in order and without overlap.
fn words(sentence: Span, findings: &[&Finding]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for finding in findings {
        spans.push(finding.trigger);
        spans.extend(finding.reasons.iter().filter_map(|reason| reason.words));
    }
    apart(sentence, spans)
}

/// Those of `spans` that lie in `sentence`, in order and without overlap.
pub(super) fn apart(sentence: Span, mut spans: Vec<Span>) -> Vec<Span> {
    spans.retain(|span| sentence.contains(*span));
    spans.sort();
    let mut apart: Vec<Span> = Vec::new();
    for span in spans {
        match apart.last_mut() {
            Some(last) if span.start < last.end => *last = last.cover(span),
            _ => apart.push(span),
        }
    }
    apart
}

/// The sentence of these findings; the whole of it, or what surrounds the words that matter.
pub(super) fn passage<'a>(
    one: &DocumentReport<'a>,
    sentence: usize,
    findings: &[&Finding],
    whole: bool,
) -> Passage<'a> {
    let marked = words(one.document.sentences[sentence].span, findings);
    marked_passage(one.document, sentence, marked, whole)
}

/// A sentence with these words told apart, which stand in order and without overlap inside it.
pub(super) fn marked_passage(
    document: &Document,
    sentence: usize,
    marked: Vec<Span>,
    whole: bool,
) -> Passage<'_> {
    let text = &document.text;
    let sentence = document.sentences[sentence].span;
    let (start, end) = match (marked.first(), marked.last()) {
        (Some(first), Some(last)) if !whole => (
            back_to_word(text, sentence.start, first.start.saturating_sub(CONTEXT)),
            on_to_word(text, sentence.end, last.end + CONTEXT),
        ),
        _ => (sentence.start, sentence.end),
    };
    let mut pieces = Vec::new();
    let mut at = start;
    let piece = |from: usize, to: usize, marked| Piece {
        text: text.get(from..to).unwrap_or_default(),
        marked,
    };
    for span in marked {
        pieces.push(piece(at, span.start, false));
        pieces.push(piece(span.start, span.end, true));
        at = span.end;
    }
    pieces.push(piece(at, end, false));
    pieces.retain(|piece| !piece.text.is_empty());
    Passage {
        pieces,
        before: start > sentence.start,
        after: end < sentence.end,
    }
}

impl Passage<'_> {
    /// Lines of the passage, each with a line of marks below it where it has any.
    pub fn lines(&self, width: usize) -> Vec<(String, String)> {
        let mut shown = String::new();
        if self.before {
            shown.push_str("… ");
        }
        let mut marked = Vec::new();
        for piece in &self.pieces {
            let from = shown.len();
            push(&mut shown, piece.text);
            if piece.marked {
                let blank = shown[from..].len() - shown[from..].trim_start().len();
                marked.push(from + blank..shown.len());
            }
        }
        if self.after {
            shown.push_str(" …");
        }
        underline(&shown, &marked, width)
    }
}

/// Adds escaped text, keeping one blank where the text has white space at a seam.
fn push(shown: &mut String, text: &str) {
    let blank = |c: Option<char>| c.is_some_and(char::is_whitespace);
    if blank(text.chars().next()) && !shown.is_empty() && !shown.ends_with(' ') {
        shown.push(' ');
    }
    shown.push_str(&escape(text));
    if blank(text.chars().next_back()) && !shown.ends_with(' ') {
        shown.push(' ');
    }
}

fn back_to_word(text: &str, least: usize, mut at: usize) -> usize {
    while at > least && !(text.is_char_boundary(at) && text[..at].ends_with(char::is_whitespace)) {
        at -= 1;
    }
    at.max(least)
}

fn on_to_word(text: &str, most: usize, mut at: usize) -> usize {
    while at < most && !(text.is_char_boundary(at) && text[at..].starts_with(char::is_whitespace)) {
        at += 1;
    }
    at.min(most)
}
