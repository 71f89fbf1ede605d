//! Change by region as a forest plot: which places changed, by how much, how surely.

use std::fmt::Write as _;

use super::answer::less_control;
use super::names::{Dates, region_name};
use crate::model::{ChangeReport, CourseChange, Verdict};
use crate::words::fill;
use crate::words::{Words, class, sign};

/// Size of one row's drawing, in units of its view box.
const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 24.0;
/// Free space at both ends, so that the outermost numbers are not cut.
const MARGIN: f64 = 18.0;

/// Shortest half axis, points: small changes are not blown up.
const LEAST_LIMIT_PP: f64 = 10.0;

pub(in crate::report) struct Forest {
    pub(crate) caption: String,
    pub(crate) rows: Vec<ForestRow>,
    /// What explains a verdict that its own interval does not.
    pub(crate) notes: Vec<String>,
    /// Numbers of the axis, as SVG.
    pub(crate) axis: String,
    /// Half the axis, points.
    #[cfg(feature = "pdf")]
    pub(crate) limit_pp: f64,
    pub(crate) view_box: String,
}

pub(in crate::report) struct ForestRow {
    pub(crate) region: String,
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) value: String,
    #[cfg(feature = "pdf")]
    pub(crate) delta_pp: Option<f64>,
    #[cfg(feature = "pdf")]
    pub(crate) ci95_pp: [f64; 2],
    pub(crate) interval: Option<String>,
    pub(crate) verdict: &'static str,
    /// Why there is no value.
    pub(crate) reason: Option<String>,
    /// Interval and value, as SVG; `None` without a value.
    pub(crate) plot: Option<String>,
}

/// The course change by region; `None` where nothing is comparable.
pub(in crate::report) fn forest(
    words: Words,
    change: &CourseChange,
    dates: &Dates,
) -> Option<Forest> {
    let (from, to) = change.from.as_deref().zip(change.to.as_deref())?;
    let limit_pp = limit(&change.regions);
    let gaps = [("from", dates.of(from)), ("to", dates.of(to))];
    Some(Forest {
        caption: fill(words.t.forest, &gaps),
        rows: change
            .regions
            .iter()
            .map(|c| row(words, c, limit_pp))
            .collect(),
        notes: notes(words, &change.regions),
        axis: axis(words, limit_pp),
        #[cfg(feature = "pdf")]
        limit_pp,
        view_box: format!("0 0 {WIDTH} {HEIGHT}"),
    })
}

/// What explains a change's verdict beyond its numbers, or which regions it leaves out, by region.
pub(in crate::report) fn notes(words: Words, changes: &[ChangeReport]) -> Vec<String> {
    let said = |c: &ChangeReport| {
        let told = c.delta_pp.is_some() && c.verdict != Verdict::TooUncertain;
        let reason = c.reason.as_deref().filter(|_| told);
        let reason = reason.map(|reason| words.said(reason));
        let all: Vec<String> = reason.into_iter().chain(less_control(words, c)).collect();
        (!all.is_empty()).then(|| format!("{}: {}", region_name(words, &c.region), all.join("; ")))
    };
    let notes = changes.iter().filter_map(said);
    notes.map(|note| super::refused::capital(&note)).collect()
}

/// Half the axis: a multiple of 10 points that holds every interval.
fn limit(changes: &[ChangeReport]) -> f64 {
    let measured = changes.iter().filter(|c| c.delta_pp.is_some());
    let widest = measured
        .flat_map(|c| c.ci95_pp)
        .fold(LEAST_LIMIT_PP, |most, end| most.max(end.abs()));
    (widest / 10.0).ceil() * 10.0
}

fn row(words: Words, change: &ChangeReport, limit_pp: f64) -> ForestRow {
    ForestRow {
        region: region_name(words, &change.region),
        class: class(change.verdict),
        sign: sign(change.verdict),
        value: change
            .delta_pp
            .map_or_else(|| words.t.not_measured.to_owned(), |d| words.signed(d)),
        #[cfg(feature = "pdf")]
        delta_pp: change.delta_pp,
        #[cfg(feature = "pdf")]
        ci95_pp: change.ci95_pp,
        interval: change.delta_pp.map(|_| words.interval_pp(change.ci95_pp)),
        verdict: words.verdict(change.verdict),
        reason: change
            .delta_pp
            .is_none()
            .then(|| words.reason(change.reason.as_deref())),
        plot: change.delta_pp.map(|d| plot(d, change.ci95_pp, limit_pp)),
    }
}

fn x(points: f64, limit_pp: f64) -> f64 {
    let share = (points / limit_pp).clamp(-1.0, 1.0);
    WIDTH / 2.0 + share * (WIDTH / 2.0 - MARGIN)
}

fn plot(delta_pp: f64, [low, high]: [f64; 2], limit_pp: f64) -> String {
    let middle = HEIGHT / 2.0;
    let (x0, x1, at) = (x(low, limit_pp), x(high, limit_pp), x(delta_pp, limit_pp));
    format!(
        "<path class=\"zero\" d=\"M{:.1} 0V{HEIGHT}\"/>\
         <path class=\"span\" d=\"M{x0:.1} {middle}H{x1:.1}M{x0:.1} {:.1}v8M{x1:.1} {:.1}v8\"/>\
         <circle class=\"at\" cx=\"{at:.1}\" cy=\"{middle}\" r=\"5\"/>",
        WIDTH / 2.0,
        middle - 4.0,
        middle - 4.0,
    )
}

fn axis(words: Words, limit_pp: f64) -> String {
    let mut svg = String::new();
    for share in [-1.0, -0.5, 0.0, 0.5, 1.0] {
        let points = share * limit_pp;
        let digits = usize::from(points.fract() != 0.0);
        let number = words.number(points, digits);
        let sign = if points > 0.0 { "+" } else { "" };
        let at = x(points, limit_pp);
        let _ = write!(
            svg,
            "<text x=\"{at:.1}\" y=\"15\">{sign}{number}</text><path class=\"grid\" d=\"M{at:.1} 19v5\"/>"
        );
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_holds_every_interval_and_zero_is_in_the_middle() {
        assert_eq!(x(0.0, 20.0), WIDTH / 2.0);
        assert_eq!(x(20.0, 20.0), WIDTH - MARGIN);
        assert_eq!(x(-35.0, 20.0), MARGIN);
    }
}
