//! Errors of one case: a report against the truth.

use serde::Serialize;

use super::closeup::{HairFigures, HairTally, score_closeups};
use super::stats::{mean, median, quantile, share};
use super::truth::{CaseTruth, GlobalTruth};
use crate::geometry::Point;
use crate::model::{MeasureStatus, PhotoReport, RegistrationStatus, Report, Verdict, ViewReport};

/// Landmarks that must be mapped for a registration to count, as a share.
const MIN_MAPPED_SHARE: f64 = 0.7;

/// All single errors of one or more cases; the totals pool them, so that every photo and region
/// weighs the same.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Tally {
    /// Median landmark error per registered photo, per mille of the baseline's width.
    pub(crate) registration_median: Vec<f64>,
    /// 90 % quantile of the landmark error per registered photo, per mille.
    pub(crate) registration_p90: Vec<f64>,
    /// Photos without a usable registration.
    pub(crate) registration_failed: u64,
    /// Measured less true coverage, points, per photo and region.
    pub(crate) coverage: Vec<f64>,
    /// Measured less true change against the first photo, points.
    pub(crate) change: Vec<f64>,
    /// True change against the first photo, points, in the order of `change`.
    pub(crate) true_change: Vec<f64>,
    /// Measured change, points, in the order of `change`.
    pub(crate) measured_change: Vec<f64>,
    /// Whether the interval of a change holds the true change of each photo of its visit.
    pub(crate) interval_holds: Vec<bool>,
    /// Whether the interval of a change between two visits holds the true change of their means.
    pub(crate) visit_interval_holds: Vec<bool>,
    /// Whether a called increase or decrease has the true sign.
    pub(crate) sign_right: Vec<bool>,
    /// Photos or regions that were not measured.
    pub(crate) missing: u64,
    /// Errors of close-ups.
    pub(crate) hairs: HairTally,
}

impl Tally {
    /// Adds another case's errors.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.registration_median.extend(&other.registration_median);
        self.registration_p90.extend(&other.registration_p90);
        self.registration_failed += other.registration_failed;
        self.coverage.extend(&other.coverage);
        self.change.extend(&other.change);
        self.true_change.extend(&other.true_change);
        self.measured_change.extend(&other.measured_change);
        self.interval_holds.extend(&other.interval_holds);
        self.visit_interval_holds
            .extend(&other.visit_interval_holds);
        self.sign_right.extend(&other.sign_right);
        self.missing += other.missing;
        self.hairs.extend(&other.hairs);
    }
}

/// One case's line in the table. A figure that no photo of the case could give is `null`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct CaseRow {
    /// Name of the case.
    pub(crate) case: String,
    /// Median over photos of the median landmark error, per mille of the baseline's width.
    pub(crate) reg_permille: Option<f64>,
    /// Mean absolute coverage error, points.
    pub(crate) cov: Option<f64>,
    /// Mean signed coverage error, points.
    pub(crate) bias: Option<f64>,
    /// Mean absolute error of the change against the first photo, points.
    pub(crate) change: Option<f64>,
    /// Mean absolute true change, points: the change error of always saying "no change".
    pub(crate) zero_change: Option<f64>,
    /// Share of change intervals that hold the true change of a single photo.
    pub(crate) interval: Option<f64>,
    /// Share of change intervals between visits that hold the true change of the visits' means.
    pub(crate) visit_interval: Option<f64>,
    /// Photos or regions not measured.
    pub(crate) missing: u64,
    /// Figures of close-ups, where the case has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) closeups: Option<HairFigures>,
    /// Why the case could not be scored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) error: Option<String>,
}

/// One case: its line and the errors behind it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CaseScore {
    /// The line.
    pub(crate) row: CaseRow,
    /// The single errors.
    pub(crate) tally: Tally,
}

