//! HTML inside Markdown: tags and comments are no prose, what stands between them is.

use super::hidden::{Edit, is_hidden};
use super::marker::{self, COMMENT};
use super::{front, markdown};
use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::ops::Range;

/// What these enclose is no prose.
const SILENT: [&str; 8] = [
    "script", "style", "pre", "code", "svg", "math", "template", "textarea",
];
/// These stand within a line; all others part what stands before from what stands after.
const INLINE: [&str; 33] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "math", "q", "s", "samp", "small", "span", "strong",
    "sub", "sup", "svg", "time", "tt", "u", "wbr",
];
/// No entity is longer.
const ENTITY: usize = 34;
/// Nobody quotes deeper.
const DEEPEST: usize = 4;
/// No number of a note is longer.
const REFERENCE: usize = 24;

/// Tags of what is struck out.
const STRUCK: [&str; 3] = ["<del>", "<s>", "<strike>"];

/// What to read for the HTML in a Markdown text, and for what it strikes out.
pub(super) fn edits(text: &str) -> Vec<Edit> {
    let mut edits = Vec::new();
    if !has_any(text.as_bytes()) {
        return edits;
    }
    let read = markdown::without_thickets(text);
    let from = front::matter(text).map_or(0, |front| front.end);
    let (mut inside, mut block) = (0usize, None::<Block>);
    let mut struck: Option<usize> = None;
    for (event, range) in Parser::new_ext(&read[from..], markdown::OPTIONS).into_offset_iter() {
        let range = from + range.start..from + range.end;
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::Item | Tag::FootnoteDefinition(_)) => {
                inside += 1;
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition) => {
                inside = inside.saturating_sub(1);
            }
            Event::Start(Tag::HtmlBlock) => {
                block = Some(Block {
                    inside: inside > 0,
                    ..Block::default()
                });
            }
            Event::End(TagEnd::HtmlBlock) => block = None,
            Event::Html(_) => {
                if let Some(block) = &mut block {
                    block.line(text, range, &mut edits);
                }
            }
            // What is struck out is no longer said.
            Event::Start(Tag::Strikethrough) => edits.push((range, Cow::Borrowed(""))),
            Event::InlineHtml(_) => {
                let tag = text[range.clone()].to_ascii_lowercase();
                match (STRUCK.contains(&tag.as_str()), struck.take()) {
                    (true, open) => struck = open.or(Some(range.end)),
                    (false, Some(open))
                        if tag.starts_with("</")
                            && STRUCK.contains(&tag.replace('/', "").as_str()) =>
                    {
                        edits.push((open..range.start, Cow::Borrowed("")));
                    }
                    (false, open) => struck = open,
                }
                inline(text, range, &mut edits);
            }
            Event::End(TagEnd::Paragraph | TagEnd::Heading(_)) => struck = None,
            Event::Text(words) => {
                let source = &text[range.clone()];
                if source.starts_with('&') && source.ends_with(';') && *words != *source {
                    edits.extend(entity(words.as_ref()).map(|words| (range, words)));
                }
            }
            _ => {}
        }
    }
    edits
}

/// Whether there may be a tag, a comment, an entity or something struck out: most texts have none, and need not be parsed
/// for them.
fn has_any(text: &[u8]) -> bool {
    memchr::memchr3_iter(b'<', b'&', b'~', text).any(|at| {
        let next = text.get(at + 1).copied().unwrap_or_default();
        match text[at] {
            b'~' => next == b'~',
            b'<' => next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'),
            _ => {
                let rest = &text[at + 1..text.len().min(at + ENTITY)];
                (next.is_ascii_alphabetic() || next == b'#') && rest.contains(&b';')
            }
        }
    })
}

/// A tag or a comment within a line.
fn inline(text: &str, range: Range<usize>, edits: &mut Vec<Edit>) {
    let source = &text[range.clone()];
    if source.starts_with(COMMENT) {
        if !is_addressed(source) {
            edits.push((range, "".into()));
        }
        return;
    }
    let Some((name, closes)) = tag(source) else {
        edits.push((range, "".into()));
        return;
    };
    let note = match name == "sup" && !closes {
        true => reference(&text[range.end..]),
        false => 0,
    };
    edits.push((range.start..range.end + note, within(&name, closes)));
}

/// What is read for a tag within a line.
fn within(name: &str, closes: bool) -> Cow<'static, str> {
    match name {
        "q" if closes => "”".into(),
        "q" => "“".into(),
        "br" => " ".into(),
        _ => "".into(),
    }
}

