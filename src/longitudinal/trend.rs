//! Does a gain hold after the last session? The slope of coverage from then on.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::calendar::day_number;
use crate::model::{ChangeReport, Trend, TrendRegion, TrendVerdict};
use crate::statistics::Z_95;

use super::DatedVisit;

/// Dates needed for a slope: any line fits two points, so only a third shows their scatter.
pub(crate) const MIN_TREND_DATES: usize = 3;

/// No change is known better than this (points); keeps weights finite.
const MIN_SIGMA_PP: f64 = 0.05;

const DAYS_PER_SLOPE_UNIT: f64 = 30.0;

/// Slope of coverage per region over the photos taken on or after `since`.
///
/// `photos` in course order, `changes` counted from `baseline`. A region appears when it is
/// comparable on at least [`MIN_TREND_DATES`] dates; `reason` says why none does.
pub(crate) fn trend(
    since: Date,
    photos: &[DatedVisit],
    baseline: Option<&str>,
    changes: &[ChangeReport],
) -> Trend {
    let mut seen = BTreeSet::new();
    let names = changes
        .iter()
        .filter(|c| Some(c.from.as_str()) == baseline)
        .map(|c| c.region.as_str())
        .filter(|name| seen.insert(*name));
    let mut most_dates = 0;
    let mut regions = Vec::new();
    for name in names {
        let points = points(since, photos, baseline, changes, name);
        let dates: BTreeSet<i32> = points.iter().map(|p| p.day).collect();
        most_dates = most_dates.max(dates.len());
        if dates.len() >= MIN_TREND_DATES {
            regions.push(slope(name, &points));
        }
    }
    let reason = regions.is_empty().then(|| {
        format!(
            "a trend needs comparable photos on {MIN_TREND_DATES} dates from {since} on; \
             there are {most_dates}"
        )
    });
    Trend {
        since: since.to_string(),
        regions,
        reason,
    }
}

/// Largest slope, points per 30 days, that the interval may hold for a level to be called holding: less
/// than what one photo can show.
const HOLDING_PP: f64 = 2.0;

/// A change against baseline (points) with the photo's own standard error.
#[derive(Debug, Clone, Copy)]
struct TrendPoint {
    day: i32,
    delta_pp: f64,
    sigma_pp: f64,
}

