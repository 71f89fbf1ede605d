//! Writes a rendered course to a folder.

use std::fs;
use std::io;
use std::path::Path;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, resize};
use image::{ExtendedColorType, ImageEncoder, ImageError};

use super::course::PhantomCourse;

/// JPEG quality of the alpha maps; they are for people to look at, the numbers are in the truth.
const ALPHA_QUALITY: u8 = 85;

/// Writes `course.toml`, `regions.geojson`, `photos/`, `truth/truth.json` and, at half size,
/// `truth/*_alpha.jpg` below `folder`, which is made when missing. Existing files of the same
/// names are replaced.
///
/// # Errors
/// Whatever the file system or the JPEG encoder reports.
pub fn write_course(course: &PhantomCourse, folder: &Path) -> io::Result<()> {
    let (photos, truth) = (folder.join("photos"), folder.join("truth"));
    fs::create_dir_all(&photos)?;
    fs::create_dir_all(&truth)?;
    for photo in &course.photos {
        let jpeg = encode(
            &photo.pixels,
            photo.pixels.dimensions(),
            ExtendedColorType::Rgb8,
            photo.jpeg_quality,
        )?;
        fs::write(photos.join(&photo.file), jpeg)?;
        let (width, height) = photo.alpha.dimensions();
        let half = resize(
            &photo.alpha,
            (width / 2).max(1),
            (height / 2).max(1),
            FilterType::Triangle,
        );
        let jpeg = encode(
            &half,
            half.dimensions(),
            ExtendedColorType::L8,
            ALPHA_QUALITY,
        )?;
        let stem = photo.file.trim_end_matches(".jpg");
        fs::write(truth.join(format!("{stem}_alpha.jpg")), jpeg)?;
    }
    fs::write(folder.join("regions.geojson"), &course.regions_geojson)?;
    fs::write(truth.join("truth.json"), course.truth.to_string())?;
    // Last, so that a folder with a manifest is complete.
    fs::write(folder.join("course.toml"), &course.course_toml)
}

/// JPEG bytes of a picture.
pub(super) fn encode(
    pixels: &[u8],
    (width, height): (u32, u32),
    colour: ExtendedColorType,
    quality: u8,
) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, quality)
        .write_image(pixels, width, height, colour)
        .map_err(|e| match e {
            ImageError::IoError(e) => e,
            other => io::Error::other(other),
        })?;
    Ok(bytes)
}
