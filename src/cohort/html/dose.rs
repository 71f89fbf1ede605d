//! Dose against response: sessions held and change, one dot for each subject.

use std::fmt::Write as _;

use super::chart::{LEFT, RIGHT, Scale, bottom_axis, open, points_axis, points_scale};
use super::words::{Words, escape, said};
use crate::cohort::model::DoseResponse;

/// The chart as an SVG element.
pub(super) fn svg(words: Words, dose: &DoseResponse) -> String {
    let y = points_scale(dose.points.iter().map(|p| p.delta_pp));
    let most = dose.points.iter().map(|p| p.sessions).max().unwrap_or(0);
    let x = Scale {
        values: [0.0, f64::from(most.max(1)) + 0.5],
        pixels: [LEFT + 10.0, RIGHT - 8.0],
    };
    let gaps = [
        ("n", dose.points.len().to_string()),
        ("view", words.t.name(&dose.view)),
    ];
    let mut svg = open(&escape(&said(words.cohort().dose_chart, gaps)));
    points_axis(words, &mut svg, &y);
    bottom_axis(words, &mut svg, &x, words.cohort().axis_sessions);
    for point in &dose.points {
        let gaps = [
            ("subject", point.path.clone()),
            ("n", point.sessions.to_string()),
            ("delta", words.signed(point.delta_pp)),
        ];
        let title = escape(&said(words.cohort().dot, gaps));
        let _ = write!(
            svg,
            "<g class=\"pair-dot\"><title>{title}</title>\
             <circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"4.5\"/></g>",
            x.at(f64::from(point.sessions)),
            y.at(point.delta_pp),
        );
    }
    svg.push_str("</svg>");
    svg
}
