//! A photo just taken, to be held against the baseline of a course it does not belong to yet.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::date::{DateSource, lies_ahead};
use super::error::CourseError;
use super::planned::{Course, CoursePhoto};
use super::remedy::Place;
use super::resolve::{date_of, name_says, stem};
use super::view::View;

/// A photo held against a course.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct CapturedPhoto {
    /// The photo, with the view it is to show. Where nothing gives a date, the course's start.
    pub(crate) photo: CoursePhoto,
    /// Whether `photo.date` was read or given.
    pub(crate) dated: bool,
}

impl Course {
    /// A new photo for this course. The view is `view`, also where it is the first of it; else the one
    /// in the file's name, else the only one the course has. The date is `date`, else EXIF or the name, else none.
    ///
    /// # Errors
    /// The file does not exist, its day has not come yet, or the course does not say which view it is to show.
    pub(crate) fn photo_at_capture(
        &self,
        path: PathBuf,
        date: Option<Date>,
        view: Option<View>,
    ) -> Result<CapturedPhoto, CourseError> {
        if !path.is_file() {
            return Err(CourseError::MissingFile { path });
        }
        let view = self.view_at_capture(&path, view)?;
        let file = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        let found = match date {
            Some(date) => Some((date, DateSource::Given)),
            None => match date_of(&file, &path, self.today, Place::Manifest) {
                Ok(dated) => Some((dated.date, dated.source)),
                Err(ahead @ CourseError::AheadOfToday { .. }) => return Err(ahead),
                Err(_) => None,
            },
        };
        if let Some(((date, _), today)) = found.zip(self.today)
            && lies_ahead(date, today)
        {
            let place = Place::Manifest;
            return Err(CourseError::AheadOfToday {
                file,
                date,
                today,
                place,
            });
        }
        let (date, date_source) = found.unwrap_or((self.start, DateSource::Given));
        Ok(CapturedPhoto {
            dated: found.is_some(),
            photo: CoursePhoto {
                id: stem(&path),
                file,
                path,
                date,
                date_source,
                view,
                scale: None,
                landmarks: Vec::new(),
            },
        })
    }

    fn view_at_capture(&self, path: &Path, view: Option<View>) -> Result<View, CourseError> {
        let views = self.views();
        // Words of the course's own views are known here; "temple" alone is no view of a course
        // that tells left from right.
        let said = name_says(&stem(path), &views).view;
        let said = said.filter(|v| !matches!(v, View::Free(_)) || views.contains(v));
        let named = view.clone().or(said);
        match (named, views.as_slice()) {
            (Some(view), _) if views.contains(&view) || views.is_empty() => Ok(view),
            // Who says a standard view outright begins it; a name of one's own may be mistyped.
            (Some(named), _)
                if view.as_ref() == Some(&named) && !matches!(named, View::Free(_)) =>
            {
                Ok(named)
            }
            (None, [only]) => Ok(only.clone()),
            (named, _) => Err(CourseError::WhichView {
                path: path.to_owned(),
                named: named.map(|view| view.to_string()),
                views: views.iter().map(ToString::to_string).collect(),
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::course::LoosePhoto;

    fn course(view: &str) -> (tempfile::TempDir, Course) {
        let dir = tempfile::tempdir().unwrap();
        let photo = |name: &str| {
            let path = dir.path().join(name);
            std::fs::write(&path, b"").unwrap();
            LoosePhoto { path, date: None }
        };
        let course = Course::from_two_photos(
            photo("2026-01-12.jpg"),
            photo("2026-04-12.jpg"),
            Some(view.parse().unwrap()),
            None,
        )
        .unwrap();
        (dir, course)
    }

    #[test]
    fn the_only_view_of_the_course_is_taken_and_a_date_is_not_needed() {
        let (dir, course) = course("midline");
        let path = dir.path().join("new.jpg");
        std::fs::write(&path, b"").unwrap();
        let captured = course.photo_at_capture(path.clone(), None, None).unwrap();
        assert_eq!(captured.photo.view, View::Midline);
        assert!(!captured.dated);
        let day = date(2026, 7, 12);
        let captured = course.photo_at_capture(path, Some(day), None).unwrap();
        assert_eq!((captured.photo.date, captured.dated), (day, true));
    }

    /// Given or in the name: no photo is taken on a day that has not come yet, and no session was held on one.
    #[test]
    fn days_that_have_not_come_yet_are_refused_and_no_session_was_held_on_one() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::write(at("2026-01-12_vertex.jpg"), b"").unwrap();
        let sessions = "sessions = [2026-01-12, 2026-06-30, 2030-01-12]\n";
        std::fs::write(at("course.toml"), sessions).unwrap();
        let course = Course::load_on(dir.path(), Some(date(2026, 7, 1))).unwrap();
        assert_eq!(course.sessions, [date(2026, 1, 12), date(2026, 6, 30)]);
        let told = course
            .warnings
            .iter()
            .any(|w| w.message.contains("2030-01-12"));
        assert!(told, "{:?}", course.warnings);
        for (name, day) in [
            ("new_vertex.jpg", Some(date(2031, 1, 1))),
            ("2031-01-01_vertex.jpg", None),
        ] {
            std::fs::write(at(name), b"").unwrap();
            let error = course.photo_at_capture(at(name), day, None).unwrap_err();
            assert!(matches!(error, CourseError::AheadOfToday { .. }), "{error}");
        }
    }

    #[test]
    fn a_view_the_course_does_not_have_is_refused_with_those_it_has() {
        let (dir, course) = course("midline");
        let path = dir.path().join("2026-07-12_vertex.jpg");
        std::fs::write(&path, b"").unwrap();
        let error = course.photo_at_capture(path, None, None).unwrap_err();
        let text = error.to_string();
        assert!(
            text.contains("vertex") && text.contains("midline"),
            "{text}"
        );
    }
}
