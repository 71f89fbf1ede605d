//! One view of the page, put together from its parts.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::certificate::{CertificateRow, certificate};
use super::forest::{Forest, forest};
use super::parting::{PartingRow, parting_rows};
use super::refused::{Refused, refused};
use super::summary::{Card, Headline, cards, headline};
use super::tables::{
    LedgerRow, OpenRule, PairTable, ValuesTable, doubts, ledger, ledger_counts, next_time,
    open_rules, pair_table, values_table,
};
use super::viewer::{Viewer, viewer};
use super::words::Words;
use crate::model::{
    ChangeReport, DRAWN_REGIONS, FRONT_ASSUMED, MarkReport, OVERALL_REGION, PhotoReport,
    RegionReport, Report, Trend, TrendVerdict, Verdict, ViewReport, Warning,
};
use crate::report::chart::{Axes, Curve, CurvePoint, CurveWords, MarkBand, curve_svg};
use crate::report::html::HtmlError;
use crate::report::pictures::ViewPictures;
use crate::report::text::fill;

pub(in crate::report) struct ViewPage {
    pub index: usize,
    /// Prefix of every identifier of the view within the page.
    pub key: String,
    pub name: String,
    pub regions_source: String,
    pub headline: Headline,
    pub forest: Option<Forest>,
    /// Whether somebody has to look at where the regions lie.
    pub regions_note: Option<&'static str>,
    pub refused: Vec<Refused>,
    pub cards: Vec<Card>,
    pub viewer: Option<Viewer>,
    pub pair: PairTable,
    pub curves: Vec<RegionCurve>,
    pub loss_at_month_one: bool,
    pub values: ValuesTable,
    pub parting: Vec<PartingRow>,
    pub trend_title: String,
    pub trend: Vec<TrendLine>,
    pub trend_none: Option<String>,
    pub certificate: Vec<CertificateRow>,
    pub doubts: Vec<String>,
    pub ledger: Vec<LedgerRow>,
    pub open_rules: Vec<OpenRule>,
    pub ledger_counts: String,
    pub next_time: Vec<String>,
}

pub(in crate::report) struct RegionCurve {
    pub region: String,
    pub svg: String,
    #[cfg(feature = "pdf")]
    pub curve: Curve,
    #[cfg(feature = "pdf")]
    pub axes: Axes,
}

pub(in crate::report) struct TrendLine {
    pub region: String,
    pub text: String,
}

/// Dates of a view's photos, by identifier.
#[derive(Default)]
pub(in crate::report) struct Dates<'a>(BTreeMap<&'a str, &'a str>);

impl<'a> Dates<'a> {
    fn of_view(view: &'a ViewReport) -> Self {
        let pairs = view.photos.iter().map(|p| (p.id.as_str(), p.date.as_str()));
        Self(pairs.collect())
    }

    /// The photo's date; the identifier itself where the photo is not listed.
    pub fn of(&self, id: &'a str) -> &'a str {
        self.0.get(id).copied().unwrap_or(id)
    }
}

/// Name of a region for people.
pub(in crate::report) fn region_name(words: Words, region: &str) -> String {
    words.t.name(region)
}

/// Names of the view's regions: those with an outline in drawing order, then any others that were
/// measured, `overall` last.
pub(in crate::report) fn region_order(view: &ViewReport) -> Vec<String> {
    let outlined = view.region_outlines.iter().map(|o| &o.region);
    let measured = view
        .photos
        .iter()
        .flat_map(|p| &p.regions)
        .map(|r| &r.region);
    let mut order: Vec<String> = Vec::new();
    let mut has_overall = false;
    for name in outlined.chain(measured) {
        if name == OVERALL_REGION {
            has_overall = true;
        } else if !order.contains(name) {
            order.push(name.clone());
        }
    }
    if has_overall {
        order.push(OVERALL_REGION.to_owned());
    }
    order
}

/// A photo's value of one region.
pub(in crate::report) fn region_of<'a>(
    photo: &'a PhotoReport,
    region: &str,
) -> Option<&'a RegionReport> {
    photo.regions.iter().find(|r| r.region == region)
}

impl ViewPage {
    pub fn new(
        words: Words,
        report: &Report,
        view: &ViewReport,
        pictures: Option<&ViewPictures>,
        index: usize,
    ) -> Result<Self, HtmlError> {
        let key = format!("v{index}");
        let dates = Dates::of_view(view);
        let regions = region_order(view);
        let viewer = pictures.and_then(|p| viewer(words, view, p, &key));
        let shown = viewer.as_ref().map(|v| [v.from, v.to]);
        Ok(Self {
            index,
            name: words.t.name(&view.view),
            regions_source: view.regions_source.clone(),
            headline: headline(words, view, &dates, report.rejections.is_empty()),
            forest: forest(words, &view.course_change, &dates),
            regions_note: regions_note(words, report, view),
            refused: refused(words, view, pictures, &dates),
            cards: cards(words, view, &dates),
            pair: pair_table(words, view, &regions, shown),
            viewer,
            curves: curves(words, report, view, &regions)?,
            loss_at_month_one: view.marks.iter().any(lost_at_month_one),
            values: values_table(words, view, &regions),
            parting: view
                .parting
                .as_ref()
                .map_or_else(Vec::new, |p| parting_rows(words, p, &dates)),
            trend_title: trend_title(words, report, &view.trend),
            trend: trend_lines(words, &view.trend),
            trend_none: view
                .trend
                .regions
                .is_empty()
                .then(|| trend_none(words, &view.trend)),
            certificate: certificate(words, view),
            ledger: ledger(words, view),
            open_rules: open_rules(view),
            doubts: doubts(view),
            ledger_counts: ledger_counts(words, view),
            next_time: next_time(view),
            key,
        })
    }
}

