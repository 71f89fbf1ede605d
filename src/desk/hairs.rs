//! The hairs of a close-up, corrected by a person: `hairs.json` beside the photo.

use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, jpeg, working};
use super::asked::{Asked, need};
use super::paths::inside;
use super::picture::{encoded, smaller};
use super::room::{Course, Room};
use super::said::hash_of;
use super::store::{remove, replace};
use crate::closeup::corrections::{Applied, Corrections, CorrectionsFile, FILE_NAME};
use crate::closeup::model::{CloseupPhoto, Hair};
use crate::geometry::Point;
use crate::photo::read_photo;
use crate::regular_file;
use crate::session::Asked as AskedOfRun;

/// Longest side of the picture under the hairs, px.
const PICTURE_SIDE: u32 = 3000;

/// The close-up's hairs as corrected, with what was found and what was said.
pub(super) fn read(room: &Room, course: &Course, file: &str) -> Answer<Value> {
    let text = text_of(course, file)?;
    let said = said_of(text.as_deref(), file)?;
    let mut answer = corrected(&*traced(room, course, file)?, &said)?;
    answer["base"] = json!(hash_of(text.as_deref()));
    Ok(answer)
}

/// The hairs as they would be with these corrections; nothing is written.
pub(super) async fn preview(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
    Json(wanted): Json<Corrections>,
) -> Answer<Json<Value>> {
    let shown = working(move || {
        let course = room.course(&asked)?;
        let photo = traced(&room, &course, need(&asked, "f")?)?;
        corrected(&photo, &wanted)
    });
    Ok(Json(shown.await?))
}

/// Corrections of one photo, and the hash of the file that the page was shown.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct New {
    base: String,
    corrections: Corrections,
}

/// Writes the corrections of a photo, if `hairs.json` is still the one that the page was shown; those
/// of other photos stay.
pub(super) async fn write(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
    Json(new): Json<New>,
) -> Answer<Json<Value>> {
    let kept = working(move || {
        let course = room.course(&asked)?;
        let file = need(&asked, "f")?;
        // A photo that is no close-up of the course has no hairs to correct.
        traced(&room, &course, file)?;
        let _held = room.writing();
        let text = text_of(&course, file)?;
        if hash_of(text.as_deref()) != new.base {
            let why = "hairs.json was changed by somebody else since this page was shown; nothing was written";
            return Err(Refusal::conflict(why, read(&room, &course, file)?));
        }
        put(&course, file, text.as_deref(), new.corrections)?;
        read(&room, &course, file)
    });
    Ok(Json(kept.await?))
}

fn put(course: &Course, file: &str, text: Option<&str>, new: Corrections) -> Answer<()> {
    let mut all = parsed(text)?;
    let name = name_of(file).to_owned();
    match new == Corrections::default() {
        true => all.photos.remove(&name),
        false => all.photos.insert(name, new),
    };
    let place = place(course, file)?;
    if all.photos.is_empty() {
        return Ok(remove(&place)?);
    }
    // What could not be read again is not written.
    checked(&all)?;
    let mut text = serde_json::to_string_pretty(&all).map_err(|e| Refusal::failed(&e))?;
    text.push('\n');
    Ok(replace(&place, text.as_bytes())?)
}

/// The photo under the hairs, larger than other pictures: a hair is a few pixels wide.
pub(super) async fn picture(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
) -> Answer<Response> {
    let bytes = working(move || {
        let path = room.course(&asked)?.photo_path(need(&asked, "f")?)?;
        let photo = read_photo(&path, &room.params.decode);
        let photo = photo.map_err(|e| Refusal::unfit(e.to_string()))?;
        encoded(&smaller(&photo.pixels, PICTURE_SIDE))
    });
    Ok(jpeg(bytes.await?))
}

/// The hairs found on a close-up, as a run finds them; kept for the next time.
fn traced(room: &Room, course: &Course, file: &str) -> Answer<Arc<CloseupPhoto>> {
    let session = course.session(AskedOfRun::with(room.params.clone()))?;
    let photos = &session.course().photos;
    let planned = photos
        .iter()
        .find(|photo| photo.file == file && photo.view.is_closeup())
        .ok_or_else(|| Refusal::not_found("the course has no such close-up"))?;
    // A photo without a scale is traced at that of the others of its view.
    let of_view = photos.iter().filter(|photo| photo.view == planned.view);
    let scales: Vec<_> = of_view.map(|photo| (&photo.file, photo.scale)).collect();
    let scales = format!("{scales:?}");
    room.traced.get(&planned.path, &scales, || {
        let found = session.hairs_found_on(file);
        let found = found.ok_or_else(|| Refusal::not_found("the course has no such close-up"))?;
        let said = |english: &str| course.words().said(english);
        found.map_err(|why| Refusal::unfit(format!("{}: {}", said(&why.reason), said(&why.hint))))
    })
}

