//! Was the photo taken from another distance or with another lens than the baseline?

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed};
use crate::qc::measure::PhotoFacts;
use crate::qc::{QcParams, RuleFacts};

/// Relative change of the head's linear size against the baseline, without sign; the smaller of
/// the two sizes is the denominator, so that both directions weigh alike.
///
/// A copy made smaller, as messengers send it, shows a smaller head and a photo cut to the head a
/// larger one in its frame, from the same place. Another distance changes both: the size in pixels and
/// the share of the photo's longer side. The smaller of the two changes counts.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let scale = facts
        .registration
        .and_then(|r| r.scale)
        .filter(|s| s.is_finite() && *s > 0.0);
    let Some(scale) = scale else {
        let warn = params.scale_warn;
        return not_assessed(
            "fraction",
            warn,
            "the photo is not aligned with the baseline",
        );
    };
    let in_frame = scale * resized(facts);
    let scale = if change(in_frame) < change(scale) {
        in_frame
    } else {
        scale
    };
    Limit {
        value: change(scale),
        unit: "fraction",
        warn: params.scale_warn,
        fail: Some(params.scale_fail),
    }
    .judge(|| {
        format!(
            "the head is {:.0} % of its size at baseline; take the photo from the same distance \
             with the same lens",
            100.0 * scale
        )
    })
}

/// A ratio of sizes as a change without sign.
fn change(ratio: f64) -> f64 {
    ratio.max(1.0 / ratio) - 1.0
}

/// Longer side of the baseline's photo over that of this one.
fn resized(facts: &RuleFacts<'_>) -> f64 {
    let longer = |photo: &PhotoFacts| f64::from(photo.size_px[0].max(photo.size_px[1]).max(1));
    let baseline = facts.baseline.unwrap_or(facts.photo);
    longer(baseline) / longer(facts.photo)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, photo, registration};
    use super::*;
    use crate::model::QualityStatus;

    #[rstest]
    #[case(Some(1.0), QualityStatus::Ok)]
    #[case(Some(1.25), QualityStatus::Warn)]
    #[case(Some(0.8), QualityStatus::Warn)]
    #[case(Some(0.5), QualityStatus::Fail)]
    #[case(Some(0.0), QualityStatus::NotAssessed)]
    #[case(None, QualityStatus::NotAssessed)]
    fn status_by_scale(#[case] scale: Option<f64>, #[case] status: QualityStatus) {
        let photo = photo();
        let mut registration = registration();
        registration.scale = scale;
        let mut facts = facts(&photo, None);
        facts.registration = Some(&registration);
        assert_eq!(rule(&facts, &QcParams::default()).status, status);
    }

    /// Longer sides of the baseline's and the photo's picture, px.
    #[rstest]
    #[case::half_the_pixels(0.5, 2000, 1000, QualityStatus::Ok)]
    #[case::cut_to_the_head(1.0, 2000, 1000, QualityStatus::Ok)]
    #[case::half_the_pixels_from_afar(0.25, 2000, 1000, QualityStatus::Fail)]
    #[case::from_afar(0.5, 2000, 2000, QualityStatus::Fail)]
    fn another_size_of_the_picture_is_no_other_distance(
        #[case] scale: f64,
        #[case] baseline_px: u32,
        #[case] photo_px: u32,
        #[case] status: QualityStatus,
    ) {
        let sized = |longer: u32| PhotoFacts {
            size_px: [longer * 3 / 4, longer],
            ..photo()
        };
        let (before, after) = (sized(baseline_px), sized(photo_px));
        let mut registration = registration();
        registration.scale = Some(scale);
        let mut facts = facts(&after, Some(&before));
        facts.registration = Some(&registration);
        assert_eq!(rule(&facts, &QcParams::default()).status, status);
    }
}
