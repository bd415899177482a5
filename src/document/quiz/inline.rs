//! Tasks in running text: "Find the error. ...", "True or false? 1. ... 2. ...", "None of these is true: ...", "... . Discuss.".

use super::Exercises;
use super::glance::{GLANCES, has_head};
use crate::document::marks::{Mark, last_mark, marks_len};
use crate::document::model::Put;
use crate::document::words::{bare, has_more_words, plain, plain_of};
use std::ops::Range;

/// A passage that is put up with its task has at most so many sentences where they are not numbered, and the task so many
/// words.
const PUT_UP: usize = 5;
const TASK: usize = 12;

impl Exercises<'_> {
    /// Puts up what stands before "Discuss." and the like, and what stands behind "Find the error." in one block.
    pub(super) fn put_up_beside_task(&mut self, index: usize) {
        let range = self.blocks[index].sentences.clone();
        // "Spot the mistake: Rome fell in May.", "True or false: 1. ..."
        for at in range.clone() {
            let words = self.sentence(at);
            if let Some(colon) = memchr::memchr(b':', words.as_bytes())
                && let (label, rest) = (&words[..colon], &words[colon + 1..])
                && !rest.trim().is_empty()
                && let Some(put) = self.task(label)
            {
                let numbered = is_number(rest) || last_mark(rest.trim_start()).is_some();
                self.sentences[at].put = put;
                if numbered {
                    self.put_up_to_key(at + 1..range.end, put);
                }
            }
        }
        let first = range
            .clone()
            .find_map(|at| Some((at, self.task_alone(at)?)));
        if let Some((at, put)) = first {
            let behind = at + 1..range.end;
            self.put_up_numbered(behind.clone(), put);
            // What somebody says without a number may already be the answer to it: it is never denied.
            let few = (1..PUT_UP).contains(&behind.len());
            let numbered = behind.clone().any(|at| self.is_numbered(at));
            if at == range.start && few && !numbered {
                self.put_up_to_key(behind, Put::Asked);
            }
            return;
        }
        let last = range.clone().rev().take_while(|&at| self.is_task(at));
        let Some(from) = last.filter(|&at| self.disputes(at)).last() else {
            return;
        };
        if range.len() <= PUT_UP && from > range.start {
            for sentence in &mut self.sentences[range.start..from] {
                sentence.put = Put::Asked;
            }
        }
    }

    /// Whether the sentence asks which of several is the true one, or the false one.
    pub(super) fn asks_for_false_or_true(&self, at: usize) -> bool {
        let words = self.sentence(at);
        let asked = words.trim_end_matches(['*', '_', ' ']).ends_with('?');
        asked && self.asks_which(&plain(&words[marks_len(words)..]))
    }

    fn asks_which(&self, plain: &str) -> bool {
        let mut words = plain.split(' ');
        let first = words.next().unwrap_or_default();
        let judged = |word: &str| {
            let sets = [&self.words.asking_true, &self.words.asking_other];
            sets.iter().any(|set| set.contains(word))
        };
        self.words.determined.contains(first) && words.next_back().is_some_and(judged)
    }

    /// How a task of so few words puts up what follows it.
    fn task(&self, words: &str) -> Option<Put> {
        let words = bare(&words[marks_len(words)..]);
        // Nearly every sentence is none, and need not be made plain for that.
        if has_more_words(words, TASK)
            || !self.may_open_task(words) && !GLANCES.correcting.may_find_in(words)
        {
            return None;
        }
        let label = plain_of(words, TASK)?;
        let last = label.rsplit(' ').next().unwrap_or_default();
        let none = GLANCES.none_of.opens(&label) && self.words.asking_true.contains(last);
        let all = GLANCES.all_of.opens(&label) && self.words.no.contains(last);
        if none || all {
            return Some(Put::Denied);
        }
        let tasks = GLANCES.instructions.opens(&label) || self.words.correcting.are_in(&label);
        (tasks || self.asks_which(&label)).then_some(Put::Asked)
    }

    /// Whether the first of these words may open a task.
    fn may_open_task(&self, bare: &str) -> bool {
        let all = &*GLANCES;
        let phrases = [&all.none_of, &all.all_of, &all.instructions];
        let determined = &self.words.determined;
        phrases.iter().any(|phrases| phrases.may_open(bare))
            || determined.iter().any(|word| has_head(bare, word))
    }

    /// The task of a sentence that says nothing else: "Mark the wrong ones.", "Quiz: mark the wrong ones."
    fn task_alone(&self, at: usize) -> Option<Put> {
        let words = self.sentence(at);
        let (label, rest) = words.split_once(':').unwrap_or((words, ""));
        if bare(rest).is_empty() {
            // "None of these is true.": without a colon it may look back.
            let ahead = || {
                let words = plain(words);
                let mut words = words.split(' ');
                words.any(|word| self.words.ahead.contains(word))
            };
            let looks_back = |put: &Put| *put == Put::Denied && !words.contains(':') && !ahead();
            return self.task(label).filter(|put| !looks_back(put));
        }
        let exercise = || self.words.exercises.contains(&plain(label));
        self.task(rest.trim_start()).filter(|_| exercise())
    }

    /// Puts up the numbered sentences of `range`, each with what follows it, as far as the next key or judgement.
    fn put_up_numbered(&mut self, range: Range<usize>, put: Put) {
        let from = range.clone().find(|&at| self.is_numbered(at));
        self.put_up_to_key(from.unwrap_or(range.end)..range.end, put);
    }

    fn put_up_to_key(&mut self, range: Range<usize>, put: Put) {
        for at in range {
            if self.settles(at) {
                return;
            }
            self.sentences[at].put = put;
        }
    }

    /// Whether a number or letter opens the sentence, or it is one that stands before the next.
    fn is_numbered(&self, at: usize) -> bool {
        let marked = last_mark(self.sentence(at)).is_some_and(|mark| mark != Mark::Bullet);
        marked || is_number(self.sentence(at))
    }

    /// "All three are false.", "False: ...", "No.": whether the sentence judges what was put up.
    fn settles(&self, at: usize) -> bool {
        let words = plain(self.sentence(at));
        let judging = |word: &str| {
            let sets = [&self.words.yes, &self.words.no, &self.words.asking_other];
            sets.iter().any(|set| set.contains(word))
        };
        let both = [&self.words.yes, &self.words.no]
            .iter()
            .all(|set| words.split(' ').any(|word| set.contains(word)));
        let first = words.split([' ', ',', '.', ':']).next().unwrap_or_default();
        let last = words.rsplit(' ').next().unwrap_or_default();
        !both && !self.is_numbered(at) && (judging(first) || judging(last))
    }

    fn disputes(&self, at: usize) -> bool {
        let words = bare(self.sentence(at));
        let disputing = &GLANCES.disputing;
        disputing.may_open(words)
            && plain_of(words, TASK).is_some_and(|words| disputing.opens(&words))
    }

    /// Whether the sentence is a short task or question.
    fn is_task(&self, at: usize) -> bool {
        let words = self.sentence(at);
        let first = || words.split(' ').next().map(plain).unwrap_or_default();
        let short = words.split(' ').nth(TASK).is_none();
        short && (words.ends_with('?') || self.disputes(at) || self.words.tasks.contains(&first()))
    }
}

/// "1.", "(2)": a number and nothing else.
fn is_number(words: &str) -> bool {
    let number = plain(words);
    (1..3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}
