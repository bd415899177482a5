//! The sentences of a paragraph: sentencex, mended where it cuts too early. Those of paragraphs that were met before are
//! kept: drafts repeat most of them.

use super::words::Words;
use crate::recall::{Recall, mark};
use crate::span::Span;
use sentencex::languages::{English, Language};
use std::mem::size_of_val;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

/// A sentence longer than this many bytes is cut at white space: no prose is lost to a missing full stop, and no
/// parse grows without bound.
pub(super) const LONGEST: usize = 1_500;

/// Of a block longer than this many bytes parts are looked at for sentences.
pub(super) const PART: usize = 16_000;

/// What is longer than this many bytes sentencex cuts at empty lines first.
const CHUNK: usize = 10 * 1024;

/// What the paragraphs may weigh that are kept, in bytes.
const KEPT: usize = 12 << 20;

/// A paragraph of fewer bytes is sooner cut than found.
const SHORTEST: usize = 48;

/// So many marks of paragraphs are held of which it is not known whether they repeat.
const ONCE: usize = 1 << 16;

/// Paragraphs with their sentences, which depend on their words and on nothing around them. A paragraph is kept when it is
/// met for the second time: to keep all of a folder that never repeats itself would take as long as half of cutting them.
#[derive(Debug)]
pub struct Cuts {
    kept: Recall<Paragraph>,
    /// Marks of paragraphs that were met, the last ones of those that share a place.
    once: Box<[AtomicU32]>,
}

#[derive(Debug)]
struct Paragraph {
    words: Box<str>,
    /// Its sentences, as offsets in it.
    sentences: Box<[Span]>,
}

impl Default for Cuts {
    fn default() -> Self {
        Self {
            kept: Recall::new(KEPT),
            once: (0..ONCE).map(|_| AtomicU32::default()).collect(),
        }
    }
}

impl Cuts {
    /// The sentences of `span` in `text`, which `find` finds where these words were never met.
    pub(super) fn sentences(
        &self,
        text: &str,
        span: Span,
        find: impl FnOnce(&str, Span) -> Vec<Span>,
    ) -> Vec<Span> {
        let words = &text[span.range()];
        if words.len() < SHORTEST {
            return find(text, span);
        }
        let mark = mark(words);
        if let Some(known) = self.kept.find(mark, |known| &*known.words == words) {
            let there = known.sentences.iter().map(|one| one.shifted(span.start));
            return there.collect();
        }
        let found = find(text, span);
        if !self.was_met(mark) {
            return found;
        }
        let relative = |one: &Span| Span::new(one.start - span.start, one.end - span.start);
        let kept = Paragraph {
            words: words.into(),
            sentences: found.iter().map(relative).collect(),
        };
        let weight = size_of_val(&kept) + words.len() + size_of_val(&*kept.sentences);
        self.kept.keep(mark, Arc::new(kept), weight);
        found
    }

    /// Whether a paragraph of that mark was met; from now on one was.
    fn was_met(&self, mark: u64) -> bool {
        // Nought stands for none.
        let rest = mark as u32 | 1;
        let place = self.once.get((mark >> u32::BITS) as usize % ONCE);
        place.is_some_and(|place| place.swap(rest, Ordering::Relaxed) == rest)
    }
}

/// The sentences of `span` in `text`.
pub(super) fn find(text: &str, span: Span) -> Vec<Span> {
    mend(text, cut(text, span))
}

fn cut(text: &str, span: Span) -> Vec<Span> {
    let words = &text[span.range()];
    let mut found = Vec::new();
    let thicket = thicket(words);
    for part in parts(words, if thicket { LONGEST } else { PART }) {
        let part = &words[part];
        let place = |part: &str| span.start + (part.as_ptr() as usize - words.as_ptr() as usize);
        if part.len() > LONGEST && !part.contains(char::is_whitespace) {
            found.push(Span::new(place(part), place(part) + part.len()));
            continue;
        }
        if thicket && !part.contains(['.', '!', '?']) {
            found.extend(trimmed(text, place(part), place(part) + part.len()));
            continue;
        }
        // Called for a language by name, it looks for the language first, longer than for the sentences of most blocks.
        let sentences = if part.len() <= CHUNK {
            English {}.segment(part)
        } else {
            sentencex::segment("en", part)
        };
        let sentences = sentences.into_iter();
        found.extend(sentences.filter_map(|one| trimmed(text, place(one), place(one) + one.len())));
    }
    found
}

/// What is looked at for sentences at a time: a block, unless it is so long that looking back and forth in it would take
/// longer than its length. A word that is longer than any sentence is none and stands by itself.
fn parts(words: &str, most: usize) -> Vec<Range<usize>> {
    let whole = 0..words.len();
    if whole.len() <= LONGEST {
        return vec![whole];
    }
    let (mut parts, mut start) = (Vec::new(), 0);
    let mut before = "";
    for word in words.split(char::is_whitespace) {
        let at = word.as_ptr() as usize - words.as_ptr() as usize;
        let ends = before.ends_with(['.', '!', '?']) && word.starts_with(char::is_uppercase);
        let full = at - start > most && (ends || at - start > 2 * most);
        let solid = word.len() > LONGEST;
        if (full || solid) && at > start {
            parts.push(start..at);
            start = at;
        }
        if solid {
            parts.push(at..at + word.len());
            start = at + word.len();
        }
        before = word;
    }
    if start < words.len() {
        parts.push(start..words.len());
    }
    parts
}

