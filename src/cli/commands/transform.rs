//! `tricholapse transform`: points through a photo's registration.

use std::io::Read;
use std::path::Path;

use crate::geometry::Point;
use crate::model::{PhotoReport, Report, ViewReport};
use crate::registration::Transform;
use crate::report::json::from_json;

use crate::cli::args::{TransformArgs, TransformTarget};
use crate::cli::error::CliError;
use crate::cli::load::read_bytes;
use crate::cli::points::read_points;
use crate::cli::{Finish, print};

pub(crate) fn run(args: &TransformArgs) -> Result<Finish, CliError> {
    let report = read_report(&args.report)?;
    let (view, photo) = find_photo(&report, &args.photo)?;
    let transform = stored_transform(photo, args)?;
    let baseline = view
        .photos
        .iter()
        .find(|p| Some(&p.id) == view.baseline.as_ref());
    let from_px = match args.to {
        TransformTarget::Baseline => Some(photo.size_px),
        TransformTarget::Photo => baseline.map(|p| p.size_px),
    };
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

fn find_photo<'a>(
    report: &'a Report,
    id: &str,
) -> Result<(&'a ViewReport, &'a PhotoReport), CliError> {
    let photos = || {
        report
            .views
            .iter()
            .flat_map(|view| view.photos.iter().map(move |p| (view, p)))
    };
    photos().find(|(_, photo)| photo.id == id).ok_or_else(|| {
        let known: Vec<&str> = photos().map(|(_, p)| p.id.as_str()).collect();
        CliError::UnknownPhoto {
            id: id.to_owned(),
            known: known.join(", "),
        }
    })
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