/// Scores a report. `to_baseline(id, points)` maps pixels of the photo with that report id into
/// the baseline's pixels, `None` for a point it cannot map.
///
/// Definitions: the first photo of the truth is the baseline of every change; regions are
/// compared by name, in each photo's own frame; photos are matched by file name without folder.
pub(crate) fn score_case(
    case: &str,
    truth: &CaseTruth,
    report: &Report,
    to_baseline: impl Fn(&str, &[Point]) -> Vec<Option<Point>>,
) -> CaseScore {
    match truth {
        CaseTruth::Global(photos) => {
            let tally = score_global(photos, report, to_baseline);
            finish(case, tally, None)
        }
        CaseTruth::Closeup(photos) => {
            let (hairs, missing) = score_closeups(photos, report);
            let tally = Tally {
                missing,
                hairs,
                ..Default::default()
            };
            finish(case, tally, None)
        }
    }
}

/// A case that gave no report, or one that cannot be compared: all its `photos` are missing.
pub(crate) fn unscored_case(case: &str, photos: u64, reason: &str) -> CaseScore {
    let tally = Tally {
        missing: photos,
        ..Default::default()
    };
    finish(case, tally, Some(reason.to_owned()))
}

fn finish(case: &str, tally: Tally, error: Option<String>) -> CaseScore {
    let row = CaseRow {
        case: case.to_owned(),
        reg_permille: median(&tally.registration_median),
        cov: mean(&magnitudes(&tally.coverage)),
        bias: mean(&tally.coverage),
        change: mean(&magnitudes(&tally.change)),
        zero_change: mean(&magnitudes(&tally.true_change)),
        interval: share(&tally.interval_holds),
        visit_interval: share(&tally.visit_interval_holds),
        missing: tally.missing,
        closeups: tally.hairs.figures(),
        error,
    };
    CaseScore { row, tally }
}

/// Absolute values.
pub(super) fn magnitudes(values: &[f64]) -> Vec<f64> {
    values.iter().map(|v| v.abs()).collect()
}

fn score_global(
    photos: &[GlobalTruth],
    report: &Report,
    to_baseline: impl Fn(&str, &[Point]) -> Vec<Option<Point>>,
) -> Tally {
    let mut tally = Tally::default();
    let Some(first) = photos.first() else {
        return tally;
    };
    let first_measured = find(report, &first.file).map(|(_, photo)| photo);
    for (index, truth) in photos.iter().enumerate() {
        let Some((view, photo)) = find(report, &truth.file) else {
            tally.missing += 1;
            continue;
        };
        if index > 0 {
            let mapped = to_baseline(&photo.id, &points(&truth.landmarks));
            score_registration(&mut tally, view, photo, &mapped, first);
            score_verdicts(&mut tally, view, photo, truth, first);
        }
        let baseline = (index > 0).then_some((first_measured, first));
        score_regions(&mut tally, photo, truth, baseline);
    }
    for view in &report.views {
        score_visits(&mut tally, view, photos);
    }
    tally
}

/// Changes between visits: what a report gives. The truth of a visit is the mean of its photos'.
fn score_visits(tally: &mut Tally, view: &ViewReport, photos: &[GlobalTruth]) {
    let Some(baseline) = &view.baseline_visit else {
        return;
    };
    let truth = |id: &String, region: &str| {
        let visit = view.visits.iter().find(|v| v.id == *id)?;
        let of_photo = |id: &String| {
            let file = &view.photos.iter().find(|p| p.id == *id)?.file;
            let name = file.rsplit('/').next().unwrap_or(file);
            let known = photos.iter().find(|p| p.file == name)?;
            Some(known.regions.get(region)?.coverage)
        };
        let known: Vec<f64> = visit.photos.iter().filter_map(of_photo).collect();
        mean(&known)
    };
    let since = view.changes.iter().filter(|c| c.from == *baseline);
    for change in since.filter(|c| c.delta_pp.is_some()) {
        let ends = truth(&change.from, &change.region).zip(truth(&change.to, &change.region));
        if let Some((before, after)) = ends {
            let [low, high] = change.ci95_pp;
            let true_change = 100.0 * (after - before);
            tally
                .visit_interval_holds
                .push(low <= true_change && true_change <= high);
        }
    }
}

