//! The encoder's forward and backward pass: embeddings and bidirectional simple recurrent units.

use crate::matrix::{
    Layout::{Plain, Turned},
    Random, add_bias, add_rows, mask, multiply,
};
use crate::parameters::{Gradients, Parameters};
use gainsay::language::features::TokenFeatures;
use gainsay::language::kernel::sigmoid;
use gainsay::language::shape::{GRAM, PROJECT, Shape, WORD};

/// Dropout rates.
#[derive(Debug, Clone, Copy)]
pub struct Dropout {
    /// Words replaced by the unknown word.
    pub word: f32,
    /// Elements of the embeddings.
    pub embedding: f32,
    /// Units between layers, one mask a sentence.
    pub layer: f32,
    /// Units before the heads, one mask a sentence.
    pub output: f32,
}

/// What one layer leaves for the backward pass.
pub struct LayerState {
    input: Vec<f32>,
    /// The input after dropout.
    pub dropped: Vec<f32>,
    mask: Vec<f32>,
    gates: Vec<f32>,
    forget: Vec<f32>,
    reset: Vec<f32>,
    cell: Vec<f32>,
}

/// A batch of sentences, encoded.
pub struct Encoded {
    /// Where each sentence begins in the batch's tokens, and the end.
    pub offsets: Vec<usize>,
    /// Layers.
    pub layers: Vec<LayerState>,
    /// The encoder's output after dropout, a row a token.
    pub output: Vec<f32>,
    output_mask: Vec<f32>,
    words: Vec<u32>,
    embedded: Vec<f32>,
    embedded_mask: Vec<f32>,
}

impl Encoded {
    /// Number of tokens of the batch.
    pub fn tokens(&self) -> usize {
        self.offsets.last().copied().unwrap_or(0)
    }
}

/// Encodes a batch; with `dropout` for training.
pub fn encode(
    parameters: &Parameters,
    batch: &[&[TokenFeatures]],
    mut dropout: Option<(Dropout, &mut Random)>,
) -> Encoded {
    let (width, hidden) = (parameters.shape.embedding, parameters.shape.hidden);
    let mut offsets = vec![0];
    for sentence in batch {
        offsets.push(offsets[offsets.len() - 1] + sentence.len());
    }
    let tokens = offsets[batch.len()];
    let mut words = Vec::with_capacity(tokens);
    let mut embedded = vec![0.0; tokens * width];
    for (token, row) in batch
        .iter()
        .copied()
        .flatten()
        .zip(embedded.chunks_exact_mut(width))
    {
        let unknown = dropout
            .as_mut()
            .is_some_and(|(rates, random)| random.unit() < rates.word);
        let word = if unknown { 0 } else { token.word };
        words.push(word);
        embed(parameters, token, word, row);
    }
    let mut embedded_mask = Vec::new();
    if let Some((rates, random)) = &mut dropout {
        embedded_mask = random.dropout(embedded.len(), rates.embedding);
        mask(&mut embedded, &embedded_mask);
    }
    let mut states = vec![0.0; tokens * hidden];
    multiply(
        (tokens, width, hidden),
        (&embedded, Plain),
        (&parameters.values[PROJECT], Plain),
        &mut states,
    );
    add_bias(&mut states, &parameters.values[PROJECT + 1]);
    let mut layers = Vec::new();
    for layer in 0..parameters.shape.layers {
        let sentence_mask = match &mut dropout {
            Some((rates, random)) => random.dropout(batch.len() * hidden, rates.layer),
            None => Vec::new(),
        };
        let (state, output) = forward_layer(parameters, layer, states, sentence_mask, &offsets);
        layers.push(state);
        states = output;
    }
    let mut output_mask = Vec::new();
    if let Some((rates, random)) = &mut dropout {
        output_mask = spread(
            &random.dropout(batch.len() * hidden, rates.output),
            &offsets,
            hidden,
        );
        mask(&mut states, &output_mask);
    }
    Encoded {
        offsets,
        layers,
        output: states,
        output_mask,
        words,
        embedded,
        embedded_mask,
    }
}

fn embed(parameters: &Parameters, token: &TokenFeatures, word: u32, out: &mut [f32]) {
    let width = out.len();
    let share = share(token);
    let mut add = |table: usize, row: u32, factor: f32| {
        let row = row as usize * width;
        for (value, weight) in out
            .iter_mut()
            .zip(&parameters.values[table][row..row + width])
        {
            *value += weight * factor;
        }
    };
    for &gram in &token.grams {
        add(GRAM, gram, share);
    }
    add(WORD, word, 1.0);
}

fn share(token: &TokenFeatures) -> f32 {
    1.0 / (token.grams.len().max(1) as f32).sqrt()
}

