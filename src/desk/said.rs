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

/// What to do, as the command line says it, and as the desk does: where the field is at hand, nobody
/// is sent to a file.
const AT_HAND: [(&str, &str); 8] = [
    (
        "give it in course.toml ([[photo]] with file and date = YYYY-MM-DD, or exclude = true to \
         leave the photo out), or rename the file to begin with YYYY-MM-DD",
        "give the date here, or leave the photo out",
    ),
    (
        "write YYYY-MM-DD, or give date in course.toml",
        "give the date here if it is wrong",
    ),
    (
        "give date in course.toml if it is wrong",
        "give the date here if it is wrong",
    ),
    ("write YYYY-MM-DD", "give the date here if it is wrong"),
    (
        "correct the date in course.toml or the computer's clock",
        "correct the date here or the computer's clock",
    ),
    (
        "give view = \"left-temporal\" or \"right-temporal\" in course.toml, or put it into the file \
         name",
        "choose the view here",
    ),
    (
        "give view in course.toml or put it into the file name",
        "choose the view here",
    ),
    (
        "give their dates in course.toml if they are wrong",
        "give their dates here if they are wrong",
    ),
];

/// What the program says, with what to do at the desk.
pub(super) fn at_the_desk(said: &str) -> String {
    let found = AT_HAND.iter().find(|(there, _)| said.contains(there));
    found.map_or_else(
        || said.to_owned(),
        |(there, here)| said.replace(there, here),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::CourseError;
    use crate::course::error::DateRemedy;

    #[test]
    fn nobody_is_sent_to_a_file_beside_the_field() {
        let remedy = DateRemedy::Manifest;
        let file = "a.jpg".to_owned();
        let none = CourseError::NoDate { file, remedy }.to_string();
        let said = at_the_desk(&none);
        assert!(
            said.ends_with("; give the date here, or leave the photo out"),
            "{said}"
        );
        let clash = "a.jpg: EXIF says 2026-01-12, the file name 2026-01-13; EXIF was used; give date in course.toml if it is wrong";
        assert!(!at_the_desk(clash).contains("course.toml"));
    }
}
