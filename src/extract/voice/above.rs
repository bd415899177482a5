//! Passages that what stands above them takes out of the author's voice: a heading, the line that leads into a list, the
//! head of a column, a label with a source.

use super::Heard;
use super::heading::{Announced, Labels, Stand};
use super::held::rebuts;
use crate::document::model::{BlockKind, Document};
use crate::document::tables;
use crate::extract::assertion::{Assertion, Attribution, Speaker};
use crate::extract::putting::{Frame, frame};
use crate::span::Span;
use std::collections::BTreeMap;

/// A head of a column has at most so many bytes.
const COLUMN: usize = 60;

/// What stands above one sentence.
#[derive(Debug, Clone, Copy)]
struct Over {
    stand: Stand,
    /// Its words.
    words: Span,
    /// Where it holds until the author takes the word: the block that opens it, or the sentence's own.
    scope: usize,
    /// Whether it holds for the rest of one block only, after what is denied there.
    rest: bool,
}

/// What stands above the sentences of a document.
pub struct Above {
    over: Vec<Option<Over>>,
    /// By block of a row: its cells of which the head, or the first cell, says whose they are.
    cells: BTreeMap<usize, Vec<(Span, Stand, Span)>>,
    /// What sentences announce, by their index.
    announced: BTreeMap<usize, Announced>,
    /// The scope in which the author has taken the word.
    taken: Option<usize>,
    /// What was told in the present scope.
    members: Vec<usize>,
}

impl Above {
    /// Reads the labels of a document.
    pub fn of(labels: &Labels) -> Self {
        let document = labels.document;
        let mut found = Self {
            over: vec![None; document.sentences.len()],
            cells: cells(labels),
            announced: announced(labels),
            taken: None,
            members: Vec::new(),
        };
        let headings: Vec<Option<Stand>> = document
            .blocks
            .iter()
            .map(|block| {
                let heads = block.kind.is_heading();
                heads.then(|| labels.heading(block.span)).flatten()
            })
            .collect();
        let mut lead: Option<(usize, Stand)> = None;
        for (index, block) in document.blocks.iter().enumerate() {
            let listed = matches!(block.kind, BlockKind::Item | BlockKind::Quotation);
            let led = lead.filter(|(at, _)| listed || *at + 1 == index);
            if !listed || led.is_none() {
                lead = None;
            }
            if block.sentences.is_empty() || block.kind == BlockKind::Row {
                continue;
            }
            let caption = || {
                let shown = block.kind == BlockKind::Caption
                    || document.text[block.span.range()].starts_with("![");
                shown.then(|| labels.caption(block.span)).flatten()
            };
            let above = if block.kind.is_heading() {
                // What heads a part of "Five myths" is one of them.
                let outer = block.headings.last().copied();
                let outer = outer.and_then(|at| Some((at, headings[at]?)));
                outer.filter(|(_, stand)| *stand == Stand::Denied && headings[index].is_none())
            } else {
                led.or_else(|| caption().map(|stand| (index, stand)))
                    .or_else(|| governing(document, &headings, index))
            };
            if let Some((at, stand)) = above {
                found.put(document, index, at, stand);
            }
            if !block.kind.is_heading() && led.is_none() {
                let last = document.sentences[block.sentences.end - 1].span;
                let words = document.text[last.range()].trim_end_matches(['*', '_', ' ']);
                let next = document.blocks.get(index + 1);
                let list = next.is_some_and(|next| next.kind == BlockKind::Item);
                let stand = match words.ends_with(':') {
                    true => labels.lead(last),
                    false if list && labels.calls_false(last) => Some(Stand::Denied),
                    false => labels.is_source(block.span).then_some(Stand::Told),
                };
                lead = stand.map(|stand| (index, stand)).or(lead);
            }
        }
        found
    }

    /// Puts the sentences of block `index` under what stands in block `at`.
    fn put(&mut self, document: &Document, index: usize, at: usize, stand: Stand) {
        let block = &document.blocks[index];
        let words = document.blocks[at].span;
        let single = block.sentences.len() == 1;
        let item = block.kind == BlockKind::Item;
        for (place, sentence) in block.sentences.clone().enumerate() {
            let over = |stand, scope, rest| {
                Some(Over {
                    stand,
                    words,
                    scope,
                    rest,
                })
            };
            self.over[sentence] = match stand {
                Stand::Told => over(Stand::Told, at, false),
                Stand::Denied if place == 0 && (single || item) => over(stand, index, true),
                Stand::Denied => over(Stand::Told, index, true),
                Stand::Mixed if place == 0 && (single || item) => over(Stand::Told, index, true),
                Stand::Mixed => None,
            };
        }
    }

