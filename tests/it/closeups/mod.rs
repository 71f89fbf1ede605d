//! Close-ups as the program measures them, on small rendered ones.

mod scale;
mod spots;
mod visits;

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use tricholapse::phantom::{
    CloseupCourse, CloseupPreset, CloseupSpec, Outcome, render_closeups, write_closeups,
};

use crate::support::*;

fn spec(outcome: Outcome) -> CloseupSpec {
    CloseupSpec {
        size_px: [960, 720],
        visit_days: vec![0, 92],
        hairs_per_cm2: 130.0,
        outcome,
        shift_mm: 0.4,
        bubbles: 0,
        debris: 0,
        ..CloseupPreset::Clipped.spec(5)
    }
}

pub(crate) fn rendered(outcome: Outcome) -> (TempDir, CloseupCourse) {
    let dir = temp();
    let course = render_closeups(&spec(outcome), 5).expect("a course");
    write_closeups(&course, dir.path()).expect("a folder");
    (dir, course)
}

fn photos(report: &Value) -> &Vec<Value> {
    list(&report["views"][0]["photos"])
}

fn fates(report: &Value) -> [u64; 4] {
    let change = &report["views"][0]["changes"][0];
    ["kept", "new", "lost", "undecided"].map(|k| change[k].as_u64().expect("counted"))
}

/// One photo under two dates: every hair is found again and none is new or lost.
#[test]
fn a_photo_against_itself_keeps_every_hair() {
    let (dir, course) = rendered(Outcome::Stable);
    let [a, b] = [0, 1].map(|k| dir.path().join("photos").join(&course.photos[k].file));
    fs::copy(a, b).expect("a copy");
    let toml = fs::read_to_string(dir.path().join("course.toml")).expect("a manifest");
    let scale = toml
        .lines()
        .find(|l| l.starts_with("px_per_mm"))
        .expect("a scale")
        .to_owned();
    let same: Vec<&str> = toml
        .lines()
        .map(|l| {
            if l.starts_with("px_per_mm") {
                scale.as_str()
            } else {
                l
            }
        })
        .collect();
    fs::write(dir.path().join("course.toml"), same.join("\n")).expect("written");
    let (_, report) = analyzed(dir.path());
    let [kept, new, lost, undecided] = fates(&report);
    assert!(kept >= 15, "{kept} kept");
    assert_eq!([new, lost, undecided], [0, 0, 0]);
    let change = &report["views"][0]["changes"][0];
    assert_eq!(change["verdict"], "not_comparable");
    let why = change["reason"].as_str().expect("a reason");
    assert!(why.contains("copy"), "{why}");
}

/// Hairs are followed where both visits look, so that is the area their change is of.
#[test]
fn a_change_is_per_area_that_both_photos_show() {
    let (dir, course) = rendered(Outcome::Loses);
    let later = dir.path().join("photos").join(&course.photos[1].file);
    let photo = image::open(&later).expect("a picture").to_rgb8();
    let (width, height) = photo.dimensions();
    let part = image::imageops::crop_imm(&photo, 0, 0, width * 13 / 20, height).to_image();
    part.save(&later).expect("written");
    let (_, report) = analyzed(dir.path());
    let number = |value: &Value| value.as_f64().expect("a number");
    let [before, after] = [0, 1].map(|i| number(&photos(&report)[i]["area_cm2"]));
    assert!(after < 0.95 * before, "{before} {after}");
    let change = &report["views"][0]["changes"][0];
    let [hairs, density] = ["net_estimate", "density_change_per_cm2"].map(|k| number(&change[k]));
    assert!(hairs < -1.0, "{change:#}");
    assert!(
        (hairs / density - after).abs() < 0.01 * after,
        "{hairs} {density} {after}"
    );
}

fn square(name: &str, [x, y, side]: [u32; 3]) -> Value {
    let ring = [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
        [x, y],
    ];
    serde_json::json!({
        "type": "Feature",
        "properties": {"name": name},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    })
}

