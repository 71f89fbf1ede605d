//! Regions as GeoJSON: what [`super::geojson`] reads, written.

use serde_json::{Value, json};

use super::geojson::NamedArea;
use crate::geometry::Ring;

/// Regions as a FeatureCollection in pixels of the photo they are drawn on, to a tenth: finer than anybody
/// can draw.
pub(crate) fn to_geojson(regions: &[NamedArea]) -> Value {
    let features: Vec<Value> = regions.iter().map(feature).collect();
    json!({ "type": "FeatureCollection", "features": features })
}

fn feature(region: &NamedArea) -> Value {
    let mut properties = json!({ "name": region.name });
    if let Some(view) = &region.view {
        properties["view"] = json!(view.to_string());
    }
    if let Some(photo) = &region.photo {
        properties["photo"] = json!(photo);
    }
    let polygons: Vec<Vec<_>> = region
        .area
        .polygons()
        .into_iter()
        .map(|rings| rings.into_iter().map(closed).collect())
        .collect();
    let geometry = match polygons.as_slice() {
        [one] => json!({ "type": "Polygon", "coordinates": one }),
        several => json!({ "type": "MultiPolygon", "coordinates": several }),
    };
    json!({ "type": "Feature", "properties": properties, "geometry": geometry })
}

/// A ring with its first point once more at the end.
fn closed(ring: &Ring) -> Vec<[f64; 2]> {
    let tenth = |value: f64| (10.0 * value).round() / 10.0;
    let mut ring: Vec<[f64; 2]> = ring.iter().map(|p| [tenth(p.x), tenth(p.y)]).collect();
    ring.extend(ring.first().copied());
    ring
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::regions::geojson::parse_regions;

    #[test]
    fn what_is_written_is_read_again() {
        let text = r#"{"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"name": "crown", "view": "vertex", "photo": "photos/a.jpg"},
             "geometry": {"type": "MultiPolygon", "coordinates": [
                [[[0, 0], [60, 0], [60, 60], [0, 60], [0, 0]], [[20, 20], [40, 20], [40, 40], [20, 20]]],
                [[[100, 0], [130.5, 0], [130.5, 30], [100, 0]]]]}},
            {"type": "Feature", "properties": {"name": "patch"},
             "geometry": {"type": "Polygon", "coordinates": [[[5, 5], [25, 5], [25, 25], [5, 5]]]}}]}"#;
        let read = |text: &str| parse_regions(text, Path::new("x")).unwrap().areas;
        let areas = read(text);
        assert_eq!(areas[0].photo.as_deref(), Some("photos/a.jpg"));
        let written = to_geojson(&areas);
        assert_eq!(read(&written.to_string()), areas);
        let kinds = ["MultiPolygon", "Polygon"];
        let found = [0, 1].map(|i| written["features"][i]["geometry"]["type"].clone());
        assert_eq!(found, kinds);
    }
}
