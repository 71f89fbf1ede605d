//! Photos with their true regions, as the examples measure them: registration plays no part.

use image::RgbImage;
use serde_json::Value;
use tricholapse::coverage::{CoverageParams, VisitSample};
use tricholapse::geometry::{Area, Point};
use tricholapse::photometry::sample;

pub type Failure = Box<dyn std::error::Error>;

/// A photo at the common sampling with the regions that its truth names, in the truth's order.
pub fn visit_with_true_regions(picture: &RgbImage, truth: &Value) -> Result<VisitSample, Failure> {
    let named = truth["regions"].as_object().ok_or("no regions")?;
    let regions = named
        .values()
        .map(|region| {
            let ring: Vec<[f64; 2]> = serde_json::from_value(region["polygon"].clone())?;
            let ring = ring.iter().map(|p| Point::new(p[0], p[1])).collect();
            Ok(Area::from_ring(ring))
        })
        .collect::<Result<Vec<Area>, Failure>>()?;
    // The head is a little wider than the five regions together.
    let head_width_px = 1.1 * width_of(&regions);
    let working_head_px = CoverageParams::default().working_head_px;
    Ok(VisitSample {
        changed: Vec::new(),
        image: sample(picture, head_width_px, working_head_px),
        head_width_px,
        regions,
        around: Vec::new(),
    })
}

fn width_of(regions: &[Area]) -> f64 {
    let bounds: Vec<_> = regions.iter().filter_map(Area::bounds).collect();
    let left = bounds.iter().map(|b| b.min.x).fold(f64::MAX, f64::min);
    let right = bounds.iter().map(|b| b.max.x).fold(f64::MIN, f64::max);
    right - left
}
