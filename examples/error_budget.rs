//! What each source of error costs: courses of the phantom are rendered with one source after another
//! switched off, and measured with the true regions of every photo.
//!
//! `cargo run --release --example error_budget -- SEED COUNT` prints a Markdown table over the
//! presets ordinary, strong and hard, seeds SEED to SEED + COUNT - 1.

mod common;

use common::{Failure, visit_with_true_regions};
use image::codecs::jpeg::JpegEncoder;
use image::{ImageFormat, RgbImage};
use serde_json::Value;
use tricholapse::coverage::{CoverageParams, measure_view};
use tricholapse::phantom::{
    HairColour, PhantomCourse, PhantomSpec, Preset, SkinTone, render_course,
};

type Switch = (&'static str, fn(&mut PhantomSpec));

const SOURCES: [Switch; 9] = [
    ("nothing", |_| {}),
    ("light: exposure, white balance, direction, fall", |spec| {
        spec.variation.exposure_ev = 0.0;
        spec.variation.white_balance = 0.0;
        spec.variation.light_deg = 0.0;
        spec.variation.light_gradient = 0.0;
    }),
    ("pose and distance", |spec| {
        spec.variation.rotation_deg = 0.0;
        spec.variation.tilt_deg = 0.0;
        spec.variation.shift = 0.0;
        spec.variation.scale = 0.0;
    }),
    ("comb and cut", |spec| {
        spec.variation.comb_deg = 0.0;
        spec.variation.length = 0.0;
    }),
    ("blur", |spec| spec.variation.blur_permille = 0.0),
    ("noise and JPEG", |spec| {
        spec.variation.noise = 0.0;
        spec.variation.jpeg_quality = [100, 100];
    }),
    ("hair's shine", |spec| spec.hair.shine = 0.0),
    ("shade between hairs", |spec| spec.hair.shadow = 0.0),
    ("hair's colour: black on fair skin", |spec| {
        spec.hair.colour = HairColour::Black;
        spec.skin = SkinTone::Fair;
    }),
];

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let seed: u64 = arguments.next().ok_or("SEED missing")?.parse()?;
    let count: u64 = arguments.next().ok_or("COUNT missing")?.parse()?;
    println!("| switched off | coverage | bias | change | \"no change\" | not measured |");
    println!("|---|---|---|---|---|---|");
    for (name, switch_off) in SOURCES {
        let mut errors = Errors::default();
        for seed in seed..seed + count {
            for preset in [Preset::Ordinary, Preset::Strong, Preset::Hard] {
                let mut spec = preset.spec(seed);
                switch_off(&mut spec);
                errors.add(&render_course(&spec, seed)?)?;
            }
        }
        println!("| {name} | {errors} |");
    }
    Ok(())
}

/// Errors in percentage points.
#[derive(Default)]
struct Errors {
    coverage: Vec<f64>,
    change: Vec<f64>,
    true_change: Vec<f64>,
    missing: usize,
}

impl Errors {
    fn add(&mut self, course: &PhantomCourse) -> Result<(), Failure> {
        let mut visits = Vec::new();
        let mut truths = Vec::new();
        let photos = course.truth["photos"].as_array().ok_or("no photos")?;
        for (photo, truth) in course.photos.iter().zip(photos) {
            let picture = as_stored(&photo.pixels, photo.jpeg_quality)?;
            visits.push(visit_with_true_regions(&picture, truth)?);
            truths.push(true_coverages(truth)?);
        }
        let measured: Vec<Vec<Option<f64>>> = measure_view(&visits, &CoverageParams::default())
            .iter()
            .map(|visit| visit.regions.iter().map(|r| r.coverage()).collect())
            .collect();
        for (visit, (found, truth)) in measured.iter().zip(&truths).enumerate() {
            for (r, true_coverage) in truth.iter().enumerate() {
                let Some(covered) = found[r] else {
                    self.missing += 1;
                    continue;
                };
                self.coverage.push(100.0 * (covered - true_coverage));
                if let Some(base) = measured[0][r].filter(|_| visit > 0) {
                    let true_change = 100.0 * (true_coverage - truths[0][r]);
                    self.true_change.push(true_change);
                    self.change.push(100.0 * (covered - base) - true_change);
                }
            }
        }
        Ok(())
    }
}

impl std::fmt::Display for Errors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mean = |values: &[f64], of: fn(f64) -> f64| {
            values.iter().map(|&v| of(v)).sum::<f64>() / values.len().max(1) as f64
        };
        write!(
            f,
            "{:.2} | {:+.2} | {:.2} | {:.2} | {}",
            mean(&self.coverage, f64::abs),
            mean(&self.coverage, |v| v),
            mean(&self.change, f64::abs),
            mean(&self.true_change, f64::abs),
            self.missing
        )
    }
}

/// Once through JPEG, as a camera writes it.
fn as_stored(photo: &RgbImage, quality: u8) -> Result<RgbImage, Failure> {
    let mut file = Vec::new();
    photo.write_with_encoder(JpegEncoder::new_with_quality(&mut file, quality))?;
    Ok(image::load_from_memory_with_format(&file, ImageFormat::Jpeg)?.into_rgb8())
}

fn true_coverages(photo: &Value) -> Result<Vec<f64>, Failure> {
    let regions = photo["regions"].as_object().ok_or("no regions")?;
    let coverages = regions.values().map(|region| region["coverage"].as_f64());
    Ok(coverages
        .collect::<Option<Vec<f64>>>()
        .ok_or("no coverage")?)
}
