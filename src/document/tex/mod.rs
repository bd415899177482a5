//! The prose of a LaTeX source, read without running TeX: commands give way to what they print, comments, formulas and
//! pictures to nothing, footnotes follow their paragraph. Every word keeps its line and column in the file.
//!
//! What cannot be known without TeX, such as a command of the author's own, leaves a sign in its place: what it would
//! print is unknown, and nothing may stand next to what it does not stand next to in print.

mod commands;
mod environments;
mod formula;
mod letters;
mod macros;
mod prose;
mod source;
#[cfg(test)]
mod tests;

use super::marker;
use super::model::{Block, BlockKind};
use crate::span::LineIndex;
use commands::Commands;
use formula::{FORMULA, formula, number};
use memchr::memmem;
use prose::Prose;
use source::Source;
use std::collections::HashMap;
use std::ops::Range;

/// Arguments are read inside arguments as deep as this; nobody writes deeper.
const DEPTH: usize = 8;
/// Bytes that are more than themselves.
const SPECIAL: &[u8] = b"\\%${}~&#`'- \t\r\n";

/// The prose of `text`, where its lines are, and its blocks; `lines` says where those of `text` are.
pub(super) fn extract(text: &str, lines: &LineIndex) -> (String, LineIndex, Vec<Block>) {
    let mut reader = Reader {
        source: Source::new(text),
        commands: Commands::known(),
        prose: Prose::default(),
        macros: HashMap::new(),
        open: Vec::new(),
        forced: None,
        notes: Vec::new(),
        strays: Vec::new(),
    };
    let body = reader.body();
    reader.preamble(body.start);
    reader.read(body, 0);
    reader.close(0);
    reader.prose.finish(text, lines)
}

