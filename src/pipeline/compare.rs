//! From evidence to reported coverage and changes.

use crate::calendar::day_number;
use crate::coverage::{RegionEvidence, VisitCoverage};
use crate::longitudinal::DatedPhoto;
use crate::longitudinal::control::correct_by_region;
use crate::longitudinal::overall::{RegionWeights, overall_change, overall_coverage};
use crate::longitudinal::timeline::comparison_pairs;
use crate::model::{ChangeReport, MeasureStatus, RegionReport, Verdict};
use crate::params::Params;
use crate::qc::{Comparability, HairFacts};
use crate::uncertainty::{self, UncertaintyParams, change, coverage_interval, detectable_pp};

use super::Job;
use super::regions::RegionPlan;
use super::visit::Visit;

/// The regions of one photo: what is reported, and the evidence behind it.
#[derive(Debug)]
pub struct Measured {
    regions: Vec<(RegionReport, Option<RegionEvidence>)>,
    overall: RegionReport,
    /// What was seen of the measured regions' hair.
    pub hair: Vec<HairFacts>,
    /// Red over blue of hair against that of the scalp, stops; `None` where nothing was measured.
    pub hair_tint: Option<f64>,
    /// Contrast of the camera's curve; `None` where nothing was measured or nothing tells.
    pub curve_contrast: Option<f64>,
}

impl Measured {
    /// Pairs the regions' names with what was measured.
    pub fn new(
        visit: &Visit<'_>,
        plan: &RegionPlan,
        coverage: &VisitCoverage,
        params: &Params,
    ) -> Self {
        let unaligned = unaligned_reason(visit);
        let regions: Vec<(RegionReport, Option<RegionEvidence>)> = plan
            .areas
            .iter()
            .zip(&coverage.regions)
            .map(|((name, _), region)| {
                let evidence = region
                    .outcome
                    .as_ref()
                    .ok()
                    .filter(|_| unaligned.is_none())
                    .cloned();
                let reason = match (&region.outcome, &unaligned) {
                    (_, Some(why)) => Some(why.clone()),
                    (Err(why), None) => Some(why.to_string()),
                    (Ok(_), None) => None,
                };
                let excluded_by: std::collections::BTreeMap<String, u64> = region
                    .excluded_px
                    .iter()
                    .map(|(why, px)| (why.to_string(), *px))
                    .collect();
                let report = RegionReport {
                    region: name.clone(),
                    status: if evidence.is_some() {
                        MeasureStatus::Measured
                    } else {
                        MeasureStatus::NotMeasured
                    },
                    reason,
                    coverage: evidence.as_ref().map(RegionEvidence::coverage),
                    ci95: evidence
                        .as_ref()
                        .map(|e| coverage_interval(e, &params.uncertainty)),
                    area_px: region.area_px,
                    excluded_px: excluded_by.values().sum(),
                    excluded_by,
                };
                (report, evidence)
            })
            .collect();
        let reports: Vec<RegionReport> = regions.iter().map(|(report, _)| report.clone()).collect();
        let overall = overall_coverage(&reports, &plan.weights());
        let hair = regions
            .iter()
            .zip(&coverage.regions)
            .filter_map(|((report, evidence), seen)| {
                let evidence = evidence.as_ref()?;
                let by_brightness = evidence.by_brightness && evidence.blocks > 0;
                Some(HairFacts {
                    region: report.region.clone(),
                    strand_alignment: seen.strand_alignment,
                    hair_over_scalp: by_brightness.then_some(evidence.hair_over_scalp),
                })
            })
            .collect();
        Self {
            regions,
            overall,
            hair,
            hair_tint: coverage.hair_tint.filter(|_| unaligned.is_none()),
            curve_contrast: coverage.curve_contrast.filter(|_| unaligned.is_none()),
        }
    }

