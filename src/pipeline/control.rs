//! Changes corrected by a control view, once all views are measured.

use std::collections::BTreeMap;

use crate::longitudinal::control::correct_by_view;
use crate::model::{ChangeReport, OVERALL_REGION, ViewReport, Warning};

/// Corrects the changes of every other view by the overall change of the view named `control`
/// between photos of the same dates. Says so when the name is neither a view nor a region.
pub fn correct_by_control_view(views: &mut [ViewReport], control: &str) -> Option<Warning> {
    let Some(position) = views.iter().position(|view| view.view == control) else {
        let known = views
            .iter()
            .flat_map(|v| &v.region_outlines)
            .any(|o| o.region == control);
        return (!known).then(|| Warning {
            code: "control_unknown".into(),
            message: format!(
                "control = {control:?} is neither a measured view nor a region: no change was corrected"
            ),
            photo: None,
        });
    };
    let by_dates = overall_by_dates(&views[position]);
    for (i, view) in views.iter_mut().enumerate() {
        if i == position {
            continue;
        }
        let dates = photo_dates(view);
        correct_by_view(&mut view.changes, control, |from, to| {
            by_dates.get(&(dates.get(from)?.clone(), dates.get(to)?.clone()))
        });
        carry_to_course_change(view);
    }
    None
}

fn photo_dates(view: &ViewReport) -> BTreeMap<String, String> {
    view.photos
        .iter()
        .map(|p| (p.id.clone(), p.date.clone()))
        .collect()
}

/// The control's overall changes by the dates of their two photos.
fn overall_by_dates(view: &ViewReport) -> BTreeMap<(String, String), ChangeReport> {
    let dates = photo_dates(view);
    view.changes
        .iter()
        .filter(|c| c.region == OVERALL_REGION)
        .filter_map(|c| {
            Some((
                (dates.get(&c.from)?.clone(), dates.get(&c.to)?.clone()),
                c.clone(),
            ))
        })
        .collect()
}

/// The course change repeats some of the view's changes: it repeats their correction too.
fn carry_to_course_change(view: &mut ViewReport) {
    for change in &mut view.course_change.regions {
        let same = view
            .changes
            .iter()
            .find(|c| c.region == change.region && c.from == change.from && c.to == change.to);
        change.control_corrected = same.and_then(|c| c.control_corrected.clone());
    }
}
