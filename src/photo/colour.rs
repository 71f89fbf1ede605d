//! Colour management: from the profile a photo was stored with to sRGB, in one pass.

use image::{DynamicImage, RgbImage};
use moxcms::{
    ColorProfile, DataColorSpace, Layout, ProfileText, Transform8BitExecutor, TransformOptions,
};

/// The colour space a photo was stored in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColourProfile {
    /// Name inside the ICC profile; `None` without a profile or a name.
    pub name: Option<String>,
    /// What was done about it.
    pub used: ProfileUse,
}

/// What was done with a photo's colour profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileUse {
    /// No profile: sRGB assumed, as every viewer does.
    Assumed,
    /// The profile is sRGB: pixels taken as they are.
    AlreadySrgb,
    /// Pixels were converted to sRGB.
    Converted,
    /// The profile cannot be used: sRGB assumed, colours may be off; the reason.
    Ignored(String),
}

/// Brings decoded pixels to 8-bit sRGB, converting by `icc` where there is one.
pub(super) fn to_srgb(image: DynamicImage, icc: Option<&[u8]>) -> (RgbImage, ColourProfile) {
    let image = flattened(image);
    let Some(icc) = icc else {
        let profile = ColourProfile {
            name: None,
            used: ProfileUse::Assumed,
        };
        return (image.into_rgb8(), profile);
    };
    let ignored = |name, why: String| ColourProfile {
        name,
        used: ProfileUse::Ignored(why),
    };
    let source = match ColorProfile::new_from_slice(icc) {
        Ok(source) => source,
        Err(error) => return (image.into_rgb8(), ignored(None, error.to_string())),
    };
    let name = profile_name(&source);
    match convert(image, &source) {
        (pixels, Ok(used)) => (pixels, ColourProfile { name, used }),
        (pixels, Err(why)) => (pixels, ignored(name, why)),
    }
}

/// Transparent parts on white, as viewers show them; untouched when nothing is transparent.
fn flattened(image: DynamicImage) -> DynamicImage {
    if !image.color().has_alpha() {
        return image;
    }
    let mut rgba = image.into_rgba8();
    for pixel in rgba.pixels_mut().filter(|pixel| pixel[3] < 255) {
        let alpha = u32::from(pixel[3]);
        for channel in 0..3 {
            let over_white = u32::from(pixel[channel]) * alpha + 255 * (255 - alpha);
            pixel[channel] = ((over_white + 127) / 255) as u8;
        }
        pixel[3] = 255;
    }
    DynamicImage::ImageRgba8(rgba)
}

fn convert(image: DynamicImage, source: &ColorProfile) -> (RgbImage, Result<ProfileUse, String>) {
    match source.color_space {
        DataColorSpace::Rgb if image.color().bytes_per_pixel() > 4 => convert_deep(&image, source),
        DataColorSpace::Rgb => convert_rgb(image.into_rgb8(), source),
        DataColorSpace::Gray => convert_grey(&image, source),
        other => (
            image.into_rgb8(),
            Err(format!("it is made for {other:?}, not for RGB")),
        ),
    }
}

fn transform(
    source: &ColorProfile,
    layout: Layout,
) -> Result<std::sync::Arc<Transform8BitExecutor>, String> {
    source
        .create_transform_8bit(
            layout,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        )
        .map_err(|error| error.to_string())
}

fn convert_rgb(
    mut pixels: RgbImage,
    source: &ColorProfile,
) -> (RgbImage, Result<ProfileUse, String>) {
    let outcome = transform(source, Layout::Rgb).and_then(|transform| {
        if leaves_colours(&*transform) {
            return Ok(ProfileUse::AlreadySrgb);
        }
        let row_len = pixels.width() as usize * 3;
        let mut converted = vec![0; row_len];
        for row in pixels.chunks_exact_mut(row_len) {
            transform
                .transform(row, &mut converted)
                .map_err(|error| error.to_string())?;
            row.copy_from_slice(&converted);
        }
        Ok(ProfileUse::Converted)
    });
    (pixels, outcome)
}

/// More than 8 bits per channel: converted before they are cut to 8, so that steps in the dark
/// stay fine.
fn convert_deep(
    image: &DynamicImage,
    source: &ColorProfile,
) -> (RgbImage, Result<ProfileUse, String>) {
    let deep = image.to_rgb16();
    let outcome = source
        .create_transform_16bit(
            Layout::Rgb,
            &ColorProfile::new_srgb(),
            Layout::Rgb,
            TransformOptions::default(),
        )
        .and_then(|transform| {
            let mut converted = vec![0; deep.len()];
            transform.transform(&deep, &mut converted)?;
            Ok(converted)
        });
    let (width, height) = deep.dimensions();
    match outcome {
        Ok(converted) => {
            let converted = image::ImageBuffer::from_raw(width, height, converted).unwrap_or(deep);
            let pixels = DynamicImage::ImageRgb16(converted).into_rgb8();
            (pixels, Ok(ProfileUse::Converted))
        }
        Err(error) => (image.to_rgb8(), Err(error.to_string())),
    }
}

fn convert_grey(
    image: &DynamicImage,
    source: &ColorProfile,
) -> (RgbImage, Result<ProfileUse, String>) {
    if image.color().has_color() {
        return (
            image.to_rgb8(),
            Err("it is made for grey, the picture is in colour".to_owned()),
        );
    }
    let grey = image.to_luma8();
    let (width, height) = grey.dimensions();
    let outcome = transform(source, Layout::Gray).and_then(|transform| {
        let mut converted = vec![0; grey.len() * 3];
        transform
            .transform(&grey, &mut converted)
            .map_err(|error| error.to_string())?;
        Ok(converted)
    });
    match outcome.map(|converted| RgbImage::from_raw(width, height, converted)) {
        Ok(Some(pixels)) => (pixels, Ok(ProfileUse::Converted)),
        Ok(None) => (image.to_rgb8(), Err("wrong size".to_owned())),
        Err(why) => (image.to_rgb8(), Err(why)),
    }
}

/// Whether a transform moves no colour of a coarse cube by more than one level: then the profile
/// is sRGB under whatever name, and rounding twice would only add noise.
fn leaves_colours(transform: &Transform8BitExecutor) -> bool {
    let steps = [0u8, 32, 64, 96, 128, 160, 192, 224, 255];
    let mut cube = Vec::with_capacity(steps.len().pow(3) * 3);
    for r in steps {
        for g in steps {
            for b in steps {
                cube.extend([r, g, b]);
            }
        }
    }
    let mut moved = vec![0; cube.len()];
    transform.transform(&cube, &mut moved).is_ok()
        && cube.iter().zip(&moved).all(|(a, b)| a.abs_diff(*b) <= 1)
}

fn profile_name(profile: &ColorProfile) -> Option<String> {
    let name = match profile.description.as_ref()? {
        ProfileText::PlainString(text) => text.clone(),
        ProfileText::Localizable(texts) => texts.first()?.value.clone(),
        ProfileText::Description(text) => text.ascii_string.clone(),
    };
    let name = name.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!name.is_empty()).then(|| name.to_owned())
}
