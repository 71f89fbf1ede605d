//! Photos: from a file's bytes to upright sRGB pixels with the facts that came with them.

mod colour;
pub mod decode;
mod error;
pub mod exif;
mod exif_date;
#[cfg(feature = "heic")]
mod heic;
mod jpeg;
mod size;

#[cfg(test)]
mod tests;
mod turn;

use image::RgbImage;

pub use colour::{ColourProfile, ProfileUse};
pub use decode::{DecodeLimits, decode_photo, read_photo, sha256_hex};
pub use error::DecodeError;
pub use exif::{ExifDate, ExifFacts};
pub use size::header_size;

/// A decoded photo.
#[derive(Debug, Clone)]
pub struct Photo {
    /// Upright pixels at full resolution, 8-bit sRGB (gamma-encoded, not linear).
    pub pixels: RgbImage,
    /// SHA-256 of the file, lower-case hexadecimal.
    pub sha256: String,
    /// What the EXIF block says.
    pub exif: ExifFacts,
    /// The colour space the pixels were stored in, and what was done about it.
    pub profile: ColourProfile,
    /// Format of the file, by its content.
    pub format: PhotoFormat,
}

impl Photo {
    /// Width and height of the upright photo, px.
    pub fn size(&self) -> (u32, u32) {
        self.pixels.dimensions()
    }
}

/// File formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhotoFormat {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// TIFF.
    Tiff,
    /// WebP.
    WebP,
    /// HEIF container with an HEVC picture.
    Heic,
}

impl std::fmt::Display for PhotoFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Tiff => "TIFF",
            Self::WebP => "WebP",
            Self::Heic => "HEIC",
        })
    }
}
