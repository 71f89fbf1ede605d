//! The report as text for a terminal of 80 to 100 columns.

mod closeup;
mod grid;
mod wording;

use std::fmt::Write;

use super::page::course::{sessions_held, start};
use super::page::forest::notes;
use super::page::names::Dates;
use super::page::refused::refused;
use crate::model::{
    ChangeReport, FRONT_UNKNOWN, MarkBasis, MarkReport, OVERALL_REGION, PhotoReport,
    RegistrationStatus, Rejection, Report, ViewReport,
};
use crate::words::{Lang, Words, fill};
use closeup::closeup_block;
use grid::grid;
pub(crate) use wording::clean;
use wording::view_sentence;

/// Default width in columns.
pub(crate) const DEFAULT_WIDTH: u16 = 96;

/// The whole report as text, lines ended by `\n`, at most `width` columns where words allow it.
/// Control characters from file names and the manifest are replaced, so that they cannot steer
/// the terminal.
pub(crate) fn to_table(report: &Report, width: u16, lang: Lang) -> String {
    let words = Words { t: lang.text() };
    let t = words.t;
    let mut out = String::new();
    heading(&mut out, words, report);
    let warnings = |of_front: bool| {
        let warnings = report.warnings.iter();
        warnings.filter(move |w| (w.code == FRONT_UNKNOWN) == of_front)
    };
    for unknown in warnings(true) {
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
    for rejection in &report.rejections {
        let file = clean(&rejection.file);
        let reason = clean(&words.said(&rejection.reason));
        line(&mut out, &format!("{}: {file}: {reason}", t.not_used));
        line(
            &mut out,
            &format!("  {} {}", t.what_to_do, clean(&words.said(&rejection.hint))),
        );
    }
    for warning in warnings(false) {
        let photo = warning.photo.as_ref();
        let photo = photo.map_or(String::new(), |id| format!(" ({})", clean(id)));
        let message = clean(&words.said(&warning.message));
        line(&mut out, &format!("{}: {message}{photo}", t.note));
    }
    line(&mut out, t.disclaimer);
    out
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
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

/// Baseline and last comparable photo per region; with one photo only its coverage.
fn region_table(out: &mut String, words: Words, view: &ViewReport, dates: &Dates, width: u16) {
    let t = words.t;
    let find = |id: Option<&String>| view.photo_of(id?);
    let Some(baseline) = find(view.baseline.as_ref()) else {
        return;
    };
    let to = view.course_change.to.as_ref();
    let last = find(to);
    let mut header = vec![t.region.to_owned(), dates.of(&baseline.id).to_owned()];
    if let Some(last) = last {
        header.push(dates.of(&last.id).to_owned());
        header.push(format!("{}, {} (95 %)", t.change, t.points));
        header.extend([t.detectable_from, t.verdict].map(str::to_owned));
    }
    let rows: Vec<Vec<String>> = baseline
        .regions
        .iter()
        .map(|region| match to {
            Some(to) => region_row(words, view, &region.region, to),
            None => vec![
                clean(&words.t.name(&region.region)),
                clean(&words.coverage(region.coverage, region.ci95, region.reason.as_deref())),
            ],
        })
        .collect();
    out.push_str(&grid(&header, &rows, width));
    let course = &view.course_change.regions;
    for note in without_change(words, course)
        .into_iter()
        .chain(notes(words, course))
    {
        line(out, &format!("  {}", clean(&note)));
    }
}

/// A region at the baseline's visit and at the visit `to`, with the change between them.
fn region_row(words: Words, view: &ViewReport, name: &str, to: &str) -> Vec<String> {
    let course = &view.course_change;
    let change = course.regions.iter().find(|c| c.region == name);
    let levels = change.and_then(|c| view.levels_of(c));
    let coverage = |id: &str, end: usize| {
        let found = levels.map(|levels| levels[end]);
        let found = found.or_else(|| view.coverage_of(id, name));
        found.map_or_else(|| words.t.not_measured.to_owned(), |c| words.percent(c))
    };
    let from = course.from.as_deref();
    let mut row = vec![
        clean(&words.t.name(name)),
        from.map_or("-".to_owned(), |id| coverage(id, 0)),
        coverage(to, 1),
    ];
    match change {
        Some(change) => row.extend(change_cells(words, change)),
        None => row.extend(["-", "-", words.t.pair_not_compared].map(str::to_owned)),
    }
    row
}

fn change_cells(words: Words, change: &ChangeReport) -> [String; 3] {
    let detectable = change.called_from_pp();
    let detectable = detectable.map_or("-".to_owned(), |d| words.number(d, 1));
    let verdict = words.verdict(change.verdict);
    match change.delta_pp {
        Some(_) => [words.delta(change), detectable, verdict.to_owned()],
        None => ["-".to_owned(), detectable, verdict.to_owned()],
    }
}

/// Why regions have no change, each reason once with the regions that it is about.
fn without_change(words: Words, regions: &[ChangeReport]) -> Vec<String> {
    let mut reasons: Vec<(&str, Vec<String>)> = Vec::new();
    for change in regions.iter().filter(|c| c.delta_pp.is_none()) {
        let Some(reason) = change.reason.as_deref() else {
            continue;
        };
        let name = words.t.name(&change.region);
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, names)) => names.push(name),
            None => reasons.push((reason, vec![name])),
        }
    }
    let line = |(reason, names): (&str, Vec<String>)| {
        format!("{}: {}", names.join(", "), words.said(reason))
    };
    reasons.into_iter().map(line).collect()
}

