//! A photo as it is measured: at working sampling, with its regions.

use crate::geometry::Area;
use crate::photometry::LinearImage;

/// One photo at working sampling, with the regions carried into its own frame.
#[derive(Debug, Clone)]
pub struct VisitSample {
    /// The photo in linear light.
    pub image: LinearImage,
    /// Width of the head, native px.
    pub head_width_px: f64,
    /// Regions, native px.
    pub regions: Vec<Area>,
    /// Those of them, by index, where hair came or went between the photos: hair stands against skin there on one
    /// photo and against other hair on the other, which no camera made.
    pub changed: Vec<usize>,
    /// Scalp beside them that small regions are fitted with, native px; may be empty.
    pub around: Vec<Area>,
}

impl VisitSample {
    /// Side of a block that spans `share` of the head's width, working px.
    pub(super) fn block_px(&self, share: f64) -> usize {
        let head = self.head_width_px / self.image.native_per_working;
        ((head * share).round() as usize).max(SMALLEST_BLOCK_PX)
    }
}

/// Fewest pixels across a block whose percentiles still mean something.
const SMALLEST_BLOCK_PX: usize = 8;
