//! How sharp a photo is, and how one that was sharpened is made as soft as light leaves it.
//!
//! Telephones sharpen: the scalp between hairs becomes brighter and the hairs darker than they
//! are, and a mixture of the two no longer tells how much of either there is. A blur as narrow as
//! the sharpening undoes most of it.

use super::LinearImage;
use super::energy::{energy_ratio, for_pairs};

/// Widest blur that is tried, as a variance in square working px.
const MOST_BLUR: f64 = 3.0;
/// Halvings of that range.
const HALVINGS: usize = 9;
/// Most that one pass of the blur adds to the variance along an axis: its weights stay positive.
const PASS: f64 = 0.4;

/// The photo blurred until it is no sharper than `limit`; `None` where it is not. Pixels that are
/// left out stay as they are and lend nothing to others.
pub(crate) fn softened(image: &LinearImage, counts: &[bool], limit: f64) -> Option<LinearImage> {
    let cut = Window::around(counts, image.width)?.cut(image, counts);
    if cut.sharpness()? <= limit {
        return None;
    }
    let too_sharp = |variance: f64| {
        let blurred = cut.blurred(variance);
        blurred.sharpness().is_some_and(|found| found > limit)
    };
    let (mut low, mut high) = (0.0, MOST_BLUR);
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if too_sharp(middle) {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(blurred(image, high))
}

/// The part of a photo in which pixels count.
struct Window {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Window {
    fn around(counts: &[bool], width: usize) -> Option<Self> {
        let rows = || counts.chunks(width);
        let top = rows().position(|row| row.contains(&true))?;
        let bottom = rows().rposition(|row| row.contains(&true))?;
        let left = rows().filter_map(|row| row.iter().position(|&c| c)).min()?;
        let right = rows()
            .filter_map(|row| row.iter().rposition(|&c| c))
            .max()?;
        Some(Self {
            left,
            top,
            width: right - left + 1,
            height: bottom - top + 1,
        })
    }

    fn cut(&self, image: &LinearImage, counts: &[bool]) -> Brightness {
        let [mut seen, mut counted] = [0, 1].map(|_| Vec::with_capacity(self.width * self.height));
        let mut values = Vec::with_capacity(self.width * self.height);
        for y in self.top..self.top + self.height {
            let from = y * image.width + self.left;
            let row = from..from + self.width;
            let pixels = image.pixels[row.clone()].iter();
            values.extend(pixels.map(|[r, g, b]| (r + g + b) / 3.0));
            seen.extend(image.excluded[row.clone()].iter().map(Option::is_none));
            counted.extend_from_slice(&counts[row]);
        }
        Brightness {
            width: self.width,
            values,
            seen,
            counts: counted,
        }
    }
}

/// Brightness of a part of a photo, linear light.
struct Brightness {
    width: usize,
    values: Vec<f32>,
    seen: Vec<bool>,
    counts: Vec<bool>,
}

impl Brightness {
    fn blurred(&self, variance: f64) -> Self {
        Self {
            width: self.width,
            values: blurred_plane(self.values.clone(), &self.seen, self.width, variance),
            seen: self.seen.clone(),
            counts: self.counts.clone(),
        }
    }

    fn sharpness(&self) -> Option<f64> {
        let roots: Vec<f32> = self.values.iter().map(|v| v.max(0.0).sqrt()).collect();
        energy_ratio(|far| self.energy(&roots, far))
    }

    /// Mean squared difference over `far` px, across and down, of pairs that both count.
    fn energy(&self, roots: &[f32], far: usize) -> Option<f64> {
        let (width, height) = (self.width, roots.len() / self.width);
        let (mut sum, mut pairs) = (0.0f64, 0u64);
        for_pairs(width, height, far, |from, to, length| {
            let one = roots[from..][..length].iter().zip(&self.counts[from..]);
            let other = roots[to..][..length].iter().zip(&self.counts[to..]);
            let (mut squares, mut counted) = (0.0f32, 0u32);
            for ((a, a_counts), (b, b_counts)) in one.zip(other) {
                let both = a_counts & b_counts;
                squares += if both { (a - b) * (a - b) } else { 0.0 };
                counted += u32::from(both);
            }
            sum += f64::from(squares);
            pairs += u64::from(counted);
        });
        (pairs > 0).then(|| sum / pairs as f64)
    }
}

/// All channels blurred by a Gaussian of `variance` square working px.
fn blurred(image: &LinearImage, variance: f64) -> LinearImage {
    let seen: Vec<bool> = image.excluded.iter().map(Option::is_none).collect();
    let planes: [Vec<f32>; 3] = std::array::from_fn(|channel| {
        let plane = image.pixels.iter().map(|p| p[channel]).collect();
        blurred_plane(plane, &seen, image.width, variance)
    });
    let pixels = image.pixels.iter().zip(&seen).enumerate();
    let pixels = pixels.map(|(i, (pixel, &seen))| {
        if seen {
            std::array::from_fn(|channel| planes[channel][i])
        } else {
            *pixel
        }
    });
    LinearImage {
        pixels: pixels.collect(),
        ..image.clone()
    }
}

/// Passes of three taps come close to a Gaussian, and any variance can be had.
fn blurred_plane(mut values: Vec<f32>, seen: &[bool], width: usize, variance: f64) -> Vec<f32> {
    let passes = (variance / PASS).ceil().max(1.0);
    let weight = (variance / passes / 2.0) as f32;
    for _ in 0..passes as usize {
        values = pass_across(&values, seen, width, weight);
        values = pass_down(&values, seen, width, weight);
    }
    values
}

fn pass_across(values: &[f32], seen: &[bool], width: usize, weight: f32) -> Vec<f32> {
    let rows = values.chunks(width).zip(seen.chunks(width));
    rows.flat_map(|(row, seen)| {
        (0..row.len()).map(move |x| {
            let before = x.saturating_sub(1);
            let after = (x + 1).min(row.len() - 1);
            mixed(row[x], weight, [before, after].map(|i| (row[i], seen[i])))
        })
    })
    .collect()
}

fn pass_down(values: &[f32], seen: &[bool], width: usize, weight: f32) -> Vec<f32> {
    let last = values.len() / width - 1;
    (0..=last)
        .flat_map(|y| {
            let [above, own, below] =
                [y.saturating_sub(1), y, (y + 1).min(last)].map(|row| row * width);
            (0..width).map(move |x| {
                let others = [above + x, below + x].map(|i| (values[i], seen[i]));
                mixed(values[own + x], weight, others)
            })
        })
        .collect()
}

/// A pixel with `weight` of each of two neighbours; it stands for one that is not seen.
#[inline]
fn mixed(own: f32, weight: f32, [one, other]: [(f32, bool); 2]) -> f32 {
    let lent = |(value, seen): (f32, bool)| if seen { value - own } else { 0.0 };
    own + weight * (lent(one) + lent(other))
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage, imageops};

    use super::*;
    use crate::photometry::{Exclusion, sample};

    /// Strokes of pseudo-random tone, as wide as a lens leaves them.
    fn strands() -> RgbImage {
        let crisp = RgbImage::from_fn(400, 300, |x, y| {
            let v = (x / 4 + y / 31).wrapping_mul(2_654_435_761) >> 16;
            Rgb([60 + (v % 120) as u8; 3])
        });
        imageops::blur(&crisp, 1.5)
    }

    fn linear(photo: &RgbImage) -> LinearImage {
        sample(photo, f64::from(photo.width()), f64::from(photo.width()))
    }

    fn sharpness(image: &LinearImage, counts: &[bool]) -> Option<f64> {
        let window = Window::around(counts, image.width)?;
        window.cut(image, counts).sharpness()
    }

    #[test]
    fn sharpening_is_seen_and_undone() {
        let soft = linear(&strands());
        let sharpened = linear(&imageops::unsharpen(&strands(), 2.0, 0));
        let counts = vec![true; soft.pixels.len()];
        let natural = sharpness(&soft, &counts).unwrap();
        let raised = sharpness(&sharpened, &counts).unwrap();
        assert!(raised > 1.3 * natural, "{natural} {raised}");
        let restored = softened(&sharpened, &counts, natural).unwrap();
        let found = sharpness(&restored, &counts).unwrap();
        assert!((0.97 * natural..=natural).contains(&found), "{found}");
        let apart = |other: &LinearImage| -> f32 {
            let pairs = soft.pixels.iter().zip(&other.pixels);
            pairs.map(|(a, b)| (a[1] - b[1]).abs()).sum()
        };
        assert!(apart(&restored) < 0.5 * apart(&sharpened));
        assert!(softened(&soft, &counts, natural).is_none());
    }

    #[test]
    fn exposure_does_not_matter() {
        let photo = linear(&strands());
        let mut darker = photo.clone();
        darker.pixels.iter_mut().flatten().for_each(|v| *v *= 0.3);
        let counts = vec![true; photo.pixels.len()];
        let ratio = sharpness(&photo, &counts).unwrap() / sharpness(&darker, &counts).unwrap();
        assert!((ratio - 1.0).abs() < 1e-4, "{ratio}");
    }

    #[test]
    fn what_is_left_out_stays_and_lends_nothing() {
        let mut photo = linear(&strands());
        let burnt = 150 * photo.width + 200;
        photo.pixels[burnt] = [1.0; 3];
        photo.excluded[burnt] = Some(Exclusion::Clipped);
        let mut counts = vec![true; photo.pixels.len()];
        counts[burnt] = false;
        let soft = softened(&photo, &counts, 0.05).unwrap();
        assert_eq!(soft.pixels[burnt], [1.0; 3]);
        assert!(soft.pixels[burnt + 1][0] < 0.6);
    }

    #[test]
    fn nothing_that_counts_has_no_sharpness() {
        let plain = linear(&RgbImage::from_pixel(60, 40, Rgb([90; 3])));
        assert_eq!(sharpness(&plain, &[true; 2400]), None);
        assert_eq!(sharpness(&linear(&strands()), &[false; 120_000]), None);
        assert!(softened(&plain, &[false; 2400], 0.75).is_none());
    }
}
