//! Tokens of a sentence with their byte spans, after the conventions of the English Web Treebank; but a name like
//! "Il-sung" (capital, hyphen, small letter) stays one token, and so does every collapsed name.

use crate::span::Span;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Conventions {
    abbreviations: HashSet<String>,
    numbering: HashSet<String>,
    prefixes: HashSet<String>,
    whole: HashSet<String>,
    clitics: Vec<String>,
    fused: HashMap<String, usize>,
}

/// The file is compiled in and a test reads it, so a failure to parse cannot reach a user; without conventions the
/// tokenizer still splits at white space and punctuation.
static CONVENTIONS: LazyLock<Conventions> = LazyLock::new(|| {
    toml::from_str(include_str!("en/tokens.toml")).unwrap_or(Conventions {
        abbreviations: HashSet::new(),
        numbering: HashSet::new(),
        prefixes: HashSet::new(),
        whole: HashSet::new(),
        clitics: Vec::new(),
        fused: HashMap::new(),
    })
});

/// The tokens of `text`, as spans in the order of the text.
pub fn tokens(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if c.is_whitespace() || c == '\u{feff}' {
            if let Some(from) = start.take() {
                chunk(text, from, at, &mut found);
            }
        } else if start.is_none() {
            start = Some(at);
        }
    }
    found
}

/// Cuts one run of text without white space.
fn chunk(text: &str, mut from: usize, mut to: usize, found: &mut Vec<Span>) {
    let mut tail = Vec::new();
    while let Some(c) = text[from..to].chars().next() {
        let length = opening(&text[from..to], c);
        if length == 0 || length == to - from {
            break;
        }
        found.push(Span::new(from, from + length));
        from += length;
    }
    while let Some(c) = text[from..to].chars().next_back() {
        let length = closing(&text[from..to], c, &text[to..]);
        if length == 0 || length == to - from {
            break;
        }
        tail.push(Span::new(to - length, to));
        to -= length;
    }
    words(text, from, to, found);
    found.extend(tail.into_iter().rev());
}

/// Length in bytes of the punctuation that `chunk` begins with; 0 for none.
fn opening(chunk: &str, c: char) -> usize {
    let repeated = chunk.len() - chunk.trim_start_matches(c).len();
    match c {
        '.' if repeated > 1 => repeated,
        '-' | '–' | '—' | '*' | '=' | '_' | '~' if repeated > 0 && repeated < chunk.len() => {
            // "-5" and "-based" keep their hyphen to themselves all the same: a token.
            repeated
        }
        '\'' | '’' if CONVENTIONS.clitics.iter().any(|clitic| clitic == chunk) => 0,
        '$' | '£' | '€' | '#' | '"' | '“' | '”' | '‘' | '\'' | '’' | '„' | '«' | '»' | '('
        | '[' | '{' | '<' | '…' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '>' | '/'
        | '•' | '|' => c.len_utf8(),
        _ => 0,
    }
}

/// Length in bytes of the punctuation that `chunk`, with `rest` after it, ends with; 0 for none.
fn closing(chunk: &str, c: char, rest: &str) -> usize {
    let repeated = chunk.len() - chunk.trim_end_matches(c).len();
    match c {
        '.' if repeated > 1 => repeated,
        '.' => usize::from(!keeps_stop(&chunk[..chunk.len() - 1], rest)),
        '!' | '?' | '-' | '–' | '—' | '*' | '=' | '_' | '~' => repeated,
        ',' | ';' | ':' | '"' | '“' | '”' | '‘' | '\'' | '’' | '«' | '»' | ')' | ']' | '}'
        | '>' | '…' | '%' | '/' | '|' => c.len_utf8(),
        _ => 0,
    }
}

/// Whether the full stop after `word` belongs to it: an abbreviation, an initial, initials. `rest` follows.
fn keeps_stop(word: &str, rest: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut letters = bare.chars();
    let initial = letters
        .next()
        .is_some_and(|c| c.is_alphabetic() && c.is_uppercase())
        && letters.next().is_none();
    let initials = bare.contains('.')
        && bare
            .split('.')
            .all(|part| part.chars().count() <= 2 && part.chars().all(char::is_alphabetic));
    let lower = bare.to_lowercase();
    let number = rest.trim_start().starts_with(|c: char| c.is_ascii_digit());
    initial
        || initials
        || CONVENTIONS.abbreviations.contains(&lower)
        || number && CONVENTIONS.numbering.contains(&lower)
}

/// Cuts what is left between punctuation: hyphens, slashes, dashes inside, then clitics.
fn words(text: &str, from: usize, to: usize, found: &mut Vec<Span>) {
    let chunk = &text[from..to];
    if chunk.contains("://") || chunk.contains('@') || chunk.starts_with("www.") {
        found.push(Span::new(from, to));
        return;
    }
    let mut start = from;
    let mut skip_to = from;
    for (offset, c) in chunk.char_indices() {
        let at = from + offset;
        if at < skip_to {
            continue;
        }
        let length = inner(chunk, offset, c, &text[start..at]);
        if length > 0 {
            word(text, start, at, found);
            found.push(Span::new(at, at + length));
            start = at + length;
            skip_to = start;
        }
    }
    word(text, start, to, found);
}

