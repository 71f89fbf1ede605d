//! What a person said in `course.toml`, as values.

use std::path::Path;

use super::answer::{Answer, Refusal};
use crate::course::manifest::{MANIFEST_NAME, Manifest};
use crate::course::{Front, View};

/// The hash that stands for a course without a manifest.
pub(super) const NO_MANIFEST: &str = "none";

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
