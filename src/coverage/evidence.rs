//! What a measurement leaves behind: counts, exclusions, and how sure each input was.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::coverage::camera::hair_ends::HairEnds;
use crate::coverage::camera::shades::Shades;
use crate::geometry::{Point, reduced};
use crate::photometry::Exclusion;

/// One photo, measured.
#[derive(Debug, Clone)]
pub struct VisitCoverage {
    /// In the order of the regions given.
    pub regions: Vec<RegionCoverage>,
    /// Share hidden by hair, per working pixel; `None` when no end points could be fitted.
    pub alpha: Option<AlphaMap>,
    /// Hair against the scalp beside it; `None` where the photo shows no contrast.
    pub hair_ends: Option<HairEnds>,
    /// Colours of its skin and of its hair.
    pub shades: Shades,
    /// Contrast of the camera's curve; see
    /// `coverage::camera::colour_bend`.
    pub curve_contrast: Option<f64>,
}

/// One region of one photo.
#[derive(Debug, Clone)]
pub struct RegionCoverage {
    /// Area inside the photo, native px.
    pub area_px: u64,
    /// Area left out, native px, by reason.
    pub excluded_px: BTreeMap<Exclusion, u64>,
    /// How far strands run in a common direction, 0..=1, median over its textured blocks; `None`
    /// where too few show texture.
    pub strand_alignment: Option<f64>,
    /// The measurement, or why there is none.
    pub outcome: Result<RegionEvidence, NotMeasured>,
}

impl RegionCoverage {
    /// Coverage, 0..1, when measured.
    pub fn coverage(&self) -> Option<f64> {
        self.outcome.as_ref().ok().map(RegionEvidence::coverage)
    }
}

/// A region's counts and the error sources found while measuring it.
#[derive(Debug, Clone, PartialEq)]
pub struct RegionEvidence {
    /// Sum over measured working pixels of the share hidden by hair, in 1/255. Signed: noise
    /// around bare scalp cancels instead of adding up.
    pub covered_255: i64,
    /// Measured working pixels.
    pub pixels: u64,
    /// Share left out as clipped or glare, 0..1: it may hide anything.
    pub burnt_out: f64,
    /// Hair's end point over the scalp's along the measuring axis: 0 is full contrast, 1 none.
    pub hair_over_scalp: f64,
    /// Disagreement of single blocks with the smooth light field, standard deviation of the
    /// logarithm.
    pub light_scatter: f64,
    /// Blocks that speak about this region.
    pub blocks: usize,
    /// Whether brightness told hair from scalp; colour does so less surely.
    pub by_brightness: bool,
    /// Coverage by order statistics less that by likelihood, the two whose mean is reported,
    /// -1..=1; `None` where only one applies (colour instead of brightness).
    pub fits_apart: Option<f64>,
    /// Coverage by the learned model less that of the fits, 0..1, as far as it is not yet part of
    /// the coverage; `None` where the model was not asked.
    pub learned_apart: Option<f64>,
    /// Share of the region, 0..1, that counts as bare by its grain alone: clipped hair out of focus
    /// is as smooth, and its grain runs no way either.
    pub bare_by_grain: f64,
}

impl RegionEvidence {
    /// Coverage, 0..1.
    pub(crate) fn coverage(&self) -> f64 {
        (self.covered_255 as f64 / (255.0 * self.pixels as f64)).clamp(0.0, 1.0)
    }
}

/// Why a region has no coverage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum NotMeasured {
    /// The region's outline leaves the photo.
    #[error("the region reaches beyond the photo")]
    OutsidePhoto,
    /// Too much of it is clipped, glare or background.
    #[error("too much of the region is excluded (glare, clipping, background)")]
    TooMuchExcluded,
    /// Too few pixels.
    #[error("the region holds too few pixels to measure")]
    TooSmall,
    /// Two ways of finding hair's and scalp's brightness contradict each other here.
    #[error("two ways of telling hair from scalp contradict each other by more than allowed")]
    FitsContradict,
    /// Smooth all over, and nothing beside it tells whether it is skin.
    #[error(
        "no strand of hair can be told here: bare skin, blur and hair without contrast look alike"
    )]
    NoStrands,
    /// Scalp and hair cannot be told apart.
    #[error("contrast between hair and scalp is too low to measure")]
    LowContrast,
}

/// Share hidden by hair, over the photo at working sampling, in the photo's own frame.
#[derive(Debug, Clone)]
pub struct AlphaMap {
    /// Width, working px.
    pub width: usize,
    /// Height, working px.
    pub height: usize,
    /// Native pixels per working pixel.
    pub native_per_working: f64,
    /// 0 bare scalp to 255 full hair, row by row.
    pub values: Vec<u8>,
    /// Whether the pixel lies where the mixture was fitted.
    pub valid: Vec<bool>,
}

impl AlphaMap {
    /// Value at a native position; `None` where the map holds none.
    pub(crate) fn at(&self, native: Point) -> Option<u8> {
        let cell = |v: f64| reduced(v, self.native_per_working).round();
        let (x, y) = (cell(native.x), cell(native.y));
        let inside = x >= 0.0 && y >= 0.0 && x < self.width as f64 && y < self.height as f64;
        let index = inside.then(|| y as usize * self.width + x as usize)?;
        self.valid[index].then(|| self.values[index])
    }

    /// Openness there, 0..=1.
    pub(crate) fn open_at(&self, native: Point) -> Option<f64> {
        Some(1.0 - f64::from(self.at(native)?) / 255.0)
    }
}
