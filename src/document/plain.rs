//! The structure of plain text: paragraphs, headings, list items, captions and table rows, as far as they show.

use super::marks::{self, Mark};
use super::model::{Block, BlockKind};
use super::words::Words;
use super::{entries, tables};
use crate::span::Span;
use memchr::memmem;
use std::collections::HashMap;

/// A line longer than this many bytes is a paragraph of its own, not a line of a wrapped one.
const WRAPPED: usize = 200;
/// A heading is shorter than this many bytes.
const HEADING: usize = 80;

/// The blocks of a text, in order.
pub fn blocks(text: &str) -> Vec<Block> {
    let lines = lines(text);
    let mut reader = Reader {
        text,
        one_a_line: one_paragraph_a_line(text, &lines),
        furniture: furniture(text, &lines),
        lines,
        blocks: Vec::new(),
        feet: Vec::new(),
        open: None,
    };
    let mut index = 0;
    while index < reader.lines.len() {
        index += reader.line(index);
    }
    reader.close(reader.lines.len());
    reader.blocks
}

struct Reader<'a> {
    text: &'a str,
    lines: Vec<Span>,
    one_a_line: bool,
    furniture: Vec<bool>,
    blocks: Vec<Block>,
    /// Feet of pages inside the open paragraph.
    feet: Vec<Span>,
    open: Option<Span>,
}

