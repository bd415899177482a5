//! The losses on top of the encoder (tags, heads, relations) and their gradients.

use crate::encoder::{Dropout, Encoded, backward, encode};
use crate::matrix::{
    Layout::{Plain, Turned},
    Random, add_bias, add_rows, multiply, softmax_gradient,
};
use crate::parameters::{Gradients, Parameters};
use gainsay::language::features::TokenFeatures;
use gainsay::language::kernel::leaky;
use gainsay::language::shape::{
    BIAFFINE, DEPENDENT, HEAD, LABEL_BIAS, LABEL_DEPENDENT, LABEL_HEAD, RELATION, ROOT, TAG,
};

/// A sentence of a treebank as numbers.
pub struct Example {
    /// Features of each token.
    pub tokens: Vec<TokenFeatures>,
    /// Head of each token: 0 for the root, else position from 1.
    pub heads: Vec<usize>,
    /// Relation of each token.
    pub relations: Vec<usize>,
    /// Tag of each token.
    pub tags: Vec<usize>,
}

/// What a batch gave.
#[derive(Debug, Default, Clone, Copy)]
pub struct Outcome {
    /// Summed loss in nats.
    pub loss: f32,
    /// Heads right.
    pub heads: usize,
    /// Tokens.
    pub tokens: usize,
}

/// A dense layer with a bias, and whether it is followed by the leaky unit.
fn dense(parameters: &Parameters, block: usize, x: &[f32], bias: bool) -> Vec<f32> {
    let spec = parameters.shape.blocks()[block];
    let rows = x.len() / spec.rows;
    let mut out = vec![0.0; rows * spec.columns];
    multiply(
        (rows, spec.rows, spec.columns),
        (x, Plain),
        (&parameters.values[block], Plain),
        &mut out,
    );
    if bias {
        add_bias(&mut out, &parameters.values[block + 1]);
    }
    out
}

/// The gradient of [`dense`]: into the block's weights (and bias), and the gradient of its input.
fn dense_backward(
    parameters: &Parameters,
    block: usize,
    x: &[f32],
    d_out: &[f32],
    bias: bool,
    gradients: &mut Gradients,
) -> Vec<f32> {
    let spec = parameters.shape.blocks()[block];
    let rows = x.len() / spec.rows;
    multiply(
        (spec.rows, rows, spec.columns),
        (x, Turned),
        (d_out, Plain),
        &mut gradients.values[block],
    );
    if bias {
        add_rows(d_out, &mut gradients.values[block + 1]);
    }
    let mut d_x = vec![0.0; x.len()];
    multiply(
        (rows, spec.columns, spec.rows),
        (d_out, Plain),
        (&parameters.values[block], Turned),
        &mut d_x,
    );
    d_x
}

fn leaky_backward(d: &mut [f32], out: &[f32]) {
    for (d, out) in d.iter_mut().zip(out) {
        if *out < 0.0 {
            *d *= 0.1;
        }
    }
}

fn add(sum: &mut [f32], values: &[f32]) {
    for (total, value) in sum.iter_mut().zip(values) {
        *total += value;
    }
}

/// Loss and gradients of a batch, each token's loss times `scale`.
pub fn train_batch(
    parameters: &Parameters,
    batch: &[&Example],
    dropout: Option<(Dropout, &mut Random)>,
    scale: f32,
    gradients: &mut Gradients,
) -> Outcome {
    let tokens: Vec<&[TokenFeatures]> = batch.iter().map(|e| e.tokens.as_slice()).collect();
    let encoded = encode(parameters, &tokens, dropout);
    let mut outcome = Outcome {
        tokens: encoded.tokens(),
        ..Outcome::default()
    };
    let d_tag = tag_loss(parameters, batch, &encoded, scale, gradients, &mut outcome);
    let mut d_output = vec![0.0; encoded.output.len()];
    arc_loss(
        parameters,
        batch,
        &encoded,
        scale,
        gradients,
        &mut d_output,
        &mut outcome,
    );
    relation_loss(
        parameters,
        batch,
        &encoded,
        scale,
        gradients,
        &mut d_output,
        &mut outcome,
    );
    backward(
        parameters,
        &tokens,
        &encoded,
        d_output,
        Some(&d_tag),
        gradients,
    );
    outcome
}

fn tag_loss(
    parameters: &Parameters,
    batch: &[&Example],
    encoded: &Encoded,
    scale: f32,
    gradients: &mut Gradients,
    outcome: &mut Outcome,
) -> Vec<f32> {
    let input = &encoded.layers[encoded.layers.len() - 1].dropped;
    let mut scores = dense(parameters, TAG, input, true);
    let gold = batch.iter().flat_map(|example| &example.tags);
    for (row, &gold) in scores.chunks_exact_mut(parameters.shape.tags).zip(gold) {
        outcome.loss += softmax_gradient(row, gold, scale);
    }
    dense_backward(parameters, TAG, input, &scores, true, gradients)
}

