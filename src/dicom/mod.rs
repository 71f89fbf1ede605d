//! Results as DICOM objects of the patient and study that the photos came from: the report as an
//! Encapsulated PDF (DICOM PS3.3, A.45.1), its values as a Comprehensive SR (PS3.3, A.35.3) built on
//! the template "Measurement Report" (TID 1500, PS3.16, Annex A).
//!
//! Photographs of DICOM are read in [`crate::photo`]. Identifiers of the results follow from their
//! contents ("2.25." and a UUID, PS3.5, B.2): the same report gives the same bytes.

mod pdf;
mod sr;
mod study;

use dicom_core::{DataElement, PrimitiveValue, Tag, VR};
use dicom_dictionary_std::tags;
use dicom_object::{FileMetaTableBuilder, InMemDicomObject};
use sha2::{Digest, Sha256};

use crate::model::Report;

pub(crate) use pdf::encapsulated_pdf;
pub(crate) use sr::structured_report;
pub(crate) use study::Study;

/// Explicit little endian.
const SYNTAX: &str = "1.2.840.10008.1.2.1";

/// A DICOM object that cannot be read or written; the library's message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(crate) struct DicomError(String);

impl DicomError {
    fn of(error: impl std::fmt::Display) -> Self {
        Self(error.to_string())
    }
}

/// Puts a text element, cut to what its kind allows (PS3.5, 6.2).
fn put(object: &mut InMemDicomObject, tag: Tag, vr: VR, text: &str) {
    let most = match vr {
        VR::CS | VR::SH | VR::DS => 16,
        VR::LO | VR::UI | VR::PN => 64,
        _ => 1024,
    };
    let text: String = crate::report::visible::shown(text)
        .chars()
        .take(most)
        .collect();
    object.put(DataElement::new(tag, vr, PrimitiveValue::from(text)));
}

/// What every result shares: patient, study, a series of its own, where it comes from.
fn document(
    study: &Study,
    report: &Report,
    [class, modality, seed]: [&str; 3],
) -> InMemDicomObject {
    let mut object = study.identity();
    put(
        &mut object,
        tags::SPECIFIC_CHARACTER_SET,
        VR::CS,
        "ISO_IR 192",
    );
    put(&mut object, tags::SOP_CLASS_UID, VR::UI, class);
    put(
        &mut object,
        tags::SOP_INSTANCE_UID,
        VR::UI,
        &uid(&format!("instance {modality} {seed}")),
    );
    put(
        &mut object,
        tags::SERIES_INSTANCE_UID,
        VR::UI,
        &uid(&format!("series {modality} {seed}")),
    );
    put(
        &mut object,
        tags::CONTENT_DATE,
        VR::DA,
        &content_day(report),
    );
    put(&mut object, tags::CONTENT_TIME, VR::TM, "000000");
    put(&mut object, tags::MODALITY, VR::CS, modality);
    put(&mut object, tags::SERIES_NUMBER, VR::IS, "1");
    put(&mut object, tags::INSTANCE_NUMBER, VR::IS, "1");
    put(&mut object, tags::MANUFACTURER, VR::LO, "tricholapse");
    put(
        &mut object,
        tags::MANUFACTURER_MODEL_NAME,
        VR::LO,
        "tricholapse",
    );
    put(&mut object, tags::SOFTWARE_VERSIONS, VR::LO, crate::VERSION);
    object
}

/// The day of a report's last photo, `YYYYMMDD`: results say nothing of when they were computed, so
/// that they can be compared byte by byte.
fn content_day(report: &Report) -> String {
    let photos = report.views.iter().flat_map(|view| &view.photos);
    let last = photos.map(|photo| photo.date.as_str()).max();
    last.unwrap_or(&report.course.start).replace('-', "")
}

fn bytes(object: InMemDicomObject) -> Result<Vec<u8>, DicomError> {
    let meta = FileMetaTableBuilder::new().transfer_syntax(SYNTAX);
    let file = object.with_meta(meta).map_err(DicomError::of)?;
    let mut bytes = Vec::new();
    file.write_all(&mut bytes).map_err(DicomError::of)?;
    Ok(bytes)
}

/// An identifier that follows from a text.
fn uid(seed: &str) -> String {
    let hash = Sha256::digest(format!("tricholapse {seed}").as_bytes());
    let mut number = hash
        .iter()
        .take(16)
        .fold(0_u128, |n, &b| n << 8 | u128::from(b));
    // A UUID of version 8 (RFC 9562): made by rules of one's own.
    number = number & !(0xF << 76) | 0x8 << 76;
    number = number & !(0b11 << 62) | 0b10 << 62;
    format!("2.25.{number}")
}
