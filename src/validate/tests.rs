//! Known answers: a made-up report against a made-up truth, and the rendered cases' truth files.

use std::collections::BTreeMap;

use super::truth::{CaseTruth, GlobalTruth, RegionTruth};
use super::{Validation, score_case, unscored_case};
use crate::geometry::Point;
use crate::model::{Report, Verdict};

const WIDTH: u32 = 1000;

/// Photo `i` lies `10 i` px further right than the baseline; the vertex gains 4 points a visit.
fn truth() -> Vec<GlobalTruth> {
    let square = |x: f64| vec![[x, 0.0], [x + 9.0, 0.0], [x + 9.0, 9.0], [x, 9.0]];
    (0..3_u32)
        .map(|i| {
            let x = f64::from(10 * i);
            let region = |coverage| RegionTruth {
                polygon: square(x),
                coverage,
            };
            GlobalTruth {
                file: format!("visit{i}.jpg"),
                date: format!("2026-0{}-12", i + 1),
                regions: BTreeMap::from([
                    ("vertex".to_owned(), region(0.40 + 0.04 * f64::from(i))),
                    ("left".to_owned(), region(0.80)),
                ]),
                landmarks: (0..10).map(|k| [x + 7.0 * f64::from(k), 5.0]).collect(),
            }
        })
        .collect()
}

/// A report that measures `coverage_of(photo, region)`.
fn report(coverage_of: impl Fn(usize, &str) -> f64) -> Report {
    let truth = truth();
    let photos: Vec<_> = truth
        .iter()
        .enumerate()
        .map(|(i, photo)| {
            let regions: Vec<_> = ["vertex", "left"]
                .iter()
                .map(|name| {
                    serde_json::json!({"region": name, "status": "measured", "reason": null,
                        "coverage": coverage_of(i, name), "ci95": [0.0, 1.0],
                        "area_px": 100, "excluded_px": 0})
                })
                .collect();
            serde_json::json!({"id": format!("p{i}"), "file": format!("photos/{}", photo.file),
                "sha256": "", "date": photo.date, "day": 30 * i, "size_px": [WIDTH, 800],
                "quality": {}, "regions": regions,
                "registration": {"status": if i == 0 { "baseline" } else { "ok" }}})
        })
        .collect();
    let changes: Vec<_> = (1..truth.len())
        .flat_map(|i| ["vertex", "left"].map(|name| (i, name)))
        .map(|(i, name)| {
            let delta = 100.0 * (coverage_of(i, name) - coverage_of(0, name));
            let verdict = match delta {
                d if d > 2.0 => "increase",
                d if d < -2.0 => "decrease",
                _ => "within_noise",
            };
            serde_json::json!({"region": name, "from": "p0", "to": format!("p{i}"), "days": 30 * i,
                "delta_pp": delta, "ci95_pp": [delta - 2.0, delta + 2.0], "relative": null,
                "detectable_pp": 2.0, "verdict": verdict, "reason": null})
        })
        .collect();
    serde_json::from_value(serde_json::json!({
        "schema": "tricholapse.report/2",
        "tool": {"name": "tricholapse", "version": "0", "method": "0"},
        "params_sha256": "", "disclaimer": "",
        "course": {"subject": "s", "treatment": null, "start": "2026-01-12", "sessions": [],
            "adherence": {"planned": null, "held": 0, "missed": null, "interval_days": null,
                "intervals": []}},
        "views": [{"view": "vertex", "kind": "global", "baseline": "p0", "baseline_visit": "p0",
            "regions_source": "geojson", "region_outlines": [], "photos": photos,
            "changes": changes, "marks": [],
            "course_change": {"from": null, "to": null, "days": null, "regions": [],
                "reason": null},
            "trend": {"since": "2026-01-12", "regions": [], "reason": null}}],
        "rejections": [], "warnings": []
    }))
    .expect("the report model accepts it")
}

fn true_coverage(photo: usize, region: &str) -> f64 {
    truth()[photo].regions[region].coverage
}

