//! Regions that are called otherwise than the change that is told first.

use super::names::region_name;
use crate::model::{ChangeReport, Verdict};
use crate::words::{Words, fill};

/// The regions that are called otherwise than the change told.
pub(in crate::report) fn called_otherwise<'a>(
    regions: &'a [ChangeReport],
    told: &'a ChangeReport,
) -> impl Iterator<Item = &'a ChangeReport> {
    let called = |c: &&ChangeReport| matches!(c.verdict, Verdict::Increase | Verdict::Decrease);
    let rest = regions.iter().filter(|c| c.region != told.region);
    rest.filter(called).filter(|c| c.verdict != told.verdict)
}

/// Their names and verdicts, as the answer ends: it must not hide them.
pub(super) fn differing(
    words: Words,
    regions: &[ChangeReport],
    told: &ChangeReport,
) -> Option<String> {
    let named = each(regions, told, |c| {
        let verdict = words.verdict(c.verdict);
        format!("{} ({verdict})", region_name(words, &c.region))
    })?;
    Some(fill(
        words.t.regions_differ,
        &[("regions", &named.join(", "))],
    ))
}

/// The same with their figures.
pub(super) fn others(
    words: Words,
    regions: &[ChangeReport],
    told: &ChangeReport,
) -> Option<String> {
    let named = each(regions, told, |c| {
        let (name, verdict) = (region_name(words, &c.region), words.verdict(c.verdict));
        format!("{name} {verdict}, {}", words.delta(c))
    })?;
    Some(fill(
        words.t.regions_called,
        &[("regions", &named.join("; "))],
    ))
}

/// Each of them as `say` puts it; `None` without any.
fn each(
    regions: &[ChangeReport],
    told: &ChangeReport,
    say: impl Fn(&ChangeReport) -> String,
) -> Option<Vec<String>> {
    let named: Vec<String> = called_otherwise(regions, told).map(say).collect();
    (!named.is_empty()).then_some(named)
}
