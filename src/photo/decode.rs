//! Decoding: a file's bytes to a [`Photo`]: upright, 8-bit sRGB, all of it or none.
//!
//! The format is told by the content, never by the file's extension. Sizes are checked in the
//! header, before anything is allocated for pixels.

use std::io::Cursor;
use std::path::Path;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{DecodeError, Photo, PhotoFormat, colour, exif, jpeg, turn};

/// What is allowed before pixels are decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DecodeLimits {
    /// Most pixels of a photo. Default 120 million: above every clinic camera and every phone's
    /// usual mode, and under 1 GiB of memory for each photo in work.
    pub max_pixels: u64,
    /// Shortest side of a photo, px. Default 64: below that nothing can be measured.
    pub min_side: u32,
}

impl Default for DecodeLimits {
    fn default() -> Self {
        Self {
            max_pixels: 120_000_000,
            min_side: 64,
        }
    }
}

impl DecodeLimits {
    pub(super) fn check(&self, width: u32, height: u32) -> Result<(), DecodeError> {
        if u64::from(width) * u64::from(height) > self.max_pixels {
            return Err(DecodeError::TooManyPixels {
                width,
                height,
                max_pixels: self.max_pixels,
            });
        }
        if width.min(height) < self.min_side {
            return Err(DecodeError::TooSmall {
                width,
                height,
                min_side: self.min_side,
            });
        }
        Ok(())
    }

    /// Room for decoders of the `image` crate: eight bytes a pixel hold 16-bit RGBA.
    fn for_image_crate(&self) -> image::Limits {
        let mut limits = image::Limits::no_limits();
        limits.max_alloc = Some(self.max_pixels.saturating_mul(8));
        limits
    }
}

/// A picture as its file stores it.
pub(super) struct Decoded {
    /// Pixels, not yet turned upright, in the colour space of `icc`.
    pub image: DynamicImage,
    /// ICC profile.
    pub icc: Option<Vec<u8>>,
    /// What turns the pixels upright.
    pub orientation: Orientation,
}

/// Reads and decodes a photo file.
///
/// # Errors
/// As [`decode_photo`], and when the file is missing or cannot be read.
pub fn read_photo(path: &Path, limits: &DecodeLimits) -> Result<Photo, DecodeError> {
    let bytes = std::fs::read(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => DecodeError::NotFound,
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
/// A typed reason with a remedy; a truncated file is always an error, never half a picture.
pub fn decode_photo(bytes: &[u8], limits: &DecodeLimits) -> Result<Photo, DecodeError> {
    let format = detect_format(bytes)?;
    let decoded = match format {
        PhotoFormat::Jpeg => jpeg::decode(bytes, limits)?,
        PhotoFormat::Heic => decode_heic(bytes, limits)?,
        PhotoFormat::Png => by_image_crate(bytes, format, ImageFormat::Png, limits)?,
        PhotoFormat::Tiff => by_image_crate(bytes, format, ImageFormat::Tiff, limits)?,
        PhotoFormat::WebP => by_image_crate(bytes, format, ImageFormat::WebP, limits)?,
    };
    let (pixels, profile) = colour::to_srgb(decoded.image, decoded.icc.as_deref());
    Ok(Photo {
        pixels: turn::upright(pixels, decoded.orientation),
        sha256: sha256_hex(bytes),
        exif: exif::facts_of_bytes(bytes),
        profile,
        format,
    })
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
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

fn by_image_crate(
    bytes: &[u8],
    format: PhotoFormat,
    image_format: ImageFormat,
    limits: &DecodeLimits,
) -> Result<Decoded, DecodeError> {
    if format == PhotoFormat::Tiff && exif::first_tiff_picture_is_preview(bytes) {
        return Err(DecodeError::UnsupportedFormat {
            format: "camera raw (TIFF-based)".to_owned(),
        });
    }
    let failure = |error| failure(format, error);
    let mut reader = image::ImageReader::with_format(Cursor::new(bytes), image_format);
    reader.limits(limits.for_image_crate());
    let mut decoder = reader.into_decoder().map_err(failure)?;
    let (width, height) = decoder.dimensions();
    limits.check(width, height)?;
    let icc = decoder.icc_profile().map_err(failure)?;
    let orientation = decoder.orientation().map_err(failure)?;
    Ok(Decoded {
        image: DynamicImage::from_decoder(decoder).map_err(failure)?,
        icc,
        orientation,
    })
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
