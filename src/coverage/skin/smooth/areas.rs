//! Blocks of the head, and the smooth areas that they join to.

use std::collections::VecDeque;

use super::said::{SMOOTH, Said};
use crate::coverage::blocks::grid::{BlockGrid, block_centre};
use crate::coverage::texture::roughness::Cell;
use crate::photometry::LinearImage;
use crate::statistics::{nearest_rank, upper_median};

/// The limit of roughness as a share of the roughest blocks of the photo: hair of little contrast
/// is less rough.
const SMOOTH_OF_ROUGHEST: f64 = 0.5;
/// Rank of the roughest blocks.
const ROUGHEST: f64 = 0.97;
/// Smoothing of the roughness over neighbouring blocks, standard deviation in blocks.
const SMOOTHING: f64 = 0.8;
/// Largest step of the logarithm of brightness, and of red over blue, between neighbouring blocks
/// of one area: light on skin changes slowly.
pub(super) const STEPS: (f64, f64) = (0.22, 0.25);
/// Fewest blocks of an area whose grain speaks, and of skin that is known.
pub(super) const FEWEST: usize = 30;
/// Share of a wider area that areas within it have to be, to speak for it.
const SPEAKS: f64 = 0.2;

/// Blocks of the head; `None` beside it.
pub(super) struct Grid {
    pub(crate) block_px: usize,
    pub(crate) columns: usize,
    pub(crate) rows: usize,
    pub(crate) cells: Vec<Option<Cell>>,
    /// Roughness from which on blocks are not smooth in this photo.
    pub(crate) limit: f64,
}

impl Grid {
    pub(crate) fn new(image: &LinearImage, block_px: usize) -> Self {
        let (columns, rows) = (image.width / block_px, image.height / block_px);
        let cells = (0..columns * rows)
            .map(|i| Cell::seen(image, block_px, (i % columns, i / columns)))
            .collect();
        let mut grid = Self {
            block_px,
            columns,
            rows,
            cells,
            limit: SMOOTH,
        };
        grid.drop_rim();
        grid.smooth_roughness();
        grid.limit = SMOOTH.min(SMOOTH_OF_ROUGHEST * grid.roughest());
        grid
    }

    /// Column and row of a block.
    pub(crate) fn place(&self, i: usize) -> (usize, usize) {
        (i % self.columns, i / self.columns)
    }

    /// Blocks whose column and row differ from a block's by `reach` at most, row by row.
    pub(crate) fn around(&self, i: usize, reach: usize) -> impl Iterator<Item = usize> + use<> {
        let (column, row) = self.place(i);
        let columns = column.saturating_sub(reach)..=(column + reach).min(self.columns - 1);
        let rows = row.saturating_sub(reach)..=(row + reach).min(self.rows - 1);
        let across = self.columns;
        rows.flat_map(move |y| columns.clone().map(move |x| y * across + x))
    }

    /// Pixels of a block, row by row; `None` where any is excluded.
    pub(crate) fn pixels(
        &self,
        image: &LinearImage,
        i: usize,
    ) -> Option<impl Iterator<Item = usize>> {
        let (size, width) = (self.block_px, image.width);
        let (column, row) = self.place(i);
        let rows = (row * size..(row + 1) * size).map(move |y| y * width + column * size);
        let pixels = rows.flat_map(move |from| from..from + size);
        let whole = pixels.clone().all(|at| image.excluded[at].is_none());
        whole.then_some(pixels)
    }

    /// Blocks beside the background see its edge.
    fn drop_rim(&mut self) {
        let inner = (0..self.cells.len()).map(|i| self.neighbours(i).count() == 4);
        let inner: Vec<bool> = inner.collect();
        for (cell, inner) in self.cells.iter_mut().zip(inner) {
            *cell = cell.filter(|_| inner);
        }
    }

    fn smooth_roughness(&mut self) {
        let (columns, size) = (self.columns, self.block_px);
        let seen = self.cells.iter().enumerate().filter_map(|(i, cell)| {
            let cell = (*cell)?;
            Some((i % columns, i / columns, (cell.roughness + 1e-4).ln(), 1.0))
        });
        let smooth = BlockGrid::smoothed(seen, self.block_px, SMOOTHING);
        for (i, cell) in self.cells.iter_mut().enumerate() {
            if let Some(cell) = cell {
                let (x, y) = (
                    block_centre(i % columns, size),
                    block_centre(i / columns, size),
                );
                cell.roughness = smooth.at(x, y).exp();
            }
        }
    }

