//! What is compared: local contrast of log luminance and of chromaticity inside the head.

use super::params::RegistrationParams;
use crate::plane::Plane;
use image::RgbImage;

/// Channels per level: luminance, red-green chromaticity.
pub(super) const CHANNELS: usize = 2;

/// One level of the pyramid of a photo.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Level {
    pub width: usize,
    pub height: usize,
    /// Working px (level 0) per px of this level.
    pub scale: f64,
    /// Local contrast, about unit variance inside the head, 0 outside.
    pub channels: [Plane; CHANNELS],
    /// Fraction of each pixel that lies on the head.
    pub mask: Plane,
}

/// The pyramid of a small upright sRGB photo, finest level first.
pub(super) fn pyramid(small: &RgbImage, mask: &Plane, params: &RegistrationParams) -> Vec<Level> {
    let [mut luminance, mut red_green] = log_channels(small);
    let mut mask = mask.clone();
    let mut levels = Vec::with_capacity(params.levels);
    for l in 0..params.levels {
        if l > 0 {
            (luminance, red_green, mask) = (luminance.halved(), red_green.halved(), mask.halved());
        }
        levels.push(Level {
            width: luminance.width,
            height: luminance.height,
            scale: f64::from(1u32 << l),
            channels: [&luminance, &red_green].map(|c| local_contrast(c, &mask, params)),
            mask: mask.clone(),
        });
    }
    levels
}

/// Log luminance and log red over green, in linear light.
fn log_channels(small: &RgbImage) -> [Plane; CHANNELS] {
    let linear: Vec<f32> = (0..=255u32)
        .map(|v| srgb_to_linear(v as f32 / 255.0))
        .collect();
    let (w, h) = (small.width() as usize, small.height() as usize);
    let plane = |f: &dyn Fn([f32; 3]) -> f32| {
        Plane::from_fn(w, h, |x, y| {
            f(small
                .get_pixel(x as u32, y as u32)
                .0
                .map(|v| linear[usize::from(v)]))
        })
    };
    // The floor keeps the noise of black pixels from dominating the logarithm.
    [
        plane(&|[r, g, b]| (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.01).ln()),
        plane(&|[r, g, _]| ((r + 0.01) / (g + 0.01)).ln()),
    ]
}

/// IEC 61966-2-1.
fn srgb_to_linear(v: f32) -> f32 {
    if v <= 0.04045 {
        v / 12.92
    } else {
        ((v + 0.055) / 1.055).powf(2.4)
    }
}

/// Band-pass by the difference of two blurs, divided by its local amplitude; only pixels of the
/// head take part (normalised convolution, Knutsson 1993, doi:10.1109/CVPR.1993.341081), so that
/// the background's contrast does not leak in.
fn local_contrast(channel: &Plane, mask: &Plane, params: &RegistrationParams) -> Plane {
    let (inner, outer) = (params.band_inner, params.band_outer);
    let masked = channel.zip(mask, |v, m| v * m);
    let smooth = |p: &Plane, sigma: f32| -> Plane {
        let weight = mask.blurred(sigma);
        p.blurred(sigma)
            .zip(&weight, |v, w| if w > 1e-3 { v / w } else { 0.0 })
    };
    let band = smooth(&masked, inner).zip(&smooth(&masked, outer), |a, b| a - b);
    let band = band.zip(mask, |v, m| v * m);
    let power = smooth(&band.map(|v| v * v), 2.0 * outer);
    let (sum, n) = power
        .data
        .iter()
        .zip(&mask.data)
        .filter(|(_, m)| **m > 0.5)
        .fold((0.0f64, 0usize), |(s, n), (p, _)| {
            (s + f64::from(*p), n + 1)
        });
    let floor = 0.05 * (sum / n.max(1) as f64) as f32 + 1e-7;
    band.zip(&power, |v, p| (v / (p + floor).sqrt()).clamp(-3.0, 3.0))
}
