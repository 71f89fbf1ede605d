//! The keys of `course.toml`: which there are, and what was meant by one that is none.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::CourseError;
use super::text::{cut, nearest};

/// Keys of the manifest itself.
const COURSE_KEYS: &[&str] = &[
    "subject",
    "treatment",
    "start",
    "sessions",
    "planned_sessions",
    "interval_days",
    "marks_months",
    "mark_window_days",
    "regions",
    "front",
    "control",
    "self_test",
    "view",
    "photo",
];

/// Keys of a `[view.NAME]` table.
const VIEW_KEYS: &[&str] = &["front"];

/// Keys of a `[[photo]]` table.
const PHOTO_KEYS: &[&str] = &[
    "file",
    "date",
    "view",
    "px_per_mm",
    "field_mm",
    "landmarks",
    "exclude",
];

/// Checks every key of a manifest's text.
///
/// # Errors
/// Not TOML, or an unknown key, with the known one most like it.
pub(super) fn check_all_keys(text: &str, file: &Path) -> Result<(), CourseError> {
    let parsed = DeTable::parse(text).map_err(|error| {
        let lines: Vec<String> = error.to_string().trim_end().lines().map(cut).collect();
        CourseError::Manifest {
            file: file.to_owned(),
            detail: lines.join("\n"),
        }
    })?;
    let root = parsed.get_ref();
    check_keys(root, COURSE_KEYS, "the manifest", text, file)?;
    let photos = root.get("photo").and_then(|v| v.get_ref().as_array());
    for (i, photo) in photos.into_iter().flat_map(|list| list.iter()).enumerate() {
        if let DeValue::Table(table) = photo.get_ref() {
            let place = format!("[[photo]] number {}", i + 1);
            check_keys(table, PHOTO_KEYS, &place, text, file)?;
        }
    }
    let views = root.get("view").and_then(|v| v.get_ref().as_table());
    for (name, view) in views.into_iter().flat_map(|table| table.iter()) {
        if let DeValue::Table(table) = view.get_ref() {
            let place = format!("[view.{}]", cut(name.get_ref()));
            check_keys(table, VIEW_KEYS, &place, text, file)?;
        }
    }
    Ok(())
}

fn check_keys(
    table: &DeTable<'_>,
    known: &'static [&'static str],
    place: &str,
    text: &str,
    file: &Path,
) -> Result<(), CourseError> {
    let unknown = table
        .iter()
        .map(|(key, _)| key)
        .filter(|key| !known.contains(&key.get_ref().as_ref()))
        .min_by_key(|key| Spanned::span(key).start);
    let Some(key) = unknown else {
        return Ok(());
    };
    let name = key.get_ref();
    Err(CourseError::UnknownKey {
        file: file.to_owned(),
        line: text[..key.span().start].matches('\n').count() + 1,
        nearest: nearest(name, known),
        key: cut(name),
        table: place.to_owned(),
        known,
    })
}
