//! Tests of the output folder.

use super::*;
use crate::batch::record::{StoredFile, bytes_of};
use crate::batch::unit::failed;
use crate::cohort::Failure;

fn record(path: &str, files: &[(&str, &str)]) -> Vec<u8> {
    let failure = Failure {
        stage: "course".to_owned(),
        reason: "r".to_owned(),
        hint: "h".to_owned(),
    };
    let mut record = failed(path, failure);
    record.files = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), StoredFile::of(text.as_bytes())))
        .collect();
    bytes_of("record", &record).unwrap()
}

const CSV: &str = "coverage.csv";
const HTML: &str = "report.html";

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
        .publish("a/P", &[file(CSV, "12")], &record("a/P", &[(CSV, "12")]))
        .unwrap();
    assert_eq!(store.stored("a/P").unwrap().summary.path, "a/P");
    store
        .publish(
            "a/P",
            &[file(HTML, "123")],
            &record("a/P", &[(HTML, "123")]),
        )
        .unwrap();
    let folder = store.subject_dir("a/P");
    assert!(!folder.join(CSV).exists() && folder.join(HTML).exists());
    fs::write(folder.join(HTML), "124").unwrap();
    assert!(store.stored("a/P").is_none(), "a file has other contents");
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

#[test]
fn what_a_person_laid_among_the_results_stays() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), None, "me").unwrap();
    let publish = |name| store.publish("P", &[file(name, "1")], &record("P", &[(name, "1")]));
    publish(CSV).unwrap();
    let folder = store.subject_dir("P");
    fs::write(folder.join("letter.txt"), "to the patient").unwrap();
    publish(HTML).unwrap();
    assert!(folder.join("letter.txt").exists() && !folder.join(CSV).exists());
}

#[test]
fn what_is_no_result_is_never_replaced() {
    let dir = tempfile::tempdir().unwrap();
    let patients = dir.path().join("patients/anna");
    fs::create_dir_all(&patients).unwrap();
    fs::write(patients.join("photo.jpg"), "the only copy").unwrap();
    let out = dir.path().join("out");
    let store = Store::open(&out, None, "me").unwrap();
    for path in [
        "../../patients",
        "../../patients/anna",
        "/tmp/x",
        "a/../b",
        "",
    ] {
        let error = store.publish(path, &[], &record(path, &[])).unwrap_err();
        assert!(error.to_string().contains("leads out"), "{path}: {error}");
    }
    // Something of another program in the place of a subject.
    let other = store.subject_dir("P-1");
    fs::create_dir_all(&other).unwrap();
    fs::write(other.join("notes.txt"), "x").unwrap();
    assert!(store.publish("P-1", &[], &record("P-1", &[])).is_err());
    assert!(other.join("notes.txt").exists());
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(dir.path().join("patients"), out.join("subjects/arm")).unwrap();
        assert!(
            store
                .publish("arm/anna", &[], &record("arm/anna", &[]))
                .is_err()
        );
    }
    assert!(patients.join("photo.jpg").exists());
    assert!(!dir.path().join("out/subjects/b").exists());
}

#[test]
fn only_the_files_of_the_record_are_taken_over() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(from.path().join(CSV), "1").unwrap();
    fs::write(from.path().join("secret.txt"), "1").unwrap();
    let store = Store::open(to.path(), None, "me").unwrap();
    let stored = |files: &[(&str, &str)]| {
        let bytes = record("P", files);
        fs::write(from.path().join("subject.json"), &bytes).unwrap();
        serde_json::from_slice::<SubjectRecord>(&bytes).unwrap()
    };
    let good = stored(&[(CSV, "1")]);
    store.adopt("P", from.path(), &good).unwrap();
    assert!(!store.subject_dir("P").join("secret.txt").exists());
    for name in ["secret.txt", "../x", "/etc/hostname"] {
        let bad = stored(&[(name, "1")]);
        assert!(store.adopt("P", from.path(), &bad).is_err(), "{name}");
        assert!(stored_in(from.path()).is_none(), "{name}");
    }
}
