//! What lies on the skin or in the immersion and is no hair: bubbles, crumbs, clippings, glare, dye.

use std::f64::consts::TAU;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::super::random::{Purpose, between, stream};
use super::super::sensor::LinearImage;
use super::draw::{Shaft, shaft};
use super::params::CloseupSpec;
use super::visit::Visit;

/// Blue dye before the mouth of a follicle, under the hair: reaches back from the root.
pub(super) fn dye(linear: &mut LinearImage, strand: &[[f64; 2]], px_per_mm: f64) {
    let (root, next) = (strand[0], strand[1]);
    let step = (next[0] - root[0]).hypot(next[1] - root[1]).max(1e-9);
    let back = 0.06 * px_per_mm / step;
    let middle = [0, 1].map(|i| root[i] - back * (next[i] - root[i]));
    soft_disc(linear, middle, 0.11 * px_per_mm, |pixel, depth| {
        for (value, share) in pixel.iter_mut().zip([0.5, 0.3, 0.05]) {
            *value *= 1.0 - share * depth;
        }
    });
}

/// Crumbs and loose clippings on the skin of one visit.
pub(super) fn debris(linear: &mut LinearImage, spec: &CloseupSpec, seed: u64, visit: &Visit) {
    let mut rng = stream(seed, Purpose::VisitScene(visit.index));
    for k in 0..spec.debris {
        let at = anywhere(&mut rng, visit);
        let turn = between(&mut rng, 0.0, TAU);
        let flake = k % 3 == 1;
        let (length, width) = match k % 3 {
            // A clipping as thick as a hair and too short for one, a flake, a crumb.
            0 => (between(&mut rng, 0.1, 0.25), 0.06),
            1 => (between(&mut rng, 0.08, 0.3), between(&mut rng, 0.06, 0.15)),
            _ => (between(&mut rng, 0.03, 0.08), between(&mut rng, 0.03, 0.07)),
        };
        let reach = length * visit.px_per_mm / 2.0;
        let ends = [-1.0, 1.0].map(|s| {
            [
                at[0] + s * reach * turn.cos(),
                at[1] + s * reach * turn.sin(),
            ]
        });
        let look = Shaft {
            diameter_px: width * visit.px_per_mm,
            colour: if flake {
                [0.85, 0.83, 0.78]
            } else {
                spec.look.hair
            },
            opacity: if flake { 0.7 } else { 0.9 },
            shine: 0.0,
        };
        shaft(linear, &ends, &look);
    }
}

/// Bubbles and reflections above everything.
pub(super) fn immersion(linear: &mut LinearImage, spec: &CloseupSpec, seed: u64, visit: &Visit) {
    let mut rng = stream(seed, Purpose::VisitComb(visit.index));
    for _ in 0..spec.bubbles {
        let at = anywhere(&mut rng, visit);
        bubble(linear, at, between(&mut rng, 0.1, 0.45) * visit.px_per_mm);
    }
    for _ in 0..spec.glare {
        let at = anywhere(&mut rng, visit);
        let radius = between(&mut rng, 0.05, 0.2) * visit.px_per_mm;
        soft_disc(linear, at, radius, |pixel, depth| {
            for value in pixel {
                *value += 0.9 * depth;
            }
        });
    }
}

/// A dark rim with a bright crescent: an air bubble bends the light away at its edge.
fn bubble(linear: &mut LinearImage, at: [f64; 2], radius: f64) {
    let points: Vec<[f64; 2]> = (0..=48)
        .map(|i| {
            let turn = TAU * f64::from(i) / 48.0;
            [at[0] + radius * turn.cos(), at[1] + radius * turn.sin()]
        })
        .collect();
    let rim = Shaft {
        diameter_px: (0.12 * radius).max(1.5),
        colour: [0.12, 0.10, 0.08],
        opacity: 0.5,
        shine: 0.0,
    };
    shaft(linear, &points, &rim);
    let spot = [at[0] - 0.45 * radius, at[1] - 0.45 * radius];
    soft_disc(linear, spot, 0.18 * radius, |pixel, depth| {
        for value in pixel {
            *value += 0.7 * depth;
        }
    });
}

fn anywhere(rng: &mut ChaCha8Rng, visit: &Visit) -> [f64; 2] {
    visit
        .size_px
        .map(|side| rng.random::<f64>() * f64::from(side))
}

/// Calls `mark` with every pixel near a point and a depth that falls as a Gaussian bell from 1.
fn soft_disc(
    linear: &mut LinearImage,
    at: [f64; 2],
    radius: f64,
    mark: impl Fn(&mut [f32; 3], f32),
) {
    let reach = 3.0 * radius;
    let range = |centre: f64, side: u32| {
        let low = (centre - reach).ceil().max(0.0) as u32;
        let high = (centre + reach).floor().min(f64::from(side) - 1.0);
        low..if high < 0.0 { low } else { high as u32 + 1 }
    };
    for y in range(at[1], linear.height()) {
        for x in range(at[0], linear.width()) {
            let far = (f64::from(x) - at[0]).hypot(f64::from(y) - at[1]) / radius;
            mark(
                &mut linear.get_pixel_mut(x, y).0,
                (-0.5 * far * far).exp() as f32,
            );
        }
    }
}
