//! A view's part of the report, from what was measured on its photos.

use crate::calendar::day_number;
use crate::course::{Course, View};
use crate::coverage::VisitCoverage;
use crate::geometry::Area;
use crate::longitudinal::DatedVisit;
use crate::longitudinal::controls::named_in;
use crate::longitudinal::course_change::course_change;
use crate::longitudinal::judge::PairFound;
use crate::longitudinal::marks::{MarkInput, MarkPlan, marks};
use crate::longitudinal::overall::{RegionWeights, overall_value};
use crate::longitudinal::trend::trend;
use crate::model::{
    ChangeReport, CourseChange, HeadReport, MarkReport, PhotoReport, RegionOutline, Trend, Verdict,
    ViewKind, ViewReport, VisitRegion,
};
use crate::params::Params;
use crate::qc::Comparability;
use crate::uncertainty::UncertaintyParams;

use super::Job;
use super::certificate::registration_report;
use super::compare::Compared;
use super::copies::CopyOf;
use super::measured::{Measured, reported};
use super::parting::partings;
use super::pooled::{PooledVisit, pooled_visits};
use super::quality::{Seen, findings};
use super::regions::RegionPlan;
use super::visit::Visit;
use super::visit_photos::PhotoFound;

/// A view that is measured and not yet judged: other views may still have a say in its changes.
#[derive(Debug)]
pub(crate) struct DraftView {
    /// Everything but the changes and what follows from them.
    pub(crate) report: ViewReport,
    pub(crate) visits: Vec<PooledVisit>,
    baseline: usize,
    weights: RegionWeights,
    pub(crate) pairs: Vec<PairFound>,
    /// Those of the course's controls that are regions of the view, by the regions' names.
    controls: Vec<String>,
}

/// What was measured on a view's photos.
#[derive(Debug, Clone, Copy)]
pub(super) struct MeasuredView<'a> {
    pub(crate) visits: &'a [Visit<'a>],
    pub(crate) baseline: usize,
    pub(crate) regions: &'a RegionPlan,
    pub(crate) coverage: &'a [VisitCoverage],
    pub(crate) copies: &'a [Option<CopyOf>],
}

/// A view from what was measured on its photos.
pub(super) fn draft_of(job: &Job<'_>, view: &View, seen: MeasuredView<'_>) -> DraftView {
    let MeasuredView {
        visits,
        baseline,
        regions,
        coverage,
        copies,
    } = seen;
    let measured: Vec<Measured> = visits
        .iter()
        .zip(coverage)
        .map(|(visit, coverage)| Measured::new(visit, regions, coverage, job.params))
        .collect();
    let partings = partings(view, visits, baseline, coverage);
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
        .zip(visits)
        .map(|(p, visit)| {
            let whole = Comparability::of(&p.quality, &p.registration);
            whole.lit(&visit.local_light, &job.params.qc)
        })
        .collect();
    let parting = partings.map(|found| found.report(baseline, &comparability));
    let found: Vec<PhotoFound<'_>> = (0..visits.len())
        .map(|i| PhotoFound {
            visit: &visits[i],
            measured: &measured[i],
            comparability: &comparability[i],
            copy_of: copies[i].as_ref(),
        })
        .collect();
    let names: Vec<String> = regions.areas.iter().map(|(name, _)| name.clone()).collect();
    let uncertainty = &job.params.uncertainty;
    let pooled = pooled_visits(&found, &names, uncertainty);
    let base_id = visits[baseline].planned.id.as_str();
    let of_baseline = pooled.iter().position(|v| v.holds(base_id)).unwrap_or(0);
    let weights = regions.weights();
    let controls = named_in(&names, &job.course.controls);
    let compared = Compared {
        weights: &weights,
        controls: &controls,
        params: uncertainty,
    };
    let pairs = compared.all(&pooled, of_baseline);
    DraftView {
        report: ViewReport {
            view: view.to_string(),
            kind: ViewKind::Global,
            baseline: Some(base_id.to_owned()),
            baseline_visit: Some(pooled[of_baseline].id.clone()),
            regions_source: regions.source.clone(),
            region_outlines: regions.areas.iter().map(|(n, a)| outline(n, a)).collect(),
            photos,
            visits: pooled
                .iter()
                .map(|v| v.report(day_number(job.course.start, v.date), overall_of(v, regions)))
                .collect(),
            changes: Vec::new(),
            shared_changes: Vec::new(),
            marks: Vec::new(),
            parting,
            course_change: CourseChange::default(),
            trend: Trend::default(),
        },
        visits: pooled,
        baseline: of_baseline,
        weights,
        pairs,
        controls,
    }
}

