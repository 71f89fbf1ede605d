//! The picture viewer of a view: which photos it can show, outlines over them, legends.

use super::names::{Dates, region_name, region_order};
use crate::model::{PhotoReport, RegionOutline, ViewReport};
use crate::report::colourmap::{diverging, hex, sequential};
use crate::report::overlay::CHANGE_SCALE_PP;
use crate::report::pictures::{EncodedPicture, ViewPictures};
use crate::words::Words;
use crate::words::fill;

/// Tiles of the checkerboard along the window's width.
const TILES_ACROSS: f64 = 8.0;

pub(in crate::report) struct Viewer {
    pub(crate) photos: Vec<ViewerPhoto>,
    /// Positions of the two photos shown first, among the view's photos.
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) from_key: String,
    pub(crate) to_key: String,
    pub(crate) from_date: String,
    pub(crate) to_date: String,
    pub(crate) from_alt: String,
    pub(crate) to_alt: String,
    pub(crate) baseline_key: String,
    pub(crate) change_note: String,
    pub(crate) single: bool,
    /// The two photos shown first are not aligned with each other.
    pub(crate) unaligned: bool,
    /// How the two photos shown first are set beside each other: `slider`, or `side`.
    pub(crate) first_mode: &'static str,
    pub(crate) modes: Vec<Mode>,
    pub(crate) boards: Vec<Board>,
    pub(crate) areas: Vec<AreaShape>,
    pub(crate) view_box: String,
    pub(crate) x: String,
    pub(crate) y: String,
    pub(crate) width: String,
    pub(crate) height: String,
    pub(crate) middle: String,
    pub(crate) half: String,
    pub(crate) centre_y: String,
    pub(crate) knob: String,
    pub(crate) font: String,
    pub(crate) tile: String,
    pub(crate) two_tiles: String,
    pub(crate) legend_change: String,
    pub(crate) legend_coverage: String,
}

pub(in crate::report) struct ViewerPhoto {
    /// Position among the view's photos.
    pub(crate) index: usize,
    pub(crate) key: String,
    pub(crate) date: String,
    pub(crate) label: String,
    pub(crate) alt: String,
    /// As taken: not laid on the baseline.
    pub(crate) taken: bool,
    /// The photo, aligned or as taken.
    pub(crate) uri: String,
    pub(crate) coverage_layer: Option<String>,
    pub(crate) change_layer: Option<String>,
}

pub(in crate::report) struct Mode {
    pub(crate) key: &'static str,
    pub(crate) name: &'static str,
}

pub(in crate::report) struct Board {
    pub(crate) key: String,
    pub(crate) date: String,
    pub(crate) alt: String,
}

pub(in crate::report) struct AreaShape {
    pub(crate) name: String,
    /// Position among the view's regions.
    pub(crate) index: usize,
    pub(crate) path: String,
    pub(crate) x: String,
    pub(crate) y: String,
}

impl Viewer {
    /// Key of the photo at this position of the view, where it has a picture.
    pub(crate) fn key_of(&self, index: usize) -> Option<&str> {
        let photo = self.photos.iter().find(|p| p.index == index)?;
        Some(&photo.key)
    }
}

