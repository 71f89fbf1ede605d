//! Waterfall: one bar for every subject with an answer, largest increase first.

use std::fmt::Write as _;

use super::chart::{BOTTOM, LEFT, RIGHT, open, points_axis, points_scale};
use super::words::{class, delta, escape, verdict};
use crate::cohort::model::Waterfall;

/// The chart as an SVG element.
pub(super) fn svg(waterfall: &Waterfall) -> String {
    let bars = &waterfall.bars;
    let ends = bars
        .iter()
        .flat_map(|b| [b.delta_pp, b.ci95_pp[0], b.ci95_pp[1]]);
    let scale = points_scale(ends);
    let label = format!(
        "Waterfall of {} changes, view {}; the table below holds the same values",
        bars.len(),
        escape(&waterfall.view)
    );
    let mut svg = open(&label);
    points_axis(&mut svg, &scale);
    let step = (RIGHT - LEFT) / bars.len().max(1) as f64;
    let width = (step * 0.8).min(36.0);
    let zero = scale.at(0.0);
    for (i, bar) in bars.iter().enumerate() {
        let middle = LEFT + (i as f64 + 0.5) * step;
        let y = scale.at(bar.delta_pp);
        let _ = write!(
            svg,
            "<g class=\"fall {}\"><title>{}: {}, {}</title>\
             <rect x=\"{:.2}\" y=\"{:.1}\" width=\"{width:.2}\" height=\"{:.1}\"/>\
             <path d=\"M{middle:.2} {:.1}V{:.1}\"/></g>",
            class(bar.verdict),
            escape(&bar.path),
            delta(bar.delta_pp, bar.ci95_pp),
            verdict(bar.verdict),
            middle - width / 2.0,
            y.min(zero),
            (y - zero).abs(),
            scale.at(bar.ci95_pp[0]),
            scale.at(bar.ci95_pp[1]),
        );
    }
    if bars.is_empty() {
        let _ = write!(
            svg,
            "<text class=\"axis-name\" x=\"{LEFT}\" y=\"{:.1}\">no subject with an answer</text>",
            BOTTOM + 18.0
        );
    }
    svg.push_str("</svg>");
    svg
}
