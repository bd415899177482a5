//! Commands of the author's own: where they are defined, and what they stand for.

use super::Reader;
use super::formula::FORMULA;
use crate::document::model::BlockKind;
use std::ops::Range;

/// A command of the author's own stands for at most so many bytes.
const MACRO: usize = 200;

impl<'a> Reader<'a> {
    /// Title, commands of the author's own, and markers.
    pub(super) fn preamble(&mut self, end: usize) {
        let mut at = 0;
        while let Some(step) = memchr::memchr2(b'\\', b'%', &self.source.text.as_bytes()[at..end]) {
            at += step;
            if self.source.byte(at) == b'%' {
                at = self.comment(at, end);
                continue;
            }
            let after = self.source.command_end(at).min(end);
            let name = self.source.slice(at + 1..after);
            at = if self.commands.lists.macros.contains(name) {
                self.define(after, end)
            } else if name == "title" {
                self.apart(BlockKind::Heading(1), after, end, 0)
            } else {
                after
            };
        }
    }

    /// `\newcommand{\name}[count]{body}` or `\def\name{body}`: kept where it takes nothing and is short.
    pub(super) fn define(&mut self, after: usize, end: usize) -> usize {
        let at = self.source.past_blanks(after, end);
        let named = self
            .source
            .group(at, end)
            .unwrap_or_else(|| at..self.source.command_end(at));
        let braced = self.source.byte(at) == b'{';
        let past = named.end + usize::from(braced);
        let name = self.source.slice(named).trim().trim_start_matches('\\');
        // `\def\name#1{body}` counts what it takes by naming it.
        let taken = self.source.slice(past..end).strip_prefix('#');
        let taken = taken.map_or(0, |rest| 1 + rest.find('{').unwrap_or(0));
        let counted = self.source.past_options(past + taken, end);
        let Some(body) = self.source.argument(counted, end) else {
            return past.min(end);
        };
        if counted == past && body.len() <= MACRO {
            self.macros.insert(name, body.clone());
        }
        body.end + 1
    }

    /// A command that is not LaTeX's: what it was defined as, what its arguments say, or a sign for what is unknown.
    pub(super) fn own(&mut self, name: &'a str, at: usize, after: usize, end: usize) -> usize {
        if let Some(body) = self.macros.get(name).cloned() {
            let words = self.plainly(body);
            if !words.is_empty() {
                self.put(&words, at..after);
            }
            return self.past_empty_group(after, end);
        }
        let past = self.source.past_options(after, end);
        if self
            .source
            .group(past, end)
            .is_some_and(|group| !group.is_empty())
        {
            return past;
        }
        if !self.source.alone(at..past) {
            self.put(FORMULA, at..past);
        }
        self.past_empty_group(past, end)
    }

    /// The words of the body of a command: its own commands are not looked into.
    fn plainly(&self, body: Range<usize>) -> String {
        let words = self.source.slice(body);
        let mut plain = String::new();
        let mut rest = words;
        while let Some(at) = rest.find(['\\', '{', '}', '~', '#', '$']) {
            plain.push_str(&rest[..at]);
            let sign = rest.as_bytes()[at];
            rest = &rest[at + 1..];
            match sign {
                b'\\' => {
                    let name = rest.len()
                        - rest
                            .trim_start_matches(|c: char| c.is_ascii_alphabetic())
                            .len();
                    let called = &rest[..name];
                    rest = rest[name..].trim_start();
                    if let Some(sign) = self.commands.signs.get(called) {
                        plain.push_str(sign);
                    } else if name == 0 {
                        plain.push(' ');
                        rest = rest.strip_prefix([' ', ',', ';', '/', '-']).unwrap_or(rest);
                    } else if !rest.starts_with('{') && !self.commands.lists.silent.contains(called)
                    {
                        plain.push_str(FORMULA);
                    }
                }
                b'~' => plain.push(' '),
                b'#' | b'$' => plain.push_str(FORMULA),
                _ => {}
            }
        }
        plain.push_str(rest);
        plain.trim().to_owned()
    }

    pub(super) fn past_empty_group(&self, at: usize, end: usize) -> usize {
        let empty = self
            .source
            .group(at, end)
            .is_some_and(|group| group.is_empty());
        if empty { at + 2 } else { at }
    }
}
