//! From evidence to the reported coverage of one photo.

use crate::coverage::{
    HairEnds, NotMeasured, RegionCoverage, RegionEvidence, Shades, VisitCoverage,
};
use crate::longitudinal::overall::overall_coverage;
use crate::model::{MeasureStatus, RegionReport, VisitRegion};
use crate::params::Params;
use crate::qc::HairFacts;
use crate::registration::region_misplaced_permille;
use crate::uncertainty::{UncertaintyParams, Value};

use super::regions::RegionPlan;
use super::visit::Visit;

/// One region of one photo: what is reported, and the value behind it.
#[derive(Debug)]
pub(crate) struct MeasuredRegion {
    pub(crate) report: RegionReport,
    /// Why there is none, otherwise.
    pub(crate) value: Result<Value, String>,
    /// Whether there is none because what tells hair from scalp contradicts itself or leaves any coverage possible.
    contradicts: bool,
}

/// The regions of one photo.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) regions: Vec<MeasuredRegion>,
    overall: RegionReport,
    /// Why nothing can be measured through the photo's alignment.
    pub(crate) unaligned: Option<String>,
    /// What was seen of the measured regions' hair.
    pub(crate) hair: Vec<HairFacts>,
    /// Hair against the scalp beside it; `None` where nothing was measured.
    pub(crate) hair_ends: Option<HairEnds>,
    /// Colours of its skin and of its hair, as far as they were measured.
    pub(crate) shades: Shades,
    /// Contrast of the camera's curve; `None` where nothing was measured or nothing tells.
    pub(crate) curve_contrast: Option<f64>,
}

impl Measured {
    /// Pairs the regions' names with what was measured.
    pub(crate) fn new(
        visit: &Visit<'_>,
        plan: &RegionPlan,
        coverage: &VisitCoverage,
        params: &Params,
    ) -> Self {
        let unaligned = unaligned_reason(visit);
        let misplaced = misplaced_reasons(visit, plan, &params.uncertainty);
        let why = plan.off_scalp.iter().zip(misplaced);
        let why = why.map(|(off, misplaced)| unaligned.clone().or(off.clone()).or(misplaced));
        let named = plan.areas.iter().map(|(name, _)| name.as_str()).zip(why);
        let mut regions: Vec<MeasuredRegion> = named
            .zip(&coverage.regions)
            .map(|((name, refused), region)| measured_region(name, region, refused, params))
            .collect();
        disbelieve(&mut regions);
        let reports: Vec<RegionReport> = regions.iter().map(|r| r.report.clone()).collect();
        let overall = overall_coverage(&reports, &plan.weights());
        let hair = regions
            .iter()
            .zip(&coverage.regions)
            .filter_map(|(own, seen)| {
                let evidence = seen.outcome.as_ref().ok().filter(|_| own.value.is_ok())?;
                let by_brightness = evidence.by_brightness && evidence.blocks > 0;
                Some(HairFacts {
                    region: own.report.region.clone(),
                    strand_alignment: seen.strand_alignment,
                    hair_over_scalp: by_brightness.then_some(evidence.hair_over_scalp),
                })
            })
            .collect();
        Self {
            regions,
            overall,
            hair,
            hair_ends: coverage.hair_ends.filter(|_| unaligned.is_none()),
            shades: match unaligned {
                None => coverage.shades,
                Some(_) => Shades::default(),
            },
            curve_contrast: coverage.curve_contrast.filter(|_| unaligned.is_none()),
            unaligned,
        }
    }

    /// The regions as reported, `overall` last.
    pub(crate) fn reports(&self) -> Vec<RegionReport> {
        let regions = self.regions.iter().map(|r| r.report.clone());
        regions.chain([self.overall.clone()]).collect()
    }

    /// Coverage of region `index`, percent.
    pub(crate) fn percent(&self, index: usize) -> Option<f64> {
        let value = self.regions.get(index)?.value.as_ref().ok()?;
        Some(100.0 * value.coverage)
    }
}

fn measured_region(
    name: &str,
    region: &RegionCoverage,
    refused: Option<String>,
    params: &Params,
) -> MeasuredRegion {
    let evidence: Result<&RegionEvidence, String> = match (refused, &region.outcome) {
        (Some(why), _) => Err(why),
        (None, Err(why)) => Err(why.to_string()),
        (None, Ok(evidence)) => Ok(evidence),
    };
    let contradictory = evidence.is_ok() || region.outcome == Err(NotMeasured::FitsContradict);
    let value = evidence.and_then(|e| telling(Value::of_photo(e, &params.uncertainty), params));
    let excluded_by: std::collections::BTreeMap<String, u64> = region
        .excluded_px
        .iter()
        .map(|(why, px)| (why.to_string(), *px))
        .collect();
    let own = reported(name, &value);
    let report = RegionReport {
        region: own.region,
        status: own.status,
        reason: own.reason,
        coverage: own.coverage,
        ci95: own.ci95,
        area_px: region.area_px,
        excluded_px: excluded_by.values().sum(),
        excluded_by,
    };
    MeasuredRegion {
        report,
        contradicts: contradictory && value.is_err(),
        value,
    }
}

/// One light and one shade of hair serve a whole photo. Where they contradict themselves on most of its regions, what
/// they say of the others is not believed either: strands that stand in for the skin make bare skin read as hair.
fn disbelieve(regions: &mut [MeasuredRegion]) {
    let contradicted = regions.iter().filter(|r| r.contradicts).count();
    let all = regions.len();
    if 2 * contradicted <= all {
        return;
    }
    let why = format!(
        "in {contradicted} of {all} regions of this photo hair and scalp cannot be told apart: what is read in \
         the others is not believed"
    );
    for region in regions.iter_mut().filter(|r| r.value.is_ok()) {
        let told = reported(&region.report.region, &Err(why.clone()));
        region.value = Err(why.clone());
        region.report = RegionReport {
            status: told.status,
            reason: told.reason,
            coverage: told.coverage,
            ci95: told.ci95,
            ..region.report.clone()
        };
    }
}

