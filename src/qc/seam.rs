//! Straight edges through the whole photo: pictures put side by side, frames, mosaics.

use image::RgbImage;
use multiversion::multiversion;

/// The line that most looks like the border between two pictures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seam {
    /// Share of the line along which it is sharper than everything beside it, 0..=1.
    pub share: f64,
    /// Its column, or its row, px.
    pub at_px: usize,
    /// Whether it runs from top to bottom.
    pub upright: bool,
}

/// Lines across the photo that are looked at for an edge, at most.
const MAX_LINES: usize = 160;
/// Part of the photo, at either end, in which a border is only a frame.
const MARGIN: f64 = 0.15;
/// Distances in px at which differences have to be smaller than that on the edge.
const BESIDE: std::ops::RangeInclusive<usize> = 3..=6;
/// By how much, sum of three 8-bit channels: above rounding in plain areas.
const CLEARLY: u16 = 2;
/// Shortest side in which an edge can be told, px.
const SHORTEST_SIDE: u32 = 64;

/// The strongest seam of a photo; `None` where it is too small to tell.
///
/// No camera draws an edge of one pixel's width along a whole row or column: on single photos the
/// share stays below 0.6, on sheets of two pictures and on mosaics it is near 1.
pub(crate) fn strongest_seam(photo: &RgbImage) -> Option<Seam> {
    let (width, height) = photo.dimensions();
    if width.min(height) < SHORTEST_SIDE {
        return None;
    }
    let light = |&[r, g, b]: &[u8; 3]| u16::from(r) + u16::from(g) + u16::from(b);
    let (pixels, _) = photo.as_raw().as_chunks::<3>();
    let row = |y: usize| &pixels[y * width as usize..][..width as usize];
    let rows = spread(height).map(|y| row(y).iter().map(light).collect());
    let columns: Vec<usize> = spread(width).collect();
    let mut down = vec![vec![0; height as usize]; columns.len()];
    for y in 0..height as usize {
        let row = row(y);
        for (line, &x) in down.iter_mut().zip(&columns) {
            line[y] = light(&row[x]);
        }
    }
    let upright = seam_across(rows);
    let level = seam_across(down.into_iter());
    let (upright, (share, at_px)) = if level.0 > upright.0 {
        (false, level)
    } else {
        (true, upright)
    };
    Some(Seam {
        share,
        at_px,
        upright,
    })
}

/// Positions spread evenly over a side.
fn spread(side: u32) -> impl Iterator<Item = usize> {
    let lines = (side as usize).min(MAX_LINES);
    (0..lines).map(move |i| (2 * i + 1) * side as usize / (2 * lines))
}

/// Share and position of the strongest edge across `lines` of equal length, each the sum of the
/// channels per pixel.
fn seam_across(lines: impl Iterator<Item = Vec<u16>>) -> (f64, usize) {
    let far = *BESIDE.end();
    let mut counts: Vec<u32> = Vec::new();
    let mut number = 0;
    for line in lines {
        number += 1;
        let steps: Vec<u16> = line.windows(2).map(|p| p[0].abs_diff(p[1])).collect();
        counts.resize(steps.len(), 0);
        let inner = steps.len().saturating_sub(2 * far);
        let mut beside = vec![0u16; inner];
        count_clear(&steps, &mut beside, &mut counts);
    }
    let margin = (MARGIN * counts.len() as f64) as usize;
    // The edge may fall on either of two neighbouring steps.
    let pairs = counts.windows(2).enumerate();
    pairs
        .take(counts.len().saturating_sub(margin))
        .skip(margin)
        .map(|(i, pair)| (pair[0] + pair[1], i + 1 + usize::from(pair[1] > pair[0])))
        .max_by_key(|&(count, i)| (count, std::cmp::Reverse(i)))
        .map_or((0.0, 0), |(count, i)| {
            ((f64::from(count) / f64::from(number)).min(1.0), i)
        })
}

/// Adds to `counts` where a step is clearly larger than those beside it, whose largest `beside`
/// holds then.
#[multiversion(targets("x86_64+avx+avx2"))]
fn count_clear(steps: &[u16], beside: &mut [u16], counts: &mut [u32]) {
    let far = *BESIDE.end();
    for d in BESIDE {
        let both = steps[far - d..].iter().zip(&steps[far + d..]);
        for (most, (before, after)) in beside.iter_mut().zip(both) {
            *most = (*most).max(*before).max(*after);
        }
    }
    let own = counts[far..].iter_mut().zip(&steps[far..]);
    for ((count, step), most) in own.zip(beside) {
        *count += u32::from(*step > *most + CLEARLY);
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    /// Ripples in all directions, brighter by `step` from column 120 on.
    fn photo(step: i32) -> RgbImage {
        RgbImage::from_fn(240, 320, |x, y| {
            let (u, v) = (f64::from(x), f64::from(y));
            let ripple = 20.0 * ((0.31 * u + 0.2 * v).sin() + (0.13 * u - 0.37 * v).sin());
            let light = 110 + ripple as i32 + if x >= 120 { step } else { 0 };
            Rgb([light as u8; 3])
        })
    }

    #[test]
    fn two_pictures_side_by_side_and_above_each_other() {
        let seam = strongest_seam(&photo(60)).unwrap();
        assert!(seam.share > 0.9 && seam.upright, "{seam:?}");
        assert_eq!(seam.at_px, 120);
        let turned = image::imageops::rotate90(&photo(60));
        let seam = strongest_seam(&turned).unwrap();
        assert!(seam.share > 0.9 && !seam.upright, "{seam:?}");
    }

    #[test]
    fn a_single_picture_has_none() {
        let seam = strongest_seam(&photo(0)).unwrap();
        assert!(seam.share < 0.5, "{seam:?}");
        assert_eq!(strongest_seam(&RgbImage::new(40, 300)), None);
    }

    #[test]
    fn a_frame_is_no_seam() {
        let mut framed = photo(0);
        for (x, _, pixel) in framed.enumerate_pixels_mut() {
            if x < 20 {
                *pixel = Rgb([0; 3]);
            }
        }
        assert!(strongest_seam(&framed).unwrap().share < 0.5);
    }
}
