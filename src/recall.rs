//! Answers worked out before, kept within bounds: drafts repeat their sentences, and what depends on nothing but its
//! question need not be worked out twice.
//!
//! What is kept never decides an answer. Whoever asks compares the whole question with the kept one, and works the answer
//! out where none is kept; so neither the bounds nor the order in which threads ask can be seen from outside.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::mem;
use std::sync::{Arc, Mutex};

/// So many locks, so that threads seldom wait for each other.
const SHARDS: usize = 16;

/// The mark of a question: the same for the same one, and hardly ever for another.
pub fn mark(question: &(impl Hash + ?Sized)) -> u64 {
    let mut mix = Mix(SEED);
    question.hash(&mut mix);
    mix.finish()
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash of long texts: eight bytes at a time, none of which is lost.
struct Mix(u64);

impl Mix {
    fn take(&mut self, part: u64) {
        let product = (self.0 ^ part).wrapping_mul(SEED);
        self.0 = product ^ (product >> 32);
    }
}

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks::<8>();
        for part in whole {
            self.take(u64::from_le_bytes(*part));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        self.take(u64::from_le_bytes(last));
        self.take(bytes.len() as u64);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// About how many bytes it takes to keep anything at all.
const ENTRY: usize = 80;

/// Answers by a mark of their questions.
#[derive(Debug)]
pub struct Recall<T> {
    shards: Vec<Mutex<Shard<T>>>,
    /// How much one generation of a shard may weigh, in bytes.
    room: usize,
}

/// Answers in two generations: what is not asked for while a generation fills up is forgotten with it.
#[derive(Debug)]
struct Shard<T> {
    young: HashMap<u64, Kept<T>>,
    old: HashMap<u64, Kept<T>>,
    /// What the young ones weigh.
    weight: usize,
}

#[derive(Debug)]
struct Kept<T> {
    answer: Arc<T>,
    weight: usize,
}

impl<T> Default for Shard<T> {
    fn default() -> Self {
        Self {
            young: HashMap::new(),
            old: HashMap::new(),
            weight: 0,
        }
    }
}

impl<T> Shard<T> {
    fn find(&mut self, mark: u64, room: usize) -> Option<Arc<T>> {
        if let Some(kept) = self.young.get(&mark) {
            return Some(kept.answer.clone());
        }
        let kept = self.old.get(&mark)?;
        let answer = kept.answer.clone();
        // It is asked for, so it outlives its generation.
        if self.weight + kept.weight <= room
            && let Some(kept) = self.old.remove(&mark)
        {
            self.weight += kept.weight;
            self.young.insert(mark, kept);
        }
        Some(answer)
    }

    /// Keeps one more; gives what is forgotten for it.
    fn keep(&mut self, mark: u64, kept: Kept<T>, room: usize) -> HashMap<u64, Kept<T>> {
        let mut forgotten = HashMap::new();
        if self.weight + kept.weight > room {
            let grown = mem::take(&mut self.young);
            forgotten = mem::replace(&mut self.old, grown);
            self.weight = 0;
        }
        self.weight += kept.weight;
        let before = self.young.insert(mark, kept);
        self.weight -= before.map_or(0, |before| before.weight);
        forgotten
    }
}

impl<T> Recall<T> {
    /// Keeps answers that weigh no more than `bytes` together.
    pub fn new(bytes: usize) -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Mutex::default()).collect(),
            room: bytes / SHARDS / 2,
        }
    }

    /// What is kept under `mark`, if `is` says that it answers the question.
    pub fn find(&self, mark: u64, is: impl FnOnce(&T) -> bool) -> Option<Arc<T>> {
        let found = self.shard(mark)?.lock().ok()?.find(mark, self.room)?;
        is(&found).then_some(found)
    }

    /// Whether an answer that takes so many bytes could be kept.
    pub fn has_room(&self, weight: usize) -> bool {
        weight + ENTRY <= self.room
    }

    /// Keeps an answer that takes about `weight` bytes; one that is kept under the same mark makes place.
    pub fn keep(&self, mark: u64, answer: Arc<T>, weight: usize) {
        if !self.has_room(weight) {
            return;
        }
        let weight = weight + ENTRY;
        let Some(Ok(mut shard)) = self.shard(mark).map(Mutex::lock) else {
            return;
        };
        let forgotten = shard.keep(mark, Kept { answer, weight }, self.room);
        // Freeing it takes a while, in which others may ask.
        drop(shard);
        drop(forgotten);
    }

    fn shard(&self, mark: u64) -> Option<&Mutex<Shard<T>>> {
        self.shards.get(mark as usize % SHARDS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weight<T>(recall: &Recall<T>) -> usize {
        let of = |kept: &HashMap<u64, Kept<T>>| kept.values().map(|one| one.weight).sum::<usize>();
        let shards = recall.shards.iter().map(|shard| shard.lock().unwrap());
        shards.map(|shard| of(&shard.young) + of(&shard.old)).sum()
    }

    #[test]
    fn marks_tell_questions_apart() {
        let texts = (0..200).map(|length| "a".repeat(length));
        let others = (0..200).map(|at| format!("{}b{}", "a".repeat(at), "a".repeat(199 - at)));
        let zeros = (0..200).map(|length| "\0".repeat(length));
        let all: Vec<String> = texts.chain(others).chain(zeros.skip(1)).collect();
        let mut marks: Vec<u64> = all.iter().map(mark).collect();
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), all.len());
        assert_eq!(mark(&("a", [1, 2])), mark(&("a", [1, 2])));
        assert_ne!(mark(&("a", [1, 2])), mark(&("a", [2, 1])));
    }

    #[test]
    fn another_question_with_the_same_mark_has_no_answer() {
        let recall = Recall::new(1 << 20);
        recall.keep(7, Arc::new("rome"), 10);
        assert!(recall.find(7, |kept| *kept == "rome").is_some());
        assert!(recall.find(7, |kept| *kept == "carthage").is_none());
        recall.keep(7, Arc::new("carthage"), 10);
        assert!(recall.find(7, |kept| *kept == "rome").is_none());
        assert!(recall.find(8, |_| true).is_none());
    }

    #[test]
    fn it_never_weighs_more_than_it_may() {
        const ROOM: usize = 8 * ENTRY * SHARDS;
        let recall = Recall::new(ROOM);
        for mark in 0..10_000 {
            recall.keep(mark, Arc::new(mark), 1 + (mark % 9) as usize);
            recall.find(mark / 2, |_| true);
            assert!(weight(&recall) <= ROOM);
        }
        assert!(recall.has_room(1) && !recall.has_room(ROOM));
        recall.keep(3, Arc::new(3), ROOM);
        assert!(recall.find(3, |_| true).is_none(), "too heavy");
    }

    #[test]
    fn what_is_asked_for_outlives_what_is_not() {
        let recall = Recall::new(SHARDS * 2 * 4 * (ENTRY + 1));
        let marks = (0..100).map(|at| at * SHARDS as u64);
        for mark in marks {
            recall.keep(mark, Arc::new(mark), 1);
            assert!(recall.find(0, |_| true).is_some(), "after {mark}");
        }
        assert!(recall.find(SHARDS as u64, |_| true).is_none());
    }
}
