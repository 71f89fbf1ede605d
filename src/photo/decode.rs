//! Decoding: a file's bytes to a [`Photo`]: upright, 8-bit sRGB, all of it or none.
//!
//! The format is told by the content, never by the file's extension. Sizes are checked in the
//! header, before anything is allocated for pixels.

use std::io::{Cursor, Read};
use std::path::Path;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat};
use moxcms::ColorProfile;
use sha2::{Digest, Sha256};

use super::decoded::Decoded;
use super::guard::caught;
use super::{
    DecodeError, DecodeLimits, Photo, PhotoFormat, colour, exif, jpeg, png, tiff, turn, webp,
};
use crate::regular_file::{self, FileError};

/// Reads and decodes a photo file.
///
/// # Errors
/// As [`decode_photo`], and when the file is missing, no regular file, too large or cannot be read.
pub fn read_photo(path: &Path, limits: &DecodeLimits) -> Result<Photo, DecodeError> {
    let bytes = regular_file::read(path, limits.max_file_bytes).map_err(|error| match error {
        FileError::NotFound => DecodeError::NotFound,
        FileError::TooLarge { .. } => DecodeError::FileTooLarge {
            detail: error.to_string(),
        },
        _ => DecodeError::Unreadable {
            detail: error.to_string(),
        },
    })?;
    decode_photo(&bytes, limits)
}

/// Decodes the bytes of a JPEG, PNG, TIFF, WebP or HEIC file.
///
/// The EXIF orientation (for HEIC: the container's) and the ICC profile are applied.
///
/// # Errors
/// A typed reason with a remedy; a truncated file is always an error, never half a picture. A
/// decoder that panics has met a damaged file.
pub fn decode_photo(bytes: &[u8], limits: &DecodeLimits) -> Result<Photo, DecodeError> {
    caught(|| decode_unguarded(bytes, limits))
}

