//! `cohort.csv`: a row for each subject, view, region and point in time, for statistics programs.
//!
//! `point` is `mark` (see `month`) or `last` (baseline to the last comparable photo, `days` apart;
//! `sessions_held` then counts up to it). A change that was not measured is an empty cell with the
//! reason in `reason`; a subject without a report has one row. Close-ups have their own columns at the
//! end, and a row of `point` `photo` for every photo (`days` from the baseline) beside marks and last.

use csv::Writer;

use super::model::Cohort;
use super::rows::{Row, rows};
use crate::report::csv::{BYTE_ORDER_MARK, number, text};

/// The columns, in order. Columns may be added at the end within one major schema version.
pub(crate) const HEADER: [&str; 33] = [
    "path",
    "subject",
    "treatment",
    "status",
    "start",
    "sessions_held",
    "sessions_planned",
    "photos_found",
    "photos_aligned",
    "view",
    "region",
    "point",
    "month",
    "date",
    "days",
    "basis",
    "delta_pp",
    "delta_ci95_low_pp",
    "delta_ci95_high_pp",
    "verdict",
    "reason",
    "hairs",
    "density_per_cm2",
    "density_ci95_low_per_cm2",
    "density_ci95_high_per_cm2",
    "diameter_um",
    "kept_hairs",
    "new_hairs",
    "lost_hairs",
    "undecided_hairs",
    "net_hairs",
    "net_ci95_low_hairs",
    "net_ci95_high_hairs",
];

/// Bytes of `cohort.csv`: UTF-8 with a mark (without it Excel takes the
/// alphabet of the country), comma, `\n`, quotes where needed.
pub(crate) fn to_csv(cohort: &Cohort) -> Result<Vec<u8>, csv::Error> {
    let mut writer = Writer::from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(HEADER)?;
    for row in rows(cohort) {
        writer.write_record(cells(&row))?;
    }
    writer
        .into_inner()
        .map_err(|error| csv::Error::from(error.into_error()))
}

fn cells(row: &Row) -> [String; HEADER.len()] {
    let word = |cell: &Option<String>| text(cell.as_deref().unwrap_or_default());
    let name = |cell: Option<&'static str>| cell.unwrap_or_default().to_owned();
    let whole = |cell: Option<u32>| cell.map_or_else(String::new, |n| n.to_string());
    let low = |ends: Option<[f64; 2]>| ends.map(|e| e[0]);
    let high = |ends: Option<[f64; 2]>| ends.map(|e| e[1]);
    let hairs = &row.hairs;
    [
        text(&row.path),
        text(&row.subject),
        word(&row.treatment),
        row.status.to_owned(),
        word(&row.start),
        whole(row.sessions_held),
        whole(row.sessions_planned),
        whole(row.photos_found),
        whole(row.photos_aligned),
        word(&row.view),
        word(&row.region),
        name(row.point),
        whole(row.month),
        word(&row.date),
        row.days.map_or_else(String::new, |n| n.to_string()),
        name(row.basis),
        number(row.delta_pp),
        number(row.ci95_low_pp),
        number(row.ci95_high_pp),
        name(row.verdict),
        word(&row.reason),
        whole(hairs.count),
        number(hairs.density_per_cm2),
        number(low(hairs.density_ci95)),
        number(high(hairs.density_ci95)),
        number(hairs.diameter_um),
        whole(hairs.kept),
        whole(hairs.new),
        whole(hairs.lost),
        whole(hairs.undecided),
        hairs.net.map_or_else(String::new, |n| n.to_string()),
        number(low(hairs.net_ci95)),
        number(high(hairs.net_ci95)),
    ]
}
