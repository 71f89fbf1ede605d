//! Calendar marks of a course: what the change was 1, 3, 6 months after the first session.
//!
//! A mark takes the nearest comparable visit within its window; without one it interpolates
//! linearly between the two neighbouring comparable visits, where they are near each other, and says
//! so; else it is missing.
//! Nothing is extrapolated: an interpolated mark always lies between two visits' dates.

use jiff::Span;
use jiff::civil::Date;

use crate::calendar::day_number;
use crate::model::{ChangeReport, MarkBasis, MarkRegion, MarkReport, TRIVIAL_CI95_PP, Verdict};
use crate::uncertainty::UncertaintyParams;

pub(crate) use self::followed::MarkInput;
use self::followed::{Followed, changes_to};
use self::notes::{joined, missing, not_yet_due, refused_in_window, shedding, too_far_apart};
use super::DatedVisit;
use super::judge::verdict_between;

/// Widest gap between two visits over which a mark is interpolated, in days of the window before or
/// after the mark: twice the whole window. Nothing says when in a longer gap the change came.
const MOST_GAP_WINDOWS: u32 = 4;

/// One mark to be reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MarkPlan {
    /// Calendar months after the start of the course.
    pub(crate) month: u32,
    /// A visit counts up to so many days before or after the mark.
    pub(crate) window_days: u32,
}

/// A mark that lies beyond the calendar.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("mark at month {month} after {start} lies beyond the year 9999; give a smaller month")]
pub(crate) struct MarkBeyondCalendar {
    /// Calendar months asked for.
    pub(crate) month: u32,
    /// Start of the course.
    pub(crate) start: Date,
}

/// Date of the mark `month` calendar months after `start`. Where that month has no such day, its
/// last day: one month after 31 January is 28 February, in leap years 29.
pub(crate) fn mark_date(start: Date, month: u32) -> Result<Date, MarkBeyondCalendar> {
    let beyond = || MarkBeyondCalendar { month, start };
    let span = Span::new().try_months(month).map_err(|_| beyond())?;
    start.checked_add(span).map_err(|_| beyond())
}

/// Whether a mark's window has not passed by `today`; `false` where the present day is not known.
pub(crate) fn not_due(date: Date, window_days: u32, today: Option<Date>) -> bool {
    today.is_some_and(|today| i64::from(day_number(date, today)) <= i64::from(window_days))
}

/// The marks of one view, in the order of `plan`.
pub(crate) fn marks(
    input: &MarkInput<'_>,
    plan: &[MarkPlan],
) -> Result<Vec<MarkReport>, MarkBeyondCalendar> {
    plan.iter().map(|&mark| one_mark(input, mark)).collect()
}

fn one_mark(input: &MarkInput<'_>, plan: MarkPlan) -> Result<MarkReport, MarkBeyondCalendar> {
    let date = mark_date(input.start, plan.month)?;
    let followed = Followed::of(input);
    let mut report = if let Some(visit) = followed.nearest(date, plan.window_days) {
        from_visit(input, visit)
    } else if let Some((before, after)) = followed.neighbours(date) {
        let gap = day_number(before.date, after.date).unsigned_abs();
        if gap <= MOST_GAP_WINDOWS * plan.window_days {
            interpolated(input, date, before, after)
        } else {
            Found::missing(&too_far_apart(gap, plan.window_days))
        }
    } else {
        Found::missing(&missing(input, &followed, date))
    };
    let refused = refused_in_window(input, &followed, date, plan.window_days);
    let missing = refused.is_none() && report.basis == MarkBasis::Missing;
    let not_due = missing && not_due(date, plan.window_days, input.today);
    if not_due {
        report.note = Some(not_yet_due(date, plan.window_days));
    }
    report.note = match (refused, report.basis) {
        // Why there is no value: more than that no visit is comparable.
        (Some(refused), MarkBasis::Missing) => Some(refused),
        (refused, _) => joined(refused, report.note),
    };
    report.note = joined(report.note, shedding(plan.month, &report.regions));
    Ok(MarkReport {
        month: plan.month,
        date: date.to_string(),
        window_days: plan.window_days,
        basis: report.basis,
        not_due,
        photo: None,
        visit: report.visit,
        between: report.between,
        regions: report.regions,
        note: report.note,
    })
}

