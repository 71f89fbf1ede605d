//! An ellipse in the pixels of a small copy of a photo, and its fit to a traced outline.

/// Share of an outline's points that an ellipse has to keep to count as fitted.
const MIN_KEPT: f32 = 1.0 / 3.0;
/// Points farther from the ellipse than this share of its radius (ears, noses, tufts) are dropped.
const TRIM: f32 = 0.1;
/// Longest over shortest axis beyond which an ellipse is no head.
const MAX_ASPECT: f64 = 2.0;

/// An ellipse in pixels of the image it was fitted in.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Oval {
    pub(crate) cx: f32,
    pub(crate) cy: f32,
    /// Semi-axes, px; `a` along `angle`.
    pub(crate) a: f32,
    pub(crate) b: f32,
    /// Direction of `a`, radians from +x towards +y.
    pub(crate) angle: f32,
}

impl Oval {
    pub(super) fn circle(cx: f32, cy: f32, radius: f32) -> Self {
        Self {
            cx,
            cy,
            a: radius,
            b: radius,
            angle: 0.0,
        }
    }

    /// This ellipse on a copy of the photo with `factor` times as many pixels a side.
    pub(super) fn scaled(self, factor: f32) -> Self {
        Self {
            cx: (self.cx + 0.5) * factor - 0.5,
            cy: (self.cy + 0.5) * factor - 0.5,
            a: self.a * factor,
            b: self.b * factor,
            angle: self.angle,
        }
    }

    /// Distance from the centre in units of the outline, as a function of the position: 1 on it,
    /// less inside.
    pub(super) fn levels(self) -> impl Fn(f32, f32) -> f32 {
        let (s, c) = self.angle.sin_cos();
        move |x, y| {
            let (dx, dy) = (x - self.cx, y - self.cy);
            let (u, v) = ((dx * c + dy * s) / self.a, (dy * c - dx * s) / self.b);
            (u * u + v * v).sqrt()
        }
    }

    /// Distance from the centre to the outline in a direction.
    pub(super) fn radius(&self, direction: f32) -> f32 {
        let (s, c) = (direction - self.angle).sin_cos();
        1.0 / (c / self.a).hypot(s / self.b)
    }

    /// Longest over shortest axis, at least 1.
    pub(super) fn aspect(&self) -> f32 {
        (self.a / self.b).max(self.b / self.a)
    }

    /// Ellipse through `points` that are not `cut` off, by trimmed least squares on the algebraic
    /// distance.
    pub(super) fn fitted(points: &[(f32, f32)], cut: &[bool]) -> Option<Self> {
        let enough = MIN_KEPT * points.len() as f32;
        let kept = |keep: &[bool]| keep.iter().filter(|k| **k).count() as f32;
        let mut keep: Vec<bool> = cut.iter().map(|c| !c).collect();
        if kept(&keep) < enough {
            keep.fill(true);
        }
        let mut oval = None;
        for _ in 0..3 {
            let chosen = points.iter().zip(&keep).filter(|(_, k)| **k);
            oval = algebraic_ellipse(chosen.map(|(p, _)| *p));
            let level = oval?.levels();
            for ((k, p), cut) in keep.iter_mut().zip(points).zip(cut) {
                *k = !cut && (level(p.0, p.1) - 1.0).abs() < TRIM;
            }
            if kept(&keep) < enough {
                break;
            }
        }
        oval
    }
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
    (short.is_finite() && long.is_finite() && long / short < MAX_ASPECT).then_some(oval)
}
