//! One close-up from file to hairs, and whether it is one, at a scale that can be.

use crate::closeup::corrections::{Applied, FILE_NAME};
use crate::closeup::model::{CloseupPhoto, ScaleSource, WORKING_PX_PER_MM};
use crate::closeup::white::not_counted;
use crate::course::CoursePhoto;
use crate::model::{HeadReport, Rejection, Warning};
use crate::orientation::look_at;
use crate::photo::Photo;
use crate::report::pictures::{EncodedPicture, PictureBudget, PictureScope, encode_photo};

use super::super::head_seen::HeadSeen;
use super::super::stages::{Stage, timed};
use super::super::{Job, Observer};
use super::scale::{BAR_MM, MIN_HAIRS, Otherwise, at_scale, clear};

/// Longest side of a picture in the report, px.
const PICTURE_SIDE_PX: u32 = 1100;

/// One close-up that could be read.
#[derive(Debug)]
pub(super) struct ReadPhoto<'a> {
    pub(crate) planned: &'a CoursePhoto,
    pub(crate) sha256: String,
    pub(crate) hairs: CloseupPhoto,
    /// What a person corrected, where `hairs.json` names the photo.
    pub(crate) applied: Option<Applied>,
    pub(crate) picture: Option<EncodedPicture>,
    /// Probability that the photo shows a whole head.
    pub(crate) head: f64,
    /// What it shows of one.
    pub(crate) head_report: HeadReport,
}

/// Probability of a head from which on a close-up is doubted.
pub(super) const HEAD: f64 = 0.9;
/// Share by which a given scale may differ from the bar's.
const BAR_AGREES: f64 = 0.03;

impl ReadPhoto<'_> {
    /// What a reader should know of this photo's scale and corrections.
    pub(crate) fn warnings(&self) -> Vec<Warning> {
        let warning = |code: &str, message: String| Warning {
            code: code.into(),
            message,
            photo: Some(self.planned.id.clone()),
        };
        let mut out = Vec::new();
        if self.head >= HEAD {
            out.push(warning(
                "head_in_closeup",
                format!(
                    "a whole head is seen on this picture ({:.0} % sure), which is given as a close-up: \
                     what is counted on it are no hairs; give it another view, such as vertex",
                    100.0 * self.head
                ),
            ));
        }
        if let (Some(bar), Some(scale)) = (&self.hairs.bar, self.hairs.scale) {
            let px = bar.length_px;
            let says = px / scale.px_per_mm;
            if scale.source == ScaleSource::Bar {
                out.push(warning(
                    "bar_taken_as_1_mm",
                    format!(
                        "the scale comes from the burnt-in bar of {px:.0} px, taken as {BAR_MM} mm: \
                         the figure beside it is not read; give px_per_mm or field_mm if it is \
                         another length"
                    ),
                ));
            } else if (says / BAR_MM - 1.0).abs() > BAR_AGREES {
                out.push(warning(
                    "bar_disagrees",
                    format!(
                        "by the given scale of {:.1} px/mm the burnt-in bar of {px:.0} px is \
                         {says:.2} mm long, bars are mostly {BAR_MM} mm: check px_per_mm or field_mm",
                        scale.px_per_mm
                    ),
                ));
            }
        }
        if self.hairs.scale.is_none() {
            let px_per_mm = WORKING_PX_PER_MM / self.hairs.darkness.working_per_native();
            out.push(warning(
                "scale_from_hairs",
                format!(
                    "the scale is not known: the hairs are counted at about {px_per_mm:.0} px/mm, told \
                     from the width of the hairs; density and thickness come from the scale of another photo of \
                     this spot, or are not given; give px_per_mm or field_mm, or photograph with a scale bar"
                ),
            ));
        }
        let unmatched = self.applied.iter().flat_map(|a| &a.unmatched);
        out.extend(unmatched.map(|what| {
            let message = format!("{FILE_NAME}: {what}; it was passed over");
            warning("hairs_note", message)
        }));
        out
    }

    /// Native px per mm, where known.
    pub(crate) fn px_per_mm(&self) -> Option<f64> {
        self.hairs.scale.map(|s| s.px_per_mm)
    }
}

