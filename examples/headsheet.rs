use image::{RgbImage, imageops};
use tricholapse::geometry::Point;
use tricholapse::segmentation::head;
fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (out, cols) = (&args[0], args[1].parse::<u32>().unwrap());
    let cell = 220u32;
    let files = &args[2..];
    let rows = (files.len() as u32).div_ceil(cols);
    let mut sheet = RgbImage::new(cols * cell, rows * cell);
    for (i, f) in files.iter().enumerate() {
        let im = image::open(f).unwrap().to_rgb8();
        let t = std::time::Instant::now();
        let m = head::detect(&im);
        let dt = t.elapsed().as_secs_f64() * 1e3;
        let e = m.ellipse();
        println!(
            "{i} {f} conf {:.2} cut {:.2} {:?} {dt:.1}ms",
            m.confidence(),
            m.cut_fraction(),
            e.semi_axes
        );
        let s = im.width().max(im.height()) as f64 / cell as f64;
        let mut th = imageops::thumbnail(
            &im,
            (im.width() as f64 / s) as u32,
            (im.height() as f64 / s) as u32,
        );
        for (x, y, p) in th.enumerate_pixels_mut() {
            let q = Point::new((x as f64 + 0.5) * s - 0.5, (y as f64 + 0.5) * s - 0.5);
            let l = m.level(q);
            if (l - 1.0).abs() < 0.02 {
                *p = image::Rgb([0, 255, 0]);
            } else if (e.level(q) - 1.0).abs() < 0.015 {
                *p = image::Rgb([255, 0, 0]);
            }
        }
        imageops::replace(
            &mut sheet,
            &th,
            ((i as u32 % cols) * cell) as i64,
            ((i as u32 / cols) * cell) as i64,
        );
    }
    sheet.save(out).unwrap();
}
