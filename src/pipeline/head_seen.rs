//! What each photo shows: what somebody said goes before what was seen.

use crate::course::{Course, CoursePhoto, CourseWarningCode, View};
use crate::model::{Front, FrontBasis, HeadReport, Rejection, SeenFrom, Side, Warning};
use crate::orientation::{OrientationParams, Sight};

use super::Job;

/// Probability of a view from elsewhere at which a photo is refused although somebody said where
/// the forehead points, as nobody does of a portrait. Of 97 heads from above and behind, of persons
/// not learned from, one reached it (its brows and nose are in view); so did 47 of 100 portraits
/// and 89 of 100 profiles.
const CERTAIN: f64 = 0.97;
/// Probability of either view at which two photos are held to be taken from different sides. Of 215
/// photographs of persons not learned from, 80 of 100 reach it, of which 6 of 100 are named wrongly.
const APART: f64 = 0.85;
/// The same where the photos could not be aligned either, so that nothing is lost but the reason:
/// 88 of 100 reach it, of which 8 of 100 are named wrongly.
const APART_UNALIGNED: f64 = 0.6;

/// What a photo shows and what was said of it.
#[derive(Debug, Clone)]
pub(crate) struct HeadSeen {
    sight: Sight,
    /// Said by a person, of the baseline photos from above.
    given: Option<Front>,
    params: OrientationParams,
}

impl HeadSeen {
    /// Puts together what was seen on a photo and what the course says of its view.
    pub(crate) fn new(sight: Sight, planned: &CoursePhoto, job: &Job<'_>) -> Self {
        Self {
            sight,
            given: job
                .course
                .front_of(&planned.view)
                .filter(|_| planned.view.is_from_above()),
            params: job.params.orientation.clone(),
        }
    }

    /// The edge to which the forehead points, given or seen.
    pub(crate) fn front(&self) -> Option<Front> {
        self.given.or_else(|| self.sight.front(&self.params))
    }

    /// The edge to which the crown points in a view that is not from above, as seen.
    pub(crate) fn crown(&self) -> Option<Front> {
        self.sight.crown(&self.params)
    }

    /// From where the head is seen, where that is clear.
    pub(crate) fn seen_from(&self) -> Option<SeenFrom> {
        self.sight.seen_from(&self.params)
    }

    /// The edge to which the forehead is said to point, where that fits a head seen from behind alone.
    pub(crate) fn given_from_behind(&self) -> Option<Front> {
        let is_behind = |&front: &Front| self.sight.is_from_behind_given(front, &self.params);
        self.given.filter(is_behind)
    }

    /// Whether the head is seen from behind or from the side, likelier than not.
    pub(crate) fn likely_not_from_above(&self) -> bool {
        let (from, _) = self.sight.likeliest_view();
        matches!(from.side(), Side::Behind | Side::Side)
    }

    /// Whether a photo is said to show a head from above, as a view of its own.
    pub(crate) fn is_meant_from_above(&self, planned: &CoursePhoto) -> bool {
        expected_from(&planned.view) == Some(SeenFrom::Top)
    }

    /// Whether a head is seen, whatever anybody says.
    pub(crate) fn sees_head(&self) -> bool {
        self.sight.has_head(&self.params)
    }

    /// Probability that there is no head, 0..=1.
    pub(crate) fn no_head(&self) -> f64 {
        self.sight.no_head()
    }

    /// Whether somebody said where the forehead points.
    pub(crate) fn front_is_given(&self) -> bool {
        self.given.is_some()
    }

    /// Whether a face may be in view: half the bar of a refusal is enough to show no picture.
    pub(crate) fn may_show_a_face(&self) -> bool {
        let (_, share) = self.sight.portrait();
        share.max(self.sight.face()) >= 0.5 * self.params.min_face
    }

