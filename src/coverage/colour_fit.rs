//! The fit of hair about as bright as the scalp but less red: grey and white.
//!
//! Along the axis of redness hair lies at zero, and the scalp's end point alone decides. Where hair is
//! dense it is hardly seen, and a field free to bend follows the density of the hair. But hair of the
//! scalp's own brightness tells how much light falls on both: in that light the skin is about as red
//! everywhere, and its field can be stiff.

use super::params::CoverageParams;
use super::prepared::Prepared;
use crate::coverage::blocks::grid::BlockGrid;
use crate::coverage::blocks::{Scene, block_stats};
use crate::coverage::fit::axis;
use crate::coverage::fit::mixture::{Mixture, MixtureParams};
use crate::coverage::projection::DARKEST;
use crate::coverage::skin::bare_block::BareBlock;
use crate::coverage::skin::even_light::divided;

impl Prepared<'_> {
    /// The fit along redness, by the same parameters in all calls; `None` with too few blocks.
    pub(super) fn fit_colour(&self, params: &CoverageParams) -> Option<&Mixture> {
        let fit = self.colour.get_or_init(|| self.colour_fit(params));
        fit.as_ref()
    }

    fn colour_fit(&self, params: &CoverageParams) -> Option<Mixture> {
        let block_px = self.block_px(params.colour_block_share);
        if !self.shows_hair(self.block_px(params.likelihood_block_share)) {
            return None;
        }
        let light = self.light(block_px);
        let even = divided(&self.image, &light);
        let bare: Vec<BareBlock> = self.skin.bare.iter().map(|b| under(b, &light)).collect();
        let scene = Scene {
            image: &even,
            bare: &bare,
            ..self.scene()
        };
        let stiff = MixtureParams {
            scalp_stiffness: params.colour_stiffness,
            ..params.mixture.clone()
        };
        let axis = axis::redness(scene, block_px)?;
        Some(Mixture::fit(scene, axis, block_px, &stiff)?.under(light))
    }

    /// Logarithm of the brightness around each block over that of all blocks.
    fn light(&self, block_px: usize) -> BlockGrid {
        let stats = block_stats(self.brightness(), &self.usable, self.image.width, block_px);
        let logs: Vec<f64> = stats.iter().map(|b| b.mean.max(DARKEST).ln()).collect();
        let mean = logs.iter().sum::<f64>() / logs.len().max(1) as f64;
        let cells = stats
            .iter()
            .zip(&logs)
            .map(|(b, log)| (b.column, b.row, log - mean, 1.0));
        BlockGrid::smoothed(cells, block_px, LIGHT_SMOOTHING)
    }
}

/// Bare skin with the light divided out.
fn under(bare: &BareBlock, light: &BlockGrid) -> BareBlock {
    let lit = (-light.at(bare.x, bare.y)).exp() as f32;
    BareBlock {
        colour: bare.colour.map(|v| v * lit),
        ..*bare
    }
}

/// Smoothing of the light over neighbouring blocks, standard deviation in blocks.
const LIGHT_SMOOTHING: f64 = 1.5;