fn arc_loss(
    parameters: &Parameters,
    batch: &[&Example],
    encoded: &Encoded,
    scale: f32,
    gradients: &mut Gradients,
    d_output: &mut [f32],
    outcome: &mut Outcome,
) {
    let width = parameters.shape.arc;
    let root = &parameters.values[ROOT];
    let layer = |block: usize, x: &[f32]| {
        let mut out = dense(parameters, block, x, true);
        leaky(&mut out);
        out
    };
    let dependents = layer(DEPENDENT, &encoded.output);
    let heads = layer(HEAD, &encoded.output);
    let root_head = layer(HEAD, root);
    let projected = dense(parameters, BIAFFINE, &dependents, true);
    let mut d_projected = vec![0.0; projected.len()];
    let mut d_heads = vec![0.0; heads.len()];
    let mut d_root = vec![0.0; width];
    for (example, bounds) in batch.iter().zip(encoded.offsets.windows(2)) {
        let n = bounds[1] - bounds[0];
        let rows = bounds[0] * width..bounds[1] * width;
        let (own, above) = (&projected[rows.clone()], &heads[rows.clone()]);
        // Scores and gradients with the root in a column of its own.
        let mut to_root = vec![0.0; n];
        let mut to_token = vec![0.0; n * n];
        multiply((n, width, n), (own, Plain), (above, Turned), &mut to_token);
        multiply(
            (n, width, 1),
            (own, Plain),
            (&root_head, Plain),
            &mut to_root,
        );
        for token in 0..n {
            let mut scores = Vec::with_capacity(n + 1);
            scores.push(to_root[token]);
            scores.extend_from_slice(&to_token[token * n..(token + 1) * n]);
            scores[token + 1] = -1e9;
            let best = (0..=n).fold(
                0,
                |best, at| if scores[at] > scores[best] { at } else { best },
            );
            outcome.heads += usize::from(best == example.heads[token]);
            outcome.loss += softmax_gradient(&mut scores, example.heads[token], scale);
            scores[token + 1] = 0.0;
            to_root[token] = scores[0];
            to_token[token * n..(token + 1) * n].copy_from_slice(&scores[1..]);
        }
        multiply(
            (n, n, width),
            (&to_token, Plain),
            (above, Plain),
            &mut d_projected[rows.clone()],
        );
        multiply(
            (n, 1, width),
            (&to_root, Plain),
            (&root_head, Plain),
            &mut d_projected[rows.clone()],
        );
        multiply(
            (n, n, width),
            (&to_token, Turned),
            (own, Plain),
            &mut d_heads[rows],
        );
        multiply((1, n, width), (&to_root, Plain), (own, Plain), &mut d_root);
    }
    let mut d_dependents = dense_backward(
        parameters,
        BIAFFINE,
        &dependents,
        &d_projected,
        true,
        gradients,
    );
    leaky_backward(&mut d_dependents, &dependents);
    leaky_backward(&mut d_heads, &heads);
    leaky_backward(&mut d_root, &root_head);
    add(
        d_output,
        &dense_backward(
            parameters,
            DEPENDENT,
            &encoded.output,
            &d_dependents,
            true,
            gradients,
        ),
    );
    add(
        d_output,
        &dense_backward(parameters, HEAD, &encoded.output, &d_heads, true, gradients),
    );
    let d = dense_backward(parameters, HEAD, root, &d_root, true, gradients);
    add(&mut gradients.values[ROOT], &d);
}

