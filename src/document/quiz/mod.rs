//! Exercises: options, statements to be judged, gaps to be filled. None of them asserts anything, unless the text's own
//! key says which is right.

mod answers;
mod glance;
mod inline;
mod items;
mod parting;

pub use parting::part;

use super::composition::Composition;
use super::marks::{Mark, last_mark, marks_len};
use super::model::{Block, BlockKind, Put, Sentence};
use super::words::{Words, plain};
use answers::{Answer, key, numbered_keys};
use items::Region;

/// A question has at most so many options; a longer run is a list.
const OPTIONS: usize = 12;

/// An option has at most so many words; what is longer tells something.
const LONGEST_OPTION: usize = 30;

/// Marks what the exercises of a text put up for choosing, completing or judging.
pub fn mark(
    text: &str,
    blocks: &mut [Block],
    sentences: &mut [Sentence],
    compositions: &mut Vec<Composition>,
) {
    let marks = (blocks.iter().map(|block| mark_before(text, block))).collect();
    let mut exercises = Exercises {
        text,
        marks,
        blocks,
        sentences,
        compositions,
        words: Words::english(),
    };
    let keys = numbered_keys(&exercises);
    let mut region = Region::default();
    let mut index = 0;
    while index < exercises.blocks.len() {
        region.enter(&exercises, index);
        let options = exercises.options(index);
        if options > 1 && !region.judging && exercises.is_quiz(index, index + options, region) {
            exercises.choose(index, options, &keys);
            index += options;
            continue;
        }
        exercises.judge(index, region, &keys);
        index += 1;
    }
}

/// The mark before the words of a block, on its line.
fn mark_before(text: &str, block: &Block) -> Option<Mark> {
    let line = memchr::memrchr(b'\n', &text.as_bytes()[..block.span.start]).map_or(0, |at| at + 1);
    let words = text.get(line..block.span.end)?;
    let bare = words.trim_start_matches([' ', '\t', '>', '|']);
    let own = (block.span.start).saturating_sub(line + words.len() - bare.len());
    // Only marks may stand between the head of the line and the block.
    let heads_line = marks_len(bare) >= own;
    last_mark(bare)
        .filter(|_| heads_line)
        .or_else(|| last_mark(text.get(block.span.range()).unwrap_or_default()))
}

/// A text whose exercises are being marked.
pub(super) struct Exercises<'a> {
    pub text: &'a str,
    /// The mark before the words of each block, on its line.
    marks: Vec<Option<Mark>>,
    pub blocks: &'a mut [Block],
    pub sentences: &'a mut [Sentence],
    pub compositions: &'a mut Vec<Composition>,
    pub words: &'static Words,
}

