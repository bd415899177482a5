//! What stands between an auxiliary and its verb: "Rome had at no time left", "Cato did not, in that May, advise them".
//!
//! Treebanks have next to none of these, and a parser that learnt from them gives the subject to the auxiliary and the object
//! to the verb. The sentence is read without the phrase, or with one adverb for it.

use super::model::{Analysis, Model};
use super::pause::{Time, outside};
use super::question::is_auxiliary;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    adverb: String,
    phrases: Vec<String>,
    commas: Commas,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Commas {
    behind: HashSet<String>,
    openers: HashSet<String>,
    #[serde(rename = "as")]
    so: String,
    object: String,
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

    /// "had at no time left"
    fn adverbial(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let phrase = (0..forms.len()).find_map(|at| set_phrase(forms, at))?;
        let fronted = phrase.start == 0;
        if !fronted && !is_auxiliary(forms[phrase.start - 1]) {
            return None;
        }
        let (last, more) = (phrase.end - 1, phrase.len() - 1);
        let adverb: &str = &WORDS.adverb;
        let spoken: Vec<&str> = [&forms[..phrase.start], &[adverb], &forms[phrase.end..]].concat();
        let main = self.by_structure(&spoken, &outside(times, &phrase, more));
        let mut found = self.blank(forms);
        found.lay(&main, |at| if at < phrase.start { at } else { at + more });
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
                Some(_) => {
                    found.heads[last] = above;
                    break;
                }
                None => break,
            }
        }
        Some(found)
    }

    /// "did not, in that May, advise"
    fn set_off(&self, forms: &[&str], times: &[Time]) -> Option<Analysis> {
        let (auxiliary, cut) = (2..forms.len()).find_map(|comma| between_commas(forms, comma))?;
        if has_subject_across(&self.analyse(forms), auxiliary, &cut) {
            return None;
        }
        let (phrase, relation) = self.phrase(&forms[cut.start + 1..cut.end - 1])?;
        let outer: Vec<&str> = [&forms[..cut.start], &forms[cut.end..]].concat();
        let main = self.by_structure(&outer, &outside(times, &cut, cut.len()));
        let place = |at: usize| if at < cut.start { at } else { at + cut.len() };
        let mut found = self.blank(forms);
        found.lay(&main, place);
        if !has_subject_across(&found, auxiliary, &cut) {
            return None;
        }
        let verb = found.heads[auxiliary];
        let top = found.put(&phrase, cut.len() - 2, cut.start + 1, verb)?;
        found.relations[top] = self.relation(relation);
        for comma in [cut.start, cut.end - 1] {
            found.heads[comma] = verb;
        }
        Some(found)
    }
}

impl Model {
    /// The analysis of what stands between the commas, perhaps with more behind it, and how it hangs on the verb: a phrase
    /// without a verb, or "as Carthage claims", read as "Carthage claims it".
    fn phrase(&self, inner: &[&str]) -> Option<(Analysis, &'static str)> {
        let words = &WORDS.commas;
        let with = |behind: &[&'static str]| [inner, behind].concat();
        let verbal = |tag: &str| tag.starts_with("VERB") || tag.starts_with("AUX");
        if inner[0] != words.so {
            let phrase = self.analyse(&with(&[&words.end]));
            // A clause of its own may be somebody's word.
            return (!phrase.tags.iter().any(|tag| verbal(tag))).then_some((phrase, "obl"));
        }
        let said = self.analyse(&with(&[&words.object, &words.end])[1..]);
        let verb = said.heads.iter().position(|&head| head == 0)?;
        let subject =
            (0..verb).any(|at| said.heads[at] == verb + 1 && said.relations[at] == "nsubj");
        if !verbal(said.tags[verb]) || !subject || verb + 1 >= inner.len() {
            return None;
        }
        let mut clause = self.blank(&with(&[&words.object, &words.end]));
        clause.lay(&said, |at| at + 1);
        clause.heads[0] = verb + 2;
        clause.tags[0] = self.tag("SCONJ|IN");
        clause.relations[0] = self.relation("mark");
        Some((clause, "advcl"))
    }
}

/// The phrase between commas that the one at `comma` opens behind an auxiliary: that auxiliary, and the phrase with its
/// commas.
fn between_commas(forms: &[&str], comma: usize) -> Option<(usize, Range<usize>)> {
    let words = &WORDS.commas;
    let first = *forms.get(comma + 1)?;
    let opens = forms[comma] == words.comma && (words.openers.contains(first) || first == words.so);
    let before = comma - 1;
    let auxiliary = before - usize::from(words.behind.contains(forms[before]));
    let limit = forms.len().min(comma + LONGEST);
    let closing = (comma + 2..limit).find(|&at| forms[at] == words.comma)?;
    let fits = opens && is_auxiliary(forms[auxiliary]) && closing + 2 < forms.len();
    fits.then_some((auxiliary, comma..closing + 1))
}

/// Whether the auxiliary is that of a verb behind the phrase, and this has its subject before it.
fn has_subject_across(found: &Analysis, auxiliary: usize, phrase: &Range<usize>) -> bool {
    let verb = found.heads[auxiliary];
    found.relations[auxiliary].starts_with("aux")
        && verb > phrase.end
        && (0..auxiliary)
            .any(|at| found.heads[at] == verb && found.relations[at].starts_with("nsubj"))
}

/// The set phrase that begins at a token.
fn set_phrase(forms: &[&str], at: usize) -> Option<Range<usize>> {
    WORDS.phrases.iter().find_map(|phrase| {
        let words: Vec<&str> = phrase.split(' ').collect();
        let there = forms.get(at..at + words.len())?;
        let same = there
            .iter()
            .zip(&words)
            .all(|(form, word)| form.eq_ignore_ascii_case(word));
        (same && at + words.len() < forms.len()).then(|| at..at + words.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::clauses::tests::has;

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
    fn who_says_so_between_commas_is_a_clause_beside_the_verb() {
        let sentence = "Rome had , as Carthage claims , broken the treaty .";
        assert!(has(sentence, "Rome", "broken", "nsubj"));
        assert!(has(sentence, "claims", "broken", "advcl"));
        assert!(has(sentence, "Carthage", "claims", "nsubj"));
    }

    #[test]
    fn other_commas_are_left_alone() {
        let model = Model::english().expect("the model loads");
        for sentence in [
            "They did not , and in May , when they came , they left .",
            "He was , in May , a consul .",
            "He left in May , at dawn .",
            "Rome had , according to Carthage , broken the treaty .",
        ] {
            let forms: Vec<&str> = sentence.split(' ').collect();
            assert!(model.between(&forms, &[]).is_none(), "{sentence}");
        }
    }
}
