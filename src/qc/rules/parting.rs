//! Was the hair parted at the same place? Answered where the parting itself is measured.

use crate::model::{PartingPhoto, QualityFinding};
use crate::qc::QcParams;
use crate::qc::rule::Limit;

/// Distance of the parting line from where it ran at baseline, percent of the head's width;
/// `None` where it was not found on both photos.
pub fn parting_moved(
    baseline: &PartingPhoto,
    photo: &PartingPhoto,
    params: &QcParams,
) -> Option<QualityFinding> {
    let moved = photo.offset_pct? - baseline.offset_pct?;
    let warn = params.parting_warn_pct;
    let limit = Limit {
        value: moved.abs(),
        unit: "percent of head width",
        warn,
        fail: None,
    };
    Some(limit.judge(|| {
        format!(
            "the parting runs {:.1} % of the head's width beside its place at baseline, at most \
             {warn:.1} % wanted: part the hair at the same place, along a comb's edge",
            moved.abs()
        )
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{MeasureStatus, QualityStatus};

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

    #[test]
    fn a_moved_line_warns_to_either_side() {
        let params = QcParams::default();
        let far = params.parting_warn_pct + 0.5;
        for side in [far, -far] {
            let found = parting_moved(&at(Some(1.0)), &at(Some(1.0 + side)), &params).unwrap();
            assert_eq!(found.status, QualityStatus::Warn);
        }
        let near = parting_moved(&at(Some(1.0)), &at(Some(1.2)), &params).unwrap();
        assert_eq!(near.status, QualityStatus::Ok);
        assert_eq!(parting_moved(&at(None), &at(Some(1.0)), &params), None);
    }
}
