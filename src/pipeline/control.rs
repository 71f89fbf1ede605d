//! Differences of a control view, once all views are measured.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::course::nearest;
use crate::longitudinal::controls::{alike, mean_of_controls};
use crate::model::Warning;
use crate::uncertainty::Difference;

use super::view_report::DraftView;

/// Differences between visits by their days.
type ByDays = BTreeMap<(Date, Date), Difference>;

/// Gives the overall differences of the views named in `controls` between visits of the same days to
/// every other view, beside what regions of that view say as controls: the mean of all that are known.
/// Says so where a name is neither a view nor a region.
pub(crate) fn give_control_views(views: &mut [DraftView], controls: &[String]) -> Vec<Warning> {
    let is_control = |view: &DraftView| controls.iter().any(|name| alike(name, &view.report.view));
    let known: Vec<(String, ByDays)> = views
        .iter()
        .filter(|view| is_control(view))
        .map(|view| (view.report.view.clone(), overall_by_days(view)))
        .collect();
    let names = names_of(views);
    let unknown = controls
        .iter()
        .filter(|name| !names.iter().any(|known| alike(known, name)));
    let warnings = unknown.map(|name| unknown_control(name, &names)).collect();
    for view in views.iter_mut().filter(|view| !is_control(view)) {
        let days = days_of(view);
        for pair in &mut view.pairs {
            let between = (days[&pair.from], days[&pair.to]);
            let of_views = known
                .iter()
                .filter_map(|(name, found)| Some((name.clone(), *found.get(&between)?)));
            let all: Vec<(String, Difference)> =
                pair.control.take().into_iter().chain(of_views).collect();
            pair.control = mean_of_controls(&all);
        }
    }
    warnings
}

/// Code of the warning that a control is not among what was measured: the run then ends as unfinished.
pub(super) const CONTROL_UNKNOWN: &str = "control_unknown";

/// Names of all views and regions.
fn names_of(views: &[DraftView]) -> Vec<String> {
    let names = views.iter().flat_map(|view| {
        let outlines = view
            .report
            .region_outlines
            .iter()
            .map(|outline| &outline.region);
        std::iter::once(&view.report.view).chain(outlines)
    });
    let names: BTreeSet<&String> = names.collect();
    names.into_iter().cloned().collect()
}

fn unknown_control(name: &str, names: &[String]) -> Warning {
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let meant = match nearest(name, &known) {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!("there are {}", known.join(", ")),
    };
    Warning {
        code: CONTROL_UNKNOWN.into(),
        message: format!(
            "control = {name:?} is neither a measured view nor a region: no change was corrected by it; {meant}"
        ),
        photo: None,
    }
}

fn days_of(view: &DraftView) -> BTreeMap<String, Date> {
    view.visits.iter().map(|v| (v.id.clone(), v.date)).collect()
}

fn overall_by_days(view: &DraftView) -> ByDays {
    let days = days_of(view);
    let pairs = view.pairs.iter().filter_map(|pair| {
        let overall = pair.overall.as_ref()?.found.as_ref().ok()?;
        Some(((days[&pair.from], days[&pair.to]), *overall))
    });
    pairs.collect()
}
