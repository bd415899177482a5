//! Training of the parser on treebanks.

use crate::checkpoint;
use crate::encoder::{Dropout, encode};
use crate::heads::{Example, Outcome, train_batch};
use crate::matrix::Random;
use crate::parameters::{Adam, Gradients, Parameters};
use crate::treebank::batches;
use anyhow::Result;
use gainsay::language::features::TokenFeatures;
use gainsay::language::shape::{DEPENDENT, HEAD, LABEL_DEPENDENT, LABEL_HEAD, ROOT, TAG};
use std::path::Path;
use std::time::Instant;

/// Tokens of a batch.
const BATCH: usize = 700;
const RATE: f32 = 2e-3;
const WARM_UP: f32 = 200.0;
/// Share of the first rate that is left at the end.
const LAST_RATE: f32 = 0.03;
/// From this share of the steps on, weights are averaged.
const AVERAGE_FROM: f32 = 0.6;
const AVERAGE_DECAY: f32 = 0.99;
const DROPOUT: Dropout = Dropout {
    word: 0.15,
    embedding: 0.3,
    layer: 0.25,
    output: 0.33,
};

/// A pre-trained encoder's outputs are larger than a fresh one's; dividing the heads by their root mean square keeps
/// the first epoch from being wasted.
pub fn rescale_heads(parameters: &mut Parameters, examples: &[Example]) {
    let sample: Vec<&[TokenFeatures]> = examples
        .iter()
        .take(200)
        .map(|example| example.tokens.as_slice())
        .collect();
    let encoded = encode(parameters, &sample, None);
    let rms = |values: &[f32]| {
        (values.iter().map(|v| v * v).sum::<f32>() / values.len().max(1) as f32)
            .sqrt()
            .max(1e-3)
    };
    let output = rms(&encoded.output);
    let before = rms(&encoded.layers[encoded.layers.len() - 1].dropped);
    for block in [DEPENDENT, HEAD, LABEL_DEPENDENT, LABEL_HEAD] {
        parameters.values[block]
            .iter_mut()
            .for_each(|value| *value /= output);
    }
    parameters.values[TAG]
        .iter_mut()
        .for_each(|value| *value /= before);
    parameters.values[ROOT]
        .iter_mut()
        .for_each(|value| *value *= output);
}

/// Trains for `epochs` and leaves the averaged parameters in `parameters`; writes a checkpoint after each epoch of the
/// averaging phase.
pub fn run(
    parameters: &mut Parameters,
    examples: &[Example],
    epochs: usize,
    seed: u64,
    keys: &[u32],
    out: &Path,
) -> Result<()> {
    let lengths: Vec<usize> = examples
        .iter()
        .map(|example| example.tokens.len())
        .collect();
    let tokens: usize = lengths.iter().sum();
    let steps = (epochs * tokens).div_ceil(BATCH) as f32;
    let mut random = Random::new(seed);
    let mut adam = Adam::new(parameters);
    let mut gradients = Gradients::new(parameters);
    let mut average: Option<Vec<Vec<f32>>> = None;
    let began = Instant::now();
    let mut step = 0usize;
    for epoch in 0..epochs {
        let mut total = Outcome::default();
        for batch in batches(&lengths, BATCH, &mut random) {
            step += 1;
            let progress = (step as f32 / steps).min(1.0);
            let rate =
                RATE * (step as f32 / WARM_UP).min(1.0) * (1.0 - (1.0 - LAST_RATE) * progress);
            let batch: Vec<&Example> = batch.iter().map(|&index| &examples[index]).collect();
            gradients.clear(parameters.shape.embedding);
            let scale = 1.0 / BATCH as f32;
            let outcome = train_batch(
                parameters,
                &batch,
                Some((DROPOUT, &mut random)),
                scale,
                &mut gradients,
            );
            adam.step(parameters, &gradients, rate);
            total.loss += outcome.loss;
            total.heads += outcome.heads;
            total.tokens += outcome.tokens;
            if progress > AVERAGE_FROM && step.is_multiple_of(4) {
                blend(&mut average, parameters);
            }
        }
        println!(
            "epoch {} loss {:.3} heads {:.2} % {:.0} s",
            epoch + 1,
            total.loss / total.tokens as f32,
            100.0 * total.heads as f32 / total.tokens as f32,
            began.elapsed().as_secs_f64()
        );
        if let Some(average) = &average {
            let averaged = Parameters {
                shape: parameters.shape,
                values: average.clone(),
            };
            checkpoint::save(out, &averaged, keys)?;
        }
    }
    if let Some(average) = average {
        parameters.values = average;
    }
    checkpoint::save(out, parameters, keys)
}

fn blend(average: &mut Option<Vec<Vec<f32>>>, parameters: &Parameters) {
    match average {
        None => *average = Some(parameters.values.clone()),
        Some(average) => {
            for (mean, values) in average.iter_mut().zip(&parameters.values) {
                for (mean, value) in mean.iter_mut().zip(values) {
                    *mean = AVERAGE_DECAY * *mean + (1.0 - AVERAGE_DECAY) * value;
                }
            }
        }
    }
}
