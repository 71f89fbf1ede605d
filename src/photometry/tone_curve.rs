//! Curves of contrast that cameras lay over a photo, and how they are undone.

use std::f64::consts::TAU;
use std::sync::LazyLock;

use crate::srgb::{linear_from_srgb, srgb_from_linear};

/// Steps between the codes 0 and 1 at which a curve is tabulated: eight for each of 8 bits.
const STEPS: usize = 2040;

/// Linear light of every tabulated code once a curve of contrast has been taken out.
///
/// The curve adds `contrast * sin(2 pi (code - 1/2))` to each channel's sRGB code: darker below the
/// middle, brighter above. Cameras' own curves differ in shape; 0.03 to 0.1 comes near theirs.
#[derive(Debug, Clone)]
pub(crate) struct Straightened {
    light: Vec<f32>,
}

impl Straightened {
    /// Tabulates the inverse; `contrast` below 0 stands for a flattening curve. Below 0.15 the
    /// curve rises everywhere.
    pub(crate) fn of(contrast: f64) -> Self {
        let raised: Vec<f64> = (0..=STEPS)
            .map(|step| curve(code(step), contrast))
            .collect();
        let before = |step: usize| {
            let above = raised.partition_point(|&r| r < code(step)).clamp(1, STEPS);
            let [low, high] = [raised[above - 1], raised[above]];
            code(above - 1) + (code(step) - low) / (high - low) * code(1)
        };
        Self {
            light: (0..=STEPS)
                .map(|step| linear_from_srgb(before(step)) as f32)
                .collect(),
        }
    }

    /// Linear light, 0..1, of a pixel of codes.
    #[inline]
    pub(crate) fn light(&self, codes: [u16; 3]) -> [f32; 3] {
        codes.map(|code| self.light[usize::from(code)])
    }

    /// The tabulated sRGB code nearest to linear light, 0..1, as a photo shows it.
    pub(crate) fn code(light: f32) -> u16 {
        static CODES: LazyLock<Codes> = LazyLock::new(Codes::tabulate);
        CODES.of(light.clamp(0.0, 1.0))
    }
}

/// From which light on each code is the nearest: curves cost more than looking them up.
struct Codes {
    /// Least light of every code after the first.
    from: Vec<f32>,
    /// The code of the least light of each part of the range of light.
    first: Vec<u16>,
}

/// Parts of the range of light: hardly wider than a code where codes lie closest.
const PARTS: usize = 8192;

impl Codes {
    fn tabulate() -> Self {
        let from = (1..=STEPS).map(least_light).collect();
        let first = (0..=PARTS).map(|k| worked_out(k as f32 / PARTS as f32));
        let first = first.collect();
        Self { from, first }
    }

    /// Of light from 0 to 1.
    fn of(&self, light: f32) -> u16 {
        let mut code = self.first[(light * PARTS as f32) as u32 as usize];
        while self
            .from
            .get(usize::from(code))
            .is_some_and(|&from| light >= from)
        {
            code += 1;
        }
        code
    }
}

/// What [`Codes`] holds, worked out.
fn worked_out(light: f32) -> u16 {
    (srgb_from_linear(f64::from(light)) * STEPS as f64).round() as u16
}

/// The least light of a code, found between two numbers next to each other.
fn least_light(code: usize) -> f32 {
    let (mut below, mut above) = (0.0f32.to_bits(), 1.0f32.to_bits());
    while above - below > 1 {
        let middle = below + (above - below) / 2;
        if usize::from(worked_out(f32::from_bits(middle))) >= code {
            above = middle;
        } else {
            below = middle;
        }
    }
    f32::from_bits(above)
}

fn code(step: usize) -> f64 {
    step as f64 / STEPS as f64
}

/// What a curve of `contrast` makes of a code.
fn curve(code: f64, contrast: f64) -> f64 {
    code + contrast * (TAU * (code - 0.5)).sin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_looked_up_are_those_worked_out() {
        for light in (0..40_000).map(|i| (i as f32 / 40_000.0).powi(2)) {
            assert_eq!(Straightened::code(light), worked_out(light), "{light}");
        }
        assert_eq!(Straightened::code(1.0), STEPS as u16);
    }

    #[test]
    fn without_a_curve_light_stays_as_it_is() {
        let plain = Straightened::of(0.0);
        for light in [0.0f32, 0.003, 0.05, 0.18, 0.6, 1.0] {
            let [found, ..] = plain.light([Straightened::code(light); 3]);
            assert!((found - light).abs() < 1e-3, "{light} {found}");
        }
    }

    #[test]
    fn a_curve_is_undone() {
        for contrast in [-0.06, 0.06, 0.12] {
            let straight = Straightened::of(contrast);
            for light in [0.003, 0.05, 0.2, 0.5, 0.9] {
                let seen = linear_from_srgb(curve(srgb_from_linear(light), contrast));
                let [found, ..] = straight.light([Straightened::code(seen as f32); 3]);
                let error = (f64::from(found) - light).abs();
                assert!(error < 0.003, "{contrast} {light} {found}");
            }
        }
    }
}
