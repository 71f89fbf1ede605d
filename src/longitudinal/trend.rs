//! Does a gain hold after the last session? The slope of coverage from then on.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::model::{ChangeReport, OVERALL_REGION, Trend, TrendRegion, TrendVerdict, Verdict};
use crate::statistics::holm;

use super::DatedVisit;
use super::judge::FAMILY_ERROR;
use super::slope::{Slope, points};

/// Dates needed for a slope: any line fits two points, so only a third shows their scatter.
pub(crate) const MIN_TREND_DATES: usize = 3;

/// Slope of coverage per region over the photos taken on or after `since`.
///
/// `photos` in course order, `changes` counted from `baseline`. A region appears when it is
/// comparable on at least [`MIN_TREND_DATES`] dates; `reason` says why none does. Regions are tested
/// together as changes are (Holm; `overall` and those in `controls` by themselves), and a slope is
/// called only where the change between the first and the last of its visits is called as well, which
/// `verdict` gives of two visits and a region.
pub(crate) fn trend(
    since: Date,
    photos: &[DatedVisit],
    baseline: Option<&str>,
    changes: &[ChangeReport],
    controls: &[String],
    verdict: impl Fn(&str, &str, &str) -> Option<Verdict>,
) -> Trend {
    let mut seen = BTreeSet::new();
    let names = changes
        .iter()
        .filter(|c| Some(c.from.as_str()) == baseline)
        .map(|c| c.region.as_str())
        .filter(|name| seen.insert(*name));
    let is_baseline = |p: &DatedVisit| Some(p.id.as_str()) == baseline && p.date >= since;
    let mut most_dates = usize::from(photos.iter().any(is_baseline));
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
    let mut tests = vec![FAMILY_ERROR; slopes.len()];
    for (&at, share) in order.iter().zip(shares) {
        tests[at] = share;
    }
    let regions: Vec<TrendRegion> = slopes
        .iter()
        .zip(tests)
        .filter_map(|(slope, share)| judged(slope, slope.chance < share, &verdict))
        .collect();
    let reason = regions.is_empty().then(|| {
        let are = if most_dates == 1 { "is" } else { "are" };
        format!(
            "a trend needs comparable photos on {MIN_TREND_DATES} dates from {since} on; \
             there {are} {most_dates}"
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

/// What is said of a slope, given whether it stands out from its noise and the `verdict` on a change.
fn judged(
    slope: &Slope,
    stands_out: bool,
    verdict: impl Fn(&str, &str, &str) -> Option<Verdict>,
) -> Option<TrendRegion> {
    let (first, last) = (slope.points.first()?, slope.points.last()?);
    let called = match verdict(&first.visit, &last.visit, &slope.region) {
        Some(Verdict::Increase) => Some(TrendVerdict::Rising),
        Some(Verdict::Decrease) => Some(TrendVerdict::Relapsing),
        _ => None,
    };
    let ci95 = [
        slope.slope_pp - slope.half_pp,
        slope.slope_pp + slope.half_pp,
    ];
    let direction = match slope.slope_pp > 0.0 {
        true => TrendVerdict::Rising,
        false => TrendVerdict::Relapsing,
    };
    // A slope that its own interval tells from none is no level, called or not.
    let level =
        ci95.iter().all(|bound| bound.abs() <= HOLDING_PP) && ci95[0] <= 0.0 && ci95[1] >= 0.0;
    Some(TrendRegion {
        region: slope.region.clone(),
        photos: u32::try_from(slope.points.len()).unwrap_or(u32::MAX),
        from: Some(first.date.to_string()),
        to: Some(last.date.to_string()),
        slope_pp_per_30_days: slope.slope_pp,
        ci95_pp_per_30_days: ci95,
        verdict: match called {
            Some(called) if stands_out && called == direction => direction,
            None if level => TrendVerdict::Holding,
            _ => TrendVerdict::Unclear,
        },
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use rstest::rstest;

    use super::*;
    use crate::model::fixtures::change;
    use crate::statistics::{Z_95, normal_two_sided};

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
        for i in 1..deltas.len() {
            for (from, &delta) in deltas[..i].iter().enumerate() {
                let (from, to) = (format!("p{from}"), format!("p{i}"));
                changes.push(change("vertex", &from, &to, deltas[i] - delta, half));
            }
        }
        (photos, changes)
    }

    fn told(since: Date, photos: &[DatedVisit], changes: &[ChangeReport]) -> Trend {
        let verdict = |from: &str, to: &str, region: &str| {
            let of = |c: &&ChangeReport| c.from == from && c.to == to && c.region == region;
            changes.iter().find(of).map(|change| change.verdict)
        };
        trend(since, photos, Some("base"), changes, &[], verdict)
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
        let got = told(LAST_SESSION, &photos, &changes);
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
        let got = &told(LAST_SESSION, &photos, &changes).regions[0];
        assert_eq!(got.verdict, expected, "{:?}", got.ci95_pp_per_30_days);
    }

    #[test]
    fn a_baseline_counts_where_no_other_photo_is_comparable() {
        let photos = [DatedVisit::new("base", LAST_SESSION)];
        let reason = told(LAST_SESSION, &photos, &[]).reason.unwrap();
        assert!(reason.ends_with("there is 1"), "{reason}");
    }

    #[test]
    fn scatter_beyond_the_intervals_widens_the_slope() {
        let (photos, changes) = course(&[1.0, 6.0, -1.0, 4.0], 0.5);
        let got = told(LAST_SESSION, &photos, &changes);
        let [low, high] = got.regions[0].ci95_pp_per_30_days;
        assert!(high - low > 2.0);
        assert_eq!(got.regions[0].verdict, TrendVerdict::Unclear);
    }

    /// Four photos at 0, 1, 2 and 3 months, each change 0.5 of noise: the slope's half width is 0.5 /
    /// sqrt(2) / sqrt(5). The first to the last is called at the strictest limit of the family.
    fn of_regions(slopes: &[(&str, f64)]) -> Trend {
        let (photos, _) = course(&[0.0; 4], 0.5);
        let needed = 0.5 * normal_two_sided(FAMILY_ERROR / slopes.len() as f64) / Z_95;
        let changes: Vec<ChangeReport> = slopes
            .iter()
            .flat_map(|&(name, slope)| {
                let months = [0.0, 1.0, 2.0, 3.0].into_iter().enumerate();
                let against_base = months.map(move |(i, month)| {
                    change(name, "base", &format!("p{i}"), slope * month, 0.5)
                });
                against_base.chain([change(name, "p0", "p3", slope * 3.0, needed)])
            })
            .collect();
        told(LAST_SESSION, &photos, &changes)
    }

    /// 0.17 stands out by itself (2.1 standard errors, 0.51 points against 0.5 of noise), and is what
    /// one of five regions shows by chance.
    #[test]
    fn several_regions_hold_the_familys_error() {
        let alone = of_regions(&[("a", 0.17)]);
        assert_eq!(alone.regions[0].verdict, TrendVerdict::Rising);
        let among = of_regions(&[("a", 0.17), ("b", 0.0), ("c", 0.0), ("d", 0.0), ("e", 0.0)]);
        assert!(among.regions[0].ci95_pp_per_30_days[0] > 0.0);
        assert_eq!(among.regions[0].verdict, TrendVerdict::Unclear);
        assert_eq!(among.regions[1].verdict, TrendVerdict::Holding);
        let strong = of_regions(&[("a", 0.6), ("b", 0.0), ("c", 0.0)]);
        assert_eq!(strong.regions[0].verdict, TrendVerdict::Rising);
    }

    #[test]
    fn no_slope_is_called_where_the_change_between_its_photos_is_not() {
        // On the line from the baseline: days 0, 59 and 89.
        let (photos, mut changes) = course(&[4.0 * 59.0 / 89.0, 4.0], 1.0);
        let since = date(2026, 1, 1);
        let said = |changes: &[ChangeReport]| {
            let trend = told(since, &photos, changes);
            trend.regions[0].clone()
        };
        let called = said(&changes);
        assert_eq!(called.verdict, TrendVerdict::Rising);
        let ends = (called.from.as_deref(), called.to.as_deref());
        assert_eq!(ends, (Some("2026-01-01"), Some("2026-03-31")));
        changes[1].verdict = Verdict::WithinNoise;
        let not_called = said(&changes);
        assert!(not_called.ci95_pp_per_30_days[0] > 0.0);
        assert_eq!(not_called.verdict, TrendVerdict::Unclear);
    }

    /// A change is called and no slope is: the level cannot be said to hold.
    #[test]
    fn a_called_change_is_no_level_that_holds() {
        let (photos, changes) = course(&[3.0, -0.5, 1.2], 1.0);
        let got = told(date(2026, 1, 1), &photos, &changes);
        assert_eq!(changes[2].verdict, Verdict::Increase);
        assert_ne!(got.regions[0].verdict, TrendVerdict::Holding);
    }

    #[rstest]
    #[case(0)]
    #[case(1)]
    #[case(2)]
    fn too_few_photos_say_so(#[case] count: usize) {
        let (photos, changes) = course(&[1.0, 2.0, 3.0][..count], 0.5);
        let got = told(LAST_SESSION, &photos, &changes);
        assert!(got.regions.is_empty());
        let are = if count == 1 { "is" } else { "are" };
        assert!(
            got.reason
                .unwrap()
                .ends_with(&format!("there {are} {count}"))
        );
    }

    #[test]
    fn photos_before_the_last_session_and_refused_ones_do_not_count() {
        let (mut photos, mut changes) = course(&[1.0, 2.0, 3.0], 0.5);
        photos[1].date = date(2026, 2, 28);
        let got = told(LAST_SESSION, &photos, &changes);
        assert!(got.reason.unwrap().contains("there are 2"));

        photos[1].date = LAST_SESSION;
        changes[2] = ChangeReport::not_comparable("vertex", "base", "p2", 120, "wet".into());
        let got = told(LAST_SESSION, &photos, &changes);
        assert!(got.reason.unwrap().contains("there are 2"));
    }

    #[test]
    fn without_sessions_the_baseline_is_a_point() {
        let (photos, changes) = course(&[2.0, 3.0], 0.5);
        let got = told(date(2026, 1, 1), &photos, &changes);
        assert_eq!(got.regions[0].photos, 3);
    }

    #[test]
    fn identical_photos_have_slope_zero() {
        let (photos, changes) = course(&[0.0, 0.0, 0.0], 0.0);
        let got = told(LAST_SESSION, &photos, &changes);
        assert_eq!(got.regions[0].slope_pp_per_30_days, 0.0);
        assert_eq!(got.regions[0].verdict, TrendVerdict::Holding);
    }
}
