//! The marks before the words of a line: bullets, boxes, numbers, letters, labels.

use super::words::{Words, plain};

/// A number or letter and what closes it take at most so many bytes.
const LONGEST: usize = 6;

/// What stands before the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// "- ", "• "
    Bullet,
    /// "[ ] ", "[x] ": whether it is ticked.
    Box(bool),
    /// "1. ", "12) ", "(3) "
    Number(u32),
    /// "a) ", "(b) ", "C. ": the letter as written.
    Letter(char),
}

/// The mark at the head of `words` and the bytes that it and the space after it take.
pub fn mark(words: &str) -> Option<(Mark, usize)> {
    if opens_word(words.as_bytes()) {
        return None;
    }
    bullet(words)
        .or_else(|| ticked(words))
        .or_else(|| lettered(words))
        .or_else(|| numbered(words))
}

/// The length of all marks at the head of `words`: "- [x] ", "3. (a) ".
pub fn marks_len(words: &str) -> usize {
    let mut at = 0;
    while let Some((_, length)) = mark(&words[at..]) {
        at += length;
    }
    at
}

/// The innermost mark at the head of `words`.
pub fn last_mark(words: &str) -> Option<Mark> {
    let (mut at, mut last) = (0, None);
    while let Some((found, length)) = mark(&words[at..]) {
        last = Some(found);
        at += length;
    }
    last
}

/// Whether `words` open with a word that is no mark, as nearly all do: a letter that nothing closes and that numbers
/// nothing.
fn opens_word(words: &[u8]) -> bool {
    matches!(words, [first, second, ..]
        if first.is_ascii_alphabetic() && !matches!(first, b'Q' | b'q') && !matches!(second, b'.' | b')'))
}

fn bullet(words: &str) -> Option<(Mark, usize)> {
    let sign = words.chars().next()?;
    let known = matches!(
        sign,
        '•' | '‣' | '▪' | '◦' | '●' | '–' | '-' | '*' | '+' | '○' | '□'
    );
    let rest = &words[sign.len_utf8()..];
    let space = rest.len() - rest.trim_start().len();
    let free = space > 0 || matches!(sign, '•' | '‣' | '▪');
    (known && free && !rest.trim_start().is_empty())
        .then(|| (Mark::Bullet, sign.len_utf8() + space))
}

fn ticked(words: &str) -> Option<(Mark, usize)> {
    let (inner, rest) = bracketed(words)?;
    let ticked = match inner {
        " " | "" => false,
        "x" | "X" | "✓" | "✔" => true,
        _ => return None,
    };
    Some((Mark::Box(ticked), words.len() - rest.trim_start().len()))
}

/// What stands in square brackets before a space, if it is no longer than a mark can be, and what follows.
fn bracketed(words: &str) -> Option<(&str, &str)> {
    let inner = words.strip_prefix('[')?;
    let end = inner.bytes().take(4).position(|byte| byte == b']')?;
    let rest = inner[end + 1..].strip_prefix(' ')?;
    Some((&inner[..end], rest))
}

/// A letter or number, bracketed or closed by a bracket or full stop, and a space.
fn closed(words: &str) -> Option<(&str, bool, usize)> {
    let open = words.strip_prefix('(');
    let inner = open.unwrap_or(words);
    let end = inner
        .bytes()
        .take(LONGEST)
        .position(|byte| matches!(byte, b'.' | b')'))?;
    let round = inner[end..].starts_with(')');
    let rest = &inner[end + 1..];
    let space = rest.len() - rest.trim_start().len();
    let fits = (open.is_none() || round) && space > 0 && !rest.trim_start().is_empty();
    fits.then(|| (&inner[..end], round, words.len() - rest.len() + space))
}

fn lettered(words: &str) -> Option<(Mark, usize)> {
    let (inner, round, length) = closed(words)?;
    if !round && is_initial(&words[length..]) {
        return None;
    }
    let mut letters = inner.chars();
    let letter = letters.next().filter(|c| c.is_ascii_alphabetic())?;
    letters
        .next()
        .is_none()
        .then_some((Mark::Letter(letter), length))
}

/// Whether an initial and a name come first ("H. Wells"): what stands before it is another initial.
fn is_initial(words: &str) -> bool {
    let mut letters = words.chars();
    let mut next = |fits: fn(char) -> bool| letters.next().is_some_and(fits);
    next(char::is_uppercase)
        && next(|c| c == '.')
        && next(|c| c == ' ')
        && next(char::is_uppercase)
        && next(char::is_lowercase)
}

fn numbered(words: &str) -> Option<(Mark, usize)> {
    let (inner, _, length) = closed(words)?;
    let digits = inner.strip_prefix(['Q', 'q']).unwrap_or(inner);
    let number = (digits.len() <= 3).then(|| digits.parse().ok())??;
    Some((Mark::Number(number), length))
}

