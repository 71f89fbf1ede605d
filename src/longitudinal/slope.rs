//! A line through a region's changes in time, with what it errs by.

use jiff::civil::Date;

use crate::calendar::day_number;
use crate::model::ChangeReport;
use crate::statistics::{Z_95, chance_beyond, student};

use super::DatedVisit;

/// No change is known better than this (points); keeps weights finite.
const MIN_SIGMA_PP: f64 = 0.05;

const DAYS_PER_SLOPE_UNIT: f64 = 30.0;

/// A change against baseline (points) with the photo's own standard error.
#[derive(Debug, Clone)]
pub(super) struct TrendPoint {
    pub(super) visit: String,
    pub(super) date: Date,
    /// Days since the trend's first.
    pub(super) day: i32,
    delta_pp: f64,
    sigma_pp: f64,
}

/// A region's points in time, those that are comparable with the baseline.
pub(super) fn points(
    since: Date,
    photos: &[DatedVisit],
    baseline: Option<&str>,
    changes: &[ChangeReport],
    region: &str,
) -> Vec<TrendPoint> {
    let mut points = Vec::new();
    for photo in photos.iter().filter(|p| p.date >= since) {
        let change = changes
            .iter()
            .find(|c| Some(c.from.as_str()) == baseline && c.to == photo.id && c.region == region);
        let Some(change) = change.filter(|c| c.is_comparable()) else {
            continue;
        };
        let Some(delta_pp) = change.delta_pp else {
            continue;
        };
        points.push(TrendPoint {
            visit: photo.id.clone(),
            date: photo.date,
            day: day_number(since, photo.date),
            delta_pp,
            sigma_pp: own_sigma(change),
        });
    }
    // The baseline is a point of its own (change 0) where it belongs to the time looked at. Its
    // noise is not known apart: the mean of the others' stands in.
    let base = photos
        .iter()
        .find(|p| Some(p.id.as_str()) == baseline && p.date >= since);
    if let (Some(base), false) = (base, points.is_empty()) {
        let mean_sigma = points.iter().map(|p| p.sigma_pp).sum::<f64>() / points.len() as f64;
        points.insert(
            0,
            TrendPoint {
                visit: base.id.clone(),
                date: base.date,
                day: day_number(since, base.date),
                delta_pp: 0.0,
                sigma_pp: mean_sigma,
            },
        );
    }
    points
}

/// A change carries the noise of two photos. The baseline's part is common to all points and
/// cancels in a slope; with equal parts the photo's own is the change's over √2. What stretches
/// all changes alike stretches the slope and hides none.
fn own_sigma(change: &ChangeReport) -> f64 {
    let [low, high] = change.ci95_pp;
    let noise = change.detectable_pp.unwrap_or(0.5 * (high - low));
    (noise / Z_95 / std::f64::consts::SQRT_2).max(MIN_SIGMA_PP)
}

/// A line through a region's points.
#[derive(Debug)]
pub(super) struct Slope {
    pub(super) region: String,
    pub(super) points: Vec<TrendPoint>,
    /// Points per 30 days.
    pub(super) slope_pp: f64,
    /// Half width of its 95 % interval.
    pub(super) half_pp: f64,
    /// How likely a slope of this size is where nothing changes.
    pub(super) chance: f64,
}

impl Slope {
    /// Weighted least squares. The photos' own noise is the least that the slope errs by; where the
    /// points scatter more, its standard error is widened by the Birge ratio (Birge 1932,
    /// doi:10.1103/PhysRev.40.207).
    pub(super) fn through(region: &str, points: Vec<TrendPoint>) -> Self {
        let weight = |p: &TrendPoint| p.sigma_pp.powi(-2);
        let total: f64 = points.iter().map(weight).sum();
        let mean = |f: &dyn Fn(&TrendPoint) -> f64| {
            points.iter().map(|p| weight(p) * f(p)).sum::<f64>() / total
        };
        let mean_day = mean(&|p| f64::from(p.day));
        let mean_delta = mean(&|p| p.delta_pp);
        let centred = |p: &TrendPoint| f64::from(p.day) - mean_day;
        // Positive: the caller has made sure of different dates.
        let spread: f64 = points.iter().map(|p| weight(p) * centred(p).powi(2)).sum();
        let per_day = points
            .iter()
            .map(|p| weight(p) * centred(p) * (p.delta_pp - mean_delta))
            .sum::<f64>()
            / spread;
        let chi2: f64 = points
            .iter()
            .map(|p| weight(p) * (p.delta_pp - mean_delta - per_day * centred(p)).powi(2))
            .sum();
        let free = points.len() - 2;
        let birge = (chi2 / free as f64).sqrt().max(1.0);
        // Scatter beyond the photos' own errors is itself estimated from the few points at hand.
        let estimated_from = (birge > 1.0).then_some(free);
        let error = birge / spread.sqrt();
        Self {
            region: region.to_owned(),
            points,
            slope_pp: per_day * DAYS_PER_SLOPE_UNIT,
            half_pp: estimated_from.map_or(Z_95, student) * error * DAYS_PER_SLOPE_UNIT,
            chance: chance_beyond(per_day.abs() / error, estimated_from),
        }
    }
}
