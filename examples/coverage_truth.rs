//! Coverage of rendered courses against their truth, with the true regions carried into each
//! photo: the measurement alone, without registration.
//!
//! `cargo run --release --example coverage_truth -- DIR` prints one JSON line per photo and
//! region: case, photo, region, true and measured coverage, interval, error sources.

mod common;

use std::path::{Path, PathBuf};

use common::{Failure, visit_with_true_regions};
use serde_json::{Value, json};
use tricholapse::coverage::{CoverageParams, measure_view};
use tricholapse::uncertainty::{
    Difference, UncertaintyParams, Value as Measured, standard_error_pp,
};

fn main() -> Result<(), Failure> {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(std::env::args().nth(1).ok_or("DIR missing")?)?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("truth/truth.json").is_file())
        .collect();
    cases.sort();
    for case in cases {
        measure(&case)?;
    }
    Ok(())
}

fn measure(case: &Path) -> Result<(), Failure> {
    let truth: Value = serde_json::from_slice(&std::fs::read(case.join("truth/truth.json"))?)?;
    let photos = truth["photos"].as_array().ok_or("no photos")?;
    let mut visits = Vec::new();
    for photo in photos {
        let file = photo["file"].as_str().ok_or("no file name")?;
        let picture = image::open(case.join("photos").join(file))?.into_rgb8();
        visits.push(visit_with_true_regions(&picture, photo)?);
    }
    let measured = measure_view(&visits, &CoverageParams::default());
    let noise = UncertaintyParams::default();
    for (index, (photo, visit)) in photos.iter().zip(&measured).enumerate() {
        let names = photo["regions"].as_object().ok_or("no regions")?;
        for (r, (name, region)) in names.keys().zip(&visit.regions).enumerate() {
            let evidence = region.outcome.as_ref().ok();
            let base = measured[0].regions[r].outcome.as_ref().ok();
            println!(
                "{}",
                json!({
                    "case": case.file_name().and_then(|n| n.to_str()), "photo": index, "region": name,
                    "truth": photo["regions"][name]["coverage"], "measured": region.coverage(),
                    "ci95": evidence.map(|e| Measured::of_photo(e, &noise).ci95()),
                    "se": evidence.map(|e| standard_error_pp(e, &noise)),
                    "change": evidence.zip(base).map(|(e, b)| {
                        let value = |e| Measured::of_photo(e, &noise);
                        Difference::between(&value(b), &value(e), &noise)
                    }),
                    "ratio": evidence.map(|e| e.hair_over_scalp),
                    "scatter": evidence.map(|e| e.light_scatter), "blocks": evidence.map(|e| e.blocks),
                    "apart": evidence.and_then(|e| e.fits_apart),
                    "learned": evidence.and_then(|e| e.learned_apart),
                })
            );
        }
    }
    Ok(())
}
