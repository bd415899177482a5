//! With which letters any name begins: most words of a text are passed over by a look at their first three.

const LENGTH: usize = 3;
/// Bits of a byte that tell heads apart, enough for small letters; with more of them the table would not stay in the
/// nearest cache.
const BITS: usize = 5;

/// The first three bytes of all patterns.
#[derive(Debug)]
pub(super) struct Heads {
    /// A bit for each three bytes that a pattern may begin with.
    bits: Vec<u64>,
}

fn slot([a, b, c]: [u8; LENGTH]) -> usize {
    let low = |byte: u8| usize::from(byte) & ((1 << BITS) - 1);
    (low(a) << BITS | low(b)) << BITS | low(c)
}

impl Heads {
    /// The heads of `patterns`. One that is shorter than a head may open anything.
    pub(super) fn new(patterns: &[String]) -> Self {
        let mut bits = vec![0u64; (1 << (LENGTH * BITS)) / 64];
        for pattern in patterns {
            match *pattern.as_bytes() {
                [a, b, c, ..] => {
                    let slot = slot([a, b, c]);
                    bits[slot / 64] |= 1 << (slot % 64);
                }
                _ => bits.fill(u64::MAX),
            }
        }
        Self { bits }
    }

    /// The first word from `at` on, where a word begins, that some pattern may open. Each word ends in a space.
    pub(super) fn next(&self, text: &[u8], mut at: usize) -> Option<usize> {
        while at < text.len() {
            if self.may_open(&text[at..]) {
                return Some(at);
            }
            at += text[at..].iter().position(|&byte| byte == b' ')? + 1;
        }
        None
    }

    /// Whether some pattern may stand at the head of `text`.
    pub(super) fn may_open(&self, text: &[u8]) -> bool {
        match *text {
            [a, b, c, ..] => {
                let slot = slot([a, b, c]);
                self.bits[slot / 64] >> (slot % 64) & 1 == 1
            }
            _ => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heads(patterns: &[&str]) -> Heads {
        Heads::new(
            &patterns
                .iter()
                .map(|&one| one.to_owned())
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn only_heads_of_patterns_open() {
        let heads = heads(&["korea ", "한국 "]);
        assert!(heads.may_open(b"korean war") && heads.may_open("한국 전쟁".as_bytes()));
        assert!(!heads.may_open(b"corea ") && !heads.may_open(b"ko rea "));
        assert_eq!(heads.next(b"the war in korea began ", 0), Some(11));
        assert_eq!(heads.next(b"the war in korea began ", 17), None);
        assert!(heads.may_open(b"k") && heads.may_open(b""));
    }

    #[test]
    fn short_patterns_shut_nothing_out() {
        assert!(heads(&["x "]).may_open(b"anything"));
        assert!(!heads(&[]).may_open(b"anything"));
    }
}