/// How much of what follows `<sup>` is the number of a note: nothing of "38<sup>th</sup>".
fn reference(rest: &str) -> usize {
    let near = &rest[..rest.floor_char_boundary(REFERENCE)];
    let end = near.find("</").unwrap_or_default();
    match near[..end].contains(char::is_alphabetic) {
        true => 0,
        false => end,
    }
}

/// Whether a comment speaks to this program.
fn is_addressed(comment: &str) -> bool {
    marker::is_addressed(&comment[COMMENT.len()..])
}

/// The name of a tag in small letters, and whether it closes.
fn tag(source: &str) -> Option<(String, bool)> {
    let inner = source.strip_prefix('<')?;
    let closes = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric());
    let name = &inner[..end.unwrap_or(inner.len())];
    (!name.is_empty()).then(|| (name.to_ascii_lowercase(), closes))
}

/// What is read for an entity. Signs that Markdown would take for its own stay as they are written.
fn entity(words: &str) -> Option<Cow<'static, str>> {
    let own = |c: char| "<>*_`[]#|\\~".contains(c) || c.is_ascii_control();
    let shown: String = words.chars().filter(|&c| !is_hidden(c)).collect();
    (!words.is_empty() && !words.contains(own)).then_some(shown.into())
}

/// A block of HTML on its way, line by line.
#[derive(Default)]
struct Block {
    /// Whether it stands in a list or a quotation.
    inside: bool,
    /// What a line must begin with to stay there: empty elsewhere.
    prefix: String,
    /// Whether it opens the item of a list, which may not begin with empty lines.
    opens: bool,
    /// Whether the line before this one was taken out with its end.
    joined: bool,
    /// Quotations around the place.
    quotes: usize,
    /// What must come before anything is prose again.
    until: Option<Until>,
}

/// What ends a stretch that is no prose.
#[derive(Clone, PartialEq, Eq)]
enum Until {
    /// The end of a tag.
    Tag,
    /// The end of a comment.
    Comment,
    /// The end tag of that element.
    Element(String),
}

impl Until {
    /// The length of what it ends, with its end.
    fn end(&self, rest: &str) -> Option<usize> {
        let bytes = rest.as_bytes();
        match self {
            Self::Tag => memchr::memchr(b'>', bytes).map(|at| at + 1),
            Self::Comment => memmem::find(bytes, b"-->").map(|at| at + 3),
            Self::Element(name) => {
                let mut ends = memmem::find_iter(bytes, b"</").map(|at| at + 2);
                ends.find(|&at| {
                    let there = bytes.get(at..at + name.len());
                    there.is_some_and(|there| there.eq_ignore_ascii_case(name.as_bytes()))
                })
            }
        }
    }
}

impl Block {
    fn line(&mut self, text: &str, range: Range<usize>, edits: &mut Vec<Edit>) {
        let line = &text[range.clone()];
        let mut at = range.start;
        if self.inside {
            let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
            if self.joined {
                edits.push((start..at, "".into()));
            }
            let written = &text[start..at];
            let sign = |c: char| !matches!(c, '>' | ' ' | '\t');
            self.opens = written.contains(sign) || self.opens && self.joined;
            self.prefix = written.replace(sign, " ");
        }
        // Four blanks would make code of it.
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        if indent > 0 && self.until.is_none() {
            edits.push((at..at + indent, "".into()));
            at += indent;
        }
        while at < range.end {
            let (length, read) = self.step(&text[at..range.end]);
            self.joined = read.is_some() && text[..at + length].ends_with('\n');
            self.opens &= read.as_deref() == Some("");
            edits.extend(read.map(|words| (at..at + length, words)));
            at += length;
        }
    }

    /// How much the next step takes, and what is read for it if that is something else.
    fn step(&mut self, rest: &str) -> (usize, Option<Cow<'static, str>>) {
        if let Some(until) = self.until.take() {
            return match until.end(rest) {
                Some(end) => {
                    self.until = matches!(until, Until::Element(_)).then_some(Until::Tag);
                    (end, Some("".into()))
                }
                None => {
                    self.until = Some(until);
                    (rest.len(), Some("".into()))
                }
            };
        }
        match rest.as_bytes()[0] {
            b'<' if rest.starts_with(COMMENT) => {
                let end = Until::Comment.end(rest);
                let addressed = is_addressed(rest);
                if end.is_none() && !addressed {
                    self.until = Some(Until::Comment);
                }
                let read = (!addressed).then(|| "".into());
                (end.unwrap_or(rest.len()), read)
            }
            b'<' => self.tag(rest),
            b'&' => {
                let end = rest.bytes().take(ENTITY).position(|byte| byte == b';');
                let end = end.map_or(1, |end| end + 1);
                (end, decoded(&rest[..end]))
            }
            _ => {
                let next = memchr::memchr2(b'<', b'&', rest.as_bytes());
                (next.unwrap_or(rest.len()), None)
            }
        }
    }

