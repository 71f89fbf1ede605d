//! What stands beside a close-up view's answer: photos that could not be compared, repeats, growing
//! hairs, corrections by hand, and how the method errs.

use crate::model::{CloseupPhotoReport, CloseupView, RegistrationStatus};
use crate::report::page::names::Dates;
use crate::words::Words;

use super::phrases::{Phrases, filled};

/// Photos of the view that were not found to show the spot, and why.
pub(super) fn refused(words: Words, p: &Phrases, dates: &Dates, view: &CloseupView) -> Vec<String> {
    let failed = view
        .photos
        .iter()
        .filter(|photo| photo.registration.status == RegistrationStatus::Failed);
    failed
        .filter_map(|photo| {
            let why = words.said(photo.registration.reason.as_ref()?);
            let gaps = [("date", dates.of(&photo.id)), ("reason", &why)];
            Some(filled(p.not_used, &gaps))
        })
        .collect()
}

/// How far the middle of a density's interval may lie above the density, as a share, before that is said.
const LOW: f64 = 0.05;

/// Whether a density lies in the lower part of its interval.
fn lies_low(photo: &CloseupPhotoReport) -> bool {
    let ends = photo.density_per_cm2.zip(photo.ci95);
    ends.is_some_and(|(density, [low, high])| 0.5 * (low + high) > (1.0 + LOW) * density)
}

/// Notes for the practitioner.
pub(super) fn notes(words: Words, p: &Phrases, dates: &Dates, view: &CloseupView) -> Vec<String> {
    let mut notes: Vec<String> = view
        .repeats
        .iter()
        .map(|r| {
            filled(
                p.repeat,
                &[
                    ("both", &r.both.to_string()),
                    ("contradicting", &r.contradicting.to_string()),
                    ("undecided", &r.undecided.to_string()),
                ],
            )
        })
        .collect();
    notes.extend(view.anagen.as_ref().map(|a| {
        filled(
            p.anagen,
            &[
                (
                    "share",
                    &words.in_percent(&words.number(100.0 * a.share, 0)),
                ),
                ("hairs", &a.hairs.to_string()),
                ("from", dates.of(&a.from)),
                ("to", dates.of(&a.to)),
            ],
        )
    }));
    notes.extend(view.photos.iter().filter_map(|photo| {
        let done = photo.corrections.as_ref()?;
        Some(filled(
            p.by_hand,
            &[
                ("photo", dates.of(&photo.id)),
                ("added", &done.added.to_string()),
                ("deleted", &done.deleted.to_string()),
                ("split", &done.split.to_string()),
                ("swapped", &done.swapped.to_string()),
            ],
        ))
    }));
    let moved = |photo: &CloseupPhotoReport| {
        let both = photo.count.zip(photo.count_alone);
        both.is_some_and(|(count, alone)| count != alone)
    };
    if view.photos.iter().any(moved) {
        notes.push(p.why_alone.to_owned());
    }
    if view.photos.iter().any(lies_low) {
        notes.push(p.low.to_owned());
    }
    if view.changes.iter().any(|change| change.net.is_some()) {
        notes.push(p.bias.to_owned());
    }
    notes
}
