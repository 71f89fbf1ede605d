//! A whole course of close-ups: photos, manifest, region and truth.

use std::fs;
use std::io;
use std::path::Path;

use image::{ExtendedColorType, RgbImage};
use jiff::ToSpan;
use jiff::civil::Date;
use rayon::prelude::*;
use serde_json::{Value, json};

use super::super::course::PhantomError;
use super::super::write::encode;
use super::draw::{Shaft, shaft};
use super::marks;
use super::params::CloseupSpec;
use super::scalebar;
use super::scalp::{Hair, lay};
use super::sensor::develop;
use super::skin::Skin;
use super::visit::{Visit, visits};
use crate::validate::truth::{CloseupTruth, HairTruth};

/// Side of the square target as a share of the baseline photo's height.
const TARGET_SHARE: f64 = 0.72;

/// Opacity of vellus hairs, which carry little pigment.
const VELLUS_OPACITY: f64 = 0.6;

/// One rendered close-up.
#[derive(Debug, Clone)]
pub struct CloseupPhoto {
    /// File name, without folder.
    pub file: String,
    /// Date of the visit.
    pub date: Date,
    /// Quality at which the photo is meant to be written as JPEG, 1..=100.
    pub jpeg_quality: u8,
    /// The photo, sRGB.
    pub pixels: RgbImage,
    /// Every hair.
    pub truth: CloseupTruth,
}

/// A rendered course of close-ups.
#[derive(Debug, Clone)]
pub struct CloseupCourse {
    /// The photos, by date.
    pub photos: Vec<CloseupPhoto>,
    /// Text of `course.toml`.
    pub course_toml: String,
    /// Text of `regions.geojson`, in pixels of the first photo.
    pub regions_geojson: String,
    /// `truth/truth.json`.
    pub truth: Value,
}

/// Renders a course. The same spec and seed give the same bytes, whatever the number of threads.
///
/// # Errors
/// A spec that cannot be rendered, see [`PhantomError`].
pub fn render_closeups(spec: &CloseupSpec, seed: u64) -> Result<CloseupCourse, PhantomError> {
    spec.check()?;
    let visits = visits(spec, seed)?;
    let reach = spec.shift_mm + spec.length_mm[1].min(3.5);
    let half_mm = spec
        .size_px
        .map(|side| f64::from(side) / spec.px_per_mm * 0.5 * (1.0 + spec.scale) + reach);
    let subject = Subject {
        hairs: lay(spec, seed, half_mm),
        skin: Skin::new(spec, seed, half_mm),
        target_mm: target(spec),
    };
    let photos: Vec<CloseupPhoto> = visits
        .par_iter()
        .map(|visit| subject.photo(spec, seed, visit))
        .collect();
    let target_cm2 = (spec.target_side_mm() / 10.0).powi(2);
    let truth: Vec<Value> = photos
        .iter()
        .map(|photo| {
            let mut value = serde_json::to_value(&photo.truth).expect("plain numbers");
            value["target_density_per_cm2"] = json!(photo.truth.target_count as f64 / target_cm2);
            value
        })
        .collect();
    Ok(CloseupCourse {
        course_toml: course_toml(spec, &visits)?,
        regions_geojson: regions_geojson(&photos[0].truth),
        truth: json!({
            "generator": "tricholapse phantom",
            "seed": seed,
            "clipped": spec.clipped,
            "outcome": spec.outcome.name(),
            "spec": spec,
            "photos": truth,
        }),
        photos,
    })
}

/// Writes `course.toml`, `regions.geojson`, `photos/` and `truth/truth.json` below `folder`, which
/// is made when missing. Existing files of the same names are replaced.
///
/// # Errors
/// Whatever the file system or the JPEG encoder reports.
pub fn write_closeups(course: &CloseupCourse, folder: &Path) -> io::Result<()> {
    let (photos, truth) = (folder.join("photos"), folder.join("truth"));
    fs::create_dir_all(&photos)?;
    fs::create_dir_all(&truth)?;
    for photo in &course.photos {
        let size = photo.pixels.dimensions();
        let jpeg = encode(
            &photo.pixels,
            size,
            ExtendedColorType::Rgb8,
            photo.jpeg_quality,
        )?;
        fs::write(photos.join(&photo.file), jpeg)?;
    }
    fs::write(folder.join("regions.geojson"), &course.regions_geojson)?;
    fs::write(truth.join("truth.json"), course.truth.to_string())?;
    // Last, so that a folder with a manifest is complete.
    fs::write(folder.join("course.toml"), &course.course_toml)
}