/// Maps exactly, then adds `error_px` to the right.
fn mapper(error_px: f64) -> impl Fn(&str, &[Point]) -> Vec<Option<Point>> {
    move |id, points| {
        let visit: f64 = id[1..].parse().expect("p and a number");
        let back = |p: &Point| Some(Point::new(p.x - 10.0 * visit + error_px, p.y));
        points.iter().map(back).collect()
    }
}

#[test]
fn a_perfect_report_has_no_error() {
    let score = score_case(
        "c",
        &CaseTruth::Global(truth()),
        &report(true_coverage),
        mapper(0.0),
    );
    let validation = Validation::new(vec![score]);
    let totals = &validation.totals;
    assert_eq!(totals.registration_median_permille, Some(0.0));
    assert_eq!(totals.registration_p90_permille, Some(0.0));
    assert_eq!(totals.registration_failed, 0);
    assert_eq!(totals.coverage_mae_pp, Some(0.0));
    assert_eq!(totals.coverage_bias_pp, Some(0.0));
    assert_eq!(totals.change_mae_pp, Some(0.0));
    // 4 and 8 points at the vertex, twice 0 on the left: mean 3.
    assert!((totals.zero_change_mae_pp.expect("measured") - 3.0).abs() < 1e-9);
    assert!((totals.change_r.expect("varies") - 1.0).abs() < 1e-9);
    assert!((totals.change_slope.expect("varies") - 1.0).abs() < 1e-9);
    assert_eq!(totals.interval_coverage, Some(1.0));
    assert_eq!(totals.verdict_sign_right, Some(1.0));
    assert_eq!((totals.verdicts, totals.missing), (2, 0));
}

#[test]
fn visits_are_held_against_the_mean_of_their_photos() {
    // The first two photos are one visit: at the vertex 42 %, the third photo lies 6 points above it.
    let score = |ci95: [f64; 2]| {
        let mut report = report(true_coverage);
        let view = &mut report.views[0];
        let visit = |id: &str, photos: &[&str]| {
            serde_json::from_value(serde_json::json!({"id": id, "date": "2026-01-12", "day": 0,
                "photos": photos, "left_out": [], "spread_pp": null, "degrees_of_freedom": 0,
                "spread_used_pp": null, "regions": []}))
            .expect("the model accepts it")
        };
        view.visits = vec![visit("p0", &["p0", "p1"]), visit("p2", &["p2"])];
        view.changes
            .retain(|c| c.to == "p2" && c.region == "vertex");
        view.changes[0].ci95_pp = ci95;
        let truth = CaseTruth::Global(truth());
        let score = score_case("c", &truth, &report, mapper(0.0));
        Validation::new(vec![score]).totals
    };
    let of_mean = score([5.0, 7.0]);
    assert_eq!(of_mean.visit_interval_coverage, Some(1.0));
    assert_eq!(of_mean.interval_coverage, Some(0.0));
    let of_photo = score([7.5, 8.5]);
    assert_eq!(of_photo.visit_interval_coverage, Some(0.0));
}

#[test]
fn errors_come_out_as_put_in() {
    // Every coverage 5 points too high; changes come out as 60 % of the truth.
    let measured = |photo: usize, region: &str| {
        let start = true_coverage(0, region);
        start + 0.05 + 0.6 * (true_coverage(photo, region) - start)
    };
    let score = score_case(
        "c",
        &CaseTruth::Global(truth()),
        &report(measured),
        mapper(3.0),
    );
    assert!((score.row.reg_permille.expect("registered") - 3.0).abs() < 1e-9);
    let totals = Validation::new(vec![score]).totals;
    let near = |value: Option<f64>, expected: f64| {
        assert!(
            (value.expect("measured") - expected).abs() < 1e-9,
            "{value:?} {expected}"
        );
    };
    // 5 each, less 1.6 and 3.2 on the vertex of the later visits: (5 * 6 - 4.8) / 6.
    near(totals.coverage_mae_pp, 4.2);
    near(totals.coverage_bias_pp, 4.2);
    near(totals.change_mae_pp, 1.2);
    near(totals.change_slope, 0.6);
    // 2.4 lies within +-2 of the true 4; 4.8 not of 8.
    near(totals.interval_coverage, 0.75);
}

