//! What broken and hostile files, folders, names and signals may cost: at most themselves.

mod files;
mod once_bad;
mod privacy;
mod shards;
mod stored;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::*;

/// Longer than any command here takes, far shorter than for ever.
pub const PATIENCE: Duration = Duration::from_secs(60);

pub fn patient(args: &[&str]) -> Output {
    tricholapse()
        .args(args)
        .timeout(PATIENCE)
        .output()
        .expect("the binary starts and ends")
}

pub fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.expect("mkfifo").success());
}

/// A course of one good photo.
pub fn course_of_one() -> TempDir {
    let photos = course_small_photos();
    folder_with(&[(&photos[0], "2026-01-12_vertex.jpg")])
}

pub fn matrix(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fixtures/formats/matrix")
        .join(name)
}

pub fn rejections(report: &Value) -> Vec<(String, String)> {
    let text = |r: &Value, key: &str| r[key].as_str().expect("text").to_owned();
    list(&report["rejections"])
        .iter()
        .map(|r| (text(r, "file"), text(r, "reason")))
        .collect()
}

pub fn no_staging_left(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let name = entry
            .expect("entry")
            .file_name()
            .into_string()
            .expect("name");
        assert!(
            !name.starts_with(".tricholapse-"),
            "{name} was left in {}",
            folder.display()
        );
    }
}

pub fn forge(file: &Path, change: impl FnOnce(&mut Value)) {
    let mut value: Value = serde_json::from_slice(&fs::read(file).expect("read")).expect("JSON");
    change(&mut value);
    fs::write(file, value.to_string()).expect("write");
}
