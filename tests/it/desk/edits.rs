//! Two hands at one course lose nothing, and only what was asked changes.

use serde_json::json;

use super::{Desk, MANIFEST};

#[test]
fn a_photo_is_never_overwritten_and_a_copy_is_told() {
    let desk = Desk::open();
    let subject = desk.clinic.path().join("P-1");
    let photo = std::fs::read(subject.join("2026-01-12_vertex.png")).unwrap();
    let copy = desk.ask("PUT", "/api/photo?s=P-1&name=2026-02-12_vertex.png", &photo);
    assert_eq!(copy.status, 409);
    assert!(copy.json()["detail"]["duplicate_of"].is_string());
    let mut other = photo.clone();
    other.push(0);
    let new = desk.ask("PUT", "/api/photo?s=P-1&name=2026-02-12_vertex.png", &other);
    assert_eq!(new.status, 200, "{}", String::from_utf8_lossy(&new.body));
    let kept = subject.join("photos/2026-02-12_vertex.png");
    assert_eq!(std::fs::read(&kept).unwrap(), other);
    other.push(0);
    let again = desk.ask("PUT", "/api/photo?s=P-1&name=2026-02-12_vertex.png", &other);
    assert_eq!(again.status, 409);
    assert_eq!(std::fs::read(&kept).unwrap().len(), photo.len() + 1);
    let other_kind = desk.ask("PUT", "/api/photo?s=P-1&name=notes.exe", b"MZ");
    assert_eq!(other_kind.status, 415);
    let names: Vec<_> = std::fs::read_dir(subject.join("photos")).unwrap().collect();
    assert_eq!(names.len(), 1, "nothing half done is left");
}

