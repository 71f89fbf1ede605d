//! The pixels of a region: which they are, and how many were measured or left out.

use std::collections::BTreeMap;

use crate::geometry::{Area, Point};
use crate::photometry::{Exclusion, LinearImage};

/// Counts over the working pixels of a region.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) covered: i64,
    pub(super) measured: u64,
    pub(super) excluded: BTreeMap<Exclusion, u64>,
}

impl Tally {
    pub(super) fn add(&mut self, excluded: Option<Exclusion>, covered: i16) {
        if let Some(kind) = excluded {
            *self.excluded.entry(kind).or_default() += 1;
        } else {
            self.measured += 1;
            self.covered += i64::from(covered);
        }
    }

    pub(super) fn left_out(&self) -> u64 {
        self.excluded.values().sum()
    }

    pub(super) fn total(&self) -> u64 {
        self.measured + self.left_out()
    }

    /// Share clipped or in glare; what lies beyond the head's outline is no part of the skin.
    pub(super) fn burnt_out(&self) -> f64 {
        let burnt = [Exclusion::Clipped, Exclusion::Glare];
        let count: u64 = burnt.iter().filter_map(|k| self.excluded.get(k)).sum();
        count as f64 / (self.measured + count).max(1) as f64
    }
}

/// A native area in working px.
pub(super) fn to_working(area: &Area, image: &LinearImage) -> Area {
    Area {
        rings: area
            .rings
            .iter()
            .map(|ring| ring.iter().map(|&p| image.working_from_native(p)).collect())
            .collect(),
    }
}

/// Runs of working pixels in the area, as half-open ranges of indices.
pub(super) fn for_each_span(area: &Area, image: &LinearImage, mut visit: impl FnMut(usize, usize)) {
    for y in area.rows(image.height as u32) {
        for (start, end) in area.row_spans(y, image.width as u32) {
            let row = y as usize * image.width;
            visit(row + start as usize, row + end as usize);
        }
    }
}

/// Native pixels of the area that lie inside the photo.
pub(super) fn native_area(area: &Area, width: u32, height: u32) -> u64 {
    area.rows(height)
        .flat_map(|y| area.row_spans(y, width))
        .map(|(start, end)| u64::from(end - start))
        .sum()
}

/// Working pixels of the area that lie beyond the photo.
pub(super) fn beyond_photo_px(area: &Area, image: &LinearImage) -> f64 {
    let inside = native_area(area, image.width as u32, image.height as u32);
    (area.enclosed_px() - inside as f64).max(0.0)
}

/// Share of a region's outline box that may stick out of the photo unnoticed.
const OUTSIDE_TOLERANCE: f64 = 0.02;

pub(super) fn reaches_outside(area: &Area, width: u32, height: u32) -> bool {
    let is_within =
        |p: Point, [w, h]: [f64; 2]| (0.0..=w).contains(&p.x) && (0.0..=h).contains(&p.y);
    let last = [width, height].map(|side| f64::from(side) - 1.0);
    // Most regions lie within: their pixels need not be counted for it.
    if area
        .bounds()
        .is_some_and(|b| is_within(b.min, last) && is_within(b.max, last))
    {
        return false;
    }
    let enclosed = area.enclosed_px();
    (native_area(area, width, height) as f64) < (1.0 - OUTSIDE_TOLERANCE) * enclosed - 4.0
}

/// Mean of a value over pixels given by index in row order, 0 without any; `along` gives the value
/// along a row.
pub(super) fn mean_over<F: Fn(f64) -> f64>(
    pixels: &[usize],
    image: &LinearImage,
    along: impl Fn(f64) -> F,
) -> f64 {
    let mut sum = 0.0;
    let mut left = pixels;
    while let Some(first) = left.first() {
        let start = first - first % image.width;
        let (row, rest) = left.split_at(left.partition_point(|&i| i < start + image.width));
        let value = along((start / image.width) as f64);
        for i in row {
            sum += value((i - start) as f64);
        }
        left = rest;
    }
    sum / pixels.len().max(1) as f64
}
