//! A close-up view on the terminal.

use std::fmt::Write;

use super::wording::clean;
use crate::model::{CloseupChange, CloseupPhotoReport, CloseupView};
use crate::report::closeup::{Phrases, counted, filled, kinds, phrases, verdict_of};
use crate::report::page::names::Dates;
use crate::words::Words;

/// The lines of a close-up view.
pub(super) fn closeup_block(out: &mut String, words: Words, view: &CloseupView) {
    let p = phrases(words);
    let dates = Dates::of_closeups(words, view);
    let mut say = |text: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{text}");
    };
    let photos = match view.photos.len() {
        1 => p.close_up.to_owned(),
        n => filled(p.close_ups, &[("n", &n.to_string())]),
    };
    say(format!("\n{}: {photos}", clean(&words.t.name(&view.view))));
    for photo in &view.photos {
        let date = dates.of(&photo.id);
        say(format!("  {}", photo_line(p, date, photo)));
        if let Some(reason) = &photo.reason {
            say(format!("    {}", clean(&words.said(reason))));
        }
    }
    for change in &view.changes {
        say(format!("  {}", change_line(words, p, &dates, change)));
    }
    for repeat in &view.repeats {
        let [both, contradicting, undecided] =
            [repeat.both, repeat.contradicting, repeat.undecided].map(|n| n.to_string());
        let gaps = [
            ("both", both.as_str()),
            ("contradicting", &contradicting),
            ("undecided", &undecided),
        ];
        let [a, b] = repeat.photos.each_ref().map(|id| clean(id));
        say(format!("  {a}, {b}: {}", filled(p.repeat, &gaps)));
    }
    if let Some(anagen) = &view.anagen {
        let percent = |share: f64| p.number(100.0 * share, 0);
        let [low, high] = anagen.ci95.map(percent);
        let share = format!("{} % ({low}–{high})", percent(anagen.share));
        let gaps = [
            ("share", share.as_str()),
            ("hairs", &anagen.hairs.to_string()),
            ("from", dates.of(&anagen.from)),
            ("to", dates.of(&anagen.to)),
        ];
        say(format!("  {}", filled(p.anagen, &gaps)));
    }
}

fn photo_line(p: &Phrases, date: &str, photo: &CloseupPhotoReport) -> String {
    let count = match photo.count {
        Some(n) => format!("{}: {}", p.hairs, counted(p, photo, n)),
        None => p.not_counted.to_owned(),
    };
    let density = match (photo.density_per_cm2, photo.ci95) {
        (Some(d), Some([low, high])) => {
            let [d, low, high] = [d, low, high].map(|v| p.number(v, 0));
            let gaps = [("density", d.as_str()), ("low", &low), ("high", &high)];
            format!(", {}", filled(p.per_cm2, &gaps))
        }
        _ => String::new(),
    };
    let thickness = photo.diameter_um.map_or_else(String::new, |d| {
        let median = filled(p.median_um, &[("um", &p.number(d.median, 0))]);
        let kinds = kinds(p, photo).map_or_else(String::new, |kinds| {
            format!(", {}: {kinds}", p.terminal_vellus)
        });
        format!(", {median}{kinds}")
    });
    format!("{date}  {count}{density}{thickness}")
}

fn change_line(words: Words, p: &'static Phrases, dates: &Dates, change: &CloseupChange) -> String {
    let span = format!("{} → {}", dates.of(&change.from), dates.of(&change.to));
    let counts = (change.kept, change.new, change.lost, change.undecided);
    let (Some(kept), Some(new), Some(lost), Some(undecided)) = counts else {
        let reason = change.reason.as_deref().unwrap_or(words.t.no_reason);
        return format!("{span}: {}: {}", p.no_answer, clean(&words.said(reason)));
    };
    let [a, b, c, d] = [p.kept, p.new, p.lost, p.undecided];
    format!(
        "{span}, {}: {kept} {a}, {new} {b}, {lost} {c}, {undecided} {d}: {}",
        clean(&words.t.name(&change.region)),
        verdict_of(p, change.verdict)
    )
}
