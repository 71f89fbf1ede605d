//! Differences of a control view, once all views are measured.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::model::Warning;
use crate::uncertainty::Difference;

use super::view_report::DraftView;

/// Gives the overall difference of the view named `control` between visits of the same days to every
/// other view. Says so when a name is neither a view nor a region.
pub(crate) fn give_control_view(views: &mut [DraftView], control: &str) -> Option<Warning> {
    let Some(position) = views.iter().position(|view| view.report.view == control) else {
        let mut outlines = views.iter().flat_map(|v| &v.report.region_outlines);
        let known = outlines.any(|o| o.region == control);
        return (!known).then(|| Warning {
            code: "control_unknown".into(),
            message: format!(
                "control = {control:?} is neither a measured view nor a region: no change was corrected"
            ),
            photo: None,
        });
    };
    let by_days = overall_by_days(&views[position]);
    for (i, view) in views.iter_mut().enumerate() {
        if i == position {
            continue;
        }
        let days: BTreeMap<String, Date> =
            view.visits.iter().map(|v| (v.id.clone(), v.date)).collect();
        for pair in &mut view.pairs {
            let found = by_days.get(&(days[&pair.from], days[&pair.to]));
            pair.control = found.map(|d| (control.to_owned(), *d));
        }
    }
    None
}

fn overall_by_days(view: &DraftView) -> BTreeMap<(Date, Date), Difference> {
    let days: BTreeMap<&str, Date> = view
        .visits
        .iter()
        .map(|v| (v.id.as_str(), v.date))
        .collect();
    view.pairs
        .iter()
        .filter_map(|pair| {
            let overall = pair.overall.as_ref()?.found.as_ref().ok()?;
            Some(((days[pair.from.as_str()], days[pair.to.as_str()]), *overall))
        })
        .collect()
}
