//! Landmarks marked by a person: they replace the search.

use super::choice::Candidate;
use super::field;
use super::full_transform::full_transform;
use super::head_model::HeadModel;
use super::ladder;
use super::motion::{self, Motion, PlaneKind};
use super::params::RegistrationParams;
use super::place::Place;
use super::result::{Registration, Status};
use super::verdict;
use super::work::{self, Work};
use crate::geometry::Point;
use nalgebra::{Matrix3, Rotation3, SMatrix, SVector, Vector3};

/// The same places marked on both photos, full-resolution px, in the same order.
#[derive(Debug, Clone, PartialEq)]
pub struct LandmarkPairs {
    /// On the baseline.
    pub reference: Vec<Point>,
    /// On the photo to be aligned.
    pub moving: Vec<Point>,
}

/// Alignment by landmarks alone: two give a similarity, three or more the pose of the curved head.
pub(super) fn register(
    reference: &Work,
    moving: &Work,
    pairs: &LandmarkPairs,
    params: &RegistrationParams,
) -> Registration {
    let n = pairs.reference.len();
    if n != pairs.moving.len() {
        return Registration::failed(&format!(
            "{n} landmarks on the baseline but {} on this photo: mark the same places in the same order",
            pairs.moving.len()
        ));
    }
    if n < 2 {
        return Registration::failed("fewer than two landmarks: mark at least two, better three");
    }
    let work = |points: &[Point], p: &Work| -> Vec<Point> {
        points.iter().map(|&q| work::to_work(q, p.scale)).collect()
    };
    let from = work(&pairs.reference, reference);
    let to = work(&pairs.moving, moving);
    let Some(matrix) = similarity(&from, &to) else {
        return Registration::failed("the landmarks lie on one spot: mark places far apart");
    };
    let flat = Motion::Plane {
        kind: PlaneKind::Similarity,
        matrix,
    };
    let motion = if n >= 3 {
        match ladder::head_from_similarity(reference, moving, &matrix, params) {
            Motion::Head(head) => pose(head, &from, &to).map_or(flat, Motion::Head),
            flat => flat,
        }
    } else {
        flat
    };
    let transform = full_transform(&motion, reference, moving);
    let samples = ladder::level_samples(reference, 1);
    let (heldout, _) =
        field::correlation(&motion, &samples, moving.field_like(reference, 1), |_| true);
    let candidate = Candidate {
        overlap: ladder::shared(&motion, &samples, moving),
        motion,
        heldout,
    };
    let misfit = misfit(&candidate.motion, &from, &to, reference.place);
    let registration = verdict::certify(reference, moving, &candidate, params);
    let registration = Registration {
        transform: Some(transform),
        ..registration
    };
    overrule(registration, misfit, n)
}

/// Largest distance between a landmark and where the motion puts it, head radii.
fn misfit(motion: &Motion, from: &[Point], to: &[Point], place: Place) -> f64 {
    from.iter()
        .zip(to)
        .map(|(&f, t)| {
            motion
                .moving_from_reference(f)
                .map_or(f64::INFINITY, |q| q.distance(*t) / place.radius)
        })
        .fold(0.0, f64::max)
}

/// A person's marks outrank the image evidence, unless they contradict each other.
fn overrule(mut registration: Registration, misfit: f64, n: usize) -> Registration {
    const MOST_MISFIT: f64 = 0.08;
    if misfit > MOST_MISFIT {
        registration.status = Status::Weak;
        registration.reason = Some(format!(
            "the landmarks contradict each other by {:.0} % of the head's radius, allowed {:.0} %",
            100.0 * misfit,
            100.0 * MOST_MISFIT
        ));
        registration.hint =
            Some("check that the landmarks mark the same places in the same order".to_owned());
    } else {
        registration.status = Status::Ok;
        registration.reason = None;
        registration.hint =
            (n < 3).then(|| "a third landmark would also settle the tilt".to_owned());
    }
    registration
}

/// Least-squares similarity (Umeyama 1991, doi:10.1109/34.88573) without reflection.
fn similarity(from: &[Point], to: &[Point]) -> Option<Matrix3<f64>> {
    let n = from.len() as f64;
    let mean = |v: &[Point]| {
        (
            v.iter().map(|p| p.x).sum::<f64>() / n,
            v.iter().map(|p| p.y).sum::<f64>() / n,
        )
    };
    let ((fx, fy), (tx, ty)) = (mean(from), mean(to));
    let (mut a, mut b, mut power) = (0.0, 0.0, 0.0);
    for (f, t) in from.iter().zip(to) {
        let (x, y, u, v) = (f.x - fx, f.y - fy, t.x - tx, t.y - ty);
        a += x * u + y * v;
        b += x * v - y * u;
        power += x * x + y * y;
    }
    if power < 1e-6 || a.hypot(b) < 1e-9 {
        return None;
    }
    let (a, b) = (a / power, b / power);
    Some(Matrix3::new(
        a,
        -b,
        tx - a * fx + b * fy,
        b,
        a,
        ty - b * fx - a * fy,
        0.0,
        0.0,
        1.0,
    ))
}

/// Gauss-Newton on the head's six pose unknowns, with a weak pull towards no tilt so that three
/// landmarks with a pixel of error do not tip the head over.
fn pose(mut head: HeadModel, from: &[Point], to: &[Point]) -> Option<HeadModel> {
    /// Tilt that costs as much as an error of one percent of the head's radius, radians.
    const TILT_SIGMA: f64 = 0.25;
    let surface: Vec<Vector3<f64>> = from
        .iter()
        .map(|&p| head.surface(p))
        .collect::<Option<_>>()?;
    let f = head.moving_camera.focal;
    let unit = 0.01 * f / head.translation[2];
    for _ in 0..30 {
        let rotation = head.rotation_matrix();
        let mut lhs = SMatrix::<f64, 6, 6>::zeros();
        let mut rhs = SVector::<f64, 6>::zeros();
        for (x, t) in surface.iter().zip(to) {
            let landing = motion::land_head(&head, &rotation, x)?;
            for (d, r) in [
                (landing.dx, t.x - landing.at.x),
                (landing.dy, t.y - landing.at.y),
            ] {
                let row = SVector::<f64, 6>::from_fn(|i, _| f64::from(d[i]) / unit);
                lhs += row * row.transpose();
                rhs += row * (r / unit);
            }
        }
        let z = rotation.into_inner().column(2).into_owned();
        // The tilt is (-z.y, z.x) to first order.
        for (i, tilt) in [(0, -z.y), (1, z.x)] {
            lhs[(i, i)] += 1.0 / TILT_SIGMA.powi(2);
            rhs[i] -= tilt / TILT_SIGMA.powi(2);
        }
        let step = lhs.cholesky()?.solve(&rhs);
        let turn = Rotation3::from_scaled_axis(Vector3::new(step[0], step[1], step[2]));
        head.rotation = (turn * rotation).scaled_axis().into();
        head.translation[0] += step[3];
        head.translation[1] += step[4];
        head.translation[2] *= 1.0 + step[5].clamp(-0.5, 0.5);
        if step.norm() < 1e-9 {
            break;
        }
    }
    Some(head)
}
