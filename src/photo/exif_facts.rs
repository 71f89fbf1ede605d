//! What is known of how a photo was taken.

use super::exif_date::ExifDate;

/// What the EXIF block says about the photo.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExifFacts {
    /// `DateTimeOriginal`, the moment of exposure.
    pub taken: ExifDate,
    /// Camera maker.
    pub make: Option<String>,
    /// Camera model.
    pub model: Option<String>,
    /// Lens model.
    pub lens: Option<String>,
    /// Focal length, mm.
    pub focal_length_mm: Option<f64>,
    /// Focal length that frames the same on 35 mm film, mm.
    pub focal_length_35mm: Option<f64>,
    /// Digital zoom ratio; 1 is none.
    pub digital_zoom: Option<f64>,
    /// Exposure time, s.
    pub exposure_time_s: Option<f64>,
    /// F number.
    pub f_number: Option<f64>,
    /// ISO sensitivity.
    pub iso: Option<u32>,
    /// Whether the flash fired.
    pub flash_fired: Option<bool>,
    /// Whether the white balance was set by hand.
    pub white_balance_manual: Option<bool>,
    /// Pixels per millimetre at the photographed surface, where a DICOM object gives its spacing.
    pub px_per_mm: Option<f64>,
    /// Side of the body, where a DICOM object gives it: `L`, `R`, `U` (unpaired) or `B` (both).
    pub laterality: Option<String>,
    /// Whether the colours are Adobe RGB by the rules of camera files ("DCF", CIPA DC-009: the
    /// interoperability index `R03`); such files carry no ICC profile.
    pub dcf_adobe_rgb: bool,
    /// EXIF orientation as written, 1..=8. Already applied where it counts: never rotate by it.
    pub orientation: Option<u32>,
}
