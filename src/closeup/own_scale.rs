//! The scale that a picture tells of itself: how wide its hairs are, px.
//!
//! Terminal scalp hair is 45 to 125 µm wide, so the width of the dark bars of a close-up says to within
//! a factor of two how many pixels make a millimetre: enough to trace hairs at the right size and to
//! see a given scale that is wrong by three and more, and far too little for a density or a thickness.

use image::{GrayImage, RgbImage};
use imageproc::distance_transform::euclidean_squared_distance_transform;
use imageproc::region_labelling::{Connectivity, connected_components};

use crate::plane::Plane;
use crate::resize::{Kernel, resized};

use super::blur::gaussian;
use super::darkness::darkness_map;
use super::overlay::Overlay;
use super::painted_over::painted_over;

/// Width that the measure below gives for ordinary hair, mm: geometric middle of what 32
/// phototrichograms of known scale (0.074 to 0.122) and 16 rendered close-ups (0.045 to 0.062) gave.
const USUAL_MM: f64 = 0.072;
/// Side of the window whose 75th percentile is the background, as a share of the shorter side.
const WINDOW: f64 = 0.2;
/// Noise is smoothed by this much, px.
const SMOOTH: f32 = 1.0;
/// The darkest share of the picture is hair; half of the darkness at its edge bounds a hair.
const DARKEST: f64 = 0.005;
const HALF: f32 = 0.5;
/// Least darkness there: below it nothing dark is seen that could be hair.
const LEAST_DARK: f32 = 0.25;
/// A bar is at least this many times as long as wide, by its area.
const LONG: f64 = 3.0;
/// Smallest bar, px.
const SMALLEST_PX: usize = 20;
/// Fewest bars.
const FEWEST: usize = 3;
/// A larger picture is brought to this longest side, px.
const LARGEST_PX: u32 = 4000;
/// Thinnest bars that are resolved, px.
const THINNEST_PX: f64 = 2.0;

/// Longest side of the smaller copy on which a rough width is measured, px, and thinnest bars there.
const ROUGH_PX: u32 = 700;
const ROUGH_THINNEST_PX: f64 = 3.0;

/// Width of the hairs of a picture, native px, by the bars darker than half of its darkest places: the
/// median over the bars, each weighted by its area and its width, so that dye, pores and noise count
/// little. `None` where no bars are seen. `overlay` is the photo's.
pub(crate) fn hair_width_px(photo: &RgbImage, overlay: &Overlay) -> Option<f64> {
    if longest(photo) > LARGEST_PX {
        return smaller_width_px(photo, overlay, LARGEST_PX, THINNEST_PX);
    }
    width_px(photo, overlay, SMOOTH).filter(|width| *width >= THINNEST_PX)
}

/// The width of [`hair_width_px`] within a quarter, by a smaller copy, at an eighth of the time; `None`
/// also where the hairs are too thin there.
pub(crate) fn rough_hair_width_px(photo: &RgbImage, overlay: &Overlay) -> Option<f64> {
    if longest(photo) <= ROUGH_PX {
        return None;
    }
    smaller_width_px(photo, overlay, ROUGH_PX, ROUGH_THINNEST_PX)
}

fn longest(photo: &RgbImage) -> u32 {
    photo.width().max(photo.height())
}

/// By a copy whose longest side is `side` px, on which bars are at least `thinnest` px wide.
fn smaller_width_px(photo: &RgbImage, overlay: &Overlay, side: u32, thinnest: f64) -> Option<f64> {
    let factor = f64::from(side) / f64::from(longest(photo));
    let size = |v: u32| ((f64::from(v) * factor).round() as u32).max(1);
    let to = (size(photo.width()), size(photo.height()));
    let smaller = resized(photo, to.0, to.1, Kernel::Area);
    let overlay = overlay.resized(photo.dimensions(), to);
    // The copy is smooth already where it is much smaller.
    let smooth = SMOOTH * (factor as f32).max(0.5);
    let width = width_px(&smaller, &overlay, smooth)?;
    (width >= thinnest).then_some(width / factor)
}

fn width_px(photo: &RgbImage, overlay: &Overlay, smooth: f32) -> Option<f64> {
    let side = f64::from(photo.width().min(photo.height()));
    if side < 64.0 {
        return None;
    }
    let seen;
    let free = if overlay.is_empty() {
        photo
    } else {
        seen = painted_over(photo, &overlay.hidden());
        &seen
    };
    // The map's window is 1.3 mm wide at the scale it is told.
    let (map, _) = darkness_map(free, WINDOW * side / 1.3);
    let map = gaussian(&map, smooth);
    let mut dark = map.data.clone();
    let at = ((1.0 - DARKEST) * (dark.len() - 1) as f64) as usize;
    let (_, level, _) = dark.select_nth_unstable_by(at, f32::total_cmp);
    let level = *level;
    if level < LEAST_DARK {
        return None;
    }
    drop(dark);
    bars_width(&map, HALF * level, |i| overlay.hard[i])
}

