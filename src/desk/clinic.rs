//! All subjects of the clinic at a glance.

use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, working};
use super::marks::marks_of;
use super::newest::Newest;
use super::paths::inside;
use super::room::{Course, Room, today};
use super::said::last_part;
use super::store::{make_folder, replace};
use crate::batch::{BatchError, discover};
use crate::course::edit::{ManifestEdit, ManifestValue};
use crate::course::manifest::MANIFEST_NAME;

/// Reasons shown for a subject.
const MOST_REASONS: usize = 3;

/// Every subject: last visit, next mark, what was refused in its newest report.
pub(super) fn clinic(room: &Room) -> Answer<Value> {
    let found = match discover(room.root()) {
        Ok(found) => found.subjects,
        Err(BatchError::NoSubjects { .. }) => Vec::new(),
        Err(error) => return Err(Refusal::unfit(error.to_string())),
    };
    let subjects: Vec<Value> = found
        .par_iter()
        .map(|subject| {
            let folder = room.root().join(&subject.path);
            subject_line(room, &room.course_at(&subject.path, folder))
        })
        .collect();
    Ok(json!({ "name": folder_name(room.root()), "subjects": subjects }))
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
    let (subject, photos, last, mark, problem) = match &loaded {
        Ok(loaded) => {
            let last = loaded.photos.iter().map(|p| p.date).max();
            let mark = next_mark(loaded, day);
            (
                loaded.subject.clone(),
                loaded.photos.len(),
                last,
                mark,
                None,
            )
        }
        Err(error) => {
            let survey = course.survey().ok();
            let photos = survey.as_ref().map_or(0, |s| s.photos.len());
            let text = survey.and_then(|s| s.manifest_text);
            let subject = super::said::parsed(text.as_deref())
                .ok()
                .and_then(|m| m.subject);
            let problem = (photos > 0).then(|| error.to_string());
            (
                subject.unwrap_or_else(|| last_part(&course.name)),
                photos,
                None,
                None,
                problem,
            )
        }
    };
    let refused = refused(&Newest::of(course, &room.newest));
    json!({
        "path": course.name,
        "subject": subject,
        "photos": photos,
        "last_visit": last.map(|d| d.to_string()),
        "next_mark": mark,
        "problem": problem,
        "refused": refused,
    })
}

/// The first mark without a photo in its window: still to come, or missed.
fn next_mark(course: &crate::course::Course, today: Date) -> Option<Value> {
    let mark = marks_of(course).into_iter().find(|mark| !mark.taken)?;
    Some(json!({
        "month": mark.month,
        "date": mark.date.to_string(),
        "missed": mark.is_missed(today),
    }))
}

fn refused(report: &Newest) -> Vec<String> {
    let lines = report
        .rejections
        .iter()
        .map(|r| format!("{}: {}", r.file, r.reason));
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
        if name.contains('/') || name.chars().count() > 100 {
            return Err(Refusal::bad_request(
                "a subject's name is a folder's: at most 100 letters, no /",
            ));
        }
        let folder = inside(room.root(), name)?;
        make_folder(&folder).map_err(|error| match error.kind() {
            std::io::ErrorKind::AlreadyExists => Refusal::conflict(
                format!("there is a subject named {name} already"),
                Value::Null,
            ),
            _ => error.into(),
        })?;
        let mut manifest = ManifestEdit::parse("").map_err(Refusal::unfit)?;
        manifest.set("subject", ManifestValue::Text(name.to_owned()));
        replace(&folder.join(MANIFEST_NAME), manifest.to_string().as_bytes())?;
        Ok(name.to_owned())
    });
    Ok(Json(json!({ "path": path.await? })))
}
