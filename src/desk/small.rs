//! What is kept of every photo outside the photos: its thumbnail, and what the program sees on it.
//! Made once, with one decoding, until the photo changes.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use serde_json::Value;

use super::answer::{Answer, Refusal, jpeg, working};
use super::asked::{Asked, need};
use super::kept::Stamp;
use super::looked::smaller;
use super::photos::encoded;
use super::room::{Course, Room};
use super::seen::Seen;
use super::store::{need_folder, staged_in};
use crate::METHOD;
use crate::photo::read_photo;

/// Longest side of a thumbnail, px.
const THUMB_SIDE: u32 = 420;

/// A thumbnail.
pub(super) async fn thumb(State(room): State<Arc<Room>>, Query(asked): Asked) -> Answer<Response> {
    let bytes = working(move || {
        let path = room.course(&asked)?.photo_path(need(&asked, "f")?)?;
        let files = Files::of(&room, &path)?;
        match fs::read(&files.thumb) {
            Ok(bytes) => Ok(bytes),
            Err(_) => Ok(files.make(&room, &path)?.0),
        }
    });
    Ok(jpeg(bytes.await?))
}

/// What the program sees on a photo.
pub(super) fn seen(room: &Room, course: &Course, file: &str) -> Answer<Value> {
    let path = course.photo_path(file)?;
    let files = Files::of(room, &path)?;
    let kept = fs::read(&files.seen).ok();
    let kept = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let seen: Seen = match kept {
        Some(seen) => seen,
        None => files.make(room, &path)?.1,
    };
    serde_json::to_value(seen).map_err(|e| Refusal::failed(&e))
}

/// Makes both for a photo just brought in, so that its page opens at once.
pub(super) fn prepare(room: &Room, photo: &Path) -> Answer<()> {
    Files::of(room, photo)?.make(room, photo)?;
    Ok(())
}

/// Where both are kept.
struct Files {
    folder: PathBuf,
    thumb: PathBuf,
    seen: PathBuf,
}

impl Files {
    fn of(room: &Room, photo: &Path) -> Answer<Self> {
        let folder = room.cache().join("photos");
        let stamp = Stamp::of(photo)?;
        let name = |what: &str, ending: &str| folder.join(stamp.name(photo, what) + ending);
        Ok(Self {
            thumb: name(&THUMB_SIDE.to_string(), ".jpg"),
            // Another method may see it otherwise.
            seen: name(METHOD, ".json"),
            folder,
        })
    }

    fn make(&self, room: &Room, photo: &Path) -> Answer<(Vec<u8>, Seen)> {
        let read = read_photo(photo, &room.params.decode);
        let read = read.map_err(|e| Refusal::unfit(e.to_string()))?;
        let (thumb, seen) = rayon::join(
            || encoded(&smaller(&read.pixels, THUMB_SIDE)),
            || Seen::on(&read.pixels, &room.params.orientation),
        );
        let thumb = thumb?;
        let json = serde_json::to_vec(&seen).map_err(|e| Refusal::failed(&e))?;
        need_folder(&room.cache())?;
        need_folder(&self.folder)?;
        self.keep(&self.thumb, &thumb)?;
        self.keep(&self.seen, &json)?;
        Ok((thumb, seen))
    }

    fn keep(&self, file: &Path, bytes: &[u8]) -> Answer<()> {
        let mut staged = staged_in(&self.folder)?;
        staged.write_all(bytes)?;
        // What another request made in the meantime is as good.
        let _ = staged.persist(file);
        Ok(())
    }
}
