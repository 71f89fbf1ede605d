//! Photos: from a file's bytes to upright sRGB pixels with the facts that came with them.

mod colour;
pub(crate) mod decode;
mod decoded;
#[cfg(feature = "dicom")]
mod dicom;
#[cfg(feature = "dicom")]
mod dicom_fits;
mod error;
pub(crate) mod exif;
mod exif_date;
mod exif_facts;
mod exif_text;
mod guard;
#[cfg(feature = "heic")]
mod heic;
#[cfg(feature = "heic")]
mod heic_colour;
mod jpeg;
mod limits;
mod png;
mod size;
mod tiff;
mod tiff_samples;
mod turn;
mod webp;

#[cfg(test)]
mod matrix_tests;
#[cfg(test)]
mod tests;

use image::RgbImage;

pub(crate) use colour::{ColourProfile, ProfileUse};
pub(crate) use decode::sha256_of;
pub use decode::{decode_photo, read_photo, sha256_hex};
pub use error::DecodeError;
pub(crate) use exif::ExifFacts;
pub use limits::DecodeLimits;
pub(crate) use size::HeaderFacts;
pub(crate) use size::header_facts;

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
    pub(crate) fn size(&self) -> (u32, u32) {
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
    /// DICOM photograph.
    Dicom,
}

impl std::fmt::Display for PhotoFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Tiff => "TIFF",
            Self::WebP => "WebP",
            Self::Heic => "HEIC",
            Self::Dicom => "DICOM",
        })
    }
}
