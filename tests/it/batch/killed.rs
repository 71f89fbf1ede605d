//! A batch that is killed at any moment and resumed ends as if nothing had happened.

use std::time::Instant;

use super::*;

/// Kills a batch with SIGKILL at `moments`, spread over its whole duration, resuming each time
/// into the same folder; the last run is left alone.
fn kill_and_resume(moments: u32) {
    let clinic = clinic();
    let (whole, out) = (temp(), temp());
    let started = Instant::now();
    batch(clinic.path(), whole.path(), &["--jobs", "2"]);
    let whole_run = started.elapsed();
    let args = [
        "batch",
        arg(clinic.path()),
        "-o",
        arg(out.path()),
        "--no-images",
        "--jobs",
        "2",
        "--resume",
    ];
    let mut killed = 0;
    for i in 0..moments {
        let mut child = spawn(&args);
        std::thread::sleep(moment(i, whole_run));
        child.kill().expect("kill");
        killed += u32::from(!child.wait().expect("wait").success());
        for report in tree(out.path())
            .keys()
            .filter(|f| f.ends_with("subject.json"))
        {
            if report.starts_with("subjects/") {
                let text = fs::read(out.path().join(report)).expect("record");
                serde_json::from_slice::<Value>(&text).expect("a published record is whole");
            }
        }
        // What is finished stays finished: begin anew, so that later moments are hit too.
        if i % 4 == 3 {
            fs::remove_dir_all(out.path().join("subjects")).expect("begin anew");
        }
    }
    assert!(killed > 0, "no run was killed before its end");
    let output = tricholapse().args(args).output().expect("runs");
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert_same(whole.path(), out.path());
}

#[test]
fn killed_at_some_moments_and_resumed_gives_the_same_bytes() {
    kill_and_resume(4);
}

#[test]
#[ignore = "takes minutes: cargo test --test it -- --ignored batch::"]
fn killed_at_twenty_moments_and_resumed_gives_the_same_bytes() {
    kill_and_resume(20);
}
