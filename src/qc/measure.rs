//! Facts about one photo that the quality rules judge.

use image::RgbImage;

use super::mask::Mask;
use super::seam::{Seam, strongest_seam};
use super::sharpness::{SharpnessAt, sharpness_ladder};
use crate::photo::ExifFacts;
use crate::srgb::{linear_of_codes, luminance};

/// Pixels looked at for light: enough for a share of 0.1 % to be known to 0.01 %.
const MAX_LIGHT_SAMPLES: f64 = 250_000.0;

/// A channel at or above counts as clipped: JPEG ringing keeps blown areas from being all 255.
const CLIPPED_HIGH: u8 = 254;
/// All channels at or below: nothing can be told apart in there.
const CLIPPED_LOW: u8 = 2;

/// Facts about one photo. Shares are fractions 0..=1 of the pixels that count.
#[derive(Debug, Clone, PartialEq)]
pub struct PhotoFacts {
    /// Width and height of the upright photo, px.
    pub size_px: [u32; 2],
    /// Width of the head, px; `None` where no head was found.
    pub head_width_px: Option<f64>,
    /// Sharpness at common samplings, finest last; empty without a head width.
    pub sharpness: Vec<SharpnessAt>,
    /// Light; `None` where no pixel counts.
    pub light: Option<LightFacts>,
    /// Share of the head that mirrors the light, as coverage leaves it out; `None` where the head
    /// was not sampled.
    pub glare_share: Option<f64>,
    /// Line that looks like the border between two pictures; `None` where the photo is too small.
    pub seam: Option<Seam>,
    /// Length of the head's outline over its width, at least 1; `None` where it tells nothing
    /// (no outline, or a view in which heads have any shape).
    pub outline_aspect: Option<f64>,
    /// How surely the head was told from its surroundings; `None` where none was looked for.
    pub head: Option<HeadFacts>,
    /// What the camera wrote into the file.
    pub exif: ExifFacts,
    /// Why the file's colour profile could not be used; `None` where it could, or has none.
    pub profile_ignored: Option<String>,
}

/// How surely the head was found on a photo.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeadFacts {
    /// How well inside and outside are told apart, 0..=1.
    pub confidence: f64,
    /// How far the outline is off an oval, standard deviation in radii.
    pub off_oval: f64,
    /// Share of the outline that the photo's border cuts off, 0..=1.
    pub cut: f64,
}

/// Light of one photo.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LightFacts {
    /// Share with a channel at its upper end.
    pub highlights_share: f64,
    /// Share with all channels at their lower end.
    pub shadows_share: f64,
    /// Median of linear luminance (Rec. 709 weights), 0..=1.
    pub median_luminance: f64,
    /// Medians of linear red, green, blue, 0..=1.
    pub median_rgb: [f64; 3],
}

/// Measures `photo` (8 bit, sRGB-encoded, upright). `mask` restricts all facts to the head or
/// scalp; without it the middle half of the photo's width and height stands in.
///
/// Light is sampled on a grid and sharpness on reduced copies: the cost hardly grows with the
/// photo's size.
pub fn measure_photo(
    photo: &RgbImage,
    head_width_px: Option<f64>,
    mask: Option<Mask<'_>>,
) -> PhotoFacts {
    let (width, height) = photo.dimensions();
    let middle = |x: u32, y: u32| {
        (width / 4..=width - width / 4).contains(&x)
            && (height / 4..=height - height / 4).contains(&y)
    };
    let mask = mask.unwrap_or(&middle);
    let head_width_px = head_width_px.filter(|w| w.is_finite() && *w > 0.0);
    PhotoFacts {
        size_px: [width, height],
        head_width_px,
        sharpness: head_width_px.map_or_else(Vec::new, |w| sharpness_ladder(photo, w, mask)),
        light: measure_light(photo, mask),
        glare_share: None,
        seam: strongest_seam(photo),
        outline_aspect: None,
        head: None,
        exif: ExifFacts::default(),
        profile_ignored: None,
    }
}

