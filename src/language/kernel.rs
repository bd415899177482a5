//! Integer matrix products and the element-wise functions of the network.
//!
//! Products are exact (16-bit times 16-bit, summed in 32 bits) and element-wise floats are never contracted or
//! reordered, so results are the same bits on every machine, whatever vector instructions it has.

use super::panel::{self, Group, LANES, PAIR, Panel, ROWS};

/// Largest magnitude of a quantised activation. With weights up to 127 and 256 terms a sum stays below 2^30.
const ACTIVATION_MAX: f32 = 16383.0;

/// A dense layer: weights quantised by output.
///
/// The weights lie in panels of sixteen outputs: for every pair of inputs the pair's weights of each output. One
/// multiply-and-add instruction then serves all outputs of a panel, and no sum runs across lanes.
#[derive(Debug, Clone)]
pub struct Dense {
    /// Number of inputs.
    pub inputs: usize,
    /// Number of outputs.
    pub outputs: usize,
    /// What one unit of each output's weights is worth.
    pub scales: Vec<f32>,
    /// Added to each output; empty for none.
    pub bias: Vec<f32>,
    panels: Vec<Panel>,
}

impl Dense {
    /// A layer without bias; `weights` are signed bytes, all inputs of the first output first.
    pub fn new(inputs: usize, outputs: usize, weights: &[u8], scales: Vec<f32>) -> Self {
        let pairs = inputs.div_ceil(PAIR);
        let mut panels = vec![[0i16; LANES * PAIR]; outputs.div_ceil(LANES) * pairs];
        for (output, weights) in weights.chunks_exact(inputs).take(outputs).enumerate() {
            let panels = &mut panels[output / LANES * pairs..][..pairs];
            let slot = output % LANES * PAIR;
            let (whole, rest) = weights.as_chunks::<PAIR>();
            let unit = |byte: u8| i16::from(byte as i8);
            for (panel, pair) in panels.iter_mut().zip(whole) {
                panel[slot..][..PAIR].copy_from_slice(&pair.map(unit));
            }
            if let ([last], Some(panel)) = (rest, panels.last_mut()) {
                panel[slot] = unit(*last);
            }
        }
        Self {
            inputs,
            outputs,
            scales,
            bias: Vec::new(),
            panels,
        }
    }

    /// The weight of `input` in `output`, as a float.
    pub fn weight(&self, output: usize, input: usize) -> f32 {
        let panel = (output / LANES) * self.pairs() + input / PAIR;
        let unit = self.panels[panel][(output % LANES) * PAIR + input % PAIR];
        f32::from(unit) * self.scales[output]
    }

    fn pairs(&self) -> usize {
        self.inputs.div_ceil(PAIR)
    }

    /// `x` (rows of `inputs`) times the weights, plus the bias, into `out` (rows of `outputs`).
    pub fn apply(&self, x: &[f32], out: &mut Vec<f32>) {
        self.multiply(&Quantised::of(x, self.inputs), out);
    }

    /// As [`Dense::apply`]; several layers may share what was quantised for them.
    pub fn multiply(&self, x: &Quantised, out: &mut Vec<f32>) {
        out.clear();
        out.resize(x.units.len() * self.outputs, 0.0);
        let pairs = self.pairs();
        // Panels outside, rows inside: a panel stays in the nearest cache while all rows pass it.
        for (block, panels) in self.panels.chunks_exact(pairs).enumerate() {
            let first = block * LANES;
            let last = (first + LANES).min(self.outputs);
            let scales = &self.scales[first..last];
            let bias = self.bias.get(first..last).unwrap_or_default();
            for (group, rows) in x.pairs.chunks_exact(pairs).enumerate() {
                let group = group * ROWS;
                let sums = panel::sums(panels, rows, x.units.len() - group);
                for ((sums, &unit), out) in sums
                    .iter()
                    .zip(&x.units[group..])
                    .zip(out[group * self.outputs..].chunks_exact_mut(self.outputs))
                {
                    unquantise(sums, unit, scales, bias, &mut out[first..last]);
                }
            }
        }
    }
}

/// Rows of activations as integers.
pub struct Quantised {
    /// For each eight rows, their pairs of inputs.
    pairs: Vec<Group>,
    /// What one unit of each row is worth.
    units: Vec<f32>,
}