/// The viewer; `None` when no photo of the view has a picture.
pub(in crate::report) fn viewer(
    words: Words,
    view: &ViewReport,
    pictures: &ViewPictures,
    key: &str,
    dates: &Dates,
) -> Option<Viewer> {
    let photos = viewer_photos(words, view, pictures, key, dates);
    let (from, to) = first_pair(view, &photos)?;
    let unaligned = from.taken || to.taken;
    let single = photos.len() < 2;
    let window = pictures.window;
    let (x, y) = (window.origin.x, window.origin.y);
    let [width, height] = window.size_px;
    let tile = width / TILES_ACROSS;
    let px = |v: f64| format!("{v:.1}");
    let boards = photos
        .iter()
        .filter(|p| p.index != from.index && is_baseline(view, from) && !p.taken);
    Some(Viewer {
        from: from.index,
        to: to.index,
        from_key: from.key.clone(),
        to_key: to.key.clone(),
        from_date: from.date.clone(),
        to_date: to.date.clone(),
        from_alt: from.alt.clone(),
        to_alt: to.alt.clone(),
        baseline_key: from.key.clone(),
        change_note: fill(words.t.change_vs_baseline, &[("date", &from.date)]),
        single,
        unaligned,
        first_mode: if unaligned { "side" } else { "slider" },
        modes: modes(words, &photos, single),
        boards: boards.map(|p| board(words, p)).collect(),
        areas: areas(words, view),
        view_box: format!("{x:.1} {y:.1} {width:.1} {height:.1}"),
        x: px(x),
        y: px(y),
        width: px(width),
        height: px(height),
        middle: px(x + width / 2.0),
        half: px(width / 2.0),
        centre_y: px(y + height / 2.0),
        knob: px(width / 36.0),
        font: px(width / 30.0),
        tile: px(tile),
        two_tiles: px(2.0 * tile),
        legend_change: change_legend(words),
        legend_coverage: coverage_legend(words),
        photos,
    })
}

fn viewer_photos(
    words: Words,
    view: &ViewReport,
    pictures: &ViewPictures,
    key: &str,
    dates: &Dates,
) -> Vec<ViewerPhoto> {
    let view_name = words.t.name(&view.view);
    let photo = |(index, photo): (usize, &PhotoReport)| {
        let shown = pictures.photos.get(&photo.id)?;
        let taken = shown.aligned.is_none();
        let picture = shown.aligned.as_ref().or(shown.as_taken.as_ref())?;
        let is_baseline = view.baseline.as_deref() == Some(photo.id.as_str());
        let date = dates.of_photo(&photo.id);
        let label = match (is_baseline, taken) {
            (true, _) => format!("{date} ({})", words.t.baseline),
            (false, true) => format!("{date} ({})", words.t.taken),
            (false, false) => date.to_owned(),
        };
        let phrase = match taken {
            true => words.t.alt_taken,
            false => words.t.alt_photo,
        };
        let gaps = [("view", view_name.as_str()), ("date", date)];
        Some(ViewerPhoto {
            index,
            key: format!("{key}p{index}"),
            date: date.to_owned(),
            label,
            alt: fill(phrase, &gaps),
            taken,
            uri: picture.data_uri(),
            coverage_layer: shown.coverage_layer.as_ref().map(EncodedPicture::data_uri),
            change_layer: shown.change_layer.as_ref().map(EncodedPicture::data_uri),
        })
    };
    view.photos.iter().enumerate().filter_map(photo).collect()
}

/// Baseline and last comparable photo; where one has no picture, the first or last that has, an
/// aligned one before one as taken.
fn first_pair<'a>(
    view: &ViewReport,
    photos: &'a [ViewerPhoto],
) -> Option<(&'a ViewerPhoto, &'a ViewerPhoto)> {
    let by_id = |id: &Option<String>| {
        let id = &view.photo_of(id.as_deref()?)?.id;
        photos.iter().find(|p| view.photos[p.index].id == *id)
    };
    let from = by_id(&view.baseline).or(photos.first())?;
    let others = || photos.iter().rev().filter(|p| p.index != from.index);
    let last = || others().find(|p| !p.taken).or_else(|| others().next());
    let to = by_id(&view.course_change.to).or_else(last).unwrap_or(from);
    Some((from, to))
}

fn is_baseline(view: &ViewReport, photo: &ViewerPhoto) -> bool {
    view.baseline.as_deref() == Some(view.photos[photo.index].id.as_str())
}

