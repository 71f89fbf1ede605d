//! Runs that are ended at any moment: by Ctrl-C, a terminal that closes, or the system.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use serde_json::Value;
use tempfile::TempDir;

use crate::support::*;

/// Signals that a run clears up for, and one that cannot be met.
const MET: [(&str, i32); 3] = [("INT", 2), ("TERM", 15), ("HUP", 1)];
const KILL: (&str, i32) = ("KILL", 9);

fn send(child: &Child, signal: &str) {
    let sent = Command::new("kill")
        .args([format!("-{signal}"), child.id().to_string()])
        .stderr(Stdio::null())
        .status();
    // A run that has just ended takes no signal.
    let _ = sent;
}

/// Every file below a folder with its bytes, also hidden ones.
fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(dir: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(dir).into_iter().flatten() {
            let entry = entry.expect("entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("type").is_dir() {
                walk(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read(entry.path()).unwrap_or_default());
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(dir, "", &mut files);
    files
}

fn course() -> TempDir {
    let photos = course_small_photos();
    let names = ["2026-01-12_vertex.jpg", "2026-04-12_vertex.jpg"];
    folder_with(&[(&photos[0], names[0]), (&photos[2], names[1])])
}

/// Ends `analyze` at `moments` by `signal`; each time nothing or the whole report is there.
fn end_analyze(moments: u32, (signal, number): (&str, i32)) {
    let course = course();
    let whole = temp();
    let target = whole.path().join("out");
    let started = Instant::now();
    run(&["analyze", arg(course.path()), "-o", arg(&target)]);
    let (duration, expected) = (started.elapsed(), tree(&target));
    let mut ended = 0;
    let out = temp();
    for i in 0..moments {
        let target = out.path().join(format!("deep-{i}/out"));
        let mut child = spawn(&["analyze", arg(course.path()), "-o", arg(&target)]);
        std::thread::sleep(moment(i, duration));
        send(&child, signal);
        let status = child.wait().expect("wait");
        let left = tree(&target);
        if status.signal() == Some(number) {
            ended += 1;
        }
        if left.contains_key("report.json") {
            assert_eq!(left.get("report.html"), expected.get("report.html"));
        } else if number != KILL.1 && status.signal() == Some(number) {
            assert!(
                left.is_empty(),
                "{signal} at moment {i} left {:?}",
                left.keys()
            );
            let above = target.parent().expect("parent");
            // Before the folder was made, or after it was removed again.
            assert!(
                !above.exists(),
                "{signal} at moment {i} left {}",
                above.display()
            );
        }
        // Whatever was left, the next run clears it and is whole.
        if i % 5 == 0 {
            run(&["analyze", arg(course.path()), "-o", arg(&target)]);
            assert!(tree(&target) == expected, "after {signal} at moment {i}");
        }
    }
    assert!(ended > 0, "no run was ended by SIG{signal}");
}

/// Ends `batch` at `moments` by `signal`, resuming each time; the end is that of one run.
fn end_batch(moments: u32, (signal, number): (&str, i32)) {
    let clinic = temp();
    for (i, photo) in course_small_photos().iter().take(3).enumerate() {
        let folder = clinic.path().join(format!("P-{i}"));
        fs::create_dir(&folder).expect("folder");
        fs::copy(photo, folder.join("2026-01-12_vertex.jpg")).expect("photo");
    }
    let (whole, out) = (temp(), temp());
    let started = Instant::now();
    run(&[
        "batch",
        arg(clinic.path()),
        "-o",
        arg(whole.path()),
        "--jobs",
        "2",
    ]);
    let duration = started.elapsed();
    let args = [
        "batch",
        arg(clinic.path()),
        "-o",
        arg(out.path()),
        "--jobs",
        "2",
        "--resume",
    ];
    let mut ended = 0;
    for i in 0..moments {
        let mut child = spawn(&args);
        std::thread::sleep(moment(i, duration));
        send(&child, signal);
        let met = child.wait().expect("wait").signal() == Some(number);
        ended += u32::from(met);
        for (file, bytes) in tree(out.path()) {
            if file.starts_with("subjects/") && file.ends_with("subject.json") {
                serde_json::from_slice::<Value>(&bytes).expect("a stored record is whole");
            }
            let staged = met && number != KILL.1 && file.starts_with(".tricholapse-work");
            assert!(!staged, "SIG{signal} at moment {i} left {file}");
        }
        // Begin anew at times, so that later moments are hit too.
        if i % 4 == 3 {
            let _ = fs::remove_dir_all(out.path().join("subjects"));
        }
    }
    // A machine that was slow while the whole run was timed is met by none of these moments.
    for part in 4..24 {
        if ended > 0 {
            break;
        }
        let _ = fs::remove_dir_all(out.path().join("subjects"));
        let mut child = spawn(&args);
        std::thread::sleep(duration / part);
        send(&child, signal);
        ended += u32::from(child.wait().expect("wait").signal() == Some(number));
    }
    assert!(ended > 0, "no run was ended by SIG{signal}");
    run(&args);
    let (one, two) = (tree(whole.path()), tree(out.path()));
    let differ: Vec<_> = one.keys().filter(|k| one.get(*k) != two.get(*k)).collect();
    assert!(differ.is_empty() && one.len() == two.len(), "{differ:?}");
}

#[test]
fn an_interrupted_analysis_leaves_nothing() {
    for signal in MET {
        end_analyze(4, signal);
    }
}

#[test]
fn what_a_killed_analysis_left_the_next_one_clears() {
    end_analyze(4, KILL);
}

#[test]
fn an_interrupted_batch_goes_on_where_it_was() {
    end_batch(4, MET[0]);
}

#[test]
#[ignore = "takes minutes: cargo test --release --test it -- --ignored interrupted::"]
fn twenty_moments_of_each() {
    for signal in [MET[0], KILL] {
        end_analyze(20, signal);
        end_batch(20, signal);
    }
}
