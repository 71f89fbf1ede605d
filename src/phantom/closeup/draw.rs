//! Shafts drawn into linear light, with exact coverage of every pixel they touch.

use super::super::sensor::LinearImage;
use super::visit::TAPER;

/// How a shaft looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shaft {
    /// Diameter at the root, px.
    pub(crate) diameter_px: f64,
    /// Linear reflectance.
    pub(crate) colour: [f64; 3],
    /// 1 hides the skin, less lets it shine through.
    pub(crate) opacity: f64,
    /// Brightness of the streak along the middle, added to the colour.
    pub(crate) shine: f64,
}

/// Draws a shaft along `points`, px, root first, over what is there.
pub(super) fn shaft(linear: &mut LinearImage, points: &[[f64; 2]], look: &Shaft) {
    let Some(frame) = Frame::around(points, look.diameter_px, linear.dimensions()) else {
        return;
    };
    // Per pixel the greatest coverage of any segment, and how far off the middle it lies there.
    let mut cover = vec![(0.0_f32, 0.0_f32); frame.width * frame.height];
    let last = points.len() - 2;
    for (i, pair) in points.windows(2).enumerate() {
        let along = (i as f64 + 0.5) / (last as f64 + 1.0);
        let segment = Segment {
            a: pair[0],
            b: pair[1],
            half: 0.5 * look.diameter_px * (1.0 - TAPER * along),
            cut_a: i == 0,
            cut_b: i == last,
        };
        frame.each_near(&segment, |index, x, y| {
            let (covered, off) = segment.cover(x, y);
            if covered > cover[index].0 {
                cover[index] = (covered, off);
            }
        });
    }
    for (index, &(covered, off)) in cover.iter().enumerate() {
        if covered > 0.0 {
            let (x, y) = frame.pixel(index);
            let streak = look.shine * (-(f64::from(off) / 0.3).powi(2)).exp();
            let a = f64::from(covered) * look.opacity;
            let pixel = linear.get_pixel_mut(x, y);
            for (value, colour) in pixel.0.iter_mut().zip(look.colour) {
                *value = (f64::from(*value) * (1.0 - a) + (colour + streak) * a) as f32;
            }
        }
    }
}

/// A straight piece of a shaft, cut flat at the hair's own ends.
struct Segment {
    a: [f64; 2],
    b: [f64; 2],
    half: f64,
    cut_a: bool,
    cut_b: bool,
}

impl Segment {
    /// Share of the pixel covered, and the distance from the middle in half widths.
    fn cover(&self, x: f64, y: f64) -> (f32, f32) {
        let d = [self.b[0] - self.a[0], self.b[1] - self.a[1]];
        let length = d[0].hypot(d[1]).max(1e-9);
        let to = [x - self.a[0], y - self.a[1]];
        let along = (to[0] * d[0] + to[1] * d[1]) / length;
        let across = ((to[1] * d[0] - to[0] * d[1]) / length).abs();
        let (before, beyond) = (-along, along - length);
        let mut share = 1.0;
        let mut off = across;
        if before > 0.0 && !self.cut_a {
            off = across.hypot(before);
        }
        if beyond > 0.0 && !self.cut_b {
            off = across.hypot(beyond);
        }
        if self.cut_a {
            share *= (0.5 - before).clamp(0.0, 1.0);
        }
        if self.cut_b {
            share *= (0.5 - beyond).clamp(0.0, 1.0);
        }
        // A shaft thinner than a pixel covers its own width of it.
        let wide = (self.half - off + 0.5).clamp(0.0, (2.0 * self.half).min(1.0));
        ((wide * share) as f32, (off / self.half.max(1e-6)) as f32)
    }
}

/// The part of the photo a shaft touches.
struct Frame {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Frame {
    fn around(points: &[[f64; 2]], diameter: f64, (w, h): (u32, u32)) -> Option<Self> {
        if points.len() < 2 {
            return None;
        }
        let rim = diameter / 2.0 + 1.5;
        let bounds = |axis: usize, side: u32| {
            let values = points.iter().map(|p| p[axis]);
            let low = values.clone().fold(f64::INFINITY, f64::min) - rim;
            let high = values.fold(f64::NEG_INFINITY, f64::max) + rim;
            let (low, high) = (low.max(0.0), high.min(f64::from(side) - 1.0));
            (low <= high).then_some((low.floor() as usize, high.ceil() as usize))
        };
        let ((left, right), (top, bottom)) = (bounds(0, w)?, bounds(1, h)?);
        Some(Self {
            left,
            top,
            width: right - left + 1,
            height: bottom - top + 1,
        })
    }

    fn each_near(&self, segment: &Segment, mut visit: impl FnMut(usize, f64, f64)) {
        let rim = segment.half + 1.5;
        let range = |a: f64, b: f64, start: usize, count: usize| {
            let low = (a.min(b) - rim).floor().max(start as f64) as usize;
            let high = (a.max(b) + rim).ceil().min((start + count) as f64 - 1.0);
            (
                low,
                if high < start as f64 {
                    0
                } else {
                    high as usize + 1
                },
            )
        };
        let (x0, x1) = range(segment.a[0], segment.b[0], self.left, self.width);
        let (y0, y1) = range(segment.a[1], segment.b[1], self.top, self.height);
        for y in y0..y1 {
            for x in x0..x1 {
                let index = (y - self.top) * self.width + (x - self.left);
                visit(index, x as f64, y as f64);
            }
        }
    }

    fn pixel(&self, index: usize) -> (u32, u32) {
        let (x, y) = (index % self.width, index / self.width);
        ((self.left + x) as u32, (self.top + y) as u32)
    }
}
