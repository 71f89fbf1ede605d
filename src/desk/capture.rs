//! The shot: kept as a photo of the course, and the program's own check of it at once.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use jiff::civil::{Date, DateTime};
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, working};
use super::asked::{Asked, lang_asked, need};
use super::edit::write;
use super::paths::inside;
use super::photos::{Kept, keep, staged};
use super::room::{Course, Room};
use super::state::base_of;
use crate::course::edit::{ManifestEdit, day_value};
use crate::course::{CourseError, PHOTOS_FOLDER, View};
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
        let shot = kept(&room, &course, &asked, &shot)?;
        answer(&room, &course, &shot, lang_asked(&asked))
    });
    Ok(Json(said.await?))
}

/// A shot that the course now has, as its manifest tells it.
struct Shot {
    kept: Kept,
    view: View,
    date: Date,
}

fn kept(
    room: &Room,
    course: &Course,
    asked: &HashMap<String, String>,
    shot: &[u8],
) -> Answer<Shot> {
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
    let mut staged = staged(course)?;
    staged.write_all(shot)?;
    staged.as_file().sync_all()?;
    let kept = keep(room, course, staged, &target)?;
    let date = at.date();
    let _held = room.writing();
    let text = course.survey()?.manifest_text.unwrap_or_default();
    let mut manifest = ManifestEdit::parse(&text).map_err(Refusal::unfit)?;
    manifest.set_for_photo(&kept.file, "date", day_value(date));
    manifest.set_for_photo(&kept.file, "view", view.to_string().into());
    write(course, &manifest)?;
    Ok(Shot { kept, view, date })
}

fn answer(room: &Room, course: &Course, shot: &Shot, lang: Lang) -> Answer<Value> {
    let survey = course.survey()?;
    let of_visit = survey.photos.iter().filter(|photo| {
        let same_day = photo.date.as_ref().is_ok_and(|(day, _)| *day == shot.date);
        !photo.excluded && photo.view == shot.view && same_day
    });
    let (advice, reasons) = judged(room, course, shot, lang);
    Ok(json!({
        "file": shot.kept.file,
        "sha256": shot.kept.sha256,
        "date": shot.date.to_string(),
        "view": shot.view.to_string(),
        "base": base_of(room, survey.manifest_text.as_deref()),
        "photos_of_visit": of_visit.count(),
        "advice": advice,
        "reasons": reasons,
    }))
}

/// Advice and reasons of the program's own check, against the course without the shot.
fn judged(room: &Room, course: &Course, shot: &Shot, lang: Lang) -> (&'static str, Vec<String>) {
    let words = Words { t: lang.text() };
    let Ok(mut loaded) = course.load() else {
        return ("keep", Vec::new());
    };
    let path = course.folder.join(&shot.kept.file);
    loaded.photos.retain(|photo| photo.file != shot.kept.file);
    // The first close-up of its spot: there is nothing to hold it against.
    if shot.view.is_closeup() && !loaded.views().contains(&shot.view) {
        return ("keep", Vec::new());
    }
    let captured = match loaded.photo_at_capture(path, Some(shot.date), Some(shot.view.clone())) {
        Ok(captured) => captured,
        // The first photo of a view with a name of one's own.
        Err(CourseError::WhichView { .. }) => return ("keep", Vec::new()),
        Err(error) => return ("warn", vec![words.said(&error.to_string())]),
    };
    let session = match Session::open(loaded, AskedOfRun::with(room.params.clone())) {
        Ok(session) => session,
        Err(error) => return ("warn", vec![words.said(&error.to_string())]),
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
