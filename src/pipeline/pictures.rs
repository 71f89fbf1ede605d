//! Pictures in the reference frame: each photo and its coverage map, resampled for display only.

use std::collections::BTreeMap;

use image::{GrayImage, Luma, Rgb, RgbImage};
use rayon::prelude::*;

use crate::bilinear::bilinear;
use crate::coverage::AlphaMap;
use crate::geometry::{Area, Bounds, Point};
use crate::registration::Transform;
use crate::report::overlay::{
    CoverageMap, blend, change_layer, checkerboard, coverage_layer, draw_regions, side_by_side,
};
use crate::report::pictures::{
    DISPLAY_SIDE_PX, EncodedPicture, PhotoPictures, PictureBudget, PictureScope, PictureWindow,
    TAKEN_SIDE_PX, ViewPictures, encode_layer, encode_photo,
};

/// A picture to be written beside the report.
#[derive(Debug, Clone, PartialEq)]
pub struct PictureFile {
    /// Plain file name with extension.
    pub name: String,
    /// The picture.
    pub picture: EncodedPicture,
}

/// One photo as the pictures need it.
#[derive(Debug, Clone, Copy)]
pub struct PictureSource<'a> {
    /// Identifier within the report.
    pub id: &'a str,
    /// Display copy, native frame.
    pub display: &'a RgbImage,
    /// Upright size of the photo, native px.
    pub size_px: [u32; 2],
    /// `None` where registration failed.
    pub reference_from_native: Option<&'a Transform>,
    /// Coverage map; `None` where nothing was measured.
    pub alpha: Option<&'a AlphaMap>,
}

/// Longest side of a heat map, px: single hairs cannot be told apart in it, and need not be.
const LAYER_SIDE_PX: u32 = 300;
/// Half side of the averaging square of a heat map, px of the map: about 2 % of a head's width.
const LAYER_SMOOTHING_PX: u32 = 4;
/// Margin around the regions, as a share of their larger side.
const WINDOW_MARGIN: f64 = 0.12;
/// Longest side to which the pictures of a small photo are enlarged, px.
const ENLARGED_SIDE_PX: u32 = 600;
/// Tiles of a checkerboard along the longer side.
const TILES: u32 = 8;

/// A photo resampled into the window.
struct Aligned {
    photo: RgbImage,
    coverage: Option<(GrayImage, GrayImage)>,
    shown: GrayImage,
}

/// Pictures of one view for the HTML report, and the overlays that are written as files.
///
/// `sources` holds the baseline first. `photos_in_report` sets each picture's budget. Cropped to the
/// regions of a view that has none, there is nothing to show.
pub fn view_pictures(
    view: &str,
    sources: &[PictureSource<'_>],
    regions: &[(String, Area)],
    photos_in_report: usize,
    scope: PictureScope,
) -> (ViewPictures, Vec<PictureFile>) {
    let window = window_of(regions, sources[0].size_px);
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
            let (pictures, files) = frame.pictures(this, reference, source.display);
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
        display: &RgbImage,
    ) -> (PhotoPictures, Vec<PictureFile>) {
        let Some(this) = this else {
            let small = self.budget.at_most(TAKEN_SIDE_PX);
            let as_taken = (!self.cropped)
                .then(|| encode_photo(display, small).ok())
                .flatten();
            let pictures = PhotoPictures {
                as_taken,
                ..PhotoPictures::default()
            };
            return (pictures, Vec::new());
        };
        let mut files = Vec::new();
        let outlines = self
            .regions
            .iter()
            .map(|(name, area)| (name.as_str(), area));
        self.file(
            &mut files,
            "regions",
            &draw_regions(&this.photo, self.window, outlines),
        );
        let coverage = this
            .coverage_map()
            .map(|map| coverage_layer(map, LAYER_SMOOTHING_PX));
        if let Some(layer) = &coverage {
            self.file(&mut files, "coverage", &blend(&this.photo, layer));
        }
        let mut change = None;
        if let Some(baseline) = baseline {
            self.file(
                &mut files,
                "pair",
                &side_by_side(&baseline.photo, &this.photo),
            );
            self.file(
                &mut files,
                "checkerboard",
                &checkerboard(&baseline.photo, &this.photo, TILES),
            );
            change = baseline
                .coverage_map()
                .zip(this.coverage_map())
                .map(|(before, after)| change_layer(before, after, LAYER_SMOOTHING_PX));
            if let Some(layer) = &change {
                self.file(&mut files, "change", &blend(&this.photo, layer));
            }
        }
        let pictures = PhotoPictures {
            aligned: encode_photo(&this.photo, self.budget).ok(),
            shown: Some(this.shown.clone()),
            as_taken: None,
            coverage_layer: coverage.and_then(|layer| encode_layer(&layer).ok()),
            change_layer: change.and_then(|layer| encode_layer(&layer).ok()),
        };
        (pictures, files)
    }

    fn file(&self, files: &mut Vec<PictureFile>, kind: &str, picture: &RgbImage) {
        let budget = PictureBudget {
            max_side_px: 2 * DISPLAY_SIDE_PX,
            max_bytes: 1_000_000,
        };
        if let Ok(picture) = encode_photo(picture, budget) {
            let extension = picture.format.extension();
            let name = format!("{}_{}_{kind}.{extension}", plain(self.view), plain(self.id));
            files.push(PictureFile { name, picture });
        }
    }
}