fn relation_loss(
    parameters: &Parameters,
    batch: &[&Example],
    encoded: &Encoded,
    scale: f32,
    gradients: &mut Gradients,
    d_output: &mut [f32],
    outcome: &mut Outcome,
) {
    let (width, tokens) = (parameters.shape.label, encoded.tokens());
    let root = &parameters.values[ROOT];
    let own = dense(parameters, LABEL_DEPENDENT, &encoded.output, false);
    let above = dense(parameters, LABEL_HEAD, &encoded.output, false);
    let root_above = dense(parameters, LABEL_HEAD, root, false);
    // The row of each token's gold head, or none for the root.
    let heads: Vec<Option<usize>> = batch
        .iter()
        .zip(&encoded.offsets)
        .flat_map(|(example, &offset)| {
            example
                .heads
                .iter()
                .map(move |&head| head.checked_sub(1).map(|head| offset + head))
        })
        .collect();
    let mut hidden = own;
    for (token, row) in hidden.chunks_exact_mut(width).enumerate() {
        add(
            row,
            heads[token].map_or(&root_above[..], |head| {
                &above[head * width..(head + 1) * width]
            }),
        );
        add(row, &parameters.values[LABEL_BIAS]);
    }
    leaky(&mut hidden);
    let mut scores = dense(parameters, RELATION, &hidden, true);
    let gold = batch.iter().flat_map(|example| &example.relations);
    for (row, &gold) in scores
        .chunks_exact_mut(parameters.shape.relations)
        .zip(gold)
    {
        outcome.loss += softmax_gradient(row, gold, scale);
    }
    let mut d_hidden = dense_backward(parameters, RELATION, &hidden, &scores, true, gradients);
    leaky_backward(&mut d_hidden, &hidden);
    add_rows(&d_hidden, &mut gradients.values[LABEL_BIAS]);
    let mut d_above = vec![0.0; tokens * width];
    let mut d_root = vec![0.0; width];
    for (token, row) in d_hidden.chunks_exact(width).enumerate() {
        match heads[token] {
            None => add(&mut d_root, row),
            Some(head) => add(&mut d_above[head * width..(head + 1) * width], row),
        }
    }
    add(
        d_output,
        &dense_backward(
            parameters,
            LABEL_DEPENDENT,
            &encoded.output,
            &d_hidden,
            false,
            gradients,
        ),
    );
    add(
        d_output,
        &dense_backward(
            parameters,
            LABEL_HEAD,
            &encoded.output,
            &d_above,
            false,
            gradients,
        ),
    );
    let d = dense_backward(parameters, LABEL_HEAD, root, &d_root, false, gradients);
    add(&mut gradients.values[ROOT], &d);
}

#[cfg(test)]
mod tests {
    use super::*;
    use gainsay::language::shape::Shape;

    fn example(seed: usize, length: usize) -> Example {
        let tokens = (0..length)
            .map(|at| TokenFeatures {
                word: ((at * 3 + seed) % 5) as u32,
                grams: (0..3)
                    .map(|k| ((at * 5 + k * 7 + seed) % 11) as u32)
                    .collect(),
            })
            .collect();
        Example {
            tokens,
            heads: (0..length)
                .map(|at| if at == 0 { 0 } else { (at + seed) % at + 1 })
                .collect(),
            relations: (0..length).map(|at| (at + seed) % 3).collect(),
            tags: (0..length).map(|at| (at * 2 + seed) % 4).collect(),
        }
    }

    /// Central differences on parameters of every block agree with the hand-written gradients.
    #[test]
    fn gradients_agree_with_finite_differences() {
        let shape = Shape {
            embedding: 4,
            hidden: 6,
            layers: 3,
            arc: 5,
            label: 4,
            tags: 4,
            relations: 3,
            words: 5,
            buckets: 11,
        };
        let mut parameters = Parameters::random(shape, 3);
        let mut random = Random::new(5);
        for value in parameters.values.iter_mut().flatten() {
            *value += (random.unit() - 0.5) * 0.4;
        }
        let examples = [example(1, 4), example(2, 6)];
        let batch: Vec<&Example> = examples.iter().collect();
        let mut gradients = Gradients::new(&parameters);
        train_batch(&parameters, &batch, None, 1.0, &mut gradients);
        let loss = |parameters: &Parameters| {
            let mut ignored = Gradients::new(parameters);
            f64::from(train_batch(parameters, &batch, None, 1.0, &mut ignored).loss)
        };
        let difference = |parameters: &mut Parameters, block: usize, at: usize, step: f32| {
            let kept = parameters.values[block][at];
            parameters.values[block][at] = kept + step;
            let up = loss(parameters);
            parameters.values[block][at] = kept - step;
            let down = loss(parameters);
            parameters.values[block][at] = kept;
            (up - down) / f64::from(2.0 * step)
        };
        for block in 0..parameters.values.len() {
            let mut smooth = 0;
            for _ in 0..12 {
                let at = random.below(parameters.values[block].len());
                let wide = difference(&mut parameters, block, at, 4e-3);
                let narrow = difference(&mut parameters, block, at, 2e-3);
                let exact = f64::from(gradients.values[block][at]);
                let tolerance = 1.5e-2 + 2e-2 * exact.abs();
                // Where two steps disagree, a leaky unit turns between them: no derivative to compare with.
                if (wide - narrow).abs() > tolerance / 2.0 {
                    continue;
                }
                smooth += 1;
                assert!(
                    (narrow - exact).abs() < tolerance,
                    "block {block} at {at}: {narrow} by differences, {exact} by hand"
                );
            }
            assert!(smooth >= 6, "block {block}: too few smooth points to tell");
        }
    }
}
