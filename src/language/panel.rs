//! Exact products of panels of weights with quantised activations, by the widest instructions of the processor.
//!
//! The compiler does not find the multiply-and-add instructions by itself here, so they are named; every path gives the
//! same sums, which a test holds.

/// Outputs of one panel.
pub const LANES: usize = 16;
/// Inputs that stand side by side in a panel.
pub const PAIR: usize = 2;
/// Rows of activations that share one pass over the weights.
pub const ROWS: usize = 8;

/// The weights of a pair of inputs for sixteen outputs: output by output, both inputs side by side.
pub type Panel = [i16; LANES * PAIR];
/// The activations of a pair of inputs in eight rows.
pub type Group = [[i16; PAIR]; ROWS];
/// Sums by row and output.
type Sums = [[i32; LANES]; ROWS];

/// A layer's weights and the activations with which they are to be multiplied.
pub struct Product<'a> {
    /// The weights: for each sixteen outputs one panel a pair of inputs.
    pub panels: &'a [Panel],
    /// The activations: for each eight rows one group a pair of inputs.
    pub groups: &'a [Group],
    /// Number of pairs of inputs.
    pub pairs: usize,
    /// What one unit of each row is worth.
    pub units: &'a [f32],
    /// What one unit of each output's weights is worth.
    pub scales: &'a [f32],
    /// Added to each output; empty for none.
    pub bias: &'a [f32],
}

impl Product<'_> {
    /// Writes the outputs of all rows, row by row.
    pub fn write(&self, out: &mut [f32]) {
        #[cfg(target_arch = "x86_64")]
        {
            if std::arch::is_x86_feature_detected!("avx512bw")
                && std::arch::is_x86_feature_detected!("avx512vnni")
            {
                // SAFETY: the processor has just been found to have AVX-512BW and VNNI.
                return unsafe { x86::write_vnni(self, out) };
            }
            if std::arch::is_x86_feature_detected!("avx512bw") {
                // SAFETY: the processor has just been found to have AVX-512BW.
                return unsafe { x86::write_avx512(self, out) };
            }
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: the processor has just been found to have AVX2.
                return unsafe { x86::write_avx2(self, out) };
            }
        }
        self.write_by(|panels, rows, _| portable(panels, rows), out);
    }

    /// As [`Product::write`], by a function that gives the sums of a group with sixteen outputs, of which only those of
    /// the first rows are asked for, as many as it is told.
    #[inline(always)]
    fn write_by(&self, sums: impl Fn(&[Panel], &[Group], usize) -> Sums, out: &mut [f32]) {
        let outputs = self.scales.len();
        // Panels outside, rows inside: a panel stays in the nearest cache while all rows pass it.
        for (block, panels) in self.panels.chunks_exact(self.pairs).enumerate() {
            let first = block * LANES;
            let last = (first + LANES).min(outputs);
            let scales = &self.scales[first..last];
            let bias = self.bias.get(first..last).unwrap_or_default();
            for (group, rows) in self.groups.chunks_exact(self.pairs).enumerate() {
                let at = group * ROWS;
                let sums = sums(panels, rows, self.units.len() - at);
                let outs = out[at * outputs..].chunks_exact_mut(outputs);
                for ((sums, &unit), out) in sums.iter().zip(&self.units[at..]).zip(outs) {
                    unquantise(sums, unit, scales, bias, &mut out[first..last]);
                }
            }
        }
    }
}

/// The floats that a row of sums stands for.
#[inline(always)]
fn unquantise(sums: &[i32; LANES], unit: f32, scales: &[f32], bias: &[f32], out: &mut [f32]) {
    // Slices of a known length take no loop.
    let whole = <&mut [f32; LANES]>::try_from(&mut *out);
    if let (Ok(out), Ok(scales)) = (whole, <&[f32; LANES]>::try_from(scales)) {
        for ((slot, &sum), scale) in out.iter_mut().zip(sums).zip(scales) {
            *slot = sum as f32 * (unit * scale);
        }
        if let Ok(bias) = <&[f32; LANES]>::try_from(bias) {
            for (slot, bias) in out.iter_mut().zip(bias) {
                *slot += bias;
            }
        }
        return;
    }
    for ((slot, &sum), scale) in out.iter_mut().zip(sums).zip(scales) {
        *slot = sum as f32 * (unit * scale);
    }
    for (slot, bias) in out.iter_mut().zip(bias) {
        *slot += bias;
    }
}

