//! A second witness beside the networks: what rings around the middle of the picture show, as
//! harmonics of the angle. A plain sum of them scores every side; a turn of the picture turns each
//! harmonic by its phase, so all four quarter turns come of one look. Written by
//! `training/orientation/rings.py`.

use std::sync::LazyLock;

use image::RgbImage;

use super::net::KINDS;
use crate::plane::Plane;
use crate::resize::{Kernel, resized_part};

/// Pixels of a side of the picture looked at.
const SIDE: u32 = 128;
/// Pixels left away on each side of a picture that is so much larger: the networks' windows.
const EDGES: [u32; 2] = [0, 8];
/// Radii, in half sides of a square of which the picture shows [`REACH`].
const RINGS: [f64; 10] = [0.10, 0.24, 0.38, 0.52, 0.64, 0.76, 0.88, 1.00, 1.12, 1.26];
const REACH: f64 = 1.36;
const ANGLES: usize = 48;
/// From the mean, which is harmonic 0.
const HARMONICS: usize = 5;
const CHANNELS: usize = 9;
const FEATURES: usize = RINGS.len() * CHANNELS * HARMONICS;
/// Scores that count what is the same in a mirror: four sides, and left and right as one.
const EVEN: usize = KINDS - 1;
/// Part of half a side that is taken for the head.
const CORE: f64 = 0.62;

/// Little-endian 32-bit floats: of each even score the weights, by ring, channel and harmonic; the
/// weights of what a mirror changes, by which left and right differ; the offsets.
const WEIGHTS: &[u8] = include_bytes!("rings.bin");

/// Of each quarter turn (counter-clockwise, that brings the head into its canonical pose) and each
/// side, in the order of `SeenFrom::ALL`.
pub(crate) type RingScores = [[f32; KINDS]; 4];

/// Scores of an upright photo, the mean of its windows.
pub(crate) fn look_at(photo: &RgbImage) -> RingScores {
    let looks = EDGES.map(|edge| {
        let whole = SIDE + 2 * edge;
        let part = [edge, edge, SIDE, SIDE];
        scores(&resized_part(photo, (whole, whole), part, Kernel::Area))
    });
    let mean = |k: usize, c: usize| looks.iter().map(|l| l[k][c]).sum::<f32>() / looks.len() as f32;
    std::array::from_fn(|k| std::array::from_fn(|c| mean(k, c)))
}

/// Scores of a picture of `SIDE` x `SIDE` pixels.
pub(crate) fn scores(picture: &RgbImage) -> RingScores {
    let found = harmonics(picture);
    std::array::from_fn(|turns| weights().scores(&turned(&found, turns)))
}

/// A complex number; a mirror keeps the first part and changes the sign of the second.
type Wave = [f64; 2];

struct Weights {
    even: [Vec<f32>; EVEN],
    odd: Vec<f32>,
    offsets: [f32; EVEN],
}

fn weights() -> &'static Weights {
    static WEIGHTS_READ: LazyLock<Weights> = LazyLock::new(|| {
        let (values, _) = WEIGHTS.as_chunks::<4>();
        let values: Vec<f32> = values.iter().map(|&b| f32::from_le_bytes(b)).collect();
        let (even, rest) = values.split_at(EVEN * FEATURES);
        let (odd, offsets) = rest.split_at(FEATURES);
        Weights {
            even: std::array::from_fn(|c| even[c * FEATURES..][..FEATURES].to_vec()),
            odd: odd.to_vec(),
            offsets: std::array::from_fn(|c| offsets[c]),
        }
    });
    &WEIGHTS_READ
}

impl Weights {
    fn scores(&self, found: &[Wave]) -> [f32; KINDS] {
        let sum = |weights: &[f32], part: usize| {
            let terms = weights.iter().zip(found);
            terms
                .map(|(&w, wave)| f64::from(w) * wave[part])
                .sum::<f64>() as f32
        };
        let even: [f32; EVEN] = std::array::from_fn(|c| self.offsets[c] + sum(&self.even[c], 0));
        let odd = sum(&self.odd, 1);
        let [top, front_top, front, back, side] = even;
        [top, front_top, front, back, side + odd, side - odd]
    }
}

/// The harmonics of the picture turned counter-clockwise by quarters: times the imaginary unit as
/// often as quarters and harmonic say.
fn turned(found: &[Wave], quarters: usize) -> Vec<Wave> {
    let turn = |(i, &[re, im]): (usize, &Wave)| match i % HARMONICS * quarters % 4 {
        0 => [re, im],
        1 => [-im, re],
        2 => [-re, -im],
        _ => [im, -re],
    };
    found.iter().enumerate().map(turn).collect()
}

/// By ring, channel and harmonic, the angle from straight up.
fn harmonics(picture: &RgbImage) -> Vec<Wave> {
    let planes = channels(picture).map(|plane| plane.blurred(2.0));
    let directions = directions(1.0, 0.0);
    let phases: [_; HARMONICS] = std::array::from_fn(|harmonic| {
        self::directions(harmonic as f64, std::f64::consts::FRAC_PI_2)
    });
    let mut found = Vec::with_capacity(FEATURES);
    for radius in RINGS {
        for (channel, plane) in planes.iter().enumerate() {
            let values = around(plane, radius, &directions);
            for phases in &phases {
                let [re, im] = wave(&values, phases);
                // The last changes its sign in a mirror.
                let is_odd = channel == CHANNELS - 1;
                found.push(if is_odd { [-im, re] } else { [re, im] });
            }
        }
    }
    found
}

