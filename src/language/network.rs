//! Inference: embeddings, a bidirectional simple recurrent encoder, tag scores, biaffine arc scores, relation scores.
//!
//! Simple recurrent units after Lei et al. (2018), "Simple Recurrent Units for Highly Parallelizable Recurrence";
//! biaffine attention after Dozat and Manning (2017), "Deep Biaffine Attention for Neural Dependency Parsing".

use super::features::TokenFeatures;
use super::file::{Cursor, ModelError};
use super::kernel::{Dense, Quantised, leaky, sigmoid, widest};
use super::shape::{
    BIAFFINE, Block, DEPENDENT, GRAM, HEAD, LABEL_BIAS, LABEL_DEPENDENT, LABEL_HEAD, PROJECT,
    RELATION, ROOT, Shape, Storage, TAG, WORD,
};

/// Columns that are summed side by side.
const TILE: usize = 16;
/// Tokens that are summed side by side.
const BESIDE: usize = 4;

/// A table of rows of signed bytes, each with a scale.
#[derive(Debug, Clone)]
struct Embedding {
    scales: Vec<f32>,
    rows: &'static [u8],
    columns: usize,
}

impl Embedding {
    /// Adds row `row`, times `factor`, to `out`.
    fn add(&self, row: usize, factor: f32, out: &mut [f32]) {
        let (Some(&scale), Some(bytes)) = (
            self.scales.get(row),
            self.rows.get(row * self.columns..(row + 1) * self.columns),
        ) else {
            return;
        };
        let unit = scale * factor;
        add_bytes(bytes, unit, out);
    }
}

/// One recurrent layer.
#[derive(Debug, Clone)]
struct Layer {
    input: Dense,
    forget: Vec<f32>,
    reset: Vec<f32>,
    forget_bias: Vec<f32>,
    reset_bias: Vec<f32>,
}

/// The parameters, ready to use.
#[derive(Debug, Clone)]
pub struct Network {
    shape: Shape,
    words: Embedding,
    grams: Embedding,
    project: Dense,
    tag: Dense,
    dependent: Dense,
    head: Dense,
    biaffine: Dense,
    label_dependent: Dense,
    label_head: Dense,
    label_bias: Vec<f32>,
    /// In tiles of outputs: for each unit the weights of a tile.
    relation: Vec<f32>,
    relation_bias: Vec<f32>,
    layers: Vec<Layer>,
    /// The root as a head: its arc and label representations.
    root_arc: Vec<f32>,
    root_label: Vec<f32>,
}

/// What is known of each word of a sentence before any of its neighbours is looked at.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// The input of the first layer, a row a word.
    pub states: Vec<f32>,
    /// Its product with the weights of that layer, a row a word.
    pub gates: Vec<f32>,
}

/// Scores of one sentence.
#[derive(Debug, Clone)]
pub struct Scores {
    /// Number of tokens.
    pub tokens: usize,
    /// Tag scores, a row a token.
    pub tags: Vec<f32>,
    /// Arc scores, a row a token: column 0 for the root, then each token as its head. Itself is -1e9.
    pub arcs: Vec<f32>,
    label_dependent: Vec<f32>,
    label_head: Vec<f32>,
}

enum Loaded {
    Embedding(Embedding),
    Dense(Dense),
    Vector(Vec<f32>),
}

