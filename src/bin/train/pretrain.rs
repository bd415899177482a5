//! Masked-word pre-training of the encoder on raw text (Devlin et al. 2019, at word level).

use crate::checkpoint;
use crate::encoder::{Dropout, backward, encode};
use crate::matrix::{
    Layout::{Plain, Turned},
    Random, add_bias, add_rows, multiply, softmax_gradient,
};
use crate::parameters::{Adam, Gradients, Parameters, update};
use crate::treebank::{Vocabulary, batches, read_text};
use anyhow::Result;
use gainsay::language::features::TokenFeatures;
use gainsay::language::shape::Shape;
use std::collections::HashMap;
use std::path::Path;
use std::time::Instant;

/// Words that are predicted: the commonest of the vocabulary.
const TARGETS: usize = 6000;
/// Tokens of a batch.
const BATCH: usize = 1500;
/// A word must be seen this often to have a row of its own.
const LEAST: usize = 4;
/// Share of tokens to be predicted.
const MASKED: f32 = 0.2;
const RATE: f32 = 2e-3;
const WARM_UP: f32 = 300.0;
const DROPOUT: Dropout = Dropout {
    word: 0.0,
    embedding: 0.1,
    layer: 0.1,
    output: 0.1,
};

/// Pre-trains on `text` for `epochs` and writes the checkpoint `out`.
pub fn run(text: &Path, epochs: usize, seed: u64, out: &Path) -> Result<()> {
    let sentences = read_text(text)?;
    let mut vocabulary = Vocabulary::default();
    vocabulary.add(sentences.iter().flatten().map(String::as_str), LEAST);
    let shape = Shape {
        words: vocabulary.len(),
        arc: 8,
        label: 8,
        tags: 2,
        relations: 2,
        ..crate::SHAPE
    };
    let mut cache: HashMap<&str, TokenFeatures> = HashMap::new();
    for word in sentences.iter().flatten() {
        cache
            .entry(word)
            .or_insert_with(|| vocabulary.features(word, shape.buckets));
    }
    let features: Vec<Vec<&TokenFeatures>> = sentences
        .iter()
        .map(|sentence| sentence.iter().map(|word| &cache[word.as_str()]).collect())
        .collect();
    let tokens: usize = features.iter().map(Vec::len).sum();
    println!(
        "{} sentences, {tokens} tokens, {} words",
        features.len(),
        vocabulary.len()
    );
    let mut task = Task::new(Parameters::random(shape, seed), seed);
    let lengths: Vec<usize> = features.iter().map(Vec::len).collect();
    let steps = (epochs * tokens).div_ceil(BATCH) as f32;
    let began = Instant::now();
    let mut order = Random::new(seed + 2);
    let mut step = 0.0f32;
    for epoch in 0..epochs {
        let (mut loss, mut count) = (0.0f64, 0usize);
        for batch in batches(&lengths, BATCH, &mut order) {
            step += 1.0;
            let rate = RATE * (step / WARM_UP).min(1.0) * (1.0 - 0.9 * (step / steps).min(1.0));
            let sentences: Vec<&[&TokenFeatures]> = batch
                .iter()
                .map(|&index| features[index].as_slice())
                .collect();
            let (batch_loss, predicted) = task.step(&sentences, rate);
            loss += f64::from(batch_loss);
            count += predicted;
        }
        println!(
            "epoch {} loss {:.3} {:.0} s",
            epoch + 1,
            loss / count.max(1) as f64,
            began.elapsed().as_secs_f64()
        );
        checkpoint::save(out, &task.parameters, &vocabulary.keys)?;
    }
    Ok(())
}

/// The network with its output layer over the target words.
struct Task {
    parameters: Parameters,
    gradients: Gradients,
    adam: Adam,
    random: Random,
    /// Output weights (hidden x targets) and bias, with their gradients and moments.
    output: [Vec<f32>; 4],
    bias: [Vec<f32>; 4],
    step: i32,
}

