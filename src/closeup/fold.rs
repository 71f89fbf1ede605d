//! Skin folds, scratches and crumbs against hairs, on skin that is not smooth.
//!
//! On a wet or wrinkled field a fold is a dark line as well: fainter than hair, and it runs any way,
//! where clipped hairs of one place lie alike. What is left in a dyed follicle's mouth once its hairs
//! are explained looks like one more of them. A clipping that fell on the skin is as dark as hair, but
//! short, and lies as it fell.

use super::orient::common_axis;
use super::shaft::Shaft;

/// Weights of darkness inside, contrast (both against the photo's dark hairs), deviation from the lie
/// of the hairs and of being found in the residual only, and the least sum of a hair. By logistic
/// regression on 16 phototrichograms of four persons with a box per hair.
const DARKNESS: f32 = 4.8;
const CONTRAST: f32 = 2.4;
const ASIDE: f32 = -2.4;
const RESIDUAL: f32 = -1.8;
const LEAST: f32 = 2.3;

/// A trace is a clipping from this deviation on, by the sine, and more by the length in working px: of
/// what is counted on the same 16 photos 2 of 4 clippings and no hair with a box lie beyond.
const CLIPPING_ASIDE: f32 = 0.1;
const CLIPPING_ASIDE_PER_PX: f32 = 1.0 / 100.0;

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
    // Dark and clean traces say most of how the hairs lie.
    let weighted = shafts.iter().map(|s| {
        let weight = s.inside.max(0.0) * s.contrast * s.clean_length;
        (s.heading(), weight)
    });
    let [axis, agreement] = common_axis(weighted);
    shafts
        .iter()
        .map(|s| {
            let aside = (s.heading() - axis).sin().abs() * agreement;
            let sum = DARKNESS * s.inside / dark
                + CONTRAST * s.contrast / dark
                + ASIDE * aside
                + if s.residual { RESIDUAL } else { 0.0 };
            sum >= LEAST && !is_clipping(s.length(), aside)
        })
        .collect()
}

fn is_clipping(length: f32, aside: f32) -> bool {
    aside > CLIPPING_ASIDE + CLIPPING_ASIDE_PER_PX * length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_short_and_lies_across_is_a_clipping() {
        assert!(is_clipping(18.0, 0.5));
        assert!(!is_clipping(18.0, 0.2), "a short hair along the others");
        assert!(!is_clipping(90.0, 1.0), "a long hair across the others");
    }
}