impl DraftView {
    /// The view with its changes judged and everything that follows from them.
    pub(crate) fn judged(self, course: &Course, params: &Params) -> ViewReport {
        let uncertainty = &params.uncertainty;
        let controls = &self.controls;
        let changes: Vec<ChangeReport> = self
            .pairs
            .iter()
            .flat_map(|pair| pair.judged(controls, uncertainty))
            .collect();
        let dated: Vec<DatedVisit> = self
            .visits
            .iter()
            .map(|v| DatedVisit::new(v.id.clone(), v.date))
            .collect();
        let base_id = dated[self.baseline].id.as_str();
        let since = course.sessions.last().copied().unwrap_or(course.start);
        let verdict = |from: &str, to: &str, region: &str| {
            self.verdict(&changes, [from, to], region, controls, uncertainty)
        };
        let trend = trend(since, &dated, Some(base_id), &changes, controls, verdict);
        let against_baseline = self.pairs.iter().filter(|pair| pair.from == base_id);
        ViewReport {
            shared_changes: against_baseline
                .filter_map(|pair| pair.shared(uncertainty))
                .collect(),
            marks: self.marks(course, &dated, &changes, uncertainty),
            course_change: course_change(&dated, Some(base_id), &changes),
            trend,
            changes,
            ..self.report
        }
    }

    /// The verdict on a region between two visits: of the `changes` reported, else judged alike.
    fn verdict(
        &self,
        changes: &[ChangeReport],
        [from, to]: [&str; 2],
        region: &str,
        controls: &[String],
        params: &UncertaintyParams,
    ) -> Option<Verdict> {
        let of = |c: &&ChangeReport| c.from == from && c.to == to && c.region == region;
        if let Some(change) = changes.iter().find(of) {
            return Some(change.verdict);
        }
        let visit = |id: &str| self.visits.iter().find(|visit| visit.id == id);
        let compared = Compared {
            weights: &self.weights,
            controls,
            params,
        };
        let pair = compared.between(visit(from)?, visit(to)?);
        let changes = pair.judged(controls, params);
        changes.iter().find(of).map(|change| change.verdict)
    }

    fn marks(
        &self,
        course: &Course,
        visits: &[DatedVisit],
        changes: &[ChangeReport],
        params: &UncertaintyParams,
    ) -> Vec<MarkReport> {
        let plan: Vec<MarkPlan> = course
            .marks
            .iter()
            .map(|m| MarkPlan {
                month: m.month,
                window_days: m.window_days,
            })
            .collect();
        let input = MarkInput {
            start: course.start,
            visits,
            baseline: Some(&visits[self.baseline].id),
            changes,
            today: course.today,
            params,
        };
        // A mark beyond the calendar's last year has no date to be reported under.
        let mut marks = marks(&input, &plan).unwrap_or_default();
        for mark in &mut marks {
            let visit = self
                .report
                .visits
                .iter()
                .find(|v| Some(&v.id) == mark.visit.as_ref());
            mark.photo = visit.and_then(|v| v.photos.first().cloned());
        }
        marks
    }

    /// Whether a photo's region is part of a change since the baseline that can be given.
    pub(crate) fn is_compared(&self, photo: &str, region: &str) -> bool {
        let Some(visit) = self.visits.iter().find(|v| v.counts(photo)) else {
            return false;
        };
        let base = &self.visits[self.baseline];
        let found = |pair: &PairFound| {
            let mut regions = pair.regions.iter();
            regions.any(|r| r.region == region && r.found.is_ok())
        };
        visit.id == base.id
            || self
                .pairs
                .iter()
                .any(|pair| pair.from == base.id && pair.to == visit.id && found(pair))
    }
}

/// Overall coverage of a visit.
fn overall_of(visit: &PooledVisit, regions: &RegionPlan) -> VisitRegion {
    let values = visit.regions.iter();
    let values: Vec<VisitRegion> = values.map(|(name, value)| reported(name, value)).collect();
    overall_value(&values, &regions.weights())
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

/// What a photo shows; where it could be laid over the baseline, its turn against it is known.
fn head_report(visit: &Visit<'_>, baseline: &Visit<'_>) -> HeadReport {
    let aligned = visit.registration.as_ref();
    let turned = aligned
        .filter(|found| found.transform.is_some())
        .map(|found| (found.rotation_deg / 90.0).round().rem_euclid(4.0) as usize);
    visit
        .seen
        .report(&baseline.seen, visit.registration.is_none(), turned)
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
        head: head_report(visit, baseline.map_or(visit, |b| b.visit)),
        quality: findings(job, baseline, photo, &registration, true),
        registration,
        regions: photo.measured.reports(),
    }
}
