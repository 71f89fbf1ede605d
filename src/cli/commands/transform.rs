//! `tricholapse transform`: points through a photo's registration.

use std::io::Read;
use std::path::Path;

use nalgebra::Matrix3;

use crate::geometry::Point;
use crate::model::{PhotoReport, Report};
use crate::registration::Transform;
use crate::report::json::from_json;

use crate::cli::args::{TransformArgs, TransformTarget};
use crate::cli::error::CliError;
use crate::cli::load::read_bytes;
use crate::cli::points::read_points;
use crate::cli::{Finish, print};

pub(crate) fn run(args: &TransformArgs) -> Result<Finish, CliError> {
    let report = read_report(&args.report)?;
    let photo = find_photo(&report, args)?;
    let from_px = match args.to {
        TransformTarget::Baseline => Some(photo.size_px),
        TransformTarget::Photo => photo.baseline_px,
    };
    let transform = photo.transform;
    let mut bytes = Vec::new();
    std::io::stdin()
        .lock()
        .read_to_end(&mut bytes)
        .map_err(|source| CliError::Unreadable {
            path: "stdin".into(),
            source,
        })?;
    let points = read_points(&bytes)?;
    let mapped: Vec<Option<Point>> = points
        .iter()
        .map(|point| {
            let p = point.filter(|p| from_px.is_some_and(|size| shows(size, *p)))?;
            let transform = transform.as_ref()?;
            match args.to {
                TransformTarget::Baseline => transform.reference_from_moving(p),
                TransformTarget::Photo => transform.moving_from_reference(p),
            }
        })
        .collect();
    print(points_csv(&mapped))?;
    Ok(if mapped.iter().all(Option::is_some) {
        Finish::Complete
    } else {
        Finish::Partial
    })
}

/// Whether a photo of this size shows the point.
fn shows([width, height]: [u32; 2], p: Point) -> bool {
    (-0.5..f64::from(width) - 0.5).contains(&p.x) && (-0.5..f64::from(height) - 0.5).contains(&p.y)
}

fn read_report(path: &Path) -> Result<Report, CliError> {
    let bytes = read_bytes(path)?;
    from_json(&bytes).map_err(|e| CliError::BadReport {
        path: path.to_owned(),
        why: e.to_string(),
    })
}

/// A photo of the report, on its baseline.
struct Placed {
    size_px: [u32; 2],
    /// Size of the view's baseline.
    baseline_px: Option<[u32; 2]>,
    /// `None` where the registration failed.
    transform: Option<Transform>,
}

fn find_photo(report: &Report, args: &TransformArgs) -> Result<Placed, CliError> {
    let id = &args.photo;
    for view in &report.views {
        if let Some(photo) = view.photos.iter().find(|p| p.id == *id) {
            let baseline = view.baseline.as_ref().and_then(|id| view.photo_of(id));
            return Ok(Placed {
                size_px: photo.size_px,
                baseline_px: baseline.map(|p| p.size_px),
                transform: stored_transform(photo, args)?,
            });
        }
    }
    for view in &report.views.closeups {
        if let Some(photo) = view.photos.iter().find(|p| p.id == *id) {
            let mut photos = view.photos.iter();
            let baseline = photos.find(|p| Some(&p.id) == view.baseline.as_ref());
            return Ok(Placed {
                size_px: photo.size_px,
                baseline_px: baseline.map(|p| p.size_px),
                transform: photo.registration.transform.and_then(of_closeup),
            });
        }
    }
    let global = report.views.iter().flat_map(|v| &v.photos).map(|p| &p.id);
    let closeups = report.views.closeups.iter();
    let closeups = closeups.flat_map(|v| &v.photos).map(|p| &p.id);
    let known: Vec<&str> = global.chain(closeups).map(String::as_str).collect();
    Err(CliError::UnknownPhoto {
        id: id.clone(),
        known: known.join(", "),
    })
}

/// The transform of a close-up's `baseline_from_photo` matrix, row by row.
fn of_closeup(rows: [[f64; 3]; 3]) -> Option<Transform> {
    let baseline_from_photo = Matrix3::from(rows).transpose();
    let inverse = baseline_from_photo.try_inverse()?;
    Some(Transform::from_matrix(&inverse))
}

/// The photo's transform; `None` where its registration failed.
fn stored_transform(
    photo: &PhotoReport,
    args: &TransformArgs,
) -> Result<Option<Transform>, CliError> {
    photo
        .registration
        .transform
        .clone()
        .map(serde_json::from_value)
        .transpose()
        .map_err(|e| CliError::BadReport {
            path: args.report.clone(),
            why: e.to_string(),
        })
}

fn points_csv(points: &[Option<Point>]) -> String {
    let rows = points.iter().map(|p| match p {
        Some(p) => format!("{:.3},{:.3}\n", p.x, p.y),
        None => ",\n".to_owned(),
    });
    std::iter::once("x,y\n".to_owned()).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closeups_matrix_leads_to_the_baseline() {
        let rows = [[2.0, 0.0, 5.0], [0.0, 2.0, -1.0], [0.0, 0.0, 1.0]];
        let transform = of_closeup(rows).expect("regular");
        let at = transform.reference_from_moving(Point::new(3.0, 4.0));
        let at = at.expect("in range");
        assert!((at.x - 11.0).abs() < 1e-9 && (at.y - 7.0).abs() < 1e-9);
    }
}
