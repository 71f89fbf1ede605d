//! What a photo may cost before its pixels are decoded.

use serde::{Deserialize, Serialize};

use super::DecodeError;

/// What is allowed of a photo; checked in its file's size and header, before memory is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DecodeLimits {
    /// Most pixels of a photo. Default 120 million: above every clinic camera and every phone's
    /// usual mode.
    pub max_pixels: u64,
    /// Shortest side of a photo, px. Default 64: below that nothing can be measured.
    pub min_side: u32,
    /// Most times that the longer side may be as long as the shorter. Default 10: no photo of a
    /// head is a strip.
    pub max_aspect: u32,
    /// Most bytes of a photo file. Default 400 million: 120 megapixels of 24 bits, not compressed.
    pub max_file_bytes: u64,
    /// Most bytes of the pixels as their file stores them. Default 640 million: with the copy that
    /// is measured, a photo in work stays below 1 GiB.
    pub max_decoded_bytes: u64,
    /// Most bytes of a colour profile. Default 4 MiB: profiles of printers with large tables have 3.
    pub max_profile_bytes: u64,
}

impl Default for DecodeLimits {
    fn default() -> Self {
        Self {
            max_pixels: 120_000_000,
            min_side: 64,
            max_aspect: 10,
            max_file_bytes: 400_000_000,
            max_decoded_bytes: 640_000_000,
            max_profile_bytes: 4 << 20,
        }
    }
}

impl DecodeLimits {
    /// Checks a picture's size and how many bytes a pixel has in its file.
    pub(super) fn check(
        &self,
        width: u32,
        height: u32,
        bytes_per_px: u64,
    ) -> Result<(), DecodeError> {
        let pixels = u64::from(width) * u64::from(height);
        if pixels > self.max_pixels {
            return Err(DecodeError::TooManyPixels {
                width,
                height,
                max_pixels: self.max_pixels,
            });
        }
        let (short, long) = (width.min(height), width.max(height));
        if short < self.min_side {
            return Err(DecodeError::TooSmall {
                width,
                height,
                min_side: self.min_side,
            });
        }
        if u64::from(long) > u64::from(short) * u64::from(self.max_aspect) {
            return Err(DecodeError::TooLong {
                width,
                height,
                max_aspect: self.max_aspect,
            });
        }
        let bytes = pixels.saturating_mul(bytes_per_px);
        if bytes > self.max_decoded_bytes {
            return Err(DecodeError::TooManyBytes {
                width,
                height,
                bytes_per_px,
                bytes,
                max_bytes: self.max_decoded_bytes,
            });
        }
        Ok(())
    }

    /// Refuses a colour profile that is too large to be one.
    pub(super) fn check_profile(&self, bytes: u64) -> Result<(), DecodeError> {
        if bytes <= self.max_profile_bytes {
            return Ok(());
        }
        Err(DecodeError::ProfileTooLarge {
            max_bytes: self.max_profile_bytes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_limit_refuses_by_its_name() {
        let limits = DecodeLimits::default();
        assert_eq!(limits.check(12_000, 9_000, 3), Ok(()));
        assert!(matches!(
            limits.check(13_000, 10_000, 3),
            Err(DecodeError::TooManyPixels { .. })
        ));
        assert!(matches!(
            limits.check(64, 1_800_000, 3),
            Err(DecodeError::TooLong { .. })
        ));
        assert!(matches!(
            limits.check(12_000, 9_000, 8),
            Err(DecodeError::TooManyBytes { .. })
        ));
        assert!(limits.check_profile(5 << 20).is_err());
        assert_eq!(limits.check(640, 64, 3), Ok(()));
    }
}