/// Decodes a close-up.
///
/// # Errors
/// A rejection where it cannot be.
pub(super) fn decoded(
    job: &Job<'_>,
    planned: &CoursePhoto,
    observer: &dyn Observer,
) -> Result<Photo, Rejection> {
    let photo = timed(observer, Stage::Decode, || (job.load)(planned));
    photo.map_err(|e| refuse(planned, "decode", e.to_string(), e.hint().to_string()))
}

/// Finds the hairs of a decoded close-up at its scale or as `otherwise` says, and corrects them as a person
/// said.
///
/// # Errors
/// A rejection where it shows no hair shafts.
pub(super) fn read<'a>(
    job: &Job<'_>,
    planned: &'a CoursePhoto,
    photo: Photo,
    otherwise: Otherwise,
    observer: &dyn Observer,
) -> Result<ReadPhoto<'a>, Rejection> {
    let mut hairs = found(planned, &photo, otherwise, observer)?;
    let corrections = job.corrections.get(&planned.file);
    let applied = corrections.map(|corrections| corrections.apply(&mut hairs));
    let picture = (job.pictures != PictureScope::None)
        .then(|| encode_photo(&photo.pixels, budget(job)).ok())
        .flatten();
    let head = HeadSeen::new(look_at(&photo.pixels), planned, job);
    Ok(ReadPhoto {
        planned,
        head: 1.0 - head.no_head(),
        head_report: head_report(&head),
        sha256: photo.sha256,
        hairs,
        applied,
        picture,
    })
}

/// What a close-up shows of a head: which way it lies is said of none that is not there.
fn head_report(seen: &HeadSeen) -> HeadReport {
    let report = seen.report(seen, false, None);
    match report.found {
        true => report,
        false => HeadReport {
            confidence: report.confidence,
            ..HeadReport::default()
        },
    }
}

fn refuse(planned: &CoursePhoto, stage: &str, reason: String, hint: String) -> Rejection {
    Rejection {
        file: planned.file.clone(),
        stage: stage.into(),
        reason,
        hint,
    }
}

/// The hairs of a decoded close-up, without a person's corrections.
///
/// # Errors
/// A rejection where it shows no hair shafts.
pub(super) fn found(
    planned: &CoursePhoto,
    photo: &Photo,
    otherwise: Otherwise,
    observer: &dyn Observer,
) -> Result<CloseupPhoto, Rejection> {
    let refuse = |stage, reason, hint| refuse(planned, stage, reason, hint);
    let (width, height) = photo.pixels.dimensions();
    if let Some(why) = planned.scale.and_then(|s| s.contradiction(width, height)) {
        let hint = "give the width and height that the whole photo shows, or px_per_mm";
        return Err(refuse("scale", why, hint.into()));
    }
    let scaled = timed(observer, Stage::Prepare, || {
        let given = planned.scale.map(|s| s.px_per_mm(width, height));
        at_scale(&photo.pixels, given, otherwise)
    });
    let hairs = scaled.map_err(|problem| {
        let head = 1.0 - look_at(&photo.pixels).no_head();
        if head < HEAD {
            return refuse("scale", problem.reason, problem.hint);
        }
        refuse(
            "closeup",
            format!(
                "a whole head is seen on this picture ({:.0} % sure), which is given as a close-up",
                100.0 * head
            ),
            "give it another view, such as vertex".into(),
        )
    })?;
    if clear(&hairs).count() < MIN_HAIRS {
        if let Some(reason) =
            not_counted(hairs.light_hairs, hairs.hairs.len(), hairs.scale.is_some())
        {
            return Err(refuse(
                "closeup",
                reason,
                "white hair can be dyed before a phototrichogram; close-ups of dark hair are measured"
                    .into(),
            ));
        }
        return Err(refuse(
            "closeup",
            "no hair shafts are seen: this does not look like a close-up".into(),
            "give a photo of the whole head another view, such as vertex; for a close-up, check its \
             scale (px_per_mm or field_mm) and its focus"
                .into(),
        ));
    }
    Ok(hairs)
}

fn budget(job: &Job<'_>) -> PictureBudget {
    PictureBudget {
        max_side_px: PICTURE_SIDE_PX,
        ..PictureBudget::for_photos(job.course.photos.len())
    }
}