impl CloseupSpec {
    fn target_side_mm(&self) -> f64 {
        TARGET_SHARE * f64::from(self.size_px[1]) / self.px_per_mm
    }
}

fn target(spec: &CloseupSpec) -> [[f64; 2]; 4] {
    let half = spec.target_side_mm() / 2.0;
    [[-half, -half], [half, -half], [half, half], [-half, half]]
}

/// What stays the same through the course.
#[derive(Debug)]
struct Subject {
    hairs: Vec<Hair>,
    skin: Skin,
    target_mm: [[f64; 2]; 4],
}

impl Subject {
    fn photo(&self, spec: &CloseupSpec, seed: u64, visit: &Visit) -> CloseupPhoto {
        let mut linear = self.skin.paint(visit.size_px, &visit.photo_from_skin);
        let mut strands: Vec<(&Hair, Vec<[f64; 2]>)> = self
            .hairs
            .iter()
            .filter_map(|hair| Some((hair, visit.strand(spec, seed, hair)?)))
            .collect();
        let truth = self.truth(visit, &strands);
        if spec.dyed {
            for (_, strand) in &strands {
                marks::dye(&mut linear, strand, visit.px_per_mm);
            }
        }
        marks::debris(&mut linear, spec, seed, visit);
        strands.sort_by(|a, b| a.0.height.total_cmp(&b.0.height));
        for (hair, strand) in &strands {
            let colour = if hair.white {
                [0.82, 0.8, 0.76]
            } else {
                spec.look.hair
            };
            let look = Shaft {
                diameter_px: visit.diameter_um(hair) / 1000.0 * visit.px_per_mm,
                colour,
                opacity: if hair.vellus() { VELLUS_OPACITY } else { 0.97 },
                shine: if hair.white { 0.1 } else { 0.03 },
            };
            shaft(&mut linear, strand, &look);
        }
        marks::immersion(&mut linear, spec, seed, visit);
        let mut pixels = develop(linear, visit, spec.noise, seed);
        if spec.scale_bar {
            scalebar::burn_in(&mut pixels, visit.px_per_mm);
        }
        CloseupPhoto {
            file: visit.file.clone(),
            date: visit.date,
            jpeg_quality: visit.jpeg_quality,
            pixels,
            truth,
        }
    }

    fn truth(&self, visit: &Visit, strands: &[(&Hair, Vec<[f64; 2]>)]) -> CloseupTruth {
        let half = self.target_mm[2][0];
        let inside = |h: &Hair| h.root.iter().all(|v| v.abs() < half);
        let rounded = |p: [f64; 2]| p.map(|v| (v * 100.0).round() / 100.0);
        CloseupTruth {
            file: visit.file.clone(),
            date: visit.date.to_string(),
            px_per_mm: visit.px_per_mm,
            target_polygon: self.target_mm.map(|p| rounded(visit.project(p))).to_vec(),
            target_count: strands.iter().filter(|(h, _)| inside(h)).count() as u64,
            hairs: strands
                .iter()
                .map(|(hair, strand)| HairTruth {
                    id: hair.id,
                    root: rounded(strand[0]),
                    tip: rounded(strand[strand.len() - 1]),
                    diameter_um: (visit.diameter_um(hair) * 100.0).round() / 100.0,
                })
                .collect(),
        }
    }
}

fn course_toml(spec: &CloseupSpec, visits: &[Visit]) -> Result<String, PhantomError> {
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let dates = (0..6)
        .map(|i| Ok(spec.start.checked_add((i * 10_i64).days())?.to_string()))
        .collect::<Result<Vec<_>, jiff::Error>>()?;
    let mut text = format!(
        "subject = {}\ntreatment = {}\nstart = {}\nsessions = [{}]\nplanned_sessions = 6\n\
         interval_days = [7, 14]\nmarks_months = [1, 3, 6]\nregions = \"regions.geojson\"\n",
        quoted(&spec.subject),
        quoted(&spec.treatment),
        spec.start,
        dates.join(", "),
    );
    for visit in visits {
        text += &format!(
            "\n[[photo]]\nfile = \"photos/{}\"\ndate = {}\nview = \"closeup\"\n",
            visit.file, visit.date
        );
        if !spec.scale_bar {
            text += &format!("px_per_mm = {:.3}\n", visit.px_per_mm);
        }
    }
    Ok(text)
}

fn regions_geojson(baseline: &CloseupTruth) -> String {
    let mut ring = baseline.target_polygon.clone();
    // GeoJSON rings repeat their first point.
    ring.push(ring[0]);
    json!({"type": "FeatureCollection", "features": [{
        "type": "Feature",
        "properties": {"name": "target", "view": "closeup"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }]})
    .to_string()
}
