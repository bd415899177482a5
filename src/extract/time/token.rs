//! Words, numbers and signs of a stretch of text, as the date grammar sees them.

use crate::span::Span;
use std::collections::HashMap;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters.
    Word,
    /// Digits; the value is absent where it is too large to be a year.
    Number {
        /// What the digits say.
        value: Option<u32>,
        /// How many there are.
        digits: usize,
    },
    /// Any other character.
    Sign(char),
}

/// How a word is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// "june", or no letters.
    Lower,
    /// "June"
    Capital,
    /// "JUNE"
    Upper,
}

/// One token.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Its bytes in the whole text.
    pub span: Span,
    /// What it is made of.
    pub shape: Shape,
    /// How it is written.
    pub case: Case,
    /// Its number in the lexicon's vocabulary, if the lexicon has it.
    pub word: Option<u32>,
    /// Whether white space stands before it (or nothing).
    pub spaced: bool,
}

/// The words that the lexicon knows, numbered, so that phrases compare as numbers.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    words: HashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The number of `key`, a folded word.
    fn get(&self, key: &str) -> Option<u32> {
        self.words.get(key).copied()
    }

    /// The numbers of the tokens of `phrase`, each new one added.
    pub(super) fn intern(&mut self, phrase: &str) -> Vec<u32> {
        let tokens = tokenize(phrase, Span::new(0, phrase.len()), &Vocabulary::default());
        let mut numbers = Vec::with_capacity(tokens.len());
        for token in tokens {
            let key = fold(&phrase[token.span.range()]);
            let next = self.words.len() as u32;
            numbers.push(*self.words.entry(key.into()).or_insert(next));
        }
        numbers
    }
}

/// Lower case with straight apostrophes, and full-width letters as plain ones.
fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' => '\'',
            dash if is_dash(dash) => '-',
            other => other,
        })
        .collect()
}

/// Whether `c` joins numbers or words: hyphen, en dash, em dash, minus.
pub(super) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '~' | '\u{301c}' | '\u{ff5e}'
    )
}

fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '\u{ff10}'..='\u{ff19}' => Some(c as u32 - 0xff10),
        _ => None,
    }
}

/// The tokens of `span` in `text`; an out-of-range span has none.
pub(super) fn tokenize(text: &str, span: Span, vocabulary: &Vocabulary) -> Vec<Token> {
    let Some(part) = text.get(span.start..span.end) else {
        return Vec::new();
    };
    let mut tokens = Vec::with_capacity(part.len() / 5);
    let mut rest = part;
    let mut spaced = true;
    while let Some(first) = rest.chars().next() {
        if first.is_whitespace() {
            spaced = true;
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let (length, shape) = measure(rest, first);
        let start = span.start + part.len() - rest.len();
        let form = &rest[..length];
        tokens.push(Token {
            span: Span::new(start, start + length),
            shape,
            case: case_of(form, shape),
            word: look_up(form, shape, vocabulary),
            spaced: std::mem::replace(&mut spaced, false),
        });
        rest = &rest[length..];
    }
    tokens
}

/// Length and shape of the token at the start of `rest`, whose first character is `first`.
fn measure(rest: &str, first: char) -> (usize, Shape) {
    if digit(first).is_some() {
        return measure_number(rest);
    }
    if first.is_alphabetic() {
        return (measure_word(rest), Shape::Word);
    }
    (first.len_utf8(), Shape::Sign(first))
}

fn measure_number(rest: &str) -> (usize, Shape) {
    let mut value = Some(0u32);
    let (mut length, mut digits) = (0, 0);
    for c in rest.chars() {
        let Some(next) = digit(c) else { break };
        value = value
            .and_then(|value| value.checked_mul(10))
            .and_then(|value| value.checked_add(next));
        length += c.len_utf8();
        digits += 1;
    }
    (length, Shape::Number { value, digits })
}

/// Letters; an apostrophe is a sign of its own, so that "Stalin's" is a name and an ending.
fn measure_word(rest: &str) -> usize {
    let inner = |c: char| c.is_alphanumeric() && digit(c).is_none();
    rest.find(|c: char| !inner(c)).unwrap_or(rest.len())
}

fn case_of(form: &str, shape: Shape) -> Case {
    if shape != Shape::Word {
        return Case::Lower;
    }
    let mut chars = form.chars();
    if !chars.next().is_some_and(char::is_uppercase) {
        return Case::Lower;
    }
    let mut rest = chars.filter(|c| c.is_alphabetic()).peekable();
    if rest.peek().is_some() && rest.all(char::is_uppercase) {
        Case::Upper
    } else {
        Case::Capital
    }
}

/// Finds a word without allocating where it is short and plain, as nearly all words are.
fn look_up(form: &str, shape: Shape, vocabulary: &Vocabulary) -> Option<u32> {
    const LONGEST: usize = 24;
    if matches!(shape, Shape::Number { .. }) {
        return None;
    }
    if form.len() > LONGEST {
        return None;
    }
    if form.is_ascii() {
        let mut buffer = [0u8; LONGEST];
        let bytes = buffer.get_mut(..form.len())?;
        bytes.copy_from_slice(form.as_bytes());
        bytes.make_ascii_lowercase();
        return vocabulary.get(std::str::from_utf8(bytes).ok()?);
    }
    vocabulary.get(&fold(form))
}
