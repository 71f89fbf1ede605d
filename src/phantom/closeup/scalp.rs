//! The hairs of a patch of skin: follicular units with one to three hairs each, fixed for the course.

use std::f64::consts::TAU;

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::super::random::{Purpose, between, spread, stream};
use super::params::{CloseupSpec, Outcome};

/// Least distance of two follicular units, mm.
const UNIT_DISTANCE_MM: f64 = 0.45;

/// Hairs of one unit leave the skin within this distance of its middle, mm.
const UNIT_RADIUS_MM: f64 = 0.06;

/// Spread of the hairs' directions about the local flow, radians.
const DIRECTION_SD: f64 = 0.28;

/// One hair, as it is through the whole course.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hair {
    pub(crate) id: u64,
    /// Where it leaves the skin, mm.
    pub(crate) root: [f64; 2],
    /// Direction at the root, radians.
    pub(crate) direction: f64,
    /// Place in the range of lengths, 0..=1.
    pub(crate) length_rank: f64,
    /// Turn per mm, radians.
    pub(crate) curvature: f64,
    /// Diameter at the root at the baseline, um.
    pub(crate) diameter_um: f64,
    /// Whether it is white.
    pub(crate) white: bool,
    /// Height above others where hairs cross.
    pub(crate) height: f64,
    /// First day on which it is there, as a share of the change until day 181.
    appears: f64,
    /// Share of the change at which it is gone.
    vanishes: f64,
}

impl Hair {
    /// Whether the hair is there when so much of the change is `reached`.
    pub(crate) fn present(&self, reached: f64) -> bool {
        self.appears <= reached && reached < self.vanishes
    }

    /// Whether it is a vellus hair, which is paler.
    pub(crate) fn vellus(&self) -> bool {
        self.diameter_um < 30.0
    }
}

/// Lays the hairs of a patch reaching `half_mm` to each side of the middle.
pub(super) fn lay(spec: &CloseupSpec, seed: u64, half_mm: [f64; 2]) -> Vec<Hair> {
    let mut rng = stream(seed, Purpose::Follicles);
    let coming = match spec.outcome {
        Outcome::Grows | Outcome::Turnover => spec.change,
        Outcome::Stable | Outcome::Loses => 0.0,
    };
    let area_cm2 = 4.0 * half_mm[0] * half_mm[1] / 100.0;
    let wanted = (spec.hairs_per_cm2 * area_cm2 * (1.0 + coming)).round() as usize;
    let flow = Flow::new(&mut rng);
    let mut units: Vec<[f64; 2]> = Vec::new();
    let mut hairs: Vec<Hair> = Vec::with_capacity(wanted);
    let mut tries = 0;
    while hairs.len() < wanted && tries < 200_000 {
        tries += 1;
        let at = [spread(&mut rng, half_mm[0]), spread(&mut rng, half_mm[1])];
        let near = |u: &[f64; 2]| (u[0] - at[0]).hypot(u[1] - at[1]) < UNIT_DISTANCE_MM;
        if units.iter().any(near) {
            continue;
        }
        units.push(at);
        // About 1.8 hairs a unit.
        let count = [1, 1, 2, 2, 3][rng.random_range(0..5_usize)];
        for _ in 0..count {
            hairs.push(hair(spec, &mut rng, &flow, at, hairs.len() as u64));
        }
    }
    hairs.truncate(wanted);
    hairs
}

fn hair(spec: &CloseupSpec, rng: &mut ChaCha8Rng, flow: &Flow, unit: [f64; 2], id: u64) -> Hair {
    let (turn, far) = (
        between(rng, 0.0, TAU),
        UNIT_RADIUS_MM * rng.random::<f64>().sqrt(),
    );
    let root = [unit[0] + far * turn.cos(), unit[1] + far * turn.sin()];
    let vellus = rng.random::<f64>() < spec.vellus_share;
    let diameter_um = if vellus {
        between(rng, 15.0, 28.0)
    } else {
        (spec.calibre_um * (1.0 + 0.17 * normal(rng))).clamp(31.0, 130.0)
    };
    let (mut appears, mut vanishes) = (f64::NEG_INFINITY, f64::INFINITY);
    let comes = matches!(spec.outcome, Outcome::Grows | Outcome::Turnover);
    let goes = matches!(spec.outcome, Outcome::Loses | Outcome::Turnover);
    let (come_rank, go_rank) = (rng.random::<f64>(), rng.random::<f64>());
    let (come_at, go_at) = (between(rng, 1e-3, 1.0), between(rng, 1e-3, 1.0));
    if comes && come_rank < spec.change / (1.0 + spec.change) {
        appears = come_at;
    } else if goes && go_rank < spec.change {
        vanishes = go_at;
    }
    Hair {
        id,
        root,
        direction: flow.at(root) + DIRECTION_SD * normal(rng),
        // Vellus hairs are short.
        length_rank: rng.random::<f64>() * if vellus { 0.35 } else { 1.0 },
        curvature: normal(rng) * if spec.clipped { 0.05 } else { 0.035 },
        diameter_um,
        white: rng.random::<f64>() < spec.look.white_share,
        height: rng.random(),
        appears,
        vanishes,
    }
}

/// Smooth field of directions.
#[derive(Debug)]
struct Flow {
    mean: f64,
    bend: [f64; 2],
}

impl Flow {
    fn new(rng: &mut ChaCha8Rng) -> Self {
        Self {
            mean: between(rng, 0.0, TAU),
            bend: [spread(rng, 0.04), spread(rng, 0.04)],
        }
    }

    fn at(&self, p: [f64; 2]) -> f64 {
        self.mean + self.bend[0] * p[0] + self.bend[1] * p[1]
    }
}

/// Normal, mean 0, standard deviation 1 (Box and Muller 1958, doi:10.1214/aoms/1177706645).
pub(super) fn normal(rng: &mut ChaCha8Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.random::<f64>()).ln()).sqrt();
    radius * (TAU * rng.random::<f64>()).cos()
}
