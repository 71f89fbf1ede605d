//! The manifest of the copies: what the original says, with other names and days.

use jiff::civil::Date;
use toml::{Table, Value};

use super::Key;
use crate::course::{Course, DeclaredScale};

/// Keys that name files of the original course.
const FILES: [&str; 2] = ["regions", "self_test"];

/// A manifest that cannot be written anew.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ManifestError {
    /// The original is no TOML; the parser's message.
    #[error("{0}")]
    Toml(String),
    /// A day that lies beyond the calendar once it is shifted.
    #[error("{0} cannot be shifted so far; choose fewer days with --shift-days")]
    Day(Date),
}

/// The text of `course.toml` beside the copies. `original` is the course's own manifest, where it
/// has one; `regions` is the name of the copied regions, where there are any.
///
/// # Errors
/// See [`ManifestError`].
pub(crate) fn manifest(
    course: &Course,
    original: Option<&str>,
    regions: Option<&str>,
    key: &Key,
) -> Result<String, ManifestError> {
    let toml = |e: &dyn std::fmt::Display| ManifestError::Toml(e.to_string());
    let mut table: Table = original.unwrap_or("").parse().map_err(|e| toml(&e))?;
    for name in FILES {
        table.remove(name);
    }
    if let Some(regions) = regions {
        table.insert("regions".into(), regions.into());
    }
    table.insert("subject".into(), key.pseudonym.clone().into());
    if table.contains_key("start") {
        table.insert("start".into(), day(course.start, key)?);
    }
    if table.contains_key("sessions") {
        let sessions = course.sessions.iter().map(|&session| day(session, key));
        table.insert(
            "sessions".into(),
            sessions.collect::<Result<Vec<_>, _>>()?.into(),
        );
    }
    if let Some(Value::Table(views)) = table.get_mut("view") {
        let renamed = std::mem::take(views).into_iter();
        *views = renamed
            .map(|(name, said)| (key.views.get(&name).cloned().unwrap_or(name), said))
            .collect();
    }
    let mut photos = Vec::new();
    for photo in &course.photos {
        let Some(file) = key.files.get(&photo.file) else {
            continue;
        };
        let mut entry = Table::new();
        entry.insert("file".into(), file.clone().into());
        entry.insert("date".into(), day(photo.date, key)?);
        let view = photo.view.to_string();
        let view = key.views.get(&view).unwrap_or(&view);
        entry.insert("view".into(), view.clone().into());
        match photo.scale {
            Some(DeclaredScale::PxPerMm(scale)) => entry.insert("px_per_mm".into(), scale.into()),
            Some(DeclaredScale::FieldMm(field)) => {
                entry.insert("field_mm".into(), field.to_vec().into())
            }
            None => None,
        };
        if !photo.landmarks.is_empty() {
            let points = photo.landmarks.iter().map(|p| Value::from(vec![p.x, p.y]));
            entry.insert("landmarks".into(), points.collect::<Vec<_>>().into());
        }
        photos.push(Value::Table(entry));
    }
    table.insert("photo".into(), photos.into());
    toml::to_string_pretty(&table).map_err(|e| toml(&e))
}

fn day(day: Date, key: &Key) -> Result<Value, ManifestError> {
    let shifted = key.shifted(day).ok_or(ManifestError::Day(day))?;
    let written = shifted.to_string().parse();
    written
        .map(Value::Datetime)
        .map_err(|_| ManifestError::Day(day))
}
