//! Dense refinement: Gauss-Newton on the squared difference of normalised channels
//! (Lucas-Kanade; Baker & Matthews 2004, doi:10.1023/B:VISI.0000011205.11775.fd), with robust
//! weights, over one of the ladder's models.

use super::channels::{CHANNELS, Level};
use super::head_model::HeadModel;
use super::transform::apply;
use crate::geometry::Point;
use nalgebra::{DMatrix, DVector, Matrix3, Rotation3, Vector3};

/// A motion model with its current parameters, in working px both sides.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Motion {
    /// Similarity or homography: matrix from reference to moving px.
    Plane {
        kind: PlaneKind,
        matrix: Matrix3<f64>,
    },
    /// Rigid curved head.
    Head(HeadModel),
}

/// Freedom of a flat motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PlaneKind {
    Similarity,
    Homography,
}

impl Motion {
    pub(super) fn moving_from_reference(&self, p: Point) -> Option<Point> {
        match self {
            Self::Plane { matrix, .. } => apply(matrix, p),
            Self::Head(head) => head.moving_from_reference(p),
        }
    }

    fn unknowns(&self) -> usize {
        match self {
            Self::Plane { kind, .. } => match kind {
                PlaneKind::Similarity => 4,
                PlaneKind::Homography => 8,
            },
            Self::Head(_) => 6,
        }
    }
}

/// A reference sample: where it is and what the channels read there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    pub at: Point,
    pub values: [f32; CHANNELS],
    pub weight: f32,
    pub block: u16,
}

/// Blocks along each side of the reference head's bounding square.
pub(super) const BLOCKS: usize = 8;

/// Samples of a level inside the head, one per `stride` px; positions in working px.
pub(super) fn samples(level: &Level, stride: usize, center: Point, radius: f64) -> Vec<Sample> {
    let mut out = Vec::new();
    for y in (stride / 2..level.height).step_by(stride) {
        for x in (stride / 2..level.width).step_by(stride) {
            let weight = level.mask.at(x, y);
            if weight < 0.5 {
                continue;
            }
            let at = to_work(level, x as f64, y as f64);
            let cell = |v: f64| {
                ((0.5 + 0.5 * v / (1.15 * radius)) * BLOCKS as f64)
                    .floor()
                    .clamp(0.0, BLOCKS as f64 - 1.0) as u16
            };
            out.push(Sample {
                at,
                values: std::array::from_fn(|c| level.channels[c].at(x, y)),
                weight,
                block: cell(at.y - center.y) * BLOCKS as u16 + cell(at.x - center.x),
            });
        }
    }
    out
}

pub(super) fn to_work(level: &Level, x: f64, y: f64) -> Point {
    Point::new((x + 0.5) * level.scale - 0.5, (y + 0.5) * level.scale - 0.5)
}

/// The moving level with its gradients interleaved for sampling: value, d/dx, d/dy per channel.
#[derive(Debug)]
pub(super) struct Field {
    width: usize,
    height: usize,
    scale: f64,
    data: Vec<[f32; 3 * CHANNELS + 1]>,
}

/// What a moving photo shows at a position, per channel; gradients per working px.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub value: [f32; CHANNELS],
    pub dx: [f32; CHANNELS],
    pub dy: [f32; CHANNELS],
    pub mask: f32,
}

impl Field {
    pub(super) fn new(level: &Level) -> Self {
        let (w, h) = (level.width, level.height);
        let per_px = (0.5 / level.scale) as f32;
        let mut data = vec![[0.0f32; 3 * CHANNELS + 1]; w * h];
        for y in 0..h {
            for x in 0..w {
                let (xi, yi) = (x as i64, y as i64);
                let cell = &mut data[y * w + x];
                for (c, plane) in level.channels.iter().enumerate() {
                    cell[3 * c] = plane.at(x, y);
                    cell[3 * c + 1] =
                        per_px * (plane.at_clamped(xi + 1, yi) - plane.at_clamped(xi - 1, yi));
                    cell[3 * c + 2] =
                        per_px * (plane.at_clamped(xi, yi + 1) - plane.at_clamped(xi, yi - 1));
                }
                cell[3 * CHANNELS] = level.mask.at(x, y);
            }
        }
        Self {
            width: w,
            height: h,
            scale: level.scale,
            data,
        }
    }

