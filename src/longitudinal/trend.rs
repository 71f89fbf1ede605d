//! Does a gain hold after the last session? The slope of coverage from then on.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::calendar::day_number;
use crate::model::{ChangeReport, OVERALL_REGION, Trend, TrendRegion, TrendVerdict, Verdict};
use crate::statistics::{Z_95, chance_beyond, holm, normal_two_sided, student};

use super::DatedVisit;
use super::judge::FAMILY_ERROR;

/// Dates needed for a slope: any line fits two points, so only a third shows their scatter.
pub(crate) const MIN_TREND_DATES: usize = 3;

/// No change is known better than this (points); keeps weights finite.
const MIN_SIGMA_PP: f64 = 0.05;

const DAYS_PER_SLOPE_UNIT: f64 = 30.0;

/// Slope of coverage per region over the photos taken on or after `since`.
///
/// `photos` in course order, `changes` counted from `baseline`. A region appears when it is
/// comparable on at least [`MIN_TREND_DATES`] dates; `reason` says why none does. Regions are tested
/// together as changes are (Holm; `overall` and those in `controls` by themselves), and a slope is
/// called only where the change between the first and the last of its photos is called as well.
pub(crate) fn trend(
    since: Date,
    photos: &[DatedVisit],
    baseline: Option<&str>,
    changes: &[ChangeReport],
    controls: &[String],
) -> Trend {
    let mut seen = BTreeSet::new();
    let names = changes
        .iter()
        .filter(|c| Some(c.from.as_str()) == baseline)
        .map(|c| c.region.as_str())
        .filter(|name| seen.insert(*name));
    let mut most_dates = 0;
    let mut slopes = Vec::new();
    for name in names {
        let points = points(since, photos, baseline, changes, name);
        let dates: BTreeSet<i32> = points.iter().map(|p| p.day).collect();
        most_dates = most_dates.max(dates.len());
        if dates.len() >= MIN_TREND_DATES {
            slopes.push(Slope::through(name, points));
        }
    }
    let alone = |slope: &Slope| slope.region == OVERALL_REGION || controls.contains(&slope.region);
    let chance = |at: usize| slopes[at].chance;
    let mut order: Vec<usize> = (0..slopes.len())
        .filter(|&at| !alone(&slopes[at]))
        .collect();
    order.sort_by(|&a, &b| chance(a).total_cmp(&chance(b)));
    let shares = holm(order.len(), FAMILY_ERROR, |rank, share| {
        chance(order[rank]) < share
    });
    let mut tests = vec![(FAMILY_ERROR, 1); slopes.len()];
    for (&at, share) in order.iter().zip(shares) {
        tests[at] = (share, order.len());
    }
    let judged = |(slope, (share, family)): (&Slope, (f64, usize))| {
        slope.judged(slope.chance < share, slope.change_called(changes, family))
    };
    let regions: Vec<TrendRegion> = slopes.iter().zip(tests).map(judged).collect();
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
#[derive(Debug, Clone)]
struct TrendPoint {
    visit: String,
    date: Date,
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
struct Slope {
    region: String,
    points: Vec<TrendPoint>,
    /// Points per 30 days.
    slope_pp: f64,
    /// Half width of its 95 % interval.
    half_pp: f64,
    /// How likely a slope of this size is where nothing changes.
    chance: f64,
}

impl Slope {
    /// Weighted least squares. The photos' own noise is the least that the slope errs by; where the
    /// points scatter more, its standard error is widened by the Birge ratio (Birge 1932,
    /// doi:10.1103/PhysRev.40.207).
    fn through(region: &str, points: Vec<TrendPoint>) -> Self {
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

    /// The direction in which the change between the first and the last of the photos is called: as
    /// it is judged among the changes, or, where it is not one of them, against the noise of both
    /// photos at the strictest limit of `family` regions.
    fn change_called(&self, changes: &[ChangeReport], family: usize) -> Option<TrendVerdict> {
        let [first, .., last] = self.points.as_slice() else {
            return None;
        };
        let judged = changes
            .iter()
            .find(|c| c.from == first.visit && c.to == last.visit && c.region == self.region);
        let change = last.delta_pp - first.delta_pp;
        let noise = first.sigma_pp.hypot(last.sigma_pp);
        let limit = normal_two_sided(FAMILY_ERROR / family.max(1) as f64) * noise;
        match judged.map(|change| change.verdict) {
            Some(Verdict::Increase) => Some(TrendVerdict::Rising),
            Some(Verdict::Decrease) => Some(TrendVerdict::Relapsing),
            Some(_) => None,
            None if change > limit => Some(TrendVerdict::Rising),
            None if change < -limit => Some(TrendVerdict::Relapsing),
            None => None,
        }
    }

    /// What is said of the slope, given whether it stands out from its noise and which change
    /// between its ends is called.
    fn judged(&self, stands_out: bool, change: Option<TrendVerdict>) -> TrendRegion {
        let ci95 = [self.slope_pp - self.half_pp, self.slope_pp + self.half_pp];
        let direction = match self.slope_pp > 0.0 {
            true => TrendVerdict::Rising,
            false => TrendVerdict::Relapsing,
        };
        let level = ci95.iter().all(|bound| bound.abs() <= HOLDING_PP);
        let date = |point: Option<&TrendPoint>| point.map(|p| p.date.to_string());
        TrendRegion {
            region: self.region.clone(),
            photos: u32::try_from(self.points.len()).unwrap_or(u32::MAX),
            from: date(self.points.first()),
            to: date(self.points.last()),
            slope_pp_per_30_days: self.slope_pp,
            ci95_pp_per_30_days: ci95,
            verdict: match change {
                Some(called) if stands_out && called == direction => direction,
                None if level => TrendVerdict::Holding,
                _ => TrendVerdict::Unclear,
            },
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
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes, &[]);
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
        let got = &trend(LAST_SESSION, &photos, Some("base"), &changes, &[]).regions[0];
        assert_eq!(got.verdict, expected, "{:?}", got.ci95_pp_per_30_days);
    }

    #[test]
    fn scatter_beyond_the_intervals_widens_the_slope() {
        let (photos, changes) = course(&[1.0, 6.0, -1.0, 4.0], 0.5);
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes, &[]);
        let [low, high] = got.regions[0].ci95_pp_per_30_days;
        assert!(high - low > 2.0);
        assert_eq!(got.regions[0].verdict, TrendVerdict::Unclear);
    }

    /// Slope and change of four photos at 0, 1, 2 and 3 months, each 0.5 of noise: the slope's half
    /// width is 0.5 / sqrt(2) / sqrt(5).
    fn of_regions(slopes: &[(&str, f64)]) -> Trend {
        let (photos, _) = course(&[0.0; 4], 0.5);
        let changes: Vec<ChangeReport> = slopes
            .iter()
            .flat_map(|&(name, slope)| {
                let months = [0.0, 1.0, 2.0, 3.0].into_iter().enumerate();
                months.map(move |(i, month)| {
                    change(name, "base", &format!("p{i}"), slope * month, 0.5)
                })
            })
            .collect();
        trend(LAST_SESSION, &photos, Some("base"), &changes, &[])
    }

    /// 0.17 stands out by itself (2.1 standard errors, 0.51 points against 0.5 of noise), and is what
    /// one of five regions shows by chance.
    #[test]
    fn several_regions_hold_the_familys_error() {
        let alone = of_regions(&[("a", 0.17)]);
        assert_eq!(alone.regions[0].verdict, TrendVerdict::Rising);
        let among = of_regions(&[("a", 0.17), ("b", 0.0), ("c", 0.0), ("d", 0.0), ("e", 0.0)]);
        assert!(among.regions[0].ci95_pp_per_30_days[0] > 0.0);
        assert_eq!(among.regions[0].verdict, TrendVerdict::Holding);
        let strong = of_regions(&[("a", 0.6), ("b", 0.0), ("c", 0.0)]);
        assert_eq!(strong.regions[0].verdict, TrendVerdict::Rising);
    }

    #[test]
    fn no_slope_is_called_where_the_change_between_its_photos_is_not() {
        // On the line from the baseline: days 0, 59 and 89.
        let (photos, mut changes) = course(&[4.0 * 59.0 / 89.0, 4.0], 1.0);
        let since = date(2026, 1, 1);
        let said = |changes: &[ChangeReport]| {
            let trend = trend(since, &photos, Some("base"), changes, &[]);
            trend.regions[0].clone()
        };
        let called = said(&changes);
        assert_eq!(called.verdict, TrendVerdict::Rising);
        let ends = (called.from.as_deref(), called.to.as_deref());
        assert_eq!(ends, (Some("2026-01-01"), Some("2026-03-31")));
        changes[1].verdict = Verdict::WithinNoise;
        let not_called = said(&changes);
        assert!(not_called.ci95_pp_per_30_days[0] > 0.0);
        assert_eq!(not_called.verdict, TrendVerdict::Holding);
    }

    /// A change is called and no slope is: the level cannot be said to hold.
    #[test]
    fn a_called_change_is_no_level_that_holds() {
        let (photos, changes) = course(&[3.0, -0.5, 1.2], 1.0);
        let got = trend(date(2026, 1, 1), &photos, Some("base"), &changes, &[]);
        assert_eq!(changes[2].verdict, Verdict::Increase);
        assert_ne!(got.regions[0].verdict, TrendVerdict::Holding);
    }

    #[rstest]
    #[case(0)]
    #[case(1)]
    #[case(2)]
    fn too_few_photos_say_so(#[case] count: usize) {
        let (photos, changes) = course(&[1.0, 2.0, 3.0][..count], 0.5);
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes, &[]);
        assert!(got.regions.is_empty());
        assert!(got.reason.unwrap().contains(&format!("there are {count}")));
    }

    #[test]
    fn photos_before_the_last_session_and_refused_ones_do_not_count() {
        let (mut photos, mut changes) = course(&[1.0, 2.0, 3.0], 0.5);
        photos[1].date = date(2026, 2, 28);
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes, &[]);
        assert!(got.reason.unwrap().contains("there are 2"));

        photos[1].date = LAST_SESSION;
        changes[2] = ChangeReport::not_comparable("vertex", "base", "p2", 120, "wet".into());
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes, &[]);
        assert!(got.reason.unwrap().contains("there are 2"));
    }

    #[test]
    fn without_sessions_the_baseline_is_a_point() {
        let (photos, changes) = course(&[2.0, 3.0], 0.5);
        let got = trend(date(2026, 1, 1), &photos, Some("base"), &changes, &[]);
        assert_eq!(got.regions[0].photos, 3);
    }

    #[test]
    fn identical_photos_have_slope_zero() {
        let (photos, changes) = course(&[0.0, 0.0, 0.0], 0.0);
        let got = trend(LAST_SESSION, &photos, Some("base"), &changes, &[]);
        assert_eq!(got.regions[0].slope_pp_per_30_days, 0.0);
        assert_eq!(got.regions[0].verdict, TrendVerdict::Holding);
    }
}