fn points(
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

/// Weighted least squares. Where the points scatter more than their intervals say, the slope's
/// standard error is widened by the Birge ratio (Birge 1932, doi:10.1103/PhysRev.40.207).
fn slope(region: &str, points: &[TrendPoint]) -> TrendRegion {
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
    let birge = (chi2 / (points.len() - 2) as f64).sqrt().max(1.0);
    // Scatter beyond the photos' own errors is itself estimated from the few points at hand.
    let quantile = if birge > 1.0 {
        t_975(points.len() - 2)
    } else {
        Z_95
    };
    let half = quantile * birge / spread.sqrt() * DAYS_PER_SLOPE_UNIT;
    let slope = per_day * DAYS_PER_SLOPE_UNIT;
    let ci95 = [slope - half, slope + half];
    TrendRegion {
        region: region.to_owned(),
        photos: u32::try_from(points.len()).unwrap_or(u32::MAX),
        slope_pp_per_30_days: slope,
        ci95_pp_per_30_days: ci95,
        verdict: if ci95[0] > 0.0 {
            TrendVerdict::Rising
        } else if ci95[1] < 0.0 {
            TrendVerdict::Relapsing
        } else if ci95.iter().all(|bound| bound.abs() <= HOLDING_PP) {
            TrendVerdict::Holding
        } else {
            TrendVerdict::Unclear
        },
    }
}

/// Two-sided 95 % quantile of Student's t with `df` degrees of freedom: tabulated up to 10, then by
/// the first terms of its expansion in 1/df (Abramowitz and Stegun 26.7.5), within 0.01.
fn t_975(df: usize) -> f64 {
    const TABLE: [f64; 10] = [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228,
    ];
    match df {
        0 => f64::INFINITY,
        1..=10 => TABLE[df - 1],
        _ => {
            let (z, n) = (Z_95, df as f64);
            z + (z.powi(3) + z) / (4.0 * n)
                + (5.0 * z.powi(5) + 16.0 * z.powi(3) + 3.0 * z) / (96.0 * n * n)
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;
    use crate::model::fixtures::change;

    const LAST_SESSION: Date = date(2026, 3, 1);

    fn course(deltas: &[f64], half: f64) -> (Vec<DatedVisit>, Vec<ChangeReport>) {
        // Photos every 30 days from the last session on.
        let days = [
            date(2026, 3, 1),
            date(2026, 3, 31),
            date(2026, 4, 30),
            date(2026, 5, 30),
        ];
        let mut photos = vec![DatedVisit::new("base", date(2026, 1, 1))];
        let mut changes = Vec::new();
        for (i, &delta) in deltas.iter().enumerate() {
            let id = format!("p{i}");
            changes.push(change("vertex", "base", &id, delta, half));
            photos.push(DatedVisit::new(id, days[i]));
        }
        (photos, changes)
    }

    #[rstest]
    #[case::rising(&[1.0, 2.0, 3.0, 4.0], 1.0, TrendVerdict::Rising)]
    #[case::relapsing(&[4.0, 3.0, 2.0, 1.0], -1.0, TrendVerdict::Relapsing)]
    #[case::level(&[4.0, 4.0, 4.0, 4.0], 0.0, TrendVerdict::Holding)]
    fn slope_of_a_straight_line_is_exact(
        #[case] deltas: &[f64],
        #[case] expected: f64,
        #[case] verdict: TrendVerdict,
    ) {
        let (photos, changes) = course(deltas, 0.5);
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes);
        let region = &got.regions[0];
        assert!((region.slope_pp_per_30_days - expected).abs() < 1e-9);
        assert_eq!((region.photos, region.verdict), (4, verdict));
        // Known answer: sigma = 0.5/1.96/sqrt(2), sum of (month - mean)^2 = 5.
        let half = 0.5 / std::f64::consts::SQRT_2 / 5.0_f64.sqrt();
        assert!((region.ci95_pp_per_30_days[1] - expected - half).abs() < 1e-9);
    }

    #[rstest]
    #[case::could_still_rise_by_four(1.9, 1.95, TrendVerdict::Unclear)]
    #[case::at_most_two(0.5, 1.4, TrendVerdict::Holding)]
    fn a_level_holds_only_where_no_slope_of_two_points_is_possible(
        #[case] per_month: f64,
        #[case] half: f64,
        #[case] expected: TrendVerdict,
    ) {
        // Half the slope's interval is the changes' over the roots of two and of five, see above.
        let of_changes = half * std::f64::consts::SQRT_2 * 5.0_f64.sqrt();
        let deltas = [0.0, 1.0, 2.0, 3.0].map(|month| month * per_month);
        let (photos, changes) = course(&deltas, of_changes);
        let got = &trend(LAST_SESSION, &photos, Some("base"), &changes).regions[0];
        assert_eq!(got.verdict, expected, "{:?}", got.ci95_pp_per_30_days);
    }

    #[test]
    fn scatter_beyond_the_intervals_widens_the_slope() {
        let (photos, changes) = course(&[1.0, 6.0, -1.0, 4.0], 0.5);
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes);
        let [low, high] = got.regions[0].ci95_pp_per_30_days;
        assert!(high - low > 2.0);
        assert_eq!(got.regions[0].verdict, TrendVerdict::Unclear);
    }

    #[rstest]
    #[case(0)]
    #[case(1)]
    #[case(2)]
    fn too_few_photos_say_so(#[case] count: usize) {
        let (photos, changes) = course(&[1.0, 2.0, 3.0][..count], 0.5);
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes);
        assert!(got.regions.is_empty());
        assert!(got.reason.unwrap().contains(&format!("there are {count}")));
    }

    #[test]
    fn photos_before_the_last_session_and_refused_ones_do_not_count() {
        let (mut photos, mut changes) = course(&[1.0, 2.0, 3.0], 0.5);
        photos[1].date = date(2026, 2, 28);
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes);
        assert!(got.reason.unwrap().contains("there are 2"));

        photos[1].date = LAST_SESSION;
        changes[2] = ChangeReport::not_comparable("vertex", "base", "p2", 120, "wet".into());
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes);
        assert!(got.reason.unwrap().contains("there are 2"));
    }

    #[test]
    fn without_sessions_the_baseline_is_a_point() {
        let (photos, changes) = course(&[2.0, 3.0], 0.5);
        let got = trend(date(2026, 1, 1), &photos, Some("base"), &changes);
        assert_eq!(got.regions[0].photos, 3);
    }

    #[test]
    fn identical_photos_have_slope_zero() {
        let (photos, changes) = course(&[0.0, 0.0, 0.0], 0.0);
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes);
        assert_eq!(got.regions[0].slope_pp_per_30_days, 0.0);
        assert_eq!(got.regions[0].verdict, TrendVerdict::Holding);
    }
}
