//! Measuring a course; reports are kept in its `reports/` by date and method.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path as PathAsked, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, working};
use super::asked::{Asked, lang_asked, need};
use super::paths::inside;
use super::room::{Course, Room, today};
use super::runs::Run;
use super::store::need_folder;
use crate::METHOD;
use crate::params::Params;
use crate::report::file_name::is_handout_name;
use crate::report::pictures::PictureScope;
use crate::results::{Form, StagedFolder, former_files, result_files};
use crate::session::{Asked as AskedOfRun, Session};
use crate::words::{Lang, Words};

/// Folder of a course (and of the clinic) for reports.
pub(super) const REPORTS_FOLDER: &str = "reports";
/// The patient's sheet beside a report.
const SHEET: &str = "patient.html";
/// Between date and method in the name of a report's folder.
const METHOD_PART: &str = "_method-";
/// What a report's own page may do: its scripts, checked by its own policy, in a frame that cannot
/// reach the desk.
const REPORT_POLICY: &str = "sandbox allow-scripts allow-popups allow-downloads; \
    frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

/// What a page asks of a run.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    s: String,
    lang: Option<String>,
    /// The day on the clinic's clock.
    day: Option<Date>,
}

/// Starts measuring a course.
pub(super) async fn start(
    State(room): State<Arc<Room>>,
    Json(wanted): Json<Wanted>,
) -> Answer<Json<Value>> {
    let started = working(move || {
        let course = room.course(&[("s".to_owned(), wanted.s)].into())?;
        let lang: Lang = wanted
            .lang
            .and_then(|lang| lang.parse().ok())
            .unwrap_or_default();
        let params = room.params.clone();
        let name = course.name.clone();
        let day = day_there(wanted.day);
        room.runs
            .start(&name, move |run| measured(&course, params, lang, day, run))
    });
    Ok(Json(json!({ "run": started.await?.to_string() })))
}

/// The day that the clinic's clock tells, where it can be right: it differs from the universal one by a day at most.
fn day_there(told: Option<Date>) -> Date {
    let here = today();
    let days = |day: &Date| {
        here.until(*day)
            .map_or(i32::MAX, |span| span.get_days().abs())
    };
    told.filter(|day| days(day) <= 1).unwrap_or(here)
}

fn measured(course: &Course, params: Params, lang: Lang, day: Date, run: &Run) -> Answer<Value> {
    let session = course.session(AskedOfRun {
        pictures: PictureScope::Surroundings,
        ..AskedOfRun::with(params)
    })?;
    let reports = course.folder.join(REPORTS_FOLDER);
    let target = reports.join(format!("{day}{METHOD_PART}{METHOD}"));
    // For all who may read the course, unlike results elsewhere.
    need_folder(&reports)?;
    need_folder(&target)?;
    let done = published(&session, &target, lang, run);
    // A run that could do nothing leaves nothing: folders that hold something stay.
    let _ = fs::remove_dir(&target);
    let _ = fs::remove_dir(&reports);
    Ok(match done? {
        Some(complete) => json!({ "reports": kept_reports(course), "complete": complete }),
        None => Value::Null,
    })
}

/// Measures and puts the results into `target`; says whether every photo could be used, `None` where
/// somebody stopped it.
fn published(session: &Session, target: &Path, lang: Lang, run: &Run) -> Answer<Option<bool>> {
    let mut folder = StagedFolder::prepare(target)?;
    let analysis = session.analyze(run);
    if run.is_stopped() {
        return Ok(None);
    }
    let form = Form {
        lang,
        ..Form::default()
    };
    for file in result_files(&analysis, &form).map_err(|e| Refusal::unfit(e.to_string()))? {
        folder.add(&file.name, &file.bytes)?;
    }
    folder.replaces(former_files(target));
    folder.publish()?;
    Ok(Some(analysis.is_complete()))
}

/// The reports of a course, the newest first.
pub(super) fn kept_reports(course: &Course) -> Vec<Value> {
    names(course)
        .into_iter()
        .filter_map(|name| {
            let (date, method) = name.split_once(METHOD_PART)?;
            let at = |file: &str| {
                let subject = encoded(&course.name);
                let file = encoded(file);
                format!("/reports/{subject}/{REPORTS_FOLDER}/{name}/{file}")
            };
            let folder = course.folder.join(REPORTS_FOLDER).join(&name);
            let beside: Vec<Value> = to_hand_over(&folder)
                .into_iter()
                .map(|file| json!({ "address": at(&file), "file": file }))
                .collect();
            Some(json!({
                "name": name, "date": date, "method": method, "address": at("report.html"),
                "beside": beside,
            }))
        })
        .collect()
}

/// What lies beside a report to be handed over: the patient's sheet, then the pictures before and after.
fn to_hand_over(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names
        .filter(|name| name == SHEET || is_handout_name(name))
        .collect();
    names.sort_by_key(|name| (name != SHEET, name.clone()));
    names
}

/// Where the newest report's values are.
pub(super) fn newest_report_file(course: &Course) -> Option<PathBuf> {
    let name = names(course).into_iter().next()?;
    let folder = course.folder.join(REPORTS_FOLDER);
    Some(folder.join(name).join("report.json"))
}

fn names(course: &Course) -> Vec<String> {
    let entries = fs::read_dir(course.folder.join(REPORTS_FOLDER))
        .into_iter()
        .flatten()
        .flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().join("report.json").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains(METHOD_PART))
        .collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    names
}

/// A name with `/` in an address: everything but letters, digits and `/-_.` is escaped.
pub(super) fn encoded(name: &str) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for byte in name.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                text.push(char::from(byte))
            }
            // Writing to a string cannot fail.
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

/// A file of a report.
pub(super) async fn file(
    State(room): State<Arc<Room>>,
    PathAsked(path): PathAsked<String>,
) -> Answer<Response> {
    let kind = match path.rsplit_once('.').map(|(_, kind)| kind) {
        Some("html") => "text/html; charset=utf-8",
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        Some("jpg") => "image/jpeg",
        Some("png") => "image/png",
        Some("pdf") => "application/pdf",
        _ => return Err(Refusal::not_found("no such report")),
    };
    if !path.split('/').any(|part| part == REPORTS_FOLDER) {
        return Err(Refusal::not_found("no such report"));
    }
    let bytes = working(move || {
        let file = inside(room.root(), &path)?;
        match file.is_file() {
            true => Ok(fs::read(file)?),
            false => Err(Refusal::not_found("no such report")),
        }
    });
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CONTENT_SECURITY_POLICY, REPORT_POLICY),
    ];
    Ok((headers, bytes.await?).into_response())
}

/// How a run stands.
pub(super) async fn progress(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
) -> Answer<Json<Value>> {
    let words = Words {
        t: lang_asked(&asked).text(),
    };
    let mut state = room.runs.state(need(&asked, "run")?)?;
    if let Some(why) = state["message"].as_str() {
        state["message"] = json!(words.said(why));
    }
    Ok(Json(state))
}

/// The run that a page wants stopped.
#[derive(Debug, Deserialize)]
pub(super) struct Which {
    run: String,
}

/// Stops a run.
pub(super) async fn stop(
    State(room): State<Arc<Room>>,
    Json(which): Json<Which>,
) -> Answer<Json<Value>> {
    room.runs.stop(&which.run)?;
    Ok(Json(json!({})))
}