fn decode_unguarded(bytes: &[u8], limits: &DecodeLimits) -> Result<Photo, DecodeError> {
    let format = detect_format(bytes)?;
    let mut decoded = match format {
        PhotoFormat::Jpeg => jpeg::decode(bytes, limits)?,
        PhotoFormat::Heic => decode_heic(bytes, limits)?,
        PhotoFormat::Png => decode_png(bytes, limits)?,
        PhotoFormat::Tiff => tiff::decode(bytes, limits)?,
        PhotoFormat::WebP => decode_webp(bytes, limits)?,
        PhotoFormat::Dicom => decode_dicom(bytes, limits)?,
    };
    let exif = exif::facts_of_bytes(bytes);
    if let Some(icc) = &decoded.icc {
        limits.check_profile(icc.len() as u64)?;
    } else if exif.dcf_adobe_rgb {
        decoded.icc = ColorProfile::new_adobe_rgb().encode().ok();
    }
    let (pixels, profile) = colour::to_srgb(decoded.image, decoded.icc.as_deref());
    Ok(Photo {
        pixels: turn::upright(pixels, decoded.orientation),
        sha256: sha256_hex(bytes),
        exif,
        profile,
        format,
    })
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// SHA-256 of all that `from` gives, in lower-case hexadecimal; never more than a block in memory.
///
/// # Errors
/// Reading fails.
pub(crate) fn sha256_of(mut from: impl Read) -> std::io::Result<String> {
    let (mut hash, mut block) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match from.read(&mut block) {
            Ok(0) => return Ok(hexadecimal(&hash.finalize())),
            Ok(n) => hash.update(&block[..n]),
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(feature = "heic")]
fn decode_heic(bytes: &[u8], limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    super::heic::decode(bytes, limits)
}

#[cfg(not(feature = "heic"))]
fn decode_heic(_bytes: &[u8], _limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    Err(DecodeError::UnsupportedFormat {
        format: "HEIC (this build lacks the feature `heic`)".to_owned(),
    })
}

#[cfg(feature = "dicom")]
fn decode_dicom(bytes: &[u8], limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    super::dicom::decode(bytes, limits)
}

#[cfg(not(feature = "dicom"))]
fn decode_dicom(_bytes: &[u8], _limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    Err(DecodeError::UnsupportedFormat {
        format: "DICOM (this build lacks the feature `dicom`)".to_owned(),
    })
}

fn decode_png(bytes: &[u8], limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    refuse_animated(PhotoFormat::Png, png::is_animated(bytes))?;
    // Before the decoder unpacks it: a megabyte of zeros packs into a kilobyte.
    if let Some(size) = png::profile_bytes(bytes, limits.max_profile_bytes) {
        limits.check_profile(size)?;
    }
    by_image_crate(bytes, PhotoFormat::Png, ImageFormat::Png, limits)
}

fn decode_webp(bytes: &[u8], limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    refuse_animated(PhotoFormat::WebP, webp::is_animated(bytes))?;
    if let Some(length) = webp::overrun(bytes) {
        return Err(DecodeError::Truncated {
            format: PhotoFormat::WebP,
            detail: format!("a part of it should have {length} bytes, and the file ends before"),
        });
    }
    let mut decoded = by_image_crate(bytes, PhotoFormat::WebP, ImageFormat::WebP, limits)?;
    let orientation = webp::exif(bytes).and_then(Orientation::from_exif_chunk);
    decoded.orientation = orientation.unwrap_or(Orientation::NoTransforms);
    Ok(decoded)
}

fn refuse_animated(format: PhotoFormat, animated: bool) -> Result<(), DecodeError> {
    match animated {
        true => Err(DecodeError::Animated {
            format: format.to_string(),
        }),
        false => Ok(()),
    }
}

fn by_image_crate(
    bytes: &[u8],
    format: PhotoFormat,
    image_format: ImageFormat,
    limits: &DecodeLimits,
) -> Result<Decoded, DecodeError> {
    let failure = |error| failure(format, error);
    let mut reader = image::ImageReader::with_format(Cursor::new(bytes), image_format);
    reader.limits(room(limits));
    let mut decoder = reader.into_decoder().map_err(failure)?;
    let (width, height) = decoder.dimensions();
    limits.check(width, height, decoder.color_type().bytes_per_pixel().into())?;
    let icc = decoder.icc_profile().map_err(failure)?;
    let orientation = decoder.orientation().map_err(failure)?;
    Ok(Decoded {
        image: DynamicImage::from_decoder(decoder).map_err(failure)?,
        icc,
        orientation,
    })
}

/// For decoders of the `image` crate: the picture, and as much again for rows, frames and texts.
fn room(limits: &DecodeLimits) -> image::Limits {
    let mut room = image::Limits::no_limits();
    room.max_alloc = Some(limits.max_decoded_bytes.saturating_mul(2));
    room
}

fn failure(format: PhotoFormat, error: ImageError) -> DecodeError {
    let detail = error.to_string();
    match error {
        ImageError::Unsupported(_) => DecodeError::UnsupportedOption { format, detail },
        ImageError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            DecodeError::Truncated { format, detail }
        }
        _ => DecodeError::Damaged { format, detail },
    }
}

/// The format by the first bytes.
fn detect_format(bytes: &[u8]) -> Result<PhotoFormat, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    if let Some(brand) = bytes.get(4..12).and_then(|b| b.strip_prefix(b"ftyp")) {
        return heif_format(brand);
    }
    // DICOM PS3.10, 7.1: a preamble of 128 bytes, which may hold another format's header.
    if bytes.get(128..132) == Some(b"DICM") {
        return Ok(PhotoFormat::Dicom);
    }
    // BigTIFF, which `image` does not know: version 43 instead of 42.
    if bytes.starts_with(b"II\x2b\0") || bytes.starts_with(b"MM\0\x2b") {
        return Ok(PhotoFormat::Tiff);
    }
    let unsupported = |format: &str| {
        Err(DecodeError::UnsupportedFormat {
            format: format.to_owned(),
        })
    };
    match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => Ok(PhotoFormat::Jpeg),
        Ok(ImageFormat::Png) => Ok(PhotoFormat::Png),
        Ok(ImageFormat::Tiff) => Ok(PhotoFormat::Tiff),
        Ok(ImageFormat::WebP) => Ok(PhotoFormat::WebP),
        Ok(other) => unsupported(&format!("{other:?}")),
        Err(_) if bytes.starts_with(b"%PDF") => unsupported("PDF"),
        Err(_) => Err(DecodeError::NotAPicture {
            found: if looks_like_text(bytes) {
                "text"
            } else {
                "of no known picture format"
            },
        }),
    }
}

/// By the major brand; the generic brands are left to the decoder, which looks further.
fn heif_format(brand: &[u8]) -> Result<PhotoFormat, DecodeError> {
    match brand {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"mif2" | b"msf1" => {
            Ok(PhotoFormat::Heic)
        }
        b"avif" | b"avis" => Err(DecodeError::UnsupportedFormat {
            format: "AVIF".to_owned(),
        }),
        _ => Err(DecodeError::UnsupportedFormat {
            format: "a video or another container".to_owned(),
        }),
    }
}

fn looks_like_text(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(512)];
    head.iter()
        .all(|&b| b >= 0x20 && b != 0x7F || matches!(b, b'\t' | b'\n' | b'\r'))
}
