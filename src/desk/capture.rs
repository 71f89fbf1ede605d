//! Photographing: what to move so that the head lies as at baseline, and the answer to the shot.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::response::Response;
use image::{ImageFormat, Rgba, RgbaImage};
use jiff::civil::DateTime;
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, working};
use super::asked::{Asked, lang_asked, need};
use super::edit::{Edits, apply};
use super::looked::{Looked, smaller};
use super::paths::inside;
use super::photos::keep;
use super::room::{Course, Room, today};
use super::state::base_of;
use crate::course::{PHOTOS_FOLDER, View};
use crate::geometry::Ellipse;
use crate::photo::decode_photo;
use crate::pipeline::Silent;
use crate::registration::{Registration, Status, register};
use crate::report::check::{Advice, findings_against};
use crate::session::{Asked as AskedOfRun, Session};
use crate::words::{Lang, Words};

/// Sides of a picture that are enough for the ghost, px.
const GHOST_SIDE: u32 = 700;
/// The head may be larger or smaller by this share before somebody is asked to move.
const SIZE_SLACK: f64 = 0.06;
/// The picture may be turned by this many degrees.
const TURN_SLACK_DEG: f64 = 5.0;
/// The head may be tilted by this many degrees.
const TILT_SLACK_DEG: f64 = 6.0;
/// The head's centre may lie this share of the picture's long side from the baseline's.
const PLACE_SLACK: f64 = 0.05;

/// What to move: a live picture (small JPEG) held against the baseline `f`.
pub(super) async fn pose(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
    frame: Bytes,
) -> Answer<Json<Value>> {
    let found = working(move || {
        let course = room.course(&asked)?;
        let baseline = room.look(&course, need(&asked, "f")?)?;
        let photo =
            decode_photo(&frame, &room.params.decode).map_err(|e| Refusal::unfit(e.to_string()))?;
        let live = Looked::at(&photo.pixels, &room.params);
        let found = register(
            &baseline.prepared,
            &live.prepared,
            None,
            &room.params.registration,
        );
        Ok(json!({
            "hints": hints(&baseline, &live, &found),
            "outline": outline(&live),
            "status": found.status,
            "head_size_ratio": found.head_size_ratio,
            "rotation_deg": found.rotation_deg,
            "nod_deg": found.nod_deg,
        }))
    });
    Ok(Json(found.await?))
}

/// The head's outline on the live picture, as shares of its width and height.
fn outline(live: &Looked) -> Vec<[f64; 2]> {
    let (width, height) = (f64::from(live.size.0), f64::from(live.size.1));
    let ring = live.prepared.head().ring().into_iter();
    ring.map(|p| [(p.x + 0.5) / width, (p.y + 0.5) / height])
        .collect()
}

/// What to do, most useful first; `hold` alone when nothing is left to do.
fn hints(baseline: &Looked, live: &Looked, found: &Registration) -> Vec<&'static str> {
    let size = shares(live, &live.prepared.head().ellipse()).1
        / shares(baseline, &baseline.prepared.head().ellipse()).1;
    let mut hints = Vec::new();
    if size < 1.0 - SIZE_SLACK {
        hints.push("closer");
    } else if size > 1.0 + SIZE_SLACK {
        hints.push("farther");
    }
    let ((x, y), _) = shares(live, &live.prepared.head().ellipse());
    let ((base_x, base_y), _) = shares(baseline, &baseline.prepared.head().ellipse());
    if (x - base_x).abs() > PLACE_SLACK || (y - base_y).abs() > PLACE_SLACK {
        hints.push("centre");
    }
    if found.status == Status::Failed {
        hints.push("not_like_baseline");
        return hints;
    }
    if found.rotation_deg > TURN_SLACK_DEG {
        hints.push("turn_left");
    } else if found.rotation_deg < -TURN_SLACK_DEG {
        hints.push("turn_right");
    }
    match found.nod_deg {
        Some(nod) if nod > TILT_SLACK_DEG => hints.push("chin_up"),
        Some(nod) if nod < -TILT_SLACK_DEG => hints.push("chin_down"),
        _ => {}
    }
    if hints.is_empty() {
        hints.push("hold");
    }
    hints
}

/// The head's centre from the picture's, and its radius, as shares of the picture's long side.
fn shares(photo: &Looked, head: &Ellipse) -> ((f64, f64), f64) {
    let (width, height) = (f64::from(photo.size.0), f64::from(photo.size.1));
    let long = width.max(height);
    let radius = (head.semi_axes[0] * head.semi_axes[1]).sqrt();
    let place = (
        (head.center.x - width / 2.0) / long,
        (head.center.y - height / 2.0) / long,
    );
    (place, radius / long)
}

/// The baseline's head with its outline, clear elsewhere, to be laid over the live picture.
pub(super) async fn ghost(State(room): State<Arc<Room>>, Query(asked): Asked) -> Answer<Response> {
    let bytes = working(move || {
        let course = room.course(&asked)?;
        let looked = room.look(&course, need(&asked, "f")?)?;
        let mut png = std::io::Cursor::new(Vec::new());
        outlined(&looked)
            .write_to(&mut png, ImageFormat::Png)
            .map_err(|e| Refusal::failed(&e))?;
        Ok(png.into_inner())
    });
    use axum::http::header;
    use axum::response::IntoResponse as _;
    Ok(([(header::CONTENT_TYPE, "image/png")], bytes.await?).into_response())
}

fn outlined(looked: &Looked) -> RgbaImage {
    const LINE: Rgba<u8> = Rgba([255, 211, 77, 255]);
    const THICKNESS: f64 = 0.012;
    let small = smaller(&looked.screen, GHOST_SIDE);
    let scale = f64::from(looked.size.0) / f64::from(small.width());
    let head = looked.prepared.head();
    RgbaImage::from_fn(small.width(), small.height(), |x, y| {
        let full = |v: u32| (f64::from(v) + 0.5) * scale - 0.5;
        let level = head.level(crate::geometry::Point::new(full(x), full(y)));
        let [r, g, b] = small.get_pixel(x, y).0;
        if (level - 1.0).abs() < THICKNESS {
            LINE
        } else {
            Rgba([r, g, b, if level < 1.0 { 255 } else { 0 }])
        }
    })
}

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
