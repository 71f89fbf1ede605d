//! Spaghetti: every subject's course, and the median with its quartiles at the marks.

use std::fmt::Write as _;

use super::chart::{BOTTOM, LEFT, RIGHT, Scale, bottom_axis, open, points_axis, points_scale};
use super::words::escape;
use crate::cohort::model::{Cohort, MedianCourse};
use crate::cohort::summary::CoursePoint;

/// Mean length of a calendar month, days: places the marks, which are calendar dates, on the axis.
const DAYS_PER_MONTH: f64 = 365.25 / 12.0;

/// The chart of one view as an SVG element.
pub(super) fn svg(cohort: &Cohort, median: &MedianCourse) -> String {
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
    let mut svg = open(&format!(
        "Course of {} subjects and their median, view {}",
        courses.len(),
        escape(&median.view)
    ));
    points_axis(&mut svg, &y);
    bottom_axis(&mut svg, &x, "days since the start of the course");
    for (path, points) in &courses {
        course(&mut svg, path, points, &x, &y);
    }
    median_line(&mut svg, median, &x, &y);
    svg.push_str("</svg>");
    svg
}

/// One subject: a line through the answers, broken where a photo has none.
fn course(svg: &mut String, path: &str, points: &[CoursePoint], x: &Scale, y: &Scale) {
    let mut d = format!("M{:.1} {:.1}", x.at(0.0), y.at(0.0));
    let mut pen_down = true;
    let mut gaps = String::new();
    for point in points.iter().filter(|p| p.day >= 0) {
        let px = x.at(f64::from(point.day));
        match point.delta_pp {
            Some(delta) => {
                let step = if pen_down { 'L' } else { 'M' };
                let _ = write!(d, "{step}{px:.1} {:.1}", y.at(delta));
                // A value of its own after a gap is drawn as a short stroke.
                if !pen_down {
                    d.push_str("h1");
                }
                pen_down = true;
            }
            None => {
                let _ = write!(gaps, "M{:.1} {:.1}l6 6m0-6l-6 6", px - 3.0, BOTTOM - 9.0);
                pen_down = false;
            }
        }
    }
    let _ = write!(
        svg,
        "<g class=\"strand\"><title>{}</title><path d=\"{d}\"/></g>",
        escape(path)
    );
    if !gaps.is_empty() {
        let _ = write!(svg, "<path class=\"gap\" d=\"{gaps}\"/>");
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
        let _ = write!(
            dots,
            "<path class=\"quartiles\" d=\"M{px:.1} {:.1}V{:.1}\"/>\
             <circle class=\"median-dot\" cx=\"{px:.1}\" cy=\"{:.1}\" r=\"5\"/>\
             <text class=\"median-n\" x=\"{px:.1}\" y=\"18\">n = {}</text>",
            y.at(low),
            y.at(high),
            y.at(middle),
            point.subjects,
        );
    }
    let _ = write!(svg, "<path class=\"median\" d=\"{d}\"/>{dots}");
}
