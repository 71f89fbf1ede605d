//! How far coverage moves when nothing but the photo's development changes.
//!
//! `cargo run --release --example drift -- PHOTO...` develops every photo anew (exposure, white
//! balance, JPEG, blur, scale), measures it together with the original over the middle of the
//! head, and prints the change in percentage points beside the quality rules that fire. Alignment
//! plays no part: the region is carried over exactly.

use std::io::Cursor;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, resize};
use image::{Rgb, RgbImage};
use imageproc::filter::gaussian_blur_f32;
use tricholapse::coverage::{CoverageParams, VisitSample, measure_view};
use tricholapse::geometry::{Area, Point};
use tricholapse::head::detect;
use tricholapse::model::QualityStatus;
use tricholapse::photo::{DecodeLimits, read_photo};
use tricholapse::photometry::sample;
use tricholapse::qc::measure::{PhotoFacts, measure_photo};
use tricholapse::qc::{QcParams, RuleFacts, assess};
use tricholapse::srgb::{SrgbTable, srgb_from_linear};

type Failure = Box<dyn std::error::Error>;

/// Share of the head's radius that the region spans.
const MIDDLE: f64 = 0.7;

fn main() -> Result<(), Failure> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        return Err("usage: drift PHOTO...".into());
    }
    println!("| photo | coverage | development | change, points | rules |\n|---|---|---|---|---|");
    let mut table: Vec<(&str, Vec<(f64, bool)>)> = Vec::new();
    for path in &paths {
        let photo = read_photo(Path::new(path), &DecodeLimits::default())?.pixels;
        let name = Path::new(path).file_name().and_then(|n| n.to_str());
        for (development, change, fired) in drifts(&photo, name.unwrap_or("?"))? {
            match table.iter_mut().find(|row| row.0 == development) {
                Some(row) => row.1.push((change, fired)),
                None => table.push((development, vec![(change, fired)])),
            }
        }
    }
    println!("\n| development | mean, points | largest | over 1.5 | of these a rule fired |");
    println!("|---|---|---|---|---|");
    for (development, changes) in table {
        let sizes: Vec<f64> = changes.iter().map(|c| c.0.abs()).collect();
        let mean = sizes.iter().sum::<f64>() / sizes.len() as f64;
        let largest = sizes.iter().copied().fold(0.0, f64::max);
        let over: Vec<bool> = changes
            .iter()
            .filter(|c| c.0.abs() > 1.5)
            .map(|c| c.1)
            .collect();
        let fired = over.iter().filter(|&&f| f).count();
        println!(
            "| {development} | {mean:.2} | {largest:.2} | {} of {} | {fired} |",
            over.len(),
            sizes.len()
        );
    }
    Ok(())
}

/// Change of coverage under every development of a photo, and whether a rule fired.
fn drifts(photo: &RgbImage, name: &str) -> Result<Vec<(&'static str, f64, bool)>, Failure> {
    let head = detect(photo).ellipse();
    let ring: Vec<Point> = (0..64)
        .map(|i| {
            let (s, c) = (f64::from(i) * std::f64::consts::TAU / 64.0).sin_cos();
            let (u, v) = (
                MIDDLE * head.semi_axes[0] * c,
                MIDDLE * head.semi_axes[1] * s,
            );
            let (sin, cos) = head.angle.sin_cos();
            Point::new(
                head.center.x + u * cos - v * sin,
                head.center.y + u * sin + v * cos,
            )
        })
        .collect();
    let width_px = 2.0 * head.semi_axes[0].min(head.semi_axes[1]);
    let original = Developed::new(photo, &ring, width_px, 1.0);
    let mut found = Vec::new();
    for (development, developed, scale) in developments(photo)? {
        let other = Developed::new(&developed, &ring, width_px, scale);
        let visits = [original.visit.clone(), other.visit.clone()];
        let measured = measure_view(&visits, &CoverageParams::default());
        let [before, after] = [0, 1].map(|i| measured[i].regions[0].coverage());
        let rules = other.fired(&original);
        match before.zip(after) {
            Some((before, after)) => {
                let change = 100.0 * (after - before);
                println!(
                    "| {name} | {:.1} | {development} | {change:+.2} | {} |",
                    100.0 * before,
                    rules.join(", ")
                );
                found.push((development, change, !rules.is_empty()));
            }
            None => println!(
                "| {name} | not measured | {development} | | {} |",
                rules.join(", ")
            ),
        }
    }
    Ok(found)
}

