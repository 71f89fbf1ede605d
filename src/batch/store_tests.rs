//! Tests of the output folder.

use super::*;
use crate::batch::record::bytes_of;
use crate::batch::unit::failed;
use crate::cohort::Failure;

fn record(path: &str, files: &[(&str, u64)]) -> Vec<u8> {
    let failure = Failure {
        stage: "course".to_owned(),
        reason: "r".to_owned(),
        hint: "h".to_owned(),
    };
    let mut record = failed(path, failure);
    record.files = files.iter().map(|(n, s)| ((*n).to_owned(), *s)).collect();
    bytes_of("record", &record).unwrap()
}

fn file(name: &str, text: &str) -> ResultFile {
    ResultFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_owned(),
    }
}

#[test]
fn a_result_is_stored_replaced_and_known_to_be_whole() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), None, "me").unwrap();
    assert!(store.stored("a/P").is_none());
    store
        .publish("a/P", &[file("x", "12")], &record("a/P", &[("x", 2)]))
        .unwrap();
    assert_eq!(store.stored("a/P").unwrap().summary.path, "a/P");
    store
        .publish("a/P", &[file("y", "123")], &record("a/P", &[("y", 3)]))
        .unwrap();
    let folder = store.subject_dir("a/P");
    assert!(!folder.join("x").exists() && folder.join("y").exists());
    fs::write(folder.join("y"), "1").unwrap();
    assert!(store.stored("a/P").is_none(), "a file has another size");
    store.close().unwrap();
    let left: Vec<_> = fs::read_dir(dir.path())
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    assert!(!left.contains(&WORK.to_owned()), "{left:?}");
}

#[test]
fn what_a_killed_run_left_is_removed() {
    let dir = tempfile::tempdir().unwrap();
    let stale = dir.path().join(WORK).join("new-3");
    fs::create_dir_all(&stale).unwrap();
    fs::write(stale.join("half"), "x").unwrap();
    let store = Store::open(dir.path(), None, "me").unwrap();
    assert!(!stale.exists());
    store.close().unwrap();
}

#[test]
fn a_second_run_is_refused_and_told_who_has_the_folder() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), None, "process 12 on host").unwrap();
    let error = Store::open(dir.path(), None, "other").unwrap_err();
    assert!(error.to_string().contains("process 12 on host"), "{error}");
    store.close().unwrap();
    Store::open(dir.path(), None, "other").unwrap();
}

#[test]
fn results_never_go_among_the_photos() {
    let root = tempfile::tempdir().unwrap();
    let clinic = root.path().join("clinic");
    fs::create_dir(&clinic).unwrap();
    for inside in [
        "clinic",
        "clinic/out",
        "clinic/a/../b",
        "x/../clinic/new/deep",
    ] {
        let dir = root.path().join(inside);
        let error = Store::open(&dir, Some(&clinic), "me").unwrap_err();
        assert!(
            matches!(error, BatchError::OutputInsideClinic { .. }),
            "{inside}"
        );
    }
    assert_eq!(fs::read_dir(&clinic).unwrap().count(), 0);
    // The other way round: a clinic whose folder would be a subject's place.
    let out = root.path().join("out");
    let inner = out.join("subjects/clinic");
    fs::create_dir_all(&inner).unwrap();
    assert!(Store::open(&out, Some(&inner), "me").is_err());
    Store::open(&root.path().join("beside"), Some(&clinic), "me").unwrap();
}
