//! Waterfall: one bar for every subject with an answer, largest increase first.

use std::fmt::Write as _;

use super::chart::{BOTTOM, LEFT, RIGHT, open, points_axis, points_scale};
use super::words::{Words, class, delta, escape, said};
use crate::cohort::model::{Waterfall, WaterfallBar};

/// Width of a character of a label, units of the view box; of one beyond ASCII twice as much.
const CHARACTER: f64 = 6.8;
/// Fewest characters of a path that tell subjects apart.
const FEWEST_CHARACTERS: usize = 5;

/// The chart as an SVG element.
pub(super) fn svg(words: Words, waterfall: &Waterfall) -> String {
    let bars = &waterfall.bars;
    let ends = bars
        .iter()
        .flat_map(|b| [b.delta_pp, b.ci95_pp[0], b.ci95_pp[1]]);
    let scale = points_scale(ends);
    let gaps = [
        ("n", bars.len().to_string()),
        ("view", words.t.name(&waterfall.view)),
    ];
    let mut svg = open(&escape(&said(words.cohort().waterfall, gaps)));
    points_axis(words, &mut svg, &scale);
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
            delta(words, bar.delta_pp, bar.ci95_pp),
            words.verdict(bar.verdict),
            middle - width / 2.0,
            y.min(zero),
            (y - zero).abs(),
            scale.at(bar.ci95_pp[0]),
            scale.at(bar.ci95_pp[1]),
        );
    }
    for (i, label) in labels(bars, step).iter().enumerate() {
        let _ = write!(
            svg,
            "<text class=\"tick-x\" x=\"{:.1}\" y=\"{:.1}\">{}</text>",
            LEFT + (i as f64 + 0.5) * step,
            BOTTOM + 18.0,
            escape(label)
        );
    }
    if bars.is_empty() {
        let _ = write!(
            svg,
            "<text class=\"axis-name\" x=\"{LEFT}\" y=\"{:.1}\">{}</text>",
            BOTTOM + 18.0,
            words.cohort().no_bar
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A label for every bar, each no wider than `step`: the path, or its end where it is longer. None
/// where the bars are so many that labels would not tell them apart.
fn labels(bars: &[WaterfallBar], step: f64) -> Vec<String> {
    let room = ((step / CHARACTER) as usize).saturating_sub(1);
    if room < FEWEST_CHARACTERS {
        return Vec::new();
    }
    bars.iter().map(|bar| end_of(&bar.path, room)).collect()
}

/// The last characters of `path` that fit into the room of so many ASCII characters.
fn end_of(path: &str, room: usize) -> String {
    let width = |c: char| if c.is_ascii() { 1 } else { 2 };
    if path.chars().map(width).sum::<usize>() <= room {
        return path.to_owned();
    }
    // The sign of what is left out takes the room of two.
    let mut left = room - 2;
    let fits = |c: &char| {
        let rest = left.checked_sub(width(*c));
        left = rest.unwrap_or(0);
        rest.is_some()
    };
    let mut end: Vec<char> = path.chars().rev().take_while(fits).collect();
    end.push('\u{2026}');
    end.into_iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Verdict;

    fn fall(paths: &[String]) -> String {
        let bar = |path: &String| WaterfallBar {
            path: path.clone(),
            days: 180,
            delta_pp: 4.0,
            ci95_pp: [1.0, 7.0],
            verdict: Verdict::Increase,
        };
        let words = Words {
            t: crate::words::Lang::English.text(),
        };
        let waterfall = Waterfall {
            view: "vertex".to_owned(),
            region: "overall".to_owned(),
            bars: paths.iter().map(bar).collect(),
            without_answer: Vec::new(),
        };
        svg(words, &waterfall)
    }

    #[test]
    fn few_bars_carry_their_subject_and_many_only_its_tooltip() {
        let few = fall(&["a<b>".to_owned(), "P-2".to_owned()]);
        assert!(few.contains(">a&lt;b&gt;</text>") && few.contains(">P-2</text>"));
        let paths: Vec<String> = (0..200).map(|i| format!("P-{i:04}")).collect();
        for count in [40, 120, 200] {
            assert!(!fall(&paths[..count]).contains(">P-0039</text>"), "{count}");
        }
        let many = fall(&paths[..40]);
        assert!(many.contains("<title>P-0039: +4.0"));
        assert!(fall(&[]).contains("no subject with an answer"));
    }

    #[test]
    fn a_long_path_keeps_its_end() {
        assert_eq!(end_of("P-0042", 6), "P-0042");
        assert_eq!(end_of("clinic/P-0042", 8), "\u{2026}P-0042");
        assert_eq!(
            end_of("\u{4e2d}\u{4e2d}\u{4e2d}\u{4e2d}", 6),
            "\u{2026}\u{4e2d}\u{4e2d}"
        );
    }
}
