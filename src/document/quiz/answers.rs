//! Keys to exercises.

use super::Exercises;
use crate::document::marks::{Mark, marks_len};
use crate::document::words::{Words, short_plain};

/// A label before a key is shorter than this.
const LABEL: usize = 32;

/// What a key says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// The option of that letter is right.
    Option(char),
    /// The statement is true, or is not.
    Judged(bool),
}

/// The answer in a key that opens `words`: "Answer: B", "Correct answer: (b) Rome", "Answer: False".
pub fn key(words: &str, known: &Words) -> Option<Answer> {
    let bare = words.trim_start_matches(['*', '_', ' ', '(', '[', '>', '-']);
    let opened_by = |phrase: &str| {
        let head = bare.as_bytes().get(..phrase.len()).unwrap_or_default();
        if head.is_ascii() {
            return head.eq_ignore_ascii_case(phrase.as_bytes());
        }
        let mut lower = bare.chars().take(LABEL).flat_map(char::to_lowercase);
        phrase.chars().all(|c| lower.next() == Some(c))
    };
    let phrase = known
        .keys
        .iter()
        .filter(|phrase| opened_by(phrase))
        .max_by_key(|phrase| phrase.len())?;
    let rest = bare
        .get(phrase.len()..)?
        .trim_start_matches(['*', '_', ' ']);
    let said = phrase.ends_with(" is");
    let rest = match rest.strip_prefix([':', '=', '–', '—']) {
        Some(rest) => rest,
        None if said => rest,
        None => return None,
    };
    answer(rest.trim_start_matches(['*', '_', ' ']), known)
}

/// "B", "(b) Rome", "True.": a letter or judgement and nothing that would make it a word of something else.
fn answer(words: &str, known: &Words) -> Option<Answer> {
    let bare = words.trim_start_matches(['(', '[', '*']);
    let end = bare
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(bare.len());
    let (first, rest) = bare.split_at(end);
    let lower = first.to_lowercase();
    let mut letters = first.chars();
    let letter = letters
        .next()
        .filter(|c| c.is_ascii_alphabetic() && letters.next().is_none());
    let closed = rest.trim().is_empty()
        || rest.starts_with([')', '.', ',', ';', ']', '*', '\n', ':'])
        || rest.starts_with(" –")
        || rest.starts_with(" -");
    match letter {
        Some(letter) if closed && matches!(letter.to_ascii_lowercase(), 'a'..='h') => {
            Some(Answer::Option(letter))
        }
        _ if known.yes.contains(&lower) => Some(Answer::Judged(true)),
        _ if known.no.contains(&lower) => Some(Answer::Judged(false)),
        _ => None,
    }
}

/// "Key: 1 - c, 2 - a": a list of answers by number.
pub fn opens_list(words: &str, known: &Words) -> bool {
    label(words).is_some_and(|label| {
        is_key(label, known)
            && words[label.len() + 1..]
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit())
    })
}

/// Whether a label or heading stands before keys.
fn is_key(label: &str, known: &Words) -> bool {
    short_plain(label).is_some_and(|label| known.keys.contains(&label))
}

/// The answers that lists of keys give by number, each with the block in which it stands: "Answers: 1 C, 2 A",
/// "Answer key" above "1. True".
pub fn numbered_keys(exercises: &Exercises) -> Vec<(u32, Answer, usize)> {
    let known = exercises.words;
    let is_heading: Vec<bool> = (0..exercises.blocks.len())
        .map(|at| exercises.blocks[at].kind.is_heading() && is_key(exercises.words_of(at), known))
        .collect();
    let mut found = Vec::new();
    for (index, block) in exercises.blocks.iter().enumerate() {
        let words = exercises.words_of(index);
        let headed = block.headings.iter().any(|&at| is_heading[at]);
        let opened = label(words).is_some_and(|label| is_key(label, known));
        if block.kind.is_heading() || !(headed || opened) {
            continue;
        }
        let list = match label(words).filter(|_| opened) {
            Some(label) => &words[label.len() + 1..],
            None => words,
        };
        let place = exercises.mark_of(index).and_then(ordinal);
        if let Some(number) = place.filter(|_| !opened) {
            let own = &list[marks_len(list)..];
            found.extend(answer(own, known).map(|answer| (number, answer, index)));
        }
        found.extend(
            pairs(list, known)
                .into_iter()
                .map(|(number, answer)| (number, answer, index)),
        );
    }
    found
}

