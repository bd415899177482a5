//! The source of a LaTeX text: names, groups and options, found without reading them as prose.

use std::ops::Range;

/// An option in brackets is at most so long; what is longer is a bracket of the prose.
const OPTION: usize = 1000;

/// A source file and where its braces close.
pub struct Source<'a> {
    pub text: &'a str,
    /// Offset of each opening brace that is closed, with that of its end, in the order of the text.
    braces: Vec<(usize, usize)>,
}

impl<'a> Source<'a> {
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            braces: braces(text.as_bytes()),
        }
    }

    pub fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    pub fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The end of the command that begins with the backslash at `at`: of its letters, or of the one sign.
    pub fn command_end(&self, at: usize) -> usize {
        let rest = self.text.get(at + 1..).unwrap_or_default();
        let letters = rest.len()
            - rest
                .trim_start_matches(|c: char| c.is_ascii_alphabetic())
                .len();
        let sign = || rest.chars().next().map_or(0, char::len_utf8);
        at + 1 + if letters > 0 { letters } else { sign() }
    }

    /// The inside of the group that opens at `at`, which must be an opening brace that is closed before `end`.
    pub fn group(&self, at: usize, end: usize) -> Option<Range<usize>> {
        let known = self
            .braces
            .binary_search_by_key(&at, |&(open, _)| open)
            .ok()?;
        let close = self.braces[known].1;
        (close < end).then_some(at + 1..close)
    }

    /// The inside of the option in brackets that opens at `at`.
    pub fn option(&self, at: usize, end: usize) -> Option<Range<usize>> {
        if self.byte(at) != b'[' {
            return None;
        }
        let bytes = self.text.as_bytes();
        let (mut inside, last) = (at + 1, end.min(at + OPTION));
        while inside < last {
            match bytes[inside] {
                b']' => return Some(at + 1..inside),
                b'{' => inside = self.group(inside, end)?.end,
                b'\\' => inside += 1,
                b'\n' if bytes.get(inside + 1) == Some(&b'\n') => return None,
                _ => {}
            }
            inside += 1;
        }
        None
    }

    /// Past all options at `at`.
    pub fn past_options(&self, mut at: usize, end: usize) -> usize {
        while let Some(option) = self.option(at, end) {
            at = option.end + 1;
        }
        at
    }

    /// Past blanks and one line break.
    pub fn past_blanks(&self, at: usize, end: usize) -> usize {
        let rest = self.slice(at..end.max(at));
        let line = rest.trim_start_matches([' ', '\t', '\r']);
        let next = line.strip_prefix('\n').unwrap_or(line);
        let next = next.trim_start_matches([' ', '\t', '\r']);
        // A second line break ends the paragraph.
        let kept = if next.starts_with('\n') { line } else { next };
        at + rest.len() - kept.len()
    }

    /// The argument in braces at `at`, after blanks.
    pub fn argument(&self, at: usize, end: usize) -> Option<Range<usize>> {
        self.group(self.past_blanks(at, end), end)
    }

    /// Past `count` arguments in braces, with the options between them.
    pub fn past_arguments(&self, at: usize, end: usize, count: usize) -> usize {
        let mut at = self.past_options(at, end);
        for _ in 0..count {
            match self.argument(at, end) {
                Some(group) => at = self.past_options(group.end + 1, end),
                None => break,
            }
        }
        at
    }

    /// One past the last byte of the line of `at`, without its line break.
    pub fn line_end(&self, at: usize) -> usize {
        let rest = self.text.as_bytes().get(at..).unwrap_or_default();
        memchr::memchr(b'\n', rest).map_or(self.text.len(), |length| at + length)
    }

    /// Whether nothing but blanks stands on the line beside `range`.
    pub fn alone(&self, range: Range<usize>) -> bool {
        const BLANKS: [char; 3] = [' ', '\t', '\r'];
        let before = self.slice(0..range.start).trim_end_matches(BLANKS);
        let after = self
            .slice(range.end..self.text.len())
            .trim_start_matches(BLANKS);
        (before.is_empty() || before.ends_with('\n'))
            && (after.is_empty() || after.starts_with(['\n', '%']))
    }
}

/// Braces that belong together; those that are escaped or in comments open and close nothing.
fn braces(bytes: &[u8]) -> Vec<(usize, usize)> {
    let (mut open, mut found) = (Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(step) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|byte| b"\\%{}".contains(byte)))
    {
        at += step;
        match bytes[at] {
            b'\\' => at += 1,
            // An address may hold one: `\url{https://example.org/a%20b}`.
            b'%' if at > 0
                && bytes[at - 1].is_ascii_alphanumeric()
                && is_code(&bytes[at + 1..]) => {}
            b'%' => at += memchr::memchr(b'\n', &bytes[at..]).unwrap_or(bytes.len() - at),
            b'{' => open.push(at),
            _ => found.extend(open.pop().map(|from| (from, at))),
        }
        at += 1;
    }
    found.sort_unstable();
    found
}

/// Two hexadecimal digits.
fn is_code(bytes: &[u8]) -> bool {
    matches!(bytes, [a, b, ..] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit())
}
