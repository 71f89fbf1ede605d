//! Where the scalp begins on a photo from above, and whether so much of a face is in view that it is none.

use image::RgbImage;

use super::head_seen::HeadSeen;
use crate::course::CoursePhoto;
use crate::geometry::Ellipse;
use crate::model::{Front, Rejection, SeenFrom};
use crate::regions::atlas::AtlasTop;
use crate::regions::brows::brows;
use crate::regions::channels::Channels;
use crate::regions::hairline::hairline;

/// Least distance of a hairline from brows, in the unit head: what looks like one nearer by is a brow.
const LEAST_FOREHEAD: f64 = 0.2;
/// Where nothing shows the hairline of a head with brows in view, it is taken to lie this far behind
/// them, in the unit head: on eleven heads with both in view it lies 0.38 to 0.80 behind, 0.57 on average.
const FOREHEAD: f64 = 0.5;
/// With brows in view a scalp that begins farther back than here, in the unit head, is seen from the
/// front: half of what the outline encloses is a face, and the crown is hidden.
const FROM_THE_FRONT: f64 = -0.1;
/// So is one that begins farther back than here whatever anybody says: no atlas has room on it.
const NO_ROOM: f64 = 0.3;

/// The end of the scalp towards the face, levels in the unit head.
#[derive(Debug, Clone, Copy)]
pub(super) struct Forehead {
    hairline: Option<f64>,
    brows: Option<f64>,
}

impl Forehead {
    /// As seen on a photo of a head of which the forehead points to `front`.
    pub(super) fn of(photo: &Channels, head: &Ellipse, front: Front) -> Self {
        let degrees = front.degrees();
        Self {
            hairline: hairline(photo, head, AtlasTop { degrees }),
            brows: brows(photo, head, AtlasTop { degrees }),
        }
    }

    /// Where the scalp begins; `None` where nothing shows it.
    pub(super) fn scalp_begins(&self) -> Option<f64> {
        let behind_brows = |h: &f64| self.brows.is_none_or(|b| *h >= b + LEAST_FOREHEAD);
        let assumed = self.brows.map(|b| b + FOREHEAD);
        self.hairline.filter(behind_brows).or(assumed)
    }
}

/// Why a photo said to be from above is none, by the brows on it. Where a person says to which edge the
/// forehead points, the atlas ends behind them instead, as long as there is room.
pub(super) fn refusal(
    planned: &CoursePhoto,
    seen: &HeadSeen,
    (photo, head): (&RgbImage, &Ellipse),
) -> Option<Rejection> {
    if !seen.is_meant_from_above(planned) || seen.seen_from() == Some(SeenFrom::Back) {
        return None;
    }
    let photo = Channels::of(photo);
    let told = seen.front();
    let bar = |front: Front| match (seen.front_is_given(), told == Some(front)) {
        (true, true) => Some(NO_ROOM),
        (true, false) => None,
        (false, true) => Some(FROM_THE_FRONT),
        // Brows where no forehead is told say that what is told is wrong.
        (false, false) => Some(f64::NEG_INFINITY),
    };
    let is_face = |front: Front| {
        let Some(bar) = bar(front) else { return false };
        let forehead = Forehead::of(&photo, head, front);
        forehead.brows.is_some() && forehead.scalp_begins().is_some_and(|v| v > bar)
    };
    Front::ALL.into_iter().any(is_face).then(|| Rejection {
        file: planned.file.clone(),
        stage: "view".into(),
        reason: "a face is in view: brows lie well within the head's outline, so that it is seen from the \
                 front, not from above"
            .into(),
        hint: "give --view frontal for the hairline, or a photo from above".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scalp_begins_at_the_hairline_but_never_on_brows() {
        let begins = |hairline, brows| Forehead { hairline, brows }.scalp_begins();
        assert_eq!(begins(None, None), None);
        assert_eq!(begins(Some(-0.4), None), Some(-0.4));
        assert_eq!(begins(Some(0.1), Some(-0.5)), Some(0.1));
        assert_eq!(begins(None, Some(-0.5)), Some(0.0));
        // The border of the brows themselves.
        assert_eq!(begins(Some(-0.45), Some(-0.5)), Some(0.0));
    }
}