struct Reader<'a> {
    source: Source<'a>,
    commands: &'static Commands,
    prose: Prose,
    /// Commands of the author's own that take nothing, with what they stand for.
    macros: HashMap<&'a str, Range<usize>>,
    /// The environments around the place that is read.
    open: Vec<&'a str>,
    /// The kind of what is read as an argument.
    forced: Option<BlockKind>,
    /// Footnotes of the open block.
    notes: Vec<Range<usize>>,
    /// Comments in the open block that are no markers there and believe to be.
    strays: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    /// What is printed: all of a file that is part of another one.
    fn body(&self) -> Range<usize> {
        const BEGIN: &str = "\\begin{document}";
        let text = self.source.text;
        let (mut seen, mut comment) = (0, false);
        let mut is_code = |at: usize| {
            let between = &text[std::mem::replace(&mut seen, at)..at];
            let line = between.rfind('\n').map(|newline| &between[newline..]);
            comment = line.unwrap_or(between).contains('%') || line.is_none() && comment;
            !comment
        };
        let start = memmem::find_iter(text.as_bytes(), BEGIN).find(|&at| is_code(at));
        let start = start.map_or(0, |at| at + BEGIN.len());
        let ending = memmem::find(&text.as_bytes()[start..], b"\\end{document}");
        start
            ..ending
                .filter(|_| start > 0)
                .map_or(text.len(), |length| start + length)
    }

    fn kind(&self) -> BlockKind {
        let lists = &self.commands.lists;
        let within = |set: &std::collections::HashSet<String>| {
            self.open.iter().any(|name| set.contains(*name))
        };
        match self.forced {
            Some(kind) => kind,
            None if within(&lists.tables) => BlockKind::Row,
            None if within(&lists.quotations) => BlockKind::Quotation,
            None if within(&lists.lists) => BlockKind::Item,
            None => BlockKind::Paragraph,
        }
    }

    fn put(&mut self, words: &str, range: Range<usize>) {
        self.prose.put(self.kind(), words, range);
    }

    /// Ends the block, and lets its footnotes follow.
    fn close(&mut self, depth: usize) {
        self.prose.close();
        for stray in std::mem::take(&mut self.strays) {
            self.prose.line(self.source.text, stray);
        }
        if depth < DEPTH && self.forced.is_none() {
            for note in std::mem::take(&mut self.notes) {
                self.as_kind(BlockKind::Note, note, depth + 1);
            }
        }
    }

    /// Reads an argument as a block of its own.
    fn as_kind(&mut self, kind: BlockKind, range: Range<usize>, depth: usize) {
        let outer = self.forced.replace(kind);
        self.read(range, depth);
        self.prose.close();
        self.forced = outer;
    }

    fn read(&mut self, range: Range<usize>, depth: usize) {
        let (mut at, end) = (range.start, range.end);
        while at < end {
            at = match self.source.byte(at) {
                b'\\' => self.command(at, end, depth),
                b'%' => self.comment(at, end),
                b'$' => self.formula(at, end),
                b'\n' => self.line_break(at, end, depth),
                b' ' => {
                    self.prose.blank(' ', at..at + 1, true);
                    at + 1
                }
                b'\t' | b'\r' => self.blank(' ', at, at + 1),
                b'~' => self.blank(' ', at, at + 1),
                b'&' if self.kind() == BlockKind::Row => {
                    let bar = match self.prose.last() {
                        "" => "|  | ",
                        cells if cells.ends_with([' ', '\n']) => "| ",
                        _ => " | ",
                    };
                    self.put(bar, at..at + 1);
                    at + 1
                }
                // The arguments of one command are not one word.
                b'}' if self.source.byte(at + 1) == b'{' => self.blank(' ', at, at + 1),
                b'{' | b'}' | b'&' => at + 1,
                b'#' => at + 1 + usize::from(self.source.byte(at + 1).is_ascii_digit()),
                b'`' => self.ligature(at, end, &[("``", "“"), ("`", "‘")]),
                b'\'' => self.ligature(at, end, &[("''", "”"), ("'", "’")]),
                b'-' => self.ligature(at, end, &[("---", "—"), ("--", "–")]),
                _ => {
                    let rest = &self.source.text.as_bytes()[at..end];
                    let length = rest.iter().position(|byte| SPECIAL.contains(byte));
                    self.take(at, length.map_or(end, |length| at + length))
                }
            };
        }
    }

    fn take(&mut self, at: usize, end: usize) -> usize {
        self.prose.take(self.kind(), self.source.text, at..end);
        end
    }

    fn blank(&mut self, sign: char, at: usize, end: usize) -> usize {
        self.prose.blank(sign, at..end, false);
        end
    }

    /// A line break is a blank, and an empty line ends the paragraph. In a table only `\\` ends a row.
    fn line_break(&mut self, at: usize, end: usize, depth: usize) -> usize {
        let next = self.source.past_blanks(at, end);
        if self.source.byte(next) == b'\n' && next < end && self.kind() != BlockKind::Row {
            self.close(depth);
        }
        self.blank('\n', at, at + 1)
    }

    /// A comment takes the line break with it. A marker stays, for whoever reads markers.
    fn comment(&mut self, at: usize, end: usize) -> usize {
        let line = self.source.line_end(at).min(end);
        if marker::is_addressed(self.source.slice(at..line)) {
            if self.source.alone(at..line) {
                self.prose.close();
                self.prose.line(self.source.text, at..line);
                return line;
            }
            // With a sign of what it stands behind, so that nobody takes it for a marker.
            let before = self.source.slice(0..at).trim_end_matches([' ', '\t', '\r']);
            let sign = before.chars().next_back().filter(|&sign| sign != '\n');
            let sign = sign.map_or(0, char::len_utf8);
            self.strays.push(before.len() - sign..line);
        }
        let next = self.source.slice(line..end);
        let rest = next
            .strip_prefix('\n')
            .unwrap_or(next)
            .trim_start_matches([' ', '\t', '\r']);
        if rest.starts_with('\n') {
            return line;
        }
        line + next.len() - rest.len()
    }

    fn formula(&mut self, at: usize, end: usize) -> usize {
        let Some((inside, after)) = formula(&self.source, at, end) else {
            return self.take(at, at + 1);
        };
        let words = number(self.source.slice(inside));
        self.put(words.as_deref().unwrap_or(FORMULA), at..after);
        after
    }

    /// Reads what begins with a backslash; where the text goes on after it.
    fn command(&mut self, at: usize, end: usize, depth: usize) -> usize {
        let after = self.source.command_end(at).min(end);
        let name = self.source.slice(at + 1..after);
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return self.sign(at, after, end, depth);
        }
        let after = after + usize::from(self.source.byte(after) == b'*' && after < end);
        let commands = self.commands;
        let lists = &commands.lists;
        match name {
            "begin" => return self.begin(after, end, depth),
            "end" => return self.end(after, end, depth),
            "item" => return self.item(after, end, depth),
            "verb" | "lstinline" => return self.verbatim(at, after, end),
            "iffalse" => return self.past(after, end, "\\fi"),
            "ensuremath" => {
                let past = self.source.past_arguments(after, end, 1);
                self.put(FORMULA, at..past);
                return past;
            }
            "enquote" | "textquote" | "blockquote" => return self.quote(at, after, end, depth),
            _ => {}
        }
        if let Some(&level) = commands.headings.get(name) {
            return self.apart(BlockKind::Heading(level), after, end, depth);
        }
        if lists.notes.contains(name) {
            return self.note(after, end);
        }
        if lists.captions.contains(name) {
            return self.apart(BlockKind::Caption, after, end, depth);
        }
        if lists.epigraphs.contains(name) {
            let past = self.apart(BlockKind::Quotation, after, end, depth);
            return self.source.past_arguments(past, end, 1);
        }
        if lists.macros.contains(name) {
            return self.define(after, end);
        }
        if lists.names.contains(name) || lists.cites.contains(name) {
            return self.cite(at, after, end, lists.names.contains(name));
        }
        if let Some(&count) = commands.dropped.get(name) {
            return self.source.past_arguments(after, end, count);
        }
        if let Some(&count) = commands.led.get(name) {
            return self.source.past_arguments(after, end, count);
        }
        if lists.breaks.contains(name) {
            self.close(depth);
            return self.source.past_options(after, end);
        }
        if lists.silent.contains(name) {
            return self.source.past_blanks(after, end);
        }
        if lists.blanks.contains(name) {
            return self.blank(' ', at, self.source.past_options(after, end));
        }
        if let Some(sign) = commands.signs.get(name) {
            self.put(sign, at..after);
            // A letter goes on in its word: `Stra\ss e`.
            let letter = sign.chars().all(char::is_alphabetic);
            let past = if letter {
                self.source.past_blanks(after, end)
            } else {
                after
            };
            return self.past_empty_group(past, end);
        }
        if let Some(accent) = commands.accents.get(name) {
            return self.accent(at, after, end, accent);
        }
        self.own(name, at, after, end)
    }

    /// Reads the argument as a block of its own: a heading, a caption.
    fn apart(&mut self, kind: BlockKind, after: usize, end: usize, depth: usize) -> usize {
        let from = self.source.past_options(after, end);
        let Some(words) = self.source.argument(from, end).filter(|_| depth < DEPTH) else {
            return from;
        };
        self.close(depth);
        self.as_kind(kind, words.clone(), depth + 1);
        self.close(depth);
        words.end + 1
    }

    fn note(&mut self, after: usize, end: usize) -> usize {
        let from = self.source.past_options(after, end);
        match self.source.argument(from, end) {
            Some(words) => {
                self.notes.push(words.clone());
                words.end + 1
            }
            None => from,
        }
    }

    /// Works that are cited: by name where they are the subject or the speaker, else in brackets.
    fn cite(&mut self, at: usize, after: usize, end: usize, named: bool) -> usize {
        let from = self.source.past_options(after, end);
        let Some(keys) = self.source.argument(from, end) else {
            return from;
        };
        let past = keys.end + 1;
        let keys: Vec<&str> = self.source.slice(keys).split(',').map(str::trim).collect();
        let keys = keys.join(", ");
        let mut letters = keys.chars();
        let words = match letters.next() {
            Some(first) if named => first.to_uppercase().chain(letters).collect(),
            Some(_) => format!("[{keys}]"),
            None => return past,
        };
        if !self.prose.last().ends_with([' ', '\n', '(', '[', '“']) {
            self.prose.blank(' ', at..at, false);
        }
        self.put(&words, at..past);
        past
    }

    fn quote(&mut self, at: usize, after: usize, end: usize, depth: usize) -> usize {
        let from = self.source.past_options(after, end);
        let Some(words) = self.source.argument(from, end).filter(|_| depth < DEPTH) else {
            return from;
        };
        self.put("“", at..words.start);
        self.read(words.clone(), depth + 1);
        self.put("”", words.end..words.end + 1);
        words.end + 1
    }

    fn verbatim(&mut self, at: usize, after: usize, end: usize) -> usize {
        const LONGEST: usize = 500;
        let limit = self
            .source
            .text
            .floor_char_boundary(end.min(after + LONGEST));
        let rest = self.source.slice(after..limit);
        let rest = rest.split('\n').next().unwrap_or_default();
        let Some(sign) = rest.chars().next() else {
            return after;
        };
        let close = if sign == '{' { '}' } else { sign };
        let from = after + sign.len_utf8();
        let inside = self.source.slice(from..after + rest.len());
        let past = inside.find(close).map_or(after + rest.len(), |length| {
            from + length + close.len_utf8()
        });
        self.put(FORMULA, at..past);
        past
    }

    /// Past the next `closing`, or past everything.
    fn past(&self, at: usize, end: usize, closing: &str) -> usize {
        let rest = self.source.slice(at..end);
        memmem::find(rest.as_bytes(), closing.as_bytes())
            .map_or(end, |length| at + length + closing.len())
    }
}
