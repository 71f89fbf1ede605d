//! `coverage.csv`: one tidy row per photo and region, for statistics programs and spreadsheets.
//!
//! A value that was not measured is an empty cell with the reason in `reason` (coverage) or
//! `change_reason` (change). A photo that could not be used has one row of status `rejected`.

use csv::Writer;

use super::json::rounded;
use super::visible::shown;
use crate::model::{
    ChangeReport, MeasureStatus, PhotoReport, RegionReport, RegistrationStatus, Rejection, Report,
    Verdict, ViewReport,
};

/// The columns, in order. Columns may be added at the end within one major schema version.
pub(crate) const HEADER: [&str; 36] = [
    "subject",
    "view",
    "photo",
    "file",
    "date",
    "day",
    "region",
    "status",
    "reason",
    "coverage_pct",
    "coverage_ci95_low_pct",
    "coverage_ci95_high_pct",
    "area_px",
    "excluded_px",
    "baseline",
    "delta_pp",
    "delta_ci95_low_pp",
    "delta_ci95_high_pp",
    "relative_change",
    "detectable_pp",
    "verdict",
    "change_reason",
    "registration_status",
    "registration_residual_permille",
    "visit",
    "visit_coverage_pct",
    "visit_ci95_low_pct",
    "visit_ci95_high_pct",
    "change_from_pct",
    "change_to_pct",
    "needed_pp",
    "control",
    "control_corrected_pp",
    "control_corrected_ci95_low_pp",
    "control_corrected_ci95_high_pp",
    "control_corrected_verdict",
];

/// The mark by which spreadsheets know UTF-8 (Unicode 16, 23.8).
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Decimals of percentages and points.
const DECIMALS: u32 = 4;

/// Bytes of `coverage.csv`: UTF-8 with a mark (without it Excel takes the
/// alphabet of the country), comma, `\n`, quotes where needed.
pub(crate) fn to_csv(report: &Report) -> Result<Vec<u8>, csv::Error> {
    let mut writer = Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(HEADER)?;
    let subject = &report.course.subject;
    for view in &report.views {
        for photo in &view.photos {
            for region in &photo.regions {
                writer.write_record(measured_row(subject, view, photo, region))?;
            }
        }
    }
    for rejection in &report.rejections {
        writer.write_record(rejected_row(subject, rejection))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

type Row = [String; HEADER.len()];

fn measured_row(
    subject: &str,
    view: &ViewReport,
    photo: &PhotoReport,
    region: &RegionReport,
) -> Row {
    let [coverage_low, coverage_high] = bounds(region.ci95, 100.0);
    let change = change_of(view, photo, region);
    let measured = change.filter(|c| c.verdict != Verdict::NotComparable);
    let visit = view.visit_of(&photo.id);
    let together = visit.and_then(|v| v.region(&region.region));
    let [visit_low, visit_high] = bounds(together.and_then(|r| r.ci95), 100.0);
    let levels = measured.and_then(|c| view.levels_of(c));
    let [delta_low, delta_high] = bounds(measured.map(|c| c.ci95_pp), 1.0);
    let less = measured.and_then(|c| c.control_corrected.as_ref());
    let [less_low, less_high] = bounds(less.map(|c| c.ci95_pp), 1.0);
    [
        text(subject),
        text(&view.view),
        text(&photo.id),
        text(&photo.file),
        photo.date.clone(),
        photo.day.map_or_else(String::new, |day| day.to_string()),
        text(&region.region),
        match region.status {
            MeasureStatus::Measured => "measured".to_owned(),
            MeasureStatus::NotMeasured => "not_measured".to_owned(),
        },
        text(region.reason.as_deref().unwrap_or_default()),
        number(region.coverage.map(|c| 100.0 * c)),
        coverage_low,
        coverage_high,
        region.area_px.to_string(),
        region.excluded_px.to_string(),
        text(view.baseline.as_deref().unwrap_or_default()),
        number(measured.and_then(|c| c.delta_pp)),
        delta_low,
        delta_high,
        number(measured.and_then(|c| c.relative)),
        number(measured.and_then(|c| c.detectable_pp)),
        change.map_or("", |c| verdict_name(c.verdict)).to_owned(),
        text(&change_reason(view, photo, change)),
        registration_name(photo.registration.status).to_owned(),
        number(photo.registration.residual_permille),
        text(visit.map_or("", |v| &v.id)),
        number(together.and_then(|r| r.coverage).map(|c| 100.0 * c)),
        visit_low,
        visit_high,
        number(levels.map(|[from, _]| 100.0 * from)),
        number(levels.map(|[_, to]| 100.0 * to)),
        number(measured.and_then(ChangeReport::called_from_pp)),
        text(less.map_or("", |c| &c.control)),
        number(less.map(|c| c.delta_pp)),
        less_low,
        less_high,
        less.map_or("", |c| verdict_name(c.verdict)).to_owned(),
    ]
}

fn rejected_row(subject: &str, rejection: &Rejection) -> Row {
    let mut row: Row = std::array::from_fn(|_| String::new());
    row[0] = text(subject);
    row[3] = text(&rejection.file);
    row[7] = "rejected".to_owned();
    row[8] = text(&format!("{}: {}", rejection.stage, rejection.reason));
    row
}

/// The region's change between the baseline and this photo.
fn change_of<'a>(
    view: &'a ViewReport,
    photo: &'a PhotoReport,
    region: &RegionReport,
) -> Option<&'a ChangeReport> {
    view.since_baseline(&photo.id)
        .find(|c| c.region == region.region)
}

