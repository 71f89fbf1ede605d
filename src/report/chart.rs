//! The curve of one region as SVG: measured values, 95 % band, sessions, windows of the marks.
//!
//! The SVG holds numbers only, so that nothing in it needs escaping; words stand in the page.

use std::fmt::Write as _;

/// A measured value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct CurvePoint {
    /// Days since the start of the course.
    pub(crate) day: i32,
    /// Coverage, percent.
    pub(crate) coverage_pct: f64,
    /// 95 % interval, percent.
    pub(crate) ci95_pct: [f64; 2],
    /// Whether it may be set against the baseline's: others stand beside the line.
    pub(crate) comparable: bool,
}

/// The window of a mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct MarkBand {
    /// Calendar months after the start.
    pub(crate) month: u32,
    /// Day of the mark since the start.
    pub(crate) day: i32,
    /// Half width of the window, days.
    pub(crate) window_days: u32,
}

/// Axes shared by all curves of a view, so that they can be compared by eye.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axes {
    /// First and last day shown.
    pub(crate) days: [i32; 2],
    /// Lowest and highest coverage shown, percent.
    pub(crate) coverage_pct: [f64; 2],
    /// Days on which a session was held.
    pub(crate) sessions: Vec<i32>,
    /// Windows of the marks.
    pub(crate) marks: Vec<MarkBand>,
}

/// One region's values.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Curve {
    /// Measured values by day.
    pub(crate) points: Vec<CurvePoint>,
    /// Days of photos on which the region was not measured.
    pub(crate) gaps: Vec<i32>,
}

const WIDTH: f64 = 380.0;
const HEIGHT: f64 = 216.0;
const LEFT: f64 = 40.0;
const RIGHT: f64 = 368.0;
const TOP: f64 = 22.0;
const BOTTOM: f64 = 174.0;

impl Curve {
    /// The values that may be set against each other.
    pub(crate) fn joined(&self) -> Vec<CurvePoint> {
        let points = self.points.iter().filter(|p| p.comparable);
        points.copied().collect()
    }
}

impl Axes {
    /// Axes that hold every point, interval, session and mark.
    pub(crate) fn around(curves: &[Curve], sessions: Vec<i32>, marks: Vec<MarkBand>) -> Self {
        let days = curves
            .iter()
            .flat_map(|c| c.points.iter().map(|p| p.day).chain(c.gaps.iter().copied()))
            .chain(sessions.iter().copied())
            .chain(
                marks
                    .iter()
                    .map(|m| m.day.saturating_add_unsigned(m.window_days)),
            )
            .chain([0]);
        let first = days.clone().min().unwrap_or(0);
        let last = days.max().unwrap_or(0).max(first + 1);
        let bounds = curves
            .iter()
            .flat_map(|c| &c.points)
            .flat_map(|p| p.ci95_pct);
        let lowest = bounds.clone().fold(f64::INFINITY, f64::min);
        let highest = bounds.fold(f64::NEG_INFINITY, f64::max);
        let coverage_pct = if lowest.is_finite() && highest.is_finite() {
            // At least 20 points high: noise of two points must not look like an event.
            let spare = ((20.0 - (highest - lowest)) / 2.0).max(1.0);
            let low = ((lowest - spare) / 5.0).floor() * 5.0;
            let high = ((highest + spare) / 5.0).ceil() * 5.0;
            [low.clamp(0.0, 80.0), high.clamp(20.0, 100.0)]
        } else {
            [0.0, 100.0]
        };
        Self {
            days: [first, last],
            coverage_pct,
            sessions,
            marks,
        }
    }

    fn x(&self, day: f64) -> f64 {
        let [first, last] = self.days.map(f64::from);
        LEFT + 6.0 + (day - first) / (last - first) * (RIGHT - LEFT - 12.0)
    }

    fn y(&self, coverage_pct: f64) -> f64 {
        let [low, high] = self.coverage_pct;
        BOTTOM - (coverage_pct - low) / (high - low) * (BOTTOM - TOP)
    }
}

/// The curve as an SVG element. `axis_days` and `axis_coverage` are the axes' names, already
/// escaped; `label` is the accessible name, already escaped.
pub(crate) fn curve_svg(curve: &Curve, axes: &Axes, words: CurveWords<'_>) -> String {
    let mut svg = format!(
        "<svg class=\"curve\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{}\">",
        words.label
    );
    marks(&mut svg, axes);
    grid(&mut svg, axes, words);
    sessions(&mut svg, axes);
    band_and_line(&mut svg, curve, axes);
    for &day in &curve.gaps {
        let x = axes.x(f64::from(day));
        let _ = write!(
            svg,
            "<path class=\"gap\" d=\"M{:.1} {:.1}l8 8m0-8l-8 8\"/>",
            x - 4.0,
            BOTTOM - 14.0
        );
    }
    svg.push_str("</svg>");
    svg
}

