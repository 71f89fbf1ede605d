//! Small charts of close-up views as SVG.

use std::fmt::Write;

use super::phrases::{Phrases, filled};

/// Width and height of a chart, px of its view box.
pub(super) const CHART: [f64; 2] = [420.0, 210.0];
const LEFT: f64 = 44.0;
const RIGHT: f64 = 12.0;
/// Half the width of a label of days, px.
const LABEL: f64 = 22.0;
/// Above it stands the unit, clear of the highest tick.
const TOP: f64 = 26.0;
const BOTTOM: f64 = 34.0;
/// Width of a bin of the histogram, µm.
const BIN_UM: f64 = 10.0;
/// Last bin of the histogram, µm.
const LAST_UM: f64 = 130.0;

/// Value at a visit with its interval, if it has one.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    pub(crate) day: f64,
    pub(crate) value: f64,
    pub(crate) ends: Option<[f64; 2]>,
}

/// A curve over the days of a course, with lines at the calendar marks.
pub(super) fn curve(p: &Phrases, points: &[At], marks: &[(u32, f64)], unit: &str) -> String {
    let days = points
        .iter()
        .map(|p| p.day)
        .chain(marks.iter().map(|m| m.1));
    let (first, last) = days.fold((f64::MAX, f64::MIN), |(a, b), d| (a.min(d), b.max(d)));
    let highest = points
        .iter()
        .map(|p| p.ends.map_or(p.value, |e| e[1]))
        .fold(0.0, f64::max);
    let top = nice(highest * 1.05);
    let x = |day: f64| LEFT + (CHART[0] - LEFT - RIGHT) * (day - first) / (last - first).max(1.0);
    let y = |value: f64| CHART[1] - BOTTOM - (CHART[1] - TOP - BOTTOM) * value / top;
    let mut svg = frame(top, unit, y);
    for (month, day) in marks {
        let at = x(*day);
        let _ = write!(
            svg,
            "<line class=\"mark\" x1=\"{at:.1}\" x2=\"{at:.1}\" y1=\"{TOP}\" y2=\"{0:.1}\"/><text class=\"tick\" text-anchor=\"middle\" x=\"{at:.1}\" y=\"{1:.1}\">{2}</text>",
            CHART[1] - BOTTOM,
            CHART[1] - BOTTOM + 28.0,
            filled(p.months_short, &[("n", &month.to_string())])
        );
    }
    let mut line = String::new();
    for point in points {
        let (px, py) = (x(point.day), y(point.value));
        let _ = write!(line, "{px:.1},{py:.1} ");
        if let Some([low, high]) = point.ends {
            let _ = write!(
                svg,
                "<line class=\"whisker\" x1=\"{px:.1}\" x2=\"{px:.1}\" y1=\"{:.1}\" y2=\"{:.1}\"/>",
                y(low),
                y(high)
            );
        }
        // A label at the right border would be cut off by it.
        let anchor = if px > CHART[0] - LABEL {
            "end"
        } else {
            "middle"
        };
        let _ = write!(
            svg,
            "<circle class=\"dot\" cx=\"{px:.1}\" cy=\"{py:.1}\" r=\"3.5\"/><text class=\"tick\" text-anchor=\"{anchor}\" x=\"{px:.1}\" y=\"{:.1}\">{}</text>",
            CHART[1] - BOTTOM + 14.0,
            filled(p.days_short, &[("n", &p.number(point.day, 0))])
        );
    }
    let _ = write!(
        svg,
        "<polyline class=\"curve\" points=\"{}\"/>",
        line.trim_end()
    );
    svg
}

/// Histogram of diameters, before hollow and after filled; `None` where there is none to show.
pub(super) fn histogram(before: &[f64], after: &[f64]) -> Option<String> {
    if before.is_empty() && after.is_empty() {
        return None;
    }
    let bins = (LAST_UM / BIN_UM) as usize;
    let counted = |values: &[f64]| {
        let mut counts = vec![0_u32; bins];
        for v in values {
            counts[((v / BIN_UM) as usize).min(bins - 1)] += 1;
        }
        counts
    };
    let (before, after) = (counted(before), counted(after));
    let highest = before.iter().chain(&after).copied().max().unwrap_or(0);
    let top = nice(f64::from(highest.max(4)));
    let y = |value: f64| CHART[1] - BOTTOM - (CHART[1] - TOP - BOTTOM) * value / top;
    let step = (CHART[0] - LEFT - RIGHT) / bins as f64;
    let mut svg = frame(top, "", y);
    for (k, (b, a)) in before.iter().zip(&after).enumerate() {
        let x = LEFT + k as f64 * step;
        for (class, count, shift) in [("before", b, 0.08), ("after", a, 0.5)] {
            let level = y(f64::from(*count));
            let _ = write!(
                svg,
                "<rect class=\"bar {class}\" x=\"{:.1}\" y=\"{level:.1}\" width=\"{:.1}\" height=\"{:.1}\"/>",
                x + shift * step,
                0.4 * step,
                CHART[1] - BOTTOM - level
            );
        }
        if k % 3 == 0 {
            let _ = write!(
                svg,
                "<text class=\"tick\" text-anchor=\"middle\" x=\"{x:.1}\" y=\"{:.1}\">{:.0}</text>",
                CHART[1] - BOTTOM + 14.0,
                k as f64 * BIN_UM
            );
        }
    }
    let _ = write!(
        svg,
        "<text class=\"tick\" text-anchor=\"end\" x=\"{:.1}\" y=\"{:.1}\">µm</text>",
        CHART[0] - RIGHT,
        CHART[1] - BOTTOM + 28.0
    );
    Some(svg)
}

fn frame(top: f64, unit: &str, y: impl Fn(f64) -> f64) -> String {
    let mut svg = String::new();
    for k in 0..=2 {
        let value = top * f64::from(k) / 2.0;
        let _ = write!(
            svg,
            "<line class=\"grid\" x1=\"{LEFT}\" x2=\"{0:.1}\" y1=\"{1:.1}\" y2=\"{1:.1}\"/><text class=\"tick\" text-anchor=\"end\" x=\"{2:.1}\" y=\"{3:.1}\">{value}</text>",
            CHART[0] - RIGHT,
            y(value),
            LEFT - 6.0,
            y(value) + 4.0
        );
    }
    let _ = write!(
        svg,
        "<text class=\"tick\" x=\"2\" y=\"{:.1}\">{unit}</text>",
        TOP - 14.0
    );
    svg
}

/// The next round number: 2, 4 or 10 times a power of ten.
fn nice(value: f64) -> f64 {
    let power = 10_f64.powf(value.max(1e-3).log10().floor());
    [1.0, 2.0, 4.0, 6.0, 8.0, 10.0]
        .into_iter()
        .map(|m| m * power)
        .find(|m| *m >= value)
        .unwrap_or(10.0 * power)
}