/// A region within another is measured by itself, and the photo's own figures are the larger one's.
#[test]
fn a_region_within_another_is_measured_by_itself() {
    let measured = |regions: &[Value]| {
        let (dir, _) = rendered(Outcome::Stable);
        let drawn = serde_json::json!({"type": "FeatureCollection", "features": regions});
        fs::write(dir.path().join("regions.geojson"), drawn.to_string()).expect("written");
        analyzed(dir.path()).1
    };
    let (outer, inner) = ([200, 80, 560], [300, 180, 320]);
    let both = measured(&[square("outer", outer), square("inner", inner)]);
    let [alone, within] = [outer, inner].map(|place| measured(&[square("one", place)]));
    let first = |report: &Value| photos(report)[0].clone();
    let [photo, outer, inner] = [&both, &alone, &within].map(first);
    for figure in ["count", "density_per_cm2"] {
        assert_eq!(photo["regions"][0][figure], outer["regions"][0][figure]);
        assert_eq!(photo["regions"][1][figure], inner["regions"][0][figure]);
    }
    assert!(inner["count"].as_u64() > Some(0));
    assert_eq!(photo["count"], outer["count"]);
    let near = |field: &str| {
        let [a, b] = [&photo, &outer].map(|p| p[field].as_f64().expect("measured"));
        assert!((a / b - 1.0).abs() < 0.01, "{field}: {a}, {b}");
    };
    near("area_cm2");
    near("density_per_cm2");
    let codes = list(&both["warnings"]).iter().map(|w| w["code"].clone());
    assert!(codes.into_iter().any(|code| code == "regions_overlap"));
}

/// At capture time: the same spot is kept, a copy of the baseline is not, and no rule of whole heads speaks.
#[test]
fn a_close_up_is_checked_as_a_close_up() {
    let (dir, course) = rendered(Outcome::Stable);
    let out = temp();
    let photo = |k: usize| dir.path().join("photos").join(&course.photos[k].file);
    let check = |photo: &Path| {
        let course = arg(dir.path());
        let (photo, out) = (arg(photo), arg(out.path()));
        run(&["check", photo, "--course", course, "-o", out, "--json"])
    };
    let output = check(&photo(1));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(0), "{answer:#}");
    assert_eq!(answer["registration"]["status"], "ok");
    let quality = answer["quality"].as_object().expect("findings");
    assert_eq!(quality["hairs"]["status"], "ok");
    for of_heads in ["head", "contrast_drift", "coverage", "copy"] {
        assert!(!quality.contains_key(of_heads), "{of_heads}: {answer:#}");
    }
    let output = check(&photo(0));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(3), "{answer:#}");
    assert_eq!(answer["quality"]["copy"]["status"], "fail");
}

/// A file that the course has already, and not as its baseline.
#[test]
fn a_copy_of_a_later_close_up_is_told_when_it_is_checked() {
    let (dir, course) = rendered(Outcome::Stable);
    let out = temp();
    let copy = out.path().join("2026-08-01_closeup.jpg");
    fs::copy(
        dir.path().join("photos").join(&course.photos[1].file),
        &copy,
    )
    .expect("a copy");
    let (folder, to) = (arg(dir.path()), arg(out.path()));
    let output = run(&["check", arg(&copy), "--course", folder, "-o", to, "--json"]);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["quality"]["copy"]["status"], "fail", "{answer:#}");
    assert_eq!(answer["advice"], "take_again");
}

/// Where the density's interval lies is checked on many courses (docs/validation.md); here that each
/// figure is there and agrees with the list of hairs.
#[test]
fn counts_are_those_of_the_listed_hairs() {
    let (dir, _) = rendered(Outcome::Loses);
    let (_, report) = analyzed(dir.path());
    for photo in photos(&report) {
        let inside = list(&photo["hairs"])
            .iter()
            .filter(|h| h["region"] == "target")
            .count() as u64;
        assert_eq!(photo["count"].as_u64(), Some(inside));
        let density = photo["density_per_cm2"].as_f64().expect("a density");
        let [low, high] = [0, 1].map(|k| photo["ci95"][k].as_f64().expect("an interval"));
        assert!(low <= density && density < high);
        let cut = |h: &&Value| h["basis"] == "cut";
        assert!(
            list(&photo["hairs"])
                .iter()
                .filter(cut)
                .all(|h| h["region"].is_null())
        );
    }
}

/// What a photo tells by itself stays what it was when later photos are added, and is said beside the
/// course's count.
#[test]
fn a_later_visit_does_not_move_what_a_photo_tells_by_itself() {
    let (dir, course) = rendered(Outcome::Grows);
    let (_, both) = analyzed(dir.path());
    let alone = |k: usize| photos(&both)[k]["count_alone"].as_u64().expect("a count");
    let manifest = dir.path().join("course.toml");
    let toml = fs::read_to_string(&manifest).expect("a manifest");
    let first: Vec<&str> = toml.split("[[photo]]").take(2).collect();
    fs::write(&manifest, first.join("[[photo]]")).expect("written");
    fs::remove_file(dir.path().join("photos").join(&course.photos[1].file)).expect("removed");
    let (_, one) = analyzed(dir.path());
    let photo = &photos(&one)[0];
    assert_eq!(photo["count"], photo["count_alone"]);
    assert_eq!(photo["count"].as_u64(), Some(alone(0)));
    assert!(alone(1) > 0);
}

