//! Difference between two values of the same region, with its noise and its interval.

use super::{UncertaintyParams, Value};
use crate::statistics::Z_95;

/// A difference of coverage. Nothing is said of it yet: see `longitudinal::judge`.
///
/// What is seen of a true change is `change * (1 + e) + noise`: end points that err stretch or shrink
/// a change, and where nothing changed they have nothing to stretch. Its interval holds the changes
/// that what was seen does not contradict (Fieller 1954, doi:10.1111/j.2517-6161.1954.tb00159.x).
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct Difference {
    /// Later minus earlier, pp.
    pub delta_pp: f64,
    /// Half width, pp, of the 95 % interval of the noise, which is there without any change. A
    /// difference that exceeds it leaves 0 out of its interval: the smallest change that this pair
    /// can show by itself.
    pub noise_pp: f64,
    /// Coverage of the earlier one, 0..1.
    pub earlier: f64,
    /// Lowest and highest change, pp, that the two levels leave room for: hair that covers at most a
    /// tenth before cannot have lost more than that.
    pub room_pp: [f64; 2],
}

/// Room of a difference of which the levels say nothing, pp.
pub(crate) const ANY_CHANGE_PP: [f64; 2] = [-100.0, 100.0];

impl Difference {
    /// From one value of a region to another.
    ///
    /// Exchanging the two changes the sign of `delta_pp` and nothing else.
    pub fn between(from: &Value, to: &Value, params: &UncertaintyParams) -> Self {
        let (a, b) = (from.error_pp(), to.error_pp());
        let fits = 100.0 * params.fits_apart_change * (to.fits_apart - from.fits_apart);
        Self {
            delta_pp: 100.0 * (to.coverage - from.coverage),
            noise_pp: Z_95 * (a * a + b * b + fits * fits).sqrt(),
            earlier: from.coverage,
            room_pp: room_pp(from.ci95(), to.ci95()),
        }
    }

    /// This difference with an error more, given as the half width of its 95 % interval, pp. What makes
    /// the change uncertain does so to the levels.
    pub(crate) fn widened(self, half_pp: f64) -> Self {
        let [low, high] = self.room_pp;
        Self {
            noise_pp: self.noise_pp.hypot(half_pp),
            room_pp: [low - half_pp, high + half_pp],
            ..self
        }
    }

    /// Coverage of the earlier and of the later one, 0..=1.
    pub(crate) fn levels(&self) -> [f64; 2] {
        let later = self.earlier + self.delta_pp / 100.0;
        [self.earlier, later.clamp(0.0, 1.0)]
    }

    /// 95 % interval, pp: every change `c` with `|delta_pp - c|` at most `noise_pp` and the relative
    /// error of `c` in quadrature, as far as the levels leave room. It reaches further from 0 than
    /// towards it.
    pub(crate) fn ci95_pp(&self, params: &UncertaintyParams) -> [f64; 2] {
        let relative = relative_half(params);
        let left = 1.0 - relative * relative;
        let reach = (relative * self.delta_pp).hypot(left.sqrt() * self.noise_pp);
        let [low, high] = self.room_pp.map(|end| end.clamp(-100.0, 100.0));
        [
            ((self.delta_pp - reach) / left).clamp(low, high),
            ((self.delta_pp + reach) / left).clamp(low, high),
        ]
    }

    /// How far the interval reaches from the difference, pp.
    pub(crate) fn reach_pp(&self, params: &UncertaintyParams) -> f64 {
        let [low, high] = self.ci95_pp(params);
        (self.delta_pp - low).max(high - self.delta_pp)
    }

    /// Change as a share of the earlier coverage; `None` where that is nothing.
    pub(crate) fn relative(&self) -> Option<f64> {
        (self.earlier > 0.0).then(|| self.delta_pp / 100.0 / self.earlier)
    }
}

