//! One new photo against the baseline of its view, at capture time: everything that decides whether
//! a change could be given. Other visits' photos are not asked to confirm a doubted alignment, as
//! the whole course's report does: a photo that needs them had better be taken again.

use crate::calendar::day_number;
use crate::course::{CapturedPhoto, CoursePhoto};
use crate::longitudinal::judge::RegionFound;
use crate::longitudinal::overall::{RegionWeights, overall_difference};
use crate::model::{OVERALL_REGION, QualityFinding, QualityStatus, RegionReport, Rejection, Tool};
use crate::qc::Comparability;
use crate::report::check::{CHECK_SCHEMA, CheckReport, advice};
use crate::report::ghost::{Outlined, ghost};
use crate::uncertainty::{Difference, UncertaintyParams, Value};

use super::Job;
use super::assemble::DISCLAIMER;
use super::by_place::tell_places;
use super::certificate::registration_report;
use super::checked::{Check, checked, copy_finding, measured_share};
use super::copies::copies;
use super::display::DisplayCopy;
use super::first::check_first;
use super::look::{load_first, readable_baseline};
use super::measured::{Measured, spread_pp};
use super::quality::{Seen, findings};
use super::regions::plan_regions;
use super::stages::Observer;
use super::view::measure;
use super::visit::{Shown, Visit, load};

/// Holds a photo against the baseline of its view; the first of a view is judged by itself.
///
/// # Errors
/// The rejections when no photo of the view or not the new photo itself can be read.
pub(crate) fn check_photo(
    job: &Job<'_>,
    captured: &CapturedPhoto,
    observer: &dyn Observer,
) -> Result<Check, Vec<Rejection>> {
    let is_closeup = captured.photo.view.is_closeup();
    if is_closeup && !job.course.views().contains(&captured.photo.view) {
        return Err(vec![first_closeup(captured)]);
    }
    if is_closeup {
        return super::closeup::check(job, captured, observer);
    }
    let mut photos: Vec<&CoursePhoto> = job
        .course
        .photos
        .iter()
        .filter(|photo| photo.view == captured.photo.view)
        .collect();
    if photos.is_empty() {
        observer.expect(1);
        return check_first(job, captured, observer);
    }
    observer.expect(2);
    let mut rejections = Vec::new();
    let first = |photo| load_first(job, photo, observer);
    let Some(found) = readable_baseline(job.course, &mut photos, &mut rejections, first) else {
        return Err(rejections.into_iter().map(Rejection::from).collect());
    };
    let (view, base) = (&captured.photo.view, found.base);
    let plan = plan_regions(job, view, &base, found.lost);
    let reference = base.reference();
    let baseline = base.look(job, None, Shown::Whole, observer);
    observer.step(&baseline.planned.file);
    let visit = load(job, &captured.photo, observer)
        .map_err(|why| vec![why.rejection])?
        .look(job, Some(&reference), Shown::Whole, observer);
    observer.step(&captured.photo.file);
    let mut visits = vec![baseline, visit];
    for photo in same_visit(captured, &photos) {
        match load(job, photo, observer) {
            Ok(loaded) => visits.push(loaded.look(job, Some(&reference), Shown::Nothing, observer)),
            Err(why) => rejections.push(why),
        }
    }
    let copies = copies(&visits, 0, &plan.areas);
    tell_places(&mut visits, 0, &plan.areas);
    let coverage = measure(job, view, &mut visits, 0, &plan);
    let measured: Vec<Measured> = visits
        .iter()
        .zip(&coverage)
        .map(|(visit, coverage)| Measured::new(visit, &plan, coverage, job.params))
        .collect();
    let (baseline, visit) = (&visits[0], &visits[1]);
    let both = [&measured[0], &measured[1]];
    let mut report = report_of(job, [baseline, visit], both, captured.dated);
    let of_the_visit: Vec<&Measured> = (1..visits.len())
        .filter(|&i| i == 1 || copies[i].is_none())
        .map(|i| &measured[i])
        .collect();
    let told = ability(
        &measured[0],
        &of_the_visit,
        &pair_of(job, [baseline, visit], &measured[0], &report),
        &plan.weights(),
        &job.params.uncertainty,
    );
    report.quality.extend(told);
    report
        .quality
        .extend(before_baseline(captured, baseline.planned));
    if let Some(copy) = &copies[1] {
        report
            .quality
            .insert("copy".into(), copy_finding(&copy.reason));
    }
    report.advice = advice(&report.quality, &report.registration);
    report.rejections = rejections.into_iter().map(Rejection::from).collect();
    report.warnings = plan.warnings;
    Ok(Check {
        ghost: Some(ghost(
            outlined(baseline, &baseline.prepared.head().ring()),
            outlined(visit, &visit.prepared.head().ring()),
        )),
        report,
    })
}

