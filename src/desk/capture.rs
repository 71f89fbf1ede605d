//! The shot: kept as a photo of the course, and the program's own check of it at once.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, working};
use super::asked::{Asked, lang_asked, need};
use super::edit::{Edits, apply};
use super::paths::inside;
use super::photos::keep;
use super::room::{Course, Room, today};
use super::state::base_of;
use crate::course::{PHOTOS_FOLDER, View};
use crate::photo::decode_photo;
use crate::pipeline::Silent;
use crate::report::check::{Advice, findings_against};
use crate::session::{Asked as AskedOfRun, Session};
use crate::words::{Lang, Words};

/// Keeps the shot as a photo of the course and says whether it will do.
pub(super) async fn shot(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
    shot: Bytes,
) -> Answer<Json<Value>> {
    let said = working(move || {
        let course = room.course(&asked)?;
        let kept = kept(&room, &course, &asked, &shot)?;
        answer(&room, &course, &kept, lang_asked(&asked))
    });
    Ok(Json(said.await?))
}

struct Kept {
    file: String,
    sha256: String,
    view: View,
    date: jiff::civil::Date,
}

fn kept(
    room: &Room,
    course: &Course,
    asked: &HashMap<String, String>,
    shot: &[u8],
) -> Answer<Kept> {
    decode_photo(shot, &room.params.decode).map_err(|e| Refusal::unfit(e.to_string()))?;
    let view: View = need(asked, "view")?
        .parse()
        .map_err(|_| Refusal::bad_request("no such view"))?;
    let at: DateTime = need(asked, "at")?
        .parse()
        .map_err(|_| Refusal::bad_request("at is a time such as 2026-01-12T10:30:00"))?;
    let stamp = at.strftime("%Y-%m-%d_%H%M%S");
    let target = inside(
        &course.folder,
        &format!("{PHOTOS_FOLDER}/{stamp}_{view}.jpg"),
    )?;
    std::fs::create_dir_all(course.folder.join(PHOTOS_FOLDER))?;
    let mut staged = tempfile::Builder::new()
        .prefix(".tricholapse-")
        .tempfile_in(course.folder.join(PHOTOS_FOLDER))?;
    staged.write_all(shot)?;
    staged.as_file().sync_all()?;
    let stored = keep(room, course, staged, &target)?;
    let text = |key: &str| stored[key].as_str().unwrap_or_default().to_owned();
    let kept = Kept {
        file: text("file"),
        sha256: text("sha256"),
        view,
        date: at.date(),
    };
    let _held = room.writing();
    let base = base_of(room, course.survey()?.manifest_text.as_deref());
    let keys = json!({ "date": kept.date.to_string(), "view": kept.view.to_string() });
    let edits: Edits =
        serde_json::from_value(json!({ "base": base, "photos": { kept.file.clone(): keys } }))
            .map_err(|e| Refusal::failed(&e))?;
    apply(room, course, &edits)?;
    Ok(kept)
}

fn answer(room: &Room, course: &Course, kept: &Kept, lang: Lang) -> Answer<Value> {
    let survey = course.survey()?;
    let of_visit = survey.photos.iter().filter(|photo| {
        let same_day = photo.date.as_ref().is_ok_and(|(day, _)| *day == kept.date);
        !photo.excluded && photo.view == kept.view && same_day
    });
    let (advice, reasons) = judged(room, course, kept, lang);
    Ok(json!({
        "file": kept.file,
        "sha256": kept.sha256,
        "date": kept.date.to_string(),
        "view": kept.view.to_string(),
        "base": base_of(room, survey.manifest_text.as_deref()),
        "photos_of_visit": of_visit.count(),
        "advice": advice,
        "reasons": reasons,
    }))
}

/// Advice and reasons of the program's own check, against the course without the shot.
fn judged(room: &Room, course: &Course, kept: &Kept, lang: Lang) -> (&'static str, Vec<String>) {
    let words = Words { t: lang.text() };
    let Ok(mut loaded) = crate::course::Course::load_on(&course.folder, Some(today())) else {
        return ("keep", Vec::new());
    };
    let path = course.folder.join(&kept.file);
    loaded.photos.retain(|photo| photo.file != kept.file);
    let Ok(captured) = loaded.photo_at_capture(path, Some(kept.date), Some(kept.view.clone()))
    else {
        // The first photo of its view: there is nothing to hold it against.
        return ("keep", Vec::new());
    };
    let session = match Session::open(loaded, AskedOfRun::with(room.params.clone())) {
        Ok(session) => session,
        Err(error) => return ("warn", vec![error.to_string()]),
    };
    match session.check(&captured, &Silent) {
        Ok(check) => (
            advice_name(check.report.advice),
            findings_against(&check.report, lang),
        ),
        Err(rejections) => (
            "again",
            rejections
                .into_iter()
                .map(|r| words.said(&r.reason))
                .collect(),
        ),
    }
}

fn advice_name(advice: Advice) -> &'static str {
    match advice {
        Advice::Keep => "keep",
        Advice::KeepWithCare => "warn",
        Advice::TakeAgain => "again",
    }
}