impl Reader<'_> {
    fn words(&self, index: usize) -> &str {
        self.lines
            .get(index)
            .map_or("", |line| &self.text[line.range()])
    }

    /// Reads the line; how many lines are done with it.
    fn line(&mut self, index: usize) -> usize {
        let line = self.lines[index];
        if self.furniture[index] {
            self.foot(index);
            return 1;
        }
        if line.is_empty() {
            if !self.goes_on_below(index) {
                self.close(index);
            }
            return 1;
        }
        if is_rule(self.words(index + 1)) && self.open.is_none() && self.can_be_heading(index) {
            let level = if self.words(index + 1).starts_with('=') {
                1
            } else {
                2
            };
            self.blocks.push(block(BlockKind::Heading(level), line));
            return 2;
        }
        if tables::is_field(self.words(index)) {
            let known = self.open.is_some_and(|open| {
                tables::is_field(self.text[open.range()].lines().next().unwrap_or_default())
            });
            if !known {
                self.close(index);
            }
            self.open = Some(self.open.map_or(line, |open| open.cover(line)));
            return 1;
        }
        if let Some(quoted) = quoted(self.text, line) {
            self.close(index);
            let above = self.blocks.last_mut().filter(|last| {
                let adjacent = index > 0 && last.span.end == self.lines[index - 1].end;
                last.kind == BlockKind::Quotation && adjacent
            });
            match above {
                Some(above) => above.span = above.span.cover(quoted),
                None => self.blocks.push(block(BlockKind::Quotation, quoted)),
            }
            return 1;
        }
        let kind = self.marked(index);
        if self.one_a_line || kind.is_some() || line.len() > WRAPPED {
            self.close(index);
            let kind = kind.unwrap_or_else(|| self.lone(index));
            self.blocks.push(block(kind, line));
        } else {
            self.open = Some(self.open.map_or(line, |span| span.cover(line)));
        }
        1
    }

    /// A number or head of a page: inside a paragraph that goes on below it, or by itself.
    fn foot(&mut self, index: usize) {
        let line = self.lines[index];
        if self.open.is_some() && self.goes_on_below(index) {
            self.feet.push(line);
        } else {
            self.close(index);
            self.blocks.push(block(BlockKind::Furniture, line));
        }
    }

    /// Whether the open paragraph breaks off in a sentence which goes on, in small letters, below the foot of the page
    /// that follows line `index`.
    fn goes_on_below(&self, index: usize) -> bool {
        let Some(open) = self.open else { return false };
        let broken = !ends_sentence(&self.text[open.range()]);
        let mut next = index;
        let mut foot = false;
        while next < self.lines.len() && (self.furniture[next] || self.lines[next].is_empty()) {
            foot |= self.furniture[next];
            next += 1;
        }
        let foot = foot || self.feet.last().is_some_and(|foot| foot.start >= open.end);
        broken && foot && self.words(next).starts_with(char::is_lowercase)
    }

    /// Ends the paragraph whose last line is the one before `index`.
    fn close(&mut self, index: usize) {
        if let Some(span) = self.open.take() {
            let single = index > 0 && self.lines[index - 1] == span;
            let kind = if single && !tables::is_field(&self.text[span.range()]) {
                self.lone(index - 1)
            } else {
                BlockKind::Paragraph
            };
            self.blocks.push(block(kind, span));
        }
        for foot in self.feet.drain(..) {
            self.blocks.push(block(BlockKind::Furniture, foot));
        }
    }

    /// The kind that a line's own marks give it, or its neighbours with it.
    fn marked(&self, index: usize) -> Option<BlockKind> {
        let words = self.words(index);
        let hashes = words.len() - words.trim_start_matches('#').len();
        if (1..=6).contains(&hashes) && words[hashes..].starts_with(' ') {
            return Some(BlockKind::Heading(hashes as u8));
        }
        if marks::caption(words).is_some() {
            return Some(BlockKind::Caption);
        }
        if marks::note(words).is_some() {
            return Some(BlockKind::Note);
        }
        match marks::mark(words) {
            Some((Mark::Number(_), _)) if self.is_title(index) => {
                return Some(BlockKind::Heading(2));
            }
            Some((Mark::Letter(letter), _)) => {
                return self.in_run(index, letter).then_some(BlockKind::Item);
            }
            Some((_, length)) if !words[length..].contains('\t') => return Some(BlockKind::Item),
            _ => {}
        }
        if words.matches('|').count() > 1 || words.contains('\t') || self.spaced(index) {
            return Some(BlockKind::Row);
        }
        if self.in_chronicle(index) {
            return Some(BlockKind::Paragraph);
        }
        self.opens_division(index).then_some(BlockKind::Heading(1))
    }

    /// An entry under its date, right above or below another one.
    fn in_chronicle(&self, index: usize) -> bool {
        let dated = |at: usize| at < self.lines.len() && entries::is_date_entry(self.words(at));
        dated(index) && (dated(index + 1) || index > 0 && dated(index - 1))
    }

    /// "A. ..." is an option or item only beside "B. ...": else it may be an initial.
    fn in_run(&self, index: usize, letter: char) -> bool {
        let at = |step: isize| -> Option<char> {
            let mut next = index.checked_add_signed(step)?;
            while next < self.lines.len() && self.lines[next].is_empty() {
                next = next.checked_add_signed(step)?;
            }
            match marks::mark(self.words(next))? {
                (Mark::Letter(letter), _) => Some(letter),
                _ => None,
            }
        };
        let beside = |other: Option<char>, step: i32| {
            other.is_some_and(|other| other as i32 == letter as i32 + step)
        };
        beside(at(1), 1)
            || beside(at(-1), -1)
            || marks::mark(self.words(index)).is_some() && letter.is_ascii_lowercase()
    }

    /// "1. The War": a number alone above a text, not one of a list.
    fn is_title(&self, index: usize) -> bool {
        let numbered = |at: Option<usize>| {
            at.is_some_and(|at| matches!(marks::mark(self.words(at)), Some((Mark::Number(_), _))))
        };
        let above = (0..index).rev().find(|&at| !self.lines[at].is_empty());
        let below = (index + 1..self.lines.len()).find(|&at| !self.lines[at].is_empty());
        let free = (index == 0 || self.lines[index - 1].is_empty()) || self.one_a_line;
        let long = below.is_some_and(|at| self.lines[at].len() > HEADING);
        free && long && !numbered(above) && !numbered(below) && self.can_be_heading(index)
    }

    /// "Chapter 4", "Unit II: The War".
    fn opens_division(&self, index: usize) -> bool {
        let words = self.words(index);
        let mut parts = words.split([' ', ':', '.']);
        let named = parts
            .next()
            .is_some_and(|first| Words::english().divisions.contains(&first.to_lowercase()));
        let counted = parts.next().is_some_and(|number| {
            !number.is_empty()
                && number
                    .chars()
                    .all(|c| c.is_ascii_digit() || "IVXLC".contains(c))
        });
        named && counted && self.can_be_heading(index)
    }

    /// Cells set apart by wide gaps or a single bar, in two lines at least that have as many of them.
    fn spaced(&self, index: usize) -> bool {
        let count = |at: usize| {
            self.lines
                .get(at)
                .filter(|line| !line.is_empty())
                .map_or(0, |&line| {
                    let bytes = &self.text.as_bytes()[line.range()];
                    let parted = |gap: &[u8]| memmem::find(bytes, gap).is_some();
                    if parted(b"   ") || parted(b" | ") {
                        tables::cells(self.text, line).len()
                    } else {
                        0
                    }
                })
        };
        let own = count(index);
        own > 1 && (count(index + 1) == own || index > 0 && count(index - 1) == own)
    }

    /// Whether the line looks like a title: short, with a capital, without a mark at its end.
    fn can_be_heading(&self, index: usize) -> bool {
        let words = self.words(index);
        let capital = words
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        let open_end = !words.ends_with(['.', '!', '?', ':', ';', ',', '…', '"', '”']);
        words.len() < HEADING && capital && open_end
    }

    /// A line that stands alone: a heading if it looks like one and more text follows.
    fn lone(&self, index: usize) -> BlockKind {
        let length = self.lines[index].len();
        let followed = self.lines[index + 1..]
            .iter()
            .any(|line| line.len() > length);
        if self.can_be_heading(index) && followed && !entries::is_date_entry(self.words(index)) {
            BlockKind::Heading(2)
        } else {
            BlockKind::Paragraph
        }
    }
}

