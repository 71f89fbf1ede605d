//! The head against its surroundings: backdrop, clutter, clothes, shoulders, hands.
//!
//! A head seen from above is one compact, nearly elliptical shape. From several starting circles
//! the colours inside and outside are learnt, the cheapest star-shaped outline is traced by dynamic
//! programming in polar space (colour evidence, edges, closeness to an ellipse), and both steps are
//! repeated; the outline with the clearest and most oval boundary wins and is traced again at
//! twice the sampling. The same for bald and haired heads, and for every skin tone, since nothing
//! is assumed about the head's colour.

mod colour_model;
pub(crate) mod colours;
mod hypothesis;
mod outline;
mod oval;
pub(crate) mod toned;

use crate::geometry::{Area, Bounds, Ellipse, Point, reduced};
use crate::resize::{Kernel, resized};
use colour_model::Appearance;
use image::RgbImage;
use outline::Outline;
use oval::Oval;

/// Long side of the image in which the outline is traced, px.
const TRACE_SIDE: u32 = 160;
/// How much coarser the copy is on which hypotheses are compared.
const COARSER: f64 = 2.0;
/// Directions of an outline on the coarse copy.
const COARSE_DIRECTIONS: usize = 72;
/// Directions of the final outline.
const DIRECTIONS: usize = 120;
/// Rounds of learning and tracing on the finer copy.
const FINE_ROUNDS: usize = 2;

/// Where the head is on one photo, in full-resolution pixels of the upright photo.
#[derive(Debug, Clone)]
pub struct HeadMask {
    outline: Outline,
    ellipse: Ellipse,
    /// Full-resolution px per traced px.
    scale: f64,
    confidence: f64,
    off_oval: f64,
    cut_fraction: f64,
}

impl HeadMask {
    /// Distance from the outline's centre in units of the traced outline: 1 on it, less inside.
    pub fn level(&self, p: Point) -> f64 {
        let at = p.reduced(self.scale);
        let (x, y) = (at.x as f32, at.y as f32);
        f64::from(self.outline.level(x, y))
    }

    /// [`level`](Self::level) for many positions: exact from 0.94 to 1.04; farther from the outline
    /// some value on the same side, which spares the search for the direction.
    pub(crate) fn level_near_outline(&self) -> impl Fn(Point) -> f64 {
        let level = self.outline.level_within(0.94, 1.04);
        move |p| {
            let traced = |v: f64| reduced(v, self.scale) as f32;
            f64::from(level(traced(p.x), traced(p.y)))
        }
    }

    /// A box around all positions up to `level`, full-resolution px, with a little room.
    pub(crate) fn bounds_at(&self, level: f64) -> Option<Bounds> {
        let center = to_full(self.outline.cx, self.outline.cy, self.scale);
        let ring = Area::from_ring(self.ring()).bounds()?;
        // Between two directions the outline bulges beyond the line from one to the other.
        let level = 1.01 * level;
        let grown = |p: Point| {
            let away = |v: f64, c: f64| c + level * (v - c);
            Point::new(away(p.x, center.x), away(p.y, center.y))
        };
        Some(Bounds {
            min: grown(ring.min),
            max: grown(ring.max),
        })
    }

    /// The ellipse fitted to the outline, full-resolution px.
    pub fn ellipse(&self) -> Ellipse {
        self.ellipse
    }

    /// The traced outline as a ring of points, full-resolution px.
    pub fn ring(&self) -> Vec<Point> {
        self.outline
            .points()
            .map(|(x, y)| to_full(x, y, self.scale))
            .collect()
    }

    /// How well inside and outside are told apart, 0..1. Below about 0.2 the mask is a guess.
    pub fn confidence(&self) -> f64 {
        self.confidence
    }

    /// How far the outline lies off the ellipse fitted to it, standard deviation in radii: about 0.02
    /// to 0.05 for heads with their ears, 0.08 and more for a bust.
    pub fn off_oval(&self) -> f64 {
        self.off_oval
    }

    /// Fraction of the outline's directions in which the photo's border cuts the head off, 0..1.
    pub fn cut_fraction(&self) -> f64 {
        self.cut_fraction
    }
}

fn to_full(x: f32, y: f32, scale: f64) -> Point {
    Point::new(f64::from(x), f64::from(y)).enlarged(scale)
}

