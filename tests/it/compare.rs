//! `compare` as a user meets it: two photos, with and without dates, and points by hand.

use std::fs;

use crate::support::*;

fn stdout(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn compare_answers_with_two_photos() {
    let photos = course_small_photos();
    let out = temp();
    let output = run(&[
        "compare",
        arg(&photos[0]),
        arg(&photos[3]),
        "-o",
        arg(out.path()),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let report = report(out.path());
    assert_eq!(report["views"][0]["regions_source"], "vertex-5/2");
    assert_eq!(list(&report["views"][0]["photos"]).len(), 2);
}

#[test]
fn compare_in_reversed_order_answers_from_the_earlier_to_the_later() {
    let photos = course_small_photos();
    let out = temp();
    let output = run(&[
        "compare",
        arg(&photos[2]),
        arg(&photos[0]),
        "-o",
        arg(out.path()),
        "--no-images",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let report = report(out.path());
    let course_change = &report["views"][0]["course_change"];
    assert_eq!(course_change["from"], "2026-01-12_vertex");
    assert_eq!(course_change["to"], "2026-04-12_vertex");
    assert_eq!(course_change["days"], 90);
    assert!(stderr(&output).contains("warning"), "{}", stderr(&output));
}

#[test]
fn a_view_that_is_none_is_refused_with_the_known_ones_and_nothing_is_said_twice() {
    let photos = course_small_photos();
    let out = temp();
    let ask = |view: &[&str]| {
        let pair = [arg(&photos[2]), arg(&photos[0])];
        let more = ["-o", arg(out.path()), "--no-images"];
        run(&[&["compare"], &pair[..], view, &more[..]].concat())
    };
    let refused = ask(&["--view", "frontl"]);
    assert_eq!(refused.status.code(), Some(2));
    let said = stderr(&refused);
    assert!(said.contains("did you mean frontal?"), "{said}");
    assert!(said.contains("right-temporal"), "{said}");
    let both = ask(&[]);
    let warning = "was given first but taken after";
    assert!(stderr(&both).contains(warning), "{}", stderr(&both));
    assert!(!stdout(&both).contains(warning), "{}", stdout(&both));
    // Asked to keep quiet, stderr is silent and the table has it.
    let quiet = ask(&["-q"]);
    assert!(!stderr(&quiet).contains(warning), "{}", stderr(&quiet));
    assert!(stdout(&quiet).contains(warning), "{}", stdout(&quiet));
}

/// Two undated copies of photos of the small course in a folder of their own.
fn undated(photos: [usize; 2]) -> tempfile::TempDir {
    let all = course_small_photos();
    folder_with(&[
        (&all[photos[0]], "before.jpg"),
        (&all[photos[1]], "after.jpg"),
    ])
}

fn compare_in(dir: &std::path::Path, more: &[&str]) -> std::process::Output {
    let args = [&["compare", "before.jpg", "after.jpg"], more].concat();
    let mut command = tricholapse();
    command.current_dir(dir).args(args).output().expect("run")
}

#[test]
fn two_photos_without_dates_are_compared_without_days_and_marks() {
    let dir = undated([0, 3]);
    let output = compare_in(dir.path(), &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let report = report(&dir.path().join("tricholapse-out/before--after"));
    let view = &report["views"][0];
    for photo in list(&view["photos"]) {
        assert_eq!(photo["date"], "unknown");
        assert!(photo["day"].is_null());
    }
    assert!(list(&view["marks"]).is_empty());
    let change = &view["course_change"];
    assert!(change["days"].is_null() && change["regions"][0]["days"].is_null());
    assert!(change["regions"][0]["delta_pp"].is_number(), "{change}");
    assert!(
        stderr(&output).contains("--before-date"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn the_results_of_another_pair_of_the_same_names_are_left_alone() {
    let (one, other) = (undated([0, 3]), undated([0, 2]));
    let first = compare_in(one.path(), &["--no-images"]);
    assert_ne!(first.status.code(), Some(2), "{}", stderr(&first));
    for photo in ["before.jpg", "after.jpg"] {
        fs::copy(other.path().join(photo), one.path().join(photo)).expect("copy");
    }
    let kept = one.path().join("tricholapse-out/before--after/report.json");
    let before = fs::read(&kept).expect("report");
    compare_in(one.path(), &["--no-images"]);
    assert_eq!(fs::read(&kept).expect("report"), before);
    let second = one
        .path()
        .join("tricholapse-out/before--after-2/report.json");
    assert!(second.is_file());
    // The same pair again goes where it went.
    compare_in(one.path(), &["--no-images"]);
    assert!(!one.path().join("tricholapse-out/before--after-3").exists());
}

#[test]
fn landmarks_by_hand_are_named_and_bad_ones_are_refused() {
    let dir = undated([0, 3]);
    let marks = dir.path().join("marks.csv");
    let compared = |rows: &str| {
        let text = format!("before_x,before_y,after_x,after_y\n{rows}");
        fs::write(&marks, text).expect("marks");
        let output = compare_in(
            dir.path(),
            &["--landmarks", "marks.csv", "-o", "out", "--no-images"],
        );
        (output.status.code(), report(&dir.path().join("out")))
    };
    // Upside down: the corners of the baseline swapped on the other photo.
    let (code, swapped) = compared("200,250,400,550\n400,550,200,250\n");
    let photo = &swapped["views"][0]["photos"][1];
    assert_eq!(
        (code, &photo["registration"]["status"]),
        (Some(3), &"failed".into())
    );
    assert_eq!(photo["registration"]["by_hand"], 2);
    let (_, outside) = compared("200,250,200,250\n400,550,90000,550\n");
    let reason = &outside["views"][0]["photos"][1]["registration"]["reason"];
    assert!(
        reason.as_str().is_some_and(|r| r.contains("outside")),
        "{reason}"
    );
    let text = fs::read_to_string(dir.path().join("out/report.json")).expect("report");
    assert!(!text.contains("inf %"), "{text}");
}
