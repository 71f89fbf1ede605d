//! Bad input: the file is named, the exit status is the contract's, nothing is written half.

use std::fs;
use std::path::Path;

use crate::support::*;

/// A course of two good photos and one bad file.
fn course_with_bad(name: &str, bytes: &[u8]) -> tempfile::TempDir {
    let photos = course_small_photos();
    let dir = folder_with(&[
        (&photos[0], "2026-01-10_vertex.jpg"),
        (&photos[1], "2026-02-10_vertex.jpg"),
    ]);
    fs::write(dir.path().join(name), bytes).expect("bad file");
    dir
}

/// The bad photo is a rejection with reason and hint; the good ones are measured; exit 3.
fn assert_rejected(name: &str, bytes: &[u8]) {
    let dir = course_with_bad(name, bytes);
    let (output, report) = analyzed(dir.path());
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let rejections = list(&report["rejections"]);
    assert_eq!(rejections.len(), 1, "{rejections:?}");
    assert_eq!(rejections[0]["file"], name);
    assert_eq!(rejections[0]["stage"], "decode");
    assert!(!rejections[0]["reason"].as_str().expect("reason").is_empty());
    assert!(!rejections[0]["hint"].as_str().expect("hint").is_empty());
    assert_eq!(list(&report["views"][0]["photos"]).len(), 2);
    assert!(
        stderr(&output).contains(name),
        "stderr names the file: {}",
        stderr(&output)
    );
}

/// The run cannot start: exit 2, the message names what it must, the output folder stays empty.
fn assert_refused(course: &Path, needles: &[&str]) {
    let out = temp();
    let target = out.path().join("results");
    let output = run(&["analyze", arg(course), "-o", arg(&target)]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    for needle in needles {
        assert!(
            stderr(&output).contains(needle),
            "{needle:?} not in: {}",
            stderr(&output)
        );
    }
    let left = fs::read_dir(&target).map(|d| d.count()).unwrap_or(0);
    assert_eq!(left, 0, "nothing is written half");
}

fn course_with_manifest(text: &str) -> tempfile::TempDir {
    let photos = course_small_photos();
    let dir = folder_with(&[(&photos[0], "2026-01-10_vertex.jpg")]);
    fs::write(dir.path().join("course.toml"), text).expect("manifest");
    dir
}

fn course_with_regions(geojson: &str) -> tempfile::TempDir {
    let dir = course_with_manifest("regions = \"regions.geojson\"\n");
    fs::write(dir.path().join("regions.geojson"), geojson).expect("regions");
    dir
}

fn polygon(ring: &str) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"patch"}},
        "geometry":{{"type":"Polygon","coordinates":[{ring}]}}}}]}}"#
    )
}

#[test]
fn truncated_photo() {
    let whole = fs::read(&course_small_photos()[0]).expect("photo");
    assert_rejected("2026-03-10_vertex.jpg", &whole[..whole.len() / 2]);
}

#[test]
fn empty_photo() {
    assert_rejected("2026-03-10_vertex.jpg", b"");
}

#[test]
fn text_named_jpg() {
    assert_rejected(
        "2026-03-10_vertex.jpg",
        b"this is not a photo, whatever its name says\n",
    );
}

#[test]
fn one_pixel_photo() {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(1, 1)
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("encode");
    assert_rejected("2026-03-10_vertex.png", png.get_ref());
}

#[test]
fn header_of_60000_by_60000() {
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(64, 64)
        .write_to(&mut png, image::ImageFormat::Png)
        .expect("encode");
    let mut bytes = png.into_inner();
    bytes[16..20].copy_from_slice(&60_000_u32.to_be_bytes());
    bytes[20..24].copy_from_slice(&60_000_u32.to_be_bytes());
    // The header's checksum, so that the size itself is what is refused.
    let crc = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&crc.to_be_bytes());
    assert_rejected("2026-03-10_vertex.png", &bytes);
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |c, _| {
            (c >> 1) ^ (0xEDB8_8320 * (c & 1))
        })
    })
}

#[test]
fn missing_photo_in_the_manifest() {
    let dir = course_with_manifest(
        "[[photo]]\nfile = \"gone.jpg\"\ndate = 2026-01-10\nview = \"vertex\"\n",
    );
    let output = run(&["analyze", arg(dir.path()), "-o", arg(temp().path())]);
    assert!(
        matches!(output.status.code(), Some(2 | 3)),
        "{}",
        stderr(&output)
    );
    assert!(stderr(&output).contains("gone.jpg"), "{}", stderr(&output));
}

#[test]
fn missing_course_folder() {
    assert_refused(Path::new("/nowhere/at/all"), &["/nowhere/at/all"]);
}

#[test]
fn unknown_key_names_the_nearest() {
    let dir = course_with_manifest("treatmnet = \"x\"\n");
    assert_refused(dir.path(), &["course.toml", "treatmnet", "treatment"]);
}

