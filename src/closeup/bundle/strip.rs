//! One hair as a strip of even darkness, drawn under the photo's blur.

use super::super::curve::Curve;
use super::super::profile::Support;
use super::super::shaft::Shaft;
use super::super::trace::{STEP, Step};
use super::super::width::Thickness;

/// Widths that a hair can have, px.
const WIDTHS_PX: [f32; 2] = [1.2, 24.0];
/// Skin around a strip that is looked at, and more beyond its ends, px.
pub(super) const AROUND_PX: f32 = 3.5;
const BEYOND_PX: f32 = 1.5;
/// Cosine of the greatest angle between hairs that lie along each other (26°).
const ALIKE: f32 = 0.9;
/// Places along a hair at which a neighbour is looked for.
const PLACES: u8 = 20;
/// Distance of the boxes around two strips from which on they share no place, px.
const APART_PX: f32 = 32.0;
/// Fewest steps of a hair made from a strip.
const FEWEST_STEPS: usize = 4;

/// A strip between two ends, bent a little, working px.
#[derive(Debug, Clone, Copy)]
pub(super) struct Strip {
    ends: [[f32; 2]; 2],
    /// Height of its middle over the chord, to the left.
    bow: f32,
    /// Width at either end.
    pub(super) width: [f32; 2],
    /// Darkness inside.
    amplitude: f32,
}

/// A strip with what all places share worked out once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    start: [f32; 2],
    direction: [f32; 2],
    length: f32,
    per_length: f32,
    bow: f32,
    /// Half width at end 0, its change to end 1, and the greater of both.
    half: [f32; 3],
    amplitude: f32,
}

/// A place as a strip sees it: px along from end 0, the same as a share of the length, px aside.
struct Place {
    along: f32,
    share: f32,
    aside: f32,
}

/// How one end is changed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// Along the strip.
    Along,
    /// To the left.
    Aside,
    /// Wider.
    Wider,
}

impl Strip {
    /// The strip of a traced hair.
    pub(super) fn of(shaft: &Shaft, thickness: &Thickness) -> Self {
        let [from, to] = shaft.ends;
        let [a, middle, b] = [from, 0.5 * (from + to), to].map(|s| {
            let p = shaft.curve.at(s);
            [p.x, p.y]
        });
        let mut strip = Self {
            ends: [a, b],
            bow: 0.0,
            width: [from, to].map(|s| thickness.at(s) as f32),
            amplitude: thickness.amplitude.clamp(0.03, 1.0) as f32,
        };
        strip.bow = strip.frame().place(middle).aside;
        strip
    }

    /// Unit vector from end 0 to end 1, and length, px.
    fn direction(&self) -> ([f32; 2], f32) {
        let [a, b] = self.ends;
        let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
        let length = dx.hypot(dy).max(1e-3);
        ([dx / length, dy / length], length)
    }

    /// Length of the chord, px.
    pub(super) fn length(&self) -> f32 {
        self.direction().1
    }

    /// For many places.
    pub(super) fn frame(&self) -> Frame {
        let (direction, length) = self.direction();
        let [a, b] = self.width.map(|w| 0.5 * w);
        Frame {
            start: self.ends[0],
            direction,
            length,
            per_length: 1.0 / length,
            bow: 4.0 * self.bow,
            half: [a, b - a, a.max(b)],
            amplitude: self.amplitude,
        }
    }

    fn widest(&self) -> f32 {
        self.width[0].max(self.width[1])
    }

    /// The box around the strip and the skin beside it: least and greatest x and y.
    pub(super) fn bounds(&self) -> [[f32; 2]; 2] {
        let pad = self.widest() + AROUND_PX + self.bow.abs();
        let [a, b] = self.ends;
        [0, 1].map(|k| [a[k].min(b[k]) - pad, a[k].max(b[k]) + pad])
    }

    /// Whether two strips may share a place.
    pub(super) fn may_touch(&self, other: &Self) -> bool {
        let (a, b) = (self.ends, other.ends);
        (0..2).all(|k| {
            let low = |e: [[f32; 2]; 2]| e[0][k].min(e[1][k]);
            let high = |e: [[f32; 2]; 2]| e[0][k].max(e[1][k]);
            low(a) < high(b) + APART_PX && low(b) < high(a) + APART_PX
        })
    }

    /// Share of another strip's middle line that runs beside or within this one, and along it.
    pub(super) fn carries(&self, other: &Self) -> f32 {
        let (d, e) = (self.direction().0, other.direction().0);
        if (d[0] * e[0] + d[1] * e[1]).abs() < ALIKE || !self.may_touch(other) {
            return 0.0;
        }
        let reach = 0.5 * (self.widest() + other.widest()) + 1.0;
        let frame = self.frame();
        let [a, b] = other.ends;
        let beside = (0..PLACES).filter(|&k| {
            let u = (f32::from(k) + 0.5) / f32::from(PLACES);
            let p = frame.place([a[0] + u * (b[0] - a[0]), a[1] + u * (b[1] - a[1])]);
            p.aside.abs() < reach && p.along > 0.0 && p.along < frame.length
        });
        beside.count() as f32 / f32::from(PLACES)
    }