fn portable(panels: &[Panel], rows: &[Group]) -> Sums {
    let mut sums = [[0i32; LANES]; ROWS];
    for (weights, group) in panels.iter().zip(rows) {
        for (sums, &[a, b]) in sums.iter_mut().zip(group) {
            for (sum, weights) in sums.iter_mut().zip(weights.chunks_exact(PAIR)) {
                *sum += i32::from(weights[0]) * i32::from(a) + i32::from(weights[1]) * i32::from(b);
            }
        }
    }
    sums
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use super::{Group, LANES, Panel, Product, ROWS, Sums};
    use std::arch::x86_64::{
        __m512i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_madd_epi16, _mm256_set1_epi32,
        _mm256_setzero_si256, _mm256_storeu_si256, _mm512_add_epi32, _mm512_dpwssd_epi32,
        _mm512_loadu_si512, _mm512_madd_epi16, _mm512_set1_epi32, _mm512_setzero_si512,
        _mm512_storeu_si512,
    };

    /// Both activations of a pair in one lane.
    #[inline(always)]
    fn lane([a, b]: [i16; 2]) -> i32 {
        (u32::from(a as u16) | u32::from(b as u16) << 16) as i32
    }

    #[target_feature(enable = "avx512bw,avx512vnni")]
    pub fn write_vnni(product: &Product, out: &mut [f32]) {
        let sums = |panels: &[Panel], rows: &[Group], used: usize| {
            if used > ROWS / 2 {
                sums_vnni::<ROWS>(panels, rows)
            } else {
                sums_vnni::<{ ROWS / 2 }>(panels, rows)
            }
        };
        product.write_by(sums, out);
    }

    #[target_feature(enable = "avx512bw")]
    pub fn write_avx512(product: &Product, out: &mut [f32]) {
        product.write_by(|panels, rows, _| sums_avx512(panels, rows), out);
    }

    #[target_feature(enable = "avx2")]
    pub fn write_avx2(product: &Product, out: &mut [f32]) {
        product.write_by(|panels, rows, _| sums_avx2(panels, rows), out);
    }

    #[inline]
    #[target_feature(enable = "avx512bw,avx512vnni")]
    fn sums_vnni<const USED: usize>(panels: &[Panel], rows: &[Group]) -> Sums {
        let mut sums = [_mm512_setzero_si512(); USED];
        for (weights, group) in panels.iter().zip(rows) {
            // SAFETY: a panel is 64 bytes long.
            let weights = unsafe { _mm512_loadu_si512(weights.as_ptr().cast()) };
            for (sum, &pair) in sums.iter_mut().zip(group) {
                *sum = _mm512_dpwssd_epi32(*sum, weights, _mm512_set1_epi32(lane(pair)));
            }
        }
        stored(sums)
    }

    #[inline]
    #[target_feature(enable = "avx512bw")]
    fn sums_avx512(panels: &[Panel], rows: &[Group]) -> Sums {
        let mut sums = [_mm512_setzero_si512(); ROWS];
        for (weights, group) in panels.iter().zip(rows) {
            // SAFETY: a panel is 64 bytes long.
            let weights = unsafe { _mm512_loadu_si512(weights.as_ptr().cast()) };
            for (sum, &pair) in sums.iter_mut().zip(group) {
                let product = _mm512_madd_epi16(weights, _mm512_set1_epi32(lane(pair)));
                *sum = _mm512_add_epi32(*sum, product);
            }
        }
        stored(sums)
    }

    #[inline]
    #[target_feature(enable = "avx512bw")]
    fn stored<const USED: usize>(sums: [__m512i; USED]) -> Sums {
        let mut out = [[0i32; LANES]; ROWS];
        for (out, sum) in out.iter_mut().zip(sums) {
            // SAFETY: a row of sums is 64 bytes long.
            unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), sum) };
        }
        out
    }

    /// Half of the rows at a time: the sums of all would not fit the registers.
    #[inline]
    #[target_feature(enable = "avx2")]
    fn sums_avx2(panels: &[Panel], rows: &[Group]) -> Sums {
        let mut out = [[0i32; LANES]; ROWS];
        for (half, out) in out.chunks_exact_mut(ROWS / 2).enumerate() {
            let mut sums = [[_mm256_setzero_si256(); 2]; ROWS / 2];
            for (weights, group) in panels.iter().zip(rows) {
                let (low, high) = weights.split_at(LANES);
                // SAFETY: each half of a panel is 32 bytes long.
                let halves = unsafe {
                    [
                        _mm256_loadu_si256(low.as_ptr().cast()),
                        _mm256_loadu_si256(high.as_ptr().cast()),
                    ]
                };
                for (sums, &pair) in sums.iter_mut().zip(&group[half * ROWS / 2..]) {
                    let pair = _mm256_set1_epi32(lane(pair));
                    for (sum, weights) in sums.iter_mut().zip(halves) {
                        *sum = _mm256_add_epi32(*sum, _mm256_madd_epi16(weights, pair));
                    }
                }
            }
            for (out, sums) in out.iter_mut().zip(sums) {
                let (low, high) = out.split_at_mut(LANES / 2);
                // SAFETY: each half of a row of sums is 32 bytes long.
                unsafe {
                    _mm256_storeu_si256(low.as_mut_ptr().cast(), sums[0]);
                    _mm256_storeu_si256(high.as_mut_ptr().cast(), sums[1]);
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Weights of three blocks, and activations of eight rows.
    fn panels() -> (Vec<Panel>, Vec<Group>) {
        let weight = |i: usize, lane: usize| ((i * 31 + lane * 7) % 255) as i16 - 127;
        let value = |i: usize, slot: usize| ((i * 131 + slot * 77) % 32_000) as i16 - 16_000;
        let panels = (0..3 * 128).map(|i| std::array::from_fn(|lane| weight(i, lane)));
        let rows = (0..128)
            .map(|i| std::array::from_fn(|row| std::array::from_fn(|at| value(i, 2 * row + at))));
        (panels.collect(), rows.collect())
    }

    #[test]
    fn named_instructions_give_the_outputs_of_plain_code() {
        let (panels, rows) = panels();
        for used in 1..=ROWS {
            let product = Product {
                panels: &panels,
                groups: &rows,
                pairs: 128,
                units: &vec![1.0; used],
                scales: &[1.0; 3 * LANES - 5],
                bias: &[0.5; 3 * LANES - 5],
            };
            let written = |write: &dyn Fn(&Product, &mut [f32])| {
                let mut out = vec![0.0; used * product.scales.len()];
                write(&product, &mut out);
                out
            };
            let plain = written(&|product, out| {
                product.write_by(|panels, rows, _| portable(panels, rows), out)
            });
            assert_eq!(written(&|product, out| product.write(out)), plain, "{used}");
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx512bw") {
                // SAFETY: the processor has just been found to have AVX-512BW.
                let wide = written(&|product, out| unsafe { x86::write_avx512(product, out) });
                assert_eq!(wide, plain, "{used}");
            }
            #[cfg(target_arch = "x86_64")]
            if std::arch::is_x86_feature_detected!("avx2") {
                // SAFETY: the processor has just been found to have AVX2.
                let narrow = written(&|product, out| unsafe { x86::write_avx2(product, out) });
                assert_eq!(narrow, plain, "{used}");
            }
        }
    }
}