impl Exercises<'_> {
    /// The words of block `index`; nothing past the last one.
    pub fn words_of(&self, index: usize) -> &str {
        self.blocks
            .get(index)
            .and_then(|block| self.text.get(block.span.range()))
            .unwrap_or_default()
    }

    /// The mark before the words of block `index`, on its line.
    pub fn mark_of(&self, index: usize) -> Option<Mark> {
        self.marks.get(index).copied().flatten()
    }

    /// How many blocks from `index` on are options of one question: lettered in order, or boxes.
    fn options(&self, index: usize) -> usize {
        let choosable = |at: usize| {
            self.blocks.get(at).is_some_and(|block| {
                matches!(block.kind, BlockKind::Item | BlockKind::Paragraph)
                    && !block.sentences.is_empty()
            })
        };
        let fits = |at: usize| match (self.mark_of(index), self.mark_of(at)) {
            (Some(Mark::Letter(first)), Some(Mark::Letter(letter))) => {
                matches!(first, 'a' | 'A') && letter as usize == first as usize + (at - index)
            }
            (Some(Mark::Box(_)), Some(Mark::Box(_))) => true,
            (Some(Mark::Bullet), Some(Mark::Bullet)) => true,
            _ => false,
        };
        (index..self.blocks.len())
            .take(OPTIONS)
            .take_while(|&at| choosable(at) && fits(at))
            .count()
    }

    /// Whether the blocks from `first` to `end` are options for choosing, not the points of a list.
    fn is_quiz(&self, first: usize, end: usize, region: Region) -> bool {
        let boxes = || matches!(self.mark_of(first), Some(Mark::Box(_)));
        let Some(stem) = self.stem(first) else {
            return region.exercise || boxes();
        };
        let stem_words = self.sentence(stem);
        let asked = stem_words
            .trim_end_matches(['*', '_', ' ', ')'])
            .ends_with('?');
        let gap = self.has_gap(stem_words);
        let keyed = key(self.words_of(end), self.words).is_some();
        let told = region.exercise || region.instructed;
        match self.mark_of(first) {
            Some(Mark::Bullet) => (asked || gap) && told || gap && keyed,
            // Boxes wait for a tick, and say nothing without one.
            Some(Mark::Box(_)) => true,
            Some(Mark::Letter(letter)) => {
                let closed = stem_words.ends_with(['.', '!', '”', '"']);
                let numbered = matches!(
                    self.mark_of(self.sentences[stem].block),
                    Some(Mark::Number(_))
                );
                let chosen = gap || keyed || told || !closed && (numbered || letter == 'A');
                chosen || asked && !(first..end).any(|at| self.is_told_at_length(at))
            }
            _ => false,
        }
    }

    /// Whether a point of a list says more than an option would, or asks something itself.
    fn is_told_at_length(&self, block: usize) -> bool {
        let words = self.words_of(block);
        let sentences = self.blocks[block].sentences.len();
        sentences > 1
            || words.split_whitespace().count() > LONGEST_OPTION
            || words.trim_end().ends_with('?')
    }

    pub fn sentence(&self, index: usize) -> &str {
        self.text
            .get(self.sentences[index].span.range())
            .unwrap_or_default()
    }

    pub fn has_gap(&self, words: &str) -> bool {
        self.words.gaps.are_in(words)
    }

    /// The last sentence before the options.
    fn stem(&self, first: usize) -> Option<usize> {
        let before = first.checked_sub(1)?;
        let block = &self.blocks[before];
        let near = !block.kind.is_heading() || self.words_of(before).ends_with('?');
        (near && !block.sentences.is_empty()).then(|| block.sentences.end - 1)
    }

    /// Marks the options from `first` on, and tells the right one if the text does.
    fn choose(&mut self, first: usize, count: usize, keys: &[(u32, Answer, usize)]) {
        let stem = self.stem(first);
        if let Some(stem) = stem {
            let words = self.sentence(stem);
            let whole = words.ends_with(['.', '!', '?']) && !self.has_gap(words);
            if !whole {
                self.sentences[stem].put = Put::Asked;
            }
        }
        for at in first..first + count {
            self.blocks[at].kind = BlockKind::Choice;
            self.put(at, Put::Asked);
        }
        let Some(right) = self.right(first, count, stem, keys) else {
            return;
        };
        let options = self.blocks[right].sentences.clone();
        if options.is_empty() {
            return;
        }
        let option = self.sentences[options.start].span;
        if let Some(whole) = stem.and_then(|stem| self.completed(stem, option)) {
            self.compositions.push(whole);
            let sentence = &mut self.sentences[options.start];
            sentence.put = Put::Told;
            sentence.composition = Some(self.compositions.len() - 1);
        }
    }

    pub fn put(&mut self, block: usize, put: Put) {
        let range = self.blocks[block].sentences.clone();
        for sentence in &mut self.sentences[range] {
            sentence.put = put;
        }
    }

    /// The block of the right option: the one that is marked, or the one that a key names.
    fn right(
        &self,
        first: usize,
        count: usize,
        stem: Option<usize>,
        keys: &[(u32, Answer, usize)],
    ) -> Option<usize> {
        let range = first..first + count;
        let marked = |at: &usize| {
            self.mark_of(*at) == Some(Mark::Box(true))
                || self
                    .words
                    .right_marks
                    .iter()
                    .any(|mark| self.words_of(*at).contains(mark.as_str()))
        };
        let mut ticked = range.clone().filter(marked);
        if let (Some(only), None) = (ticked.next(), ticked.next()) {
            return Some(only);
        }
        let below = key(self.words_of(first + count), self.words);
        let answer = below.or_else(|| {
            let number = match self.mark_of(self.sentences[stem?].block)? {
                Mark::Number(number) => number,
                _ => return None,
            };
            keys.iter()
                .find(|(of, _, at)| *of == number && *at > first)
                .map(|(_, answer, _)| *answer)
        })?;
        let Answer::Option(letter) = answer else {
            return None;
        };
        range.clone().find(|&at| {
            matches!(self.mark_of(at), Some(Mark::Letter(own)) if own.eq_ignore_ascii_case(&letter))
        })
    }

    /// Whether a block stands in a section of exercises.
    fn under_exercises(&self, index: usize) -> bool {
        let headings = &self.blocks[index].headings;
        headings.iter().any(|&at| self.is_exercise_heading(at))
    }

    fn is_exercise_heading(&self, block: usize) -> bool {
        let words = plain(self.words_of(block));
        let bare =
            words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | ':'));
        let opens = |phrase: &String| bare.starts_with(phrase.as_str());
        self.words.exercises.contains(bare)
            || bare.split(' ').any(|word| word == "quiz")
            || self.words.judging.all.iter().any(opens)
    }
}

#[cfg(test)]
mod tests;
