//! Is it one photo? Sheets of two pictures and mosaics cannot be measured as one head.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Share of the strongest straight edge through the whole photo.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let warn = params.composite_warn_share;
    let Some(seam) = facts.photo.seam else {
        return not_assessed(
            "fraction",
            warn,
            "the photo is too small to look for an edge",
        );
    };
    Limit {
        value: seam.share,
        unit: "fraction",
        warn,
        fail: Some(params.composite_fail_share),
    }
    .judge(|| {
        let line = if seam.upright { "column" } else { "row" };
        format!(
            "a straight edge runs through the whole photo at {line} {}: it seems put together from \
             several pictures or edited; give every picture as a file of its own, as taken",
            seam.at_px
        )
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;
    use crate::qc::seam::Seam;

    #[rstest]
    #[case(0.55, QualityStatus::Ok)]
    #[case(0.75, QualityStatus::Warn)]
    #[case(0.99, QualityStatus::Fail)]
    fn status_by_share(#[case] share: f64, #[case] status: QualityStatus) {
        let mut photo = photo();
        photo.seam = Some(Seam {
            share,
            at_px: 540,
            upright: true,
        });
        let found = rule(&facts(&photo, None), &QcParams::default());
        assert_eq!((found.value, found.status), (Some(share), status));
        assert_eq!(
            found.message.is_some_and(|m| m.contains("column 540")),
            status != QualityStatus::Ok
        );
    }

    #[test]
    fn a_photo_too_small_is_not_assessed() {
        let found = rule(&facts(&photo(), None), &QcParams::default());
        assert_eq!(found.status, QualityStatus::NotAssessed);
    }
}
