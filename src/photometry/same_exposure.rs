//! Whether two photos are one exposure: a copy, re-encoded, resized, turned or retouched.
//!
//! Hair combed or lit anew lies differently strand by strand, and sensor noise never repeats. After
//! alignment the finest structure of two exposures is therefore all but uncorrelated (median of
//! the places 0.15 to 0.3, never above 0.7, on rendered heads and phantoms), that of a copy is the
//! same (0.88 to 1.0: re-encoded at quality 40, at 60 % of the size, turned by 2 degrees or by a
//! quarter, with another tone curve). Of a retouched copy the untouched places stay the same. Only strands
//! tell: skin keeps its moles and pores, and two photographs of a bald head show the same ones.

use super::LinearImage;
use crate::geometry::Point;

/// Side of a place, samples.
const SIDE: usize = 32;
/// Half side of the box whose mean is taken away: what is left is finer.
const BOX: usize = 3;
/// Shift that an alignment may be off by, samples.
const SHIFT: usize = 2;
/// Correlation from which a place shows the same strands.
const SAME: f64 = 0.7;
/// Share of the places from which two photos are one exposure.
const SAME_SHARE: f64 = 0.25;
/// Places that have to be comparable.
const FEWEST_PLACES: usize = 8;
/// Least scatter of a place's fine structure, share of its mean root of light: bald skin has 0.006 to 0.012,
/// places with hair 0.015 (fair, out of focus) to 0.19.
const LEAST_TEXTURE: f64 = 0.014;
/// Keeps that share finite; root of light.
const DARKEST: f32 = 1e-3;

/// Fine structure of a photo at places of the reference frame.
#[derive(Debug, Clone, Default)]
pub(crate) struct Grain {
    places: Vec<Option<Vec<f32>>>,
}

impl Grain {
    /// Fine structure around `places` (reference px), sampled every `step` reference px;
    /// `native_from_reference` leads into the photo.
    pub(crate) fn new(
        image: &LinearImage,
        places: &[Point],
        step: f64,
        native_from_reference: impl Fn(Point) -> Option<Point>,
    ) -> Self {
        let at = |place: &Point| {
            let half = (SIDE as f64 - 1.0) / 2.0;
            let mut light = Vec::with_capacity(SIDE * SIDE);
            for row in 0..SIDE {
                for column in 0..SIDE {
                    let p = Point::new(
                        place.x + (column as f64 - half) * step,
                        place.y + (row as f64 - half) * step,
                    );
                    let native = native_from_reference(p)?;
                    light.push(root_light(image, image.working_from_native(native))?);
                }
            }
            Some(without_mean(&light))
        };
        Self {
            places: places.iter().map(at).collect(),
        }
    }

    /// Whether both are of one exposure; `false` where too few places can be compared.
    pub(crate) fn is_of_one_exposure(&self, other: &Self) -> bool {
        let correlations: Vec<f64> = self
            .places
            .iter()
            .zip(&other.places)
            .filter_map(|(a, b)| best_correlation(a.as_deref()?, b.as_deref()?))
            .collect();
        let same = correlations.iter().filter(|&&c| c > SAME).count();
        correlations.len() >= FEWEST_PLACES && same as f64 >= SAME_SHARE * correlations.len() as f64
    }
}

/// Root of the mean of the channels, between working pixels.
fn root_light(image: &LinearImage, at: Point) -> Option<f32> {
    let (x, y) = (at.x.floor(), at.y.floor());
    let inside =
        x >= 0.0 && y >= 0.0 && x + 1.0 < image.width as f64 && y + 1.0 < image.height as f64;
    let (column, row) = inside.then_some((x as usize, y as usize))?;
    let light = |c: usize, r: usize| {
        let [red, green, blue] = image.at(c, r);
        f64::from((red + green + blue) / 3.0).sqrt()
    };
    let lerp = |a: f64, b: f64, t: f64| a + (b - a) * t;
    let (fx, fy) = (at.x - x, at.y - y);
    let upper = lerp(light(column, row), light(column + 1, row), fx);
    let lower = lerp(light(column, row + 1), light(column + 1, row + 1), fx);
    Some(lerp(upper, lower, fy) as f32)
}

