//! Numbers of things in running text: "some 75,000", "between two and three million", "hundreds of thousands".
//!
//! A number never depends on the parse of its sentence; only what it counts does.

use super::lexicon::QuantityWords;
use crate::frame::Quantity;
use crate::span::Span;

/// What a hedging word makes of a number.
type Hedge = fn(Quantity) -> Quantity;

/// A number in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// The words of the number itself, with what hedges it.
    pub words: Span,
    /// The number.
    pub quantity: Quantity,
}

/// The numbers of things in `span` of `text`, without those that overlap `taken` (dates).
pub fn find(text: &str, span: Span, words: &QuantityWords, taken: &[Span]) -> Vec<Measure> {
    let part = text.get(span.range()).unwrap_or_default();
    let tokens = tokens(part);
    let grammar = Grammar {
        tokens: &tokens,
        words,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((quantity, end)) = grammar.measure(at) else {
            at += 1;
            continue;
        };
        let words = Span::new(
            span.start + tokens[at].start,
            span.start + tokens[end - 1].start + tokens[end - 1].text.len(),
        );
        if !taken.iter().any(|date| date.overlaps(words)) {
            found.push(Measure { words, quantity });
        }
        at = end;
    }
    found
}

struct Token<'a> {
    text: &'a str,
    start: usize,
}

/// Words, numbers with their separators, and dashes.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut start = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let trimmed = word.trim_end();
        let mut offset = start;
        for piece in pieces(trimmed) {
            found.push(Token {
                text: piece,
                start: offset,
            });
            offset += piece.len();
        }
        start += word.len();
    }
    found
}

/// Parts a word at signs; a comma or a point stays inside a number.
fn pieces(word: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let characters: Vec<(usize, char)> = word.char_indices().collect();
    for (at, &(offset, c)) in characters.iter().enumerate() {
        let digit = |at: Option<usize>| {
            at.and_then(|at| characters.get(at))
                .is_some_and(|(_, c)| c.is_ascii_digit())
        };
        let inside = matches!(c, ',' | '.') && digit(at.checked_sub(1)) && digit(Some(at + 1));
        if !(c.is_alphanumeric() || inside || c == '\'' || c == '’') {
            cuts.push(offset);
            cuts.push(offset + c.len_utf8());
        }
    }
    cuts.push(word.len());
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|pair| word.get(pair[0]..pair[1]))
        .filter(|piece| !piece.is_empty())
        .collect()
}

struct Grammar<'a> {
    tokens: &'a [Token<'a>],
    words: &'a QuantityWords,
}

