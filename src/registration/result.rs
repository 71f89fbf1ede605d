//! What an alignment came to: the mapping, what was measured of it, and whether to trust it.

use serde::{Deserialize, Serialize};

use super::certificate::BlockShift;
use super::differences::Difference;
use super::transform::Transform;

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
    pub(crate) fn name(self) -> &'static str {
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
    /// Where the pictures alone lay the photo, where landmarks laid or refused it.
    #[serde(skip)]
    pub own: Option<Transform>,
    /// Landmarks by which a person laid the photo; 0 where the pictures alone did.
    #[serde(skip)]
    pub by_hand: usize,
    /// Largest distance between a landmark and where the alignment puts it, head radii; `None`
    /// without landmarks.
    #[serde(skip)]
    pub misfit_radii: Option<f64>,
    /// The reason without what else differs between the photos.
    #[serde(skip)]
    pub cause: Option<String>,
    /// Whether it is refused as a mirror image.
    #[serde(skip)]
    pub mirrored: bool,
    /// How the two photos differ otherwise, where the alignment is doubted or refused.
    #[serde(skip)]
    pub differences: Vec<Difference>,
    /// Remaining shift block by block, reference px.
    #[serde(skip)]
    pub block_shifts: Vec<BlockShift>,
    /// Width of the reference photo, px.
    #[serde(skip)]
    pub reference_width_px: f64,
    /// Mean radius of the reference's head, px.
    #[serde(skip)]
    pub head_radius_px: f64,
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
            own: None,
            by_hand: 0,
            misfit_radii: None,
            cause: None,
            mirrored: false,
            differences: Vec::new(),
            block_shifts: Vec::new(),
            reference_width_px: 0.0,
            head_radius_px: 0.0,
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

    /// This registration as certified, with nothing left to doubt.
    pub(super) fn certified(self) -> Self {
        Self {
            status: Status::Ok,
            reason: None,
            hint: None,
            ..self
        }
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
