//! The order of the stages: a course of dated photos in, a report and its pictures out.
//!
//! Per view: the baseline is decoded first, and beside it as many other photos as there are other
//! threads; then every photo is registered and sampled in one go, in parallel, so that no more
//! full-size photos are in memory than threads are at work. What is kept of a photo is its working
//! sample and a display copy.

mod aligned;
mod assemble;
mod check;
mod closeup;
mod compare;
mod control;
mod display;
mod head_raster;
mod look;
mod native;
mod parting;
mod pictures;
mod quality;
mod regions;
mod self_test;
mod stages;
mod view;
mod view_report;
mod visit;
mod witnesses;

use crate::course::{Course, CoursePhoto};
use crate::model::{Report, SelfTestUsed};
use crate::params::Params;
use crate::photo::{DecodeError, Photo};
use crate::regions::geojson::NamedArea;
use crate::report::pictures::{PictureScope, ReportPictures};

pub use check::{Check, check_photo};
pub use pictures::PictureFile;
pub use self_test::{NoRepeatability, self_test};
pub use stages::Stage;

/// Told how far a run is. Called from worker threads, in no fixed order.
pub trait Observer: Sync {
    /// So many more steps will come.
    fn expect(&self, steps: usize);
    /// A step is done; `what` names it for people.
    fn step(&self, what: &str);
    /// A stage begins on this thread. Stages may nest where a thread takes up other work.
    fn begin(&self, _stage: Stage) {}
    /// The stage last begun on this thread ends.
    fn end(&self, _stage: Stage) {}
}

/// An observer that looks away.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Observer for Silent {
    fn expect(&self, _steps: usize) {}
    fn step(&self, _what: &str) {}
}

/// Reads and decodes a photo; given by the caller, so that the pipeline knows no folders.
pub type LoadPhoto<'a> = dyn Fn(&CoursePhoto) -> Result<Photo, DecodeError> + Sync + 'a;

/// What a run works on.
#[allow(missing_debug_implementations)]
pub struct Job<'a> {
    /// The course as planned.
    pub course: &'a Course,
    /// Reads and decodes a photo.
    pub load: &'a LoadPhoto<'a>,
    /// Regions in baseline pixels; `None` lays each view's atlas on the head.
    pub areas: Option<&'a [NamedArea]>,
    /// Parameters of every stage.
    pub params: &'a Params,
    /// Repeatability of the set-up, already part of `params`; repeated in the report.
    pub self_test: Option<SelfTestUsed>,
    /// How much of the photos pictures show.
    pub pictures: PictureScope,
}

/// What a run gives.
#[derive(Debug)]
pub struct Analysis {
    /// The report.
    pub report: Report,
    /// Pictures for the HTML report.
    pub pictures: ReportPictures,
    /// Pictures to be written as files beside the report.
    pub files: Vec<PictureFile>,
}

impl Analysis {
    /// Whether every photo was used and every region measured.
    pub fn is_complete(&self) -> bool {
        assemble::is_complete(&self.report)
    }
}

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
