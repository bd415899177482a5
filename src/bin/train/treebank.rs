//! Treebanks as numbers: vocabularies of words, tags and relations, and batches.

use crate::heads::Example;
use crate::matrix::Random;
use anyhow::{Context, Result, bail};
use gainsay::language::conllu::{self, Sentence, Word};
use gainsay::language::features::{TokenFeatures, grams, word_key};
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// The most tags kept; a rarer one is trained as the commonest tag of its part of speech.
const MOST_TAGS: usize = 250;
/// A sentence longer than this many tokens is left out of training.
const LONGEST: usize = 120;

/// Reads the sentences of several treebank files.
pub fn read(files: &[PathBuf]) -> Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("cannot read the treebank {}", file.display()))?;
        let found = conllu::read(&text);
        if found.is_empty() {
            bail!(
                "{}: no sentence in CoNLL-U format found; decompress .xz files first",
                file.display()
            );
        }
        sentences.extend(found);
    }
    Ok(sentences)
}

/// Reads raw text, one paragraph a line, as tokenised sentences.
pub fn read_text(file: &Path) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("cannot read the text {}", file.display()))?;
    let mut sentences = Vec::new();
    for paragraph in text.lines() {
        for boundary in sentencex::get_sentence_boundaries("en", paragraph) {
            let Some(sentence) = paragraph.get(boundary.start_byte..boundary.end_byte) else {
                continue;
            };
            let tokens: Vec<String> = gainsay::language::tokenizer::tokens(sentence)
                .into_iter()
                .filter_map(|span| sentence.get(span.range()).map(str::to_owned))
                .collect();
            if (4..=80).contains(&tokens.len()) {
                sentences.push(tokens);
            }
        }
    }
    Ok(sentences)
}

/// The tag of a word: universal part of speech and the treebank's own tag.
pub fn tag(word: &Word) -> String {
    format!("{}|{}", word.upos, word.xpos)
}

/// Words by key, from row 1; row 0 is the unknown word.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    rows: HashMap<u32, u32>,
    /// Keys in the order of their rows.
    pub keys: Vec<u32>,
}

impl Vocabulary {
    /// Adds the words seen at least `least` times, the commonest first.
    pub fn add<'a>(&mut self, words: impl Iterator<Item = &'a str>, least: usize) {
        let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
        for word in words {
            *counts.entry(word_key(word)).or_default() += 1;
        }
        let mut kept: Vec<(u32, usize)> = counts
            .into_iter()
            .filter(|&(_, count)| count >= least)
            .collect();
        kept.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        for (key, _) in kept {
            if !self.rows.contains_key(&key) {
                self.keys.push(key);
                self.rows.insert(key, self.keys.len() as u32);
            }
        }
    }

    /// Takes the words of a pre-trained network first, so that its rows stay a prefix.
    pub fn take(&mut self, keys: &[u32]) {
        for &key in keys {
            self.keys.push(key);
            self.rows.insert(key, self.keys.len() as u32);
        }
    }

    /// Rows of the table, the unknown word included.
    pub fn len(&self) -> usize {
        self.keys.len() + 1
    }

    /// The row of a word.
    pub fn row(&self, word: &str) -> u32 {
        self.rows.get(&word_key(word)).copied().unwrap_or(0)
    }

    /// The features of a word.
    pub fn features(&self, word: &str, buckets: usize) -> TokenFeatures {
        TokenFeatures {
            word: self.row(word),
            grams: grams(word, buckets),
        }
    }
}

/// The tags and relations of a treebank.
pub struct Labels {
    /// Tags, the commonest first.
    pub tags: Vec<String>,
    /// Relations, in the order of their names.
    pub relations: Vec<String>,
}

impl Labels {
    /// Collects them.
    pub fn of(sentences: &[Sentence]) -> Self {
        let mut tags: BTreeMap<String, usize> = BTreeMap::new();
        let mut relations: BTreeMap<String, usize> = BTreeMap::new();
        for word in sentences.iter().flat_map(|sentence| &sentence.words) {
            *tags.entry(tag(word)).or_default() += 1;
            *relations.entry(word.relation.clone()).or_default() += 1;
        }
        let mut tags: Vec<(String, usize)> = tags.into_iter().collect();
        tags.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
        tags.truncate(MOST_TAGS);
        Self {
            tags: tags.into_iter().map(|(tag, _)| tag).collect(),
            relations: relations.into_keys().collect(),
        }
    }

    fn tag(&self, word: &Word) -> usize {
        let wanted = tag(word);
        self.tags
            .iter()
            .position(|tag| *tag == wanted)
            .or_else(|| {
                self.tags
                    .iter()
                    .position(|tag| tag.split('|').next() == Some(&word.upos))
            })
            .unwrap_or(0)
    }
}

/// Turns sentences into training examples.
pub fn examples(
    sentences: &[Sentence],
    vocabulary: &Vocabulary,
    labels: &Labels,
    buckets: usize,
) -> Vec<Example> {
    sentences
        .iter()
        .filter(|sentence| sentence.words.len() <= LONGEST)
        .filter(|sentence| {
            sentence
                .words
                .iter()
                .all(|word| word.head <= sentence.words.len())
        })
        .map(|sentence| Example {
            tokens: sentence
                .words
                .iter()
                .map(|word| vocabulary.features(&word.form, buckets))
                .collect(),
            heads: sentence.words.iter().map(|word| word.head).collect(),
            relations: sentence
                .words
                .iter()
                .map(|word| {
                    labels
                        .relations
                        .iter()
                        .position(|r| *r == word.relation)
                        .unwrap_or(0)
                })
                .collect(),
            tags: sentence.words.iter().map(|word| labels.tag(word)).collect(),
        })
        .collect()
}

/// Shuffled batches of about `size` tokens, as indices of sentences with these lengths.
pub fn batches(lengths: &[usize], size: usize, random: &mut Random) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..lengths.len()).collect();
    random.shuffle(&mut order);
    let mut batches = Vec::new();
    let (mut current, mut tokens) = (Vec::new(), 0);
    for index in order {
        current.push(index);
        tokens += lengths[index];
        if tokens >= size {
            batches.push(std::mem::take(&mut current));
            tokens = 0;
        }
    }
    batches.extend((!current.is_empty()).then_some(current));
    batches
}
