//! `check`: a new photo against the baseline, as the person with the camera meets it.

use std::fs;

use crate::support::*;

fn stdout(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn check(photo: &std::path::Path, more: &[&str]) -> (std::process::Output, tempfile::TempDir) {
    let out = temp();
    let course = course_small();
    let mut args = vec![
        "check",
        arg(photo),
        "--course",
        arg(&course),
        "-o",
        arg(out.path()),
    ];
    args.extend(more);
    (run(&args), out)
}

#[test]
fn a_photo_of_the_same_head_is_kept_and_a_ghost_picture_is_left() {
    let (output, out) = check(&course_small_photos()[3], &[]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    for needle in [
        "alignment",
        "Exposure as at baseline",
        "Sharpness",
        "Tilt of the head",
        "not for diagnosis",
    ] {
        let lines = text.lines().filter(|l| l.contains(needle)).count();
        assert_eq!(lines, 1, "{needle:?} in:\n{text}");
    }
    let first = text.lines().next().expect("a line");
    assert!(
        first.starts_with("Keep it") || first.starts_with("Usable"),
        "the advice comes first:\n{text}"
    );
    let ghost = fs::read_dir(out.path())
        .expect("results")
        .map(|e| e.expect("entry").path())
        .find(|p| p.to_string_lossy().contains("_ghost."))
        .expect("a ghost picture");
    let picture = image::open(ghost).expect("a picture").into_rgb8();
    assert!(
        picture.width() > picture.height(),
        "two photos side by side"
    );
}

/// What it says of the change it would show is what the report says of the photo.
#[test]
fn the_detectable_change_is_the_report_s() {
    let photos = course_small_photos();
    let dir = folder_with(&[(&photos[0], "2026-01-12_vertex.jpg")]);
    let new = temp();
    let photo = new.path().join("2026-04-12_vertex.jpg");
    fs::copy(&photos[2], &photo).expect("photo");
    let out = temp();
    let args = [
        "check",
        arg(&photo),
        "--course",
        arg(dir.path()),
        "-o",
        arg(out.path()),
        "--json",
    ];
    let checked: serde_json::Value = serde_json::from_slice(&run(&args).stdout).expect("JSON");
    fs::copy(&photo, dir.path().join("2026-04-12_vertex.jpg")).expect("photo");
    let (_, report) = analyzed(dir.path());
    let overall = changes(&report)
        .into_iter()
        .find(|change| change["region"] == "overall")
        .expect("overall");
    let found = &checked["quality"]["detectable"];
    let [said, told] =
        [&found["value"], &overall["detectable_pp"]].map(|v| v.as_f64().expect("measured"));
    assert!((said - told).abs() < 0.05, "check {said}, report {told}");
    assert!(
        found["message"]
            .as_str()
            .expect("said")
            .contains("all regions")
    );
}

#[test]
fn a_photo_dated_before_the_baseline_is_told() {
    let (output, _out) = check(&course_small_photos()[3], &["--date", "2024-07-12"]);
    let text = stdout(&output);
    assert!(text.starts_with("Usable"), "{text}");
    assert!(text.contains("before the baseline"), "{text}");
}

#[test]
fn another_head_is_to_be_taken_again() {
    let other = temp();
    let rendered = run(&[
        "phantom",
        arg(other.path()),
        "--seed",
        "77",
        "--size",
        "600x800",
    ]);
    assert_eq!(rendered.status.code(), Some(0), "{}", stderr(&rendered));
    let photo = fs::read_dir(other.path().join("photos"))
        .expect("photos")
        .map(|e| e.expect("entry").path())
        .max()
        .expect("a photo");
    let (output, _out) = check(&photo, &[]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.starts_with("Take it again"), "{text}");
    // What must change stands above everything that is in order.
    let at = |status: &str| text.lines().position(|l| l.starts_with(status));
    let [failed, fine] = ["FAIL ", "ok "].map(|s| at(s).expect("a line of each"));
    assert!(failed < fine, "{text}");
    let between = text.lines().take(fine).last();
    assert_eq!(between, Some(""), "a blank line parts them:\n{text}");
    assert!(
        text.lines().any(|l| l.starts_with("FAIL     alignment")),
        "{text}"
    );
}

/// A photo on which an app raised contrast: every change to it would be refused.
#[test]
fn what_a_report_would_refuse_is_to_be_taken_again() {
    let folder = temp();
    let photo = folder.path().join("2026-09-01_vertex.png");
    let mut picture = image::open(&course_small_photos()[3])
        .expect("photo")
        .into_rgb8();
    for code in picture.iter_mut() {
        let v = f64::from(*code) / 255.0;
        let bent = v + 0.14 * (std::f64::consts::TAU * (v - 0.5)).sin();
        *code = (255.0 * bent).round().clamp(0.0, 255.0) as u8;
    }
    picture.save(&photo).expect("picture");
    let (output, _out) = check(&photo, &[]);
    let text = stdout(&output);
    let assessed = text.lines().find(|l| l.contains("Contrast as at baseline"));
    assert!(assessed.is_some_and(|l| l.starts_with("FAIL")), "{text}");
    assert!(text.starts_with("Take it again"), "{text}");
    assert_eq!(output.status.code(), Some(3), "{text}");
}

/// Neither brightness nor colour tells hair: a report would measure no region.
#[test]
fn what_a_report_would_not_measure_is_to_be_taken_again() {
    let folder = temp();
    let photo = folder.path().join("2026-09-01_vertex.png");
    let picture = image::open(&course_small_photos()[3]).expect("photo");
    let mut picture = picture.into_rgb8();
    for pixel in picture.pixels_mut() {
        pixel.0 = pixel.0.map(|code| 128 + (code / 6) - 21);
    }
    picture.save(&photo).expect("picture");
    let (output, _out) = check(&photo, &[]);
    let text = stdout(&output);
    assert!(text.starts_with("Take it again"), "{text}");
    assert_eq!(output.status.code(), Some(3), "{text}");
}

#[test]
fn a_lost_baseline_is_named() {
    let (course, lost) = course_small_without_its_baseline();
    let photos = course_small_photos();
    let out = temp();
    let args = [
        "check",
        arg(&photos[3]),
        "--course",
        arg(course.path()),
        "-o",
        arg(out.path()),
    ];
    let output = run(&args);
    let text = stdout(&output);
    assert!(
        text.contains(&format!("not used as baseline: photos/{lost}")),
        "{text}"
    );
    assert!(
        text.contains("regions of regions.geojson drawn in the pixels of"),
        "{text}"
    );
}

#[test]
fn json_holds_the_findings_and_the_photo_is_not_touched() {
    let photo = &course_small_photos()[1];
    let before = fs::read(photo).expect("photo");
    let (output, _out) = check(photo, &["--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["schema"], "tricholapse.check/1");
    assert_eq!(answer["registration"]["status"], "ok");
    assert!(answer["quality"]["focus"]["value"].is_number());
    assert_eq!(fs::read(photo).expect("photo"), before);
}

#[test]
fn a_broken_photo_is_named_and_a_wrong_view_lists_the_views() {
    let folder = temp();
    let broken = folder.path().join("2026-09-01_vertex.jpg");
    let whole = fs::read(&course_small_photos()[1]).expect("photo");
    fs::write(&broken, &whole[..whole.len() / 2]).expect("write");
    let (output, _out) = check(&broken, &[]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(3), "{text}");
    assert!(text.contains("2026-09-01_vertex.jpg"), "{text}");

    let (output, _out) = check(&course_small_photos()[1], &["--view", "vertx"]);
    assert_eq!(output.status.code(), Some(2));
    let text = stderr(&output);
    assert!(text.contains("vertx") && text.contains("vertex"), "{text}");
}

/// A file that the course has already under another name is no new photo, whichever of its photos it is.
#[test]
fn a_copy_of_any_photo_of_the_course_is_told() {
    let elsewhere = temp();
    let copy = elsewhere.path().join("2026-12-01_vertex.jpg");
    for photo in &course_small_photos()[1..3] {
        fs::copy(photo, &copy).expect("a copy");
        let (output, _) = check(&copy, &["--json"]);
        let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(answer["advice"], "take_again", "{answer:#}");
        assert_eq!(answer["quality"]["copy"]["status"], "fail");
        assert_eq!(output.status.code(), Some(3));
    }
}

#[test]
fn the_first_photo_of_a_view_is_judged_by_itself() {
    let empty = temp();
    let out = temp();
    let photo = course_small_photos()[0].clone();
    let check = |photo: &std::path::Path, more: &[&str]| {
        let mut args = vec![
            "check",
            arg(photo),
            "--course",
            arg(empty.path()),
            "-o",
            arg(out.path()),
        ];
        args.extend(more);
        run(&args)
    };
    let output = check(&photo, &["--view", "vertex"]);
    let text = stdout(&output);
    assert_eq!(output.status.code(), Some(0), "{text}{}", stderr(&output));
    assert!(
        text.contains("by itself") && text.contains("Regions"),
        "{text}"
    );
    assert!(!text.contains("alignment"), "{text}");
    let answer = check(&photo, &["--view", "vertex", "--json"]);
    let answer: serde_json::Value = serde_json::from_slice(&answer.stdout).expect("JSON");
    assert!(answer["baseline"].is_null() && answer["quality"]["coverage"]["value"] == 1.0);

    // Nearly black: no head, and nothing to measure.
    let dark = out.path().join("2026-01-12_vertex.png");
    image::RgbImage::from_pixel(600, 800, image::Rgb([6, 6, 6]))
        .save(&dark)
        .expect("saved");
    let output = check(&dark, &[]);
    assert_eq!(output.status.code(), Some(3), "{}", stdout(&output));
}