impl Grammar<'_> {
    /// A hedged number or range that starts at `at`.
    fn measure(&self, at: usize) -> Option<(Quantity, usize)> {
        let hedges: [(&[String], Hedge); 3] = [
            (&self.words.about, Quantity::about),
            (&self.words.more, Quantity::or_more),
            (&self.words.less, Quantity::or_less),
        ];
        for (phrases, hedge) in hedges {
            if let Some(next) = self.any(at, phrases) {
                let (quantity, end) = self.range(next, false)?;
                return Some((hedge(quantity), end));
            }
        }
        if let Some(next) = self.any(at, &self.words.between) {
            return self.range(next, true);
        }
        let (quantity, end) = self.range(at, false)?;
        match self.any(end, &self.words.or_more) {
            Some(end) => Some((quantity.or_more(), end)),
            None => Some((quantity, end)),
        }
    }

    /// A number, or two of them; `announced` needs two ("between ... and ...").
    fn range(&self, at: usize, announced: bool) -> Option<(Quantity, usize)> {
        let (first, end) = self.number(at)?;
        let connector = if announced {
            self.any(end, &self.words.and)
                .or_else(|| self.any(end, &self.words.to))
        } else {
            self.any(end, &self.words.to)
        };
        let second = connector.and_then(|next| self.number(next));
        match second {
            Some((second, end)) => {
                // "two to three million": the first shares the second's scale.
                let scale = if first.high < second.low {
                    self.scale_before(end)
                } else {
                    1
                };
                let shared = first
                    .low
                    .checked_mul(scale)
                    .filter(|&low| first.low < 1000 && low < second.low);
                let low = shared.unwrap_or(first.low);
                Quantity::between(low, second.high).map(|range| (range, end))
            }
            None if announced => None,
            None => Some((first, end)),
        }
    }

    /// The scale word that ends right before `end`, as a factor.
    fn scale_before(&self, end: usize) -> u64 {
        end.checked_sub(1)
            .and_then(|at| self.scale(at))
            .unwrap_or(1)
    }

    fn number(&self, at: usize) -> Option<(Quantity, usize)> {
        self.vague_scale(at)
            .or_else(|| self.digits(at))
            .or_else(|| self.in_words(at))
            .filter(|(_, end)| !self.is_no_count(at, *end))
    }

    /// Whether the number is a share, an ordinal, a clock time or part of a name.
    fn is_no_count(&self, at: usize, end: usize) -> bool {
        let next = self.tokens.get(end).map(|token| token.text);
        let glued = |at: usize| {
            at.checked_sub(1)
                .and_then(|before| Some((self.tokens.get(before)?, self.tokens.get(at)?)))
                .is_some_and(|(before, token)| before.start + before.text.len() == token.start)
        };
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        // "T-34", "795.00/6", "§ 12", "$ 5"
        let name = glued(at)
            && before.is_some_and(|before| {
                matches!(before.text, "-" | "/" | ":" | "$" | "£" | "€" | "#" | ".")
            });
        name || next.is_some_and(|next| matches!(next, "%" | "°" | ":" | "/"))
    }

    /// "75,000", "2.5 million", "75 000"
    fn digits(&self, at: usize) -> Option<(Quantity, usize)> {
        let written = self.tokens.get(at)?.text;
        if !written.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let (whole, fraction) = match written.rsplit_once('.') {
            Some((whole, fraction)) if fraction.len() < 3 => (whole, fraction),
            _ => (written, ""),
        };
        let plain: String = whole.chars().filter(|c| !matches!(c, ',' | '.')).collect();
        let mut number: u64 = plain.parse().ok()?;
        let mut end = at + 1;
        // A blank before every third digit.
        while let Some(next) = self.tokens.get(end).filter(|next| {
            next.text.len() == 3
                && next.text.bytes().all(|b| b.is_ascii_digit())
                && number > 0
                && written.len() <= 3
        }) {
            number = number
                .checked_mul(1000)?
                .checked_add(next.text.parse().ok()?)?;
            end += 1;
        }
        let scale = self.scale(end).unwrap_or(1);
        if fraction.is_empty() {
            let number = number.checked_mul(scale)?;
            return Some((Quantity::exactly(number), end + usize::from(scale > 1)));
        }
        let tenth = scale.checked_div(10u64.checked_pow(fraction.len() as u32)?)?;
        let number = number
            .checked_mul(scale)?
            .checked_add(fraction.parse::<u64>().ok()?.checked_mul(tenth)?)?;
        (scale > 1).then(|| (Quantity::exactly(number), end + 1))
    }

    /// "seventy-five thousand", "a hundred and twenty", "half a million", "a dozen"
    fn in_words(&self, at: usize) -> Option<(Quantity, usize)> {
        if let Some(next) = self.any(at, &self.words.half) {
            let next = self.any(next, &self.words.article).unwrap_or(next);
            let scale = self.scale(next)?;
            return Some((Quantity::exactly(scale / 2), next + 1));
        }
        let (mut total, mut current, mut end) = match self.any(at, &self.words.article) {
            Some(next) => (0, self.scale(next)?, next + 1),
            None => (0, self.simple(at)?, at + 1),
        };
        loop {
            let joined = match self.tokens.get(end).map(|token| token.text) {
                Some("-") => end + 1,
                _ => self
                    .any(end, &self.words.and)
                    .filter(|_| current >= 100)
                    .unwrap_or(end),
            };
            if let Some(scale) = self.scale(end) {
                current = current.checked_mul(scale)?;
                if scale >= 1000 {
                    total += current;
                    current = 0;
                }
                end += 1;
            } else if let Some(more) = self
                .simple(joined)
                .filter(|more| fits_after(current, *more))
            {
                current += more;
                end = joined + 1;
            } else {
                break;
            }
        }
        Some((Quantity::exactly(total + current), end))
    }

    /// "thousands", "tens of thousands", "hundreds of thousands": two or more of them.
    fn vague_scale(&self, at: usize) -> Option<(Quantity, usize)> {
        let plural = |at: usize| {
            let word = self.tokens.get(at)?.text;
            self.words
                .scale
                .iter()
                .find(|scale| scale.plural.iter().any(|p| p.eq_ignore_ascii_case(word)))
                .map(|scale| scale.value)
        };
        let first = match self.any(at, &self.words.tens) {
            Some(_) => 10,
            None => plural(at)?,
        };
        let second = self.any(at + 1, &self.words.of).and_then(plural);
        let (unit, end) = match second {
            Some(second) => (first.checked_mul(second)?, at + 3),
            None if first == 10 => return None,
            None => (first, at + 1),
        };
        let least = unit.checked_mul(2)?;
        Some((Quantity::exactly(least).or_more(), end))
    }

    fn scale(&self, at: usize) -> Option<u64> {
        let word = self.tokens.get(at)?.text;
        self.words
            .scale
            .iter()
            .find(|scale| scale.words.iter().any(|s| s.eq_ignore_ascii_case(word)))
            .map(|scale| scale.value)
    }

    fn simple(&self, at: usize) -> Option<u64> {
        let word = self.tokens.get(at)?.text;
        self.words
            .number
            .iter()
            .find(|number| number.words.iter().any(|n| n.eq_ignore_ascii_case(word)))
            .map(|number| number.value)
    }

    /// The index after the longest of the phrases that stands at `at`.
    fn any(&self, at: usize, phrases: &[String]) -> Option<usize> {
        let opens = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
        let first = opens(self.tokens.get(at)?.text);
        phrases
            .iter()
            .filter(|phrase| opens(phrase) == first)
            .filter_map(|phrase| {
                phrase.split(' ').try_fold(at, |at, word| {
                    let same = self.tokens.get(at)?.text.eq_ignore_ascii_case(word);
                    same.then_some(at + 1)
                })
            })
            .max()
    }
}

