//! The order of the stages: a course of dated photos in, a report and its pictures out.
//!
//! Per view: the baseline is decoded first, and beside it as many other photos as there are other
//! threads; then every photo is registered and sampled in one go, in parallel, so that no more
//! full-size photos are in memory than threads are at work. What is kept of a photo is its working
//! sample and a display copy.

mod aligned;
mod assemble;
#[cfg(feature = "desk")]
mod atlas;
mod bare;
mod by_place;
mod certificate;
mod check;
mod checked;
mod closeup;
mod compare;
mod control;
mod copies;
mod display;
mod drawn;
mod first;
mod forehead;
#[cfg(feature = "cli")]
mod glance;
mod head_facts;
mod head_raster;
mod head_seen;
mod job;
mod look;
mod measured;
mod native;
mod parting;
mod picture_source;
mod pictures;
mod places;
mod pooled;
mod quality;
mod refused;
mod regions;
mod same_files;
mod scalp_only;
mod self_test;
mod stages;
mod view;
mod view_report;
mod view_warnings;
mod visit;
mod visit_photos;
mod witnesses;

#[cfg(feature = "desk")]
pub(crate) use atlas::atlas_on;
pub(crate) use check::check_photo;
pub(crate) use checked::Check;
#[cfg(feature = "desk")]
pub(crate) use closeup::hairs_found;
#[cfg(feature = "cli")]
pub(crate) use glance::Glance;
pub use job::{Analysis, Job, LoadPhoto};
#[cfg(feature = "desk")]
pub(crate) use regions::RegionPlan;
pub(crate) use scalp_only::scalp_only;
pub(crate) use self_test::{VisitRepeats, self_test, self_test_of};
pub(crate) use stages::Stage;
pub use stages::{Observer, Silent};

/// Analyzes a course. Never fails as a whole: what cannot be used is said in the report.
pub fn analyze_course(job: &Job<'_>, observer: &dyn Observer) -> Analysis {
    let (mut views, mut closeups) = (Vec::new(), Vec::new());
    for (name, photos) in view::photos_by_view(job.course) {
        if name.is_closeup() {
            closeups.push(closeup::analyze(job, &name, &photos, observer));
        } else {
            views.push(view::analyze_view(job, &name, &photos, observer));
        }
    }
    assemble::assemble(job, views, closeups)
}
