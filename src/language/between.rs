//! What stands between an auxiliary and its verb: "Rome had at no time left", "Cato did not, in that May, advise them".
//!
//! Treebanks have next to none of these, and a parser that learnt from them gives the subject to the auxiliary and the object
//! to the verb. The sentence is read without the phrase, or with one adverb for it.

use super::model::{Analysis, Model};
use super::pause::Time;
use super::question::is_auxiliary;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    phrases: Vec<Adverbial>,
    commas: Commas,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Adverbial {
    adverb: String,
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Commas {
    behind: HashSet<String>,
    openers: HashSet<String>,
    comma: String,
    end: String,
}

/// The file is compiled in and a test reads it; without it sentences are parsed as they stand.
static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("en/between.toml")).unwrap_or_default());

/// The longest phrase between commas, in tokens.
const LONGEST: usize = 16;

impl Model {
    /// The analysis of a sentence with such a phrase; `None` where it has none or was read well.
    pub(super) fn between(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        self.adverbial(forms, times)
            .or_else(|| self.set_off(forms, times))
    }

    fn adverbial(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let (phrase, adverb) = (0..forms.len()).find_map(|at| adverbial(forms, at))?;
        let fronted = phrase.start == 0;
        if !fronted && !is_auxiliary(forms[phrase.start - 1]) {
            return None;
        }
        let last = phrase.end - 1;
        let spoken: Vec<&str> = [&forms[..phrase.start], &[adverb], &forms[phrase.end..]].concat();
        let main = self.by_structure(&spoken, &outside(times, &phrase, phrase.len() - 1));
        let place = |at: usize| match at {
            at if at < phrase.start => at,
            at => at + phrase.len() - 1,
        };
        let mut found = self.blank(forms);
        for at in 0..spoken.len() {
            let head = main.heads[at].checked_sub(1);
            found.take(place(at), &main, at);
            found.heads[place(at)] = head.map_or(0, |head| place(head) + 1);
        }
        for at in phrase.start..last {
            found.heads[at] = last + 1;
            let first = at == phrase.start;
            found.tags[at] = self.tag(if first { "ADP|IN" } else { "DET|DT" });
            found.relations[at] = self.relation(if first { "case" } else { "det" });
        }
        let plural = forms[last].ends_with('s');
        found.tags[last] = self.tag(if plural { "NOUN|NNS" } else { "NOUN|NN" });
        found.lemmas[last] = self.lemma(found.tags[last], forms[last]);
        found.relations[last] = self.relation("obl");
        // "at no time before the war": it denies the verb, and not the phrase beside it.
        let mut above = found.heads[last];
        for _ in 0..forms.len() {
            match above.checked_sub(1) {
                Some(head) if !found.tags[head].starts_with("VERB") => above = found.heads[head],
                Some(_) => found.heads[last] = above,
                None => break,
            }
        }
        Some(found)
    }

    fn set_off(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let words = &WORDS.commas;
        let is_comma = |at: usize| forms[at] == words.comma;
        let (opening, closing) = (2..forms.len()).find_map(|opening| {
            let opens = is_comma(opening)
                && forms
                    .get(opening + 1)
                    .is_some_and(|form| words.openers.contains(*form));
            let before = opening - 1;
            let behind = usize::from(words.behind.contains(forms[before]));
            if !opens || behind > before || !is_auxiliary(forms[before - behind]) {
                return None;
            }
            let limit = forms.len().min(opening + LONGEST);
            let closing = (opening + 2..limit).find(|&at| is_comma(at))?;
            (closing + 2 < forms.len()).then_some((opening, closing))
        })?;
        let cut = opening..closing + 1;
        let outer: Vec<&str> = [&forms[..cut.start], &forms[cut.end..]].concat();
        let main = self.by_structure(&outer, &outside(times, &cut, cut.len()));
        // The auxiliary tells whether both sides are one clause.
        let auxiliary = (0..opening)
            .rev()
            .find(|&at| main.relations[at].starts_with("aux"))?;
        let verb = main.heads[auxiliary].checked_sub(1)?;
        if verb < opening || auxiliary + 2 < opening {
            return None;
        }
        let inner: Vec<&str> = forms[opening + 1..closing]
            .iter()
            .copied()
            .chain([words.end.as_str()])
            .collect();
        let phrase = self.analyse(&inner);
        let place = |at: usize| if at < cut.start { at } else { at + cut.len() };
        let mut found = self.blank(forms);
        for at in 0..outer.len() {
            let head = main.heads[at].checked_sub(1);
            found.take(place(at), &main, at);
            found.heads[place(at)] = head.map_or(0, |head| place(head) + 1);
        }
        let verb = place(verb);
        for at in 0..inner.len() - 1 {
            let there = opening + 1 + at;
            found.take(there, &phrase, at);
            found.heads[there] = match phrase.heads[at].checked_sub(1) {
                Some(head) => opening + 1 + head + 1,
                None => verb + 1,
            };
            if phrase.heads[at] == 0 {
                found.relations[there] = self.relation("obl");
            }
        }
        for comma in [opening, closing] {
            found.heads[comma] = verb + 1;
        }
        Some(found)
    }
}

