//! The content key of a subject: what its results depend on, in one hash.
//!
//! Two runs with the same key give the same bytes, so a stored result with that key need not be
//! measured again. The key knows contents, never dates or sizes of files.

use std::collections::BTreeMap;
use std::io::{BufReader, Seek};
use std::path::Path;

use super::BatchOptions;
use super::budget::{PhotoMemory, SubjectSize};
use crate::course::Course;
use crate::course::manifest::MANIFEST_NAME;
use crate::longitudinal::marks::{mark_date, not_due};
use crate::photo::{DecodeLimits, header_facts, sha256_hex, sha256_of};
use crate::regular_file::{self, TEXT_MAX_BYTES};
use crate::results::Form;
use crate::{METHOD, VERSION};

/// A course's files as they were read.
#[derive(Debug)]
pub(super) struct Fingerprint {
    /// The key, hexadecimal.
    pub(crate) key: String,
    /// SHA-256 of each photo by file; `None` where it cannot be read.
    pub(crate) photos: BTreeMap<String, Option<String>>,
    /// For the memory budget.
    pub(crate) size: SubjectSize,
}

/// Reads every file of a course once.
pub(super) fn fingerprint(course: &Course, path: &str, options: &BatchOptions) -> Fingerprint {
    let mut photos = BTreeMap::new();
    let mut size = SubjectSize::default();
    for photo in &course.photos {
        size.photos += 1;
        let hash = look(&photo.path, &options.params.decode).map(|(hash, bytes)| {
            size.largest_bytes = size.largest_bytes.max(bytes);
            hash
        });
        photos.insert(photo.file.clone(), hash);
    }
    let mut hash = FieldHash::new();
    hash.field(
        "tool",
        &format!("{VERSION} {METHOD} heic={}", cfg!(feature = "heic")),
    );
    hash.field("params", &options.params.sha256());
    let BatchOptions {
        params: _,
        self_test,
        front,
        today: _,
        form: Form { lang, table, pdf },
        pictures,
    } = options;
    hash.field(
        "options",
        &format!("{front:?} {table} {lang:?} {pictures:?} pdf={pdf}"),
    );
    hash.field("self-test option", &format!("{self_test:?}"));
    hash.field("path", path);
    hash.field("manifest", &digest_of(&course.folder.join(MANIFEST_NAME)));
    let regions = course.regions.as_deref().map(digest_of);
    hash.field("regions", &regions.unwrap_or_default());
    let own_test = course.self_test.as_deref().map(digest_of);
    hash.field("self-test", &own_test.unwrap_or_default());
    for (file, sha256) in &photos {
        hash.field("photo", file);
        hash.field("sha256", sha256.as_deref().unwrap_or("unreadable"));
    }
    // Other files of the folder reach the report by their names only.
    for file in &course.excluded {
        hash.field("excluded", file);
    }
    for left_out in &course.unread {
        hash.field("unread", &left_out.file);
        hash.field("why", &left_out.reason);
    }
    // The present day reaches the report by the marks that are not due yet.
    for mark in &course.marks {
        let date = mark_date(course.start, mark.month);
        if date.is_ok_and(|date| not_due(date, mark.window_days, options.today)) {
            hash.field("not due", &mark.month.to_string());
        }
    }
    for warning in &course.warnings {
        hash.field("warning", &warning.message);
    }
    Fingerprint {
        key: hash.finish(),
        photos,
        size,
    }
}

/// A photo's hash, read in a stream, and the memory that decoding it takes; `None` where it cannot
/// be read at all.
fn look(path: &Path, limits: &DecodeLimits) -> Option<(String, u64)> {
    let (file, size) = regular_file::open(path, limits.max_file_bytes).ok()?;
    let mut file = BufReader::new(file);
    let header = header_facts(&mut file, limits);
    file.rewind().ok()?;
    let hash = sha256_of(file).ok()?;
    Some((hash, PhotoMemory { size, header }.peak_bytes(limits)))
}

fn digest_of(path: &Path) -> String {
    let read = || {
        let (file, _) = regular_file::open(path, TEXT_MAX_BYTES).ok()?;
        sha256_of(file).ok()
    };
    read().unwrap_or_else(|| "none".to_owned())
}

/// Hash over named fields, each with its length, so that no two lists of fields run together.
pub(super) struct FieldHash(Vec<u8>);

impl FieldHash {
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn field(&mut self, name: &str, value: &str) {
        for part in [name, value] {
            self.0.extend((part.len() as u64).to_le_bytes());
            self.0.extend(part.as_bytes());
        }
    }

    pub(crate) fn finish(self) -> String {
        sha256_hex(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::params::Params;
    use crate::report::Lang;
    use crate::report::pictures::PictureScope;

    fn options() -> BatchOptions {
        BatchOptions {
            params: Params::default(),
            self_test: None,
            front: None,
            today: None,
            form: Form::default(),
            pictures: PictureScope::Surroundings,
        }
    }

    fn key(folder: &Path, options: &BatchOptions) -> String {
        let course = Course::load(folder).unwrap();
        fingerprint(&course, "P-1", options).key
    }

    #[test]
    fn the_key_follows_contents_and_options_and_nothing_else() {
        let dir = tempfile::tempdir().unwrap();
        let photo = dir.path().join("2026-01-12_vertex.jpg");
        fs::write(&photo, b"one").unwrap();
        let first = key(dir.path(), &options());
        fs::write(&photo, b"one").unwrap();
        fs::write(dir.path().join("letter.txt"), b"x").unwrap();
        assert_eq!(key(dir.path(), &options()), first, "same contents");

        let mut keys = vec![first];
        fs::write(&photo, b"two").unwrap();
        keys.push(key(dir.path(), &options()));
        fs::write(dir.path().join("course.toml"), "subject = \"A\"\n").unwrap();
        keys.push(key(dir.path(), &options()));
        fs::write(dir.path().join("regions.geojson"), b"{}").unwrap();
        keys.push(key(dir.path(), &options()));
        fs::write(dir.path().join("2026-02-12_vertex.jpg"), b"two").unwrap();
        keys.push(key(dir.path(), &options()));
        fs::write(dir.path().join("2026-03-12_vertex.gif"), b"two").unwrap();
        keys.push(key(dir.path(), &options()));
        let mut other = options();
        other.pictures = PictureScope::None;
        keys.push(key(dir.path(), &other));
        other.form.lang = Lang::German;
        keys.push(key(dir.path(), &other));
        other.params.decode.min_side += 1;
        keys.push(key(dir.path(), &other));
        // Before the mark of month 6 is over, and before that of month 3 is.
        for today in [jiff::civil::date(2026, 6, 1), jiff::civil::date(2026, 3, 1)] {
            other.today = Some(today);
            keys.push(key(dir.path(), &other));
        }
        let distinct: std::collections::BTreeSet<&String> = keys.iter().collect();
        assert_eq!(distinct.len(), keys.len(), "{keys:?}");
    }
}
