//! The features of a GeoJSON document, in whichever way a program wraps them.

use serde_json::Value;

/// Deepest annotation inside another that is looked for; JSON itself is bounded likewise.
const MAX_NESTING: usize = 40;

/// The features of a document: of a FeatureCollection, of a plain list, or the one that it is; those
/// inside others (`childObjects`) behind the one that holds them.
///
/// # Errors
/// What the document is instead.
pub(super) fn features(document: Value) -> Result<Vec<Value>, String> {
    let listed = match document {
        Value::Array(features) => features,
        Value::Object(mut object) => match object.get("type").and_then(Value::as_str) {
            Some("Feature") => vec![Value::Object(object)],
            Some("FeatureCollection") => match object.remove("features") {
                Some(Value::Array(features)) => features,
                _ => return Err("it has no list of features".to_owned()),
            },
            Some(other) => return Err(format!("its type is {:?}", crate::course::cut(other))),
            None => return Err("it has no type".to_owned()),
        },
        _ => return Err("it holds no object".to_owned()),
    };
    if listed.is_empty() {
        return Err("it holds no feature".to_owned());
    }
    let mut flat = Vec::new();
    for feature in listed {
        flatten(feature, 0, &mut flat);
    }
    Ok(flat)
}

fn flatten(mut feature: Value, depth: usize, flat: &mut Vec<Value>) {
    let mut children = Vec::new();
    if let Some(object) = feature.as_object_mut() {
        children.extend(object.remove("childObjects"));
        if let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) {
            children.extend(properties.remove("childObjects"));
        }
    }
    flat.push(feature);
    if depth < MAX_NESTING {
        for child in children {
            let inner = match child {
                Value::Array(list) => list,
                other => vec![other],
            };
            for feature in inner {
                flatten(feature, depth + 1, flat);
            }
        }
    }
}

/// Whether a feature may enclose an area; what is no feature at all, or has no geometry, is left to
/// the reader's message.
pub(super) fn is_area(feature: &Value) -> bool {
    !matches!(
        feature.pointer("/geometry/type").and_then(Value::as_str),
        Some("Point" | "MultiPoint" | "LineString" | "MultiLineString")
    )
}

/// Whether a program found the feature by itself (QuPath's cells, tiles and detections): nobody
/// drew it as a region.
pub(super) fn is_detection(feature: &Value) -> bool {
    matches!(
        feature
            .pointer("/properties/objectType")
            .and_then(Value::as_str),
        Some("detection" | "cell" | "tile" | "tma_core")
    )
}

/// What a feature is, in the plural, for a message.
pub(super) fn geometry_kind(feature: &Value) -> &'static str {
    match feature.pointer("/geometry/type").and_then(Value::as_str) {
        Some("Point" | "MultiPoint") => "points",
        Some("LineString" | "MultiLineString") => "lines",
        _ => "detections",
    }
}
