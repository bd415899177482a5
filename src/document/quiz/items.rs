//! Statements to be judged, gaps to be filled, and options put into their question.

use super::Exercises;
use super::answers::{Answer, key, ordinal};
use super::glance::GLANCES;
use crate::document::composition::Composition;
use crate::document::marks::Mark;
use crate::document::model::{BlockKind, Put};
use crate::document::words::{LONGEST, Phrases, plain};
use crate::span::Span;
use std::collections::HashSet;

/// In what kind of passage the reader of an exercise stands.
#[derive(Debug, Clone, Copy, Default)]
pub struct Region {
    /// Below a heading of exercises.
    pub exercise: bool,
    /// After an instruction, in the items that follow it.
    pub instructed: bool,
    /// That instruction, or the heading, asks to judge each statement.
    pub judging: bool,
    /// The block that asks for the errors in the next one.
    pub correcting: Option<usize>,
}

impl Region {
    /// Comes to block `index`.
    pub fn enter(&mut self, exercises: &Exercises, index: usize) {
        let block = &exercises.blocks[index];
        let says = |phrases: &Phrases| phrases.are_in(&plain(exercises.words_of(index)));
        let marked = exercises.mark_of(index).is_some();
        let prose = block.kind == BlockKind::Paragraph && !marked;
        if block.kind.is_heading() {
            self.exercise =
                exercises.is_exercise_heading(index) || exercises.under_exercises(index);
            self.judging = self.exercise && says(&exercises.words.judging);
            self.instructed = self.judging;
        } else if prose {
            let short = block.sentences.len() < 3;
            let asks = || {
                exercises.blocks[index]
                    .sentences
                    .clone()
                    .any(|at| exercises.asks_for_false_or_true(at))
            };
            // Most passages need not be made plain to see that they instruct nobody.
            let may_say = || GLANCES.instructions.may_find_in(exercises.words_of(index));
            let says_how = || may_say() && says(&exercises.words.instructions);
            let instructs = short && (says_how() || asks());
            let corrects = instructs && says(&exercises.words.correcting);
            self.correcting = corrects.then_some(index).or(self.correcting);
            if instructs {
                self.instructed = true;
                self.judging = says(&exercises.words.judging);
            } else if key(exercises.words_of(index), exercises.words).is_none() {
                let heading = self.exercise
                    && block.headings.last().is_some_and(|&at| {
                        exercises
                            .words
                            .judging
                            .are_in(&plain(exercises.words_of(at)))
                    });
                self.instructed = heading;
                self.judging = heading;
            }
        }
    }
}

/// A label has at most so many bytes.
const LABEL: usize = 40;

