//! What a cohort keeps of a subject's close-ups, and how many subjects' hairs came or went.

use std::collections::BTreeMap;

use super::frame::count;
use super::model::Cohort;
use super::stats::quartiles;
use super::summary::{CloseupMarkSummary, CloseupSummary, CloseupVisitSummary};
use crate::model::{CloseupPhotoReport, CloseupView, CloseupVisit, RegistrationStatus, Verdict};

/// The summaries of a view, one a region.
pub(super) fn summaries(view: &CloseupView) -> Vec<CloseupSummary> {
    let placed = view.photos.iter().filter(|p| is_placed(p));
    let placed = count(placed.count());
    let outlines = view.region_outlines.iter();
    outlines
        .map(|outline| summary(view, &outline.region, placed))
        .collect()
}

fn is_placed(photo: &CloseupPhotoReport) -> bool {
    photo.registration.status != RegistrationStatus::Failed
}

fn summary(view: &CloseupView, region: &str, placed: u32) -> CloseupSummary {
    let baseline = view
        .visits
        .iter()
        .position(|v| Some(&v.id) == view.baseline_visit.as_ref());
    let base = baseline.map(|at| &view.visits[at]);
    let visits: Vec<CloseupVisitSummary> = view
        .visits
        .iter()
        .map(|day| visit(view, base, day, region))
        .collect();
    let first = baseline.map(|at| &visits[at]);
    let whole = CloseupSummary {
        view: view.view.clone(),
        region: region.to_owned(),
        photos: count(view.photos.len()),
        placed,
        first_per_cm2: first.and_then(|v| v.density_per_cm2),
        last_per_cm2: None,
        days: None,
        net: None,
        net_ci95: None,
        verdict: None,
        reason: None,
        marks: view
            .marks
            .iter()
            .map(|mark| CloseupMarkSummary {
                month: mark.month,
                date: mark.date.clone(),
                basis: mark.basis,
                not_due: mark.not_due,
                photo: mark.photo.clone(),
            })
            .collect(),
        visits,
    };
    let Some(last) = whole.last().cloned() else {
        return whole;
    };
    CloseupSummary {
        last_per_cm2: last.density_per_cm2,
        days: Some(last.days),
        net: last.net,
        net_ci95: last.net_ci95,
        verdict: last.verdict,
        reason: last.reason.filter(|_| last.net.is_none()),
        ..whole
    }
}

/// One region at one visit and its change against the baseline.
fn visit(
    view: &CloseupView,
    baseline: Option<&CloseupVisit>,
    day: &CloseupVisit,
    region: &str,
) -> CloseupVisitSummary {
    let measured = day.regions.iter().find(|r| r.region == region);
    let mut changes = view.changes_since_baseline();
    let change = changes.find(|c| c.region == region && c.to == day.id);
    let photos = || view.photos.iter().filter(|p| day.photos.contains(&p.id));
    let hairs = photos().flat_map(|photo| &photo.hairs);
    let own = hairs.filter(|h| h.region.as_deref() == Some(region));
    let diameters: Vec<f64> = own.filter_map(|h| h.diameter_um).collect();
    CloseupVisitSummary {
        photo: day.photos.first().cloned().unwrap_or_default(),
        date: day.date.clone(),
        days: baseline.and_then(|b| Some(day.day? - b.day?)).unwrap_or(0),
        hairs: measured.and_then(|r| r.count),
        density_per_cm2: measured.and_then(|r| r.density_per_cm2),
        density_ci95: measured.and_then(|r| r.ci95),
        diameter_um: quartiles(&diameters).map(|q| q[1]),
        kept: change.and_then(|c| c.kept),
        new: change.and_then(|c| c.new),
        lost: change.and_then(|c| c.lost),
        undecided: change.and_then(|c| c.undecided),
        net: change.and_then(|c| c.net),
        net_ci95: change.and_then(|c| c.net_ci95),
        verdict: change.map(|c| c.verdict),
        reason: change
            .and_then(|c| c.reason.clone())
            .or_else(|| measured.and_then(|r| r.reason.clone()))
            .or_else(|| photos().find_map(|p| p.registration.reason.clone())),
    }
}

/// Subjects by what became of the hairs of one region of a close-up view.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct CloseupTally {
    pub(crate) view: String,
    pub(crate) region: String,
    /// Subjects with such close-ups.
    pub(crate) subjects: u32,
    pub(crate) increase: u32,
    pub(crate) decrease: u32,
    pub(crate) within_noise: u32,
}

impl CloseupTally {
    /// Subjects with an answer.
    pub(crate) fn answered(&self) -> u32 {
        self.increase + self.decrease + self.within_noise
    }
}

/// How many subjects' hairs came or went between baseline and the last close-up, by view and region.
pub(crate) fn tallies(cohort: &Cohort) -> Vec<CloseupTally> {
    let mut all: BTreeMap<(&str, &str), CloseupTally> = BTreeMap::new();
    for closeup in cohort.subjects.iter().flat_map(|s| &s.closeups) {
        let tally = all.entry((&closeup.view, &closeup.region)).or_default();
        tally.subjects += 1;
        match closeup.verdict {
            Some(Verdict::Increase) => tally.increase += 1,
            Some(Verdict::Decrease) => tally.decrease += 1,
            Some(Verdict::WithinNoise) => tally.within_noise += 1,
            Some(Verdict::NotComparable | Verdict::TooUncertain) | None => {}
        }
    }
    let named = |((view, region), tally): ((&str, &str), CloseupTally)| CloseupTally {
        view: view.to_owned(),
        region: region.to_owned(),
        ..tally
    };
    all.into_iter().map(named).collect()
}
