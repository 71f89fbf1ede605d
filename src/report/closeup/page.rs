//! One close-up view of the HTML report.

use std::collections::BTreeMap;

use crate::model::{
    CloseupChange, CloseupPhotoReport, CloseupView, DRAWN_REGIONS, HairStyle, RegistrationStatus,
    Verdict,
};
use crate::report::page::names::Dates;
use crate::words::{Words, sign};

use super::charts::{At, CHART, curve, histogram};
use super::notes::{notes, refused};
use super::phrases::{Phrases, filled, phrases};
use super::rows::{ChangeRow, VisitRow, change_row, verdict_of, visit_row};
use super::strands::{cutout, outlines, overlay};
use crate::report::pictures::CloseupPictures;

/// What the template of a close-up view shows.
pub(in crate::report) struct CloseupPage {
    pub(crate) p: &'static Phrases,
    pub(crate) key: String,
    pub(crate) name: String,
    /// Class of the verdict: `up`, `down`, `noise` or `none`.
    pub(crate) class: &'static str,
    /// `None` where one photo was counted and nothing is compared.
    pub(crate) verdict: Option<&'static str>,
    /// A sign that tells the verdicts apart without colour.
    pub(crate) sign: &'static str,
    pub(crate) sentence: String,
    /// The interval of the change in words, of one visit that of its number; `None` without an answer.
    pub(crate) interval: Option<String>,
    /// What mostly keeps such photos from an answer, and what to do.
    pub(crate) advice: Option<&'static str>,
    /// Photos of the view that were not found to show the spot, and why.
    pub(crate) refused: Vec<String>,
    pub(crate) visits: Vec<VisitRow>,
    pub(crate) changes: Vec<ChangeRow>,
    pub(crate) panels: Vec<Panel>,
    pub(crate) hairs: Vec<HairRow>,
    pub(crate) chart_box: String,
    /// `None` where no hair's diameter is known, as without a scale.
    pub(crate) histogram: Option<String>,
    pub(crate) density_curve: Option<String>,
    pub(crate) cumulative_curve: Option<String>,
    /// Whether hairs were counted, within the dashed line.
    pub(crate) counted: bool,
    pub(crate) notes: Vec<String>,
}

/// A photo with its hairs.
pub(in crate::report) struct Panel {
    pub(crate) caption: String,
    pub(crate) view_box: String,
    pub(crate) svg: String,
}

/// One hair in the list.
pub(in crate::report) struct HairRow {
    pub(crate) id: String,
    pub(crate) fate: &'static str,
    pub(crate) class: &'static str,
    pub(crate) before: String,
    pub(crate) after: String,
    pub(crate) cutouts: Vec<String>,
}

/// The pair of photos that the pictures show: baseline and the last one on the same spot.
struct Pair<'a> {
    words: Words,
    dates: Dates,
    marked: bool,
    from: &'a CloseupPhotoReport,
    to: Option<&'a CloseupPhotoReport>,
    changes: Vec<&'a CloseupChange>,
}

impl CloseupPage {
    pub(crate) fn new(
        words: Words,
        view: &CloseupView,
        pictures: Option<&CloseupPictures>,
        index: usize,
    ) -> Self {
        let p = phrases(words);
        let key = format!("closeup{index}");
        let dates = Dates::of_closeups(words, view);
        let pair = pair(words, view);
        let verdict = pair.as_ref().map_or(Verdict::NotComparable, Pair::verdict);
        let class = match verdict {
            Verdict::Increase => "up",
            Verdict::Decrease => "down",
            Verdict::WithinNoise => "noise",
            _ => "none",
        };
        let only_counted = |pair: &Pair<'_>| pair.to.is_none() && pair.from.count.is_some();
        let compared = !pair.as_ref().is_some_and(only_counted);
        let (panels, hairs) = match (&pair, pictures) {
            (Some(pair), Some(pictures)) => drawn(p, &key, pair, pictures, view),
            _ => (Vec::new(), Vec::new()),
        };
        let diameters = |photo: Option<&CloseupPhotoReport>| -> Vec<f64> {
            let hairs = photo.map(|photo| photo.hairs.iter());
            let inside = hairs.into_iter().flatten().filter(|h| h.region.is_some());
            inside.filter_map(|h| h.diameter_um).collect()
        };
        let (from, to) = (
            pair.as_ref().map(|pair| pair.from),
            pair.as_ref().and_then(|pair| pair.to),
        );
        Self {
            p,
            name: words.t.name(&view.view),
            class,
            verdict: compared.then(|| verdict_of(p, verdict)),
            sign: if compared { sign(verdict) } else { "" },
            interval: pair.as_ref().and_then(|pair| pair.interval(p)),
            advice: (is_two_of_long(view) && !["up", "down"].contains(&class))
                .then_some(p.two_of_long),
            refused: refused(words, p, &dates, view),
            sentence: pair
                .as_ref()
                .map_or_else(String::new, |pair| pair.sentence(p)),
            visits: view
                .photos
                .iter()
                .map(|photo| visit_row(words, p, &dates, photo))
                .collect(),
            changes: view
                .changes_since_baseline()
                .map(|c| change_row(words, p, &dates, c))
                .collect(),
            panels,
            hairs,
            chart_box: format!("0 0 {} {}", CHART[0], CHART[1]),
            histogram: histogram(&diameters(from), &diameters(to)),
            density_curve: course_curve(p, view, "/cm²", |photo| {
                Some((photo.density_per_cm2?, photo.ci95))
            }),
            cumulative_curve: course_curve(p, view, "mm/cm²", |photo| {
                Some((photo.cumulative_thickness_mm_per_cm2?, None))
            }),
            counted: view.photos.iter().any(|photo| photo.count.is_some()),
            notes: notes(words, p, &dates, view),
            key,
        }
    }
}

