//! What a page is told of a course: what was said, what was found, and who said it.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde_json::{Value, json};

use super::answer::{Answer, READ_ONLY_FOLDER};
use super::marks::marks_of;
use super::measure::{kept_reports, newest_report_file};
use super::newest::Newest;
use super::regions::names_drawn;
use super::room::{Course, Room};
use super::said::{hash_of, last_part, parsed};
use crate::course::manifest::Manifest;
use crate::course::{
    CourseWarning, CourseWarningCode, DateSource, Survey, SurveyedPhoto, ViewBasis,
};
use crate::longitudinal::timeline::baseline_index;
use crate::regions::atlas::atlas_for_view;

/// The course as it is.
pub(super) fn state(room: &Room, course: &Course) -> Answer<Value> {
    let survey = course.survey()?;
    let text = survey.manifest_text.as_deref();
    let base = base_of(room, text);
    let manifest = parsed(text)?;
    let baselines = baselines(&survey, &manifest);
    let newest = Newest::of(newest_report_file(course).as_deref(), &room.newest);
    let photos: Vec<Value> = survey
        .photos
        .iter()
        .map(|photo| {
            let mut state = photo_state(photo, course, &baselines, &newest);
            let entry = manifest.photo.iter().find(|entry| entry.file == photo.file);
            state["px_per_mm"] = json!(entry.and_then(|entry| entry.px_per_mm));
            state
        })
        .collect();
    let loaded = course.load();
    let marks: Vec<Value> = loaded
        .as_ref()
        .map_or_else(|_| Vec::new(), marks_of)
        .iter()
        .map(|mark| json!({ "month": mark.month, "date": mark.date.to_string(), "photo": mark.taken }))
        .collect();
    let said = |english: &str| course.words().said(english);
    let warnings = survey.warnings.iter().map(|w| said(&w.message));
    let left_out = survey
        .left_out
        .iter()
        .map(|out| format!("{}: {}; {}", out.file, said(&out.reason), said(&out.hint)));
    let fronts: BTreeMap<String, _> = manifest
        .view_fronts()
        .into_iter()
        .map(|(view, front)| (view.to_string(), front))
        .collect();
    Ok(json!({
        "path": course.name,
        "base": base,
        "subject": manifest.subject.clone().unwrap_or_else(|| last_part(&course.name)),
        "treatment": manifest.treatment,
        "start": manifest.start.map(|day| day.0.to_string()),
        "sessions": manifest.sessions.iter().map(|day| day.0.to_string()).collect::<Vec<_>>(),
        "planned_sessions": manifest.planned_sessions,
        "interval_days": manifest.interval_days,
        "marks": marks,
        "marks_months": manifest.marks().iter().map(|mark| mark.month).collect::<Vec<_>>(),
        "control": manifest.control,
        "control_choices": control_choices(course, &survey, &manifest),
        "front": manifest.front,
        "fronts": fronts,
        "photos": photos,
        "problem": loaded.err().filter(|_| !survey.photos.is_empty()).map(|e| said(&e.to_string())),
        "warnings": warnings.chain(left_out).collect::<Vec<_>>(),
        "reports": kept_reports(course),
        "run": room.runs.at_work(&course.name),
        "read_only": room.is_read_only(&course.folder).then(|| said(READ_ONLY_FOLDER)),
    }))
}

/// The hash of a manifest, remembered with its text.
pub(super) fn base_of(room: &Room, text: Option<&str>) -> String {
    let hash = hash_of(text);
    if let Some(text) = text {
        room.remember(&hash, text);
    }
    hash
}

/// The baseline of every view, as a run over the course takes it.
fn baselines(survey: &Survey, manifest: &Manifest) -> BTreeMap<String, String> {
    let first_session = manifest.sessions.iter().map(|day| day.0).min();
    let start = manifest.start.map(|day| day.0).or(first_session);
    let mut views: BTreeMap<String, Vec<(Date, &str)>> = BTreeMap::new();
    for photo in survey.photos.iter().filter(|photo| !photo.excluded) {
        if let Ok((date, _)) = &photo.date {
            let view = views.entry(photo.view.to_string()).or_default();
            view.push((*date, &photo.file));
        }
    }
    views
        .into_iter()
        .filter_map(|(view, mut photos)| {
            photos.sort();
            let dates: Vec<Date> = photos.iter().map(|(date, _)| *date).collect();
            let (_, file) = photos[baseline_index(&dates, start)?];
            Some((view, file.to_owned()))
        })
        .collect()
}

fn photo_state(
    photo: &SurveyedPhoto,
    course: &Course,
    baselines: &BTreeMap<String, String>,
    newest: &Newest,
) -> Value {
    let view = photo.view.to_string();
    let baseline = baselines.get(&view).filter(|_| !photo.excluded);
    let facts = photo.path.metadata().ok();
    // That a view is assumed stands at the view itself.
    let assumed = |note: &CourseWarning| {
        photo.view_basis == ViewBasis::Assumed && note.code == CourseWarningCode::ViewAssumed
    };
    let notes = photo.notes.iter().filter(|note| !assumed(note));
    let version = facts.as_ref().map_or(0, std::fs::Metadata::len);
    json!({
        "file": photo.file,
        "date": photo.date.as_ref().ok().map(|(day, _)| day.to_string()),
        "date_source": photo.date.as_ref().ok().map(|(_, source)| source_name(*source)),
        "problem": photo.date.as_ref().err().map(|why| course.words().said(why)),
        "view": view,
        "view_source": basis_name(photo.view_basis),
        "excluded": photo.excluded,
        "landmarks": photo.landmarks.iter().map(|p| [p.x, p.y]).collect::<Vec<_>>(),
        "notes": notes.map(|note| course.words().said(&note.message)).collect::<Vec<_>>(),
        "baseline": baseline,
        "first_of_view": baseline.is_some_and(|file| *file == photo.file),
        "version": version,
        "measured": newest.says_of(&photo.file, course.words()),
    })
}

fn source_name(source: DateSource) -> &'static str {
    match source {
        DateSource::Manifest => "manifest",
        DateSource::Exif => "exif",
        DateSource::FileName => "name",
        DateSource::Folder => "folder",
        _ => "other",
    }
}

fn basis_name(basis: ViewBasis) -> &'static str {
    match basis {
        ViewBasis::Manifest => "given",
        ViewBasis::FileName => "name",
        ViewBasis::Folder => "folder",
        ViewBasis::Assumed => "assumed",
    }
}

/// What may serve as control: the views, and the regions drawn or of the views' atlases.
fn control_choices(course: &Course, survey: &Survey, manifest: &Manifest) -> Vec<String> {
    let views: BTreeSet<String> = survey
        .photos
        .iter()
        .map(|photo| photo.view.to_string())
        .collect();
    let drawn = names_drawn(course, manifest).unwrap_or_default();
    // Close-ups have no atlas.
    let of_head = survey.photos.iter().filter(|p| !p.view.is_closeup());
    let of_head: BTreeSet<String> = of_head.map(|photo| photo.view.to_string()).collect();
    let of_atlas = of_head
        .iter()
        .filter(|_| drawn.is_empty())
        .flat_map(|view| atlas_for_view(view).region_names());
    let regions: BTreeSet<String> = of_atlas
        .map(str::to_owned)
        .chain(drawn.iter().cloned())
        .collect();
    views
        .iter()
        .cloned()
        .chain(regions.difference(&views).cloned())
        .collect()
}