/// Words of a chart, escaped for HTML.
#[derive(Debug, Clone, Copy)]
pub(crate) struct CurveWords<'a> {
    /// Accessible name.
    pub(crate) label: &'a str,
    /// Name of the horizontal axis.
    pub(crate) axis_days: &'a str,
    /// Name of the vertical axis.
    pub(crate) axis_coverage: &'a str,
}

fn marks(svg: &mut String, axes: &Axes) {
    for mark in &axes.marks {
        let half = f64::from(mark.window_days);
        let day = f64::from(mark.day);
        let (x0, x1) = (axes.x(day - half).max(LEFT), axes.x(day + half).min(RIGHT));
        let x = axes.x(day);
        let _ = write!(
            svg,
            "<rect class=\"mark\" x=\"{x0:.1}\" y=\"{TOP}\" width=\"{:.1}\" height=\"{:.1}\"/>\
             <path class=\"mark-line\" d=\"M{x:.1} {TOP}V{BOTTOM}\"/>\
             <text class=\"mark-name\" x=\"{x:.1}\" y=\"{:.1}\">{}</text>",
            (x1 - x0).max(0.0),
            BOTTOM - TOP,
            TOP - 6.0,
            mark.month,
        );
    }
}

fn grid(svg: &mut String, axes: &Axes, words: CurveWords<'_>) {
    let [low, high] = axes.coverage_pct;
    for percent in ticks(low, high) {
        let y = axes.y(percent);
        let _ = write!(
            svg,
            "<path class=\"grid\" d=\"M{LEFT} {y:.1}H{RIGHT}\"/>\
             <text class=\"tick-y\" x=\"{:.1}\" y=\"{:.1}\">{percent:.0}</text>",
            LEFT - 5.0,
            y + 4.0,
        );
    }
    let [first, last] = axes.days.map(f64::from);
    for day in ticks(first, last) {
        let x = axes.x(day);
        let _ = write!(
            svg,
            "<path class=\"grid\" d=\"M{x:.1} {BOTTOM}v5\"/>\
             <text class=\"tick-x\" x=\"{x:.1}\" y=\"{:.1}\">{day:.0}</text>",
            BOTTOM + 18.0,
        );
    }
    let _ = write!(
        svg,
        "<path class=\"axis\" d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>\
         <text class=\"axis-name\" x=\"4\" y=\"12\">{}</text>\
         <text class=\"axis-name end\" x=\"{RIGHT}\" y=\"{:.1}\">{}</text>",
        words.axis_coverage,
        HEIGHT - 6.0,
        words.axis_days,
    );
}

/// Round values between two ends, at most six steps apart.
pub(super) fn ticks(low: f64, high: f64) -> Vec<f64> {
    let raw = (high - low) / 6.0;
    let magnitude = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0]
        .map(|m| m * magnitude)
        .into_iter()
        .find(|&s| s >= raw)
        .unwrap_or(10.0 * magnitude)
        .max(1.0);
    let first = (low / step).ceil() as i64;
    let last = (high / step).floor() as i64;
    // Adding zero turns a negative zero into zero.
    (first..=last).map(|i| i as f64 * step + 0.0).collect()
}

fn sessions(svg: &mut String, axes: &Axes) {
    for &day in &axes.sessions {
        let x = axes.x(f64::from(day));
        let _ = write!(
            svg,
            "<path class=\"session\" d=\"M{x:.1} {:.1}l-3 7h6z\"/>",
            BOTTOM - 7.0
        );
    }
}

fn band_and_line(svg: &mut String, curve: &Curve, axes: &Axes) {
    let points = curve.joined();
    if points.len() > 1 {
        let upper = points.iter().map(|p| (p.day, p.ci95_pct[1]));
        let lower = points.iter().rev().map(|p| (p.day, p.ci95_pct[0]));
        let band = path(upper.chain(lower), axes);
        let line = path(points.iter().map(|p| (p.day, p.coverage_pct)), axes);
        let _ = write!(
            svg,
            "<path class=\"band\" d=\"{band}Z\"/><path class=\"line\" d=\"{line}\"/>"
        );
    }
    for p in &curve.points {
        let class = if p.comparable { "dot" } else { "dot aside" };
        let (x, y) = (axes.x(f64::from(p.day)), axes.y(p.coverage_pct));
        let (y0, y1) = (axes.y(p.ci95_pct[0]), axes.y(p.ci95_pct[1]));
        let _ = write!(
            svg,
            "<path class=\"whisker\" d=\"M{x:.1} {y0:.1}V{y1:.1}\"/>\
             <circle class=\"{class}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\"/>"
        );
    }
}

