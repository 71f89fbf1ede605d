//! What the grain of a smooth area tells where its border does not: strands run one way however
//! blurred or pale they are, pores and the noise on skin run none.

use super::areas::{Areas, FEWEST, Grid};
use super::said::{SMOOTH, SMOOTH_IN_COLOUR, Said};
use crate::coverage::texture::roughness::Cell;
use crate::coverage::texture::structure_tensor::{StructureTensor, fine_light, gradients};
use crate::photometry::LinearImage;
use crate::statistics::upper_median;

/// Coherence of the grain below which it runs no way.
pub(super) const UNDIRECTED: f64 = 0.33;
/// Coherence of the grain at which strands start.
pub(super) const STRANDS: f64 = 0.55;
/// Coherence of the grain from which it runs one way in a soft photo: hair blurred by 1.5 to 3 px
/// at 500 px of head width has 0.42 to 0.78, skin in focus mostly less than 0.4.
const DIRECTED_IF_SOFT: f64 = 0.4;
/// Blocks around a block whose grain is looked at together, in each direction.
const REACH: usize = 2;
/// Share of these that has to be smooth.
const SEEN: f64 = 0.3;
/// Logarithm of red over blue of skin at least, in light that is not far from white: hair that was
/// clipped or curls has no direction either, and without colour is none of skin.
pub(super) const REDDEST_HAIR: f64 = 0.3;
/// How far below that of known skin the logarithm of red over blue may lie.
const LESS_RED: f64 = 0.4;
/// How far above that of known skin it lies in its shade, at least: light from skin
/// nearby is redder, and clipped hair over skin is not.
const REDDER_SHADE: f64 = 0.1;

/// Coherence of the grain around every smooth block; `None` in rough ones and where little is seen.
pub(super) fn coherence(grid: &Grid, image: &LinearImage) -> Vec<Option<f64>> {
    coherence_below(grid, image, SMOOTH)
}

/// [`coherence`] of blocks less rough than `limit`.
pub(super) fn coherence_below(grid: &Grid, image: &LinearImage, limit: f64) -> Vec<Option<f64>> {
    let tensors = tensors(grid, image, limit);
    let around = |i: usize| {
        tensors[i]?;
        let (mut sum, mut count, mut all) = (StructureTensor::default(), 0, 0);
        for tensor in grid.around(i, REACH).map(|n| tensors[n]) {
            all += 1;
            if let Some(tensor) = tensor {
                sum += tensor;
                count += 1;
            }
        }
        let enough = f64::from(count) >= SEEN * f64::from(all);
        sum.coherence().filter(|_| enough)
    };
    (0..tensors.len()).map(around).collect()
}

/// The grain of every block less rough than `limit`, slopes taken out.
fn tensors(grid: &Grid, image: &LinearImage, limit: f64) -> Vec<Option<StructureTensor>> {
    let size = grid.block_px;
    let smooth = |i: &usize| grid.cells[*i].is_some_and(|c| c.roughness < limit);
    let rows = || {
        (0..grid.cells.len())
            .filter(smooth)
            .map(|i| grid.place(i).1)
    };
    let mut tensors = vec![None; grid.cells.len()];
    let (Some(first), Some(last)) = (rows().min(), rows().max()) else {
        return tensors;
    };
    let light = fine_light(image, first * size..(last + 1) * size);
    for (i, tensor) in tensors.iter_mut().enumerate().filter(|(i, _)| smooth(i)) {
        let (column, row) = grid.place(i);
        let (left, top) = (column * size, row * size);
        if grid.pixels(image, i).is_some() {
            let at = |x, y| f64::from(light.at(left + x, top - first * size + y));
            *tensor = Some(StructureTensor::about_mean(gradients(at, size)).0);
        }
    }
    tensors
}

/// Roughness limit of every block of a photo whose skin has a median logarithm of red over blue:
/// that of all photos where the grain runs no way in redder light, the photo's own elsewhere.
pub(super) fn limits_about_skin(grid: &Grid, red: f64, grain: &[Option<f64>]) -> Vec<f64> {
    let limit = |(cell, coherence): (&Option<Cell>, &Option<f64>)| match (cell, coherence) {
        (Some(cell), Some(coherence))
            if *coherence < UNDIRECTED && cell.log_red > red + REDDER_SHADE =>
        {
            SMOOTH
        }
        _ => grid.limit,
    };
    grid.cells.iter().zip(grain).map(limit).collect()
}

/// Where nothing shows that the photo is sharp, areas whose grain runs one way stay undecided,
/// whatever their border says: they may be hair out of focus.
pub(super) fn unsay_directed(areas: &mut Areas, grain: &[Option<f64>]) {
    for area in 0..areas.sizes.len() {
        let coherence = upper_median(areas.blocks(area).filter_map(|i| grain[i]));
        let directed = coherence.is_none_or(|coherence| coherence > DIRECTED_IF_SOFT);
        if areas.says[area] == Said::Skin && directed {
            areas.says[area] = Said::Neither;
        }
    }
}

/// Undecided areas of one colour, as red as skin, whose grain runs no way are skin.
pub(super) fn speak(grid: &Grid, areas: &mut Areas, grain: &[Option<f64>]) {
    let known = areas.redness_of_skin(grid);
    let least = known.map_or(REDDEST_HAIR, |red| REDDEST_HAIR.max(red - LESS_RED));
    for area in 0..areas.sizes.len() {
        if areas.says[area] != Said::Neither || areas.sizes[area] < FEWEST {
            continue;
        }
        let cells = || areas.blocks(area).filter_map(|i| grid.cells[i]);
        let coherence = upper_median(areas.blocks(area).filter_map(|i| grain[i]));
        let undirected = coherence.is_some_and(|coherence| coherence < UNDIRECTED);
        let red = upper_median(cells().map(|cell| cell.log_red)).is_some_and(|red| red > least);
        // Hair as bright as the skin between it shows in colour alone.
        let one_colour = upper_median(cells().map(|cell| cell.colour_roughness))
            .is_some_and(|roughness| roughness < SMOOTH_IN_COLOUR);
        if undirected && red && one_colour {
            areas.says[area] = Said::Skin;
            areas.by_grain[area] = true;
        }
    }
}
