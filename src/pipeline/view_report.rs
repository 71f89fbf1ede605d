//! A view's part of the report, from what was measured on its photos.

use crate::calendar::day_number;
use crate::course::View;
use crate::coverage::VisitCoverage;
use crate::geometry::Area;
use crate::longitudinal::DatedPhoto;
use crate::longitudinal::course_change::course_change;
use crate::longitudinal::marks::{MarkInput, MarkPlan, marks};
use crate::longitudinal::trend::trend;
use crate::model::{ChangeReport, MarkReport, PhotoReport, RegionOutline, ViewKind, ViewReport};
use crate::qc::Comparability;

use super::Job;
use super::compare::{Measured, view_changes};
use super::parting::partings;
use super::quality::{Seen, findings};
use super::regions::RegionPlan;
use super::visit::{Visit, registration_report};

/// The report of a view from what was measured on its photos.
pub(super) fn report_of(
    job: &Job<'_>,
    view: &View,
    visits: &[Visit<'_>],
    baseline: usize,
    regions: &RegionPlan,
    coverage: &[VisitCoverage],
) -> ViewReport {
    let weights = regions.weights();
    let measured: Vec<Measured> = visits
        .iter()
        .zip(coverage)
        .map(|(visit, coverage)| Measured::new(visit, regions, coverage, job.params))
        .collect();
    let dated: Vec<DatedPhoto> = visits
        .iter()
        .map(|v| DatedPhoto::new(v.planned.id.clone(), v.planned.date))
        .collect();
    let partings = partings(view, job.course.front_of(view), visits, baseline, coverage);
    let seen = |i: usize| Seen {
        visit: &visits[i],
        measured: &measured[i],
        parting: partings.as_ref().map(|found| &found.photos[i]),
    };
    let photos: Vec<PhotoReport> = (0..visits.len())
        .map(|i| {
            let base = (i != baseline).then(|| seen(baseline));
            photo_report(job, base, seen(i), regions)
        })
        .collect();
    let comparability: Vec<Comparability> = photos
        .iter()
        .map(|p| Comparability::of(&p.quality, &p.registration))
        .collect();
    let changes = view_changes(&measured, &dated, baseline, &weights, &comparability, job);
    let parting = partings.map(|found| found.report(baseline, &comparability));
    let base_id = dated[baseline].id.as_str();
    let start = job.course.start;
    ViewReport {
        view: view.to_string(),
        kind: ViewKind::Global,
        baseline: Some(base_id.to_owned()),
        regions_source: regions.source.clone(),
        region_outlines: regions
            .areas
            .iter()
            .map(|(name, area)| outline(name, area))
            .collect(),
        photos,
        marks: course_marks(job, start, &dated, base_id, &changes),
        parting,
        course_change: course_change(&dated, Some(base_id), &changes),
        trend: trend(
            job.course.sessions.last().copied().unwrap_or(start),
            &dated,
            Some(base_id),
            &changes,
        ),
        changes,
    }
}

fn outline(name: &str, area: &Area) -> RegionOutline {
    RegionOutline {
        region: name.to_owned(),
        rings: area
            .rings
            .iter()
            .map(|ring| ring.iter().map(|p| [p.x, p.y]).collect())
            .collect(),
    }
}

fn course_marks(
    job: &Job<'_>,
    start: jiff::civil::Date,
    photos: &[DatedPhoto],
    baseline: &str,
    changes: &[ChangeReport],
) -> Vec<MarkReport> {
    let plan: Vec<MarkPlan> = job
        .course
        .marks
        .iter()
        .map(|m| MarkPlan {
            month: m.month,
            window_days: m.window_days,
        })
        .collect();
    let input = MarkInput {
        start,
        photos,
        baseline: Some(baseline),
        changes,
    };
    // A mark beyond the calendar's last year has no date to be reported under.
    marks(&input, &plan).unwrap_or_default()
}

fn photo_report(
    job: &Job<'_>,
    baseline: Option<Seen<'_>>,
    photo: Seen<'_>,
    regions: &RegionPlan,
) -> PhotoReport {
    let visit = photo.visit;
    let registration = registration_report(visit, &regions.areas);
    PhotoReport {
        id: visit.planned.id.clone(),
        file: visit.planned.file.clone(),
        sha256: visit.sha256.clone(),
        date: visit.planned.date.to_string(),
        day: Some(day_number(job.course.start, visit.planned.date)),
        size_px: visit.size_px,
        quality: findings(job, baseline, photo, &registration, true),
        registration,
        regions: photo.measured.reports(),
    }
}
