//! Standard error of one region's coverage on one photo.

use super::UncertaintyParams;
use crate::coverage::RegionEvidence;

/// Standard error of a region's coverage, pp, without the part shared by a course.
///
/// First-order propagation through `open = (mean - hair) / (scalp - hair)`: a relative error of
/// the scalp's end point moves openness by itself times that error; one of the hair's moves
/// coverage by itself times the error, weighted by how bright the hair is.
pub fn standard_error_pp(evidence: &RegionEvidence, params: &UncertaintyParams) -> f64 {
    let [own, shared] = photo_errors(evidence, params);
    own.hypot(shared)
}

/// Standard deviations, pp, of what differs from photo to photo of a day, and of what the photos of
/// a day share.
pub(super) fn photo_errors(evidence: &RegionEvidence, params: &UncertaintyParams) -> [f64; 2] {
    let covered = evidence.coverage();
    let open = 1.0 - covered;
    let ratio = evidence.hair_over_scalp.clamp(0.0, 0.9);
    let contrast = 1.0 - ratio;
    let independent = (evidence.blocks as f64 / params.blocks_together).max(1.0);
    let light = 100.0 * open * evidence.light_scatter / contrast / independent.sqrt();
    let hair = 100.0 * covered * params.hair_relative * ratio / contrast;
    let reshoot = if evidence.by_brightness {
        params.reshoot_pp
    } else {
        params.reshoot_pp.hypot(params.colour_reshoot_pp)
    };
    // What is burnt out may be all hair or all scalp: the bound stands for two standard errors.
    let hidden = 50.0 * evidence.burnt_out * covered.max(open);
    let clipped = params.bare_by_grain_pp * evidence.bare_by_grain;
    let squares = [light, hair, hidden, clipped].map(|error| error * error);
    [reshoot, squares.iter().sum::<f64>().sqrt()]
}

/// Error of a region's level that all photos of a course share, pp.
pub(super) fn level_error_pp(evidence: &RegionEvidence, params: &UncertaintyParams) -> f64 {
    let learned = params.learned_apart * 100.0 * evidence.learned_apart.unwrap_or(0.0);
    let fits = match evidence.fits_apart {
        Some(apart) => params
            .shared_level_pp
            .hypot(params.fits_apart * 100.0 * apart),
        None => params.shared_level_pp.hypot(params.colour_level_pp),
    };
    fits.hypot(learned)
}
