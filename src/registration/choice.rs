//! Which of the ladder's models explains a pair, judged on blocks that took no part in the fit.

use super::field::{self, BLOCKS, Sample};
use super::ladder::{self, FROM, TO};
use super::motion::{Motion, PlaneKind};
use super::params::RegistrationParams;
use super::refine;
use super::work::Work;
use nalgebra::Matrix3;

/// Steps of a fit to half of the blocks: it starts at the fit to all.
const HELDOUT_ROUNDS: usize = 6;
/// A freer model has to gain this much correlation, or this share of what is missing.
pub(super) const LEAST_GAIN: f64 = 0.005;
const LEAST_SHARE: f64 = 0.02;

/// A motion with the evidence for choosing it.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(crate) motion: Motion,
    /// Correlation on blocks that took no part in the fit.
    pub(crate) heldout: f64,
    /// Fraction of the reference head that both photos show.
    pub(crate) overlap: f64,
}

/// Climbs from a similarity through the ladder's models and keeps the one that explains held-out
/// blocks best; a freer model has to win clearly.
pub(super) fn choose(
    reference: &Work,
    moving: &Work,
    similarity: &Matrix3<f64>,
    params: &RegistrationParams,
) -> Option<Candidate> {
    let plane = |kind, matrix: &Matrix3<f64>| Motion::Plane {
        kind,
        matrix: *matrix,
    };
    let climbed = |motion| ladder::climb(reference, moving, motion, FROM, TO);
    let flat = climbed(plane(PlaneKind::Similarity, similarity));
    let matrix = match &flat {
        Motion::Plane { matrix, .. } => *matrix,
        Motion::Head(_) => *similarity,
    };
    let curved = ladder::head_from_similarity(reference, moving, &matrix, params);
    let freer = [plane(PlaneKind::Homography, &matrix), curved].map(climbed);
    let mut best: Option<(Motion, f64)> = None;
    for motion in [flat].into_iter().chain(freer) {
        let held = heldout(reference, moving, &motion, TO);
        let wins = |than: f64| held > than + LEAST_GAIN.min(LEAST_SHARE * (1.0 - than));
        if best.as_ref().is_none_or(|(_, than)| wins(*than)) {
            best = Some((motion, held));
        }
    }
    best.map(|(motion, heldout)| {
        let motion = ladder::climb(reference, moving, motion, 0, 0);
        let samples = ladder::level_samples(reference, TO);
        Candidate {
            overlap: ladder::shared(&motion, &samples, moving),
            motion,
            heldout,
        }
    })
}

/// Correlation on the blocks of one colour of a chequerboard after a fit on the other colour's,
/// averaged over both ways.
fn heldout(reference: &Work, moving: &Work, motion: &Motion, level: usize) -> f64 {
    let samples = ladder::level_samples(reference, level);
    let even = |s: &Sample| {
        (usize::from(s.block) / BLOCKS + usize::from(s.block) % BLOCKS).is_multiple_of(2)
    };
    [true, false]
        .map(|parity| {
            let fit: Vec<Sample> = samples
                .iter()
                .filter(|s| even(s) == parity)
                .copied()
                .collect();
            let fitted = refine::refine(
                motion.clone(),
                &fit,
                moving.field_like(reference, level),
                reference.place,
                HELDOUT_ROUNDS,
            );
            field::correlation(
                &fitted,
                &samples,
                moving.field_like(reference, level),
                |s| even(s) != parity,
            )
            .0
        })
        .iter()
        .sum::<f64>()
        / 2.0
}
