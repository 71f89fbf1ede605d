//! Exponential and logarithm that compilers can work out for many pixels at once, and that are the
//! same on every machine: the system's depend on its processor in the last bit.

use std::f64::consts::LOG2_E;

/// `e` to the power of `x`, to a relative error of 1e-12; `x` is taken as from -700 to 700.
#[inline(always)]
pub(crate) fn exp(x: f64) -> f64 {
    /// Added, it leaves no bits behind the point and the whole number in the lowest ones.
    const WHOLE: f64 = 6_755_399_441_055_744.0;
    // The logarithm of two in two parts, the first with zeros for last bits (Cody and Waite 1980).
    const LN_2: [f64; 2] = [0.693_147_180_369_123_8, 1.908_214_929_270_587_7e-10];
    let x = if x < -700.0 { -700.0 } else { x };
    let x = if x > 700.0 { 700.0 } else { x };
    let shifted = x * LOG2_E + WHOLE;
    let twos = shifted - WHOLE;
    let r = x - twos * LN_2[0] - twos * LN_2[1];
    // The Taylor series: at most half the logarithm of two is left.
    let mut sum = 1.0 / 3_628_800.0;
    for inverse in [
        1.0 / 362_880.0,
        1.0 / 40_320.0,
        1.0 / 5_040.0,
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ] {
        sum = sum * r + inverse;
    }
    sum * f64::from_bits(shifted.to_bits().wrapping_add(1023) << 52)
}

/// Natural logarithm of a normal number above 0, to 2e-7 of it or of 1, whichever is more.
///
/// The polynomial is that of `logf` in Moshier's Cephes library.
#[inline(always)]
pub(crate) fn ln(x: f32) -> f32 {
    /// Bits of the square root of a half: mantissas lie between it and its double.
    const ROOT: u32 = 0x3f35_04f3;
    const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];
    let bits = x.to_bits().wrapping_sub(ROOT);
    let twos = (bits.cast_signed() >> 23) as f32;
    let m = f32::from_bits((bits & 0x007f_ffff) + ROOT) - 1.0;
    let square = m * m;
    let mut sum = 7.037_683_6e-2;
    for c in [
        -0.115_146_1,
        0.116_769_984,
        -0.124_201_41,
        0.142_493_23,
        -0.166_680_57,
        0.200_007_15,
        -0.249_999_94,
        0.333_333_3,
    ] {
        sum = sum * m + c;
    }
    let rest = sum * m * square + twos * LN_2[1] - 0.5 * square;
    m + rest + twos * LN_2[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exponentials_are_near_the_systems() {
        for x in (-7000..=7000).map(|i| f64::from(i) * 0.098_7) {
            let error = exp(x) / x.exp() - 1.0;
            assert!(error.abs() < 1e-12, "{x}: {error}");
        }
        assert_eq!(exp(0.0), 1.0);
        assert!(exp(-1e9) < 1e-300 && exp(1e9).is_finite());
    }

    #[test]
    fn logarithms_are_near_the_systems() {
        let mut x = 1e-30f32;
        while x < 1e30 {
            let (found, exact) = (ln(x), f64::from(x).ln());
            let error = (f64::from(found) - exact).abs();
            assert!(error < 2e-7 * exact.abs().max(1.0), "{x}: {error}");
            x *= 1.003;
        }
        assert_eq!(ln(1.0), 0.0);
    }
}
