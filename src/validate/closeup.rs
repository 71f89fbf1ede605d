//! Errors of a close-up case: hairs of a report against the true ones.

use std::collections::BTreeSet;

use serde::Serialize;

use super::stats::{mean, share};
use super::truth::{CloseupTruth, HairTruth};
use crate::geometry::{Area, Point};
use crate::model::{CloseupPhotoReport, CloseupView, HairReport, Report};

/// A reported root this far from a true one is not it, mm.
const ROOT_TOLERANCE_MM: f64 = 0.15;

/// All single errors of close-up cases.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct HairTally {
    /// Counted less true hairs of the target, as a fraction of the true.
    pub(crate) count: Vec<f64>,
    /// Error of the estimate of new less lost since the first photo, as a fraction of its true count.
    pub(crate) change: Vec<f64>,
    /// True change since the first photo, as a fraction.
    pub(crate) true_change: Vec<f64>,
    /// Reported change, in the order of `true_change`.
    pub(crate) measured_change: Vec<f64>,
    /// Diameter error as a fraction.
    pub(crate) diameter: Vec<f64>,
    /// Whether the interval of a density holds the true one.
    pub(crate) density_holds: Vec<bool>,
    /// Whether a hair matched to the first photo is the same hair there.
    pub(crate) match_right: Vec<bool>,
    /// Whether a true hair of the target that is on both photos was matched to itself.
    pub(crate) matched: Vec<bool>,
}

/// Figures of close-ups. A figure that no photo could give is `null`.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(crate) struct HairFigures {
    /// Mean absolute error of a count, percent.
    pub(crate) count_error_pct: Option<f64>,
    /// Mean signed error of a count, percent.
    pub(crate) count_bias_pct: Option<f64>,
    /// Mean absolute error of a change, percent of the first count.
    pub(crate) change_error_pct: Option<f64>,
    /// Mean absolute error of a diameter, percent.
    pub(crate) diameter_error_pct: Option<f64>,
    /// Share of density intervals that hold.
    pub(crate) density_interval_holds: Option<f64>,
    /// Share of matches that are right.
    pub(crate) match_precision: Option<f64>,
    /// Share of hairs on both photos that were matched to themselves.
    pub(crate) match_recall: Option<f64>,
}

impl HairTally {
    /// Adds another case's errors.
    pub(crate) fn extend(&mut self, other: &Self) {
        self.count.extend(&other.count);
        self.change.extend(&other.change);
        self.true_change.extend(&other.true_change);
        self.measured_change.extend(&other.measured_change);
        self.diameter.extend(&other.diameter);
        self.density_holds.extend(&other.density_holds);
        self.match_right.extend(&other.match_right);
        self.matched.extend(&other.matched);
    }

    /// The figures; `None` where no close-up was scored.
    pub(crate) fn figures(&self) -> Option<HairFigures> {
        let percent = |values: &[f64]| mean(values).map(|v| 100.0 * v);
        let magnitudes = |values: &[f64]| -> Vec<f64> { values.iter().map(|v| v.abs()).collect() };
        (!self.count.is_empty()).then(|| HairFigures {
            count_error_pct: percent(&magnitudes(&self.count)),
            count_bias_pct: percent(&self.count),
            change_error_pct: percent(&magnitudes(&self.change)),
            diameter_error_pct: percent(&magnitudes(&self.diameter)),
            density_interval_holds: share(&self.density_holds),
            match_precision: share(&self.match_right),
            match_recall: share(&self.matched),
        })
    }
}

/// Scores the close-ups of a report; also how many photos are missing.
pub(super) fn score_closeups(photos: &[CloseupTruth], report: &Report) -> (HairTally, u64) {
    let (mut tally, mut missing) = (HairTally::default(), 0);
    let Some(first) = photos.first() else {
        return (tally, missing);
    };
    let base = find(report, &first.file);
    for (index, truth) in photos.iter().enumerate() {
        let Some((view, photo)) = find(report, &truth.file).filter(|(_, p)| p.count.is_some())
        else {
            missing += 1;
            continue;
        };
        score_photo(&mut tally, truth, photo);
        if let Some((_, base)) = base.filter(|_| index > 0) {
            score_change(&mut tally, first, truth, view, photo);
            score_matches(&mut tally, first, truth, base, photo);
        }
    }
    (tally, missing)
}

