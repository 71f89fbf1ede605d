//! Spaghetti: every subject's course, and the median with its quartiles at the marks.

use std::fmt::Write as _;

use super::chart::{
    BOTTOM, LEFT, RIGHT, Scale, TOP, WIDTH, bottom_axis, open, points_axis, points_scale,
};
use super::words::{FEWEST_FOR_QUARTILES, Words, escape, said};
use crate::cohort::model::{Cohort, MedianCourse};
use crate::cohort::summary::CoursePoint;

/// Mean length of a calendar month, days: places the marks, which are calendar dates, on the axis.
const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// Half the width of "n = 1000", units of the view box.
const HALF_LABEL: f64 = 30.0;

/// The chart of one view as an SVG element.
pub(super) fn svg(words: Words, cohort: &Cohort, median: &MedianCourse) -> String {
    let courses: Vec<(&str, &[CoursePoint])> = cohort
        .subjects
        .iter()
        .filter_map(|s| {
            let region = s.region(&median.view, &median.region)?;
            Some((s.path.as_str(), region.course.as_slice()))
        })
        .collect();
    let points = || courses.iter().flat_map(|(_, points)| points.iter());
    let y = points_scale(points().filter_map(|p| p.delta_pp));
    let marks = median.points.iter().filter(|p| p.median_pp.is_some());
    let last = points()
        .map(|p| f64::from(p.day))
        .chain(marks.map(|p| f64::from(p.month) * DAYS_PER_MONTH))
        .fold(30.0, f64::max);
    let x = Scale {
        values: [0.0, last],
        pixels: [LEFT, RIGHT - 8.0],
    };
    let gaps = [
        ("n", courses.len().to_string()),
        ("view", words.t.name(&median.view)),
    ];
    let mut svg = open(&escape(&said(words.cohort().spaghetti, gaps)));
    points_axis(words, &mut svg, &y);
    bottom_axis(words, &mut svg, &x, words.cohort().axis_days);
    for (path, points) in &courses {
        course(&mut svg, path, points, &x, &y);
    }
    median_line(&mut svg, median, &x, &y);
    svg.push_str("</svg>");
    svg
}

/// One subject: a line through the answers, broken where a photo has none. An answer without a
/// neighbour to draw a line to is a ring.
fn course(svg: &mut String, path: &str, points: &[CoursePoint], x: &Scale, y: &Scale) {
    let mut runs = vec![vec![[x.at(0.0), y.at(0.0)]]];
    let mut gaps = String::new();
    for point in points.iter().filter(|p| p.day >= 0) {
        let px = x.at(f64::from(point.day));
        match point.delta_pp {
            Some(delta) => runs
                .last_mut()
                .expect("never empty")
                .push([px, y.at(delta)]),
            None => {
                let _ = write!(gaps, "M{:.1} {:.1}l6 6m0-6l-6 6", px - 3.0, BOTTOM - 9.0);
                runs.push(Vec::new());
            }
        }
    }
    // The origin alone is every subject's, not an answer.
    let origin_alone = usize::from(runs[0].len() == 1);
    let shapes: String = runs
        .iter()
        .skip(origin_alone)
        .map(|run| shape(run))
        .collect();
    if !shapes.is_empty() {
        let _ = write!(
            svg,
            "<g class=\"strand\"><title>{}</title>{shapes}</g>",
            escape(path)
        );
    }
    if !gaps.is_empty() {
        let _ = write!(svg, "<path class=\"gap\" d=\"{gaps}\"/>");
    }
}

fn shape(run: &[[f64; 2]]) -> String {
    match run {
        [] => String::new(),
        [[x, y]] => format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>"),
        [[x, y], rest @ ..] => {
            let steps = rest.iter().map(|[x, y]| format!("L{x:.1} {y:.1}"));
            format!("<path d=\"M{x:.1} {y:.1}{}\"/>", steps.collect::<String>())
        }
    }
}

fn median_line(svg: &mut String, median: &MedianCourse, x: &Scale, y: &Scale) {
    let mut d = format!("M{:.1} {:.1}", x.at(0.0), y.at(0.0));
    let mut dots = String::new();
    for point in &median.points {
        let (Some(middle), Some([low, high])) = (point.median_pp, point.quartiles_pp) else {
            continue;
        };
        let px = x.at(f64::from(point.month) * DAYS_PER_MONTH);
        let _ = write!(d, "L{px:.1} {:.1}", y.at(middle));
        if point.subjects >= FEWEST_FOR_QUARTILES {
            let (low, high) = (y.at(low), y.at(high));
            let _ = write!(
                dots,
                "<path class=\"quartiles\" d=\"M{px:.1} {low:.1}V{high:.1}\"/>"
            );
        }
        let _ = write!(
            dots,
            "<circle class=\"median-dot\" cx=\"{px:.1}\" cy=\"{:.1}\" r=\"5\"/>\
             <text class=\"median-n\" x=\"{:.1}\" y=\"{:.1}\">n = {}</text>",
            y.at(middle),
            px.min(WIDTH - HALF_LABEL),
            TOP - 8.0,
            point.subjects,
        );
    }
    let _ = write!(svg, "<path class=\"median\" d=\"{d}\"/>{dots}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Verdict;

    fn drawn(points: &[(i32, Option<f64>)]) -> String {
        let scale = |high: f64| Scale {
            values: [0.0, high],
            pixels: [LEFT, LEFT + high],
        };
        let points: Vec<CoursePoint> = points
            .iter()
            .map(|&(day, delta_pp)| CoursePoint {
                day,
                delta_pp,
                verdict: Verdict::WithinNoise,
            })
            .collect();
        let mut svg = String::new();
        course(&mut svg, "P-1", &points, &scale(200.0), &scale(10.0));
        svg
    }

    #[test]
    fn an_answer_between_gaps_is_a_ring() {
        let svg = drawn(&[(30, None), (60, Some(2.0)), (90, None)]);
        assert!(svg.contains("<circle cx=\"108.0\" cy=\"50.0\""), "{svg}");
        assert!(!svg.contains("<path d="), "{svg}");
        assert_eq!(svg.matches("l6 6").count(), 2);
    }

    #[test]
    fn answers_in_a_row_are_a_line_from_the_origin_or_after_a_gap() {
        let svg = drawn(&[
            (30, Some(1.0)),
            (60, None),
            (90, Some(2.0)),
            (120, Some(3.0)),
        ]);
        assert!(svg.contains("M48.0 48.0L78.0 49.0\""), "{svg}");
        assert!(svg.contains("M138.0 50.0L168.0 51.0\""), "{svg}");
        assert!(!svg.contains("<circle"), "{svg}");
        assert!(!drawn(&[(30, None)]).contains("strand"));
    }
}