    /// With one end changed by so many px.
    pub(super) fn changed(mut self, end: usize, way: Way, by: f32) -> Self {
        let (d, _) = self.direction();
        let mut go = |x: f32, y: f32| {
            self.ends[end][0] += by * x;
            self.ends[end][1] += by * y;
        };
        match way {
            Way::Along => go(d[0], d[1]),
            Way::Aside => go(-d[1], d[0]),
            Way::Wider => {
                let [least, most] = WIDTHS_PX;
                self.width[end] = (self.width[end] + by).clamp(least, most);
            }
        }
        self
    }

    /// With both ends moved to the left, px.
    pub(super) fn aside(self, by: [f32; 2]) -> Self {
        self.changed(0, Way::Aside, by[0])
            .changed(1, Way::Aside, by[1])
    }

    /// With other widths at the ends, px.
    pub(super) fn of_width(self, width: [f32; 2]) -> Self {
        Self { width, ..self }
    }

    /// The hair along the strip, with the evidence of the `traced` one; its width is not measured.
    pub(super) fn hair(&self, traced: &Shaft, thickness: &Thickness) -> (Shaft, Thickness) {
        let (curve, _) = Curve::fitted(&self.steps(traced));
        let mut shaft = traced.clone();
        shaft.ends = [0.0, curve.span];
        let points = 0..=(curve.span / f64::from(STEP)) as usize;
        shaft.points = points
            .map(|k| curve.at(k as f64 * f64::from(STEP)))
            .collect();
        let mean = 0.5 * (self.width[0] + self.width[1]);
        shaft.width *= mean / thickness.width.max(0.5) as f32;
        let thickness = Thickness {
            width: f64::from(mean),
            slope: f64::from(self.width[1] - self.width[0]) / curve.span,
            middle: 0.5 * curve.span,
            windows: 0,
            ..*thickness
        };
        shaft.curve = curve;
        (shaft, thickness)
    }

    fn steps(&self, traced: &Shaft) -> Vec<Step> {
        let (d, length) = self.direction();
        let count = ((length / STEP).ceil() as usize).max(FEWEST_STEPS);
        (0..=count)
            .map(|k| {
                let u = k as f32 / count as f32;
                let aside = self.bow * 4.0 * u * (1.0 - u);
                Step {
                    x: self.ends[0][0] + u * length * d[0] - aside * d[1],
                    y: self.ends[0][1] + u * length * d[1] + aside * d[0],
                    heading: d[1].atan2(d[0]),
                    width: traced.width,
                    core: traced.inside,
                    support: Support::Both,
                    contrast: traced.contrast,
                }
            })
            .collect()
    }
}

impl Frame {
    #[inline]
    fn place(&self, [x, y]: [f32; 2]) -> Place {
        let (px, py) = (x - self.start[0], y - self.start[1]);
        let d = self.direction;
        let along = px * d[0] + py * d[1];
        let share = (along * self.per_length).clamp(0.0, 1.0);
        Place {
            along,
            share,
            aside: d[0] * py - d[1] * px - self.bow * share * (1.0 - share),
        }
    }

    /// Whether a place lies on the strip or on the skin around it.
    #[inline]
    pub(super) fn is_near(&self, at: [f32; 2]) -> bool {
        let p = self.place(at);
        let beyond = AROUND_PX + BEYOND_PX;
        p.aside.abs() < self.half[2] + AROUND_PX
            && p.along > -beyond
            && p.along < self.length + beyond
    }

    /// Darkness that the strip lays on a place, 0..1; `per_reach`: 1 over how far an edge reaches under
    /// the blur, 1/px.
    #[inline]
    pub(super) fn cover(&self, at: [f32; 2], per_reach: f32) -> f32 {
        let p = self.place(at);
        let half = self.half[0] + self.half[1] * p.share;
        let edge = |from: f32| edge(from * per_reach);
        self.amplitude
            * (edge(p.aside + half) - edge(p.aside - half))
            * edge(p.along)
            * edge(self.length - p.along)
    }
}

/// An edge under the blur from -1 (outside) to 1 (inside), 0..1: a cubic near to the integral of the
/// Gaussian.
#[inline]
fn edge(at: f32) -> f32 {
    let t = at.clamp(-1.0, 1.0);
    0.5 + t * (0.75 - 0.25 * t * t)
}

#[cfg(test)]
impl Strip {
    /// A straight strip of one width.
    pub(super) fn between(ends: [[f32; 2]; 2], width: f32, amplitude: f32) -> Self {
        Self {
            ends,
            bow: 0.0,
            width: [width; 2],
            amplitude,
        }
    }
}