/// A mark's value before its date is written to it.
struct Found {
    basis: MarkBasis,
    visit: Option<String>,
    between: Option<[String; 2]>,
    regions: Vec<MarkRegion>,
    note: Option<String>,
}

impl Found {
    fn missing(note: &str) -> Self {
        Self {
            basis: MarkBasis::Missing,
            visit: None,
            between: None,
            regions: Vec::new(),
            note: Some(note.to_owned()),
        }
    }
}

fn from_visit(input: &MarkInput<'_>, visit: &DatedVisit) -> Found {
    Found {
        basis: MarkBasis::Photo,
        visit: Some(visit.id.clone()),
        between: None,
        regions: changes_to(input, visit).map(MarkRegion::of).collect(),
        note: None,
    }
}

fn interpolated(
    input: &MarkInput<'_>,
    date: Date,
    before: &DatedVisit,
    after: &DatedVisit,
) -> Found {
    let gap_days = day_number(before.date, after.date);
    let weight = f64::from(day_number(before.date, date)) / f64::from(gap_days);
    let is_baseline = Some(before.id.as_str()) == input.baseline;
    let regions = changes_to(input, after)
        .map(|later| {
            let earlier = changes_to(input, before).find(|c| c.region == later.region);
            let start = if is_baseline {
                Ok(Value::UNCHANGED)
            } else {
                Value::of(earlier)
            };
            between(
                &later.region,
                start,
                Value::of(Some(later)),
                weight,
                input.params,
            )
        })
        .collect();
    Found {
        basis: MarkBasis::Interpolated,
        visit: None,
        between: Some([before.id.clone(), after.id.clone()]),
        regions,
        note: Some(format!(
            "no comparable visit in the window; linear between visits {gap_days} days apart"
        )),
    }
}

/// A change with its interval, points.
#[derive(Clone, Copy)]
struct Value {
    delta: f64,
    ci95: [f64; 2],
}

impl Value {
    /// The baseline against itself.
    const UNCHANGED: Self = Self {
        delta: 0.0,
        ci95: [0.0, 0.0],
    };

    fn of(change: Option<&ChangeReport>) -> Result<Self, String> {
        let change = change.ok_or("the region is missing at the visit before the mark")?;
        match change.delta_pp {
            Some(delta) if change.is_comparable() => Ok(Self {
                delta,
                ci95: change.ci95_pp,
            }),
            _ => Err(format!(
                "visit {}: {}",
                change.to,
                change.reason.as_deref().unwrap_or("not comparable")
            )),
        }
    }
}

/// Linear interpolation at `weight` (0 = `start`, 1 = `end`). The interval is the hull of both
/// neighbours' intervals: nothing says when between the two visits the change came, so the value
/// at the mark may lie anywhere from the one to the other. A mark between the baseline and a visit
/// therefore never stands beyond the noise by interpolation alone.
fn between(
    region: &str,
    start: Result<Value, String>,
    end: Result<Value, String>,
    weight: f64,
    params: &UncertaintyParams,
) -> MarkRegion {
    let (start, end) = match (start, end) {
        (Ok(start), Ok(end)) => (start, end),
        (Err(reason), _) | (_, Err(reason)) => {
            return MarkRegion {
                region: region.to_owned(),
                delta_pp: None,
                ci95_pp: TRIVIAL_CI95_PP,
                verdict: Verdict::NotComparable,
                reason: Some(reason),
            };
        }
    };
    let mix = |a: f64, b: f64| a + (b - a) * weight;
    let delta = mix(start.delta, end.delta);
    let ci95_pp = [
        start.ci95[0].min(end.ci95[0]),
        start.ci95[1].max(end.ci95[1]),
    ];
    MarkRegion {
        region: region.to_owned(),
        delta_pp: Some(delta),
        ci95_pp,
        verdict: verdict_between(ci95_pp, params),
        reason: None,
    }
}

mod followed;
mod notes;

#[cfg(test)]
mod tests;
