//! One photo in every format: its coverage must not depend on how it was stored.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::*;

fn photo(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/formats/photo")
        .join(name)
}

/// Coverage of each region, percent, of a course of one photo.
fn coverage(file: &Path) -> Vec<(String, Option<f64>)> {
    let extension = file
        .extension()
        .and_then(|e| e.to_str())
        .expect("extension");
    let dir = folder_with(&[(file, &format!("2026-01-12_vertex.{extension}"))]);
    let (output, report) = analyzed(dir.path());
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    let photo = &report["views"][0]["photos"][0];
    let region = |r: &Value| {
        let name = r["region"].as_str().expect("name").to_owned();
        (name, r["coverage"].as_f64().map(|c| 100.0 * c))
    };
    list(&photo["regions"]).iter().map(region).collect()
}

fn farthest(one: &[(String, Option<f64>)], two: &[(String, Option<f64>)]) -> f64 {
    assert_eq!(one.len(), two.len());
    let apart = one.iter().zip(two).map(|(a, b)| match (a, b) {
        ((x, Some(a)), (y, Some(b))) if x == y => (a - b).abs(),
        ((x, None), (y, None)) if x == y => 0.0,
        other => panic!("measured on one side only: {other:?}"),
    });
    apart.fold(0.0, f64::max)
}

/// The photo itself, as a lossless PNG of 8 and of 16 bits.
#[test]
fn coverage_is_the_same_in_every_format() {
    let original = &course_small_photos()[0];
    let dir = temp();
    let save = |name: &str, image: image::DynamicImage| {
        let path = dir.path().join(name);
        image.save(&path).expect("save");
        path
    };
    let pixels = image::open(original).expect("photo").into_rgb8();
    let plain = save("plain.png", pixels.clone().into());
    let expected = coverage(&plain);
    assert!(expected.iter().any(|(_, c)| c.is_some()), "{expected:?}");
    let deep = image::DynamicImage::from(pixels.clone()).into_rgb16();
    for lossless in [
        save("deep.png", deep.clone().into()),
        save("plain.tif", pixels.clone().into()),
        save("deep.tif", deep.into()),
        save("lossless.webp", pixels.into()),
    ] {
        let apart = farthest(&coverage(&lossless), &expected);
        assert!(apart < 1e-6, "{}: {apart} points", lossless.display());
    }
    // The decoder of this program and that of the `image` crate differ by single levels.
    let apart = farthest(&coverage(original), &expected);
    assert!(apart <= 0.5, "baseline JPEG: {apart} points");
    for lossy in [
        "progressive.jpg",
        "cmyk.jpg",
        "lossy.webp",
        "wide_p3.jpg",
        "wide_adobe.jpg",
        #[cfg(feature = "heic")]
        "eight_bit.heic",
        #[cfg(feature = "heic")]
        "ten_bit.heic",
    ] {
        let apart = farthest(&coverage(&photo(lossy)), &expected);
        println!("{lossy}: {apart:.2} points");
        assert!(apart <= 1.0, "{lossy}: {apart} points");
    }
}
