//! Everything known of a close-up view once its course is followed.

use crate::calendar::day_number;
use crate::closeup::course::{Course as HairCourse, TrackedHair};
use crate::closeup::model::CloseupPhoto;

use super::super::Job;
use super::read::ReadPhoto;
use super::regions::Target;

/// Everything known of a view once its course is followed.
pub(super) struct Seen<'a> {
    pub(crate) job: &'a Job<'a>,
    /// Its photos that could be read, in order of time.
    pub(crate) read: &'a [ReadPhoto<'a>],
    pub(crate) baseline: usize,
    pub(crate) course: HairCourse,
    pub(crate) target: Target,
}

impl Seen<'_> {
    pub(crate) fn id(&self, photo: usize) -> &str {
        &self.read[photo].planned.id
    }

    pub(crate) fn photos(&self) -> Vec<&CloseupPhoto> {
        self.read.iter().map(|v| &v.hairs).collect()
    }

    pub(crate) fn days(&self, from: usize, to: usize) -> i32 {
        day_number(self.read[from].planned.date, self.read[to].planned.date)
    }
}

/// The name of a hair, the same on every photo.
pub(super) fn name(hair: &TrackedHair) -> String {
    format!("h{:03}", hair.number)
}

/// Which region of the target a hair's root lies in.
pub(super) fn region_of(seen: &Seen<'_>, hair: &TrackedHair) -> Option<usize> {
    seen.target.region_of(hair.root)
}

/// Whether a hair's root lies in a region, or in any.
pub(super) fn lies_in(seen: &Seen<'_>, hair: &TrackedHair, region: Option<usize>) -> bool {
    match region {
        Some(region) => seen.target.holds(region, hair.root),
        None => region_of(seen, hair).is_some(),
    }
}

/// Diameter of a hair on a photo, µm.
pub(super) fn diameter(seen: &Seen<'_>, hair: &TrackedHair, photo: usize) -> Option<f64> {
    let state = hair.states[photo].as_ref()?;
    seen.read[photo].hairs.hairs[state.hair?].diameter_um
}
