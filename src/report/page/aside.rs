//! Photos on which nothing is measured, for people to compare: large, side by side or in turn, with
//! the reason of each and what to do.

use super::view::ViewPage;
use crate::model::Report;
use crate::report::pictures::{ReportPictures, SetAside};
use crate::words::Words;
use crate::words::fill;

pub(in crate::report) struct Aside {
    /// Of its elements.
    pub(crate) key: String,
    /// The view's name.
    pub(crate) name: String,
    /// Refused photos, after what the view shows of the baseline.
    pub(crate) photos: Vec<AsidePhoto>,
    /// What kept them from being measured, each once.
    pub(crate) reasons: Vec<Reason>,
    /// Part of the view's pictures that shows its baseline, and its box.
    pub(crate) baseline: Option<Shown>,
    /// Two pictures can be looked at in turn.
    pub(crate) in_turn: bool,
}

pub(in crate::report) struct AsidePhoto {
    pub(crate) caption: String,
    pub(crate) alt: String,
    pub(crate) uri: String,
}

pub(in crate::report) struct Shown {
    pub(crate) key: String,
    pub(crate) view_box: String,
    pub(crate) alt: String,
    pub(crate) date: String,
}

#[derive(PartialEq, Eq)]
pub(in crate::report) struct Reason {
    /// Files of the photos it is the reason of.
    pub(crate) of: String,
    pub(crate) what: String,
    pub(crate) advice: String,
}

impl Aside {
    /// Whether it shows the baseline of a view.
    pub(crate) fn shows(&self, view: &ViewPage) -> bool {
        let viewer = view.viewer.as_ref();
        let shown = self.baseline.as_ref().zip(viewer);
        shown.is_some_and(|(shown, viewer)| shown.key == viewer.baseline_key)
    }
}

/// One part of the page for every view with photos that are set aside, in their order.
pub(in crate::report) fn asides(
    words: Words,
    report: &Report,
    pictures: &ReportPictures,
    views: &[ViewPage],
) -> Vec<Aside> {
    let mut names: Vec<&str> = Vec::new();
    for shown in &pictures.set_aside {
        if !names.contains(&shown.view.as_str()) {
            names.push(&shown.view);
        }
    }
    let of_view = |(index, view): (usize, &str)| {
        let photos = pictures.set_aside.iter().filter(|s| s.view == view);
        let photos: Vec<&SetAside> = photos.collect();
        let place = report.views.iter().position(|v| v.view == view);
        let baseline = place.and_then(|at| views.get(at)).and_then(baseline);
        Aside {
            key: format!("s{index}"),
            name: words.t.name(view),
            reasons: reasons(words, report, &photos),
            in_turn: photos.len() + usize::from(baseline.is_some()) == 2,
            photos: photos.iter().map(|s| photo(words, s)).collect(),
            baseline,
        }
    };
    names.into_iter().enumerate().map(of_view).collect()
}

fn baseline(view: &ViewPage) -> Option<Shown> {
    let viewer = view.viewer.as_ref()?;
    let photo = viewer
        .photos
        .iter()
        .find(|p| p.key == viewer.baseline_key)?;
    Some(Shown {
        key: photo.key.clone(),
        view_box: viewer.view_box.clone(),
        alt: photo.alt.clone(),
        date: photo.date.clone(),
    })
}

fn photo(words: Words, shown: &SetAside) -> AsidePhoto {
    let gaps = [
        ("view", words.t.name(&shown.view)),
        ("date", caption(words, shown)),
    ];
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    AsidePhoto {
        caption: caption(words, shown),
        alt: fill(words.t.alt_taken, &gaps),
        uri: shown.picture.data_uri(),
    }
}

/// The day, where it is known, and the file.
fn caption(words: Words, shown: &SetAside) -> String {
    match &shown.date {
        Some(date) => format!("{} ({})", words.date(date), shown.file),
        None => shown.file.clone(),
    }
}

fn reasons(words: Words, report: &Report, photos: &[&SetAside]) -> Vec<Reason> {
    let mut found: Vec<Reason> = Vec::new();
    for shown in photos {
        let rejections = report.rejections.iter();
        for rejection in rejections.filter(|r| r.file == shown.file) {
            let what = super::refused::capital(&words.said(&rejection.reason));
            let advice = super::refused::capital(&words.said(&rejection.hint));
            match found
                .iter_mut()
                .find(|r| r.what == what && r.advice == advice)
            {
                Some(same) => same.of = format!("{}, {}", same.of, shown.file),
                None => found.push(Reason {
                    of: shown.file.clone(),
                    what,
                    advice,
                }),
            }
        }
    }
    found
}
