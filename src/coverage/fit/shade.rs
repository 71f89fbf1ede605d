//! Whether hair visibly shades the scalp beneath it.
//!
//! The fits take the scalp's brightness for a smooth field. Where dense hair keeps light from it,
//! the scalp seen between hairs is darker than where it is bare, and reads as covered. The open
//! pixels of half-covered blocks tell: under each assumed shade, how well do single blocks agree
//! with one light field?

use rayon::prelude::*;

use crate::coverage::blocks::{BlockStats, Scene};
use crate::coverage::fit::axis::BRIGHTNESS;
use crate::coverage::fit::mixture::{BARE_WEIGHT, BlockFit, MixtureParams, solve};

/// Shades tried, logarithm of the scalp's loss of light under full cover. The first is what hair
/// without visible shade gives.
const SHADES: [f64; 4] = [0.15, 0.45, 0.75, 1.05];
/// Smoothing of the hair, standard deviation in blocks.
const HAIR_SMOOTHING: f64 = 0.6;
/// Disagreement of one block beyond which it counts no more, logarithm.
const OUTLIER: f64 = 0.3;

/// Scatter of the blocks around the light field, mean square of the logarithm, for each of the
/// shades; `None` with too few blocks. `stats` are the scene's along brightness.
pub(crate) fn scatters(
    scene: Scene<'_>,
    stats: &[BlockStats],
    block_px: usize,
    params: &MixtureParams,
) -> Option<[f64; SHADES.len()]> {
    let bare = scene.scalp(BRIGHTNESS, BARE_WEIGHT);
    let params = MixtureParams {
        hair_smoothing_blocks: HAIR_SMOOTHING,
        ..params.clone()
    };
    let found: Vec<Option<f64>> = SHADES
        .par_iter()
        .map(|&shade| Some(scatter(&solve(stats, &bare, block_px, shade, &params)?.2)))
        .collect();
    let mut out = [0.0; SHADES.len()];
    for (out, found) in out.iter_mut().zip(found) {
        *out = found?;
    }
    Some(out)
}

fn scatter(blocks: &[BlockFit]) -> f64 {
    let (mut sum, mut weight) = (0.0, 0.0);
    for b in blocks {
        let off = (b.scalp_alone / b.scalp).ln().clamp(-OUTLIER, OUTLIER);
        sum += b.scalp_weight() * off * off;
        weight += b.scalp_weight();
    }
    sum / f64::max(weight, f64::MIN_POSITIVE)
}

/// How much better shade explains the photos of a view than none: logarithm of the ratio of
/// scatters, 0 or more.
pub(crate) fn evidence(photos: &[[f64; SHADES.len()]]) -> f64 {
    let total = |k: usize| photos.iter().map(|p| p[k]).sum::<f64>();
    let least = (0..SHADES.len()).map(total).fold(f64::MAX, f64::min);
    if photos.is_empty() || least <= 0.0 {
        return 0.0;
    }
    (total(0) / least).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_compares_the_best_shade_with_none() {
        assert_eq!(evidence(&[]), 0.0);
        assert_eq!(evidence(&[[1.0, 2.0, 3.0, 4.0]]), 0.0);
        let both = [[3.0, 2.0, 1.0, 2.0], [1.0, 1.0, 1.0, 1.0]];
        assert!((evidence(&both) - 2f64.ln()).abs() < 1e-12);
    }
}
