//! The colour direction along which scalp and hair are told apart.

use crate::coverage::blocks::Scene;
use crate::coverage::fit::mixture::BlockFit;
use crate::statistics::upper_median;

/// Plain brightness: the mean of the three channels.
pub const BRIGHTNESS: [f32; 3] = [1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0];

/// The blue channel: warm hair is darkest in it.
pub(crate) const BLUE: [f32; 3] = [0.0, 0.0, 1.0];

/// Percentile of block colour that stands for blocks full of hair.
const FULL_HAIR_PERCENTILE: f64 = 0.03;

/// Hair brightness over scalp brightness, median over blocks: near 1, brightness cannot tell
/// them apart.
pub(crate) fn hair_over_scalp(blocks: &[BlockFit]) -> f64 {
    upper_median(blocks.iter().map(|b| b.hair / b.scalp)).unwrap_or(1.0)
}

/// Axis for hair about as bright as the scalp but less red: red minus blue, balanced so that hair
/// of any brightness lies at zero.
pub(crate) fn redness(scene: Scene<'_>, block_px: usize) -> Option<[f32; 3]> {
    least_red(scene, block_px).map(|hair| [1.0, 0.0, -hair as f32])
}

/// Linear red over blue of the least red blocks: those full of hair, where hair is less red.
pub(crate) fn least_red(scene: Scene<'_>, block_px: usize) -> Option<f64> {
    red_extremes(scene, block_px).map(|[least, _]| least)
}

/// How much redder the reddest blocks are than the least red ones, logarithm of red over blue: what
/// colour tells of hair and scalp, whatever the white balance.
pub(crate) fn red_range(scene: Scene<'_>, block_px: usize) -> Option<f64> {
    red_extremes(scene, block_px).map(|[least, most]| (most / least).ln())
}

/// Linear red over blue of the least red and of the reddest blocks.
fn red_extremes(scene: Scene<'_>, block_px: usize) -> Option<[f64; 2]> {
    let mut ratios = block_red_over_blue(scene, block_px);
    ratios.sort_unstable_by(f64::total_cmp);
    let last = ratios.len().checked_sub(1)?;
    let rank = (FULL_HAIR_PERCENTILE * last as f64).round() as usize;
    Some([ratios[rank], ratios[last - rank]])
}

/// Mean brightness of the block at the dark tenth over that of the one at the bright tenth, by rank; `None`
/// without blocks of which more than half is usable.
pub(crate) fn dark_over_bright(scene: Scene<'_>, block_px: usize) -> Option<f64> {
    let columns = scene.image.width / block_px;
    let mut lights: Vec<f64> = (0..scene.image.height / block_px)
        .flat_map(|row| (0..columns).map(move |column| (column, row)))
        .filter_map(|at| block_sum(scene, block_px, at))
        .map(|(colour, count)| colour.iter().sum::<f64>() / count as f64)
        .collect();
    lights.sort_unstable_by(f64::total_cmp);
    let last = lights.len().checked_sub(1)?;
    let rank = (0.1 * last as f64).round() as usize;
    (lights[last - rank] > 0.0).then(|| lights[rank] / lights[last - rank])
}

/// Linear blue over red of all that is measured; `None` where nothing is.
pub(crate) fn blue_share(scene: Scene<'_>) -> Option<f64> {
    let measured = scene.image.pixels.iter().zip(scene.usable);
    let [red, blue] = measured
        .filter(|(_, usable)| **usable)
        .fold([0.0, 0.0], |[red, blue], (pixel, _)| {
            [red + f64::from(pixel[0]), blue + f64::from(pixel[2])]
        });
    (red > 0.0).then(|| blue / red)
}

/// How much redder the scalp is than the hair: mean logarithm of red over blue in the more open
/// half of the blocks, less that in the more covered half.
pub(crate) fn redness_gain(scene: Scene<'_>, blocks: &[BlockFit], block_px: usize) -> f64 {
    let Some(middle) = upper_median(blocks.iter().map(|b| b.open)) else {
        return 0.0;
    };
    let mut halves = [(0.0f64, 0usize); 2];
    for b in blocks {
        let at = (b.stats.column, b.stats.row);
        if let Some(ratio) = red_over_blue(scene, block_px, at) {
            let half = &mut halves[usize::from(b.open >= middle)];
            half.0 += ratio.ln();
            half.1 += 1;
        }
    }
    let [covered, open] = halves.map(|(sum, count)| sum / count.max(1) as f64);
    open - covered
}

/// Red over blue of every block of which more than half is usable, in row order.
fn block_red_over_blue(scene: Scene<'_>, block_px: usize) -> Vec<f64> {
    let columns = scene.image.width / block_px;
    (0..scene.image.height / block_px)
        .flat_map(|row| (0..columns).map(move |column| (column, row)))
        .filter_map(|at| red_over_blue(scene, block_px, at))
        .collect()
}

/// Red over blue of the block at `(column, row)`; `None` where half of it or less is usable.
fn red_over_blue(scene: Scene<'_>, block_px: usize, at: (usize, usize)) -> Option<f64> {
    let ([red, _, blue], _) = block_sum(scene, block_px, at)?;
    (red > 0.0 && blue > 0.0).then(|| red / blue)
}

/// Sum of the colours of the block at `(column, row)`, and of how many pixels; `None` where half of it or
/// less is usable.
fn block_sum(
    scene: Scene<'_>,
    block_px: usize,
    (column, row): (usize, usize),
) -> Option<([f64; 3], usize)> {
    let Scene { image, usable, .. } = scene;
    let (mut sums, mut count) = ([0.0f64; 3], 0usize);
    for y in row * block_px..(row + 1) * block_px {
        for x in column * block_px..(column + 1) * block_px {
            if usable[y * image.width + x] {
                let colour = image.at(x, y);
                sums = std::array::from_fn(|c| sums[c] + f64::from(colour[c]));
                count += 1;
            }
        }
    }
    (2 * count > block_px * block_px).then_some((sums, count))
}
