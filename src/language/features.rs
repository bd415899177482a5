//! Words as numbers: normalised forms and hashed character n-grams.

use std::hash::Hasher;

/// The longest part of a word that gives n-grams, in characters; longer words are numbers, addresses, noise.
const LONGEST: usize = 24;

/// What the network is told of one token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenFeatures {
    /// Row in the word table; 0 for an unknown word.
    pub word: u32,
    /// Rows in the n-gram table.
    pub grams: Vec<u32>,
}

/// 64-bit FNV-1a with a final mix (Stafford's variant 13), so that the high bits are usable, too.
pub fn hash(bytes: &[u8]) -> u64 {
    hash_of(bytes.iter().copied())
}

fn hash_of(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut fold = Fold::default();
    for byte in bytes {
        fold.take(byte);
    }
    fold.finish()
}

/// That hash over what comes bit by bit. Tables in memory, whose order nobody sees, are told eight bytes at a time.
#[derive(Debug, Clone, Copy)]
pub struct Fold(u64);

impl Fold {
    fn take(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

impl Default for Fold {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fold {
    fn write(&mut self, bytes: &[u8]) {
        let mix = |state: u64, part: u64| {
            let product = (state ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            product ^ (product >> 32)
        };
        let (whole, rest) = bytes.as_chunks::<8>();
        for part in whole {
            self.0 = mix(self.0, u64::from_le_bytes(*part));
        }
        let rest = rest
            .iter()
            .fold(rest.len() as u64, |rest, &byte| rest << 8 | u64::from(byte));
        self.0 = mix(self.0, rest);
    }

    fn finish(&self) -> u64 {
        let mut state = self.0;
        state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        state ^ (state >> 31)
    }
}

/// The form under which a word is looked up: lower case, digits as 0, quotation marks and dashes straightened.
pub fn normalise(form: &str) -> String {
    let mut normal = String::with_capacity(form.len());
    for c in form.chars() {
        match c {
            '“' | '”' | '„' | '«' | '»' => normal.push('"'),
            '‘' | '’' | '`' => normal.push('\''),
            '–' | '—' | '‐' | '‑' => normal.push('-'),
            c if c.is_ascii() && !c.is_ascii_digit() => normal.push(c.to_ascii_lowercase()),
            c if c.is_numeric() => normal.push('0'),
            c => normal.extend(c.to_lowercase()),
        }
    }
    normal
}

/// The key of a word in the word table.
pub fn word_key(form: &str) -> u32 {
    (hash(normalise(form).as_bytes()) >> 32) as u32
}

/// Rows of the n-gram table for a word: character 2- to 4-grams of `<form>`, its shape and its exact form.
pub fn grams(form: &str, buckets: usize) -> Vec<u32> {
    let mut marked = String::from("<");
    marked.extend(normalise(form).chars().take(LONGEST));
    marked.push('>');
    let starts: Vec<usize> = marked
        .char_indices()
        .map(|(at, _)| at)
        .chain([marked.len()])
        .collect();
    let row = |kind: u8, bytes: &[u8]| {
        let keyed = std::iter::once(kind).chain(bytes.iter().copied());
        (hash_of(keyed) % buckets as u64) as u32
    };
    let mut rows = Vec::with_capacity(3 * starts.len());
    for size in 2..=4usize {
        for window in starts.windows(size + 1) {
            rows.push(row(size as u8, &marked.as_bytes()[window[0]..window[size]]));
        }
    }
    rows.push(row(0, shape(form).as_bytes()));
    rows.push(row(1, form.as_bytes()));
    rows
}

/// The shape of a word: `Xx` for Stalin, `d` for 1950, runs shortened to one sign.
fn shape(form: &str) -> String {
    let mut shape = String::new();
    for c in form.chars() {
        let class = if c.is_uppercase() {
            'X'
        } else if c.is_lowercase() {
            'x'
        } else if c.is_numeric() {
            'd'
        } else {
            c
        };
        if !shape.ends_with(class) {
            shape.push(class);
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_that_differ_only_in_typography_share_a_key() {
        assert_eq!(word_key("N’T"), word_key("n't"));
        assert_eq!(word_key("1950"), word_key("1949"));
        assert_ne!(word_key("attack"), word_key("attacks"));
        assert_eq!(shape("McArthur-2"), "XxXx-d");
    }
}
