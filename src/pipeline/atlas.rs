//! The atlas of a photo without a run: what the desk draws before anything is measured.

use super::job::Job;
use super::regions::{RegionPlan, lay_atlas};
use super::stages::Silent;
use super::visit::load;
use crate::course::CoursePhoto;
use crate::model::Rejection;

/// The atlas that a run lays on `photo` where nobody drew regions.
///
/// # Errors
/// The photo cannot be read, or does not show what its view is of.
pub(crate) fn atlas_on(job: &Job<'_>, photo: &CoursePhoto) -> Result<RegionPlan, Rejection> {
    let loaded = load(job, photo, &Silent)?;
    Ok(lay_atlas(job, &photo.view, &loaded, false))
}
