//! Plane to plane: similarity, affine map and homography fitted to matched points by weighted least
//! squares (Hartley and Zisserman, Multiple View Geometry, 2nd ed., 4.1 and 4.4.4).

use nalgebra::{DMatrix, DVector, Matrix3, Vector3};

use crate::geometry::Point;

use super::super::darkness::Darkness;

/// A projective map between two planes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Homography(pub(super) Matrix3<f64>);

/// A pair of points that show the same place, and its weight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    pub(crate) to: Point,
    pub(crate) from: Point,
    pub(crate) weight: f64,
}

/// Which map is fitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Model {
    Similarity,
    Affine,
    Projective,
}

impl Homography {
    /// The map that changes nothing.
    pub(super) fn identity() -> Self {
        Self(Matrix3::identity())
    }

    /// A picture `width` px wide turned over, left for right.
    pub(super) fn mirrored(width: usize) -> Self {
        let last = width as f64 - 1.0;
        Self(Matrix3::new(-1.0, 0.0, last, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0))
    }

    /// Turn and scale about `centre`, then a shift.
    pub(super) fn about(centre: Point, scale: f64, turn: f64, shift: [f64; 2]) -> Self {
        let (s, c) = (scale * turn.sin(), scale * turn.cos());
        let tx = centre.x - c * centre.x + s * centre.y + shift[0];
        let ty = centre.y - s * centre.x - c * centre.y + shift[1];
        Self(Matrix3::new(c, -s, tx, s, c, ty, 0.0, 0.0, 1.0))
    }

    /// A photo's working px from its native px.
    pub(crate) fn working_from_native(darkness: &Darkness) -> Self {
        let k = darkness.working_per_native();
        let shift = 0.5 * k - 0.5;
        Self(Matrix3::new(k, 0.0, shift, 0.0, k, shift, 0.0, 0.0, 1.0))
    }

    /// Row-major matrix.
    pub(crate) fn rows(&self) -> [[f64; 3]; 3] {
        std::array::from_fn(|r| std::array::from_fn(|c| self.0[(r, c)]))
    }

    /// Turn around a point, radians from +x towards +y.
    pub(crate) fn turn_at(&self, p: Point) -> f64 {
        self.turned(p, 0.0)
    }

    /// The point that `p` is mapped to.
    pub(crate) fn apply(&self, p: Point) -> Point {
        let q = self.0 * Vector3::new(p.x, p.y, 1.0);
        Point::new(q.x / q.z, q.y / q.z)
    }

    /// The way back; `None` where the map is singular.
    pub(crate) fn inverse(&self) -> Option<Self> {
        self.0.try_inverse().map(Self)
    }

    /// First `self`, then `next`.
    pub(crate) fn then(&self, next: &Self) -> Self {
        Self(next.0 * self.0)
    }

    /// Linear magnification around a point.
    pub(crate) fn scale_at(&self, p: Point) -> f64 {
        let at = self.apply(p);
        let (right, down) = (
            self.apply(Point::new(p.x + 1.0, p.y)),
            self.apply(Point::new(p.x, p.y + 1.0)),
        );
        let cross = (right.x - at.x) * (down.y - at.y) - (right.y - at.y) * (down.x - at.x);
        cross.abs().sqrt()
    }

    /// A direction at `p`, radians, as it is mapped.
    pub(super) fn turned(&self, p: Point, direction: f64) -> f64 {
        let (a, b) = (
            self.apply(p),
            self.apply(Point::new(p.x + direction.cos(), p.y + direction.sin())),
        );
        (b.y - a.y).atan2(b.x - a.x)
    }

    /// Fits a model; `None` where the pairs do not determine it.
    pub(super) fn fit(pairs: &[Pair], model: Model) -> Option<Self> {
        match model {
            Model::Similarity => similarity(pairs),
            Model::Affine => affine(pairs),
            Model::Projective => projective(pairs),
        }
    }
}

fn weighted_mean(pairs: &[Pair], of: impl Fn(&Pair) -> Point) -> Option<Point> {
    let total: f64 = pairs.iter().map(|p| p.weight).sum();
    let sum = pairs.iter().fold((0.0, 0.0), |(x, y), p| {
        let at = of(p);
        (x + p.weight * at.x, y + p.weight * at.y)
    });
    (total > 0.0).then(|| Point::new(sum.0 / total, sum.1 / total))
}

