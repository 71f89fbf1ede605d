//! Blinded reading from the courses to the figures of agreement.

use std::fs;

use crate::support::report_fixture::{pictures, report};
use crate::support::{arg, course_small, list, run, stderr, temp};
use serde_json::{Value, json};
use tricholapse::reading::{CourseToRead, make_key, pairs_of, render_sheet};
use tricholapse::report::Lang;

fn course() -> CourseToRead {
    CourseToRead {
        name: "P-0042".to_owned(),
        report: report(),
        pictures: pictures(),
    }
}

#[test]
fn the_sheet_tells_neither_dates_nor_subject_nor_order() {
    let course = course();
    let (pairs, left_out) = pairs_of(&course);
    assert_eq!(pairs.len(), 3, "every aligned photo with its baseline");
    assert!(left_out.iter().all(|out| !out.reason.is_empty()));
    let (key, order) = make_key(&pairs, left_out, None, "1");
    for lang in Lang::ALL {
        let html = render_sheet(&key, &pairs, &order, lang).unwrap();
        assert_eq!(html.matches("<img ").count(), 6);
        for secret in ["2026", "P-0042", "vertex", "earlier", "baseline", "photos/"] {
            assert!(!html.contains(secret), "{secret}");
        }
        assert!(html.contains("default-src &#39;none&#39;"));
    }
}

#[test]
fn order_and_sides_follow_the_seed_alone() {
    let course = course();
    let (pairs, _) = pairs_of(&course);
    let keys: Vec<_> = (0..20)
        .map(|seed| make_key(&pairs, Vec::new(), Some(seed), "1").0)
        .collect();
    assert_eq!(keys[3], make_key(&pairs, Vec::new(), Some(3), "1").0);
    let first: Vec<_> = keys.iter().map(|k| &k.items[0]).collect();
    assert!(
        first
            .iter()
            .any(|i| i.earlier_side != first[0].earlier_side)
    );
    assert!(first.iter().any(|i| i.later.photo != first[0].later.photo));
    let own = |_: ()| make_key(&pairs, Vec::new(), None, "1").0;
    assert_eq!(own(()), own(()));
}

#[test]
fn from_a_course_to_not_enough_readings() {
    let out = temp();
    let dir = arg(out.path());
    let made = run(&["read", arg(&course_small()), "-o", dir, "-q"]);
    assert!(made.status.success(), "{}", stderr(&made));
    let key: Value =
        serde_json::from_slice(&fs::read(out.path().join("reading-key.json")).unwrap()).unwrap();
    let items = list(&key["items"]);
    assert_eq!(items.len(), 3);
    assert!(items.iter().all(|i| i["tool"]["delta_pp"].is_f64()));

    let alone = run(&["read", "--score", dir]);
    assert_eq!(alone.status.code(), Some(2));
    assert!(stderr(&alone).contains("no file answers-"));

    for reader in ["a", "b"] {
        let answers: Vec<_> = items
            .iter()
            .map(|i| json!({"item": i["item"], "rating": 1}))
            .collect();
        let file = json!({
            "schema": "tricholapse.reading-answers/1", "sheet": key["sheet"],
            "reader": reader, "answers": answers,
        });
        let path = out.path().join(format!("answers-{reader}.json"));
        fs::write(path, file.to_string()).unwrap();
    }
    let scored = run(&["read", "--score", dir, "--json"]);
    assert_eq!(scored.status.code(), Some(3), "{}", stderr(&scored));
    let result: Value = serde_json::from_slice(&scored.stdout).unwrap();
    assert_eq!(result["readers_kappa"]["value"], Value::Null);
    let reason = result["readers_kappa"]["reason"].as_str().unwrap();
    assert!(reason.contains("not enough readings"), "{reason}");
    assert!(out.path().join("reading.json").exists());
}
