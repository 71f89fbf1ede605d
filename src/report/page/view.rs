//! One view of the page, put together from its parts.

use jiff::civil::Date;

use super::answer::{Headline, headline};
use super::certificate::{CertificateRow, certificate, limits};
use super::error::HtmlError;
use super::forest::{Forest, forest};
use super::ledger::{
    LedgerRow, OpenRule, doubts, ledger, ledger_counts, next_time, next_time_on_sheet, open_rules,
};
use super::names::{Dates, region_name, region_of, region_order};
use super::parting::{PartingRow, parting_rows};
use super::refused::{Refused, capital, next_steps, refused, unmeasured};
use super::strip::{Card, cards};
use super::tables::{PairTable, ValuesTable, pair_table, values_table};
use super::trend::{TrendLine, trend_lines, trend_none, trend_title};
use super::viewer::{Viewer, ViewerPhoto, viewer};
use crate::model::{
    ChangeReport, DRAWN_REGIONS, FRONT_UNKNOWN, MarkReport, OVERALL_REGION, PhotoReport, Report,
    UNKNOWN_DATE, Verdict, ViewReport, Warning,
};
use crate::report::chart::{Axes, Curve, CurvePoint, CurveWords, MarkBand, curve_svg};
use crate::report::pictures::ViewPictures;
use crate::words::Words;
use crate::words::fill;

pub(in crate::report) struct ViewPage {
    pub(crate) index: usize,
    /// Prefix of every identifier of the view within the page.
    pub(crate) key: String,
    pub(crate) name: String,
    pub(crate) regions_source: String,
    pub(crate) headline: Headline,
    /// Nothing where no picture is at hand.
    pub(crate) glance: Option<Glance>,
    pub(crate) forest: Option<Forest>,
    /// What a reader must know before the figures.
    pub(crate) notices: Vec<String>,
    /// Whether somebody has to look at where the regions lie.
    /// Regions without a value on photos that have others, and why.
    pub(crate) unmeasured: Vec<String>,
    pub(crate) regions_note: Option<&'static str>,
    pub(crate) refused: Vec<Refused>,
    /// Which photo to take again, and what to do where the baseline is the one at fault.
    pub(crate) next_steps: Vec<String>,
    pub(crate) cards: Vec<Card>,
    pub(crate) viewer: Option<Viewer>,
    pub(crate) pair: PairTable,
    pub(crate) curves: Vec<RegionCurve>,
    pub(crate) loss_at_month_one: bool,
    pub(crate) values: ValuesTable,
    pub(crate) parting: Vec<PartingRow>,
    /// Nothing where nothing stands below it.
    pub(crate) trend_title: Option<String>,
    pub(crate) trend: Vec<TrendLine>,
    pub(crate) trend_none: Option<String>,
    pub(crate) certificate: Vec<CertificateRow>,
    /// The limits of a certified alignment, in the order of a row's cells.
    pub(crate) certified: [String; 8],
    pub(crate) doubts: Vec<String>,
    pub(crate) ledger: Vec<LedgerRow>,
    pub(crate) open_rules: Vec<OpenRule>,
    pub(crate) ledger_counts: String,
    pub(crate) next_time: Vec<String>,
    /// What the patient's sheet says of both.
    pub(crate) sheet_notices: Vec<String>,
    pub(crate) sheet_next_time: Vec<String>,
}

/// The two photos at the head of a view.
pub(in crate::report) struct Glance {
    /// One or two.
    pub(crate) figures: Vec<Figure>,
    /// Outline of the region that the answer names, baseline px.
    pub(crate) spot: Option<String>,
    /// Name of that region.
    pub(crate) region: Option<String>,
}

pub(in crate::report) struct Figure {
    pub(crate) key: String,
    pub(crate) alt: String,
    pub(crate) date: String,
    pub(crate) taken: bool,
    pub(crate) covered: Option<String>,
}

pub(in crate::report) struct RegionCurve {
    pub(crate) region: String,
    pub(crate) svg: String,
    #[cfg(feature = "pdf")]
    pub(crate) curve: Curve,
    #[cfg(feature = "pdf")]
    pub(crate) axes: Axes,
}

