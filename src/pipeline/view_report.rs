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
use crate::qc::{Comparability, landmarks, parting_moved};

use super::Job;
use super::compare::{Measured, view_changes};
use super::parting::parting_report;
use super::quality::{findings, hair_findings};
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
    let mut photos: Vec<PhotoReport> = visits
        .iter()
        .zip(&measured)
        .map(|(visit, m)| photo_report(job, visit, &visits[baseline], m, regions, job.course.start))
        .collect();
    for (i, photo) in photos.iter_mut().enumerate() {
        let base = (i != baseline).then_some(&measured[baseline]);
        let found = hair_findings(base, &measured[i], &job.params.qc);
        photo.quality.extend(found);
    }
    let comparability: Vec<Comparability> = photos
        .iter()
        .map(|p| Comparability::of(&p.quality, &p.registration))
        .collect();
    let changes = view_changes(&measured, &dated, baseline, &weights, &comparability, job);
    let parting = parting_report(
        view,
        job.course.front_of(view),
        visits,
        baseline,
        coverage,
        &comparability,
    );
    if let Some(parting) = &parting {
        for (i, photo) in photos
            .iter_mut()
            .enumerate()
            .filter(|(i, _)| *i != baseline)
        {
            let found = parting_moved(
                &parting.photos[baseline],
                &parting.photos[i],
                &job.params.qc,
            );
            photo
                .quality
                .extend(found.map(|f| ("parting".to_owned(), f)));
        }
    }
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
    visit: &Visit<'_>,
    baseline: &Visit<'_>,
    measured: &Measured,
    regions: &RegionPlan,
    start: jiff::civil::Date,
) -> PhotoReport {
    let registration = registration_report(visit, &regions.areas);
    let sessions = &job.course.sessions;
    let mut quality = findings(visit, baseline, &registration, sessions, &job.params.qc);
    let misfit = visit.registration.as_ref().and_then(|r| r.misfit_radii);
    let by_hand = misfit.map(|misfit| landmarks(misfit, registration.by_hand));
    quality.extend(by_hand.map(|found| ("landmarks".to_owned(), found)));
    PhotoReport {
        id: visit.planned.id.clone(),
        file: visit.planned.file.clone(),
        sha256: visit.sha256.clone(),
        date: visit.planned.date.to_string(),
        day: Some(day_number(start, visit.planned.date)),
        size_px: visit.size_px,
        quality,
        registration,
        regions: measured.reports(),
    }
}
