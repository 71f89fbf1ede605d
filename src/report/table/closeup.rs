//! A close-up view on the terminal.

use std::fmt::Write;

use super::wording::clean;
use crate::model::{CloseupChange, CloseupPhotoReport, CloseupView, Verdict};

/// The lines of a close-up view.
pub(super) fn closeup_block(out: &mut String, view: &CloseupView) {
    let mut say = |text: String| {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{text}");
    };
    let photos = match view.photos.len() {
        1 => "1 close-up".to_owned(),
        n => format!("{n} close-ups"),
    };
    say(format!("\n{}: {photos}", clean(&view.view)));
    for photo in &view.photos {
        say(format!("  {}", photo_line(photo)));
        if let Some(reason) = &photo.reason {
            say(format!("    {}", clean(reason)));
        }
    }
    for change in &view.changes {
        say(format!("  {}", change_line(change)));
    }
    for repeat in &view.repeats {
        say(format!(
            "  {} and {}, one day: {} hairs on both, {} called differently, {} undecided",
            clean(&repeat.photos[0]),
            clean(&repeat.photos[1]),
            repeat.both,
            repeat.contradicting,
            repeat.undecided
        ));
    }
    if let Some(anagen) = &view.anagen {
        say(format!(
            "  growing (anagen) hairs: {:.0} % ({:.0} to {:.0}) of {} from {} to {}",
            100.0 * anagen.share,
            100.0 * anagen.ci95[0],
            100.0 * anagen.ci95[1],
            anagen.hairs,
            clean(&anagen.from),
            clean(&anagen.to)
        ));
    }
}

fn photo_line(photo: &CloseupPhotoReport) -> String {
    let count = match photo.count {
        Some(1) => "1 hair".to_owned(),
        Some(n) => format!("{n} hairs"),
        None => "not counted".to_owned(),
    };
    let density = match (photo.density_per_cm2, photo.ci95) {
        (Some(d), Some([low, high])) => format!(", {d:.0} per cm\u{b2} ({low:.0} to {high:.0})"),
        _ => String::new(),
    };
    let thickness = photo.diameter_um.map_or_else(String::new, |d| {
        let kinds = photo.terminal.zip(photo.vellus);
        let kinds = kinds.map_or_else(String::new, |(t, v)| format!(", {t} terminal, {v} vellus"));
        format!(", median {:.0} \u{b5}m{kinds}", d.median)
    });
    format!("{}  {count}{density}{thickness}", photo.date)
}

fn change_line(change: &CloseupChange) -> String {
    let span = format!("{} to {}", clean(&change.from), clean(&change.to));
    let counts = (change.kept, change.new, change.lost, change.undecided);
    let (Some(kept), Some(new), Some(lost), Some(undecided)) = counts else {
        let reason = change.reason.as_deref().unwrap_or("no reason");
        return format!("{span}: no answer: {}", clean(reason));
    };
    let verdict = match change.verdict {
        Verdict::Increase => "more hairs",
        Verdict::Decrease => "fewer hairs",
        Verdict::WithinNoise => "no change in number can be told",
        _ => "no answer",
    };
    format!(
        "{span}, {}: {kept} kept, {new} new, {lost} lost, {undecided} undecided: {verdict}",
        clean(&change.region)
    )
}