impl ViewPage {
    /// Whether the patient's sheet shows this photo: at the head, or among the visits.
    pub(crate) fn on_sheet(&self, photo: &ViewerPhoto) -> bool {
        let at_head = self.glance.iter().flat_map(|g| &g.figures);
        let visits = self.cards.iter().filter_map(|card| card.picture.as_ref());
        let mut keys = at_head.map(|f| &f.key).chain(visits.map(|p| &p.key));
        keys.any(|key| *key == photo.key)
    }

    pub(crate) fn new(
        words: Words,
        report: &Report,
        view: &ViewReport,
        pictures: Option<&ViewPictures>,
        index: usize,
    ) -> Result<Self, HtmlError> {
        let key = format!("v{index}");
        let dates = &Dates::of_view(words, view);
        let regions = region_order(view);
        let viewer = pictures.and_then(|p| viewer(words, view, p, &key, dates));
        let shown = viewer.as_ref().map(|v| [v.from, v.to]);
        let headline = headline(
            words,
            view,
            dates,
            &report.rejections,
            report.has_one_view(),
        );
        let told = headline.region.clone();
        let refused = refused(words, view, dates);
        Ok(Self {
            index,
            name: words.t.name(&view.view),
            regions_source: view.regions_source.clone(),
            glance: viewer
                .as_ref()
                .map(|viewer| glance(words, view, viewer, &headline)),
            headline,
            forest: forest(words, &view.course_change, dates),
            notices: notices(words, report, view, dates, words.t.front_unknown),
            sheet_notices: notices(words, report, view, dates, words.t.front_unknown_sheet),
            regions_note: regions_note(words, view),
            unmeasured: unmeasured(words, view, dates),
            next_steps: next_steps(words, view, &refused, dates),
            refused,
            cards: cards(words, view, dates, viewer.as_ref(), told.as_deref()),
            pair: pair_table(words, view, &regions, shown, dates),
            viewer,
            curves: curves(words, report, view, &regions)?,
            loss_at_month_one: view.marks.iter().any(lost_at_month_one),
            values: values_table(words, view, &regions, dates),
            parting: view
                .parting
                .as_ref()
                .map_or_else(Vec::new, |p| parting_rows(words, p, dates)),
            trend_title: trend_title(words, report, view),
            trend: trend_lines(words, &view.trend),
            trend_none: trend_none(words, view),
            certificate: certificate(words, view, dates),
            certified: limits(words),
            ledger: ledger(words, view, dates),
            open_rules: open_rules(words, view),
            doubts: doubts(words, view, dates),
            ledger_counts: ledger_counts(words, view),
            next_time: next_time(words, view),
            sheet_next_time: next_time_on_sheet(words, view),
            key,
        })
    }
}

/// The two photos at the head of a view, the region that the answer names drawn on them.
fn glance(words: Words, view: &ViewReport, viewer: &Viewer, headline: &Headline) -> Glance {
    let shown = [viewer.from, viewer.to];
    let figures = shown[..if viewer.single { 1 } else { 2 }].iter();
    let figure = |index: &usize| {
        let photo = viewer.photos.iter().find(|p| p.index == *index)?;
        let region = headline.region.as_deref().unwrap_or(OVERALL_REGION);
        // Beside a photo that it cannot be held against, a level would invite it.
        let alone = viewer.single || view.course_change.to.is_some();
        let covered = view.level_shown(&view.photos[*index].id, region);
        let covered = covered.filter(|_| alone);
        Some(Figure {
            key: photo.key.clone(),
            alt: photo.alt.clone(),
            date: photo.date.clone(),
            taken: photo.taken,
            covered: covered.map(|c| fill(words.t.covered, &[("value", &words.percent(c))])),
        })
    };
    let named = headline.region.as_deref();
    let name = named.map(|region| region_name(words, region));
    let area = viewer.areas.iter().find(|a| Some(&a.name) == name.as_ref());
    Glance {
        figures: figures.filter_map(figure).collect(),
        spot: area.map(|a| a.path.clone()),
        region: name,
    }
}