fn measure_light(photo: &RgbImage, mask: Mask<'_>) -> Option<LightFacts> {
    let (width, height) = photo.dimensions();
    let pixels = f64::from(width) * f64::from(height);
    let stride = (pixels / MAX_LIGHT_SAMPLES).sqrt().ceil().max(1.0) as usize;
    let linear = linear_of_codes();
    let mut tally = LightTally::default();
    let columns: Vec<u32> = (0..width).step_by(stride).collect();
    let counts = mask.rows(&columns);
    for y in (0..height).step_by(stride) {
        for (&x, counts) in columns.iter().zip(counts(y)) {
            if counts {
                tally.add(photo.get_pixel(x, y).0, &linear);
            }
        }
    }
    tally.facts(&linear)
}

#[derive(Default)]
struct LightTally {
    count: u64,
    highlights: u64,
    shadows: u64,
    luminance: Vec<f32>,
    channels: [Vec<u8>; 3],
}

impl LightTally {
    fn add(&mut self, rgb: [u8; 3], linear: &[f64; 256]) {
        let [r, g, b] = rgb;
        let high = r.max(g).max(b);
        self.count += 1;
        self.highlights += u64::from(high >= CLIPPED_HIGH);
        self.shadows += u64::from(high <= CLIPPED_LOW);
        let light = rgb.map(|v| linear[usize::from(v)]);
        self.luminance.push(luminance(light) as f32);
        for (values, value) in self.channels.iter_mut().zip(rgb) {
            values.push(value);
        }
    }

    fn facts(mut self, linear: &[f64; 256]) -> Option<LightFacts> {
        let share = |part: u64| part as f64 / self.count as f64;
        let middle = self.luminance.len() / 2;
        if self.luminance.is_empty() {
            return None;
        }
        let (_, median, _) = self
            .luminance
            .select_nth_unstable_by(middle, f32::total_cmp);
        let median_luminance = f64::from(*median);
        let median_rgb = self
            .channels
            .each_mut()
            .map(|values| linear[usize::from(*values.select_nth_unstable(middle).1)]);
        Some(LightFacts {
            highlights_share: share(self.highlights),
            shadows_share: share(self.shadows),
            median_luminance,
            median_rgb,
        })
    }
}

#[cfg(test)]
mod tests {
    use image::Rgb;

    use super::*;

    #[test]
    fn shares_and_medians_of_a_known_photo() {
        // Four columns: blown, pale, mid-grey, black; 10 rows each.
        let colours = [[255, 200, 180], [230, 235, 240], [118, 118, 118], [0, 1, 2]];
        let photo = RgbImage::from_fn(4, 10, |x, _| Rgb(colours[x as usize]));
        let facts = measure_photo(&photo, None, Some(&|_, _| true));
        let light = facts.light.unwrap();
        assert_eq!([light.highlights_share, light.shadows_share], [0.25, 0.25]);
        let only_grey = measure_photo(&photo, None, Some(&|x, _| x == 2))
            .light
            .unwrap();
        // sRGB 118 is linear 0.1812.
        assert!((only_grey.median_luminance - 0.1812).abs() < 1e-3);
        assert!((only_grey.median_rgb[1] - 0.1812).abs() < 1e-3);
        assert_eq!(only_grey.highlights_share, 0.0);
    }

    #[test]
    fn an_empty_mask_has_no_light_and_no_sharpness() {
        let photo = RgbImage::new(20, 20);
        let facts = measure_photo(&photo, Some(20.0), Some(&|_, _| false));
        assert_eq!(facts.light, None);
        assert!(facts.sharpness.is_empty());
    }

    #[test]
    fn one_pixel_is_measured_without_panic() {
        let facts = measure_photo(&RgbImage::new(1, 1), Some(1.0), None);
        assert_eq!(facts.light.unwrap().shadows_share, 1.0);
        assert!(facts.sharpness.is_empty());
    }

    #[test]
    fn a_large_photo_is_sampled_alike() {
        let photo = RgbImage::from_fn(1600, 1200, |x, _| Rgb([(x % 200) as u8; 3]));
        let light = measure_photo(&photo, None, Some(&|_, _| true))
            .light
            .unwrap();
        // Columns 0..=2 of 200 are crushed.
        assert!((light.shadows_share - 0.015).abs() < 0.005);
    }
}
