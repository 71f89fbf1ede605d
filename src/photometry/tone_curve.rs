//! Curves of contrast that cameras lay over a photo, and how they are undone.

use std::f64::consts::TAU;

use super::srgb::{linear_from_srgb, srgb_from_linear};

/// Steps between the codes 0 and 1 at which a curve is tabulated: eight for each of 8 bits.
const STEPS: usize = 2040;
/// Halvings when a curve is turned round.
const HALVINGS: usize = 30;

/// Linear light of every tabulated code once a curve of contrast has been taken out.
///
/// The curve adds `contrast * sin(2 pi (code - 1/2))` to each channel's sRGB code: darker below the
/// middle, brighter above. Cameras' own curves differ in shape; 0.03 to 0.1 comes near theirs.
#[derive(Debug, Clone)]
pub struct Straightened {
    light: Vec<f32>,
}

impl Straightened {
    /// Tabulates the inverse; `contrast` below 0 stands for a flattening curve. Below 0.15 the
    /// curve rises everywhere.
    pub fn of(contrast: f64) -> Self {
        let code = |step: usize| step as f64 / STEPS as f64;
        Self {
            light: (0..=STEPS)
                .map(|step| linear_from_srgb(before(code(step), contrast)) as f32)
                .collect(),
        }
    }

    /// Linear light, 0..1, of a pixel of codes.
    #[inline]
    pub fn light(&self, codes: [u16; 3]) -> [f32; 3] {
        codes.map(|code| self.light[usize::from(code)])
    }

    /// The tabulated sRGB code nearest to linear light, 0..1, as a photo shows it.
    pub fn code(light: f32) -> u16 {
        (srgb_from_linear(f64::from(light.clamp(0.0, 1.0))) * STEPS as f64).round() as u16
    }
}

/// The code that a curve of `contrast` turned into `code`.
fn before(code: f64, contrast: f64) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if middle + contrast * (TAU * (middle - 0.5)).sin() < code {
            low = middle;
        } else {
            high = middle;
        }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

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
        let curve = |code: f64| code + 0.06 * (TAU * (code - 0.5)).sin();
        for code in [0.05, 0.2, 0.5, 0.7, 0.95] {
            assert!((before(curve(code), 0.06) - code).abs() < 1e-6, "{code}");
        }
        // Contrast darkened what lies below the middle.
        let dark = Straightened::code(0.05);
        let raised = Straightened::of(0.06).light([dark; 3])[0];
        assert!(raised > 0.05, "{raised}");
    }
}
