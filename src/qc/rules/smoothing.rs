//! Does the photo show as much weak detail as the baseline? Portrait and beauty modes, night modes and
//! strong compression take it away between strands, and what is left reads as bare or as covered.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed, with_effect};
use crate::qc::{QcParams, RuleFacts};

/// Difference of the flat shares of photo and baseline, without sign.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let Some([base, own]) = facts.flat_shares else {
        let why = "told only between two aligned photos that both show enough of the head";
        return not_assessed("fraction", params.smoothing_warn_share, why);
    };
    let size = (own - base).abs();
    let finding = Limit {
        value: size,
        unit: "fraction",
        warn: params.smoothing_warn_share,
        fail: Some(params.smoothing_fail_share),
    }
    .judge(|| {
        let smoother = if own > base { "photo" } else { "baseline" };
        let [found, allowed] = against(100.0 * size, 100.0 * params.smoothing_warn_share, 1);
        format!(
            "the {smoother} is smoothed: {found} points more of its head show no detail, at most {allowed} wanted; switch off \
             beauty, portrait and night modes and send photos as files, not through a messenger"
        )
    });
    let beyond = size - params.smoothing_usual_share;
    with_effect(finding, 100.0 * beyond * params.smoothing_effect)
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::QualityStatus;

    fn found(own: f64, base: f64) -> QualityFinding {
        let (photo, baseline) = (photo(), photo());
        let facts = RuleFacts {
            flat_shares: Some([base, own]),
            ..facts(&photo, Some(&baseline))
        };
        rule(&facts, &QcParams::default())
    }

    #[test]
    fn what_photos_differ_by_is_no_matter_and_a_filter_is_seen_on_either() {
        let usual = found(0.072, 0.07);
        assert_eq!(
            (usual.status, usual.effect_pp),
            (QualityStatus::Ok, Some(0.0))
        );
        let smoothed = found(0.08, 0.07);
        assert_eq!(smoothed.status, QualityStatus::Warn);
        assert!(
            smoothed
                .message
                .unwrap()
                .starts_with("the photo is smoothed")
        );
        let params = QcParams::default();
        let effect = 100.0 * (0.01 - params.smoothing_usual_share) * params.smoothing_effect;
        assert!((smoothed.effect_pp.unwrap() - effect).abs() < 1e-9);
        let base = found(0.07, 0.08);
        assert!(
            base.message
                .unwrap()
                .starts_with("the baseline is smoothed")
        );
        assert_eq!(found(0.1, 0.07).status, QualityStatus::Fail);
    }

    #[test]
    fn a_head_not_sampled_is_not_assessed() {
        let own = photo();
        let found = rule(&facts(&own, Some(&own)), &QcParams::default());
        assert_eq!(found.status, QualityStatus::NotAssessed);
    }
}
