//! Landmarks marked by a person: they replace the search.

use super::choice::Candidate;
use super::field;
use super::full_transform::full_transform;
use super::head_model::HeadModel;
use super::ladder;
use super::landmark_pairs::{LandmarkPairs, unusable};
use super::motion::{self, Motion, PlaneKind};
use super::params::RegistrationParams;
use super::place::Place;
use super::result::{Registration, Status};
use super::verdict;
use super::work::{self, Work};
use crate::geometry::Point;
use nalgebra::{Matrix3, Rotation3, SMatrix, SVector, Vector3};

/// Most misfit of the landmarks, head radii.
pub(super) const MOST_MISFIT: f64 = 0.08;
/// Median distance from where the pictures alone, certified, lay the head, head radii.
const MOST_DISAGREEMENT: f64 = 0.15;
/// By how much another turn or the mirror image must correlate better to contradict the marks.
const CONTRADICTION: f64 = 0.08;
/// Residual beyond which nothing is measured through landmarks, per mille of the width: twice what
/// certifies an alignment without them.
const MOST_RESIDUAL: f64 = 40.0;

/// Alignment by landmarks: two give a similarity, three or more the pose of the curved head.
///
/// A person's marks outrank doubts about the pictures, which are kept as the alignment's reason.
/// They do not outrank what the pictures contradict: another turn, a mirror image, another place
/// that is certified without them. `own` is what the pictures alone came to.
pub(super) fn register(
    reference: &Work,
    moving: &Work,
    pairs: &LandmarkPairs,
    own: &Registration,
    params: &RegistrationParams,
) -> Registration {
    let refused = |reason: String| Registration {
        own: own.transform.clone(),
        by_hand: pairs.reference.len(),
        hint: Some(CHECK_MARKS.to_owned()),
        cause: Some(reason.clone()),
        ..Registration::failed(&reason)
    };
    if let Some(problem) = unusable(pairs, [reference, moving]) {
        return refused(problem);
    }
    let work = |points: &[Point], p: &Work| -> Vec<Point> {
        points.iter().map(|&q| work::to_work(q, p.scale)).collect()
    };
    let from = work(&pairs.reference, reference);
    let to = work(&pairs.moving, moving);
    let Some(matrix) = similarity(&from, &to) else {
        return refused("the landmarks lie on one spot: mark places far apart".to_owned());
    };
    let flat = Motion::Plane {
        kind: PlaneKind::Similarity,
        matrix,
    };
    let motion = if from.len() >= 3 {
        match ladder::head_from_similarity(reference, moving, &matrix, params) {
            Motion::Head(head) => pose(head, &from, &to).map_or(flat, Motion::Head),
            flat => flat,
        }
    } else {
        flat
    };
    // Where a mark cannot be carried over on the curved head, the flat fit tells how far off it is.
    let misfit = misfit(&motion, &from, &to, reference.place).or_else(|| {
        misfit(
            &Motion::Plane {
                kind: PlaneKind::Similarity,
                matrix,
            },
            &from,
            &to,
            reference.place,
        )
    });
    let samples = ladder::level_samples(reference, 1);
    let (heldout, _) =
        field::correlation(&motion, &samples, moving.field_like(reference, 1), |_| true);
    let candidate = Candidate {
        overlap: ladder::shared(&motion, &samples, moving),
        motion,
        heldout,
    };
    if mirrored(&from, &to) {
        return refused(
            "the landmarks make the photo a mirror image of the baseline: two of them are swapped, or one photo is mirrored".to_owned(),
        );
    }
    if let Some(reason) = contradicted(reference, moving, &candidate, &matrix, own) {
        return refused(reason);
    }
    let transform = full_transform(&candidate.motion, reference, moving);
    let certificate = verdict::certify(reference, moving, &candidate, params);
    let registration = Registration {
        transform: Some(transform),
        own: own.transform.clone(),
        by_hand: from.len(),
        misfit_radii: misfit,
        ..certificate
    };
    overrule(registration, misfit)
}

const CHECK_MARKS: &str = "check that the landmarks mark the same places in the same order on both photos, far apart and not on a line";

/// Whether a mirror image fits the marks clearly better than the photo as it is.
fn mirrored(from: &[Point], to: &[Point]) -> bool {
    if from.len() < 3 {
        return false;
    }
    let error = |from: &[Point]| {
        let matrix = similarity(from, to)?;
        let motion = Motion::Plane {
            kind: PlaneKind::Similarity,
            matrix,
        };
        let squares = from.iter().zip(to).map(|(&f, t)| {
            motion
                .moving_from_reference(f)
                .map_or(f64::INFINITY, |q| q.distance(*t).powi(2))
        });
        Some(squares.sum::<f64>())
    };
    let flipped: Vec<Point> = from.iter().map(|p| Point::new(-p.x, p.y)).collect();
    match (error(from), error(&flipped)) {
        (Some(as_is), Some(mirror)) => mirror < 0.25 * as_is,
        _ => false,
    }
}