/// Finds the head on an upright sRGB photo (display values). Always answers; see
/// [`HeadMask::confidence`].
pub fn detect(photo: &RgbImage) -> HeadMask {
    let long = photo.width().max(photo.height());
    let scale = f64::from(long) / f64::from(TRACE_SIDE.min(long));
    let small = shrink(photo, scale);
    let coarse = shrink(&small, COARSER);
    let guess = hypothesis::best(&Appearance::new(&coarse), COARSE_DIRECTIONS);
    let fine = Appearance::new(&small);
    let start = guess.oval.scaled(COARSER as f32);
    let found = hypothesis::converge(&fine, start, FINE_ROUNDS, DIRECTIONS);
    let (oval, outline) = (found.oval, &found.outline);
    let cut = outline.cut.iter().filter(|c| **c).count();
    HeadMask {
        ellipse: Ellipse {
            center: to_full(oval.cx, oval.cy, scale),
            semi_axes: [f64::from(oval.a) * scale, f64::from(oval.b) * scale],
            angle: f64::from(oval.angle),
        },
        confidence: f64::from(hypothesis::confidence(&fine, &found)),
        off_oval: off_oval(oval, outline),
        cut_fraction: cut as f64 / outline.cut.len() as f64,
        outline: found.outline,
        scale,
    }
}

/// Standard deviation of the outline's distance from the ellipse's middle, in radii of the ellipse.
fn off_oval(oval: Oval, outline: &Outline) -> f64 {
    let level = oval.levels();
    let levels: Vec<f64> = outline
        .points()
        .map(|(x, y)| f64::from(level(x, y)))
        .collect();
    let n = levels.len().max(1) as f64;
    let mean = levels.iter().sum::<f64>() / n;
    (levels.iter().map(|l| (l - mean).powi(2)).sum::<f64>() / n).sqrt()
}

/// The photo at `1 / scale` of its size, area-averaged in display values.
pub(crate) fn shrink(photo: &RgbImage, scale: f64) -> RgbImage {
    let size = |v: u32| ((f64::from(v) / scale).round() as u32).max(1);
    let (width, height) = (size(photo.width()), size(photo.height()));
    resized(photo, width, height, Kernel::Area)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;

    const SIZE: (u32, u32) = (480, 480);
    const TRUE_AXES: [f64; 2] = [185.0, 205.0];

    /// An oval head with skin up to `bald` of its radius in a ring of hair, on a grey wall.
    fn drawn(bald: f64) -> RgbImage {
        let head = Ellipse {
            center: Point::new(240.0, 235.0),
            semi_axes: TRUE_AXES,
            angle: 0.0,
        };
        RgbImage::from_fn(SIZE.0, SIZE.1, |x, y| {
            // Some grain, the same every time.
            let grain = ((x * 7 + y * 13).wrapping_mul(2_654_435_761) % 97 / 8) as u8;
            let colour = match head.level(Point::new(f64::from(x), f64::from(y))) {
                level if level < bald => [205, 160, 135],
                level if level < 1.0 => [60, 45, 38],
                _ => [128, 132, 140],
            };
            Rgb(colour.map(|v: u8| v.saturating_add(grain)))
        })
    }

    fn assert_found(photo: &RgbImage, what: &str) {
        let ellipse = detect(photo).ellipse();
        let ratio = ellipse.mean_radius() / (TRUE_AXES[0] * TRUE_AXES[1]).sqrt();
        assert!((ratio - 1.0).abs() < 0.03, "{what}: size ratio {ratio}");
        assert!(
            ellipse.center.distance(Point::new(240.0, 235.0)) < 8.0,
            "{what}"
        );
    }

    #[test]
    fn a_head_is_found_whole_whatever_part_of_it_is_bald() {
        for bald in [0.0, 0.3, 0.45, 0.6, 1.0] {
            assert_found(&drawn(bald), &format!("bald to {bald}"));
        }
    }

    #[test]
    fn a_bust_is_no_oval() {
        let head = drawn(0.3);
        assert!(
            detect(&head).off_oval() < 0.04,
            "{}",
            detect(&head).off_oval()
        );
        // A round head over a wide pair of shoulders of the same darkness.
        let bust = RgbImage::from_fn(480, 480, |x, y| {
            let (u, v) = (f64::from(x) - 240.0, f64::from(y) - 160.0);
            let inside = u.hypot(v) < 70.0 || (u / 150.0).hypot((v - 110.0) / 90.0) < 1.0;
            Rgb(if inside {
                [60, 45, 38]
            } else {
                [128, 132, 140]
            })
        });
        assert!(
            detect(&bust).off_oval() > 0.076,
            "{}",
            detect(&bust).off_oval()
        );
    }

    #[test]
    fn a_darker_photo_has_the_same_outline() {
        let mut photo = drawn(0.5);
        photo
            .iter_mut()
            .for_each(|v| *v = (f32::from(*v) * 0.7) as u8);
        assert_found(&photo, "dimmed");
    }

    #[test]
    fn a_photo_of_one_colour_still_has_an_answer_of_low_confidence() {
        let mask = detect(&RgbImage::from_pixel(300, 200, Rgb([90, 90, 90])));
        assert!(mask.ellipse().mean_radius().is_finite());
        assert!(mask.confidence() < 0.2, "{}", mask.confidence());
    }
}
