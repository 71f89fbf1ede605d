//! Skin folds, scratches and crumbs against hairs, on skin that is not smooth.
//!
//! On a wet or wrinkled field a fold is a dark line as well: fainter than hair, and it runs any way,
//! where clipped hairs of one place lie alike. What is left in a dyed follicle's mouth once its hairs
//! are explained looks like one more of them.

use super::shaft::Shaft;

/// Weights of darkness inside, contrast (both against the photo's dark hairs), deviation from the lie
/// of the hairs and of being found in the residual only, and the least sum of a hair. By logistic
/// regression on 16 phototrichograms of four persons with a box per hair.
const DARKNESS: f32 = 4.8;
const CONTRAST: f32 = 2.4;
const ASIDE: f32 = -2.4;
const RESIDUAL: f32 = -1.8;
const LEAST: f32 = 2.3;

/// Share of the traces that are lighter inside than the photo's dark hairs.
const DARK_HAIRS: f32 = 0.8;
/// Darkness of the dark hairs where there are none, and the least: fair hair.
const LEAST_DARK: f32 = 0.3;

/// Whether each trace on rough skin is a hair.
pub(super) fn like_hairs(shafts: &[&Shaft]) -> Vec<bool> {
    let mut inside: Vec<f32> = shafts.iter().map(|s| s.inside).collect();
    inside.sort_by(f32::total_cmp);
    let dark = inside
        .get((DARK_HAIRS * inside.len() as f32) as usize)
        .map_or(LEAST_DARK, |d| d.max(LEAST_DARK));
    let [axis, agreement] = lie(shafts);
    shafts
        .iter()
        .map(|s| {
            let aside = (heading(s) - axis).sin().abs() * agreement;
            let sum = DARKNESS * s.inside / dark
                + CONTRAST * s.contrast / dark
                + ASIDE * aside
                + if s.residual { RESIDUAL } else { 0.0 };
            sum >= LEAST
        })
        .collect()
}

fn heading(s: &Shaft) -> f32 {
    let (a, b) = (s.end(0), s.end(1));
    (b.y - a.y).atan2(b.x - a.x)
}

/// The axis along which most hairs lie, radians, and how well they agree, 0..1: the mean of the
/// doubled angles, dark and clean traces counting more.
fn lie(shafts: &[&Shaft]) -> [f32; 2] {
    let (mut c, mut s, mut total) = (0.0f32, 0.0f32, 0.0f32);
    for shaft in shafts {
        let weight = shaft.inside.max(0.0) * shaft.contrast * shaft.clean_length;
        let double = 2.0 * heading(shaft);
        c += weight * double.cos();
        s += weight * double.sin();
        total += weight;
    }
    [0.5 * s.atan2(c), c.hypot(s) / total.max(1e-6)]
}
