//! The structure of plain text: paragraphs, headings, list items, captions and table rows, as far as they show.

use super::model::{Block, BlockKind};
use super::open::nest;
use crate::span::Span;

/// A line longer than this many bytes is a paragraph of its own, not a line of a wrapped one.
const WRAPPED: usize = 200;
/// A heading is shorter than this many bytes.
const HEADING: usize = 80;

/// The blocks of a text, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let one_a_line = one_paragraph_a_line(text, &lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut open: Option<Span> = None;
    for (index, &line) in lines.iter().enumerate() {
        let words = &text[line.range()];
        if words.is_empty() {
            close(&mut blocks, &mut open, text, &lines, index);
            continue;
        }
        let kind = marked(words);
        if one_a_line || kind.is_some() || line.len() > WRAPPED {
            close(&mut blocks, &mut open, text, &lines, index);
            let kind = kind.unwrap_or_else(|| lone(text, &lines, index));
            blocks.push(block(kind, line));
        } else {
            open = Some(open.map_or(line, |span| span.cover(line)));
        }
    }
    close(&mut blocks, &mut open, text, &lines, lines.len());
    nest(&mut blocks);
    blocks
}

fn block(kind: BlockKind, span: Span) -> Block {
    Block {
        kind,
        span,
        headings: Vec::new(),
        sentences: 0..0,
    }
}

/// Ends the paragraph whose last line is the one before `index`.
fn close(
    blocks: &mut Vec<Block>,
    open: &mut Option<Span>,
    text: &str,
    lines: &[Span],
    index: usize,
) {
    if let Some(span) = open.take() {
        let single = index > 0 && lines[index - 1] == span;
        let kind = if single {
            lone(text, lines, index - 1)
        } else {
            BlockKind::Paragraph
        };
        blocks.push(block(kind, span));
    }
}

/// The lines, without white space around them.
fn lines(text: &str) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let line = &text[start..end];
        let trimmed = line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let from = start + (trimmed.as_ptr() as usize - line.as_ptr() as usize);
        lines.push(Span::new(from, from + trimmed.len()));
        start = end + 1;
    }
    lines
}

/// Whether each line is a paragraph: most of the text stands in long lines, or nearly every line ends a sentence.
fn one_paragraph_a_line(text: &str, lines: &[Span]) -> bool {
    let full: Vec<&Span> = lines.iter().filter(|line| !line.is_empty()).collect();
    let bytes: usize = full.iter().map(|line| line.len()).sum();
    let long: usize = full
        .iter()
        .filter(|line| line.len() > WRAPPED)
        .map(|line| line.len())
        .sum();
    let ended = full
        .iter()
        .filter(|line| ends_sentence(&text[line.range()]))
        .count();
    2 * long > bytes || (full.len() > 1 && 5 * ended > 4 * full.len())
}

fn ends_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '’', '\'', ')', ']'])
        .ends_with(['.', '!', '?', ':', ';', '…'])
}

/// The kind that a line's own marks give it.
fn marked(words: &str) -> Option<BlockKind> {
    let hashes = words.len() - words.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && words[hashes..].starts_with(' ') {
        return Some(BlockKind::Heading(hashes as u8));
    }
    let label = words
        .split_once(':')
        .map(|(label, _)| label)
        .unwrap_or_default();
    if ["FIGURE", "CAPTION", "MAP", "PHOTO"].contains(&label) || numbered_label(label) {
        return Some(BlockKind::Caption);
    }
    if label == "TABLE" || words.matches('|').count() > 1 || words.contains('\t') {
        return Some(BlockKind::Row);
    }
    let bullet = words.starts_with(['•', '‣', '▪'])
        || ["- ", "* ", "– ", "+ "]
            .iter()
            .any(|mark| words.starts_with(mark));
    (bullet || numbered_item(words)).then_some(BlockKind::Item)
}

/// "Figure 3", "Map 2.1".
fn numbered_label(label: &str) -> bool {
    label.split_once(' ').is_some_and(|(word, number)| {
        ["Figure", "Fig.", "Map", "Photo", "Table"].contains(&word)
            && number.chars().all(|c| c.is_ascii_digit() || c == '.')
    })
}

/// "1. ", "12) ", "(a) ", "b) ".
fn numbered_item(words: &str) -> bool {
    let inner = words.strip_prefix('(').unwrap_or(words);
    let Some(end) = inner.find(['.', ')']) else {
        return false;
    };
    let mark = &inner[..end];
    let number = mark.len() <= 3 && mark.chars().all(|c| c.is_ascii_digit());
    let letter = mark.len() == 1 && mark.chars().all(|c| c.is_ascii_lowercase());
    let closed = inner[end..].starts_with(')') || number;
    !mark.is_empty() && (number || letter) && closed && inner[end + 1..].starts_with(' ')
}

/// A line that stands alone: a heading if it is short, begins with a capital, ends without a mark and more text
/// follows.
fn lone(text: &str, lines: &[Span], index: usize) -> BlockKind {
    let words = &text[lines[index].range()];
    let capital = words
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
    let open_end = !words.ends_with(['.', '!', '?', ':', ';', ',', '…', '"', '”']);
    let followed = lines[index + 1..]
        .iter()
        .any(|line| line.len() > words.len());
    if words.len() < HEADING && capital && open_end && followed {
        BlockKind::Heading(2)
    } else {
        BlockKind::Paragraph
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text)
            .into_iter()
            .map(|b| (b.kind, &text[b.span.range()]))
            .collect()
    }

    #[test]
    fn wrapped_lines_make_one_paragraph() {
        let text =
            "The War\r\n\r\nIt began on a rainy\r\nSunday in June.\r\n\r\n- first\r\n- second\r\n";
        assert_eq!(
            kinds(text),
            [
                (BlockKind::Heading(2), "The War"),
                (
                    BlockKind::Paragraph,
                    "It began on a rainy\r\nSunday in June."
                ),
                (BlockKind::Item, "- first"),
                (BlockKind::Item, "- second"),
            ]
        );
    }

    #[test]
    fn long_lines_are_paragraphs_of_their_own() {
        let long = format!("{}.", "word ".repeat(60).trim());
        let text = format!("# Chapter\n{long}\nFIGURE: A gun crew.\n{long}");
        let found = kinds(&text);
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].0, BlockKind::Heading(1));
        assert_eq!(found[2].0, BlockKind::Caption);
        assert_eq!(blocks(&text)[3].headings, [0]);
    }

    #[test]
    fn marks_of_items_and_rows() {
        assert_eq!(marked("1. First"), Some(BlockKind::Item));
        assert_eq!(marked("(b) second"), Some(BlockKind::Item));
        assert_eq!(marked("1950. A year"), None);
        assert_eq!(marked("a | b | c"), Some(BlockKind::Row));
        assert_eq!(marked("Figure 3: tanks"), Some(BlockKind::Caption));
    }
}