#[test]
fn a_wrong_sign_and_a_failed_registration_are_counted() {
    let inverted =
        |photo: usize, region: &str| 2.0 * true_coverage(0, region) - true_coverage(photo, region);
    let mut report = report(inverted);
    report.views[0].photos[1].registration.status = crate::model::RegistrationStatus::Failed;
    let called = report.views[0]
        .changes
        .iter()
        .filter(|c| c.verdict == Verdict::Decrease);
    assert_eq!(called.count(), 2);
    let score = score_case("c", &CaseTruth::Global(truth()), &report, mapper(0.0));
    assert_eq!(score.tally.registration_failed, 1);
    assert_eq!(score.tally.sign_right, vec![false, false]);
}

#[test]
fn what_is_not_there_is_missing_not_zero() {
    let mut partial = report(true_coverage);
    partial.views[0].photos.pop();
    partial.views[0].photos[1].regions[0].status = crate::model::MeasureStatus::NotMeasured;
    partial.views[0].photos[1].regions[0].coverage = None;
    let nothing = |_: &str, points: &[Point]| vec![None; points.len()];
    let score = score_case("c", &CaseTruth::Global(truth()), &partial, nothing);
    assert_eq!(
        (score.tally.missing, score.tally.registration_failed),
        (2, 1)
    );
    assert_eq!(score.row.reg_permille, None);

    let lost = unscored_case("lost", 3, "no report");
    let validation = Validation::new(vec![lost]);
    assert_eq!(validation.totals.missing, 3);
    assert_eq!(validation.totals.coverage_mae_pp, None);
    let text = validation.to_text();
    assert!(
        text.contains("no report") && !text.contains("NaN"),
        "{text}"
    );
    let json = serde_json::to_value(&validation).expect("serialises");
    assert!(json["totals"]["coverage_mae_pp"].is_null());
}

#[test]
fn bad_truth_is_refused_with_what_is_wrong() {
    let refuse = |json: &str| CaseTruth::parse(json).expect_err("refused").to_string();
    assert!(refuse("{").contains("truth.json"));
    assert!(refuse(r#"{"photos": []}"#).contains("no photo"));
    assert!(refuse(r#"{"photos": [{"file": "a.jpg"}]}"#).contains("missing field"));
    let uneven = r#"{"photos": [
        {"file": "a.jpg", "date": "2026-01-01", "regions": {}, "landmarks": [[1, 2]]},
        {"file": "b.jpg", "date": "2026-02-01", "regions": {}, "landmarks": []}]}"#;
    assert!(refuse(uneven).contains("`b.jpg` has 0 landmarks"));
}

#[test]
fn a_closeup_truth_parses() {
    let json = r#"{"clipped": true, "photos": [{"file": "c.jpg", "date": "2026-02-08",
        "px_per_mm": 120.0, "target_polygon": [[1, 1], [9, 1], [9, 9]], "target_count": 1,
        "hairs": [[2, 5, 4, 6.5, 7, 24.8]]}]}"#;
    match CaseTruth::parse(json).expect("parses") {
        CaseTruth::Closeup(photos) => {
            assert_eq!(photos[0].hairs[0].tip, [6.5, 7.0]);
            assert_eq!(photos[0].hairs[0].diameter_um, 24.8);
        }
        other => panic!("close-up expected, found {other:?}"),
    }
}

#[test]
fn truth_of_the_rendered_cases_parses() {
    let Ok(data) = std::env::var("TRICHOLAPSE_DATA") else {
        println!("skipped: TRICHOLAPSE_DATA does not name a folder with rendered cases");
        return;
    };
    let mut global = 0;
    for kind in ["rendered", "closeup"] {
        let folder = std::path::Path::new(&data).join(kind);
        for case in std::fs::read_dir(folder).expect("a folder of cases") {
            let file = case.expect("readable").path().join("truth/truth.json");
            let Ok(json) = std::fs::read_to_string(&file) else {
                continue;
            };
            let truth = CaseTruth::parse(&json).unwrap_or_else(|e| panic!("{file:?}: {e}"));
            assert!(truth.photo_count() > 1);
            global += usize::from(matches!(truth, CaseTruth::Global(_)));
        }
    }
    assert!(global > 0, "no rendered case found");
}