fn similarity(pairs: &[Pair]) -> Option<Homography> {
    let (to, from) = (
        weighted_mean(pairs, |p| p.to)?,
        weighted_mean(pairs, |p| p.from)?,
    );
    let (mut cos, mut sin, mut norm) = (0.0, 0.0, 0.0);
    for p in pairs {
        let (ax, ay) = (p.to.x - to.x, p.to.y - to.y);
        let (bx, by) = (p.from.x - from.x, p.from.y - from.y);
        cos += p.weight * (ax * bx + ay * by);
        sin += p.weight * (ay * bx - ax * by);
        norm += p.weight * (bx * bx + by * by);
    }
    if norm <= 0.0 {
        return None;
    }
    let (c, s) = (cos / norm, sin / norm);
    let (tx, ty) = (
        to.x - c * from.x + s * from.y,
        to.y - s * from.x - c * from.y,
    );
    Some(Homography(Matrix3::new(c, -s, tx, s, c, ty, 0.0, 0.0, 1.0)))
}

fn affine(pairs: &[Pair]) -> Option<Homography> {
    let n = pairs.len();
    let scale = 1.0 / spread(pairs);
    let rows = DMatrix::from_fn(n, 3, |i, k| {
        let p = &pairs[i];
        p.weight.sqrt() * [p.from.x * scale, p.from.y * scale, 1.0][k]
    });
    let solve = |of: &dyn Fn(&Pair) -> f64| {
        let right = DVector::from_fn(n, |i, _| pairs[i].weight.sqrt() * of(&pairs[i]));
        let normal = rows.transpose() * &rows;
        normal
            .cholesky()
            .map(|c| c.solve(&(rows.transpose() * right)))
    };
    let (x, y) = (solve(&|p: &Pair| p.to.x)?, solve(&|p: &Pair| p.to.y)?);
    Some(Homography(Matrix3::new(
        x[0] * scale,
        x[1] * scale,
        x[2],
        y[0] * scale,
        y[1] * scale,
        y[2],
        0.0,
        0.0,
        1.0,
    )))
}

fn spread(pairs: &[Pair]) -> f64 {
    let largest = |v: f64, p: &Pair| v.max(p.from.x.abs()).max(p.from.y.abs());
    pairs.iter().fold(1.0, largest)
}

/// The normalised direct linear transform.
fn projective(pairs: &[Pair]) -> Option<Homography> {
    let (to, from) = (normaliser(pairs, |p| p.to)?, normaliser(pairs, |p| p.from)?);
    let mut normal = DMatrix::<f64>::zeros(9, 9);
    for p in pairs {
        let (u, v) = at(&to, p.to);
        let (x, y) = at(&from, p.from);
        let first = [-x, -y, -1.0, 0.0, 0.0, 0.0, u * x, u * y, u];
        let second = [0.0, 0.0, 0.0, -x, -y, -1.0, v * x, v * y, v];
        for row in [first, second] {
            for i in 0..9 {
                for k in 0..9 {
                    normal[(i, k)] += p.weight * row[i] * row[k];
                }
            }
        }
    }
    let eigen = normal.symmetric_eigen();
    let least = eigen.eigenvalues.imin();
    let h = eigen.eigenvectors.column(least);
    let matrix = Matrix3::from_fn(|r, c| h[3 * r + c]);
    let full = to.try_inverse()? * matrix * from;
    let corner = full[(2, 2)];
    (corner.abs() > 1e-12).then(|| Homography(full / corner))
}

fn at(m: &Matrix3<f64>, p: Point) -> (f64, f64) {
    (m[(0, 0)] * p.x + m[(0, 2)], m[(1, 1)] * p.y + m[(1, 2)])
}

fn normaliser(pairs: &[Pair], of: impl Fn(&Pair) -> Point) -> Option<Matrix3<f64>> {
    let mean = weighted_mean(pairs, &of)?;
    let far: f64 = pairs.iter().map(|p| of(p).distance(mean)).sum::<f64>() / pairs.len() as f64;
    let s = std::f64::consts::SQRT_2 / far.max(1e-9);
    Some(Matrix3::new(
        s,
        0.0,
        -s * mean.x,
        0.0,
        s,
        -s * mean.y,
        0.0,
        0.0,
        1.0,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_homography_is_found_again() {
        let truth = Homography(Matrix3::new(
            0.98, -0.11, 30.0, 0.1, 1.01, -20.0, 1.5e-5, -2e-5, 1.0,
        ));
        let pairs: Vec<Pair> = (0..25)
            .map(|i| {
                let from = Point::new(f64::from(i % 5) * 300.0, f64::from(i / 5) * 220.0);
                Pair {
                    to: truth.apply(from),
                    from,
                    weight: 1.0,
                }
            })
            .collect();
        let found = Homography::fit(&pairs, Model::Projective).unwrap();
        for p in &pairs {
            assert!(found.apply(p.from).distance(p.to) < 1e-6);
        }
        let back = found.inverse().unwrap();
        assert!(back.apply(pairs[7].to).distance(pairs[7].from) < 1e-6);
    }
}