fn around(plane: &Plane, radius: f64, directions: &Directions) -> [f64; ANGLES] {
    let middle = (f64::from(SIDE) - 1.0) / 2.0;
    let radius = f64::from(SIDE) / 2.0 / REACH * radius;
    std::array::from_fn(|i| {
        let [sin, cos] = directions[i];
        let (x, y) = (middle + radius * cos, middle + radius * sin);
        let value = plane.sample(x as f32, y as f32);
        f64::from(value.expect("the rings lie within the picture"))
    })
}

fn angle(i: usize) -> f64 {
    std::f64::consts::TAU * i as f64 / ANGLES as f64
}

/// Sine and cosine of some angles around a circle.
type Directions = [[f64; 2]; ANGLES];

/// Those `times` the angles of a ring, each turned by `from` before.
fn directions(times: f64, from: f64) -> Directions {
    std::array::from_fn(|i| (times * (angle(i) + from)).sin_cos().into())
}

fn wave(values: &[f64; ANGLES], phases: &Directions) -> Wave {
    let mut sum = [0.0; 2];
    for (value, [sin, cos]) in values.iter().zip(phases) {
        sum[0] += value * cos;
        sum[1] -= value * sin;
    }
    sum.map(|s| s / ANGLES as f64)
}

/// Light, red, yellow, gradient, grain, skin, smooth skin, edges along and slanting to the rings.
fn channels(picture: &RgbImage) -> [Plane; CHANNELS] {
    let side = SIDE as usize;
    let plane = |value: fn([f32; 3]) -> f32| {
        Plane::from_fn(side, side, |x, y| {
            let pixel = picture.get_pixel(x as u32, y as u32).0;
            value(pixel.map(|v| f32::from(v) / 2.55))
        })
    };
    let light = plane(light_of);
    let red = plane(|[r, g, _]| 0.9 * (r - g));
    let yellow = plane(|[r, g, b]| 0.9 * ((r + g) / 2.0 - b));
    // How far red and blue lie from light, as in YCrCb; skin of every tone lies near one place.
    let colour = plane(|rgb| {
        let light = light_of(rgb);
        let (red, blue) = (1.82 * (rgb[0] - light), 1.44 * (rgb[2] - light));
        (-0.5 * (((red - 24.0) / 12.0).powi(2) + ((blue + 24.0) / 12.0).powi(2))).exp()
    });
    let grain = light
        .zip(&light.blurred(1.6), |a, b| (a - b).powi(2))
        .blurred(3.2)
        .map(|v| (v + 0.3).ln());
    let smooth = colour.zip(&grain, |skin, grain| {
        skin / (1.0 + (2.0 * (grain - 1.0)).exp())
    });
    let [energy, along, slanting] = edges(&light);
    [
        level(&light),
        level(&red),
        level(&yellow),
        less_core(&energy),
        less_core(&grain),
        colour,
        smooth,
        along,
        slanting,
    ]
}

fn light_of([r, g, b]: [f32; 3]) -> f32 {
    0.299 * r + 0.587 * g + 0.114 * b
}

/// Logarithm of the gradient's square, and how far edges run along a ring and slanting to it (-1..=1).
fn edges(light: &Plane) -> [Plane; 3] {
    let soft = light.blurred(1.2);
    let last = SIDE as usize - 1;
    let across =
        |x: usize, y: usize| soft.at((x + 1).min(last), y) - soft.at(x.saturating_sub(1), y);
    let down = |x: usize, y: usize| soft.at(x, (y + 1).min(last)) - soft.at(x, y.saturating_sub(1));
    let product =
        |f: &dyn Fn(usize, usize) -> f32| Plane::from_fn(last + 1, last + 1, f).blurred(2.4);
    let xx = product(&|x, y| across(x, y).powi(2));
    let xy = product(&|x, y| across(x, y) * down(x, y));
    let yy = product(&|x, y| down(x, y).powi(2));
    let turned = |x: usize, y: usize| {
        let all = xx.at(x, y) + yy.at(x, y) + 0.4;
        let (straight, slanting) = ((xx.at(x, y) - yy.at(x, y)) / all, 2.0 * xy.at(x, y) / all);
        let middle = last as f32 / 2.0;
        let (u, v) = (x as f32 - middle, y as f32 - middle);
        let square = u * u + v * v;
        let (cos, sin) = ((u * u - v * v) / square, 2.0 * u * v / square);
        [
            straight * cos + slanting * sin,
            slanting * cos - straight * sin,
        ]
    };
    [
        xx.zip(&yy, |a, b| (a + b + 0.1).ln()),
        Plane::from_fn(last + 1, last + 1, |x, y| turned(x, y)[0]),
        Plane::from_fn(last + 1, last + 1, |x, y| turned(x, y)[1]),
    ]
}

/// Less the head's mean, in spreads of the picture.
fn level(plane: &Plane) -> Plane {
    let n = plane.data.len() as f64;
    let mean = plane.data.iter().map(|&v| f64::from(v)).sum::<f64>() / n;
    let squares = plane.data.iter().map(|&v| (f64::from(v) - mean).powi(2));
    let spread = (squares.sum::<f64>() / n).sqrt() as f32 + 1.0;
    less_core(plane).map(|v| v / spread)
}

/// Less the head's mean.
fn less_core(plane: &Plane) -> Plane {
    let middle = (f64::from(SIDE) - 1.0) / 2.0;
    let within = (CORE * f64::from(SIDE) / 2.0).powi(2);
    let side = SIDE as usize;
    let (mut sum, mut count) = (0.0, 0.0);
    for (i, &value) in plane.data.iter().enumerate() {
        let (x, y) = ((i % side) as f64 - middle, (i / side) as f64 - middle);
        if x * x + y * y < within {
            sum += f64::from(value);
            count += 1.0;
        }
    }
    let mean = (sum / count) as f32;
    plane.map(|v| v - mean)
}
