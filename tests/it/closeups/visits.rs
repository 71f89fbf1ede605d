//! Several close-ups of a spot on one day: one visit, one change; and what every view has, close-ups have.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use tricholapse::phantom::{CloseupPreset, CloseupSpec, Outcome, render_closeups, write_closeups};

use super::{photos, spec};
use crate::support::*;

/// A course of two days with two photos each, of which `kept` are left.
fn course(kept: &[usize]) -> TempDir {
    let dir = temp();
    let spec = CloseupSpec {
        visit_days: vec![0, 0, 92, 92],
        ..spec(Outcome::Loses)
    };
    let course = render_closeups(&spec, 5).expect("a course");
    write_closeups(&course, dir.path()).expect("a folder");
    let manifest = dir.path().join("course.toml");
    let toml = fs::read_to_string(&manifest).expect("a manifest");
    let mut parts = toml.split("[[photo]]");
    let mut left = parts.next().expect("a head").to_owned();
    for (k, photo) in parts.enumerate() {
        if kept.contains(&k) {
            left += &format!("[[photo]]{photo}");
        } else {
            let file = dir.path().join("photos").join(&course.photos[k].file);
            fs::remove_file(file).expect("removed");
        }
    }
    fs::write(&manifest, left).expect("written");
    dir
}

fn view_of(dir: &Path) -> Value {
    analyzed(dir).1["views"][0].clone()
}

fn width(change: &Value) -> f64 {
    let end = |i: usize| change["net_ci95"][i].as_f64().expect("a number");
    end(1) - end(0)
}

#[test]
fn close_ups_of_one_day_are_one_visit_with_one_change() {
    let view = view_of(course(&[0, 1, 2, 3]).path());
    let visits = list(&view["visits"]);
    assert_eq!(visits.len(), 2);
    assert_eq!(view["baseline_visit"], visits[0]["id"]);
    for visit in visits {
        assert_eq!(list(&visit["photos"]).len(), 2);
        assert!(visit["spread_hairs"].is_number(), "{visit}");
        assert!(visit["count"].as_u64() > Some(0));
    }
    let changes = list(&view["changes"]);
    assert_eq!(changes.len(), 1, "{changes:#?}");
    assert_eq!(changes[0]["from"], visits[0]["id"]);
    assert_eq!(changes[0]["to"], visits[1]["id"]);
    assert_eq!(changes[0]["days"], 92);
    let mark = &view["marks"][1];
    assert_eq!(mark["visit"], visits[1]["id"]);
    assert_eq!(mark["photo"], visits[1]["photos"][0]);
    // One against one of the same photos is surer with their repeats, or as sure, but for the last digit.
    let alone = view_of(course(&[0, 2]).path());
    let [alone, together] = [&alone, &view].map(|view| &view["changes"][0]);
    assert!(
        width(together) <= width(alone) + 1e-5,
        "{alone:#}\n{together:#}"
    );
    assert!(together["net"].as_i64() < Some(0));
}

/// A photo given twice tells nothing more of its day, and is said.
#[test]
fn a_copy_of_a_close_up_is_left_out_of_its_visit() {
    let dir = course(&[0, 1, 2]);
    let first = |day: &str| dir.path().join("photos").join(format!("{day}_closeup.jpg"));
    let days: Vec<String> = list(&view_of(dir.path())["visits"])
        .iter()
        .map(|visit| visit["date"].as_str().expect("a date").to_owned())
        .collect();
    let again = dir
        .path()
        .join("photos")
        .join(format!("{}_closeup_2.jpg", days[0]));
    fs::copy(first(&days[0]), again).expect("a copy");
    let (output, report) = analyzed(dir.path());
    assert_eq!(output.status.code(), Some(3));
    let visit = &report["views"][0]["visits"][0];
    assert_eq!(list(&visit["photos"]).len(), 1);
    let left_out = visit["left_out"][0]["reason"].as_str().expect("a reason");
    assert!(left_out.contains("copy"), "{left_out}");
    assert_eq!(list(&report["views"][0]["changes"]).len(), 1);
    assert!(
        list(&report["warnings"])
            .iter()
            .any(|w| w["code"] == "copy")
    );
}

