//! How dark each place is against its surroundings, in linear light.
//!
//! Each channel is divided by its local background, a high percentile around it, so that vignetting,
//! moles, redness and a cast of colour drop out: D = 1 - light / background. Blur and partial cover
//! are linear in D, so that widths, ends and rendered models are all worked out on it.

use image::RgbImage;

use crate::geometry::Point;
use crate::plane::Plane;
use crate::srgb::SrgbTable;

use super::background::background;
use super::packed::Packed;
use crate::statistics::upper_median_f32;

/// Side of the window whose percentile is the background, mm: several hairs wide, so that skin is
/// in it, and much narrower than vignetting.
const WINDOW_MM: f64 = 1.3;

/// Darkness map of a close-up at its working scale.
#[derive(Debug, Clone)]
pub(crate) struct Darkness {
    /// 1 - light over local background, working px: about 0 on skin, up to 0.95 in black hair.
    pub(super) map: Packed,
    /// Working px per native px.
    pub(super) working_per_native: f64,
    /// True where an overlay was painted over: nothing is seen there. Working px, row by row; empty
    /// where the whole photo is free.
    pub(super) masked: Vec<bool>,
}

impl Darkness {
    /// Working px per native px.
    pub(crate) fn working_per_native(&self) -> f64 {
        self.working_per_native
    }

    /// A native place in working px.
    pub(crate) fn working(&self, native: Point) -> [f32; 2] {
        let to = |v: f64| ((v + 0.5) * self.working_per_native - 0.5) as f32;
        [to(native.x), to(native.y)]
    }

    /// A working place in native px.
    pub(crate) fn native(&self, working: [f32; 2]) -> Point {
        let to = |v: f32| (f64::from(v) + 0.5) / self.working_per_native - 0.5;
        Point::new(to(working[0]), to(working[1]))
    }

    /// Whether an overlay covers a working place, or it lies outside.
    pub(super) fn is_masked(&self, x: f32, y: f32) -> bool {
        let (column, row) = ((x + 0.5).floor(), (y + 0.5).floor());
        if column < 0.0 || row < 0.0 {
            return true;
        }
        let (column, row) = (column as usize, row as usize);
        if column >= self.map.width || row >= self.map.height {
            return true;
        }
        !self.masked.is_empty() && self.masked[row * self.map.width + column]
    }
}

/// The darkness map of a photo already at its working scale of `px_per_mm`, and where blue dye lies on
/// the skin how much more it takes from red than from blue, relative light.
pub(super) fn darkness_map(photo: &RgbImage, px_per_mm: f64) -> (Plane, Option<Plane>) {
    let (width, height) = (photo.width() as usize, photo.height() as usize);
    let table = SrgbTable::new();
    let pixels = photo.as_raw().as_chunks::<3>().0;
    let relative: [Plane; 3] = std::array::from_fn(|c| {
        let linear = Plane {
            width,
            height,
            data: pixels.iter().map(|p| table.linear(p[c])).collect(),
        };
        background(linear, WINDOW_MM * px_per_mm)
    });
    if is_dyed(&relative) {
        let map = least_attenuated(&relative);
        let [red, _, blue] = &relative;
        return (map, Some(red.zip(blue, |r, b| b - r)));
    }
    let [red, green, blue] = relative;
    let data = red
        .data
        .iter()
        .zip(&green.data)
        .zip(&blue.data)
        .map(|((r, g), b)| 1.0 - (0.45 * r + 0.35 * g + 0.20 * b))
        .collect();
    let map = Plane {
        width,
        height,
        data,
    };
    (map, None)
}

/// How much more dye takes from red than from blue, relative light; hair takes more from blue.
const DYE: f32 = 0.12;
/// Share of pixels from which on a photo counts as dyed.
const DYED: f32 = 0.03;

/// Whether blue dye lies on the skin, as for a phototrichogram.
fn is_dyed(relative: &[Plane; 3]) -> bool {
    let [red, _, blue] = relative;
    let dyed = red
        .data
        .iter()
        .zip(&blue.data)
        .filter(|(r, b)| *b - *r > DYE);
    dyed.count() as f32 > DYED * red.data.len() as f32
}

/// Blur before the channels' weights are chosen, px: less would follow the sensor's noise.
const CHOICE_SIGMA: f32 = 2.0;
/// Difference of relative light at which one channel outweighs another e times.
const CHOICE_SOFTNESS: f32 = 0.06;

/// The channels brought together so that the least attenuated counts most: dye and redness attenuate
/// one or two of them, hair all three.
fn least_attenuated(relative: &[Plane; 3]) -> Plane {
    let smooth: [Plane; 3] =
        std::array::from_fn(|c| super::blur::gaussian(&relative[c], CHOICE_SIGMA));
    let (width, height) = (relative[0].width, relative[0].height);
    let data = (0..width * height)
        .map(|i| {
            let s: [f32; 3] = std::array::from_fn(|c| smooth[c].data[i]);
            let most = s[0].max(s[1]).max(s[2]);
            let w = s.map(|v| ((v - most) / CHOICE_SOFTNESS).exp());
            let light: f32 = (0..3).map(|c| w[c] * relative[c].data[i]).sum();
            1.0 - light / (w[0] + w[1] + w[2])
        })
        .collect();
    Plane {
        width,
        height,
        data,
    }
}

/// Blur of the fine and of the coarse copy whose difference is the skin's texture, working px.
const TEXTURE: [f32; 2] = [1.2, 4.0];
/// A place this dark on the coarse copy is near a hair.
const NEAR_HAIR: f32 = 0.15;

/// How uneven the skin between the hairs is: the median amount by which the darkness of places of a
/// few pixels differs from their surroundings. 0.005 on a smooth field, 0.013 to 0.035 where pores,
/// folds and moisture show.
pub(super) fn texture(map: &Plane) -> f32 {
    let half = map.halved();
    let [fine, coarse] = TEXTURE.map(|sigma| super::blur::gaussian(&half, 0.5 * sigma));
    let skin: Vec<f32> = fine
        .data
        .iter()
        .zip(&coarse.data)
        .filter(|(_, c)| **c < NEAR_HAIR)
        .map(|(f, c)| (f - c).abs())
        .collect();
    if skin.is_empty() {
        return 0.0;
    }
    upper_median_f32(skin)
}