fn find<'a>(report: &'a Report, file: &str) -> Option<(&'a ViewReport, &'a PhotoReport)> {
    let name = |path: &'a str| path.rsplit('/').next().unwrap_or(path);
    // The last one counts, should two views share a file name.
    let mut photos = report
        .views
        .iter()
        .flat_map(|view| view.photos.iter().map(move |photo| (view, photo)));
    photos.rfind(|(_, photo)| name(&photo.file) == file)
}

fn points(pairs: &[[f64; 2]]) -> Vec<Point> {
    pairs.iter().map(|&[x, y]| Point::new(x, y)).collect()
}

fn score_registration(
    tally: &mut Tally,
    view: &ViewReport,
    photo: &PhotoReport,
    mapped: &[Option<Point>],
    first: &GlobalTruth,
) {
    let width = view.photos.first().map_or(1.0, |p| f64::from(p.size_px[0]));
    let errors: Vec<f64> = mapped
        .iter()
        .zip(points(&first.landmarks))
        .filter_map(|(mapped, truth)| mapped.map(|p| 1000.0 * p.distance(truth) / width))
        .collect();
    let failed = photo.registration.status == RegistrationStatus::Failed;
    let too_few = (errors.len() as f64) < MIN_MAPPED_SHARE * first.landmarks.len() as f64;
    match (median(&errors), quantile(&errors, 0.9)) {
        (Some(middle), Some(high)) if !failed && !too_few => {
            tally.registration_median.push(middle);
            tally.registration_p90.push(high);
        }
        _ => tally.registration_failed += 1,
    }
}

fn measured(photo: &PhotoReport, region: &str) -> Option<f64> {
    let mut regions = photo.regions.iter();
    let found = regions.find(|r| r.region == region)?;
    found
        .coverage
        .filter(|_| found.status == MeasureStatus::Measured)
}

/// `baseline`: the first photo as measured (if the report has it) and in truth; `None` when this
/// photo is the first.
fn score_regions(
    tally: &mut Tally,
    photo: &PhotoReport,
    truth: &GlobalTruth,
    baseline: Option<(Option<&PhotoReport>, &GlobalTruth)>,
) {
    for region in &photo.regions {
        let name = &region.region;
        let Some(known) = truth.regions.get(name) else {
            continue;
        };
        let Some(coverage) = measured(photo, name) else {
            tally.missing += 1;
            continue;
        };
        tally.coverage.push(100.0 * (coverage - known.coverage));
        let Some((Some(first_photo), first_truth)) = baseline else {
            continue;
        };
        let before = first_truth
            .regions
            .get(name)
            .zip(measured(first_photo, name));
        if let Some((known_before, measured_before)) = before {
            let true_change = 100.0 * (known.coverage - known_before.coverage);
            let measured_change = 100.0 * (coverage - measured_before);
            tally.change.push(measured_change - true_change);
            tally.true_change.push(true_change);
            tally.measured_change.push(measured_change);
        }
    }
}

fn score_verdicts(
    tally: &mut Tally,
    view: &ViewReport,
    photo: &PhotoReport,
    truth: &GlobalTruth,
    first: &GlobalTruth,
) {
    for change in view.since_baseline(&photo.id) {
        let known = truth
            .regions
            .get(&change.region)
            .zip(first.regions.get(&change.region));
        let Some((after, before)) = known else {
            continue;
        };
        let true_change = 100.0 * (after.coverage - before.coverage);
        let [low, high] = change.ci95_pp;
        tally
            .interval_holds
            .push(low <= true_change && true_change <= high);
        match change.verdict {
            Verdict::Increase => tally.sign_right.push(true_change > 0.0),
            // No change counts as a right "decrease" here: only a true rise contradicts it.
            Verdict::Decrease => tally.sign_right.push(true_change <= 0.0),
            Verdict::WithinNoise | Verdict::TooUncertain | Verdict::NotComparable => {}
        }
    }
}
