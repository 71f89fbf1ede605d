//! Which pairs of a course can be read: the baseline with every later photo aligned to it.

use super::records::{KeyPhoto, LeftOut, ToolAnswer};
use crate::model::{
    CROP_FACE, OVERALL_REGION, PhotoReport, RegistrationStatus, Report, Verdict, ViewReport,
};
use crate::report::pictures::{PhotoPictures, ReportPictures, ViewPictures};

/// One analyzed course.
#[derive(Debug)]
pub(crate) struct CourseToRead {
    /// Name under which the key lists it.
    pub(crate) name: String,
    /// Its report.
    pub(crate) report: Report,
    /// Its pictures.
    pub(crate) pictures: ReportPictures,
}

/// Two aligned photos of one view.
#[derive(Debug, Clone)]
pub(crate) struct Pair<'a> {
    /// Course.
    pub(crate) course: &'a str,
    /// View.
    pub(crate) view: &'a str,
    /// The earlier photo.
    pub(crate) earlier: KeyPhoto,
    /// The later photo.
    pub(crate) later: KeyPhoto,
    /// What the program measured; `None` where it gave no value, with the reason beside it.
    pub(crate) tool: Option<ToolAnswer>,
    /// Why the program gave no value.
    pub(crate) tool_reason: Option<String>,
    /// Pictures of the earlier photo.
    pub(crate) earlier_pictures: &'a PhotoPictures,
    /// Pictures of the later photo.
    pub(crate) later_pictures: &'a PhotoPictures,
}

/// Every readable pair of a course, and the photos that make none.
pub(crate) fn pairs_of(course: &CourseToRead) -> (Vec<Pair<'_>>, Vec<LeftOut>) {
    let mut pairs = Vec::new();
    let mut left_out = Vec::new();
    for view in &course.report.views {
        let pictures = course.pictures.views.get(&view.view);
        let baseline = view
            .photos
            .iter()
            .find(|p| view.baseline.as_ref() == Some(&p.id));
        for photo in &view.photos {
            if view.is_of_baseline_visit(&photo.id) {
                continue;
            }
            match pair(course, view, baseline, photo, pictures) {
                Ok(pair) => pairs.push(pair),
                Err(reason) => left_out.push(LeftOut {
                    course: course.name.clone(),
                    view: view.view.clone(),
                    photo: photo.id.clone(),
                    reason,
                }),
            }
        }
    }
    // Photos that could not even be decoded stand in no view.
    for rejection in &course.report.rejections {
        let known = |out: &LeftOut| out.photo == rejection.file;
        if !left_out.iter().any(known) {
            left_out.push(LeftOut {
                course: course.name.clone(),
                view: String::new(),
                photo: rejection.file.clone(),
                reason: format!("{}: {}", rejection.stage, rejection.reason),
            });
        }
    }
    (pairs, left_out)
}

fn pair<'a>(
    course: &'a CourseToRead,
    view: &'a ViewReport,
    baseline: Option<&PhotoReport>,
    photo: &PhotoReport,
    pictures: Option<&'a ViewPictures>,
) -> Result<Pair<'a>, String> {
    let baseline = baseline.ok_or("the view has no baseline")?;
    if photo.registration.status != RegistrationStatus::Ok {
        let why = photo
            .registration
            .reason
            .as_deref()
            .unwrap_or("no reason was recorded");
        return Err(format!(
            "not aligned well enough to be shown blinded: {why}"
        ));
    }
    let picture = |id: &str| {
        let shown = pictures.and_then(|view| view.photos.get(id));
        shown
            .filter(|p| p.aligned.is_some() && p.shown.is_some())
            .ok_or_else(|| no_picture(&course.report, view))
    };
    let (base_pictures, photo_pictures) = (picture(&baseline.id)?, picture(&photo.id)?);
    let (tool, tool_reason) = tool_answer(view, photo);
    let (base, other) = (key_photo(baseline), key_photo(photo));
    // A baseline may lie after a photo, where the course began late.
    let in_order = base.date <= other.date;
    let (earlier, later) = if in_order {
        (base, other)
    } else {
        (other, base)
    };
    let (earlier_pictures, later_pictures) = if in_order {
        (base_pictures, photo_pictures)
    } else {
        (photo_pictures, base_pictures)
    };
    Ok(Pair {
        course: &course.name,
        view: &view.view,
        earlier,
        later,
        tool: tool.map(|t| if in_order { t } else { t.reversed() }),
        tool_reason,
        earlier_pictures,
        later_pictures,
    })
}

/// Why a view has no pictures cropped to its regions.
fn no_picture(report: &Report, view: &ViewReport) -> String {
    let own = |id: &str| view.photos.iter().any(|photo| photo.id == id);
    let face = report.warnings.iter().find_map(|warning| {
        let photo = warning.photo.as_ref().filter(|id| own(id))?;
        (warning.code == CROP_FACE).then_some(photo)
    });
    match face {
        Some(photo) => format!(
            "there is no picture: cropped to the regions it could still show a part of a face \
             ({photo}); draw regions on the scalp alone"
        ),
        None if view.region_outlines.is_empty() => {
            "there is no picture: the view has no regions to crop to".to_owned()
        }
        None => "there is no picture of it".to_owned(),
    }
}

fn key_photo(photo: &PhotoReport) -> KeyPhoto {
    KeyPhoto {
        photo: photo.id.clone(),
        date: photo.date.clone(),
        sha256: photo.sha256.clone(),
    }
}

/// The overall change from the baseline to the photo, or the only region's.
fn tool_answer(view: &ViewReport, photo: &PhotoReport) -> (Option<ToolAnswer>, Option<String>) {
    let changes = || view.since_baseline(&photo.id);
    let overall = changes().find(|c| c.region == OVERALL_REGION);
    let only = changes().next().filter(|_| changes().count() == 1);
    let Some(change) = overall.or(only) else {
        return (
            None,
            Some("the report has no overall change of this pair".to_owned()),
        );
    };
    match change.delta_pp {
        Some(delta_pp) if change.verdict != Verdict::NotComparable => {
            let answer = ToolAnswer {
                delta_pp,
                ci95_pp: change.ci95_pp,
                verdict: change.verdict,
            };
            (Some(answer), None)
        }
        _ => {
            let reason = change.reason.as_deref().unwrap_or("no reason was recorded");
            (None, Some(reason.to_owned()))
        }
    }
}
