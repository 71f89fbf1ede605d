//! The strip of visits: the start and every mark, each with its picture and its change.

use super::names::{Dates, none_at, region_name, region_of};
use super::refused::capital;
use super::viewer::Viewer;
use crate::model::{MarkBasis, MarkRegion, MarkReport, OVERALL_REGION, Verdict, ViewReport};
use crate::words::fill;
use crate::words::{Words, class, sign};

pub(in crate::report) struct Card {
    pub(crate) title: String,
    pub(crate) when: String,
    pub(crate) picture: Option<CardPicture>,
    /// What stands in the place of a picture.
    pub(crate) absent: &'static str,
    /// The region of which the card speaks, where it is not all of them.
    pub(crate) region: Option<String>,
    pub(crate) class: &'static str,
    pub(crate) value: String,
    /// What the value is counted in; `None` where there is none.
    pub(crate) unit: Option<&'static str>,
    pub(crate) interval: Option<String>,
    pub(crate) verdict: Option<&'static str>,
    pub(crate) sign: &'static str,
    pub(crate) reason: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) basis_class: &'static str,
    pub(crate) note: Option<String>,
    pub(crate) regions: Vec<CardRow>,
}

pub(in crate::report) struct CardPicture {
    pub(crate) key: String,
    pub(crate) alt: String,
}

pub(in crate::report) struct CardRow {
    pub(crate) region: String,
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) value: String,
    pub(crate) detail: String,
}

/// The start and one card for each mark after it, of the region that the answer names; none where the course has no marks.
pub(in crate::report) fn cards(
    words: Words,
    view: &ViewReport,
    dates: &Dates,
    viewer: Option<&Viewer>,
    region: Option<&str>,
) -> Vec<Card> {
    if view.marks.is_empty() {
        return Vec::new();
    }
    let baseline = view.baseline.as_deref().and_then(|id| view.photo_of(id));
    // A view first photographed later than the course began: what lies before is no visit of its.
    let since = |mark: &&MarkReport| baseline.is_none_or(|photo| mark.date >= photo.date);
    let marks = view.marks.iter().filter(since);
    let marks = marks.map(|mark| mark_card(words, view, mark, dates, viewer, region));
    start_card(words, view, dates, viewer, region)
        .into_iter()
        .chain(marks)
        .collect()
}

fn picture(view: &ViewReport, viewer: Option<&Viewer>, id: Option<&str>) -> Option<CardPicture> {
    let id = id?;
    let shown = viewer?.photos.iter();
    let photo = shown
        .filter(|p| !p.taken)
        .find(|p| view.photos[p.index].id == id)?;
    Some(CardPicture {
        key: photo.key.clone(),
        alt: photo.alt.clone(),
    })
}

fn start_card(
    words: Words,
    view: &ViewReport,
    dates: &Dates,
    viewer: Option<&Viewer>,
    region: Option<&str>,
) -> Option<Card> {
    let id = view.baseline.as_deref()?;
    let photo = view.photos.iter().find(|p| p.id == id)?;
    let named = region.unwrap_or(OVERALL_REGION);
    let value = region_of(photo, named).or(photo.regions.first());
    let coverage = value.and_then(|r| view.level_shown(id, &r.region));
    let (title, when) = first_of(words, photo.day, dates.of(id));
    Some(Card {
        title,
        when,
        picture: picture(view, viewer, Some(id)),
        absent: words.t.no_photo,
        region: region.map(|region| region_name(words, region)),
        class: "start",
        value: coverage.map_or(words.t.not_measured.to_owned(), |c| {
            fill(words.t.covered, &[("value", &words.percent(c))])
        }),
        unit: None,
        interval: None,
        verdict: None,
        sign: "",
        reason: value
            .filter(|_| coverage.is_none())
            .and_then(|r| r.reason.as_deref())
            .map(|reason| words.said(reason)),
        basis: None,
        basis_class: "measured",
        note: None,
        regions: Vec::new(),
    })
}

/// What the baseline is called, and when it was taken: marks are counted from the start of the course, and
/// a baseline that is later is not it.
fn first_of(words: Words, day: Option<i32>, date: &str) -> (String, String) {
    match day.filter(|&day| day > 0) {
        Some(day) => (
            words.t.strip_first.to_owned(),
            fill(
                words.t.after_start,
                &[("date", date), ("n", &day.to_string())],
            ),
        ),
        None => (words.t.strip_start.to_owned(), date.to_owned()),
    }
}

