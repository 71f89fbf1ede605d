//! Does what covers the scalp look like strands? Clipped stubble, tight curls and tattooed dots run
//! in no direction and cannot be told apart. Answered where the regions were measured.

use crate::model::{QualityFinding, QualityStatus};
use crate::qc::finding::{Limit, against, not_assessed};
use crate::qc::{HairFacts, QcParams, RuleFacts};

/// The lowest alignment of the regions; fails where a region was combed on one of two photos and
/// shows no direction on the other.
pub(super) fn rule(facts: &RuleFacts<'_>, params: &QcParams) -> QualityFinding {
    let photo = facts.hair.map_or(&[][..], |hair| hair.regions);
    let baseline = facts.baseline_hair.map_or(&[][..], |hair| hair.regions);
    let warn = params.strands_warn;
    let lowest = photo
        .iter()
        .filter_map(|r| Some((r.strand_alignment?, r.region.as_str())))
        .min_by(|a, b| a.0.total_cmp(&b.0));
    let Some((value, region)) = lowest else {
        let why = "no region shows enough texture to tell a direction";
        return not_assessed("fraction", warn, why);
    };
    let limit = Limit {
        value,
        unit: "fraction",
        warn,
        fail: None,
    };
    let found = limit.judge_at_least(|| {
        let [found, allowed] = against(value, warn, 2);
        format!(
            "{region}: strands run in no common direction (alignment {found}, at least {allowed} \
             wanted): stubble, tight curls and tattooed dots look alike, and pigment reads as hair"
        )
    });
    match changed(baseline, photo, params) {
        Some((region, before, now)) => QualityFinding {
            status: QualityStatus::Fail,
            message: Some(format!(
                "{region}: the alignment of strands was {before:.2} at baseline and is {now:.2}: hair \
                 was cut to stubble or grew out of it, or dots were tattooed; such visits do not \
                 compare"
            )),
            ..found
        },
        None => found,
    }
}

/// The region whose alignment changed most beyond the limit, with both values.
fn changed<'a>(
    baseline: &[HairFacts],
    photo: &'a [HairFacts],
    params: &QcParams,
) -> Option<(&'a str, f64, f64)> {
    let both = photo.iter().filter_map(|now| {
        let before = baseline.iter().find(|b| b.region == now.region)?;
        Some((
            now.region.as_str(),
            before.strand_alignment?,
            now.strand_alignment?,
        ))
    });
    both.filter(|(_, before, now)| {
        before.min(*now) < params.strands_warn && (before - now).abs() > params.strands_drift_fail
    })
    .max_by(|a, b| (a.1 - a.2).abs().total_cmp(&(b.1 - b.2).abs()))
}

#[cfg(test)]
mod tests {
    use super::super::fixtures::{judge_hair, regions_seen};
    use super::*;

    type Alignments = [Option<f64>; 2];

    fn found(baseline: Option<Alignments>, photo: Alignments) -> QualityFinding {
        let with = |alignments: Alignments| -> Vec<HairFacts> {
            let named = |(name, strand_alignment): (&str, Option<f64>)| HairFacts {
                region: name.into(),
                strand_alignment,
                hair_over_scalp: None,
            };
            let names = ["frontal", "vertex"].into_iter();
            names.zip(alignments).map(named).collect()
        };
        let (baseline, photo) = (baseline.map(with), with(photo));
        let baseline = baseline.as_deref().map(regions_seen);
        judge_hair(rule, baseline, regions_seen(&photo))
    }

    #[test]
    fn the_lowest_region_decides_and_is_named() {
        let lowest = found(None, [Some(0.6), Some(0.2)]);
        assert_eq!(
            (lowest.value, lowest.status),
            (Some(0.2), QualityStatus::Warn)
        );
        assert!(lowest.message.unwrap().starts_with("vertex"));
        assert_eq!(found(None, [Some(0.6), None]).status, QualityStatus::Ok);
        assert_eq!(found(None, [None, None]).status, QualityStatus::NotAssessed);
    }

    #[test]
    fn hair_that_became_stubble_fails_and_stubble_that_stays_warns() {
        let (combed, stubble) = ([Some(0.6), Some(0.6)], [Some(0.6), Some(0.2)]);
        let status = |a, b| found(Some(a), b).status;
        assert_eq!(status(combed, stubble), QualityStatus::Fail);
        assert_eq!(status(stubble, combed), QualityStatus::Fail);
        assert_eq!(status(stubble, stubble), QualityStatus::Warn);
        assert_eq!(status(combed, [Some(0.45), Some(0.4)]), QualityStatus::Ok);
    }
}