fn modes(words: Words, photos: &[ViewerPhoto], single: bool) -> Vec<Mode> {
    let t = words.t;
    let first = if single { t.photo } else { t.mode_slider };
    let always = [("slider", first)];
    let paired = [
        ("flicker", t.mode_flicker),
        ("side", t.mode_side),
        ("checker", t.mode_checker),
    ];
    let change = ("change", t.mode_change);
    let coverage = ("coverage", t.mode_coverage);
    let has_change = !single && photos.iter().any(|p| p.change_layer.is_some());
    let has_coverage = photos.iter().any(|p| p.coverage_layer.is_some());
    always
        .into_iter()
        .chain(paired.into_iter().filter(|_| !single))
        .chain(has_change.then_some(change))
        .chain(has_coverage.then_some(coverage))
        .map(|(key, name)| Mode { key, name })
        .collect()
}

fn board(words: Words, photo: &ViewerPhoto) -> Board {
    Board {
        key: photo.key.clone(),
        date: photo.date.clone(),
        alt: fill(words.t.checkerboard_alt, &[("date", &photo.date)]),
    }
}

fn areas(words: Words, view: &ViewReport) -> Vec<AreaShape> {
    let order = region_order(view);
    let shape = |outline: &RegionOutline| {
        let points = || outline.rings.iter().flatten();
        let centre = |axis: usize| {
            let values = points().map(|p| p[axis]);
            let low = values.clone().fold(f64::INFINITY, f64::min);
            let high = values.fold(f64::NEG_INFINITY, f64::max);
            format!("{:.1}", (low + high) / 2.0)
        };
        let index = order.iter().position(|r| *r == outline.region)?;
        points().next()?;
        Some(AreaShape {
            name: region_name(words, &outline.region),
            index,
            path: outline.rings.iter().map(|r| ring_path(r)).collect(),
            x: centre(0),
            y: centre(1),
        })
    };
    view.region_outlines.iter().filter_map(shape).collect()
}

fn ring_path(ring: &[[f64; 2]]) -> String {
    let points = ring.iter().map(|[x, y]| format!("{x:.1} {y:.1}"));
    format!("M{}Z", points.collect::<Vec<_>>().join("L"))
}

const LEGEND_STEPS: u32 = 30;

fn change_legend(words: Words) -> String {
    let ends = [-1.0, -0.5, 0.0, 0.5, 1.0].map(|share: f64| {
        words
            .signed(share * CHANGE_SCALE_PP)
            .replace(".0", "")
            .replace(",0", "")
    });
    legend(|share| hex(diverging(2.0 * share - 1.0)), &ends)
}

fn coverage_legend(words: Words) -> String {
    let ends = [0.0, 25.0, 50.0, 75.0, 100.0].map(|percent| words.number(percent, 0));
    legend(|share| hex(sequential(share)), &ends)
}

/// Room for half a number at either end of a legend 300 wide.
const LEGEND_LEFT: f64 = 16.0;
const LEGEND_WIDTH: f64 = 268.0;

/// A colour bar with evenly spaced numbers below; `colour` takes 0..=1.
fn legend(colour: impl Fn(f64) -> String, numbers: &[String]) -> String {
    let step = LEGEND_WIDTH / f64::from(LEGEND_STEPS);
    let bars = (0..LEGEND_STEPS).map(|i| {
        let share = (f64::from(i) + 0.5) / f64::from(LEGEND_STEPS);
        format!(
            "<rect x=\"{:.1}\" y=\"0\" width=\"{:.1}\" height=\"14\" fill=\"{}\"/>",
            LEGEND_LEFT + f64::from(i) * step,
            step + 0.3,
            colour(share)
        )
    });
    let last = (numbers.len() - 1).max(1) as f64;
    let texts = numbers.iter().enumerate().map(|(i, number)| {
        let x = LEGEND_LEFT + LEGEND_WIDTH * i as f64 / last;
        format!("<text x=\"{x:.1}\" y=\"29\">{number}</text>")
    });
    bars.chain(texts).collect()
}
