//! The photo's own mirror image as a control: does the photo fit better than it?

use super::field;
use super::ladder;
use super::look::Look;
use super::params::RegistrationParams;
use super::rescue;
use super::result::Status;
use super::work::Work;

/// Level of the pyramid on which photo and mirror image are compared.
const MIRROR_LEVEL: usize = 1;

/// How a photo does against its mirror image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct MirrorControl {
    /// How much better the photo fits than its mirror image: Student's t of the difference of
    /// correlation over the blocks of the head.
    pub(crate) own_pattern: f64,
    /// Whether the mirror image is certified.
    pub(crate) mirrored: bool,
}

/// Compares the looks at `moving` with the same looks at its mirror image; `None` where too few
/// blocks can be compared.
pub(super) fn against_mirror(
    reference: &Work,
    moving: &Work,
    looks: &[Look],
    params: &RegistrationParams,
) -> Option<MirrorControl> {
    let mirror = moving.mirrored(params);
    let reflected = rescue::all(reference, &mirror, params);
    Some(MirrorControl {
        own_pattern: own_pattern(reference, (moving, looks), (&mirror, &reflected))?,
        mirrored: reflected.iter().any(|l| l.certificate.status == Status::Ok),
    })
}

/// Student's t of how much better the best look at the photo fits than the best at its mirror
/// image, block by block.
fn own_pattern(
    reference: &Work,
    direct: (&Work, &[Look]),
    mirror: (&Work, &[Look]),
) -> Option<f64> {
    /// Fewest blocks that allow a comparison.
    const LEAST_BLOCKS: usize = 8;
    let samples = ladder::level_samples(reference, MIRROR_LEVEL);
    let fit = |(moving, looks): (&Work, &[Look])| {
        let held = |l: &Look| l.certificate.heldout_correlation;
        let best = looks
            .iter()
            .max_by(|a, b| held(a).total_cmp(&held(b)))
            .map(|l| &l.motion)?;
        let seen = moving.field_like(reference, MIRROR_LEVEL);
        Some(field::block_correlations(best, &samples, seen))
    };
    let (direct, mirror) = (fit(direct)?, fit(mirror)?);
    let gains: Vec<f64> = direct
        .iter()
        .zip(&mirror)
        .filter_map(|(d, m)| Some((*d)? - (*m)?))
        .collect();
    let n = gains.len() as f64;
    if gains.len() < LEAST_BLOCKS {
        return None;
    }
    let mean = gains.iter().sum::<f64>() / n;
    let variance = gains.iter().map(|g| (g - mean).powi(2)).sum::<f64>() / (n - 1.0);
    Some(mean / (variance / n).sqrt().max(1e-9))
}
