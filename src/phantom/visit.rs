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

/// What the photos of a day have in common, as far as they do.
struct DayLight {
    towards: Vec3,
    key: f64,
    white: f64,
    exposure_ev: f64,
    gradient: [f64; 2],
    cut: f64,
}

impl DayLight {
    /// `own` of a photo, drawn towards that of its day: `share` of the way is its own.
    fn mixed(own: &Self, day: &Self, share: f64) -> Self {
        let mix = |own: f64, day: f64| day * (1.0 - share) + own * share;
        Self {
            towards: day.towards * (1.0 - share) + own.towards * share,
            key: mix(own.key, day.key),
            white: mix(own.white, day.white),
            exposure_ev: mix(own.exposure_ev, day.exposure_ev),
            gradient: [0, 1].map(|i| mix(own.gradient[i], day.gradient[i])),
            // Nobody's hair is cut between two photos of a day.
            cut: if share < 1.0 { day.cut } else { own.cut },
        }
    }
}

fn visit(spec: &PhantomSpec, seed: u64, index: usize) -> Result<Visit, jiff::Error> {
    let day = spec.visit_days[index];
    let date = spec.start.checked_add(i64::from(day).days())?;
    let first = spec.visit_days.iter().position(|&d| d == day);
    let repeat = index - first.unwrap_or(index);
    let suffix = match repeat {
        0 => String::new(),
        n => format!("_r{}", n + 1),
    };
    let file = format!("{date}_vertex{suffix}.jpg");
    let (own, light) = drawn(spec, seed, index);
    let (_, day_light) = drawn(spec, seed, index - repeat);
    let light = match repeat {
        0 => light,
        _ => DayLight::mixed(&light, &day_light, spec.variation.within_day),
    };
    let exposure = light.exposure_ev.exp2();
    Ok(Visit {
        index,
        date,
        file,
        reached: growth_reached(day),
        cut: light.cut,
        light: Light {
            towards: light.towards.normalize(),
            key: light.key,
            ambient: 1.0 - light.key,
        },
        gradient: light.gradient,
        gains: [
            exposure * (1.0 + light.white),
            exposure,
            exposure * (1.0 - light.white),
        ],
        pose: own.pose,
        blur_px: own.blur_px,
        noise: own.noise,
        jpeg_quality: own.jpeg_quality,
    })
}

/// What each photo has for itself.
struct Shot {
    pose: Pose,
    blur_px: f64,
    noise: f64,
    jpeg_quality: u8,
}

fn drawn(spec: &PhantomSpec, seed: u64, index: usize) -> (Shot, DayLight) {
    let vary = &spec.variation;
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
    let towards = Vec3::new(slant(&mut rng), 0.25 + slant(&mut rng), 1.0);
    let key = between(&mut rng, 0.6, 0.8);
    let white = spread(&mut rng, vary.white_balance);
    let exposure_ev = spread(&mut rng, vary.exposure_ev);
    let cut = 1.0 + spread(&mut rng, vary.length);
    let gradient = [
        spread(&mut rng, vary.light_gradient),
        spread(&mut rng, vary.light_gradient),
    ];
    let width = f64::from(spec.size_px[0]);
    let [low, high] = vary.jpeg_quality;
    let shot = Shot {
        pose: if index == 0 { Pose::default() } else { pose },
        // Lens and demosaicing blur any photo by about half a pixel.
        blur_px: 0.55 + width * vary.blur_permille / 1000.0 * rng.random::<f64>(),
        noise: vary.noise * between(&mut rng, 0.5, 1.0),
        jpeg_quality: rng.random_range(low..=high.max(low)),
    };
    let light = DayLight {
        towards,
        key,
        white,
        exposure_ev,
        gradient,
        cut,
    };
    (shot, light)
}
