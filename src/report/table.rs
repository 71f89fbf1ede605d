//! The report as text for a terminal of 80 to 100 columns.

mod grid;
mod wording;

use std::fmt::Write;

use crate::model::{
    ChangeReport, CourseSummary, MarkBasis, MarkReport, MeasureStatus, OVERALL_REGION, PhotoReport,
    RegionReport, RegistrationStatus, Report, ViewReport,
};
use grid::grid;
pub use wording::clean;
use wording::{interval, percent, points, verdict, view_sentence};

/// Default width in columns.
pub const DEFAULT_WIDTH: u16 = 96;

/// The whole report as text, lines ended by `\n`, at most `width` columns where words allow it.
/// Control characters from file names and the manifest are replaced, so that they cannot steer
/// the terminal.
pub fn to_table(report: &Report, width: u16) -> String {
    let mut out = String::new();
    heading(&mut out, &report.course);
    for view in &report.views {
        view_block(&mut out, view, width);
    }
    for value in &report.salt {
        line(
            &mut out,
            &format!(
                "SALT-weighted coverage {}: {} ({} to {})",
                value.date,
                percent(value.weighted_coverage),
                percent(value.ci95[0]),
                percent(value.ci95[1])
            ),
        );
    }
    for rejection in &report.rejections {
        let file = clean(&rejection.file);
        let (stage, reason) = (clean(&rejection.stage), clean(&rejection.reason));
        line(&mut out, &format!("not used: {file}: {stage}: {reason}"));
        line(&mut out, &format!("          {}", clean(&rejection.hint)));
    }
    for warning in &report.warnings {
        let photo = warning
            .photo
            .as_ref()
            .map_or(String::new(), |id| format!(" ({})", clean(id)));
        line(
            &mut out,
            &format!("warning: {}{photo}", clean(&warning.message)),
        );
    }
    line(&mut out, &clean(&report.disclaimer));
    out
}

fn line(out: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(out, "{text}");
}

fn heading(out: &mut String, course: &CourseSummary) {
    let mut parts = vec![clean(&course.subject)];
    parts.extend(course.treatment.as_deref().map(clean));
    parts.push(format!("start {}", course.start));
    let held = course.adherence.held;
    parts.push(match course.adherence.planned {
        Some(planned) => format!("{held} of {planned} sessions held"),
        None if held == 0 => "no session recorded".to_owned(),
        None => format!("{held} sessions held"),
    });
    line(out, &parts.join(", "));
}

fn view_block(out: &mut String, view: &ViewReport, width: u16) {
    let count = view.photos.len();
    line(
        out,
        &format!(
            "\n{}: {count} photo{}",
            clean(&view.view),
            if count == 1 { "" } else { "s" }
        ),
    );
    line(out, &format!("  {}", view_sentence(view)));
    for photo in &view.photos {
        if let Some(note) = registration_note(photo) {
            line(out, &format!("  {note}"));
        }
    }
    region_table(out, view, width);
    if !view.marks.is_empty() {
        marks_table(out, view, width);
    }
}

fn registration_note(photo: &PhotoReport) -> Option<String> {
    let word = match photo.registration.status {
        RegistrationStatus::Baseline | RegistrationStatus::Ok => return None,
        RegistrationStatus::Weak => "weak",
        RegistrationStatus::Failed => "failed",
    };
    let reason = photo.registration.reason.as_deref().unwrap_or("no reason");
    Some(format!(
        "{}: alignment {word}: {}",
        clean(&photo.id),
        clean(reason)
    ))
}

/// Baseline and last comparable photo per region; with one photo only its coverage.
fn region_table(out: &mut String, view: &ViewReport, width: u16) {
    let find = |id: Option<&String>| view.photos.iter().find(|p| Some(&p.id) == id);
    let Some(baseline) = find(view.baseline.as_ref()) else {
        return;
    };
    let last = find(view.course_change.to.as_ref());
    let mut header = vec!["region".to_owned(), baseline.date.clone()];
    if let Some(last) = last {
        header.push(last.date.clone());
        for title in ["change, points (95 %)", "detectable", "verdict"] {
            header.push(title.to_owned());
        }
    } else {
        header.push("95 % interval".to_owned());
    }
    let rows: Vec<Vec<String>> = baseline
        .regions
        .iter()
        .map(|region| match last {
            Some(last) => region_row(region, last, &view.course_change.regions),
            None => vec![
                clean(&region.region),
                coverage_cell(region),
                interval_cell(region),
            ],
        })
        .collect();
    out.push_str(&grid(&header, &rows, width));
}