/// The set phrase that begins at a token, and the adverb that it stands for.
fn adverbial(forms: &[&str], at: usize) -> Option<(Range<usize>, &'static str)> {
    WORDS.phrases.iter().find_map(|group| {
        let phrase = group.words.iter().find(|phrase| {
            let mut words = 0;
            phrase.split(' ').all(|word| {
                words += 1;
                forms
                    .get(at + words - 1)
                    .is_some_and(|form| form.eq_ignore_ascii_case(word))
            })
        })?;
        let end = at + phrase.split(' ').count();
        (end < forms.len()).then_some((at..end, group.adverb.as_str()))
    })
}

/// The times outside of `cut`; those behind it `by` tokens further to the front.
fn outside(times: &[Time], cut: &Range<usize>, by: usize) -> Vec<Time> {
    let kept = times.iter().filter_map(|time| {
        if time.tokens.end <= cut.start {
            return Some(time.clone());
        }
        (time.tokens.start >= cut.end).then(|| time.moved_back(by))
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arcs(sentence: &str) -> Vec<(String, String, String)> {
        let forms: Vec<&str> = sentence.split(' ').collect();
        let model = Model::english().expect("the model loads");
        let found = model.by_clauses(&forms, &[]).arcs(&forms);
        let arcs = forms.iter().zip(found);
        arcs.map(|(form, (head, relation))| ((*form).to_owned(), head, relation))
            .collect()
    }

    fn has(sentence: &str, form: &str, head: &str, relation: &str) -> bool {
        let is = |arc: &(String, String, String)| {
            arc.0 == form && arc.1 == head && arc.2.starts_with(relation)
        };
        arcs(sentence).iter().any(is)
    }

    #[test]
    fn the_words_load() {
        assert!(!WORDS.phrases.is_empty() && !WORDS.commas.openers.is_empty());
    }

    #[test]
    fn a_phrase_for_never_leaves_the_subject_with_the_verb() {
        for sentence in [
            "The legions had at no time left the province .",
            "At no time did the legions leave the province .",
            "At no time before the war had the legions left the province .",
        ] {
            let verb = if sentence.contains("leave") {
                "leave"
            } else {
                "left"
            };
            assert!(has(sentence, "legions", verb, "nsubj"), "{sentence}");
            assert!(has(sentence, "province", verb, "obj"), "{sentence}");
            assert!(has(sentence, "time", verb, "obl"), "{sentence}");
        }
    }

    #[test]
    fn what_commas_set_off_behind_the_auxiliary_is_of_the_verb() {
        let sentence = "Cato did not , in that month of May , advise the senators to wait .";
        assert!(has(sentence, "Cato", "advise", "nsubj"));
        assert!(has(sentence, "not", "advise", "advmod"));
        assert!(has(sentence, "month", "advise", "obl"));
    }

    #[test]
    fn other_commas_are_left_alone() {
        let model = Model::english().expect("the model loads");
        for sentence in [
            "They did not , and in May , when they came , they left .",
            "He was , in May , a consul .",
            "He left in May , at dawn .",
        ] {
            let forms: Vec<&str> = sentence.split(' ').collect();
            assert!(model.between(&forms, &[]).is_none(), "{sentence}");
        }
    }
}
