//! The values as a Comprehensive SR (PS3.3, A.35.3) after TID 1500 "Measurement Report".
//!
//! Codes of DICOM (`DCM`), SNOMED CT (`SCT`) and UCUM where there is one; what this program measures
//! has none, and is named in a scheme of its own, `99TRICHO`.

use dicom_core::value::DataSetSequence;
use dicom_core::{DataElement, Tag, VR};
use dicom_dictionary_std::tags;
use dicom_object::InMemDicomObject;

use super::{DicomError, Study, bytes, document, put, uid};
use crate::model::{ChangeReport, PhotoReport, RegionReport, Report, ViewReport};
use crate::photo::sha256_hex;
use crate::report::json::to_json;

/// Comprehensive SR Storage.
const CLASS: &str = "1.2.840.10008.5.1.4.1.1.88.33";

/// Value, scheme and meaning.
type Code = [&'static str; 3];

const REPORT: Code = ["126000", "DCM", "Imaging Measurement Report"];
const LANGUAGE: Code = ["121049", "DCM", "Language of Content Item and Descendants"];
const ENGLISH: Code = ["en", "RFC5646", "English"];
const OBSERVER: Code = ["121005", "DCM", "Observer Type"];
const DEVICE: Code = ["121007", "DCM", "Device"];
const DEVICE_UID: Code = ["121012", "DCM", "Device Observer UID"];
const DEVICE_NAME: Code = ["121013", "DCM", "Device Observer Name"];
const PROCEDURE: Code = ["121058", "DCM", "Procedure Reported"];
const PHOTOGRAPHY: Code = ["scalp-photography", "99TRICHO", "Photography of the scalp"];
const MEASUREMENTS: Code = ["126010", "DCM", "Imaging Measurements"];
const GROUP: Code = ["125007", "DCM", "Measurement Group"];
const TRACKING: Code = ["112039", "DCM", "Tracking Identifier"];
const TRACKING_UID: Code = ["112040", "DCM", "Tracking Unique Identifier"];
const SITE: Code = ["363698007", "SCT", "Finding Site"];
const SCALP: Code = ["41695006", "SCT", "Scalp structure"];
const DAY: Code = ["111060", "DCM", "Study Date"];
const FINDING: Code = ["121071", "DCM", "Finding"];
const COVERAGE: Code = ["hair-coverage", "99TRICHO", "Hair coverage"];
const CHANGE: Code = [
    "coverage-change",
    "99TRICHO",
    "Change of hair coverage since baseline",
];
const LOW: Code = ["ci95-low", "99TRICHO", "Lower end of the 95 % interval"];
const HIGH: Code = ["ci95-high", "99TRICHO", "Upper end of the 95 % interval"];
const PERCENT: Code = ["%", "UCUM", "percent"];

/// The bytes of a structured report of every photo's regions: coverage with its interval, and the
/// change since the baseline, both in percent of the region's area; or why there is none.
///
/// # Errors
/// The report or the object cannot be written.
pub(crate) fn structured_report(study: &Study, report: &Report) -> Result<Vec<u8>, DicomError> {
    let seed = sha256_hex(&to_json(report).map_err(DicomError::of)?);
    let mut object = document(study, report, [CLASS, "SR", &seed]);
    put(&mut object, tags::COMPLETION_FLAG, VR::CS, "COMPLETE");
    put(&mut object, tags::VERIFICATION_FLAG, VR::CS, "UNVERIFIED");
    for empty in [
        tags::REFERENCED_PERFORMED_PROCEDURE_STEP_SEQUENCE,
        tags::PERFORMED_PROCEDURE_CODE_SEQUENCE,
    ] {
        sequence(&mut object, empty, Vec::new());
    }
    let root = container(None, REPORT, content(report, &seed));
    for element in root {
        object.put(element);
    }
    let mut template = InMemDicomObject::new_empty();
    put(&mut template, tags::MAPPING_RESOURCE, VR::CS, "DCMR");
    put(&mut template, tags::TEMPLATE_IDENTIFIER, VR::CS, "1500");
    sequence(&mut object, tags::CONTENT_TEMPLATE_SEQUENCE, vec![template]);
    bytes(object)
}

fn content(report: &Report, seed: &str) -> Vec<InMemDicomObject> {
    let device = format!(
        "tricholapse {} method {}",
        report.tool.version, report.tool.method
    );
    let groups = report.views.iter().flat_map(|view| {
        view.photos.iter().flat_map(move |photo| {
            let regions = photo.regions.iter();
            regions.map(move |region| group(view, photo, region, seed))
        })
    });
    let rejected = report.rejections.iter().map(|r| {
        let said = format!("{}: {}: {}", r.file, r.stage, r.reason);
        text("CONTAINS", FINDING, &said)
    });
    vec![
        coded("HAS CONCEPT MOD", LANGUAGE, ENGLISH),
        coded("HAS OBS CONTEXT", OBSERVER, DEVICE),
        identifier("HAS OBS CONTEXT", DEVICE_UID, &uid(&device)),
        text("HAS OBS CONTEXT", DEVICE_NAME, &device),
        coded("HAS CONCEPT MOD", PROCEDURE, PHOTOGRAPHY),
        container(
            Some("CONTAINS"),
            MEASUREMENTS,
            groups.chain(rejected).collect(),
        ),
    ]
}

/// One region of one photo (TID 1501).
fn group(
    view: &ViewReport,
    photo: &PhotoReport,
    region: &RegionReport,
    seed: &str,
) -> InMemDicomObject {
    let name = format!("{} {}", view.view, region.region);
    let mut items = vec![
        text("HAS OBS CONTEXT", TRACKING, &name),
        identifier(
            "HAS OBS CONTEXT",
            TRACKING_UID,
            &uid(&format!("{seed} {name}")),
        ),
        day("HAS OBS CONTEXT", &photo.date.replace('-', "")),
        coded("HAS CONCEPT MOD", SITE, SCALP),
    ];
    match (region.coverage, region.ci95) {
        (Some(coverage), ci95) => {
            items.push(number(
                COVERAGE,
                100.0 * coverage,
                ci95.map(|ci| ci.map(|v| 100.0 * v)),
            ));
        }
        (None, _) => items.push(text("CONTAINS", FINDING, &not_measured(region))),
    }
    let change = view.changes.iter().find(|c| {
        c.region == region.region && c.to == photo.id && Some(&c.from) == view.baseline.as_ref()
    });
    items.extend(change.map(change_item));
    container(Some("CONTAINS"), GROUP, items)
}

fn not_measured(region: &RegionReport) -> String {
    let why = region.reason.as_deref().unwrap_or("no reason was recorded");
    format!("hair coverage not measured: {why}")
}

fn change_item(change: &ChangeReport) -> InMemDicomObject {
    match change.delta_pp.filter(|_| change.is_comparable()) {
        Some(delta) => number(CHANGE, delta, Some(change.ci95_pp)),
        None => {
            let why = change.reason.as_deref().unwrap_or("no reason was recorded");
            text(
                "CONTAINS",
                FINDING,
                &format!("change since baseline not given: {why}"),
            )
        }
    }
}

fn code([value, scheme, meaning]: Code) -> InMemDicomObject {
    let mut code = InMemDicomObject::new_empty();
    // A code of more than 16 characters stands in an element of its own.
    let tag = match value.len() {
        0..=16 => (tags::CODE_VALUE, VR::SH),
        _ => (tags::LONG_CODE_VALUE, VR::UC),
    };
    put(&mut code, tag.0, tag.1, value);
    put(&mut code, tags::CODING_SCHEME_DESIGNATOR, VR::SH, scheme);
    put(&mut code, tags::CODE_MEANING, VR::LO, meaning);
    code
}

fn sequence(object: &mut InMemDicomObject, tag: Tag, items: Vec<InMemDicomObject>) {
    object.put(DataElement::new(tag, VR::SQ, DataSetSequence::from(items)));
}

fn item(relationship: Option<&str>, kind: &str, concept: Code) -> InMemDicomObject {
    let mut item = InMemDicomObject::new_empty();
    if let Some(relationship) = relationship {
        object_relationship(&mut item, relationship);
    }
    put(&mut item, tags::VALUE_TYPE, VR::CS, kind);
    sequence(
        &mut item,
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        vec![code(concept)],
    );
    item
}

fn object_relationship(item: &mut InMemDicomObject, relationship: &str) {
    put(item, tags::RELATIONSHIP_TYPE, VR::CS, relationship);
}

fn container(
    relationship: Option<&str>,
    concept: Code,
    content: Vec<InMemDicomObject>,
) -> InMemDicomObject {
    let mut container = item(relationship, "CONTAINER", concept);
    put(
        &mut container,
        tags::CONTINUITY_OF_CONTENT,
        VR::CS,
        "SEPARATE",
    );
    sequence(&mut container, tags::CONTENT_SEQUENCE, content);
    container
}

fn text(relationship: &str, concept: Code, said: &str) -> InMemDicomObject {
    let mut text = item(Some(relationship), "TEXT", concept);
    put(&mut text, tags::TEXT_VALUE, VR::UT, said);
    text
}

fn identifier(relationship: &str, concept: Code, uid: &str) -> InMemDicomObject {
    let mut identifier = item(Some(relationship), "UIDREF", concept);
    put(&mut identifier, tags::UID, VR::UI, uid);
    identifier
}

fn day(relationship: &str, written: &str) -> InMemDicomObject {
    let mut day = item(Some(relationship), "DATE", DAY);
    put(&mut day, tags::DATE, VR::DA, written);
    day
}

fn coded(relationship: &str, concept: Code, value: Code) -> InMemDicomObject {
    let mut coded = item(Some(relationship), "CODE", concept);
    sequence(&mut coded, tags::CONCEPT_CODE_SEQUENCE, vec![code(value)]);
    coded
}

/// A value in percent, with its interval as properties.
fn number(concept: Code, value: f64, ci95: Option<[f64; 2]>) -> InMemDicomObject {
    let mut number = numeric("CONTAINS", concept, value);
    if let Some([low, high]) = ci95 {
        let ends = [(LOW, low), (HIGH, high)];
        let ends = ends.map(|(concept, end)| numeric("HAS PROPERTIES", concept, end));
        sequence(&mut number, tags::CONTENT_SEQUENCE, ends.to_vec());
    }
    number
}

fn numeric(relationship: &str, concept: Code, value: f64) -> InMemDicomObject {
    let mut number = item(Some(relationship), "NUM", concept);
    let mut measured = InMemDicomObject::new_empty();
    put(
        &mut measured,
        tags::NUMERIC_VALUE,
        VR::DS,
        &format!("{value:.4}"),
    );
    sequence(
        &mut measured,
        tags::MEASUREMENT_UNITS_CODE_SEQUENCE,
        vec![code(PERCENT)],
    );
    sequence(&mut number, tags::MEASURED_VALUE_SEQUENCE, vec![measured]);
    number
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::sample_report;

    fn study() -> Study {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let photo = std::fs::read(folder.join("fixtures/formats/matrix/native.dcm")).unwrap();
        Study::of_photo(&photo).unwrap()
    }

    #[test]
    fn the_values_come_back_in_the_patients_own_study() {
        let report = sample_report();
        let bytes = structured_report(&study(), &report).unwrap();
        assert_eq!(
            structured_report(&study(), &report).unwrap(),
            bytes,
            "the same bytes"
        );
        let object = dicom_object::from_reader(&bytes[..]).unwrap();
        let text = |tag| object.element(tag).unwrap().to_str().unwrap().into_owned();
        assert_eq!(text(tags::PATIENT_ID), "P-0");
        assert_eq!(text(tags::STUDY_INSTANCE_UID), "2.25.3");
        assert_eq!(text(tags::SOP_CLASS_UID), CLASS);
        let all = format!("{object:?}");
        // 43.1 % in the sample, +3.1 points since its baseline.
        assert!(all.contains("43.1000") && all.contains("3.1000"));
        assert!(all.contains("covered by a hand"));
    }
}
