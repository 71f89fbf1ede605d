//! Hairs glued side by side: a bar too wide for one hair is two.

use super::super::shaft::Shaft;
use super::super::width::Thickness;
use crate::statistics::upper_median;

/// Width of a bar, in units of the photo's usual thick hair, from which on it is two hairs: on
/// rendered close-ups 14 of 16 such bars held at least two thick hairs, and 25 of 341 narrower ones.
const TWO: f64 = 1.5;
/// Skin between a bar and what lies along it, px.
const BESIDE: f32 = 2.0;
/// Fewest measured hairs that say what is usual.
const FEWEST: usize = 8;

/// The middle width of the measured thick hairs, px; `None` with few.
pub(crate) fn usual_width(thick: impl Iterator<Item = f64>) -> Option<f64> {
    let all: Vec<f64> = thick.collect();
    upper_median(all.iter().copied()).filter(|_| all.len() >= FEWEST)
}

/// Whether a bar is too wide for one hair.
fn is_two(thickness: &Thickness, usual: f64) -> bool {
    thickness.width > TWO * usual
}

/// Whether what the residual left of a trace lies for the most part along a bar that is two hairs: then the same
/// darkness says twice that there is a second one.
pub(crate) fn is_sliver(shaft: &Shaft, bars: &[(&Shaft, &Thickness)], usual: f64) -> bool {
    let beside = |bar: &Shaft, width: f64| {
        let near = 0.5 * (width as f32 + shaft.width) + BESIDE;
        let along = shaft.points.iter().filter(|p| {
            let mut line = bar.points.iter();
            line.any(|q| (p.x - q.x).hypot(p.y - q.y) < near)
        });
        2 * along.count() > shaft.points.len()
    };
    let two = bars.iter().filter(|(_, t)| is_two(t, usual));
    shaft.residual && two.into_iter().any(|(bar, t)| beside(bar, t.width))
}

/// The two hairs of a bar that is too wide for one; `None` for an ordinary one.
pub(crate) fn halves(
    shaft: &Shaft,
    thickness: &Thickness,
    usual: f64,
) -> Option<[(Shaft, Thickness); 2]> {
    is_two(thickness, usual).then(|| {
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
