//! Inputs that once broke something.

use std::fs;
use std::path::Path;

/// Inputs that once broke something: none may again.
#[test]
fn what_was_once_bad_is_bad_no_more() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/once_bad");
    let mut replayed = 0;
    for entry in fs::read_dir(folder).expect("folder") {
        let path = entry.expect("entry").path();
        let name = path
            .file_name()
            .expect("name")
            .to_string_lossy()
            .into_owned();
        let Some((target, _)) = name.split_once('_') else {
            continue;
        };
        let target = targets::TARGETS.iter().find(|t| t.name == target);
        let target = target.unwrap_or_else(|| panic!("{name}: no such target"));
        (target.run)(&fs::read(&path).expect("input"));
        replayed += 1;
    }
    assert!(replayed > 0);
}

#[path = "../../../fuzz/targets.rs"]
#[allow(dead_code, missing_docs)]
mod targets;
