//! Files that are no photo, no text or no file at all.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use super::{PATIENCE, course_of_one, matrix, patient, pipe, rejections};
use crate::support::*;

#[test]
fn what_is_no_file_is_refused_at_once_wherever_a_file_is_read() {
    let dir = course_of_one();
    let at = |name: &str| dir.path().join(name);
    pipe(&at("pipe"));
    symlink("/dev/zero", at("zero")).expect("link");
    symlink(at("loop"), at("loop")).expect("link");
    let out = temp();
    let photo = at("2026-01-12_vertex.jpg");
    for odd in ["pipe", "zero", "loop"] {
        let odd = at(odd);
        let odd = arg(&odd);
        let course = arg(dir.path());
        let out = arg(out.path());
        for args in [
            vec!["analyze", course, "-o", out, "--params", odd],
            vec!["analyze", course, "-o", out, "--self-test", odd],
            vec![
                "compare",
                arg(&photo),
                arg(&photo),
                "-o",
                out,
                "--regions",
                odd,
            ],
            vec!["transform", odd, "--photo", "x", "--to", "baseline"],
        ] {
            let output = patient(&args);
            assert_eq!(
                output.status.code(),
                Some(2),
                "{args:?}: {}",
                stderr(&output)
            );
            assert!(
                stderr(&output).contains("not a file but")
                    || stderr(&output).contains("leads back"),
                "{args:?}: {}",
                stderr(&output)
            );
        }
    }
}

#[test]
fn a_pipe_as_manifest_or_photo_hangs_neither_analyze_nor_batch() {
    let clinic = temp();
    let photos = course_small_photos();
    for (subject, odd) in [("P-1", "course.toml"), ("P-2", "regions.geojson")] {
        let folder = clinic.path().join(subject);
        fs::create_dir(&folder).expect("folder");
        fs::copy(&photos[0], folder.join("2026-01-12_vertex.jpg")).expect("photo");
        pipe(&folder.join(odd));
    }
    let named = clinic.path().join("P-3");
    fs::create_dir(&named).expect("folder");
    fs::copy(&photos[0], named.join("2026-01-12_vertex.jpg")).expect("photo");
    pipe(&named.join("2026-02-12_vertex.jpg"));
    let manifest = "[[photo]]\nfile = \"2026-02-12_vertex.jpg\"\ndate = 2026-02-12\n";
    fs::write(named.join("course.toml"), manifest).expect("manifest");
    let linked = clinic.path().join("P-4");
    fs::create_dir(&linked).expect("folder");
    fs::copy(&photos[0], linked.join("2026-01-12_vertex.jpg")).expect("photo");
    symlink("/etc/passwd", linked.join("course.toml")).expect("link");
    let out = temp();
    for subject in ["P-1", "P-2", "P-4"] {
        let course = clinic.path().join(subject);
        let output = patient(&["analyze", arg(&course), "-o", arg(out.path())]);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{subject}: {}",
            stderr(&output)
        );
        assert!(!stderr(&output).contains("root:"), "{}", stderr(&output));
    }
    let target = out.path().join("batch");
    let args = [
        "batch",
        arg(clinic.path()),
        "-o",
        arg(&target),
        "--no-images",
        "--jobs",
        "2",
    ];
    let output = patient(&args);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let report = report(&target.join("subjects/P-3"));
    let rejected = rejections(&report);
    assert_eq!(rejected[0].0, "2026-02-12_vertex.jpg");
    assert!(rejected[0].1.contains("pipe"), "{rejected:?}");
    let cohort = fs::read_to_string(target.join("cohort.json")).expect("cohort");
    let cohort: Value = serde_json::from_str(&cohort).expect("JSON");
    let failed = list(&cohort["subjects"])
        .iter()
        .filter(|s| s["status"] == "failed")
        .count();
    assert_eq!(failed, 3);
}

#[test]
fn a_picture_that_moves_is_refused_by_name_and_costs_only_itself() {
    for (file, said) in [
        ("moving.webp", "animated WebP"),
        ("moving.png", "animated PNG"),
        ("../../bad_inputs/panicking_animation.webp", "animated WebP"),
    ] {
        let dir = course_of_one();
        let extension = Path::new(file).extension().expect("extension");
        let name = Path::new("2026-02-12_vertex").with_extension(extension);
        fs::copy(matrix(file), dir.path().join(&name)).expect("copy");
        let (output, report) = analyzed(dir.path());
        assert_eq!(output.status.code(), Some(3), "{file}: {}", stderr(&output));
        let rejected = rejections(&report);
        assert_eq!(rejected[0].0, name.to_str().expect("name"));
        assert!(rejected[0].1.contains(said), "{file}: {rejected:?}");
        assert!(!stderr(&output).contains("panicked"), "{}", stderr(&output));
    }
}

#[test]
fn every_command_survives_what_panics_a_decoder() {
    let bad = matrix("../../bad_inputs/panicking_animation.webp");
    let dir = course_of_one();
    let good = dir.path().join("2026-01-12_vertex.jpg");
    let moving = temp();
    let bad_photo = moving.path().join("2026-02-12_vertex.webp");
    fs::copy(bad, &bad_photo).expect("copy");
    let out = temp();
    let target = arg(out.path());
    let compare = ["compare", arg(&good), arg(&bad_photo), "-o", target];
    let check = [
        "check",
        arg(&bad_photo),
        "--course",
        arg(dir.path()),
        "-o",
        target,
    ];
    for args in [&compare[..], &check[..]] {
        let output = patient(args);
        assert_eq!(
            output.status.code(),
            Some(3),
            "{args:?}: {}",
            stderr(&output)
        );
    }
}

#[test]
fn a_closed_or_full_stderr_is_no_panic() {
    let dir = course_of_one();
    fs::write(dir.path().join("2026-02-12_vertex.jpg"), "no picture").expect("bad photo");
    let out = temp();
    let command = format!(
        "{} analyze {} -o {} --no-images",
        env!("CARGO_BIN_EXE_tricholapse"),
        arg(dir.path()),
        arg(out.path())
    );
    for redirect in ["2>/dev/full", "2>&-"] {
        let ended = Command::new("sh")
            .args(["-c", &format!("{command} {redirect} >/dev/null")])
            .status()
            .expect("shell");
        assert_eq!(ended.code(), Some(3), "{redirect}");
    }
}

#[test]
fn absurd_numbers_of_threads_are_cut_down() {
    let dir = course_of_one();
    let out = temp();
    let args = [
        "analyze",
        arg(dir.path()),
        "-o",
        arg(out.path()),
        "--no-images",
    ];
    let output = tricholapse()
        .args(args)
        .env("RAYON_NUM_THREADS", "100000")
        .timeout(PATIENCE)
        .output()
        .expect("it ends");
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    let output = patient(&[&args[..], &["--jobs", "1024"]].concat());
    assert!(
        stderr(&output).contains("4 threads per core"),
        "{}",
        stderr(&output)
    );
}
