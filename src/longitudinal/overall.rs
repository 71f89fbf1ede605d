//! The value over all regions of a view, weighted by area.
//!
//! The weights are the regions' areas in the baseline, the same for every photo, so that a change
//! of `overall` is the difference of two `overall` values and not of two areas. Bounds are
//! weighted like values: light and colour model err alike in all regions of a photo, so their
//! errors are taken as fully correlated.

use std::collections::BTreeMap;

use crate::model::{MeasureStatus, OVERALL_REGION, RegionReport, VisitRegion};
use crate::uncertainty::Difference;

use super::judge::RegionFound;

/// An overall value needs regions that make up this share of the area.
pub(crate) const MIN_OVERALL_SHARE: f64 = 0.5;

/// Region areas in the baseline, px, by region name.
pub(crate) type RegionWeights = BTreeMap<String, f64>;

/// Overall coverage of one photo: as [`overall_value`], with areas and exclusions added up.
pub(crate) fn overall_coverage(regions: &[RegionReport], weights: &RegionWeights) -> RegionReport {
    let values: Vec<VisitRegion> = regions.iter().map(value_of).collect();
    let overall = overall_value(&values, weights);
    let counted = || {
        let weighs = |r: &&RegionReport| weight_of(weights, &r.region).is_some();
        regions.iter().filter(weighs)
    };
    let mut excluded_by = BTreeMap::new();
    for (reason, px) in counted().flat_map(|r| &r.excluded_by) {
        *excluded_by.entry(reason.clone()).or_insert(0) += px;
    }
    RegionReport {
        region: overall.region,
        status: overall.status,
        reason: overall.reason,
        coverage: overall.coverage,
        ci95: overall.ci95,
        area_px: counted().map(|r| r.area_px).sum(),
        excluded_px: counted().map(|r| r.excluded_px).sum(),
        excluded_by,
    }
}

fn value_of(region: &RegionReport) -> VisitRegion {
    VisitRegion {
        region: region.region.clone(),
        status: region.status,
        reason: region.reason.clone(),
        coverage: region.coverage,
        ci95: region.ci95,
    }
}

/// The value over all regions. Regions without a positive weight do not count. Where some are not
/// measured, `reason` names them beside the value.
pub(crate) fn overall_value(regions: &[VisitRegion], weights: &RegionWeights) -> VisitRegion {
    let counted: Vec<(&VisitRegion, f64)> = regions
        .iter()
        .filter_map(|r| weight_of(weights, &r.region).map(|w| (r, w)))
        .collect();
    let measured = counted
        .iter()
        .filter_map(|&(r, w)| match (r.status, r.coverage, r.ci95) {
            (MeasureStatus::Measured, Some(c), Some([low, high])) => Some((w, [c, low, high])),
            _ => None,
        });
    let mean = weighted_mean(measured, counted.iter().map(|c| c.1).sum());
    let left_out = names(
        counted
            .iter()
            .filter(|(r, _)| r.status != MeasureStatus::Measured)
            .map(|(r, _)| r.region.as_str()),
    );
    VisitRegion {
        region: OVERALL_REGION.to_owned(),
        status: if mean.is_some() {
            MeasureStatus::Measured
        } else {
            MeasureStatus::NotMeasured
        },
        reason: left_out_reason(mean.is_some(), left_out),
        coverage: mean.map(|m| m[0]),
        ci95: mean.map(|m| [m[1], m[2]]),
    }
}

/// Overall difference between two visits from those of the regions; `None` without regions.
///
/// The noise is weighted like the difference, see the module.
pub(crate) fn overall_difference(
    found: &[RegionFound],
    weights: &RegionWeights,
) -> Option<RegionFound> {
    found.first()?;
    let counted: Vec<(&RegionFound, f64)> = found
        .iter()
        .filter_map(|f| weight_of(weights, &f.region).map(|w| (f, w)))
        .collect();
    let total: f64 = counted.iter().map(|c| c.1).sum();
    let values = counted.iter().filter_map(|(f, w)| {
        let d = f.found.as_ref().ok()?;
        let [low, high] = d.room_pp;
        Some((*w, [d.delta_pp, d.noise_pp, d.earlier, low, high]))
    });
    let mean = weighted_mean(values, total);
    let left_out = names(
        counted
            .iter()
            .filter(|(f, _)| f.found.is_err())
            .map(|(f, _)| f.region.as_str()),
    );
    let reason = left_out_reason(mean.is_some(), left_out);
    Some(match mean {
        Some([delta_pp, noise_pp, earlier, low, high]) => RegionFound {
            region: OVERALL_REGION.to_owned(),
            found: Ok(Difference {
                delta_pp,
                noise_pp,
                earlier,
                room_pp: [low, high],
            }),
            note: reason,
        },
        None => RegionFound {
            region: OVERALL_REGION.to_owned(),
            found: Err(common_reason(&counted).or(reason).unwrap_or_default()),
            note: None,
        },
    })
}

fn weight_of(weights: &RegionWeights, region: &str) -> Option<f64> {
    weights
        .get(region)
        .copied()
        .filter(|w| w.is_finite() && *w > 0.0)
}