    /// As reported. The given front holds for the baseline; another photo may have been turned:
    /// `turned` are the quarters, clockwise, by which it is, where that is known.
    pub(crate) fn report(
        &self,
        baseline: &Self,
        is_baseline: bool,
        turned: Option<usize>,
    ) -> HeadReport {
        let (_, share) = self.sight.likeliest_front();
        let seen = self.sight.front(&self.params);
        let (front, front_basis) = match (is_baseline, self.given, seen, turned) {
            (true, Some(given), ..) => (Some(given), FrontBasis::Given),
            (false, Some(_), _, Some(quarters)) => (
                baseline.given.map(|front| front.turned(quarters)),
                FrontBasis::Given,
            ),
            (_, _, Some(front), _) => (Some(front), FrontBasis::Detected),
            _ => (None, FrontBasis::Unknown),
        };
        HeadReport {
            found: self.sight.has_head(&self.params),
            seen_from: self.seen_from(),
            front,
            front_basis,
            confidence: share,
            face: self.sight.face() >= self.params.min_face,
        }
    }

    /// Why a photo on which no head is seen cannot be measured. Regions that somebody drew on the photo
    /// answer for themselves; who says where the forehead points says that there is a head.
    pub(crate) fn no_head_refusal(&self, planned: &CoursePhoto) -> Option<Rejection> {
        if self.sight.has_head(&self.params) || self.front_is_given() {
            return None;
        }
        let reason = format!(
            "no head is seen on this picture ({} sure)",
            percent(self.sight.no_head())
        );
        Some(refused(
            planned,
            reason,
            "give a photo of the head that shows it whole, with nothing on it, or a close-up of hairs the view \
             closeup; if it is a head, say where the forehead points (--front down), or draw the regions and \
             give them as regions.geojson",
        ))
    }

    /// Why a photo cannot be measured as its view says: it is a portrait or a profile.
    pub(crate) fn side_refusal(&self, planned: &CoursePhoto) -> Option<Rejection> {
        let expected = expected_from(&planned.view)
            .filter(|from| matches!(from, SeenFrom::Top | SeenFrom::Back))?;
        let bar = match self.given {
            Some(_) => CERTAIN,
            None => self.params.min_face,
        };
        let (side, share) = self.sight.portrait();
        if share < bar {
            return None;
        }
        let (sure, wanted) = (percent(share), words_of(expected));
        let (reason, hint) = match (side, expected) {
            (Side::Front, SeenFrom::Back) => (
                format!(
                    "this is a portrait: the head is seen from the front ({sure} sure), not {wanted}"
                ),
                "give a photo from behind",
            ),
            (Side::Front, _) => (
                format!(
                    "this is a portrait: the head is seen from the front ({sure} sure), not {wanted}"
                ),
                "give --view frontal for the hairline, or a photo from above; if it is from above, draw the regions and give \
                 them as regions.geojson",
            ),
            _ => (
                format!("the head is seen from the side ({sure} sure), not {wanted}"),
                "give --view left-temporal or right-temporal, or a photo from above; a close-up of hairs \
                 has the view closeup",
            ),
        };
        Some(refused(planned, reason, hint))
    }

    /// That no head is seen where somebody said where its forehead points, as on a crop that hair fills.
    pub(crate) fn head_contradiction(&self, planned: &CoursePhoto) -> Option<Warning> {
        let is_unseen = self.front_is_given() && !self.sight.has_head(&self.params);
        is_unseen.then(|| Warning {
            code: "head_contradiction".into(),
            message: format!(
                "no head is seen on {} ({:.0} % sure), although somebody said where the forehead points: \
                 see whether the regions lie on the scalp, or draw them",
                planned.file,
                100.0 * self.sight.no_head()
            ),
            photo: Some(planned.id.clone()),
        })
    }

    /// That the forehead points elsewhere than somebody said.
    pub(crate) fn front_contradiction(&self, planned: &CoursePhoto) -> Option<Warning> {
        let (seen, share) = self.sight.likeliest_front();
        let given = self
            .given
            .filter(|&g| g != seen && share >= self.params.min_front)?;
        Some(Warning {
            code: "front_contradiction".into(),
            message: format!(
                "the forehead is said to point {}, but on {} it seems to point {} ({:.0} % \
                 sure): what was said is used",
                given.word(),
                planned.file,
                seen.word(),
                100.0 * share
            ),
            photo: Some(planned.id.clone()),
        })
    }

