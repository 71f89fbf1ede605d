//! What leaves a course: names, originals, copies.

use std::fs;
use std::path::{Path, PathBuf};

use super::{course_of_one, no_staging_left, patient};
use crate::support::*;

#[test]
fn names_steer_neither_terminal_nor_page_nor_table() {
    let clinic = temp();
    let odd = "P\u{1b}[31m\u{7}\u{202e}x";
    let folder = clinic.path().join(odd);
    fs::create_dir(&folder).expect("folder");
    let photo = folder.join("2026-01-12_vertex\u{1b}[1m\u{202e}.jpg");
    fs::copy(&course_small_photos()[0], &photo).expect("photo");
    fs::write(folder.join("2026-02-12_\u{1b}[2Jvertex.jpg"), "no picture").expect("photo");
    let manifest = "subject = \"A\\u001B]0;title\\u0007\\u202E\"\ntreatment = \"t\\u009B31m\"\n";
    fs::write(folder.join("course.toml"), manifest).expect("manifest");
    let steers = |text: &str, what: &str| {
        let odd = text
            .chars()
            .find(|&c| c.is_control() && c != '\n' && c != '\t' || c == '\u{202e}');
        assert!(odd.is_none(), "{what}: {odd:?}");
    };
    let out = temp();
    let target = out.path().join("one");
    let commands = [
        vec!["analyze", arg(&folder), "-o", arg(&target), "-v"],
        vec!["batch", arg(clinic.path()), "--list"],
        vec![
            "batch",
            arg(clinic.path()),
            "-o",
            arg(out.path()),
            "-v",
            "--no-images",
        ],
        vec![
            "check",
            arg(&photo),
            "--course",
            arg(&folder),
            "-o",
            arg(&target),
        ],
        vec!["read", arg(&folder), "-o", arg(&target)],
        vec!["init", arg(&folder)],
        vec!["validate", arg(&folder)],
        vec!["self-test", arg(&folder), "-o", arg(&target)],
    ];
    for args in commands {
        let output = patient(&args);
        steers(&stderr(&output), &format!("stderr of {args:?}"));
        steers(
            &String::from_utf8_lossy(&output.stdout),
            &format!("stdout of {args:?}"),
        );
    }
    let subject = out.path().join("subjects").join(odd);
    for file in [
        target.join("report.html"),
        target.join("coverage.csv"),
        subject.join("report.html"),
        out.path().join("cohort.html"),
        out.path().join("cohort.csv"),
    ] {
        let text = fs::read_to_string(&file).unwrap_or_else(|e| panic!("{}: {e}", file.display()));
        steers(&text, &file.display().to_string());
    }
}

#[test]
fn the_key_of_a_reading_names_no_folder_of_this_machine_and_photos_left_out_are_said() {
    let course = temp();
    let photos = course_small_photos();
    for photo in &photos {
        fs::copy(photo, course.path().join(photo.file_name().expect("name"))).expect("copy");
    }
    fs::write(course.path().join("2026-09-12_vertex.jpg"), "no picture").expect("bad photo");
    let out = temp();
    let output = run(&["read", arg(course.path()), "-o", arg(out.path())]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("2026-09-12_vertex.jpg"),
        "{}",
        stderr(&output)
    );
    let key = fs::read_to_string(out.path().join("reading-key.json")).expect("key");
    assert!(key.contains("2026-09-12_vertex.jpg"));
    let above = course.path().parent().expect("parent");
    assert!(!key.contains(arg(above)), "{key}");
}

#[test]
fn new_folders_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let dir = course_of_one();
    let out = temp();
    let target = out.path().join("deep/results");
    run(&[
        "analyze",
        arg(dir.path()),
        "-o",
        arg(&target),
        "--no-images",
    ]);
    for made in [target.clone(), out.path().join("deep")] {
        let mode = fs::metadata(&made).expect("made").permissions().mode();
        assert_eq!(mode & 0o777, 0o700, "{}", made.display());
    }
    no_staging_left(&target);
}

/// Every file below a folder with its bytes and its time of change.
fn originals(dir: &Path) -> Vec<(PathBuf, Vec<u8>, std::time::SystemTime)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).expect("folder") {
        let path = entry.expect("entry").path();
        if path.is_dir() {
            found.extend(originals(&path));
        } else {
            let changed = fs::metadata(&path)
                .and_then(|m| m.modified())
                .expect("time");
            found.push((path.clone(), fs::read(&path).expect("file"), changed));
        }
    }
    found.sort();
    found
}

