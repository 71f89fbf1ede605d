//! Everything known of a close-up view once its course is followed.

use crate::calendar::day_number;
use crate::closeup::course::Course as HairCourse;
use crate::closeup::model::CloseupPhoto;

use super::super::Job;
use super::read::ReadPhoto;
use super::regions::Target;

/// Everything known of a view once its course is followed.
pub(super) struct Seen<'a> {
    pub job: &'a Job<'a>,
    pub visits: &'a [ReadPhoto<'a>],
    pub baseline: usize,
    pub course: HairCourse,
    pub target: Target,
}

impl Seen<'_> {
    pub fn id(&self, photo: usize) -> &str {
        &self.visits[photo].planned.id
    }

    pub fn photos(&self) -> Vec<&CloseupPhoto> {
        self.visits.iter().map(|v| &v.hairs).collect()
    }

    pub fn days(&self, from: usize, to: usize) -> i32 {
        day_number(self.visits[from].planned.date, self.visits[to].planned.date)
    }
}
