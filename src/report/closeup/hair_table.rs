//! `hairs.csv`: one row per hair and photo.

use csv::Writer;

use crate::model::{HairBasis, Report};
use crate::report::json::rounded;

/// The columns, in order. Columns may be added at the end within one major schema version.
pub(crate) const HAIRS_HEADER: [&str; 15] = [
    "subject",
    "view",
    "photo",
    "date",
    "day",
    "region",
    "hair",
    "match",
    "basis",
    "root_x_px",
    "root_y_px",
    "tip_x_px",
    "tip_y_px",
    "diameter_um",
    "fate_since_baseline",
];

/// Bytes of `hairs.csv`; `None` for a report without close-ups.
///
/// # Errors
/// Whatever the CSV writer reports.
pub(crate) fn hairs_csv(report: &Report) -> Result<Option<Vec<u8>>, csv::Error> {
    if report.views.closeups.is_empty() {
        return Ok(None);
    }
    let mut writer = Writer::from_writer(Vec::new());
    writer.write_record(HAIRS_HEADER)?;
    for view in &report.views.closeups {
        for photo in &view.photos {
            let fates = |id: &String| {
                view.changes_to(&photo.id).find_map(|c| {
                    [
                        (&c.fates.new, "new"),
                        (&c.fates.lost, "lost"),
                        (&c.fates.undecided, "undecided"),
                    ]
                    .into_iter()
                    .find(|(ids, _)| ids.contains(id))
                    .map(|(_, word)| word)
                })
            };
            for hair in &photo.hairs {
                let fate = fates(&hair.id).or(hair.matched.as_ref().map(|_| "kept"));
                let number = |v: f64| rounded(v, 2).to_string();
                writer.write_record([
                    guarded(&report.course.subject),
                    guarded(&view.view),
                    guarded(&photo.id),
                    photo.date.clone(),
                    photo.day.map_or_else(String::new, |day| day.to_string()),
                    guarded(hair.region.as_deref().unwrap_or_default()),
                    hair.id.clone(),
                    hair.matched.clone().unwrap_or_default(),
                    basis(hair.basis).to_owned(),
                    number(hair.root[0]),
                    number(hair.root[1]),
                    number(hair.tip[0]),
                    number(hair.tip[1]),
                    hair.diameter_um.map(number).unwrap_or_default(),
                    fate.unwrap_or_default().to_owned(),
                ])?;
            }
        }
    }
    let bytes = writer.into_inner();
    bytes
        .map(Some)
        .map_err(|e| csv::Error::from(e.into_error()))
}

fn basis(basis: HairBasis) -> &'static str {
    match basis {
        HairBasis::Traced => "traced",
        HairBasis::LookedUp => "looked_up",
        HairBasis::Presumed => "presumed",
        HairBasis::ByHand => "by_hand",
        HairBasis::Cut => "cut",
    }
}

/// A text that no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    match text.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{text}"),
        _ => text.to_owned(),
    }
}
