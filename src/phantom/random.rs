//! Seeded randomness: one independent stream per purpose, so that a change in one place does not
//! reshuffle another, and smooth random fields over the head.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::head::Vec3;

/// What a stream of random numbers is for. Per-visit purposes carry the visit's index.
#[derive(Debug, Clone, Copy)]
pub(super) enum Purpose {
    Preset,
    Follicles,
    Skin,
    Scene,
    Comb,
    Visit(usize),
    VisitComb(usize),
    VisitHair(usize),
    VisitScene(usize),
    VisitNoise(usize, u32),
}

/// The generator of a seed and purpose.
pub(super) fn stream(seed: u64, purpose: Purpose) -> ChaCha8Rng {
    let number = match purpose {
        Purpose::Preset => 1,
        Purpose::Follicles => 2,
        Purpose::Skin => 3,
        Purpose::Scene => 4,
        Purpose::Comb => 5,
        Purpose::Visit(i) => visit(i, 0),
        Purpose::VisitComb(i) => visit(i, 1),
        Purpose::VisitHair(i) => visit(i, 2),
        Purpose::VisitScene(i) => visit(i, 3),
        Purpose::VisitNoise(i, row) => visit(i, 16 + u64::from(row)),
    };
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    rng.set_stream(number);
    rng
}

fn visit(index: usize, part: u64) -> u64 {
    ((index as u64 + 1) << 32) + part
}

/// Uniform in `-half_width..=half_width`.
pub(super) fn spread(rng: &mut ChaCha8Rng, half_width: f64) -> f64 {
    half_width * rng.random_range(-1.0..=1.0)
}

/// Uniform in `low..=high`.
pub(super) fn between(rng: &mut ChaCha8Rng, low: f64, high: f64) -> f64 {
    low + (high - low) * rng.random::<f64>()
}

/// Smooth random field over space: a sum of plane waves, root mean square 1.
#[derive(Debug, Clone)]
pub(super) struct WaveField {
    waves: Vec<(Vec3, f64)>,
}

impl WaveField {
    /// A field of `count` waves whose length is about `wavelength_mm`.
    pub(crate) fn new(rng: &mut ChaCha8Rng, count: usize, wavelength_mm: f64) -> Self {
        let waves = (0..count)
            .map(|_| {
                let direction = Vec3::from_fn(|_, _| spread(rng, 1.0));
                let length = wavelength_mm * between(rng, 0.6, 1.5);
                let wave = direction / direction.norm().max(1e-3) * std::f64::consts::TAU / length;
                (wave, between(rng, 0.0, std::f64::consts::TAU))
            })
            .collect();
        Self { waves }
    }

    /// Value at a point of the head, mm; mean 0, root mean square 1.
    pub(crate) fn at(&self, p: Vec3) -> f64 {
        let sum: f64 = self
            .waves
            .iter()
            .map(|(k, phase)| (k.dot(&p) + phase).sin())
            .sum();
        sum * (2.0 / self.waves.len() as f64).sqrt()
    }
}
