//! The head against its surroundings: backdrop, clutter, clothes, shoulders, hands.
//!
//! A head seen from above is one compact, nearly elliptical shape. From several starting circles
//! the colours inside and outside are learnt, the cheapest star-shaped outline is traced by dynamic
//! programming in polar space (colour evidence, edges, closeness to an ellipse), and both steps are
//! repeated; the start that separates inside from outside best wins. The same for bald and haired
//! heads, and for every skin tone, since nothing is assumed about the head's colour.

use super::colour_model::Appearance;
use super::outline::{self, Outline, Oval, Weights, direction};
use crate::geometry::Point;
use crate::plane::Plane;
use crate::resize::{Kernel, resized};
use image::RgbImage;

/// Long side of the image in which the outline is traced, px.
const TRACE_SIDE: u32 = 160;
/// Rounds of learning colours and tracing.
const ROUNDS: usize = 4;
/// Clip of the evidence of one pixel, nats.
const EVIDENCE_LIMIT: f32 = 2.5;

/// An ellipse in full-resolution pixels.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Ellipse {
    /// Centre, px.
    pub center: Point,
    /// Semi-axes, px: first along `angle`, second across it.
    pub semi_axes: [f64; 2],
    /// Direction of the first semi-axis, radians from +x towards +y.
    pub angle: f64,
}

impl Ellipse {
    /// Distance from the centre in units of the outline: 1 on it, less inside.
    pub fn level(&self, p: Point) -> f64 {
        let (s, c) = self.angle.sin_cos();
        let (dx, dy) = (p.x - self.center.x, p.y - self.center.y);
        ((dx * c + dy * s) / self.semi_axes[0]).hypot((dy * c - dx * s) / self.semi_axes[1])
    }

    /// Radius of the circle of the same area, px.
    pub fn mean_radius(&self) -> f64 {
        (self.semi_axes[0] * self.semi_axes[1]).sqrt()
    }
}

/// Where the head is on one photo, in full-resolution pixels of the upright photo.
#[derive(Debug, Clone)]
pub struct HeadMask {
    outline: Outline,
    ellipse: Ellipse,
    /// Full-resolution px per traced px.
    scale: f64,
    /// Size of the photo, px.
    size: (u32, u32),
    confidence: f64,
    cut_fraction: f64,
}

impl HeadMask {
    /// Whether a full-resolution position lies on the head (hair included).
    pub fn contains(&self, p: Point) -> bool {
        self.level(p) <= 1.0
            && p.x >= -0.5
            && p.y >= -0.5
            && p.x <= f64::from(self.size.0) - 0.5
            && p.y <= f64::from(self.size.1) - 0.5
    }