fn name_of(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

/// Where the corrections of a photo are.
fn place(course: &Course, file: &str) -> Answer<PathBuf> {
    let folder = &file[..file.len() - name_of(file).len()];
    inside(&course.folder, &format!("{folder}{FILE_NAME}"))
}

fn text_of(course: &Course, file: &str) -> Answer<Option<String>> {
    let path = place(course, file)?;
    match regular_file::read_text(&path).map_err(|e| e.into_io()) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refusal::unfit(format!("{FILE_NAME}: {error}"))),
    }
}

fn parsed(text: Option<&str>) -> Answer<CorrectionsFile> {
    let Some(text) = text else {
        return Ok(CorrectionsFile::default());
    };
    CorrectionsFile::parse(text).map_err(|e| Refusal::unfit(e.to_string()))
}

fn checked(all: &CorrectionsFile) -> Answer<()> {
    all.check().map_err(|e| Refusal::unfit(e.to_string()))
}

fn said_of(text: Option<&str>, file: &str) -> Answer<Corrections> {
    let mut all = parsed(text)?;
    Ok(all.photos.remove(name_of(file)).unwrap_or_default())
}

/// The hairs found, and those that stand once a person's corrections are applied.
fn corrected(photo: &CloseupPhoto, said: &Corrections) -> Answer<Value> {
    let mut all = CorrectionsFile::default();
    all.photos.insert("photo".to_owned(), said.clone());
    checked(&all)?;
    let mut after = photo.clone();
    let applied = said.apply(&mut after);
    let hairs: Vec<Value> = after
        .hairs
        .iter()
        .map(|hair| shown(hair, &photo.hairs, said))
        .collect();
    let found: Vec<Vec<[f64; 2]>> = photo.hairs.iter().map(|hair| tenths(&hair.path)).collect();
    Ok(json!({
        "size_px": [photo.size_px.0, photo.size_px.1],
        "px_per_mm": photo.scale.map(|scale| scale.px_per_mm),
        "found": found,
        "hairs": hairs,
        "counted": after.hairs.iter().filter(|hair| hair.root_seen()).count(),
        "applied": told(&applied),
        "corrections": said,
    }))
}

fn told(applied: &Applied) -> Value {
    json!({
        "added": applied.added,
        "deleted": applied.deleted,
        "split": applied.split,
        "swapped": applied.swapped,
        "unmatched": applied.unmatched,
    })
}

/// Where a hair comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The hair found of this number, as it is or with its ends exchanged.
    Found(usize),
    Turned(usize),
    /// A part of the hair found of this number.
    Part(usize),
    /// The hair of this number among those that a person drew.
    Drawn(usize),
}

impl Origin {
    fn of(hair: &Hair, found: &[Hair], said: &Corrections) -> Option<Self> {
        if let Some(i) = found.iter().position(|f| f.path == hair.path) {
            return Some(Self::Found(i));
        }
        let drawn = |path: &[[f64; 2]]| {
            let points = path.iter().map(|p| Point::new(p[0], p[1]));
            points.eq(hair.path.iter().copied())
        };
        if let Some(i) = said.add.iter().position(|added| drawn(&added.path)) {
            return Some(Self::Drawn(i));
        }
        let turned = |f: &Hair| f.path.iter().rev().eq(hair.path.iter());
        if let Some(i) = found.iter().position(turned) {
            return Some(Self::Turned(i));
        }
        let holds = |f: &Hair| hair.path.iter().all(|point| f.path.contains(point));
        found.iter().position(holds).map(Self::Part)
    }
}

fn shown(hair: &Hair, found: &[Hair], said: &Corrections) -> Value {
    let (origin, of) = match Origin::of(hair, found, said) {
        Some(Origin::Found(i)) => ("found", Some(i)),
        Some(Origin::Turned(i)) => ("turned", Some(i)),
        Some(Origin::Part(i)) => ("part", Some(i)),
        Some(Origin::Drawn(i)) => ("drawn", Some(i)),
        None => ("other", None),
    };
    json!({
        "path": tenths(&hair.path),
        "width_px": hair.width_px,
        "diameter_um": hair.diameter_um,
        "counted": hair.root_seen(),
        "origin": origin,
        "of": of,
    })
}

/// A path in tenths of a pixel: finer than anybody can click.
fn tenths(path: &[Point]) -> Vec<[f64; 2]> {
    let tenth = |v: f64| (10.0 * v).round() / 10.0;
    path.iter().map(|p| [tenth(p.x), tenth(p.y)]).collect()
}
