//! Finds the cues of topics in a text.

use crate::span::Span;
use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

/// How many bytes of a cue its head has.
const HEAD: usize = 3;
/// Bits by which heads are told apart.
const HEAD_BITS: u32 = 14;

/// An automaton over the cues, asked only where the first bytes of one stand: hardly anywhere.
#[derive(Debug)]
pub(super) struct Cues {
    automaton: AhoCorasick,
    /// A bit for each [`slot`] of a head.
    heads: Vec<u64>,
    /// Whether some cue is shorter than a head, and so may stand anywhere.
    short: bool,
}

/// The last bytes of a head, whatever their case, with one more behind them.
fn longer(head: u32, byte: u8) -> u32 {
    (head << u8::BITS | u32::from(byte.to_ascii_lowercase())) & 0xff_ffff
}

/// What tells one head from most others.
fn slot(head: u32) -> usize {
    (head.wrapping_mul(0x9e37_79b1) >> (u32::BITS - HEAD_BITS)) as usize
}

impl Cues {
    /// `None` where they are too many to be searched for.
    pub fn new(cues: &[String]) -> Option<Self> {
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(cues)
            .ok()?;
        let mut heads = vec![0u64; (1 << HEAD_BITS) / 64];
        let first = |cue: &String| cue.as_bytes().first_chunk::<HEAD>().copied();
        for head in cues.iter().filter_map(first) {
            let slot = slot(head.into_iter().fold(0, longer));
            heads[slot / 64] |= 1 << (slot % 64);
        }
        Some(Self {
            automaton,
            heads,
            short: cues.iter().any(|cue| cue.len() < HEAD),
        })
    }

    /// The cues in `text`, each with its number: of those that overlap the leftmost, of these the longest.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, usize)> + 'a {
        let mut from = 0;
        std::iter::from_fn(move || {
            while let Some(start) = self.candidate(text.as_bytes(), from) {
                let input = Input::new(text).range(start..).anchored(Anchored::Yes);
                if let Some(hit) = self.automaton.find(input) {
                    from = hit.end().max(start + 1);
                    return Some((Span::new(start, hit.end()), hit.pattern().as_usize()));
                }
                from = start + 1;
            }
            None
        })
    }

    /// The first place from `from` on where a cue may begin.
    fn candidate(&self, text: &[u8], from: usize) -> Option<usize> {
        let rest = text.get(from..).filter(|rest| !rest.is_empty())?;
        if self.short {
            return Some(from);
        }
        let (opening, rest) = rest.split_at_checked(HEAD - 1)?;
        let mut head = opening.iter().copied().fold(0, longer);
        let likely = |&byte: &u8| {
            head = longer(head, byte);
            let slot = slot(head);
            self.heads[slot / 64] >> (slot % 64) & 1 == 1
        };
        rest.iter().position(likely).map(|at| from + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_passed_over(
            cues in prop::collection::vec("[abA]{1,2}[abé]{1,3}", 1..5),
            text in "[abABé ]{0,30}",
        ) {
            let plain = AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::LeftmostLongest)
                .build(&cues)
                .unwrap();
            let all: Vec<_> = plain
                .find_iter(&text)
                .map(|hit| (Span::new(hit.start(), hit.end()), hit.pattern().as_usize()))
                .collect();
            prop_assert_eq!(Cues::new(&cues).unwrap().find(&text).collect::<Vec<_>>(), all);
        }
    }
}
