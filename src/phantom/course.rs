//! A whole course: photos, manifest, regions and truth, in memory.

use jiff::ToSpan;

use rayon::prelude::*;
use serde_json::{Value, json};

use super::camera::Camera;
use super::follicles::lay_follicles;
use super::head;
use super::params::PhantomSpec;
use super::photo::PhantomPhoto;
use super::render::{self, Subject};
use super::scene::Body;
use super::visit::{Visit, visits};
use crate::validate::truth::GlobalTruth;

/// Days between two sessions noted in the manifest.
const SESSION_INTERVAL_DAYS: i64 = 10;

/// Largest photo that is rendered, pixels; a guard against a mistyped size.
const MAX_PIXELS: u64 = 60_000_000;

/// A rendered course.
#[derive(Debug, Clone)]
pub struct PhantomCourse {
    /// The photos, by date.
    pub photos: Vec<PhantomPhoto>,
    /// Text of `course.toml`.
    pub course_toml: String,
    /// Text of `regions.geojson`, in pixels of the first photo.
    pub regions_geojson: String,
    /// `truth/truth.json`.
    pub truth: Value,
}

/// Why a course cannot be rendered.
#[derive(Debug, thiserror::Error)]
pub enum PhantomError {
    /// No visit.
    #[error("phantom: `visit_days` is empty; give at least one day, such as [0]")]
    NoVisit,
    /// Days not in order.
    #[error("phantom: `visit_days` must not fall, found {later} after {earlier}")]
    Order {
        /// Day before.
        earlier: u32,
        /// Day that follows it.
        later: u32,
    },
    /// Photo size out of range.
    #[error(
        "phantom: photos of {width} x {height} px cannot be rendered; \
         give at least 64 px a side and at most {MAX_PIXELS} pixels"
    )]
    Size {
        /// Width asked for, px.
        width: u32,
        /// Height asked for, px.
        height: u32,
    },
    /// A number outside its range.
    #[error("phantom: `{field}` is {value}; allowed is {allowed}")]
    Range {
        /// Name of the field.
        field: &'static str,
        /// Value found.
        value: f64,
        /// Range in words.
        allowed: &'static str,
    },
    /// A visit beyond the calendar.
    #[error("phantom: a visit's date cannot be reached from `start`: {0}")]
    Date(#[from] jiff::Error),
}

/// Renders a course. The same spec and seed give the same bytes, whatever the number of threads.
///
/// # Errors
/// A spec that cannot be rendered, see [`PhantomError`].
pub fn render_course(spec: &PhantomSpec, seed: u64) -> Result<PhantomCourse, PhantomError> {
    check(spec)?;
    let visits = visits(spec, seed)?;
    let subject = Subject {
        follicles: lay_follicles(&spec.density, seed),
        body: Body::new(spec, seed),
        landmarks: landmarks(spec, &visits),
    };
    let photos: Vec<PhantomPhoto> = visits
        .par_iter()
        .map(|visit| render::photo(spec, seed, &subject, visit))
        .collect();
    Ok(PhantomCourse {
        course_toml: course_toml(spec, &visits)?,
        regions_geojson: regions_geojson(&photos[0].truth),
        truth: json!({
            "generator": "tricholapse phantom",
            "seed": seed,
            "spec": spec,
            "photos": photos.iter().map(|p| &p.truth).collect::<Vec<_>>(),
        }),
        photos,
    })
}

fn check(spec: &PhantomSpec) -> Result<(), PhantomError> {
    check_days(&spec.visit_days)?;
    let [width, height] = spec.size_px;
    if width < 64 || height < 64 || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(PhantomError::Size { width, height });
    }
    let (hair, density, camera) = (&spec.hair, &spec.density, &spec.camera);
    let ranges = [
        (
            "hair.length_mm",
            hair.length_mm,
            0.2,
            150.0,
            "0.2 to 150 mm",
        ),
        (
            "hair.calibre_um",
            hair.calibre_um,
            5.0,
            300.0,
            "5 to 300 um",
        ),
        ("hair.curl", hair.curl, 0.0, 1.0, "0 to 1"),
        ("hair.lightness", hair.lightness, 0.1, 10.0, "0.1 to 10"),
        ("hair.shine", hair.shine, 0.0, 1.0, "0 to 1"),
        ("hair.shadow", hair.shadow, 0.0, 1.0, "0 to 1"),
        (
            "density.hairs_per_cm2",
            density.hairs_per_cm2,
            0.0,
            600.0,
            "0 to 600 per cm2",
        ),
        (
            "density.vertex_thinning",
            density.vertex_thinning,
            0.0,
            1.0,
            "0 to 1",
        ),
        (
            "density.frontal_thinning",
            density.frontal_thinning,
            0.0,
            1.0,
            "0 to 1",
        ),
        ("growth.overall", spec.growth.overall, -1.0, 5.0, "-1 to 5"),
        ("growth.vertex", spec.growth.vertex, -1.0, 5.0, "-1 to 5"),
        ("growth.frontal", spec.growth.frontal, -1.0, 5.0, "-1 to 5"),
        (
            "camera.distance_mm",
            camera.distance_mm,
            200.0,
            5000.0,
            "200 to 5000 mm",
        ),
        (
            "camera.head_share",
            camera.head_share,
            0.1,
            1.5,
            "0.1 to 1.5",
        ),
        (
            "camera.pitch_deg",
            camera.pitch_deg,
            -80.0,
            80.0,
            "-80 to 80 degrees",
        ),
    ];
    let vary = &spec.variation;
    let variations = [
        (
            "variation.rotation_deg",
            vary.rotation_deg,
            180.0,
            "0 to 180 degrees",
        ),
        ("variation.tilt_deg", vary.tilt_deg, 45.0, "0 to 45 degrees"),
        ("variation.shift", vary.shift, 0.5, "0 to 0.5"),
        ("variation.scale", vary.scale, 0.5, "0 to 0.5"),
        (
            "variation.comb_deg",
            vary.comb_deg,
            180.0,
            "0 to 180 degrees",
        ),
        ("variation.length", vary.length, 0.9, "0 to 0.9"),
        (
            "variation.exposure_ev",
            vary.exposure_ev,
            4.0,
            "0 to 4 stops",
        ),
        (
            "variation.white_balance",
            vary.white_balance,
            0.9,
            "0 to 0.9",
        ),
        (
            "variation.light_deg",
            vary.light_deg,
            80.0,
            "0 to 80 degrees",
        ),
        (
            "variation.light_gradient",
            vary.light_gradient,
            0.45,
            "0 to 0.45",
        ),
        (
            "variation.blur_permille",
            vary.blur_permille,
            20.0,
            "0 to 20",
        ),
        ("variation.noise", vary.noise, 0.3, "0 to 0.3"),
        ("variation.within_day", vary.within_day, 1.0, "0 to 1"),
    ];
    let variations = variations.map(|(field, value, max, text)| (field, value, 0.0, max, text));
    check_ranges(ranges.into_iter().chain(variations))
}