fn mark_card(
    words: Words,
    view: &ViewReport,
    mark: &MarkReport,
    dates: &Dates,
    viewer: Option<&Viewer>,
    region: Option<&str>,
) -> Card {
    let date = words.date(&mark.date);
    let (when, basis, basis_class) = match mark.basis {
        MarkBasis::Photo => {
            let taken = mark.photo.as_deref().map_or("?", |id| dates.of(id));
            let due = fill(words.t.mark_of, &[("date", &date)]);
            (taken.to_owned(), (taken != date).then_some(due), "measured")
        }
        MarkBasis::Interpolated => {
            let [from, to] = mark
                .between
                .as_ref()
                .map_or(["?", "?"], |ids| [dates.of(&ids[0]), dates.of(&ids[1])]);
            let gaps = [("from", from), ("to", to)];
            (
                date,
                Some(fill(words.t.basis_interpolated, &gaps)),
                "interpolated",
            )
        }
        MarkBasis::Missing if mark.not_due => {
            let reason = mark.note.as_deref().map(|note| capital(&words.said(note)));
            return Card {
                title: words.month(mark.month),
                when: date,
                value: words.t.not_due.to_owned(),
                basis: reason,
                ..card_of(words, &[], region)
            };
        }
        MarkBasis::Missing => {
            let days = mark.window_days.to_string();
            let gaps = [("days", days.as_str()), ("date", date.as_str())];
            let basis = fill(words.t.basis_missing, &gaps);
            (date, Some(basis), "missing")
        }
    };
    Card {
        title: words.month(mark.month),
        when,
        picture: picture(view, viewer, mark.photo.as_deref()),
        absent: none_at(words, view, mark),
        basis,
        basis_class,
        note: mark
            .note
            .as_deref()
            .map(|note| words.said(&dates.in_reason(note))),
        ..card_of(words, &mark.regions, region)
    }
}

/// The numbers of a card; the caller fills in title, date, picture and basis.
fn card_of(words: Words, regions: &[MarkRegion], region: Option<&str>) -> Card {
    let named = region.unwrap_or(OVERALL_REGION);
    let overall = regions.iter().find(|r| r.region == named);
    let leading = overall.or_else(|| regions.first().filter(|_| regions.len() == 1));
    let delta = leading.and_then(|r| r.delta_pp);
    Card {
        title: String::new(),
        when: String::new(),
        picture: None,
        absent: words.t.no_photo,
        region: region
            .filter(|_| leading.is_some())
            .map(|region| region_name(words, region)),
        class: leading.map_or("none", |r| class(r.verdict)),
        value: delta.map_or(words.t.not_measured.to_owned(), |d| words.signed(d)),
        unit: delta.map(|_| words.t.points),
        interval: leading.filter(|r| r.delta_pp.is_some()).map(|r| {
            let interval = words.interval_pp(r.ci95_pp);
            fill(words.t.interval, &[("interval", &interval)])
        }),
        verdict: leading.map(|r| words.verdict(r.verdict)),
        sign: leading.map_or("", |r| sign(r.verdict)),
        reason: leading.and_then(|r| match r.verdict {
            Verdict::NotComparable => Some(words.reason(r.reason.as_deref())),
            // Beside a value: what the overall value leaves out.
            _ => r.reason.as_deref().map(|reason| words.said(reason)),
        }),
        basis: None,
        basis_class: "missing",
        note: None,
        regions: regions.iter().map(|r| card_row(words, r)).collect(),
    }
}

fn card_row(words: Words, region: &MarkRegion) -> CardRow {
    let (value, detail) = match region.delta_pp {
        Some(delta) => (
            words.signed(delta),
            format!(
                "({}) {}{}",
                words.interval_pp(region.ci95_pp),
                words.verdict(region.verdict),
                region.reason.as_deref().map_or_else(String::new, |reason| {
                    format!(", {}", words.said(reason))
                })
            ),
        ),
        None => (
            words.t.not_measured.to_owned(),
            words.reason(region.reason.as_deref()),
        ),
    };
    CardRow {
        region: region_name(words, &region.region),
        class: class(region.verdict),
        sign: sign(region.verdict),
        value,
        detail,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Lang;

    #[test]
    fn a_baseline_after_the_start_is_not_called_the_start() {
        let words = Words {
            t: Lang::English.text(),
        };
        let said = |day| first_of(words, day, "12 Jan 2026");
        assert_eq!(
            said(Some(13)),
            (
                "First photo".to_owned(),
                "12 Jan 2026, 13 days after the start".to_owned()
            )
        );
        for day in [None, Some(0), Some(-2)] {
            assert_eq!(said(day), ("Start".to_owned(), "12 Jan 2026".to_owned()));
        }
    }
}