    /// Gives what a sentence says in the author's voice to whom it belongs; `judged` tells that the sentence judges earlier
    /// ones.
    pub fn hear(&mut self, heard: &Heard, judged: bool, all: &mut [Assertion], first: usize) {
        let cells = self.cells.get(&heard.block());
        for assertion in &mut all[first..] {
            let trigger = assertion.trigger;
            let mut own = cells.into_iter().flatten();
            if let Some((_, stand, words)) = own.find(|(cell, ..)| cell.contains(trigger)) {
                give(assertion, *stand, *words);
            }
        }
        let Some(over) = self.over.get(heard.index).copied().flatten() else {
            return;
        };
        if over.stand == Stand::Denied {
            for assertion in &mut all[first..] {
                give(assertion, over.stand, over.words);
            }
            return;
        }
        if self.taken == Some(over.scope) {
            return;
        }
        if judged || self.is_taken_by(heard, over, all, first) {
            self.taken = Some(over.scope);
            self.members.clear();
            return;
        }
        for (at, assertion) in all.iter_mut().enumerate().skip(first) {
            if give(assertion, over.stand, over.words) {
                self.members.push(at);
            }
        }
    }

    /// What the sentence announces.
    pub fn announced(&self, sentence: usize) -> Option<Announced> {
        self.announced.get(&sentence).copied()
    }

    /// Whether the author takes the word with this sentence.
    fn is_taken_by(&self, heard: &Heard, over: Over, all: &[Assertion], first: usize) -> bool {
        let cues = &heard.lexicon.voice;
        let adverse = heard.begins_with(&cues.adversative);
        let denies = || {
            let negators = &heard.lexicon.cues.polarity.negators;
            !heard.tree.is_empty() && negators.contains(&heard.lemma(0))
        };
        let rebutted = || {
            let mut before = self.members.iter().filter(|&&at| at < first);
            before.any(|&at| all[first..].iter().any(|said| rebuts(said, &all[at])))
        };
        heard.begins_with(&cues.returning)
            || over.rest && (adverse || denies())
            || adverse && rebutted()
            || frame(heard.tree, heard.lexicon, heard.names) == Frame::Own
    }
}

/// Gives an assertion of the author to whom it belongs; whether it was his.
fn give(assertion: &mut Assertion, stand: Stand, words: Span) -> bool {
    if assertion.voice != Attribution::Author {
        return false;
    }
    let speaker = Speaker {
        words,
        entity: None,
    };
    assertion.voice = match stand {
        Stand::Denied => {
            assertion.struck = true;
            Attribution::Rejected(speaker)
        }
        Stand::Told | Stand::Mixed => Attribution::Speaker(speaker),
    };
    true
}

/// The heading under which a block stands, if it says whose the block is. What tells of records or of what really
/// happened heads the author's own words again.
fn governing(
    document: &Document,
    headings: &[Option<Stand>],
    index: usize,
) -> Option<(usize, Stand)> {
    let above = &document.blocks[index].headings;
    let inner = *above.last()?;
    if let Some(stand) = headings[inner] {
        return Some((inner, stand));
    }
    let outer = above.iter().rev().find(|&&at| headings[at].is_some())?;
    (headings[*outer] == Some(Stand::Told)).then_some((*outer, Stand::Told))
}

/// What sentences of prose announce for those behind them.
fn announced(labels: &Labels) -> BTreeMap<usize, Announced> {
    let document = labels.document;
    let sentences = document.sentences.iter().enumerate();
    let prose = sentences.filter(|(_, sentence)| {
        let block = &document.blocks[sentence.block];
        matches!(block.kind, BlockKind::Paragraph | BlockKind::Item)
    });
    prose
        .filter_map(|(at, sentence)| Some((at, labels.announces(sentence.span)?)))
        .collect()
}

/// The cells of which the head of their column, or the first cell of their row, says whose they are.
fn cells(labels: &Labels) -> BTreeMap<usize, Vec<(Span, Stand, Span)>> {
    let document = labels.document;
    let mut found = BTreeMap::new();
    let mut heads: Vec<(Span, Option<Stand>)> = Vec::new();
    for (index, block) in document.blocks.iter().enumerate() {
        if block.kind != BlockKind::Row {
            continue;
        }
        let opens = tables::opens(&document.text, &document.blocks, index);
        let cells = tables::cells(&document.text, block.span);
        let label = |cell: &Span| {
            let short = cell.len() <= COLUMN;
            short.then(|| labels.heading(*cell)).flatten()
        };
        if opens {
            heads = cells.iter().map(|cell| (*cell, label(cell))).collect();
            continue;
        }
        let first = cells.first().and_then(|cell| Some((*cell, label(cell)?)));
        let mut own = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            let column = heads
                .get(at)
                .and_then(|(head, stand)| Some((*head, (*stand)?)));
            // "Cato | signed the treaty": he did it, and does not say it.
            let words = document.text.get(cell.range()).unwrap_or_default();
            let of_first = at > 0 && !tables::tells_deed(words);
            let over = column.or_else(|| first.filter(|_| of_first));
            own.extend(over.map(|(words, stand)| (*cell, stand, words)));
        }
        if !own.is_empty() {
            found.insert(index, own);
        }
    }
    found
}