/// One row a sentence becomes one row a token.
fn spread(rows: &[f32], offsets: &[usize], width: usize) -> Vec<f32> {
    let mut all = Vec::with_capacity(offsets[offsets.len() - 1] * width);
    for (sentence, bounds) in offsets.windows(2).enumerate() {
        for _ in bounds[0]..bounds[1] {
            all.extend_from_slice(&rows[sentence * width..(sentence + 1) * width]);
        }
    }
    all
}

fn forward_layer(
    parameters: &Parameters,
    layer: usize,
    input: Vec<f32>,
    sentence_mask: Vec<f32>,
    offsets: &[usize],
) -> (LayerState, Vec<f32>) {
    let hidden = parameters.shape.hidden;
    let tokens = input.len() / hidden;
    let first = Shape::layer(layer);
    let mask_all = if sentence_mask.is_empty() {
        Vec::new()
    } else {
        spread(&sentence_mask, offsets, hidden)
    };
    let mut dropped = input.clone();
    if !mask_all.is_empty() {
        mask(&mut dropped, &mask_all);
    }
    let mut gates = vec![0.0; tokens * 3 * hidden];
    multiply(
        (tokens, hidden, 3 * hidden),
        (&dropped, Plain),
        (&parameters.values[first], Plain),
        &mut gates,
    );
    let zeros = || vec![0.0; tokens * hidden];
    let mut state = LayerState {
        input,
        dropped,
        mask: mask_all,
        gates,
        forget: zeros(),
        reset: zeros(),
        cell: zeros(),
    };
    let mut output = zeros();
    let [vf, vr, bf, br] = [1, 2, 3, 4].map(|at| &parameters.values[first + at]);
    for bounds in offsets.windows(2) {
        let mut before = vec![0.0f32; hidden];
        for step in 0..bounds[1] - bounds[0] {
            for (token, range) in directions(bounds, step, hidden) {
                let (low, high) = (range.start, range.end);
                let gate = &state.gates[token * 3 * hidden..(token + 1) * 3 * hidden];
                let (candidate, forget, reset) = (
                    &gate[low..high],
                    &gate[hidden + low..hidden + high],
                    &gate[2 * hidden + low..2 * hidden + high],
                );
                let rows = token * hidden + low..token * hidden + high;
                let x = &state.input[rows.clone()];
                let (fs, rs) = (
                    &mut state.forget[rows.clone()],
                    &mut state.reset[rows.clone()],
                );
                let (cells, ys) = (&mut state.cell[rows.clone()], &mut output[rows]);
                let (vf, vr, bf, br) = (
                    &vf[low..high],
                    &vr[low..high],
                    &bf[low..high],
                    &br[low..high],
                );
                let before = &mut before[low..high];
                for unit in 0..high - low {
                    let cell = before[unit];
                    let f = sigmoid(forget[unit] + vf[unit] * cell + bf[unit]);
                    let r = sigmoid(reset[unit] + vr[unit] * cell + br[unit]);
                    let now = f * cell + (1.0 - f) * candidate[unit];
                    fs[unit] = f;
                    rs[unit] = r;
                    cells[unit] = now;
                    ys[unit] = r * now + (1.0 - r) * x[unit];
                    before[unit] = now;
                }
            }
        }
    }
    (state, output)
}

/// The token that each direction reads at `step`, with its units: the first half forward, the second backward.
fn directions(
    bounds: &[usize],
    step: usize,
    hidden: usize,
) -> [(usize, std::ops::Range<usize>); 2] {
    [
        (bounds[0] + step, 0..hidden / 2),
        (bounds[1] - 1 - step, hidden / 2..hidden),
    ]
}

/// Propagates `d_output` (the gradient of the encoder's output) back into `gradients`. `d_tag` is the gradient of the
/// input of the last layer, which the tag scores read.
pub fn backward(
    parameters: &Parameters,
    batch: &[&[TokenFeatures]],
    encoded: &Encoded,
    mut d_output: Vec<f32>,
    d_tag: Option<&[f32]>,
    gradients: &mut Gradients,
) {
    let (width, hidden) = (parameters.shape.embedding, parameters.shape.hidden);
    let tokens = encoded.tokens();
    mask_if(&mut d_output, &encoded.output_mask);
    let last = parameters.shape.layers - 1;
    let mut d_states = d_output;
    for layer in (0..parameters.shape.layers).rev() {
        let extra = d_tag.filter(|_| layer == last);
        d_states = backward_layer(parameters, layer, encoded, &d_states, extra, gradients);
    }
    multiply(
        (width, tokens, hidden),
        (&encoded.embedded, Turned),
        (&d_states, Plain),
        &mut gradients.values[PROJECT],
    );
    add_rows(&d_states, &mut gradients.values[PROJECT + 1]);
    let mut d_embedded = vec![0.0; tokens * width];
    multiply(
        (tokens, hidden, width),
        (&d_states, Plain),
        (&parameters.values[PROJECT], Turned),
        &mut d_embedded,
    );
    mask_if(&mut d_embedded, &encoded.embedded_mask);
    for ((token, &word), d) in batch
        .iter()
        .copied()
        .flatten()
        .zip(&encoded.words)
        .zip(d_embedded.chunks_exact(width))
    {
        add_to(gradients.row(WORD, word, width), d, 1.0);
        let share = share(token);
        for &gram in &token.grams {
            add_to(gradients.row(GRAM, gram, width), d, share);
        }
    }
}

