//! Integer matrix products and the element-wise functions of the network.
//!
//! Products are exact (16-bit times 16-bit, summed in 32 bits) and element-wise floats are never contracted or
//! reordered, so results are the same bits on every machine, whatever vector instructions it has.

use super::panel::{Group, LANES, PAIR, Panel, Product, ROWS};

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
        Product {
            panels: &self.panels,
            groups: &x.groups,
            pairs: self.pairs(),
            units: &x.units,
            scales: &self.scales,
            bias: &self.bias,
        }
        .write(out);
    }
}

/// Rows of activations as integers.
pub struct Quantised {
    /// For each eight rows, their pairs of inputs.
    groups: Vec<Group>,
    /// What one unit of each row is worth.
    units: Vec<f32>,
}

impl Quantised {
    /// Quantises the rows of `x`, each of `inputs`.
    pub fn of(x: &[f32], inputs: usize) -> Self {
        let rows = x.len() / inputs;
        let width = inputs.div_ceil(PAIR);
        let mut groups = vec![[[0i16; PAIR]; ROWS]; width * rows.div_ceil(ROWS)];
        let mut units = vec![0.0f32; rows];
        quantise(x, inputs, &mut groups, &mut units);
        Self { groups, units }
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
    /// Quantises the rows of `x`, each of `inputs`, into groups of rows, and tells what one unit of each is worth.
    fn quantise(x: &[f32], inputs: usize, groups: &mut [Group], units: &mut [f32]) {
        let width = inputs.div_ceil(PAIR);
        let mut rows = vec![[0i16; PAIR]; width * ROWS];
        for ((x, groups), units) in x
            .chunks(inputs * ROWS)
            .zip(groups.chunks_exact_mut(width))
            .zip(units.chunks_mut(ROWS))
        {
            rows.fill([0; PAIR]);
        for ((x, row), unit) in x.chunks_exact(inputs).zip(rows.chunks_exact_mut(width)).zip(units) {
            let most = largest(x);
            let usable = most > 0.0 && most.is_finite();
            let factor = if usable { ACTIVATION_MAX / most } else { 0.0 };
            *unit = if usable { most / ACTIVATION_MAX } else { 0.0 };
            for (value, slot) in x.iter().zip(row.as_flattened_mut()) {
                *slot = rounded(value * factor);
            }
        }
            for (pair, group) in groups.iter_mut().enumerate() {
                for (row, slot) in group.iter_mut().enumerate() {
                    *slot = rows[row * width + pair];
                }
            }
        }
    }
}

/// The nearest whole number, halves away from zero; not a number counts as 0. The number is read off the bits of a float
/// so large that its last bit is worth one: a cast would be done for each value by itself.
#[inline(always)]
fn rounded(value: f32) -> i16 {
    const LARGE: f32 = 8_388_608.0;
    let above = value.abs() + 0.5;
    let near = (above + LARGE) - LARGE;
    let whole = if near > above { near - 1.0 } else { near };
    let units = ((whole + LARGE).to_bits() & 0x7f_ffff) as i32;
    (if value < 0.0 { -units } else { units }) as i16
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
    let mut width = LANES;
    while width > 1 {
        width /= 2;
        let (low, high) = lanes.split_at_mut(width);
        for (most, value) in low.iter_mut().zip(high) {
            *most = most.max(*value);
        }
    }
    lanes[0]
}

/// e to the power of `x`, without branches (relative error below 1e-5): 2^k by the exponent bits, the rest by a
/// polynomial of degree 5.
#[inline(always)]
pub fn exp(x: f32) -> f32 {
    const SHIFT: f32 = 12_582_912.0;
    let t = x.clamp(-80.0, 80.0) * std::f32::consts::LOG2_E;
    // The bits of `shifted` hold the whole number; a cast would be done for each value by itself.
    let shifted = t + SHIFT;
    let k = shifted.to_bits() as i32 - SHIFT.to_bits() as i32;
    let f = t - (shifted - SHIFT);
    let p = 1.0
        + f * (std::f32::consts::LN_2
            + f * (0.240_226_5 + f * (0.055_504_11 + f * (0.009_618_129 + f * 0.001_333_356))));
    f32::from_bits(((k + 127) << 23) as u32) * p
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
    fn halves_are_rounded_away_from_zero() {
        for i in -40_000..40_000i32 {
            let value = i as f32 / 2.5;
            let plain = (value + 0.5f32.copysign(value)) as i16;
            assert_eq!(rounded(value), plain, "{value}");
        }
        for (value, expected) in [
            (0.5, 1),
            (-0.5, -1),
            (-2.5, -3),
            (16_383.0, 16_383),
            (f32::NAN, 0),
        ] {
            assert_eq!(rounded(value), expected, "{value}");
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
