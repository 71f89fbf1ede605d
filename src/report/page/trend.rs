//! How coverage went on after the last session, in words.

use super::names::region_name;
use crate::model::{Report, Trend, TrendRegion, TrendVerdict, ViewReport};
use crate::words::{Words, fill};

pub(in crate::report) struct TrendLine {
    pub(crate) region: String,
    pub(crate) text: String,
}

/// Which photos the trend counts: without sessions, those from the start on.
pub(super) fn trend_title(words: Words, report: &Report, view: &ViewReport) -> Option<String> {
    let trend = &view.trend;
    if trend.regions.is_empty() && trend_none(words, view).is_none() {
        return None;
    }
    let phrase = if report.course.sessions.is_empty() {
        words.t.trend_from_start
    } else {
        words.t.trend
    };
    Some(fill(phrase, &[("date", &words.date(&trend.since))]))
}

pub(super) fn trend_lines(words: Words, trend: &Trend) -> Vec<TrendLine> {
    trend
        .regions
        .iter()
        .map(|r| {
            let gaps = [
                ("slope", words.signed(r.slope_pp_per_30_days)),
                ("interval", words.interval_pp(r.ci95_pp_per_30_days)),
                ("photos", r.photos.to_string()),
                ("verdict", trend_verdict(words, r, &trend.since)),
            ];
            let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
            TrendLine {
                region: region_name(words, &r.region),
                text: fill(words.t.trend_line, &gaps),
            }
        })
        .collect()
}

/// Why there is no trend; nothing where the photos are too few for anybody to expect one.
pub(super) fn trend_none(words: Words, view: &ViewReport) -> Option<String> {
    let trend = &view.trend;
    let expected = trend.regions.is_empty() && view.photos.len() > 2;
    let reason = words.reason(trend.reason.as_deref());
    expected.then(|| fill(words.t.trend_none, &[("reason", &reason)]))
}

/// What is said of a slope: of one that is called, between which days.
fn trend_verdict(words: Words, region: &TrendRegion, since: &str) -> String {
    let phrase = match region.verdict {
        TrendVerdict::Rising => words.t.rising,
        TrendVerdict::Holding => words.t.holding,
        TrendVerdict::Unclear => words.t.unclear,
        TrendVerdict::Relapsing => words.t.relapsing,
    };
    let from = words.date(region.from.as_deref().unwrap_or(since));
    let to = words.date(region.to.as_deref().unwrap_or_default());
    fill(phrase, &[("from", &from), ("to", &to)])
}