fn mask_if(values: &mut [f32], factors: &[f32]) {
    if !factors.is_empty() {
        mask(values, factors);
    }
}

fn add_to(sum: &mut [f32], values: &[f32], factor: f32) {
    for (total, value) in sum.iter_mut().zip(values) {
        *total += value * factor;
    }
}

fn backward_layer(
    parameters: &Parameters,
    layer: usize,
    encoded: &Encoded,
    d_output: &[f32],
    d_dropped: Option<&[f32]>,
    gradients: &mut Gradients,
) -> Vec<f32> {
    let hidden = parameters.shape.hidden;
    let tokens = encoded.tokens();
    let first = Shape::layer(layer);
    let state = &encoded.layers[layer];
    let (vf, vr) = (&parameters.values[first + 1], &parameters.values[first + 2]);
    let mut d_gates = vec![0.0; tokens * 3 * hidden];
    let mut d_input = vec![0.0; tokens * hidden];
    let zero = vec![0.0f32; hidden];
    let [mut sum_vf, mut sum_vr, mut sum_bf, mut sum_br] = [(); 4].map(|()| vec![0.0f32; hidden]);
    for bounds in encoded.offsets.windows(2) {
        let length = bounds[1] - bounds[0];
        let mut d_cells = vec![0.0f32; hidden];
        for step in (0..length).rev() {
            for (direction, (token, range)) in
                directions(bounds, step, hidden).into_iter().enumerate()
            {
                let (low, high) = (range.start, range.end);
                let neighbour = if direction == 0 {
                    token.wrapping_sub(1)
                } else {
                    token + 1
                };
                let previous = if step == 0 {
                    &zero[low..high]
                } else {
                    &state.cell[neighbour * hidden + low..neighbour * hidden + high]
                };
                let rows = token * hidden + low..token * hidden + high;
                let (fs, rs) = (&state.forget[rows.clone()], &state.reset[rows.clone()]);
                let (cells, xs) = (&state.cell[rows.clone()], &state.input[rows.clone()]);
                let gate = token * 3 * hidden;
                let candidates = &state.gates[gate + low..gate + high];
                let (d_outs, d_ins) = (&d_output[rows.clone()], &mut d_input[rows]);
                let (d_candidates, rest) = d_gates[gate..gate + 3 * hidden].split_at_mut(hidden);
                let (d_forgets, d_resets) = rest.split_at_mut(hidden);
                let (d_candidates, d_forgets, d_resets) = (
                    &mut d_candidates[low..high],
                    &mut d_forgets[low..high],
                    &mut d_resets[low..high],
                );
                let (vf, vr, d_cells) = (&vf[low..high], &vr[low..high], &mut d_cells[low..high]);
                let (s0, s1, s2, s3) = (
                    &mut sum_vf[low..high],
                    &mut sum_vr[low..high],
                    &mut sum_bf[low..high],
                    &mut sum_br[low..high],
                );
                for unit in 0..high - low {
                    let (f, r, cell) = (fs[unit], rs[unit], cells[unit]);
                    let d = d_outs[unit];
                    let d_reset = d * (cell - xs[unit]) * r * (1.0 - r);
                    d_ins[unit] += d * (1.0 - r);
                    let d_cell = d_cells[unit] + d * r;
                    let d_forget = d_cell * (previous[unit] - candidates[unit]) * f * (1.0 - f);
                    d_candidates[unit] = d_cell * (1.0 - f);
                    d_forgets[unit] = d_forget;
                    d_resets[unit] = d_reset;
                    d_cells[unit] = d_cell * f + d_forget * vf[unit] + d_reset * vr[unit];
                    s0[unit] += d_forget * previous[unit];
                    s1[unit] += d_reset * previous[unit];
                    s2[unit] += d_forget;
                    s3[unit] += d_reset;
                }
            }
        }
    }
    for (at, sums) in [sum_vf, sum_vr, sum_bf, sum_br].iter().enumerate() {
        add_to(&mut gradients.values[first + 1 + at], sums, 1.0);
    }
    multiply(
        (hidden, tokens, 3 * hidden),
        (&state.dropped, Turned),
        (&d_gates, Plain),
        &mut gradients.values[first],
    );
    let mut d_state = vec![0.0; tokens * hidden];
    multiply(
        (tokens, 3 * hidden, hidden),
        (&d_gates, Plain),
        (&parameters.values[first], Turned),
        &mut d_state,
    );
    if let Some(extra) = d_dropped {
        add_to(&mut d_state, extra, 1.0);
    }
    mask_if(&mut d_state, &state.mask);
    add_to(&mut d_input, &d_state, 1.0);
    d_input
}
