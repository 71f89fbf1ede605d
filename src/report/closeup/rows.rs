//! The rows of a close-up view's tables: what each visit shows, and what changed between two.

use crate::model::{CloseupChange, CloseupPhotoReport, CloseupView, RegistrationStatus, Verdict};

use super::phrases::{Phrases, filled};

/// One visit.
pub(in crate::report) struct VisitRow {
    pub(crate) date: String,
    pub(crate) count: String,
    pub(crate) density: String,
    pub(crate) thickness: String,
    pub(crate) kinds: String,
    pub(crate) cumulative: String,
    pub(crate) place: String,
    pub(crate) reason: Option<String>,
}

/// One change against the baseline.
pub(in crate::report) struct ChangeRow {
    pub(crate) span: String,
    pub(crate) region: String,
    /// Kept, new, lost, undecided, thickened, thinned.
    pub(crate) counts: [String; 6],
    pub(crate) net: String,
    pub(crate) verdict: &'static str,
    pub(crate) reason: Option<String>,
}

pub(super) fn visit_row(p: &Phrases, photo: &CloseupPhotoReport) -> VisitRow {
    let none = || p.not_measured.to_owned();
    let [density, cumulative] = [
        photo.density_per_cm2.map(|d| {
            let ends = photo.ci95.map_or_else(String::new, |[low, high]| {
                format!(" ({}–{})", p.number(low, 0), p.number(high, 0))
            });
            format!("{}{ends}", p.number(d, 0))
        }),
        photo
            .cumulative_thickness_mm_per_cm2
            .map(|v| p.number(v, 2)),
    ];
    let registration = &photo.registration;
    VisitRow {
        date: photo.date.clone(),
        count: photo.count.map_or_else(none, |n| n.to_string()),
        density: density.unwrap_or_else(none),
        thickness: photo.diameter_um.map_or_else(none, |d| {
            let [a, b] = d.quartiles.map(|q| p.number(q, 0));
            format!("{} ({a}–{b})", p.number(d.median, 0))
        }),
        kinds: photo
            .terminal
            .zip(photo.vellus)
            .map_or_else(none, |(t, v)| format!("{t} / {v}")),
        cumulative: cumulative.unwrap_or_else(none),
        place: match registration.status {
            RegistrationStatus::Baseline => p.baseline.to_owned(),
            RegistrationStatus::Ok => {
                let text = |n: Option<u64>| n.unwrap_or(0).to_string();
                filled(
                    p.certificate,
                    &[
                        ("support", &text(registration.support)),
                        ("possible", &text(registration.possible)),
                        ("runner", &text(registration.runner_up)),
                    ],
                )
            }
            _ => p.not_placed.to_owned(),
        },
        reason: photo.reason.clone(),
    }
}

pub(super) fn change_row(
    p: &'static Phrases,
    view: &CloseupView,
    change: &CloseupChange,
) -> ChangeRow {
    let date = |id: &String| {
        let photo = view.photos.iter().find(|photo| photo.id == *id);
        photo.map_or_else(|| id.clone(), |photo| photo.date.clone())
    };
    let count = |n: Option<u64>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let net = change.net.zip(change.net_ci95).map(|(net, [low, high])| {
        format!(
            "{} ({} … {})",
            p.signed(net as f64, 0),
            p.signed(low, 0),
            p.signed(high, 0)
        )
    });
    ChangeRow {
        span: format!("{} → {}", date(&change.from), date(&change.to)),
        region: change.region.clone(),
        counts: [
            count(change.kept),
            count(change.new),
            count(change.lost),
            count(change.undecided),
            count(change.thickened),
            count(change.thinned),
        ],
        net: net.unwrap_or_else(|| "–".to_owned()),
        verdict: match change.verdict {
            Verdict::Increase => p.more,
            Verdict::Decrease => p.fewer,
            Verdict::WithinNoise => p.same,
            _ => p.no_answer,
        },
        reason: change.reason.clone(),
    }
}