fn find<'a>(report: &'a Report, file: &str) -> Option<(&'a CloseupView, &'a CloseupPhotoReport)> {
    let views = report.views.closeups.iter();
    let mut photos = views.flat_map(|view| view.photos.iter().map(move |photo| (view, photo)));
    photos.find(|(_, photo)| photo.file.rsplit('/').next() == Some(file))
}

fn target(truth: &CloseupTruth) -> Area {
    let ring = truth.target_polygon.iter();
    Area::from_ring(ring.map(|p| Point::new(p[0], p[1])).collect())
}

fn score_photo(tally: &mut HairTally, truth: &CloseupTruth, photo: &CloseupPhotoReport) {
    let area = target(truth);
    let inside = |p: [f64; 2]| area.contains(Point::new(p[0], p[1]));
    let counted = photo.hairs.iter().filter(|h| inside(h.root)).count() as f64;
    let known = (truth.target_count as f64).max(1.0);
    tally
        .count
        .push((counted - truth.target_count as f64) / known);
    let true_density = photo.area_cm2.map(|a| truth.target_count as f64 / a);
    if let (Some([low, high]), Some(density)) = (photo.ci95, true_density) {
        tally.density_holds.push(low <= density && density <= high);
    }
    let there: Vec<&HairTruth> = truth.hairs.iter().filter(|h| inside(h.root)).collect();
    for hair in &photo.hairs {
        if let (Some(d), Some(known)) = (hair.diameter_um, nearest(hair, &there, truth.px_per_mm)) {
            tally
                .diameter
                .push((d - known.diameter_um) / known.diameter_um);
        }
    }
}

/// The true hair of a reported one: root close by, and of several in one unit the direction.
fn nearest<'a>(hair: &HairReport, pool: &[&'a HairTruth], px_per_mm: f64) -> Option<&'a HairTruth> {
    let tolerance = ROOT_TOLERANCE_MM * px_per_mm;
    let heading = |a: [f64; 2], b: [f64; 2]| (b[1] - a[1]).atan2(b[0] - a[0]);
    let own = heading(hair.root, hair.tip);
    let distance = |t: &HairTruth| (t.root[0] - hair.root[0]).hypot(t.root[1] - hair.root[1]);
    let cost = |t: &HairTruth| {
        let turn = own - heading(t.root, t.tip);
        distance(t) / tolerance + 2.0 * (turn / 2.0).sin().abs()
    };
    let near = pool.iter().copied().filter(|t| distance(t) < tolerance);
    near.min_by(|a, b| cost(a).total_cmp(&cost(b)))
}

fn score_change(
    tally: &mut HairTally,
    first: &CloseupTruth,
    truth: &CloseupTruth,
    view: &CloseupView,
    photo: &CloseupPhotoReport,
) {
    let own = view.changes_to(&photo.id);
    let nets: Option<Vec<f64>> = own.map(|c| c.net_estimate).collect();
    if let Some(nets) = nets.filter(|nets| !nets.is_empty()) {
        let before = (first.target_count as f64).max(1.0);
        let known = (truth.target_count as f64 - first.target_count as f64) / before;
        let found = nets.iter().sum::<f64>() / before;
        tally.change.push(found - known);
        tally.true_change.push(known);
        tally.measured_change.push(found);
    }
}

fn score_matches(
    tally: &mut HairTally,
    first: &CloseupTruth,
    truth: &CloseupTruth,
    base: &CloseupPhotoReport,
    photo: &CloseupPhotoReport,
) {
    let (now, before): (Vec<&HairTruth>, Vec<&HairTruth>) =
        (truth.hairs.iter().collect(), first.hairs.iter().collect());
    let mut found = BTreeSet::new();
    for hair in &photo.hairs {
        let matched = hair.matched.as_ref();
        let Some(partner) = matched.and_then(|id| base.hairs.iter().find(|h| h.id == *id)) else {
            continue;
        };
        let a = nearest(hair, &now, truth.px_per_mm).map(|t| t.id);
        let b = nearest(partner, &before, first.px_per_mm).map(|t| t.id);
        tally.match_right.push(a.is_some() && a == b);
        found.extend(a.filter(|_| a == b));
    }
    let area = target(truth);
    let known: BTreeSet<u64> = first.hairs.iter().map(|h| h.id).collect();
    for hair in &truth.hairs {
        let inside = area.contains(Point::new(hair.root[0], hair.root[1]));
        if inside && known.contains(&hair.id) {
            tally.matched.push(found.contains(&hair.id));
        }
    }
}
