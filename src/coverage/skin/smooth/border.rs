//! What the rough blocks around a smooth area tell about it.

use super::areas::{Areas, Grid};
use super::said::Said;
use crate::coverage::texture::roughness::Cell;
use crate::statistics::median;

/// Fewest blocks of an area, and of rough blocks bordering on it.
const FEWEST: (usize, usize) = (5, 12);
/// Sheen on full hair is smooth too. Elsewhere on the head scalp then shines through, brighter and
/// redder than the sheen by these logarithms, in at least this share of the blocks.
const OUTSHONE: (f64, f64, f64) = (0.15, 0.05, 0.03);
/// Width of the border, blocks.
const BORDER: usize = 4;
/// A border block is rougher than its limit by this factor.
const ROUGH: f64 = 1.2;
/// Weight of red over blue beside brightness in what the border says.
const REDNESS_WEIGHT: f64 = 0.8;
/// Share of the border, its roughest, that speaks: wrinkles and the turn of the head are rough too,
/// but less than hair.
const ROUGHEST_OF_BORDER: f64 = 0.4;
/// What the border has to say for skin, and for hair; logarithms of brightness.
const SAYS_SKIN: f64 = 0.15;
const SAYS_HAIR: f64 = -0.1;

/// What the border of every area says. Hair out of focus is smooth, too, and its border may say
/// anything: compare [`super::grain::unsay_directed`].
pub(super) fn says(grid: &Grid, areas: &Areas) -> Vec<Said> {
    let mut steps: Vec<Vec<(f64, f64)>> = vec![Vec::new(); areas.sizes.len()];
    for (i, rough) in rough_blocks(grid, areas) {
        for (area, nearest) in areas_near(grid, i, areas) {
            let Some(inside) = grid.cells[nearest] else {
                continue;
            };
            let darker = inside.log_light - rough.log_light;
            let less_red = inside.log_red - rough.log_red;
            steps[area].push((rough.roughness, darker + REDNESS_WEIGHT * less_red));
        }
    }
    let said = |(area, steps): (usize, Vec<(f64, f64)>)| {
        if areas.sizes[area] < FEWEST.0 || steps.len() < FEWEST.1 {
            return Said::Neither;
        }
        match median_of_roughest(steps) {
            s if s < SAYS_HAIR => Said::Hair,
            s if s > SAYS_SKIN && outshone(grid, areas, area) => Said::Sheen,
            s if s > SAYS_SKIN && !is_bluish(grid, areas, area) => Said::Skin,
            _ => Said::Neither,
        }
    };
    steps.into_iter().enumerate().map(said).collect()
}

/// Blocks that are clearly rough.
fn rough_blocks<'a>(
    grid: &'a Grid,
    areas: &'a Areas,
) -> impl Iterator<Item = (usize, Cell)> + Clone + 'a {
    let cells = grid.cells.iter().zip(&areas.limits).enumerate();
    cells.filter_map(|(i, (cell, limit))| {
        let rough = cell.filter(|c| c.roughness > ROUGH * limit)?;
        Some((i, rough))
    })
}

/// Whether rough blocks elsewhere show that the area is not the scalp.
fn outshone(grid: &Grid, areas: &Areas, area: usize) -> bool {
    let (light, red, count) = areas
        .blocks(area)
        .filter_map(|i| grid.cells[i])
        .fold((0.0, 0.0, 0.0), |(light, red, count), c| {
            (light + c.log_light, red + c.log_red, count + 1.0)
        });
    let outshines = |(_, c): &(usize, Cell)| {
        c.log_light - light / count > OUTSHONE.0 && c.log_red - red / count > OUTSHONE.1
    };
    let head = grid.cells.iter().flatten().count();
    rough_blocks(grid, areas).filter(outshines).count() as f64 > OUTSHONE.2 * head as f64
}

/// Whether an area is bluer than neutral, as skin is in no light that a camera balances: black hair
/// under the sky is.
fn is_bluish(grid: &Grid, areas: &Areas, area: usize) -> bool {
    let red: f64 = areas
        .blocks(area)
        .filter_map(|i| grid.cells[i])
        .map(|c| c.log_red)
        .sum();
    red < 0.0
}

/// For every area within reach of a block, its nearest block.
fn areas_near(grid: &Grid, i: usize, areas: &Areas) -> Vec<(usize, usize)> {
    let (column, row) = grid.place(i);
    let mut found: Vec<(usize, usize, usize)> = Vec::new();
    for n in grid.around(i, BORDER) {
        let (x, y) = grid.place(n);
        let away = column.abs_diff(x).pow(2) + row.abs_diff(y).pow(2);
        let Some(area) = areas.of[n].filter(|_| away <= BORDER.pow(2)) else {
            continue;
        };
        match found.iter_mut().find(|f| f.0 == area) {
            Some(known) if away < known.1 => *known = (area, away, n),
            Some(_) => {}
            None => found.push((area, away, n)),
        }
    }
    found.into_iter().map(|(area, _, n)| (area, n)).collect()
}

/// Median of the second values over those with the greatest first.
fn median_of_roughest(mut steps: Vec<(f64, f64)>) -> f64 {
    steps.sort_by(|a, b| b.0.total_cmp(&a.0));
    steps.truncate((ROUGHEST_OF_BORDER * steps.len() as f64).ceil() as usize);
    median(steps.into_iter().map(|s| s.1)).unwrap_or(0.0)
}
