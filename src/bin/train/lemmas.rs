//! Learns the lemma rules from treebanks: a decision list over tag and suffix, counted over types.

use crate::treebank::tag;
use gainsay::language::conllu::Sentence;
use gainsay::language::lemma::{Edit, Edits, Lemmas, Table, base, edit, suffixes};
use std::collections::{BTreeMap, HashMap};

/// A suffix must show its edit in this share of the types that end in it.
const PURITY: f32 = 0.6;
/// Edits tried on a verb that nobody knows.
const COMMON: usize = 8;

type Counts = BTreeMap<usize, u32>;

/// Learns the rules.
pub fn learn(sentences: &[Sentence]) -> Lemmas {
    let mut numbers: HashMap<Edit, usize> = HashMap::new();
    let mut lemmas = Lemmas::default();
    let mut forms: BTreeMap<(String, String), Counts> = BTreeMap::new();
    for word in sentences.iter().flat_map(|sentence| &sentence.words) {
        if word.lemma == "_" && word.form != "_" {
            continue;
        }
        let tag = tag(word);
        let base = base(&tag, &word.form);
        let edit = edit(&base, &word.lemma);
        let number = *numbers.entry(edit.clone()).or_insert_with(|| {
            lemmas.edits.push(edit);
            lemmas.edits.len() - 1
        });
        *forms
            .entry((tag, base))
            .or_default()
            .entry(number)
            .or_default() += 1;
    }
    let chosen: Vec<(&(String, String), usize)> = forms
        .iter()
        .filter_map(|(key, counts)| Some((key, commonest(counts)?)))
        .collect();
    lemmas.rules = rules(&chosen);
    for ((tag, form), edit) in &chosen {
        if lemmas.rule(tag, form) != Some(*edit) {
            lemmas.exceptions.insert(tag, form, *edit);
        }
    }
    lemmas.common = common(&chosen);
    lemmas
}

fn commonest(counts: &Counts) -> Option<usize> {
    counts
        .iter()
        .max_by_key(|(edit, count)| (**count, std::cmp::Reverse(**edit)))
        .map(|(edit, _)| *edit)
}

/// Suffix rules, shortest first; a longer one is kept only where it decides otherwise.
fn rules(chosen: &[(&(String, String), usize)]) -> Edits {
    let mut by_suffix: BTreeMap<(usize, String, String), Counts> = BTreeMap::new();
    for ((tag, form), edit) in chosen {
        for suffix in suffixes(form) {
            let key = (suffix.chars().count(), tag.clone(), suffix.to_owned());
            *by_suffix.entry(key).or_default().entry(*edit).or_default() += 1;
        }
    }
    let mut rules = Edits::default();
    for ((length, tag, suffix), counts) in by_suffix {
        let Some(edit) = commonest(&counts) else {
            continue;
        };
        let total: u32 = counts.values().sum();
        let count = counts[&edit];
        if length > 0 && (count < 2 || (count as f32) < PURITY * total as f32) {
            continue;
        }
        let shorter = suffixes(&suffix)
            .filter(|shorter| shorter.len() < suffix.len())
            .find_map(|shorter| rules.get(&tag, shorter));
        if shorter != Some(edit) {
            rules.insert(&tag, &suffix, edit);
        }
    }
    rules
}

fn common(chosen: &[(&(String, String), usize)]) -> Table<Vec<usize>> {
    let mut by_tag: BTreeMap<&str, Counts> = BTreeMap::new();
    for ((tag, _), edit) in chosen
        .iter()
        .filter(|((tag, _), _)| tag.starts_with("VERB"))
    {
        *by_tag.entry(tag).or_default().entry(*edit).or_default() += 1;
    }
    by_tag
        .into_iter()
        .map(|(tag, counts)| {
            let mut edits: Vec<(usize, u32)> = counts
                .into_iter()
                .filter(|&(_, count)| count >= 3)
                .collect();
            edits.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            (
                tag.to_owned(),
                edits
                    .into_iter()
                    .take(COMMON)
                    .map(|(edit, _)| edit)
                    .collect(),
            )
        })
        .collect()
}
