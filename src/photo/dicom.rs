//! DICOM photographs: VL Photographic Image (DICOM PS3.3 A.32.4), Dermoscopic Photography Image
//! (A.32.11) and Secondary Capture (A.8), one frame, as cameras and archives of clinics store them.
//!
//! Pixels that are not compressed and JPEG of 8 bits are read; other codings are refused by name.

use dicom_dictionary_std::tags;
use dicom_object::file::ReadPreamble;
use dicom_object::{DefaultDicomObject, OpenFileOptions, Tag};
use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use jiff::civil::{Date, DateTime, Time};

use super::decoded::Decoded;
use super::dicom_fits::{Misfit, check_lengths};
use super::exif_date::ExifDate;
use super::exif_facts::ExifFacts;
use super::{DecodeError, DecodeLimits, PhotoFormat, jpeg};

/// Kinds of objects that are photographs.
const PHOTOGRAPHS: [(&str, &str); 3] = [
    ("1.2.840.10008.5.1.4.1.1.77.1.4", "VL Photographic Image"),
    (
        "1.2.840.10008.5.1.4.1.1.77.1.7",
        "Dermoscopic Photography Image",
    ),
    ("1.2.840.10008.5.1.4.1.1.7", "Secondary Capture Image"),
];
/// Implicit and explicit little endian.
const NATIVE: [&str; 2] = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1"];
/// JPEG baseline and extended, lossy.
const JPEG: [&str; 2] = ["1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51"];

/// The photograph.
pub(super) fn decode(bytes: &[u8], limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    let object = open(bytes)?;
    let kind = object.meta().media_storage_sop_class_uid();
    let kind = kind.trim_end_matches('\0');
    if !PHOTOGRAPHS.iter().any(|(uid, _)| *uid == kind) {
        return Err(unsupported(format!(
            "an object that is no photograph (SOP class {kind})"
        )));
    }
    if number(&object, tags::NUMBER_OF_FRAMES).is_some_and(|frames| frames > 1) {
        return Err(DecodeError::Animated {
            format: "DICOM".to_owned(),
        });
    }
    let (width, height) = size(&object)?;
    let samples = number(&object, tags::SAMPLES_PER_PIXEL).unwrap_or(1);
    limits.check(width, height, samples.into())?;
    let syntax = object.meta().transfer_syntax().trim_end_matches('\0');
    let image = if NATIVE.contains(&syntax) {
        native(&object, width, height, samples)?
    } else if JPEG.contains(&syntax) {
        let decoded = jpeg::decode(&fragments(&object)?, limits)?;
        if (decoded.image.width(), decoded.image.height()) != (width, height) {
            return Err(damaged("its JPEG has another size than its header"));
        }
        decoded.image
    } else {
        return Err(unsupported(format!("the transfer syntax {syntax}")));
    };
    let icc = object.element(tags::ICC_PROFILE).ok();
    let icc = icc.and_then(|e| e.to_bytes().ok()).map(|b| b.into_owned());
    Ok(Decoded {
        image,
        icc,
        orientation: Orientation::NoTransforms,
    })
}

/// Size and bytes of a pixel, for the memory budget.
pub(super) fn header(bytes: &[u8]) -> Option<((u32, u32), u64)> {
    let object = open(bytes).ok()?;
    Some((size(&object).ok()?, 4))
}

/// When and how the photograph was taken.
pub(super) fn facts(bytes: &[u8]) -> ExifFacts {
    let Ok(object) = open(bytes) else {
        return ExifFacts::default();
    };
    let text = |tag: Tag| {
        let text = object.element(tag).ok()?.to_str().ok()?;
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
        (!text.is_empty()).then(|| text.to_owned())
    };
    ExifFacts {
        taken: taken(&text),
        make: text(tags::MANUFACTURER),
        model: text(tags::MANUFACTURER_MODEL_NAME),
        px_per_mm: spacing(&object),
        laterality: text(tags::IMAGE_LATERALITY).or_else(|| text(tags::LATERALITY)),
        ..ExifFacts::default()
    }
}

/// The moment of acquisition, else the day of the content or of the study.
fn taken(text: &impl Fn(Tag) -> Option<String>) -> ExifDate {
    let whole = text(tags::ACQUISITION_DATE_TIME);
    let pairs = [
        (tags::ACQUISITION_DATE, tags::ACQUISITION_TIME),
        (tags::CONTENT_DATE, tags::CONTENT_TIME),
        (tags::STUDY_DATE, tags::STUDY_TIME),
    ];
    let written = whole.or_else(|| {
        pairs.into_iter().find_map(|(day, time)| {
            let day = text(day)?;
            Some(day + &text(time).unwrap_or_default())
        })
    });
    match written {
        None => ExifDate::Absent,
        Some(written) => match moment(&written) {
            Some(moment) => ExifDate::Taken(moment),
            None => ExifDate::Impossible(written),
        },
    }
}

