//! Marks working pixels that show something else than scalp and hair in readable light.

use super::sample::{Exclusion, LinearImage};
use crate::geometry::{Point, enlarged};
use crate::plane::Plane;
use crate::srgb::luminance_f32;
use rayon::prelude::*;

/// Level of the head's outline up to which a pixel counts as head: the outline is good to about
/// 2 %, and a pixel of the rim is worth more than a wrong exclusion.
pub(crate) const HEAD_RIM: f64 = 1.03;
/// Glare is looked for inside this level, away from a bright background that blurs in.
const GLARE_RIM: f64 = 0.95;
/// Side of the cells in which glare is looked for, as a share of the head's width: wider than
/// shining hairs, narrower than a reflection on skin.
const CELL: f64 = 0.008;
/// Standard deviation of the surroundings, cells.
const SURROUNDINGS: f32 = 9.0;
/// Linear light of the darkest channel from which a reflection can be glare.
const GLARE_LIGHT: f32 = 0.45;
/// Luminance of glare over that of its surroundings, at least.
const GLARE_RATIO: f32 = 1.3;
/// Saturation of glare over that of its surroundings, at most: a mirror shows the light's colour.
const GLARE_FADE: f32 = 0.75;
/// Linear light of the darkest channel from which white is glare whatever surrounds it: a reflection
/// on a bald head is wider than any surroundings. 225 of 255 as written in the file.
const WHITE_LIGHT: f32 = 0.75;
/// Saturation up to which that is white: 225 beside 249 as written in the file.
const WHITE_SATURATION: f32 = 0.2;

/// Marks background and glare, beside what is marked as background already. `level` is the distance from the head's centre at a native
/// position, in units of its outline, and need be exact only from 0.94 to 1.04; `head_width_px` is in
/// native px.
pub fn exclude(image: &mut LinearImage, head_width_px: f64, level: impl Fn(Point) -> f64 + Sync) {
    let (width, factor) = (image.width, image.native_per_working);
    let native = |v: usize| enlarged(v as f64, factor);
    let mut levels = vec![f32::INFINITY; image.pixels.len()];
    levels
        .par_chunks_mut(width)
        .zip(image.excluded.par_chunks(width))
        .enumerate()
        .for_each(|(y, (row, excluded))| {
            for (x, (found, excluded)) in row.iter_mut().zip(excluded).enumerate() {
                if *excluded != Some(Exclusion::Background) {
                    *found = level(Point::new(native(x), native(y))) as f32;
                }
            }
        });
    let side = ((CELL * head_width_px / factor).round() as usize).max(1);
    let glare = Cells::new(image, &levels, side).glare();
    let rows = image.excluded.chunks_mut(width).zip(levels.chunks(width));
    for ((row, levels), glare) in rows.zip(cells_of_rows(&glare, width, side)) {
        let cells = row.chunks_mut(side).zip(levels.chunks(side)).zip(glare);
        for ((excluded, levels), &glare) in cells {
            for (excluded, &level) in excluded.iter_mut().zip(levels) {
                let found = if f64::from(level) > HEAD_RIM {
                    Some(Exclusion::Background)
                } else {
                    glare.then_some(Exclusion::Glare)
                };
                *excluded = excluded.or(found);
            }
        }
    }
}

/// For every row of pixels the row of cells that holds it.
fn cells_of_rows<T>(cells: &[T], width: usize, side: usize) -> impl Iterator<Item = &[T]> {
    let across = width.div_ceil(side);
    (0..).map_while(move |y: usize| cells.get(y / side * across..(y / side + 1) * across))
}

/// Means of the head's light over square cells.
struct Cells {
    /// Linear R, G, B, each times the weight.
    light: [Plane; 3],
    /// Share of the cell inside [`GLARE_RIM`].
    weight: Plane,
}

