//! Environments, and the items of lists.

use super::formula::FORMULA;
use super::{DEPTH, Reader};

/// Environments are known inside one another as deep as this.
const NESTED: usize = 64;

impl Reader<'_> {
    pub(super) fn begin(&mut self, after: usize, end: usize, depth: usize) -> usize {
        let Some(group) = self.source.argument(after, end) else {
            return after;
        };
        let mut at = group.end + 1;
        let written = self.source.slice(group);
        let name = written.trim_end_matches('*');
        let lists = &self.commands.lists;
        if lists.skipped.contains(name) {
            let inline = name == "math";
            let past = self.past(at, end, &format!("\\end{{{written}}}"));
            if inline || self.prose.is_open() {
                self.put(FORMULA, at..past);
            }
            return past;
        }
        self.close(depth);
        let bare = lists.bare.contains(name);
        at = self.source.past_options(at, end);
        while let Some(argument) = self.source.group(at, end).filter(|_| !bare) {
            at = self.source.past_options(argument.end + 1, end);
        }
        if self.open.len() < NESTED {
            self.open.push(name);
        }
        at
    }

    pub(super) fn end(&mut self, after: usize, end: usize, depth: usize) -> usize {
        let Some(group) = self.source.argument(after, end) else {
            return after;
        };
        let past = group.end + 1;
        let name = self.source.slice(group).trim_end_matches('*');
        self.close(depth);
        if let Some(at) = self.open.iter().rposition(|open| *open == name) {
            self.open.truncate(at);
        }
        past
    }

    /// The label of an item says what the item is about: a date, a name.
    pub(super) fn item(&mut self, after: usize, end: usize, depth: usize) -> usize {
        self.close(depth);
        let from = self.source.past_blanks(after, end);
        let Some(label) = self.source.option(from, end) else {
            return after;
        };
        let past = label.end + 1;
        let says = self
            .source
            .slice(label.clone())
            .chars()
            .any(char::is_alphanumeric);
        if says && depth < DEPTH {
            self.read(label, depth + 1);
            if self.prose.is_open() && !self.prose.last().trim_end().ends_with(':') {
                self.put(":", past - 1..past);
            }
        }
        past
    }
}
