//! Where the results of two loose photos go: a folder named after both, never another pair's.

use std::fs;
use std::path::{Path, PathBuf};

use crate::photo::sha256_hex;
use crate::results::holds_other_photos;

use super::error::CliError;

/// Characters of each photo's name in the folder's.
const NAME_CHARS: usize = 60;

/// `tricholapse-out/BEFORE--AFTER`; where that folder holds another pair's results, the first of
/// `BEFORE--AFTER-2`, `-3` and so on that does not. The same pair goes to the same folder again.
pub(crate) fn pair_folder(photos: [&PathBuf; 2]) -> Result<PathBuf, CliError> {
    let name = photos.map(|path| named(path)).join("--");
    let hashes = photos.map(|path| {
        fs::read(path)
            .map(|bytes| sha256_hex(&bytes))
            .map_err(|source| CliError::Unreadable {
                path: path.clone(),
                source,
            })
    });
    let [before, after] = hashes;
    let hashes = [before?, after?];
    let folder = Path::new("tricholapse-out");
    let numbered = (2..).map(|n| folder.join(format!("{name}-{n}")));
    let mut candidates = std::iter::once(folder.join(&name)).chain(numbered);
    let free = candidates.find(|target| !holds_other_photos(target, &hashes));
    Ok(free.expect("numbers do not end"))
}

/// The photo's name without its ending, of characters that every file system takes.
fn named(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let plain = |c: char| match c.is_alphanumeric() || "-_. ".contains(c) {
        true => c,
        false => '_',
    };
    let name: String = stem.chars().map(plain).take(NAME_CHARS).collect();
    name.trim_matches([' ', '.']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_plain_and_short() {
        assert_eq!(
            named(Path::new("P1/2026-01-12_vertex.jpg")),
            "2026-01-12_vertex"
        );
        assert_eq!(
            named(Path::new("tepe \u{f6}ncesi?.jpg")),
            "tepe \u{f6}ncesi_"
        );
        assert_eq!(named(Path::new(&"x".repeat(200))).len(), NAME_CHARS);
    }
}