fn change_reason(view: &ViewReport, photo: &PhotoReport, change: Option<&ChangeReport>) -> String {
    match change {
        Some(change) => change.reason.clone().unwrap_or_default(),
        None if view.is_of_baseline_visit(&photo.id) => "this is the baseline".to_owned(),
        None => "not compared with the baseline".to_owned(),
    }
}

/// A verdict as it stands in tables.
pub(crate) fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Increase => "increase",
        Verdict::Decrease => "decrease",
        Verdict::WithinNoise => "within_noise",
        Verdict::TooUncertain => "too_uncertain",
        Verdict::NotComparable => "not_comparable",
    }
}

/// A registration status as it stands in tables.
pub(crate) fn registration_name(status: RegistrationStatus) -> &'static str {
    match status {
        RegistrationStatus::Baseline => "baseline",
        RegistrationStatus::Ok => "ok",
        RegistrationStatus::Weak => "weak",
        RegistrationStatus::Failed => "failed",
    }
}

/// A rounded number; an empty cell where there is none.
pub(crate) fn number(value: Option<f64>) -> String {
    value
        .filter(|v| v.is_finite())
        .map_or_else(String::new, |v| rounded(v, DECIMALS).to_string())
}

fn bounds(ci95: Option<[f64; 2]>, factor: f64) -> [String; 2] {
    match ci95 {
        Some([low, high]) => [number(Some(factor * low)), number(Some(factor * high))],
        None => [String::new(), String::new()],
    }
}

/// A text cell, without what steers a terminal or the direction of a line. One that a spreadsheet would run as a formula gets an apostrophe in front
/// (OWASP, "CSV injection").
pub(crate) fn text(cell: &str) -> String {
    const RISKY: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '＠'];
    let cell = shown(cell);
    if cell.trim_start_matches(' ').starts_with(RISKY) {
        format!("'{cell}")
    } else {
        cell.into_owned()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::super::sample::sample_report;
    use super::*;
    use crate::model::ControlCorrected;

    #[test]
    fn header_is_frozen() {
        let bytes = to_csv(&sample_report()).unwrap();
        let first = String::from_utf8(bytes)
            .unwrap()
            .lines()
            .next()
            .unwrap()
            .to_owned();
        // Spreadsheets know UTF-8 by the mark.
        assert_eq!(
            first,
            "\u{feff}subject,view,photo,file,date,day,region,status,reason,coverage_pct,\
             coverage_ci95_low_pct,coverage_ci95_high_pct,area_px,excluded_px,baseline,delta_pp,\
             delta_ci95_low_pp,delta_ci95_high_pp,relative_change,detectable_pp,verdict,\
             change_reason,registration_status,registration_residual_permille,visit,visit_coverage_pct,visit_ci95_low_pct,\
             visit_ci95_high_pct,change_from_pct,change_to_pct,needed_pp,control,control_corrected_pp,control_corrected_ci95_low_pp,\
             control_corrected_ci95_high_pp,control_corrected_verdict"
        );
    }

    #[test]
    fn one_row_per_photo_and_region_with_reasons_for_empty_cells() {
        let mut report = sample_report();
        report.views[0].changes[0].control_corrected = Some(ControlCorrected {
            control: "temples".to_owned(),
            control_delta_pp: 1.0,
            delta_pp: 2.1,
            ci95_pp: [-0.4, 4.6],
            verdict: Verdict::WithinNoise,
        });
        let bytes = to_csv(&report).unwrap();
        let rows: Vec<String> = String::from_utf8(bytes)
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect();
        // Header, two photos of three regions, one rejection.
        assert_eq!(rows.len(), 1 + 6 + 1);
        assert_eq!(
            rows[4],
            "'=P-0042,vertex,p2,photos/2026-04-12_vertex.jpg,2026-04-12,90,crown,measured,,43.1,\
             41.8,44.4,812345,1200,p1,3.1,1.2,5,0.072,1.9,increase,,ok,1.8,,,,,43.1,43.1,1.9,temples,2.1,-0.4,4.6,within_noise"
        );
        assert_eq!(
            rows[5],
            "'=P-0042,vertex,p2,photos/2026-04-12_vertex.jpg,2026-04-12,90,frontal,not_measured,\
             covered by a hand,,,,0,1200,p1,,,,,,not_comparable,covered by a hand,ok,1.8,,,,,,,,,,,,"
        );
        assert!(rows[1].contains(",p1,,,,,,,this is the baseline,baseline,"));
        assert!(rows[7].contains(",broken.jpg,,,,rejected,decode: the file ends"));
    }

    #[rstest]
    #[case("=1+1", "'=1+1")]
    #[case("  @SUM(A1)", "'  @SUM(A1)")]
    #[case("-2", "'-2")]
    #[case("\tx", "'\tx")]
    #[case("P-0042", "P-0042")]
    #[case("", "")]
    fn formulas_are_disarmed(#[case] cell: &str, #[case] expected: &str) {
        assert_eq!(text(cell), expected);
    }
}
