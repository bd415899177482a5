//! Lines of a text that speak to gainsay and not to the reader: `<!-- gainsay ignore ... -->` in Markdown,
//! `% gainsay ignore ...` where `%` begins a comment, the bare words in plain text. They are never read as prose.

use super::format::Format;
use super::model::{Block, BlockKind, Document};
use super::open::nest;
use crate::span::Span;
use memchr::memmem;

/// What every marker begins with.
const OPENING: &str = "gainsay ignore";

/// Whom a marker speaks to.
const NAME: &str = "gainsay";

/// What opens a comment in Markdown.
pub(super) const COMMENT: &str = "<!--";

/// One such line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkerLine {
    /// The line without white space around it.
    pub line: Span,
    /// What it says after `gainsay `: `ignore CLAIM: reason`.
    pub body: Span,
}

impl Document {
    /// The marker lines, in the order of the text. Those in code are examples and do not count.
    pub fn markers(&self) -> Vec<MarkerLine> {
        let mut found = lines(&self.text, Format::of(&self.path));
        found.retain(|marker| {
            !self
                .blocks
                .iter()
                .any(|block| block.kind == BlockKind::Verbatim && block.span.overlaps(marker.line))
        });
        found
    }

    /// A marker as it is written in this text.
    pub fn as_marker(&self, body: &str) -> String {
        match Format::of(&self.path) {
            Format::Markdown => format!("{COMMENT} {NAME} {body} -->"),
            Format::Tex => format!("% {NAME} {body}"),
            Format::Plain => format!("{NAME} {body}"),
        }
    }

    /// The comments, and in plain text the lines, that begin like markers and are none: those who wrote them believe that
    /// something is suppressed.
    pub fn strays(&self) -> Vec<Span> {
        let text = self.text.as_str();
        let markers = self.markers();
        let mut found = match Format::of(&self.path) {
            Format::Markdown => comments(text),
            Format::Tex => said_in_lines(text, |line| {
                let at = line.find('%')?;
                is_addressed(&line[at..]).then(|| &line[at..])
            }),
            Format::Plain => said_in_lines(text, |line| {
                let verb = line.split_whitespace().nth(1)?.to_lowercase();
                let like = verb.len() > 3 && verb.starts_with('i') && line.contains(':');
                (like && is_addressed(line)).then_some(line)
            }),
        };
        found.retain(|&span| {
            let known = markers.iter().any(|marker| marker.line.overlaps(span));
            let shown =
                |block: &Block| block.kind == BlockKind::Verbatim && block.span.overlaps(span);
            !known && !self.blocks.iter().any(shown)
        });
        found
    }
}

/// The comments in a Markdown text that speak to this program.
fn comments(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), COMMENT) {
        // In code it is an example.
        if !is_addressed(&text[at + COMMENT.len()..]) || text[..at].ends_with('`') {
            continue;
        }
        let line = text[at..].find('\n').map_or(text.len(), |end| at + end);
        let end = text[at..line]
            .find("-->")
            .map_or(line, |end| at + end + "-->".len());
        found.push(Span::new(at, end));
    }
    found
}

/// What `part` finds in the lines of a text.
fn said_in_lines<'t>(text: &'t str, part: impl Fn(&'t str) -> Option<&'t str>) -> Vec<Span> {
    let found = text.lines().filter_map(|line| part(line.trim()));
    let place = |part: &str| {
        let at = part.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(at, at + part.len())
    };
    found.map(place).collect()
}

/// The marker lines of a text; in Markdown and in TeX the words must stand in a comment.
pub(super) fn lines(text: &str, format: Format) -> Vec<MarkerLine> {
    let mut found = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), OPENING) {
        let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
        let end = text[at..]
            .find('\n')
            .map_or(text.len(), |newline| at + newline);
        let line = trimmed(text, start, end);
        let before = text.get(line.start..at).unwrap_or_default().trim_end();
        let body = match before {
            COMMENT => text[at..line.end].find("-->").map(|close| (at, at + close)),
            "" if format == Format::Plain => Some((at, line.end)),
            percent if is_percent(percent) && format != Format::Markdown => Some((at, line.end)),
            _ => None,
        };
        // Only a comment that is alone on its line is a marker.
        let alone = |end: usize| matches!(text.get(end..line.end), Some("" | "-->"));
        if let Some((from, to)) = body.filter(|&(_, to)| alone(to)) {
            let body = trimmed(text, from + "gainsay ".len(), to);
            found.push(MarkerLine { line, body });
        }
    }
    found
}

/// The sign that opens a comment in TeX, once or several times.
pub(super) fn is_percent(words: &str) -> bool {
    !words.is_empty() && words.bytes().all(|byte| byte == b'%')
}

/// Whether the words of a comment speak to this program, be it with a slip of the pen.
pub(super) fn is_addressed(comment: &str) -> bool {
    let words = comment.trim_start_matches(|c: char| c == '%' || c.is_whitespace());
    let name = words.get(..NAME.len());
    name.is_some_and(|name| name.eq_ignore_ascii_case(NAME))
        && !words[NAME.len()..].starts_with(char::is_alphanumeric)
}

