//! The commands as a user meets them: what they print, which files they leave, how they exit.

use std::fs;

use crate::support::*;

fn stdout(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn demo_prints_the_table_and_the_path_of_the_report() {
    let out = temp();
    let output = run(&["demo", "-o", arg(out.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let text = stdout(&output);
    for needle in [
        "Vertex",
        "Overall",
        "6 months",
        "not for diagnosis",
        "report.html",
        "patient.html",
    ] {
        assert!(text.contains(needle), "{needle:?} not in:\n{text}");
    }
    // The demonstration's phantom gains hair at the vertex: the answer must say so.
    let report = report(out.path());
    let change = &report["views"][0]["course_change"]["regions"];
    let vertex = list(change)
        .iter()
        .find(|c| c["region"] == "vertex")
        .expect("vertex");
    assert_eq!(vertex["verdict"], "increase", "{vertex}");
}

#[test]
fn a_demo_that_cannot_run_renders_nothing() {
    let out = temp();
    let none = out.path().join("none.toml");
    let mut refused = vec![["--params", arg(&none)], ["--self-test", arg(&none)]];
    if !cfg!(feature = "pdf") {
        refused.push(["--pdf", "--no-images"]);
    }
    for options in refused {
        let target = out.path().join("demo");
        let output = run(&[&["demo", "-o", arg(&target)], &options[..]].concat());
        assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
        assert!(!target.exists(), "{options:?} left something behind");
    }
}

#[test]
fn analyze_leaves_the_files_the_contract_names() {
    let out = temp();
    let output = run(&["analyze", arg(&course_small()), "-o", arg(out.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let names: Vec<String> = fs::read_dir(out.path())
        .expect("results")
        .map(|e| e.expect("entry").file_name().to_string_lossy().into_owned())
        .collect();
    for needed in ["report.json", "report.html", "patient.html", "coverage.csv"] {
        assert!(
            names.iter().any(|n| n == needed),
            "{needed} not in {names:?}"
        );
    }
    for kind in [
        "regions",
        "coverage",
        "pair",
        "checkerboard",
        "change",
        "before_after",
    ] {
        assert!(
            names.iter().any(|n| n.contains(kind)),
            "no {kind} picture in {names:?}"
        );
    }
    assert!(
        names.iter().all(|n| !n.starts_with('.')),
        "nothing temporary is left: {names:?}"
    );
    let report = report(out.path());
    assert_eq!(report["schema"], "tricholapse.report/2");
    assert_eq!(
        report["views"][0]["photos"][0]["registration"]["status"],
        "baseline"
    );
    assert_eq!(list(&report["views"][0]["marks"]).len(), 3);
}

#[test]
fn results_of_one_person_never_give_way_to_another_s() {
    let photos = course_small_photos();
    let [one, other] = [0, 2].map(|i| {
        let dir = temp();
        let course = dir.path().join("fotos");
        fs::create_dir(&course).expect("folder");
        fs::copy(&photos[i], course.join("2026-01-12_vertex.jpg")).expect("photo");
        (dir, course)
    });
    let out = temp();
    let analyze = |course: &std::path::Path| {
        run(&["analyze", arg(course), "-o", arg(out.path()), "--no-images"])
    };
    let whole = || fs::read(out.path().join("report.json")).expect("report.json");
    assert_eq!(analyze(&one.1).status.code(), Some(0));
    let first = whole();
    let refused = analyze(&other.1);
    let said = stderr(&refused);
    assert_eq!(refused.status.code(), Some(2), "{said}");
    assert!(
        said.contains("another course (\"fotos\", photos of 2026-01-12") && said.contains("-o"),
        "{said}"
    );
    assert!(whole() == first, "nothing was touched");
    // One's own results are renewed: with a photo more, under another name, and with other photos under one name.
    fs::copy(&photos[1], one.1.join("2026-02-12_vertex.jpg")).expect("photo");
    fs::write(one.1.join("course.toml"), "subject = \"P-1\"\n").expect("manifest");
    assert_ne!(analyze(&one.1).status.code(), Some(2));
    fs::write(other.1.join("course.toml"), "subject = \"P-1\"\n").expect("manifest");
    assert_eq!(analyze(&other.1).status.code(), Some(0));
}

#[test]
fn of_two_runs_at_once_into_one_folder_the_later_is_refused() {
    let photos = course_small_photos();
    let courses = [0, 2].map(|i| folder_with(&[(&photos[i], "2026-01-12_vertex.jpg")]));
    let out = temp();
    let runs: Vec<_> = courses
        .iter()
        .map(|course| {
            let args = [
                "analyze",
                arg(course.path()),
                "-o",
                arg(out.path()),
                "--no-images",
            ];
            spawn(&args)
        })
        .collect();
    let mut codes: Vec<_> = runs
        .into_iter()
        .map(|mut child| child.wait().expect("wait").code())
        .collect();
    codes.sort();
    assert_eq!(codes, [Some(0), Some(2)]);
}

#[test]
fn a_control_is_found_in_any_case_and_a_misspelt_one_ends_as_unfinished() {
    let photos = course_small_photos();
    let dir = folder_with(&[
        (&photos[0], "2026-01-12_vertex.jpg"),
        (&photos[2], "2026-04-12_vertex.jpg"),
    ]);
    fs::copy(
        course_small().join("regions.geojson"),
        dir.path().join("regions.geojson"),
    )
    .expect("regions");
    let controlled = |manifest: &str| {
        fs::write(dir.path().join("course.toml"), manifest).expect("manifest");
        let (output, report) = analyzed(dir.path());
        let warned = list(&report["warnings"]).iter();
        let warned: Vec<String> = warned
            .filter(|w| w["code"] == "control_unknown")
            .map(|w| w["message"].as_str().unwrap_or_default().to_owned())
            .collect();
        let corrected = changes(&report)[0]["control_corrected"]["control"].clone();
        (output.status.code(), warned, corrected)
    };
    let (code, warned, corrected) = controlled("front = \"up\"\ncontrol = \" Left\"\n");
    assert_eq!(
        (code, warned.len(), &corrected),
        (Some(0), 0, &"left".into())
    );
    let (code, warned, corrected) = controlled("front = \"up\"\ncontrol = [\"left\", \"rigth\"]\n");
    assert_eq!((code, &corrected), (Some(3), &"left".into()));
    assert!(
        warned.len() == 1 && warned[0].contains("did you mean \"right\"?"),
        "{warned:?}"
    );
}

#[test]
fn one_file_in_two_views_is_told() {
    let photos = course_small_photos();
    let dir = folder_with(&[
        (&photos[0], "2026-01-12_vertex.jpg"),
        (&photos[0], "2026-01-12_midline.jpg"),
    ]);
    let (_, report) = analyzed(dir.path());
    let told = list(&report["warnings"])
        .iter()
        .filter(|w| w["code"] == "same_file");
    assert_eq!(told.count(), 1, "{}", report["warnings"]);
}

#[test]
fn a_single_photo_is_a_course_without_changes() {
    let dir = folder_with(&[(&course_small_photos()[0], "2026-01-12_vertex.jpg")]);
    let out = temp();
    let output = run(&["analyze", arg(dir.path()), "-o", arg(out.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let report = report(out.path());
    let view = &report["views"][0];
    assert!(list(&view["changes"]).is_empty());
    assert!(view["course_change"]["to"].is_null() && !view["course_change"]["reason"].is_null());
    assert_eq!(view["marks"][0]["basis"], "missing");
}

#[test]
fn init_writes_a_manifest_that_analyze_reads_and_leaves_a_whole_one_alone() {
    let photos = course_small_photos();
    let dir = folder_with(&[
        (&photos[0], "2026-01-12_vertex.jpg"),
        (&photos[1], "2026-02-12_vertex.jpg"),
    ]);
    let output = run(&["init", arg(dir.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let manifest = fs::read_to_string(dir.path().join("course.toml")).expect("manifest");
    assert!(manifest.contains("2026-02-12_vertex.jpg"), "{manifest}");
    let out = temp();
    let analyzed = run(&[
        "analyze",
        arg(dir.path()),
        "-o",
        arg(out.path()),
        "--no-images",
    ]);
    assert_eq!(analyzed.status.code(), Some(0), "{}", stderr(&analyzed));
    assert_eq!(run(&["init", arg(dir.path())]).status.code(), Some(0));
    assert_eq!(
        fs::read_to_string(dir.path().join("course.toml")).expect("kept"),
        manifest
    );
}

#[test]
fn phantom_gives_the_same_bytes_and_validate_scores_it() {
    let (one, two) = (temp(), temp());
    for (dir, jobs) in [(&one, "1"), (&two, "2")] {
        let args = [
            "phantom",
            arg(dir.path()),
            "--seed",
            "5",
            "--size",
            "300x400",
            "--jobs",
            jobs,
        ];
        let output = run(&args);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    }
    let truth =
        |dir: &tempfile::TempDir| fs::read(dir.path().join("truth/truth.json")).expect("truth");
    assert!(truth(&one) == truth(&two));
    let output = run(&["validate", arg(&course_small()), "--json"]);
    let validation: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("JSON on stdout");
    let totals = &validation["totals"];
    assert_eq!(totals["missing"], 0, "{totals}");
    // What an always-blank answer of 50 % would miss is over 30 points on this course.
    assert!(
        totals["coverage_mae_pp"].as_f64().expect("measured") < 15.0,
        "{totals}"
    );
    assert!(
        totals["registration_median_permille"]
            .as_f64()
            .expect("measured")
            < 10.0,
        "{totals}"
    );
}

#[test]
fn params_and_schema_print_documents() {
    let params = stdout(&run(&["params"]));
    let dir = temp();
    let file = dir.path().join("params.toml");
    fs::write(&file, &params).expect("write");
    assert_eq!(
        stdout(&run(&["params", "--params", arg(&file)])),
        params,
        "defaults round-trip"
    );
    fs::write(&file, "[no_such_stage]\nx = 1\n").expect("write");
    let refused = run(&["params", "--params", arg(&file)]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        stderr(&refused).contains("no_such_stage"),
        "{}",
        stderr(&refused)
    );
    let schema: serde_json::Value = serde_json::from_slice(&run(&["schema"]).stdout).expect("JSON");
    assert!(schema["properties"]["views"].is_object());
}

#[test]
fn transform_refuses_what_it_cannot_read() {
    let dir = temp();
    let file = dir.path().join("report.json");
    fs::write(&file, "{}").expect("write");
    let args = ["transform", arg(&file), "--photo", "x", "--to", "baseline"];
    let output = run(&args);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("report.json"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn every_command_has_help() {
    let commands = [
        "compare",
        "analyze",
        "batch",
        "merge",
        "demo",
        "validate",
        "phantom",
        "transform",
        "init",
        "params",
        "schema",
    ];
    let overview = stdout(&run(&["--help"]));
    for command in commands {
        assert!(overview.contains(command), "{command} is not listed");
        let output = run(&[command, "--help"]);
        assert_eq!(output.status.code(), Some(0));
        assert!(stdout(&output).contains("Usage"), "{command}");
    }
}

#[test]
fn names_that_differ_only_in_letters_unsafe_for_files_keep_their_own_pictures() {
    let photos = course_small_photos();
    let dir = folder_with(&[
        (&photos[0], "фото_а_2026-01-12_vertex.jpg"),
        (&photos[1], "фото_б_2026-01-12_vertex.jpg"),
    ]);
    let out = temp();
    let output = run(&["analyze", arg(dir.path()), "-o", arg(out.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let regions = fs::read_dir(out.path())
        .expect("results")
        .filter(|e| {
            e.as_ref()
                .expect("entry")
                .file_name()
                .to_string_lossy()
                .contains("_regions")
        })
        .count();
    assert_eq!(regions, 2);
}

#[test]
fn a_course_without_its_first_photo_says_that_the_baseline_is_late() {
    let photos = course_small_photos();
    let dir = folder_with(&[
        (&photos[1], "2026-02-12_vertex.jpg"),
        (&photos[2], "2026-04-12_vertex.jpg"),
    ]);
    fs::write(dir.path().join("course.toml"), "start = 2026-01-12\n").expect("manifest");
    let (_, report) = analyzed(dir.path());
    let codes: Vec<&str> = list(&report["warnings"])
        .iter()
        .filter_map(|w| w["code"].as_str())
        .collect();
    assert!(codes.contains(&"baseline_late"), "{codes:?}");
}

#[test]
fn the_readme_is_complete() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("README.md")).expect("README");
    assert!(!text.contains("@@"), "a placeholder is left");
    for (at, _) in text.match_indices("](") {
        let link: String = text[at + 2..].chars().take_while(|c| *c != ')').collect();
        if !link.starts_with("http") {
            assert!(root.join(&link).exists(), "{link} does not exist");
        }
    }
}

#[test]
fn a_folder_or_a_photo_in_the_wrong_place_says_what_to_use() {
    let photos = course_small_photos();
    let folder = photos[0].parent().expect("folder");
    let two = run(&["compare", arg(folder), arg(folder)]);
    assert_eq!(two.status.code(), Some(2));
    assert!(
        stderr(&two).contains("tricholapse analyze"),
        "{}",
        stderr(&two)
    );
    let one = run(&["analyze", arg(&photos[0])]);
    assert_eq!(one.status.code(), Some(2));
    assert!(
        stderr(&one).contains("tricholapse compare"),
        "{}",
        stderr(&one)
    );
}

/// What packagers install beside the program.
#[test]
fn manual_page_and_completions_name_the_commands() {
    for (what, start) in [
        ("man", ".ie"),
        ("bash", "_tricholapse"),
        ("zsh", "#compdef"),
        ("fish", "#"),
    ] {
        let output = run(&["shell", what]);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            text.trim_start().starts_with(start),
            "{what}: {}",
            &text[..80]
        );
        assert!(text.contains("analyze") && text.contains("check"), "{what}");
    }
    let help = run(&["--help"]);
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    assert!(!help.contains("  shell"), "hidden");
}
