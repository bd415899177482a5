//! Matrix products for training, in 32-bit floats.

/// How a matrix lies in memory.
#[derive(Clone, Copy)]
pub enum Layout {
    /// As it is.
    Plain,
    /// Transposed: the product uses its transpose without copying.
    Turned,
}

/// `out += a * b` for a `rows x inner` matrix `a` and an `inner x columns` matrix `b`, either of them possibly stored
/// transposed. `out` is `rows x columns`.
pub fn multiply(
    (rows, inner, columns): (usize, usize, usize),
    (a, a_layout): (&[f32], Layout),
    (b, b_layout): (&[f32], Layout),
    out: &mut [f32],
) {
    assert!(a.len() >= rows * inner && b.len() >= inner * columns && out.len() >= rows * columns);
    if rows == 0 || inner == 0 || columns == 0 {
        return;
    }
    let strides = |layout, height: usize, width: usize| match layout {
        Layout::Plain => (width as isize, 1),
        Layout::Turned => (1, height as isize),
    };
    let (a_row, a_column) = strides(a_layout, rows, inner);
    let (b_row, b_column) = strides(b_layout, inner, columns);
    // SAFETY: the lengths were checked above; strides stay inside them; `out` overlaps nothing.
    unsafe {
        matrixmultiply::sgemm(
            rows,
            inner,
            columns,
            1.0,
            a.as_ptr(),
            a_row,
            a_column,
            b.as_ptr(),
            b_row,
            b_column,
            1.0,
            out.as_mut_ptr(),
            columns as isize,
            1,
        );
    }
}

/// Adds `bias` to every row of `x`.
pub fn add_bias(x: &mut [f32], bias: &[f32]) {
    for row in x.chunks_exact_mut(bias.len()) {
        for (value, add) in row.iter_mut().zip(bias) {
            *value += add;
        }
    }
}

/// Adds every row of `x` to `sum`.
pub fn add_rows(x: &[f32], sum: &mut [f32]) {
    for row in x.chunks_exact(sum.len()) {
        for (total, value) in sum.iter_mut().zip(row) {
            *total += value;
        }
    }
}

/// Multiplies element by element.
pub fn mask(x: &mut [f32], mask: &[f32]) {
    for (value, factor) in x.iter_mut().zip(mask) {
        *value *= factor;
    }
}

/// Turns scores into the gradient of the cross-entropy against `gold`, times `scale`; returns the loss in nats.
pub fn softmax_gradient(scores: &mut [f32], gold: usize, scale: f32) -> f32 {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    let loss = -(scores[gold] / sum).max(1e-12).ln();
    for score in scores.iter_mut() {
        *score *= scale / sum;
    }
    scores[gold] -= scale;
    loss
}

/// A small generator (xorshift64*), so that a seed gives the same model everywhere.
#[derive(Debug, Clone)]
pub struct Random(u64);

impl Random {
    /// From a seed; 0 counts as 1.
    pub fn new(seed: u64) -> Self {
        Self(seed.max(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// Uniform in 0..1.
    pub fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Uniform below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        (self.bits() % bound.max(1) as u64) as usize
    }

    /// A dropout mask: 0 with probability `rate`, else 1 / (1 - rate).
    pub fn dropout(&mut self, length: usize, rate: f32) -> Vec<f32> {
        let kept = 1.0 / (1.0 - rate);
        (0..length)
            .map(|_| if self.unit() < rate { 0.0 } else { kept })
            .collect()
    }

    /// Fisher-Yates.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for at in (1..items.len()).rev() {
            items.swap(at, self.below(at + 1));
        }
    }
}
