//! What photos and regions are called on the page.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::{
    COPY_REASONS, CloseupView, MarkReport, OVERALL_REGION, PhotoReport, RegionReport, UNKNOWN_DATE,
    ViewReport,
};
use crate::words::Words;

/// Days of a view's photos as people write them, by identifier.
#[derive(Default)]
pub(in crate::report) struct Dates {
    days: BTreeMap<String, String>,
    /// Days of photos that share theirs with another, numbered.
    numbered: BTreeMap<String, String>,
}

impl Dates {
    /// A photo that nothing dates is named by its place, before or after.
    pub(crate) fn of_view(words: Words, view: &ViewReport) -> Self {
        let day = |photo: &PhotoReport| {
            let first = view.baseline.as_ref() == Some(&photo.id);
            day(words, &photo.date, first)
        };
        let of_visit = |id: &String| Some((id.clone(), day(view.photo_of(id)?)));
        let visits = view.visits.iter().filter_map(|v| of_visit(&v.id));
        let photos: Vec<(String, String)> =
            view.photos.iter().map(|p| (p.id.clone(), day(p))).collect();
        Self {
            numbered: numbered(&photos).collect(),
            days: visits.chain(photos).collect(),
        }
    }

    /// As [`Self::of_view`], of a close-up view.
    pub(crate) fn of_closeups(words: Words, view: &CloseupView) -> Self {
        let photos = view.photos.iter().map(|p| {
            let first = view.baseline.as_ref() == Some(&p.id);
            (p.id.clone(), day(words, &p.date, first))
        });
        let visits = view.visits.iter().map(|v| {
            let first = view.baseline_visit.as_ref() == Some(&v.id);
            (v.id.clone(), day(words, &v.date, first))
        });
        Self {
            days: visits.chain(photos).collect(),
            numbered: BTreeMap::new(),
        }
    }

    /// The photo's or visit's day; the identifier itself where the photo is not listed.
    pub(crate) fn of<'a>(&'a self, id: &'a str) -> &'a str {
        self.days.get(id).map_or(id, String::as_str)
    }

    /// The photo's day, told apart from the other photos of that day.
    pub(crate) fn of_photo<'a>(&'a self, id: &'a str) -> &'a str {
        self.numbered
            .get(id)
            .map_or_else(|| self.of(id), String::as_str)
    }
}

/// What stands in a reason before the identifier of a photo or visit, and what behind it.
const NAMES_A_PHOTO: [(&str, &str); 4] = [
    ("", ": "),
    ("visit ", " lies "),
    (COPY_REASONS[0], ": "),
    (COPY_REASONS[1], ": "),
];

impl Dates {
    /// A reason as the measuring stages give it, with days in place of the photos' identifiers: of folders of
    /// visits these may read like places of the head.
    pub(crate) fn in_reason(&self, reason: &str) -> String {
        let dated = |piece: &str| {
            let named = NAMES_A_PHOTO.iter().find_map(|(before, behind)| {
                let id = piece.strip_prefix(before)?;
                let (id, rest) = id.split_at(id.find(behind)?);
                self.days
                    .contains_key(id)
                    .then(|| format!("{before}{}{rest}", self.of_photo(id)))
            });
            named.unwrap_or_else(|| piece.to_owned())
        };
        reason.split_inclusive(": ").map(dated).collect()
    }
}

/// The days that several photos share, numbered in the photos' order.
fn numbered(photos: &[(String, String)]) -> impl Iterator<Item = (String, String)> {
    photos.iter().enumerate().filter_map(|(i, (id, day))| {
        let of_the_day =
            |photos: &[(String, String)]| photos.iter().filter(|p| p.1 == *day).count();
        let all = of_the_day(photos);
        let name = format!("{day} ({}/{all})", of_the_day(&photos[..=i]));
        (all > 1).then(|| (id.clone(), name))
    })
}

fn day(words: Words, date: &str, first: bool) -> String {
    if date != UNKNOWN_DATE {
        return words.date(date);
    }
    let place = if first { words.t.before } else { words.t.after };
    format!("{place} ({})", words.t.date_unknown)
}

/// Said of a mark without a photo's value: no photo, or none that is comparable where one of the view
/// lies in its window.
pub(in crate::report) fn none_at(
    words: Words,
    view: &ViewReport,
    mark: &MarkReport,
) -> &'static str {
    let day = |text: &str| text.parse::<Date>().ok();
    let near = |photo: &&PhotoReport| {
        let days = day(&photo.date).zip(day(&mark.date));
        let away = days.map(|(taken, mark)| (mark - taken).get_days().unsigned_abs());
        view.baseline.as_ref() != Some(&photo.id) && away.is_some_and(|d| d <= mark.window_days)
    };
    match view.photos.iter().any(|photo| near(&photo)) {
        true => words.t.no_comparable_photo,
        false => words.t.no_photo,
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

/// Regions that share a reason, by the first that gives it: each reason once with their names.
pub(in crate::report) fn by_reason<'a>(
    words: Words,
    regions: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<(&'a str, Vec<String>)> {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for (reason, region) in regions {
        let name = words.t.name(region);
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    reasons
}

/// A photo's value of one region.
pub(in crate::report) fn region_of<'a>(
    photo: &'a PhotoReport,
    region: &str,
) -> Option<&'a RegionReport> {
    photo.regions.iter().find(|r| r.region == region)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample_report;
    use crate::words::Lang;

    #[test]
    fn photos_of_one_day_are_told_apart() {
        let photos = [
            ("a", "12 Jan 2026"),
            ("b", "12 Apr 2026"),
            ("c", "12 Apr 2026"),
        ];
        let photos = photos.map(|(id, day)| (id.to_owned(), day.to_owned()));
        let named: Vec<(String, String)> = numbered(&photos).collect();
        let expected = [("b", "12 Apr 2026 (1/2)"), ("c", "12 Apr 2026 (2/2)")];
        assert_eq!(
            named,
            expected.map(|(id, name)| (id.to_owned(), name.to_owned()))
        );
    }

    #[test]
    fn a_reason_names_photos_by_their_days() {
        let words = Words {
            t: Lang::English.text(),
        };
        let dates = Dates::of_view(words, &sample_report().views[0]);
        for (reason, told) in [
            (
                "p1: contrast is too low",
                "12 Jan 2026: contrast is too low",
            ),
            (
                "visit p2 lies in the window but is not comparable: p1: dark",
                "visit 12 Apr 2026 lies in the window but is not comparable: 12 Jan 2026: dark",
            ),
            (
                "the same exposure as p1: its hairs lie as there",
                "the same exposure as 12 Jan 2026: its hairs lie as there",
            ),
            (
                "the file is a copy of p1: a photo tells nothing against itself",
                "the file is a copy of 12 Jan 2026: a photo tells nothing against itself",
            ),
            ("p1 lies elsewhere", "p1 lies elsewhere"),
        ] {
            assert_eq!(dates.in_reason(reason), told);
        }
    }

    #[test]
    fn a_mark_on_whose_day_a_photo_was_refused_has_no_comparable_one() {
        let mut view = sample_report().views.remove(0);
        let words = Words {
            t: Lang::English.text(),
        };
        let mark = view.marks.iter().rposition(|m| m.photo.is_none()).unwrap();
        let mark = view.marks[mark].clone();
        assert_eq!(none_at(words, &view, &mark), "no photo");
        view.photos[1].date = "2026-07-20".to_owned();
        assert_eq!(none_at(words, &view, &mark), "no comparable photo");
        view.photos[1].date = "2026-07-27".to_owned();
        assert_eq!(none_at(words, &view, &mark), "no photo");
    }
}
