//! The patient and the study that results belong to, as one of the photos says them.

use dicom_core::{DataElement, PrimitiveValue, Tag, VR};
use dicom_dictionary_std::tags;
use dicom_object::file::ReadPreamble;
use dicom_object::{InMemDicomObject, OpenFileOptions};

use super::DicomError;

/// What is copied into every result, with its kind: the modules Patient and General Study (PS3.3,
/// C.7.1.1 and C.7.2.1). All of them are required, even where they are empty.
const IDENTITY: [(Tag, VR); 10] = [
    (tags::PATIENT_NAME, VR::PN),
    (tags::PATIENT_ID, VR::LO),
    (tags::PATIENT_BIRTH_DATE, VR::DA),
    (tags::PATIENT_SEX, VR::CS),
    (tags::STUDY_INSTANCE_UID, VR::UI),
    (tags::STUDY_DATE, VR::DA),
    (tags::STUDY_TIME, VR::TM),
    (tags::REFERRING_PHYSICIAN_NAME, VR::PN),
    (tags::STUDY_ID, VR::SH),
    (tags::ACCESSION_NUMBER, VR::SH),
];

/// A patient's study.
#[derive(Debug, Clone)]
pub(crate) struct Study(Vec<String>);

impl Study {
    /// Patient and study of a DICOM photograph.
    ///
    /// # Errors
    /// The bytes are no DICOM object, or it names no study.
    pub(crate) fn of_photo(bytes: &[u8]) -> Result<Self, DicomError> {
        let object = OpenFileOptions::new()
            .read_preamble(ReadPreamble::Always)
            .read_until(tags::PIXEL_DATA)
            .from_reader(bytes)
            .map_err(DicomError::of)?;
        let text = |tag| {
            let element = object.element(tag).ok()?;
            let text = element.to_str().ok()?;
            Some(
                text.trim_matches(|c: char| c == '\0' || c == ' ')
                    .to_owned(),
            )
        };
        let said: Vec<String> = IDENTITY
            .iter()
            .map(|&(tag, _)| text(tag).unwrap_or_default())
            .collect();
        match IDENTITY
            .iter()
            .zip(&said)
            .find(|((tag, _), _)| *tag == tags::STUDY_INSTANCE_UID)
        {
            Some((_, study)) if !study.is_empty() => Ok(Self(said)),
            _ => Err(DicomError("the photo names no study".to_owned())),
        }
    }

    pub(super) fn identity(&self) -> InMemDicomObject {
        let mut object = InMemDicomObject::new_empty();
        for ((tag, vr), text) in IDENTITY.iter().zip(&self.0) {
            object.put(DataElement::new(
                *tag,
                *vr,
                PrimitiveValue::from(text.as_str()),
            ));
        }
        object
    }
}
