//! HEIC, the iPhone's format, behind a seam so that the decoder can be exchanged.
//!
//! The container's own rotation and mirroring are applied by the decoder; the EXIF orientation of
//! a HEIC file repeats them and must not be applied again.

use image::metadata::Orientation;
use image::{DynamicImage, RgbImage};

use super::decode::{DecodeLimits, Decoded};
use super::{DecodeError, PhotoFormat};

/// What a HEIC decoder gives back.
struct HeicPicture {
    /// Upright, 8 bits.
    pixels: RgbImage,
    /// Profile that still has to be applied; `None` when the pixels are sRGB already.
    icc: Option<Vec<u8>>,
}

/// A HEIC decoder.
trait HeicDecoder {
    /// Width and height from the header, px.
    fn size(&self, bytes: &[u8]) -> Result<(u32, u32), DecodeError>;
    /// The primary picture.
    fn decode(&self, bytes: &[u8], max_pixels: u64) -> Result<HeicPicture, DecodeError>;
}

/// Width and height from the header, px.
pub(super) fn size(bytes: &[u8]) -> Option<(u32, u32)> {
    Heifer.size(bytes).ok()
}

pub(super) fn decode(bytes: &[u8], limits: &DecodeLimits) -> Result<Decoded, DecodeError> {
    decode_with(&Heifer, bytes, limits)
}

fn decode_with(
    decoder: &dyn HeicDecoder,
    bytes: &[u8],
    limits: &DecodeLimits,
) -> Result<Decoded, DecodeError> {
    let (width, height) = decoder.size(bytes)?;
    limits.check(width, height)?;
    let picture = decoder.decode(bytes, limits.max_pixels)?;
    Ok(Decoded {
        image: DynamicImage::ImageRgb8(picture.pixels),
        icc: picture.icc,
        orientation: Orientation::NoTransforms,
    })
}

/// The pure Rust decoder of the `heifer` crate.
struct Heifer;

impl HeicDecoder for Heifer {
    fn size(&self, bytes: &[u8]) -> Result<(u32, u32), DecodeError> {
        let file = heifer::heifer_isobmff::HeifFile::parse(bytes)
            .map_err(|e| failure(&heifer::Error::Container(e)))?;
        file.image_size(file.primary_id)
            .map_err(|e| failure(&heifer::Error::Container(e)))?
            .ok_or_else(|| DecodeError::Damaged {
                format: PhotoFormat::Heic,
                detail: "the primary picture has no size".to_owned(),
            })
    }

    fn decode(&self, bytes: &[u8], max_pixels: u64) -> Result<HeicPicture, DecodeError> {
        // Photos are decoded in parallel with each other; tiles within one photo are not.
        let options = heifer::Options {
            max_threads: 1,
            max_pixels,
        };
        let icc = heifer::read_metadata(bytes)
            .map_err(|e| failure(&e))?
            .icc_profile;
        // Without an ICC profile the colour space stands in HEIF's own boxes, which the decoder
        // converts itself.
        let image = match icc {
            Some(_) => heifer::decode_rgba8(bytes, &options),
            None => heifer::decode_srgb_rgba8(bytes, &options),
        }
        .map_err(|e| failure(&e))?;
        let (width, height) = (image.width, image.height);
        let pixels =
            RgbImage::from_raw(width, height, image.into_rgb8()).ok_or(DecodeError::Damaged {
                format: PhotoFormat::Heic,
                detail: "fewer pixels than the header says".to_owned(),
            })?;
        Ok(HeicPicture { pixels, icc })
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