#[test]
fn no_command_changes_an_original() {
    let clinic = temp();
    let course = clinic.path().join("P-1");
    fs::create_dir(&course).expect("folder");
    for photo in course_small_photos().iter().take(2) {
        fs::copy(photo, course.join(photo.file_name().expect("name"))).expect("copy");
    }
    fs::write(course.join("course.toml"), "subject = \"Anna\"\n").expect("manifest");
    let before = originals(clinic.path());
    let photos: Vec<PathBuf> = before.iter().map(|(path, ..)| path.clone()).collect();
    let photo = |i: usize| arg(&photos[i]);
    let out = temp();
    let at = |name: &str| out.path().join(name);
    let (course, clinic_arg) = (arg(&course), arg(clinic.path()));
    let targets: Vec<PathBuf> = ["a", "b", "c", "d", "e", "f", "g"].map(at).to_vec();
    let to = |i: usize| arg(&targets[i]);
    for args in [
        vec!["compare", photo(0), photo(1), "-o", to(0)],
        vec!["analyze", course, "-o", to(1)],
        vec!["batch", clinic_arg, "-o", to(2)],
        vec!["check", photo(1), "--course", course, "-o", to(3)],
        vec!["self-test", course, "-o", to(4)],
        vec!["read", course, "-o", to(5)],
        vec!["anonymize", course, "-o", to(6)],
        vec!["validate", clinic_arg],
        vec!["batch", clinic_arg, "--list"],
        // There is a manifest: refused, or told, but not replaced.
        vec!["phantom", course, "--size", "200x300"],
    ] {
        run(&args);
        assert!(
            originals(clinic.path()) == before,
            "{args:?} changed an original"
        );
    }
}

#[test]
fn anonymized_copies_tell_nothing_of_the_person() {
    let course = temp();
    for photo in course_small_photos().iter().take(2) {
        fs::copy(photo, course.path().join(photo.file_name().expect("name"))).expect("copy");
    }
    let secret = "Anna Schmidt";
    let manifest = format!("subject = \"{secret}\"\nsessions = [2026-01-12, 2026-01-22]\n");
    fs::write(course.path().join("course.toml"), manifest).expect("manifest");
    // A view of the person's own name, a face, a photo that cannot be read.
    let own = course.path().join("2026-01-12_frontal.jpg");
    fs::copy(&course_small_photos()[0], own).expect("copy");
    let out = temp();
    let copies = out.path().join("copies");
    let args = [
        "anonymize",
        arg(course.path()),
        "-o",
        arg(&copies),
        "--shift-days",
        "-70",
    ];
    let output = run(&args);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("frontal"), "{}", stderr(&output));
    let files = originals(&copies);
    for (path, bytes, _) in &files {
        for word in [secret, "2026-01-12", "Exif", "Schmidt", arg(course.path())] {
            let found = bytes
                .windows(word.len())
                .any(|part| part == word.as_bytes());
            assert!(!found, "{word:?} in {}", path.display());
        }
    }
    let text = fs::read_to_string(copies.join("course.toml")).expect("manifest");
    assert!(
        text.contains("2025-11-03") && text.contains("2025-11-13"),
        "{text}"
    );
    // Outside the head nothing is left: the corners are the grey that stands for it.
    let pictures: Vec<_> = files
        .iter()
        .filter(|(p, ..)| p.extension().is_some_and(|e| e == "png"))
        .collect();
    assert_eq!(pictures.len(), 2);
    for (path, ..) in pictures {
        let picture = image::open(path).expect("picture").into_rgb8();
        let (w, h) = picture.dimensions();
        for (x, y) in [(0, 0), (w - 1, 0), (0, h - 1), (w - 1, h - 1)] {
            assert_eq!(picture.get_pixel(x, y).0, [128; 3], "{}", path.display());
        }
    }
    // The key leads back, lies apart and is never replaced.
    let key = fs::read_to_string(out.path().join("copies-key.json")).expect("key");
    assert!(key.contains(secret) && key.contains("-70"));
    assert_eq!(run(&args).status.code(), Some(2));
    // The copies are a course that is measured.
    let (output, report) = analyzed(&copies);
    assert_ne!(output.status.code(), Some(2), "{}", stderr(&output));
    assert_eq!(list(&report["views"][0]["photos"]).len(), 2);
}
