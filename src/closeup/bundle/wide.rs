//! Hairs glued side by side: a bar too wide for one hair is two.

use super::super::shaft::Shaft;
use super::super::width::Thickness;
use crate::statistics::upper_median;

/// Width of a bar, in units of the photo's usual thick hair, from which on it is two hairs: on
/// rendered close-ups 14 of 16 such bars held at least two thick hairs, and 25 of 341 narrower ones.
const TWO: f64 = 1.5;
/// Fewest measured hairs that say what is usual.
const FEWEST: usize = 8;

/// The middle width of the measured thick hairs, px; `None` with few.
pub(crate) fn usual_width(thick: impl Iterator<Item = f64>) -> Option<f64> {
    let all: Vec<f64> = thick.collect();
    upper_median(all.iter().copied()).filter(|_| all.len() >= FEWEST)
}

/// The two hairs of a bar that is too wide for one; `None` for an ordinary one.
pub(crate) fn halves(
    shaft: &Shaft,
    thickness: &Thickness,
    usual: f64,
) -> Option<[(Shaft, Thickness); 2]> {
    (thickness.width > TWO * usual).then(|| {
        let aside = 0.5 * (thickness.width - usual);
        [-aside, aside].map(|aside| {
            let half = Thickness {
                width: usual,
                slope: 0.0,
                // Its own width cannot be told.
                windows: 0,
                ..*thickness
            };
            (shaft.beside(aside, usual as f32), half)
        })
    })
}
