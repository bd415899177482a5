//! The tokens of one sentence, and the small questions that the grammar asks about them.

use super::expression::{Qualifier, TimeValue, Unit};
use super::lexicon::{Entry, Mark, TimeLexicon};
use super::token::{Case, Shape, Token, is_dash, tokenize};
use crate::span::Span;

/// A meaning read from the tokens up to `end`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    pub value: TimeValue,
    /// Index of the first token after it.
    pub end: usize,
}

impl Found {
    pub(super) fn new(value: TimeValue, end: usize) -> Self {
        Self { value, end }
    }
}

/// Reads one stretch of text.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    pub tokens: Vec<Token>,
    pub lexicon: &'a TimeLexicon,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &str, span: Span, lexicon: &'a TimeLexicon) -> Self {
        let tokens = tokenize(text, span, &lexicon.vocabulary);
        Self { tokens, lexicon }
    }

    /// The longest phrase at `at` that has a meaning of the wanted kind.
    pub(super) fn find<T>(
        &self,
        at: usize,
        pick: impl Fn(&Entry) -> Option<T>,
    ) -> Option<(T, usize)> {
        self.lexicon.find(&self.tokens, at, pick)
    }

    /// The index after a phrase of that kind.
    pub(super) fn mark(&self, at: usize, wanted: Mark) -> Option<usize> {
        let pick = |entry: &Entry| (*entry == Entry::Mark(wanted)).then_some(());
        self.find(at, pick).map(|((), end)| end)
    }

    pub(super) fn is_mark(&self, at: usize, wanted: Mark) -> bool {
        self.mark(at, wanted).is_some()
    }

    /// The index after the phrase if it is there, else `at`.
    pub(super) fn skip(&self, at: usize, optional: Mark) -> usize {
        self.mark(at, optional).unwrap_or(at)
    }

    /// The start of a phrase that ends right before `at` and has a meaning of the wanted kind.
    pub(super) fn find_before<T>(
        &self,
        at: usize,
        pick: impl Fn(&Entry) -> Option<T>,
    ) -> Option<(T, usize)> {
        const LONGEST: usize = 5;
        (at.saturating_sub(LONGEST)..at).find_map(|start| {
            let found = self.find(start, |entry| pick(entry).map(|value| (value, *entry)));
            match found {
                Some(((value, _), end)) if end == at => Some((value, start)),
                _ => None,
            }
        })
    }

    pub(super) fn mark_before(&self, at: usize, wanted: Mark) -> Option<usize> {
        let pick = |entry: &Entry| (*entry == Entry::Mark(wanted)).then_some(());
        self.find_before(at, pick).map(|((), start)| start)
    }

    /// The preposition that ends right before `at`: what it says and where it starts.
    pub(super) fn signal_before(&self, at: usize) -> Option<(Qualifier, usize)> {
        self.find_before(at, |entry| match entry {
            Entry::Signal(qualifier) => Some(*qualifier),
            _ => None,
        })
    }

    pub(super) fn unit(&self, at: usize) -> Option<(Unit, bool, usize)> {
        let pick = |entry: &Entry| match entry {
            Entry::Unit { unit, plural } => Some((*unit, *plural)),
            _ => None,
        };
        self.find(at, pick)
            .map(|((unit, plural), end)| (unit, plural, end))
    }

    /// The unit, if it stands in the singular.
    pub(super) fn one_unit(&self, at: usize) -> Option<(Unit, usize)> {
        let (unit, plural, end) = self.unit(at)?;
        (!plural).then_some((unit, end))
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    pub(super) fn sign(&self, at: usize) -> Option<char> {
        match self.token(at)?.shape {
            Shape::Sign(sign) => Some(sign),
            _ => None,
        }
    }

    pub(super) fn is_sign(&self, at: usize, wanted: char) -> bool {
        self.sign(at) == Some(wanted)
    }

    /// Whether a hyphen or a dash of any length stands there.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        self.sign(at).is_some_and(is_dash)
    }

    /// Whether the token touches the one before it.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| !token.spaced)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.shape == Shape::Word)
    }

    /// Whether a word starts with a capital letter there.
    pub(super) fn is_capital(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| token.case != Case::Lower)
    }

    /// Value and number of digits.
    pub(super) fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.token(at)?.shape {
            Shape::Number { value, digits } => Some((value?, digits)),
            _ => None,
        }
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        matches!(
            self.token(at).map(|token| token.shape),
            Some(Shape::Number { .. })
        )
    }

    /// Whether the number at `at` stands for itself: no part of "1,950", "3.14", "4:30" or "B-52".
    pub(super) fn stands_alone(&self, at: usize) -> bool {
        !self.is_tail_of_number(at) && !self.is_head_of_number(at)
    }

    fn is_tail_of_number(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        if !self.is_joined(at) {
            return false;
        }
        if self.is_word(before) || self.is_number(before) {
            return true;
        }
        let glue = matches!(self.sign(before), Some('.' | ',' | ':' | '/' | '\u{2044}'));
        let tight = self.is_joined(before);
        glue && tight && before.checked_sub(1).is_some_and(|at| self.is_number(at))
    }

    fn is_head_of_number(&self, at: usize) -> bool {
        let next = at + 1;
        let joined = self.is_joined(next);
        let glue = matches!(self.sign(next), Some('.' | ',' | ':' | '/' | '\u{2044}'));
        let percent = matches!(self.sign(next), Some('%' | '°' | '′'));
        joined && (percent || glue && self.is_joined(next + 1) && self.is_number(next + 1))
    }

    /// Whether the text ends at `at` or a sign of punctuation stands there.
    pub(super) fn is_break(&self, at: usize) -> bool {
        self.token(at)
            .is_none_or(|token| matches!(token.shape, Shape::Sign(_)))
    }

    /// The bytes of the tokens `start..end`.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let first = self.token(start)?.span;
        let last = self.token(end.checked_sub(1)?)?.span;
        Some(first.cover(last))
    }
}