#[test]
fn impossible_date_in_the_manifest() {
    let dir = course_with_manifest(
        "[[photo]]\nfile = \"2026-01-10_vertex.jpg\"\ndate = 2026-02-30\nview = \"vertex\"\n",
    );
    assert_refused(dir.path(), &["course.toml", "2026-02-30"]);
}

#[test]
fn two_photos_with_no_date() {
    let photos = course_small_photos();
    let dir = folder_with(&[(&photos[0], "before.jpg"), (&photos[1], "after.jpg")]);
    // Found in the order of their names: the first one is named.
    assert_refused(dir.path(), &["after.jpg", "no date", "course.toml"]);
}

#[test]
fn region_outside_the_photo() {
    let dir = course_with_regions(&polygon(
        "[[90000,90000],[91000,90000],[91000,91000],[90000,90000]]",
    ));
    let out = temp();
    let output = run(&[
        "analyze",
        arg(dir.path()),
        "-o",
        arg(out.path()),
        "--no-images",
    ]);
    match output.status.code() {
        Some(2) => assert!(stderr(&output).contains("patch"), "{}", stderr(&output)),
        Some(3) => {
            let report = report(out.path());
            let region = &report["views"][0]["photos"][0]["regions"][0];
            assert_eq!(region["status"], "not_measured");
            assert!(region["coverage"].is_null() && !region["reason"].is_null());
        }
        other => panic!("exit {other:?}: {}", stderr(&output)),
    }
}

#[test]
fn nan_in_geojson() {
    let dir = course_with_regions(&polygon("[[10,10],[NaN,10],[50,50],[10,10]]"));
    assert_refused(dir.path(), &["regions.geojson"]);
}

#[test]
fn huge_number_in_geojson() {
    let dir = course_with_regions(&polygon("[[10,10],[1e308,10],[50,50],[10,10]]"));
    assert_refused(dir.path(), &["regions.geojson", "patch"]);
}

#[test]
fn manifest_path_that_leaves_the_course() {
    for path in [
        "../outside.jpg",
        "/etc/hostname",
        "photos/../../outside.jpg",
    ] {
        let dir = course_with_manifest(&format!(
            "[[photo]]\nfile = \"{path}\"\ndate = 2026-01-10\nview = \"vertex\"\n"
        ));
        assert_refused(dir.path(), &["course.toml", path]);
    }
}

