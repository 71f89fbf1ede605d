//! Which places are taken by traced hairs, and in which directions.

use std::f32::consts::PI;

use super::curve::OnCurve;

/// Hairs that can lie over one pixel.
const LAYERS: usize = 4;
/// Steps of an angle over half a turn.
const ANGLES: f32 = 250.0;

/// Directions of the hairs over each pixel.
#[derive(Debug)]
pub(super) struct Labels {
    width: usize,
    height: usize,
    /// Per pixel and layer: 0 free, else 1 + the quantised angle.
    angles: Vec<[u8; LAYERS]>,
    /// Per pixel: who was painted last, so that one hair takes one layer.
    owner: Vec<u16>,
    painted: u16,
}

impl Labels {
    /// Nothing taken.
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            angles: vec![[0; LAYERS]; width * height],
            owner: vec![0; width * height],
            painted: 0,
        }
    }

    /// Paints discs of `radius` px along a hair.
    pub(crate) fn paint(&mut self, points: &[OnCurve], radius: f32) {
        self.painted = self.painted.wrapping_add(1).max(1);
        for p in points {
            let code = 1 + ((p.heading.rem_euclid(PI) / PI * ANGLES) as u8).min(ANGLES as u8 - 1);
            let rows = range(p.y, radius, self.height);
            for y in rows {
                for x in range(p.x, radius, self.width) {
                    let (dx, dy) = (x as f32 - p.x, y as f32 - p.y);
                    if dx * dx + dy * dy > radius * radius {
                        continue;
                    }
                    let i = y * self.width + x;
                    if self.owner[i] == self.painted {
                        continue;
                    }
                    self.owner[i] = self.painted;
                    if let Some(free) = self.angles[i].iter_mut().find(|a| **a == 0) {
                        *free = code;
                    }
                }
            }
        }
    }

    /// Whether a hair of a direction within `tolerance` radians lies over a place.
    pub(crate) fn taken(&self, x: f32, y: f32, heading: f32, tolerance: f32) -> bool {
        let column = ((x + 0.5) as usize).min(self.width - 1);
        let row = ((y + 0.5) as usize).min(self.height - 1);
        self.angles[row * self.width + column]
            .iter()
            .take_while(|&&a| a != 0)
            .any(|&a| between(f32::from(a - 1) / ANGLES * PI, heading) < tolerance)
    }
}

fn range(at: f32, radius: f32, side: usize) -> std::ops::RangeInclusive<usize> {
    let low = (at - radius).max(0.0) as usize;
    let high = ((at + radius + 1.0).max(0.0) as usize).min(side - 1);
    low..=high
}

/// Angle between two lines without sense, 0..=pi/2.
pub(super) fn between(a: f32, b: f32) -> f32 {
    ((a - b + 1.5 * PI).rem_euclid(PI) - 0.5 * PI).abs()
}