    /// Distance from the outline's centre in units of the traced outline: 1 on it, less inside.
    pub fn level(&self, p: Point) -> f64 {
        let x = ((p.x + 0.5) / self.scale - 0.5) as f32;
        let y = ((p.y + 0.5) / self.scale - 0.5) as f32;
        f64::from(self.outline.level(x, y))
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

    /// Fraction of the outline's directions in which the photo's border cuts the head off, 0..1.
    pub fn cut_fraction(&self) -> f64 {
        self.cut_fraction
    }
}

fn to_full(x: f32, y: f32, scale: f64) -> Point {
    Point::new(
        (f64::from(x) + 0.5) * scale - 0.5,
        (f64::from(y) + 0.5) * scale - 0.5,
    )
}

/// Finds the head on an upright sRGB photo (display values). Always answers; see
/// [`HeadMask::confidence`].
pub fn detect(photo: &RgbImage) -> HeadMask {
    let long = photo.width().max(photo.height());
    let scale = f64::from(long) / f64::from(TRACE_SIDE.min(long));
    let small = shrink(photo, scale);
    detect_small(&small, scale, photo.dimensions())
}

/// The photo at `1 / scale` of its size, area-averaged in display values.
pub(crate) fn shrink(photo: &RgbImage, scale: f64) -> RgbImage {
    let size = |v: u32| ((f64::from(v) / scale).round() as u32).max(1);
    let (width, height) = (size(photo.width()), size(photo.height()));
    resized(photo, width, height, Kernel::Area)
}

fn detect_small(small: &RgbImage, scale: f64, size: (u32, u32)) -> HeadMask {
    let appearance = Appearance::new(small);
    let (w, h) = (appearance.width as f32, appearance.height as f32);
    let short = w.min(h);
    let mut best: Option<(f32, Outline, Oval)> = None;
    for (fx, fy) in [
        (0.5, 0.5),
        (0.5, 0.38),
        (0.5, 0.62),
        (0.42, 0.5),
        (0.58, 0.5),
    ] {
        for fr in [0.32, 0.42] {
            let start = Oval::circle(fx * w, fy * h, fr * short);
            let (outline, oval) = converge(&appearance, start);
            let score = separation(&appearance, &outline, &oval);
            if best.as_ref().is_none_or(|(s, ..)| score > *s) {
                best = Some((score, outline, oval));
            }
        }
    }
    let (score, outline, oval) = best.expect("at least one start is tried");
    let cut_fraction = outline.cut.iter().filter(|c| **c).count() as f64 / outline.cut.len() as f64;
    HeadMask {
        ellipse: Ellipse {
            center: to_full(oval.cx, oval.cy, scale),
            semi_axes: [f64::from(oval.a) * scale, f64::from(oval.b) * scale],
            angle: f64::from(oval.angle),
        },
        outline,
        scale,
        size,
        confidence: f64::from(score).clamp(0.0, 1.0),
        cut_fraction,
    }
}

/// Alternates between learning the two sides' colours and tracing the outline.
fn converge(appearance: &Appearance, start: Oval) -> (Outline, Oval) {
    let mut oval = start;
    let mut outline = None::<Outline>;
    for round in 0..ROUNDS {
        let label = labels(appearance, &oval, outline.as_ref());
        let evidence = appearance.evidence(&label, EVIDENCE_LIMIT);
        let last = round + 1 == ROUNDS;
        let weights = Weights {
            region: 1.0,
            edge: 0.5,
            bend: 0.04,
            shape: if last { 6.0 } else { 2.0 },
        };
        let traced = outline::trace(appearance, &evidence, &oval, weights);
        oval = fit_oval(&traced).unwrap_or(oval);
        outline = Some(traced);
    }
    (outline.expect("at least one round is run"), oval)
}

/// +1 surely inside, -1 surely outside, 0 near the outline.
fn labels(appearance: &Appearance, oval: &Oval, outline: Option<&Outline>) -> Vec<i8> {
    (0..appearance.width * appearance.height)
        .map(|i| {
            let (x, y) = ((i % appearance.width) as f32, (i / appearance.width) as f32);
            let level = oval.level(x, y).max(outline.map_or(0.0, |o| o.level(x, y)));
            let far = outline.map_or(oval.level(x, y), |o| o.level(x, y).min(oval.level(x, y)));
            if level < 0.92 {
                1
            } else if far > 1.12 {
                -1
            } else {
                0
            }
        })
        .collect()
}

/// Quality of an outline, about 0..1: how well colours tell inside from outside, the edge under
/// it, and how elliptical it is.
fn separation(appearance: &Appearance, outline: &Outline, oval: &Oval) -> f32 {
    let label = labels(appearance, oval, Some(outline));
    let evidence = appearance.evidence(&label, EVIDENCE_LIMIT);
    let mut sums = [(0.0f32, 0.0f32); 2];
    for (&e, &l) in evidence.data.iter().zip(&label) {
        if l != 0 {
            let s = &mut sums[usize::from(l > 0)];
            s.0 += e / EVIDENCE_LIMIT;
            s.1 += 1.0;
        }
    }
    let mean = |(s, n): (f32, f32)| if n > 0.0 { s / n } else { 0.0 };
    let told_apart = 0.5 * (mean(sums[1]) - mean(sums[0]));
    let uneven = outline
        .radii
        .iter()
        .enumerate()
        .zip(&outline.cut)
        .filter(|(_, cut)| !**cut)
        .map(|((k, &r), _)| {
            let (s, c) = direction(k).sin_cos();
            (oval.level(outline.cx + r * c, outline.cy + r * s) - 1.0).abs()
        })
        .sum::<f32>()
        / outline.radii.len() as f32;
    let filled = sums[1].1 / (sums[0].1 + sums[1].1).max(1.0);
    told_apart + 0.5 * outline.edge_strength - 2.0 * uneven + 0.3 * filled.min(0.4)
}

/// Ellipse through the uncut outline by trimmed least squares on the radii's algebraic distance.
fn fit_oval(outline: &Outline) -> Option<Oval> {
    let points: Vec<(f32, f32)> = outline.points().collect();
    let mut keep: Vec<bool> = outline.cut.iter().map(|c| !c).collect();
    if keep.iter().filter(|k| **k).count() < outline::DIRECTIONS / 3 {
        keep.fill(true);
    }
    let mut oval = None;
    for _ in 0..3 {
        oval = algebraic_ellipse(
            points
                .iter()
                .zip(&keep)
                .filter(|(_, k)| **k)
                .map(|(p, _)| *p),
        );
        let o = oval?;
        for ((k, p), cut) in keep.iter_mut().zip(&points).zip(&outline.cut) {
            *k = !cut && (o.level(p.0, p.1) - 1.0).abs() < 0.1;
        }
        if keep.iter().filter(|k| **k).count() < outline::DIRECTIONS / 3 {
            break;
        }
    }
    oval
}

/// Least-squares conic `A x² + B xy + C y² + D x + E y = 1` about the mean, if it is an ellipse of
/// a head's proportions.
fn algebraic_ellipse(points: impl Iterator<Item = (f32, f32)> + Clone) -> Option<Oval> {
    let n = points.clone().count();
    if n < 12 {
        return None;
    }
    let (mx, my) = points.clone().fold((0.0, 0.0), |(a, b), (x, y)| {
        (a + x / n as f32, b + y / n as f32)
    });
    let unit = points
        .clone()
        .map(|(x, y)| (x - mx).hypot(y - my))
        .sum::<f32>()
        / n as f32;
    let mut normal = nalgebra::SMatrix::<f64, 5, 5>::zeros();
    let mut right = nalgebra::SVector::<f64, 5>::zeros();
    for (x, y) in points {
        let (x, y) = (f64::from((x - mx) / unit), f64::from((y - my) / unit));
        let row = nalgebra::SVector::<f64, 5>::from([x * x, x * y, y * y, x, y]);
        normal += row * row.transpose();
        right += row;
    }
    let q = normal.cholesky()?.solve(&right);
    let (a, b, c, d, e) = (q[0], q[1], q[2], q[3], q[4]);
    let det = 4.0 * a * c - b * b;
    if det <= 1e-9 || a <= 0.0 {
        return None;
    }
    let cx = (b * e - 2.0 * c * d) / det;
    let cy = (b * d - 2.0 * a * e) / det;
    let k = 1.0 + a * cx * cx + b * cx * cy + c * cy * cy;
    let angle = 0.5 * b.atan2(a - c);
    let mid = 0.5 * (a + c);
    let half = 0.5 * (a - c).hypot(b);
    // The larger eigenvalue belongs to `angle`, hence the shorter axis.
    let (short, long) = ((k / (mid + half)).sqrt(), (k / (mid - half)).sqrt());
    let oval = Oval {
        cx: mx + cx as f32 * unit,
        cy: my + cy as f32 * unit,
        a: short as f32 * unit,
        b: long as f32 * unit,
        angle: angle as f32,
    };
    (short.is_finite() && long.is_finite() && long / short < 2.0).then_some(oval)
}

/// The mask of a head as a plane of 0 and 1 at `scale` full-resolution px per pixel.
pub(crate) fn rasterise(mask: &HeadMask, width: usize, height: usize, scale: f64) -> Plane {
    Plane::from_fn(width, height, |x, y| {
        let p = to_full(x as f32, y as f32, scale);
        f32::from(u8::from(mask.level(p) <= 1.0))
    })
}
