//! What the cohort's charts share: a frame with a scale of points, zero line and ticks.

use std::fmt::Write as _;

use super::words::Words;

/// Drawing area of a chart, units of its view box. Above it is room for two lines of text: the
/// axis' name and, below that, numbers over single places.
pub(super) const WIDTH: f64 = 860.0;
pub(super) const HEIGHT: f64 = 336.0;
pub(super) const LEFT: f64 = 48.0;
pub(super) const RIGHT: f64 = 848.0;
pub(super) const TOP: f64 = 40.0;
pub(super) const BOTTOM: f64 = 292.0;

/// A linear scale of an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    pub(crate) values: [f64; 2],
    pub(crate) pixels: [f64; 2],
}

impl Scale {
    pub(crate) fn at(&self, value: f64) -> f64 {
        let [low, high] = self.values;
        let [from, to] = self.pixels;
        from + (value - low) / (high - low) * (to - from)
    }
}

/// The vertical scale of changes: holds every value and zero, at least ten points either way, so
/// that noise does not look like an event.
pub(super) fn points_scale(values: impl Iterator<Item = f64>) -> Scale {
    let (low, high) = values.fold((-10.0_f64, 10.0_f64), |(l, h), v| (l.min(v), h.max(v)));
    let outward = |v: f64| (v / 5.0).ceil() * 5.0;
    Scale {
        values: [-outward(-low), outward(high)],
        pixels: [BOTTOM, TOP],
    }
}

/// Opens the picture; `label` is its accessible name, escaped.
pub(super) fn open(label: &str) -> String {
    format!(
        "<svg class=\"wide\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{label}\">"
    )
}

/// Grid, ticks and name of the scale of points.
pub(super) fn points_axis(words: Words, svg: &mut String, scale: &Scale) {
    for value in ticks(scale.values) {
        let y = scale.at(value);
        let class = if value == 0.0 { "axis" } else { "grid" };
        let _ = write!(
            svg,
            "<path class=\"{class}\" d=\"M{LEFT} {y:.1}H{RIGHT}\"/>\
             <text class=\"tick-y\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            LEFT - 6.0,
            y + 4.0,
            words.number(value, 0)
        );
    }
    let _ = write!(
        svg,
        "<text class=\"axis-name\" x=\"4\" y=\"14\">{}</text>",
        words.cohort().axis_points
    );
}

/// Ticks and name of a horizontal axis.
pub(super) fn bottom_axis(words: Words, svg: &mut String, scale: &Scale, name: &str) {
    for value in ticks(scale.values) {
        let x = scale.at(value);
        let _ = write!(
            svg,
            "<path class=\"grid\" d=\"M{x:.1} {BOTTOM}v5\"/>\
             <text class=\"tick-x\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
            BOTTOM + 18.0,
            words.number(value, 0)
        );
    }
    let _ = write!(
        svg,
        "<text class=\"axis-name end\" x=\"{RIGHT}\" y=\"{:.1}\">{name}</text>",
        HEIGHT - 6.0
    );
}

/// Round values between two ends, whole numbers, at most eight steps.
pub(super) fn ticks([low, high]: [f64; 2]) -> Vec<f64> {
    let raw = ((high - low) / 8.0).max(1e-9);
    let magnitude = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|m| m * magnitude)
        .into_iter()
        .find(|s| *s >= raw)
        .unwrap_or(10.0 * magnitude)
        .max(1.0);
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    // Adding zero turns a negative zero into zero.
    (first..=last).map(|i| i as f64 * step + 0.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_holds_every_value_and_zero() {
        let scale = points_scale([-13.0, 41.2].into_iter());
        assert_eq!(scale.values, [-15.0, 45.0]);
        assert_eq!(scale.at(-15.0), BOTTOM);
        assert_eq!(scale.at(45.0), TOP);
        assert_eq!(points_scale(std::iter::empty()).values, [-10.0, 10.0]);
    }

    #[test]
    fn ticks_are_whole_and_few() {
        assert_eq!(ticks([-10.0, 10.0]), [-10.0, -5.0, 0.0, 5.0, 10.0]);
        assert_eq!(ticks([0.0, 3.0]), [0.0, 1.0, 2.0, 3.0]);
        assert!(ticks([0.0, 100_000.0]).len() <= 9);
    }
}
