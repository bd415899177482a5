//! What stands right beside a mention in the original text.

use super::case::starts_upper;
use super::fold::{is_apostrophe, is_hyphen};
use super::words::Words;
use crate::language::is_upper;
use crate::span::Span;

/// The text around a span.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neighbours<'a> {
    head: &'a str,
    form: &'a str,
    tail: &'a str,
}

impl<'a> Neighbours<'a> {
    /// The surroundings of `span`, which must lie on character boundaries; else there are none.
    pub(super) fn of(text: &'a str, span: Span) -> Self {
        Self {
            head: text.get(..span.start).unwrap_or_default(),
            form: text.get(span.range()).unwrap_or_default(),
            tail: text.get(span.end..).unwrap_or_default(),
        }
    }

    /// The word before, if only blanks part it from the span.
    pub(super) fn before(&self) -> Option<&'a str> {
        let head = trim_blanks_end(self.head)?;
        let start = head
            .char_indices()
            .rev()
            .take_while(|&(_, c)| is_of_word(c))
            .last()?
            .0;
        head.get(start..)
    }

    /// The two words before, the nearer first.
    fn two_before(&self) -> Option<(&'a str, &'a str)> {
        let near = self.before()?;
        let at = near.as_ptr() as usize - self.head.as_ptr() as usize;
        let further = Self {
            head: self.head.get(..at)?,
            form: near,
            tail: "",
        };
        Some((near, further.before()?))
    }

    /// The word after, if only blanks part it from the span.
    pub(super) fn after(&self) -> Option<&'a str> {
        let tail = self.tail.trim_start_matches([' ', '\t', '\u{a0}']);
        if tail.len() == self.tail.len() {
            return None;
        }
        let end = tail.find(|c| !is_of_word(c)).unwrap_or(tail.len());
        tail.get(..end).filter(|word| !word.is_empty())
    }

    /// Where the word after starts, counted from the end of the span.
    pub(super) fn gap_after(&self) -> usize {
        self.tail.len() - self.tail.trim_start_matches([' ', '\t', '\u{a0}']).len()
    }

    /// Whether an article stands before, or before a word in lower case ("the communist North").
    pub(super) fn has_article(&self, words: &Words) -> bool {
        match (self.before(), self.two_before()) {
            (Some(word), _) if words.is_article(word) => true,
            (_, Some((near, far))) => !starts_upper(near) && words.is_article(far),
            _ => false,
        }
    }

    /// Whether a possessive ending follows: an apostrophe with one letter, or alone after `s`.
    pub(super) fn has_possessive(&self) -> bool {
        let mut tail = self.tail.chars();
        if !tail.next().is_some_and(is_apostrophe) {
            return false;
        }
        match tail.next() {
            Some('s' | 'S') => !tail.next().is_some_and(char::is_alphanumeric),
            next => self.form.ends_with(['s', 'S']) && next.is_none_or(|c| c == ' '),
        }
    }

    /// Whether a hyphen joins the span to a word on either side.
    pub(super) fn is_hyphenated(&self) -> bool {
        let mut head = self.head.chars().rev();
        let before =
            head.next().is_some_and(is_hyphen) && head.next().is_some_and(char::is_alphanumeric);
        let mut tail = self.tail.chars();
        let after =
            tail.next().is_some_and(is_hyphen) && tail.next().is_some_and(char::is_alphanumeric);
        before || after
    }

    /// Whether a hyphen joins the span to a prefix that makes a word for others of it ("anti-Romans").
    pub(super) fn has_prefix(&self, words: &Words) -> bool {
        let before = self.head.strip_suffix(is_hyphen);
        before.is_some_and(|before| {
            let word = before.rsplit(|c: char| !c.is_alphanumeric()).next();
            word.is_some_and(|word| words.is_prefix(word))
        })
    }

    /// Whether everything beside the span is in capitals, as in a headline.
    pub(super) fn is_headline(&self) -> bool {
        let sides = [self.before(), self.after()];
        let mut words = sides.iter().flatten().peekable();
        words.peek().is_some() && words.all(|word| is_upper(word))
    }

    /// Whether the word before, or an initial, makes the span the end of an unlisted name.
    pub(super) fn is_end_of_name(&self, words: &Words) -> bool {
        match self.before() {
            Some(word) => is_name_word(word) && !words.leaves_name_whole(word),
            None => self.follows_initial(),
        }
    }

    /// Whether the word after makes the span the start of an unlisted name.
    pub(super) fn is_start_of_name(&self, words: &Words) -> bool {
        self.after()
            .is_some_and(|word| is_name_word(word) && !words.leaves_name_whole(word))
    }

    /// "the Court of Appeals": whether "of" and a word with a capital follow, which may tell another of its kind. Gives where
    /// that word starts, counted from the end of the span.
    pub(super) fn told_by_name(&self, words: &Words) -> Option<usize> {
        let rest = self.tail.strip_prefix(" of ")?;
        let word = rest.split(|c: char| !is_of_word(c)).next()?;
        let name = is_name_word(word) && !words.leaves_name_whole(word);
        name.then_some(self.tail.len() - rest.len())
    }

    /// "the march in Newry": whether the name of a place follows, which may tell another of its kind. As
    /// [`Neighbours::told_by_name`].
    pub(super) fn told_by_place(&self, words: &Words) -> Option<usize> {
        let rest = self.tail.strip_prefix(' ')?;
        let (_, rest) = (words.settings().iter())
            .find_map(|setting| Some((setting, rest.strip_prefix(setting.as_str())?)))
            .filter(|(_, rest)| rest.starts_with(' '))?;
        let rest = rest.strip_prefix(' ')?;
        let word = rest.split(|c: char| !is_of_word(c)).next()?;
        let name = is_name_word(word) && !words.leaves_name_whole(word);
        name.then_some(self.tail.len() - rest.len())
    }

    /// "the War of 1812": a year tells which one, and makes it another's name.
    pub(super) fn is_told_by_year(&self) -> bool {
        self.told_by_year().is_some()
    }

    /// The year right behind, with or without a bracket ("Bloody Sunday 1920").
    pub(super) fn year_behind(&self) -> Option<i16> {
        let rest = self.tail.strip_prefix(' ')?;
        let rest = rest.strip_prefix('(').unwrap_or(rest);
        let word = rest.split(|c: char| !is_of_word(c)).next()?;
        let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| word.parse().ok()).flatten()
    }

    /// The year in "of 1812", "of late 1812" right behind.
    pub(super) fn told_by_year(&self) -> Option<i16> {
        let rest = self.tail.trim_start().strip_prefix("of ")?;
        let mut words = rest.split([' ', ',', '.', ';', ':', ')']).take(2);
        words.find_map(|word| {
            let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| word.parse().ok()).flatten()
        })
    }

    /// "J. Edgar" before a surname: a full stop after a single capital.
    fn follows_initial(&self) -> bool {
        let Some(head) = trim_blanks_end(self.head) else {
            return false;
        };
        let mut head = head.chars().rev();
        head.next() == Some('.')
            && head.next().is_some_and(char::is_uppercase)
            && head.next().is_none_or(|c| c.is_whitespace() || c == '.')
    }
}

/// Letters and digits, and what stands inside a word.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_hyphen(c) && c != '\u{2013}'
}

fn is_name_word(word: &str) -> bool {
    word.chars().any(char::is_alphabetic) && word.chars().next().is_some_and(char::is_uppercase)
}

/// The text before the blanks at its end; `None` if there are no blanks.
fn trim_blanks_end(head: &str) -> Option<&str> {
    let trimmed = head.trim_end_matches([' ', '\t', '\u{a0}']);
    (trimmed.len() < head.len()).then_some(trimmed)
}