/// The words of a line that is quoted ("> Rome fell."), as in letters and Markdown.
fn quoted(text: &str, line: Span) -> Option<Span> {
    let words = text.get(line.range())?;
    let rest = words.strip_prefix("> ")?.trim_start_matches(['>', ' ']);
    let letters = rest.starts_with(|c: char| !c.is_ascii_digit());
    (letters && !rest.is_empty()).then(|| Span::new(line.end - rest.len(), line.end))
}

fn block(kind: BlockKind, span: Span) -> Block {
    Block {
        kind,
        span,
        headings: Vec::new(),
        sentences: 0..0,
    }
}

/// A line of signs under a heading.
fn is_rule(words: &str) -> bool {
    words.len() > 2
        && ['=', '-', '~']
            .iter()
            .any(|&sign| words.trim_start_matches(sign).is_empty())
}

/// Which lines are numbers of pages, or heads that are repeated beside them.
fn furniture(text: &str, lines: &[Span]) -> Vec<bool> {
    let words = |at: usize| &text[lines[at].range()];
    let mut found: Vec<bool> = (0..lines.len())
        .map(|at| is_page_number(words(at), text, lines, at))
        .collect();
    let heads: Vec<usize> = (0..lines.len())
        .filter(|&at| {
            let line = words(at);
            let beside = at > 0 && found[at - 1] || found.get(at + 1).copied().unwrap_or(false);
            beside
                && !line.is_empty()
                && line.len() < HEADING
                && !ends_sentence(line)
                && !line.starts_with('#')
        })
        .collect();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for &at in &heads {
        *times.entry(words(at)).or_default() += 1;
    }
    for &at in &heads {
        found[at] |= times.get(words(at)).is_some_and(|&times| times > 1);
    }
    found
}

