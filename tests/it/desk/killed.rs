//! A desk that is killed while it writes leaves whole files, and the next one clears up.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::{Client, Desk};

/// Moments at which the desk is killed.
const KILLS: u64 = 20;

/// What was sent so far: photos by name, and a number that is never used twice.
#[derive(Default)]
struct Sent {
    photos: Mutex<BTreeMap<String, Vec<u8>>>,
    next: AtomicU64,
}

impl Sent {
    fn number(&self) -> u64 {
        self.next.fetch_add(1, Ordering::Relaxed)
    }
}

/// Changes the course again and again, until nobody answers.
fn edit_on(desk: &Client, sent: &Sent) -> Option<()> {
    loop {
        let state = desk.try_ask("GET", "/api/course?s=P-1", b"")?;
        let state: Value = serde_json::from_slice(&state.body).ok()?;
        let treatment = format!("course {} {}", sent.number(), "of sessions ".repeat(900));
        let edits = json!({ "base": state["base"], "course": { "treatment": treatment.trim()[..190].trim() } });
        desk.try_ask("POST", "/api/edit?s=P-1", edits.to_string().as_bytes())?;
    }
}

fn draw_on(desk: &Client, sent: &Sent) -> Option<()> {
    loop {
        let kept = desk.try_ask("GET", "/api/regions?s=P-1", b"")?;
        let kept: Value = serde_json::from_slice(&kept.body).ok()?;
        let ring = json!([[10, 10], [60, 10], [60, 60], [10, 60]]);
        let region = |i: u64| {
            let name = format!("r{} {i}", sent.number());
            json!({ "name": name, "view": "vertex", "rings": [ring] })
        };
        let regions: Vec<Value> = (0..40).map(region).collect();
        let new = json!({ "base": kept["base"], "regions": regions });
        desk.try_ask("PUT", "/api/regions?s=P-1", new.to_string().as_bytes())?;
    }
}

fn bring_on(desk: &Client, sent: &Sent, photo: &[u8]) -> Option<()> {
    loop {
        let number = sent.number();
        let name = format!("2026-03-12_vertex_{number}.png");
        // Each with bytes of its own behind the picture: no photo is a copy of another.
        let mut bytes = photo.to_vec();
        bytes.extend(number.to_le_bytes().repeat(60_000));
        sent.photos
            .lock()
            .unwrap()
            .insert(name.clone(), bytes.clone());
        desk.try_ask("PUT", &format!("/api/photo?s=P-1&name={name}"), &bytes)?;
    }
}

/// Everything below a folder.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let below = entries.flat_map(|entry| match entry.path() {
        path if path.is_dir() => [vec![path.clone()], files_below(&path)].concat(),
        path => vec![path],
    });
    below.collect()
}

fn is_staged(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(".tricholapse-")
}

/// Whatever stands under its own name is whole.
fn whole(subject: &Path, sent: &Sent) {
    for name in ["course.toml", "course.toml~"] {
        let Ok(text) = std::fs::read_to_string(subject.join(name)) else {
            assert_eq!(name, "course.toml~", "course.toml is gone");
            continue;
        };
        assert!(text.starts_with("# written by hand\n"), "{name}: {text:?}");
        assert!(text.ends_with('\n'), "{name}: {text:?}");
        assert!(text.contains("# a pseudonym"), "{name}: {text:?}");
        let last = text.lines().last().unwrap();
        assert!(
            last.ends_with('"') || last.ends_with("# a pseudonym"),
            "{name}: {text:?}"
        );
    }
    for name in ["regions.geojson", "regions.geojson~"] {
        if let Ok(text) = std::fs::read(subject.join(name)) {
            let regions: Value = serde_json::from_slice(&text).expect(name);
            assert_eq!(regions["features"].as_array().unwrap().len(), 40, "{name}");
        }
    }
    let sent = sent.photos.lock().unwrap();
    for path in files_below(&subject.join("photos")) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if !is_staged(&path) {
            assert!(
                sent[&name] == std::fs::read(&path).unwrap(),
                "{name} is not whole"
            );
        }
    }
    for report in files_below(&subject.join("reports")) {
        if report.ends_with("report.json") && !report.components().any(|c| is_staged(c.as_ref())) {
            let json: Value = serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
            for picture in json["pictures"].as_array().unwrap() {
                let picture = report.with_file_name(picture.as_str().unwrap());
                assert!(picture.is_file(), "{}", picture.display());
            }
        }
    }
}

#[test]
fn a_desk_killed_at_any_moment_leaves_whole_files_and_the_next_one_clears_up() {
    let first = Desk::open();
    let clinic = Arc::clone(&first.clinic);
    drop(first);
    let subject = clinic.path().join("P-1");
    let photo = std::fs::read(subject.join("2026-01-12_vertex.png")).unwrap();
    let sent = Sent::default();
    for kill in 0..KILLS {
        let mut desk = Desk::over_shared(Arc::clone(&clinic));
        let wanted = json!({ "s": "P-1" }).to_string();
        assert_eq!(
            desk.ask("POST", "/api/measure", wanted.as_bytes()).status,
            200
        );
        let client = desk.client.clone();
        std::thread::scope(|scope| {
            scope.spawn(|| edit_on(&client, &sent));
            scope.spawn(|| draw_on(&client, &sent));
            scope.spawn(|| bring_on(&client, &sent, &photo));
            // Spread over writes of a few milliseconds and a run of a second.
            std::thread::sleep(Duration::from_millis(40 + 61 * kill));
            desk.process.kill().unwrap();
        });
        drop(desk);
        whole(&subject, &sent);
    }
    assert!(sent.next.load(Ordering::Relaxed) > 3 * KILLS);
    let _desk = Desk::over_shared(Arc::clone(&clinic));
    let begun = Instant::now();
    let left = || {
        files_below(clinic.path())
            .into_iter()
            .find(|p| is_staged(p))
    };
    while let Some(path) = left() {
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{} is left",
            path.display()
        );
        std::thread::sleep(Duration::from_millis(50));
    }
    whole(&subject, &sent);
}