/// That a photo just taken is dated before the baseline.
fn before_baseline(
    captured: &CapturedPhoto,
    baseline: &CoursePhoto,
) -> Option<(String, QualityFinding)> {
    let (own, first) = (captured.photo.date, baseline.date);
    let finding = QualityFinding {
        value: Some(f64::from(day_number(first, own))),
        unit: "days".into(),
        threshold: Some(0.0),
        status: QualityStatus::Warn,
        effect_pp: None,
        message: Some(format!(
            "dated {own}, before the baseline of {first}: if it was taken later, set the camera's clock or \
             give --date"
        )),
    };
    (captured.dated && own < first).then(|| ("date".to_owned(), finding))
}

/// That of a spot's first close-up nothing is told beforehand.
fn first_closeup(captured: &CapturedPhoto) -> Rejection {
    Rejection {
        file: captured.photo.file.clone(),
        stage: "closeup".into(),
        reason: "the first close-up of its spot: there is none to hold it against".into(),
        hint: "put it into the course and run analyze: the report says whether its hairs can be counted"
            .into(),
    }
}

/// The course's photos of the visit to which the new photo belongs.
fn same_visit<'a>(
    captured: &'a CapturedPhoto,
    photos: &[&'a CoursePhoto],
) -> impl Iterator<Item = &'a CoursePhoto> {
    let own = &captured.photo;
    let photos = photos.iter().copied();
    photos.filter(|p| captured.dated && p.date == own.date && p.path != own.path)
}

