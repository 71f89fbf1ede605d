//! `batch` and `merge` as a user meets them: what is written, what survives, what is refused.

mod disk;
mod killed;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;
use std::time::{Duration, Instant};

use crate::support::*;
use serde_json::Value;
use tempfile::TempDir;

/// Three subjects in two arms and some that cannot be measured.
fn clinic() -> TempDir {
    let clinic = temp();
    subject(clinic.path(), "arm-a/P-1", &[0, 3]);
    subject(clinic.path(), "arm-a/P-2", &[1]);
    subject(clinic.path(), "P-3", &[2]);
    fs::create_dir_all(clinic.path().join("P-4")).expect("folder");
    fs::write(clinic.path().join("P-4/course.toml"), "sujet = 1\n").expect("bad manifest");
    fs::create_dir_all(clinic.path().join("P-5")).expect("folder");
    fs::write(
        clinic.path().join("P-5/2026-01-12_vertex.jpg"),
        b"no picture",
    )
    .expect("bad photo");
    clinic
}

/// A subject's folder with some photos of the small course.
fn subject(clinic: &Path, path: &str, photos: &[usize]) {
    let folder = clinic.join(path);
    fs::create_dir_all(&folder).expect("subject's folder");
    let all = course_small_photos();
    for &i in photos {
        let name = all[i].file_name().expect("name");
        fs::copy(&all[i], folder.join(name)).expect("copy");
    }
    let manifest =
        "treatment = \"mesotherapy\"\nsessions = [2026-01-12, 2026-01-22]\nplanned_sessions = 3\n";
    fs::write(folder.join("course.toml"), manifest).expect("manifest");
}

fn batch(clinic: &Path, out: &Path, more: &[&str]) -> Output {
    let mut args = vec!["batch", arg(clinic), "-o", arg(out), "--no-images"];
    args.extend(more);
    run(&args)
}

/// Every file below a folder with its bytes.
fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    fn walk(dir: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
        for entry in fs::read_dir(dir).expect("folder") {
            let entry = entry.expect("entry");
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type().expect("type").is_dir() {
                walk(&entry.path(), &format!("{name}/"), files);
            } else {
                files.insert(name, fs::read(entry.path()).expect("file"));
            }
        }
    }
    let mut files = BTreeMap::new();
    walk(dir, "", &mut files);
    files
}

/// Panics with the names of the files that differ, not with their bytes.
fn assert_same(one: &Path, two: &Path) {
    let (one, two) = (tree(one), tree(two));
    let names = |tree: &BTreeMap<String, Vec<u8>>| tree.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&one), names(&two));
    let differ: Vec<&String> = one.keys().filter(|k| one[*k] != two[*k]).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

fn cohort(out: &Path) -> Value {
    let text = fs::read_to_string(out.join("cohort.json")).expect("cohort.json was written");
    serde_json::from_str(&text).expect("JSON")
}

#[test]
fn every_subject_has_its_results_and_bad_ones_their_reason() {
    let clinic = clinic();
    let before = tree(clinic.path());
    let out = temp();
    let output = batch(clinic.path(), out.path(), &["--jobs", "2"]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    for good in ["arm-a/P-1", "arm-a/P-2", "P-3"] {
        for file in ["report.json", "report.html", "coverage.csv", "subject.json"] {
            let path = out.path().join("subjects").join(good).join(file);
            assert!(path.is_file(), "{}", path.display());
        }
    }
    let cohort = cohort(out.path());
    assert_eq!(cohort["schema"], "tricholapse.cohort/1");
    let subjects = list(&cohort["subjects"]);
    let of = |path: &str| subjects.iter().find(|s| s["path"] == path).expect("a row");
    assert_eq!(subjects.len(), 5);
    assert_eq!(of("P-4")["status"], "failed");
    assert_eq!(of("P-4")["failure"]["stage"], "course");
    let reason = of("P-4")["failure"]["reason"].as_str().expect("reason");
    assert!(
        reason.contains("sujet") && !reason.contains(arg(clinic.path())),
        "{reason}"
    );
    assert_eq!(of("P-5")["status"], "partial");
    assert_eq!(of("P-5")["photos"]["rejected"]["decode"], 1);
    assert_eq!(cohort["totals"]["failed"], 1);
    // Five subjects are in every denominator of the view, measured or not.
    for marks in list(&cohort["marks"]) {
        if marks["group"] == "all" {
            assert_eq!(marks["subjects"], 5);
        }
    }
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        text.contains("no report: P-4: course") && text.contains("cohort.html"),
        "{text}"
    );
    let html = fs::read_to_string(out.path().join("cohort.html")).expect("page");
    for path in ["arm-a/P-1", "P-4", "P-5"] {
        assert!(html.contains(path), "{path} is not on the page");
    }
    assert!(
        tree(clinic.path()) == before,
        "the clinic's folder was written to"
    );
}

