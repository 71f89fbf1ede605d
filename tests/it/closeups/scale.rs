//! The scale of close-ups: given, wrong, or only so far as the hairs tell it.

use super::*;

fn fine(px_per_mm: f64) -> CloseupSpec {
    let px = |mm: f64| (mm * px_per_mm) as u32;
    CloseupSpec {
        size_px: [px(5.0), px(4.0)],
        px_per_mm,
        visit_days: vec![0],
        ..spec(Outcome::Stable)
    }
}

/// The line of a manifest with its scale multiplied.
fn slipped(line: &str, by: f64) -> String {
    match line.strip_prefix("px_per_mm = ") {
        Some(v) => format!("px_per_mm = {}", by * v.parse::<f64>().expect("a scale")),
        None => line.to_owned(),
    }
}

/// A scale three or ten times too small or large is refused, and the one that would fit is named.
#[test]
fn a_scale_wrong_by_three_or_ten_is_told() {
    for by in [0.1, 1.0 / 3.0, 3.0, 10.0] {
        let (dir, report) = rewritten(&spec(Outcome::Stable), |l| Some(slipped(l, by)));
        assert_eq!(analyzed(dir.path()).0.status.code(), Some(3), "{by}");
        let rejections = list(&report["rejections"]);
        assert_eq!(rejections.len(), 2, "{by}: {rejections:?}");
        for rejection in rejections {
            assert_eq!(rejection["stage"], "scale", "{by}: {rejection}");
            assert!(rejection["hint"].as_str().unwrap().contains("px_per_mm"));
        }
    }
}

/// Without a scale the picture's own is found from the hairs: the count is that of the known scale,
/// and there is neither density nor thickness.
#[test]
fn without_a_scale_the_hairs_are_counted_at_the_pictures_own() {
    for px_per_mm in [120.0, 260.0] {
        let (_dir, known) = rewritten(&fine(px_per_mm), |l| Some(l.to_owned()));
        let given = |l: &str| (!l.starts_with("px_per_mm")).then(|| l.to_owned());
        let (_dir, told) = rewritten(&fine(px_per_mm), given);
        let [a, b] = [&known, &told].map(|r| photos(r)[0]["count"].as_f64().expect("a count"));
        assert!((a - b).abs() <= 0.15 * a, "{px_per_mm}: {a} and {b} hairs");
        let photo = &photos(&told)[0];
        assert!(photo["px_per_mm"].is_null() && photo["density_per_cm2"].is_null());
        assert!(photo["diameter_um"].is_null());
        let mut codes = list(&told["warnings"]).iter().map(|w| &w["code"]);
        assert!(codes.any(|code| code == "scale_from_hairs"), "{told}");
    }
}

/// A scale ten times too small makes hairs of a possible width out of texture; the picture's own
/// says otherwise.
#[test]
fn a_scale_ten_times_too_small_on_a_fine_picture_is_refused() {
    let (_dir, report) = rewritten(&fine(260.0), |l| Some(slipped(l, 0.1)));
    let rejection = &list(&report["rejections"])[0];
    assert_eq!(rejection["stage"], "scale", "{rejection}");
    assert!(rejection["hint"].as_str().unwrap().contains("px_per_mm"));
}

/// The photos of one course without a scale are counted at one and the same.
#[test]
fn photos_of_one_course_without_a_scale_share_one() {
    let given = |l: &str| (!l.starts_with("px_per_mm")).then(|| l.to_owned());
    let (_dir, told) = rewritten(&spec(Outcome::Grows), given);
    let warnings = list(&told["warnings"]).iter();
    let mut said: Vec<&str> = warnings
        .filter(|w| w["code"] == "scale_from_hairs")
        .map(|w| w["message"].as_str().expect("a message"))
        .collect();
    assert_eq!(said.len(), 2, "{told}");
    said.dedup();
    assert_eq!(said.len(), 1, "{said:?}");
}
