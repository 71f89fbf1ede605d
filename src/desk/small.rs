//! What is kept of every photo outside the photos: its thumbnail, and what the program sees on it.
//! Made once, until the photo changes.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::{Query, State};
use axum::response::Response;
use image::RgbImage;
use serde_json::Value;

use super::answer::{Answer, Refusal, jpeg, working};
use super::asked::{Asked, need};
use super::kept::Stamp;
use super::picture::{encoded, smaller};
use super::room::{Course, Room};
use super::store::{need_folder, staged_in};
use crate::METHOD;
use crate::photo::read_photo;
use crate::pipeline::Glance;

/// Folder for both in that of what can be made again.
const PHOTOS_KEPT: &str = "photos";
/// Longest side of a thumbnail, px.
const THUMB_SIDE: u32 = 420;

/// A thumbnail.
pub(super) async fn thumb(State(room): State<Arc<Room>>, Query(asked): Asked) -> Answer<Response> {
    let bytes = working(move || {
        let path = room.course(&asked)?.photo_path(need(&asked, "f")?)?;
        let files = Files::of(&room, &path)?;
        match fs::read(&files.thumb) {
            Ok(bytes) => Ok(bytes),
            Err(_) => files.make_thumb(&room, &decoded(&room, &path)?),
        }
    });
    Ok(jpeg(bytes.await?))
}

/// What the program sees on a photo. Not made with the thumbnail: the networks take as long as the
/// decoding, and a page is to open at once.
pub(super) fn seen(room: &Room, course: &Course, file: &str) -> Answer<Value> {
    let path = course.photo_path(file)?;
    let files = Files::of(room, &path)?;
    let kept = fs::read(&files.seen).ok();
    let kept = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let seen: Glance = match kept {
        Some(seen) => seen,
        None => files.make_seen(room, &decoded(room, &path)?)?,
    };
    serde_json::to_value(seen).map_err(|e| Refusal::failed(&e))
}

/// Makes both for a photo just brought in.
pub(super) fn prepare(room: &Room, photo: &Path, pixels: &RgbImage) -> Answer<()> {
    let files = Files::of(room, photo)?;
    files.make_thumb(room, pixels)?;
    files.make_seen(room, pixels)?;
    Ok(())
}

/// A photo's upright pixels, sRGB.
///
/// # Errors
/// It cannot be read, and what to do.
pub(super) fn decoded(room: &Room, photo: &Path) -> Answer<RgbImage> {
    let read = read_photo(photo, &room.params.decode);
    Ok(read.map_err(|e| Refusal::unread(&e))?.pixels)
}

/// Where both are kept.
struct Files {
    thumb: PathBuf,
    seen: PathBuf,
}

impl Files {
    fn of(room: &Room, photo: &Path) -> Answer<Self> {
        let folder = room.cache().join(PHOTOS_KEPT);
        let stamp = Stamp::of(photo)?;
        let name = |what: &str, ending: &str| folder.join(stamp.name(photo, what) + ending);
        Ok(Self {
            thumb: name(&THUMB_SIDE.to_string(), ".jpg"),
            // Another method may see it otherwise.
            seen: name(METHOD, ".json"),
        })
    }

    fn make_thumb(&self, room: &Room, pixels: &RgbImage) -> Answer<Vec<u8>> {
        let bytes = encoded(&smaller(pixels, THUMB_SIDE))?;
        keep(room, &self.thumb, &bytes);
        Ok(bytes)
    }

    fn make_seen(&self, room: &Room, pixels: &RgbImage) -> Answer<Glance> {
        let seen = Glance::on(pixels, &room.params.orientation);
        let bytes = serde_json::to_vec(&seen).map_err(|e| Refusal::failed(&e))?;
        keep(room, &self.seen, &bytes);
        Ok(seen)
    }
}

/// Keeps what was made for the next time. Where nothing can be kept (a folder that may only be read, a full
/// disk) it is made again: that hinders nobody.
fn keep(room: &Room, file: &Path, bytes: &[u8]) {
    let kept = || -> io::Result<()> {
        let folder = room.cache().join(PHOTOS_KEPT);
        need_folder(&room.cache())?;
        need_folder(&folder)?;
        let mut staged = staged_in(&folder)?;
        staged.write_all(bytes)?;
        staged.persist(file).map_err(|e| e.error)?;
        Ok(())
    };
    let _ = kept();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_can_be_kept_it_is_made_again() {
        let clinic = tempfile::tempdir().unwrap();
        // A file where the folder should be: as good as a folder without the right to write.
        fs::write(clinic.path().join(".tricholapse"), "").unwrap();
        let photo = clinic.path().join("a.png");
        let pixels = RgbImage::from_pixel(64, 48, image::Rgb([120, 90, 70]));
        pixels.save(&photo).unwrap();
        let room = Room::new(clinic.path());
        let files = Files::of(&room, &photo).unwrap();
        assert!(!files.make_thumb(&room, &pixels).unwrap().is_empty());
        assert!(files.make_seen(&room, &pixels).is_ok());
        assert!(prepare(&room, &photo, &pixels).is_ok());
    }
}