    fn roughest(&self) -> f64 {
        let all = self.cells.iter().flatten().map(|c| c.roughness);
        nearest_rank(all, ROUGHEST).unwrap_or(0.0)
    }

    /// Neighbours across an edge that belong to the head.
    pub(super) fn neighbours(&self, i: usize) -> impl Iterator<Item = usize> {
        let (c, r) = self.place(i);
        let left = (c > 0).then(|| i - 1);
        let right = (c + 1 < self.columns).then(|| i + 1);
        let above = (r > 0).then(|| i - self.columns);
        let below = (r + 1 < self.rows).then(|| i + self.columns);
        let all = [left, right, above, below];
        all.into_iter()
            .flatten()
            .filter(|&n| self.cells[n].is_some())
    }
}

/// Smooth areas.
pub(super) struct Areas {
    /// Number of the area that a block belongs to.
    pub(crate) of: Vec<Option<usize>>,
    /// Blocks of each area.
    pub(crate) sizes: Vec<usize>,
    /// What each area is.
    pub(crate) says: Vec<Said>,
    /// Areas of which the grain alone says that they are skin.
    pub(crate) by_grain: Vec<bool>,
    /// Roughness from which on each block was taken for rough.
    pub(crate) limits: Vec<f64>,
}

impl Areas {
    /// What the area of a block is; `None` in rough blocks.
    pub(crate) fn said(&self, i: usize) -> Option<Said> {
        self.of[i].map(|area| self.says[area])
    }

    /// Blocks of an area.
    pub(crate) fn blocks(&self, area: usize) -> impl Iterator<Item = usize> {
        let all = self.of.iter().enumerate();
        all.filter(move |(_, of)| **of == Some(area))
            .map(|(i, _)| i)
    }

    /// Median logarithm of red over blue of the skin; `None` where hardly any is known.
    pub(crate) fn redness_of_skin(&self, grid: &Grid) -> Option<f64> {
        let skin = |i: &usize| self.said(*i) == Some(Said::Skin);
        let blocks = (0..grid.cells.len()).filter(skin);
        let red: Vec<f64> = blocks
            .filter_map(|i| Some(grid.cells[i]?.log_red))
            .collect();
        let enough = red.len() >= FEWEST;
        upper_median(red).filter(|_| enough)
    }

    /// Areas of blocks below their limits, not yet judged.
    pub(crate) fn grown(grid: &Grid, limits: Vec<f64>) -> Self {
        let smooth = |i: usize| grid.cells[i].filter(|c| c.roughness < limits[i]);
        let mut of = vec![None; grid.cells.len()];
        let mut sizes = Vec::new();
        for start in 0..grid.cells.len() {
            if of[start].is_some() || smooth(start).is_none() {
                continue;
            }
            of[start] = Some(sizes.len());
            let mut size = 0;
            let mut queue = VecDeque::from([start]);
            while let Some(i) = queue.pop_front() {
                size += 1;
                let Some(here) = grid.cells[i] else { continue };
                for n in grid.neighbours(i) {
                    let Some(there) = smooth(n) else { continue };
                    let near = (there.log_light - here.log_light).abs() < STEPS.0
                        && (there.log_red - here.log_red).abs() < STEPS.1;
                    if near && of[n].is_none() {
                        of[n] = Some(sizes.len());
                        queue.push_back(n);
                    }
                }
            }
            sizes.push(size);
        }
        Self {
            by_grain: vec![false; sizes.len()],
            of,
            sizes,
            says: Vec::new(),
            limits,
        }
    }

    /// Areas of which a good part is known already are what most of that part is.
    pub(crate) fn listen_to(&mut self, within: &Self) {
        let mut known = vec![(0, 0); self.sizes.len()];
        for (i, area) in self.of.iter().enumerate() {
            let Some(area) = *area else { continue };
            match within.said(i) {
                Some(Said::Skin) => known[area].0 += 1,
                Some(Said::Hair) => known[area].1 += 1,
                Some(Said::Sheen | Said::Neither) | None => {}
            }
        }
        for ((says, size), (skin, hair)) in self.says.iter_mut().zip(&self.sizes).zip(known) {
            if f64::from(skin + hair) >= SPEAKS * *size as f64 {
                *says = if skin >= hair { Said::Skin } else { Said::Hair };
            }
        }
    }
}
