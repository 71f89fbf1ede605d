//! What a person said in `course.toml`, as values.

use std::path::Path;

use super::answer::{Answer, Refusal};
use crate::course::manifest::{MANIFEST_NAME, Manifest};
use crate::course::{Front, View};
use crate::photo::sha256_hex;

/// The hash that stands for a file that is not there.
pub(super) const NO_FILE: &str = "none";

/// The hash of a file's text, by which a later write is told.
pub(super) fn hash_of(text: Option<&str>) -> String {
    text.map_or_else(|| NO_FILE.to_owned(), |text| sha256_hex(text.as_bytes()))
}

/// A manifest's text as values; defaults where there is none.
pub(super) fn parsed(text: Option<&str>) -> Answer<Manifest> {
    let Some(text) = text else {
        return Ok(Manifest::default());
    };
    Manifest::parse(text, Path::new(MANIFEST_NAME)).map_err(|e| Refusal::unfit(e.to_string()))
}

/// The last name of a subject's path.
pub(super) fn last_part(name: &str) -> String {
    name.rsplit('/').next().unwrap_or(name).to_owned()
}

/// Where the forehead points in a view's photos, as far as a person said it.
pub(super) fn front_given(manifest: &Manifest, view: &View) -> Option<Front> {
    manifest.view_fronts().get(view).copied().or(manifest.front)
}