/// Every field that a view has by the contract; those that mean nothing for hairs are `null`, and say why.
#[test]
fn a_close_up_view_has_every_field_of_a_view() {
    let view = view_of(course(&[0, 2]).path());
    let has = |of: &Value, fields: &[&str]| {
        let keys = of.as_object().expect("an object");
        for field in fields {
            assert!(keys.contains_key(*field), "{field} missing in {keys:?}");
        }
    };
    has(
        &view,
        &[
            "view",
            "kind",
            "baseline",
            "baseline_visit",
            "photos",
            "visits",
            "changes",
        ],
    );
    has(
        &view,
        &["marks", "course_change", "trend", "not_applicable"],
    );
    for photo in photos(&serde_json::json!({ "views": [view] })) {
        has(
            photo,
            &[
                "id", "file", "sha256", "date", "day", "size_px", "head", "quality",
            ],
        );
        has(
            &photo["head"],
            &[
                "found",
                "seen_from",
                "front",
                "front_basis",
                "confidence",
                "face",
            ],
        );
        assert_eq!(photo["head"]["found"], false);
        assert_eq!(photo["quality"]["hairs"]["status"], "ok");
        assert!(photo["quality"]["scale"]["value"].as_f64() > Some(0.0));
        let registration = &photo["registration"];
        has(
            registration,
            &["status", "model", "residual_permille", "overlap", "by_hand"],
        );
        assert!(
            registration["overlap"].as_f64() > Some(0.5),
            "{registration}"
        );
        assert!(registration["residual_permille"].as_f64() < Some(5.0));
        has(
            &photo["regions"][0],
            &["region", "status", "reason", "coverage", "ci95"],
        );
        // The photo's own px, as its scale tells them within what a tilt leaves.
        let figure = |of: &Value| of.as_f64().expect("a figure");
        let scale = figure(&photo["px_per_mm"]);
        let wanted = 100.0 * figure(&photo["area_cm2"]) * scale * scale;
        let px = figure(&photo["regions"][0]["area_px"]);
        assert!((px / wanted - 1.0).abs() < 0.05, "{px} px, not {wanted:.0}");
        assert!(figure(&photo["regions"][0]["excluded_px"]) < 0.05 * px);
    }
    let visit = &view["visits"][0];
    has(
        visit,
        &["id", "date", "photos", "left_out", "spread_pp", "regions"],
    );
    has(
        &visit["regions"][0],
        &["region", "status", "coverage", "ci95"],
    );
    let change = [
        "region",
        "from",
        "to",
        "days",
        "delta_pp",
        "ci95_pp",
        "relative",
        "detectable_pp",
    ];
    has(&view["changes"][0], &change);
    let mark = &view["marks"][1];
    has(
        mark,
        &["month", "date", "window_days", "basis", "photo", "regions"],
    );
    has(
        &mark["regions"][0],
        &["region", "delta_pp", "ci95_pp", "verdict"],
    );
    assert_eq!(mark["regions"][0]["net"], view["changes"][0]["net"]);
    let course = &view["course_change"];
    assert_eq!(course["to"], view["visits"][1]["id"]);
    let names: Vec<&Value> = list(&course["regions"])
        .iter()
        .map(|r| &r["region"])
        .collect();
    assert_eq!(names, ["target", "overall"]);
    assert_eq!(course["regions"][1]["net"], view["changes"][0]["net"]);
    let few = view["trend"]["reason"]
        .as_str()
        .expect("two visits have no trend");
    assert!(few.contains("dates"), "{few}");
    for field in [
        "coverage",
        "delta_pp",
        "ci95_pp",
        "detectable_pp",
        "spread_pp",
    ] {
        assert!(view["not_applicable"][field].is_string(), "{field}");
    }
}

/// Hairs that go at a steady rate have a slope.
#[test]
fn three_visits_have_a_trend_in_hairs() {
    let dir = temp();
    let spec = CloseupSpec {
        visit_days: vec![0, 92, 183],
        change: 0.4,
        ..spec(Outcome::Loses)
    };
    let course = render_closeups(&spec, 5).expect("a course");
    write_closeups(&course, dir.path()).expect("a folder");
    let manifest = dir.path().join("course.toml");
    let toml = fs::read_to_string(&manifest).expect("a manifest");
    let lines = toml.lines().filter(|line| !line.starts_with("sessions"));
    fs::write(&manifest, lines.collect::<Vec<_>>().join("\n")).expect("written");
    let trend = &view_of(dir.path())["trend"];
    let region = &trend["regions"][0];
    assert_eq!(region["visits"], 3, "{trend:#}");
    assert!(
        region["slope_hairs_per_30_days"].as_f64() < Some(0.0),
        "{trend:#}"
    );
    let verdict = region["verdict"].as_str().expect("a verdict");
    assert!(["relapsing", "unclear"].contains(&verdict), "{trend:#}");
    assert!(region["slope_pp_per_30_days"].is_null());
}

/// Clipped hair stands where it grew; long hair is combed anew, and one that is hidden may be another.
#[test]
fn a_hidden_long_hair_is_told_to_be_none_of_the_baseline() {
    let dir = temp();
    let course = render_closeups(&CloseupPreset::Long.spec(15_000), 15_000).expect("a course");
    write_closeups(&course, dir.path()).expect("a folder");
    let (_, report) = analyzed(dir.path());
    let later = photos(&report).iter().skip(1);
    let hairs: Vec<&Value> = later.flat_map(|photo| list(&photo["hairs"])).collect();
    let told = |basis: &str| -> Vec<bool> {
        let of = hairs.iter().filter(|hair| hair["basis"] == basis);
        of.map(|hair| hair["match"].is_string()).collect()
    };
    let [hidden, seen] = ["presumed", "traced"].map(told);
    assert!(!hidden.is_empty() && !hidden.contains(&true), "{hidden:?}");
    assert!(seen.contains(&true), "{seen:?}");
}