fn marks_table(out: &mut String, words: Words, view: &ViewReport, dates: &Dates, width: u16) {
    let t = words.t;
    let change = format!("{}, {} (95 %)", t.change, t.points);
    let header = [t.mark, t.date, &change, t.verdict, t.basis].map(str::to_owned);
    let rows: Vec<Vec<String>> = view
        .marks
        .iter()
        .map(|mark| mark_row(words, view, mark, dates))
        .collect();
    out.push_str(&grid(&header, &rows, width));
}

/// The mark's overall value; with a single region that region's.
fn mark_row(words: Words, view: &ViewReport, mark: &MarkReport, dates: &Dates) -> Vec<String> {
    let t = words.t;
    let overall = mark.regions.iter().find(|r| r.region == OVERALL_REGION);
    let (change, said) = match overall.or(mark.regions.first()) {
        Some(value) => {
            let change = value.delta_pp.map(|delta| {
                format!(
                    "{}: {} ({})",
                    clean(&t.name(&value.region)),
                    words.signed(delta),
                    words.interval_pp(value.ci95_pp)
                )
            });
            (
                change.unwrap_or("-".to_owned()),
                words.verdict(value.verdict),
            )
        }
        None if mark.not_due => ("-".to_owned(), t.not_due),
        None => ("-".to_owned(), t.no_photo),
    };
    let source = match (mark.basis, &mark.photo, &mark.between) {
        (MarkBasis::Photo, Some(id), _) => photos_of(words, view, mark, dates.of(id)),
        (MarkBasis::Interpolated, _, Some([a, b])) => {
            let gaps = [("from", dates.of(a)), ("to", dates.of(b))];
            fill(t.basis_interpolated, &gaps)
        }
        _ => String::new(),
    };
    let note = mark.note.as_deref().map(|note| clean(&words.said(note)));
    let parts = [Some(source), note].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    vec![
        words.month(mark.month),
        words.date(&mark.date),
        change,
        said.to_owned(),
        parts.join("; "),
    ]
}

/// The photos of a mark's visit, by their day.
fn photos_of(words: Words, view: &ViewReport, mark: &MarkReport, date: &str) -> String {
    let visit = view
        .visits
        .iter()
        .find(|v| Some(&v.id) == mark.visit.as_ref());
    let n = visit.map_or(1, |visit| visit.photos.len());
    let phrase = if n > 1 {
        words.t.photos_of
    } else {
        words.t.photo_of
    };
    fill(phrase, &[("n", &n.to_string()), ("date", date)])
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
        assert!(text.contains("no photo after the baseline"), "{text}");
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
