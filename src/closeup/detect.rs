//! Seeds in order of cleanliness, each traced unless a traced hair already runs there.

use crate::plane::Plane;

use super::curve::OnCurve;
use super::labels::Labels;
use super::ridge::{RidgePoint, ridge_points};
use super::seed::{SeedLimits, quick_rank, seed_at};
use super::shaft::{EndLimits, Shaft};
use super::trace::{STEP, TraceLimits, trace};

/// What is taken for a hair.
#[derive(Debug, Clone, Copy)]
pub(super) struct DetectLimits {
    /// Least strength of a ridge.
    pub(crate) ridge: f32,
    /// Least contrast of a bar.
    pub(crate) contrast: f32,
    /// Shortest hair, px.
    pub(crate) length: f32,
    /// Widest hair, px.
    pub(crate) width: f32,
    /// Longest light stretch passed over, px.
    pub(crate) gap: f32,
}

/// Length of one profile, px.
const WINDOW: f32 = 10.0;
/// Longest trace in one direction, steps.
const STEPS: usize = 900;
/// Least cleanliness of a seed: below it lie crossings only, which other seeds reach.
const CLEAN: f32 = 0.5;
/// A seed is used up where a hair of a direction within this lies over it, radians.
const SAME: f32 = 0.2;
/// Largest median distance of the steps from the smooth curve, px.
const OFF_CURVE: f32 = 1.2;
/// Least share with both flanks seen.
const TWO_SIDED: f32 = 0.25;

/// All traces of hairs on the map, the cleanest seeds first; one hair may be traced twice in part.
pub(super) fn detect(map: &Plane, limits: DetectLimits) -> Vec<Shaft> {
    let seed_limits = SeedLimits {
        least_contrast: limits.contrast,
        widest: limits.width,
        window: WINDOW,
    };
    let mut candidates: Vec<(f32, RidgePoint)> = ridge_points(map, limits.ridge, limits.width)
        .into_iter()
        .filter_map(|p| quick_rank(map, p, seed_limits).map(|rank| (rank, p)))
        .collect();
    // The cleanest first: free shafts before crossings. Equal ones in reading order.
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
    let trace_limits = TraceLimits {
        steps: STEPS,
        gap: limits.gap,
        window: WINDOW,
    };
    let end_limits = EndLimits {
        gap: limits.gap as usize,
        own: 8,
    };
    let mut labels = Labels::new(map.width, map.height);
    let mut shafts = Vec::new();
    for (_, point) in candidates {
        if labels.taken(point.x as f32, point.y as f32, point.angle, SAME) {
            continue;
        }
        let Some(seed) = seed_at(map, point, seed_limits).filter(|s| s.clean >= CLEAN) else {
            continue;
        };
        if labels.taken(seed.x, seed.y, seed.heading, SAME) {
            continue;
        }
        let steps = trace(map, &seed, trace_limits);
        let shaft = (STEP * (steps.len() - 1) as f32 >= limits.length)
            .then(|| Shaft::finished(map, &steps, end_limits))
            .flatten()
            .filter(|s| {
                s.length() >= limits.length
                    && s.contrast >= limits.contrast
                    && s.off_curve.0 <= OFF_CURVE
                    && s.two_sided >= TWO_SIDED
            });
        if let Some(shaft) = shaft {
            labels.paint(&shaft.points, 0.5 * shaft.width + 1.0);
            shafts.push(shaft);
        } else {
            let here = OnCurve {
                x: seed.x,
                y: seed.y,
                heading: seed.heading,
            };
            labels.paint(&[here], 0.5 * seed.width + 1.0);
        }
    }
    shafts
}
