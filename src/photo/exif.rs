//! EXIF facts: when and how a photo was taken.
//!
//! Every fact is optional: messengers and editors strip or rewrite them.

use std::io::{Cursor, Read};

use exif::{Exif, In, Reader, Tag, Value};

pub(crate) use super::exif_date::ExifDate;
use super::exif_date::taken;
pub(crate) use super::exif_facts::ExifFacts;
use super::exif_text::text;
use super::guard::caught;
use super::{jpeg, webp};

/// Bytes of a JPEG that are read, step by step, until its EXIF block is whole: it stands among the
/// first segments, mostly as the first one, and is at most 64 KiB long. From a disk, few bytes of
/// many photos come much sooner than many.
const JPEG_HEADS: [u64; 3] = [8 << 10, 72 << 10, 4 << 20];

/// Reads the facts from a photo file; a file without EXIF, or with a damaged one, has no facts.
/// Of a JPEG only the beginning is read.
pub(crate) fn read_facts<R: Read>(file: &mut R) -> ExifFacts {
    let mut bytes = Vec::new();
    let head = file.by_ref().take(12).read_to_end(&mut bytes);
    let rest = match bytes.starts_with(b"\xFF\xD8") {
        true => read_jpeg_head(file, &mut bytes),
        false => file.read_to_end(&mut bytes),
    };
    match head.and(rest) {
        Ok(_) => facts_of_bytes(&bytes),
        Err(_) => ExifFacts::default(),
    }
}

fn read_jpeg_head<R: Read>(file: &mut R, bytes: &mut Vec<u8>) -> std::io::Result<usize> {
    for head in JPEG_HEADS {
        let missing = head.saturating_sub(bytes.len() as u64);
        file.by_ref().take(missing).read_to_end(bytes)?;
        if let Some(enough) = jpeg::head_with_exif(bytes) {
            bytes.truncate(enough);
            break;
        }
    }
    Ok(bytes.len())
}

/// The facts in a photo file's bytes.
pub(crate) fn facts_of_bytes(bytes: &[u8]) -> ExifFacts {
    let read = || match bytes.get(128..132) {
        Some(b"DICM") => Ok(Some(dicom_facts(bytes))),
        _ => Ok(block(bytes).map(|exif| facts(&exif))),
    };
    caught(read).ok().flatten().unwrap_or_default()
}

/// The EXIF block, read as far as it can be.
fn block(bytes: &[u8]) -> Option<Exif> {
    let mut reader = Reader::new();
    reader.continue_on_error(true);
    let raw = match bytes {
        [b'R', b'I', b'F', b'F', ..] => Some(webp::exif(bytes)?.to_vec()),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some(heic_block(bytes)?),
        _ => None,
    };
    let read = match raw {
        Some(raw) => reader.read_raw(raw),
        None => reader.read_from_container(&mut Cursor::new(jpeg::tidy(bytes))),
    };
    read.or_else(|error| error.distill_partial_result(|_| {}))
        .ok()
}

#[cfg(feature = "dicom")]
fn dicom_facts(bytes: &[u8]) -> ExifFacts {
    super::dicom::facts(bytes)
}

#[cfg(not(feature = "dicom"))]
fn dicom_facts(_bytes: &[u8]) -> ExifFacts {
    ExifFacts::default()
}

#[cfg(feature = "heic")]
fn heic_block(bytes: &[u8]) -> Option<Vec<u8>> {
    super::heic::exif(bytes)
}

#[cfg(not(feature = "heic"))]
fn heic_block(_bytes: &[u8]) -> Option<Vec<u8>> {
    None
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
        px_per_mm: None,
        laterality: None,
        dcf_adobe_rgb: text(exif, Tag::InteroperabilityIndex).is_some_and(|i| i == "R03"),
        orientation: uint(exif, Tag::Orientation).filter(|o| (1..=8).contains(o)),
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
