//! Which traces stay: each must bring length that no better one explains.

use crate::plane::Plane;

use super::shaft::Shaft;

/// Least new length, px, and as a share of the length, of which at most [`LONGEST`] px count.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExplainLimits {
    /// px.
    pub(crate) length: f32,
    /// Share.
    pub(crate) share: f32,
    /// How far beyond its edge a trace explains what is dark, px.
    pub(crate) margin: f32,
}

const LONGEST: f32 = 120.0;

/// The traces that explain something of their own, best evidence first.
pub(super) fn explained(mut shafts: Vec<Shaft>, map: &Plane, limits: ExplainLimits) -> Vec<Shaft> {
    let worth = |s: &Shaft| s.clean_length * s.contrast * (s.length() / 60.0).min(1.0);
    shafts.sort_by(|a, b| worth(b).total_cmp(&worth(a)));
    let (w, h) = (map.width, map.height);
    let mut covered = vec![false; w * h];
    shafts.retain(|shaft| {
        let at = |x: f32, y: f32| {
            let column = (x.round().max(0.0) as usize).min(w - 1);
            let row = (y.round().max(0.0) as usize).min(h - 1);
            row * w + column
        };
        let free = shaft
            .points
            .iter()
            .filter(|p| !covered[at(p.x, p.y)])
            .count() as f32
            * 2.0;
        if free
            < limits
                .length
                .max(limits.share * shaft.length().min(LONGEST))
        {
            return false;
        }
        let r = 0.5 * shaft.width + limits.margin;
        for p in &shaft.points {
            let rows = (p.y - r).max(0.0) as usize..=((p.y + r + 1.0).max(0.0) as usize).min(h - 1);
            for y in rows {
                let columns =
                    (p.x - r).max(0.0) as usize..=((p.x + r + 1.0).max(0.0) as usize).min(w - 1);
                for x in columns {
                    let (dx, dy) = (x as f32 - p.x, y as f32 - p.y);
                    if dx * dx + dy * dy <= r * r {
                        covered[y * w + x] = true;
                    }
                }
            }
        }
        true
    });
    shafts
}
