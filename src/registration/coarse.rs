//! First guesses: turns, scales and shifts searched exhaustively at low resolution around the
//! match of the two head outlines.

use super::channels::{CHANNELS, Level};
use super::field::{self, CHANNEL_WEIGHT, Field, LEAST_MASK, Sample};
use super::motion::{Motion, PlaneKind};
use super::place::Place;
use super::work::Work;
use nalgebra::Matrix3;

/// Step of the searched turns, degrees.
const TURN_STEP: usize = 10;

/// What is searched around the match of the two heads' places.
#[derive(Debug, Clone, Copy)]
pub(super) struct Range {
    /// Scale factors.
    pub(crate) scales: &'static [f64],
    /// Step of the shifts in head radii, and steps either way.
    pub(crate) shift_step: f64,
    pub(crate) shift_steps: i32,
    /// Samples compared.
    pub(crate) samples: usize,
}

/// Where both outlines can be believed.
pub(super) const NEAR: Range = Range {
    scales: &[0.84, 0.92, 1.0, 1.09, 1.19],
    shift_step: 0.08,
    shift_steps: 2,
    samples: 500,
};

/// Where the outlines may be wrong in size by half and in place by half a radius.
pub(super) const WIDE: Range = Range {
    scales: &[
        0.6, 0.66, 0.73, 0.8, 0.88, 0.96, 1.06, 1.16, 1.28, 1.4, 1.54,
    ],
    shift_step: 0.1,
    shift_steps: 6,
    samples: 350,
};

/// A first guess with its score.
#[derive(Debug, Clone)]
pub(super) struct Guess {
    pub(crate) motion: Motion,
    pub(crate) score: f64,
    pub(crate) turn_deg: f64,
}

/// Matrix from reference to moving px of a similarity about the two centres, shifted by
/// `shift` reference radii.
fn similarity(
    reference: Place,
    moving: Place,
    turn_deg: f64,
    scale: f64,
    shift: (f64, f64),
) -> Matrix3<f64> {
    let k = scale * moving.radius / reference.radius;
    let (s, c) = turn_deg.to_radians().sin_cos();
    let (a, b) = (k * c, k * s);
    let (px, py) = (
        reference.center.x - shift.0 * reference.radius,
        reference.center.y - shift.1 * reference.radius,
    );
    Matrix3::new(
        a,
        -b,
        moving.center.x - a * px + b * py,
        b,
        a,
        moving.center.y - b * px - a * py,
        0.0,
        0.0,
        1.0,
    )
}

/// Correlation less what the two photos do not share.
pub(super) fn score(motion: &Motion, samples: &[Sample], field: &Field) -> f64 {
    let (correlation, overlap) = field::correlation(motion, samples, field, |_| true);
    correlation - 0.5 * (1.0 - overlap)
}

/// A level for reading at the nearest pixel: the channels and 1, or zeros off the head.
struct Grid {
    width: usize,
    height: usize,
    cells: Vec<[f32; LANES]>,
}

/// Values of a pixel that are added up at once: the channels, then 1 and 0.
const LANES: usize = 4;

/// A sample's channels and their squares, in the lanes of [`Grid::cells`].
struct Lanes {
    values: [f32; LANES],
    squares: [f32; LANES],
}

impl Lanes {
    fn new(sample: &Sample) -> Self {
        let mut values = [0.0; LANES];
        values[..CHANNELS].copy_from_slice(&sample.values);
        Self {
            values,
            squares: values.map(|v| v * v),
        }
    }
}

impl Grid {
    fn new(level: &Level) -> Self {
        let cells = level.mask.data.iter().enumerate().map(|(i, &m)| {
            if m < LEAST_MASK {
                return [0.0; LANES];
            }
            let [a, b] = [0, 1].map(|c: usize| level.channels[c].data[i]);
            [a, b, 1.0, 0.0]
        });
        Self {
            width: level.width,
            height: level.height,
            cells: cells.collect(),
        }
    }

