//! What one visit is like: date, pose, cut, comb, light and camera settings.

use jiff::ToSpan;
use jiff::civil::Date;
use rand::RngExt;

use super::camera::Pose;
use super::follicles::growth_reached;
use super::head::Vec3;
use super::light::Light;
use super::params::PhantomSpec;
use super::random::{Purpose, between, spread, stream};

/// One visit's circumstances.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub(crate) index: usize,
    pub(crate) date: Date,
    /// File name of the photo.
    pub(crate) file: String,
    /// Share of the six-month change of density reached.
    pub(crate) reached: f64,
    pub(crate) pose: Pose,
    /// Factor on hair length.
    pub(crate) cut: f64,
    /// Camera frame.
    pub(crate) light: Light,
    /// Fall of light across the photo, relative, rightwards and downwards.
    pub(crate) gradient: [f64; 2],
    /// Exposure times white balance per channel.
    pub(crate) gains: [f64; 3],
    pub(crate) blur_px: f64,
    pub(crate) noise: f64,
    pub(crate) jpeg_quality: u8,
}

/// Draws the visits of a course.
///
/// # Errors
/// A date beyond the calendar, as text.
pub(super) fn visits(spec: &PhantomSpec, seed: u64) -> Result<Vec<Visit>, jiff::Error> {
    (0..spec.visit_days.len())
        .map(|index| visit(spec, seed, index))
        .collect()
}

fn visit(spec: &PhantomSpec, seed: u64, index: usize) -> Result<Visit, jiff::Error> {
    let vary = &spec.variation;
    let day = spec.visit_days[index];
    let date = spec.start.checked_add(i64::from(day).days())?;
    let repeat = spec.visit_days[..index]
        .iter()
        .filter(|&&d| d == day)
        .count();
    let suffix = match repeat {
        0 => String::new(),
        n => format!("_r{}", n + 1),
    };
    let mut rng = stream(seed, Purpose::Visit(index));
    let pose = Pose {
        rotation_deg: spread(&mut rng, vary.rotation_deg),
        tilt_deg: [
            spread(&mut rng, vary.tilt_deg),
            spread(&mut rng, vary.tilt_deg),
        ],
        shift: [spread(&mut rng, vary.shift), spread(&mut rng, vary.shift)],
        scale: spread(&mut rng, vary.scale),
    };
    let slant = |rng: &mut _| spread(rng, vary.light_deg.to_radians());
    let towards = Vec3::new(slant(&mut rng), 0.25 + slant(&mut rng), 1.0).normalize();
    let key = between(&mut rng, 0.6, 0.8);
    let white = spread(&mut rng, vary.white_balance);
    let exposure = spread(&mut rng, vary.exposure_ev).exp2();
    let width = f64::from(spec.size_px[0]);
    let [low, high] = vary.jpeg_quality;
    Ok(Visit {
        index,
        date,
        file: format!("{date}_vertex{suffix}.jpg"),
        reached: growth_reached(day),
        pose: if index == 0 { Pose::default() } else { pose },
        cut: 1.0 + spread(&mut rng, vary.length),
        light: Light {
            towards,
            key,
            ambient: 1.0 - key,
        },
        gradient: [
            spread(&mut rng, vary.light_gradient),
            spread(&mut rng, vary.light_gradient),
        ],
        gains: [exposure * (1.0 + white), exposure, exposure * (1.0 - white)],
        // Lens and demosaicing blur any photo by about half a pixel.
        blur_px: 0.55 + width * vary.blur_permille / 1000.0 * rng.random::<f64>(),
        noise: vary.noise * between(&mut rng, 0.5, 1.0),
        jpeg_quality: rng.random_range(low..=high.max(low)),
    })
}