/// Cuts the markers out of the blocks: what stands before and after them in a paragraph become two.
pub(super) fn cut(text: &str, blocks: &mut Vec<Block>, markers: &[MarkerLine]) {
    if markers.is_empty() {
        return;
    }
    let mut kept: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        if block.kind == BlockKind::Verbatim {
            kept.push(block);
            continue;
        }
        let mut start = block.span.start;
        let inside = markers
            .iter()
            .filter(|marker| marker.line.overlaps(block.span));
        for marker in inside {
            keep(
                &mut kept,
                &block,
                trimmed(text, start, marker.line.start.max(start)),
            );
            start = marker.line.end.clamp(start, block.span.end);
        }
        keep(&mut kept, &block, trimmed(text, start, block.span.end));
    }
    nest(&mut kept);
    *blocks = kept;
}

fn keep(kept: &mut Vec<Block>, block: &Block, span: Span) {
    if !span.is_empty() {
        kept.push(Block {
            span,
            ..block.clone()
        });
    }
}

/// A range without white space around it.
fn trimmed(text: &str, start: usize, end: usize) -> Span {
    let part = text.get(start..end).unwrap_or_default();
    let kept = part.trim_start();
    let from = start + (part.len() - kept.len());
    Span::new(from, from + kept.trim_end().len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(path: &str, text: &str) -> Vec<String> {
        let document = Document::from_text(path, text).unwrap();
        (0..document.sentences.len())
            .map(|at| document.sentence(at).to_owned())
            .collect()
    }

    #[test]
    fn markers_are_no_prose() {
        let text = "One came.\ngainsay ignore x: quoted\nTwo went.\n\n% gainsay ignore-end x\nThree stayed.\n";
        assert_eq!(
            sentences("a.txt", text),
            ["One came.", "Two went.", "Three stayed."]
        );
        let document = Document::from_text("a.txt", text).unwrap();
        let bodies: Vec<&str> = document
            .markers()
            .iter()
            .map(|marker| &text[marker.body.range()])
            .collect();
        assert_eq!(bodies, ["ignore x: quoted", "ignore-end x"]);
    }

    #[test]
    fn a_byte_order_mark_stands_before_nothing() {
        let text = "\u{feff}<!-- gainsay ignore-file x: quoted -->\nOne came.\n";
        let document = Document::from_text("a.md", text).unwrap();
        assert_eq!(document.markers().len(), 1);
        assert_eq!(sentences("a.md", text), ["One came."]);
    }

    #[test]
    fn in_markdown_only_comments_count_and_not_in_code() {
        let text = "One came\n<!-- gainsay ignore x: quoted -->\nand went.\n\n```\n<!-- gainsay ignore y: shown -->\n```\n\nHere gainsay ignore is prose.\n";
        assert_eq!(
            sentences("a.md", text),
            ["One came", "and went.", "Here gainsay ignore is prose."]
        );
        assert_eq!(
            Document::from_text("a.md", text).unwrap().markers().len(),
            1
        );
    }

    #[test]
    fn what_begins_like_a_marker_and_is_none_is_found() {
        let text = "<!-- gainsay ignore x: quoted -->\nIt began. <!-- gainsay ignore x: y -->\n\n- <!-- gainsay ignore x: y -->\n- two\n\n<!-- gainsay ingore x: y -->\n\n<!-- gainsay\nignore x: y -->\n\nWrite `<!-- gainsay ignore x: y -->` so.\n\n```\n<!-- gainsay x -->\n```\n<!-- gainsayer -->\n";
        let document = Document::from_text("a.md", text).unwrap();
        let strays: Vec<usize> = document
            .strays()
            .iter()
            .map(|span| document.position(span.start).line)
            .collect();
        assert_eq!(strays, [2, 4, 7, 9]);
    }

    #[test]
    fn slips_are_found_in_tex_and_in_plain_text() {
        let strays = |path: &str, text: &str| {
            let document = Document::from_text(path, text).unwrap();
            let strays = document.strays().into_iter();
            strays
                .map(|span| document.position(span.start).line)
                .collect::<Vec<_>>()
        };
        let tex = "% gainsay ignore x: quoted\nIt began. % gainsay ignore x: y\n\n% gainsay ingore x: y\nIt went on.\n\n  % Gainsay ignore x: y\nIt ended.\n";
        assert_eq!(strays("a.tex", tex), [2, 4, 7]);
        let plain = "gainsay ignore x: quoted\nIt began.\n\nGainsay ignore x: y\nIt ended.\n\ngainsay ingore x: y\nGainsay it: who can?\n";
        assert_eq!(strays("a.txt", plain), [4, 7]);
        assert_eq!(
            strays("a.md", "<!-- Gainsay ignore x: y -->\nIt ended.\n"),
            [1]
        );
    }

    #[test]
    fn a_comment_within_a_line_is_no_marker() {
        let text = "It began <!-- gainsay ignore x: quoted --> early.";
        assert!(lines(text, Format::Markdown).is_empty());
        assert!(lines("We call it gainsay ignore in talk.", Format::Plain).is_empty());
    }
}
