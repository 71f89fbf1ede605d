//! Every way in which bytes of others reach the program, each as a function of bytes alone: what is
//! fuzzed. None may panic, hang or take much memory, whatever the bytes.

use std::io::Cursor;
use std::path::Path;

use crate::METHOD;
use crate::batch::{BatchRecord, SubjectRecord};
use crate::course::manifest::Manifest;
use crate::params::Params;
use crate::photo::{DecodeLimits, decode_photo, exif, header_facts};
use crate::reading::{read_answers, read_key};
use crate::regions::geojson::parse_regions;
use crate::report::json::from_json;
use crate::report::self_test::read_self_test;

/// A photo of any format: header, EXIF and pixels, of at most a megapixel.
pub fn photo(bytes: &[u8]) {
    let limits = DecodeLimits {
        max_pixels: 1_000_000,
        min_side: 1,
        max_aspect: 1000,
        ..DecodeLimits::default()
    };
    let _ = header_facts(&mut Cursor::new(bytes), &limits);
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
    let _ = read_self_test(bytes, METHOD);
}

/// A `batch.json` or `subject.json`.
pub fn batch(bytes: &[u8]) {
    let _ = serde_json::from_slice::<BatchRecord>(bytes);
    let _ = serde_json::from_slice::<SubjectRecord>(bytes);
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
