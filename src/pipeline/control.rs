//! Differences of a control view, once all views are measured.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::longitudinal::controls::mean_of_controls;
use crate::model::Warning;
use crate::uncertainty::Difference;

use super::view_report::DraftView;

/// Differences between visits by their days.
type ByDays = BTreeMap<(Date, Date), Difference>;

/// Gives the overall differences of the views named in `controls` between visits of the same days to
/// every other view, beside what regions of that view say as controls: the mean of all that are known.
/// Says so where a name is neither a view nor a region.
pub(crate) fn give_control_views(views: &mut [DraftView], controls: &[String]) -> Vec<Warning> {
    let is_control = |view: &DraftView| controls.contains(&view.report.view);
    let known: Vec<(String, ByDays)> = views
        .iter()
        .filter(|view| is_control(view))
        .map(|view| (view.report.view.clone(), overall_by_days(view)))
        .collect();
    let unknown = controls.iter().filter(|name| !is_known(views, name));
    let warnings = unknown.map(|name| unknown_control(name)).collect();
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

fn is_known(views: &[DraftView], name: &str) -> bool {
    views.iter().any(|view| {
        let mut outlines = view.report.region_outlines.iter();
        view.report.view == name || outlines.any(|outline| outline.region == name)
    })
}

fn unknown_control(name: &str) -> Warning {
    Warning {
        code: "control_unknown".into(),
        message: format!(
            "control = {name:?} is neither a measured view nor a region: no change was corrected by it"
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
