//! Skin without hair, told by its smoothness.
//!
//! A mixture of hair and scalp is rough: at half cover the brightness of pixels scatters by a
//! third of its mean, and a block full of hair still by a tenth, since hairs differ in shine. Bare
//! skin scatters by a few hundredths, in full light as in shade. Smooth areas are grown over
//! blocks between which light changes slowly; then what borders on them decides: rough blocks that
//! are darker or less red show hair over this skin, brighter ones show that the smooth area is
//! full hair between which skin appears. An area whose border says neither stays in doubt: bare
//! skin, blur and hair without contrast look alike.

use std::collections::VecDeque;

use super::block_grid::{BlockGrid, block_centre};
use super::roughness::Cell;
use crate::photometry::LinearImage;

/// Roughness of a smooth block at most (standard deviation of brightness over its mean, slope
/// taken out); from [`SURE`] of it on it starts to count less.
const SMOOTH: f64 = 0.065;
/// The same of red over blue: colour is noisier, and hair as bright as the scalp shows in it.
const SMOOTH_IN_COLOUR: f64 = 0.07;
/// The same as a share of the roughest blocks of the photo: hair of little contrast is less rough.
const SMOOTH_OF_ROUGHEST: f64 = 0.5;
/// Rank of the roughest blocks.
const ROUGHEST: f64 = 0.97;
/// Share of the limit below which a block is smooth beyond doubt.
const SURE: f64 = 0.6;
/// Smoothing of the roughness over neighbouring blocks, standard deviation in blocks.
const SMOOTHING: f64 = 0.8;
/// Largest step of the logarithm of brightness, and of red over blue, between neighbouring blocks
/// of one area: light on skin changes slowly.
const STEPS: (f64, f64) = (0.22, 0.25);
/// Fewest blocks of an area, and of rough blocks bordering on it.
const FEWEST: (usize, usize) = (5, 12);
/// Sheen on full hair is smooth too. Elsewhere on the head scalp then shines through, brighter and
/// redder than the sheen by these logarithms, in at least this share of the blocks.
const OUTSHONE: (f64, f64, f64) = (0.15, 0.05, 0.03);
/// Width of the border, blocks.
const BORDER: isize = 4;
/// A border block is rougher than the limit by this factor.
const ROUGH: f64 = 1.2;
/// Weight of red over blue beside brightness in what the border says.
const REDNESS_WEIGHT: f64 = 0.8;
/// Share of the border, its roughest, that speaks: wrinkles and the turn of the head are rough too,
/// but less than hair.
const ROUGHEST_OF_BORDER: f64 = 0.4;
/// What the border has to say for skin, and for hair; logarithms of brightness.
const SAYS_SKIN: f64 = 0.15;
const SAYS_HAIR: f64 = -0.1;

/// Where the photo shows skin without hair, as far as smoothness tells.
#[derive(Debug, Clone)]
pub struct SmoothSkin {
    /// Blocks of bare skin.
    pub bare: Vec<BareBlock>,
    share: BlockGrid,
    doubt: BlockGrid,
}

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

impl SmoothSkin {
    /// Looks for smooth skin on the whole head: everything but what is excluded as background.
    /// `block_px` is in working px.
    pub fn find(image: &LinearImage, block_px: usize) -> Self {
        let grid = Grid::new(image, block_px);
        let limit = grid.smooth_limit();
        let areas = grid.grow(limit);
        let says = grid.borders(&areas, limit);
        let mut bare = Vec::new();
        let mut cells = Vec::new();
        for (i, cell) in grid.cells.iter().enumerate() {
            let Some(cell) = cell else { continue };
            let at = (i % grid.columns, i / grid.columns);
            let weight = smoothness(cell.roughness, limit);
            let says = areas[i].map_or(Said::Hair, |area| says[area]);
            if says == Said::Skin {
                bare.push(grid.bare_block(at, cell, weight));
            }
            let absolute = smoothness(cell.roughness, SMOOTH)
                * smoothness(cell.colour_roughness, SMOOTH_IN_COLOUR);
            let doubtful = if says == Said::Neither || areas[i].is_none() {
                absolute
            } else {
                0.0
            };
            let share = if says == Said::Skin { weight } else { 0.0 };
            cells.push((at.0, at.1, share, doubtful));
        }
        let layer = |value: fn(&(usize, usize, f64, f64)) -> f64| {
            BlockGrid::exact(cells.iter().map(|c| (c.0, c.1, value(c))), block_px)
        };
        let (share, doubt) = (layer(|c| c.2), layer(|c| c.3));
        Self { bare, share, doubt }
    }

