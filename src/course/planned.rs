//! A course and its photos as planned, before any pixel is read.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use super::date::DateSource;
use super::discover::LeftOut;
use super::error::CourseWarning;
use super::manifest::MarkSpec;
use super::view::View;
use crate::geometry::Point;
use crate::model::Front;

/// A course ready to be measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// The folder; manifest paths are relative to it.
    pub folder: PathBuf,
    /// Pseudonym, verbatim: escape before showing. Default: the folder's name.
    pub subject: String,
    /// Treatment, verbatim: escape before showing.
    pub treatment: Option<String>,
    /// Day 0: the first session, else the earliest photo's date.
    pub start: Date,
    /// Sessions held, ascending, each day once.
    pub sessions: Vec<Date>,
    /// Sessions planned.
    pub planned_sessions: Option<u32>,
    /// Planned interval between sessions, `[shortest, longest]`, days.
    pub interval_days: Option<[u32; 2]>,
    /// Calendar marks, ascending.
    pub marks: Vec<MarkSpec>,
    /// GeoJSON file with the regions; without it an atlas is laid.
    pub regions: Option<PathBuf>,
    /// Which way the forehead points in the baseline photos from above; `None` when nobody said.
    /// Ask `Course::front_of`.
    pub front: Option<Front>,
    /// What is said about the forehead for single views; it goes before `front`.
    pub view_fronts: BTreeMap<View, Front>,
    /// Untreated reference: a region's or a view's name; the first of `controls`.
    pub control: Option<String>,
    /// All untreated references, regions or views.
    pub controls: Vec<String>,
    /// Stored self-test of the set-up that took the photos.
    pub self_test: Option<PathBuf>,
    /// The photos by view, then date, then file name; two loose photos by date,
    /// else in the order given.
    pub photos: Vec<CoursePhoto>,
    /// Files left out by `exclude = true`.
    pub excluded: Vec<String>,
    /// Files that look like photos of the course and are not used: dated pictures of other kinds,
    /// links to nothing, pipes, folders, photos of a day that has not come yet.
    pub unread: Vec<LeftOut>,
    /// What a reader should know.
    pub warnings: Vec<CourseWarning>,
    /// The present day, where whoever opened the course knows it: a mark whose window has not
    /// passed by then is not missed.
    pub today: Option<Date>,
}

/// One photo of a course, not yet decoded. The file may turn out missing or unreadable.
#[derive(Debug, Clone, PartialEq)]
pub struct CoursePhoto {
    /// Identifier, unique in the course (without regard to case): the file's stem; where photos of
    /// several days share it, behind the day; numbered where two are still the same.
    pub id: String,
    /// File relative to the course folder, with `/`.
    pub file: String,
    /// Path to open.
    pub path: PathBuf,
    /// Day it was taken; only the order counts where the date is not known.
    pub date: Date,
    /// Where the date was read.
    pub date_source: DateSource,
    /// View.
    pub view: View,
    /// Scale, where the manifest gives one.
    pub scale: Option<DeclaredScale>,
    /// Points that are the same on every photo of the view, px; empty where none are given.
    pub landmarks: Vec<Point>,
}

/// A photo's scale as the manifest gives it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum DeclaredScale {
    /// Pixels per millimetre.
    PxPerMm(f64),
    /// Width and height of the field that the whole photo shows, mm.
    FieldMm([f64; 2]),
}

/// Both directions of a field give one scale within this share; fields are read off to a tenth of a millimetre.
const SQUARE_WITHIN: f64 = 0.08;

impl DeclaredScale {
    /// Pixels per millimetre on an upright photo of `width` x `height` px: for a field, the
    /// geometric mean of both directions.
    pub(crate) fn px_per_mm(self, width: u32, height: u32) -> f64 {
        match self {
            Self::PxPerMm(scale) => scale,
            Self::FieldMm([w, h]) => (f64::from(width) / w * (f64::from(height) / h)).sqrt(),
        }
    }

    /// Why a field cannot be that of a photo of `width` x `height` px, whichever side comes first: pixels are square.
    pub(crate) fn contradiction(self, width: u32, height: u32) -> Option<String> {
        let Self::FieldMm(field) = self else {
            return None;
        };
        let px = [width, height].map(f64::from);
        let [upright, turned] =
            [[px[0], px[1]], [px[1], px[0]]].map(|px| [px[0] / field[0], px[1] / field[1]]);
        let is_square = |[x, y]: [f64; 2]| (x / y).max(y / x) <= 1.0 + SQUARE_WITHIN;
        let [x, y] = upright;
        (!is_square(upright) && !is_square(turned)).then(|| {
            format!(
                "field_mm says {} x {} mm, the photo has {width} x {height} px: {x:.0} px/mm across and {y:.0} down",
                field[0], field[1]
            )
        })
    }
}

impl Course {
    /// A course of photos of which nothing else is said: no treatment, no sessions, no marks.
    pub(crate) fn of_photos(
        folder: PathBuf,
        subject: String,
        start: Date,
        photos: Vec<CoursePhoto>,
    ) -> Self {
        Self {
            folder,
            subject,
            treatment: None,
            start,
            sessions: Vec::new(),
            planned_sessions: None,
            interval_days: None,
            marks: Vec::new(),
            regions: None,
            front: None,
            view_fronts: BTreeMap::new(),
            control: None,
            controls: Vec::new(),
            self_test: None,
            photos,
            excluded: Vec::new(),
            unread: Vec::new(),
            warnings: Vec::new(),
            today: None,
        }
    }

    /// Whether a photo's day is not known: then no days lie between photos, and no mark has a date.
    pub(crate) fn is_undated(&self) -> bool {
        let unknown = |p: &CoursePhoto| p.date_source == DateSource::Unknown;
        self.photos.iter().any(unknown)
    }

    /// Which way the forehead points in the photos of a view; `None` when nobody said.
    pub(crate) fn front_of(&self, view: &View) -> Option<Front> {
        self.view_fronts.get(view).copied().or(self.front)
    }

    /// Says for every view which way the forehead points, whatever the manifest says.
    pub(crate) fn set_front(&mut self, front: Front) {
        self.front = Some(front);
        self.view_fronts.clear();
    }

    /// The views of the course in conventional order, each once.
    pub(crate) fn views(&self) -> Vec<View> {
        let mut views: Vec<View> = self.photos.iter().map(|p| p.view.clone()).collect();
        views.sort();
        views.dedup();
        views
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case([13.3, 10.0], false)]
    #[case([10.0, 13.3], false)]
    // Read off to a tenth of a millimetre.
    #[case([1.3, 1.0], false)]
    #[case([13.3, 13.3], true)]
    #[case([20.0, 10.0], true)]
    fn a_field_of_another_shape_than_the_photo_is_told(
        #[case] field: [f64; 2],
        #[case] told: bool,
    ) {
        let why = DeclaredScale::FieldMm(field).contradiction(1600, 1200);
        assert_eq!(why.is_some(), told, "{why:?}");
        assert_eq!(
            DeclaredScale::PxPerMm(120.0).contradiction(1600, 1200),
            None
        );
    }
}
