//! Following one hair from a seed: a Kalman filter over lateral offset, heading and curvature.
//!
//! Position and direction are carried through a crossing, so that a hair comes out of it where it
//! went in (the same that lifting to orientation scores does, at the price of one small state:
//! Bekkers 2014, doi:10.1007/s10851-013-0488-6).

use crate::plane::Plane;

use super::profile::{Cut, Profile, Support, core, measure};
use super::seed::Seed;

/// Step along the hair, px.
pub(super) const STEP: f32 = 2.0;
/// Largest curvature, 1/px.
const BENDS: f32 = 0.005;
/// Growth of the curvature's variance per px.
const CURVATURE_NOISE: f32 = 5e-10;
/// Variance of a position seen between two flanks, by one edge, and where the width does not fit, px².
const SEEN_BOTH: f32 = 0.4;
const SEEN_ONE: f32 = 2.5;
const SEEN_ODD: f32 = 4.0;

/// One step of a trace.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Position, px.
    pub(crate) x: f32,
    /// Position, px.
    pub(crate) y: f32,
    /// Heading, radians.
    pub(crate) heading: f32,
    /// Width there, px.
    pub(crate) width: f32,
    /// Darkness on the middle line.
    pub(crate) core: f32,
    /// Which flanks support it.
    pub(crate) support: Support,
    /// Darkness above the flanks.
    pub(crate) contrast: f32,
}

/// How a trace may go on.
#[derive(Debug, Clone, Copy)]
pub(super) struct TraceLimits {
    /// Most steps in one direction.
    pub(crate) steps: usize,
    /// Longest light stretch passed over, px.
    pub(crate) gap: f32,
    /// Length averaged for a profile, px; half as much again for thin hairs.
    pub(crate) window: f32,
}

/// Covariance of (lateral offset, heading, curvature), its upper triangle.
#[derive(Debug, Clone, Copy)]
struct Covariance {
    oo: f32,
    oh: f32,
    oc: f32,
    hh: f32,
    hc: f32,
    cc: f32,
}

impl Covariance {
    const START: Self = Self {
        oo: 0.25,
        oh: 0.0,
        oc: 0.0,
        hh: 0.002,
        hc: 0.0,
        cc: 1e-6,
    };

    fn predicted(self) -> Self {
        let (a, b) = (STEP, 0.5 * STEP * STEP);
        let Self {
            oo,
            oh,
            oc,
            hh,
            hc,
            cc,
        } = self;
        Self {
            oo: oo
                + 2.0 * a * oh
                + 2.0 * b * oc
                + a * a * hh
                + 2.0 * a * b * hc
                + b * b * cc
                + 1e-4,
            oh: oh + a * oc + a * (hh + a * hc) + b * (hc + a * cc),
            oc: oc + a * hc + b * cc,
            hh: hh + 2.0 * a * hc + a * a * cc + 1e-6 * STEP,
            hc: hc + a * cc,
            cc: cc + CURVATURE_NOISE * STEP,
        }
    }

    /// Gains for offset, heading and curvature of a measurement of variance `r`, and what is left.
    fn measured(self, r: f32) -> ([f32; 3], Self) {
        let s = self.oo + r;
        let k = [self.oo / s, self.oh / s, self.oc / s];
        let left = Self {
            cc: self.cc - k[2] * self.oc,
            hc: self.hc - k[1] * self.oc,
            hh: self.hh - k[1] * self.oh,
            oc: self.oc - k[0] * self.oc,
            oh: self.oh - k[0] * self.oh,
            oo: self.oo - k[0] * self.oo,
        };
        (k, left)
    }
}

/// Follows the hair of `seed` to both sides; the steps run from one end to the other.
pub(super) fn trace(map: &Plane, seed: &Seed, limits: TraceLimits) -> Vec<Step> {
    let forth = follow(map, seed, seed.heading, limits);
    let back = follow(map, seed, seed.heading + std::f32::consts::PI, limits);
    let mut path: Vec<Step> = back[1..]
        .iter()
        .rev()
        .map(|s| Step {
            heading: s.heading - std::f32::consts::PI,
            ..*s
        })
        .collect();
    path.extend(forth);
    path
}

fn follow(map: &Plane, seed: &Seed, heading: f32, limits: TraceLimits) -> Vec<Step> {
    let (mut x, mut y, mut heading, mut bend) = (seed.x, seed.y, heading, 0.0f32);
    let (mut width, mut contrast, mut inside) = (seed.width, seed.contrast, seed.inside);
    let mut p = Covariance::START;
    let mut path = vec![Step {
        x,
        y,
        heading,
        width,
        core: inside,
        support: Support::Both,
        contrast,
    }];
    let mut light = 0usize;
    let (right, bottom) = (map.width as f32 - 2.0, map.height as f32 - 2.0);
    while path.len() < limits.steps {
        let middle = heading + 0.5 * bend * STEP;
        x += STEP * middle.cos();
        y += STEP * middle.sin();
        heading += bend * STEP;
        p = p.predicted();
        if x < 1.0 || y < 1.0 || x > right || y > bottom {
            path.push(Step {
                x,
                y,
                heading,
                width,
                core: inside,
                support: Support::None,
                contrast,
            });
            break;
        }
        let cut = Cut {
            x,
            y,
            heading,
            curvature: bend,
            length: if width < 4.0 {
                1.5 * limits.window
            } else {
                limits.window
            },
            lines: 6,
        };
        let reach = (2.5 * p.oo.sqrt() + 0.5).clamp(1.5, 3.5);
        let profile = Profile::across(map, cut, reach + 0.5 * width + 7.0);
        let bar = measure(&profile, width, contrast, reach);
        let fits = (bar.width - width).abs() <= 0.3 * width + 0.7;
        let variance = match bar.support {
            Support::Both if fits => SEEN_BOTH,
            Support::Both => SEEN_ODD,
            Support::One | Support::None => SEEN_ONE,
        };
        if bar.support > Support::None && bar.offset.abs() < reach + 1.0 {
            let (k, left) = p.measured(variance);
            p = left;
            let (sin, cos) = heading.sin_cos();
            x -= sin * bar.offset * k[0];
            y += cos * bar.offset * k[0];
            heading += bar.offset * k[1];
            bend = (bend + bar.offset * k[2]).clamp(-BENDS, BENDS);
        }
        let dark = core(map, x, y, heading, width);
        path.push(Step {
            x,
            y,
            heading,
            width: if bar.support == Support::Both {
                bar.width
            } else {
                width
            },
            core: dark,
            support: bar.support,
            contrast: bar.inside - bar.flank,
        });
        if bar.support == Support::Both && (bar.width - width).abs() < 0.3 * width + 0.6 {
            width += 0.06 * (bar.width - width);
            contrast =
                (contrast + 0.05 * (bar.inside - bar.flank - contrast)).max(0.6 * seed.contrast);
            inside += 0.05 * (bar.inside - inside);
        }
        if dark < 0.5 * inside || (bar.support == Support::None && dark < 0.6 * inside) {
            light += 1;
            if light as f32 * STEP > limits.gap {
                path.truncate(path.len() - light);
                break;
            }
        } else if bar.support > Support::None || dark > 0.75 * inside {
            light = 0;
        }
    }
    path
}