/// Whether a smaller number can follow in one numeral: "twenty" then "three", "hundred" then "twenty".
fn fits_after(current: u64, more: u64) -> bool {
    match current {
        0 => true,
        20..=90 if current.is_multiple_of(10) => more < 10,
        _ => current.is_multiple_of(100) && more < 100,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lexicon::Lexicon;
    use crate::frame::KindTable;
    use std::sync::LazyLock;

    static LEXICON: LazyLock<Lexicon> =
        LazyLock::new(|| Lexicon::english(KindTable::builtin()).unwrap());

    fn all(text: &str) -> Vec<(&str, String)> {
        find(text, Span::new(0, text.len()), &LEXICON.quantity, &[])
            .into_iter()
            .map(|found| (&text[found.words.range()], found.quantity.describe()))
            .collect()
    }

    #[test]
    fn digits_words_and_scales() {
        for (text, words, number) in [
            ("They sent 258 tanks.", "258", "258"),
            ("They sent 75,000 men.", "75,000", "75,000"),
            ("They sent 75 000 men.", "75 000", "75,000"),
            ("It cost 2.5 million lives.", "2.5 million", "2,500,000"),
            ("It cost three million lives.", "three million", "3,000,000"),
            ("twenty-five ships sailed", "twenty-five", "25"),
            ("a hundred and twenty ships", "a hundred and twenty", "120"),
            ("half a million people", "half a million", "500,000"),
            ("a dozen guns", "a dozen", "12"),
            (
                "seventy-five thousand men",
                "seventy-five thousand",
                "75,000",
            ),
        ] {
            assert_eq!(all(text), [(words, number.to_owned())], "in {text:?}");
        }
    }

    #[test]
    fn hedges_and_ranges() {
        for (text, words, number) in [
            ("some 100 guns", "some 100", "85-115"),
            ("more than 500 guns", "more than 500", "at least 500"),
            ("up to 500 guns", "up to 500", "at most 500"),
            (
                "between 30,000 and 40,000 men",
                "between 30,000 and 40,000",
                "30,000-40,000",
            ),
            ("30,000 to 40,000 men", "30,000 to 40,000", "30,000-40,000"),
            (
                "two to three million people",
                "two to three million",
                "2,000,000-3,000,000",
            ),
            ("500 or more guns", "500 or more", "at least 500"),
            (
                "hundreds of thousands of refugees",
                "hundreds of thousands",
                "at least 200,000",
            ),
            (
                "tens of thousands fled",
                "tens of thousands",
                "at least 20,000",
            ),
        ] {
            assert_eq!(all(text), [(words, number.to_owned())], "in {text:?}");
        }
    }

    #[test]
    fn what_is_no_count_is_left_out() {
        for text in [
            "the 38th parallel",
            "a share of 30%",
            "T-34 tanks",
            "at 4:30 in the morning",
            "He crossed over at once.",
        ] {
            assert_eq!(all(text), [], "in {text:?}");
        }
        let text = "on 25 June they sent 258 tanks";
        let taken = [Span::new(3, 10)];
        let found = find(text, Span::new(0, text.len()), &LEXICON.quantity, &taken);
        assert_eq!(found.len(), 1);
        assert_eq!(&text[found[0].words.range()], "258");
    }

    #[test]
    fn units_that_count_the_same_share_a_name() {
        let unit = |noun| LEXICON.quantity.unit(noun);
        assert_eq!(unit("troops"), unit("soldiers"));
        assert_eq!(unit("people"), unit("lives"));
        assert_ne!(unit("tank"), unit("gun"));
        assert_eq!(unit("tanks"), unit("tank"));
    }
}