/// Lowest and highest change between two coverages of which the 95 % intervals are given, 0..1, in pp.
fn room_pp(from: [f64; 2], to: [f64; 2]) -> [f64; 2] {
    let lowest = (-from[1]).max(to[0] - 1.0);
    let highest = (1.0 - from[0]).min(to[1]);
    [100.0 * lowest, 100.0 * highest]
}

/// Half width of the 95 % interval of the relative error of a change, share of the change.
pub(crate) fn relative_half(params: &UncertaintyParams) -> f64 {
    (Z_95 * params.scale_relative).min(0.9)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(delta_pp: f64, noise_pp: f64) -> Difference {
        Difference {
            delta_pp,
            noise_pp,
            earlier: 0.5,
            room_pp: ANY_CHANGE_PP,
        }
    }

    #[test]
    fn an_interval_leaves_out_0_exactly_where_the_difference_exceeds_the_noise() {
        let params = UncertaintyParams::default();
        for (delta, noise) in [(3.1, 3.0), (2.9, 3.0), (-3.1, 3.0), (0.0, 3.0), (2.0, 0.0)] {
            let [low, high] = seen(delta, noise).ci95_pp(&params);
            let leaves_out = low > 0.0 || high < 0.0;
            assert_eq!(f64::abs(delta) > noise, leaves_out, "{delta} {noise}");
        }
    }

    /// The ends are the changes that would just have shown what was seen.
    #[test]
    fn an_end_of_the_interval_just_explains_what_was_seen() {
        let params = UncertaintyParams::default();
        let relative = relative_half(&params);
        for (delta, noise) in [(9.0, 3.0), (-4.0, 2.0), (1.0, 3.0)] {
            for end in seen(delta, noise).ci95_pp(&params) {
                let allowed = noise.hypot(relative * end);
                assert!((f64::abs(delta - end) - allowed).abs() < 1e-9, "{end}");
            }
        }
        let [low, high] = seen(9.0, 3.0).ci95_pp(&params);
        assert!(
            high - 9.0 > 9.0 - low,
            "what was seen may be too small by a share"
        );
        assert_eq!(seen(9.0, 3.0).reach_pp(&params), high - 9.0);
    }

    #[test]
    fn exchanging_the_values_mirrors_the_interval() {
        let value = |coverage, own_pp, fits_apart| Value {
            coverage,
            own_pp,
            shared_pp: 0.7,
            fits_apart,
            level_pp: 5.0,
        };
        let (a, b) = (value(0.3, 0.5, 0.02), value(0.42, 0.9, -0.01));
        let params = UncertaintyParams::default();
        let (forth, back) = (
            Difference::between(&a, &b, &params),
            Difference::between(&b, &a, &params),
        );
        assert_eq!(forth.delta_pp, -back.delta_pp);
        assert_eq!(forth.noise_pp, back.noise_pp);
        let [low, high] = back.room_pp;
        assert_eq!(forth.room_pp, [-high, -low]);
    }

    /// A nearly bald region can hardly lose, a full one hardly gain; what widens the change widens that.
    #[test]
    fn no_interval_reaches_beyond_what_the_levels_leave_room_for() {
        let params = UncertaintyParams::default();
        let bald = Value {
            coverage: 0.01,
            own_pp: 30.0,
            shared_pp: 0.0,
            fits_apart: 0.0,
            level_pp: 0.0,
        };
        let top = 100.0 * bald.ci95()[1];
        let same = Difference::between(&bald, &bald, &params);
        assert!(same.noise_pp > top, "{same:?}");
        assert_eq!(same.ci95_pp(&params), [-top, top]);
        let [low, high] = same.widened(10.0).ci95_pp(&params);
        assert_eq!([low, high], [-top - 10.0, top + 10.0]);
        let full = Value {
            coverage: 0.99,
            ..bald
        };
        let [low, high] = Difference::between(&bald, &full, &params).ci95_pp(&params);
        assert!(low > 0.0 && high == 100.0, "{low} {high}");
    }
}