/// The length of the label before a caption ("Figure 3.1: ", "Photo: "), its mark and space included.
pub fn caption(words: &str) -> Option<usize> {
    let known = Words::english();
    let (label, rest) = label(words, &|label, numbered, colon| {
        known.captions.contains(label) && (numbered || colon)
            || known.tables.contains(label) && numbered
    })?;
    let table = known.tables.contains(&plain(label)) && rest.contains('|');
    (!table).then(|| words.len() - rest.len())
}

/// The length of the label before a note ("[1] ", "Note: ").
pub fn note(words: &str) -> Option<usize> {
    if let Some((number, rest)) = bracketed(words) {
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        return digits.then(|| words.len() - rest.trim_start().len());
    }
    if words.starts_with(['¹', '²', '³', '†', '‡']) {
        let rest = words.trim_start_matches([
            '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹', '⁰', '†', '‡', ' ',
        ]);
        return Some(words.len() - rest.len());
    }
    let known = Words::english();
    label(words, &|label, _, colon| {
        colon && known.notes.contains(label)
    })
    .map(|(_, rest)| words.len() - rest.len())
}

/// A label of one word, with a number or without, and what follows its mark. `fits` is told the word, whether a number
/// follows it, and whether a colon closes it.
fn label<'a>(
    words: &'a str,
    fits: &dyn Fn(&str, bool, bool) -> bool,
) -> Option<(&'a str, &'a str)> {
    let first = words.find([' ', ':', '.']).unwrap_or(words.len());
    let word = words.get(..first)?;
    let mut rest = words.get(first..)?;
    if let Some(after) = rest.strip_prefix('.') {
        rest = after;
    }
    let number = rest.trim_start();
    let digits = number.len()
        - number
            .trim_start_matches(|c: char| c.is_ascii_digit() || c == '.' || c == '-')
            .len();
    let numbered = number.starts_with(|c: char| c.is_ascii_digit()) && rest.starts_with(' ');
    let closed_by_stop = numbered && number[..digits].ends_with('.');
    if numbered {
        rest = &number[digits..];
    }
    let after = rest.trim_start();
    let (colon, tail) = match after.strip_prefix([':', '—', '–', '|']) {
        Some(tail) => (after.starts_with(':'), tail),
        None if closed_by_stop => (false, after),
        None => return None,
    };
    let tail = tail.trim_start();
    (fits(&word.to_lowercase(), numbered, colon) && !tail.is_empty()).then_some((word, tail))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_and_their_length() {
        assert_eq!(mark("1. First"), Some((Mark::Number(1), 3)));
        assert_eq!(mark("(b) second"), Some((Mark::Letter('b'), 4)));
        assert_eq!(mark("C.  third"), Some((Mark::Letter('C'), 4)));
        assert_eq!(mark("• one"), Some((Mark::Bullet, 4)));
        assert_eq!(mark("[x] ticked"), Some((Mark::Box(true), 4)));
        assert_eq!(mark("1950. A year"), None);
        assert_eq!(mark("-5 degrees"), None);
        assert_eq!(last_mark("- [ ] open"), Some(Mark::Box(false)));
        assert_eq!(marks_len("3. (a) both"), 7);
        // Initials of a name.
        assert_eq!(marks_len("H. G. Wells wrote"), 0);
        assert_eq!(mark("A. I was there"), Some((Mark::Letter('A'), 3)));
    }

    proptest! {
        #[test]
        fn no_mark_is_taken_for_a_word(words in "[(\\[]?[aQqxB1é•-][.)\\]1x ]{1,3}[ a]{0,3}") {
            let full = bullet(&words)
                .or_else(|| ticked(&words))
                .or_else(|| lettered(&words))
                .or_else(|| numbered(&words));
            prop_assert_eq!(mark(&words), full);
        }
    }

    #[test]
    fn labels_of_captions_and_notes() {
        assert_eq!(caption("Figure 3.1: Tanks"), Some(12));
        assert_eq!(caption("Fig. 3. Tanks"), Some(8));
        assert_eq!(caption("Photo: a gun crew"), Some(7));
        assert_eq!(caption("FIGURE: a gun crew"), Some(8));
        assert_eq!(caption("Table 2: Losses"), Some(9));
        assert_eq!(caption("Figure 3 shows tanks."), None);
        assert_eq!(caption("Left of the road stood a gun."), None);
        assert_eq!(caption("TABLE: a | b"), None);
        assert_eq!(note("[12] See there."), Some(5));
        assert_eq!(note("Note: it rained."), Some(6));
        assert_eq!(note("Notes were taken."), None);
    }
}
