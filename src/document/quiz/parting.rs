//! Blocks that hold a question with its options are parted into them.

use super::answers::{key, opens_list};
use crate::document::marks::{Mark, mark};
use crate::document::model::{Block, BlockKind};
use crate::document::words::Words;
use crate::span::Span;

/// Parts the paragraphs and items of a text at their options ("a) ...", one a line or after a question) and keys.
pub fn part(text: &str, blocks: &mut Vec<Block>) {
    let mut parted: Vec<Block> = Vec::with_capacity(blocks.len());
    for mut block in blocks.drain(..) {
        if matches!(block.kind, BlockKind::Paragraph | BlockKind::Item) {
            let before = parted.last().and_then(|last| text.get(last.span.range()));
            let asked = before.is_some_and(|before| is_asked(before, Words::english()));
            let cuts = cuts(text, block.span, asked);
            if !cuts.is_empty() {
                let words = text.get(block.span.range()).unwrap_or_default();
                if asked && matches!(mark(words), Some((Mark::Letter('a' | 'A'), _))) {
                    block.kind = BlockKind::Item;
                }
                parted.extend(pieces(text, &block, &cuts));
                continue;
            }
        }
        parted.push(block);
    }
    *blocks = parted;
}

fn pieces(text: &str, block: &Block, cuts: &[usize]) -> Vec<Block> {
    let starts = std::iter::once(block.span.start).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([block.span.end]);
    starts
        .zip(ends)
        .filter_map(|(start, end)| {
            let part = text.get(start..end)?;
            let kept = part.trim();
            let from = start + (kept.as_ptr() as usize - part.as_ptr() as usize);
            let kind = if start == block.span.start {
                block.kind
            } else {
                BlockKind::Item
            };
            (!kept.is_empty()).then(|| Block {
                kind,
                span: Span::new(from, from + kept.len()),
                ..block.clone()
            })
        })
        .collect()
}

/// Whether what ends so asks for one of the options behind it.
fn is_asked(stem: &str, known: &Words) -> bool {
    let stem = stem.trim_end();
    stem.ends_with('?') || known.gaps.are_in(stem)
}

/// Where a block is to be cut: at the options of each of its questions, at the numbers of these questions, at the key.
/// `asked` tells whether the block before it asks for options.
fn cuts(text: &str, span: Span, asked: bool) -> Vec<usize> {
    let words = text.get(span.range()).unwrap_or_default();
    let known = Words::english();
    if !may_hold_options(words.as_bytes()) {
        let key = heads(words).find(|at| is_key(&words[*at..], known));
        return key
            .filter(|at| *at > 0)
            .map(|at| span.start + at)
            .into_iter()
            .collect();
    }
    let starts: Vec<(usize, bool)> = starts(words).collect();
    let questions = questions(words, &starts);
    let ends = questions.iter().skip(1).copied().chain([words.len()]);
    let (mut found, mut last) = (Vec::new(), None);
    for (&start, end) in questions.iter().zip(ends) {
        let from = starts.partition_point(|(at, _)| *at < start);
        let to = starts.partition_point(|(at, _)| *at < end);
        let asked = asked && start == 0;
        let options = options(&words[start..end], start, &starts[from..to], known, asked);
        if let Some(option) = options.last() {
            last = Some(start + option);
            found.extend(options.into_iter().map(|at| start + at));
        }
    }
    if last.is_some() {
        found.extend(&questions);
    }
    let key = starts.into_iter().find(|(at, heads)| {
        let in_place = *heads || last.is_some_and(|last| *at > last);
        in_place && is_key(&words[*at..], known)
    });
    found.extend(key.map(|(at, _)| at));
    found.retain(|at| *at > 0);
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|at| span.start + at).collect()
}

fn is_key(words: &str, known: &Words) -> bool {
    key(words, known).is_some() || opens_list(words, known)
}

/// Whether "a" or "A" stands somewhere as the first of options does; hardly any block is read further.
fn may_hold_options(words: &[u8]) -> bool {
    memchr::memchr2_iter(b'.', b')', words).any(|at| {
        let first = at > 0 && matches!(words[at - 1], b'a' | b'A');
        first && (at < 2 || !words[at - 2].is_ascii_alphanumeric())
    })
}

