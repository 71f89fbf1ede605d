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

/// Where the spot is not found again and somebody gave the scale, the scale is said to be checked, too: both
/// photos may have the same wrong one.
#[test]
fn a_spot_that_is_not_found_again_leads_to_the_scale_that_was_given() {
    let hint_of = |line: &dyn Fn(&str) -> Option<String>| {
        let dir = temp();
        let [own, other] = [5, 6].map(|seed| {
            let course = render_closeups(&spec(Outcome::Stable), seed).expect("a course");
            let folder = temp();
            write_closeups(&course, folder.path()).expect("a folder");
            (folder, course)
        });
        let photo = |(folder, course): &(TempDir, CloseupCourse), k: usize| {
            folder.path().join("photos").join(&course.photos[k].file)
        };
        fs::create_dir(dir.path().join("photos")).expect("a folder");
        for (from, k) in [(&own, 0), (&other, 1)] {
            let name = &own.1.photos[k].file;
            fs::copy(photo(from, k), dir.path().join("photos").join(name)).expect("a copy");
        }
        let toml = fs::read_to_string(own.0.path().join("course.toml")).expect("a manifest");
        let lines = toml.lines().filter(|l| !l.starts_with("regions"));
        let lines: Vec<String> = lines.filter_map(line).collect();
        fs::write(dir.path().join("course.toml"), lines.join("\n")).expect("written");
        let (_, report) = analyzed(dir.path());
        let photo = &photos(&report)[1]["registration"];
        assert_eq!(photo["status"], "failed");
        assert_eq!(report["rejections"][0]["hint"], photo["hint"]);
        photo["hint"].as_str().expect("a hint").to_owned()
    };
    let given = hint_of(&|l| Some(l.to_owned()));
    assert!(given.contains("px_per_mm"), "{given}");
    let told = hint_of(&|l| (!l.starts_with("px_per_mm")).then(|| l.to_owned()));
    assert!(!told.contains("px_per_mm"), "{told}");
}