/// How the pictures contradict the marks: certified by themselves they lie elsewhere, or turned or
/// mirrored about the head's middle they correlate clearly better.
fn contradicted(
    reference: &Work,
    moving: &Work,
    candidate: &Candidate,
    matrix: &Matrix3<f64>,
    own: &Registration,
) -> Option<String> {
    if own.status == Status::Ok
        && let Some(apart) = apart(reference, moving, &candidate.motion, own)
        && apart > MOST_DISAGREEMENT
    {
        return Some(format!(
            "the pictures contradict the landmarks: matched without them, with certainty, they lie {:.0} % of the head's radius elsewhere",
            100.0 * apart
        ));
    }
    if own.status == Status::Ok {
        return None;
    }
    let samples = ladder::level_samples(reference, 1);
    let field = moving.field_like(reference, 1);
    let correlation = |matrix: Matrix3<f64>| {
        let motion = Motion::Plane {
            kind: PlaneKind::Similarity,
            matrix,
        };
        field::correlation(&motion, &samples, field, |_| true).0
    };
    let centre = reference.place.center;
    let own = correlation(*matrix);
    let others = [
        (90.0, false),
        (180.0, false),
        (270.0, false),
        (0.0, true),
        (180.0, true),
    ];
    let better = others.into_iter().find(|&(degrees, mirror)| {
        correlation(matrix * about(centre, degrees, mirror)) > own + CONTRADICTION
    });
    better.map(|(degrees, mirror)| {
        let what = match (degrees, mirror) {
            (_, true) => "mirrored".to_owned(),
            (degrees, false) => format!("turned by {degrees:.0} degrees"),
        };
        format!("the pictures contradict the landmarks: {what}, they match clearly better")
    })
}

/// A turn, or a mirror image and a turn, about a point.
fn about(centre: Point, degrees: f64, mirror: bool) -> Matrix3<f64> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let flip = if mirror { -1.0 } else { 1.0 };
    let turn = Matrix3::new(flip * cos, -sin, 0.0, flip * sin, cos, 0.0, 0.0, 0.0, 1.0);
    let to = |x: f64, y: f64| Matrix3::new(1.0, 0.0, x, 0.0, 1.0, y, 0.0, 0.0, 1.0);
    to(centre.x, centre.y) * turn * to(-centre.x, -centre.y)
}

/// Median distance between where the marks and where another alignment lay the head, head radii.
fn apart(reference: &Work, moving: &Work, motion: &Motion, other: &Registration) -> Option<f64> {
    let other = other.transform.as_ref()?;
    let full =
        |p: Point, scale: f64| Point::new((p.x + 0.5) * scale - 0.5, (p.y + 0.5) * scale - 0.5);
    let mut distances: Vec<f64> = reference
        .place
        .grid()
        .into_iter()
        .filter_map(|p| {
            let by_marks = motion.moving_from_reference(p)?;
            let there = other.moving_from_reference(full(p, reference.scale))?;
            Some(by_marks.distance(work::to_work(there, moving.scale)))
        })
        .collect();
    distances.sort_by(f64::total_cmp);
    let middle = distances.get(distances.len() / 2)?;
    Some(middle / moving.place.radius)
}

/// Largest distance between a landmark and where the motion puts it, head radii; `None` where it
/// puts one nowhere.
fn misfit(motion: &Motion, from: &[Point], to: &[Point], place: Place) -> Option<f64> {
    let distances = from
        .iter()
        .zip(to)
        .map(|(&f, t)| Some(motion.moving_from_reference(f)?.distance(*t) / place.radius));
    distances
        .collect::<Option<Vec<f64>>>()
        .map(|all| all.into_iter().fold(0.0, f64::max))
}

/// The status that marks and certificate give together; what the pictures' own checks say is kept.
fn overrule(mut registration: Registration, misfit: Option<f64>) -> Registration {
    let doubt = registration.reason.take();
    let most = registration
        .residual_permille
        .filter(|r| *r > MOST_RESIDUAL);
    let against = match (misfit, most) {
        (None, _) => {
            Some("a landmark lies where the head, laid by the others, cannot be seen".to_owned())
        }
        (Some(misfit), _) if misfit > MOST_MISFIT => Some(format!(
            "the landmarks contradict each other by {:.0} % of the head's radius, allowed {:.0} %",
            100.0 * misfit,
            100.0 * MOST_MISFIT
        )),
        (_, Some(residual)) => Some(format!(
            "laid by the landmarks, {residual:.0} per mille of the width remain unaligned, at most {MOST_RESIDUAL:.0} are measured through"
        )),
        _ => None,
    };
    match against {
        Some(reason) => {
            registration.status = Status::Weak;
            registration.cause = Some(reason.clone());
            registration.reason = Some(reason);
            registration.hint = Some(CHECK_MARKS.to_owned());
        }
        None => {
            registration.status = Status::Ok;
            registration.hint = (registration.by_hand < 3)
                .then(|| "a third landmark would also settle the tilt".to_owned());
            registration.reason = doubt.map(|doubt| {
                format!("laid by hand; the pictures' own checks are not passed: {doubt}")
            });
        }
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
    let surface: Vec<Vector3<f64>> = {
        let surface = head.surface();
        from.iter().map(|&p| surface(p)).collect::<Option<_>>()?
    };
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
