//! Hairs per cm² of a target, with the interval that the detector's errors and the scale leave.

use super::model::Style;
use crate::statistics::Z_95;

/// Half a hair of rounding, as a variance.
const ROUNDING: f64 = 0.25;
/// Variance of a hair that may or may not be there.
const LOOSE: f64 = 0.25;

/// How a count by detection errs: counted less true, as a share of the counted.
#[derive(Debug, Clone, Copy)]
struct Detector {
    /// Mean of counted less true: missed hairs that lie on others count against it, ends of hidden
    /// shafts taken for roots for it.
    bias: f64,
    /// Standard deviation around it that all hairs of a photo share.
    sd: f64,
    /// Variance beside it of each hair by itself, missed or invented.
    each: f64,
}

impl Detector {
    /// For `photos` of a spot on which its hairs were looked for: what one overlooks another shows. Smooth
    /// skin and long hair from 320 rendered photos, each by itself, in pairs and in fours (three lie between); rough skin from
    /// 32 phototrichograms of eight persons, by four of them and held against the others (docs/lab/closeups.md).
    fn of(style: Style, rough: bool, photos: usize) -> Self {
        let [bias, sd] = match (style, photos) {
            (Style::Clipped, _) if rough => {
                return Self {
                    bias: 0.0,
                    sd: 0.2,
                    each: 0.4,
                };
            }
            (Style::Clipped, 0 | 1) => [-0.15, 0.085],
            (Style::Clipped, 2) => [-0.13, 0.065],
            (Style::Clipped, 3) => [-0.1, 0.06],
            (Style::Clipped, _) => [-0.08, 0.062],
            (Style::Long, 0 | 1) => [-0.03, 0.13],
            (Style::Long, 2) => [-0.2, 0.14],
            (Style::Long, 3) => [-0.1, 0.14],
            (Style::Long, _) => [0.03, 0.1],
        };
        Self {
            bias,
            sd,
            each: 0.0,
        }
    }
}

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
    /// Pores, folds or moisture show between the hairs.
    pub(crate) rough: bool,
    /// Photos of the spot on which its hairs were looked for, 1 and more.
    pub(crate) photos: usize,
}

impl Count {
    /// 95 % interval of the true number of hairs per cm² of a target of `area_cm2` (> 0), whose scale
    /// has the relative standard deviation `scale_sd`. It holds the counted density itself, and it is
    /// of the target, not of the scalp around it.
    pub(crate) fn per_cm2(&self, area_cm2: f64, scale_sd: f64) -> [f64; 2] {
        let n = self.found as f64;
        let detected = n - self.by_hand as f64;
        let Detector { bias, sd, each } = Detector::of(self.style, self.rough, self.photos);
        let middle = n - bias * detected;
        let loose = (ROUNDING + LOOSE * self.loose as f64).sqrt();
        // The area goes with the square of the scale.
        let sd = (detected * sd)
            .hypot((each * detected).sqrt())
            .hypot(n * 2.0 * scale_sd)
            .hypot(loose);
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
            rough: false,
            photos: 1,
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
    fn further_photos_narrow_it_and_rough_skin_widens_it() {
        let ends = |rough, photos| {
            let count = Count {
                rough,
                photos,
                ..count(50, 0, 0)
            };
            count.per_cm2(1.0, 0.0)
        };
        let width = |[low, high]: [f64; 2]| high - low;
        let [one, four, rough] = [ends(false, 1), ends(false, 4), ends(true, 1)];
        assert!(width(four) < width(one) && width(one) < width(rough));
        // What one photo misses: 15 % of what it finds.
        assert!((0.5 * (one[0] + one[1]) - 57.5).abs() < 1e-9, "{one:?}");
    }

    #[test]
    fn no_hair_found_is_none_or_one() {
        let [low, high] = count(0, 0, 0).per_cm2(1.0, 0.01);
        assert!(low.abs() < 1e-12 && (0.5..1.5).contains(&high));
    }
}