impl Network {
    /// Takes the parameters off a model file.
    pub fn load(shape: Shape, cursor: &mut Cursor) -> Result<Self, ModelError> {
        let mut loaded = Vec::new();
        for block in shape.blocks() {
            loaded.push(Some(load_block(block, cursor)?));
        }
        let mut blocks = Blocks(loaded);
        let mut layers = Vec::new();
        for layer in 0..shape.layers {
            let first = Shape::layer(layer);
            layers.push(Layer {
                input: blocks.dense(first, None)?,
                forget: blocks.vector(first + 1)?,
                reset: blocks.vector(first + 2)?,
                forget_bias: blocks.vector(first + 3)?,
                reset_bias: blocks.vector(first + 4)?,
            });
        }
        let relation = blocks.dense(RELATION, Some(RELATION + 1))?;
        let root = blocks.vector(ROOT)?;
        let mut network = Self {
            shape,
            words: blocks.embedding(WORD)?,
            grams: blocks.embedding(GRAM)?,
            project: blocks.dense(PROJECT, Some(PROJECT + 1))?,
            tag: blocks.dense(TAG, Some(TAG + 1))?,
            dependent: blocks.dense(DEPENDENT, Some(DEPENDENT + 1))?,
            head: blocks.dense(HEAD, Some(HEAD + 1))?,
            biaffine: blocks.dense(BIAFFINE, Some(BIAFFINE + 1))?,
            label_dependent: blocks.dense(LABEL_DEPENDENT, None)?,
            label_head: blocks.dense(LABEL_HEAD, None)?,
            label_bias: blocks.vector(LABEL_BIAS)?,
            relation: tiled(&relation),
            relation_bias: relation.bias,
            layers,
            root_arc: Vec::new(),
            root_label: Vec::new(),
        };
        let mut out = Vec::new();
        network.head.apply(&root, &mut out);
        leaky(&mut out);
        network.root_arc = out.clone();
        network.label_head.apply(&root, &mut out);
        network.root_label = out;
        Ok(network)
    }

    /// The sum of a token's embeddings.
    pub fn embed(&self, token: &TokenFeatures, out: &mut [f32]) {
        let share = 1.0 / (token.grams.len().max(1) as f32).sqrt();
        for &gram in &token.grams {
            self.grams.add(gram as usize, share, out);
        }
        self.words.add(token.word as usize, 1.0, out);
    }

    /// Sizes.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Width of an embedding.
    pub fn embedding_width(&self) -> usize {
        self.shape.embedding
    }

    /// What the first layer is told of words by themselves; `embedded` holds a row of [`Network::embed`] for each.
    pub fn open(&self, embedded: &[f32]) -> Opened {
        let mut opened = Opened::default();
        self.project.apply(embedded, &mut opened.states);
        if let Some(layer) = self.layers.first() {
            layer.input.apply(&opened.states, &mut opened.gates);
        }
        opened
    }

    /// Scores one sentence, of whose words [`Network::open`] tells.
    pub fn score(&self, opened: Opened) -> Scores {
        let Opened {
            mut states,
            mut gates,
        } = opened;
        let tokens = states.len() / self.shape.hidden;
        let mut tags = Vec::new();
        let mut next = vec![0.0; states.len()];
        for (index, layer) in self.layers.iter().enumerate() {
            let last = index + 1 == self.layers.len();
            if index > 0 || last {
                let quantised = Quantised::of(&states, self.shape.hidden);
                if last {
                    self.tag.multiply(&quantised, &mut tags);
                }
                if index > 0 {
                    layer.input.multiply(&quantised, &mut gates);
                }
            }
            recur(layer, &gates, &states, &mut next, self.shape.hidden);
            std::mem::swap(&mut states, &mut next);
        }
        let mut scores = Scores {
            tokens,
            tags,
            arcs: Vec::new(),
            label_dependent: Vec::new(),
            label_head: Vec::new(),
        };
        let states = Quantised::of(&states, self.shape.hidden);
        self.score_arcs(&states, &mut scores);
        self.label_dependent
            .multiply(&states, &mut scores.label_dependent);
        self.label_head.multiply(&states, &mut scores.label_head);
        scores
    }

    fn score_arcs(&self, states: &Quantised, scores: &mut Scores) {
        let (n, width) = (scores.tokens, self.shape.arc);
        let (mut dependents, mut heads, mut projected) = (Vec::new(), Vec::new(), Vec::new());
        self.dependent.multiply(states, &mut dependents);
        leaky(&mut dependents);
        self.head.multiply(states, &mut heads);
        leaky(&mut heads);
        self.biaffine.apply(&dependents, &mut projected);
        // Heads turned, the root in column 0, so that the inner loop runs over heads and sums stay in order.
        let columns = n + 1;
        let mut turned = vec![0.0f32; width * columns.next_multiple_of(TILE)];
        let rows = std::iter::once(&self.root_arc[..]).chain(heads.chunks_exact(width));
        for (column, row) in rows.enumerate() {
            let tile = turned[column / TILE * TILE * width..].chunks_exact_mut(TILE);
            for (slots, &value) in tile.zip(row) {
                slots[column % TILE] = value;
            }
        }
        scores.arcs = vec![0.0; n * columns];
        biaffine(&projected, &turned, width, &mut scores.arcs);
        for (token, row) in scores.arcs.chunks_exact_mut(columns).enumerate() {
            row[token + 1] = -1e9;
        }
    }

