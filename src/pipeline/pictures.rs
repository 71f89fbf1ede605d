//! Pictures in the reference frame: each photo and its coverage map, resampled for display only.

use std::collections::BTreeMap;

use image::{RgbImage, Rgba, RgbaImage};
use rayon::prelude::*;

use crate::geometry::{Area, Bounds, Point};
use crate::report::file_name::picture_name;
use crate::report::overlay::{
    blend, change_layer, checkerboard, coverage_layer, draw_regions, side_by_side,
};
use crate::report::pictures::{
    DISPLAY_SIDE_PX, EncodedPicture, PhotoPictures, PictureBudget, PictureScope, PictureWindow,
    ViewPictures, encode_layer, encode_photo,
};

use super::aligned::{Aligned, align};
use super::picture_source::PictureSource;

/// A picture to be written beside the report.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureFile {
    /// Plain file name with extension.
    pub name: String,
    /// The picture.
    pub picture: EncodedPicture,
}

/// Half side of the averaging square of a heat map, px of the map: about 2 % of a head's width.
const LAYER_SMOOTHING_PX: u32 = 4;
/// Margin around the regions, as a share of their larger side.
const WINDOW_MARGIN: f64 = 0.12;
/// Tiles of a checkerboard along the longer side.
const TILES: u32 = 8;

/// Pictures of one view for the HTML report, and the overlays that are written as files.
///
/// `sources` holds the baseline first, `window` is that of [`window_of`]. `photos_in_report` sets
/// each picture's budget. Cropped to the regions of a view that has none, there is nothing to show.
pub(crate) fn view_pictures(
    view: &str,
    window: PictureWindow,
    sources: &[PictureSource<'_>],
    regions: &[(String, Area)],
    photos_in_report: usize,
    scope: PictureScope,
) -> (ViewPictures, Vec<PictureFile>) {
    let crop = (scope == PictureScope::Regions).then(|| hull(regions));
    let crop = crop.as_ref();
    let budget = PictureBudget::for_photos(photos_in_report);
    let baseline = align(&sources[0], &window, crop);
    let made: Vec<(String, PhotoPictures, Vec<PictureFile>)> = sources
        .par_iter()
        .enumerate()
        .map(|(i, source)| {
            let aligned = if i == 0 {
                None
            } else {
                align(source, &window, crop)
            };
            let this = if i == 0 {
                baseline.as_ref()
            } else {
                aligned.as_ref()
            };
            let reference = baseline.as_ref().filter(|_| i > 0);
            let frame = Frame {
                view,
                id: source.id,
                window: &window,
                regions,
                budget,
                cropped: crop.is_some(),
            };
            let (pictures, files) = frame.pictures(this, reference, source);
            (source.id.to_owned(), pictures, files)
        })
        .collect();
    let mut photos = BTreeMap::new();
    let mut files = Vec::new();
    for (id, pictures, mut own) in made {
        photos.insert(id, pictures);
        files.append(&mut own);
    }
    (ViewPictures { window, photos }, files)
}

/// What all pictures of one photo share.
struct Frame<'a> {
    view: &'a str,
    id: &'a str,
    window: &'a PictureWindow,
    regions: &'a [(String, Area)],
    budget: PictureBudget,
    cropped: bool,
}