/// A photo developed in one way, with what is measured on it.
struct Developed {
    visit: VisitSample,
    facts: PhotoFacts,
}

impl Developed {
    fn new(photo: &RgbImage, ring: &[Point], width_px: f64, scale: f64) -> Self {
        let carried = |p: &Point| Point::new((p.x + 0.5) * scale - 0.5, (p.y + 0.5) * scale - 0.5);
        let area = Area::from_ring(ring.iter().map(carried).collect());
        let (head_width_px, inside) = (width_px * scale, area.clone());
        let mask = |x: u32, y: u32| inside.contains(Point::new(f64::from(x), f64::from(y)));
        let working = CoverageParams::default().working_head_px;
        Self {
            facts: measure_photo(photo, Some(head_width_px), Some(&mask)),
            visit: VisitSample {
                changed: Vec::new(),
                image: sample(photo, head_width_px, working),
                head_width_px,
                regions: vec![area],
                around: Vec::new(),
            },
        }
    }

    /// Names of the rules that object to this photo or, marked so, to the original.
    fn fired(&self, original: &Self) -> Vec<String> {
        let findings = |facts| {
            assess(
                &RuleFacts {
                    photo: facts,
                    baseline: Some(&original.facts),
                    registration: None,
                    date: None,
                    sessions: &[],
                    hair: None,
                    baseline_hair: None,
                    parting: None,
                    local_light: &[],
                    flat_shares: None,
                    by_hand: None,
                },
                &QcParams::default(),
            )
        };
        let objecting = |facts| {
            findings(facts)
                .into_iter()
                .filter(|(_, f)| matches!(f.status, QualityStatus::Warn | QualityStatus::Fail))
                .map(|(rule, _)| rule)
        };
        let before = objecting(&original.facts).map(|rule| format!("{rule} (original)"));
        objecting(&self.facts).chain(before).collect()
    }
}

/// The photo developed anew, with a name and the factor on its size.
fn developments(photo: &RgbImage) -> Result<Vec<(&'static str, RgbImage, f64)>, Failure> {
    let (w, h) = photo.dimensions();
    let scaled = |f: f64| {
        let size = [w, h].map(|s| (f64::from(s) * f).round() as u32);
        resize(photo, size[0], size[1], FilterType::CatmullRom)
    };
    Ok(vec![
        ("exposure -1 stop", lit(photo, [0.5; 3]), 1.0),
        ("exposure +1 stop", lit(photo, [2.0; 3]), 1.0),
        (
            "white balance 15 % warmer",
            lit(photo, [1.15, 1.0, 0.85]),
            1.0,
        ),
        (
            "white balance 15 % cooler",
            lit(photo, [0.85, 1.0, 1.15]),
            1.0,
        ),
        ("JPEG quality 95", compressed(photo, 95)?, 1.0),
        ("JPEG quality 75", compressed(photo, 75)?, 1.0),
        ("JPEG quality 60", compressed(photo, 60)?, 1.0),
        ("blur sigma 0.5 px", blurred(photo, 0.5), 1.0),
        ("blur sigma 1 px", blurred(photo, 1.0), 1.0),
        ("scale 0.8", scaled(0.8), 0.8),
        ("scale 1.25", scaled(1.25), 1.25),
    ])
}

/// Linear gain per channel, cut off at white as a sensor does.
fn lit(photo: &RgbImage, gains: [f64; 3]) -> RgbImage {
    let table = SrgbTable::new();
    let curves = gains.map(|gain| {
        let mut curve = [0u8; 256];
        for (code, out) in (0..=255u8).zip(&mut curve) {
            let v = (f64::from(table.linear(code)) * gain).min(1.0);
            *out = (255.0 * srgb_from_linear(v)).round() as u8;
        }
        curve
    });
    let mut out = photo.clone();
    for Rgb(pixel) in out.pixels_mut() {
        for (value, curve) in pixel.iter_mut().zip(&curves) {
            *value = curve[usize::from(*value)];
        }
    }
    out
}

fn compressed(photo: &RgbImage, quality: u8) -> Result<RgbImage, Failure> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(photo)?;
    let reader = image::ImageReader::new(Cursor::new(bytes)).with_guessed_format()?;
    Ok(reader.decode()?.into_rgb8())
}

fn blurred(photo: &RgbImage, sigma: f32) -> RgbImage {
    gaussian_blur_f32(photo, sigma)
}
