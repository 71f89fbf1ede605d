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
    parse_regions(text, Path::new("regions.geojson")).map(|regions| regions.areas)
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
#[case("7")]
#[case("[7]")]
#[case(r#"{"type":"Feature"}"#)]
#[case(r#"{"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[1,2]}}"#)]
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

#[test]
fn qupath_exports_are_read_in_every_form() {
    let named = feature(
        r#"{"objectType":"annotation","classification":{"names":["crown","thin"],"color":[200,0,0]}}"#,
        "Polygon",
        SQUARE,
    );
    let names = |text: &str| -> Vec<String> {
        parse(text)
            .unwrap()
            .into_iter()
            .map(|region| region.name)
            .collect()
    };
    assert_eq!(
        names(&collection(std::slice::from_ref(&named))),
        ["crown: thin"]
    );
    assert_eq!(names(&named), ["crown: thin"]);
    assert_eq!(names(&format!("[{named}]")), ["crown: thin"]);
    let blank = named.replacen("{\"objectType\"", "{\"name\":\" \",\"objectType\"", 1);
    assert_eq!(names(&blank), ["crown: thin"]);
    let text = feature(r#"{"classification":"left"}"#, "Polygon", SQUARE);
    assert_eq!(names(&text), ["left"]);
    for parent in [
        named.replacen(
            "{\"type\":\"Feature\"",
            &format!("{{\"childObjects\":[{text}],\"type\":\"Feature\""),
            1,
        ),
        named.replacen(
            "{\"objectType\"",
            &format!("{{\"childObjects\":[{text}],\"objectType\""),
            1,
        ),
    ] {
        assert_eq!(names(&format!("[{parent}]")), ["crown: thin", "left"]);
    }
    let both = r#"{"type":"Feature","properties":{"name":"both"},"geometry":{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Polygon","coordinates":[[[0,0],[100,0],[100,100],[0,0]]]}]}}"#;
    assert_eq!(names(both), ["both"]);
}

#[test]
fn points_and_detections_beside_regions_are_passed_over_and_said() {
    let good = feature(r#"{"name":"good"}"#, "Polygon", SQUARE);
    let point = feature("{}", "Point", "[1,2]");
    let cell = feature(r#"{"objectType":"cell"}"#, "Polygon", SQUARE);
    let text = collection(&[point, cell, good]);
    let regions = parse_regions(&text, Path::new("regions.geojson")).unwrap();
    assert_eq!(regions.areas.len(), 1);
    assert!(regions.notes[0].contains("2 points"), "{:?}", regions.notes);
}

#[test]
fn regions_and_corners_are_bounded() {
    let many: Vec<String> = (0..501)
        .map(|i| feature(&format!(r#"{{"name":"r{i}"}}"#), "Polygon", SQUARE))
        .collect();
    assert!(parse(&collection(&many[..500])).is_ok());
    let text = parse(&collection(&many)).unwrap_err().to_string();
    assert!(text.contains("501 regions"), "{text}");
    let corners: Vec<String> = (0..100_001)
        .map(|i| format!("[{},{}]", i % 1000, i / 1000 + (i % 2) * 500))
        .collect();
    let text = collection(&[feature(
        r#"{"name":"a"}"#,
        "Polygon",
        &format!("[[{}]]", corners.join(",")),
    )]);
    assert!(
        parse(&text)
            .unwrap_err()
            .to_string()
            .contains("100000 corners")
    );
}

#[rstest]
#[case::zero_width("over\u{200b}all", "U+200B")]
#[case::full_width("ｏｖｅｒａｌｌ", "full width")]
#[case::turned("crown\u{202e}nworc", "U+202E")]
#[case::cyrillic("сrown", "alphabets")]
#[case::soft("cro\u{ad}wn", "U+00AD")]
fn look_alike_names_are_refused(#[case] name: &str, #[case] said: &str) {
    let text = feature(&format!(r#"{{"name":"{name}"}}"#), "Polygon", SQUARE);
    let message = parse(&text).unwrap_err().to_string();
    assert!(message.contains(said), "{message}");
}

#[test]
fn names_in_any_one_alphabet_are_names() {
    for name in [
        "Wirbel",
        "макушка",
        "şakak (sağ)",
        "κορυφή",
        "頭頂",
        "crown: thin",
        "région-1",
    ] {
        let text = feature(&format!(r#"{{"name":"{name}"}}"#), "Polygon", SQUARE);
        assert!(parse(&text).is_ok(), "{name}");
    }
}

#[test]
fn input_is_never_quoted_whole() {
    let long = "x".repeat(1_000_000);
    for properties in [
        format!(r#"{{"name":"{long}"}}"#),
        format!(r#"{{"name":["{long}"]}}"#),
        format!(r#"{{"name":"a","view":["{long}"]}}"#),
        format!(r#"{{"name":"a","view":"../{long}"}}"#),
    ] {
        let message = parse(&feature(&properties, "Polygon", SQUARE))
            .unwrap_err()
            .to_string();
        assert!(message.len() < 600, "{}", message.len());
    }
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
