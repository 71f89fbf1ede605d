//! Colour management: from the profile a photo was stored with to sRGB, in one pass.

use image::{DynamicImage, ImageBuffer, Pixel, RgbImage};
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

/// Transparent parts on white, as viewers show them, and 8 bits; a deep picture stays deep, so that
/// steps in the dark stay fine until a profile was applied.
fn flattened(image: DynamicImage) -> DynamicImage {
    match image {
        DynamicImage::ImageLumaA8(_) | DynamicImage::ImageRgba8(_) => {
            let mut rgba = image.into_rgba8();
            for pixel in rgba.pixels_mut().filter(|pixel| pixel[3] < 255) {
                for channel in 0..3 {
                    pixel[channel] = over_white(pixel[channel].into(), pixel[3].into(), 255) as u8;
                }
                pixel[3] = 255;
            }
            DynamicImage::ImageRgba8(rgba)
        }
        DynamicImage::ImageRgba16(mut rgba) => {
            for pixel in rgba.pixels_mut().filter(|pixel| pixel[3] < u16::MAX) {
                for channel in 0..3 {
                    let [colour, alpha] = [pixel[channel], pixel[3]].map(u64::from);
                    pixel[channel] = over_white(colour, alpha, u16::MAX.into()) as u16;
                }
                pixel[3] = u16::MAX;
            }
            DynamicImage::ImageRgba16(rgba)
        }
        other if other.color().has_alpha() => {
            flattened(DynamicImage::ImageRgba16(other.into_rgba16()))
        }
        opaque => opaque,
    }
}

/// A colour of which `alpha` covers white; all of them 0 to `most`.
fn over_white(colour: u64, alpha: u64, most: u64) -> u64 {
    (colour * alpha + most * (most - alpha) + most / 2) / most
}

fn convert(image: DynamicImage, source: &ColorProfile) -> (RgbImage, Result<ProfileUse, String>) {
    match (source.color_space, image) {
        (DataColorSpace::Rgb, DynamicImage::ImageRgb16(deep)) => convert_deep(&deep, source),
        (DataColorSpace::Rgb, DynamicImage::ImageRgba16(deep)) => convert_deep(&deep, source),
        (DataColorSpace::Rgb, image) => convert_rgb(image.into_rgb8(), source),
        (DataColorSpace::Gray, image) => convert_grey(&image, source),
        (other, image) => (
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

/// More than 8 bits per channel: converted before they are cut to 8, row by row.
fn convert_deep<P>(
    deep: &ImageBuffer<P, Vec<u16>>,
    source: &ColorProfile,
) -> (RgbImage, Result<ProfileUse, String>)
where
    P: Pixel<Subpixel = u16>,
{
    let (width, height) = deep.dimensions();
    let mut pixels = RgbImage::new(width, height);
    let outcome = source.create_transform_16bit(
        Layout::Rgb,
        &ColorProfile::new_srgb(),
        Layout::Rgb,
        TransformOptions::default(),
    );
    let outcome = outcome
        .map_err(|error| error.to_string())
        .and_then(|transform| {
            let row_len = width as usize * 3;
            let (mut row, mut converted) = (vec![0; row_len], vec![0; row_len]);
            for (from, to) in deep.rows().zip(pixels.chunks_exact_mut(row_len)) {
                for (cell, pixel) in row.chunks_exact_mut(3).zip(from) {
                    cell.copy_from_slice(&pixel.to_rgb().0);
                }
                transform
                    .transform(&row, &mut converted)
                    .map_err(|error| error.to_string())?;
                for (to, &value) in to.iter_mut().zip(&converted) {
                    *to = cut_to_8(value);
                }
            }
            Ok(ProfileUse::Converted)
        });
    if outcome.is_err() {
        for (to, from) in pixels.pixels_mut().zip(deep.pixels()) {
            to.0 = from.to_rgb().0.map(cut_to_8);
        }
    }
    (pixels, outcome)
}

/// The nearest of 256 levels.
fn cut_to_8(value: u16) -> u8 {
    ((u32::from(value) + 128) / 257) as u8
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
