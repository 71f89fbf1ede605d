//! Photos on which nothing is measured, kept for people to look at.

use crate::course::{CoursePhoto, DateSource};
use crate::model::Rejection;
use crate::photo::Photo;
use crate::report::pictures::{
    DISPLAY_SIDE_PX, PictureBudget, PictureScope, SetAside, encode_photo,
};

use super::Job;
use super::display::DisplayCopy;

/// A photo on which nothing is measured.
#[derive(Debug)]
pub(crate) struct Refused {
    /// Why, and what to do.
    pub(crate) rejection: Rejection,
    /// What it shows, where it could be read and pictures are made.
    pub(crate) shown: Option<Box<SetAside>>,
}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        Self {
            rejection,
            shown: None,
        }
    }
}

impl From<Refused> for Rejection {
    fn from(refused: Refused) -> Self {
        refused.rejection
    }
}

/// A refused photo for people to look at. Nobody knows where its scalp is: cropped to the regions
/// there is nothing to show.
pub(super) fn set_aside(
    job: &Job<'_>,
    planned: &CoursePhoto,
    photo: &Photo,
) -> Option<Box<SetAside>> {
    if job.pictures != PictureScope::Surroundings {
        return None;
    }
    let copy = DisplayCopy::whole(&photo.pixels, DISPLAY_SIDE_PX);
    let budget = PictureBudget::for_photos(job.course.photos.len());
    Some(Box::new(SetAside {
        view: planned.view.to_string(),
        file: planned.file.clone(),
        date: (planned.date_source != DateSource::Unknown).then(|| planned.date.to_string()),
        picture: encode_photo(copy.pixels(), budget).ok()?,
    }))
}