fn pair(words: Words, view: &CloseupView) -> Option<Pair<'_>> {
    let from = view
        .photos
        .iter()
        .find(|photo| Some(&photo.id) == view.baseline.as_ref())?;
    let placed = |photo: &&CloseupPhotoReport| {
        photo.registration.status == RegistrationStatus::Ok && !view.is_of_baseline_visit(&photo.id)
    };
    let last = view.photos.iter().rev().find(placed);
    let to = last.map(|last| {
        let visit = view.visit_of(&last.id);
        let shown = visit.and_then(|visit| view.photo_of(&visit.id));
        shown.filter(placed).unwrap_or(last)
    });
    let changes = to.into_iter().flat_map(|to| view.changes_to(&to.id));
    let changes = changes.collect();
    Some(Pair {
        words,
        dates: Dates::of_closeups(words, view),
        marked: view.regions_source == DRAWN_REGIONS,
        from,
        to,
        changes,
    })
}

/// Whether the view compares long hair on two photos and no more.
fn is_two_of_long(view: &CloseupView) -> bool {
    let placed = view.photos.iter().filter(|photo| {
        let status = photo.registration.status;
        matches!(
            status,
            RegistrationStatus::Baseline | RegistrationStatus::Ok
        )
    });
    let placed: Vec<_> = placed.collect();
    let long = |photo: &&CloseupPhotoReport| photo.hair == HairStyle::Long;
    let compared = view.changes.iter().any(|change| change.net.is_some());
    compared && placed.len() == 2 && placed.iter().any(long)
}

impl Pair<'_> {
    fn verdict(&self) -> Verdict {
        // Several regions: one answer only where they agree.
        let mut all = self.changes.iter().map(|c| c.verdict);
        let Some(first) = all.next() else {
            return Verdict::NotComparable;
        };
        if all.all(|v| v == first) {
            first
        } else {
            Verdict::WithinNoise
        }
    }

    fn sum(&self, of: fn(&CloseupChange) -> Option<u64>) -> String {
        self.changes
            .iter()
            .filter_map(|c| of(c))
            .sum::<u64>()
            .to_string()
    }

    fn sentence(&self, p: &Phrases) -> String {
        let (one_visit, sentence) = match self.marked {
            true => (p.one_visit_marked, p.sentence_marked),
            false => (p.one_visit, p.sentence),
        };
        let from = self.dates.of(&self.from.id);
        let Some(to) = self.to else {
            return match self.from.count {
                None => self
                    .words
                    .said(self.from.reason.as_deref().unwrap_or_default()),
                Some(count) => filled(one_visit, &[("count", &count.to_string()), ("from", from)]),
            };
        };
        if let Some(why) = self.changes.iter().find_map(|c| c.reason.as_ref()) {
            return self.words.said(why);
        }
        filled(
            sentence,
            &[
                ("kept", &self.sum(|c| c.kept)),
                ("new", &self.sum(|c| c.new)),
                ("lost", &self.sum(|c| c.lost)),
                ("undecided", &self.sum(|c| c.undecided)),
                ("from", from),
                ("to", self.dates.of(&to.id)),
            ],
        )
    }

    /// The interval of the change, of one region only, since intervals do not add up; of one visit that of
    /// the number of its hairs.
    fn interval(&self, p: &Phrases) -> Option<String> {
        if self.to.is_none() {
            let (_, ends) = self.from.count.zip(self.from.ci95)?;
            let area = self.from.area_cm2?;
            let [low, high] = ends.map(|end| p.number(end * area, 0));
            return Some(filled(p.count_between, &[("low", &low), ("high", &high)]));
        }
        let [change] = self.changes[..] else {
            return None;
        };
        let (net, [low, high]) = change.net.zip(change.net_ci95)?;
        let whole = p.signed(net as f64, 0);
        let estimate = p.signed(change.net_estimate.unwrap_or(net as f64), 0);
        let phrase = match estimate == whole {
            true => p.net_plain,
            false => p.net_estimated,
        };
        let gaps = [
            ("net", whole),
            ("estimate", estimate),
            ("low", p.end(low)),
            ("high", p.end(high)),
        ];
        let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
        Some(filled(phrase, &gaps))
    }

    /// Class and words of a hair's fate between the two photos.
    fn fate(&self, p: &'static Phrases, id: &str) -> (&'static str, &'static str) {
        let within = |of: fn(&CloseupChange) -> &Vec<String>| {
            self.changes
                .iter()
                .any(|c| of(c).iter().any(|own| own == id))
        };
        if within(|c| &c.fates.new) {
            ("new", p.new)
        } else if within(|c| &c.fates.lost) {
            ("lost", p.lost)
        } else if within(|c| &c.fates.undecided) {
            ("undecided", p.undecided)
        } else {
            ("kept", p.kept)
        }
    }
}