#[test]
fn output_folder_that_cannot_be_written() {
    // A file where the folder should be: refused for every user, root included.
    let dir = temp();
    let blocker = dir.path().join("file");
    fs::write(&blocker, b"keep me").expect("file");
    for target in [blocker.clone(), blocker.join("below")] {
        let output = run(&["analyze", arg(&course_small()), "-o", arg(&target)]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(
            stderr(&output).contains(arg(&blocker)),
            "{}",
            stderr(&output)
        );
    }
    assert_eq!(fs::read(&blocker).expect("still there"), b"keep me");
}

#[test]
fn usage_errors_exit_with_2() {
    for args in [
        &["no-such-command"][..],
        &["compare", "only-one.jpg"],
        &["analyze"],
    ] {
        assert_eq!(run(args).status.code(), Some(2), "{args:?}");
    }
}

#[test]
fn results_where_photos_are_looked_for_are_refused() {
    let photos = course_small_photos();
    let dir = folder_with(&[(&photos[0], "2026-01-10_vertex.jpg")]);
    for target in [dir.path().to_owned(), dir.path().join("photos")] {
        let output = run(&["analyze", arg(dir.path()), "-o", arg(&target)]);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert_eq!(
            fs::read_dir(dir.path()).expect("course").count(),
            1,
            "nothing was added"
        );
    }
}

#[test]
fn regions_of_a_lost_baseline_are_not_laid_on_another_photo() {
    let (dir, lost) = course_small_without_its_baseline();
    let (output, report) = analyzed(dir.path());
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert_ne!(report["views"][0]["regions_source"], "geojson");
    let warned = list(&report["warnings"]);
    let told = warned.iter().find(|w| w["code"] == "regions_baseline");
    let message = told.expect("a warning")["message"].to_string();
    assert!(message.contains(&lost), "{message}");
}

/// Regions that name the photo they are drawn on are used on it alone, whichever photo is baseline.
#[test]
fn regions_drawn_on_another_photo_are_not_laid_on_the_baseline() {
    let (dir, _) = course_small_without_its_baseline();
    let photos = dir.path().join("photos");
    let own = course_small_photos();
    fs::copy(&own[0], photos.join(own[0].file_name().expect("name"))).expect("copy");
    let file = |i: usize| {
        let name = own[i].file_name().expect("name").to_string_lossy();
        format!("photos/{name}")
    };
    // The first photo is left out: the second is baseline.
    let manifest = format!("[[photo]]\nfile = \"{}\"\nexclude = true\n", file(0));
    fs::write(dir.path().join("course.toml"), manifest).expect("manifest");
    let regions = dir.path().join("regions.geojson");
    let text = fs::read_to_string(&regions).expect("regions");
    for (drawn_on, is_used) in [(0, false), (1, true)] {
        let mut drawn: serde_json::Value = serde_json::from_str(&text).expect("geojson");
        for feature in drawn["features"].as_array_mut().expect("features") {
            feature["properties"]["photo"] = file(drawn_on).into();
        }
        fs::write(&regions, drawn.to_string()).expect("write");
        let (_, report) = analyzed(dir.path());
        assert_eq!(
            report["views"][0]["regions_source"] == "geojson",
            is_used,
            "{drawn_on}"
        );
        let warned = list(&report["warnings"]);
        let told = warned.iter().find(|w| w["code"] == "regions_baseline");
        assert_eq!(told.is_none(), is_used, "{told:?}");
        if let Some(told) = told {
            let message = told["message"].to_string();
            assert!(
                message.contains(&file(0)) && message.contains(&file(1)),
                "{message}"
            );
        }
    }
}

#[test]
fn a_dated_picture_of_a_kind_that_is_not_read_is_a_rejection() {
    assert_rejected("2026-03-10_vertex.bmp", b"BM");
    // What course.toml leaves out is no rejection.
    let dir = course_with_bad("2026-03-10_vertex.bmp", b"BM");
    let manifest = "[[photo]]\nfile = \"2026-03-10_vertex.bmp\"\nexclude = true\n";
    fs::write(dir.path().join("course.toml"), manifest).expect("manifest");
    let (_, report) = analyzed(dir.path());
    assert_eq!(list(&report["rejections"]).len(), 0);
    // A camera's raw file beside its JPEG is no photo more.
    let dir = course_with_bad("2026-02-10_vertex.nef", b"II");
    let (output, report) = analyzed(dir.path());
    assert_eq!(list(&report["rejections"]).len(), 0, "{}", stderr(&output));
}

#[test]
fn photos_of_two_views_are_not_compared() {
    let photos = course_small_photos();
    let dir = folder_with(&[
        (&photos[0], "2026-01-10_vertex.jpg"),
        (&photos[1], "2026-02-10_left-temporal.jpg"),
    ]);
    let [before, after] =
        ["2026-01-10_vertex.jpg", "2026-02-10_left-temporal.jpg"].map(|name| dir.path().join(name));
    let out = temp();
    let target = out.path().join("deep/results");
    let args = ["compare", arg(&before), arg(&after), "-o", arg(&target)];
    let output = run(&args);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(stderr(&output).contains("--view"), "{}", stderr(&output));
    let output = run(&[&args[..], &["--view", "vertex"]].concat());
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
}

#[test]
fn words_of_ones_own_are_no_two_views() {
    let photos = course_small_photos();
    let dir = folder_with(&[
        (&photos[0], "2026-01-10_anna_before.jpg"),
        (&photos[1], "2026-02-10_anna_after_vertex.jpg"),
    ]);
    let [before, after] = [
        "2026-01-10_anna_before.jpg",
        "2026-02-10_anna_after_vertex.jpg",
    ]
    .map(|name| dir.path().join(name));
    let out = temp();
    let target = out.path().join("results");
    let args = ["compare", arg(&before), arg(&after), "-o", arg(&target)];
    let output = run(&[&args[..], &["--no-images"]].concat());
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(report(&target)["views"][0]["view"], "vertex");
}

#[test]
fn results_into_the_photos_of_the_current_folder_are_refused() {
    let photos = course_small_photos();
    let dir = folder_with(&[(&photos[0], "2026-01-10_vertex.jpg")]);
    let output = tricholapse()
        .current_dir(dir.path())
        .args(["analyze", ".", "-o", "photos"])
        .output()
        .expect("run");
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(!dir.path().join("photos").exists());
}

#[test]
fn a_run_that_could_not_start_leaves_no_folder() {
    let photos = course_small_photos();
    let dir = folder_with(&[(&photos[0], "2026-01-10_vertex.jpg")]);
    let out = temp();
    let target = out.path().join("deep/results");
    let output = run(&["self-test", arg(dir.path()), "-o", arg(&target)]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    assert!(!out.path().join("deep").exists());
}

#[test]
fn a_phantom_never_replaces_a_course_that_it_did_not_write() {
    let photos = course_small_photos();
    let dir = folder_with(&[(&photos[0], "2026-01-12_vertex.jpg")]);
    fs::write(dir.path().join("course.toml"), "subject = \"P-1\"\n").expect("manifest");
    for args in [
        vec!["phantom", arg(dir.path()), "--size", "200x300"],
        vec![
            "phantom",
            arg(dir.path()),
            "--preset",
            "demo",
            "--size",
            "200x300",
        ],
    ] {
        let output = run(&args);
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    }
    let manifest = fs::read_to_string(dir.path().join("course.toml")).expect("kept");
    assert_eq!(manifest, "subject = \"P-1\"\n");
}
