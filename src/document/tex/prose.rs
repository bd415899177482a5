//! The prose that is taken out of a source file, with its blocks and the place of each stretch.

use crate::document::model::{Block, BlockKind};
use crate::span::{LineIndex, Origin, Span};
use std::ops::Range;

/// Where a stretch of the prose stands in the source.
struct Stretch {
    at: usize,
    /// Its bytes in the source.
    source: Range<usize>,
    /// Whether it is the same there.
    same: bool,
}

/// What has been taken out so far.
#[derive(Default)]
pub struct Prose {
    text: String,
    stretches: Vec<Stretch>,
    blocks: Vec<Block>,
    open: Option<(BlockKind, usize)>,
}

impl Prose {
    /// Takes a stretch of the source as it is. Line breaks come through [`Prose::blank`].
    pub fn take(&mut self, kind: BlockKind, source: &str, range: Range<usize>) {
        self.begin(kind);
        let goes_on = self
            .stretches
            .last()
            .is_some_and(|last| last.same && last.source.end == range.start);
        let words = source.get(range.clone()).unwrap_or_default();
        match self.stretches.last_mut().filter(|_| goes_on) {
            Some(last) => last.source.end = range.end,
            None => self.note(range, true),
        }
        self.text.push_str(words);
    }

    /// Puts words for a stretch of the source.
    pub fn put(&mut self, kind: BlockKind, words: &str, range: Range<usize>) {
        self.begin(kind);
        self.note(range, false);
        self.text.push_str(words);
    }

    /// A blank or line break between words, `same` if the source has that very sign; none at the head of a block and none
    /// after another one.
    pub fn blank(&mut self, sign: char, range: Range<usize>, same: bool) {
        if !self.is_open() || self.text.ends_with([' ', '\n']) {
            return;
        }
        match self.stretches.last_mut() {
            Some(last) if same && last.same && last.source.end == range.start => {
                last.source.end = range.end;
            }
            _ => self.note(range, same),
        }
        self.text.push(sign);
    }

    /// Whether a block has begun.
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// What has been taken out so far of the open block.
    pub fn last(&self) -> &str {
        self.open.map_or("", |(_, start)| &self.text[start..])
    }

    /// A line that is not prose and stays for who looks for it.
    pub fn line(&mut self, source: &str, range: Range<usize>) {
        self.close();
        self.part();
        self.note(range.clone(), true);
        self.text.push_str(source.get(range).unwrap_or_default());
        self.text.push('\n');
    }

    fn begin(&mut self, kind: BlockKind) {
        if self.open.is_none() {
            self.part();
            self.open = Some((kind, self.text.len()));
        }
    }

    fn part(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    fn note(&mut self, source: Range<usize>, same: bool) {
        let at = self.text.len();
        self.stretches.push(Stretch { at, source, same });
    }

    /// Ends the open block.
    pub fn close(&mut self) {
        let Some((kind, start)) = self.open.take() else {
            return;
        };
        let end = start + self.text[start..].trim_end().len();
        if end > start {
            self.blocks.push(Block {
                kind,
                span: Span::new(start, end),
                headings: Vec::new(),
                sentences: 0..0,
            });
        }
    }

    /// Text, lines and blocks; `index` says where the lines of the source are.
    pub fn finish(mut self, source: &str, index: &LineIndex) -> (String, LineIndex, Vec<Block>) {
        self.close();
        let mut origins = Vec::with_capacity(self.stretches.len());
        for stretch in &self.stretches {
            let from = stretch.source.start;
            let words = source.get(stretch.source.clone()).unwrap_or_default();
            let mut origin = |at, offset| {
                let width = (!stretch.same).then(|| words.chars().count());
                origins.push(Origin::new(at, index.position(source, offset), width));
            };
            origin(stretch.at, from);
            if stretch.same {
                for seam in index.seams(stretch.source.clone()) {
                    origin(stretch.at + seam - from, seam);
                }
            }
        }
        let lines = LineIndex::extracted(index.lines(), origins);
        (self.text, lines, self.blocks)
    }
}