fn corrected(dir: &Path, text: &str) {
    fs::write(dir.join("photos/hairs.json"), text).expect("written");
}

#[test]
fn a_persons_corrections_are_applied_and_counted() {
    let (dir, course) = rendered(Outcome::Stable);
    let (_, before) = analyzed(dir.path());
    let first = &photos(&before)[0];
    let traced = list(&first["hairs"])
        .iter()
        .find(|h| h["basis"] == "traced" && h["region"] == "target")
        .expect("a traced hair");
    let middle = [0, 1]
        .map(|k| 0.5 * (traced["root"][k].as_f64().unwrap() + traced["tip"][k].as_f64().unwrap()));
    corrected(
        dir.path(),
        &format!(
            r#"{{"schema": "tricholapse.hairs/1", "photos": {{"{}": {{"swap_ends": [[{}, {}], [1, 1]]}}, "no.jpg": {{}}}}}}"#,
            course.photos[0].file, middle[0], middle[1]
        ),
    );
    let (output, after) = analyzed(dir.path());
    let said = &photos(&after)[0]["corrections"];
    assert_eq!(said["swapped"], 1, "{}", stderr(&output));
    assert_eq!(list(&said["unmatched"]).len(), 1);
    let notes = list(&after["warnings"])
        .iter()
        .filter(|w| w["code"] == "hairs_note");
    assert_eq!(notes.count(), 2);
    assert!(photos(&after)[1].get("corrections").is_none());
}

#[test]
fn corrections_that_cannot_be_read_are_refused_with_the_file() {
    let (dir, _) = rendered(Outcome::Stable);
    corrected(
        dir.path(),
        r#"{"schema": "tricholapse.hairs/1", "photo": {}}"#,
    );
    let output = run(&[
        "analyze",
        arg(dir.path()),
        "-o",
        arg(&dir.path().join("out")),
    ]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("hairs.json"),
        "{}",
        stderr(&output)
    );
}

/// A photo of a whole head given as a close-up is told.
#[test]
fn a_head_given_as_a_close_up_is_told() {
    let dir = folder_with(&[(&course_small_photos()[0], "p.jpg")]);
    let manifest =
        "subject = \"b\"\n[[photo]]\nfile = \"p.jpg\"\ndate = 2026-01-10\nview = \"closeup\"\n";
    fs::write(dir.path().join("course.toml"), manifest).expect("written");
    let (_, report) = analyzed(dir.path());
    let warned = list(&report["warnings"])
        .iter()
        .any(|w| w["code"] == "head_in_closeup");
    let refused = list(&report["rejections"]).iter().any(|r| {
        let reason = r["reason"].as_str().expect("a reason");
        reason.contains("a whole head is seen")
    });
    assert!(warned || refused, "{report}");
}

/// A close-up given as a photo of the head is told, and that it is one is suggested.
#[test]
fn a_close_up_given_as_a_photo_from_above_is_told() {
    for preset in [CloseupPreset::Clipped, CloseupPreset::Long] {
        let spec = CloseupSpec {
            size_px: [960, 720],
            visit_days: vec![0],
            ..preset.spec(5)
        };
        let course = render_closeups(&spec, 5).expect("a course");
        let from = temp();
        write_closeups(&course, from.path()).expect("a folder");
        let photo = from.path().join("photos").join(&course.photos[0].file);
        let dir = folder_with(&[(&photo, "2026-01-12_vertex.jpg")]);
        let (output, report) = analyzed(dir.path());
        assert_eq!(output.status.code(), Some(3), "{preset:?}");
        let rejection = &list(&report["rejections"])[0];
        assert_eq!(rejection["stage"], "view", "{preset:?}: {rejection}");
        let hint = rejection["hint"].as_str().expect("a hint");
        assert!(hint.contains("closeup"), "{hint}");
    }
}

#[test]
fn the_number_of_threads_does_not_change_the_hairs() {
    let (dir, _) = rendered(Outcome::Loses);
    let bytes = |jobs: &str| {
        let out = temp();
        run(&[
            "analyze",
            arg(dir.path()),
            "-o",
            arg(out.path()),
            "--jobs",
            jobs,
        ]);
        ["report.json", "hairs.csv"].map(|f| fs::read(out.path().join(f)).expect("written"))
    };
    assert!(bytes("1") == bytes("2"));
}

