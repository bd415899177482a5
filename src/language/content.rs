//! Sentences about what a noun says: "The claim that Rome attacked Carthage is false" is parsed as "The claim is false",
//! and "Rome attacked Carthage" apart.
//!
//! A parser that meets the second verb late hangs a part of the first clause on it. Where the content ends is not known
//! before; each verb that may go on with the sentence is tried, and the one of which the parser is surest is kept.

use super::model::{Analysis, Model};
use super::pause::Time;
use super::report::{has_subject, inside};
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    nouns: HashSet<String>,
    that: String,
    end: String,
}

/// The file is compiled in and a test reads it; without it such sentences are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/contents.toml")).unwrap_or_default());

/// How far into the sentence the noun is looked for, in tokens.
const LATEST_NOUN: usize = 8;

/// The shortest content, in tokens.
const SHORTEST: usize = 2;

/// A margin beyond this says no more.
const SURE: f32 = 10.0;

impl Model {
    /// The analysis of a sentence about the content of a noun that opens it; `None` for what is no such sentence.
    pub(super) fn content(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let noun = noun(forms)?;
        let plain = self.analyse(forms);
        let first = noun + 2;
        let goes_on = |&at: &usize| {
            let fine = plain.tags[at].split_once('|').map_or("", |(_, fine)| fine);
            ["VBD", "VBZ", "VBP", "MD"].contains(&fine)
        };
        let ends: Vec<usize> = (first + SHORTEST..forms.len()).filter(goes_on).collect();
        if ends
            .iter()
            .any(|&end| is_relative(&plain, noun, first..end))
        {
            return None;
        }
        ends.into_iter()
            .filter_map(|end| self.parted(forms, times, noun, first..end))
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, analysis)| analysis)
    }

    /// The sentence without `content`, and the content below the noun; with how sure both parses are, if both are
    /// sentences.
    fn parted(
        &self,
        forms: &[&str],
        times: &[Time],
        noun: usize,
        content: Range<usize>,
    ) -> Option<(f32, Analysis)> {
        let cut = noun + 1..content.end;
        let outer: Vec<&str> = [&forms[..cut.start], &forms[cut.end..]].concat();
        let comma = forms[content.end - 1] == ",";
        let told = content.start..content.end - usize::from(comma);
        let inner: Vec<&str> = forms[told.clone()]
            .iter()
            .copied()
            .chain([WORDS.end.as_str()])
            .collect();
        let main = self.paused(&outer, &outside(times, &cut));
        let clause = self.paused(&inner, &inside(times, &told));
        let (predicate, verb) = (root(&main)?, root(&clause)?);
        let fits = predicate > noun
            && main.heads[noun] == predicate + 1
            && main.relations[noun].starts_with("nsubj")
            && verb < told.len()
            && has_subject(&clause, verb);
        let sure = |found: &Analysis| found.margins.iter().map(|one| one.min(SURE)).sum::<f32>();
        fits.then(|| {
            let score = sure(&main) + sure(&clause);
            (
                score,
                self.joined(forms, noun, &told, &cut, (&main, &clause)),
            )
        })
    }

    fn joined(
        &self,
        forms: &[&str],
        noun: usize,
        told: &Range<usize>,
        cut: &Range<usize>,
        (main, clause): (&Analysis, &Analysis),
    ) -> Analysis {
        let mut found = self.blank(forms);
        let place = |at: usize| if at < cut.start { at } else { at + cut.len() };
        found.lay(main, place);
        let verb = found.put(clause, told.len(), told.start, noun + 1);
        let verb = verb.unwrap_or(told.start);
        // "that", and the comma behind what is told.
        found.heads[noun + 1] = verb + 1;
        if told.end < cut.end {
            found.heads[told.end] = verb + 1;
        }
        found.tags[noun + 1] = self.tag("SCONJ|IN");
        found.relations[noun + 1] = self.relation("mark");
        found.relations[verb] = self.relation("acl");
        found
    }
}

/// The noun near the opening whose content a clause with "that" tells, with nothing but its own words before it.
fn noun(forms: &[&str]) -> Option<usize> {
    (0..forms.len().min(LATEST_NOUN)).find(|&at| {
        let that = forms.get(at + 1).is_some_and(|form| *form == WORDS.that);
        that && WORDS.nouns.contains(&forms[at].to_lowercase())
    })
}

/// Whether the parse has a relative clause behind the noun, in which "that" takes part ("the story that Rome spread").
fn is_relative(found: &Analysis, noun: usize, content: Range<usize>) -> bool {
    let verb = found.heads[noun + 1].checked_sub(1);
    verb.is_some_and(|verb| {
        let argument = ["nsubj", "obj"]
            .iter()
            .any(|relation| found.relations[noun + 1].starts_with(relation));
        let below = found.relations[verb].starts_with("acl:relcl") && found.heads[verb] == noun + 1;
        let whole = content.clone().all(|at| is_below(found, at, verb));
        content.contains(&verb) && argument && below && whole
    })
}

/// Whether the token is `above`, or hangs on it.
pub(super) fn is_below(found: &Analysis, at: usize, above: usize) -> bool {
    let mut node = at;
    for _ in 0..found.heads.len() {
        if node == above {
            return true;
        }
        match found.heads[node].checked_sub(1) {
            Some(head) => node = head,
            None => return false,
        }
    }
    false
}

fn root(found: &Analysis) -> Option<usize> {
    found.heads.iter().position(|&head| head == 0)
}

/// The times of the sentence without `cut`.
fn outside(times: &[Time], cut: &Range<usize>) -> Vec<Time> {
    let kept = times.iter().filter_map(|time| {
        if time.tokens.end <= cut.start {
            Some(time.clone())
        } else {
            (time.tokens.start >= cut.end).then(|| time.moved_back(cut.len()))
        }
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sentence: &str, time: Option<usize>) -> Option<Vec<(String, String)>> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let times: Vec<Time> = time
            .map(|at| Time {
                tokens: at..at + 1,
                adverbial: false,
            })
            .into_iter()
            .collect();
        let found = model.content(&forms, &times)?;
        assert_eq!(found.heads.len(), forms.len());
        Some(found.arcs(&forms))
    }

    #[test]
    fn the_words_load() {
        let words: Words = toml::from_str(include_str!("en/contents.toml")).unwrap();
        assert!(words.nouns.contains("claim") && words.that == "that");
    }

    #[test]
    fn the_content_has_its_own_subject_and_time() {
        let sentence = "The claim that on Monday , Rome visited Carthage is false .";
        let arcs = found(sentence, Some(4)).expect("the sentence was misread");
        assert_eq!(arcs[1], ("false".into(), "nsubj".into()));
        assert_eq!(arcs[6], ("visited".into(), "nsubj".into()));
        assert_eq!(arcs[7].0, "claim");
        assert_eq!(arcs[4].0, "visited");
    }

    #[test]
    fn other_sentences_are_left_alone() {
        for sentence in [
            "Rome claimed that Carthage attacked .",
            "The claim of Rome is false .",
            "Rome made the claim that Carthage attacked .",
        ] {
            assert!(found(sentence, None).is_none(), "{sentence}");
        }
    }
}
