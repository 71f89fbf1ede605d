//! Where each photo lies on the baseline's skin, and what is said where that is not certain.

use crate::closeup::course::{Homography, Place};
use crate::closeup::model::ScaleSource;
use crate::geometry::Point;
use crate::model::{CloseupRegistration, RegistrationStatus, Rejection, Warning};

use super::seen::Seen;

const PLACE_HINT: &str = "photograph the same spot again: mark it (a tattooed dot, or its distances \
                          from nose and ears), and hold the device turned as at baseline; if it is \
                          another spot, name it in the file's name, closeup-NAME";

/// The same where somebody gave a scale: hairs are traced at it, and at one that is off on both photos alike
/// too few roots are found again. The widths of the hairs do not tell a scale that is a fifth off.
const PLACE_OR_SCALE_HINT: &str = "photograph the same spot again: mark it (a tattooed dot, or its distances \
                                   from nose and ears), and hold the device turned as at baseline; if it is \
                                   the same spot, check px_per_mm or field_mm of both photos: at a scale that \
                                   is off too few roots are found again";

/// The same beside another close-up of its day: `closeup_1`, `closeup_2` are more often spots than repeats.
const SPOTS_HINT: &str = "close-ups of one day are taken for one spot: where they show several, name each in its \
                          file's name, closeup-NAME; where it is the same spot, hold the device turned as on \
                          the others";

const MIRRORED_HINT: &str = "switch off mirroring in the camera's program, and turn this picture over with one that \
                             saves it so";

/// What to do where a photo was not placed.
fn hint(seen: &Seen<'_>, photo: usize) -> &'static str {
    if seen.course.places[photo] == Place::Mirrored {
        return MIRRORED_HINT;
    }
    let of_its_day = |p: usize| p != photo && seen.days(p, photo) == 0;
    if (0..seen.read.len()).any(of_its_day) {
        return SPOTS_HINT;
    }
    let given = |p: usize| {
        let scale = seen.read[p].hairs.scale;
        scale.is_some_and(|scale| scale.source == ScaleSource::Given)
    };
    match given(photo) || given(seen.baseline) {
        true => PLACE_OR_SCALE_HINT,
        false => PLACE_HINT,
    }
}

/// Photos whose place on the baseline's skin is not certain.
pub(super) fn unplaced(seen: &Seen<'_>) -> Vec<Rejection> {
    (0..seen.read.len())
        .filter_map(|photo| {
            Some(Rejection {
                file: seen.read[photo].planned.file.clone(),
                stage: "registration".into(),
                reason: refusal(&seen.course.places[photo])?,
                hint: hint(seen, photo).to_owned(),
            })
        })
        .collect()
}

pub(super) fn refusal(place: &Place) -> Option<String> {
    match place {
        Place::Baseline | Place::Certified(_) => None,
        Place::Refused(p) => Some(format!(
            "the spot was not found again: at the best place {} of {} roots match, at another place \
             {}; a place is certain only where many more match than elsewhere",
            p.support, p.possible, p.runner_up
        )),
        Place::Mirrored => Some(
            "the picture is mirrored: the spot is found again where left and right are exchanged"
                .into(),
        ),
        Place::Nowhere => {
            Some("the spot was not found again: nowhere do more than four roots match".into())
        }
        Place::TooFewHairs => {
            Some("too few hairs with a visible root to find the spot again".into())
        }
    }
}

/// Share by which the scales of two photos may contradict the skin that both show.
const SCALES_WITHIN: f64 = 0.04;

/// Warnings on photos whose scale contradicts the baseline's.
pub(super) fn scales_apart<'a>(seen: &'a Seen<'_>) -> impl Iterator<Item = Warning> + 'a {
    (0..seen.read.len()).filter_map(|photo| {
        let correction = seen.course.scale_correction(&seen.photos(), photo);
        let [own, base] = [photo, seen.baseline].map(|p| seen.read[p].px_per_mm());
        let apart = correction.max(1.0 / correction) - 1.0;
        let (own, base) = own.zip(base).filter(|_| apart > SCALES_WITHIN)?;
        Some(Warning {
            code: "scales_apart".into(),
            message: format!(
                "the scale of {own:.1} px/mm is {:.0} % off the {:.1} px/mm that the same skin on the baseline \
                 ({base:.1} px/mm) shows: check px_per_mm or field_mm of both; changes of thickness are taken at \
                 the baseline's scale",
                100.0 * apart,
                own / correction
            ),
            photo: Some(seen.id(photo).to_owned()),
        })
    })
}

/// The way from the baseline's native px to the photo's.
pub(super) fn photo_from_baseline(seen: &Seen<'_>, photo: usize) -> Option<Homography> {
    seen.course.photo_from_baseline(&seen.photos(), photo)
}

pub(super) fn registration(seen: &Seen<'_>, photo: usize) -> CloseupRegistration {
    let place = &seen.course.places[photo];
    let transform = photo_from_baseline(seen, photo).and_then(|m| m.inverse());
    let reason = refusal(place);
    let none = CloseupRegistration {
        status: RegistrationStatus::Failed,
        model: None,
        support: None,
        runner_up: None,
        possible: None,
        residual_um: None,
        residual_permille: None,
        overlap: overlap(seen, photo),
        by_hand: 0,
        scale: None,
        rotation_deg: None,
        hint: reason.as_ref().map(|_| hint(seen, photo).to_owned()),
        reason,
        transform: transform.map(|m| m.rows()),
    };
    match place {
        Place::Baseline => CloseupRegistration {
            status: RegistrationStatus::Baseline,
            model: Some("identity".into()),
            residual_permille: Some(0.0),
            scale: Some(1.0),
            rotation_deg: Some(0.0),
            ..none
        },
        Place::Certified(p) | Place::Refused(p) => {
            let certified = p.certified;
            let working = seen.read[photo].hairs.darkness.working_per_native();
            let base = &seen.read[seen.baseline].hairs;
            let native = p.residual_px / base.darkness.working_per_native();
            let permille = 1000.0 * native / f64::from(base.size_px.0);
            let um = |px: f64| Some(px / working / seen.read[photo].px_per_mm()? * 1000.0);
            let (width, height) = seen.read[photo].hairs.size_px;
            let at = Point::new(0.5 * f64::from(width), 0.5 * f64::from(height));
            CloseupRegistration {
                status: if certified {
                    RegistrationStatus::Ok
                } else {
                    RegistrationStatus::Failed
                },
                model: certified.then(|| "homography".into()),
                support: Some(p.support as u64),
                runner_up: Some(p.runner_up as u64),
                possible: Some(p.possible as u64),
                residual_um: um(p.residual_px).filter(|_| certified),
                residual_permille: certified.then_some(permille),
                // Linear size of the skin on this photo against the baseline.
                scale: transform.map(|m| 1.0 / m.scale_at(at)),
                rotation_deg: transform.map(|m| -m.turn_at(at).to_degrees()),
                ..none
            }
        }
        Place::Mirrored | Place::Nowhere | Place::TooFewHairs => none,
    }
}

/// Share of the target that a photo shows, each place counted once; `None` where the photo has no place.
fn overlap(seen: &Seen<'_>, photo: usize) -> Option<f64> {
    let map = photo_from_baseline(seen, photo)?;
    let size_px = seen.read[photo].hairs.size_px;
    let own = seen.target.own_px();
    let shown = |region| seen.target.share_shown(region, &map, size_px);
    let all: f64 = own.iter().sum();
    let seen_px: f64 = own
        .iter()
        .enumerate()
        .map(|(region, px)| px * shown(region))
        .sum();
    (all > 0.0).then(|| seen_px / all)
}
