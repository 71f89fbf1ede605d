//! One rendered photo with its truth.

use image::{GrayImage, RgbImage};
use jiff::civil::Date;

use crate::validate::truth::GlobalTruth;

/// One rendered photo.
#[derive(Debug, Clone)]
pub struct PhantomPhoto {
    /// File name, without folder.
    pub file: String,
    /// Date of the visit.
    pub date: Date,
    /// Quality at which the photo is meant to be written as JPEG, 1..=100.
    pub jpeg_quality: u8,
    /// The photo, sRGB.
    pub pixels: RgbImage,
    /// True fraction of each pixel hidden by hair, 0..=255, before blur and noise.
    pub alpha: GrayImage,
    /// Coverage per region and landmarks.
    pub truth: GlobalTruth,
}