    /// Bilinear reading at a working position; `None` outside the photo.
    #[inline]
    pub(super) fn read(&self, p: Point) -> Option<Reading> {
        let x = ((p.x + 0.5) / self.scale - 0.5) as f32;
        let y = ((p.y + 0.5) / self.scale - 0.5) as f32;
        if !(x >= 0.0 && y >= 0.0) {
            return None;
        }
        let (x0, y0) = (x as usize, y as usize);
        if x0 + 1 >= self.width || y0 + 1 >= self.height {
            return None;
        }
        let (fx, fy) = (x - x0 as f32, y - y0 as f32);
        let i = y0 * self.width + x0;
        let corners = [
            (&self.data[i], (1.0 - fx) * (1.0 - fy)),
            (&self.data[i + 1], fx * (1.0 - fy)),
            (&self.data[i + self.width], (1.0 - fx) * fy),
            (&self.data[i + self.width + 1], fx * fy),
        ];
        let mut v = [0.0f32; 3 * CHANNELS + 1];
        for (cell, w) in corners {
            for (v, c) in v.iter_mut().zip(cell) {
                *v += w * c;
            }
        }
        Some(Reading {
            value: std::array::from_fn(|c| v[3 * c]),
            dx: std::array::from_fn(|c| v[3 * c + 1]),
            dy: std::array::from_fn(|c| v[3 * c + 2]),
            mask: v[3 * CHANNELS],
        })
    }
}

/// How much each channel counts.
pub(super) const CHANNEL_WEIGHT: [f64; CHANNELS] = [1.0, 0.5];

/// Improves a motion by at most `rounds` steps.
pub(super) fn refine(
    mut motion: Motion,
    samples: &[Sample],
    field: &Field,
    center: Point,
    radius: f64,
    rounds: usize,
) -> Motion {
    let surface = surface_points(&motion, samples);
    let mut damping = 1e-3;
    let mut current = assemble(&motion, samples, &surface, field, center, radius);
    for _ in 0..rounds {
        let n = motion.unknowns();
        let mut lhs = current.normal.clone();
        for i in 0..n {
            lhs[(i, i)] += damping * (lhs[(i, i)] + 1e-9);
        }
        let Some(step) = lhs.cholesky().map(|c| c.solve(&current.right)) else {
            damping = (damping * 10.0).max(1e-3);
            if damping > 1e3 {
                break;
            }
            continue;
        };
        let trial = stepped(&motion, &step, center, radius);
        let next = assemble(&trial, samples, &surface, field, center, radius);
        if next.cost < current.cost {
            let moved = displacement(&motion, &trial, center, radius);
            motion = trial;
            current = next;
            damping = (damping * 0.3).max(1e-6);
            if moved < 0.01 * field.scale {
                break;
            }
        } else {
            damping *= 10.0;
            if damping > 1e3 {
                break;
            }
        }
    }
    motion
}

/// Largest move of five points of the head between two motions, px.
fn displacement(a: &Motion, b: &Motion, center: Point, radius: f64) -> f64 {
    let r = 0.7 * radius;
    [(0.0, 0.0), (r, 0.0), (-r, 0.0), (0.0, r), (0.0, -r)]
        .iter()
        .filter_map(|(dx, dy)| {
            let p = Point::new(center.x + dx, center.y + dy);
            Some(
                a.moving_from_reference(p)?
                    .distance(b.moving_from_reference(p)?),
            )
        })
        .fold(0.0, f64::max)
}

fn surface_points(motion: &Motion, samples: &[Sample]) -> Vec<Option<Vector3<f64>>> {
    match motion {
        Motion::Plane { .. } => Vec::new(),
        Motion::Head(head) => samples.iter().map(|s| head.surface(s.at)).collect(),
    }
}

struct Normal {
    normal: DMatrix<f64>,
    right: DVector<f64>,
    cost: f64,
}

/// Where a sample lands and how that depends on the unknowns.
pub(super) struct Landing {
    pub at: Point,
    pub dx: [f64; 8],
    pub dy: [f64; 8],
}

