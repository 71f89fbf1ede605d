//! One close-up from file to hairs, and whether it is one, at a scale that can be.

use image::RgbImage;

use crate::closeup::corrections::{Applied, FILE_NAME};
use crate::closeup::model::{CloseupPhoto, Scale, ScaleSource};
use crate::closeup::read_closeup;
use crate::closeup::white::not_counted;
use crate::course::CoursePhoto;
use crate::model::{Rejection, Warning};
use crate::orientation::look_at;
use crate::photo::Photo;
use crate::report::pictures::{EncodedPicture, PictureBudget, PictureScope, encode_photo};
use crate::statistics::upper_median;

use super::super::stages::{Stage, timed};
use super::super::{Job, Observer};

/// Standard deviation of a scale that somebody gave, as a fraction.
const GIVEN_SCALE_SD: f64 = 0.01;
/// Standard deviation of a scale read from a burnt-in bar, as a fraction.
const BAR_SCALE_SD: f64 = 0.005;
/// Least number of clear shafts in a close-up.
const MIN_HAIRS: usize = 3;
/// Share of a shaft darker than both flanks from which it is clear.
const CLEAR: f64 = 0.5;
/// Medians of diameter that scalp hair can have, µm: between fine vellus and the coarsest terminal
/// hair, with room for a scale a little off.
const POSSIBLE_UM: std::ops::RangeInclusive<f64> = 12.0..=170.0;
/// Wrong scales that are tried when the given one finds nothing.
const SLIPS: [f64; 2] = [0.1, 10.0];
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
}

/// Probability of a head from which on a close-up is doubted.
const HEAD: f64 = 0.9;
/// Length that a burnt-in bar is taken for, mm: the figure beside it is not read.
const BAR_MM: f64 = 1.0;
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
        let unmatched = self.applied.iter().flat_map(|a| &a.unmatched);
        out.extend(unmatched.map(|what| {
            let message = format!("{FILE_NAME}: no hair is near for {what}; it was passed over");
            warning("hairs_note", message)
        }));
        out
    }

    /// Native px per mm, where known.
    pub(crate) fn px_per_mm(&self) -> Option<f64> {
        self.hairs.scale.map(|s| s.px_per_mm)
    }
}

/// Decodes a close-up, finds its hairs and corrects them as a person said.
///
/// # Errors
/// A rejection where it cannot be decoded, or shows no hair shafts.
pub(super) fn read<'a>(
    job: &Job<'_>,
    planned: &'a CoursePhoto,
    observer: &dyn Observer,
) -> Result<ReadPhoto<'a>, Rejection> {
    let (photo, mut hairs) = found(job, planned, observer)?;
    let corrections = job.corrections.get(&planned.file);
    let applied = corrections.map(|corrections| corrections.apply(&mut hairs));
    let picture = (job.pictures != PictureScope::None)
        .then(|| encode_photo(&photo.pixels, budget(job)).ok())
        .flatten();
    Ok(ReadPhoto {
        planned,
        head: 1.0 - look_at(&photo.pixels).no_head(),
        sha256: photo.sha256,
        hairs,
        applied,
        picture,
    })
}

