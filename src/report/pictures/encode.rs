//! A picture's bytes: JPEG for photos within a budget, PNG for layers.

use std::borrow::Cow;
use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ImageError, RgbImage, RgbaImage};

use crate::resize::{Kernel, resized};

/// File format of an encoded picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureFormat {
    /// JPEG, for photos.
    Jpeg,
    /// PNG, for layers with transparency.
    Png,
}

impl PictureFormat {
    /// Media type.
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
        }
    }

    /// Usual file extension, without the dot.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
        }
    }
}

/// A picture as file bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct EncodedPicture {
    /// File format.
    pub format: PictureFormat,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Width and height, px.
    pub size_px: [u32; 2],
}

impl EncodedPicture {
    /// The picture as a `data:` address.
    pub(crate) fn data_uri(&self) -> String {
        format!(
            "data:{};base64,{}",
            self.format.media_type(),
            STANDARD.encode(&self.bytes)
        )
    }
}

/// What a picture may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PictureBudget {
    /// Longest side, px.
    pub(crate) max_side_px: u32,
    /// File size, bytes. Kept unless the smallest step of [`encode_photo`] still exceeds it.
    pub(crate) max_bytes: usize,
}

/// A picture that could not be encoded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub(crate) enum PictureError {
    /// JPEG knows sides up to 65,535 px.
    #[error("a side of {side_px} px is too long for a JPEG")]
    TooLarge {
        /// The side.
        side_px: u32,
    },
    /// The JPEG encoder refused, for example a picture without pixels.
    #[error(transparent)]
    Jpeg(#[from] jpeg_encoder::EncodingError),
    /// The PNG encoder refused.
    #[error(transparent)]
    Png(#[from] ImageError),
}

/// Longest side at which a photo is shown, px.
pub(crate) const DISPLAY_SIDE_PX: u32 = 900;

/// Longest side of the copy of a photo from which its pictures are made, px: the pictures show
/// only the part around the regions.
pub(crate) const SOURCE_SIDE_PX: u32 = 1350;

/// File bytes that all photos of a report may use together. Base64 adds a third: 13.3 MB of HTML,
/// which leaves room for layers and text below 15 MB.
const ALL_PHOTOS_BYTES: usize = 10_000_000;

/// Most a single photo may use, bytes: hair at 900 px and JPEG quality 80 stays below.
const ONE_PHOTO_BYTES: usize = 400_000;

impl PictureBudget {
    /// Budget of one photo in a report of `photos` photos.
    pub(crate) fn for_photos(photos: usize) -> Self {
        Self {
            max_side_px: DISPLAY_SIDE_PX,
            max_bytes: (ALL_PHOTOS_BYTES / photos.max(1)).min(ONE_PHOTO_BYTES),
        }
    }
}

/// JPEG qualities tried in turn until a photo fits its budget.
const QUALITIES: [u8; 4] = [80, 70, 60, 50];

/// Sides tried in turn, as shares of the budget's longest side.
const SIDE_SHARES: [f64; 3] = [1.0, 0.8, 0.6];

/// Encodes a photo as JPEG within a budget: first at lower quality, then smaller. The last and
/// smallest step is kept even where it exceeds the budget.
///
/// # Errors
/// When the encoder refuses the picture, such as one without pixels.
pub(crate) fn encode_photo(
    photo: &RgbImage,
    budget: PictureBudget,
) -> Result<EncodedPicture, PictureError> {
    let mut smallest = None;
    for share in SIDE_SHARES {
        let side = (f64::from(budget.max_side_px) * share) as u32;
        let picture = fit_within(photo, side.max(1));
        for quality in QUALITIES {
            let mut bytes = Vec::new();
            encode_jpeg(&picture, quality, &mut bytes)?;
            let encoded = EncodedPicture {
                format: PictureFormat::Jpeg,
                size_px: [picture.width(), picture.height()],
                bytes,
            };
            if encoded.bytes.len() <= budget.max_bytes {
                return Ok(encoded);
            }
            smallest = Some(encoded);
        }
    }
    Ok(smallest.expect("at least one step was encoded"))
}

/// A JPEG without any metadata, colour at half the resolution. With Huffman tables of its own it
/// would be 4 % smaller, but `image` 0.25.10 was seen to decode flat grey of such a file as green.
/// `jpeg-encoder` takes a third of the time of the encoder in `image`.
fn encode_jpeg(picture: &RgbImage, quality: u8, bytes: &mut Vec<u8>) -> Result<(), PictureError> {
    let side = |px: u32| u16::try_from(px).map_err(|_| PictureError::TooLarge { side_px: px });
    let mut encoder = jpeg_encoder::Encoder::new(bytes, quality);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    encoder.encode(
        picture.as_raw(),
        side(picture.width())?,
        side(picture.height())?,
        jpeg_encoder::ColorType::Rgb,
    )?;
    Ok(())
}

/// Encodes a layer with transparency as PNG, at the size given.
///
/// # Errors
/// When the encoder refuses the picture, such as one without pixels.
pub(crate) fn encode_layer(layer: &RgbaImage) -> Result<EncodedPicture, PictureError> {
    let mut bytes = Cursor::new(Vec::new());
    let encoder =
        PngEncoder::new_with_quality(&mut bytes, CompressionType::Fast, FilterType::Adaptive);
    layer.write_with_encoder(encoder)?;
    Ok(EncodedPicture {
        format: PictureFormat::Png,
        size_px: [layer.width(), layer.height()],
        bytes: bytes.into_inner(),
    })
}

/// The picture scaled down so that its longest side is at most `max_side_px`; never scaled up.
fn fit_within(picture: &RgbImage, max_side_px: u32) -> Cow<'_, RgbImage> {
    let (width, height) = size_within(picture.dimensions(), max_side_px);
    if picture.dimensions() == (width, height) {
        return Cow::Borrowed(picture);
    }
    Cow::Owned(resized(picture, width, height, Kernel::Crisp))
}

