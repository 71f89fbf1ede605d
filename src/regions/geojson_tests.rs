//! Region files, good and bad.

use super::geojson::*;
use crate::course::View;
use proptest::prelude::*;
use rstest::rstest;
use std::path::Path;

const SQUARE: &str = "[[[0,0],[100,0],[100,100],[0,100],[0,0]]]";

fn feature(properties: &str, kind: &str, coordinates: &str) -> String {
    format!(
        r#"{{"type":"Feature","properties":{properties},"geometry":{{"type":"{kind}","coordinates":{coordinates}}}}}"#
    )
}

fn collection(features: &[String]) -> String {
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

fn parse(text: &str) -> Result<Vec<NamedArea>, RegionsError> {
    parse_regions(text, Path::new("regions.geojson"))
}

#[test]
fn polygons_with_names_and_views_are_read() {
    let hole =
        "[[[0,0],[100,0],[100,100],[0,100],[0,0]],[[40,40],[60,40],[60,60],[40,60],[40,40]]]";
    let two = "[[[[0,0],[10,0],[10,10],[0,10],[0,0]]],[[[50,0],[60,0],[60,10],[50,10],[50,0]]]]";
    let regions = parse(&collection(&[
        feature(r#"{"name":"crown","view":"vertex"}"#, "Polygon", hole),
        feature(
            r#"{"objectType":"annotation","classification":{"name":"left","color":[1,2,3]}}"#,
            "MultiPolygon",
            two,
        ),
    ]))
    .unwrap();
    assert_eq!(regions[0].name, "crown");
    assert_eq!(regions[0].view, Some(View::Vertex));
    assert!((regions[0].area.enclosed_px() - 9600.0).abs() < 1e-9);
    assert_eq!(
        (regions[1].name.as_str(), &regions[1].view),
        ("left", &None)
    );
    assert!((regions[1].area.enclosed_px() - 200.0).abs() < 1e-9);
}

#[rstest]
#[case::huge(
    r#"{"name":"a"}"#,
    "Polygon",
    "[[[0,0],[1e308,0],[1,1],[0,0]]]",
    "1e308"
)]
#[case::no_ring(r#"{"name":"a"}"#, "Polygon", "[]", "no outline")]
#[case::empty_ring(r#"{"name":"a"}"#, "Polygon", "[[]]", "0 different points")]
#[case::line(
    r#"{"name":"a"}"#,
    "Polygon",
    "[[[0,0],[9,9],[0,0]]]",
    "2 different points"
)]
#[case::flat(r#"{"name":"a"}"#, "Polygon", "[[[0,0],[9,9],[20,20],[0,0]]]", "px²")]
#[case::degrees(
    r#"{"name":"a"}"#,
    "Polygon",
    "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]",
    "px²"
)]
#[case::short(r#"{"name":"a"}"#, "Polygon", "[[[0],[1,0],[1,1]]]", "[x, y]")]
#[case::point(r#"{"name":"a"}"#, "Point", "[1,2]", "Point")]
#[case::unnamed("{}", "Polygon", SQUARE, "no name")]
#[case::null("null", "Polygon", SQUARE, "no name")]
#[case::number(r#"{"name":7}"#, "Polygon", SQUARE, "not text")]
#[case::reserved(r#"{"name":"Overall"}"#, "Polygon", SQUARE, "all regions together")]
#[case::view(r#"{"name":"a","view":"../x"}"#, "Polygon", SQUARE, "../x")]
fn wrong_features_name_file_feature_and_value(
    #[case] properties: &str,
    #[case] kind: &str,
    #[case] coordinates: &str,
    #[case] expected: &str,
) {
    let good = feature(r#"{"name":"good"}"#, "Polygon", SQUARE);
    let bad = feature(properties, kind, coordinates);
    let message = parse(&collection(&[good, bad])).unwrap_err().to_string();
    for part in ["regions.geojson", "feature 2", expected] {
        assert!(message.contains(part), "{part:?} not in {message:?}");
    }
}

#[rstest]
#[case("[[[0,0],[NaN,0],[1,1],[0,0]]]", "NaN")]
#[case("[[[0,0],[Infinity,0],[1,1],[0,0]]]", "Infinity")]
#[case("[[[0,0],[1e999,0],[1,1],[0,0]]]", "1e999")]
fn what_is_not_json_is_shown(#[case] coordinates: &str, #[case] expected: &str) {
    let text = collection(&[feature(r#"{"name":"a"}"#, "Polygon", coordinates)]);
    let error = parse(&text).unwrap_err();
    assert!(matches!(error, RegionsError::Json { .. }));
    assert!(error.to_string().contains(expected), "{error}");
}

#[rstest]
#[case("")]
#[case("[]")]
#[case("{}")]
#[case(r#"{"type":"Feature"}"#)]
#[case(r#"{"type":"FeatureCollection"}"#)]
#[case(r#"{"type":"FeatureCollection","features":[]}"#)]
#[case(r#"{"type":"FeatureCollection","features":[null]}"#)]
fn what_is_no_collection_is_refused(#[case] text: &str) {
    assert!(
        parse(text)
            .unwrap_err()
            .to_string()
            .contains("regions.geojson")
    );
}

#[test]
fn names_are_unique_within_a_view() {
    let named = |properties: &str| feature(properties, "Polygon", SQUARE);
    let vertex = named(r#"{"name":"a","view":"vertex"}"#);
    let frontal = named(r#"{"name":"a","view":"frontal"}"#);
    let every = named(r#"{"name":"A"}"#);
    assert!(parse(&collection(&[vertex.clone(), frontal.clone()])).is_ok());
    assert!(parse(&collection(&[vertex.clone(), vertex.clone()])).is_err());
    assert!(parse(&collection(&[vertex.clone(), every.clone()])).is_err());
    assert!(parse(&collection(&[every, frontal])).is_err());
}

proptest! {
    #[test]
    fn any_text_is_read_without_panic(text in ".{0,200}") {
        let _ = parse(&text);
    }

    #[test]
    fn a_cut_file_is_refused(cut in 0usize..1000) {
        let text = collection(&[feature(r#"{"name":"é"}"#, "Polygon", SQUARE)]);
        let mut cut = cut % text.len();
        while !text.is_char_boundary(cut) {
            cut -= 1;
        }
        prop_assert!(parse(&text[..cut]).is_err());
    }

    #[test]
    fn accepted_coordinates_are_finite(x in prop::num::f64::ANY, y in prop::num::f64::ANY) {
        let ring = format!("[[[0,0],[200,0],[{x:e},{y:e}],[0,200],[0,0]]]");
        if let Ok(regions) = parse(&collection(&[feature(r#"{"name":"a"}"#, "Polygon", &ring)])) {
            let bounds = regions[0].area.bounds().unwrap();
            prop_assert!(bounds.min.is_finite() && bounds.max.is_finite());
        }
    }
}
