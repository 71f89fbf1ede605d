//! The directions in which the library's modules may use each other, as docs/architecture.md says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each module with the modules it may name. `pipeline` alone may see all stages.
const ALLOWED: &[(&str, &[&str])] = &[
    ("bilinear", &[]),
    ("calendar", &[]),
    ("model", &[]),
    ("statistics", &[]),
    ("geometry", &[]),
    ("plane", &[]),
    ("resize", &[]),
    ("photo", &[]),
    ("course", &["geometry", "photo"]),
    ("photometry", &["geometry", "plane"]),
    (
        "segmentation",
        &["geometry", "photometry", "plane", "resize"],
    ),
    ("registration", &["geometry", "plane", "segmentation"]),
    ("regions", &["course", "geometry"]),
    ("coverage", &["geometry", "photometry", "segmentation"]),
    ("uncertainty", &["coverage"]),
    ("parting", &["model", "statistics"]),
    ("repeatability", &["statistics"]),
    ("longitudinal", &["calendar", "model", "statistics"]),
    ("reading", &["model", "report"]),
    ("qc", &["calendar", "geometry", "model", "resize"]),
    (
        "report",
        &["bilinear", "geometry", "model", "repeatability", "resize"],
    ),
    ("cohort", &["model", "report"]),
    // Above the pipeline: the unit of work is a whole course.
    (
        "batch",
        &[
            "cohort", "course", "model", "params", "photo", "pipeline", "report", "results",
            "session",
        ],
    ),
    // Files of one course's results, and the folder they are put into.
    ("results", &["pipeline", "report"]),
    // Opens a course for a run, above the pipeline.
    (
        "session",
        &[
            "course", "model", "params", "photo", "pipeline", "regions", "report",
        ],
    ),
    ("history", &["cohort", "model", "report"]),
    ("phantom", &["geometry", "validate"]),
    ("validate", &["geometry", "model"]),
    (
        "params",
        &["coverage", "photo", "qc", "registration", "uncertainty"],
    ),
];

fn sources(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let Ok(entries) = fs::read_dir(path) else {
        return Vec::new();
    };
    entries
        .flat_map(|entry| sources(&entry.expect("readable entry").path()))
        .collect()
}

/// The code of a module without its tests.
fn code(module: &str) -> String {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = sources(&src.join(module));
    files.extend(sources(&src.join(format!("{module}.rs"))));
    assert!(!files.is_empty(), "no module {module}");
    files
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "rs"))
        .filter(|f| !f.to_string_lossy().ends_with("tests.rs"))
        .map(|f| fs::read_to_string(f).expect("source"))
        .map(|text| {
            text.split("#[cfg(test)]")
                .next()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
}

/// Modules of the crate that the code names as `crate::module`.
fn named(code: &str) -> BTreeSet<String> {
    code.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .flat_map(|line| {
            line.match_indices("crate::")
                .map(|(at, found)| &line[at + found.len()..])
        })
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                .collect::<String>()
        })
        .filter(|name| !name.is_empty())
        .collect()
}

#[test]
fn modules_use_each_other_in_one_direction_only() {
    for (module, allowed) in ALLOWED {
        for used in named(&code(module)) {
            assert!(
                used == *module || allowed.contains(&used.as_str()),
                "{module} uses {used}; allowed are {allowed:?}"
            );
        }
    }
}

#[test]
fn every_module_is_covered() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs"))
        .expect("lib.rs");
    for module in text.lines().filter_map(|l| l.strip_prefix("pub mod ")) {
        let module = module.trim_end_matches(';');
        let known = module == "pipeline" || ALLOWED.iter().any(|(name, _)| *name == module);
        assert!(known, "say in this test what {module} may use");
    }
}

#[test]
fn the_core_neither_prints_nor_reads_the_clock_nor_parses_arguments() {
    // `course`, `regions`, `session` and `photo` open files, `phantom::write`, `results` and `batch`
    // write them; nobody else does.
    for (module, _) in ALLOWED.iter().chain(&[("pipeline", &[][..])]) {
        let code = code(module);
        for word in [
            "println!",
            "eprintln!",
            "SystemTime",
            "Instant::now",
            "clap::",
            "std::env",
        ] {
            assert!(!code.contains(word), "{module} has {word}");
        }
        if ![
            "batch", "course", "photo", "phantom", "regions", "results", "session",
        ]
        .contains(module)
        {
            assert!(!code.contains("std::fs"), "{module} opens files");
        }
    }
}