/// Decodes a close-up and finds its hairs, without a person's corrections.
///
/// # Errors
/// A rejection where it cannot be decoded, or shows no hair shafts.
pub(super) fn found(
    job: &Job<'_>,
    planned: &CoursePhoto,
    observer: &dyn Observer,
) -> Result<(Photo, CloseupPhoto), Rejection> {
    let refuse = |stage: &str, reason: String, hint: String| Rejection {
        file: planned.file.clone(),
        stage: stage.into(),
        reason,
        hint,
    };
    let photo = timed(observer, Stage::Decode, || (job.load)(planned))
        .map_err(|e| refuse("decode", e.to_string(), e.hint().to_string()))?;
    let (width, height) = photo.pixels.dimensions();
    let given = planned.scale.map(|s| s.px_per_mm(width, height));
    let hairs = timed(observer, Stage::Prepare, || {
        let scale = given.map(|px_per_mm| Scale {
            px_per_mm,
            relative_sd: GIVEN_SCALE_SD,
            source: ScaleSource::Given,
        });
        with_bar(&photo.pixels, read_closeup(&photo.pixels, scale))
    });
    if let Some(problem) = wrong_scale(&photo.pixels, &hairs) {
        return Err(refuse("scale", problem.reason, problem.hint));
    }
    if clear(&hairs).count() < MIN_HAIRS {
        if let Some(reason) = not_counted(hairs.light_hairs, hairs.hairs.len()) {
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
    Ok((photo, hairs))
}

fn budget(job: &Job<'_>) -> PictureBudget {
    PictureBudget {
        max_side_px: PICTURE_SIDE_PX,
        ..PictureBudget::for_photos(job.course.photos.len())
    }
}

/// The hairs of a close-up with the scale of its bar, where none was given and a bar says
/// its length.
fn with_bar(photo: &RgbImage, hairs: CloseupPhoto) -> CloseupPhoto {
    if hairs.scale.is_some() {
        return hairs;
    }
    let Some(px_per_mm) = hairs.bar.as_ref().map(|bar| bar.length_px) else {
        return hairs;
    };
    // Trichoscopes burn in bars of one millimetre; another length shows in the hairs' widths.
    let scale = Scale {
        px_per_mm: px_per_mm / BAR_MM,
        relative_sd: BAR_SCALE_SD,
        source: ScaleSource::Bar,
    };
    read_closeup(photo, Some(scale))
}

/// Hairs that are certainly shafts.
fn clear(photo: &CloseupPhoto) -> impl Iterator<Item = &crate::closeup::model::Hair> {
    photo.hairs.iter().filter(|h| h.evidence.two_sided >= CLEAR)
}

/// Median diameter of the clear shafts, µm; `None` with few of them or without a scale.
fn median_um(photo: &CloseupPhoto) -> Option<f64> {
    let all: Vec<f64> = clear(photo).filter_map(|h| h.diameter_um).collect();
    upper_median(all.iter().copied()).filter(|_| all.len() >= MIN_HAIRS)
}

struct Problem {
    reason: String,
    hint: String,
}

/// Whether the scale cannot be: hairs of impossible width, or none where a scale ten times as large
/// or small shows ordinary ones.
fn wrong_scale(photo: &RgbImage, hairs: &CloseupPhoto) -> Option<Problem> {
    let scale = hairs.scale?;
    let said = median_um(hairs);
    if said.is_some_and(|um| POSSIBLE_UM.contains(&um)) && clear(hairs).count() >= 2 * MIN_HAIRS {
        return None;
    }
    let better = SLIPS.iter().find_map(|slip| {
        let px_per_mm = scale.px_per_mm * slip;
        let (w, h) = photo.dimensions();
        // A field of less than a millimetre or of more than a head shows no hairs to try.
        let field_mm = f64::from(w.min(h)) / px_per_mm;
        if !(1.0..=60.0).contains(&field_mm) {
            return None;
        }
        let tried = read_closeup(photo, Some(Scale { px_per_mm, ..scale }));
        let fits = median_um(&tried).is_some_and(|um| (30.0..=130.0).contains(&um));
        let more = clear(&tried).count() >= 2 * clear(hairs).count().max(MIN_HAIRS);
        (fits && more).then_some(px_per_mm)
    });
    let given = scale.px_per_mm;
    let found = match said {
        Some(um) => format!("the hairs would be {um:.0} um wide, scalp hair is 15 to 130 um"),
        None => "hardly a hair can be made out at it".to_owned(),
    };
    match (better, said) {
        (Some(px_per_mm), _) => Some(Problem {
            reason: format!("the scale of {given:.1} px/mm cannot be right: {found}"),
            hint: format!(
                "check px_per_mm or field_mm: ordinary hairs are seen at about {px_per_mm:.1} px/mm"
            ),
        }),
        (None, Some(um)) if !POSSIBLE_UM.contains(&um) => Some(Problem {
            reason: format!("the scale of {given:.1} px/mm cannot be right: {found}"),
            hint: "check px_per_mm or field_mm, or photograph a ruler with the skin".into(),
        }),
        _ => None,
    }
}
