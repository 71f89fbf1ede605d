//! The photo's own mirror image as a control: does the photo fit better than it?

use super::field;
use super::ladder;
use super::look::Look;
use super::params::RegistrationParams;
use super::rescue;
use super::result::{Registration, Status};
use super::work::Work;

/// Level of the pyramid on which photo and mirror image are compared.
const MIRROR_LEVEL: usize = 1;

/// From how much better the mirror image fits, as Student's t, a plausible alignment of it tells
/// that the photo is one: by chance in 1 %.
const MIRRORED_PATTERN: f64 = 2.5;

/// How a photo does against its mirror image.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct MirrorControl {
    /// How much better the photo fits than its mirror image: Student's t of the difference of
    /// correlation over the blocks of the head; 0 where too few blocks can be compared.
    pub(crate) own_pattern: f64,
    /// The strongest certificate of the mirror image; `None` where it nowhere fits at all.
    image: Option<Status>,
}

impl MirrorControl {
    /// Whether the mirror image is certified.
    pub(super) fn mirrored(&self) -> bool {
        self.image == Some(Status::Ok)
    }

    /// The photo refused as a mirror image where it is one: its mirror image is certified, or plausible
    /// and clearly better where the photo itself fits nowhere. Else `best`, the photo's own alignment.
    pub(super) fn judged(&self, best: Registration) -> Registration {
        let likely = best.status == Status::Failed
            && self.image == Some(Status::Weak)
            && self.own_pattern <= -MIRRORED_PATTERN;
        let reason = match self.mirrored() {
            true => "the photo is a mirror image of the baseline's view",
            false if likely => {
                "the photo fits the baseline clearly better seen in a mirror: it is probably a mirror image"
            }
            false => return best,
        };
        Registration {
            status: Status::Failed,
            transform: None,
            reason: Some(reason.to_owned()),
            hint: Some("switch off mirroring of the front camera, or flip the photo".to_owned()),
            mirrored: true,
            ..best
        }
    }
}

/// Compares the looks at `moving` with the same looks at its mirror image.
pub(super) fn against_mirror(
    reference: &Work,
    moving: &Work,
    looks: &[Look],
    params: &RegistrationParams,
) -> MirrorControl {
    let mirror = moving.mirrored(params);
    let reflected = rescue::all(reference, &mirror, params);
    let certificates = || reflected.iter().map(|look| look.certificate.status);
    let image = [Status::Ok, Status::Weak, Status::Failed];
    MirrorControl {
        own_pattern: own_pattern(reference, (moving, looks), (&mirror, &reflected)).unwrap_or(0.0),
        image: image
            .into_iter()
            .find(|status| certificates().any(|found| found == *status)),
    }
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
