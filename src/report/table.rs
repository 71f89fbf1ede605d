//! The report as text for a terminal of 80 to 100 columns.

mod closeup;
mod grid;
mod marks;
mod regions;
mod wording;

use super::page::course::{sessions_held, start};
use super::page::names::Dates;
use super::page::refused::{refused, unmeasured};
use crate::model::{FRONT_UNKNOWN, PhotoReport, RegistrationStatus, Rejection, Report, ViewReport};
use crate::words::{Lang, Words};
use closeup::closeup_block;
use marks::marks_table;
use regions::region_table;
pub(crate) use wording::clean;
use wording::{line, view_sentence};

/// Default width in columns.
pub(crate) const DEFAULT_WIDTH: u16 = 96;

/// The whole report as text, lines ended by `\n`, at most `width` columns where words allow it.
/// Control characters from file names and the manifest are replaced, so that they cannot steer
/// the terminal.
pub(crate) fn to_table(report: &Report, width: u16, lang: Lang) -> String {
    table(report, width, lang, true)
}

/// As [`to_table`], without the files not used and the notes, where they are said elsewhere.
#[cfg(any(test, feature = "cli"))]
pub(crate) fn to_table_without_notes(report: &Report, width: u16, lang: Lang) -> String {
    table(report, width, lang, false)
}

fn table(report: &Report, width: u16, lang: Lang, with_notes: bool) -> String {
    let words = Words { t: lang.text() };
    let t = words.t;
    let mut out = String::new();
    heading(&mut out, words, report);
    let of_front = report.warnings.iter().filter(|w| w.code == FRONT_UNKNOWN);
    for unknown in of_front {
        line(&mut out, &clean(&words.said(&unknown.message)));
    }
    for view in &report.views {
        let refused = if report.has_one_view() {
            &report.rejections[..]
        } else {
            &[]
        };
        view_block(&mut out, words, view, refused, width);
    }
    for view in &report.views.closeups {
        closeup_block(&mut out, words, view);
    }
    for value in &report.salt {
        let covered = words.fraction_with_interval(value.weighted_coverage, value.ci95);
        let date = words.date(&value.date);
        line(
            &mut out,
            &format!("{} (SALT), {date}: {covered}", t.weighted_coverage),
        );
    }
    if with_notes {
        notes(&mut out, words, report);
    }
    line(&mut out, t.disclaimer);
    out
}

/// The files not used, and what a reader should know beside the values.
fn notes(out: &mut String, words: Words, report: &Report) {
    let t = words.t;
    for rejection in &report.rejections {
        let file = clean(&rejection.file);
        let reason = clean(&words.said(&rejection.reason));
        line(out, &format!("{}: {file}: {reason}", t.not_used));
        line(
            out,
            &format!("  {} {}", t.what_to_do, clean(&words.said(&rejection.hint))),
        );
    }
    let others = report.warnings.iter().filter(|w| w.code != FRONT_UNKNOWN);
    for warning in others {
        let photo = warning.photo.as_ref();
        let photo = photo.map_or(String::new(), |id| format!(" ({})", clean(id)));
        let message = clean(&words.said(&warning.message));
        line(out, &format!("{}: {message}{photo}", t.note));
    }
}

fn heading(out: &mut String, words: Words, report: &Report) {
    let t = words.t;
    let course = &report.course;
    let mut parts = vec![clean(&course.subject)];
    parts.extend(course.treatment.as_deref().map(clean));
    parts.extend(start(words, report).map(|day| format!("{}: {day}", t.start)));
    parts.extend(
        sessions_held(words, &course.adherence).map(|held| format!("{}: {held}", t.sessions)),
    );
    line(out, &parts.join(", "));
}

fn view_block(
    out: &mut String,
    words: Words,
    view: &ViewReport,
    refused: &[Rejection],
    width: u16,
) {
    let dates = &Dates::of_view(words, view);
    let (name, count) = (clean(&words.t.name(&view.view)), view.photos.len());
    line(out, &format!("\n{name}: {}: {count}", words.t.photos));
    line(out, &format!("  {}", view_sentence(words, view, refused)));
    refusals(out, words, view, dates);
    region_table(out, words, view, dates, width);
    if !view.marks.is_empty() {
        marks_table(out, words, view, dates, width);
    }
}

/// Why photos give no change, and what to do: doubted alignments, photos comparable in no region, photos
/// left out of their visit.
fn refusals(out: &mut String, words: Words, view: &ViewReport, dates: &Dates) {
    let refused = refused(words, view, dates);
    for (index, photo) in view.photos.iter().enumerate() {
        let why = refused.iter().find(|r| r.index == index);
        let of_pair = || why.map(|r| format!("{}: {}", clean(&photo.id), clean(&r.why)));
        if let Some(note) = registration_note(words, photo).or_else(of_pair) {
            line(out, &format!("  {note}"));
        }
        let Some(why) = why else { continue };
        for cause in &why.causes {
            let what = clean(&cause.what);
            let advice = cause.advice.as_deref();
            let advice = advice.map(|a| format!(" {} {}", words.t.what_to_do, clean(a)));
            line(out, &format!("    {what}{}", advice.unwrap_or_default()));
        }
        if let Some(hint) = &why.hint {
            let hint = clean(hint);
            line(out, &format!("    {} {hint}", words.t.what_to_do));
        }
    }
    for missing in unmeasured(words, view, dates) {
        line(out, &format!("  {}", clean(&missing)));
    }
    for left_out in view.visits.iter().flat_map(|visit| &visit.left_out) {
        let reason = clean(&words.said(&left_out.reason));
        line(out, &format!("  {}: {reason}", clean(&left_out.photo)));
    }
}