/// A place less its local mean, share of the place's own mean, without the rim that has none.
fn without_mean(light: &[f32]) -> Vec<f32> {
    let inner = SIDE - 2 * BOX;
    let mut fine = Vec::with_capacity(inner * inner);
    let count = ((2 * BOX + 1) * (2 * BOX + 1)) as f32;
    let mean = (light.iter().sum::<f32>() / light.len() as f32).max(DARKEST);
    for row in BOX..SIDE - BOX {
        for column in BOX..SIDE - BOX {
            let mut sum = 0.0;
            for r in row - BOX..=row + BOX {
                let from = r * SIDE + column - BOX;
                sum += light[from..=from + 2 * BOX].iter().sum::<f32>();
            }
            fine.push((light[row * SIDE + column] - sum / count) / mean);
        }
    }
    fine
}

/// Correlation at the best of the shifts; `None` where a place shows no structure.
fn best_correlation(a: &[f32], b: &[f32]) -> Option<f64> {
    let inner = SIDE - 2 * BOX;
    let core = inner - 2 * SHIFT;
    let part = |values: &[f32], left: usize, top: usize| -> (Vec<f64>, f64) {
        let rows = (top..top + core).map(|r| &values[r * inner + left..r * inner + left + core]);
        let cut: Vec<f64> = rows.flatten().map(|&v| f64::from(v)).collect();
        let mean = cut.iter().sum::<f64>() / cut.len() as f64;
        let centred: Vec<f64> = cut.iter().map(|v| v - mean).collect();
        let length = centred.iter().map(|v| v * v).sum::<f64>().sqrt();
        (centred, length)
    };
    let (own, length) = part(a, SHIFT, SHIFT);
    let enough = LEAST_TEXTURE * core as f64;
    if length < enough {
        return None;
    }
    (0..=2 * SHIFT)
        .flat_map(|top| (0..=2 * SHIFT).map(move |left| (left, top)))
        .filter_map(|(left, top)| {
            let (other, reach) = part(b, left, top);
            let product: f64 = own.iter().zip(&other).map(|(a, b)| a * b).sum();
            (reach >= enough).then(|| product / (length * reach))
        })
        .max_by(f64::total_cmp)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A photo of strands that `seed` lays out, with a little noise of its own.
    fn photo(seed: u64, noise: u64) -> LinearImage {
        let hash = |n: u64| {
            let mut z = n.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            ((z ^ (z >> 31)) >> 40) as f32 / (1u64 << 24) as f32
        };
        let side = 300;
        let pixels = (0..side * side)
            .map(|i| {
                let i = i as u64;
                let v = 0.2 + 0.5 * hash(i ^ (seed << 32)) + 0.03 * hash(i ^ (noise << 40));
                [v; 3]
            })
            .collect();
        LinearImage {
            width: side,
            height: side,
            pixels,
            excluded: vec![None; side * side],
            native_per_working: 1.0,
            native_size: (side as u32, side as u32),
        }
    }

    fn grain(image: &LinearImage) -> Grain {
        let places: Vec<Point> = (0..16)
            .map(|i| {
                Point::new(
                    40.0 + 60.0 * f64::from(i % 4),
                    40.0 + 60.0 * f64::from(i / 4),
                )
            })
            .collect();
        Grain::new(image, &places, 1.0, Some)
    }

    #[test]
    fn another_exposure_of_the_same_head_is_none_of_the_same() {
        let (a, copy, other) = (photo(1, 7), photo(1, 8), photo(2, 9));
        assert!(grain(&a).is_of_one_exposure(&grain(&copy)));
        assert!(!grain(&a).is_of_one_exposure(&grain(&other)));
    }

    #[test]
    fn a_copy_with_one_place_retouched_is_still_told() {
        let (a, other) = (photo(1, 7), photo(2, 9));
        let mut retouched = photo(1, 8);
        let half = 300 * 150;
        retouched.pixels[..half].copy_from_slice(&other.pixels[..half]);
        assert!(grain(&a).is_of_one_exposure(&grain(&retouched)));
    }

    /// Pores that both photographs show are no strands.
    #[test]
    fn two_photographs_of_a_bald_head_are_no_copies() {
        let skin = |noise: u64| {
            let mut photo = photo(1, noise);
            for pixel in &mut photo.pixels {
                *pixel = pixel.map(|v| 0.4 + 0.02 * v);
            }
            photo
        };
        assert!(!grain(&skin(7)).is_of_one_exposure(&grain(&skin(8))));
    }

    #[test]
    fn smooth_photos_tell_nothing() {
        let mut flat = photo(1, 1);
        flat.pixels.fill([0.4; 3]);
        assert!(!grain(&flat).is_of_one_exposure(&grain(&flat)));
    }
}
