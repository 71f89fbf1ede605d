//! What is fuzzed: every way in which bytes of others reach the program.
//!
//! Used by `examples/mutate.rs`, which needs no nightly compiler; `fuzz_targets` has the same for cargo-fuzz.

use tricholapse::untrusted::{answers, batch, course, geojson, params, photo, report};

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
