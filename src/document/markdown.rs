//! The structure of Markdown, by pulldown-cmark's byte ranges.

use super::model::{Block, BlockKind};
use super::{entries, front, marks, plain};
use crate::span::Span;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;

/// A paragraph whose lines are rows of cells or dated entries, which Markdown runs together, as the blocks that its
/// writer saw.
fn lines_of(text: &str, whole: Block) -> Vec<Block> {
    let words = &text[whole.span.range()];
    let apart = |line: &&str| line.contains(" | ") || entries::is_date_entry(line.trim());
    let entries = words.lines().filter(apart).count();
    if whole.kind != BlockKind::Paragraph || entries < 2 {
        return vec![whole];
    }
    let from = whole.span.start;
    let mut found = plain::blocks(words);
    for block in &mut found {
        block.span = Span::new(from + block.span.start, from + block.span.end);
        // A line that opens a run of entries is no heading to what stands below them.
        if matches!(block.kind, BlockKind::Heading(_)) {
            block.kind = BlockKind::Paragraph;
        }
    }
    found
}

/// A paragraph and the line of bold type that opens it, which is a title or a question of its own.
fn opened(text: &str, whole: Block) -> Vec<Block> {
    let words = &text[whole.span.range()];
    let bold = |line: &str| {
        let inside = line
            .strip_prefix("**")
            .and_then(|line| line.strip_suffix("**"));
        inside.is_some_and(|inside| !inside.is_empty() && !inside.contains("**"))
    };
    let cut = words
        .find('\n')
        .filter(|_| whole.kind == BlockKind::Paragraph);
    match cut.filter(|&cut| bold(words[..cut].trim_end())) {
        None => vec![whole],
        Some(cut) => {
            let (from, to) = (whole.span.start, whole.span.end);
            let part = |from, to| block(BlockKind::Paragraph, trimmed(text, from, to));
            vec![part(from, from + cut), part(from + cut, to)]
        }
    }
}

/// What of Markdown is read beside CommonMark.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH);

/// The blocks of a Markdown text, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut quotes = 0usize;
    let mut notes = 0usize;
    let mut item: Option<Span> = None;
    let mut last = 0;
    let read = without_thickets(text);
    let front = front::matter(text);
    if let Some(title) = front.and_then(|front| front.title) {
        found.push(block(BlockKind::Heading(1), title));
    }
    let from = front.map_or(0, |front| front.end);
    for (event, range) in Parser::new_ext(&read[from..], OPTIONS).into_offset_iter() {
        let span = trimmed(text, from + range.start, from + range.end);
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes -= 1,
            Event::Start(Tag::Heading { level, .. }) => {
                found.push(block(BlockKind::Heading(level_number(level)), span));
            }
            Event::Start(Tag::Paragraph) => {
                found.push(block(kind(notes, quotes, item.is_some()), span));
                last = span.end;
            }
            Event::Start(Tag::Item) => item = Some(span),
            Event::End(TagEnd::Item) => item = None,
            // The text of a tight list item stands in no paragraph.
            Event::Text(_) | Event::Code(_) => {
                if let Some(whole) = item.filter(|_| span.start >= last) {
                    let end = line_end(text, span.start, whole.end, quotes);
                    found.push(block(
                        kind(notes, quotes, true),
                        trimmed(text, span.start, end),
                    ));
                    last = end;
                }
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => found.push(block(BlockKind::Row, span)),
            Event::Start(Tag::CodeBlock(_)) => {
                found.push(block(BlockKind::Verbatim, span));
                last = span.end;
            }
            _ => {}
        }
    }
    let mut found: Vec<Block> = found
        .into_iter()
        .flat_map(|one| opened(text, one))
        .flat_map(|one| lines_of(text, one))
        .collect();
    found.retain(|block| !block.span.is_empty());
    for block in &mut found {
        let words = text[block.span.range()].trim_start_matches(['*', '_']);
        if block.kind == BlockKind::Paragraph && marks::caption(words).is_some() {
            block.kind = BlockKind::Caption;
        }
    }
    found
}

/// What a paragraph is inside so many notes and quotations, or in a list.
fn kind(notes: usize, quotes: usize, item: bool) -> BlockKind {
    match (notes > 0, quotes > 0, item) {
        (true, ..) => BlockKind::Note,
        (_, true, _) => BlockKind::Quotation,
        (_, _, true) => BlockKind::Item,
        _ => BlockKind::Paragraph,
    }
}

/// A word of more bytes is longer than any sentence.
const LONGEST_WORD: usize = 1_500;