    fn tag(&mut self, rest: &str) -> (usize, Option<Cow<'static, str>>) {
        let named = tag(rest);
        // Not a declaration either: a sign of the prose.
        if named.is_none() && !rest.starts_with("<!") && !rest.starts_with("<?") {
            return (1, None);
        }
        let end = Until::Tag.end(rest);
        if end.is_none() {
            self.until = Some(Until::Tag);
        }
        let mut length = end.unwrap_or(rest.len());
        let Some((name, closes)) = named else {
            return (length, Some("".into()));
        };
        if end.is_some() && !closes && SILENT.contains(&name.as_str()) {
            self.until = Some(Until::Element(name.clone()));
        }
        if name == "blockquote" {
            self.quotes = match closes {
                true => self.quotes.saturating_sub(1),
                false => self.quotes + 1,
            };
        }
        if name == "sup" && !closes {
            length += reference(&rest[length..]);
        }
        if name == "br" || INLINE.contains(&name.as_str()) {
            return (length, Some(within(&name, closes)));
        }
        let read = self.parted(&name, closes);
        // Its sign must stand on one line with its words.
        if !self.inside || !read.ends_with(&self.prefix) {
            length = rest.len() - rest[length..].trim_start().len();
        }
        (length, Some(read.into()))
    }

    /// What parts a block from the one before it, and says what it is.
    fn parted(&self, name: &str, closes: bool) -> String {
        let kind = match name.as_bytes() {
            _ if closes => String::new(),
            b"li" => "- ".to_owned(),
            [b'h', level @ b'1'..=b'6'] => "#".repeat(usize::from(level - b'0')) + " ",
            _ => String::new(),
        };
        let quotes = "> ".repeat(self.quotes.min(DEEPEST));
        if self.opens {
            return quotes + &kind;
        }
        let prefix = &self.prefix;
        format!("\n{}\n{prefix}{quotes}{kind}", prefix.trim_end())
    }
}

/// The words of an entity, if it is one.
fn decoded(source: &str) -> Option<Cow<'static, str>> {
    let mut events = Parser::new(source).filter_map(|event| match event {
        Event::Text(words) => Some(words),
        _ => None,
    });
    let words = events.next().filter(|words| **words != *source)?;
    entity(&words)
}

#[cfg(test)]
mod tests {
    use crate::document::model::BlockKind;
    use crate::document::model::Document;

    /// The sentences of a Markdown text, each with the kind of its block.
    fn read(text: &str) -> Vec<(BlockKind, String)> {
        let document = Document::from_text("a.md", text).unwrap();
        let kind = |at: usize| document.blocks[document.sentences[at].block].kind;
        let all = 0..document.sentences.len();
        all.map(|at| (kind(at), document.sentence(at).to_owned()))
            .collect()
    }

    fn paragraphs(text: &str) -> Vec<String> {
        let read = read(text).into_iter();
        read.map(|(_, words)| words).collect()
    }

    #[test]
    fn what_is_struck_out_is_not_said() {
        let of = |text| paragraphs(text).join("|");
        assert_eq!(of("Rome ~~lost~~ won."), "Rome  won.");
        assert_eq!(of("~~Rome lost.~~ Rome won."), "Rome won.");
        assert_eq!(
            of("<del>Rome lost.</del> <ins>Rome won.</ins>"),
            "Rome won."
        );
        assert_eq!(of("- ~~Rome lost.~~\n- Rome won."), "Rome won.");
        assert_eq!(of("About ~3 and ~4 ships."), "About ~3 and ~4 ships.");
    }

    #[test]
    fn comments_and_tags_within_a_line_are_no_prose() {
        let of = |text| paragraphs(text).join("|");
        assert_eq!(
            of("The war <!-- began in May -->began in June."),
            "The war began in June."
        );
        assert_eq!(
            of("The war<br>began on the 38<sup>th</sup> day.<sup>12</sup>"),
            "The war began on the 38th day."
        );
        assert_eq!(
            of("It began in 1219<sup>3</sup> and <q>went on</q>."),
            "It began in 1219 and “went on”."
        );
        assert_eq!(
            of("Rome&nbsp;fell&mdash;in 4&lt;5 B&amp;C."),
            "Rome\u{a0}fell—in 4&lt;5 B&C."
        );
        assert_eq!(
            of("See `<b>` and `&amp;` there."),
            "See `<b>` and `&amp;` there."
        );
    }

