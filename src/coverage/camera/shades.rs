//! Colours of a photo's skin and of its hair, each by itself: what is held against another photo then
//! is like against like, however much hair either shows.

use crate::photometry::LinearImage;
use crate::statistics::upper_median_f32;

/// Share hidden by hair, in 1/255, up to which a pixel stands for skin, and from which for hair.
const SKIN: i16 = 64;
const HAIR: i16 = 191;
/// Fewest of the measured pixels that tell a colour, share.
const FEWEST: f64 = 0.03;

/// Medians of linear red, green and blue, 0..=1, over the pixels that are mostly skin and over those
/// that are mostly hair; `None` where there are next to none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Shades {
    /// Of skin.
    pub skin: Option<[f64; 3]>,
    /// Of hair.
    pub hair: Option<[f64; 3]>,
}

impl Shades {
    /// Of the `usable` pixels of a photo as it was taken; `covered` is the share of each hidden by
    /// hair, in 1/255.
    pub(crate) fn of(image: &LinearImage, usable: &[bool], covered: &[i16]) -> Self {
        let measured = (0..usable.len()).filter(|&i| usable[i]);
        let fewest = FEWEST * measured.clone().count() as f64;
        let colour = |is_one: &dyn Fn(i16) -> bool| {
            let seen: Vec<usize> = measured.clone().filter(|&i| is_one(covered[i])).collect();
            let median = |channel: usize| {
                let light = seen.iter().map(|&i| image.pixels[i][channel]);
                f64::from(upper_median_f32(light.collect()))
            };
            (!seen.is_empty() && seen.len() as f64 >= fewest).then(|| [0, 1, 2].map(median))
        };
        Self {
            skin: colour(&|covered| covered <= SKIN),
            hair: colour(&|covered| covered >= HAIR),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten pixels, of which so many are hair.
    fn shades(hairs: usize) -> Shades {
        let is_hair = |i: usize| i < hairs;
        let image = LinearImage {
            width: 10,
            height: 1,
            pixels: (0..10)
                .map(|i| {
                    if is_hair(i) {
                        [0.02; 3]
                    } else {
                        [0.5, 0.3, 0.2]
                    }
                })
                .collect(),
            excluded: vec![None; 10],
            native_per_working: 1.0,
            native_size: (10, 1),
        };
        let covered: Vec<i16> = (0..10).map(|i| 255 * i16::from(is_hair(i))).collect();
        Shades::of(&image, &[true; 10], &covered)
    }

    #[test]
    fn more_hair_moves_neither_colour() {
        assert_eq!(shades(2), shades(8));
        let skin = shades(2).skin.unwrap();
        assert!(skin[0] > 0.49 && skin[2] < 0.21, "{skin:?}");
    }

    #[test]
    fn what_is_not_there_has_no_colour() {
        assert_eq!(shades(0).hair, None);
        assert_eq!(shades(10).skin, None);
        assert!(shades(10).hair.is_some());
    }
}
