//! Folders of empty files: what is planned is never decoded.

use std::fs;

use tempfile::TempDir;

/// A folder with these files, all empty.
pub(crate) fn folder(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, b"").unwrap();
    }
    folder
}
