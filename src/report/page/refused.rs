//! Photos that allow no change to be given: every reason once, what a person can mend first, and
//! what to do.

use super::names::{Dates, by_reason};
use crate::model::{
    COPY_REASONS, ChangeReport, OVERALL_REGION, PhotoReport, QualityFinding, QualityStatus,
    RegistrationStatus, Verdict, ViewReport,
};
use crate::words::Words;
use crate::words::fill;

pub(in crate::report) struct Refused {
    pub(crate) date: String,
    /// Position among the view's photos.
    pub(crate) index: usize,
    /// What it came to, in a sentence.
    pub(crate) why: String,
    /// Whether it is a copy of another photo, which no photo taken again makes good.
    pub(crate) is_copy: bool,
    /// Whether it could not be aligned, so that points marked by hand may help.
    pub(crate) is_unaligned: bool,
    /// What differs, and what to do about each.
    pub(crate) causes: Vec<Cause>,
    /// The figures behind `why`, for the practitioner.
    pub(crate) technical: Option<String>,
    /// What to do where nothing is known to differ.
    pub(crate) hint: Option<String>,
}

/// Something that keeps two photos from being compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::report) struct Cause {
    pub(crate) what: String,
    pub(crate) advice: Option<String>,
}

/// Every photo of the view that is comparable with the baseline in no region, by date.
pub(in crate::report) fn refused(words: Words, view: &ViewReport, dates: &Dates) -> Vec<Refused> {
    let photos = view.photos.iter().enumerate();
    photos
        .filter(|(_, photo)| view.baseline.as_ref() != Some(&photo.id))
        .filter_map(|(index, photo)| {
            let (why, technical) = why(words, view, photo, dates)?;
            let causes = causes(words, photo);
            Some(Refused {
                date: dates.of_photo(&photo.id).to_owned(),
                index,
                why,
                is_copy: is_copy(view, photo),
                is_unaligned: photo.registration.status == RegistrationStatus::Failed,
                hint: photo
                    .registration
                    .hint
                    .as_ref()
                    .filter(|_| causes.is_empty())
                    .map(|hint| capital(&words.said(hint))),
                causes,
                technical,
            })
        })
        .collect()
}

/// Regions that have no value on a photo that has others: photo, regions, reason; each reason of a
/// photo once.
pub(in crate::report) fn unmeasured(words: Words, view: &ViewReport, dates: &Dates) -> Vec<String> {
    let mut lines = Vec::new();
    for photo in &view.photos {
        let measured = photo.regions.iter().any(|r| r.coverage.is_some());
        let parts = photo.regions.iter().filter(|r| r.region != OVERALL_REGION);
        let without = parts.filter(|r| measured && r.coverage.is_none());
        let reasons = without.map(|r| {
            let reason = r.reason.as_deref().unwrap_or(words.t.no_reason);
            (reason, r.region.as_str())
        });
        let reasons = by_reason(words, reasons);
        let date = dates.of_photo(&photo.id);
        lines.extend(reasons.into_iter().map(|(reason, names)| {
            let why = words.not_measured(Some(reason));
            format!("{date}, {}: {why}", names.join(", "))
        }));
    }
    lines
}

/// Whether a photo is refused as a copy: one exposure, or one file, under two names.
fn is_copy(view: &ViewReport, photo: &PhotoReport) -> bool {
    let told = |reason: &str| COPY_REASONS.iter().any(|start| reason.starts_with(start));
    let reasons = view.since_baseline(&photo.id).map(|c| c.reason.as_deref());
    let mut reasons = reasons.peekable();
    reasons.peek().is_some() && reasons.all(|reason| reason.is_some_and(told))
}

/// Whether every photo after the baseline is a copy: then there is nothing for the eye either.
pub(in crate::report) fn all_are_copies(view: &ViewReport) -> bool {
    let baseline = view.baseline.as_ref();
    let mut others = view
        .photos
        .iter()
        .filter(|p| Some(&p.id) != baseline)
        .peekable();
    others.peek().is_some() && others.all(|photo| is_copy(view, photo))
}

/// What to do about the refused photos, a step each: of a copy the original file is needed, any other
/// is taken again, compared by eye or, where it is not aligned, aligned by hand.
pub(in crate::report) fn next_steps(
    words: Words,
    view: &ViewReport,
    refused: &[Refused],
    dates: &Dates,
) -> Vec<String> {
    let (copies, others): (Vec<&Refused>, Vec<&Refused>) = refused.iter().partition(|r| r.is_copy);
    let mut steps = Vec::new();
    if !others.is_empty() {
        steps.push(next_again(words, view, &others, dates));
        steps.extend(is_too_alike(view).then(|| words.t.next_contrast.to_owned()));
        steps.push(words.t.next_by_eye.to_owned());
        let unaligned = others.iter().any(|refused| refused.is_unaligned);
        steps.extend(unaligned.then(|| words.t.next_landmarks.to_owned()));
    }
    if !copies.is_empty() {
        let photos: Vec<&str> = copies.iter().map(|photo| photo.date.as_str()).collect();
        steps.push(fill(words.t.next_copy, &[("photos", &photos.join(", "))]));
    }
    steps
}

