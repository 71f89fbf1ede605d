//! Square blocks of working pixels: the scale at which light and hair colour are estimated.

pub(crate) mod grid;
mod ranks;

use rayon::prelude::*;

use crate::coverage::blocks::grid::block_centre;
use crate::coverage::blocks::ranks::Ranked;
use crate::coverage::fit::field::Observation;
use crate::coverage::fit::strands::LEVELS;
use crate::coverage::projection::{DARKEST, project};
use crate::coverage::skin::bare_block::BareBlock;
use crate::photometry::LinearImage;

/// What of a photo the fits look at.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    /// The photo in linear light.
    pub image: &'a LinearImage,
    /// Pixels that show hair or may do so, row by row.
    pub usable: &'a [bool],
    /// Bare skin beside them: it shows the scalp's end point.
    pub bare: &'a [BareBlock],
}

impl Scene<'_> {
    /// The photo projected on a measuring axis.
    pub fn along(&self, axis: [f32; 3]) -> Vec<f32> {
        let pixels = self.image.pixels.iter();
        pixels.map(|&p| project(axis, p)).collect()
    }

    /// Statistics of its blocks along a measuring axis; see `block_stats`.
    pub fn stats(&self, axis: [f32; 3], block_px: usize) -> Vec<BlockStats> {
        block_stats(&self.along(axis), self.usable, self.image.width, block_px)
    }

    /// Bare skin as observations of the scalp's end point along `axis`, each with at most `weight`.
    pub(crate) fn scalp(&self, axis: [f32; 3], weight: f64) -> Vec<Observation> {
        let observed = |b: &BareBlock| Observation {
            x: b.x,
            y: b.y,
            value: f64::from(project(axis, b.colour)).max(DARKEST),
            weight: weight * b.weight,
        };
        self.bare.iter().map(observed).collect()
    }
}

/// Brightness along the measuring axis within one block.
#[derive(Debug, Clone, Copy)]
pub struct BlockStats {
    /// Column in the grid.
    pub column: usize,
    /// Row in the grid.
    pub row: usize,
    /// Centre, working px.
    pub x: f64,
    /// Centre, working px.
    pub y: f64,
    /// Percentiles at [`LEVELS`], rising.
    pub quantiles: [f64; LEVELS.len()],
    /// Mean.
    pub mean: f64,
}

impl BlockStats {
    /// 2nd percentile: the most covered pixels.
    pub(crate) fn low(&self) -> f64 {
        self.quantiles[0]
    }

    /// 98th percentile: the most open pixels.
    pub(crate) fn high(&self) -> f64 {
        self.quantiles[LEVELS.len() - 1]
    }
}

/// Share of a block that has to be usable for its statistics to count.
const USABLE_SHARE: f64 = 0.6;

/// Statistics of every block with enough usable pixels, in row order.
///
/// `values` and `usable` are row by row with `width` columns. Blocks are `size` px wide; those cut
/// by the right or lower border are left out.
pub(crate) fn block_stats(
    values: &[f32],
    usable: &[bool],
    width: usize,
    size: usize,
) -> Vec<BlockStats> {
    let height = values.len().checked_div(width).unwrap_or(0);
    let per_row: Vec<Vec<BlockStats>> = (0..height / size)
        .into_par_iter()
        .map(|row| {
            (0..width / size)
                .filter_map(|column| one_block(values, usable, width, size, column, row))
                .collect()
        })
        .collect();
    per_row.into_iter().flatten().collect()
}

fn one_block(
    values: &[f32],
    usable: &[bool],
    width: usize,
    size: usize,
    column: usize,
    row: usize,
) -> Option<BlockStats> {
    let mut inside: Vec<f32> = Vec::with_capacity(size * size);
    for y in row * size..(row + 1) * size {
        let start = y * width + column * size;
        inside.extend(
            values[start..start + size]
                .iter()
                .zip(&usable[start..start + size])
                .filter_map(|(&v, &ok)| ok.then_some(v)),
        );
    }
    if (inside.len() as f64) < USABLE_SHARE * (size * size) as f64 {
        return None;
    }
    let mean = inside.iter().map(|&v| f64::from(v)).sum::<f64>() / inside.len() as f64;
    let mut ranked = Ranked::new(&inside);
    Some(BlockStats {
        column,
        row,
        x: block_centre(column, size),
        y: block_centre(row, size),
        quantiles: LEVELS.map(|level| percentile(&mut ranked, level)),
        mean,
    })
}

/// Linearly interpolated percentile.
fn percentile(ranked: &mut Ranked, share: f64) -> f64 {
    let last = ranked.len() - 1;
    let position = share * last as f64;
    let below = position as usize;
    let above = (below + 1).min(last);
    let part = position - below as f64;
    f64::from(ranked.at(below)) * (1.0 - part) + f64::from(ranked.at(above)) * part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statistics_of_a_ramp() {
        let values: Vec<f32> = (0..100).map(|i| i as f32).collect();
        let blocks = block_stats(&values, &[true; 100], 10, 10);
        assert_eq!(blocks.len(), 1);
        assert!((blocks[0].mean - 49.5).abs() < 1e-9);
        assert!((blocks[0].low() - 1.98).abs() < 1e-5);
        assert!((blocks[0].high() - 97.02).abs() < 1e-5);
        assert_eq!((blocks[0].x, blocks[0].y), (4.5, 4.5));
    }

    #[test]
    fn mostly_excluded_blocks_do_not_count() {
        let mut usable = [true; 100];
        usable[..50].fill(false);
        assert!(block_stats(&[1.0; 100], &usable, 10, 10).is_empty());
        assert!(block_stats(&[], &[], 0, 10).is_empty());
    }
}
