//! Skin without hair, told by its smoothness.
//!
//! A mixture of hair and scalp is rough: at half cover the brightness of pixels scatters by a
//! third of its mean, and a block full of hair still by a tenth, since hairs differ in shine. Bare
//! skin scatters by a few hundredths, in full light as in shade. Smooth areas are grown over
//! blocks between which light changes slowly; then what borders on them decides: rough blocks that
//! are darker or less red show hair over this skin, brighter ones show that the smooth area is
//! full hair between which skin appears. Where the border says neither, the grain decides: what
//! is left of strands in blurred or low-contrast hair still runs one way, that of skin does not.
//! An area of which neither tells stays in doubt.

mod areas;
mod border;
mod grain;
mod judged;
mod rough_skin;
mod said;
mod softness;
#[cfg(test)]
mod tests;

use crate::coverage::blocks::grid::BlockGrid;
use crate::coverage::skin::bare_block::BareBlock;
use crate::photometry::LinearImage;
use areas::Grid;
use said::{SMOOTH, SMOOTH_IN_COLOUR, Said};

/// Share of the limit below which a block is smooth beyond doubt.
const SURE: f64 = 0.6;

/// Where the photo shows skin without hair, as far as smoothness tells.
#[derive(Debug, Clone)]
pub(crate) struct SmoothSkin {
    /// Blocks of bare skin.
    pub(crate) bare: Vec<BareBlock>,
    share: BlockGrid,
    by_grain: BlockGrid,
    doubt: BlockGrid,
}

impl SmoothSkin {
    /// Looks for smooth skin on the whole head: everything but what is excluded as background.
    /// `block_px` is in working px.
    pub(crate) fn find(image: &LinearImage, block_px: usize) -> Self {
        let grid = Grid::new(image, block_px);
        let areas = judged::areas(&grid, image);
        let at_least = rough_skin::bare_at_least(&grid, &areas, image);
        let mut bare = Vec::new();
        let mut cells = Vec::new();
        for (i, cell) in grid.cells.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let at = grid.place(i);
            let said = areas.said(i);
            let is_skin = said == Some(Said::Skin);
            let smooth = if is_skin {
                smoothness(cell.roughness, areas.limits[i])
            } else {
                0.0
            };
            let weight = smooth.max(at_least[i]);
            if weight > 0.0 || is_skin {
                bare.push(BareBlock::new(at, block_px, cell, weight));
            }
            let absolute = smoothness(cell.roughness, SMOOTH)
                * smoothness(cell.colour_roughness, SMOOTH_IN_COLOUR);
            let by_grain = cell.roughness >= grid.limit
                || areas.of[i].is_some_and(|area| areas.by_grain[area]);
            let layers = match said {
                _ if is_skin || weight > 0.0 => {
                    let told_by_border = if by_grain { 0.0 } else { smooth };
                    [weight, weight - told_by_border, 0.0]
                }
                Some(Said::Hair) => [0.0; 3],
                _ => [0.0, 0.0, absolute],
            };
            cells.push((at, layers));
        }
        let layer = |which: usize| {
            let values = cells.iter().map(|(at, values)| (at.0, at.1, values[which]));
            BlockGrid::exact(values, block_px)
        };
        Self {
            bare,
            share: layer(0),
            by_grain: layer(1),
            doubt: layer(2),
        }
    }

    /// How surely positions of row `y`, working px, show bare skin, 0..=1.
    pub(crate) fn share_row(&self, y: f64) -> impl Fn(f64) -> f64 {
        let share = (!self.bare.is_empty()).then(|| self.share.row(y));
        move |x| share.as_ref().map_or(0.0, |share| share(x))
    }

    /// The part of [`Self::share_row`] that is told by the grain alone.
    pub(crate) fn by_grain_row(&self, y: f64) -> impl Fn(f64) -> f64 {
        let by_grain = (!self.bare.is_empty()).then(|| self.by_grain.row(y));
        move |x| by_grain.as_ref().map_or(0.0, |by_grain| by_grain(x))
    }

    /// How smooth positions of row `y` are where nothing tells skin from hair, 0..=1.
    pub(crate) fn doubt_row(&self, y: f64) -> impl Fn(f64) -> f64 {
        let doubt = (!self.doubt.is_empty()).then(|| self.doubt.row(y));
        move |x| doubt.as_ref().map_or(0.0, |doubt| doubt(x))
    }
}

/// 1 well below `limit`, 0 above it.
fn smoothness(roughness: f64, limit: f64) -> f64 {
    ((limit - roughness) / (limit * (1.0 - SURE))).clamp(0.0, 1.0)
}
