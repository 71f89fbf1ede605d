//! Blinded reading from the courses to the figures of agreement.

use std::fs;

use crate::support::{arg, course_small, list, run, stderr, temp};
use serde_json::{Value, json};

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