/// The size of a picture scaled down so that its longest side is at most `max_side_px`.
pub(crate) fn size_within((width, height): (u32, u32), max_side_px: u32) -> (u32, u32) {
    let longest = width.max(height);
    if longest <= max_side_px {
        return (width, height);
    }
    let scaled = |side: u32| {
        let exact = f64::from(side) * f64::from(max_side_px) / f64::from(longest);
        (exact.round() as u32).max(1)
    };
    (scaled(width), scaled(height))
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, Rgba};

    fn noise(width: u32, height: u32) -> RgbImage {
        let mut state = 1u32;
        RgbImage::from_fn(width, height, |_, _| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Rgb([(state >> 24) as u8, (state >> 16) as u8, (state >> 8) as u8])
        })
    }

    #[test]
    fn a_photo_keeps_its_shape_and_its_budget() {
        let budget = PictureBudget {
            max_side_px: 300,
            max_bytes: 20_000,
        };
        let encoded = encode_photo(&noise(900, 1200), budget).unwrap();
        assert!(encoded.bytes.len() <= budget.max_bytes);
        let [w, h] = encoded.size_px;
        assert!(h <= 300 && (f64::from(w) / f64::from(h) - 0.75).abs() < 0.01);
    }

    #[test]
    fn a_small_photo_is_not_enlarged_and_carries_no_metadata() {
        let encoded = encode_photo(&noise(40, 30), PictureBudget::for_photos(1)).unwrap();
        assert_eq!(encoded.size_px, [40, 30]);
        // APP1 (EXIF, XMP), APP2 (ICC) and APP13 (IPTC) segments would carry metadata.
        for marker in [0xE1u8, 0xE2, 0xED] {
            assert!(!encoded.bytes[..600].windows(2).any(|w| w == [0xFF, marker]));
        }
    }

    #[test]
    fn thirty_six_photos_stay_below_fifteen_megabytes_of_base64() {
        let total = 36 * PictureBudget::for_photos(36).max_bytes;
        assert!(total * 4 / 3 < 14_000_000);
    }

    #[test]
    fn a_layer_round_trips() {
        let mut layer = RgbaImage::new(5, 4);
        layer.put_pixel(3, 2, Rgba([1, 2, 3, 128]));
        let encoded = encode_layer(&layer).unwrap();
        let back = image::load_from_memory(&encoded.bytes)
            .unwrap()
            .into_rgba8();
        assert_eq!(back, layer);
    }
}