impl Task {
    fn new(parameters: Parameters, seed: u64) -> Self {
        let mut random = Random::new(seed + 1);
        let size = parameters.shape.hidden * TARGETS;
        let weights: Vec<f32> = (0..size).map(|_| (random.unit() - 0.5) * 0.1).collect();
        Self {
            gradients: Gradients::new(&parameters),
            adam: Adam::new(&parameters),
            parameters,
            random,
            output: [weights, vec![0.0; size], vec![0.0; size], vec![0.0; size]],
            bias: [
                vec![0.0; TARGETS],
                vec![0.0; TARGETS],
                vec![0.0; TARGETS],
                vec![0.0; TARGETS],
            ],
            step: 0,
        }
    }

    /// Hides some words, predicts them, and steps; gives the loss and the number of words predicted.
    fn step(&mut self, sentences: &[&[&TokenFeatures]], rate: f32) -> (f32, usize) {
        let (mut hidden_words, mut at) = (Vec::new(), 0);
        let mut masked: Vec<Vec<TokenFeatures>> = Vec::new();
        for sentence in sentences {
            let mut tokens = Vec::with_capacity(sentence.len());
            for &token in *sentence {
                let candidate = token.word > 0 && token.word as usize <= TARGETS;
                let mut shown = token.clone();
                if candidate && self.random.unit() < MASKED {
                    hidden_words.push((at, token.word as usize - 1));
                    if self.random.unit() < 0.85 {
                        shown = TokenFeatures {
                            word: 0,
                            grams: Vec::new(),
                        };
                    }
                } else if self.random.unit() < 0.1 {
                    shown.word = 0;
                }
                tokens.push(shown);
                at += 1;
            }
            masked.push(tokens);
        }
        let batch: Vec<&[TokenFeatures]> = masked.iter().map(Vec::as_slice).collect();
        let loss = self.learn(&batch, &hidden_words, rate);
        (loss, hidden_words.len())
    }

    fn learn(&mut self, batch: &[&[TokenFeatures]], words: &[(usize, usize)], rate: f32) -> f32 {
        let hidden = self.parameters.shape.hidden;
        let scale = 1.0 / (0.15 * BATCH as f32);
        self.gradients.clear(self.parameters.shape.embedding);
        self.output[1].fill(0.0);
        self.bias[1].fill(0.0);
        let encoded = encode(&self.parameters, batch, Some((DROPOUT, &mut self.random)));
        let states: Vec<f32> = words
            .iter()
            .flat_map(|&(at, _)| {
                encoded.output[at * hidden..(at + 1) * hidden]
                    .iter()
                    .copied()
            })
            .collect();
        let mut scores = vec![0.0; words.len() * TARGETS];
        multiply(
            (words.len(), hidden, TARGETS),
            (&states, Plain),
            (&self.output[0], Plain),
            &mut scores,
        );
        add_bias(&mut scores, &self.bias[0]);
        let mut loss = 0.0;
        for (row, &(_, word)) in scores.chunks_exact_mut(TARGETS).zip(words) {
            loss += softmax_gradient(row, word, scale);
        }
        multiply(
            (hidden, words.len(), TARGETS),
            (&states, Turned),
            (&scores, Plain),
            &mut self.output[1],
        );
        add_rows(&scores, &mut self.bias[1]);
        let mut d_states = vec![0.0; states.len()];
        multiply(
            (words.len(), TARGETS, hidden),
            (&scores, Plain),
            (&self.output[0], Turned),
            &mut d_states,
        );
        let mut d_output = vec![0.0; encoded.output.len()];
        for (row, &(at, _)) in d_states.chunks_exact(hidden).zip(words) {
            d_output[at * hidden..(at + 1) * hidden].copy_from_slice(row);
        }
        backward(
            &self.parameters,
            batch,
            &encoded,
            d_output,
            None,
            &mut self.gradients,
        );
        self.step += 1;
        let correction = (
            1.0 - 0.9f32.powi(self.step),
            (1.0 - 0.98f32.powi(self.step)).sqrt(),
        );
        for layer in [&mut self.output, &mut self.bias] {
            let [w, g, m, v] = layer;
            update(w, m, v, g, (rate, 1.0), correction);
        }
        self.adam.step(&mut self.parameters, &self.gradients, rate);
        loss
    }
}
