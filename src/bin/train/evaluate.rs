//! Scores of a model file on treebanks, through the shipped inference code.

use crate::treebank;
use anyhow::{Result, bail};
use gainsay::language::conllu::Sentence;
use gainsay::language::{Model, tokenizer};
use gainsay::span::Span;
use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;
use std::time::Instant;

/// The relations whose micro-averaged F1 is the core-role score.
const CORE: [&str; 4] = ["nsubj", "nsubj:pass", "obj", "iobj"];
/// Further relations that are printed.
const SHOWN: [&str; 10] = [
    "obl:agent",
    "root",
    "conj",
    "acl:relcl",
    "ccomp",
    "xcomp",
    "advcl",
    "parataxis",
    "appos",
    "nmod:poss",
];

#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    gold: usize,
    found: usize,
}

impl Count {
    fn f1(self) -> f64 {
        200.0 * self.right as f64 / (self.gold + self.found).max(1) as f64
    }

    fn add(&mut self, other: Count) {
        self.right += other.right;
        self.gold += other.gold;
        self.found += other.found;
    }
}

/// Prints UPOS, lemma, UAS, LAS (universal relations, punctuation included) and role F1 for each treebank, on gold
/// tokens; then token F1 of the tokenizer and tokens a second from raw text, on one thread.
pub fn run(model: &Model, treebanks: &[PathBuf]) -> Result<()> {
    if treebanks.is_empty() {
        bail!("name at least one treebank with --treebanks");
    }
    println!(
        "{:24} {:>6} {:>6} {:>6} {:>6} {:>6} {:>7} {:>7} {:>9}",
        "treebank", "UPOS", "lemma", "UAS", "LAS", "core", "tokens", "count", "tokens/s"
    );
    for file in treebanks {
        let sentences = treebank::read(std::slice::from_ref(file))?;
        let name = file
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        evaluate(model, &name, &sentences);
    }
    Ok(())
}

fn evaluate(model: &Model, name: &str, sentences: &[Sentence]) {
    let (mut tokens, mut upos, mut lemma, mut uas, mut las) =
        (0usize, 0usize, 0usize, 0usize, 0usize);
    let mut roles: BTreeMap<String, Count> = BTreeMap::new();
    for sentence in sentences {
        let forms: Vec<&str> = sentence
            .words
            .iter()
            .map(|word| word.form.as_str())
            .collect();
        let found = model.analyse(&forms);
        for (at, word) in sentence.words.iter().enumerate() {
            tokens += 1;
            upos += usize::from(found.tags[at].split('|').next() == Some(&word.upos));
            lemma += usize::from(
                found.lemmas[at].eq_ignore_ascii_case(&word.lemma) || word.lemma == "_",
            );
            let head = found.heads[at] == word.head;
            let universal =
                |relation: &str| relation.split(':').next().unwrap_or_default().to_owned();
            uas += usize::from(head);
            las += usize::from(head && universal(found.relations[at]) == universal(&word.relation));
            let same = head && found.relations[at] == word.relation;
            roles.entry(word.relation.clone()).or_default().gold += 1;
            let guess = roles.entry(found.relations[at].to_owned()).or_default();
            guess.found += 1;
            guess.right += usize::from(same);
        }
    }
    let mut core = Count::default();
    for role in CORE {
        core.add(roles.get(role).copied().unwrap_or_default());
    }
    let percent = |count: usize| 100.0 * count as f64 / tokens as f64;
    let (token_f1, speed) = raw(model, sentences);
    println!(
        "{name:24} {:6.2} {:6.2} {:6.2} {:6.2} {:6.2} {token_f1:7.2} {tokens:7} {speed:9.0}",
        percent(upos),
        percent(lemma),
        percent(uas),
        percent(las),
        core.f1()
    );
    let line: Vec<String> = CORE
        .iter()
        .chain(&SHOWN)
        .filter_map(|role| {
            let count = roles.get(*role)?;
            Some(format!("{role} {:.1} ({})", count.f1(), count.gold))
        })
        .collect();
    println!("    {}", line.join(", "));
}

/// Token F1 and speed on the sentences' text.
fn raw(model: &Model, sentences: &[Sentence]) -> (f64, f64) {
    let mut count = Count::default();
    let began = Instant::now();
    let mut parsed = 0usize;
    for sentence in sentences {
        let text = &sentence.text;
        parsed += model.parse(text, Span::new(0, text.len()), &[], &[]).len();
    }
    let seconds = began.elapsed().as_secs_f64();
    for sentence in sentences {
        let gold = gold_spans(sentence);
        let found: HashSet<(usize, usize)> = tokenizer::tokens(&sentence.text)
            .into_iter()
            .map(|span| (span.start, span.end))
            .collect();
        count.gold += gold.len();
        count.found += found.len();
        count.right += gold.iter().filter(|span| found.contains(span)).count();
    }
    (count.f1(), parsed as f64 / seconds)
}

/// Where the words of a sentence stand in its text, as far as they can be found.
fn gold_spans(sentence: &Sentence) -> Vec<(usize, usize)> {
    let mut from = 0;
    let mut spans = Vec::new();
    for word in &sentence.words {
        if let Some(at) = sentence.text[from..].find(&word.form) {
            spans.push((from + at, from + at + word.form.len()));
            from += at + word.form.len();
        } else {
            spans.push((usize::MAX, usize::MAX));
        }
    }
    spans
}