fn drawn(
    p: &'static Phrases,
    key: &str,
    pair: &Pair<'_>,
    pictures: &CloseupPictures,
    view: &CloseupView,
) -> (Vec<Panel>, Vec<HairRow>) {
    let photos: Vec<&CloseupPhotoReport> =
        [Some(pair.from), pair.to].into_iter().flatten().collect();
    // Hairs of the target that are there on either photo, with their diameters.
    let mut followed: BTreeMap<String, [Option<f64>; 2]> = BTreeMap::new();
    for (side, photo) in photos.iter().enumerate() {
        for hair in photo.hairs.iter().filter(|h| h.region.is_some()) {
            followed.entry(hair.id.clone()).or_default()[side] = hair.diameter_um;
        }
    }
    // What one photo shows and may be no hair is in neither list: it is undecided.
    for id in pair.changes.iter().flat_map(|c| &c.fates.undecided) {
        followed.entry(id.clone()).or_default();
    }
    let um =
        |d: Option<f64>| d.map_or_else(|| "–".to_owned(), |d| format!("{} µm", p.number(d, 0)));
    let fates: BTreeMap<String, (&'static str, String)> = followed
        .iter()
        .map(|(id, [a, b])| {
            let (class, word) = pair.fate(p, id);
            (
                id.clone(),
                (class, format!("{id}: {word}, {} → {}", um(*a), um(*b))),
            )
        })
        .collect();
    let mut panels = Vec::new();
    for (side, photo) in photos.iter().enumerate() {
        if let Some(shown) = pictures.photos.get(&photo.id) {
            panels.push(Panel {
                caption: pair.dates.of(&photo.id).to_owned(),
                view_box: format!("0 0 {} {}", photo.size_px[0], photo.size_px[1]),
                svg: overlay(&format!("{key}p{side}"), photo.size_px, shown, &fates)
                    + &outlines(view, photo),
            });
        }
    }
    let rows = followed
        .iter()
        .map(|(id, [a, b])| {
            let (class, fate) = pair.fate(p, id);
            let cutouts = photos
                .iter()
                .enumerate()
                .filter_map(|(side, photo)| {
                    let shown = pictures.photos.get(&photo.id)?;
                    let strand = shown.strands.iter().find(|s| s.id == *id)?;
                    Some(cutout(
                        &format!("{key}p{side}"),
                        photo.size_px,
                        strand,
                        class,
                    ))
                })
                .collect();
            HairRow {
                id: id.clone(),
                fate,
                class,
                before: um(*a),
                after: um(*b),
                cutouts,
            }
        })
        .collect();
    (panels, rows)
}

fn course_curve(
    p: &Phrases,
    view: &CloseupView,
    unit: &str,
    of: impl Fn(&CloseupPhotoReport) -> Option<(f64, Option<[f64; 2]>)>,
) -> Option<String> {
    let points: Vec<At> = view
        .photos
        .iter()
        .filter_map(|photo| {
            let (value, ends) = of(photo)?;
            Some(At {
                day: f64::from(photo.day?),
                value,
                ends,
            })
        })
        .collect();
    let start = view.photos.first()?;
    let start: jiff::civil::Date = start.date.parse().ok()?;
    let first_day = view.photos.first()?.day?;
    let marks: Vec<(u32, f64)> = view
        .marks
        .iter()
        .filter_map(|mark| {
            let date: jiff::civil::Date = mark.date.parse().ok()?;
            let day = crate::calendar::day_number(start, date) + first_day;
            Some((mark.month, f64::from(day)))
        })
        .collect();
    (points.len() >= 2).then(|| curve(p, &points, &marks, unit))
}