fn assemble(
    motion: &Motion,
    samples: &[Sample],
    surface: &[Option<Vector3<f64>>],
    field: &Field,
    center: Point,
    radius: f64,
) -> Normal {
    let n = motion.unknowns();
    let mut normal = [[0.0f64; 8]; 8];
    let mut right = [0.0f64; 8];
    let (mut cost, mut total) = (0.0, 0.0);
    let rotation = match motion {
        Motion::Head(head) => head.rotation_matrix(),
        Motion::Plane { .. } => Rotation3::identity(),
    };
    for (i, s) in samples.iter().enumerate() {
        let landing = match motion {
            Motion::Plane { kind, matrix } => land_plane(*kind, matrix, s.at, center, radius),
            Motion::Head(head) => surface[i]
                .as_ref()
                .and_then(|x| land_head(head, &rotation, x)),
        };
        let Some(landing) = landing else { continue };
        let Some(reading) = field.read(landing.at) else {
            continue;
        };
        if reading.mask < 0.3 {
            continue;
        }
        let weight = f64::from(s.weight * reading.mask);
        for (c, channel_weight) in CHANNEL_WEIGHT.iter().enumerate() {
            let residual = f64::from(s.values[c] - reading.value[c]);
            let robust = 1.0 / (1.0 + residual * residual / 2.0);
            let w = weight * channel_weight;
            // Geman-McClure: bounded, so that moved hair does not pull.
            cost += w * residual * residual * robust;
            total += w;
            let w = w * robust * robust;
            let (gx, gy) = (f64::from(reading.dx[c]), f64::from(reading.dy[c]));
            let mut row = [0.0f64; 8];
            for (k, entry) in row.iter_mut().enumerate().take(n) {
                *entry = gx * landing.dx[k] + gy * landing.dy[k];
            }
            for a in 0..n {
                let wa = w * row[a];
                right[a] += wa * residual;
                for b in 0..=a {
                    normal[a][b] += wa * row[b];
                }
            }
        }
    }
    // Fewer common pixels must not look like a better fit.
    let all: f64 = samples.iter().map(|s| f64::from(s.weight)).sum::<f64>()
        * CHANNEL_WEIGHT.iter().sum::<f64>();
    let missing = (all - total).max(0.0);
    Normal {
        normal: DMatrix::from_fn(
            n,
            n,
            |a, b| if a >= b { normal[a][b] } else { normal[b][a] },
        ),
        right: DVector::from_fn(n, |a, _| right[a]),
        cost: (cost + 1.0 * missing) / all.max(1e-9),
    }
}

/// Unknowns of a flat motion act before the current matrix, in units of the head's radius.
fn land_plane(
    kind: PlaneKind,
    matrix: &Matrix3<f64>,
    p: Point,
    center: Point,
    radius: f64,
) -> Option<Landing> {
    let (u, v) = ((p.x - center.x) / radius, (p.y - center.y) / radius);
    let q = matrix * Vector3::new(p.x, p.y, 1.0);
    if q.z <= 1e-9 {
        return None;
    }
    let at = Point::new(q.x / q.z, q.y / q.z);
    // Derivative of the landing place by the reference position, times the radius.
    let d = |col: usize| {
        (
            radius * (matrix[(0, col)] - at.x * matrix[(2, col)]) / q.z,
            radius * (matrix[(1, col)] - at.y * matrix[(2, col)]) / q.z,
        )
    };
    let ((xu, yu), (xv, yv)) = (d(0), d(1));
    let mut dx = [0.0; 8];
    let mut dy = [0.0; 8];
    let mut set = |k: usize, du: f64, dv: f64| {
        dx[k] = xu * du + xv * dv;
        dy[k] = yu * du + yv * dv;
    };
    set(0, 1.0, 0.0);
    set(1, 0.0, 1.0);
    match kind {
        PlaneKind::Similarity => {
            set(2, u, v);
            set(3, -v, u);
        }
        PlaneKind::Homography => {
            set(2, u, 0.0);
            set(3, v, 0.0);
            set(4, 0.0, u);
            set(5, 0.0, v);
            set(6, -u * u, -u * v);
            set(7, -u * v, -v * v);
        }
    }
    Some(Landing { at, dx, dy })
}

