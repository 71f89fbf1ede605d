//! A photo and its coverage map, resampled into the window that the pictures of a view show.

use image::{GrayImage, Luma, RgbImage};
use rayon::prelude::*;

use crate::coverage::AlphaMap;
use crate::geometry::{Area, Point};
use crate::registration::Transform;
use crate::report::overlay::CoverageMap;
use crate::report::pictures::{DISPLAY_SIDE_PX, PictureWindow};

use super::native::NativePoints;
use super::picture_source::PictureSource;

/// Longest side of a heat map, px: single hairs cannot be told apart in it, and need not be.
const LAYER_SIDE_PX: u32 = 300;
/// Longest side to which the pictures of a small photo are enlarged, px.
const ENLARGED_SIDE_PX: u32 = 600;

/// A photo resampled into the window.
pub(super) struct Aligned {
    pub(crate) photo: RgbImage,
    /// Coverage and where it is known, 0 or 255.
    coverage: Option<(GrayImage, GrayImage)>,
    /// Where the photo shows the window, 0 or 255.
    pub(crate) shown: GrayImage,
}

impl Aligned {
    pub(crate) fn coverage_map(&self) -> Option<CoverageMap<'_>> {
        self.coverage
            .as_ref()
            .map(|(coverage, valid)| CoverageMap { coverage, valid })
    }
}

/// The photo in the window, within `crop` if there is one; `None` where it was not aligned.
pub(super) fn align(
    source: &PictureSource<'_>,
    window: &PictureWindow,
    crop: Option<&Area>,
) -> Option<Aligned> {
    let transform = source.reference_from_native?;
    let photo = resample(source, &photo_points(window, transform), crop);
    let layer_px = picture_size(window, LAYER_SIDE_PX);
    let points = NativePoints::new(window, layer_px, transform);
    let native: Vec<Option<Point>> = (0..layer_px[1]).flat_map(|y| points.row(y, crop)).collect();
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

/// Where the pixels of a photo's picture lie in the photo.
pub(crate) fn photo_points<'a>(
    window: &PictureWindow,
    transform: &'a Transform,
) -> NativePoints<'a> {
    NativePoints::new(window, picture_size(window, DISPLAY_SIDE_PX), transform)
}

fn picture_size(window: &PictureWindow, side_px: u32) -> [u32; 2] {
    let longest = window.size_px[0].max(window.size_px[1]);
    // Small photos are enlarged, so that labels and outlines have room.
    let enlarged = (f64::from(side_px.min(ENLARGED_SIDE_PX)) / longest).max(1.0);
    let scale = (f64::from(side_px) / longest).min(enlarged);
    window.size_px.map(|s| ((s * scale).round() as u32).max(1))
}

/// Colour of picture pixels that the photo does not show.
const OUTSIDE: [u8; 3] = [128, 128, 128];

fn resample(
    source: &PictureSource<'_>,
    points: &NativePoints<'_>,
    crop: Option<&Area>,
) -> RgbImage {
    let [width, height] = points.picture_px();
    let mut picture = RgbImage::new(width, height);
    let Some(display) = source.display else {
        picture.as_chunks_mut::<3>().0.fill(OUTSIDE);
        return picture;
    };
    let texture = display.texture();
    let rows = picture.par_chunks_exact_mut(3 * width as usize);
    rows.enumerate().for_each(|(y, row)| {
        let mut places = points.places(y as u32, crop);
        for (x, y) in places.x.iter_mut().zip(&mut places.y) {
            [*x, *y] = display.own(*x, *y);
        }
        texture.read_row(&places.x, &places.y, OUTSIDE, row);
    });
    picture
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
    let mut coverage = GrayImage::new(width, height);
    let mut valid = GrayImage::new(width, height);
    for ((c, v), p) in coverage.pixels_mut().zip(valid.pixels_mut()).zip(native) {
        if let Some(value) = p.and_then(|p| alpha.at(p)) {
            (*c, *v) = (Luma([value]), Luma([255]));
        }
    }
    (coverage, valid)
}