    /// Like [`score`], of samples whose places in px of the level are `at`, shifted by `(dx, dy)`.
    /// The channels are zero-mean by construction.
    fn score(&self, samples: &[Lanes], at: &[(f32, f32)], dx: f32, dy: f32) -> f64 {
        let mut own = [0.0f32; LANES];
        let mut other = [0.0f32; LANES];
        let mut both = [0.0f32; LANES];
        for (s, (x, y)) in samples.iter().zip(at) {
            // Half a pixel is added before the cut; what lies left of or above the photo is
            // negative and becomes 0 by the cast, hence the test before it.
            let (x, y) = (x + dx, y + dy);
            if x < 0.0 || y < 0.0 {
                continue;
            }
            // By way of 32 bits, which takes a third of the instructions.
            let (x, y) = (x as u32 as usize, y as u32 as usize);
            if x >= self.width || y >= self.height {
                continue;
            }
            let cell = self.cells[y * self.width + x];
            for c in 0..LANES {
                own[c] += s.squares[c] * cell[CHANNELS];
                other[c] += cell[c] * cell[c];
                both[c] += s.values[c] * cell[c];
            }
        }
        // Ones, added up as squares.
        let seen = other[CHANNELS];
        let mut correlation = 0.0;
        for c in 0..CHANNELS {
            let power = own[c] * other[c];
            if power > 0.0 {
                correlation += CHANNEL_WEIGHT[c] * f64::from(both[c] / power.sqrt());
            }
        }
        let overlap = f64::from(seen) / samples.len().max(1) as f64;
        correlation / CHANNEL_WEIGHT.iter().sum::<f64>() - 0.5 * (1.0 - overlap)
    }
}

/// The best guesses, best first, all clearly different, at most `most`.
pub(super) fn search(reference: &Work, moving: &Work, range: &Range, most: usize) -> Vec<Guess> {
    let (from, to) = (reference.place, moving.place);
    let samples = field::samples(reference.level(reference.coarsest()), from, range.samples);
    let level = moving.level_like(reference, reference.coarsest());
    let grid = Grid::new(level);
    let lanes: Vec<Lanes> = samples.iter().map(Lanes::new).collect();
    let mut guesses = Vec::new();
    let mut at = Vec::with_capacity(samples.len());
    for turn in (0..360).step_by(TURN_STEP) {
        let mut best: Option<Guess> = None;
        for &scale in range.scales {
            let middle = similarity(from, to, turn as f64, scale, (0.0, 0.0));
            at.clear();
            at.extend(samples.iter().map(|s| {
                let x = middle[(0, 0)] * s.at.x + middle[(0, 1)] * s.at.y + middle[(0, 2)];
                let y = middle[(1, 0)] * s.at.x + middle[(1, 1)] * s.at.y + middle[(1, 2)];
                (
                    ((x + 0.5) / level.scale) as f32,
                    ((y + 0.5) / level.scale) as f32,
                )
            }));
            for iy in -range.shift_steps..=range.shift_steps {
                for ix in -range.shift_steps..=range.shift_steps {
                    let shift = (
                        f64::from(ix) * range.shift_step,
                        f64::from(iy) * range.shift_step,
                    );
                    let matrix = similarity(from, to, turn as f64, scale, shift);
                    let d =
                        |row: usize| ((matrix[(row, 2)] - middle[(row, 2)]) / level.scale) as f32;
                    let score = grid.score(&lanes, &at, d(0), d(1));
                    if best.as_ref().is_none_or(|b| score > b.score) {
                        best = Some(Guess {
                            motion: Motion::Plane {
                                kind: PlaneKind::Similarity,
                                matrix,
                            },
                            score,
                            turn_deg: turn as f64,
                        });
                    }
                }
            }
        }
        guesses.extend(best);
    }
    different(guesses, most)
}

/// The best of guesses with clearly different turns, best first.
fn different(mut guesses: Vec<Guess>, most: usize) -> Vec<Guess> {
    guesses.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut kept: Vec<Guess> = Vec::new();
    for g in guesses {
        let near = |k: &Guess| {
            let d = (k.turn_deg - g.turn_deg).rem_euclid(360.0);
            d.min(360.0 - d) < 1.5 * TURN_STEP as f64
        };
        if kept.len() < most && !kept.iter().any(near) {
            kept.push(g);
        }
    }
    kept
}
