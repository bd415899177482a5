//! Sentences as lists of tokens of an original and words put between them; and back to text.

use super::base::Base;

/// A part of a new sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// A token of the original, by index.
    Token(usize),
    /// A word or phrase that was not there.
    Word(String),
}

/// A word that was not there.
pub(super) fn word(text: &str) -> Piece {
    Piece::Word(text.to_owned())
}

/// Tokens of the original.
pub(super) fn tokens(list: impl IntoIterator<Item = usize>) -> Vec<Piece> {
    list.into_iter().map(Piece::Token).collect()
}

impl Base<'_> {
    /// The pieces as running text, without a full stop. What opened the original loses its capital unless it is a name.
    pub(super) fn running(&self, pieces: &[Piece]) -> String {
        let mut text = String::new();
        let mut before: Option<usize> = None;
        let pieces: Vec<&Piece> = pieces.iter().collect();
        let last = pieces.len();
        for (place, piece) in pieces.into_iter().enumerate() {
            let written = match piece {
                Piece::Word(word) => word.clone(),
                Piece::Token(0) if !self.is_name(0) => lower(&self.tree.token(0).form),
                Piece::Token(at) => self.tree.token(*at).form.clone(),
            };
            let mark = written.chars().all(|c| c.is_ascii_punctuation());
            // A comma that has lost what stood before or after it is not wanted.
            if written == "," && (text.is_empty() || place + 1 == last || text.ends_with(',')) {
                continue;
            }
            let gap = match (before, piece) {
                (Some(before), Piece::Token(at)) if before + 1 == *at => self.gap(before, *at),
                _ if text.is_empty() || (mark && written != "(") || clings(&written) => "",
                _ => " ",
            };
            if !text.is_empty() || !gap.trim().is_empty() {
                text.push_str(gap);
            }
            text.push_str(&written);
            before = match piece {
                Piece::Token(at) => Some(*at),
                Piece::Word(_) => None,
            };
        }
        text
    }

    /// The pieces as a sentence with this end.
    pub(super) fn sentence(&self, pieces: &[Piece], end: &str) -> String {
        finish(&self.running(pieces), end)
    }

    fn gap(&self, before: usize, after: usize) -> &str {
        let (left, right) = (self.tree.token(before).span, self.tree.token(after).span);
        self.text.get(left.end..right.start).unwrap_or(" ")
    }
}

/// A capital in front, the end behind.
pub(super) fn finish(running: &str, end: &str) -> String {
    let mut letters = running.chars();
    let first: String = letters
        .next()
        .map(|c| c.to_uppercase().collect())
        .unwrap_or_default();
    format!("{first}{}{end}", letters.as_str())
}

fn clings(written: &str) -> bool {
    written.starts_with(['\'', '’'])
}

fn lower(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters
        .next()
        .map(|c| c.to_lowercase().collect())
        .unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// A template with its slots filled.
pub(super) fn fill(template: &str, slots: &[(&str, &str)]) -> String {
    let mut text = template.to_owned();
    for (slot, value) in slots {
        text = text.replace(&format!("{{{slot}}}"), value);
    }
    finish(&text, "")
}
