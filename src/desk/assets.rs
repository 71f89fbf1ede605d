//! The desk's pages, compiled in.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::answer::Refusal;

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

macro_rules! scripts {
    ($($name:literal),+) => {
        &[$(($name, include_str!(concat!("../../assets/desk/", $name)))),+]
    };
}

const SCRIPTS: &[(&str, &str)] = scripts![
    "align.js",
    "api.js",
    "app.js",
    "calendar.js",
    "capture.js",
    "clinic.js",
    "clock.js",
    "closeups.js",
    "cohort.js",
    "course.js",
    "day_field.js",
    "dom.js",
    "edit.js",
    "hairs.js",
    "measure.js",
    "photos.js",
    "pictogram.js",
    "redraw.js",
    "regions.js",
    "run.js",
    "unsaved.js",
    "words.js"
];

pub(super) async fn page() -> Response {
    let text = include_str!("../../assets/desk/index.html");
    ([(header::CONTENT_TYPE, HTML)], text).into_response()
}

pub(super) async fn asset(Path(name): Path<String>) -> Result<Response, Refusal> {
    if name == "style.css" {
        let text = include_str!("../../assets/desk/style.css");
        return Ok(([(header::CONTENT_TYPE, CSS)], text).into_response());
    }
    match SCRIPTS.iter().find(|(script, _)| *script == name) {
        Some((_, text)) => Ok(([(header::CONTENT_TYPE, SCRIPT)], *text).into_response()),
        None => Err(Refusal::not_found("the desk has no such file")),
    }
}
