//! A coverage with the parts of its error: of one photo, or over the photos of a visit.

use super::UncertaintyParams;
use super::interval::{level_error_pp, photo_errors};
use crate::coverage::RegionEvidence;
use crate::statistics::Z_95;

/// Coverage of one region at one visit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Value {
    /// Share hidden by hair, 0..1.
    pub coverage: f64,
    /// Standard deviation of what differs from one photo of a day to the next, pp.
    pub own_pp: f64,
    /// Standard deviation of what the photos of a day share, pp: their light, the hair's end point.
    pub shared_pp: f64,
    /// Coverage by order statistics less that by likelihood, -1..=1; 0 where only one applies.
    pub fits_apart: f64,
    /// Error of the level that all photos of a course share, pp; it cancels in a change.
    pub level_pp: f64,
}

impl Value {
    /// What one photo says.
    pub fn of_photo(evidence: &RegionEvidence, params: &UncertaintyParams) -> Self {
        let [own_pp, shared_pp] = photo_errors(evidence, params);
        Self {
            coverage: evidence.coverage(),
            own_pp,
            shared_pp,
            fits_apart: evidence.fits_apart.unwrap_or(0.0),
            level_pp: level_error_pp(evidence, params),
        }
    }

    /// What the photos of a visit say together: the mean. `spread_pp` is the standard deviation
    /// from photo to photo of a day. `None` without photos; of one photo, what it says.
    pub(crate) fn of_visit(photos: &[Self], spread_pp: f64) -> Option<Self> {
        let (&first, rest) = photos.split_first()?;
        if rest.is_empty() {
            return Some(first);
        }
        let n = photos.len() as f64;
        let mean = |of: &dyn Fn(&Self) -> f64| photos.iter().map(of).sum::<f64>() / n;
        // The common error is seen once with each photo: the surest says how large it is.
        let least = |of: &dyn Fn(&Self) -> f64| photos.iter().map(of).fold(f64::INFINITY, f64::min);
        Some(Self {
            coverage: mean(&|v| v.coverage),
            own_pp: (spread_pp / n.sqrt()).min(least(&|v| v.own_pp)),
            shared_pp: least(&|v| v.shared_pp),
            fits_apart: mean(&|v| v.fits_apart),
            level_pp: least(&|v| v.level_pp),
        })
    }

    /// Standard error, pp, without the part shared by a course.
    pub(crate) fn error_pp(&self) -> f64 {
        self.own_pp.hypot(self.shared_pp)
    }

    /// 95 % interval of the coverage, 0..1, cut to the possible range.
    pub fn ci95(&self) -> [f64; 2] {
        let half = Z_95 * self.error_pp().hypot(self.level_pp) / 100.0;
        [
            (self.coverage - half).max(0.0),
            (self.coverage + half).min(1.0),
        ]
    }
}