fn path(points: impl Iterator<Item = (i32, f64)>, axes: &Axes) -> String {
    let mut d = String::new();
    for (i, (day, percent)) in points.enumerate() {
        let command = if i == 0 { 'M' } else { 'L' };
        let (x, y) = (axes.x(f64::from(day)), axes.y(percent));
        let _ = write!(d, "{command}{x:.1} {y:.1}");
    }
    d
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: CurveWords<'static> = CurveWords {
        label: "l",
        axis_days: "d",
        axis_coverage: "c",
    };

    fn point(day: i32, coverage_pct: f64) -> CurvePoint {
        CurvePoint {
            day,
            coverage_pct,
            ci95_pct: [coverage_pct - 2.0, coverage_pct + 2.0],
            comparable: true,
        }
    }

    #[test]
    fn a_value_that_is_not_comparable_stands_beside_the_line() {
        let aside = CurvePoint {
            comparable: false,
            ..point(60, 80.0)
        };
        let curve = Curve {
            points: vec![point(0, 40.0), aside, point(90, 42.0)],
            gaps: vec![],
        };
        let axes = Axes::around(std::slice::from_ref(&curve), vec![], vec![]);
        let svg = curve_svg(&curve, &axes, WORDS);
        assert_eq!(svg.matches("class=\"dot aside\"").count(), 1);
        assert_eq!(svg.matches("class=\"dot\"").count(), 2);
        let line = svg.split("class=\"line\" d=\"").nth(1).unwrap();
        assert_eq!(line.split('"').next().unwrap().matches('L').count(), 1);
    }

    #[test]
    fn everything_lies_inside_the_axes() {
        let curve = Curve {
            points: vec![point(-3, 2.0), point(90, 97.0)],
            gaps: vec![200],
        };
        let axes = Axes::around(std::slice::from_ref(&curve), vec![0, 10], vec![]);
        assert_eq!(axes.days, [-3, 200]);
        assert_eq!(axes.coverage_pct, [0.0, 100.0]);
        for p in &curve.points {
            assert!((LEFT..=RIGHT).contains(&axes.x(f64::from(p.day))));
            assert!(
                p.ci95_pct
                    .iter()
                    .all(|&c| (TOP..=BOTTOM).contains(&axes.y(c)))
            );
        }
    }

    #[test]
    fn a_small_range_is_not_blown_up() {
        let curve = Curve {
            points: vec![point(0, 50.0), point(30, 51.0)],
            gaps: vec![],
        };
        let [low, high] = Axes::around(&[curve], vec![], vec![]).coverage_pct;
        assert!(high - low >= 20.0);
    }

    #[test]
    fn no_values_and_one_value_still_draw() {
        let empty = Curve::default();
        let axes = Axes::around(std::slice::from_ref(&empty), vec![], vec![]);
        assert!(!curve_svg(&empty, &axes, WORDS).contains("NaN"));
        let one = Curve {
            points: vec![point(0, 40.0)],
            gaps: vec![],
        };
        let axes = Axes::around(std::slice::from_ref(&one), vec![], vec![]);
        let svg = curve_svg(&one, &axes, WORDS);
        assert!(svg.contains("class=\"dot\"") && !svg.contains("class=\"line\""));
        assert!(!svg.contains("NaN") && !svg.contains("inf"));
    }

    #[test]
    fn a_gap_is_drawn_as_a_gap_not_as_a_value() {
        let curve = Curve {
            points: vec![point(0, 40.0)],
            gaps: vec![30, 60],
        };
        let axes = Axes::around(std::slice::from_ref(&curve), vec![], vec![]);
        let svg = curve_svg(&curve, &axes, WORDS);
        assert_eq!(svg.matches("class=\"gap\"").count(), 2);
        assert_eq!(svg.matches("class=\"dot\"").count(), 1);
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks(0.0, 100.0), [0.0, 20.0, 40.0, 60.0, 80.0, 100.0]);
        assert_eq!(ticks(-3.0, 186.0), [0.0, 50.0, 100.0, 150.0]);
        assert_eq!(ticks(0.0, 1.0), [0.0, 1.0]);
    }
}