fn region_row(
    baseline: &RegionReport,
    last: &PhotoReport,
    changes: &[ChangeReport],
) -> Vec<String> {
    let name = &baseline.region;
    let last = last.regions.iter().find(|r| r.region == *name);
    let mut row = vec![
        clean(name),
        coverage_cell(baseline),
        last.map_or("-".to_owned(), coverage_cell),
    ];
    match changes.iter().find(|c| c.region == *name) {
        Some(change) => row.extend(change_cells(change)),
        None => row.extend(["-".to_owned(), "-".to_owned(), "not compared".to_owned()]),
    }
    row
}

fn change_cells(change: &ChangeReport) -> [String; 3] {
    let detectable = change
        .detectable_pp
        .map_or("-".to_owned(), |d| format!("{d:.1}"));
    match change.delta_pp {
        Some(delta) => [
            format!("{} ({})", points(delta), interval(change.ci95_pp)),
            detectable,
            verdict(change.verdict).to_owned(),
        ],
        None => {
            let reason = change.reason.as_deref().unwrap_or("no reason given");
            let said = format!("{}: {}", verdict(change.verdict), clean(reason));
            ["-".to_owned(), detectable, said]
        }
    }
}

fn coverage_cell(region: &RegionReport) -> String {
    match (region.status, region.coverage) {
        (MeasureStatus::Measured, Some(coverage)) => percent(coverage),
        _ => "not measured".to_owned(),
    }
}

fn interval_cell(region: &RegionReport) -> String {
    match (region.status, region.ci95) {
        (MeasureStatus::Measured, Some([low, high])) => {
            format!("{} to {}", percent(low), percent(high))
        }
        _ => clean(region.reason.as_deref().unwrap_or("no reason given")),
    }
}

fn marks_table(out: &mut String, view: &ViewReport, width: u16) {
    let header = ["mark", "date", "change, points (95 %)", "verdict", "from"].map(str::to_owned);
    let rows: Vec<Vec<String>> = view.marks.iter().map(mark_row).collect();
    out.push_str(&grid(&header, &rows, width));
}

/// The mark's overall value; with a single region that region's.
fn mark_row(mark: &MarkReport) -> Vec<String> {
    let value = mark
        .regions
        .iter()
        .find(|r| r.region == OVERALL_REGION)
        .or(mark.regions.first());
    let (change, said) = match value.map(|v| (v.delta_pp, v)) {
        Some((Some(delta), v)) => (
            format!("{} ({})", points(delta), interval(v.ci95_pp)),
            verdict(v.verdict).to_owned(),
        ),
        Some((None, v)) => ("-".to_owned(), verdict(v.verdict).to_owned()),
        None => ("-".to_owned(), "missing".to_owned()),
    };
    let source = match (mark.basis, &mark.photo, &mark.between) {
        (MarkBasis::Photo, Some(id), _) => format!("photo {}", clean(id)),
        (MarkBasis::Interpolated, _, Some([a, b])) => {
            format!("interpolated {} to {}", clean(a), clean(b))
        }
        _ => String::new(),
    };
    let note = mark.note.as_deref().map(clean).unwrap_or_default();
    let joint = if source.is_empty() || note.is_empty() {
        ""
    } else {
        "; "
    };
    vec![
        format!("month {}", mark.month),
        mark.date.clone(),
        change,
        said,
        format!("{source}{joint}{note}"),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::sample::sample_report;
    use super::*;

    #[test]
    fn says_verdict_values_marks_and_reasons() {
        let text = to_table(&sample_report(), DEFAULT_WIDTH);
        for expected in [
            "2 of 6 sessions held",
            "No change beyond the noise overall",
            "43.1 %",
            "+3.1 (+1.2 to +5.0)",
            "covered by a hand",
            "month 3",
            "missing",
            "not used: broken.jpg: decode",
            "warning: the file name says another date than EXIF (p2)",
            "not for diagnosis",
        ] {
            assert!(text.contains(expected), "{expected:?} missing in\n{text}");
        }
    }

    #[cfg(feature = "cli")]
    #[test]
    fn tables_keep_to_the_width() {
        for width in [80, DEFAULT_WIDTH] {
            let text = to_table(&sample_report(), width);
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
    fn one_photo_shows_its_coverage() {
        let mut report = sample_report();
        let view = &mut report.views[0];
        view.photos.truncate(1);
        view.course_change.to = None;
        view.course_change.regions.clear();
        view.course_change.reason = Some("there is no photo after the baseline".to_owned());
        let text = to_table(&report, DEFAULT_WIDTH);
        assert!(text.contains("41.8 % to 44.4 %"), "{text}");
        assert!(text.contains("no photo after the baseline"), "{text}");
    }

    #[test]
    fn control_characters_cannot_steer_the_terminal() {
        let mut report = sample_report();
        report.course.subject = "P\u{1b}[2J\n\u{9b}1m".to_owned();
        report.views[0].photos[0].regions[0].region = "cro\u{1b}]0;wn".to_owned();
        let text = to_table(&report, DEFAULT_WIDTH);
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
    }
}
