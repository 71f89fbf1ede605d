//! JPEG, strictly: a picture that breaks off is refused, never filled up with grey.
//!
//! `zune-jpeg` is the decoder inside `image` too, but there it runs leniently: it paints what is
//! missing and reports success, which would be measured as scalp or hair.

use std::borrow::Cow;
use std::ops::Range;

use image::metadata::Orientation;
use image::{DynamicImage, GrayImage, RgbImage};
use zune_jpeg::errors::DecodeErrors;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::decoded::Decoded;
use super::{DecodeError, DecodeLimits, PhotoFormat};

/// The file without stray bytes between its header's segments. Cameras and editors leave some
/// there; decoders skip them, but strict ones and readers of EXIF stop.
pub(super) fn tidy(bytes: &[u8]) -> Cow<'_, [u8]> {
    /// Start of scan: from here on the picture.
    const SCAN: u8 = 0xDA;
    let mut kept = Vec::from([Range { start: 0, end: 2 }]);
    let mut at = 2;
    while bytes.starts_with(b"\xFF\xD8") {
        let Some(marker) = next_marker(bytes, &mut at) else {
            break;
        };
        let from = at - 2;
        if marker == SCAN {
            kept.push(from..bytes.len());
            break;
        }
        // Markers without content, and an end before the picture.
        if matches!(marker, 0x01 | 0xD0..=0xD9) {
            continue;
        }
        let Some(&[high, low]) = bytes.get(at..at + 2) else {
            break;
        };
        at += usize::from(u16::from_be_bytes([high, low]));
        kept.push(from..at.min(bytes.len()));
    }
    let whole = kept.windows(2).all(|pair| pair[0].end == pair[1].start);
    if whole || kept.last().is_none_or(|last| last.end < bytes.len()) {
        return Cow::Borrowed(bytes);
    }
    Cow::Owned(
        kept.into_iter()
            .flat_map(|part| bytes[part].iter().copied())
            .collect(),
    )
}

/// How many bytes of the beginning of a JPEG hold all that is read of its EXIF: up to the end of the
/// first EXIF segment, or all of them where the picture itself begins before one; `None` where
/// neither is among `bytes`.
pub(super) fn head_with_exif(bytes: &[u8]) -> Option<usize> {
    const SCAN: u8 = 0xDA;
    const APP1: u8 = 0xE1;
    let mut at = 2;
    loop {
        let marker = next_marker(bytes, &mut at)?;
        if marker == SCAN {
            return Some(bytes.len());
        }
        if matches!(marker, 0x01 | 0xD0..=0xD9) {
            continue;
        }
        let length = bytes.get(at..at + 2)?;
        let end = at + usize::from(u16::from_be_bytes([length[0], length[1]]));
        let content = bytes.get(at + 2..end);
        if marker == APP1 && content.is_some_and(|c| c.starts_with(b"Exif\0\0")) {
            return Some(end);
        }
        at = end;
    }
}

pub(super) fn decode(bytes: &[u8], limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    let bytes = &*tidy(bytes);
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = zune_jpeg::JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|e| failure(bytes, &e))?;
    let (width, height) = match decoder.dimensions() {
        Some((w, h)) => (w as u32, h as u32),
        None => return Err(damaged("no picture size".to_owned())),
    };
    limits.check(width, height, 3)?;
    if !is_complete(bytes) {
        return Err(truncated());
    }
    let grey = decoder.input_colorspace() == Some(ColorSpace::Luma);
    let target = if grey {
        ColorSpace::Luma
    } else {
        ColorSpace::RGB
    };
    decoder.set_options(decoder.options().jpeg_set_out_colorspace(target));
    let pixels = decoder.decode().map_err(|e| failure(bytes, &e))?;
    let image = if grey {
        GrayImage::from_raw(width, height, pixels).map(DynamicImage::ImageLuma8)
    } else {
        RgbImage::from_raw(width, height, pixels).map(DynamicImage::ImageRgb8)
    };
    Ok(Decoded {
        image: image.ok_or_else(|| damaged("fewer pixels than the header says".to_owned()))?,
        icc: decoder.icc_profile(),
        orientation: decoder
            .exif()
            .and_then(|exif| Orientation::from_exif_chunk(exif))
            .unwrap_or(Orientation::NoTransforms),
    })
}

/// Whether the picture ends with its end-of-image marker. What follows the marker (previews,
/// depth maps, phone makers' trailers) does not matter.
fn is_complete(bytes: &[u8]) -> bool {
    let mut at = 2;
    loop {
        let Some(marker) = next_marker(bytes, &mut at) else {
            return false;
        };
        match marker {
            0xD9 => return true,
            0x01 | 0xD0..=0xD8 => {}
            _ => {
                let Some(length) = bytes.get(at..at + 2) else {
                    return false;
                };
                at += usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
        }
    }
}

/// The next marker at or behind `at`, skipping entropy-coded data (where `FF 00` is a data byte).
fn next_marker(bytes: &[u8], at: &mut usize) -> Option<u8> {
    loop {
        let found = *at + bytes.get(*at..)?.iter().position(|&b| b == 0xFF)?;
        let code = *bytes.get(found + 1)?;
        // A run of FF is padding: the last of them begins the marker.
        *at = if code == 0xFF { found + 1 } else { found + 2 };
        if !matches!(code, 0x00 | 0xFF) {
            return Some(code);
        }
    }
}

fn failure(bytes: &[u8], error: &DecodeErrors) -> DecodeError {
    match error {
        DecodeErrors::Unsupported(_) => DecodeError::UnsupportedOption {
            format: PhotoFormat::Jpeg,
            detail: error.to_string(),
        },
        DecodeErrors::ExhaustedData => truncated(),
        _ if !is_complete(bytes) => truncated(),
        // The variants' `Debug` adds the struct's name; their `Display` is the message.
        _ => damaged(error.to_string()),
    }
}

fn truncated() -> DecodeError {
    DecodeError::Truncated {
        format: PhotoFormat::Jpeg,
        detail: "it has no end-of-image marker".to_owned(),
    }
}

fn damaged(detail: String) -> DecodeError {
    DecodeError::Damaged {
        format: PhotoFormat::Jpeg,
        detail,
    }
}