/// A value whose interval leaves next to nothing out is none.
fn telling(value: Value, params: &Params) -> Result<Value, String> {
    let [low, high] = value.ci95().map(|end| 100.0 * end);
    match high - low < params.uncertainty.widest_level_pp {
        true => Ok(value),
        false => Err(format!(
            "any coverage from {low:.0} to {high:.0} % is possible: hair and bare skin look alike here, as with \
             blur, haze, glare or stubble"
        )),
    }
}

/// Why nothing can be measured through the photo's alignment; `None` where it can.
fn unaligned_reason(visit: &Visit<'_>) -> Option<String> {
    let registration = visit
        .registration
        .as_ref()
        .filter(|r| r.transform.is_none())?;
    Some(match &registration.reason {
        Some(why) => format!("not aligned with the baseline: {why}"),
        None => "not aligned with the baseline".to_owned(),
    })
}

/// Why each region is not measured although the photo is aligned. Where half of them are other places
/// of the head, the rest is not believed either.
fn misplaced_reasons(
    visit: &Visit<'_>,
    plan: &RegionPlan,
    params: &UncertaintyParams,
) -> Vec<Option<String>> {
    let areas = plan.areas.iter().map(|(_, area)| area);
    let own: Vec<_> = areas.map(|a| misplaced_reason(visit, a, params)).collect();
    let elsewhere = own.iter().flatten().count();
    if elsewhere == 0 || 2 * elsewhere < own.len() {
        return own;
    }
    let doubted = format!(
        "{elsewhere} of {} regions of this photo are other places of the head, so that its alignment \
         is not believed; take the photo from where the baseline was taken",
        own.len()
    );
    let reasons = own.into_iter();
    reasons
        .map(|why| why.or_else(|| Some(doubted.clone())))
        .collect()
}

/// Why a region is not measured although the photo is aligned: what lies in its outline there is
/// another place of the head.
fn misplaced_reason(
    visit: &Visit<'_>,
    area: &crate::geometry::Area,
    params: &UncertaintyParams,
) -> Option<String> {
    let residual = region_misplaced_permille(visit.registration.as_ref()?, area)?;
    let most = params.most_region_residual_permille;
    (residual > most).then(|| {
        format!(
            "this region is aligned to {residual:.0} per mille of the photo's width only (at most \
             {most:.0}): it may be another place of the head; take the photo from where the \
             baseline was taken"
        )
    })
}

/// A region's value as reported.
pub(crate) fn reported(region: &str, value: &Result<Value, String>) -> VisitRegion {
    let measured = value.as_ref().ok();
    VisitRegion {
        region: region.to_owned(),
        status: match measured {
            Some(_) => MeasureStatus::Measured,
            None => MeasureStatus::NotMeasured,
        },
        reason: value.as_ref().err().cloned(),
        coverage: measured.map(|v| v.coverage),
        ci95: measured.map(Value::ci95),
    }
}

/// Standard deviation of the coverage from photo to photo over all regions, pp; `None` where no
/// region is measured on two of them.
pub(crate) fn spread_pp(photos: &[&Measured]) -> Option<f64> {
    let regions = photos.first()?.regions.len();
    let variances = (0..regions).filter_map(|r| {
        let all: Vec<f64> = photos.iter().filter_map(|m| m.percent(r)).collect();
        let n = all.len() as f64;
        let mean = all.iter().sum::<f64>() / n;
        let squares: f64 = all.iter().map(|v| (v - mean).powi(2)).sum();
        (all.len() >= 2).then(|| squares / (n - 1.0))
    });
    root_mean(variances)
}

/// Root of the mean of squares; `None` without any.
pub(crate) fn root_mean(squares: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, count) = squares.fold((0.0, 0u32), |(s, n), v| (s + v, n + 1));
    (count > 0).then(|| (sum / f64::from(count)).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn regions(measured: usize, contradicting: usize) -> Vec<MeasuredRegion> {
        let region = |i: usize| {
            let contradicts = i >= measured;
            let value = match contradicts {
                true => Err("contradict".to_owned()),
                false => Ok(Value {
                    coverage: 0.99,
                    own_pp: 2.0,
                    shared_pp: 2.0,
                    fits_apart: 0.0,
                    level_pp: 5.0,
                }),
            };
            let own = reported("vertex", &value);
            MeasuredRegion {
                report: RegionReport {
                    region: own.region,
                    status: own.status,
                    reason: own.reason,
                    coverage: own.coverage,
                    ci95: own.ci95,
                    area_px: 10,
                    excluded_px: 0,
                    excluded_by: std::collections::BTreeMap::new(),
                },
                value,
                contradicts,
            }
        };
        (0..measured + contradicting).map(region).collect()
    }

    #[test]
    fn what_most_regions_contradict_is_not_believed_in_the_others() {
        let mut half = regions(2, 2);
        disbelieve(&mut half);
        assert!(half[0].value.is_ok() && half[1].value.is_ok());
        let mut most = regions(2, 3);
        disbelieve(&mut most);
        assert!(most.iter().all(|r| r.value.is_err()));
        assert_eq!(most[0].report.status, MeasureStatus::NotMeasured);
        assert_eq!(most[0].report.coverage, None);
        assert_eq!(most[4].value, Err("contradict".to_owned()));
    }
}