impl Quantised {
    /// Quantises the rows of `x`, each of `inputs`.
    pub fn of(x: &[f32], inputs: usize) -> Self {
        let rows = x.len() / inputs;
        let width = inputs.div_ceil(PAIR);
        let mut pairs = vec![[[0i16; PAIR]; ROWS]; width * rows.div_ceil(ROWS)];
        let mut units = vec![0.0f32; rows];
        let mut row = vec![0i16; width * PAIR];
        for (at, (x, unit)) in x.chunks_exact(inputs).zip(&mut units).enumerate() {
            *unit = quantise(x, &mut row);
            let slots = pairs[at / ROWS * width..][..width].iter_mut();
            for (slots, pair) in slots.zip(row.as_chunks().0) {
                slots[at % ROWS] = *pair;
            }
        }
        Self { pairs, units }
    }
}

/// Defines functions that run compiled for the widest vector instructions that this processor has. Integer sums are exact
/// and floats are neither contracted nor reordered, so the bits of the result do not depend on which.
macro_rules! widest {
    ($($(#[$note:meta])* $see:vis fn $name:ident($($arg:ident: $of:ty),* $(,)?) $(-> $out:ty)? $body:block)*) => {$(
        $(#[$note])*
        $see fn $name($($arg: $of),*) $(-> $out)? {
            #[inline(always)]
            fn plain($($arg: $of),*) $(-> $out)? $body
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512bw,avx512vl,avx512dq")]
                fn avx512($($arg: $of),*) $(-> $out)? {
                    plain($($arg),*)
                }
                #[target_feature(enable = "avx2")]
                fn avx2($($arg: $of),*) $(-> $out)? {
                    plain($($arg),*)
                }
                if std::arch::is_x86_feature_detected!("avx512bw")
                    && std::arch::is_x86_feature_detected!("avx512vl")
                    && std::arch::is_x86_feature_detected!("avx512dq")
                {
                    // SAFETY: the processor has just been found to have these instructions.
                    return unsafe { avx512($($arg),*) };
                }
                if std::arch::is_x86_feature_detected!("avx2") {
                    // SAFETY: the processor has just been found to have AVX2.
                    return unsafe { avx2($($arg),*) };
                }
            }
            plain($($arg),*)
        }
    )*};
}
pub(super) use widest;

widest! {
    /// Quantises `x` into `row`; returns what one unit is worth.
    fn quantise(x: &[f32], row: &mut [i16]) -> f32 {
        let most = largest(x);
        let usable = most > 0.0 && most.is_finite();
        let factor = if usable { ACTIVATION_MAX / most } else { 0.0 };
        for (value, slot) in x.iter().zip(row) {
            // Rounding half away from zero by adding a signed half: the cast truncates.
            let scaled = value * factor;
            *slot = (scaled + 0.5f32.copysign(scaled)) as i16;
        }
        if usable { most / ACTIVATION_MAX } else { 0.0 }
    }

    /// The floats that a row of sums stands for.
    fn unquantise(sums: &[i32; LANES], unit: f32, scales: &[f32], bias: &[f32], out: &mut [f32]) {
        for ((slot, &sum), scale) in out.iter_mut().zip(sums).zip(scales) {
            *slot = sum as f32 * (unit * scale);
        }
        for (slot, bias) in out.iter_mut().zip(bias) {
            *slot += bias;
        }
    }
}

/// The largest magnitude, found in sixteen lanes side by side.
#[inline(always)]
fn largest(x: &[f32]) -> f32 {
    let (whole, rest) = x.as_chunks::<LANES>();
    let mut lanes = [0.0f32; LANES];
    let mut take = |values: &[f32]| {
        for (most, value) in lanes.iter_mut().zip(values) {
            let value = value.abs();
            *most = if value > *most { value } else { *most };
        }
    };
    whole.iter().for_each(|values| take(values));
    take(rest);
    lanes.into_iter().fold(0.0, f32::max)
}

/// e to the power of `x`, without branches (relative error below 1e-5): 2^k by the exponent bits, the rest by a
/// polynomial of degree 5.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    let t = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    let k = (t + 12_582_912.0) - 12_582_912.0;
    let f = t - k;
    let p = 1.0
        + f * (std::f32::consts::LN_2
            + f * (0.240_226_5 + f * (0.055_504_11 + f * (0.009_618_129 + f * 0.001_333_356))));
    f32::from_bits((((k as i32) + 127) << 23) as u32) * p
}

