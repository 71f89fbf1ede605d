//! Was the hair parted at the same place? Answered where the parting itself is measured.

use crate::model::QualityFinding;
use crate::qc::finding::{Limit, against, not_assessed};
use crate::qc::{QcParams, RuleFacts};

/// Unit of the rule.
const UNIT: &str = "percent of head width";

/// Distance of the parting line from where it ran at baseline, percent of the head's width.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let offsets = facts.parting.map(|pair| pair.map(|photo| photo.offset_pct));
    let Some([Some(base), Some(own)]) = offsets else {
        let why = "the parting is not located; comb as at baseline and compare the pair by eye";
        return not_assessed(UNIT, None, why);
    };
    let moved = own - base;
    let warn = params.parting_warn_pct;
    let limit = Limit {
        value: moved.abs(),
        unit: UNIT,
        warn,
        fail: None,
    };
    limit.judge(|| {
        let [found, allowed] = against(moved.abs(), warn, 1);
        format!(
            "the parting runs {found} % of the head's width beside its place at baseline, at most \
             {allowed} % wanted: part the hair at the same place, along a comb's edge"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{facts, photo};
    use super::*;
    use crate::model::{MeasureStatus, PartingPhoto, QualityStatus};

    fn at(offset_pct: Option<f64>) -> PartingPhoto {
        PartingPhoto {
            photo: "a".into(),
            status: MeasureStatus::Measured,
            reason: None,
            width_pct: Some(3.0),
            ci95_pct: Some([2.0, 4.0]),
            offset_pct,
            seen_share: Some(1.0),
        }
    }

    fn found(baseline: Option<f64>, own: Option<f64>) -> QualityFinding {
        let (photo, pair) = (photo(), [at(baseline), at(own)]);
        let facts = RuleFacts {
            parting: Some(pair.each_ref()),
            ..facts(&photo, Some(&photo))
        };
        rule(&facts, &QcParams::default())
    }

    #[test]
    fn a_moved_line_warns_to_either_side() {
        let far = QcParams::default().parting_warn_pct + 0.5;
        for side in [far, -far] {
            let found = found(Some(1.0), Some(1.0 + side));
            assert_eq!(found.status, QualityStatus::Warn);
        }
        assert_eq!(found(Some(1.0), Some(1.2)).status, QualityStatus::Ok);
    }

    #[test]
    fn a_line_not_found_leaves_it_to_the_eye() {
        let found = found(None, Some(1.0));
        assert_eq!(found.status, QualityStatus::NotAssessed);
        assert!(found.message.unwrap().contains("by eye"));
    }
}
