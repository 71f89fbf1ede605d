//! Measured values that may not move unnoticed.
//!
//! Each golden file lists what a report measured, one value a line, below the number of the method
//! that measured it. Every line must be found again, digit for digit; fields that a report gains
//! are no difference. Sentences, hashes and versions are left out: they measure nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tricholapse::METHOD;
use tricholapse::phantom::{
    CombStyle, DensitySpec, GrowthSpec, HairColour, PhantomSpec, Preset, SkinTone, render_course,
    write_course,
};

use crate::support::{arg, course_small, course_small_photos, run, stderr, temp};

/// Path of a value in its document, and the value as written.
type Values = BTreeMap<String, String>;

/// What names an element of a list, most telling first.
const NAMES: [&str; 7] = ["id", "view", "region", "month", "subject", "file", "name"];
/// Said of the program or the input, not measured.
const LEFT_OUT: [&str; 7] = [
    "tool",
    "schema",
    "params_sha256",
    "sha256",
    "unit",
    "region_outlines",
    "disclaimer",
];

/// Name of an element in its list: what it is about, for a change also between which visits.
fn name_of(element: &Value, index: usize) -> String {
    let text = |key: &str| match &element[key] {
        Value::String(s) => Some(s.clone()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    };
    let Some(name) = NAMES.iter().find_map(|key| text(key)) else {
        return index.to_string();
    };
    match (text("from"), text("to")) {
        (Some(from), Some(to)) => format!("{name} {from}..{to}"),
        _ => name,
    }
}

fn collect(value: &Value, path: &str, into: &mut Values) {
    match value {
        Value::Object(fields) => {
            for (key, field) in fields {
                if !LEFT_OUT.contains(&key.as_str()) {
                    collect(field, &format!("{path}/{key}"), into);
                }
            }
        }
        Value::Array(elements) => {
            let names: Vec<String> = elements
                .iter()
                .enumerate()
                .map(|(i, e)| name_of(e, i))
                .collect();
            for (i, (element, name)) in elements.iter().zip(&names).enumerate() {
                let alone = names.iter().filter(|other| *other == name).count() == 1;
                let name = if alone {
                    name.clone()
                } else {
                    format!("{name} {i}")
                };
                collect(element, &format!("{path}/{name}"), into);
            }
        }
        // A sentence; its words may change.
        Value::String(text) if text.contains(' ') => {}
        other => assert_eq!(
            into.insert(path.to_owned(), other.to_string()),
            None,
            "{path}"
        ),
    }
}

fn values_of(json: &Path) -> Values {
    let text = fs::read(json).expect("written");
    let mut values = Values::new();
    collect(
        &serde_json::from_slice(&text).expect("JSON"),
        "",
        &mut values,
    );
    values
}

/// The table's cells by photo, region and column.
fn cells_of(csv: &Path) -> Values {
    let mut reader = csv::Reader::from_path(csv).expect("written");
    let columns = reader.headers().expect("a header").clone();
    let mut cells = Values::new();
    for record in reader.records() {
        let record = record.expect("a record");
        let cell = |name: &str| &record[columns.iter().position(|c| c == name).expect("column")];
        let row = format!("/coverage.csv/{}/{}", cell("photo"), cell("region"));
        for (column, text) in columns.iter().zip(&record) {
            if !text.contains(' ') {
                cells.insert(format!("{row}/{column}"), text.to_owned());
            }
        }
    }
    cells
}

fn golden_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Writes a golden file and fails where an update is asked for: such a run is never green.
fn update(file: &Path, text: &str) {
    if std::env::var_os("TRICHOLAPSE_UPDATE").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("folder");
        fs::write(file, text).expect("golden file");
        panic!(
            "{} written; run again without TRICHOLAPSE_UPDATE",
            file.display()
        );
    }
}

/// Golden lines that are not found again, with what is there now.
fn moved(golden: &str, values: &Values) -> Vec<String> {
    golden
        .lines()
        .map(|line| line.rsplit_once(" = ").expect("path = value"))
        .filter(|(path, value)| values.get(*path).is_none_or(|now| now != value))
        .map(|(path, value)| {
            let now = values.get(path).map_or("gone", String::as_str);
            format!("{path}: {value} -> {now}")
        })
        .collect()
}

fn assert_unmoved(name: &str, values: &Values) {
    let file = golden_folder().join(format!("method-{METHOD}/{name}.txt"));
    let lines: Vec<String> = values
        .iter()
        .map(|(path, v)| format!("{path} = {v}\n"))
        .collect();
    update(&file, &lines.concat());
    let golden = fs::read_to_string(&file)
        .unwrap_or_else(|e| panic!("{}: {e}; write it, see CONTRIBUTING.md", file.display()));
    let moved = moved(&golden, values);
    assert!(
        moved.is_empty(),
        "{} values of {name} moved; bump METHOD or explain, see CONTRIBUTING.md:\n{}",
        moved.len(),
        moved[..moved.len().min(20)].join("\n")
    );
}