    /// The regions as reported, `overall` last.
    pub fn reports(&self) -> Vec<RegionReport> {
        let regions = self.regions.iter().map(|(report, _)| report.clone());
        regions
            .chain(std::iter::once(self.overall.clone()))
            .collect()
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

/// Changes against baseline, then between successive visits; regions in order, `overall` last.
pub fn view_changes(
    measured: &[Measured],
    photos: &[DatedPhoto],
    baseline: usize,
    weights: &RegionWeights,
    comparability: &[Comparability],
    job: &Job<'_>,
) -> Vec<ChangeReport> {
    let mut changes = Vec::new();
    for pair in comparison_pairs(photos, baseline) {
        let (from, to) = (&measured[pair.from], &measured[pair.to]);
        let (from_photo, to_photo) = (&photos[pair.from], &photos[pair.to]);
        let mut own: Vec<ChangeReport> = from
            .regions
            .iter()
            .zip(&to.regions)
            .map(|(a, b)| region_change(a, b, from_photo, to_photo, &job.params.uncertainty))
            .collect();
        let judged = comparability[pair.from].pair(&comparability[pair.to]);
        let uncertainty = &job.params.uncertainty;
        for change in &mut own {
            apply(change, &judged, uncertainty);
        }
        let earlier = |name: &str| {
            from.regions
                .iter()
                .find(|(r, _)| r.region == name)
                .and_then(|(r, _)| r.coverage)
        };
        let detectable = |half: f64, delta: f64| detectable_pp(half, delta, uncertainty);
        let overall = overall_change(&own, weights, earlier, detectable);
        own.extend(overall);
        changes.append(&mut own);
    }
    if let Some(control) = &job.course.control {
        correct_by_region(&mut changes, control);
    }
    changes
}

fn region_change(
    (from, from_evidence): &(RegionReport, Option<RegionEvidence>),
    (to, to_evidence): &(RegionReport, Option<RegionEvidence>),
    from_photo: &DatedPhoto,
    to_photo: &DatedPhoto,
    params: &UncertaintyParams,
) -> ChangeReport {
    let days = day_number(from_photo.date, to_photo.date);
    let (Some(a), Some(b)) = (from_evidence, to_evidence) else {
        let (photo, report) = if from_evidence.is_none() {
            (from_photo, from)
        } else {
            (to_photo, to)
        };
        let why = report.reason.as_deref().unwrap_or("not measured");
        let reason = format!("{}: {why}", photo.id);
        return ChangeReport::not_comparable(
            &from.region,
            &from_photo.id,
            &to_photo.id,
            days,
            reason,
        );
    };
    let change = change(a, b, params);
    ChangeReport {
        region: from.region.clone(),
        from: from_photo.id.clone(),
        to: to_photo.id.clone(),
        days: Some(days),
        delta_pp: Some(change.delta_pp),
        ci95_pp: change.ci95_pp,
        relative: change.relative,
        detectable_pp: Some(change.detectable_pp),
        verdict: match change.verdict {
            uncertainty::Verdict::Increase => Verdict::Increase,
            uncertainty::Verdict::Decrease => Verdict::Decrease,
            uncertainty::Verdict::WithinNoise => Verdict::WithinNoise,
        },
        reason: None,
        control_corrected: None,
    }
}

/// What the photos' quality does to a change: refuses it, or widens its interval.
fn apply(change: &mut ChangeReport, judged: &Comparability, params: &UncertaintyParams) {
    if !change.is_comparable() {
        return;
    }
    if let Some(why) = &judged.refusal {
        *change = ChangeReport::not_comparable(
            &change.region,
            &change.from,
            &change.to,
            change.days,
            why.clone(),
        );
        return;
    }
    let Some(delta_pp) = change.delta_pp.filter(|_| judged.effect_pp > 0.0) else {
        return;
    };
    let [low, high] = change.ci95_pp;
    let half = (0.5 * (high - low)).hypot(judged.effect_pp);
    change.ci95_pp = [delta_pp - half, delta_pp + half];
    change.detectable_pp = Some(detectable_pp(half, delta_pp, params));
    change.verdict = Verdict::of(delta_pp, change.ci95_pp, change.detectable_pp);
}
