//! One photo at working size: what is compared, where the head is, and the camera's guess.

use super::channels::{self, CHANNELS, Level};
use super::field::Field;
use super::head_model::Camera;
use super::params::RegistrationParams;
use super::place::Place;
use crate::geometry::{Area, Ellipse, Point};
use crate::plane::Plane;
use image::RgbImage;

/// A photo at working size.
#[derive(Debug)]
pub(super) struct Work {
    /// Full-resolution size, px.
    pub(crate) size: (u32, u32),
    /// Full-resolution px per working px.
    pub(crate) scale: f64,
    /// Log luminance and chromaticity.
    logs: [Plane; CHANNELS],
    levels: Vec<Level>,
    fields: Vec<Field>,
    /// The head's ellipse, working px.
    pub(crate) outline: Ellipse,
    pub(crate) place: Place,
    pub(crate) camera: Camera,
    /// Fraction of the head's outline that the photo's border cuts off, 0..1.
    pub(crate) cut: f64,
}

impl Work {
    /// `small` is the photo at working size, `mask` the head on it, `outline` its ellipse in
    /// working px.
    pub(super) fn new(
        small: &RgbImage,
        size: (u32, u32),
        mask: &Plane,
        outline: Ellipse,
        params: &RegistrationParams,
    ) -> Self {
        let (w, h) = (small.width() as usize, small.height() as usize);
        let long = w.max(h);
        let scale = f64::from(size.0.max(size.1)) / long as f64;
        let camera = Camera {
            focal: params.focal_long_sides * long as f64,
            center: Point::new(0.5 * (w as f64 - 1.0), 0.5 * (h as f64 - 1.0)),
        };
        Self {
            size,
            scale,
            ..Self::assemble(channels::log_channels(small), mask, outline, camera, params)
        }
    }

    /// Says how much of the head's outline the photo's border cuts off.
    pub(super) fn cut_by(self, cut: f64) -> Self {
        Self { cut, ..self }
    }

    /// This photo with another idea of where the head is.
    pub(super) fn with_mask(
        &self,
        mask: &Plane,
        outline: Ellipse,
        params: &RegistrationParams,
    ) -> Self {
        Self {
            size: self.size,
            scale: self.scale,
            cut: self.cut,
            ..Self::assemble(self.logs.clone(), mask, outline, self.camera, params)
        }
    }

    /// This photo seen in a mirror.
    pub(super) fn mirrored(&self, params: &RegistrationParams) -> Self {
        let last = self.mask().width - 1;
        let flipped =
            |plane: &Plane| Plane::from_fn(plane.width, plane.height, |x, y| plane.at(last - x, y));
        let center = self.outline.center;
        let outline = Ellipse {
            center: Point::new(last as f64 - center.x, center.y),
            angle: -self.outline.angle,
            ..self.outline
        };
        let logs = self.logs.each_ref().map(flipped);
        Self {
            size: self.size,
            scale: self.scale,
            cut: self.cut,
            ..Self::assemble(logs, &flipped(self.mask()), outline, self.camera, params)
        }
    }

    fn assemble(
        logs: [Plane; CHANNELS],
        mask: &Plane,
        outline: Ellipse,
        camera: Camera,
        params: &RegistrationParams,
    ) -> Self {
        let levels = channels::pyramid(&logs, mask, params);
        Self {
            size: (0, 0),
            scale: 1.0,
            fields: levels.iter().map(Field::new).collect(),
            levels,
            logs,
            outline,
            place: Place::of(&outline),
            camera,
            cut: 0.0,
        }
    }

    /// Level 0 is the finest, each next one half its size; beyond the last, the last.
    pub(super) fn level(&self, number: usize) -> &Level {
        &self.levels[number.min(self.coarsest())]
    }

    pub(super) fn coarsest(&self) -> usize {
        self.levels.len() - 1
    }

    /// The level on which this photo is about as large as `other` on its own level `number`.
    pub(super) fn level_like(&self, other: &Self, number: usize) -> &Level {
        &self.levels[self.nearest(other, number)]
    }

    /// The level that [`Self::level_like`] chooses, for reading between pixels.
    pub(super) fn field_like(&self, other: &Self, number: usize) -> &Field {
        &self.fields[self.nearest(other, number)]
    }

    fn nearest(&self, other: &Self, number: usize) -> usize {
        let side = |level: &Level| level.width.max(level.height) as f64;
        let off = |i: &usize| {
            (side(&self.levels[*i]) / side(other.level(number)))
                .ln()
                .abs()
        };
        (0..self.levels.len())
            .min_by(|a, b| off(a).total_cmp(&off(b)))
            .unwrap_or(0)
    }

    /// The level on which the head's radius is nearest to `radius` px.
    pub(super) fn level_of_radius(&self, radius: f64) -> usize {
        let off = |i: &usize| {
            (self.place.radius / self.levels[*i].scale / radius)
                .ln()
                .abs()
        };
        (0..self.levels.len())
            .min_by(|a, b| off(a).total_cmp(&off(b)))
            .unwrap_or(0)
    }

    /// Log luminance and log red over green, linear light.
    pub(super) fn logs(&self) -> &[Plane; CHANNELS] {
        &self.logs
    }

    /// The head as 0 and 1 at working size.
    pub(super) fn mask(&self) -> &Plane {
        &self.levels[0].mask
    }

    pub(super) fn same_as(&self, other: &Self) -> bool {
        self.size == other.size && self.logs == other.logs && self.mask() == other.mask()
    }

    /// Whether a working position lies on the photo.
    pub(super) fn shows(&self, p: Point) -> bool {
        let (w, h) = (self.levels[0].width as f64, self.levels[0].height as f64);
        p.x >= -0.5 && p.y >= -0.5 && p.x <= w - 0.5 && p.y <= h - 0.5
    }
}

/// A full-resolution position in working px.
pub(super) fn to_work(p: Point, scale: f64) -> Point {
    p.reduced(scale)
}

/// A ring in working px as a plane of 0 and 1.
pub(super) fn rasterised(ring: Vec<Point>, width: usize, height: usize) -> Plane {
    let area = Area::from_ring(ring);
    let mut plane = Plane::filled(width, height, 0.0);
    for y in area.rows(height as u32) {
        for (from, to) in area.row_spans(y, width as u32) {
            plane.data[y as usize * width..][from as usize..to as usize].fill(1.0);
        }
    }
    plane
}
