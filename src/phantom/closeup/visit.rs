//! One visit: when, how the camera is held, how the hair lies and how the photo comes out.

use jiff::ToSpan;
use jiff::civil::Date;
use nalgebra::{Matrix3, Vector3};
use rand::RngExt;

use super::super::course::PhantomError;
use super::super::follicles::growth_reached;
use super::super::random::{Purpose, between, spread, stream};
use super::params::{CloseupSpec, Outcome};
use super::scalp::{Hair, normal};

/// Points along a hair.
const STRAND_POINTS: usize = 24;

/// Thinning from root to tip, as a share of the diameter.
pub(super) const TAPER: f64 = 0.22;

/// One visit.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub(crate) index: usize,
    pub(crate) date: Date,
    pub(crate) file: String,
    pub(crate) size_px: [u32; 2],
    pub(crate) px_per_mm: f64,
    pub(crate) photo_from_skin: Matrix3<f64>,
    /// Share of the six-month change reached.
    pub(crate) reached: f64,
    /// Factor on all diameters.
    pub(crate) calibre: f64,
    /// Factor on all lengths: the clipper's setting, the last cut.
    pub(crate) cut: f64,
    /// Blur, standard deviation, px of this photo.
    pub(crate) blur_px: f64,
    pub(crate) gains: [f64; 3],
    /// Slope of the light across the photo.
    pub(crate) slope: [f64; 2],
    pub(crate) jpeg_quality: u8,
}

/// The visits of a course. The first is the baseline: camera straight, scale as given.
///
/// # Errors
/// A date beyond the calendar.
pub(super) fn visits(spec: &CloseupSpec, seed: u64) -> Result<Vec<Visit>, PhantomError> {
    let visit = |(index, &day): (usize, &u32)| {
        let mut rng = stream(seed, Purpose::Visit(index));
        let other = spec.another_device && index % 2 == 1;
        let (share, shrink) = if other { (0.75, 0.8) } else { (1.0, 1.0) };
        let size_px = spec.size_px.map(|side| (f64::from(side) * share) as u32);
        let first = if index == 0 { 0.0 } else { 1.0 };
        let px_per_mm = spec.px_per_mm * shrink * (1.0 + first * spread(&mut rng, spec.scale));
        let turn = first * spread(&mut rng, spec.rotation_deg).to_radians();
        let shift = [0, 1].map(|_| first * spread(&mut rng, spec.shift_mm));
        let width_mm = f64::from(size_px[0]) / px_per_mm;
        let tilt = [0, 1].map(|_| first * spread(&mut rng, spec.perspective) / width_mm);
        let reached = growth_reached(day);
        let date = spec.start.checked_add(i64::from(day).days())?;
        let copy = spec.visit_days[..index]
            .iter()
            .filter(|d| **d == day)
            .count();
        let suffix = match copy {
            0 => String::new(),
            n => format!("_{}", n + 1),
        };
        let exposure = 1.0 + spread(&mut rng, 0.12);
        Ok(Visit {
            index,
            date,
            file: format!("{date}_closeup{suffix}.jpg"),
            size_px,
            px_per_mm,
            photo_from_skin: camera(size_px, px_per_mm, turn, shift, tilt),
            reached,
            calibre: match spec.outcome {
                Outcome::Grows => 1.0 + 0.1 * reached,
                Outcome::Loses => 1.0 - 0.04 * reached,
                Outcome::Stable | Outcome::Turnover => 1.0,
            },
            cut: 1.0 + spread(&mut rng, 0.12),
            blur_px: between(&mut rng, spec.blur_px[0], spec.blur_px[1]) * px_per_mm / 120.0,
            gains: [0, 1, 2].map(|_| exposure * (1.0 + spread(&mut rng, 0.06))),
            slope: [0, 1].map(|_| spread(&mut rng, 0.15)),
            jpeg_quality: rng.random_range(88..=95),
        })
    };
    spec.visit_days.iter().enumerate().map(visit).collect()
}

/// `tilt`: change of scale per mm along x and y.
fn camera(
    size_px: [u32; 2],
    px_per_mm: f64,
    turn: f64,
    shift: [f64; 2],
    tilt: [f64; 2],
) -> Matrix3<f64> {
    let (sin, cos) = turn.sin_cos();
    let skin = Matrix3::new(
        cos, -sin, shift[0], sin, cos, shift[1], tilt[0], tilt[1], 1.0,
    );
    let [cx, cy] = size_px.map(|side| (f64::from(side) - 1.0) / 2.0);
    Matrix3::new(px_per_mm, 0.0, cx, 0.0, px_per_mm, cy, 0.0, 0.0, 1.0) * skin
}

impl Visit {
    /// Pixel of a point of the skin, mm.
    pub(crate) fn project(&self, p: [f64; 2]) -> [f64; 2] {
        let q = self.photo_from_skin * Vector3::new(p[0], p[1], 1.0);
        [q.x / q.z, q.y / q.z]
    }

    /// The centre line of a hair at this visit, px, root first; `None` when it is not there.
    pub(crate) fn strand(
        &self,
        spec: &CloseupSpec,
        seed: u64,
        hair: &Hair,
    ) -> Option<Vec<[f64; 2]>> {
        if !hair.present(self.reached) {
            return None;
        }
        // One stream per hair and visit, so that a hair's lie does not depend on the others.
        let mut rng = stream(
            seed ^ hair.id.wrapping_mul(0x9e37_79b9_7f4a_7c15),
            Purpose::VisitHair(self.index),
        );
        let lie = if spec.clipped { 0.028 } else { 0.09 };
        let mut direction = hair.direction + lie * normal(&mut rng);
        let [short, long] = spec.length_mm;
        let step =
            (short + (long - short) * hair.length_rank) * self.cut / (STRAND_POINTS - 1) as f64;
        let mut at = hair.root;
        let mut points = vec![self.project(at)];
        for _ in 1..STRAND_POINTS {
            at = [
                at[0] + step * direction.cos(),
                at[1] + step * direction.sin(),
            ];
            direction += hair.curvature * step;
            points.push(self.project(at));
        }
        Some(points)
    }

    /// Diameter at the root at this visit, um.
    pub(crate) fn diameter_um(&self, hair: &Hair) -> f64 {
        hair.diameter_um * self.calibre
    }
}