pub(super) fn land_head(
    head: &HeadModel,
    rotation: &Rotation3<f64>,
    x: &Vector3<f64>,
) -> Option<Landing> {
    let r = rotation * x;
    let q = r + Vector3::from(head.translation);
    if q.z <= 1e-6 {
        return None;
    }
    let f = head.moving_camera.focal;
    let (ix, iy) = (q.x / q.z, q.y / q.z);
    let at = Point::new(
        head.moving_camera.center.x + f * ix,
        head.moving_camera.center.y + f * iy,
    );
    let s = f / q.z;
    // Columns: turns about the camera's axes, then shifts; a shift along the view is scaled by
    // the distance so that all unknowns are of one size.
    let moves = [
        Vector3::new(0.0, -r.z, r.y),
        Vector3::new(r.z, 0.0, -r.x),
        Vector3::new(-r.y, r.x, 0.0),
        Vector3::x(),
        Vector3::y(),
        Vector3::z() * head.translation[2],
    ];
    let mut dx = [0.0; 8];
    let mut dy = [0.0; 8];
    for (k, m) in moves.iter().enumerate() {
        dx[k] = s * (m.x - ix * m.z);
        dy[k] = s * (m.y - iy * m.z);
    }
    Some(Landing { at, dx, dy })
}

fn stepped(motion: &Motion, step: &DVector<f64>, center: Point, radius: f64) -> Motion {
    match motion {
        Motion::Plane { kind, matrix } => {
            let d = match kind {
                PlaneKind::Similarity => Matrix3::new(
                    1.0 + step[2],
                    -step[3],
                    step[0],
                    step[3],
                    1.0 + step[2],
                    step[1],
                    0.0,
                    0.0,
                    1.0,
                ),
                PlaneKind::Homography => Matrix3::new(
                    1.0 + step[2],
                    step[3],
                    step[0],
                    step[4],
                    1.0 + step[5],
                    step[1],
                    step[6],
                    step[7],
                    1.0,
                ),
            };
            let unit = Matrix3::new(
                1.0 / radius,
                0.0,
                -center.x / radius,
                0.0,
                1.0 / radius,
                -center.y / radius,
                0.0,
                0.0,
                1.0,
            );
            let back = Matrix3::new(radius, 0.0, center.x, 0.0, radius, center.y, 0.0, 0.0, 1.0);
            let m = matrix * back * d * unit;
            Motion::Plane {
                kind: *kind,
                matrix: m / m[(2, 2)],
            }
        }
        Motion::Head(head) => {
            let mut head = head.clone();
            let turn = Rotation3::from_scaled_axis(Vector3::new(step[0], step[1], step[2]));
            head.rotation = (turn * head.rotation_matrix()).scaled_axis().into();
            head.translation[0] += step[3];
            head.translation[1] += step[4];
            head.translation[2] *= 1.0 + step[5].clamp(-0.5, 0.5);
            Motion::Head(head)
        }
    }
}

/// Zero-mean normalised correlation of reference and moving under a motion, over the samples
/// that `chosen` accepts, and the fraction of them that both photos show.
pub(super) fn correlation(
    motion: &Motion,
    samples: &[Sample],
    field: &Field,
    chosen: impl Fn(&Sample) -> bool,
) -> (f64, f64) {
    let mut sums = [[0.0f64; 6]; CHANNELS];
    let (mut seen, mut all) = (0.0, 0.0);
    for s in samples.iter().filter(|s| chosen(s)) {
        all += 1.0;
        let Some(r) = motion
            .moving_from_reference(s.at)
            .and_then(|p| field.read(p))
        else {
            continue;
        };
        if r.mask < 0.3 {
            continue;
        }
        seen += 1.0;
        for (c, channel) in sums.iter_mut().enumerate() {
            let (a, b) = (f64::from(s.values[c]), f64::from(r.value[c]));
            for (sum, v) in channel.iter_mut().zip([1.0, a, b, a * a, b * b, a * b]) {
                *sum += v;
            }
        }
    }
    let mut total = 0.0;
    for (s, w) in sums.iter().zip(CHANNEL_WEIGHT) {
        let n = s[0].max(1.0);
        let (ma, mb) = (s[1] / n, s[2] / n);
        let (va, vb) = (s[3] / n - ma * ma, s[4] / n - mb * mb);
        if va > 1e-9 && vb > 1e-9 {
            total += w * (s[5] / n - ma * mb) / (va * vb).sqrt();
        }
    }
    (
        total / CHANNEL_WEIGHT.iter().sum::<f64>(),
        if all > 0.0 { seen / all } else { 0.0 },
    )
}
