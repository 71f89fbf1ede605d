//! Regions a person drew: a GeoJSON FeatureCollection of Polygon and MultiPolygon in baseline
//! pixels (RFC 7946 syntax, pixels in place of degrees), as QuPath exports it.
//!
//! A drawing that cannot be meant is refused as a whole: a region measured in the wrong place
//! would look like any other value.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use geojson::{Feature, Geometry, GeometryValue};
use serde_json::Value;

use crate::course::View;
use crate::geometry::{Area, Point, Ring};

/// Name that stands for all regions together and is free for no single one.
pub const RESERVED_NAME: &str = "overall";

/// Largest coordinate accepted, px: no photo is so wide.
const MAX_COORDINATE_PX: f64 = 1_000_000.0;

/// Smallest region accepted, px²: below it the coordinates are not pixels of a photo.
const MIN_AREA_PX: f64 = 16.0;

/// Longest region name, characters.
const MAX_NAME_CHARS: usize = 64;

/// A region as drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedArea {
    /// The region's name.
    pub name: String,
    /// The view it belongs to; `None`: every view.
    pub view: Option<View>,
    /// Its outline, baseline px.
    pub area: Area,
}

/// Why a regions file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum RegionsError {
    /// The file cannot be read.
    #[error("{}: {source}", .file.display())]
    Io {
        /// The file.
        file: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
    /// Not JSON (NaN and Infinity are not JSON either).
    #[error("{}: not valid JSON: {detail}; near {near:?}", .file.display())]
    Json {
        /// The file.
        file: PathBuf,
        /// The parser's message, with line and column.
        detail: String,
        /// The text there.
        near: String,
    },
    /// JSON, but not what is asked for.
    #[error("{}: {problem}; export the regions as a GeoJSON FeatureCollection", .file.display())]
    NotACollection {
        /// The file.
        file: PathBuf,
        /// What it is instead.
        problem: String,
    },
    /// One feature cannot be used.
    #[error("{}: feature {number}{}: {problem}", .file.display(), named(.name.as_deref()))]
    Feature {
        /// The file.
        file: PathBuf,
        /// Place in the collection, from 1.
        number: usize,
        /// Its name, where it has one.
        name: Option<String>,
        /// What is wrong, and what would be right.
        problem: String,
    },
}

fn named(name: Option<&str>) -> String {
    name.map(|name| format!(" ({name:?})")).unwrap_or_default()
}

/// Reads the regions file `file`.
///
/// # Errors
/// See [`RegionsError`].
pub fn read_regions(file: &Path) -> Result<Vec<NamedArea>, RegionsError> {
    let text = std::fs::read_to_string(file).map_err(|source| RegionsError::Io {
        file: file.to_owned(),
        source,
    })?;
    parse_regions(&text, file)
}

/// Parses the text of a regions file; `file` is named in errors only. Regions come in the order of
/// the file.
///
/// # Errors
/// See [`RegionsError`].
pub fn parse_regions(text: &str, file: &Path) -> Result<Vec<NamedArea>, RegionsError> {
    let features = features(text, file)?;
    let mut regions: Vec<NamedArea> = Vec::with_capacity(features.len());
    let mut seen = HashSet::new();
    for (i, value) in features.into_iter().enumerate() {
        let name = feature_name(&value);
        let region = region(value, &name).and_then(|region| match clashes(&region, &mut seen) {
            true => Err("another region has the same name and view".to_owned()),
            false => Ok(region),
        });
        regions.push(region.map_err(|problem| RegionsError::Feature {
            file: file.to_owned(),
            number: i + 1,
            name: name.ok().flatten(),
            problem,
        })?);
    }
    Ok(regions)
}

fn features(text: &str, file: &Path) -> Result<Vec<Value>, RegionsError> {
    let value: Value =
        serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            RegionsError::Json {
                file: file.to_owned(),
                near: excerpt(text, error.line(), error.column()),
                detail: error.to_string(),
            }
        })?;
    let not = |problem: String| RegionsError::NotACollection {
        file: file.to_owned(),
        problem,
    };
    let Value::Object(mut object) = value else {
        return Err(not("it holds no object".to_owned()));
    };
    match object.get("type").and_then(Value::as_str) {
        Some("FeatureCollection") => {}
        Some(other) => return Err(not(format!("its type is {other:?}"))),
        None => return Err(not("it has no type".to_owned())),
    }
    match object.remove("features") {
        Some(Value::Array(features)) if !features.is_empty() => Ok(features),
        Some(Value::Array(_)) => Err(not("it holds no feature".to_owned())),
        _ => Err(not("it has no list of features".to_owned())),
    }
}

