//! Follicles: fixed on the head for the whole course. A follicle bears a hair at a visit when its
//! rank lies below the local density, so growth adds hairs without moving the others.

use rand::RngExt;
use rayon::prelude::*;

use super::head::{self, Vec3};
use super::params::{DensitySpec, GrowthSpec};
use super::random::{Purpose, between, spread, stream};

/// Follicles are laid for this multiple of the full density, room for growth beyond it.
const RESERVE: f64 = 1.5;

/// Hairs of one follicular unit leave the skin within this distance, mm.
const UNIT_RADIUS_MM: f64 = 0.25;

/// One follicle.
#[derive(Debug, Clone, Copy)]
pub(super) struct Follicle {
    /// Where the hair leaves the skin, head frame, mm.
    pub(crate) root: Vec3,
    /// Hair is present where local density (share of full) exceeds this.
    pub(crate) rank: f64,
    /// Own deviation from the combing direction, radians.
    pub(crate) turn: f64,
    /// Own factor on length.
    pub(crate) length: f64,
    /// Own factor on diameter.
    pub(crate) calibre: f64,
    /// Phase of the curl, radians.
    pub(crate) phase: f64,
    /// Own factor on brightness.
    pub(crate) tint: f64,
    /// 0..1; white hair below the grey share.
    pub(crate) grey_rank: f64,
}

/// Lays the follicles of a head. Full density is `hairs_per_cm2`.
pub(super) fn lay_follicles(density: &DensitySpec, seed: u64) -> Vec<Follicle> {
    let skull = head::skull();
    let hairs = density.hairs_per_cm2.max(0.0) / 100.0 * skull.area() * RESERVE;
    let mut rng = stream(seed, Purpose::Follicles);
    let mut follicles = Vec::new();
    // Rejected tries and bare skin leave fewer: `laid` counts the whole ellipsoid.
    let mut laid = 0.0;
    while laid < hairs {
        let unit = Vec3::from_fn(|_, _| spread(&mut rng, 1.0));
        let norm = unit.norm();
        if !(0.05..=1.0).contains(&norm) {
            continue;
        }
        let unit = unit / norm;
        // Area of the ellipsoid per area of the unit sphere, relative to its maximum.
        let s = skull.semi;
        let stretch = Vec3::new(s.y * s.z * unit.x, s.x * s.z * unit.y, s.x * s.y * unit.z).norm();
        let largest = (s.y * s.z).max(s.x * s.z).max(s.x * s.y);
        if rng.random::<f64>() * largest > stretch {
            continue;
        }
        let centre = unit.component_mul(&s);
        let in_unit = rng.random_range(1..=3_u32);
        laid += f64::from(in_unit);
        for _ in 0..in_unit {
            let offset = Vec3::from_fn(|_, _| spread(&mut rng, UNIT_RADIUS_MM));
            follicles.push(Follicle {
                root: skull.onto(centre + offset),
                rank: between(&mut rng, 0.0, RESERVE),
                turn: spread(&mut rng, 0.22) + spread(&mut rng, 0.12),
                length: between(&mut rng, 0.55, 1.1),
                calibre: between(&mut rng, 0.75, 1.2),
                phase: between(&mut rng, 0.0, std::f64::consts::TAU),
                tint: between(&mut rng, 0.75, 1.3),
                grey_rank: rng.random(),
            });
        }
    }
    follicles.retain(|f| head::hair_bearing(f.root) > 0.01);
    follicles
}

/// Share of the six-month change reached on a day: 0 on day 0, 1 on day 181.
pub(super) fn growth_reached(day: u32) -> f64 {
    let rise = |d: f64| 1.0 - (-d / 75.0).exp();
    rise(f64::from(day)) / rise(181.0)
}

/// Local density as a share of full density, for the state of one visit.
#[derive(Debug, Clone)]
pub(super) struct DensityField<'a> {
    pub(crate) density: &'a DensitySpec,
    pub(crate) growth: &'a GrowthSpec,
    /// Share of the six-month change reached, see [`growth_reached`].
    pub(crate) reached: f64,
}

impl DensityField<'_> {
    /// Share of full density at a point; may exceed 1 after growth.
    pub(crate) fn at(&self, p: Vec3) -> f64 {
        let (vertex, frontal) = (head::vertex_weight(p), head::frontal_weight(p));
        let left = (1.0 - self.density.vertex_thinning * vertex)
            * (1.0 - self.density.frontal_thinning * frontal);
        let g = self.growth;
        let change = self.reached * (g.overall + g.vertex * vertex + g.frontal * frontal);
        (left * (1.0 + change)).max(0.0) * head::hair_bearing(p)
    }

    /// Follicles that bear a hair, each with the local share of full density.
    pub(crate) fn bearing(&self, follicles: &[Follicle]) -> Vec<(Follicle, f64)> {
        follicles
            .par_iter()
            .filter_map(|f| {
                let share = self.at(f.root);
                (f.rank < share).then_some((*f, share))
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_density_is_what_was_asked_for() {
        let density = DensitySpec {
            hairs_per_cm2: 100.0,
            vertex_thinning: 0.0,
            frontal_thinning: 0.0,
        };
        let follicles = lay_follicles(&density, 7);
        let field = DensityField {
            density: &density,
            growth: &GrowthSpec::default(),
            reached: 0.0,
        };
        // Cap of the skull above z = 0.9 c: area by numerical integration over the angles.
        let cap = 0.9 * head::skull().semi.z;
        let steps = 400;
        let (mut area, semi) = (0.0, head::skull().semi);
        for i in 0..steps {
            for j in 0..steps {
                let cos = 0.9 + 0.1 * (f64::from(i) + 0.5) / f64::from(steps);
                let turn = std::f64::consts::TAU * (f64::from(j) + 0.5) / f64::from(steps);
                let sin = (1.0 - cos * cos).sqrt();
                let u = Vec3::new(sin * turn.cos(), sin * turn.sin(), cos);
                let stretch = Vec3::new(
                    semi.y * semi.z * u.x,
                    semi.x * semi.z * u.y,
                    semi.x * semi.y * u.z,
                );
                area += stretch.norm() * 0.1 / f64::from(steps) * std::f64::consts::TAU
                    / f64::from(steps);
            }
        }
        let count = field
            .bearing(&follicles)
            .iter()
            .filter(|(f, _)| f.root.z > cap)
            .count();
        let per_cm2 = count as f64 / (area / 100.0);
        // About 4000 hairs in units of 1 to 3: relative standard error sqrt(14/36*6/4000) = 2.4 %.
        assert!((per_cm2 - 100.0).abs() < 10.0, "{per_cm2} hairs/cm2");
    }

    #[test]
    fn growth_keeps_every_hair_and_adds_some() {
        let density = DensitySpec::default();
        let follicles = lay_follicles(&density, 3);
        let growth = GrowthSpec {
            vertex: 0.5,
            ..Default::default()
        };
        let at = |reached| {
            DensityField {
                density: &density,
                growth: &growth,
                reached,
            }
            .bearing(&follicles)
        };
        let (before, after) = (at(0.0), at(1.0));
        assert!(after.len() > before.len());
        // Order is kept, so the hairs of before are a subsequence of those of after.
        let mut later = after.iter();
        assert!(
            before
                .iter()
                .all(|(f, _)| later.any(|(g, _)| g.root == f.root))
        );
    }
}