#[test]
fn the_bytes_depend_neither_on_jobs_nor_on_memory_nor_on_resuming() {
    let clinic = clinic();
    let (one, two, resumed) = (temp(), temp(), temp());
    batch(clinic.path(), one.path(), &["--jobs", "1"]);
    batch(
        clinic.path(),
        two.path(),
        &["--jobs", "3", "--max-memory", "1M"],
    );
    assert_same(one.path(), two.path());
    // A clinic that grows: the first half is kept, the rest measured.
    let hidden = clinic.path().join(".later");
    fs::rename(clinic.path().join("arm-a"), &hidden).expect("hide");
    batch(clinic.path(), resumed.path(), &[]);
    fs::rename(&hidden, clinic.path().join("arm-a")).expect("show");
    let kept = fs::metadata(resumed.path().join("subjects/P-3/report.json")).expect("report");
    let output = batch(clinic.path(), resumed.path(), &["--resume", "-v"]);
    assert!(
        stderr(&output).contains("P-3: unchanged, kept"),
        "{}",
        stderr(&output)
    );
    assert!(
        stderr(&output).contains("arm-a/P-1: measured"),
        "{}",
        stderr(&output)
    );
    let again = fs::metadata(resumed.path().join("subjects/P-3/report.json")).expect("report");
    assert_eq!(
        kept.modified().expect("time"),
        again.modified().expect("time")
    );
    assert_same(one.path(), resumed.path());
}

#[test]
fn resuming_measures_what_changed() {
    let clinic = temp();
    subject(clinic.path(), "P-1", &[0]);
    subject(clinic.path(), "P-2", &[1]);
    let out = temp();
    batch(clinic.path(), out.path(), &[]);
    subject(clinic.path(), "P-2", &[2]);
    let output = batch(clinic.path(), out.path(), &["--resume", "-v"]);
    let said = stderr(&output);
    assert!(
        said.contains("P-1: unchanged") && said.contains("P-2: measured"),
        "{said}"
    );
    // Other options, other results.
    let output = batch(
        clinic.path(),
        out.path(),
        &["--resume", "-v", "--lang", "de"],
    );
    assert!(
        !stderr(&output).contains("unchanged"),
        "{}",
        stderr(&output)
    );
    // A result that lost a file is not whole.
    fs::remove_file(out.path().join("subjects/P-1/report.html")).expect("remove");
    let output = batch(
        clinic.path(),
        out.path(),
        &["--resume", "-v", "--lang", "de"],
    );
    let said = stderr(&output);
    assert!(
        said.contains("P-1: measured") && said.contains("P-2: unchanged"),
        "{said}"
    );
}