/// A photo of another scalp is no visit of this one.
#[test]
fn another_scalp_is_refused_as_another_spot() {
    let (dir, course) = rendered(Outcome::Stable);
    let other = render_closeups(&spec(Outcome::Stable), 6).expect("a course");
    let elsewhere = temp();
    write_closeups(&other, elsewhere.path()).expect("a folder");
    fs::copy(
        elsewhere.path().join("photos").join(&other.photos[1].file),
        dir.path().join("photos").join(&course.photos[1].file),
    )
    .expect("a copy");
    let (output, report) = analyzed(dir.path());
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(photos(&report)[1]["registration"]["status"], "failed");
    let change = &report["views"][0]["changes"][0];
    assert_eq!(change["verdict"], "not_comparable");
    assert!(change["new"].is_null() && change["lost"].is_null());
}

/// The course of `spec` with its manifest changed line by line.
fn rewritten(spec: &CloseupSpec, line: impl Fn(&str) -> Option<String>) -> (TempDir, Value) {
    let dir = temp();
    let course = render_closeups(spec, 5).expect("a course");
    write_closeups(&course, dir.path()).expect("a folder");
    let manifest = dir.path().join("course.toml");
    let toml = fs::read_to_string(&manifest).expect("a manifest");
    let lines: Vec<String> = toml.lines().filter_map(line).collect();
    fs::write(&manifest, lines.join("\n")).expect("written");
    let (_, report) = analyzed(dir.path());
    (dir, report)
}

#[test]
fn hairs_json_beside_the_manifest_is_read_and_hairs_beyond_the_picture_are_told() {
    let (dir, course) = rendered(Outcome::Stable);
    let text = format!(
        r#"{{"schema": "tricholapse.hairs/1", "photos": {{"{}": {{"add": [{{"path": [[100, 100], [140, 130]]}}, {{"path": [[1e300, 5], [3, 4]]}}]}}}}}}"#,
        course.photos[0].file
    );
    fs::write(dir.path().join("hairs.json"), text).expect("written");
    let (_, report) = analyzed(dir.path());
    let said = &photos(&report)[0]["corrections"];
    assert_eq!(said["added"], 1, "{said}");
    let mut notes = list(&report["warnings"])
        .iter()
        .filter(|w| w["code"] == "hairs_note");
    let note = notes.next().expect("a note")["message"]
        .as_str()
        .expect("a text");
    assert!(
        note.contains("outside the picture") && note.len() < 120,
        "{note}"
    );
}

/// Points go through the registration of a close-up as through that of any photo.
#[test]
fn points_are_taken_to_a_close_ups_baseline() {
    let (dir, _) = rendered(Outcome::Stable);
    let (_, report) = analyzed(dir.path());
    let photo = &photos(&report)[1];
    let m = &photo["registration"]["transform"];
    let at = |r: usize| {
        let v = |c: usize| m[r][c].as_f64().expect("a number");
        v(0) * 400.0 + v(1) * 300.0 + v(2)
    };
    let want = [at(0) / at(2), at(1) / at(2)];
    let file = dir.path().join("report.json");
    fs::write(&file, report.to_string()).expect("written");
    let id = photo["id"].as_str().expect("an id");
    let args = ["transform", arg(&file), "--photo", id, "--to", "baseline"];
    let mut command = tricholapse();
    let output = command.args(args).write_stdin("x,y\n400,300\n");
    let output = output.output().expect("run");
    let text = String::from_utf8_lossy(&output.stdout);
    let row = text.lines().nth(1).expect("a row");
    let got: Vec<f64> = row
        .split(',')
        .map(|v| v.parse().expect("a number"))
        .collect();
    assert!(
        (got[0] - want[0]).abs() < 0.01 && (got[1] - want[1]).abs() < 0.01,
        "{text}"
    );
}

/// Two close-ups that nothing dates: no date is made up for them.
#[test]
fn close_ups_without_dates_have_none_in_the_report() {
    let (from, course) = rendered(Outcome::Stable);
    let photo = |k: usize| from.path().join("photos").join(&course.photos[k].file);
    let dir = folder_with(&[(&photo(0), "a.jpg"), (&photo(1), "b.jpg")]);
    let mut command = tricholapse();
    let args = ["compare", "a.jpg", "b.jpg", "--view", "closeup"];
    command
        .current_dir(dir.path())
        .args(args)
        .output()
        .expect("run");
    let out = dir.path().join("tricholapse-out/a--b");
    let report = report(&out);
    for photo in photos(&report) {
        assert_eq!(photo["date"], "unknown");
        assert!(photo["day"].is_null());
    }
    for change in list(&report["views"][0]["changes"]) {
        assert!(change["days"].is_null());
    }
    for file in ["report.json", "report.html", "patient.html", "hairs.csv"] {
        let text = fs::read_to_string(out.join(file)).expect("written");
        assert!(!text.contains("0001-01-0"), "{file}");
    }
}
