//! What the tests of the command line share: the binary, a temporary course, report reading.

#[cfg(feature = "desk")]
pub mod browser;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{self, Child, Output, Stdio};
use std::time::Duration;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// The binary under test, away from any terminal and with no colour wished.
pub fn tricholapse() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tricholapse"));
    command.env_remove("NO_COLOR");
    command
}

/// The binary at work beside the test, its words thrown away.
pub fn spawn(args: &[&str]) -> Child {
    process::Command::new(env!("CARGO_BIN_EXE_tricholapse"))
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the binary starts")
}

/// A share of a run's duration: spread by the golden ratio, neither regular nor left to chance.
pub fn moment(i: u32, whole: Duration) -> Duration {
    whole.mul_f64((f64::from(i) * 0.618_033_988_75).fract())
}

/// The small rendered course of the repository.
pub fn course_small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/course_small")
}

/// Its photos, by date.
pub fn course_small_photos() -> Vec<PathBuf> {
    let mut photos: Vec<PathBuf> = fs::read_dir(course_small().join("photos"))
        .expect("the fixture has photos")
        .map(|entry| entry.expect("readable entry").path())
        .collect();
    photos.sort();
    photos
}

/// An empty folder that goes away with the test.
pub fn temp() -> TempDir {
    tempfile::tempdir().expect("temporary folder")
}

/// A course folder with the given files copied in under new names.
pub fn folder_with(files: &[(&Path, &str)]) -> TempDir {
    let dir = temp();
    for (from, name) in files {
        fs::copy(from, dir.path().join(name)).expect("copy into the course");
    }
    dir
}

/// Exit status and both streams of a run.
pub fn run(args: &[&str]) -> Output {
    tricholapse()
        .args(args)
        .output()
        .expect("the binary starts")
}

/// A path as an argument.
pub fn arg(path: &Path) -> &str {
    path.to_str().expect("temporary paths are UTF-8")
}

/// stderr as text.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What `analyze` without pictures says of a course, and its report.
pub fn analyzed(course: &Path) -> (Output, Value) {
    let out = temp();
    let output = run(&["analyze", arg(course), "-o", arg(out.path()), "--no-images"]);
    let report = report(out.path());
    (output, report)
}

/// The first three photos of the small course with its manifest and regions, the baseline cut in
/// half; and the baseline's name.
pub fn course_small_without_its_baseline() -> (TempDir, String) {
    let dir = temp();
    let photos = dir.path().join("photos");
    fs::create_dir(&photos).expect("folder");
    for file in ["course.toml", "regions.geojson"] {
        fs::copy(course_small().join(file), dir.path().join(file)).expect("copy");
    }
    let name = |photo: &Path| {
        photo
            .file_name()
            .expect("name")
            .to_string_lossy()
            .into_owned()
    };
    let own = course_small_photos();
    for (i, photo) in own.iter().enumerate().take(3) {
        let whole = fs::read(photo).expect("photo");
        let end = if i == 0 { whole.len() / 2 } else { whole.len() };
        fs::write(photos.join(name(photo)), &whole[..end]).expect("write");
    }
    (dir, name(&own[0]))
}

/// The report in an output folder.
pub fn report(dir: &Path) -> Value {
    let text = fs::read_to_string(dir.join("report.json")).expect("report.json was written");
    serde_json::from_str(&text).expect("report.json is JSON")
}

/// Every change of every view.
pub fn changes(report: &Value) -> Vec<Value> {
    list(&report["views"])
        .iter()
        .flat_map(|v| list(&v["changes"]).clone())
        .collect()
}

/// A JSON array.
pub fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("an array")
}
