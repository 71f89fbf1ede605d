//! Whether a photo shows a bare head in colour, without which nothing on it is hair or skin for certain.

use image::RgbImage;

use crate::course::CoursePhoto;
use crate::geometry::Ellipse;
use crate::head::colours::{foreign_share, is_black_and_white};
use crate::head::toned::is_toned;
use crate::model::Rejection;

use super::head_seen::refused;

/// Share of the head of a colour that neither hair nor skin has from which on it is covered.
const COVERED: f64 = 0.5;

/// Why a photo without colour is refused: bare skin is told from hair by its colour, and thin hair on it
/// reads up to 36 points too high without.
pub(super) fn without_colour(planned: &CoursePhoto, photo: &RgbImage) -> Option<Rejection> {
    let why = if is_black_and_white(photo) {
        "the photo is black and white: without colour bare skin and hair cannot be told apart"
    } else if is_toned(photo) {
        "the photo is in shades of one colour, as with a sepia filter: without colours bare skin and hair cannot be \
         told apart"
    } else {
        return None;
    };
    Some(refused(planned, why.into(), "send the original in colour"))
}

/// Why a head under a cap is refused.
pub(super) fn covered(
    planned: &CoursePhoto,
    (photo, head): (&RgbImage, &Ellipse),
) -> Option<Rejection> {
    let share = foreign_share(photo, head);
    (share >= COVERED).then(|| {
        refused(
            planned,
            format!(
                "{:.0} % of the head has a colour that neither hair nor skin has: a cap or a cloth, dyed hair, or \
                 coloured light",
                100.0 * share
            ),
            "take the photo of the bare head in white light; of dyed hair draw the regions and give them as \
             regions.geojson",
        )
    })
}