#[test]
fn a_person_s_comments_live_and_only_what_was_asked_changes() {
    let desk = Desk::open();
    let base = desk.state()["base"].clone();
    let answer = desk.edit(&json!({
        "base": base,
        "course": { "treatment": "hair mesotherapy", "sessions": ["2026-01-12", "2026-01-22"] },
        "fronts": { "vertex": "down" },
        "photos": { "2026-07-12_vertex.png": { "exclude": true, "landmarks": [[1.04, 2.0], [3.0, 4.5]] } },
    }));
    assert_eq!(
        answer.status,
        200,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    let text = desk.manifest();
    assert!(text.starts_with(MANIFEST), "{text}");
    let state = desk.state();
    assert_eq!(state["fronts"]["vertex"], "down");
    assert_eq!(state["photos"][1]["excluded"], true);
    assert_eq!(
        state["photos"][1]["landmarks"],
        json!([[1.0, 2.0], [3.0, 4.5]])
    );
    let before = desk.clinic.path().join("P-1/course.toml~");
    assert_eq!(std::fs::read_to_string(before).unwrap(), MANIFEST);
}

#[test]
fn the_later_of_two_writers_is_told_what_changed() {
    let desk = Desk::open();
    let base = desk.state()["base"].clone();
    let by_hand = format!("{MANIFEST}treatment = \"by hand\"\n");
    std::fs::write(desk.clinic.path().join("P-1/course.toml"), &by_hand).unwrap();
    let answer = desk.edit(&json!({ "base": base, "course": { "treatment": "by mouse" } }));
    assert_eq!(answer.status, 409);
    let detail = answer.json()["detail"].clone();
    assert_eq!(detail["changed"], json!(["+ treatment = \"by hand\""]));
    assert_eq!(desk.manifest(), by_hand);
}

#[test]
fn what_would_be_no_course_is_not_written() {
    let desk = Desk::open();
    let base = desk.state()["base"].clone();
    for edits in [
        json!({ "base": base, "course": { "interval_days": [14, 7] } }),
        json!({ "base": base, "course": { "marks_months": "three" } }),
        json!({ "base": base, "course": { "regions": "../other.geojson" } }),
        json!({ "base": base, "photos": { "../../x.jpg": { "exclude": true } } }),
        json!({ "base": base, "photos": { "2026-01-12_vertex.png": { "date": "2026-02-30" } } }),
    ] {
        let answer = desk.edit(&edits);
        assert!(
            (400..500).contains(&answer.status),
            "{edits}: {}",
            answer.status
        );
    }
    assert_eq!(desk.manifest(), MANIFEST);
}

#[test]
fn numbers_that_a_course_cannot_hold_are_refused_in_plain_words() {
    let desk = Desk::open();
    let base = desk.state()["base"].clone();
    for (key, value) in [
        ("planned_sessions", json!(-2)),
        ("planned_sessions", json!(1.5)),
        ("marks_months", json!([-1])),
        ("marks_months", json!([1, 1.5])),
        ("interval_days", json!([0, 7])),
    ] {
        let answer = desk.edit(&json!({ "base": base, "course": { key: value } }));
        let said = answer.json()["error"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        assert_eq!(answer.status, 422, "{said}");
        assert!(
            said.contains("whole numbers") && !said.contains("TOML"),
            "{said}"
        );
    }
    assert_eq!(desk.manifest(), MANIFEST);
}

#[test]
fn points_go_to_a_photo_that_can_be_opened_and_lie_on_it() {
    let desk = Desk::open();
    let subject = desk.clinic.path().join("P-1");
    std::fs::write(subject.join("2026-05-01_vertex.jpg"), "a letter").unwrap();
    let base = desk.state()["base"].clone();
    let save = |file: &str, x: f64| {
        let points = json!([[x, 10.0], [20.0, 30.0]]);
        desk.edit(&json!({ "base": base, "photos": { file: { "landmarks": points } } }))
    };
    let no_picture = save("2026-05-01_vertex.jpg", 10.0);
    assert_eq!(no_picture.status, 422);
    let said = no_picture.json()["error"].to_string();
    assert!(said.contains("not a picture"), "{said}");
    let outside = save("2026-07-12_vertex.png", 99_999.0);
    assert_eq!(outside.status, 422);
    assert_eq!(desk.manifest(), MANIFEST);
    assert_eq!(save("2026-07-12_vertex.png", 10.0).status, 200);
}

#[test]
fn a_file_that_is_no_photo_is_told_when_it_is_brought_in_in_the_pages_language() {
    let desk = Desk::open();
    let path = "/api/photo?s=P-1&lang=de&name=2026-05-01_vertex.jpg";
    let answer = desk.ask("PUT", path, b"Dear colleague,\n");
    assert_eq!(answer.status, 422);
    let said = answer.json()["error"].to_string();
    assert!(
        said.contains("kein Bild: der Inhalt ist Text; die Datei durch das Foto"),
        "{said}"
    );
    let photos = desk.clinic.path().join("P-1/photos");
    assert_eq!(std::fs::read_dir(photos).unwrap().count(), 0);
}

#[test]
fn a_photo_cannot_be_dated_ahead_or_before_any() {
    let desk = Desk::open();
    let base = desk.state()["base"].clone();
    for (date, why) in [
        ("2090-07-12", "ahead of this computer's today"),
        ("0002-07-12", "of 1990 or later"),
    ] {
        let photos = json!({ "2026-07-12_vertex.png": { "date": date } });
        let answer = desk.edit(&json!({ "base": base, "photos": photos }));
        assert_eq!(answer.status, 422);
        let said = answer.json()["error"].to_string();
        assert!(said.contains(why), "{said}");
        assert_eq!(desk.manifest(), MANIFEST);
    }
}

#[test]
fn a_subject_has_a_name_that_every_computer_can_have() {
    let desk = Desk::open();
    for name in ["CON", "com1", "a:b", ".hidden"] {
        let body = json!({ "name": name }).to_string();
        let answer = desk.ask("POST", "/api/subjects", body.as_bytes());
        assert_eq!(answer.status, 400, "{name}");
        assert!(!desk.clinic.path().join(name).exists());
    }
}

#[test]
fn regions_drawn_are_regions_read() {
    let desk = Desk::open();
    let ring = json!([[10.0, 10.0], [60.0, 10.0], [60.0, 60.0], [10.0, 60.0]]);
    let regions = json!({ "base": "none", "regions": [{ "name": "crown", "view": "vertex", "rings": [ring] }] });
    let answer = desk.ask("PUT", "/api/regions?s=P-1", regions.to_string().as_bytes());
    assert_eq!(
        answer.status,
        200,
        "{}",
        String::from_utf8_lossy(&answer.body)
    );
    let kept = desk.ask("GET", "/api/regions?s=P-1", b"").json();
    assert_eq!(kept["regions"][0]["name"], "crown");
    let late = desk.ask("PUT", "/api/regions?s=P-1", regions.to_string().as_bytes());
    assert_eq!(late.status, 409, "the file was written since");
}

#[test]
fn parts_and_holes_of_a_region_are_written_as_parts_and_holes() {
    let desk = Desk::open();
    let square =
        |x: f64, side: f64| json!([[x, x], [x + side, x], [x + side, x + side], [x, x + side]]);
    let rings = [square(0.0, 60.0), square(100.0, 60.0), square(120.0, 20.0)];
    let regions =
        json!({ "base": "none", "regions": [{ "name": "crown", "view": null, "rings": rings }] });
    let answer = desk.ask("PUT", "/api/regions?s=P-1", regions.to_string().as_bytes());
    assert_eq!(answer.status, 200);
    let file = desk.ask("GET", "/api/regions.geojson?s=P-1", b"").json();
    let geometry = &file["features"][0]["geometry"];
    assert_eq!(geometry["type"], "MultiPolygon");
    let parts = geometry["coordinates"].as_array().unwrap();
    let rings: Vec<usize> = parts
        .iter()
        .map(|part| part.as_array().unwrap().len())
        .collect();
    assert_eq!(rings, [1, 2], "{geometry}");
}

#[test]
fn two_windows_and_a_command_line_at_one_course_overwrite_nothing() {
    let desk = Desk::open();
    let subject = desk.clinic.path().join("P-1");
    let line = |args: &[&str]| {
        let mut line = std::process::Command::new(env!("CARGO_BIN_EXE_tricholapse"));
        line.args(args).arg(&subject);
        line.stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null());
        line
    };
    let [one, other] = [desk.state(), desk.state()];
    let say = |base: &serde_json::Value, treatment: &str| {
        desk.edit(&json!({ "base": base, "course": { "treatment": treatment } }))
    };
    assert_eq!(say(&one["base"], "of the one window").status, 200);
    let late = say(&other["base"], "of the other window");
    assert_eq!(late.status, 409);
    let late = late.json();
    assert_eq!(
        late["detail"]["changed"],
        json!(["+ treatment = \"of the one window\""])
    );
    // The command line writes in between: the window that was shown the former file is refused.
    let shown = late["detail"]["state"]["base"].clone();
    assert!(line(&["init"]).status().unwrap().success());
    let by_line = desk.manifest();
    assert!(by_line.contains("[[photo]]") && by_line.contains("of the one window"));
    let refused = say(&shown, "of the other window");
    assert_eq!(refused.status, 409);
    let changed = refused.json()["detail"]["changed"].to_string();
    assert!(changed.contains("+ [[photo]]"), "{changed}");
    assert_eq!(desk.manifest(), by_line);
    // Both measure at the same time, into the same folder: one whole report stands in the end.
    let run = desk.ask(
        "POST",
        "/api/measure",
        json!({ "s": "P-1" }).to_string().as_bytes(),
    );
    let run = run.json()["run"].as_str().unwrap().to_owned();
    let reports = subject.join("reports");
    let folder = std::iter::repeat_with(|| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        let mut found = std::fs::read_dir(&reports).ok()?.flatten();
        found.next().map(|entry| entry.path())
    });
    let folder = folder.take(500).flatten().next().expect("a folder");
    let status = line(&["analyze", "-o", folder.to_str().unwrap()]).status();
    assert!(matches!(status.unwrap().code(), Some(0 | 3)));
    let ended = (0..3000).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        let state = desk.ask("GET", &format!("/api/run?run={run}"), b"").json();
        (state["state"] != "running").then_some(state)
    });
    assert_eq!(ended.expect("an end")["state"], "done");
    let report = std::fs::read(folder.join("report.json")).unwrap();
    let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
    for picture in report["pictures"].as_array().unwrap() {
        assert!(folder.join(picture.as_str().unwrap()).is_file());
    }
    let staged = |entry: &std::fs::DirEntry| {
        entry
            .file_name()
            .to_string_lossy()
            .starts_with(".tricholapse-")
    };
    assert!(
        !std::fs::read_dir(&folder)
            .unwrap()
            .flatten()
            .any(|e| staged(&e))
    );
}