    /// How surely positions of row `y`, working px, show bare skin, 0..=1.
    pub fn share_row(&self, y: f64) -> impl Fn(f64) -> f64 {
        let share = (!self.bare.is_empty()).then(|| self.share.row(y));
        move |x| share.as_ref().map_or(0.0, |share| share(x))
    }

    /// How smooth positions of row `y` are where nothing tells skin from hair, 0..=1.
    pub fn doubt_row(&self, y: f64) -> impl Fn(f64) -> f64 {
        let doubt = (!self.doubt.is_empty()).then(|| self.doubt.row(y));
        move |x| doubt.as_ref().map_or(0.0, |doubt| doubt(x))
    }
}

/// 1 well below `limit`, 0 above it.
fn smoothness(roughness: f64, limit: f64) -> f64 {
    ((limit - roughness) / (limit * (1.0 - SURE))).clamp(0.0, 1.0)
}

/// What the border of a smooth area tells about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Said {
    Skin,
    Hair,
    Neither,
}

/// Blocks of the head; `None` beside it.
struct Grid {
    block_px: usize,
    columns: usize,
    rows: usize,
    cells: Vec<Option<Cell>>,
}

impl Grid {
    fn new(image: &LinearImage, block_px: usize) -> Self {
        let (columns, rows) = (image.width / block_px, image.height / block_px);
        let cells = (0..columns * rows)
            .map(|i| Cell::seen(image, block_px, (i % columns, i / columns)))
            .collect();
        let mut grid = Self {
            block_px,
            columns,
            rows,
            cells,
        };
        grid.drop_rim();
        grid.smooth_roughness();
        grid
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

    fn smooth_limit(&self) -> f64 {
        let mut all: Vec<f64> = self.cells.iter().flatten().map(|c| c.roughness).collect();
        all.sort_unstable_by(f64::total_cmp);
        let rank = (ROUGHEST * all.len().saturating_sub(1) as f64).round() as usize;
        let roughest = all.get(rank).copied().unwrap_or(0.0);
        SMOOTH.min(SMOOTH_OF_ROUGHEST * roughest)
    }

    /// Neighbours across an edge that belong to the head.
    fn neighbours(&self, i: usize) -> impl Iterator<Item = usize> {
        let (c, r) = (i % self.columns, i / self.columns);
        let left = (c > 0).then(|| i - 1);
        let right = (c + 1 < self.columns).then(|| i + 1);
        let above = (r > 0).then(|| i - self.columns);
        let below = (r + 1 < self.rows).then(|| i + self.columns);
        let all = [left, right, above, below];
        all.into_iter()
            .flatten()
            .filter(|&n| self.cells[n].is_some())
    }

    /// Number of the smooth area that a block belongs to.
    fn grow(&self, limit: f64) -> Vec<Option<usize>> {
        let smooth = |cell: &Option<Cell>| cell.filter(|c| c.roughness < limit);
        let mut areas = vec![None; self.cells.len()];
        let mut count = 0;
        for start in 0..self.cells.len() {
            if areas[start].is_some() || smooth(&self.cells[start]).is_none() {
                continue;
            }
            areas[start] = Some(count);
            let mut queue = VecDeque::from([start]);
            while let Some(i) = queue.pop_front() {
                let Some(here) = self.cells[i] else { continue };
                for n in self.neighbours(i) {
                    let Some(there) = smooth(&self.cells[n]) else {
                        continue;
                    };
                    let near = (there.log_light - here.log_light).abs() < STEPS.0
                        && (there.log_red - here.log_red).abs() < STEPS.1;
                    if near && areas[n].is_none() {
                        areas[n] = Some(count);
                        queue.push_back(n);
                    }
                }
            }
            count += 1;
        }
        areas
    }

    /// What the border of every area says.
    fn borders(&self, areas: &[Option<usize>], limit: f64) -> Vec<Said> {
        let count = areas.iter().flatten().max().map_or(0, |last| last + 1);
        let mut sizes = vec![0; count];
        areas.iter().flatten().for_each(|&area| sizes[area] += 1);
        let mut steps: Vec<Vec<(f64, f64)>> = vec![Vec::new(); count];
        for (i, cell) in self.cells.iter().enumerate() {
            let Some(rough) = cell.filter(|c| c.roughness > ROUGH * limit) else {
                continue;
            };
            for (area, nearest) in self.areas_near(i, areas) {
                let Some(inside) = self.cells[nearest] else {
                    continue;
                };
                let darker = inside.log_light - rough.log_light;
                let less_red = inside.log_red - rough.log_red;
                steps[area].push((rough.roughness, darker + REDNESS_WEIGHT * less_red));
            }
        }
        let said = |(area, steps): (usize, Vec<(f64, f64)>)| {
            if sizes[area] < FEWEST.0 || steps.len() < FEWEST.1 {
                return Said::Neither;
            }
            match median_of_roughest(steps) {
                s if s < SAYS_HAIR => Said::Hair,
                s if s > SAYS_SKIN && !self.outshone(areas, area, limit) => Said::Skin,
                _ => Said::Neither,
            }
        };
        steps.into_iter().enumerate().map(said).collect()
    }

    /// Whether rough blocks elsewhere show that the area is not the scalp.
    fn outshone(&self, areas: &[Option<usize>], area: usize, limit: f64) -> bool {
        let own = self
            .cells
            .iter()
            .zip(areas)
            .filter(|(_, a)| **a == Some(area));
        let (light, red, count) = own
            .filter_map(|(cell, _)| *cell)
            .fold((0.0, 0.0, 0.0), |(light, red, count), c| {
                (light + c.log_light, red + c.log_red, count + 1.0)
            });
        let head = self.cells.iter().flatten();
        let outshines = |c: &&Cell| {
            c.roughness > ROUGH * limit
                && c.log_light - light / count > OUTSHONE.0
                && c.log_red - red / count > OUTSHONE.1
        };
        head.clone().filter(outshines).count() as f64 > OUTSHONE.2 * head.count() as f64
    }

    /// For every area within reach of a block, its nearest block.
    fn areas_near(&self, i: usize, areas: &[Option<usize>]) -> Vec<(usize, usize)> {
        let (c, r) = ((i % self.columns) as isize, (i / self.columns) as isize);
        let mut found: Vec<(usize, isize, usize)> = Vec::new();
        for y in (r - BORDER).max(0)..=(r + BORDER).min(self.rows as isize - 1) {
            for x in (c - BORDER).max(0)..=(c + BORDER).min(self.columns as isize - 1) {
                let away = (x - c).pow(2) + (y - r).pow(2);
                let n = y as usize * self.columns + x as usize;
                let Some(area) = areas[n].filter(|_| away <= BORDER.pow(2)) else {
                    continue;
                };
                match found.iter_mut().find(|f| f.0 == area) {
                    Some(known) if away < known.1 => *known = (area, away, n),
                    Some(_) => {}
                    None => found.push((area, away, n)),
                }
            }
        }
        found.into_iter().map(|(area, _, n)| (area, n)).collect()
    }

    fn bare_block(&self, at: (usize, usize), cell: &Cell, weight: f64) -> BareBlock {
        BareBlock {
            at,
            x: block_centre(at.0, self.block_px),
            y: block_centre(at.1, self.block_px),
            colour: cell.colour,
            weight,
        }
    }
}

/// Median of the second values over those with the greatest first.
fn median_of_roughest(mut steps: Vec<(f64, f64)>) -> f64 {
    steps.sort_by(|a, b| b.0.total_cmp(&a.0));
    steps.truncate((ROUGHEST_OF_BORDER * steps.len() as f64).ceil() as usize);
    let mut values: Vec<f64> = steps.into_iter().map(|s| s.1).collect();
    values.sort_unstable_by(f64::total_cmp);
    let n = values.len();
    0.5 * (values[(n - 1) / 2] + values[n / 2])
}

#[cfg(test)]
#[path = "smooth_skin_tests.rs"]
mod tests;
