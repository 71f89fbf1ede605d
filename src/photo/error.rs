//! Why a file could not become a photo, and what a person can do about it.

use super::PhotoFormat;

/// A photo that could not be decoded. `Display` gives the reason; `DecodeError::hint` the
/// remedy. Neither names the file: the caller knows it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// No such file.
    #[error("file not found")]
    NotFound,
    /// The file cannot be read from disk.
    #[error("file cannot be read: {detail}")]
    Unreadable {
        /// The system's message.
        detail: String,
    },
    /// Zero bytes.
    #[error("file is empty (0 bytes)")]
    Empty,
    /// The content is no picture.
    #[error("not a picture: the content is {found}")]
    NotAPicture {
        /// What the content looks like.
        found: &'static str,
    },
    /// A picture of a kind that is not read.
    #[error("{format} is not supported")]
    UnsupportedFormat {
        /// The kind.
        format: String,
    },
    /// A supported format with an option that is not read.
    #[error("{format} with an unsupported option: {detail}")]
    UnsupportedOption {
        /// The format.
        format: PhotoFormat,
        /// The option.
        detail: String,
    },
    /// More pixels than allowed; refused before they are decoded.
    #[error("{width} x {height} px is more than the {} megapixels allowed", .max_pixels / 1_000_000)]
    TooManyPixels {
        /// Width in the header, px.
        width: u32,
        /// Height in the header, px.
        height: u32,
        /// Most pixels allowed.
        max_pixels: u64,
    },
    /// Too few pixels to measure anything.
    #[error("{width} x {height} px is smaller than the {min_side} x {min_side} px needed")]
    TooSmall {
        /// Width, px.
        width: u32,
        /// Height, px.
        height: u32,
        /// Shortest side allowed, px.
        min_side: u32,
    },
    /// A strip.
    #[error(
        "{width} x {height} px is no photo: one side is more than {max_aspect} times the other"
    )]
    TooLong {
        /// Width, px.
        width: u32,
        /// Height, px.
        height: u32,
        /// Most times the longer side may be as long.
        max_aspect: u32,
    },
    /// More memory than a photo may take; refused before it is decoded.
    #[error(
        "{width} x {height} px of {bytes_per_px} bytes each need {} MB, more than the {} MB allowed",
        .bytes.div_ceil(1_000_000),
        .max_bytes / 1_000_000
    )]
    TooManyBytes {
        /// Width in the header, px.
        width: u32,
        /// Height in the header, px.
        height: u32,
        /// Bytes of a pixel in the file.
        bytes_per_px: u64,
        /// What the pixels need as their file stores them, bytes.
        bytes: u64,
        /// Most allowed, bytes.
        max_bytes: u64,
    },
    /// A file larger than any photo; nothing of it was kept.
    #[error("the file has {detail}")]
    FileTooLarge {
        /// How large, and what is allowed.
        detail: String,
    },
    /// A colour profile that is none, by its size.
    #[error("its colour profile has more than the {} MB allowed", .max_bytes.div_ceil(1 << 20))]
    ProfileTooLarge {
        /// Most allowed, bytes.
        max_bytes: u64,
    },
    /// Several pictures that play one after the other.
    #[error("an animated {format} shows several pictures, a photo is one")]
    Animated {
        /// The format.
        format: String,
    },
    /// Brightness in a scale that ordinary photos do not have.
    #[error(
        "the photo is stored in HDR brightness ({curve}), which has no fixed relation to ordinary \
         photos"
    )]
    Hdr {
        /// Name of the scale.
        curve: &'static str,
    },
    /// The decoder met something it was not made for.
    #[error("the file is damaged in a way that its decoder was not made for: {detail}")]
    Unforeseen {
        /// What the decoder said.
        detail: String,
    },
    /// The file ends before its picture does.
    #[error("{format} file is truncated: {detail}")]
    Truncated {
        /// The format.
        format: PhotoFormat,
        /// Where it breaks off.
        detail: String,
    },
    /// The file is complete but its data is wrong.
    #[error("{format} file is damaged: {detail}")]
    Damaged {
        /// The format.
        format: PhotoFormat,
        /// What the decoder met.
        detail: String,
    },
}

impl DecodeError {
    /// What a person can do about it.
    pub(crate) fn hint(&self) -> &'static str {
        match self {
            Self::NotFound => "check the file name, or take the photo out of the manifest",
            Self::Unreadable { .. } => "check that you may read the file",
            Self::Empty | Self::Truncated { .. } => "copy the file from the camera again",
            Self::NotAPicture { .. } => {
                "replace the file by the photo itself; renaming a file does not convert it"
            }
            Self::UnsupportedFormat { .. } | Self::UnsupportedOption { .. } => {
                "export the photo as JPEG, PNG or TIFF (RGB), at full size"
            }
            Self::TooManyPixels { .. } => {
                "export the photo at a smaller size, the same for the whole course"
            }
            Self::TooManyBytes { .. } => "export the photo with 8 bits per colour",
            Self::TooLong { .. } => "use the photo itself, not a strip or a panorama",
            Self::FileTooLarge { .. } => "export the photo as JPEG, at full size",
            Self::ProfileTooLarge { .. } => "export the photo as JPEG in the colour space sRGB",
            Self::Animated { .. } => {
                "export one picture of it as JPEG, PNG or TIFF, or use the photo itself"
            }
            Self::Hdr { .. } => {
                "export the photo as JPEG without HDR, and switch HDR off in the camera's settings"
            }
            Self::TooSmall { .. } => "use the original photo, not a preview or an icon",
            Self::Damaged { .. } | Self::Unforeseen { .. } => {
                "copy the file from the camera again, or export it anew from the original"
            }
        }
    }
}
