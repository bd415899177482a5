//! Parameters, their gradients, and the optimiser.

use crate::matrix::Random;
use gainsay::language::shape::{GRAM, LAYER, LAYER_BLOCKS, PROJECT, ROOT, Shape, Storage, WORD};

/// The parameters of a network, block by block in the order of [`Shape::blocks`].
#[derive(Clone)]
pub struct Parameters {
    /// Sizes.
    pub shape: Shape,
    /// Values of each block, row-major.
    pub values: Vec<Vec<f32>>,
}

impl Parameters {
    /// Random values: uniform after Glorot for dense layers, small for embeddings.
    pub fn random(shape: Shape, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let values = shape
            .blocks()
            .iter()
            .enumerate()
            .map(|(index, block)| {
                let bound = match (index, block.storage) {
                    (WORD, _) => 0.05,
                    (GRAM, _) => 0.15,
                    (ROOT, _) => 0.1,
                    (_, Storage::Dense) if index >= LAYER => (3.0 / block.rows as f32).sqrt(),
                    (_, Storage::Dense) => (6.0 / (block.rows + block.columns) as f32).sqrt(),
                    (_, _) if index >= LAYER && matches!((index - LAYER) % LAYER_BLOCKS, 1 | 2) => {
                        0.5
                    }
                    _ => 0.0,
                };
                (0..block.rows * block.columns)
                    .map(|_| (random.unit() * 2.0 - 1.0) * bound)
                    .collect()
            })
            .collect();
        Self { shape, values }
    }

    /// Takes the encoder and the embeddings of a pre-trained network whose words are a prefix of ours.
    pub fn take_encoder(&mut self, other: &Parameters) {
        let words = &other.values[WORD];
        self.values[WORD][..words.len()].copy_from_slice(words);
        for index in [GRAM, PROJECT, PROJECT + 1]
            .into_iter()
            .chain(LAYER..self.values.len())
        {
            self.values[index].clone_from(&other.values[index]);
        }
    }
}

/// Gradients of the same blocks; embeddings remember which rows were touched.
pub struct Gradients {
    /// Values of each block.
    pub values: Vec<Vec<f32>>,
    touched: [Vec<u32>; 2],
    marked: [Vec<bool>; 2],
}

impl Gradients {
    /// All zero.
    pub fn new(parameters: &Parameters) -> Self {
        let rows = |index: usize| vec![false; parameters.shape.blocks()[index].rows];
        Self {
            values: parameters
                .values
                .iter()
                .map(|block| vec![0.0; block.len()])
                .collect(),
            touched: [Vec::new(), Vec::new()],
            marked: [rows(WORD), rows(GRAM)],
        }
    }

    /// The gradient row of an embedding, marked as touched.
    pub fn row(&mut self, table: usize, row: u32, width: usize) -> &mut [f32] {
        if !std::mem::replace(&mut self.marked[table][row as usize], true) {
            self.touched[table].push(row);
        }
        &mut self.values[table][row as usize * width..(row as usize + 1) * width]
    }

    /// Back to zero.
    pub fn clear(&mut self, width: usize) {
        for values in &mut self.values[2..] {
            values.fill(0.0);
        }
        for table in [WORD, GRAM] {
            for row in std::mem::take(&mut self.touched[table]) {
                let row = row as usize;
                self.values[table][row * width..(row + 1) * width].fill(0.0);
                self.marked[table][row] = false;
            }
        }
    }
}

/// Adam (Kingma and Ba 2015) with gradient clipping; embeddings are updated only where touched.
pub struct Adam {
    first: Vec<Vec<f32>>,
    second: Vec<Vec<f32>>,
    step: i32,
}

const BETA1: f32 = 0.9;
const BETA2: f32 = 0.98;
/// Largest norm of the dense gradient.
const CLIP: f32 = 5.0;

impl Adam {
    /// Without history.
    pub fn new(parameters: &Parameters) -> Self {
        let zero = || {
            parameters
                .values
                .iter()
                .map(|block| vec![0.0; block.len()])
                .collect()
        };
        Self {
            first: zero(),
            second: zero(),
            step: 0,
        }
    }

    /// One step against `gradients` at `rate`.
    pub fn step(&mut self, parameters: &mut Parameters, gradients: &Gradients, rate: f32) {
        self.step += 1;
        let norm = gradients.values[2..]
            .iter()
            .flatten()
            .map(|g| g * g)
            .sum::<f32>()
            .sqrt();
        let clip = if norm > CLIP { CLIP / norm } else { 1.0 };
        let correction = (
            1.0 - BETA1.powi(self.step),
            (1.0 - BETA2.powi(self.step)).sqrt(),
        );
        let width = parameters.shape.embedding;
        for index in 0..parameters.values.len() {
            let (w, m, v, g) = (
                &mut parameters.values[index],
                &mut self.first[index],
                &mut self.second[index],
                &gradients.values[index],
            );
            if index == WORD || index == GRAM {
                for &row in &gradients.touched[index] {
                    let rows = row as usize * width..(row as usize + 1) * width;
                    update(
                        &mut w[rows.clone()],
                        &mut m[rows.clone()],
                        &mut v[rows.clone()],
                        &g[rows],
                        (rate, clip),
                        correction,
                    );
                }
            } else {
                update(w, m, v, g, (rate, clip), correction);
            }
        }
    }
}

/// The same step for parameters outside the network (the pre-training output layer).
pub fn update(
    w: &mut [f32],
    m: &mut [f32],
    v: &mut [f32],
    g: &[f32],
    (rate, clip): (f32, f32),
    (first, second): (f32, f32),
) {
    let rate = rate / first;
    for (((w, m), v), g) in w.iter_mut().zip(m).zip(v).zip(g) {
        let g = g * clip;
        *m = BETA1 * *m + (1.0 - BETA1) * g;
        *v = BETA2 * *v + (1.0 - BETA2) * g * g;
        *w -= rate * *m / (v.sqrt() / second + 1e-8);
    }
}
