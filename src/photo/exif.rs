//! EXIF facts: when and how a photo was taken.
//!
//! Every fact is optional: messengers and editors strip or rewrite them.

use std::io::{BufRead, Cursor, Seek};

use exif::{Context, Exif, In, Reader, Tag, Value};

pub use super::exif_date::ExifDate;
use super::exif_date::taken;

/// What the EXIF block says about the photo.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExifFacts {
    /// `DateTimeOriginal`, the moment of exposure.
    pub taken: ExifDate,
    /// Camera maker.
    pub make: Option<String>,
    /// Camera model.
    pub model: Option<String>,
    /// Lens model.
    pub lens: Option<String>,
    /// Focal length, mm.
    pub focal_length_mm: Option<f64>,
    /// Focal length that frames the same on 35 mm film, mm.
    pub focal_length_35mm: Option<f64>,
    /// Digital zoom ratio; 1 is none.
    pub digital_zoom: Option<f64>,
    /// Exposure time, s.
    pub exposure_time_s: Option<f64>,
    /// F number.
    pub f_number: Option<f64>,
    /// ISO sensitivity.
    pub iso: Option<u32>,
    /// Whether the flash fired.
    pub flash_fired: Option<bool>,
    /// Whether the white balance was set by hand.
    pub white_balance_manual: Option<bool>,
    /// EXIF orientation as written, 1..=8. Already applied where it counts: never rotate by it.
    pub orientation: Option<u32>,
}

/// Reads the facts from a photo file; a file without EXIF, or with a damaged one, has no facts.
pub fn read_facts<R: BufRead + Seek>(file: &mut R) -> ExifFacts {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    match reader
        .read_from_container(file)
        .or_else(|error| error.distill_partial_result(|_| {}))
    {
        Ok(exif) => facts(&exif),
        Err(_) => ExifFacts::default(),
    }
}

/// As [`read_facts`], from a file's bytes.
pub fn facts_of_bytes(bytes: &[u8]) -> ExifFacts {
    read_facts(&mut Cursor::new(bytes))
}

/// Whether a TIFF's first picture is only a preview: camera raw files (DNG, NEF, CR2) are built
/// like that, and measuring the preview for the photo would be wrong.
pub(super) fn first_tiff_picture_is_preview(bytes: &[u8]) -> bool {
    const NEW_SUBFILE_TYPE: Tag = Tag(Context::Tiff, 0x00FE);
    const DNG_VERSION: Tag = Tag(Context::Tiff, 0xC612);
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let Ok(exif) = reader
        .read_from_container(&mut Cursor::new(bytes))
        .or_else(|error| error.distill_partial_result(|_| {}))
    else {
        return false;
    };
    let reduced = uint(&exif, NEW_SUBFILE_TYPE).is_some_and(|kind| kind & 1 == 1);
    // Canon's CR2 signature stands behind the TIFF header.
    let cr2 = bytes.get(8..10) == Some(b"CR");
    reduced || cr2 || exif.get_field(DNG_VERSION, In::PRIMARY).is_some()
}

fn facts(exif: &Exif) -> ExifFacts {
    ExifFacts {
        taken: taken(exif),
        make: text(exif, Tag::Make),
        model: text(exif, Tag::Model),
        lens: text(exif, Tag::LensModel),
        focal_length_mm: real(exif, Tag::FocalLength),
        focal_length_35mm: real(exif, Tag::FocalLengthIn35mmFilm),
        digital_zoom: real(exif, Tag::DigitalZoomRatio),
        exposure_time_s: real(exif, Tag::ExposureTime),
        f_number: real(exif, Tag::FNumber),
        iso: uint(exif, Tag::PhotographicSensitivity).filter(|&iso| iso > 0),
        flash_fired: uint(exif, Tag::Flash).map(|bits| bits & 1 == 1),
        white_balance_manual: uint(exif, Tag::WhiteBalance).map(|mode| mode == 1),
        orientation: uint(exif, Tag::Orientation).filter(|o| (1..=8).contains(o)),
    }
}

pub(super) fn text(exif: &Exif, tag: Tag) -> Option<String> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(parts) => {
            let text = String::from_utf8_lossy(parts.first()?);
            let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
            (!text.is_empty()).then(|| text.to_owned())
        }
        _ => None,
    }
}

fn uint(exif: &Exif, tag: Tag) -> Option<u32> {
    exif.get_field(tag, In::PRIMARY)?.value.get_uint(0)
}

/// A positive, finite number; EXIF writes 0/0 for "unknown".
fn real(exif: &Exif, tag: Tag) -> Option<f64> {
    let value = match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Rational(values) => values.first()?.to_f64(),
        Value::Short(values) => f64::from(*values.first()?),
        Value::Long(values) => f64::from(*values.first()?),
        Value::Double(values) => *values.first()?,
        _ => return None,
    };
    (value.is_finite() && value > 0.0).then_some(value)
}