/// Days of visits in order.
pub(super) fn check_days(days: &[u32]) -> Result<(), PhantomError> {
    if days.is_empty() {
        return Err(PhantomError::NoVisit);
    }
    match days.windows(2).find(|pair| pair[0] > pair[1]) {
        Some(pair) => Err(PhantomError::Order {
            earlier: pair[0],
            later: pair[1],
        }),
        None => Ok(()),
    }
}

/// Fields with their values, the least and the most allowed, and how that reads.
pub(super) fn check_ranges(
    mut ranges: impl Iterator<Item = (&'static str, f64, f64, f64, &'static str)>,
) -> Result<(), PhantomError> {
    // Written so that NaN is out of range.
    match ranges.find(|&(_, value, low, high, _)| !(low..=high).contains(&value)) {
        Some((field, value, _, _, allowed)) => Err(PhantomError::Range {
            field,
            value,
            allowed,
        }),
        None => Ok(()),
    }
}

/// Head-fixed points that every photo shows well, head frame, mm.
fn landmarks(spec: &PhantomSpec, visits: &[Visit]) -> Vec<head::Vec3> {
    // Seen at less than 66 degrees from face on, and 1 % away from the border.
    const FACING: f64 = 0.4;
    let [width, height] = spec.size_px.map(f64::from);
    let margin = 0.01 * width;
    let cameras: Vec<Camera> = visits
        .iter()
        .map(|v| Camera::new(&spec.camera, &v.pose, spec.size_px))
        .collect();
    let shown = |p: &head::Vec3| {
        cameras.iter().all(|camera| {
            let px = camera.project(*p);
            let inside = px.x > margin
                && px.y > margin
                && px.x < width - 1.0 - margin
                && px.y < height - 1.0 - margin;
            inside && camera.facing(*p) > FACING
        })
    };
    head::landmark_grid().into_iter().filter(shown).collect()
}

fn course_toml(spec: &PhantomSpec, visits: &[Visit]) -> Result<String, PhantomError> {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut text = format!(
        "subject = {}\ntreatment = {}\nstart = {}\n",
        quoted(&spec.subject),
        quoted(&spec.treatment),
        spec.start
    );
    if spec.sessions > 0 {
        let dates = (0..i64::from(spec.sessions))
            .map(|i| {
                Ok(spec
                    .start
                    .checked_add((i * SESSION_INTERVAL_DAYS).days())?
                    .to_string())
            })
            .collect::<Result<Vec<_>, jiff::Error>>()?;
        text += &format!(
            "sessions = [{}]\nplanned_sessions = {}\ninterval_days = [7, 14]\n",
            dates.join(", "),
            spec.sessions
        );
    }
    text += "marks_months = [1, 3, 6]\nregions = \"regions.geojson\"\n";
    for visit in visits {
        text += &format!(
            "\n[[photo]]\nfile = \"photos/{}\"\ndate = {}\nview = \"vertex\"\n",
            visit.file, visit.date
        );
    }
    Ok(text)
}

fn regions_geojson(baseline: &GlobalTruth) -> String {
    let features: Vec<Value> = head::REGIONS
        .iter()
        .map(|(name, ..)| {
            // GeoJSON rings repeat their first point.
            let mut ring = baseline.regions[*name].polygon.clone();
            ring.push(ring[0]);
            json!({
                "type": "Feature",
                "properties": {"name": name, "view": "vertex"},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            })
        })
        .collect();
    json!({"type": "FeatureCollection", "features": features}).to_string()
}
