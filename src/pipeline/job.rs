//! What a run works on, and what it gives.

use std::collections::BTreeMap;

use super::pictures::PictureFile;
use crate::closeup::corrections::Corrections;
use crate::course::{Course, CoursePhoto};
use crate::model::{Report, SelfTestUsed};
use crate::params::Params;
use crate::photo::{DecodeError, Photo};
use crate::regions::geojson::NamedArea;
use crate::report::pictures::{PictureScope, ReportPictures};

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
    /// What persons corrected on close-ups, by the photo's file as the course names it.
    pub corrections: &'a BTreeMap<String, Corrections>,
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