/// Analyzes a course and compares what its report measured.
fn assert_course_unmoved(name: &str, course: &Path) {
    let out = temp();
    let output = run(&["analyze", arg(course), "-o", arg(out.path()), "--no-images"]);
    assert!(
        matches!(output.status.code(), Some(0 | 3)),
        "{}",
        stderr(&output)
    );
    let mut values = values_of(&out.path().join("report.json"));
    values.extend(cells_of(&out.path().join("coverage.csv")));
    assert_unmoved(name, &values);
}

/// Two visits three months apart, small and quick to render.
fn two_visits(spec: PhantomSpec) -> PhantomSpec {
    PhantomSpec {
        size_px: [600, 800],
        visit_days: vec![0, 90],
        growth: GrowthSpec {
            vertex: 1.2,
            ..GrowthSpec::default()
        },
        ..spec
    }
}

fn assert_phantom_unmoved(name: &str, spec: PhantomSpec, view: &str) {
    let course = temp();
    let rendered = render_course(&two_visits(spec), 4711).expect("the spec can be rendered");
    write_course(&rendered, course.path()).expect("course");
    if view != "vertex" {
        rename_view(course.path(), view);
    }
    assert_course_unmoved(name, course.path());
}

/// Gives the photos of a course another view, in their names and in the manifest, and leaves the
/// outlines to the atlas of that view.
fn rename_view(course: &Path, view: &str) {
    fs::remove_file(course.join("regions.geojson")).expect("regions");
    let other = |text: &str| text.replace("vertex", view);
    for entry in fs::read_dir(course.join("photos")).expect("photos") {
        let path = entry.expect("entry").path();
        let name = path
            .file_name()
            .expect("name")
            .to_string_lossy()
            .into_owned();
        fs::rename(&path, path.with_file_name(other(&name))).expect("rename");
    }
    let manifest = course.join("course.toml");
    let text = fs::read_to_string(&manifest).expect("manifest");
    let kept = other(&text)
        .lines()
        .filter(|line| !line.starts_with("regions"))
        .fold(String::new(), |text, line| text + line + "\n");
    fs::write(manifest, kept).expect("manifest");
}

#[test]
fn the_small_course() {
    assert_course_unmoved("course_small", &course_small());
}

#[test]
fn grey_hair_on_fair_skin() {
    let mut spec = PhantomSpec::default();
    (spec.hair.colour, spec.skin) = (HairColour::Grey, SkinTone::VeryFair);
    assert_phantom_unmoved("grey", spec, "vertex");
}

#[test]
fn a_parting_from_the_midline() {
    let mut spec = PhantomSpec::default();
    spec.hair.style = CombStyle::Side;
    assert_phantom_unmoved("midline", spec, "midline");
}

#[test]
fn a_bald_crown() {
    let density = DensitySpec {
        vertex_thinning: 1.0,
        frontal_thinning: 0.9,
        ..DensitySpec::default()
    };
    let spec = PhantomSpec {
        density,
        ..PhantomSpec::default()
    };
    assert_phantom_unmoved("bald", spec, "vertex");
}

#[test]
fn a_busy_background() {
    assert_phantom_unmoved("clutter", Preset::Clutter.spec(4711), "vertex");
}

#[test]
fn a_cohort_of_three() {
    let (clinic, out) = (temp(), temp());
    let photos = course_small_photos();
    for (subject, chosen) in [("a/P-1", [0, 3]), ("a/P-2", [0, 2]), ("b/P-3", [3, 0])] {
        let folder = clinic.path().join(subject);
        fs::create_dir_all(&folder).expect("folder");
        for (photo, day) in chosen.into_iter().zip(["2026-01-12", "2026-07-12"]) {
            fs::copy(&photos[photo], folder.join(format!("{day}_vertex.jpg"))).expect("copy");
        }
    }
    let output = run(&[
        "batch",
        arg(clinic.path()),
        "-o",
        arg(out.path()),
        "--no-images",
        "-q",
    ]);
    assert!(
        matches!(output.status.code(), Some(0 | 3)),
        "{}",
        stderr(&output)
    );
    let cohort = values_of(&out.path().join("cohort.json"));
    assert_unmoved("cohort", &cohort);
}

/// What the terminal says of the small course, word for word.
#[test]
fn the_table_of_the_small_course() {
    let (out, course) = (temp(), course_small());
    let output = run(&[
        "analyze",
        arg(&course),
        "-o",
        arg(out.path()),
        "--no-images",
        "-q",
    ]);
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let table = printed.replace(arg(out.path()), "OUT");
    let file = golden_folder().join("course_small_table.txt");
    update(&file, &table);
    assert_eq!(
        table,
        fs::read_to_string(&file).expect("golden file"),
        "{}",
        file.display()
    );
}

/// The comparison itself: a value that moved and one that went are found, a new one is no matter.
#[test]
fn what_moved_is_found() {
    let now = [("/a", "0.5"), ("/c", "1")].map(|(path, v)| (path.to_owned(), v.to_owned()));
    let moved = moved("/a = 0.25\n/b = null\n", &Values::from(now));
    assert_eq!(moved, ["/a: 0.25 -> 0.5", "/b: null -> gone"]);
}