    /// Relation scores of `token` (from 0) under `head` (0 for the root, else token + 1).
    pub fn relations(&self, scores: &Scores, token: usize, head: usize) -> Vec<f32> {
        let width = self.shape.label;
        let own = &scores.label_dependent[token * width..(token + 1) * width];
        let above = match head.checked_sub(1) {
            None => &self.root_label[..],
            Some(head) => &scores.label_head[head * width..(head + 1) * width],
        };
        let mut out = self.relation_bias.clone();
        let mut active = vec![0.0; width];
        relate(own, above, &self.label_bias, &mut active);
        weigh(&active, &self.relation, &mut out);
        out
    }
}

widest! {
    /// Adds signed bytes, each worth `unit`, to `out`.
    fn add_bytes(bytes: &[u8], unit: f32, out: &mut [f32]) {
        for (value, &byte) in out.iter_mut().zip(bytes) {
            *value += f32::from(byte as i8) * unit;
        }
    }

    /// The sum of `own`, `above` and `bias`, negative values a tenth.
    fn relate(own: &[f32], above: &[f32], bias: &[f32], out: &mut [f32]) {
        for (((a, b), c), slot) in own.iter().zip(above).zip(bias).zip(out) {
            let sum = a + b + c;
            *slot = if sum < 0.0 { 0.1 * sum } else { sum };
        }
    }

    /// Adds to `out` the product of `units` with `weights`, which lie in tiles of outputs.
    fn weigh(units: &[f32], weights: &[f32], out: &mut [f32]) {
        for (weights, out) in weights.chunks_exact(units.len() * TILE).zip(out.chunks_mut(TILE)) {
            let mut sums = [0.0f32; TILE];
            sums[..out.len()].copy_from_slice(out);
            for (unit, weights) in units.iter().zip(weights.as_chunks::<TILE>().0) {
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += unit * weight;
                }
            }
            out.copy_from_slice(&sums[..out.len()]);
        }
    }

    /// The product of the projected dependents (a row of `width` a token) with the turned heads, which lie in tiles of
    /// columns, a row of a tile a unit.
    fn biaffine(projected: &[f32], turned: &[f32], width: usize, arcs: &mut [f32]) {
        let columns = arcs.len() * width / projected.len().max(1);
        for (tile, heads) in turned.chunks_exact(width * TILE).enumerate() {
            let heads = heads.as_chunks::<TILE>().0;
            let place = tile * TILE..columns.min((tile + 1) * TILE);
            let values = projected.chunks(width * BESIDE);
            for (values, rows) in values.zip(arcs.chunks_mut(columns * BESIDE)) {
                let mut sums = [[0.0f32; TILE]; BESIDE];
                if values.len() == width * BESIDE {
                    beside::<BESIDE>(values, heads, &mut sums);
                } else {
                    for (values, sums) in values.chunks_exact(width).zip(&mut sums) {
                        beside::<1>(values, heads, std::array::from_mut(sums));
                    }
                }
                for (row, sums) in rows.chunks_exact_mut(columns).zip(&sums) {
                    row[place.clone()].copy_from_slice(&sums[..place.len()]);
                }
            }
        }
    }

    /// One layer in both directions: the first half of the units runs forward, the second backward.
    fn recur(layer: &Layer, gates: &[f32], input: &[f32], output: &mut [f32], hidden: usize) {
        let tokens = input.len() / hidden;
        let half = hidden / 2;
        let mut cells = vec![0.0f32; hidden];
        for step in 0..tokens {
            for (token, low) in [(step, 0), (tokens - 1 - step, half)] {
                // Slices of one known length, so that no index in the loop below is checked.
                let gate = &gates[token * 3 * hidden + low..];
                let (candidate, forget) = (&gate[..half], &gate[hidden..][..half]);
                let reset = &gate[2 * hidden..][..half];
                let x = &input[token * hidden + low..][..half];
                let y = &mut output[token * hidden + low..][..half];
                let cell = &mut cells[low..][..half];
                let (vf, vr) = (&layer.forget[low..][..half], &layer.reset[low..][..half]);
                let bf = &layer.forget_bias[low..][..half];
                let br = &layer.reset_bias[low..][..half];
                for unit in 0..half {
                    let before = cell[unit];
                    let f = sigmoid(forget[unit] + vf[unit] * before + bf[unit]);
                    let r = sigmoid(reset[unit] + vr[unit] * before + br[unit]);
                    let now = f * before + (1.0 - f) * candidate[unit];
                    cell[unit] = now;
                    y[unit] = r * now + (1.0 - r) * x[unit];
                }
            }
        }
    }
}

