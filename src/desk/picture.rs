//! Pictures for the screen: made smaller, and as JPEG.

use image::RgbImage;

use super::answer::{Answer, Refusal};
use crate::resize::{Kernel, resized};

/// A photo whose longest side is at most `side`.
pub(super) fn smaller(photo: &RgbImage, side: u32) -> RgbImage {
    let longest = photo.width().max(photo.height());
    let scaled = |photo: &RgbImage, side: u32, kernel| {
        let scale = f64::from(side.min(longest)) / f64::from(longest);
        let part = |full: u32| ((f64::from(full) * scale).round() as u32).max(1);
        resized(photo, part(photo.width()), part(photo.height()), kernel)
    };
    // Far down, areas first: a crisp kernel would read every pixel many times.
    if longest > 4 * side {
        let between = scaled(photo, 2 * side, Kernel::Area);
        return smaller(&between, side);
    }
    scaled(photo, side, Kernel::Crisp)
}

/// A picture as JPEG.
pub(super) fn encoded(picture: &RgbImage) -> Answer<Vec<u8>> {
    const QUALITY: u8 = 85;
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, QUALITY)
        .encode_image(picture)
        .map_err(|e| Refusal::failed(&e))?;
    Ok(bytes)
}