/// A name that is safe as part of a file name everywhere.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() || c == '-' {
                c
            } else {
                '_'
            }
        })
        .collect()
}

impl Aligned {
    fn coverage_map(&self) -> Option<CoverageMap<'_>> {
        self.coverage
            .as_ref()
            .map(|(coverage, valid)| CoverageMap { coverage, valid })
    }
}

fn window_of(regions: &[(String, Area)], size_px: [u32; 2]) -> PictureWindow {
    regions
        .iter()
        .filter_map(|(_, area)| area.bounds())
        .reduce(|a, b| Bounds {
            min: Point::new(a.min.x.min(b.min.x), a.min.y.min(b.min.y)),
            max: Point::new(a.max.x.max(b.max.x), a.max.y.max(b.max.y)),
        })
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

fn align(
    source: &PictureSource<'_>,
    window: &PictureWindow,
    crop: Option<&Area>,
) -> Option<Aligned> {
    let transform = source.reference_from_native?;
    let photo_px = picture_size(window, DISPLAY_SIDE_PX);
    let native = native_points(window, photo_px, transform, crop);
    let photo = resample(source, photo_px, &native);
    let layer_px = picture_size(window, LAYER_SIDE_PX);
    let native = native_points(window, layer_px, transform, crop);
    let coverage = source
        .alpha
        .map(|alpha| coverage_maps(alpha, layer_px, &native));
    let shown = shown(source.size_px, layer_px, &native);
    Some(Aligned {
        photo,
        coverage,
        shown,
    })
}

fn picture_size(window: &PictureWindow, side_px: u32) -> [u32; 2] {
    let longest = window.size_px[0].max(window.size_px[1]);
    // Small photos are enlarged, so that labels and outlines have room.
    let enlarged = (f64::from(side_px.min(ENLARGED_SIDE_PX)) / longest).max(1.0);
    let scale = (f64::from(side_px) / longest).min(enlarged);
    window.size_px.map(|s| ((s * scale).round() as u32).max(1))
}

/// Picture pixels between the points that are carried through the transform itself; between them
/// it is as good as straight.
const GRID_PX: u32 = 8;

/// Where each pixel of a picture of the window lies in the photo, native px, row by row; nowhere
/// outside `crop`.
fn native_points(
    window: &PictureWindow,
    picture_px: [u32; 2],
    transform: &Transform,
    crop: Option<&Area>,
) -> Vec<Option<Point>> {
    let [width, height] = picture_px;
    let carried = |x: u32, y: u32| {
        let reference = window.reference_from_picture(picture_px, Point::new(x.into(), y.into()));
        transform.moving_from_reference(reference)
    };
    let columns = width.div_ceil(GRID_PX) as usize + 1;
    let grid: Vec<Option<Point>> = (0..=height.div_ceil(GRID_PX))
        .into_par_iter()
        .flat_map_iter(|row| (0..columns).map(move |c| carried(c as u32 * GRID_PX, row * GRID_PX)))
        .collect();
    (0..height)
        .into_par_iter()
        .flat_map_iter(|y| {
            let above = &grid[(y / GRID_PX) as usize * columns..][..2 * columns];
            (0..width).map(move |x| {
                let at = window.reference_from_picture(picture_px, Point::new(x.into(), y.into()));
                if crop.is_some_and(|area| !area.contains(at)) {
                    return None;
                }
                let cell = (x / GRID_PX) as usize;
                let corners = [cell, cell + 1, columns + cell, columns + cell + 1];
                match corners.map(|i| above[i]) {
                    [Some(a), Some(b), Some(c), Some(d)] => Some(between([a, b, c, d], x, y)),
                    // At the rim of the transform's reach every pixel is asked for itself.
                    _ => carried(x, y),
                }
            })
        })
        .collect()
}

/// The point between the corners of its grid cell: top left, top right, bottom left, bottom right.
fn between([a, b, c, d]: [Point; 4], x: u32, y: u32) -> Point {
    let share = |v: u32| f64::from(v % GRID_PX) / f64::from(GRID_PX);
    let (right, down) = (share(x), share(y));
    let mix = |p: Point, q: Point, t: f64| Point::new(p.x + t * (q.x - p.x), p.y + t * (q.y - p.y));
    mix(mix(a, b, right), mix(c, d, right), down)
}

/// Colour of picture pixels that the photo does not show.
const OUTSIDE: Rgb<u8> = Rgb([128, 128, 128]);

fn resample(
    source: &PictureSource<'_>,
    [width, height]: [u32; 2],
    native: &[Option<Point>],
) -> RgbImage {
    let (dw, dh) = source.display.dimensions();
    let (sx, sy) = (
        f64::from(dw) / f64::from(source.size_px[0]),
        f64::from(dh) / f64::from(source.size_px[1]),
    );
    let colour = |p: Point| {
        bilinear(
            source.display,
            (p.x + 0.5) * sx - 0.5,
            (p.y + 0.5) * sy - 0.5,
        )
    };
    let pixels: Vec<u8> = native
        .par_iter()
        .flat_map_iter(|p| p.and_then(colour).unwrap_or(OUTSIDE.0))
        .collect();
    RgbImage::from_raw(width, height, pixels).expect("three bytes for each point")
}

/// Where a photo of `size_px` shows the given points.
fn shown(size_px: [u32; 2], [width, height]: [u32; 2], native: &[Option<Point>]) -> GrayImage {
    let [w, h] = size_px.map(f64::from);
    let inside = |p: &Point| (0.0..=w - 1.0).contains(&p.x) && (0.0..=h - 1.0).contains(&p.y);
    let pixels = native
        .iter()
        .map(|p| u8::from(p.as_ref().is_some_and(inside)) * 255)
        .collect();
    GrayImage::from_raw(width, height, pixels).expect("one byte for each point")
}

fn coverage_maps(
    alpha: &AlphaMap,
    [width, height]: [u32; 2],
    native: &[Option<Point>],
) -> (GrayImage, GrayImage) {
    let at = |p: Point| {
        let x = ((p.x + 0.5) / alpha.native_per_working - 0.5).round();
        let y = ((p.y + 0.5) / alpha.native_per_working - 0.5).round();
        let inside = x >= 0.0 && y >= 0.0 && x < alpha.width as f64 && y < alpha.height as f64;
        let index = inside.then(|| y as usize * alpha.width + x as usize)?;
        alpha.valid[index].then(|| alpha.values[index])
    };
    let mut coverage = GrayImage::new(width, height);
    let mut valid = GrayImage::new(width, height);
    for ((c, v), p) in coverage.pixels_mut().zip(valid.pixels_mut()).zip(native) {
        if let Some(value) = p.and_then(at) {
            (*c, *v) = (Luma([value]), Luma([255]));
        }
    }
    (coverage, valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_the_grid_points_the_transform_is_kept() {
        let transform = Transform::Projective {
            moving_from_reference: [
                [1.05, 0.12, -30.0],
                [-0.1, 0.97, 42.0],
                [2.0e-5, -3.0e-5, 1.0],
            ],
        };
        let window = PictureWindow::whole_photo(1500, 2000);
        let size = [675, 901];
        let points = native_points(&window, size, &transform, None);
        assert_eq!(points.len(), 675 * 901);
        for (x, y) in [(0, 0), (3, 5), (337, 450), (671, 899), (674, 900)] {
            let reference = window.reference_from_picture(size, Point::new(x.into(), y.into()));
            let exact = transform.moving_from_reference(reference).unwrap();
            let found = points[(y * 675 + x) as usize].unwrap();
            assert!(found.distance(exact) < 0.05, "{x} {y}: {found:?} {exact:?}");
        }
    }
}