/// Adds the products of some tokens' values with one tile of heads. Every sum is in the order of the units; several tokens
/// side by side only keep the processor busy while it waits for one of them.
#[inline(always)]
fn beside<const TOKENS: usize>(
    values: &[f32],
    heads: &[[f32; TILE]],
    sums: &mut [[f32; TILE]; TOKENS],
) {
    let width = heads.len();
    let rows: [&[f32]; TOKENS] = std::array::from_fn(|token| &values[token * width..][..width]);
    for (unit, heads) in heads.iter().enumerate() {
        for (row, sums) in rows.iter().zip(sums.iter_mut()) {
            for (sum, head) in sums.iter_mut().zip(heads) {
                *sum += row[unit] * head;
            }
        }
    }
}

/// The float weights of a small dense layer in tiles of outputs: for each input the weights of a tile, zeros past the last.
fn tiled(dense: &Dense) -> Vec<f32> {
    let mut tiles = vec![0.0; dense.inputs * dense.outputs.next_multiple_of(TILE)];
    for output in 0..dense.outputs {
        let tile = &mut tiles[output / TILE * TILE * dense.inputs..];
        for (input, slots) in tile.chunks_exact_mut(TILE).take(dense.inputs).enumerate() {
            slots[output % TILE] = dense.weight(output, input);
        }
    }
    tiles
}

fn load_block(block: Block, cursor: &mut Cursor) -> Result<Loaded, ModelError> {
    Ok(match block.storage {
        Storage::Vector => Loaded::Vector(cursor.floats(block.columns)?),
        Storage::Embedding => Loaded::Embedding(Embedding {
            scales: cursor.floats(block.rows)?,
            rows: cursor.take(block.rows.saturating_mul(block.columns))?,
            columns: block.columns,
        }),
        Storage::Dense => {
            let scales = cursor.floats(block.columns)?;
            let bytes = cursor.take(block.rows.saturating_mul(block.columns))?;
            Loaded::Dense(Dense::new(block.rows, block.columns, bytes, scales))
        }
    })
}

/// Loaded blocks, each taken once.
struct Blocks(Vec<Option<Loaded>>);

impl Blocks {
    const MISPLACED: ModelError = ModelError::Inconsistent("a block is missing or of another kind");

    fn take(&mut self, index: usize) -> Option<Loaded> {
        self.0.get_mut(index).and_then(Option::take)
    }

    fn dense(&mut self, index: usize, bias: Option<usize>) -> Result<Dense, ModelError> {
        let Some(Loaded::Dense(mut dense)) = self.take(index) else {
            return Err(Self::MISPLACED);
        };
        if let Some(bias) = bias {
            dense.bias = self.vector(bias)?;
        }
        Ok(dense)
    }

    fn vector(&mut self, index: usize) -> Result<Vec<f32>, ModelError> {
        match self.take(index) {
            Some(Loaded::Vector(vector)) => Ok(vector),
            _ => Err(Self::MISPLACED),
        }
    }

    fn embedding(&mut self, index: usize) -> Result<Embedding, ModelError> {
        match self.take(index) {
            Some(Loaded::Embedding(embedding)) => Ok(embedding),
            _ => Err(Self::MISPLACED),
        }
    }
}