    #[test]
    fn what_stands_between_tags_is_prose() {
        let text = "<div align=\"center\">\n    <h2>War</h2>\n    <p>Rome&rsquo;s war\n    began.</p>\n    <ul><li>One <b>came</b>.</li></ul>\n\
                    <!-- Nobody\ncame. --><script>\nlet a = 1;\n</script>\n<blockquote>\n  They fled.\n</blockquote>\nAll is over.\n</div>\n";
        let wanted = [
            (BlockKind::Heading(2), "War"),
            (BlockKind::Paragraph, "Rome’s war\nbegan."),
            (BlockKind::Item, "One came."),
            (BlockKind::Quotation, "They fled."),
            (BlockKind::Paragraph, "All is over."),
        ];
        let found = read(text);
        let found: Vec<_> = found
            .iter()
            .map(|(kind, words)| (*kind, words.as_str()))
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn words_keep_their_places() {
        let text = "Fine.\n\n<p>\n  The <b>war</b> be&shy;gan.\n</p>\n";
        let document = Document::from_text("a.md", text).unwrap();
        assert_eq!(document.sentence(1), "The war began.");
        let position = |words: &str| document.position(document.text.find(words).unwrap());
        let (war, gan) = (position("war"), position("gan"));
        assert_eq!((war.line, war.column), (4, 10));
        assert_eq!((gan.line, gan.column), (4, 25));
    }

    #[test]
    fn what_speaks_to_this_program_stays() {
        let text = "<!-- gainsay ignore x: quoted -->\nIt began.\n";
        let document = Document::from_text("a.md", text).unwrap();
        assert_eq!(document.markers().len(), 1);
        assert_eq!(document.sentences.len(), 1);
    }

    #[test]
    fn blocks_in_lists_and_quotations_are_read_there() {
        use BlockKind::{Item, Paragraph, Quotation};
        for (text, wanted) in [
            ("> <p>It was over.</p>\n", vec![(Quotation, "It was over.")]),
            (
                "> He said:\n> <p>Rome <b>fell</b>.</p>\n> <p>\n> Nobody\n> came.\n> </p>\n>\n> It burned.\n\nSo he said.\n",
                vec![
                    (Quotation, "He said:"),
                    (Quotation, "Rome fell."),
                    (Quotation, "Nobody\n> came."),
                    (Quotation, "It burned."),
                    (Paragraph, "So he said."),
                ],
            ),
            (
                "- <div>Rome fell.</div>\n- <p>\n  Nobody came.</p>\n- One came.\n  <p>It burned.</p>\n\nIt was over.\n",
                vec![
                    (Item, "Rome fell."),
                    (Item, "Nobody came."),
                    (Item, "One came."),
                    (Item, "It burned."),
                    (Paragraph, "It was over."),
                ],
            ),
            (
                "1.  <!-- Nobody\n    came. -->\n    Rome fell.\n2.  <table>\n    <tr><td>It burned.</td></tr>\n    </table>\n",
                vec![(Item, "Rome fell."), (Item, "It burned.")],
            ),
            (
                "> - <p>Rome fell.</p>\n>   <blockquote>It burned.</blockquote>\n>   <ul>\n>     <li>One came.</li>\n>   </ul>\n",
                vec![
                    (Quotation, "Rome fell."),
                    (Quotation, "It burned."),
                    (Quotation, "One came."),
                ],
            ),
            (
                "> <!-- Nobody\n> came. -->\n> Rome fell.\n",
                vec![(Quotation, "Rome fell.")],
            ),
            (
                "> <script>\n> let a = 1;\n>\n> let b;\n> </script>\n> Rome fell.\n",
                vec![(Quotation, "Rome fell.")],
            ),
        ] {
            let found = read(text);
            let found: Vec<_> = found
                .iter()
                .map(|(kind, words)| (*kind, words.as_str()))
                .collect();
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn no_html_takes_longer_than_its_length() {
        for odd in [
            "<blockquote>",
            "< ",
            "<a ",
            "<!",
            "&",
            "<pre>x</pre>",
            "<sup>",
            "<!--",
            "</",
        ] {
            let text = format!("<div>\nx {}", odd.repeat(200_000));
            let _ = super::edits(&text);
        }
    }
}