/// Weighted means of what is known of each region; `None` below [`MIN_OVERALL_SHARE`] of `total` weight.
fn weighted_mean<const N: usize>(
    values: impl Iterator<Item = (f64, [f64; N])>,
    total: f64,
) -> Option<[f64; N]> {
    let mut weight_sum = 0.0;
    let mut sums = [0.0; N];
    for (weight, known) in values {
        weight_sum += weight;
        for (sum, value) in sums.iter_mut().zip(known) {
            *sum += weight * value;
        }
    }
    (weight_sum > 0.0 && weight_sum >= MIN_OVERALL_SHARE * total)
        .then(|| sums.map(|sum| sum / weight_sum))
}

fn names<'a>(regions: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    regions.collect()
}

/// The reason that every region gives, where they all give the same.
fn common_reason(counted: &[(&RegionFound, f64)]) -> Option<String> {
    let first = counted.first()?.0.found.as_ref().err()?;
    counted
        .iter()
        .all(|(f, _)| f.found.as_ref().err() == Some(first))
        .then(|| first.clone())
}

fn left_out_reason(has_value: bool, left_out: Vec<&str>) -> Option<String> {
    match (has_value, left_out.is_empty()) {
        (true, true) => None,
        (true, false) => Some(format!("without {}", left_out.join(", "))),
        (false, true) => Some("the view has no region with an area".to_owned()),
        (false, false) => Some(format!(
            "regions without a value make up more than half of the area: {}",
            left_out.join(", ")
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::uncertainty::ANY_CHANGE_PP;

    fn region(name: &str, coverage: Option<f64>, area_px: u64) -> RegionReport {
        RegionReport::made_up(name, coverage, 0.02, [area_px, 10], "covered")
    }

    fn weights(pairs: &[(&str, f64)]) -> RegionWeights {
        pairs.iter().map(|&(n, w)| (n.to_owned(), w)).collect()
    }

    #[test]
    fn coverage_is_weighted_by_baseline_area() {
        let regions = [region("a", Some(0.2), 999), region("b", Some(0.6), 1)];
        let got = overall_coverage(&regions, &weights(&[("a", 3.0), ("b", 1.0)]));
        assert!((got.coverage.unwrap() - 0.3).abs() < 1e-12);
        assert!((got.ci95.unwrap()[0] - 0.28).abs() < 1e-12);
        assert_eq!(
            (got.area_px, got.excluded_px, got.excluded_by["glare"]),
            (1000, 20, 20)
        );
        assert_eq!(got.reason, None);
    }

    #[test]
    fn a_missing_region_is_named_and_a_missing_half_refuses() {
        let regions = [region("a", Some(0.2), 10), region("b", None, 0)];
        let got = overall_coverage(&regions, &weights(&[("a", 4.0), ("b", 1.0)]));
        assert_eq!(
            (got.coverage, got.reason.as_deref()),
            (Some(0.2), Some("without b"))
        );
        let got = overall_coverage(&regions, &weights(&[("a", 1.0), ("b", 3.0)]));
        assert_eq!(
            (got.status, got.coverage),
            (MeasureStatus::NotMeasured, None)
        );
        assert!(got.reason.unwrap().contains('b'));
        assert!(overall_coverage(&[], &weights(&[])).reason.is_some());
    }

    fn found(region: &str, difference: Result<[f64; 3], &str>) -> RegionFound {
        RegionFound {
            region: region.to_owned(),
            found: difference
                .map(|[delta_pp, noise_pp, earlier]| Difference {
                    delta_pp,
                    noise_pp,
                    earlier,
                    room_pp: ANY_CHANGE_PP,
                })
                .map_err(str::to_owned),
            note: None,
        }
    }

    #[test]
    fn change_of_overall_is_the_difference_of_overall_coverage() {
        let weights = weights(&[("a", 3.0), ("b", 1.0)]);
        let before = [region("a", Some(0.2), 10), region("b", Some(0.6), 10)];
        let after = [region("a", Some(0.24), 10), region("b", Some(0.52), 10)];
        let regions = [
            found("a", Ok([4.0, 1.0, 0.2])),
            found("b", Ok([-8.0, 1.0, 0.6])),
        ];
        let got = overall_difference(&regions, &weights)
            .unwrap()
            .found
            .unwrap();
        let difference = overall_coverage(&after, &weights).coverage.unwrap()
            - overall_coverage(&before, &weights).coverage.unwrap();
        assert!((got.delta_pp - 100.0 * difference).abs() < 1e-9);
        assert!((got.relative().unwrap() - difference / 0.3).abs() < 1e-9);
        assert!((got.noise_pp - 1.0).abs() < 1e-12);
    }

    #[test]
    fn regions_that_are_not_comparable_are_left_out_or_refuse() {
        let regions = [found("a", Ok([4.0, 1.0, 0.2])), found("b", Err("covered"))];
        let of =
            |a: f64, b: f64| overall_difference(&regions, &weights(&[("a", a), ("b", b)])).unwrap();
        let got = of(3.0, 1.0);
        assert_eq!(got.found.unwrap().delta_pp, 4.0);
        assert_eq!(got.note.as_deref(), Some("without b"));
        assert!(of(1.0, 3.0).found.unwrap_err().contains('b'));
        assert!(overall_difference(&[], &weights(&[])).is_none());
    }

    #[test]
    fn a_reason_that_all_regions_share_is_said_once() {
        let regions = [found("a", Err("dyed")), found("b", Err("dyed"))];
        let got = overall_difference(&regions, &weights(&[("a", 1.0), ("b", 1.0)])).unwrap();
        assert_eq!(got.found, Err("dyed".to_owned()));
    }
}
