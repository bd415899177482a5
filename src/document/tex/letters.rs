//! Signs that are written with several characters: ligatures, commands whose name is a sign, letters with accents.

use super::Reader;
use crate::document::model::BlockKind;
use unicode_normalization::UnicodeNormalization;

impl Reader<'_> {
    pub(super) fn ligature(&mut self, at: usize, end: usize, signs: &[(&str, &str)]) -> usize {
        let rest = self.source.slice(at..end);
        match signs.iter().find(|(written, _)| rest.starts_with(written)) {
            Some((written, printed)) => {
                self.put(printed, at..at + written.len());
                at + written.len()
            }
            None => self.take(at, at + 1),
        }
    }

    /// A command whose name is a sign.
    pub(super) fn sign(&mut self, at: usize, after: usize, end: usize, depth: usize) -> usize {
        let name = self.source.slice(at + 1..after);
        match name {
            "%" | "&" | "$" | "#" | "_" | "{" | "}" => {
                self.put(name, at..after);
                after
            }
            "\\" => {
                let star = usize::from(self.source.byte(after) == b'*');
                let after = self.source.past_options(after + star, end).min(end);
                if self.kind() == BlockKind::Row {
                    self.close(depth);
                    return after;
                }
                self.blank('\n', at, after)
            }
            "(" | "[" => self.formula(at, end),
            "," => {
                let digit = |at: usize| self.source.byte(at).is_ascii_digit();
                if at > 0 && digit(at - 1) && digit(after) {
                    self.put(",", at..after);
                    return after;
                }
                self.blank(' ', at, after)
            }
            " " | ";" | ":" | "~" | "\n" | "\t"
                if name != "~"
                    || self.source.byte(after) != b'{'
                        && !self.source.byte(after).is_ascii_alphabetic() =>
            {
                self.blank(' ', at, after)
            }
            _ => match self.commands.accents.get(name) {
                Some(accent) => self.accent(at, after, end, accent),
                None => after,
            },
        }
    }

    /// The letter with its accent as one sign.
    pub(super) fn accent(&mut self, at: usize, after: usize, end: usize, accent: &str) -> usize {
        let from = if self
            .source
            .slice(after - 1..after)
            .starts_with(|c: char| c.is_ascii_alphabetic())
        {
            self.source.past_blanks(after, end)
        } else {
            after
        };
        let (letters, past) = match self.source.group(from, end) {
            Some(group) => (self.source.slice(group.clone()), group.end + 1),
            None if self.source.byte(from) == b'\\' => {
                let past = self.source.command_end(from).min(end);
                (self.source.slice(from..past), past)
            }
            None => {
                let letter = self.source.slice(from..end).chars().next();
                let past = from + letter.map_or(0, char::len_utf8);
                (self.source.slice(from..past), past)
            }
        };
        let plain = match letters.trim() {
            "\\i" => "i",
            "\\j" => "j",
            other => other,
        };
        let mut parts = plain.chars();
        let first = parts.next().filter(|c| c.is_alphabetic());
        let whole: String = match first {
            Some(first) => [first]
                .into_iter()
                .chain(accent.chars())
                .nfc()
                .chain(parts)
                .collect(),
            None => return past,
        };
        self.put(&whole, at..past);
        past
    }
}
