//! Photos brought in, and shown.

use std::collections::HashMap;
use std::fs;
use std::io::{Seek as _, Write as _};
use std::path::Path;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt as _;
use serde::Serialize;
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use super::answer::{Answer, Refusal, jpeg, working};
use super::asked::{Asked, need};
use super::paths::inside;
use super::picture::{encoded, smaller};
use super::room::{Course, Room};
use super::small::{decoded, prepare};
use super::store::{need_folder, staged_in};
use crate::course::{PHOTOS_FOLDER, is_photo_name, is_searched};
use crate::photo::sha256_of;
use crate::results::sync_folder;

/// Largest side asked of a picture, px.
const MOST_SIDE: u32 = 4000;

/// Takes a photo into the course's `photos/`, under its own name; never over another one.
pub(super) async fn upload(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
    body: Body,
) -> Answer<Response> {
    let course = room.course(&asked)?;
    let name = need(&asked, "name")?.to_owned();
    if !is_photo_name(&name) {
        let what = Refusal::new_status(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "this is no photo that is read: JPEG, PNG, TIFF, WebP or HEIC",
        );
        return Err(what);
    }
    // Judged whole: a path that leads out is refused, whatever is kept of it.
    inside(&course.folder, &format!("{PHOTOS_FOLDER}/{name}"))?;
    let place = format!("{PHOTOS_FOLDER}/{}", where_it_is_read(&name));
    let target = inside(&course.folder, &place)?;
    let staged = received(&course, body).await?;
    let kept = working(move || {
        // A file that cannot be opened is no photo of the course: said now, not when it is measured.
        let pixels = decoded(&room, staged.path())?;
        let kept = keep(&room, &course, staged, &target)?;
        // Made now, so that the page opens at once; what fails here is made when it is asked for.
        let _ = prepare(&room, &target, &pixels);
        Ok(kept)
    })
    .await?;
    Ok(Json(kept).into_response())
}

/// The name of a photo with those of the folders around it that say something of it: a day, a view, a visit. In any
/// other folder a course would not look for it.
fn where_it_is_read(name: &str) -> &str {
    let mut kept = name;
    while let Some((folders, _)) = kept.rsplit_once('/') {
        if is_searched(Path::new(folders)) {
            break;
        }
        kept = kept.split_once('/').map_or(kept, |(_, rest)| rest);
    }
    kept
}

/// A file beside the course's photos for one that is to come.
pub(super) fn staged(course: &Course) -> Answer<NamedTempFile> {
    let folder = course.folder.join(PHOTOS_FOLDER);
    need_folder(&folder)?;
    Ok(staged_in(&folder)?)
}

/// A body on disk in the course's folder, not yet under its name.
async fn received(course: &Course, body: Body) -> Answer<NamedTempFile> {
    let mut staged = staged(course)?;
    let mut stream = body.into_data_stream();
    while let Some(part) = stream.next().await {
        let part = part.map_err(|_| {
            let why = "the photo did not arrive whole, or is larger than allowed (400 MB)";
            Refusal::new_status(StatusCode::PAYLOAD_TOO_LARGE, why)
        })?;
        staged.write_all(&part)?;
    }
    staged.as_file().sync_all()?;
    Ok(staged)
}

/// A photo that the course now has.
#[derive(Debug, Serialize)]
pub(super) struct Kept {
    /// Relative to the course's folder, with `/`.
    pub(crate) file: String,
    /// Of its bytes, lower-case hexadecimal.
    pub(crate) sha256: String,
}

/// Puts an arrived photo under its name, unless the course has it already.
pub(super) fn keep(
    room: &Room,
    course: &Course,
    mut staged: NamedTempFile,
    target: &Path,
) -> Answer<Kept> {
    staged.as_file_mut().rewind()?;
    let sha256 = sha256_of(staged.as_file())?;
    let _held = room.writing();
    if let Some(twin) = same_content(course, &sha256, staged.as_file().metadata()?.len())? {
        let message = format!("the course has this photo already: {twin}");
        return Err(Refusal::conflict(message, json!({ "duplicate_of": twin })));
    }
    let name = target
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned();
    let folder = target.parent().unwrap_or(&course.folder);
    fs::create_dir_all(folder)?;
    staged
        .persist_noclobber(target)
        .map_err(|error| match error.error.kind() {
            std::io::ErrorKind::AlreadyExists => {
                let message = format!("another photo has the name {name}; rename this one");
                Refusal::conflict(message, json!({ "exists": name }))
            }
            _ => Refusal::from(error.error),
        })?;
    sync_folder(folder)?;
    let parts = target.strip_prefix(&course.folder).unwrap_or(target).iter();
    let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
    Ok(Kept {
        file: parts.join("/"),
        sha256,
    })
}

/// A photo of the course with the same bytes. Only files of the same length are read.
fn same_content(course: &Course, sha256: &str, length: u64) -> Answer<Option<String>> {
    for photo in course.survey()?.photos {
        let Ok(facts) = photo.path.metadata() else {
            continue;
        };
        let as_long = facts.is_file() && facts.len() == length;
        if as_long && sha256_of(fs::File::open(&photo.path)?)? == sha256 {
            return Ok(Some(photo.file));
        }
    }
    Ok(None)
}

/// A photo at the size that the page shows.
pub(super) async fn image(State(room): State<Arc<Room>>, Query(asked): Asked) -> Answer<Response> {
    let bytes = working(move || {
        let side = asked_side(&asked)?;
        let course = room.course(&asked)?;
        let looked = room.look(&course, need(&asked, "f")?)?;
        encoded(&smaller(&looked.screen, side))
    });
    Ok(jpeg(bytes.await?))
}

fn asked_side(asked: &HashMap<String, String>) -> Answer<u32> {
    let side = need(asked, "w")?.parse().ok();
    side.filter(|side| (16..=MOST_SIDE).contains(side))
        .ok_or_else(|| Refusal::bad_request("w is a number of pixels from 16 to 4000"))
}

/// A photo's upright size, px.
pub(super) fn size(room: &Room, course: &Course, file: &str) -> Answer<Value> {
    let (width, height) = room.look(course, file)?.size;
    Ok(json!({ "size_px": [width, height] }))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::where_it_is_read;

    #[rstest]
    #[case("a.jpg", "a.jpg")]
    #[case("2026-01-12/a.jpg", "2026-01-12/a.jpg")]
    #[case("from the camera/2026-01-12/a.jpg", "2026-01-12/a.jpg")]
    #[case("from the camera/a.jpg", "a.jpg")]
    #[case("2026/01/a.jpg", "2026/01/a.jpg")]
    #[case("T0/vertex/a.jpg", "T0/vertex/a.jpg")]
    fn of_a_dropped_folder_what_says_something_is_kept(#[case] name: &str, #[case] kept: &str) {
        assert_eq!(where_it_is_read(name), kept);
    }
}