fn registration_note(words: Words, photo: &PhotoReport) -> Option<String> {
    let status = match photo.registration.status {
        RegistrationStatus::Baseline | RegistrationStatus::Ok => return None,
        RegistrationStatus::Weak => words.t.reg_weak,
        RegistrationStatus::Failed => words.t.reg_failed,
    };
    let reason = words.reason(photo.registration.reason.as_deref());
    Some(format!(
        "{}: {}: {status}: {}",
        clean(&photo.id),
        words.t.alignment,
        clean(&reason)
    ))
}

#[cfg(test)]
mod tests {
    use super::super::sample::sample_report;
    use super::*;

    #[test]
    fn says_verdict_values_marks_and_reasons() {
        let text = to_table(&sample_report(), DEFAULT_WIDTH, Lang::English);
        for expected in [
            "2 held of 6 planned",
            "Overall: no change detectable",
            "43.1\u{202f}%",
            "+3.1 (+1.2 to",
            "covered by a",
            "3 months",
            "no photo",
            "not used: broken.jpg: the file ends after 120 of 4096 bytes",
            "note: the file name says another date than EXIF (p2)",
            "not for diagnosis",
        ] {
            assert!(text.contains(expected), "{expected:?} missing in\n{text}");
        }
    }

    #[test]
    fn notes_said_elsewhere_are_not_said_again() {
        let text = to_table_without_notes(&sample_report(), DEFAULT_WIDTH, Lang::English);
        assert!(
            !text.contains("broken.jpg: the file ends") && !text.contains("note:"),
            "{text}"
        );
        assert!(text.contains("not for diagnosis"));
    }

    #[cfg(feature = "cli")]
    #[test]
    fn tables_keep_to_the_width() {
        for width in [80, DEFAULT_WIDTH] {
            let text = to_table(&sample_report(), width, Lang::English);
            let widest = text
                .lines()
                .filter(|l| l.contains('│') || l.contains('|'))
                .map(|l| l.chars().count())
                .max()
                .unwrap();
            assert!(widest <= usize::from(width), "{widest} > {width}\n{text}");
        }
    }

    #[test]
    fn a_change_not_called_for_its_family_says_why_and_from_where_on() {
        let mut report = sample_report();
        let change = &mut report.views[0].course_change.regions[0];
        change.coverage = Some([0.6123, 0.6444]);
        change.verdict = crate::model::Verdict::WithinNoise;
        change.family = Some(crate::model::Family {
            regions: 5,
            needed_pp: 3.64,
        });
        change.reason = Some(
            "0 lies outside its interval, but 5 regions are tested together and one of them may stand out by \
             chance: it would have been called from 3.6 points on"
                .to_owned(),
        );
        let text = to_table(&report, DEFAULT_WIDTH, Lang::English);
        for expected in [
            "61.2\u{202f}%",
            "64.4\u{202f}%",
            "3.6",
            "Crown: 0 lies outside its interval, but 5 regions are tested together",
        ] {
            assert!(text.contains(expected), "{expected:?} missing in\n{text}");
        }
        let german = to_table(&report, DEFAULT_WIDTH, Lang::German);
        assert!(
            german.contains("5 Regionen werden gemeinsam geprüft"),
            "{german}"
        );
    }

    #[test]
    fn a_refusal_says_why_and_what_to_do() {
        let mut report = sample_report();
        let view = &mut report.views[0];
        for change in &mut view.changes {
            change.verdict = crate::model::Verdict::NotComparable;
            change.delta_pp = None;
            change.reason = Some("the regions lie beyond the photo".to_owned());
        }
        view.course_change.to = None;
        view.course_change.regions.clear();
        view.photos[1].quality.clear();
        let text = to_table(&report, DEFAULT_WIDTH, Lang::English);
        assert!(
            text.contains("p2: The regions lie beyond the photo."),
            "{text}"
        );
        let registration = &mut report.views[0].photos[1].registration;
        registration.status = RegistrationStatus::Weak;
        registration.reason = Some("too few places match".to_owned());
        registration.hint = Some("hold the camera as at the start".to_owned());
        let text = to_table(&report, DEFAULT_WIDTH, Lang::English);
        assert!(
            text.contains("What to do: Hold the camera as at the start."),
            "{text}"
        );
    }

    #[test]
    fn one_photo_shows_its_coverage() {
        let mut report = sample_report();
        let view = &mut report.views[0];
        view.photos.truncate(1);
        view.course_change.to = None;
        view.course_change.regions.clear();
        view.course_change.reason = Some("there is no photo after the baseline".to_owned());
        report.rejections.clear();
        let text = to_table(&report, DEFAULT_WIDTH, Lang::English);
        assert!(text.contains("(41.8 to 44.4)"), "{text}");
        assert!(text.contains("Baseline of 12 Jan 2026 recorded"), "{text}");
    }

    #[test]
    fn a_region_without_a_value_says_on_which_photo_and_why() {
        let mut report = sample_report();
        let mark = report.views[0]
            .marks
            .iter_mut()
            .flat_map(|m| &mut m.regions);
        for value in mark {
            value.reason = Some("without crown".to_owned());
        }
        let text = to_table(&report, 140, Lang::English);
        let name = "12 Apr 2026, Frontal: not measured: covered by a hand";
        assert!(text.contains(name), "{text}");
        assert!(text.contains("), without Crown"), "{text}");
    }

    #[test]
    fn control_characters_cannot_steer_the_terminal() {
        let mut report = sample_report();
        report.course.subject = "P\u{1b}[2J\n\u{9b}1m".to_owned();
        report.views[0].photos[0].regions[0].region = "cro\u{1b}]0;wn".to_owned();
        let text = to_table(&report, DEFAULT_WIDTH, Lang::English);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    }
}