/// What a reader must know before the figures.
fn notices(
    words: Words,
    report: &Report,
    view: &ViewReport,
    dates: &Dates,
    front_unknown: &str,
) -> Vec<String> {
    let unknown = |w: &Warning| w.code == FRONT_UNKNOWN && w.photo == view.baseline;
    // Without a change no region is named at the head.
    let named = view.course_change.to.is_some() || view.photos.len() < 2;
    let front = named && report.warnings.iter().any(unknown);
    let front = front.then(|| front_unknown.to_owned());
    // Beside a change, of the photos that it is counted to: the others have their own place.
    let visit = view.course_change.to.as_ref();
    let visit = visit.and_then(|to| view.visits.iter().find(|v| v.id == *to));
    let told = |id: &String| visit.is_none_or(|visit| visit.photos.contains(id));
    let by_hand = view.photos.iter().filter(|p| p.registration.by_hand > 0);
    let by_hand = by_hand.filter(|p| told(&p.id));
    let by_hand = by_hand.map(|photo| {
        let marks = photo.registration.by_hand.to_string();
        let gaps = [("date", dates.of(&photo.id)), ("n", marks.as_str())];
        let said = fill(words.t.by_hand, &gaps);
        match &photo.registration.reason {
            Some(doubt) => format!("{said} {}", capital(&words.said(doubt))),
            None => said,
        }
    });
    front.into_iter().chain(by_hand).collect()
}

fn regions_note(words: Words, view: &ViewReport) -> Option<&'static str> {
    (view.regions_source != DRAWN_REGIONS).then_some(words.t.regions_laid)
}

fn curves(
    words: Words,
    report: &Report,
    view: &ViewReport,
    regions: &[String],
) -> Result<Vec<RegionCurve>, HtmlError> {
    if report.course.start == UNKNOWN_DATE {
        return Ok(Vec::new());
    }
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

/// One value for each visit; of photos that are part of no visit's value, what they read stands beside.
fn curve_of(view: &ViewReport, region: &str) -> Curve {
    let baseline = view.baseline_visit.as_deref().or(view.baseline.as_deref());
    // Which regions the whole is over.
    let without = |id: &str| view.visit(id).and_then(|visit| visit.without(region));
    let is_comparable = |id: &str| {
        let change = view.since_baseline(id).find(|c| c.region == region);
        let same = baseline.is_some_and(|baseline| without(baseline) == without(id));
        baseline == Some(id) || (same && change.is_some_and(ChangeReport::is_comparable))
    };
    let mut curve = Curve::default();
    let mut add = |day: Option<i32>, value: Option<(f64, [f64; 2])>, comparable: bool| {
        let Some(day) = day else { return };
        match value {
            Some((coverage, ci95)) => curve.points.push(CurvePoint {
                day,
                coverage_pct: coverage * 100.0,
                ci95_pct: ci95.map(|c| c * 100.0),
                comparable,
            }),
            None => curve.gaps.push(day),
        }
    };
    for visit in &view.visits {
        let value = visit.region(region).and_then(|r| r.coverage.zip(r.ci95));
        add(visit.day, value, is_comparable(&visit.id));
    }
    let pooled = |photo: &&PhotoReport| view.visits.iter().any(|v| v.photos.contains(&photo.id));
    for photo in view.photos.iter().filter(|photo| !pooled(photo)) {
        let value = region_of(photo, region).and_then(|r| r.coverage.zip(r.ci95));
        // Without visits photos stand for themselves.
        add(
            photo.day,
            value,
            view.visits.is_empty() && is_comparable(&photo.id),
        );
    }
    curve.points.sort_by_key(|p| p.day);
    curve.gaps.sort_unstable();
    curve.gaps.dedup();
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

#[cfg(test)]
mod tests {
    use crate::model::{MeasureStatus, VisitRegion, VisitReport};
    use crate::report::sample::sample_report;

    #[test]
    fn a_photo_of_several_is_shown_with_its_visits_value() {
        let mut view = sample_report().views.remove(0);
        view.course_change.regions.clear();
        view.visits.push(VisitReport {
            id: "v2".into(),
            date: "2026-04-12".into(),
            day: Some(90),
            degrees_of_freedom: 1,
            spread_used_pp: None,
            photos: vec!["p2".into(), "p3".into()],
            left_out: Vec::new(),
            spread_pp: None,
            regions: vec![VisitRegion {
                region: "crown".into(),
                status: MeasureStatus::Measured,
                reason: None,
                coverage: Some(0.39),
                ci95: None,
            }],
        });
        assert_eq!(view.level_shown("p2", "crown"), Some(0.39));
    }
}