#[test]
fn shards_merge_to_the_bytes_of_one_run() {
    let clinic = clinic();
    let (whole, parts) = (temp(), temp());
    batch(clinic.path(), whole.path(), &[]);
    let dirs: Vec<_> = (1..=3)
        .map(|i| parts.path().join(format!("part-{i}")))
        .collect();
    for (i, dir) in dirs.iter().enumerate() {
        let shard = format!("{}/3", i + 1);
        batch(clinic.path(), dir, &["--shard", &shard]);
    }
    let merged = parts.path().join("merged");
    let args = |dirs: &[std::path::PathBuf]| {
        let mut args: Vec<String> = vec!["merge".into()];
        args.extend(dirs.iter().map(|d| arg(d).to_owned()));
        args.extend(["-o".to_owned(), arg(&merged).to_owned()]);
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        run(&args)
    };
    let missing = args(&dirs[..2]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(
        stderr(&missing).contains("missing: 3"),
        "{}",
        stderr(&missing)
    );
    let twice = args(&[dirs[0].clone(), dirs[0].clone(), dirs[2].clone()]);
    assert!(stderr(&twice).contains("given twice"), "{}", stderr(&twice));
    let output = args(&dirs);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert_same(whole.path(), &merged);
    // A shard measured otherwise does not belong to the others.
    batch(clinic.path(), &dirs[1], &["--shard", "2/3", "--lang", "de"]);
    let other = args(&dirs);
    assert_eq!(other.status.code(), Some(2));
    assert!(
        stderr(&other).contains("other options"),
        "{}",
        stderr(&other)
    );
}

#[test]
fn a_list_of_subjects_is_printed_and_taken() {
    let clinic = clinic();
    let listed = run(&["batch", arg(clinic.path()), "--list"]);
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    assert_eq!(text, "P-3\nP-4\nP-5\narm-a/P-1\narm-a/P-2\n");
    let out = temp();
    let file = out.path().join("list.txt");
    fs::write(&file, "P-3\nP-9 # gone\n").expect("list");
    let target = out.path().join("results");
    let output = batch(clinic.path(), &target, &["--subjects", arg(&file)]);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let cohort = cohort(&target);
    assert_eq!(list(&cohort["subjects"]).len(), 2);
    assert_eq!(list(&cohort["subjects"])[1]["failure"]["stage"], "course");
}

#[test]
fn what_cannot_run_says_why_and_writes_nothing() {
    let clinic = clinic();
    let before = tree(clinic.path());
    let inside = clinic.path().join("results");
    let output = batch(clinic.path(), &inside, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("outside it"),
        "{}",
        stderr(&output)
    );
    let output = run(&["batch", arg(clinic.path())]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("-o DIR"), "{}", stderr(&output));
    let empty = temp();
    let output = batch(empty.path(), &empty.path().join("x"), &[]);
    assert_eq!(output.status.code(), Some(2));
    let output = batch(&course_small(), empty.path(), &[]);
    assert!(
        stderr(&output).contains("use analyze"),
        "{}",
        stderr(&output)
    );
    assert!(tree(clinic.path()) == before);
    assert_eq!(fs::read_dir(empty.path()).expect("folder").count(), 0);
    for bad in ["0/3", "4/3", "x"] {
        let output = batch(clinic.path(), empty.path(), &["--shard", bad]);
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn two_runs_do_not_share_a_folder() {
    let clinic = clinic();
    let out = temp();
    let args = [
        "batch",
        arg(clinic.path()),
        "-o",
        arg(out.path()),
        "--jobs",
        "1",
    ];
    let mut first = spawn(&args);
    let lock = out.path().join(".tricholapse.lock");
    let held = || fs::read_to_string(&lock).is_ok_and(|text| text.contains("process"));
    wait_until("the first run holds the lock", held);
    let second = batch(clinic.path(), out.path(), &[]);
    assert_eq!(second.status.code(), Some(2));
    let said = stderr(&second);
    assert!(said.contains(&format!("process {}", first.id())), "{said}");
    first.kill().expect("kill");
    first.wait().expect("wait");
    let third = batch(clinic.path(), out.path(), &["--resume"]);
    assert_eq!(third.status.code(), Some(3), "{}", stderr(&third));
}

/// Waits for something that another process does; fails after a minute.
fn wait_until(what: &str, done: impl Fn() -> bool) {
    let started = Instant::now();
    while !done() {
        assert!(started.elapsed() < Duration::from_secs(60), "{what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