/// Length in bytes of a separator at `offset` inside a chunk; 0 where the character joins.
fn inner(chunk: &str, offset: usize, c: char, before: &str) -> usize {
    let rest = &chunk[offset + c.len_utf8()..];
    let repeated = chunk[offset..].len() - chunk[offset..].trim_start_matches(c).len();
    match c {
        '–' | '—' | '…' | '"' | '“' | '”' | '(' | ')' | '[' | ']' | ';' => c.len_utf8(),
        '.' if repeated > 1 => repeated,
        '-' if repeated > 1 => repeated,
        '-' if before.is_empty() || rest.is_empty() => 0,
        '-' if joins(before, rest) => 0,
        '-' => 1,
        '/' if !before.bytes().all(|b| b.is_ascii_digit()) => 1,
        ',' | ':' | '!' | '?' => {
            let digits = before.ends_with(|c: char| c.is_ascii_digit())
                && rest.starts_with(|c: char| c.is_ascii_digit());
            usize::from(!digits)
        }
        _ => 0,
    }
}

/// Whether a hyphen joins: a prefix, or a name with a small second part.
fn joins(before: &str, rest: &str) -> bool {
    let name = before.chars().next().is_some_and(char::is_uppercase)
        && before
            .chars()
            .all(|c| c.is_alphabetic() || c == '\'' || c == '’')
        && before.chars().count() <= 5
        && rest.chars().next().is_some_and(char::is_lowercase)
        && rest.chars().take_while(|c| c.is_alphabetic()).count() <= 5
        && before.chars().skip(1).all(char::is_lowercase);
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let whole = format!("{before}-{}", &rest[..end]).to_lowercase();
    name || CONVENTIONS.prefixes.contains(&before.to_lowercase())
        || CONVENTIONS
            .whole
            .contains(whole.strip_suffix('s').unwrap_or(&whole))
}

/// Pushes a word, its clitic cut off.
fn word(text: &str, from: usize, to: usize, found: &mut Vec<Span>) {
    if from >= to {
        return;
    }
    let form = &text[from..to];
    if let Some(&first) = CONVENTIONS.fused.get(&form.to_lowercase()) {
        found.extend([Span::new(from, from + first), Span::new(from + first, to)]);
        return;
    }
    let lower = form.to_lowercase();
    let clitic = CONVENTIONS.clitics.iter().find(|clitic| {
        lower.len() == form.len() && lower.ends_with(*clitic) && lower.len() > clitic.len()
    });
    match clitic {
        Some(clitic) => {
            let cut = to - clitic.len();
            word(text, from, cut, found);
            found.push(Span::new(cut, to));
        }
        None => found.push(Span::new(from, to)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text)
            .into_iter()
            .map(|span| &text[span.range()])
            .collect()
    }

    #[test]
    fn conventions_are_read() {
        assert!(toml::from_str::<Conventions>(include_str!("en/tokens.toml")).is_ok());
    }

    #[test]
    fn punctuation_and_clitics() {
        assert_eq!(
            cut("“We don't,” he said."),
            ["“", "We", "do", "n't", ",", "”", "he", "said", "."]
        );
        assert_eq!(
            cut("the North's army (KPA)"),
            ["the", "North", "'s", "army", "(", "KPA", ")"]
        );
        assert_eq!(cut("He left..."), ["He", "left", "..."]);
        assert_eq!(
            cut("cost $1,000 or 3.5%."),
            ["cost", "$", "1,000", "or", "3.5", "%", "."]
        );
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        assert_eq!(
            cut("Gen. MacArthur and No. 38."),
            ["Gen.", "MacArthur", "and", "No.", "38", "."]
        );
        assert_eq!(
            cut("J. V. Stalin met the U.S."),
            ["J.", "V.", "Stalin", "met", "the", "U.S."]
        );
        assert_eq!(cut("D.N. Pritt"), ["D.N.", "Pritt"]);
        assert_eq!(cut("He said no."), ["He", "said", "no", "."]);
    }

    #[test]
    fn hyphens_and_dashes() {
        assert_eq!(cut("Kim Il-sung"), ["Kim", "Il-sung"]);
        assert_eq!(
            cut("the Soviet-backed army"),
            ["the", "Soviet", "-", "backed", "army"]
        );
        assert_eq!(cut("anti-communist"), ["anti-communist"]);
        assert_eq!(cut("1950-1953"), ["1950", "-", "1953"]);
        assert_eq!(cut("war—then peace"), ["war", "—", "then", "peace"]);
    }

    #[test]
    fn odd_input_stays_whole() {
        for text in [
            "",
            " ",
            "...",
            "\"",
            "—",
            "'s",
            "a\u{301}b",
            "한국-전쟁",
            "-",
            "--",
            "http://x.y/a-b",
        ] {
            let spans = tokens(text);
            assert!(
                spans.windows(2).all(|pair| pair[0].end <= pair[1].start),
                "{text:?}"
            );
            let kept: usize = spans.iter().map(|span| span.len()).sum();
            assert_eq!(
                kept,
                text.chars()
                    .filter(|c| !c.is_whitespace())
                    .map(char::len_utf8)
                    .sum::<usize>()
            );
        }
    }
}
