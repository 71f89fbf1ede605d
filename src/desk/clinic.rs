//! All subjects of the clinic at a glance.

use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, READ_ONLY_FOLDER, Refusal, working};
use super::marks::{Mark, marks_of};
use super::measure::newest_report_file;
use super::newest::Newest;
use super::paths::{inside, portable};
use super::room::{Course, Room, today};
use super::said::last_part;
use super::store::{make_folder, replace};
use crate::batch::{BatchError, discover};
use crate::course::CourseError;
use crate::course::edit::ManifestEdit;
use crate::course::manifest::MANIFEST_NAME;
use crate::words::{Lang, Words};

/// Reasons shown for a subject.
const MOST_REASONS: usize = 3;

/// Every subject: last visit, next mark, what was refused in its newest report.
pub(super) fn clinic(room: &Room, lang: Lang) -> Answer<Value> {
    let found = match discover(room.root()) {
        Ok(found) => found.subjects,
        Err(BatchError::NoSubjects { .. }) => Vec::new(),
        Err(error) => return Err(Refusal::unfit(error.to_string())),
    };
    let subjects: Vec<Value> = found
        .par_iter()
        .map(|subject| {
            let folder = room.root().join(&subject.path);
            subject_line(room, &room.course_at(&subject.path, folder, lang))
        })
        .collect();
    Ok(json!({
        "name": folder_name(room.root()),
        "read_only": room.is_read_only(room.root()).then(|| Words { t: lang.text() }.said(READ_ONLY_FOLDER)),
        "subjects": subjects,
    }))
}

fn folder_name(folder: &Path) -> String {
    folder
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn subject_line(room: &Room, course: &Course) -> Value {
    let day = today();
    let loaded = course.load();
    let mut line = match &loaded {
        Ok(loaded) => json!({
            "subject": loaded.subject,
            "photos": loaded.photos.len(),
            "last_visit": loaded.photos.iter().map(|p| p.date).max().map(|d| d.to_string()),
            "next_mark": next_mark(loaded, day),
            "problem": null,
            "undated": 0,
        }),
        Err(error) => unready(course, error),
    };
    line["path"] = json!(course.name);
    line["refused"] = json!(refused(
        &Newest::of(newest_report_file(course).as_deref(), &room.newest),
        course.words()
    ));
    line
}

/// A subject that cannot be measured yet, and what keeps it.
fn unready(course: &Course, error: &CourseError) -> Value {
    let survey = course.survey().ok();
    let found = survey.as_ref().map_or(&[][..], |survey| &survey.photos);
    let said = survey.as_ref().and_then(|s| s.manifest_text.as_deref());
    let said = super::said::parsed(said).ok().and_then(|m| m.subject);
    let undated = found.iter().filter(|p| !p.excluded && p.date.is_err());
    json!({
        "subject": said.unwrap_or_else(|| last_part(&course.name)),
        "photos": found.len(),
        "last_visit": null,
        "next_mark": null,
        "problem": (!found.is_empty()).then(|| course.words().said(&error.to_string())),
        "undated": undated.count(),
    })
}

/// The first mark without a photo in its window that lies behind the last visit: still to come, or
/// missed. What was missed before it nobody can make good.
fn next_mark(course: &crate::course::Course, today: Date) -> Option<Value> {
    let last = course.photos.iter().map(|photo| photo.date).max();
    let next = |mark: &Mark| !mark.taken && last.is_none_or(|last| mark.date > last);
    let mark = marks_of(course).into_iter().find(next)?;
    Some(json!({
        "month": mark.month,
        "date": mark.date.to_string(),
        "missed": mark.is_missed(today),
    }))
}

fn refused(report: &Newest, words: Words) -> Vec<String> {
    let refused = report.refused();
    let lines = refused.map(|(file, reason)| format!("{file}: {}", words.said(reason)));
    lines.take(MOST_REASONS).collect()
}

/// What a new subject is called.
#[derive(Debug, Deserialize)]
pub(super) struct NewSubject {
    name: String,
}

/// Makes a folder for a new subject, with a manifest that names it.
pub(super) async fn create(
    State(room): State<Arc<Room>>,
    Json(new): Json<NewSubject>,
) -> Answer<Json<Value>> {
    let path = working(move || {
        let name = new.name.trim();
        let unfit = name.is_empty() || name.starts_with('.') || name.contains('/');
        if unfit || name.chars().count() > 100 {
            return Err(Refusal::bad_request(
                "a subject's name is a folder's: 1 to 100 letters, no /, and no dot at the beginning",
            ));
        }
        portable(name)?;
        let folder = inside(room.root(), name)?;
        make_folder(&folder).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Refusal::conflict(
                format!("there is a subject named {name} already"),
                Value::Null,
            ),
            _ => error.into(),
        })?;
        let mut manifest = ManifestEdit::parse("").map_err(Refusal::unfit)?;
        manifest.set("subject", name.into());
        replace(&folder.join(MANIFEST_NAME), manifest.to_string().as_bytes())?;
        Ok(name.to_owned())
    });
    Ok(Json(json!({ "path": path.await? })))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::fixtures::folder;
    use jiff::civil::date;

    #[test]
    fn the_next_mark_lies_behind_the_last_visit() {
        let next = |files: &[&str], today| {
            let course = crate::course::Course::load(folder(files).path()).unwrap();
            next_mark(&course, today).map(|mark| mark["month"].as_u64().unwrap())
        };
        let today = date(2026, 5, 30);
        // Month 1 was passed over long before the last visit.
        let visits = ["2026-01-12_vertex.jpg", "2026-04-12_vertex.jpg"];
        assert_eq!(next(&visits, today), Some(6));
        assert_eq!(next(&visits[..1], today), Some(1));
        assert_eq!(
            next(&["2026-01-12_vertex.jpg", "2026-07-12_vertex.jpg"], today),
            None
        );
    }
}
