//! Two traces that leave one root along the same way are one hair.

use super::curve::OnCurve;
use super::shaft::Shaft;

/// Points of the lesser trace from its root on that are compared (80 px).
const POINTS: usize = 40;
/// Fewest points that can be compared.
const FEWEST: usize = 8;
/// Roots farther apart than this are different hairs, px.
const APART: f32 = 8.0;
/// Share of the points that must run along the better trace.
const ALONG: f32 = 0.8;

/// A shaft with the end that is its root.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rooted<'a> {
    /// The shaft.
    pub(crate) shaft: &'a Shaft,
    /// Whether end 0 is its root.
    pub(crate) root_first: bool,
}

impl Rooted<'_> {
    fn points(&self) -> Vec<OnCurve> {
        let mut points = self.shaft.points.clone();
        if !self.root_first {
            points.reverse();
        }
        points
    }

    fn worth(&self) -> f32 {
        let s = self.shaft;
        let clean = if s.two_sided > 0.3 { 1.0 } else { 0.5 };
        s.clean_length * clean - if s.residual { 1000.0 } else { 0.0 }
    }
}

/// Whether each hair is to stay.
pub(super) fn kept(hairs: &[Rooted]) -> Vec<bool> {
    let points: Vec<Vec<OnCurve>> = hairs.iter().map(Rooted::points).collect();
    let worth: Vec<f32> = hairs.iter().map(Rooted::worth).collect();
    let mut keep = vec![true; hairs.len()];
    for a in 0..hairs.len() {
        for b in 0..hairs.len() {
            let lesser = worth[a] > worth[b] || (worth[a] == worth[b] && a < b);
            if a == b || !keep[a] || !keep[b] || !lesser {
                continue;
            }
            let part = &points[b][..points[b].len().min(POINTS)];
            if part.len() < FEWEST || distance(&points[a], part[0]) > APART {
                continue;
            }
            let (wa, wb) = (hairs[a].shaft.width, hairs[b].shaft.width);
            let limit = if hairs[b].shaft.residual {
                (0.3 * wa).max(2.2)
            } else {
                (0.35 * wa.min(wb)).max(2.2)
            };
            let along = part
                .iter()
                .filter(|p| distance(&points[a], **p) < limit)
                .count() as f32;
            if along > ALONG * part.len() as f32 {
                keep[b] = false;
            }
        }
    }
    keep
}

fn distance(points: &[OnCurve], from: OnCurve) -> f32 {
    points
        .iter()
        .map(|p| (p.x - from.x).hypot(p.y - from.y))
        .fold(f32::MAX, f32::min)
}
