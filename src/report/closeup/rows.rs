//! The rows of a close-up view's tables: what each visit shows, and what changed between two.

use crate::model::{CloseupChange, CloseupPhotoReport, RegistrationStatus, Verdict};

use crate::report::page::names::Dates;
use crate::words::Words;

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

pub(super) fn visit_row(
    words: Words,
    p: &Phrases,
    dates: &Dates,
    photo: &CloseupPhotoReport,
) -> VisitRow {
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
        date: dates.of(&photo.id).to_owned(),
        count: photo.count.map_or_else(none, |n| counted(p, photo, n)),
        density: density.unwrap_or_else(none),
        thickness: photo.diameter_um.map_or_else(none, |d| {
            let [a, b] = d.quartiles.map(|q| p.number(q, 0));
            format!("{} ({a}–{b})", p.number(d.median, 0))
        }),
        kinds: kinds(p, photo).unwrap_or_else(none),
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
        reason: photo.reason.as_ref().map(|why| words.said(why)),
    }
}

/// Terminal and vellus hairs, and behind them of how many the kind is not known: what is counted and
/// stands in neither is explained.
pub(in crate::report) fn kinds(p: &Phrases, photo: &CloseupPhotoReport) -> Option<String> {
    let (terminal, vellus) = photo.terminal.zip(photo.vellus)?;
    let rest = photo.count.unwrap_or(0).saturating_sub(terminal + vellus);
    let rest = (rest > 0).then(|| filled(p.of_no_kind, &[("n", &rest.to_string())]));
    let rest = rest.map_or_else(String::new, |rest| format!(" ({rest})"));
    Some(format!("{terminal} / {vellus}{rest}"))
}

/// A count, and beside it what the photo tells by itself where that is another.
pub(in crate::report) fn counted(p: &Phrases, photo: &CloseupPhotoReport, count: u64) -> String {
    match photo.count_alone.filter(|alone| *alone != count) {
        Some(alone) => format!(
            "{count} ({})",
            filled(p.alone, &[("n", &alone.to_string())])
        ),
        None => count.to_string(),
    }
}

pub(super) fn change_row(
    words: Words,
    p: &'static Phrases,
    dates: &Dates,
    change: &CloseupChange,
) -> ChangeRow {
    let count = |n: Option<u64>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let net = change.net.zip(change.net_ci95).map(|(net, [low, high])| {
        format!(
            "{}; {} ({} … {})",
            p.signed(net as f64, 0),
            p.signed(change.net_estimate.unwrap_or(net as f64), 0),
            p.end(low),
            p.end(high)
        )
    });
    ChangeRow {
        span: format!("{} → {}", dates.of(&change.from), dates.of(&change.to)),
        region: words.t.name(&change.region),
        counts: [
            count(change.kept),
            count(change.new),
            count(change.lost),
            count(change.undecided),
            count(change.thickened),
            count(change.thinned),
        ],
        net: net.unwrap_or_else(|| "–".to_owned()),
        verdict: verdict_of(p, change.verdict),
        reason: change.reason.as_ref().map(|why| words.said(why)),
    }
}

/// A verdict on the number of hairs.
pub(crate) fn verdict_of(p: &Phrases, verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => p.more,
        Verdict::Decrease => p.fewer,
        Verdict::WithinNoise => p.same,
        Verdict::TooUncertain | Verdict::NotComparable => p.no_answer,
    }
}
