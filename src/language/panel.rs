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
pub type Sums = [[i32; LANES]; ROWS];

/// The products of `rows` with the sixteen outputs whose weights `panels` holds, one panel a pair of inputs. Only the sums
/// of the first `used` rows are asked for.
pub fn sums(panels: &[Panel], rows: &[Group], used: usize) -> Sums {
    #[cfg(target_arch = "x86_64")]
    {
        if std::arch::is_x86_feature_detected!("avx512bw")
            && std::arch::is_x86_feature_detected!("avx512vnni")
        {
            // SAFETY: the processor has just been found to have AVX-512BW and VNNI.
            return unsafe {
                if used > ROWS / 2 {
                    x86::sums_vnni::<ROWS>(panels, rows)
                } else {
                    x86::sums_vnni::<{ ROWS / 2 }>(panels, rows)
                }
            };
        }
        if std::arch::is_x86_feature_detected!("avx512bw") {
            // SAFETY: the processor has just been found to have AVX-512BW.
            return unsafe { x86::sums_avx512(panels, rows) };
        }
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has just been found to have AVX2.
            return unsafe { x86::sums_avx2(panels, rows) };
        }
    }
    portable(panels, rows)
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
    use super::{Group, LANES, Panel, ROWS, Sums};
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
    pub fn sums_vnni<const USED: usize>(panels: &[Panel], rows: &[Group]) -> Sums {
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

    #[target_feature(enable = "avx512bw")]
    pub fn sums_avx512(panels: &[Panel], rows: &[Group]) -> Sums {
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
    #[target_feature(enable = "avx2")]
    pub fn sums_avx2(panels: &[Panel], rows: &[Group]) -> Sums {
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

    fn panels() -> (Vec<Panel>, Vec<Group>) {
        let weight = |i: usize, lane: usize| ((i * 31 + lane * 7) % 255) as i16 - 127;
        let value = |i: usize, slot: usize| ((i * 131 + slot * 77) % 32_000) as i16 - 16_000;
        let panels = (0..128).map(|i| std::array::from_fn(|lane| weight(i, lane)));
        let rows = (0..128)
            .map(|i| std::array::from_fn(|row| std::array::from_fn(|at| value(i, 2 * row + at))));
        (panels.collect(), rows.collect())
    }

    #[test]
    fn named_instructions_give_the_sums_of_plain_code() {
        let (panels, rows) = panels();
        for used in 1..=ROWS {
            let found = sums(&panels, &rows, used);
            assert_eq!(found[..used], portable(&panels, &rows)[..used], "{used}");
        }
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx512bw") {
            // SAFETY: the processor has just been found to have AVX-512BW.
            let wide = unsafe { x86::sums_avx512(&panels, &rows) };
            assert_eq!(wide, portable(&panels, &rows));
        }
        #[cfg(target_arch = "x86_64")]
        if std::arch::is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has just been found to have AVX2.
            let narrow = unsafe { x86::sums_avx2(&panels, &rows) };
            assert_eq!(narrow, portable(&panels, &rows));
        }
    }
}
