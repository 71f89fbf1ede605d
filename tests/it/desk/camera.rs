//! A head in front of the camera: the baseline photo as it would be seen from elsewhere, and a file
//! that Chromium takes for a camera.

use std::io::{BufWriter, Write as _};
use std::path::Path;

use image::{Rgb, RgbImage};

/// The picture seen larger or smaller by `size` and turned clockwise by `degrees` about its middle;
/// beyond its edges the edge goes on.
pub fn seen(photo: &RgbImage, size: f64, degrees: f64) -> RgbImage {
    let (width, height) = (f64::from(photo.width()), f64::from(photo.height()));
    let (sin, cos) = degrees.to_radians().sin_cos();
    RgbImage::from_fn(photo.width(), photo.height(), |x, y| {
        let (dx, dy) = (
            f64::from(x) + 0.5 - width / 2.0,
            f64::from(y) + 0.5 - height / 2.0,
        );
        let u = (cos * dx + sin * dy) / size + width / 2.0;
        let v = (-sin * dx + cos * dy) / size + height / 2.0;
        let clamped = |at: f64, end: f64| at.clamp(0.0, end - 1.0) as u32;
        *photo.get_pixel(clamped(u, width), clamped(v, height))
    })
}

/// A film of the frames, each shown for `hold` frames at two a second (YUV4MPEG2, 4:2:0).
pub fn film(path: &Path, frames: &[RgbImage], hold: usize) {
    let mut file = BufWriter::new(std::fs::File::create(path).unwrap());
    let (width, height) = frames[0].dimensions();
    writeln!(file, "YUV4MPEG2 W{width} H{height} F2:1 Ip A1:1 C420jpeg").unwrap();
    for frame in frames {
        let planes = planes(frame);
        for _ in 0..hold {
            file.write_all(b"FRAME\n").unwrap();
            file.write_all(&planes).unwrap();
        }
    }
}

/// Luma, then the two differences of colour at half the sides (BT.601, studio range).
fn planes(frame: &RgbImage) -> Vec<u8> {
    let (width, height) = frame.dimensions();
    let parts = |Rgb([r, g, b]): Rgb<u8>| [r, g, b].map(f64::from);
    let mut bytes: Vec<u8> = frame
        .pixels()
        .map(|&pixel| {
            let [r, g, b] = parts(pixel);
            (16.0 + 0.257 * r + 0.504 * g + 0.098 * b).round() as u8
        })
        .collect();
    for weights in [[-0.148, -0.291, 0.439], [0.439, -0.368, -0.071]] {
        for y in (0..height).step_by(2) {
            for x in (0..width).step_by(2) {
                let [r, g, b] = parts(*frame.get_pixel(x, y));
                let difference = weights[0] * r + weights[1] * g + weights[2] * b;
                bytes.push((128.0 + difference).round() as u8);
            }
        }
    }
    bytes
}
