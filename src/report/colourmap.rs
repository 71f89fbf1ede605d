//! Colour maps that people with colour-vision deficiency can read.

use image::Rgb;

/// Anchors of matplotlib's `viridis` (van der Walt and Smith 2015, CC0), evenly spaced over 0..=1.
const VIRIDIS: [[u8; 3]; 9] = [
    [68, 1, 84],
    [71, 44, 122],
    [59, 81, 139],
    [44, 113, 142],
    [33, 144, 141],
    [39, 173, 129],
    [92, 200, 99],
    [170, 220, 50],
    [253, 231, 37],
];

/// Orange over white to blue, evenly spaced over -1..=1: the pair that stays apart under all
/// three dichromacies (ColorBrewer, Harrower and Brewer 2003, doi:10.1179/000870403235002042).
const ORANGE_BLUE: [[u8; 3]; 7] = [
    [179, 88, 6],
    [230, 140, 50],
    [253, 204, 138],
    [247, 247, 247],
    [146, 197, 222],
    [67, 147, 195],
    [33, 102, 172],
];

/// Sequential colour of a fraction, 0..=1; values outside are clamped.
pub(crate) fn sequential(fraction: f64) -> Rgb<u8> {
    interpolate(&VIRIDIS, fraction)
}

/// Diverging colour of a signed share, -1..=1 (orange to blue); values outside are clamped.
pub(crate) fn diverging(share: f64) -> Rgb<u8> {
    interpolate(&ORANGE_BLUE, (share + 1.0) / 2.0)
}

/// Colour as `#rrggbb`.
pub(crate) fn hex(Rgb([r, g, b]): Rgb<u8>) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

fn interpolate(anchors: &[[u8; 3]], position: f64) -> Rgb<u8> {
    let steps = anchors.len() - 1;
    let scaled = position.clamp(0.0, 1.0) * steps as f64;
    let below = (scaled as usize).min(steps - 1);
    let share = scaled - below as f64;
    let channel = |c: usize| {
        let (a, b) = (
            f64::from(anchors[below][c]),
            f64::from(anchors[below + 1][c]),
        );
        (a + (b - a) * share).round() as u8
    };
    Rgb([channel(0), channel(1), channel(2)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::srgb::luminance;

    fn luma(colour: Rgb<u8>) -> f64 {
        luminance(colour.0.map(f64::from))
    }

    #[test]
    fn the_sequential_map_is_readable_without_colour() {
        let lumas: Vec<_> = (0..=20)
            .map(|i| luma(sequential(f64::from(i) / 20.0)))
            .collect();
        assert!(lumas.windows(2).all(|w| w[1] > w[0]), "{lumas:?}");
    }

    #[test]
    fn the_diverging_map_is_lightest_in_the_middle_and_its_ends_differ() {
        assert_eq!(hex(diverging(0.0)), "#f7f7f7");
        assert_eq!(hex(diverging(-1.0)), "#b35806");
        assert_eq!(hex(diverging(7.0)), "#2166ac");
    }
}
