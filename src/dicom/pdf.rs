//! The report as an Encapsulated PDF (PS3.3, A.45.1 and C.24).

use dicom_core::value::DataSetSequence;
use dicom_core::{DataElement, PrimitiveValue, VR};
use dicom_dictionary_std::tags;
use dicom_object::InMemDicomObject;

use super::{DicomError, Study, bytes, document, put};
use crate::model::Report;
use crate::photo::sha256_hex;

/// Encapsulated PDF Storage.
const CLASS: &str = "1.2.840.10008.5.1.4.1.1.104.1";

/// The bytes of a DICOM object that holds `pdf`, the report's own.
///
/// # Errors
/// The object cannot be written.
pub(crate) fn encapsulated_pdf(
    study: &Study,
    pdf: &[u8],
    report: &Report,
) -> Result<Vec<u8>, DicomError> {
    let mut object = document(study, report, [CLASS, "DOC", &sha256_hex(pdf)]);
    // From a workstation; names and dates can be read on the pages.
    put(&mut object, tags::CONVERSION_TYPE, VR::CS, "WSD");
    put(&mut object, tags::BURNED_IN_ANNOTATION, VR::CS, "YES");
    put(&mut object, tags::ACQUISITION_DATE_TIME, VR::DT, "");
    put(
        &mut object,
        tags::DOCUMENT_TITLE,
        VR::ST,
        "Hair coverage over a treatment course",
    );
    let empty: Vec<InMemDicomObject> = Vec::new();
    object.put(DataElement::new(
        tags::CONCEPT_NAME_CODE_SEQUENCE,
        VR::SQ,
        DataSetSequence::from(empty),
    ));
    put(
        &mut object,
        tags::MIME_TYPE_OF_ENCAPSULATED_DOCUMENT,
        VR::LO,
        "application/pdf",
    );
    let length = u32::try_from(pdf.len()).map_err(DicomError::of)?;
    object.put(DataElement::new(
        tags::ENCAPSULATED_DOCUMENT_LENGTH,
        VR::UL,
        PrimitiveValue::from(length),
    ));
    let mut padded = pdf.to_vec();
    padded.resize(pdf.len().next_multiple_of(2), 0);
    object.put(DataElement::new(
        tags::ENCAPSULATED_DOCUMENT,
        VR::OB,
        PrimitiveValue::from(padded),
    ));
    bytes(object)
}
