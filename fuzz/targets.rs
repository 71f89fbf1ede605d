//! What is fuzzed: every way in which bytes of others reach the program.
//!
//! Used by the cargo-fuzz targets beside this file and by `examples/mutate.rs`, which needs no nightly
//! compiler. A target returns nothing: it must neither panic, nor hang, nor take much memory.

use std::path::Path;

use tricholapse::course::manifest::Manifest;
use tricholapse::params::Params;
use tricholapse::photo::{DecodeLimits, decode_photo, exif, header_facts};
use tricholapse::reading::{read_answers, read_key};
use tricholapse::regions::geojson::parse_regions;
use tricholapse::report::json::from_json;
use tricholapse::report::self_test::read_self_test;

/// A target: its name, the folders of its seeds below `fixtures/` with the ends of their names, and
/// what it does.
pub struct Target {
    pub name: &'static str,
    pub seeds: &'static [(&'static str, &'static [&'static str])],
    pub run: fn(&[u8]),
}

const PHOTOS: [&str; 2] = ["formats", "formats/matrix"];

macro_rules! photo {
    ($name:literal, $($end:literal),+) => {
        Target {
            name: $name,
            seeds: &[(PHOTOS[0], &[$($end),+]), (PHOTOS[1], &[$($end),+])],
            run: photo,
        }
    };
}

/// Every target.
pub const TARGETS: &[Target] = &[
    photo!("jpeg", ".jpg"),
    photo!("png", ".png"),
    photo!("tiff", ".tif"),
    photo!("webp", ".webp"),
    photo!("heic", ".heic"),
    photo!("dicom", ".dcm"),
    Target {
        name: "course",
        seeds: &[("course_small", &[".toml"]), ("fuzz/course", &[".toml"])],
        run: course,
    },
    Target {
        name: "geojson",
        seeds: &[
            ("course_small", &[".geojson"]),
            ("fuzz/geojson", &[".geojson"]),
        ],
        run: geojson,
    },
    Target {
        name: "report",
        seeds: &[("reports", &[".json"]), ("fuzz/report", &[".json"])],
        run: report,
    },
    Target {
        name: "batch",
        seeds: &[("fuzz/batch", &[".json"])],
        run: batch,
    },
    Target {
        name: "answers",
        seeds: &[("fuzz/answers", &[".json"])],
        run: answers,
    },
    Target {
        name: "params",
        seeds: &[("fuzz/params", &[".toml"])],
        run: params,
    },
];

/// A photo of any format: header, EXIF and pixels, of at most a megapixel.
pub fn photo(bytes: &[u8]) {
    let limits = DecodeLimits {
        max_pixels: 1_000_000,
        min_side: 1,
        max_aspect: 1000,
        ..DecodeLimits::default()
    };
    let _ = header_facts(&mut std::io::Cursor::new(bytes), &limits);
    let _ = exif::facts_of_bytes(bytes);
    if let Ok(photo) = decode_photo(bytes, &limits) {
        let (width, height) = photo.size();
        assert!(u64::from(width) * u64::from(height) <= limits.max_pixels);
    }
}

/// A `course.toml`.
pub fn course(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Manifest::parse(text, Path::new("course.toml"));
    }
}

/// A `regions.geojson`.
pub fn geojson(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = parse_regions(text, Path::new("regions.geojson"));
    }
}

/// A `report.json` or `self-test.json`.
pub fn report(bytes: &[u8]) {
    let _ = from_json(bytes);
    let _ = read_self_test(bytes, tricholapse::METHOD);
}

/// A `batch.json` or `subject.json`.
pub fn batch(bytes: &[u8]) {
    let _ = serde_json::from_slice::<tricholapse::batch::BatchRecord>(bytes);
    let _ = serde_json::from_slice::<tricholapse::batch::SubjectRecord>(bytes);
}

/// A key of a reading, and answers to it: the first two parts of the bytes.
pub fn answers(bytes: &[u8]) {
    let cut = bytes.iter().position(|&b| b == 0).unwrap_or(bytes.len());
    if let Ok(key) = read_key(&bytes[..cut]) {
        let _ = read_answers(bytes.get(cut + 1..).unwrap_or_default(), &key);
    }
}

/// A parameter file.
pub fn params(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = Params::from_toml(text);
    }
}