/// `YYYYMMDD`, and as much of `HHMMSS` as there is (PS3.5, 6.2, DA, TM and DT).
fn moment(written: &str) -> Option<DateTime> {
    let digits = |from: usize, to: usize| written.get(from..to)?.parse::<i16>().ok();
    let small = |from: usize| digits(from, from + 2).and_then(|n| i8::try_from(n).ok());
    let day = Date::new(digits(0, 4)?, small(4)?, small(6)?).ok()?;
    let [hour, minute, second] = [8, 10, 12].map(|at| small(at).unwrap_or(0));
    let time = Time::new(hour, minute, second.min(59), 0).ok()?;
    Some(day.to_datetime(time))
}

/// Pixels per millimetre at the photographed surface: the geometric mean of both directions.
fn spacing(object: &DefaultDicomObject) -> Option<f64> {
    let spacing = object.element(tags::PIXEL_SPACING).ok()?;
    let [rows, columns] = spacing.to_multi_float64().ok()?.try_into().ok()?;
    let scale = 1.0 / (rows * columns).sqrt();
    (rows > 0.0 && columns > 0.0 && scale.is_finite()).then_some(scale)
}

fn open(bytes: &[u8]) -> Result<DefaultDicomObject, DecodeError> {
    check_lengths(bytes).map_err(|misfit| match misfit {
        Misfit::Unsupported(what) => unsupported(what),
        Misfit::Damaged(why) => damaged(&why),
    })?;
    OpenFileOptions::new()
        .read_preamble(ReadPreamble::Always)
        .from_reader(bytes)
        .map_err(|error| damaged(&error.to_string()))
}

fn size(object: &DefaultDicomObject) -> Result<(u32, u32), DecodeError> {
    let side = |tag| number(object, tag).filter(|&n| n > 0);
    side(tags::COLUMNS)
        .zip(side(tags::ROWS))
        .ok_or_else(|| damaged("it has no picture"))
}

fn number(object: &DefaultDicomObject, tag: Tag) -> Option<u32> {
    object.element(tag).ok()?.to_int().ok()
}

/// The only frame's JPEG, which may lie in several pieces.
fn fragments(object: &DefaultDicomObject) -> Result<Vec<u8>, DecodeError> {
    let data = object.element(tags::PIXEL_DATA).ok();
    let pieces = data.and_then(|data| data.fragments());
    let pieces = pieces.ok_or_else(|| damaged("it has no picture"))?;
    Ok(pieces.concat())
}

fn native(
    object: &DefaultDicomObject,
    width: u32,
    height: u32,
    samples: u32,
) -> Result<DynamicImage, DecodeError> {
    let text = |tag| {
        let element = object.element(tag).ok()?;
        element.to_str().ok().map(|text| text.trim().to_owned())
    };
    let kind = text(tags::PHOTOMETRIC_INTERPRETATION).unwrap_or_default();
    let bits = number(object, tags::BITS_ALLOCATED).unwrap_or(8);
    if bits != 8 {
        return Err(unsupported(format!("{bits} bits for each sample")));
    }
    let data = object.element(tags::PIXEL_DATA).ok();
    let data = data.and_then(|data| data.to_bytes().ok());
    let data = data.ok_or_else(|| damaged("it has no picture"))?;
    let pixels = width as usize * height as usize;
    let Some(data) = data.get(..pixels * samples as usize) else {
        return Err(DecodeError::Truncated {
            format: PhotoFormat::Dicom,
            detail: "fewer pixels than its header says".to_owned(),
        });
    };
    let apart = number(object, tags::PLANAR_CONFIGURATION) == Some(1);
    let together = |i: usize| match apart {
        true => [data[i], data[pixels + i], data[2 * pixels + i]],
        false => [data[3 * i], data[3 * i + 1], data[3 * i + 2]],
    };
    let image = match (kind.as_str(), samples) {
        ("MONOCHROME2", 1) => {
            GrayImage::from_raw(width, height, data.to_vec()).map(DynamicImage::ImageLuma8)
        }
        ("RGB", 3) => {
            let rgb = (0..pixels).flat_map(together).collect();
            RgbImage::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8)
        }
        ("YBR_FULL", 3) => {
            let rgb = (0..pixels).flat_map(|i| rgb_of(together(i))).collect();
            RgbImage::from_raw(width, height, rgb).map(DynamicImage::ImageRgb8)
        }
        _ => {
            return Err(unsupported(format!(
                "{samples} samples of the kind {kind:?}"
            )));
        }
    };
    image.ok_or_else(|| damaged("fewer pixels than its header says"))
}

/// PS3.3, C.7.6.3.1.2.
fn rgb_of([y, b, r]: [u8; 3]) -> [u8; 3] {
    let [y, b, r] = [f32::from(y), f32::from(b) - 128.0, f32::from(r) - 128.0];
    let rgb = [
        y + 1.402 * r,
        y - 0.344_136 * b - 0.714_136 * r,
        y + 1.772 * b,
    ];
    rgb.map(|v| v.round().clamp(0.0, 255.0) as u8)
}

fn unsupported(detail: String) -> DecodeError {
    DecodeError::UnsupportedOption {
        format: PhotoFormat::Dicom,
        detail,
    }
}

fn damaged(detail: &str) -> DecodeError {
    DecodeError::Damaged {
        format: PhotoFormat::Dicom,
        detail: detail.chars().take(160).collect(),
    }
}
