//! What is compared: local contrast of log luminance and of chromaticity inside the head.

use super::params::RegistrationParams;
use crate::plane::Plane;
use crate::srgb::{linear_of_codes_f32, luminance_f32};
use image::RgbImage;

/// Channels per level: luminance, red-green chromaticity.
pub(super) const CHANNELS: usize = 2;

/// One level of the pyramid of a photo.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Level {
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Working px (level 0) per px of this level.
    pub(crate) scale: f64,
    /// Local contrast, about unit variance inside the head, 0 outside.
    pub(crate) channels: [Plane; CHANNELS],
    /// Fraction of each pixel that lies on the head.
    pub(crate) mask: Plane,
}

/// The pyramid of a small photo's log channels, finest level first, down to what has room for the
/// coarsest of `params.levels`.
pub(super) fn pyramid(
    logs: &[Plane; CHANNELS],
    mask: &Plane,
    params: &RegistrationParams,
) -> Vec<Level> {
    /// A level is not halved below this long side, px.
    const LEAST_SIDE: usize = 34;
    let mut levels = vec![level(logs, mask.clone(), 1.0, params)];
    let mut logs = logs.clone();
    while levels.len() < params.levels.max(1) {
        let last = &levels[levels.len() - 1];
        if last.width.max(last.height) / 2 < LEAST_SIDE {
            break;
        }
        logs = logs.map(|plane| plane.halved());
        let next = level(&logs, last.mask.halved(), 2.0 * last.scale, params);
        levels.push(next);
    }
    levels
}

fn level(logs: &[Plane; CHANNELS], mask: Plane, scale: f64, params: &RegistrationParams) -> Level {
    let band = Band::new(&mask, params);
    Level {
        width: mask.width,
        height: mask.height,
        scale,
        channels: std::array::from_fn(|c| band.local_contrast(&logs[c], &mask)),
        mask,
    }
}

/// Log luminance and log red over green, in linear light, of a small upright sRGB photo.
pub(super) fn log_channels(small: &RgbImage) -> [Plane; CHANNELS] {
    let linear = linear_of_codes_f32();
    let (w, h) = (small.width() as usize, small.height() as usize);
    let plane = |f: &dyn Fn([f32; 3]) -> f32| Plane {
        width: w,
        height: h,
        data: small
            .pixels()
            .map(|p| f(p.0.map(|v| linear[usize::from(v)])))
            .collect(),
    };
    // The floor keeps the noise of black pixels from dominating the logarithm.
    [
        plane(&|[r, g, b]| (luminance_f32([r, g, b]) + 0.01).ln()),
        plane(&|[r, g, _]| ((r + 0.01) / (g + 0.01)).ln()),
    ]
}

/// A scale of the band-pass with how much head it sees around each pixel (reciprocal, 0 where
/// there is none).
struct Scale {
    sigma: f32,
    per_head: Plane,
}

impl Scale {
    fn new(mask: &Plane, sigma: f32) -> Self {
        Self {
            sigma,
            per_head: mask
                .blurred(sigma)
                .map(|w| if w > 1e-3 { 1.0 / w } else { 0.0 }),
        }
    }

    fn smooth(&self, masked: &Plane) -> Plane {
        masked
            .blurred(self.sigma)
            .zip(&self.per_head, |v, per| v * per)
    }
}

/// The scales of the local contrast of one level.
struct Band {
    inner: Scale,
    outer: Scale,
    power: Scale,
}

impl Band {
    fn new(mask: &Plane, params: &RegistrationParams) -> Self {
        let scale = |sigma| Scale::new(mask, sigma);
        Self {
            inner: scale(params.band_inner),
            outer: scale(params.band_outer),
            power: scale(2.0 * params.band_outer),
        }
    }

    /// Band-pass by the difference of two blurs, divided by its local amplitude; only pixels of
    /// the head take part (normalised convolution, Knutsson 1993, doi:10.1109/CVPR.1993.341081),
    /// so that the background's contrast does not leak in.
    fn local_contrast(&self, channel: &Plane, mask: &Plane) -> Plane {
        let masked = channel.zip(mask, |v, m| v * m);
        let band = self
            .inner
            .smooth(&masked)
            .zip(&self.outer.smooth(&masked), |a, b| a - b)
            .zip(mask, |v, m| v * m);
        let power = self.power.smooth(&band.map(|v| v * v));
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
}