/// Native px per mm at which the hairs of a picture are of ordinary width; to within a factor of two.
pub(crate) fn own_px_per_mm(width_px: f64) -> f64 {
    width_px / USUAL_MM
}

fn bars_width(map: &Plane, level: f32, skip: impl Fn(usize) -> bool) -> Option<f64> {
    let (w, h) = (map.width, map.height);
    let dark = |i: usize| map.data[i] > level && !skip(i);
    let mask: Vec<u8> = (0..w * h).map(|i| 255 * u8::from(dark(i))).collect();
    let light = mask.iter().map(|v| 255 - v).collect();
    let image = |data| GrayImage::from_raw(w as u32, h as u32, data);
    let (mask, light) = (image(mask)?, image(light)?);
    let squared = euclidean_squared_distance_transform(&light);
    let squared = squared.as_raw();
    let labels = connected_components(&mask, Connectivity::Eight, image::Luma([0]));
    let labels = labels.as_raw();
    let count = labels.iter().copied().max().unwrap_or(0) as usize;
    let mut areas = vec![0usize; count + 1];
    let mut radii: Vec<Vec<f64>> = vec![Vec::new(); count + 1];
    for y in 1..h.saturating_sub(1) {
        for x in 1..w - 1 {
            let i = y * w + x;
            let label = labels[i] as usize;
            if label == 0 {
                continue;
            }
            areas[label] += 1;
            let around = [
                i - w - 1,
                i - w,
                i - w + 1,
                i - 1,
                i + 1,
                i + w - 1,
                i + w,
                i + w + 1,
            ];
            if around.iter().all(|&k| squared[k] <= squared[i]) {
                radii[label].push(squared[i].sqrt());
            }
        }
    }
    let mut bars: Vec<(f64, f64)> = radii
        .iter_mut()
        .zip(&areas)
        .filter(|(radii, area)| !radii.is_empty() && **area >= SMALLEST_PX)
        .filter_map(|(radii, &area)| {
            let middle = radii.len() / 2;
            let (_, radius, _) = radii.select_nth_unstable_by(middle, f64::total_cmp);
            let width = (2.0 * *radius - 1.0).max(1.0);
            let area = area as f64;
            (area >= LONG * width * width).then_some((width, area * width))
        })
        .collect();
    if bars.len() < FEWEST {
        return None;
    }
    bars.sort_by(|a, b| a.0.total_cmp(&b.0));
    let half = 0.5 * bars.iter().map(|bar| bar.1).sum::<f64>();
    let mut sum = 0.0;
    let middle = bars.iter().find(|bar| {
        sum += bar.1;
        sum >= half
    })?;
    Some(middle.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Black bars of `width` by ten times as much on skin.
    fn bars(side: u32, width: u32) -> RgbImage {
        RgbImage::from_fn(side, side, |x, y| {
            let inside = x % (6 * width) < width && y % (14 * width) < 10 * width;
            image::Rgb(if inside {
                [20, 15, 10]
            } else {
                [220, 180, 160]
            })
        })
    }

    #[test]
    fn the_width_of_bars_is_found_at_any_size() {
        for width in [4, 9, 24] {
            let photo = bars(40 * width.max(8), width);
            let found = hair_width_px(&photo, &Overlay::of(&photo)).expect("bars");
            let off = (found / f64::from(width) - 1.0).abs();
            assert!(off < 0.3, "{width} px measured as {found}");
        }
    }

    #[test]
    fn a_rough_width_is_near_the_width() {
        for width in [7, 9, 24, 60] {
            let photo = bars(1300, width);
            let overlay = Overlay::of(&photo);
            let rough = rough_hair_width_px(&photo, &overlay).expect("bars");
            let off = (rough / f64::from(width) - 1.0).abs();
            assert!(off < 0.25, "{width} px measured as {rough}");
        }
        let thin = bars(1300, 3);
        assert_eq!(rough_hair_width_px(&thin, &Overlay::of(&thin)), None);
    }

    #[test]
    fn an_even_field_tells_no_scale() {
        let plain = RgbImage::from_pixel(300, 300, image::Rgb([210, 180, 160]));
        assert_eq!(hair_width_px(&plain, &Overlay::of(&plain)), None);
    }
}
