//! The scale bar burnt into a picture: an L of two thin dark lines of equal length.

use image::RgbImage;

use crate::geometry::Point;

use super::model::ScaleBar;

/// How much darker than both sides a pixel of a line is, 8-bit levels, and how far the sides are, px.
const DARKER: u8 = 35;
const SIDE: usize = 3;
/// Shortest arm as a share of the longer side of the picture.
const SHORTEST: f64 = 0.12;
/// Gaps joined, px: a hair lies across.
const GAP: usize = 110;
/// Share of an arm that must be line.
const FILLED: f64 = 0.5;
/// Thickest line, rows.
const THICKEST: usize = 6;
/// How far the arms' ends may lie from a common corner, px.
const CORNER: f64 = 10.0;
/// The shorter arm in units of the longer.
const EQUAL: f64 = 0.7;

/// A straight axis-parallel line: where across, and from where to where along, px.
#[derive(Debug, Clone, Copy)]
struct Line {
    at: f64,
    from: f64,
    to: f64,
}

/// The bar of the picture, if it has one.
pub(crate) fn find_bar(photo: &RgbImage) -> Option<ScaleBar> {
    let (w, h) = (photo.width() as usize, photo.height() as usize);
    if w < 64 || h < 64 {
        return None;
    }
    let brightest: Vec<u8> = photo
        .pixels()
        .map(|p| p.0[0].max(p.0[1]).max(p.0[2]))
        .collect();
    let across = lines(w, h, &brightest);
    let turned: Vec<u8> = (0..w)
        .flat_map(|x| brightest[x..].iter().step_by(w).copied())
        .collect();
    let up = lines(h, w, &turned);
    let mut best: Option<(f64, ScaleBar)> = None;
    for a in &across {
        for u in &up {
            let corner_fits = (a.at - u.to).abs() < CORNER
                && a.from - u.at > -CORNER
                && a.from - u.at < GAP as f64;
            let (long_across, long_up) = (a.to - u.at, a.at - u.from);
            let length = long_across.max(long_up);
            if !corner_fits || long_across.min(long_up) < EQUAL * length {
                continue;
            }
            let unequal = (long_across - long_up).abs();
            if best.as_ref().is_none_or(|(b, _)| unequal < *b) {
                best = Some((
                    unequal,
                    ScaleBar {
                        corner: Point::new(u.at, a.at),
                        across: Point::new(a.to, a.at),
                        up: Point::new(u.at, u.from),
                        length_px: length,
                    },
                ));
            }
        }
    }
    best.map(|(_, bar)| bar)
}

/// Neighbouring rows with the same run: one line.
struct Group {
    first: usize,
    last: usize,
    /// First and last column of each row's run.
    runs: Vec<(usize, usize)>,
}

/// Lines along x of a picture of `w` x `h` px, given row by row.
fn lines(w: usize, h: usize, brightest: &[u8]) -> Vec<Line> {
    let row = |y: usize| &brightest[y * w..(y + 1) * w];
    let need = (SHORTEST * w.max(h) as f64) as usize;
    let mut groups: Vec<Group> = Vec::new();
    for y in SIDE + 1..h - SIDE - 1 {
        let sides = || row(y - SIDE).iter().zip(row(y + SIDE));
        let thin = || {
            let both = sides().zip(row(y));
            both.map(|((a, b), here)| a.min(b).saturating_sub(*here) > DARKER)
        };
        if thin().filter(|&thin| thin).count() < need / 2 {
            continue;
        }
        let on: Vec<usize> = (0..w)
            .zip(thin())
            .filter_map(|(x, thin)| thin.then_some(x))
            .collect();
        for run in on.chunk_by(|a, b| b - a <= GAP) {
            let (from, to) = (run[0], run[run.len() - 1]);
            let length = to - from + 1;
            if length < need || (run.len() as f64) < FILLED * length as f64 {
                continue;
            }
            let same = groups.iter_mut().find(|g| {
                let (a, b) = g.runs[0];
                y - g.last <= 2 && a.abs_diff(from) < 8 && b.abs_diff(to) < 8
            });
            match same {
                Some(group) => {
                    group.last = y;
                    group.runs.push((from, to));
                }
                None => groups.push(Group {
                    first: y,
                    last: y,
                    runs: vec![(from, to)],
                }),
            }
        }
    }
    groups
        .into_iter()
        .filter(|g| g.last - g.first < THICKEST)
        .map(|Group { first, last, runs }| {
            let middle = |mut v: Vec<usize>| {
                v.sort_unstable();
                0.5 * (v[v.len() / 2] + v[(v.len() - 1) / 2]) as f64
            };
            Line {
                at: 0.5 * (first + last) as f64,
                from: middle(runs.iter().map(|r| r.0).collect()),
                to: middle(runs.iter().map(|r| r.1).collect()),
            }
        })
        .collect()
}
