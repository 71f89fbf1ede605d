//! The darkness around a bundle, and the strips that explain it best.

use multiversion::multiversion;

use crate::plane::Plane;

use super::strip::{Frame, Strip, Way};

/// Distance of the places at which model and darkness are compared, px: less than the blur.
const STRIDE: usize = 2;
/// Reach of an edge under the blur, in its standard deviations.
const REACH: f32 = 2.2;
/// Greatest error of a place that counts, relative light: bubbles and crossing hairs explain nothing.
const MOST: f32 = 0.3;
/// Steps by which ends are moved aside and widened, px; along the strip twice as much.
const STEPS_PX: [f32; 4] = [1.6, 0.8, 0.4, 0.2];
/// Rounds with each step at most, and the gain below which a round is the last, px².
const ROUNDS: usize = 2;
const GAIN: f32 = 0.5;
/// Shortest strip, px.
const SHORTEST_PX: f32 = 12.0;

/// Places of the map on which strips are compared with the darkness.
pub(super) struct Patch {
    places: Vec<[f32; 2]>,
    darkness: Vec<f32>,
    /// Light that the strips elsewhere let through.
    through: Vec<f32>,
    /// 1 over the reach of an edge under the blur, 1/px.
    per_reach: f32,
    /// px² of a place's squared error at the thick hairs' darkness.
    unit: f32,
}

impl Patch {
    /// The places on and around `group`, where `others` lie as well.
    pub(super) fn around(
        map: &Plane,
        group: &[Strip],
        others: &[Strip],
        sigma: f32,
        amplitude: f32,
    ) -> Self {
        let mut patch = Self {
            places: Vec::new(),
            darkness: Vec::new(),
            through: Vec::new(),
            per_reach: 1.0 / (REACH * sigma),
            unit: (STRIDE * STRIDE) as f32 / (amplitude * amplitude).max(1e-3),
        };
        let bounds = group
            .iter()
            .map(Strip::bounds)
            .reduce(|a, b| [0, 1].map(|k| [a[k][0].min(b[k][0]), a[k][1].max(b[k][1])]));
        let [columns, rows] = bounds.unwrap_or_default();
        let [frames, other_frames] =
            [group, others].map(|all| all.iter().map(Strip::frame).collect::<Vec<Frame>>());
        let within = |[low, high]: [f32; 2], side: usize| {
            let last = side as f32 - 1.0;
            (low.clamp(0.0, last) as usize..=high.clamp(0.0, last) as usize).step_by(STRIDE)
        };
        for y in within(rows, map.height) {
            for x in within(columns, map.width) {
                let at = [x as f32, y as f32];
                if frames.iter().any(|s| s.is_near(at)) {
                    let lights = other_frames
                        .iter()
                        .map(|s| 1.0 - s.cover(at, patch.per_reach));
                    patch.through.push(lights.product());
                    patch.places.push(at);
                    patch.darkness.push(map.data[y * map.width + x]);
                }
            }
        }
        patch
    }

    /// Light that a strip lets through at each place.
    fn drawn(&self, strip: &Strip) -> Vec<f32> {
        let mut light = vec![0.0; self.places.len()];
        let_through(strip.frame(), self.per_reach, &self.places, &mut light);
        light
    }

    /// Squared error of strips that let through `drawn`, the one at `changed` being `new`, px².
    fn error(&self, drawn: &[Vec<f32>], changed: usize, new: &[f32]) -> f32 {
        let mut light = self.through.clone();
        if !new.is_empty() {
            dim(&mut light, new);
        }
        for (k, drawn) in drawn.iter().enumerate() {
            if k != changed {
                dim(&mut light, drawn);
            }
        }
        squared_errors(&mut light, &self.darkness);
        // One after the other: the sum must not depend on the processor.
        light.iter().sum::<f32>() * self.unit
    }

    /// The strips moved until they explain the darkness best, and the squared error left, px²; no better
    /// than `enough` is sought.
    pub(super) fn fitted(&self, mut strips: Vec<Strip>, enough: f32) -> (Vec<Strip>, f32) {
        let mut drawn: Vec<Vec<f32>> = strips.iter().map(|s| self.drawn(s)).collect();
        let mut least = self.error(&drawn, usize::MAX, &[]);
        for step in STEPS_PX {
            for _ in 0..ROUNDS {
                let before = least;
                for k in 0..strips.len() {
                    for (end, way) in moves() {
                        if least <= enough {
                            return (strips, least);
                        }
                        let by = if matches!(way, Way::Along) {
                            2.0 * step
                        } else {
                            step
                        };
                        for by in [by, -by] {
                            let tried = strips[k].changed(end, way, by);
                            if tried.length() < SHORTEST_PX {
                                continue;
                            }
                            let new = self.drawn(&tried);
                            let error = self.error(&drawn, k, &new);
                            if error < least {
                                least = error;
                                strips[k] = tried;
                                drawn[k] = new;
                                break;
                            }
                        }
                    }
                }
                if least > before - GAIN {
                    break;
                }
            }
        }
        (strips, least)
    }
}

/// Light that a strip lets through at places.
#[multiversion(targets("x86_64+avx+avx2"))]
fn let_through(strip: Frame, per_reach: f32, places: &[[f32; 2]], light: &mut [f32]) {
    for (light, at) in light.iter_mut().zip(places) {
        *light = 1.0 - strip.cover(*at, per_reach);
    }
}

/// Multiplies light by what a strip lets through.
#[multiversion(targets("x86_64+avx+avx2"))]
fn dim(light: &mut [f32], through: &[f32]) {
    for (light, through) in light.iter_mut().zip(through) {
        *light *= through;
    }
}

/// Light replaced by its squared error against the darkness seen.
#[multiversion(targets("x86_64+avx+avx2"))]
fn squared_errors(light: &mut [f32], darkness: &[f32]) {
    for (light, dark) in light.iter_mut().zip(darkness) {
        let error = dark - 1.0 + *light;
        *light = (error * error).min(MOST * MOST);
    }
}

/// Every end with every way in which it can be changed.
fn moves() -> impl Iterator<Item = (usize, Way)> {
    let ways = [Way::Along, Way::Aside, Way::Wider];
    [0, 1]
        .into_iter()
        .flat_map(move |end| ways.map(|way| (end, way)))
}
