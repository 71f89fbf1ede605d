//! A block of bare skin: what it shows of the light, and how surely.

use crate::coverage::blocks::grid::block_centre;
use crate::coverage::texture::roughness::Cell;

/// A block of bare skin.
#[derive(Debug, Clone, Copy)]
pub struct BareBlock {
    /// Column and row in the grid.
    pub at: (usize, usize),
    /// Centre, working px.
    pub x: f64,
    /// Centre, working px.
    pub y: f64,
    /// Mean linear colour.
    pub colour: [f32; 3],
    /// How surely it is bare, above 0 up to 1.
    pub weight: f64,
}

impl BareBlock {
    /// The block at `at` (column, row) of `block_px` working px, bare with `weight`.
    pub(crate) fn new(at: (usize, usize), block_px: usize, cell: &Cell, weight: f64) -> Self {
        Self {
            at,
            x: block_centre(at.0, block_px),
            y: block_centre(at.1, block_px),
            colour: cell.colour,
            weight,
        }
    }
}