/// Where the words of each line begin.
fn heads(words: &str) -> impl Iterator<Item = usize> + '_ {
    words.split('\n').filter_map(|line| {
        let bare = line.trim_start();
        let at = bare.as_ptr() as usize - words.as_ptr() as usize;
        (!bare.is_empty()).then_some(at)
    })
}

/// Where the numbered questions of a block begin, "1." the first or one that the next number follows; its own beginning
/// before them.
fn questions(words: &str, starts: &[(usize, bool)]) -> Vec<usize> {
    let numbers: Vec<(usize, u32)> = starts
        .iter()
        .filter_map(|&(at, _)| match mark(&words[at..]) {
            Some((Mark::Number(number), _)) => Some((at, number)),
            _ => None,
        })
        .collect();
    let followed = |index: usize, number: u32| {
        let mut later = numbers.iter().skip(index + 1);
        later.any(|&(_, other)| other == number + 1)
    };
    let mut first = numbers.iter().enumerate();
    let first = first.find(|&(index, &(_, number))| number == 1 || followed(index, number));
    let (mut found, mut next) = (vec![0], first.map_or(1, |(_, &(_, number))| number));
    for (at, number) in numbers {
        if number == next {
            found.push(at);
            next += 1;
        }
    }
    found.dedup();
    found
}

/// Where the options of one question stand: a line each, or after a question mark or a gap, which may end the block before
/// (`asked`). `starts` are where its words begin, counted from `start` on.
fn options(
    words: &str,
    start: usize,
    starts: &[(usize, bool)],
    known: &Words,
    asked: bool,
) -> Vec<usize> {
    let mut options: Vec<(usize, bool)> = Vec::new();
    let mut wanted: Option<char> = None;
    for (at, heads) in starts
        .iter()
        .map(|&(at, heads)| (at - start, heads || at == start))
    {
        let Some((Mark::Letter(letter), length)) = mark(&words[at..]) else {
            continue;
        };
        // "Who fell? A. Rome fell. B. Ostia fell.": with full stops only right behind the question.
        let opened = options.first().map_or(at, |&(first, _)| first);
        let round = words[at..at + length].contains(')')
            || letter.is_ascii_uppercase() && words[..opened].trim_end().ends_with('?');
        let fits = match wanted {
            None => matches!(letter, 'a' | 'A'),
            Some(next) => letter == next,
        };
        if fits && (heads || round) {
            options.push((at, heads));
            wanted = char::from_u32(letter as u32 + 1);
        }
    }
    let stem = options
        .first()
        .map_or("", |(at, _)| words[..*at].trim_end());
    // "It was ended by (a) a treaty (b) a truce (c) a surrender": what a list would part by commas, options do not.
    let bare = |&(at, _): &(usize, bool)| {
        let before = words[..at].trim_end();
        before.is_empty() || before.ends_with(|c: char| c.is_alphanumeric())
    };
    let broken_off = options.len() > 2 && options.iter().all(bare);
    let asked = is_asked(stem, known) || broken_off || stem.is_empty() && asked;
    let in_lines = options.iter().all(|(_, heads)| *heads);
    if options.len() < 2 || !(in_lines || asked) {
        options.clear();
    }
    options.into_iter().map(|(at, _)| at).collect()
}

/// Where words begin, and whether each heads its line.
fn starts(words: &str) -> impl Iterator<Item = (usize, bool)> + '_ {
    let mut before = '\n';
    let mut heads = true;
    words.char_indices().filter_map(move |(at, c)| {
        if before == '\n' {
            heads = true;
        }
        let begins = before.is_whitespace() && !c.is_whitespace();
        before = c;
        let heading = heads;
        if !c.is_whitespace() {
            heads = false;
        }
        begins.then_some((at, heading))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn only_blocks_without_options_are_passed_over(words in "[ \n(]{0,2}[aAb1B](\\)|\\. |é|[ (\u{a0}aA.)]){0,9}") {
            let starts: Vec<(usize, bool)> = starts(&words).collect();
            let headed = starts.iter().filter(|(_, heads)| *heads).map(|(at, _)| *at);
            prop_assert_eq!(heads(&words).collect::<Vec<_>>(), headed.collect::<Vec<_>>());
            let first = starts.iter().any(|(at, _)| matches!(mark(&words[*at..]), Some((Mark::Letter('a' | 'A'), _))));
            prop_assert!(may_hold_options(words.as_bytes()) || !first, "{:?}", words);
        }
    }
}
