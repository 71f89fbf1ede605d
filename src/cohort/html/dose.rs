//! Dose against response: sessions held and change, one dot for each subject.

use std::fmt::Write as _;

use super::chart::{LEFT, RIGHT, Scale, bottom_axis, open, points_axis, points_scale};
use super::words::{escape, place, signed};
use crate::cohort::model::DoseResponse;

/// The chart as an SVG element.
pub(super) fn svg(dose: &DoseResponse) -> String {
    let y = points_scale(dose.points.iter().map(|p| p.delta_pp));
    let most = dose.points.iter().map(|p| p.sessions).max().unwrap_or(0);
    let x = Scale {
        values: [0.0, f64::from(most.max(1)) + 0.5],
        pixels: [LEFT + 10.0, RIGHT - 8.0],
    };
    let mut svg = open(&format!(
        "Sessions held against change of subjects ({}), view {}",
        dose.points.len(),
        escape(&place(&dose.view))
    ));
    points_axis(&mut svg, &y);
    bottom_axis(
        &mut svg,
        &x,
        "sessions held up to the last comparable photo",
    );
    for point in &dose.points {
        let _ = write!(
            svg,
            "<g class=\"pair-dot\"><title>{}: {} sessions, {}</title>\
             <circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"4.5\"/></g>",
            escape(&point.path),
            point.sessions,
            signed(point.delta_pp),
            x.at(f64::from(point.sessions)),
            y.at(point.delta_pp),
        );
    }
    svg.push_str("</svg>");
    svg
}
