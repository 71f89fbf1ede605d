//! Hair strands: each grows out of its follicle along the comb's flow, hugging the head.

use rand_chacha::ChaCha8Rng;

use super::comb::Comb;
use super::follicles::Follicle;
use super::head::{self, Vec3};
use super::params::HairSpec;
use super::random::between;

/// A point of a strand, head frame.
#[derive(Debug, Clone, Copy)]
pub(super) struct StrandPoint {
    /// Position, mm.
    pub(crate) at: Vec3,
    /// Unit tangent towards the tip.
    pub(crate) tangent: Vec3,
    /// Outward unit normal of the scalp below.
    pub(crate) normal: Vec3,
}

/// A hair at one visit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hair {
    pub(crate) follicle: Follicle,
    /// Length, mm.
    pub(crate) length_mm: f64,
    /// Diameter, mm.
    pub(crate) diameter_mm: f64,
    /// Height over the scalp, mm; decides what lies on top.
    pub(crate) height_mm: f64,
    /// Direction against the style's flow at the root, radians.
    pub(crate) turn: f64,
}

impl Hair {
    /// The follicle's hair at a visit whose cut is `cut` times the nominal length. Where the
    /// local `share` of full density is low, hair is miniaturised: shorter and thinner.
    pub(crate) fn new(
        follicle: Follicle,
        share: f64,
        spec: &HairSpec,
        cut: f64,
        comb: &Comb,
        rng: &mut ChaCha8Rng,
    ) -> Self {
        let vigour = share.clamp(0.0, 1.0).sqrt();
        Self {
            length_mm: spec.length_mm * cut * follicle.length * (0.45 + 0.55 * vigour),
            diameter_mm: spec.calibre_um / 1000.0 * follicle.calibre * (0.55 + 0.45 * vigour),
            height_mm: comb.height_at(follicle.root, rng) * (spec.length_mm / 12.0).min(1.0),
            turn: follicle.turn + comb.turn_at(follicle.root) + between(rng, -0.08, 0.08),
            follicle,
        }
    }

    /// Walks the strand into `points`, root first.
    pub(crate) fn trace(&self, spec: &HairSpec, comb: &Comb, points: &mut Vec<StrandPoint>) {
        let skull = head::skull();
        // Curls from wide waves to tight coils; at least eight points a turn.
        let curl_mm = 28.0 - 22.0 * spec.curl;
        let longest = if spec.curl > 0.02 { curl_mm / 8.0 } else { 2.5 };
        let steps = (self.length_mm / longest.min(2.5)).ceil().max(2.0);
        let step = self.length_mm / steps;
        points.clear();
        let mut ground = self.follicle.root;
        for i in 0..=(steps as u32) {
            let along_mm = f64::from(i) * step;
            let normal = skull.normal(ground);
            let flow = comb.flow(ground, normal);
            let swing = (std::f64::consts::TAU * along_mm / curl_mm + self.follicle.phase).sin();
            // A hair leaves the skin in its own direction and bends into the flow.
            let bend = self.turn * (0.5 + 0.5 * (-along_mm / 12.0).exp());
            let (sin, cos) = (bend + 1.3 * spec.curl * swing).sin_cos();
            let across = normal.cross(&flow);
            let tangent = flow * cos + across * sin;
            let height = self.height_mm * (1.0 - (-along_mm / 4.0).exp());
            points.push(StrandPoint {
                at: ground + normal * height,
                tangent,
                normal,
            });
            ground = skull.onto(ground + tangent * step);
        }
    }
}
