//! HEIC, the format of iPhones and many other telephones.
//!
//! The container's own rotation and mirroring are applied by the decoder; the EXIF orientation of
//! a HEIC file repeats them and must not be applied again.

use heifer::heifer_isobmff::HeifFile;
use image::metadata::Orientation;
use image::{DynamicImage, RgbImage, RgbaImage};

use super::decoded::Decoded;
use super::heic_colour::{StoredColour, stored_colour};
use super::{DecodeError, DecodeLimits, PhotoFormat};

/// Bytes of a decoded pixel: RGBA, and the planes that it is made from.
pub(super) const BYTES_PER_PX: u64 = 4;

/// Width and height from the header, px.
pub(super) fn size(bytes: &[u8]) -> Result<(u32, u32), DecodeError> {
    let file = parsed(bytes)?;
    file.image_size(file.primary_id)
        .map_err(|e| failure(&heifer::Error::Container(e)))?
        .ok_or_else(|| damaged("the primary picture has no size"))
}

/// The EXIF block: a TIFF header and what follows.
pub(super) fn exif(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = HeifFile::parse(bytes).ok()?;
    file.exif(file.primary_id).ok().flatten()
}

/// The primary picture.
pub(super) fn decode(bytes: &[u8], limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    let (width, height) = size(bytes)?;
    limits.check(width, height, BYTES_PER_PX)?;
    let file = parsed(bytes)?;
    let icc = match file.icc_profile(file.primary_id) {
        Ok(icc) => icc.map(<[u8]>::to_vec),
        Err(error) => return Err(failure(&heifer::Error::Container(error))),
    };
    limits.check_profile(icc.as_ref().map_or(0, |icc| icc.len() as u64))?;
    let colour = match icc {
        Some(icc) => StoredColour::Profile(icc),
        None => stored_colour(&file)?,
    };
    // Photos are decoded in parallel with each other; tiles within one photo are not.
    let options = heifer::Options {
        max_threads: 1,
        max_pixels: limits.max_pixels,
    };
    let (image, icc) = match colour {
        StoredColour::Srgb => (heifer::decode_rgba8(bytes, &options), None),
        StoredColour::Profile(icc) => (heifer::decode_rgba8(bytes, &options), Some(icc)),
        StoredColour::Other => (heifer::decode_srgb_rgba8(bytes, &options), None),
    };
    let image = image.map_err(|e| failure(&e))?;
    let (width, height) = (image.width, image.height);
    let image = if image.has_alpha {
        RgbaImage::from_raw(width, height, image.data).map(DynamicImage::ImageRgba8)
    } else {
        RgbImage::from_raw(width, height, image.into_rgb8()).map(DynamicImage::ImageRgb8)
    };
    Ok(Decoded {
        image: image.ok_or_else(|| damaged("fewer pixels than the header says"))?,
        icc,
        orientation: Orientation::NoTransforms,
    })
}

fn parsed(bytes: &[u8]) -> Result<HeifFile<'_>, DecodeError> {
    HeifFile::parse(bytes).map_err(|e| failure(&heifer::Error::Container(e)))
}

fn damaged(detail: &str) -> DecodeError {
    DecodeError::Damaged {
        format: PhotoFormat::Heic,
        detail: detail.to_owned(),
    }
}

fn failure(error: &heifer::Error) -> DecodeError {
    let detail = error.to_string();
    let format = PhotoFormat::Heic;
    match error {
        heifer::Error::Unsupported(_) => DecodeError::UnsupportedOption { format, detail },
        _ => DecodeError::Damaged { format, detail },
    }
}