/// The text around a position, for the message.
fn excerpt(text: &str, line: usize, column: usize) -> String {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    // Columns count bytes; a cut character only shortens the excerpt.
    let from = column.saturating_sub(12).min(line.len());
    String::from_utf8_lossy(&line.as_bytes()[from..line.len().min(from + 24)]).into_owned()
}

/// `properties.name`, else `properties.classification.name`.
fn feature_name(feature: &Value) -> Result<Option<String>, String> {
    let property = |pointer| feature.pointer(pointer).filter(|value| !value.is_null());
    let value = property("/properties/name").or(property("/properties/classification/name"));
    match value {
        None => Ok(None),
        Some(Value::String(name)) => Ok(Some(name.trim().to_owned())),
        Some(other) => Err(format!("its name is {other}, not text")),
    }
}

fn region(value: Value, name: &Result<Option<String>, String>) -> Result<NamedArea, String> {
    let name = name
        .clone()?
        .ok_or("it has no name; give properties.name or properties.classification.name")?;
    check_name(&name)?;
    let view = match value.pointer("/properties/view") {
        None | Some(Value::Null) => None,
        Some(Value::String(view)) => Some(view.parse::<View>().map_err(|e| e.to_string())?),
        Some(other) => return Err(format!("its view is {other}, not text")),
    };
    let feature: Feature = serde_json::from_value(value).map_err(|error| error.to_string())?;
    let geometry = feature.geometry.ok_or("it has no geometry")?;
    Ok(NamedArea {
        name,
        view,
        area: area(geometry)?,
    })
}

fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err("its name is empty".to_owned());
    }
    if name.eq_ignore_ascii_case(RESERVED_NAME) {
        return Err(format!(
            "the name {RESERVED_NAME:?} stands for all regions together; choose another"
        ));
    }
    if name.chars().count() > MAX_NAME_CHARS || name.chars().any(char::is_control) {
        return Err(format!(
            "its name is longer than {MAX_NAME_CHARS} characters or holds control characters"
        ));
    }
    Ok(())
}

/// Whether a region of that name and view came before; a region for every view clashes with any.
fn clashes(region: &NamedArea, seen: &mut HashSet<(String, Option<View>)>) -> bool {
    let name = region.name.to_lowercase();
    let clash = match &region.view {
        None => seen.iter().any(|(other, _)| *other == name),
        view => {
            seen.contains(&(name.clone(), view.clone())) || seen.contains(&(name.clone(), None))
        }
    };
    seen.insert((name, region.view.clone()));
    clash
}

fn area(geometry: Geometry) -> Result<Area, String> {
    let polygons = match geometry.value {
        GeometryValue::Polygon { coordinates } => vec![coordinates],
        GeometryValue::MultiPolygon { coordinates } => coordinates,
        other => {
            return Err(format!(
                "its geometry is a {}; draw a Polygon or MultiPolygon",
                other.type_name()
            ));
        }
    };
    let rings = polygons
        .iter()
        .flatten()
        .map(|ring| self::ring(ring.iter().map(geojson::Position::as_slice)))
        .collect::<Result<Vec<Ring>, String>>()?;
    if rings.is_empty() {
        return Err("its geometry has no outline".to_owned());
    }
    let area = Area { rings };
    let enclosed = area.enclosed_px();
    if enclosed < MIN_AREA_PX {
        return Err(format!(
            "it encloses {enclosed:.1} px², less than {MIN_AREA_PX}; coordinates are pixels of the \
             baseline photo"
        ));
    }
    Ok(area)
}

/// One ring, without the closing point that GeoJSON repeats.
fn ring<'a>(positions: impl Iterator<Item = &'a [f64]>) -> Result<Ring, String> {
    let mut ring = positions.map(point).collect::<Result<Ring, String>>()?;
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    if ring.len() < 3 {
        return Err(format!(
            "an outline has {} different points; it needs three or more",
            ring.len()
        ));
    }
    Ok(ring)
}

fn point(position: &[f64]) -> Result<Point, String> {
    let [x, y, ..] = position else {
        return Err(format!("{position:?} is not a position [x, y]"));
    };
    for value in [x, y] {
        if !value.is_finite() || value.abs() > MAX_COORDINATE_PX {
            return Err(format!(
                "coordinate {value:e} is not a pixel of any photo (at most {MAX_COORDINATE_PX})"
            ));
        }
    }
    Ok(Point::new(*x, *y))
}
