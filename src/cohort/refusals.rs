//! What a subject's report refuses, in a line each: which photo or region, and why.

use std::collections::BTreeSet;

use crate::course::ONE_VIEW_OR_TWO;
use crate::model::{
    ChangeReport, CloseupView, FRONT_UNKNOWN, MeasureStatus, OVERALL_REGION, Report, Verdict,
    ViewReport,
};

/// Everything refused, each once; a photo that is not used stands for all that would be said of it.
pub(super) fn refusals(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let rejections = report.rejections.iter();
    lines.extend(rejections.map(|r| format!("{}: {}", r.file, r.reason)));
    let unused: BTreeSet<&str> = report.rejections.iter().map(|r| r.file.as_str()).collect();
    for view in &report.views {
        lines.extend(of_view(view, &unused));
    }
    for view in &report.views.closeups {
        lines.extend(of_closeups(view, &unused));
    }
    let asks = |code: &str| code == ONE_VIEW_OR_TWO || code == FRONT_UNKNOWN;
    let warnings = report.warnings.iter().filter(|w| asks(&w.code));
    lines.extend(warnings.map(|w| w.message.clone()));
    let mut seen = BTreeSet::new();
    lines.retain(|line| seen.insert(line.clone()));
    lines
}

fn of_view(view: &ViewReport, unused: &BTreeSet<&str>) -> Vec<String> {
    let mut lines: Vec<String> = view
        .visits
        .iter()
        .flat_map(|visit| &visit.left_out)
        .map(|photo| format!("{}: {}", photo.photo, photo.reason))
        .collect();
    let is_used = |change: &&ChangeReport| {
        let photo = view.photo_of(&change.to);
        photo.is_none_or(|photo| !unused.contains(photo.file.as_str()))
    };
    let later: BTreeSet<(&str, &str)> = view
        .changes
        .iter()
        .filter(is_used)
        .map(|change| (change.from.as_str(), change.to.as_str()))
        .collect();
    for (from, to) in later {
        let of_pair = |c: &&ChangeReport| c.from == from && c.to == to;
        let pair: Vec<&ChangeReport> = view.changes.iter().filter(of_pair).collect();
        lines.extend(of_pair_of(view, &pair, to));
    }
    if lines.is_empty() {
        lines.extend(not_measured(view));
    }
    lines
}

/// A pair that says nothing at all is one line, else each region that says nothing.
fn of_pair_of(view: &ViewReport, pair: &[&ChangeReport], to: &str) -> Vec<String> {
    let silent: Vec<&&ChangeReport> = pair.iter().filter(|c| c.verdict.is_silent()).collect();
    let why = |c: &ChangeReport| {
        c.reason
            .clone()
            .unwrap_or_else(|| "no reason told".to_owned())
    };
    match silent.first() {
        Some(first) if silent.len() == pair.len() => {
            vec![format!("{}, {to}: {}", view.view, why(first))]
        }
        _ => silent
            .iter()
            .filter(|c| silent.len() == 1 || c.region != OVERALL_REGION)
            .map(|c| format!("{}, {}, {to}: {}", view.view, c.region, why(c)))
            .collect(),
    }
}

/// Regions without a value on photos that no change tells of.
fn not_measured(view: &ViewReport) -> Vec<String> {
    let mut lines = Vec::new();
    for photo in &view.photos {
        let regions = photo.regions.iter();
        for region in regions.filter(|r| r.status != MeasureStatus::Measured) {
            let why = region.reason.as_deref().unwrap_or("not measured");
            lines.push(format!(
                "{}, {}, {}: {why}",
                view.view, region.region, photo.id
            ));
        }
    }
    if view.region_outlines.is_empty() {
        lines.push(format!("{}: it has no regions", view.view));
    }
    lines
}

fn of_closeups(view: &CloseupView, unused: &BTreeSet<&str>) -> Vec<String> {
    let photos = view.photos.iter();
    let uncounted = photos
        .filter(|p| p.status != MeasureStatus::Measured && !unused.contains(p.file.as_str()))
        .map(|p| (p.id.as_str(), p.reason.as_deref()));
    let changes = view.changes.iter();
    let untold = changes
        .filter(|c| c.verdict == Verdict::NotComparable)
        .map(|c| (c.to.as_str(), c.reason.as_deref()));
    uncounted
        .chain(untold)
        .map(|(photo, why)| format!("{}, {photo}: {}", view.view, why.unwrap_or("not counted")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample_report;

    #[test]
    fn the_photo_and_the_region_are_named_with_the_reason() {
        let lines = refusals(&sample_report());
        assert!(
            lines[0].starts_with("broken.jpg: the file ends"),
            "{lines:?}"
        );
        let frontal = "vertex, frontal, p2: covered by a hand";
        assert!(lines.iter().any(|line| line == frontal), "{lines:?}");
        assert!(
            lines.iter().all(|line| !line.contains("crown")),
            "{lines:?}"
        );
    }

    #[test]
    fn a_pair_that_says_nothing_is_one_line() {
        let mut report = sample_report();
        for change in &mut report.views[0].changes {
            change.verdict = Verdict::NotComparable;
            change.reason = Some("other light".to_owned());
        }
        let lines = refusals(&report);
        let said: Vec<&String> = lines.iter().filter(|l| l.contains("other light")).collect();
        assert_eq!(said, ["vertex, p2: other light"]);
    }
}