fn regions_note(words: Words, report: &Report, view: &ViewReport) -> Option<&'static str> {
    let assumed = |w: &Warning| w.code == FRONT_ASSUMED && w.photo == view.baseline;
    match view.regions_source.as_str() {
        DRAWN_REGIONS => None,
        _ if report.warnings.iter().any(assumed) => Some(words.t.regions_laid_front),
        _ => Some(words.t.regions_laid),
    }
}

fn curves(
    words: Words,
    report: &Report,
    view: &ViewReport,
    regions: &[String],
) -> Result<Vec<RegionCurve>, HtmlError> {
    let start = date("the start of the course", &report.course.start)?;
    let sessions = report
        .course
        .sessions
        .iter()
        .map(|s| Ok(day_of(start, date("a session", s)?)))
        .collect::<Result<Vec<_>, HtmlError>>()?;
    let marks = view
        .marks
        .iter()
        .map(|mark| {
            Ok(MarkBand {
                month: mark.month,
                day: day_of(start, date("a mark", &mark.date)?),
                window_days: mark.window_days,
            })
        })
        .collect::<Result<Vec<_>, HtmlError>>()?;
    let drawn: Vec<Curve> = regions.iter().map(|r| curve_of(view, r)).collect();
    // One value makes no course; the table has it.
    if drawn.iter().all(|curve| curve.points.len() < 2) {
        return Ok(Vec::new());
    }
    let axes = Axes::around(&drawn, sessions, marks);
    let curve_words = CurveWords {
        label: words.t.curve_alt,
        axis_days: words.t.axis_days,
        axis_coverage: words.t.axis_coverage,
    };
    Ok(regions
        .iter()
        .zip(&drawn)
        .map(|(region, curve)| RegionCurve {
            region: region_name(words, region),
            svg: curve_svg(curve, &axes, curve_words),
            #[cfg(feature = "pdf")]
            curve: curve.clone(),
            #[cfg(feature = "pdf")]
            axes: axes.clone(),
        })
        .collect())
}

fn curve_of(view: &ViewReport, region: &str) -> Curve {
    let comparable = |photo: &PhotoReport| {
        let change = view.since_baseline(&photo.id).find(|c| c.region == region);
        view.baseline.as_ref() == Some(&photo.id) || change.is_some_and(ChangeReport::is_comparable)
    };
    let mut curve = Curve::default();
    for photo in &view.photos {
        let measured = region_of(photo, region).and_then(|r| r.coverage.zip(r.ci95));
        match measured {
            Some((coverage, ci95)) => curve.points.push(CurvePoint {
                day: photo.day,
                coverage_pct: coverage * 100.0,
                ci95_pct: ci95.map(|c| c * 100.0),
                comparable: comparable(photo),
            }),
            None => curve.gaps.push(photo.day),
        }
    }
    curve.points.sort_by_key(|p| p.day);
    curve
}

fn lost_at_month_one(mark: &MarkReport) -> bool {
    mark.month == 1 && mark.regions.iter().any(|r| r.verdict == Verdict::Decrease)
}

fn date(what: &'static str, text: &str) -> Result<Date, HtmlError> {
    text.parse().map_err(|_| HtmlError::Date {
        what,
        date: text.to_owned(),
    })
}

fn day_of(start: Date, date: Date) -> i32 {
    (date - start).get_days()
}

/// Which photos the trend counts: without sessions, those from the start on.
fn trend_title(words: Words, report: &Report, trend: &Trend) -> String {
    let phrase = if report.course.sessions.is_empty() {
        words.t.trend_from_start
    } else {
        words.t.trend
    };
    fill(phrase, &[("date", &trend.since)])
}

fn trend_lines(words: Words, trend: &Trend) -> Vec<TrendLine> {
    trend
        .regions
        .iter()
        .map(|r| {
            let gaps = [
                ("slope", words.signed(r.slope_pp_per_30_days)),
                ("interval", words.interval_pp(r.ci95_pp_per_30_days)),
                ("photos", r.photos.to_string()),
                ("verdict", trend_verdict(words, r.verdict).to_owned()),
            ];
            let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
            TrendLine {
                region: region_name(words, &r.region),
                text: fill(words.t.trend_line, &gaps),
            }
        })
        .collect()
}

fn trend_none(words: Words, trend: &Trend) -> String {
    let reason = words.reason(trend.reason.as_deref());
    fill(words.t.trend_none, &[("reason", reason)])
}

fn trend_verdict(words: Words, verdict: TrendVerdict) -> &'static str {
    match verdict {
        TrendVerdict::Rising => words.t.rising,
        TrendVerdict::Holding => words.t.holding,
        TrendVerdict::Unclear => words.t.unclear,
        TrendVerdict::Relapsing => words.t.relapsing,
    }
}
