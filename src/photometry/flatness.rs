//! How much of a head shows no detail: filters that smooth between edges, and strong compression,
//! leave a share of it without any.

use super::sample::{Exclusion, LinearImage};
use crate::geometry::Point;
use crate::srgb::luminance_f32;

/// Keeps the logarithm of the darkest pixels finite; linear light.
const DARKEST: f32 = 0.003;
/// A pixel is flat that differs from those around it by less than this share of what pixels of its
/// window do on average.
const FLAT: f32 = 0.1;
/// Fewer pixels tell no share to a thousandth.
const FEWEST: usize = 5_000;
/// Weights of a pixel and its two neighbours, along either axis.
const WEIGHTS: [f32; 3] = [0.25, 0.5, 0.25];
/// Half side of the window around a place, working px (500 to the head's width).
const HALF_WINDOW: i32 = 6;

/// Share of the pixels around `middles` (working px) that hardly differ from those beside them, against
/// what those of the same window do on average, 0..=1; `None` where too few pixels of a head lie there.
///
/// Detail is the logarithm of linear luminance less its mean over 3 x 3 working pixels, so that
/// neither exposure nor contrast nor focus moves the share: they move all detail alike. A filter
/// that takes weak detail and leaves the strong does. Each window is held against itself: bare skin has
/// less detail than hair, and hair that comes or goes is no filter.
pub(crate) fn flat_share(image: &LinearImage, middles: impl Iterator<Item = Point>) -> Option<f64> {
    let light: Vec<f32> = image
        .pixels
        .iter()
        .map(|rgb| (luminance_f32(*rgb) + DARKEST).ln())
        .collect();
    let counts = middles.map(|middle| {
        let pixels = window(image, middle);
        let detail: Vec<f32> = pixels
            .filter_map(|at| detail_at(image, &light, at))
            .collect();
        (flat_of(&detail), detail.len())
    });
    let (flat, all) = counts.fold((0, 0), |(flat, all), (f, n)| (flat + f, all + n));
    (all >= FEWEST).then(|| flat as f64 / all as f64)
}

/// How many pixels of a window are flat; none of one without any detail, as the darkest hair is on underexposed photos.
fn flat_of(detail: &[f32]) -> usize {
    let mean = detail.iter().map(|&d| f64::from(d)).sum::<f64>() / detail.len().max(1) as f64;
    let below = FLAT * mean as f32;
    detail.iter().filter(|&&d| d < below).count()
}

/// Indices of the pixels around a place that have neighbours on all sides.
fn window(image: &LinearImage, middle: Point) -> impl Iterator<Item = usize> + use<> {
    let width = image.width;
    let span = |middle: f64, size: usize| {
        let last = size as i32 - 1;
        let middle = middle.round().clamp(-1e6, 1e6) as i32;
        (middle - HALF_WINDOW).max(1)..(middle + HALF_WINDOW).min(last)
    };
    let (columns, rows) = (span(middle.x, image.width), span(middle.y, image.height));
    rows.flat_map(move |y| {
        columns
            .clone()
            .map(move |x| y as usize * width + x as usize)
    })
}

/// How far a pixel differs from those around it; `None` where one of them is no head.
fn detail_at(image: &LinearImage, light: &[f32], at: usize) -> Option<f32> {
    let rows = [at - image.width, at, at + image.width];
    let outside = |i: usize| image.excluded[i] == Some(Exclusion::Background);
    let beside = rows.iter().any(|&r| outside(r - 1) || outside(r + 1));
    let row = |r: usize| weighted([light[r - 1], light[r], light[r + 1]]);
    (image.excluded[at].is_none() && !beside).then(|| (light[at] - weighted(rows.map(row))).abs())
}

fn weighted(values: [f32; 3]) -> f32 {
    values.iter().zip(WEIGHTS).map(|(v, w)| v * w).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Strands of different strength, seen through `gain`; weak detail is taken away below `smooth`.
    fn head(gain: f32, smooth: f32) -> LinearImage {
        let side = 120;
        let mut state = 7_u32;
        let mut noise = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        let pixels = (0..side * side).map(|_| {
            let detail = 0.4 * (noise() + noise() + noise());
            let kept = if detail.abs() < smooth { 0.0 } else { detail };
            [gain * 0.2 * kept.exp(); 3]
        });
        LinearImage {
            width: side,
            height: side,
            pixels: pixels.collect(),
            excluded: vec![None; side * side],
            native_per_working: 1.0,
            native_size: (side as u32, side as u32),
        }
    }

    fn share(image: &LinearImage) -> Option<f64> {
        let steps = || (0..10).map(|i| 6.0 + 12.0 * f64::from(i));
        let middles = steps().flat_map(|y| steps().map(move |x| Point::new(x, y)));
        flat_share(image, middles)
    }

    #[test]
    fn light_leaves_the_share_and_smoothing_raises_it() {
        let plain = share(&head(1.0, 0.0)).unwrap();
        let darker = share(&head(0.5, 0.0)).unwrap();
        assert!((0.05..0.12).contains(&plain), "{plain}");
        assert!((plain - darker).abs() < 0.004, "{plain} {darker}");
        let smoothed = share(&head(1.0, 0.25)).unwrap();
        assert!(smoothed > plain + 0.02, "{plain} {smoothed}");
    }

    #[test]
    fn background_and_small_heads_tell_nothing() {
        let mut photo = head(1.0, 0.0);
        let half = photo.excluded.len() * 9 / 10;
        photo.excluded[..half].fill(Some(Exclusion::Background));
        assert_eq!(share(&photo), None);
    }
}
