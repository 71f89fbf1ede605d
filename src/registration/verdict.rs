//! The certificate of an alignment: what was measured, whether to trust it, and what to do if not.

use super::certificate::{self, BlockShift};
use super::choice::Candidate;
use super::decide;
use super::full_transform;
use super::ladder;
use super::motion::{Motion, PlaneKind};
use super::params::RegistrationParams;
use super::transform::Transform;
use super::work::Work;
use crate::geometry::{Area, Point};
use serde::{Deserialize, Serialize};

/// Whether an alignment may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Certified.
    Ok,
    /// Plausible, but a check is outside its limit; measured with a warning.
    Weak,
    /// Not aligned; nothing may be measured through it.
    Failed,
}

/// The rung of the ladder that was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// The photo itself.
    Identity,
    /// Turn, scale, shift.
    Similarity,
    /// A plane under perspective.
    Homography,
    /// A rigid ellipsoid under perspective.
    Head,
}

impl Model {
    /// Name in the report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Similarity => "similarity",
            Self::Homography => "homography",
            Self::Head => "head",
        }
    }
}

/// Alignment of one photo with the baseline, with its certificate. Lengths in per mille are of
/// the reference photo's width.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registration {
    /// Whether the alignment may be used.
    pub status: Status,
    /// The mapping; `None` when failed.
    pub transform: Option<Transform>,
    /// Rung of the ladder; `None` when failed before one was chosen.
    pub model: Option<Model>,
    /// Median remaining shift of the blocks of the head whose own best place is clear; `None`
    /// when too few are.
    pub residual_permille: Option<f64>,
    /// Fraction of the reference head that both photos show, 0..1.
    pub overlap: f64,
    /// Moving px per reference px at the head's centre.
    pub scale: f64,
    /// Head's size on the moving photo relative to the reference, each as a fraction of its
    /// photo's long side.
    pub head_size_ratio: f64,
    /// Turn of the photo in its plane, degrees, clockwise as seen on the photo, -180..180.
    pub rotation_deg: f64,
    /// Angle between the two lines of sight, degrees; `None` for flat models.
    pub tilt_deg: Option<f64>,
    /// Part of the tilt about the photo's horizontal: positive when the near side of the head
    /// moved down on the photo.
    pub nod_deg: Option<f64>,
    /// Part of the tilt about the photo's vertical: positive when the near side moved left.
    pub turn_deg: Option<f64>,
    /// Median disagreement of the alignment there and back.
    pub forward_backward_permille: Option<f64>,
    /// Correlation on blocks that took no part in the fit, -1..1.
    pub heldout_correlation: f64,
    /// Blocks whose best place is clear.
    pub blocks_clear: usize,
    /// Blocks whose best place is clear and where the alignment puts it.
    pub blocks_agreeing: usize,
    /// Blocks in all.
    pub blocks: usize,
    /// Why it is weak or failed.
    pub reason: Option<String>,
    /// What to do about it.
    pub hint: Option<String>,
    /// Remaining shift block by block, reference px.
    #[serde(skip)]
    pub block_shifts: Vec<BlockShift>,
    /// Width of the reference photo, px.
    #[serde(skip)]
    pub reference_width_px: f64,
}

impl Registration {
    /// A photo against itself.
    pub(super) fn identity() -> Self {
        Self {
            status: Status::Ok,
            transform: Some(Transform::Identity),
            model: Some(Model::Identity),
            residual_permille: Some(0.0),
            overlap: 1.0,
            scale: 1.0,
            head_size_ratio: 1.0,
            rotation_deg: 0.0,
            tilt_deg: Some(0.0),
            nod_deg: Some(0.0),
            turn_deg: Some(0.0),
            forward_backward_permille: Some(0.0),
            heldout_correlation: 1.0,
            blocks_clear: 0,
            blocks_agreeing: 0,
            blocks: 0,
            reason: None,
            hint: None,
            block_shifts: Vec::new(),
            reference_width_px: 0.0,
        }
    }

    /// Whether this certificate is stronger than another one.
    pub(super) fn stronger_than(&self, other: &Self) -> bool {
        let strength = |r: &Self| {
            let status = match r.status {
                Status::Ok => 2,
                Status::Weak => 1,
                Status::Failed => 0,
            };
            (status, r.blocks_agreeing)
        };
        strength(self) > strength(other)
    }

    /// The same with nothing left to doubt.
    pub(super) fn certified(self) -> Self {
        Self {
            status: Status::Ok,
            reason: None,
            hint: None,
            ..self
        }
    }

    /// Whether nothing but places that match is missing, so that other evidence may certify it.
    /// The residual is not asked: places that do not match set it, and the other evidence has to
    /// be within the limit itself.
    pub(super) fn lacks_only_places(&self) -> bool {
        self.heldout_correlation >= decide::OK_HELDOUT && decide::ill_posed(self).is_none()
    }

    /// No alignment at all.
    pub(super) fn failed(reason: &str) -> Self {
        Self {
            status: Status::Failed,
            transform: None,
            model: None,
            residual_permille: None,
            overlap: 0.0,
            heldout_correlation: 0.0,
            tilt_deg: None,
            nod_deg: None,
            turn_deg: None,
            forward_backward_permille: None,
            reason: Some(reason.to_owned()),
            hint: Some("retake the photo of the same view, or give landmarks".to_owned()),
            ..Self::identity()
        }
    }
}

