//! Measuring on real photos, which are no part of the project: ignored unless asked for, with the
//! folder that holds them named by `TRICHOLAPSE_DATA`.
//!
//! `TRICHOLAPSE_DATA=DIR cargo test --test it -- --ignored real:: --skip slow` takes a minute or
//! two; without `--skip slow` the same on all photos. Asked for, the photos must be there.

mod closeups;
mod coverage;
mod registration;
mod severity;
mod wrong_pairs;

use std::path::{Path, PathBuf};

use image::{RgbImage, imageops};

/// The folder of real photos.
pub fn data() -> PathBuf {
    let root = std::env::var_os("TRICHOLAPSE_DATA")
        .expect("TRICHOLAPSE_DATA names the folder of measuring photos");
    PathBuf::from(root).join("real")
}

/// The folder's JPEG files by name.
pub fn photos(folder: PathBuf) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(&folder)
        .unwrap_or_else(|e| panic!("{}: {e}", folder.display()))
        .map(|f| f.expect("readable folder").path())
        .filter(|f| f.extension().is_some_and(|e| e == "jpg"))
        .collect();
    files.sort();
    files
}

/// A photo at no more than 900 px, so that a test takes seconds.
pub fn load(path: &Path) -> RgbImage {
    let photo = image::open(path)
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
        .into_rgb8();
    let factor = 900.0 / f64::from(photo.width().max(photo.height()));
    if factor >= 1.0 {
        return photo;
    }
    let size = |v: u32| (f64::from(v) * factor).round() as u32;
    imageops::thumbnail(&photo, size(photo.width()), size(photo.height()))
}

/// Even numbers in -1..1 from a seed.
pub struct Spread(pub u64);

impl Spread {
    pub fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(1u32 << 31) * 2.0 - 1.0
    }
}