    /// That the head is seen from elsewhere than its view says.
    pub(crate) fn view_contradiction(&self, planned: &CoursePhoto) -> Option<Warning> {
        let expected = expected_from(&planned.view)?;
        let seen = self.seen_from().filter(|&seen| !is_as(expected, seen))?;
        Some(Warning {
            code: "view_contradiction".into(),
            message: format!(
                "the view of {} is {}, but the head seems to be seen {}: if that is so, say \
                 view = {:?} in course.toml or with --view",
                planned.file,
                planned.view,
                words_of(seen),
                view_of(seen).to_string()
            ),
            photo: Some(planned.id.clone()),
        })
    }

    /// That the head is seen from elsewhere than from above, where nobody said the view.
    pub(crate) fn view_only_assumed(&self, planned: &CoursePhoto) -> Option<Warning> {
        let seen = self.seen_from()?;
        let other = !matches!(seen, SeenFrom::Top | SeenFrom::FrontTop);
        other.then(|| Warning {
            code: "view_contradiction".into(),
            message: format!(
                "nobody said the view of {}, and the head seems to be seen {}: see whether the regions lie \
                 where their names say; if so, say view = {:?} in course.toml or with \
                 --view",
                planned.file,
                words_of(seen),
                view_of(seen).to_string()
            ),
            photo: Some(planned.id.clone()),
        })
    }

    /// Why two photos of one view show the head from different sides; `aligned` is whether the one
    /// could be laid over the other.
    pub(crate) fn apart_from(&self, baseline: &Self, aligned: bool) -> Option<String> {
        let bar = if aligned { APART } else { APART_UNALIGNED };
        let clear = |seen: &Self| {
            let (from, share) = seen.sight.likeliest_view();
            (share >= bar).then_some(from)
        };
        let (ours, theirs) = (clear(self)?, clear(baseline)?);
        // From the front-top to the front is a matter of degree.
        let near = |s: SeenFrom| matches!(s, SeenFrom::FrontTop | SeenFrom::Front);
        let same = ours.side() == theirs.side() || (near(ours) && near(theirs));
        (!same).then(|| {
            format!(
                "the head is seen {}, at baseline {}",
                words_of(ours),
                words_of(theirs)
            )
        })
    }
}

/// A photo that does not show what is wanted, and what to do about it.
pub(super) fn refused(planned: &CoursePhoto, reason: String, hint: &str) -> Rejection {
    Rejection {
        file: planned.file.clone(),
        stage: "view".into(),
        reason,
        hint: hint.into(),
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

/// From where a view is taken; `None` of a view of somebody's own.
fn expected_from(view: &View) -> Option<SeenFrom> {
    match view {
        View::Vertex | View::Midline => Some(SeenFrom::Top),
        View::Frontal => Some(SeenFrom::Front),
        View::Occipital => Some(SeenFrom::Back),
        View::LeftTemporal => Some(SeenFrom::Left),
        View::RightTemporal => Some(SeenFrom::Right),
        View::Free(_) | View::Closeup(_) => None,
    }
}

/// Whether a head is seen as expected: the front-top is both from above and from the front.
fn is_as(expected: SeenFrom, seen: SeenFrom) -> bool {
    let near = matches!(expected, SeenFrom::Top | SeenFrom::Front);
    seen == expected || (near && seen == SeenFrom::FrontTop)
}

/// Whether nobody said the view of a photo.
pub(crate) fn view_is_assumed(course: &Course, planned: &CoursePhoto) -> bool {
    let assumed = |w: &&crate::course::CourseWarning| w.code == CourseWarningCode::ViewAssumed;
    let mut notes = course.warnings.iter().filter(assumed);
    notes.any(|w| w.photo.as_ref() == Some(&planned.id))
}

/// For people.
fn words_of(seen: SeenFrom) -> &'static str {
    match seen {
        SeenFrom::Top => "from above",
        SeenFrom::FrontTop => "from above and in front",
        SeenFrom::Front => "from the front",
        SeenFrom::Back => "from behind",
        SeenFrom::Left | SeenFrom::Right => "from the side",
    }
}

/// The view that shows the head from there.
pub(crate) fn view_of(seen: SeenFrom) -> View {
    match seen {
        SeenFrom::Top | SeenFrom::FrontTop => View::Vertex,
        SeenFrom::Front => View::Frontal,
        SeenFrom::Back => View::Occipital,
        SeenFrom::Left => View::LeftTemporal,
        SeenFrom::Right => View::RightTemporal,
    }
}