impl Frame<'_> {
    fn pictures(
        &self,
        this: Option<&Aligned>,
        baseline: Option<&Aligned>,
        source: &PictureSource<'_>,
    ) -> (PhotoPictures, Vec<PictureFile>) {
        let Some(this) = this else {
            let as_taken = (!self.cropped)
                .then_some(source.display)
                .flatten()
                .and_then(|display| encode_photo(display.pixels(), self.budget).ok());
            let pictures = PhotoPictures {
                as_taken,
                ..PhotoPictures::default()
            };
            return (pictures, Vec::new());
        };
        let coverage = this
            .coverage_map()
            .map(|map| coverage_layer(map, LAYER_SMOOTHING_PX));
        let change = self.change(this, baseline, &source.incomparable);
        let drawings = self.drawings(this, baseline, [&coverage, &change]);
        let (files, encoded) = rayon::join(
            || {
                let drawn = drawings.par_iter();
                drawn
                    .filter_map(|(kind, draw)| self.file(kind, &draw()))
                    .collect()
            },
            || {
                let layers = [&coverage, &change];
                let layers = layers.map(|l| l.as_ref().and_then(|l| encode_layer(l).ok()));
                (encode_photo(&this.photo, self.budget).ok(), layers)
            },
        );
        let (aligned, [coverage_layer, change_layer]) = encoded;
        let pictures = PhotoPictures {
            aligned,
            shown: Some(this.shown.clone()),
            as_taken: None,
            coverage_layer,
            change_layer,
        };
        (pictures, files)
    }

    /// The change since the baseline, clear in regions that are not comparable; `None` where none is
    /// comparable: what light or wet hair did must not look like growth.
    fn change(
        &self,
        this: &Aligned,
        baseline: Option<&Aligned>,
        incomparable: &[&Area],
    ) -> Option<RgbaImage> {
        if !self.regions.is_empty() && incomparable.len() >= self.regions.len() {
            return None;
        }
        let (before, after) = baseline?.coverage_map().zip(this.coverage_map())?;
        let mut layer = change_layer(before, after, LAYER_SMOOTHING_PX);
        for area in incomparable {
            clear(&mut layer, self.window, area);
        }
        Some(layer)
    }

    /// What is written beside the report, by kind; `layers` are those of coverage and change.
    fn drawings<'b>(
        &'b self,
        this: &'b Aligned,
        baseline: Option<&'b Aligned>,
        [coverage, change]: [&'b Option<RgbaImage>; 2],
    ) -> Vec<Drawing<'b>> {
        let regions = move || {
            let named = self.regions.iter();
            let outlines = named.map(|(name, area)| (name.as_str(), area));
            draw_regions(&this.photo, self.window, outlines)
        };
        let mut drawings: Vec<Drawing<'b>> = vec![("regions", Box::new(regions))];
        if let Some(layer) = coverage {
            drawings.push(("coverage", Box::new(|| blend(&this.photo, layer))));
        }
        if let Some(baseline) = baseline {
            let before = &baseline.photo;
            let pair = move || side_by_side(before, &this.photo);
            let tiles = move || checkerboard(before, &this.photo, TILES);
            drawings.push(("pair", Box::new(pair)));
            drawings.push(("checkerboard", Box::new(tiles)));
        }
        if let Some(layer) = change {
            drawings.push(("change", Box::new(|| blend(&this.photo, layer))));
        }
        drawings
    }

    fn file(&self, kind: &str, picture: &RgbImage) -> Option<PictureFile> {
        let budget = PictureBudget {
            max_side_px: 2 * DISPLAY_SIDE_PX,
            max_bytes: 1_000_000,
        };
        let picture = encode_photo(picture, budget).ok()?;
        let extension = picture.format.extension();
        let name = picture_name(self.view, self.id, kind, extension);
        Some(PictureFile { name, picture })
    }
}

/// Clears a layer that shows `window` within an area of the reference frame.
fn clear(layer: &mut RgbaImage, window: &PictureWindow, area: &Area) {
    let (width, height) = layer.dimensions();
    let ring = |ring: &Vec<Point>| -> Vec<Point> {
        let carried = |&p: &Point| window.picture_from_reference([width, height], p);
        ring.iter().map(carried).collect()
    };
    let drawn = Area {
        rings: area.rings.iter().map(ring).collect(),
    };
    for y in drawn.rows(height) {
        for (start, end) in drawn.row_spans(y, width) {
            for x in start..end {
                layer.put_pixel(x, y, Rgba([0; 4]));
            }
        }
    }
}

/// A picture's kind and what draws it.
type Drawing<'a> = (&'static str, Box<dyn Fn() -> RgbImage + Sync + 'a>);

/// The part of a baseline of `size_px` that the pictures of its view show.
pub(crate) fn window_of(regions: &[(String, Area)], size_px: [u32; 2]) -> PictureWindow {
    regions
        .iter()
        .filter_map(|(_, area)| area.bounds())
        .reduce(Bounds::union)
        .map_or(
            PictureWindow::whole_photo(size_px[0], size_px[1]),
            |bounds| PictureWindow::around(bounds, WINDOW_MARGIN, size_px),
        )
}

/// The convex hull of all regions, reference px.
fn hull(regions: &[(String, Area)]) -> Area {
    let corners: Vec<_> = regions
        .iter()
        .flat_map(|(_, area)| area.rings.iter().flatten())
        .map(|p| imageproc::point::Point::new(p.x.round() as i32, p.y.round() as i32))
        .collect();
    let hull = imageproc::geometry::convex_hull(&corners[..]);
    Area::from_ring(
        hull.into_iter()
            .map(|p| Point::new(p.x.into(), p.y.into()))
            .collect(),
    )
}
