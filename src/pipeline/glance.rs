//! What the program sees on a photo by itself: it stands beside what a person said.

use image::RgbImage;
use serde::{Deserialize, Serialize};

use crate::course::Front;
use crate::orientation::{OrientationParams, look_at};
use crate::registration::{self, RegistrationParams};

use super::head_seen::view_of;

/// Forehead and view as seen, with how sure the program is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Glance {
    /// Whether there is a head.
    pub(crate) head: bool,
    /// The likeliest edge to which the forehead points.
    pub(crate) front: Front,
    /// Its probability, 0..=1.
    pub(crate) front_share: f64,
    /// Whether that is enough for a run to go by it.
    pub(crate) front_clear: bool,
    /// The view that shows the head from the likeliest side.
    pub(crate) view: String,
    /// The side's probability, 0..=1.
    pub(crate) view_share: f64,
    /// Whether that is enough for a run to go by it.
    pub(crate) view_clear: bool,
}

impl Glance {
    /// Looks at an upright sRGB photo.
    pub(crate) fn on(photo: &RgbImage, params: &OrientationParams) -> Self {
        // As a run does.
        let sight = look_at(&registration::reduced(
            photo,
            &RegistrationParams::default(),
        ));
        let (front, front_share) = sight.likeliest_front();
        let (side, view_share) = sight.likeliest_view();
        Self {
            head: sight.has_head(params),
            front,
            front_share,
            front_clear: sight.front(params).is_some(),
            view: view_of(side).to_string(),
            view_share,
            view_clear: sight.seen_from(params).is_some(),
        }
    }
}
