//! Photos of one head taken anew on one day: the material of a self-test.

use std::path::Path;

use jiff::civil::Date;

use super::date::DateSource;
use super::discover::{FoundPhoto, find_photos};
use super::error::CourseError;
use super::manifest::{MANIFEST_NAME, Manifest};
use super::not_read::unread;
use super::plan::{Noted, folder_name, identified};
use super::planned::{Course, CoursePhoto};
use super::remedy::Place;
use super::resolve::{Asker, Dated, name_says, stem, view_assumed};
use super::survey::clues_of;
use super::view::View;

/// Stands for the day where nothing says it; a self-test does not report days.
const UNKNOWN_DAY: Date = Date::constant(1970, 1, 1);

impl Course {
    /// The repeats in `folder`: a course folder, or loose photos, for which no date is needed.
    /// Photos of several days are repeats day by day.
    ///
    /// # Errors
    /// As for [`Course::load`].
    pub(crate) fn load_repeats(folder: &Path) -> Result<Self, CourseError> {
        if folder.join(MANIFEST_NAME).is_file() {
            Self::load(folder)
        } else {
            loose_repeats(folder)
        }
    }
}

fn loose_repeats(folder: &Path) -> Result<Course, CourseError> {
    let finds = find_photos(folder)?;
    let (mut unread, warnings) = unread(&finds);
    if finds.photos.is_empty() {
        return Err(CourseError::NoPhotos {
            folder: folder.to_owned(),
            unread: Vec::new(),
        });
    }
    let (customs, clues) = clues_of(&finds.photos, Asker::of_files(None));
    unread.extend(finds.odd);
    let photos = finds.photos.into_iter().zip(clues);
    let mut noted: Vec<Noted> = photos
        .map(|((file, found), clues)| {
            let dated = customs.decide(&file, clues).ok();
            repeat(file, found, dated)
        })
        .collect();
    let said = noted
        .iter()
        .map(|(photo, _)| photo)
        .find(|photo| photo.date_source != DateSource::Given)
        .map_or(UNKNOWN_DAY, |photo| photo.date);
    for (photo, _) in &mut noted {
        if photo.date_source == DateSource::Given {
            photo.date = said;
        }
    }
    noted.sort_by(|(a, _), (b, _)| (&a.view, &a.file).cmp(&(&b.view, &b.file)));
    let (photos, mut notes) = identified(noted);
    notes.extend(warnings);
    Ok(Course {
        marks: Manifest::default().marks(),
        unread,
        warnings: notes,
        ..Course::of_photos(folder.to_owned(), folder_name(folder), said, photos)
    })
}

/// One loose photo of the day that EXIF, its name or its folder's says. Only a standard view is read
/// from names: a free word there is more likely the number of the repeat.
fn repeat(file: String, found: FoundPhoto, dated: Option<Dated>) -> Noted {
    let names = [stem(&found.path)].into_iter().chain(found.folders);
    let named = names
        .filter_map(|name| name_says(&name, &[]).view)
        .find(|view| !matches!(view, View::Free(_)));
    let note = named
        .is_none()
        .then(|| view_assumed(&file, Place::Manifest));
    let photo = CoursePhoto {
        id: stem(&found.path),
        file,
        path: found.path,
        date: dated.as_ref().map_or(UNKNOWN_DAY, |d| d.date),
        date_source: dated.map_or(DateSource::Given, |d| d.source),
        view: named.unwrap_or(View::Vertex),
        scale: None,
        landmarks: Vec::new(),
    };
    (photo, note.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::course::fixtures::folder;

    #[test]
    fn numbered_photos_without_dates_are_one_view() {
        let dir = folder(&["a.jpg", "b.jpg", "2026-01-12_vertex.jpg"]);
        let course = Course::load_repeats(dir.path()).unwrap();
        assert_eq!(course.views(), [View::Vertex]);
        assert_eq!(course.photos.len(), 3);
        assert!(course.photos.iter().all(|p| p.date == course.start));
    }

    #[test]
    fn photos_in_folders_of_days_are_repeats_day_by_day() {
        let dir = folder(&[
            "2026-01-10/crown_0.jpg",
            "2026-01-10/crown_1.jpg",
            "2026-07-12/crown_0.jpg",
            "2026-07-12/crown_1.jpg",
            "12.08.2026 crown/1.jpg",
        ]);
        let course = Course::load_repeats(dir.path()).unwrap();
        assert_eq!(course.views(), [View::Vertex]);
        let days: Vec<String> = course.photos.iter().map(|p| p.date.to_string()).collect();
        let two = |day: &str| days.iter().filter(|d| *d == day).count() == 2;
        assert!(two("2026-01-10") && two("2026-07-12"), "{days:?}");
        assert!(days.contains(&"2026-08-12".to_owned()), "{days:?}");
        assert!(course.warnings.is_empty(), "{:?}", course.warnings);
    }
}