/// What is said of a region whose hair cannot be told from its scalp.
const LOW_CONTRAST: &str = "contrast between hair and scalp is too low";

/// Whether hair and scalp are too alike in a region of any photo.
fn is_too_alike(view: &ViewReport) -> bool {
    let regions = view.photos.iter().flat_map(|photo| &photo.regions);
    let mut reasons = regions.filter_map(|region| region.reason.as_deref());
    reasons.any(|reason| reason.contains(LOW_CONTRAST))
}

/// Which photo to take again, and what to do where the baseline, which cannot be, is the one at fault.
fn next_again(words: Words, view: &ViewReport, refused: &[&Refused], dates: &Dates) -> String {
    let photos: Vec<&str> = refused.iter().map(|photo| photo.date.as_str()).collect();
    let baseline = view.baseline.as_ref().map_or("", |id| dates.of(id));
    let gaps = [
        ("photos", photos.join(", ")),
        ("baseline", baseline.to_owned()),
    ];
    let gaps = gaps.each_ref().map(|(name, value)| (*name, value.as_str()));
    // Of two photos none can be left out.
    let phrase = match view.photos.len() {
        0..=2 => words.t.next_again_two,
        _ => words.t.next_again,
    };
    fill(phrase, &gaps)
}

/// Why no region of the photo can be compared with the baseline, with the figures behind it;
/// `None` where one can.
fn why(
    words: Words,
    view: &ViewReport,
    photo: &PhotoReport,
    dates: &Dates,
) -> Option<(String, Option<String>)> {
    let changes: Vec<&ChangeReport> = view.since_baseline(&photo.id).collect();
    if changes.iter().any(|c| c.verdict != Verdict::NotComparable) {
        return None;
    }
    let registration = &photo.registration;
    let measured = registration.cause.as_ref().or(registration.reason.as_ref());
    let technical = measured.map(|reason| {
        let reason = words.said(reason.trim_end_matches('.'));
        fill(words.t.technical, &[("reason", &reason)])
    });
    match registration.status {
        RegistrationStatus::Failed => Some((words.t.refused_failed.to_owned(), technical)),
        RegistrationStatus::Weak => Some((words.t.refused_weak.to_owned(), technical)),
        _ => {
            let overall = changes.iter().find(|c| c.region == OVERALL_REGION);
            let said = overall.or(changes.first())?.reason.as_deref();
            let failed = |f: &QualityFinding| f.status == QualityStatus::Fail;
            let why = match photo.quality.values().any(failed) {
                true => words.t.refused_quality.to_owned(),
                false => {
                    let said = said.map(|reason| dates.in_reason(reason));
                    of_regions(words, &changes)
                        .unwrap_or_else(|| capital(&words.reason(said.as_deref())))
                }
            };
            Some((why, None))
        }
    }
}

/// Each region's own reason, where they are not all refused for one.
fn of_regions(words: Words, changes: &[&ChangeReport]) -> Option<String> {
    let parts = changes.iter().filter(|c| c.region != OVERALL_REGION);
    let reasons = parts.filter_map(|c| Some((c.reason.as_deref()?, c.region.as_str())));
    let reasons = by_reason(words, reasons);
    let told: Vec<String> = reasons
        .iter()
        .map(|(reason, names)| format!("{}: {}", names.join(", "), words.reason(Some(reason))))
        .collect();
    (told.len() > 1).then(|| told.join("; "))
}

/// What a person can mend, the easiest to see first; the place in the list is its rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    View,
    Pose,
    Distance,
    Framing,
    Light,
    Glare,
    Colour,
    Contrast,
    Sharpness,
    Hair,
    Other,
}

/// Rank of a difference's kind or of a quality rule.
fn rank(name: &str) -> Rank {
    match name {
        "head" | "head_shape" | "shoulders" | "composite" | "view" => Rank::View,
        "pose" | "tilt_drift" | "rotation_drift" => Rank::Pose,
        "distance" | "scale_drift" => Rank::Distance,
        "framing" => Rank::Framing,
        "light" | "local_light" | "exposure_drift" | "brightness" | "shadows" | "highlights" => {
            Rank::Light
        }
        "glare" => Rank::Glare,
        "colour" | "white_balance_drift" | "colour_profile" => Rank::Colour,
        "contrast" | "contrast_drift" | "tone_curve" | "camera" => Rank::Contrast,
        "focus" | "resolution" | "smoothing" => Rank::Sharpness,
        "hair_colour" | "hair_length" | "parting" | "wet_hair" | "strands" | "session_days" => {
            Rank::Hair
        }
        _ => Rank::Other,
    }
}

/// What the quality rules found against the photo, by rule.
fn quality(photo: &PhotoReport) -> impl Iterator<Item = (&str, &str)> {
    photo.quality.iter().filter_map(|(rule, finding)| {
        let beyond = matches!(finding.status, QualityStatus::Warn | QualityStatus::Fail);
        let message = finding.message.as_deref().filter(|_| beyond)?;
        Some((rule.as_str(), message))
    })
}

