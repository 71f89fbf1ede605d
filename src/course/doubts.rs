//! What a course's photos say against each other: words for before and after, and views of one
//! photo each.

use jiff::civil::Date;

use crate::calendar::day_number;

use super::date::DateSource;
use super::error::{CourseWarning, CourseWarningCode};
use super::name_date::{DayOrder, find_in_name};
use super::planned::CoursePhoto;
use super::remedy::Place;
use super::words::When;

/// A photo that its name says was taken before treatment, yet later than one of the same view from
/// after it; `whens` says it by file.
pub(super) fn before_after(
    photos: &[CoursePhoto],
    whens: &[(String, Option<When>)],
    place: Place,
) -> Option<CourseWarning> {
    let said = |photo: &CoursePhoto, when: When| {
        let of = whens.iter().find(|(file, _)| *file == photo.file);
        of.is_some_and(|(_, said)| *said == Some(when))
    };
    let befores = || photos.iter().filter(|photo| said(photo, When::Before));
    let afters = || photos.iter().filter(|photo| said(photo, When::After));
    let (before, after) = befores().find_map(|before| {
        let earlier = |after: &&CoursePhoto| after.view == before.view && after.date < before.date;
        Some((before, afters().find(earlier)?))
    })?;
    Some(CourseWarning {
        code: CourseWarningCode::BeforeAfter,
        message: format!(
            "{} is named as from before treatment but is of {}, {} as from after it but of {}; {}",
            before.file,
            before.date,
            after.file,
            after.date,
            place.to_correct_both()
        ),
        photo: Some(before.id.clone()),
    })
}

/// Each view of the head has one photo, of different days: nothing can be compared, though it may be
/// one view under two names.
pub(super) fn one_view_or_two(photos: &[CoursePhoto]) -> Option<CourseWarning> {
    let photos: Vec<&CoursePhoto> = photos.iter().filter(|p| !p.view.is_closeup()).collect();
    let mut views: Vec<String> = photos.iter().map(|p| p.view.to_string()).collect();
    views.sort();
    views.dedup();
    let days = || photos.iter().map(|photo| photo.date);
    if views.len() < 2 || views.len() < photos.len() || days().min() == days().max() {
        return None;
    }
    let named: Vec<String> = photos
        .iter()
        .map(|photo| format!("{} ({})", photo.view, photo.file))
        .collect();
    Some(CourseWarning {
        code: CourseWarningCode::OneViewOrTwo,
        message: format!(
            "each view has one photo: {}; is this one view? Then give all of them the same view in \
             course.toml, such as view = {:?}",
            named.join(", "),
            photos[0].view.to_string()
        ),
        photo: None,
    })
}

/// Points given on a close-up, whose spot is found again by the roots of its hairs.
pub(super) fn landmarks_on_closeups(photos: &[CoursePhoto]) -> Option<CourseWarning> {
    let marked = |photo: &&CoursePhoto| photo.view.is_closeup() && !photo.landmarks.is_empty();
    let photo = photos.iter().find(marked)?;
    Some(CourseWarning {
        code: CourseWarningCode::LandmarksNote,
        message: format!(
            "the landmarks of {} are not used: a close-up's spot is found again by the roots of its \
             hairs; remove them from course.toml",
            photo.file
        ),
        photo: Some(photo.id.clone()),
    })
}

/// Photos of several days, all from before the first session: nothing shows what came after it.
pub(super) fn nothing_follows(
    photos: &[CoursePhoto],
    start: Option<Date>,
) -> Option<CourseWarning> {
    let days = || photos.iter().map(|photo| photo.date);
    let (start, first, last) = (start?, days().min()?, days().max()?);
    (first < last && last < start).then(|| CourseWarning {
        code: CourseWarningCode::Sessions,
        message: format!(
            "the first session is of {start}, the last photo of {last}: no photo shows what came after \
             it; give the dates in course.toml if they are wrong"
        ),
        photo: None,
    })
}

/// More days without a photo than a course goes on between two visits: three years.
const FAR_DAYS: i32 = 3 * 365;

/// Photos whose day nothing but their camera's clock says, and which it puts years before all others:
/// a clock that was never set, or not since its battery was empty.
pub(super) fn far_before(photos: &[CoursePhoto], place: Place) -> Vec<CourseWarning> {
    let mut by_day: Vec<&CoursePhoto> = photos.iter().collect();
    by_day.sort_by_key(|photo| photo.date);
    let far = |pair: &[&CoursePhoto]| day_number(pair[0].date, pair[1].date) > FAR_DAYS;
    let Some(last) = by_day.windows(2).rposition(far) else {
        return Vec::new();
    };
    let next = by_day[last + 1].date;
    let by_clock = by_day[..=last].iter().filter(|photo| {
        photo.date_source == DateSource::Exif && !photo.file.split('/').any(names_a_day)
    });
    by_clock
        .map(|photo| CourseWarning {
            code: CourseWarningCode::ClockWrong,
            message: format!(
                "{}: EXIF says {}, years before the photos from {next} on, as of a clock that was never \
                 set; {}",
                photo.file,
                photo.date,
                place.to_correct()
            ),
            photo: Some(photo.id.clone()),
        })
        .collect()
}

fn names_a_day(name: &str) -> bool {
    find_in_name(name, DayOrder::default()).is_some_and(|found| found.date.is_some())
}