/// The place that a number or a letter gives in a list: "2.", "B."
pub fn ordinal(mark: Mark) -> Option<u32> {
    match mark {
        Mark::Number(number) => Some(number),
        Mark::Letter(letter) => {
            let place = (letter.to_ascii_lowercase() as u32).checked_sub(u32::from(b'a'))?;
            (place < 26).then_some(place + 1)
        }
        _ => None,
    }
}

/// What stands before a colon near the head of `words`.
fn label(words: &str) -> Option<&str> {
    let at = words.bytes().take(LABEL).position(|byte| byte == b':')?;
    words.get(..at)
}

/// "1 C, 2 A", "1. True 2. False", "1b", "1 (b)", "1 - c (at dawn); 2 - a": pairs and nothing else, remarks in brackets left
/// aside.
fn pairs(words: &str, known: &Words) -> Vec<(u32, Answer)> {
    let (mut parts, mut depth, mut from) = (Vec::new(), 0usize, 0);
    let mut close = |depth: usize, from: usize, at: usize| {
        let part = words.get(from..at).unwrap_or_default();
        let letter = part.len() == 1 && part.starts_with(|c: char| c.is_ascii_alphabetic());
        // "1 (b)": the letter itself in brackets.
        let awaited = depth == 1 && letter && parts.len() % 2 == 1 && words[at..].starts_with(')');
        let digits = part.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        match part.split_at(digits.len()) {
            _ if part.is_empty() || depth > 0 && !awaited => {}
            (number, letter) if !number.is_empty() && letter.len() == 1 => {
                parts.extend([number, letter]);
            }
            _ => parts.push(part),
        }
    };
    for (at, c) in words.char_indices() {
        if c.is_alphanumeric() {
            continue;
        }
        close(depth, from, at);
        from = at + c.len_utf8();
        depth = match c {
            '(' | '[' => depth + 1,
            ')' | ']' => depth.saturating_sub(1),
            _ => depth,
        };
    }
    close(depth, from, words.len());
    let read = |pair: &[&str]| -> Option<(u32, Answer)> {
        let (number, letter) = (pair.first()?.parse().ok()?, pair.get(1)?);
        Some((number, answer(letter, known)?))
    };
    let found: Vec<(u32, Answer)> = parts.chunks(2).map_while(read).collect();
    let rest = parts.len() - 2 * found.len();
    // A sentence may follow the list; one pair alone may be chance.
    if rest == 0 || found.len() > 1 {
        found
    } else {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_and_what_is_none() {
        let read = |words: &str| key(words, Words::english());
        assert_eq!(read("Answer: B"), Some(Answer::Option('B')));
        assert_eq!(read("**Answer:** (c) Rome"), Some(Answer::Option('c')));
        assert_eq!(read("The correct answer is D."), Some(Answer::Option('D')));
        assert_eq!(read("Correct answer: True"), Some(Answer::Judged(true)));
        assert_eq!(read("Answer: A great many people came."), None);
        assert_eq!(read("Answers came late."), None);
    }

    #[test]
    fn lists_of_pairs() {
        let read = |words: &str| pairs(words, Words::english());
        assert_eq!(
            read(" 1 C, 2 A"),
            [(1, Answer::Option('C')), (2, Answer::Option('A'))]
        );
        assert_eq!(
            read("1. True 2. F"),
            [(1, Answer::Judged(true)), (2, Answer::Option('F'))]
        );
        assert_eq!(
            read("1 - c (at dawn, in May); 2 - a. For each right one take a point."),
            [(1, Answer::Option('c')), (2, Answer::Option('a'))]
        );
        let letters = [(1, Answer::Option('b')), (2, Answer::Option('c'))];
        assert_eq!(read("1 (b); 2 (c)."), letters);
        assert_eq!(read("1b, 2c"), letters);
        assert!(read("In 1950 the war began").is_empty());
    }
}