/// The logistic function.
#[inline(always)]
pub fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

widest! {
    /// Negative values count a tenth.
    pub fn leaky(values: &mut [f32]) {
        for value in values {
            *value = if *value < 0.0 { *value * 0.1 } else { *value };
        }
    }

    /// Turns scores into log-probabilities.
    pub fn log_softmax(scores: &mut [f32]) {
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let mut sum = 0.0f32;
        for scores in scores.chunks(LANES) {
            let mut shares = [0.0f32; LANES];
            for (share, score) in shares.iter_mut().zip(scores) {
                *share = exp(score - most);
            }
            // One after the other: the order of the terms is part of the result.
            for share in &shares[..scores.len()] {
                sum += share;
            }
        }
        let norm = ln(sum) + most;
        for score in scores {
            *score -= norm;
        }
    }
}

/// Natural logarithm of a positive number by two Newton steps on [`exp`]: no library function, the same bits
/// everywhere.
#[inline(always)]
fn ln(x: f32) -> f32 {
    let bits = x.to_bits();
    let mut y = ((bits >> 23) as f32 - 127.0 + (bits & 0x7f_ffff) as f32 / 8_388_608.0)
        * std::f32::consts::LN_2;
    for _ in 0..3 {
        y -= 1.0 - x * exp(-y);
    }
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_exact_whatever_the_sizes() {
        // Odd inputs, more outputs than a panel, more rows than share a pass.
        let (inputs, outputs, rows) = (37, 19, 11);
        let weights: Vec<u8> = (0..inputs * outputs)
            .map(|i| (i * 89 % 251) as u8)
            .collect();
        let dense = Dense::new(inputs, outputs, &weights, vec![1.0; outputs]);
        let x: Vec<f32> = (0..rows * inputs)
            .map(|i| {
                if i % inputs == 0 {
                    ACTIVATION_MAX
                } else {
                    (i * 7 % 500) as f32
                }
            })
            .collect();
        let mut out = Vec::new();
        dense.apply(&x, &mut out);
        for (row, out) in out.chunks(outputs).enumerate() {
            for (output, found) in out.iter().enumerate() {
                let exact: i64 = (0..inputs)
                    .map(|input| {
                        let weight = i64::from(weights[output * inputs + input] as i8);
                        weight * x[row * inputs + input] as i64
                    })
                    .sum();
                assert_eq!(*found, exact as i32 as f32, "row {row}, output {output}");
            }
        }
    }

    #[test]
    fn functions_are_close_to_the_library() {
        for i in -200..200 {
            let x = i as f32 / 10.0;
            assert!((exp(x) / x.exp() - 1.0).abs() < 2e-5, "exp({x})");
            let y = x.exp();
            assert!((ln(y) - x).abs() < 1e-3, "ln({y})");
        }
        let mut scores = [1.0, 2.0, 3.0];
        log_softmax(&mut scores);
        assert!((scores.iter().map(|s| s.exp()).sum::<f32>() - 1.0).abs() < 1e-4);
    }

    #[test]
    fn quantised_layer_is_close_to_the_exact_one() {
        let mut dense = Dense::new(4, 2, &[127, 0, 129, 64, 1, 2, 3, 4], vec![0.01, 0.1]);
        dense.bias = vec![0.5, -0.5];
        let mut out = Vec::new();
        dense.apply(
            &[1.0, 2.0, 3.0, 4.0, -1.0, 0.5, 0.0, 2.0, 1.0, 1.0, 1.0, 1.0],
            &mut out,
        );
        let exact = [1.27 - 3.81 + 2.56 + 0.5, 3.0 - 0.5];
        assert!(
            (out[0] - exact[0]).abs() < 1e-2 && (out[1] - exact[1]).abs() < 1e-2,
            "{out:?}"
        );
        assert_eq!(out.len(), 6);
    }
}