/// "- 12 -", "Page 12 of 300", or a bare number between blank lines.
fn is_page_number(line: &str, text: &str, lines: &[Span], at: usize) -> bool {
    let bare = line.trim_matches(['-', '–', '—', '[', ']', ' ', '\u{c}']);
    if bare.is_empty() || bare.len() > 24 || !bare.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let number = bare.len() < 5 && bare.chars().all(|c| c.is_ascii_digit());
    let blank = |at: Option<usize>| {
        at.and_then(|at| lines.get(at))
            .is_none_or(|line| text[line.range()].is_empty())
    };
    if number {
        return bare.len() < line.len() || blank(at.checked_sub(1)) || blank(Some(at + 1));
    }
    let mut parts = bare.split_whitespace();
    let named = parts
        .next()
        .is_some_and(|first| Words::english().pages.contains(&first.to_lowercase()));
    named && parts.all(|part| part == "of" || part.chars().all(|c| c.is_ascii_digit()))
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
        let document = crate::document::model::Document::from_text("x.txt", text.as_str()).unwrap();
        assert_eq!(document.blocks[3].headings, [0]);
    }

    #[test]
    fn marks_of_items_and_rows() {
        let text = "1. First\n(b) second\na | b | c\nFigure 3: tanks\n[1] See there.\n";
        let found: Vec<BlockKind> = kinds(text).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(
            found,
            [
                BlockKind::Item,
                BlockKind::Item,
                BlockKind::Row,
                BlockKind::Caption,
                BlockKind::Note
            ]
        );
        assert_eq!(
            kinds("A. Lincoln spoke of it.\n")[0].0,
            BlockKind::Paragraph
        );
    }

    #[test]
    fn headings_by_rule_number_and_division() {
        let body = "It began on a rainy Sunday in June, long before anybody in the capital had expected it to.";
        let text =
            format!("The War\n=======\n{body}\n\n2. The Peace\n\n{body}\n\nChapter IV\n{body}\n");
        let found: Vec<(BlockKind, &str)> = kinds(&text);
        assert_eq!(found[0], (BlockKind::Heading(1), "The War"));
        assert_eq!(found[2], (BlockKind::Heading(2), "2. The Peace"));
        assert_eq!(found[4], (BlockKind::Heading(1), "Chapter IV"));
        assert_eq!(kinds("1. One\n2. Two\n")[0].0, BlockKind::Item);
    }

    #[test]
    fn pages_do_not_break_sentences() {
        let text =
            "The army of the north\n\n12\n\nattacked the town at dawn.\n\n- 13 -\n\nIt fell.\n";
        let found = kinds(text);
        assert_eq!(found[0].0, BlockKind::Paragraph);
        assert!(found[0].1.ends_with("at dawn."));
        assert_eq!(found[1], (BlockKind::Furniture, "12"));
        let document = crate::document::model::Document::from_text("x.txt", text).unwrap();
        let whole = document.composition(0).map(|found| found.text.as_str());
        assert_eq!(
            whole,
            Some("The army of the north attacked the town at dawn.")
        );
        assert_eq!(document.sentence(1), "It fell.");
    }

    #[test]
    fn tables_and_records_of_plain_text() {
        let text = "Country     Date      Event\nCarthage    1219      attacks Rome\n\nDate: 3 May 1219\nEvent: Rome burns\n";
        let found = kinds(text);
        assert_eq!(found[0].0, BlockKind::Row);
        assert_eq!(
            found[2],
            (BlockKind::Paragraph, "Date: 3 May 1219\nEvent: Rome burns")
        );
        assert_eq!(kinds("It rained.   He left.\n")[0].0, BlockKind::Paragraph);
        let bars = "What happened when\n1219 | Carthage attacks\n1220 | Rome replies\n";
        let found: Vec<BlockKind> = kinds(bars).into_iter().map(|(kind, _)| kind).collect();
        assert_eq!(found[1..], [BlockKind::Row, BlockKind::Row]);
        assert_eq!(kinds("Rome | Carthage\n")[0].0, BlockKind::Paragraph);
    }
}
