//! Integer matrix products and the element-wise functions of the network.
//!
//! Products are exact (16-bit times 16-bit, summed in 32 bits) and element-wise floats are never contracted or
//! reordered, so results are the same bits on every machine, whatever vector instructions it has.

/// Largest magnitude of a quantised activation. With weights up to 127 and 256 terms a sum stays below 2^30.
const ACTIVATION_MAX: f32 = 16383.0;

/// A dense layer: weights quantised by output, one row of inputs after another.
#[derive(Debug, Clone)]
pub struct Dense {
    /// Number of inputs.
    pub inputs: usize,
    /// Number of outputs.
    pub outputs: usize,
    /// Weights, output-major: `weights[output * inputs + input]`, -127..=127.
    pub weights: Vec<i16>,
    /// What one unit of each output's weights is worth.
    pub scales: Vec<f32>,
    /// Added to each output; empty for none.
    pub bias: Vec<f32>,
}

/// Rows that share one pass over the weights.
const ROWS: usize = 4;

impl Dense {
    /// `x` (rows of `inputs`) times the weights, plus the bias, into `out` (rows of `outputs`).
    pub fn apply(&self, x: &[f32], out: &mut Vec<f32>) {
        let rows = x.len() / self.inputs;
        out.clear();
        out.resize(rows * self.outputs, 0.0);
        let mut quantised = vec![0i16; self.inputs * ROWS];
        for (x, out) in x
            .chunks(self.inputs * ROWS)
            .zip(out.chunks_mut(self.outputs * ROWS))
        {
            let mut units = [0.0f32; ROWS];
            quantised.fill(0);
            for ((row, slots), unit) in x
                .chunks(self.inputs)
                .zip(quantised.chunks_mut(self.inputs))
                .zip(&mut units)
            {
                *unit = quantise(row, slots);
            }
            self.products(&quantised, &units, out);
        }
    }

    /// The products of up to [`ROWS`] quantised rows, by the widest instructions that this processor has.
    fn products(&self, rows: &[i16], units: &[f32; ROWS], out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        {
            if std::arch::is_x86_feature_detected!("avx512bw") {
                // SAFETY: the processor has just been found to have AVX-512BW.
                return unsafe { self.products_avx512(rows, units, out) };
            }
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: the processor has just been found to have AVX2.
                return unsafe { self.products_avx2(rows, units, out) };
            }
        }
        self.products_portable(rows, units, out);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512bw,avx512vl,avx512dq")]
    fn products_avx512(&self, rows: &[i16], units: &[f32; ROWS], out: &mut [f32]) {
        self.products_portable(rows, units, out);
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2")]
    fn products_avx2(&self, rows: &[i16], units: &[f32; ROWS], out: &mut [f32]) {
        self.products_portable(rows, units, out);
    }

    #[inline(always)]
    fn products_portable(&self, rows: &[i16], units: &[f32; ROWS], out: &mut [f32]) {
        let n = self.inputs;
        let (a, rest) = rows.split_at(n);
        let (b, rest) = rest.split_at(n);
        let (c, d) = rest.split_at(n);
        for output in 0..self.outputs {
            let weights = &self.weights[output * n..(output + 1) * n];
            let sums = dot4(weights, a, b, c, d);
            let bias = self.bias.get(output).copied().unwrap_or(0.0);
            let scale = self.scales[output];
            for (row, (sum, unit)) in sums.iter().zip(units).enumerate() {
                if let Some(slot) = out.get_mut(row * self.outputs + output) {
                    *slot = *sum as f32 * (unit * scale) + bias;
                }
            }
        }
    }
}

/// Quantises one row; returns what one unit is worth.
fn quantise(x: &[f32], out: &mut [i16]) -> f32 {
    let most = x.iter().fold(0.0f32, |most, value| most.max(value.abs()));
    if most == 0.0 || !most.is_finite() {
        out.fill(0);
        return 0.0;
    }
    let factor = ACTIVATION_MAX / most;
    for (value, slot) in x.iter().zip(out) {
        // Rounding half away from zero by adding a signed half: the cast truncates.
        let scaled = value * factor;
        *slot = (scaled + 0.5f32.copysign(scaled)) as i16;
    }
    most / ACTIVATION_MAX
}

/// Four dot products that share their left side. All slices have the same length.
#[inline(always)]
fn dot4(weights: &[i16], a: &[i16], b: &[i16], c: &[i16], d: &[i16]) -> [i32; ROWS] {
    let n = weights.len();
    let (a, b, c, d) = (&a[..n], &b[..n], &c[..n], &d[..n]);
    let mut sums = [0i32; ROWS];
    for at in 0..n {
        let w = i32::from(weights[at]);
        sums[0] += w * i32::from(a[at]);
        sums[1] += w * i32::from(b[at]);
        sums[2] += w * i32::from(c[at]);
        sums[3] += w * i32::from(d[at]);
    }
    sums
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

/// Negative values count a tenth.
pub fn leaky(values: &mut [f32]) {
    for value in values {
        if *value < 0.0 {
            *value *= 0.1;
        }
    }
}

/// Turns scores into log-probabilities.
pub fn log_softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let mut sum = 0.0f32;
    for score in scores.iter() {
        sum += exp(score - most);
    }
    let norm = ln(sum) + most;
    for score in scores {
        *score -= norm;
    }
}

/// Natural logarithm of a positive number by two Newton steps on [`exp`]: no library function, the same bits
/// everywhere.
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
    fn vector_and_portable_products_are_equal() {
        let series = |seed: u32| -> Vec<i16> {
            (0..256u32)
                .map(|i| ((i * 7919 + seed * 104_729) % 32_001) as i16 - 16_000)
                .collect()
        };
        let dense = Dense {
            inputs: 256,
            outputs: 3,
            weights: (1..4).flat_map(series).map(|w| w % 128).collect(),
            scales: vec![0.01, 0.02, 0.03],
            bias: vec![1.0, 2.0, 3.0],
        };
        let rows: Vec<i16> = (4..8).flat_map(series).collect();
        let units = [0.1, 0.2, 0.3, 0.4];
        let (mut fast, mut plain) = (vec![0.0f32; 12], vec![0.0f32; 12]);
        dense.products(&rows, &units, &mut fast);
        dense.products_portable(&rows, &units, &mut plain);
        assert_eq!(fast, plain);
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
        let dense = Dense {
            inputs: 4,
            outputs: 2,
            weights: vec![127, 0, -127, 64, 1, 2, 3, 4],
            scales: vec![0.01, 0.1],
            bias: vec![0.5, -0.5],
        };
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
