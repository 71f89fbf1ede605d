//! Regions a person drew: GeoJSON with Polygon and MultiPolygon in baseline pixels (RFC 7946 syntax,
//! pixels in place of degrees), as QuPath exports it: a FeatureCollection, a plain list of features
//! or a single one, classes as names, annotations inside annotations, points beside areas.
//!
//! A drawing that cannot be meant is refused as a whole: a region measured in the wrong place
//! would look like any other value.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use geojson::{Feature, Geometry, GeometryValue};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

use super::features::{features, geometry_kind, is_area, is_detection};
use super::names::{check_name, feature_name};
use crate::course::{View, cut, read_text};
use crate::geometry::{Area, Point, Ring};

/// Largest coordinate accepted, px: no photo is so wide.
const MAX_COORDINATE_PX: f64 = 1_000_000.0;

/// Smallest region accepted, px²: below it the coordinates are not pixels of a photo.
const MIN_AREA_PX: f64 = 16.0;

/// Most regions of a file.
const MAX_REGIONS: usize = 500;

/// Most corners of all regions of a file.
const MAX_CORNERS: usize = 100_000;

/// A region as drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedArea {
    /// The region's name.
    pub name: String,
    /// The view it belongs to; `None`: every view.
    pub view: Option<View>,
    /// File of the photo that it was drawn on, relative to the course; `None` where the file does not say.
    pub photo: Option<String>,
    /// Its outline, baseline px.
    pub area: Area,
}

impl NamedArea {
    /// Whether it is a region of a view; one without a view is of every view.
    pub(crate) fn is_of(&self, view: &View) -> bool {
        self.view.as_ref().is_none_or(|own| own == view)
    }
}

/// The regions of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Regions {
    /// In the order of the file.
    pub(crate) areas: Vec<NamedArea>,
    /// What was passed over, for people.
    pub(crate) notes: Vec<String>,
}

/// Why a regions file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum RegionsError {
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
    name.map(|name| format!(" ({:?})", cut(name)))
        .unwrap_or_default()
}

/// Reads the regions file `file`.
///
/// # Errors
/// See [`RegionsError`].
pub(crate) fn read_regions(file: &Path) -> Result<Regions, RegionsError> {
    let text = read_text(file).map_err(|source| RegionsError::Io {
        file: file.to_owned(),
        source,
    })?;
    parse_regions(&text, file)
}

/// Parses the text of a regions file; `file` is named in errors only.
///
/// # Errors
/// See [`RegionsError`].
pub(crate) fn parse_regions(text: &str, file: &Path) -> Result<Regions, RegionsError> {
    let not = |problem: String| RegionsError::NotACollection {
        file: file.to_owned(),
        problem,
    };
    let features = features(json(text, file)?).map_err(not)?;
    let (drawn, other): (Vec<_>, Vec<_>) = (1..)
        .zip(features)
        .partition(|(_, feature)| is_area(feature) && !is_detection(feature));
    if drawn.is_empty() {
        let kinds = other.iter().map(|(_, feature)| geometry_kind(feature));
        let kind = kinds.max().unwrap_or_default();
        return Err(not(format!("it holds no area, only {kind}; draw polygons")));
    }
    if drawn.len() > MAX_REGIONS {
        let problem = format!("it holds {} regions; at most {MAX_REGIONS}", drawn.len());
        return Err(not(problem));
    }
    let mut areas: Vec<NamedArea> = Vec::with_capacity(drawn.len());
    let mut seen = HashSet::new();
    let mut corners = 0;
    for (number, value) in drawn {
        let name = feature_name(&value);
        let region = region(value, &name).and_then(|region| match clashes(&region, &mut seen) {
            true => Err(
                "another region has the same name and view; give each its own, or join them into \
                 one annotation"
                    .to_owned(),
            ),
            false => Ok(region),
        });
        let region = region.map_err(|problem| RegionsError::Feature {
            file: file.to_owned(),
            number,
            name: name.ok().flatten(),
            problem,
        })?;
        corners += region.area.rings.iter().map(Vec::len).sum::<usize>();
        if corners > MAX_CORNERS {
            let problem =
                format!("its outlines have more than {MAX_CORNERS} corners; simplify them");
            return Err(not(problem));
        }
        areas.push(region);
    }
    let notes = passed_over(other.len(), file).into_iter().collect();
    Ok(Regions { areas, notes })
}

fn passed_over(count: usize, file: &Path) -> Option<String> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let what = match count {
        0 => return None,
        1 => "1 point, line or detection of".to_owned(),
        n => format!("{n} points, lines or detections of"),
    };
    Some(format!("{what} {name} passed over: a region is an area"))
}

fn json(text: &str, file: &Path) -> Result<Value, RegionsError> {
    serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| RegionsError::Json {
        file: file.to_owned(),
        near: excerpt(text, error.line(), error.column()),
        detail: cut(&error.to_string()),
    })
}

/// The text around a position, for the message.
fn excerpt(text: &str, line: usize, column: usize) -> String {
    let line = text.lines().nth(line.saturating_sub(1)).unwrap_or_default();
    // Columns count bytes; a cut character only shortens the excerpt.
    let from = column.saturating_sub(12).min(line.len());
    String::from_utf8_lossy(&line.as_bytes()[from..line.len().min(from + 24)]).into_owned()
}

fn region(value: Value, name: &Result<Option<String>, String>) -> Result<NamedArea, String> {
    let name = name
        .clone()?
        .ok_or("it has no name; give properties.name or properties.classification.name")?;
    check_name(&name)?;
    let view = match value.pointer("/properties/view") {
        None | Some(Value::Null) => None,
        Some(Value::String(view)) => Some(view.parse::<View>().map_err(|e| e.to_string())?),
        Some(other) => return Err(format!("its view is {}, not text", cut(&other.to_string()))),
    };
    let photo = value.pointer("/properties/photo").and_then(Value::as_str);
    let photo = photo.map(str::to_owned);
    let feature: Feature =
        serde_json::from_value(value).map_err(|error| cut(&error.to_string()))?;
    let geometry = feature.geometry.ok_or("it has no geometry")?;
    Ok(NamedArea {
        name,
        view,
        photo,
        area: area(geometry)?,
    })
}

/// Whether a region of that name and view came before; a region for every view clashes with any.
fn clashes(region: &NamedArea, seen: &mut HashSet<(String, Option<View>)>) -> bool {
    let name: String = region.name.nfkc().collect::<String>().to_lowercase();
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
    let polygons = polygons(geometry);
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

/// The polygons of a geometry; points and lines beside them in a collection enclose nothing.
fn polygons(geometry: Geometry) -> Vec<geojson::PolygonType> {
    match geometry.value {
        GeometryValue::Polygon { coordinates } => vec![coordinates],
        GeometryValue::MultiPolygon { coordinates } => coordinates,
        GeometryValue::GeometryCollection { geometries } => {
            geometries.into_iter().flat_map(polygons).collect()
        }
        _ => Vec::new(),
    }
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
        let written = cut(&format!("{position:?}"));
        return Err(format!("{written} is not a position [x, y]"));
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
