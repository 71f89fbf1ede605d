//! Modules use those below them, and no two files each other. Code after a test module and grouped
//! imports are seen as well; tests are not looked at.

mod code;
mod graph;

use std::collections::{BTreeMap, BTreeSet};

use graph::{Graph, circles, read};

/// The library's modules from the bottom up. A module uses those of the lines above its own,
/// nobody of its own line or further down. `docs/architecture.md` says what each owns.
const FLOORS: &[&[&str]] = &[
    &[
        "approximate",
        "bilinear",
        "calendar",
        "geometry",
        "model",
        "plane",
        "regular_file",
        "resize",
        "srgb",
        "statistics",
    ],
    &["head", "orientation", "photo", "photometry", "words"],
    &[
        "closeup",
        "coverage",
        "course",
        "registration",
        "repeatability",
    ],
    &["parting", "regions", "scalp", "uncertainty"],
    &["longitudinal"],
    &["anonymize"],
    &["qc"],
    &["report"],
    &["cohort", "dicom", "params", "reading", "validate"],
    &["history", "phantom", "pipeline"],
    &["results", "session"],
    &["batch"],
    &["desk", "untrusted"],
    &["cli"],
];

fn floor(module: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&module))
}

/// Who uses whom of the top modules.
fn rooms(graph: &Graph) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut rooms: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (place, used) in &graph.uses {
        let Some(room) = place.first() else { continue };
        let others = used.iter().filter_map(|p| p.first()).filter(|p| *p != room);
        rooms
            .entry(room)
            .or_default()
            .extend(others.map(String::as_str));
    }
    rooms
}

#[test]
fn modules_use_only_those_below_them() {
    let graph = read();
    let mut wrong = Vec::new();
    for (room, used) in rooms(&graph) {
        let own = floor(room).unwrap_or_else(|| panic!("give {room} a floor in this test"));
        for other in used {
            if floor(other).is_none_or(|below| below >= own) {
                wrong.push(format!("{room} uses {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_has_a_floor() {
    for place in read().code.keys().filter(|place| place.len() == 1) {
        assert!(
            floor(&place[0]).is_some(),
            "give {} a floor in this test",
            place[0]
        );
    }
}

#[test]
fn no_two_files_use_each_other() {
    let named: Vec<String> = circles(&read().uses)
        .iter()
        .map(|circle| {
            let places: Vec<String> = circle.iter().map(|p| p.join("::")).collect();
            places.join(", ")
        })
        .collect();
    assert!(
        named.is_empty(),
        "{} circles; move what both need to a file of its own:\n{}",
        named.len(),
        named.join("\n")
    );
}

#[test]
fn the_core_neither_prints_nor_reads_the_clock_nor_parses_arguments() {
    // `regular_file` opens files for those that read them, `course` looks for them, `phantom::write`,
    // `results` and `batch` write them; nobody else does. `cli` and `desk` are the outer rooms: they
    // know the disk and the clock.
    const WITH_FILES: [&str; 6] = [
        "batch",
        "course",
        "history",
        "phantom",
        "regular_file",
        "results",
    ];
    let core = read();
    let core = core.code.iter().filter(|(place, _)| {
        place
            .first()
            .is_none_or(|room| room != "desk" && room != "cli")
    });
    for (place, code) in core {
        let name = place.join("::");
        for word in [
            "println!",
            "SystemTime",
            "Instant::now",
            "clap::",
            "std::env",
        ] {
            assert!(!code.contains(word), "{name} has {word}");
        }
        if place
            .first()
            .is_some_and(|room| !WITH_FILES.contains(&room.as_str()))
        {
            assert!(!code.contains("std::fs"), "{name} opens files");
        }
    }
}