/// The new photo with the baseline, as a report of the course pairs them.
fn pair_of(
    job: &Job<'_>,
    [baseline, visit]: [&Visit<'_>; 2],
    measured: &Measured,
    report: &CheckReport,
) -> Comparability {
    let seen = Seen {
        visit: baseline,
        measured,
        parting: None,
    };
    let registration = registration_report(baseline, &[]);
    let quality = findings(job, None, seen, &registration, true);
    let own = Comparability::of(&report.quality, &report.registration)
        .lit(&visit.local_light, &job.params.qc);
    Comparability::of(&quality, &registration).pair(&own)
}

/// What change over all regions the photo would show, as a report of the course says it, and what the
/// visit's photos so far say together.
fn ability(
    before: &Measured,
    visit: &[&Measured],
    pair: &Comparability,
    weights: &RegionWeights,
    params: &UncertaintyParams,
) -> Vec<(String, QualityFinding)> {
    let spread_pp = spread_pp(visit);
    let of_region = |r: usize, photos: usize| {
        let own = |m: &Measured| m.regions[r].value.clone();
        let from = own(before)?;
        let mut values: Vec<Value> = visit.iter().filter_map(|m| own(m).ok()).collect();
        let first = *values.first().ok_or_else(String::new)?;
        values.resize(photos.max(values.len()), first);
        let to = Value::of_visit(&values, params.visit_spread_pp).ok_or_else(String::new)?;
        // What refuses the photo stands as a finding of its own.
        let doubt = pair.of_region(&before.regions[r].report.region);
        match doubt.refusal.filter(|_| pair.refusal.is_none()) {
            Some(why) => Err(why),
            None => Ok(Difference::between(&from, &to, params).widened(doubt.effect_pp)),
        }
    };
    let detectable = |photos: usize| {
        let regions: Vec<RegionFound> = before
            .regions
            .iter()
            .enumerate()
            .map(|(r, region)| RegionFound {
                region: region.report.region.clone(),
                found: of_region(r, photos),
                note: None,
            })
            .collect();
        let overall = overall_difference(&regions, weights)?;
        Some(overall.found.ok()?.noise_pp)
    };
    let Some(now) = detectable(visit.len()) else {
        return Vec::new();
    };
    let finding = |value: f64, status, message: String| QualityFinding {
        value: Some(value),
        unit: "points".into(),
        threshold: Some(params.too_uncertain_pp),
        status,
        effect_pp: None,
        message: Some(message),
    };
    let status = match now > params.too_uncertain_pp {
        true => QualityStatus::Fail,
        false => QualityStatus::Ok,
    };
    let mut told = vec![(
        "detectable".to_owned(),
        finding(
            now,
            status,
            format!("over all regions together it would show changes from {now:.1} points on"),
        ),
    )];
    if let (Some(spread), Some(more)) = (spread_pp, detectable(visit.len() + 1)) {
        let message = format!(
            "photo {} of this visit: spread {spread:.1} points; one more would bring the detectable \
             change from {now:.1} to {more:.1}",
            visit.len()
        );
        told.push((
            "visit".to_owned(),
            finding(spread, QualityStatus::Ok, message),
        ));
    }
    told
}

fn outlined<'a>(visit: &'a Visit<'_>, ring: &'a [crate::geometry::Point]) -> Outlined<'a> {
    let display = visit.display.as_ref().map(DisplayCopy::pixels);
    Outlined {
        display: display.expect("a copy of the whole photo was asked for"),
        size_px: visit.size_px,
        ring,
    }
}

fn report_of(
    job: &Job<'_>,
    [baseline, visit]: [&Visit<'_>; 2],
    [before, now]: [&Measured; 2],
    dated: bool,
) -> CheckReport {
    let registration = registration_report(visit, &[]);
    let seen = |visit, measured| Seen {
        visit,
        measured,
        parting: None,
    };
    let base = Some(seen(baseline, before));
    let mut quality = findings(job, base, seen(visit, now), &registration, dated);
    if visit.transform().is_some() {
        let found = measured_as_before(&before.reports(), &now.reports());
        quality.insert("coverage".into(), found);
    }
    CheckReport {
        schema: CHECK_SCHEMA.into(),
        tool: Tool::this(),
        disclaimer: DISCLAIMER.into(),
        view: visit.planned.view.to_string(),
        advice: advice(&quality, &registration),
        photo: checked(visit, dated),
        baseline: Some(checked(baseline, true)),
        registration,
        quality,
        rejections: Vec::new(),
        warnings: Vec::new(),
    }
}

/// Share of the regions measured at baseline that are measured on the new photo, too.
fn measured_as_before(baseline: &[RegionReport], photo: &[RegionReport]) -> QualityFinding {
    let pairs = baseline.iter().zip(photo);
    let measured = pairs.filter(|(b, _)| b.region != OVERALL_REGION && b.coverage.is_some());
    let regions: Vec<&RegionReport> = measured.map(|(_, now)| now).collect();
    let share = measured_share(&regions);
    if !regions.is_empty() {
        return share;
    }
    let why = baseline.first().and_then(|r| r.reason.clone());
    QualityFinding {
        status: QualityStatus::Fail,
        message: Some(format!(
            "no region of the baseline is measured ({}): no photo can be compared with it",
            why.unwrap_or_default()
        )),
        ..share
    }
}
