//! Differences between repeats against their mean (Bland and Altman 1986), as SVG of numbers only.

use std::fmt::Write as _;

use crate::repeatability::Agreement;
use crate::words::Words;

const WIDTH: f64 = 560.0;
const HEIGHT: f64 = 320.0;
const LEFT: f64 = 52.0;
const RIGHT: f64 = 500.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 276.0;

/// The plot: one dot per region and pair of successive photos, lines at bias and limits.
pub(crate) fn bland_altman_svg(words: Words, agreement: &Agreement) -> String {
    let reach = agreement
        .pairs
        .iter()
        .map(|p| p.difference_pp.abs())
        .chain(agreement.limits_pp.map(f64::abs))
        .fold(1.0, f64::max)
        * 1.15;
    let y = |pp: f64| f64::midpoint(TOP, BOTTOM) - pp / reach * (BOTTOM - TOP) / 2.0;
    let x = |pct: f64| LEFT + pct / 100.0 * (RIGHT - LEFT);
    let mut svg = format!(
        "<svg class=\"curve\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
         aria-label=\"Bland-Altman plot\">\
         <path class=\"axis\" d=\"M{LEFT} {TOP}V{BOTTOM}H{RIGHT}\"/>"
    );
    for pct in [0.0, 20.0, 40.0, 60.0, 80.0, 100.0] {
        let _ = write!(
            svg,
            "<text class=\"tick-x\" x=\"{:.1}\" y=\"{:.1}\">{pct:.0}</text>",
            x(pct),
            BOTTOM + 18.0
        );
    }
    let [low, high] = agreement.limits_pp;
    for (class, pp) in [
        ("mark-line", low),
        ("axis", agreement.bias_pp),
        ("mark-line", high),
    ] {
        let figure = words.signed(pp);
        let _ = write!(
            svg,
            "<path class=\"{class}\" d=\"M{LEFT} {0:.1}H{RIGHT}\"/>\
             <text class=\"axis-name\" x=\"{1:.1}\" y=\"{2:.1}\">{figure}</text>",
            y(pp),
            RIGHT + 8.0,
            y(pp) + 4.0
        );
    }
    for pair in &agreement.pairs {
        let _ = write!(
            svg,
            "<circle class=\"dot\" cx=\"{:.1}\" cy=\"{:.1}\" r=\"4\"/>",
            x(pair.mean_pct),
            y(pair.difference_pp)
        );
    }
    let _ = write!(
        svg,
        "<text class=\"axis-name\" x=\"{LEFT}\" y=\"10\">{}</text>\
         <text class=\"axis-name end\" x=\"{RIGHT}\" y=\"{:.1}\">{}</text></svg>",
        words.self_test().difference,
        HEIGHT - 8.0,
        words.self_test().mean
    );
    svg
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repeatability::agreement::RepeatPair;

    #[test]
    fn every_pair_is_a_dot_and_the_limits_are_named() {
        let pair = |mean_pct, difference_pp| RepeatPair {
            head: "a".into(),
            region: "vertex".into(),
            mean_pct,
            difference_pp,
        };
        let words = Words {
            t: crate::words::Lang::English.text(),
        };
        let svg = bland_altman_svg(
            words,
            &Agreement {
                bias_pp: 0.25,
                limits_pp: [-3.75, 4.25],
                pairs: vec![pair(40.0, 1.0), pair(60.0, -0.5)],
            },
        );
        assert_eq!(svg.matches("<circle").count(), 2);
        for text in ["−3.8", "+0.2", "+4.2"] {
            assert!(svg.contains(text), "{text} in {svg}");
        }
    }
}
