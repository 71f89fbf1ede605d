//! The colour direction along which scalp and hair are told apart.

use super::mixture::BlockFit;
use crate::photometry::LinearImage;

/// Plain brightness: the mean of the three channels.
pub const BRIGHTNESS: [f32; 3] = [1.0 / 3.0, 1.0 / 3.0, 1.0 / 3.0];

/// Percentile of block colour that stands for blocks full of hair.
const FULL_HAIR_PERCENTILE: f64 = 0.03;

/// Hair brightness over scalp brightness, median over blocks: near 1, brightness cannot tell
/// them apart.
pub fn hair_over_scalp(blocks: &[BlockFit]) -> f64 {
    let mut ratios: Vec<f64> = blocks.iter().map(|b| b.hair / b.scalp).collect();
    ratios.sort_unstable_by(f64::total_cmp);
    ratios.get(ratios.len() / 2).copied().unwrap_or(1.0)
}

/// Axis for hair about as bright as the scalp but less red: red minus blue, balanced so that hair
/// of any brightness lies at zero.
pub fn redness(image: &LinearImage, usable: &[bool], block_px: usize) -> Option<[f32; 3]> {
    let mut ratios = block_red_over_blue(image, usable, block_px);
    ratios.sort_unstable_by(f64::total_cmp);
    let rank = (FULL_HAIR_PERCENTILE * ratios.len().saturating_sub(1) as f64).round() as usize;
    let hair = *ratios.get(rank)?;
    Some([1.0, 0.0, -hair as f32])
}

fn block_red_over_blue(image: &LinearImage, usable: &[bool], block_px: usize) -> Vec<f64> {
    let mut ratios = Vec::new();
    for row in 0..image.height / block_px {
        for column in 0..image.width / block_px {
            let (mut red, mut blue, mut count) = (0.0f64, 0.0f64, 0usize);
            for y in row * block_px..(row + 1) * block_px {
                for x in column * block_px..(column + 1) * block_px {
                    if usable[y * image.width + x] {
                        red += f64::from(image.at(x, y)[0]);
                        blue += f64::from(image.at(x, y)[2]);
                        count += 1;
                    }
                }
            }
            if 2 * count > block_px * block_px && blue > 0.0 {
                ratios.push(red / blue);
            }
        }
    }
    ratios
}
