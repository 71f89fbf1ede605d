//! Two loose photos as the smallest course.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::date::DateSource;
use super::doubts::before_after;
use super::error::{CourseError, CourseWarning, CourseWarningCode};
use super::plan::{Noted, identified};
use super::remedy::Place;
use super::resolve::{Customs, Dated, date_of, name_says, stem, view_assumed, view_in_name};
use super::view::View;
use super::words::When;
use super::{Course, CoursePhoto};

/// A photo outside any course folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LoosePhoto {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its date, when the user gives it; it wins over EXIF and the file's name.
    pub(crate) date: Option<Date>,
}

impl Course {
    /// A course of two photos without marks. The earlier one is the baseline; should that be
    /// `after`, a warning says so. Both may be of the same day. A photo whose day nothing says is
    /// one of an unknown day, with a warning; then `before` is the baseline, unless the files' names
    /// say before and after the other way round.
    ///
    /// The view is `view`, else the one that the names say, else vertex with a warning.
    ///
    /// `today` is the present day, where it is known.
    ///
    /// # Errors
    /// A file is missing, its date is impossible or has not come yet, or the names say two views.
    pub(crate) fn from_two_photos(
        before: LoosePhoto,
        after: LoosePhoto,
        view: Option<View>,
        today: Option<Date>,
    ) -> Result<Self, CourseError> {
        for photo in [&before, &after] {
            if !photo.path.is_file() {
                return Err(CourseError::MissingFile {
                    path: photo.path.clone(),
                });
            }
        }
        let named = match view {
            Some(view) => Some(view),
            None => agreed_view(&before.path, &after.path)?,
        };
        let view = named.clone().unwrap_or(View::Vertex);
        let folder = before
            .path
            .parent()
            .map_or_else(PathBuf::new, Path::to_path_buf);
        let whens = [&before.path, &after.path].map(|path| name_says(&stem(path), &[]).when);
        let mut noted = vec![
            loose(before, &view, today, Place::BeforeOption)?,
            loose(after, &view, today, Place::AfterOption)?,
        ];
        let files = [&noted[0].0, &noted[1].0].map(|photo| photo.file.clone());
        let undated_pair = noted
            .iter()
            .any(|(p, _)| p.date_source == DateSource::Unknown);
        let by_names = undated_pair && says_reversed(whens);
        if by_names {
            noted.reverse();
        }
        in_given_order(&mut noted);
        let reversed = by_day(&mut noted);
        if named.is_none() {
            let note = view_assumed(&noted[0].0.file, Place::BeforeOption);
            noted[0].1.push(note);
        }
        let (photos, mut warnings) = identified(noted);
        warnings.extend(reversed.then(|| dates_reversed(&photos)));
        warnings.extend(by_names.then(|| names_reversed(&photos)));
        warnings.extend(before_after(
            &photos,
            &files.into_iter().zip(whens).collect::<Vec<_>>(),
            Place::BeforeOption,
        ));
        warnings.extend(undated(&photos));
        let subject = format!("{}, {}", photos[0].id, photos[1].id);
        Ok(Self {
            warnings,
            today,
            ..Self::of_photos(folder, subject, photos[0].date, photos)
        })
    }
}

/// The view that the names say, a standard view before a name's own words; photos of two standard
/// views show nothing that could be compared.
fn agreed_view(before: &Path, after: &Path) -> Result<Option<View>, CourseError> {
    let named = [before, after].map(view_in_name);
    let standard = named
        .clone()
        .map(|view| view.filter(|v| !matches!(v, View::Free(_))));
    match &standard {
        [Some(first), Some(second)] if first != second => Err(CourseError::TwoViews {
            before: before.to_owned(),
            after: after.to_owned(),
            views: [first.to_string(), second.to_string()],
        }),
        _ => Ok(standard.into_iter().chain(named).flatten().next()),
    }
}

fn loose(
    photo: LoosePhoto,
    view: &View,
    today: Option<Date>,
    place: Place,
) -> Result<Noted, CourseError> {
    let file = photo
        .path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let dated = match photo.date {
        Some(date) => given(&photo.path, date, today, place)?,
        None => match date_of(&photo.path.to_string_lossy(), &photo.path, today, place) {
            Err(CourseError::NoDate { .. } | CourseError::UnsetClock { .. }) => Dated {
                date: ORDER_ONLY,
                source: DateSource::Unknown,
                notes: Vec::new(),
            },
            dated => dated?,
        },
    };
    let photo = CoursePhoto {
        id: stem(&photo.path),
        file,
        path: photo.path,
        date: dated.date,
        date_source: dated.source,
        view: view.clone(),
        scale: None,
        landmarks: Vec::new(),
    };
    Ok((photo, dated.notes))
}

fn given(path: &Path, date: Date, today: Option<Date>, place: Place) -> Result<Dated, CourseError> {
    let dated = Dated {
        date,
        source: DateSource::Given,
        notes: Vec::new(),
    };
    let customs = Customs::of(std::iter::empty(), today, place);
    customs.not_ahead(&path.to_string_lossy(), dated)
}

/// Stands for a day that is not known.
const ORDER_ONLY: Date = Date::constant(1, 1, 1);

/// Lays unknown days so that the second photo comes after the first.
fn in_given_order(noted: &mut [Noted]) {
    let [(before, _), (after, _)] = noted else {
        return;
    };
    if after.date_source == DateSource::Unknown {
        after.date = before.date.tomorrow().unwrap_or(before.date);
    } else if before.date_source == DateSource::Unknown {
        before.date = after.date.yesterday().unwrap_or(after.date);
    }
}

/// Puts the earlier photo first; whether it was given second.
fn by_day(noted: &mut [Noted]) -> bool {
    let reversed = matches!(noted, [(before, _), (after, _)] if before.date > after.date);
    if reversed {
        noted.reverse();
    }
    reversed
}

/// Whether the names of a first and a second photo say that the second is from before the first.
fn says_reversed(whens: [Option<When>; 2]) -> bool {
    use When::{After, Before};
    matches!(
        whens,
        [Some(After), Some(Before) | None] | [None, Some(Before)]
    )
}

fn names_reversed(photos: &[CoursePhoto]) -> CourseWarning {
    let (earlier, later) = (&photos[0], &photos[1]);
    CourseWarning {
        code: CourseWarningCode::DatesReversed,
        message: format!(
            "{} was given first, but by the names {} is from before it; the change is counted from {} to {}: give \
             --before-date and --after-date if that is wrong",
            later.file, earlier.file, earlier.file, later.file
        ),
        photo: Some(later.id.clone()),
    }
}

fn undated(photos: &[CoursePhoto]) -> Option<CourseWarning> {
    let unknown = photos
        .iter()
        .filter(|p| p.date_source == DateSource::Unknown);
    let files: Vec<&str> = unknown.map(|p| p.file.as_str()).collect();
    (!files.is_empty()).then(|| CourseWarning {
        code: CourseWarningCode::DateUnknown,
        message: format!(
            "no date in {} or in the name: the days between the photos are not known; give \
             --before-date and --after-date where you know them",
            files.join(", ")
        ),
        photo: None,
    })
}

fn dates_reversed(photos: &[CoursePhoto]) -> CourseWarning {
    let (earlier, later) = (&photos[0], &photos[1]);
    CourseWarning {
        code: CourseWarningCode::DatesReversed,
        message: format!(
            "{} ({}) was given first but taken after {} ({}); the change is counted from the \
             earlier to the later",
            later.file, later.date, earlier.file, earlier.date
        ),
        photo: Some(later.id.clone()),
    }
}
