//! The structure of Markdown, by pulldown-cmark's byte ranges.

use super::marks;
use super::model::{Block, BlockKind};
use crate::span::Span;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// The blocks of a Markdown text, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut found: Vec<Block> = Vec::new();
    let mut quotes = 0usize;
    let mut notes = 0usize;
    let mut item: Option<Span> = None;
    let mut last = 0;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let span = trimmed(text, range.start, range.end);
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::FootnoteDefinition(_)) => notes += 1,
            Event::End(TagEnd::FootnoteDefinition) => notes -= 1,
            Event::Start(Tag::Heading { level, .. }) => {
                found.push(block(BlockKind::Heading(level_number(level)), span));
            }
            Event::Start(Tag::Paragraph) => {
                let kind = match (notes > 0, quotes > 0, item.is_some()) {
                    (true, ..) => BlockKind::Note,
                    (_, true, _) => BlockKind::Quotation,
                    (_, _, true) => BlockKind::Item,
                    _ => BlockKind::Paragraph,
                };
                found.push(block(kind, span));
                last = span.end;
            }
            Event::Start(Tag::Item) => item = Some(span),
            Event::End(TagEnd::Item) => item = None,
            // The text of a tight list item stands in no paragraph.
            Event::Text(_) | Event::Code(_) => {
                if let Some(whole) = item.filter(|_| span.start >= last) {
                    let end = line_end(text, span.start, whole.end);
                    found.push(block(BlockKind::Item, trimmed(text, span.start, end)));
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
    found.retain(|block| !block.span.is_empty());
    for block in &mut found {
        let words = text[block.span.range()].trim_start_matches(['*', '_']);
        if block.kind == BlockKind::Paragraph && marks::caption(words).is_some() {
            block.kind = BlockKind::Caption;
        }
    }
    found
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

/// The end of a tight item's own text: where a nested list begins, or the item's end.
fn line_end(text: &str, start: usize, end: usize) -> usize {
    let part = text.get(start..end).unwrap_or_default();
    let mut at = 0;
    for line in part.split_inclusive('\n') {
        let words = line.trim_start();
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