/// The text with letters in the place of words that are longer than any sentence and full of signs of markup, each of which
/// the parser would keep by itself: a hundred bytes for one. Nothing moves.
pub(super) fn without_thickets(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let space = |from: usize, to: usize| bytes[from..to].iter().rposition(u8::is_ascii_whitespace);
    let (mut plain, mut at) = (Cow::Borrowed(text), 0);
    while at + LONGEST_WORD < bytes.len() {
        if let Some(last) = space(at, at + LONGEST_WORD) {
            at += last + 1;
            continue;
        }
        let rest = &bytes[at..];
        let length = rest
            .iter()
            .position(u8::is_ascii_whitespace)
            .unwrap_or(rest.len());
        let word = &rest[..length];
        let signs = word
            .iter()
            .filter(|byte| b"[]()<>!*_`~#|\\&^$".contains(byte));
        if 4 * signs.count() > length {
            let letters: String = text[at..at + length]
                .chars()
                .map(|c| if c.is_ascii() { 'x' } else { c })
                .collect();
            plain.to_mut().replace_range(at..at + length, &letters);
        }
        at += length;
    }
    plain
}

fn block(kind: BlockKind, span: Span) -> Block {
    Block {
        kind,
        span,
        headings: Vec::new(),
        sentences: 0..0,
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    level as u8
}

/// A range without white space around it.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let part = text.get(start..end).unwrap_or_default();
    let kept = part.trim();
    let from = start + (kept.as_ptr() as usize).saturating_sub(part.as_ptr() as usize);
    Span::new(from, from + kept.len())
}

/// The end of a tight item's own text inside so many quotations: where a nested list begins, or the item's end.
fn line_end(text: &str, start: usize, end: usize, quotes: usize) -> usize {
    let part = text.get(start..end).unwrap_or_default();
    let mut at = 0;
    for line in part.split_inclusive('\n') {
        let mut words = line.trim_start();
        if at > 0 {
            for _ in 0..quotes {
                words = words.strip_prefix('>').map_or(words, str::trim_start);
            }
        }
        let nested = at > 0
            && (words.starts_with("- ")
                || words.starts_with("* ")
                || words.starts_with("+ ")
                || words.starts_with("> ")
                || words.chars().next().is_some_and(|c| c.is_ascii_digit())
                    && words.contains(". "));
        if nested || words.is_empty() {
            break;
        }
        at += line.len();
    }
    start + at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thickets_of_signs_are_no_markup_and_all_else_is() {
        let (thicket, image) = ("![é".repeat(1_000), "abcd".repeat(1_000));
        let text = format!("One *word* {thicket}\n\n{thicket} ![a](data:{image}) *end*\n{thicket}");
        let plain = without_thickets(&text);
        assert_eq!(plain.len(), text.len());
        let letters = "xxé".repeat(1_000);
        assert_eq!(plain, text.replace(&thicket, &letters));
        let prose = "The *war* began. ".repeat(1_000);
        assert!(matches!(without_thickets(&prose), Cow::Borrowed(_)));
    }

    #[test]
    fn front_matter_is_no_prose_and_its_title_a_heading() {
        let text = "---\ntitle: The War\nsummary: Rome attacked.\n---\n\nIt *began*.\n";
        let found: Vec<(BlockKind, &str)> = blocks(text)
            .into_iter()
            .map(|b| (b.kind, &text[b.span.range()]))
            .collect();
        let wanted = [
            (BlockKind::Heading(1), "The War"),
            (BlockKind::Paragraph, "It *began*."),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn what_is_listed_in_a_quotation_is_quoted() {
        let text = "> - Rome\n>   fell.\n> - It burned.\n>\n>   - One came.\n>\n> It was over.\n\n- Nobody\n  came.\n";
        let found: Vec<(BlockKind, &str)> = blocks(text)
            .into_iter()
            .map(|b| (b.kind, &text[b.span.range()]))
            .collect();
        let wanted = [
            (BlockKind::Quotation, "Rome\n>   fell."),
            (BlockKind::Quotation, "It burned."),
            (BlockKind::Quotation, "One came."),
            (BlockKind::Quotation, "It was over."),
            (BlockKind::Item, "Nobody\n  came."),
        ];
        assert_eq!(found, wanted);
    }

    #[test]
    fn kinds_and_spans() {
        let text = "# War\n\nIt *began* in June.\n\n- one item\n- two\n\n> quoted words\n\n| a | b |\n|---|---|\n| c | d |\n\n```\ncode\n```\n<!-- hidden -->\n";
        let found: Vec<(BlockKind, &str)> = blocks(text)
            .into_iter()
            .map(|b| (b.kind, &text[b.span.range()]))
            .collect();
        assert_eq!(found[0], (BlockKind::Heading(1), "# War"));
        assert_eq!(found[1], (BlockKind::Paragraph, "It *began* in June."));
        assert_eq!(found[2], (BlockKind::Item, "one item"));
        assert_eq!(found[3], (BlockKind::Item, "two"));
        assert_eq!(found[4], (BlockKind::Quotation, "quoted words"));
        assert_eq!(found[5].0, BlockKind::Row);
        assert_eq!(found.last().map(|b| b.0), Some(BlockKind::Verbatim));
        assert!(found.iter().all(|(_, words)| !words.contains("hidden")));
    }
}
