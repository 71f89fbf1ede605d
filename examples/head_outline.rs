//! The head's outline on photos, as data: for looking at masks and for their stability.
//!
//! `cargo run --release --example head_outline -- PHOTO…` prints one JSON line per photo: file,
//! size, ellipse, outline, confidence, how far the outline is off an oval, share of it cut off by the photo's border, and the
//! milliseconds it took.

use std::time::Instant;

use serde_json::json;
use tricholapse::head;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for file in std::env::args().skip(1) {
        let photo = image::open(&file)?.into_rgb8();
        let start = Instant::now();
        let mask = head::detect(&photo);
        let milliseconds = 1e3 * start.elapsed().as_secs_f64();
        let ellipse = mask.ellipse();
        let ring: Vec<[f64; 2]> = mask.ring().iter().map(|p| [p.x, p.y]).collect();
        println!(
            "{}",
            json!({
                "file": file, "size": [photo.width(), photo.height()],
                "centre": [ellipse.center.x, ellipse.center.y], "semi_axes": ellipse.semi_axes,
                "angle": ellipse.angle, "ring": ring, "confidence": mask.confidence(),
                "cut": mask.cut_fraction(), "off_oval": mask.off_oval(), "ms": milliseconds,
            })
        );
    }
    Ok(())
}
