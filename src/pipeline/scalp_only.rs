//! A photo with nothing but the scalp in it: no surroundings, no forehead, no face.

use image::{Rgb, RgbImage};

use super::regions::scalp_from_above;
use super::visit::{Loaded, load};
use super::{Job, Silent};
use crate::closeup::overlay::Overlay;
use crate::course::{CoursePhoto, View};
use crate::geometry::Point;
use crate::regions::atlas::{AtlasTop, behind};

/// Grey in place of everything that is no scalp.
const NOTHING: Rgb<u8> = Rgb([128, 128, 128]);
/// Below it the head's outline is a guess, and what lies outside it could be a face.
const SURE_OUTLINE: f64 = 0.2;

/// The photo in its own size, grey where it shows no scalp; of a close-up
/// where a name or a day may be burnt into it.
///
/// # Errors
/// Why it cannot be told where the scalp is, or that a face may be in view.
pub(crate) fn scalp_only(job: &Job<'_>, planned: &CoursePhoto) -> Result<RgbImage, String> {
    let view = &planned.view;
    if view.is_closeup() {
        let photo = (job.load)(planned).map_err(|error| error.to_string())?;
        let photo = photo.pixels;
        return Ok(Overlay::of(&photo).without_text(&photo, NOTHING));
    }
    if matches!(
        view,
        View::Frontal | View::LeftTemporal | View::RightTemporal
    ) {
        return Err(format!("a photo of the view {view} shows the face"));
    }
    let loaded = load(job, planned, &Silent).map_err(|refused| refused.rejection.reason)?;
    if loaded.seen.may_show_a_face() {
        return Err("a face may be in view".to_owned());
    }
    let confidence = loaded.prepared.head().confidence();
    if confidence < SURE_OUTLINE {
        return Err(format!(
            "the head's outline is uncertain ({confidence:.2} of at least {SURE_OUTLINE})"
        ));
    }
    cut_out(&loaded)
}

fn cut_out(loaded: &Loaded<'_>) -> Result<RgbImage, String> {
    let head = loaded.prepared.head();
    let level = head.level_near_outline();
    let cut_front = loaded.planned.view.is_from_above();
    let top = loaded.seen.front().filter(|_| cut_front);
    if cut_front && top.is_none() {
        return Err(
            "it is not clear where the forehead points, so that it cannot be cut off: say front in course.toml"
                .to_owned(),
        );
    }
    let is_behind = top.and_then(|top| {
        let degrees = top.degrees();
        behind(
            &head.ellipse(),
            AtlasTop { degrees },
            scalp_from_above(loaded, top),
        )
    });
    let mut scalp = loaded.pixels().clone();
    for (x, y, pixel) in scalp.enumerate_pixels_mut() {
        let place = Point::new(f64::from(x), f64::from(y));
        let in_front = is_behind
            .as_ref()
            .is_some_and(|is_behind| !is_behind(place));
        if in_front || level(place) > 1.0 {
            *pixel = NOTHING;
        }
    }
    Ok(scalp)
}
