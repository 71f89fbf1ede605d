//! A batch on disks as they are: full, closed to it, with links that lead away.

use std::process::{Command, Stdio};

use super::*;

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_is_a_row() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let clinic = clinic();
    let out = temp();
    let set = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
    };
    let closed = clinic.path().join("P-0");
    fs::create_dir(&closed).expect("folder");
    set(&closed, 0o000);
    set(&clinic.path().join("P-5/2026-01-12_vertex.jpg"), 0o000);
    set(clinic.path(), 0o755);
    set(out.path(), 0o777);
    let mut command = Command::new(env!("CARGO_BIN_EXE_tricholapse"));
    command.args(["batch", arg(clinic.path()), "-o", arg(out.path())]);
    if fs::read_dir(&closed).is_ok() {
        // Root reads everything: run as nobody.
        command.uid(65534).gid(65534);
    }
    let output = match command.arg("--no-images").output() {
        Ok(output) => output,
        Err(error) => return println!("skipped: the binary does not start as nobody: {error}"),
    };
    set(&closed, 0o755);
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let cohort = cohort(out.path());
    let of = |path: &str| {
        let subjects = list(&cohort["subjects"]);
        subjects
            .iter()
            .find(|s| s["path"] == path)
            .expect("a row")
            .clone()
    };
    assert_eq!(of("P-0")["failure"]["stage"], "discovery");
    assert_eq!(of("P-5")["photos"]["rejected"]["decode"], 1);
    assert_eq!(cohort["totals"]["failed"], 2);
    assert_eq!(of("P-3")["status"], "complete");
}

/// A file system of its own that goes away with the test.
#[cfg(target_os = "linux")]
struct SmallDisk(TempDir);

#[cfg(target_os = "linux")]
impl SmallDisk {
    /// `None` where this account may not mount one.
    fn new(bytes: u64) -> Option<Self> {
        let dir = temp();
        let size = format!("size={bytes}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &size, "tmpfs", arg(dir.path())]);
        let mounted = mount
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|s| s.success());
        mounted.then_some(Self(dir))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).status();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_stops_the_batch_and_leaves_finished_subjects_whole() {
    let clinic = temp();
    for i in 0..4 {
        subject(clinic.path(), &format!("P-{i}"), &[i]);
    }
    let whole = temp();
    batch(clinic.path(), whole.path(), &["--jobs", "1"]);
    let size: u64 = tree(whole.path())
        .values()
        .map(|bytes| bytes.len() as u64)
        .sum();
    // Room for about half of the subjects.
    let Some(disk) = SmallDisk::new(size / 2) else {
        return println!("skipped: this account may not mount a file system");
    };
    let out = disk.0.path().join("out");
    let output = batch(clinic.path(), &out, &["--jobs", "1"]);
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let said = stderr(&output);
    assert!(
        said.contains("No space left") && said.contains("--resume"),
        "{said}"
    );
    assert!(
        !out.join("batch.json").exists(),
        "an unfinished batch says so"
    );
    assert!(
        !out.join(".tricholapse-work").exists(),
        "nothing half done is left"
    );
    let (full, part) = (tree(whole.path()), tree(&out));
    let finished: Vec<&String> = part.keys().filter(|f| f.starts_with("subjects/")).collect();
    assert!(!finished.is_empty(), "nothing was finished");
    assert!(
        finished.iter().all(|f| part[*f] == full[*f]),
        "{finished:?}"
    );
    // Room is made: the run goes on from there.
    let remount = ["-o", "remount,size=64m", arg(disk.0.path())];
    let grown = Command::new("mount").args(remount).status();
    assert!(grown.is_ok_and(|s| s.success()));
    let output = batch(clinic.path(), &out, &["--jobs", "1", "--resume", "-v"]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(
        stderr(&output).contains("unchanged, kept"),
        "{}",
        stderr(&output)
    );
    assert_same(whole.path(), &out);
}

#[cfg(unix)]
#[test]
fn links_out_of_the_clinic_are_not_followed() {
    let clinic = temp();
    subject(clinic.path(), "P-1", &[0]);
    let elsewhere = temp();
    subject(elsewhere.path(), "P-9", &[0]);
    std::os::unix::fs::symlink(elsewhere.path(), clinic.path().join("linked")).expect("link");
    let photo = elsewhere.path().join("P-9/2026-01-12_vertex.jpg");
    fs::create_dir(clinic.path().join("P-2")).expect("folder");
    std::os::unix::fs::symlink(photo, clinic.path().join("P-2/2026-01-12_vertex.jpg"))
        .expect("link");
    let out = temp();
    batch(clinic.path(), out.path(), &[]);
    let cohort = cohort(out.path());
    let subjects = list(&cohort["subjects"]);
    assert_eq!(subjects.len(), 2, "{subjects:?}");
    assert_eq!(subjects[1]["failure"]["stage"], "course");
    assert_eq!(list(&cohort["passed_over"])[0]["path"], "linked");
}
