//! Regions drawn on a baseline: `regions.geojson`, in px of the baseline photo.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::answer::{Answer, Refusal, working};
use super::asked::Asked;
use super::room::{Course, Room};
use super::said::hash_of;
use super::store::replace;
use crate::course::manifest::Manifest;
use crate::course::{View, read_text};
use crate::geometry::{Area, Point};
use crate::regions::geojson::{NamedArea, parse_regions};
use crate::regions::written::to_geojson;

/// Name of the file that a course uses without being told.
const REGIONS_NAME: &str = "regions.geojson";

/// A region as a page draws it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Drawn {
    name: String,
    view: Option<String>,
    photo: Option<String>,
    rings: Vec<Vec<[f64; 2]>>,
}

impl Drawn {
    fn of(area: &NamedArea) -> Self {
        Self {
            name: area.name.clone(),
            view: area.view.as_ref().map(ToString::to_string),
            photo: area.photo.clone(),
            rings: area
                .area
                .rings
                .iter()
                .map(|ring| ring.iter().map(|p| [p.x, p.y]).collect())
                .collect(),
        }
    }

    fn area(&self) -> Answer<NamedArea> {
        let view = self.view.as_deref().map(str::parse::<View>).transpose();
        let ring = |ring: &Vec<[f64; 2]>| ring.iter().map(|&[x, y]| Point::new(x, y)).collect();
        Ok(NamedArea {
            name: self.name.clone(),
            view: view.map_err(|e| Refusal::unfit(e.to_string()))?,
            photo: self.photo.clone(),
            area: Area {
                rings: self.rings.iter().map(ring).collect(),
            },
        })
    }
}

/// Where a course's regions are: the file that its manifest names, else the usual one.
fn place(course: &Course) -> Answer<PathBuf> {
    place_said(course, &course.said()?)
}

fn place_said(course: &Course, manifest: &Manifest) -> Answer<PathBuf> {
    let name = manifest.regions.as_deref().unwrap_or(REGIONS_NAME);
    super::paths::inside(&course.folder, name)
}

fn text_at(path: &Path) -> Answer<Option<String>> {
    match read_text(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Refusal::unfit(format!("the regions file: {error}"))),
    }
}

fn drawn(text: &str) -> Answer<Vec<Drawn>> {
    let regions =
        parse_regions(text, Path::new(REGIONS_NAME)).map_err(|e| Refusal::unfit(e.to_string()))?;
    Ok(regions.areas.iter().map(Drawn::of).collect())
}

/// Names of the regions drawn.
pub(super) fn names_drawn(course: &Course, manifest: &Manifest) -> Answer<Vec<String>> {
    let text = text_at(&place_said(course, manifest)?)?;
    let regions = text.as_deref().map(drawn).transpose()?.unwrap_or_default();
    Ok(regions.into_iter().map(|region| region.name).collect())
}

/// The course's regions with the hash of their file.
pub(super) fn read(_: &Room, course: &Course) -> Answer<Value> {
    let text = text_at(&place(course)?)?;
    let regions = text.as_deref().map(drawn).transpose()?.unwrap_or_default();
    Ok(json!({ "base": hash_of(text.as_deref()), "regions": regions }))
}

/// Regions as a page drew them.
#[derive(Debug, Deserialize)]
pub(super) struct New {
    base: String,
    regions: Vec<Drawn>,
}

/// Writes the regions, if the file is still the one that the page was shown.
pub(super) async fn write(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
    Json(new): Json<New>,
) -> Answer<Json<Value>> {
    let kept = working(move || {
        let course = room.course(&asked)?;
        let _held = room.writing();
        let path = place(&course)?;
        if hash_of(text_at(&path)?.as_deref()) != new.base {
            let why = "the regions were changed by somebody else since this page was shown; nothing was written";
            return Err(Refusal::conflict(why, read(&room, &course)?));
        }
        if new.regions.is_empty() {
            super::store::remove(&path)?;
            return read(&room, &course);
        }
        let areas: Vec<NamedArea> = new.regions.iter().map(Drawn::area).collect::<Answer<_>>()?;
        let text = to_geojson(&areas);
        let text = serde_json::to_string_pretty(&text).map_err(|e| Refusal::failed(&e))?;
        drawn(&text)?;
        replace(&path, text.as_bytes())?;
        read(&room, &course)
    });
    Ok(Json(kept.await?))
}

/// A GeoJSON text from elsewhere.
#[derive(Debug, Deserialize)]
pub(super) struct Foreign {
    text: String,
}

/// Reads regions from elsewhere, without keeping them.
pub(super) async fn parse(Json(foreign): Json<Foreign>) -> Answer<Json<Value>> {
    let regions = working(move || drawn(&foreign.text));
    Ok(Json(json!({ "regions": regions.await? })))
}

/// The file itself.
pub(super) async fn file(State(room): State<Arc<Room>>, Query(asked): Asked) -> Answer<Response> {
    let text = working(move || text_at(&place(&room.course(&asked)?)?));
    let text = text
        .await?
        .ok_or_else(|| Refusal::not_found("no regions are drawn"))?;
    Ok(([(header::CONTENT_TYPE, "application/geo+json")], text).into_response())
}
