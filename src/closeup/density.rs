//! Hairs per cm² of a target, with the interval that the detector's errors and the scale leave.

use super::model::Style;
use crate::statistics::Z_95;

/// Half a hair of rounding, as a variance.
const ROUNDING: f64 = 0.25;
/// Variance of a hair that may or may not be there.
const LOOSE: f64 = 0.25;

/// How a count by detection errs: counted less true, as a share of the counted, over rendered photos.
#[derive(Debug, Clone, Copy)]
struct Detector {
    /// Mean of counted less true: missed hairs that lie on others count against it, ends of hidden
    /// shafts taken for roots for it.
    bias: f64,
    /// Standard deviation around it.
    sd: f64,
}

const CLIPPED: Detector = Detector {
    bias: -0.03,
    sd: 0.07,
};
const LONG: Detector = Detector {
    bias: 0.06,
    sd: 0.09,
};

/// A count of hairs by their roots, and what of it is uncertain.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    /// Hairs counted.
    pub(crate) found: u64,
    /// Of these, placed by a person: the detector's error does not touch them.
    pub(crate) by_hand: u64,
    /// Hairs that may or may not be there, counted or not.
    pub(crate) loose: u64,
    /// Clipped or long.
    pub(crate) style: Style,
}

impl Count {
    /// 95 % interval of the true number of hairs per cm² of a target of `area_cm2` (> 0), whose scale
    /// has the relative standard deviation `scale_sd`. It holds the counted density itself, and it is
    /// of the target, not of the scalp around it.
    pub(crate) fn per_cm2(&self, area_cm2: f64, scale_sd: f64) -> [f64; 2] {
        let n = self.found as f64;
        let detected = n - self.by_hand as f64;
        let Detector { bias, sd } = match self.style {
            Style::Clipped => CLIPPED,
            Style::Long => LONG,
        };
        let middle = n - bias * detected;
        let loose = (ROUNDING + LOOSE * self.loose as f64).sqrt();
        // The area goes with the square of the scale.
        let sd = (detected * sd).hypot(n * 2.0 * scale_sd).hypot(loose);
        let [low, high] = [-1.0, 1.0].map(|side| (middle + side * Z_95 * sd).max(0.0));
        [low.min(n) / area_cm2, high.max(n) / area_cm2]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(found: u64, by_hand: u64, loose: u64) -> Count {
        Count {
            found,
            by_hand,
            loose,
            style: Style::Clipped,
        }
    }

    #[test]
    fn hairs_counted_by_hand_leave_rounding_and_scale() {
        // sqrt(0.25 + (50 * 2 * 0.01)^2) = 1.118 hairs, times 1.96, on 0.5 cm2.
        let [low, high] = count(50, 50, 0).per_cm2(0.5, 0.01);
        let half = Z_95 * 1.25_f64.sqrt() / 0.5;
        assert!((low - (100.0 - half)).abs() < 1e-9 && (high - (100.0 + half)).abs() < 1e-9);
    }

    #[test]
    fn detection_and_loose_hairs_each_widen_it() {
        let width = |c: Count| {
            let [low, high] = c.per_cm2(1.0, 0.0);
            high - low
        };
        let by_hand = width(count(50, 50, 0));
        assert!(width(count(50, 0, 0)) > 2.0 * by_hand);
        // Three loose hairs and the rounding: twice the rounding's deviation.
        assert!((width(count(50, 50, 3)) - 2.0 * by_hand).abs() < 1e-9);
    }

    #[test]
    fn no_hair_found_is_none_or_one() {
        let [low, high] = count(0, 0, 0).per_cm2(1.0, 0.01);
        assert!(low.abs() < 1e-12 && (0.5..1.5).contains(&high));
    }
}
