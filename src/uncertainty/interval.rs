//! Standard error and 95 % interval of one region's coverage.

use super::UncertaintyParams;
use crate::coverage::RegionEvidence;

/// Two-sided 95 % quantile of the normal distribution.
pub(super) const Z95: f64 = 1.959_964;

/// Standard error of a region's coverage, pp, without the part shared by a course.
///
/// First-order propagation through `open = (mean - hair) / (scalp - hair)`: a relative error of
/// the scalp's end point moves openness by itself times that error; one of the hair's moves
/// coverage by itself times the error, weighted by how bright the hair is.
pub fn standard_error_pp(evidence: &RegionEvidence, params: &UncertaintyParams) -> f64 {
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
    let squares = [reshoot, light, hair, hidden, clipped].map(|error| error * error);
    squares.iter().sum::<f64>().sqrt()
}

/// 95 % interval of a region's coverage, 0..1, cut to the possible range.
pub fn coverage_interval(evidence: &RegionEvidence, params: &UncertaintyParams) -> [f64; 2] {
    let learned = params.learned_apart * 100.0 * evidence.learned_apart.unwrap_or(0.0);
    let fits = match evidence.fits_apart {
        Some(apart) => params
            .shared_level_pp
            .hypot(params.fits_apart * 100.0 * apart),
        None => params.shared_level_pp.hypot(params.colour_level_pp),
    };
    let level = fits.hypot(learned);
    let error = standard_error_pp(evidence, params).hypot(level) / 100.0;
    let coverage = evidence.coverage();
    [
        (coverage - Z95 * error).max(0.0),
        (coverage + Z95 * error).min(1.0),
    ]
}
