//! Whether the hair of a photo is in focus.

use super::areas::Grid;
use super::said::SMOOTH;
use crate::photometry::{LinearImage, energy_ratio, for_pairs};

/// [`energy_ratio`] of roots of brightness from which hair is in focus. Sharp
/// rendered hair has 0.48 to 0.82, that of phone photos 0.44 to 0.66 at full size and 0.2 to 0.5 at 640 px;
/// blurred by 1.5 px at 500 px of head width all have less than 0.21.
const SHARP: f64 = 0.25;
/// Fewest rough blocks from which this is told.
const FEWEST: usize = 20;

/// Whether enough is rough in a photo, and sharp. The root of brightness makes noise alike in light
/// and in shade.
pub(super) fn is_sharp(grid: &Grid, image: &LinearImage) -> bool {
    let rough = (0..grid.cells.len())
        .filter(|&i| grid.cells[i].is_some_and(|cell| cell.roughness > SMOOTH))
        .filter_map(|i| Block::whole(grid, image, i));
    let blocks: Vec<Block> = rough.collect();
    let energy = |far| blocks.iter().map(|block| block.energy(far)).sum::<f64>();
    let ratio = energy_ratio(|far| Some(energy(far)));
    blocks.len() >= FEWEST && ratio.is_none_or(|ratio| ratio >= SHARP)
}

/// Roots of brightness of a block of which nothing is excluded.
struct Block {
    size: usize,
    values: Vec<f64>,
}

impl Block {
    fn whole(grid: &Grid, image: &LinearImage, i: usize) -> Option<Self> {
        let root = |at: usize| {
            let [r, g, b] = image.pixels[at].map(f64::from);
            ((r + g + b) / 3.0).max(0.0).sqrt()
        };
        Some(Self {
            size: grid.block_px,
            values: grid.pixels(image, i)?.map(root).collect(),
        })
    }

    /// Mean squared difference over `far` px, across and down; 0 where the block is no wider.
    fn energy(&self, far: usize) -> f64 {
        let size = self.size;
        let pairs = 2 * size * size.saturating_sub(far);
        if pairs == 0 {
            return 0.0;
        }
        let mut sum = 0.0;
        for_pairs(size, size, far, |from, to, length| {
            let (a, b) = (&self.values[from..][..length], &self.values[to..][..length]);
            sum += a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>();
        });
        sum / pairs as f64
    }
}