/// Whether a long block is so full of quotation marks and brackets that no prose is: sentencex looks for the end of each of
/// them as far as its part goes.
fn thicket(words: &str) -> bool {
    let mark = |c: &char| {
        matches!(
            c,
            '"' | '\'' | '`' | '(' | '[' | '{' | '<' | '“' | '”' | '‘' | '’' | '«' | '»'
        )
    };
    words.len() > 2 * LONGEST && words.chars().filter(mark).count() * 16 > words.len()
}

/// A stretch of text without the white space around it; `None` where there is nothing else.
pub(super) fn trimmed(text: &str, start: usize, end: usize) -> Option<Span> {
    let part = text.get(start..end)?;
    let kept = part.trim();
    let from = start + (kept.as_ptr() as usize - part.as_ptr() as usize);
    (!kept.is_empty()).then(|| Span::new(from, from + kept.len()))
}

/// Joins what was cut after an initial or an abbreviation before a number or a small letter, and closing marks.
fn mend(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut mended: Vec<Span> = Vec::new();
    for span in spans {
        let joins = mended.last().is_some_and(|last| {
            let before = &text[last.range()];
            let after = &text[span.range()];
            let only_marks = !after.chars().any(char::is_alphanumeric);
            let small = after.chars().next().is_some_and(|c| c.is_lowercase());
            let last_word = before.rsplit([' ', '\n']).next().unwrap_or_default();
            let abbreviated =
                ["vol.", "no.", "No.", "Vol.", "Gen.", "p.", "pp.", "ca."].contains(&last_word);
            let initial = last_word.chars().count() == 2
                && last_word.ends_with('.')
                && last_word.chars().next().is_some_and(char::is_uppercase);
            only_marks || abbreviated || initial || (small && before.ends_with('.'))
        });
        match mended.last_mut() {
            Some(last) if joins => *last = last.cover(span),
            _ => mended.push(span),
        }
    }
    mended
        .into_iter()
        .flat_map(|span| unglue(text, span))
        .collect()
}

/// Cuts after a word that passed for an abbreviation before a number ("He said no. The army left"), where no number follows.
fn unglue(text: &str, span: Span) -> Vec<Span> {
    let mut parts = Vec::new();
    let mut start = span.start;
    let bytes = text.as_bytes();
    for at in memchr::memchr_iter(b'.', &bytes[span.range()]) {
        let end = span.start + at + 1;
        if end >= span.end || bytes[end] != b' ' || end <= start {
            continue;
        }
        let blank = memchr::memrchr2(b' ', b'\n', &bytes[start..end]);
        let word = &text[blank.map_or(start, |blank| start + blank + 1)..end];
        if is_answer(word) && opens_sentence(&text[end..span.end]) {
            parts.extend(trimmed(text, start, end));
            start = end;
        }
    }
    parts.extend(trimmed(text, start, span.end));
    parts
}

/// Whether a word with its full stop is one that ends a sentence.
fn is_answer(word: &str) -> bool {
    let answers = &Words::english().answers;
    if word.is_ascii() {
        answers.iter().any(|one| one.eq_ignore_ascii_case(word))
    } else {
        answers.contains(&word.to_lowercase())
    }
}

/// Whether a word of a sentence comes first: a capital and small letters, be it over two words ("A year"), and no numeral.
fn opens_sentence(text: &str) -> bool {
    let text = text.trim_start();
    let mut letters = text.chars();
    let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
    letters.next().is_some_and(char::is_uppercase)
        && match letters.next() {
            Some(' ') => small(letters.next()),
            second => small(second),
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Written;
    use std::cell::Cell;

    #[test]
    fn a_paragraph_that_is_met_again_and_again_is_not_cut_again() {
        let cuts = Cuts::default();
        let paragraph = "Rome armed. Carthage sent envoys, whom nobody heard. Then it armed, too.";
        let times = Cell::new(0);
        let sentences = |text: &str| {
            let at = text.find("Rome").unwrap();
            let span = Span::new(at, at + paragraph.len());
            let found = cuts.sentences(text, span, |text, span| {
                times.set(times.get() + 1);
                let ends = text[span.range()]
                    .match_indices('.')
                    .map(|(at, _)| span.start + at + 1);
                ends.map(|end| Span::new(span.start, end)).collect()
            });
            let words = found.iter().map(|one| text[one.range()].to_owned());
            words.collect::<Vec<_>>()
        };
        let first = sentences(paragraph);
        assert_eq!(first.len(), 3);
        assert_eq!(sentences(paragraph), first);
        assert_eq!(times.get(), 2, "it is kept only now");
        assert_eq!(sentences(&format!("É — {paragraph} Again.")), first);
        assert_eq!(times.get(), 2);
        sentences(&paragraph.replace("armed", "slept"));
        assert_eq!(times.get(), 3);
    }

    #[test]
    fn documents_are_the_same_with_and_without() {
        let cuts = Cuts::default();
        let paragraph =
            "Gen. Scipio said no. He left at 4 a.m. on Sunday. “They came,” he wrote. See vol. 3.";
        let texts = [
            format!("# War\n\n{paragraph}\n\n- {paragraph}\n"),
            format!("3 May 1219: {paragraph}\n4 May 1219: {paragraph}\n"),
            format!("OSTIA, May 3 - {paragraph}\n\n{paragraph} {paragraph}\n"),
            format!("| Date | Event |\n|---|---|\n| May 1219 | {paragraph} |\n"),
        ];
        for path in ["a.txt", "a.md", "a.tex", "a.txt"] {
            for text in &texts {
                let written = Written::new(path, text.as_str());
                let with = written.clone().read_with(&cuts).unwrap();
                assert_eq!(
                    format!("{with:?}"),
                    format!("{:?}", written.read().unwrap())
                );
            }
        }
    }
}
