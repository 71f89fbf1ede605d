//! The direction in which hair lies: a tangent field on the head.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

use super::head::{self, Vec3};
use super::params::CombStyle;
use super::random::{WaveField, spread};

/// A visit's comb: the style's flow, turned by smooth fields that differ between visits, and by
/// a finer one that lays neighbouring hairs into locks.
#[derive(Debug, Clone)]
pub(super) struct Comb {
    style: CombStyle,
    /// Turn everywhere, radians.
    turn: f64,
    /// Where the parting runs, mm from the midline.
    parting_mm: f64,
    /// The subject's own growth pattern, same at every visit.
    habit: WaveField,
    /// Broad turns of this visit.
    wave: WaveField,
    /// Locks.
    lock: WaveField,
    /// How high hair stands off the scalp, over space.
    volume: WaveField,
}

impl Comb {
    /// A comb: `habit_rng` is the subject's, `visit_rng` the visit's; `comb_deg` the half-width of
    /// the visit's turn.
    pub(crate) fn new(
        style: CombStyle,
        habit_rng: &mut ChaCha8Rng,
        visit_rng: &mut ChaCha8Rng,
        comb_deg: f64,
    ) -> Self {
        let parting_mm = -24.0 + spread(habit_rng, 6.0);
        Self {
            style,
            turn: spread(visit_rng, comb_deg.to_radians()),
            parting_mm: parting_mm + spread(visit_rng, 0.4 * comb_deg),
            habit: WaveField::new(habit_rng, 6, 55.0),
            wave: WaveField::new(visit_rng, 6, 45.0),
            lock: WaveField::new(visit_rng, 16, 7.0),
            volume: WaveField::new(visit_rng, 6, 30.0),
        }
    }

    /// Turn of the hair rooted at a point against the style's flow, radians.
    pub(crate) fn turn_at(&self, root: Vec3) -> f64 {
        self.turn
            + 0.12 * self.habit.at(root)
            + 0.06 * self.wave.at(root)
            + 0.16 * self.lock.at(root)
    }

    /// Height of the hair rooted at a point over the scalp, mm.
    pub(crate) fn height_at(&self, root: Vec3, rng: &mut ChaCha8Rng) -> f64 {
        (2.2 + 0.8 * self.volume.at(root)).max(0.6) * (0.15 + rng.random::<f64>())
    }

    /// Unit tangent in which the style lays hair at a point of the scalp with unit normal
    /// `normal`.
    pub(crate) fn flow(&self, p: Vec3, normal: Vec3) -> Vec3 {
        let around = p - head::crown();
        let distance = around.norm();
        let outwards = around / distance.max(1.0);
        let whorl = outwards * 0.72 + normal.cross(&outwards) * 0.6;
        // Broad styles still show the natural whorl, over a few cm.
        let (broad, whorl_share) = match self.style {
            CombStyle::Whorl => (Vec3::new(0.004 * p.x, 0.0, -0.35), 1.0),
            CombStyle::Back => (Vec3::new(0.005 * p.x, -1.0, -0.45), near(distance, 20.0)),
            CombStyle::Side => {
                let side = ((p.x - self.parting_mm) / 5.0).tanh();
                (Vec3::new(side, -0.45, -0.4), near(distance, 18.0))
            }
        };
        let broad_share = match self.style {
            CombStyle::Whorl => 0.6,
            CombStyle::Back | CombStyle::Side => 1.0 - whorl_share,
        };
        let along = broad * broad_share + whorl * whorl_share;
        let tangent = along - normal * along.dot(&normal);
        tangent / tangent.norm().max(1e-6)
    }
}

/// Share of the whorl in a broad style. Below one half, so that the comb's flow never stops at the
/// whorl's rim and hair does not pile up there.
fn near(distance: f64, radius: f64) -> f64 {
    0.42 * (-(distance / radius).powi(2)).exp()
}