/// Every cause once: where a rule and the comparison of both photos speak of the same, the rule.
fn causes(words: Words, photo: &PhotoReport) -> Vec<Cause> {
    let mut found: Vec<(Rank, Cause)> = quality(photo)
        .map(|(rule, message)| (rank(rule), cause(words, message)))
        .collect();
    for difference in &photo.registration.differences {
        let rank = rank(&difference.kind);
        if found.iter().all(|(known, _)| *known != rank) {
            let cause = Cause {
                what: capital(&words.said(&difference.what)),
                advice: Some(capital(&words.said(&difference.advice))),
            };
            found.push((rank, cause));
        }
    }
    found.sort_by_key(|(rank, _)| *rank);
    let mut causes: Vec<Cause> = Vec::new();
    for (_, cause) in found {
        if !causes.contains(&cause) {
            causes.push(cause);
        }
    }
    causes
}

/// A rule's message: what was found, and after the semicolon what to do.
fn cause(words: Words, message: &str) -> Cause {
    let message = words.said(message);
    let (what, advice) = match message.split_once("; ") {
        Some((what, advice)) => (what, Some(capital(advice))),
        None => (message.as_str(), None),
    };
    Cause {
        what: capital(what),
        advice,
    }
}

/// With a capital letter and a full stop.
pub(in crate::report) fn capital(text: &str) -> String {
    let mut letters = text.trim_end_matches('.').chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let end = if text.ends_with(['?', '!']) { "" } else { "." };
    first.chain(letters).chain(end.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PhotoDifference;
    use crate::report::sample::sample_report;

    fn photo() -> PhotoReport {
        let mut photo = sample_report().views.remove(0).photos.remove(1);
        let finding = |message: &str| QualityFinding {
            value: Some(1.7),
            unit: "stops".into(),
            threshold: Some(0.8),
            status: QualityStatus::Fail,
            effect_pp: None,
            message: Some(message.into()),
        };
        let quality = &mut photo.quality;
        quality.insert("wet_hair".into(), finding("hair is wet; dry it"));
        quality.insert("exposure_drift".into(), finding("darker; same lamps"));
        let difference = |kind: &str| PhotoDifference {
            kind: kind.into(),
            what: format!("other {kind}"),
            advice: format!("mend {kind}"),
        };
        photo.registration.differences = ["light", "framing", "pose"].map(difference).into();
        photo
    }

    #[test]
    fn of_a_copy_the_original_is_asked_for_and_nothing_to_take_again_or_see() {
        let words = Words {
            t: crate::words::Lang::English.text(),
        };
        let mut view = sample_report().views.remove(0);
        view.photos.truncate(2);
        view.baseline_visit = Some("p1".into());
        let reason = format!("{}p1: it is", COPY_REASONS[0]);
        view.changes = vec![ChangeReport::not_comparable(
            OVERALL_REGION,
            "p1",
            "p2",
            90,
            reason,
        )];
        assert!(all_are_copies(&view));
        let dates = Dates::of_view(words, &view);
        let refused = refused(words, &view, &dates);
        let steps = next_steps(words, &view, &refused, &dates);
        assert_eq!(steps.len(), 1, "{steps:?}");
        assert!(steps[0].contains("original file"), "{steps:?}");
        view.changes[0].reason = Some("the head is tilted".into());
        assert!(!all_are_copies(&view));
        // Points by hand are no way out for a photo that is aligned.
        let steps = |view: &ViewReport| {
            let refused = super::refused(words, view, &dates);
            next_steps(words, view, &refused, &dates).len()
        };
        assert_eq!(steps(&view), 2);
        view.photos[1].registration.status = RegistrationStatus::Failed;
        assert_eq!(steps(&view), 3);
        view.photos[0].regions[0].reason =
            Some(crate::coverage::NotMeasured::LowContrast.to_string());
        assert_eq!(steps(&view), 4);
    }

    #[test]
    fn causes_stand_in_the_order_in_which_a_person_can_mend_them_each_once() {
        let words = Words {
            t: crate::words::Lang::English.text(),
        };
        let causes = causes(words, &photo());
        let said: Vec<&str> = causes.iter().map(|c| c.what.as_str()).collect();
        assert_eq!(
            said,
            ["Other pose.", "Other framing.", "Darker.", "Hair is wet."]
        );
        assert_eq!(causes[2].advice.as_deref(), Some("Same lamps."));
    }

    #[test]
    fn regions_that_are_refused_for_their_own_reasons_say_them() {
        let words = Words {
            t: crate::words::Lang::English.text(),
        };
        let refused = |region: &str, why: &str| {
            ChangeReport::not_comparable(region, "a", "b", None, why.to_owned())
        };
        let told =
            |changes: &[ChangeReport]| of_regions(words, &changes.iter().collect::<Vec<_>>());
        let two = [
            refused("vertex", "glare"),
            refused("left", "blur"),
            refused("right", "blur"),
        ];
        let said = told(&two).unwrap();
        assert!(
            said.contains("glare") && said.contains("Left, Right: blur"),
            "{said}"
        );
        assert_eq!(told(&two[1..]), None, "one reason is that of all");
    }
}