/// Remaining shift inside a region (polygon in reference px), per mille of the reference width;
/// `None` when no block inside has a clear place of its own.
pub fn region_residual_permille(registration: &Registration, region: &Area) -> Option<f64> {
    if registration.model == Some(Model::Identity) {
        return Some(0.0);
    }
    certificate::median_shift(&registration.block_shifts, Some(region), 1)
        .map(|px| 1000.0 * px / registration.reference_width_px)
}

/// Blocks are checked on the level whose head is nearest to this radius, px.
const CHECK_RADIUS: f64 = 56.0;
/// A block agrees when its own best place is this near, in head radii.
const AGREE_RADII: f64 = 0.05;

/// Measures the certificate of a candidate and decides its status.
pub(super) fn certify(
    reference: &Work,
    moving: &Work,
    candidate: &Candidate,
    params: &RegistrationParams,
) -> Registration {
    let place = reference.place;
    let level = reference.level_of_radius(CHECK_RADIUS);
    let mut blocks = certificate::block_shifts(
        &candidate.motion,
        reference.level(level),
        moving.field_like(reference, level),
        place,
        AGREE_RADII * place.radius,
    );
    let clear = blocks.iter().filter(|b| b.reliable).count();
    let agreeing = blocks.iter().filter(|b| b.reliable && b.agrees).count();
    let width = f64::from(reference.size.0);
    let residual =
        certificate::median_shift(&blocks, None, 3).map(|px| 1000.0 * px * reference.scale / width);
    for b in &mut blocks {
        b.center = full_point(b.center, reference.scale);
        b.shift = Point::new(b.shift.x * reference.scale, b.shift.y * reference.scale);
    }
    let round_trip = ladder::backward(reference, moving, &candidate.motion, params)
        .and_then(|back| round_trip(&candidate.motion, &back, reference))
        .map(|px| 1000.0 * px * reference.scale / width);
    let (zoom, rotation_deg) =
        ladder::local_similarity(&candidate.motion, place).map_or((f64::NAN, 0.0), |m| {
            (
                m[(0, 0)].hypot(m[(1, 0)]),
                m[(1, 0)].atan2(m[(0, 0)]).to_degrees(),
            )
        });
    let tilt = tilt_of(&candidate.motion);
    let registration = Registration {
        status: Status::Ok,
        transform: Some(full_transform(&candidate.motion, reference, moving)),
        model: Some(model_of(&candidate.motion)),
        residual_permille: residual,
        overlap: candidate.overlap,
        scale: zoom * moving.scale / reference.scale,
        head_size_ratio: zoom * long_side(reference) / long_side(moving),
        rotation_deg,
        tilt_deg: tilt.map(|t| t.0),
        nod_deg: tilt.map(|t| t.1),
        turn_deg: tilt.map(|t| t.2),
        forward_backward_permille: round_trip,
        heldout_correlation: candidate.heldout,
        blocks_clear: clear,
        blocks_agreeing: agreeing,
        blocks: blocks.len(),
        reason: None,
        hint: None,
        block_shifts: blocks,
        reference_width_px: width,
    };
    decide::decide(registration)
}

fn long_side(p: &Work) -> f64 {
    f64::from(p.size.0.max(p.size.1)) / p.scale
}

fn full_point(p: Point, scale: f64) -> Point {
    Point::new((p.x + 0.5) * scale - 0.5, (p.y + 0.5) * scale - 0.5)
}

fn model_of(motion: &Motion) -> Model {
    match motion {
        Motion::Plane { kind, .. } => match kind {
            PlaneKind::Similarity => Model::Similarity,
            PlaneKind::Homography => Model::Homography,
        },
        Motion::Head(_) => Model::Head,
    }
}

/// Tilt, nod and turn in degrees of a head's rotation, its in-plane part removed.
fn tilt_of(motion: &Motion) -> Option<(f64, f64, f64)> {
    let Motion::Head(head) = motion else {
        return None;
    };
    let m = head.rotation_matrix().into_inner();
    let axis_z = m.column(2);
    let tilt = axis_z.z.clamp(-1.0, 1.0).acos().to_degrees();
    // The near side lies towards -z: where it moves is minus where the z axis moves.
    let across = axis_z.x.hypot(axis_z.y).max(1e-12);
    Some((tilt, -tilt * axis_z.y / across, tilt * axis_z.x / across))
}

/// Median distance, working px of the reference, after going to the moving photo and back.
fn round_trip(forward: &Motion, back: &Motion, reference: &Work) -> Option<f64> {
    let trip = |p: Point| {
        let there = forward.moving_from_reference(p)?;
        Some(back.moving_from_reference(there)?.distance(p))
    };
    let mut d: Vec<f64> = reference
        .place
        .grid()
        .into_iter()
        .filter_map(trip)
        .collect();
    if d.len() < 5 {
        return None;
    }
    d.sort_by(f64::total_cmp);
    Some(d[d.len() / 2])
}