impl Exercises<'_> {
    /// Marks a statement that is put up for judging or completing, and what a key says of it.
    pub(super) fn judge(&mut self, index: usize, region: Region, keys: &[(u32, Answer, usize)]) {
        let block = &self.blocks[index];
        if block.kind.is_heading() || block.sentences.is_empty() {
            return;
        }
        let marked = self.mark_of(index);
        let item = matches!(
            block.kind,
            BlockKind::Item | BlockKind::Row | BlockKind::Choice
        );
        let put_up = (item || marked.is_some())
            && (region.instructed || region.judging || region.exercise)
            || region.correcting.is_some_and(|task| task + 1 == index);
        self.put_up_beside_task(index);
        if self.put_as_labelled(index) {
            return;
        }
        let verdict = self
            .verdict(
                index,
                item && (put_up || self.blocks[index].kind == BlockKind::Row),
            )
            .or_else(|| {
                let below =
                    key(self.words_of(index + 1), self.words).filter(|_| put_up || region.judging);
                // Letters mark options as well: of those a key says which is right, and not whether each is.
                let place = marked
                    .filter(|mark| put_up && (region.judging || matches!(mark, Mark::Number(_))))
                    .and_then(ordinal);
                let by_number = || {
                    let mut later = keys.iter().filter(|(_, _, at)| *at > index);
                    let (_, answer, _) = later.find(|(of, _, _)| Some(*of) == place)?;
                    Some(*answer)
                };
                match below.or_else(by_number) {
                    Some(Answer::Judged(right)) => Some(right),
                    // "F" names an option, too; but there is none here.
                    Some(Answer::Option('f' | 'F')) => Some(false),
                    _ => None,
                }
            });
        if verdict.is_none() && !put_up && !self.has_gap(self.words_of(index)) {
            return;
        }
        let range = self.blocks[index].sentences.clone();
        for at in range {
            let words = self.sentence(at).to_owned();
            let asks = words.ends_with('?');
            let task = words
                .split(' ')
                .next()
                .is_some_and(|first| self.words.tasks.contains(&plain(first)));
            self.sentences[at].put = match verdict {
                Some(true) => Put::Told,
                Some(false) => Put::Denied,
                None if self.has_gap(&words) => Put::Asked,
                None if put_up && !asks && !task => Put::Asked,
                None => continue,
            };
        }
    }

    /// Puts the sentences of a block as their labels say ("Myth: ...", "Fact: ..."), each also for those after it; whether
    /// there are labels.
    fn put_as_labelled(&mut self, index: usize) -> bool {
        let mut told = None;
        for at in self.blocks[index].sentences.clone() {
            told = self.labelled(self.sentence(at)).or(told);
            if let Some(told) = told {
                self.sentences[at].put = if told { Put::Told } else { Put::Denied };
            }
        }
        told.is_some()
    }

    /// "Myth: ..." is denied, "Fact: ..." and "In fact ..." told.
    fn labelled(&self, sentence: &str) -> Option<bool> {
        let words = &sentence[crate::document::marks::marks_len(sentence)..];
        let opens = |label: &String| {
            let head = words.get(..label.len()).unwrap_or_default();
            label.contains(' ') && head.eq_ignore_ascii_case(label)
        };
        if self.words.true_labels.iter().any(opens) {
            return Some(true);
        }
        let (label, rest) = words.split_once(':')?;
        let number = |word: &str| {
            let digits = word.chars().all(|c| c.is_ascii_digit() || c == '#');
            digits || self.words.numbering.contains(word)
        };
        let label = plain(label.get(..label.len().min(LABEL))?);
        let named = label.split(' ').filter(|word| !number(word));
        let named: Vec<&str> = named.collect();
        if named.len() > LONGEST || rest.trim().is_empty() {
            return None;
        }
        let label = named.join(" ");
        let known = |labels: &HashSet<String>| labels.contains(&label);
        match (
            known(&self.words.false_labels),
            known(&self.words.true_labels),
        ) {
            (true, _) => Some(false),
            (_, true) => Some(true),
            _ => None,
        }
    }

    /// "... . (False)", "... — True": a judgement at the end of the block. In brackets it is one anywhere, else only
    /// where a judgement is expected.
    fn verdict(&self, index: usize, expected: bool) -> Option<bool> {
        let words = self
            .words_of(index)
            .trim_end_matches(['.', '*', '_', '|', ' ']);
        let bare = words.trim_end_matches([')', ']', '.']);
        let start = bare
            .rfind(|c: char| !c.is_alphabetic())
            .map_or(0, |at| at + 1);
        let start = (start..bare.len()).find(|&at| bare.is_char_boundary(at))?;
        let last = bare[start..].to_lowercase();
        let before = bare[..start].trim_end_matches(['*', '_', ' ']);
        let bracketed = bare.len() < words.len() && before.ends_with(['(', '[']);
        let apart = before.ends_with(['.', '?', '!', '—', '–', '-', ':', '|', '”', '"']);
        let said = before.trim_end_matches(['(', '[', ' ']);
        // "T F" and "(True / False)" leave it open.
        let both = || {
            let said = plain(said);
            said.ends_with(" t") || said.ends_with(" true") || said.ends_with(" or")
        };
        let judged = if self.words.yes.contains(&last) {
            true
        } else if self.words.no.contains(&last) {
            false
        } else {
            return None;
        };
        let placed = bracketed || apart && expected;
        (placed && !said.is_empty() && !said.ends_with('/') && !both()).then_some(judged)
    }

    /// The sentence that a stem makes with the option which is right; `None` where it would need more than joining.
    pub(super) fn completed(&self, stem: usize, option: Span) -> Option<Composition> {
        let span = self.sentences[stem].span;
        let words = self.sentence(stem);
        let option = self.without_right_mark(option);
        if let Some((at, length)) = self.gap(words) {
            let (before, after) = (
                Span::new(span.start, span.start + at),
                Span::new(span.start + at + length, span.end),
            );
            let whole = Composition::default()
                .words(self.text, trim(self.text, before))
                .words(self.text, option);
            return Some(whole.words(self.text, trim(self.text, after)));
        }
        if !words.trim_end().ends_with('?') {
            if words.ends_with(['.', '!']) {
                return None;
            }
            let lead = Span::new(
                span.start,
                span.start + words.trim_end_matches([':', '…', '.', '-', '—', ' ']).len(),
            );
            return Some(
                Composition::default()
                    .words(self.text, lead)
                    .words(self.text, option),
            );
        }
        self.answered(span, option)
    }

    /// The first gap of a stem: where it is and how long.
    fn gap(&self, words: &str) -> Option<(usize, usize)> {
        let (at, gap) = self
            .words
            .gaps
            .all
            .iter()
            .filter_map(|gap| words.find(gap.as_str()).map(|at| (at, gap)))
            .min()?;
        let rest = &words[at..];
        let filling = |c: char| gap.contains(c) && !c.is_alphabetic();
        let length = (rest.len() - rest.trim_start_matches(filling).len()).max(gap.len());
        Some((at, length))
    }

    /// "Who attacked?" with the option for its subject; "When did it begin?" with the option for its date; "Which
    /// statement is true?" by the option alone.
    fn answered(&self, stem: Span, option: Span) -> Option<Composition> {
        let words = self.text.get(stem.range())?;
        let body = words.trim_end_matches(['?', ' ', '*', '_']);
        let parts: Vec<&str> = body.split_whitespace().collect();
        let lower: Vec<String> = parts.iter().map(|part| plain(part)).collect();
        let after = |count: usize| -> Option<Span> {
            let part = parts.get(count)?;
            let from = part.as_ptr() as usize - words.as_ptr() as usize;
            Some(Span::new(stem.start + from, stem.start + body.len()))
        };
        if lower
            .iter()
            .any(|word| self.words.asking_other.contains(word))
        {
            return None;
        }
        if lower
            .iter()
            .any(|word| self.words.asking_true.contains(word))
        {
            return Some(Composition::default().words(self.text, option));
        }
        let first = lower.first()?;
        let helps = |at: usize| {
            lower
                .get(at)
                .is_some_and(|word| self.words.helpers.contains(word))
        };
        let date =
            crate::document::entries::is_date(self.text.get(option.range())?.trim_end_matches('.'));
        let timed = self.words.times.contains(first) && helps(1);
        let placed = (1..5).find(|&at| {
            self.words
                .determined
                .contains(&lower.get(at - 1).cloned().unwrap_or_default())
                && helps(at + 1)
        });
        if date && (timed || placed.is_some()) {
            let rest = after(if timed { 2 } else { placed.unwrap_or(1) + 2 })?;
            return Some(crate::document::entries::entry(self.text, option, rest));
        }
        if date && let Some(whole) = self.turned(stem, option, &parts) {
            return Some(whole);
        }
        let subject = if self.words.persons.contains(first) {
            1
        } else if self.words.determined.contains(first) {
            2
        } else {
            return None;
        };
        if helps(subject) {
            return None;
        }
        Some(
            Composition::default()
                .words(self.text, option)
                .words(self.text, after(subject)?),
        )
    }

    /// "In which year was the town taken?" with a date: "In 1219, the town was taken".
    fn turned(&self, stem: Span, option: Span, parts: &[&str]) -> Option<Composition> {
        let base = self.text.get(stem.range())?.as_ptr() as usize;
        let span = |part: &str| {
            let start = stem.start + (part.as_ptr() as usize - base);
            Span::new(start, start + part.len())
        };
        let lower: Vec<String> = parts.iter().map(|part| plain(part)).collect();
        let asks =
            |word: &String| self.words.times.contains(word) || self.words.determined.contains(word);
        let question = lower.iter().take(3).position(asks)?;
        let auxiliary = (question + 1..(question + 3).min(parts.len()))
            .find(|&at| self.words.passive.contains(&lower[at]))?;
        let last = parts
            .len()
            .checked_sub(1)
            .filter(|&last| last > auxiliary + 1)?;
        let participle = lower[last].ends_with("ed") || lower[last].ends_with("en");
        let subject = span(parts[auxiliary + 1]).cover(span(parts[last - 1]));
        let verb = span(parts[last].trim_end_matches(['?', '*', '_']));
        participle.then(|| {
            crate::document::entries::entry(self.text, option, subject)
                .words(self.text, span(parts[auxiliary]))
                .words(self.text, verb)
        })
    }

    fn without_right_mark(&self, option: Span) -> Span {
        let words = self.text.get(option.range()).unwrap_or_default();
        let end = self
            .words
            .right_marks
            .iter()
            .filter_map(|mark| words.find(mark.as_str()))
            .filter(|at| *at > 0)
            .min()
            .unwrap_or(words.len());
        let start = self
            .words
            .right_marks
            .iter()
            .find(|mark| words.starts_with(mark.as_str()))
            .map_or(0, |mark| mark.len());
        let whole = trim(
            self.text,
            Span::new(option.start + start.min(end), option.start + end),
        );
        let kept = self.text[whole.range()].trim_end_matches(['.', ';', ',']);
        Span::new(whole.start, whole.start + kept.len())
    }
}

fn trim(text: &str, span: Span) -> Span {
    let words = text.get(span.range()).unwrap_or_default();
    let kept = words.trim();
    let from = span.start + (kept.as_ptr() as usize - words.as_ptr() as usize);
    Span::new(from, from + kept.len())
}
