//! How well each photo was laid on the baseline.

use super::names::Dates;
use super::refused::capital;
use crate::model::{CERTIFIED, RegistrationReport, RegistrationStatus, ViewReport};
use crate::words::Words;
use crate::words::fill;

pub(in crate::report) struct CertificateRow {
    pub(crate) date: String,
    pub(crate) file: String,
    pub(crate) class: &'static str,
    pub(crate) sign: &'static str,
    pub(crate) status: &'static str,
    /// Model, residual, overlap, scale, rotation, tilt, round trip, held-out correlation.
    pub(crate) cells: [String; 8],
    pub(crate) reason: Option<String>,
}

pub(in crate::report) fn certificate(
    words: Words,
    view: &ViewReport,
    dates: &Dates,
) -> Vec<CertificateRow> {
    view.photos
        .iter()
        .map(|photo| {
            let registration = &photo.registration;
            let (status, sign, class) = match registration.status {
                RegistrationStatus::Baseline => (words.t.reg_baseline, "●", "ok"),
                RegistrationStatus::Ok => (words.t.reg_ok, "✓", "ok"),
                RegistrationStatus::Weak => (words.t.reg_weak, "!", "warn"),
                RegistrationStatus::Failed => (words.t.reg_failed, "✕", "fail"),
            };
            CertificateRow {
                date: dates.of_photo(&photo.id).to_owned(),
                file: photo.file.clone(),
                class,
                sign,
                status,
                cells: certificate_cells(words, registration),
                reason: note_of(words, dates, registration),
            }
        })
        .collect()
}

/// The limits of a certified alignment, in the order of a row's cells; empty where there is none.
pub(in crate::report) fn limits(words: Words) -> [String; 8] {
    let limited = |phrase: &str, limit: &str| fill(phrase, &[("limit", limit)]);
    let side = |phrase: &str, value: f64, digits: usize, unit: &str| {
        limited(phrase, &format!("{}{unit}", words.number(value, digits)))
    };
    let overlap = words.in_percent(&words.number(100.0 * CERTIFIED.overlap, 0));
    let (least, most) = (words.t.at_least, words.t.at_most);
    let ends = [1.0 / CERTIFIED.size, CERTIFIED.size].map(|v| words.number(v, 2));
    [
        String::new(),
        side(most, CERTIFIED.residual_permille, 0, ""),
        limited(least, &overlap),
        format!("{} {} {}", ends[0], words.t.to, ends[1]),
        String::new(),
        side(most, CERTIFIED.tilt_deg, 0, "°"),
        side(most, CERTIFIED.round_trip_permille, 0, ""),
        side(least, CERTIFIED.heldout_correlation, 2, ""),
    ]
}

fn certificate_cells(words: Words, r: &RegistrationReport) -> [String; 8] {
    if r.status == RegistrationStatus::Baseline {
        return std::array::from_fn(|_| "–".to_owned());
    }
    let unit = |value: Option<f64>, digits, unit: &str| match value {
        Some(v) => format!("{}{unit}", words.number(v, digits)),
        None => words.t.not_assessed.to_owned(),
    };
    [
        model_name(words, r.model.as_deref()),
        words.optional(r.residual_permille, 1),
        r.overlap
            .map_or(words.t.not_assessed.to_owned(), |overlap| {
                words.in_percent(&words.number(100.0 * overlap, 0))
            }),
        words.optional(r.scale, 3),
        unit(r.rotation_deg, 1, "°"),
        unit(r.tilt_deg, 1, "°"),
        words.optional(r.forward_backward_permille, 1),
        words.optional(r.heldout_correlation, 2),
    ]
}

/// The rung of the ladder in words.
fn model_name(words: Words, model: Option<&str>) -> String {
    let t = words.t;
    match model {
        Some("identity") => t.model_identity.to_owned(),
        Some("similarity") => t.model_similarity.to_owned(),
        Some("homography") => t.model_homography.to_owned(),
        Some("head") => t.model_head.to_owned(),
        Some(other) => other.to_owned(),
        None => t.not_assessed.to_owned(),
    }
}

/// Why an alignment is doubted and what to do, or which photo certifies it.
fn note_of(words: Words, dates: &Dates, registration: &RegistrationReport) -> Option<String> {
    let by = registration.confirmed_by.as_ref();
    let confirmed = by.map(|id| fill(words.t.reg_confirmed_by, &[("date", dates.of_photo(id))]));
    let parts = [&registration.reason, &registration.hint, &confirmed];
    let parts: Vec<_> = parts
        .into_iter()
        .flatten()
        .map(|p| capital(&words.said(p)))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