impl Cells {
    fn new(image: &LinearImage, levels: &[f32], side: usize) -> Self {
        let (across, down) = (image.width.div_ceil(side), image.height.div_ceil(side));
        let mut light = [0; 3].map(|_| Plane::filled(across, down, 0.0));
        let mut weight = Plane::filled(across, down, 0.0);
        let share = 1.0 / (side * side) as f32;
        let rows = image
            .pixels
            .chunks(image.width)
            .zip(levels.chunks(image.width));
        for (y, (colours, levels)) in rows.enumerate() {
            let first = y / side * across;
            let cells = colours.chunks(side).zip(levels.chunks(side));
            for (cell, (colours, levels)) in (first..).zip(cells) {
                // Taken out of the planes for the loop: it then runs in registers.
                let mut sum = light.each_ref().map(|plane| plane.data[cell]);
                let mut inside = weight.data[cell];
                for (colour, &level) in colours.iter().zip(levels) {
                    if f64::from(level) < GLARE_RIM {
                        inside += share;
                        sum = std::array::from_fn(|c| sum[c] + share * colour[c]);
                    }
                }
                weight.data[cell] = inside;
                for (plane, sum) in light.iter_mut().zip(sum) {
                    plane.data[cell] = sum;
                }
            }
        }
        Self { light, weight }
    }

    /// Mean colour around each cell, over the head alone.
    fn blurred(&self, sigma: f32) -> Vec<[f32; 3]> {
        let weight = self.weight.blurred(sigma);
        let [r, g, b] = self.light.each_ref().map(|plane| plane.blurred(sigma));
        (0..weight.data.len())
            .map(|i| [&r, &g, &b].map(|p| p.data[i] / weight.data[i].max(1e-6)))
            .collect()
    }

    /// Cells that are white, or bright, brighter than their surroundings and nearer to the light's
    /// colour.
    fn glare(&self) -> Vec<bool> {
        let (near, around) = (self.blurred(1.0), self.blurred(SURROUNDINGS));
        let lowest = |[r, g, b]: [f32; 3]| r.min(g).min(b);
        let saturation = |c: [f32; 3]| 1.0 - lowest(c) / c[0].max(c[1]).max(c[2]).max(1e-6);
        near.iter()
            .zip(&around)
            .zip(&self.weight.data)
            .map(|((&near, &around), &weight)| {
                let white = lowest(near) > WHITE_LIGHT && saturation(near) < WHITE_SATURATION;
                let mirrors = lowest(near) > GLARE_LIGHT
                    && luminance_f32(near) > GLARE_RATIO * luminance_f32(around)
                    && saturation(near) < GLARE_FADE * saturation(around);
                weight > 0.5 && (white || mirrors)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::photometry::sample;
    use image::{Rgb, RgbImage};

    /// Skin with a spot of `colour` and radius 12 px in its middle; the head fills 0.9 of it.
    fn counts(colour: [u8; 3], radius: f64) -> [usize; 3] {
        let centre = Point::new(200.0, 200.0);
        let distance = |x: f64, y: f64| centre.distance(Point::new(x, y));
        let photo = RgbImage::from_fn(401, 401, |x, y| {
            let spot = distance(x.into(), y.into()) < radius;
            Rgb(if spot { colour } else { [190, 140, 115] })
        });
        let mut image = sample(&photo, 360.0, 360.0);
        exclude(&mut image, 360.0, |p| distance(p.x, p.y) / 180.0);
        [Exclusion::Background, Exclusion::Glare, Exclusion::Clipped]
            .map(|kind| image.excluded.iter().filter(|e| **e == Some(kind)).count())
    }

    #[test]
    fn background_is_all_beyond_the_rim() {
        let [background, ..] = counts([190, 140, 115], 0.0);
        let expected = 401.0 * 401.0 - std::f64::consts::PI * (HEAD_RIM * 180.0_f64).powi(2);
        assert!(
            (background as f64 / expected - 1.0).abs() < 0.01,
            "{background}"
        );
    }

    #[test]
    fn a_white_reflection_is_glare_and_a_pale_or_tiny_spot_is_not() {
        let spot = std::f64::consts::PI * 12.0 * 12.0;
        let [_, glare, clipped] = counts([245, 240, 238], 12.0);
        assert!((glare as f64 / spot - 1.0).abs() < 0.3, "{glare} of {spot}");
        assert_eq!(clipped, 0);
        assert_eq!(counts([215, 165, 140], 12.0)[1], 0, "paler skin");
        assert_eq!(counts([245, 240, 238], 1.5)[1], 0, "narrower than a cell");
        assert_eq!(counts([60, 45, 40], 12.0)[1], 0, "a tuft of hair");
    }

    #[test]
    fn a_reflection_wider_than_its_surroundings_is_glare_where_it_is_white() {
        let spot = std::f64::consts::PI * 90.0 * 90.0;
        let [_, glare, _] = counts([240, 236, 230], 90.0);
        assert!((glare as f64 / spot - 1.0).abs() < 0.1, "{glare} of {spot}");
    }
}
