//! Encoded pictures of a report, small enough to travel inside one HTML file.
//!
//! Encoding starts from bare pixels, so that no EXIF, location or colour profile of a photo can
//! get into a picture.

mod encode;

use std::collections::BTreeMap;

use image::GrayImage;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::geometry::{Bounds, Point};
pub(crate) use encode::{
    DISPLAY_SIDE_PX, PictureBudget, PictureError, SOURCE_SIDE_PX, encode_layer, encode_photo,
    size_within,
};
pub use encode::{EncodedPicture, PictureFormat};

/// All pictures of a report, by view name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ReportPictures {
    /// Pictures of each view that has any.
    pub views: BTreeMap<String, ViewPictures>,
    /// Pictures of each close-up view that has any.
    pub closeups: BTreeMap<String, CloseupPictures>,
    /// Photos that do not show what their view is of: nothing is measured on them, to be looked at
    /// all the same.
    pub set_aside: Vec<SetAside>,
}

/// A photo that is shown, not measured.
#[derive(Debug, Clone, PartialEq)]
pub struct SetAside {
    /// Its view.
    pub view: String,
    /// File name, as among the rejections.
    pub file: String,
    /// ISO date; `None` where it is not known.
    pub date: Option<String>,
    /// The photo as taken.
    pub picture: EncodedPicture,
}

/// Pictures of one close-up view, by photo identifier.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CloseupPictures {
    /// Each photo and its hairs.
    pub photos: BTreeMap<String, CloseupPicture>,
}

/// One close-up and where its hairs run.
#[derive(Debug, Clone, PartialEq)]
pub struct CloseupPicture {
    /// The photo, as taken.
    pub picture: EncodedPicture,
    /// Hairs that are there, and the places of those that are there at other visits.
    pub strands: Vec<Strand>,
}

/// A hair's centre line.
#[derive(Debug, Clone, PartialEq)]
pub struct Strand {
    /// Identifier of the hair.
    pub id: String,
    /// From root to tip, native px.
    pub points: Vec<[f64; 2]>,
}

/// Pictures of one view. All show the same part of the reference (baseline) frame.
#[derive(Debug, Clone, PartialEq)]
pub struct ViewPictures {
    /// The part of the reference frame that every picture of the view shows.
    pub window: PictureWindow,
    /// Pictures by photo identifier.
    pub photos: BTreeMap<String, PhotoPictures>,
}

/// A rectangle of the reference frame: pixel edges, so that a whole photo of 1500 x 2000 px is
/// the window from `(-0.5, -0.5)` with size `[1500, 2000]`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PictureWindow {
    /// Top-left corner, reference px.
    pub origin: Point,
    /// Width and height, reference px.
    pub size_px: [f64; 2],
}

impl PictureWindow {
    /// The window of a whole photo.
    pub(crate) fn whole_photo(width: u32, height: u32) -> Self {
        Self {
            origin: Point::new(-0.5, -0.5),
            size_px: [f64::from(width), f64::from(height)],
        }
    }

    /// The window around `bounds`, grown by `margin` of its larger side and kept within a photo of
    /// `size_px`; the whole photo where nothing of the box lies inside.
    pub(crate) fn around(bounds: Bounds, margin: f64, size_px: [u32; 2]) -> Self {
        let grow = margin * (bounds.max.x - bounds.min.x).max(bounds.max.y - bounds.min.y);
        let [x0, x1] = clip(bounds.min.x - grow, bounds.max.x + grow, size_px[0]);
        let [y0, y1] = clip(bounds.min.y - grow, bounds.max.y + grow, size_px[1]);
        if x1 - x0 < 1.0 || y1 - y0 < 1.0 {
            return Self::whole_photo(size_px[0], size_px[1]);
        }
        Self {
            origin: Point::new(x0 - 0.5, y0 - 0.5),
            size_px: [x1 - x0, y1 - y0],
        }
    }

    /// The window's first and last pixels.
    pub(crate) fn bounds(&self) -> Bounds {
        let [width, height] = self.size_px;
        Bounds {
            min: Point::new(self.origin.x + 0.5, self.origin.y + 0.5),
            max: Point::new(self.origin.x + width - 0.5, self.origin.y + height - 0.5),
        }
    }

    /// Reference px to pixels of a picture of `picture_px` that shows this window.
    pub(crate) fn picture_from_reference(&self, picture_px: [u32; 2], p: Point) -> Point {
        let scale = [0, 1].map(|i| f64::from(picture_px[i]) / self.size_px[i]);
        Point::new(
            (p.x - self.origin.x) * scale[0] - 0.5,
            (p.y - self.origin.y) * scale[1] - 0.5,
        )
    }

    /// Pixels of a picture of `picture_px` that shows this window to reference px.
    pub(crate) fn reference_from_picture(&self, picture_px: [u32; 2], p: Point) -> Point {
        let scale = [0, 1].map(|i| self.size_px[i] / f64::from(picture_px[i]));
        Point::new(
            (p.x + 0.5) * scale[0] + self.origin.x,
            (p.y + 0.5) * scale[1] + self.origin.y,
        )
    }
}

/// Whole pixel edges of the span `from..to`, kept within `0..length`.
fn clip(from: f64, to: f64, length: u32) -> [f64; 2] {
    [from.floor(), to.ceil()].map(|v| v.clamp(0.0, f64::from(length)))
}

/// How much of the photos the pictures of a report show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PictureScope {
    /// No pictures at all.
    None,
    /// The measured regions and what surrounds them.
    Surroundings,
    /// Nothing outside the convex hull of a view's regions: the scalp without the face. Photos
    /// that could not be aligned are not shown, as it is not known where their scalp is.
    Regions,
}

/// Pictures of one photo, all in the reference frame.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PhotoPictures {
    /// The photo, warped into the reference frame.
    pub aligned: Option<EncodedPicture>,
    /// Non-zero where `aligned` shows the photo, at any resolution; zero in bare margins.
    pub shown: Option<GrayImage>,
    /// The head on the photo as taken, where it could not be warped: for seeing why, and for
    /// comparing by eye.
    pub as_taken: Option<EncodedPicture>,
    /// Coverage heat map, transparent where nothing was measured; any resolution.
    pub coverage_layer: Option<EncodedPicture>,
    /// Heat map of change against the baseline, transparent where nothing was measured.
    pub change_layer: Option<EncodedPicture>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_maps_its_corners_to_the_picture_edges() {
        let window = PictureWindow::whole_photo(1500, 2000);
        let p = window.picture_from_reference([150, 200], Point::new(-0.5, 1999.5));
        assert!((p.x + 0.5).abs() < 1e-9 && (p.y - 199.5).abs() < 1e-9);
    }

    #[test]
    fn a_window_around_regions_stays_inside_the_photo() {
        let bounds = Bounds {
            min: Point::new(10.0, 300.0),
            max: Point::new(900.0, 1990.0),
        };
        let w = PictureWindow::around(bounds, 0.05, [1000, 2000]);
        assert_eq!(w.origin, Point::new(-0.5, 214.5));
        assert!(w.origin.y + w.size_px[1] <= 1999.5);
        assert!(w.size_px[0] <= 1000.0);
    }
}
