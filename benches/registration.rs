//! Cost of the alignment of a 12 MP pair on one core: head, what the alignment keeps of a photo,
//! the alignment itself; that of a pair that is refused apart.
//!
//! `cargo bench --bench registration` prints medians and the landmark error of the pair. Time is
//! the thread's own on the processor where the system tells it (Linux), so that other work on the
//! machine does not count; elsewhere it is wall time.
//! `benches/opencv_registration.py` does the same pair with OpenCV.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, SystemTime};

use criterion::measurement::{Measurement, ValueFormatter, WallTime};
use criterion::{Criterion, criterion_group, criterion_main};
use image::RgbImage;
use tricholapse::geometry::Point;
use tricholapse::head;
use tricholapse::registration::{Prepared, RegistrationParams, prepare, register};
use tricholapse::resize::{Kernel, resized};

/// Size of the enlarged photos, px.
const SIZE: (u32, u32) = (3000, 4000);
const FIRST: &str = "2026-01-12_vertex.jpg";
const SECOND: &str = "2026-04-12_vertex.jpg";

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/course_small")
}

fn photo(file: &str) -> RgbImage {
    let small = image::open(folder().join("photos").join(file))
        .expect("the fixture decodes")
        .into_rgb8();
    resized(&small, SIZE.0, SIZE.1, Kernel::Crisp)
}

/// Processor time of this thread so far; wall time where the system does not tell.
fn spent() -> Duration {
    std::fs::read_to_string("/proc/thread-self/schedstat")
        .ok()
        .and_then(|line| line.split_whitespace().next()?.parse().ok())
        .map_or_else(
            || {
                SystemTime::now()
                    .duration_since(SystemTime::UNIX_EPOCH)
                    .unwrap_or_default()
            },
            Duration::from_nanos,
        )
}

/// Measures [`spent`]. Nothing that is measured here works on several threads.
struct ThreadTime;

impl Measurement for ThreadTime {
    type Intermediate = Duration;
    type Value = Duration;

    fn start(&self) -> Duration {
        spent()
    }

    fn end(&self, start: Duration) -> Duration {
        spent().saturating_sub(start)
    }

    fn add(&self, a: &Duration, b: &Duration) -> Duration {
        *a + *b
    }

    fn zero(&self) -> Duration {
        Duration::ZERO
    }

    fn to_f64(&self, value: &Duration) -> f64 {
        value.as_nanos() as f64
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        WallTime.formatter()
    }
}

/// Median landmark error of the pair, per mille of the width.
fn landmark_error(reference: &Prepared, moving: &Prepared, params: &RegistrationParams) -> f64 {
    let text = std::fs::read_to_string(folder().join("truth/truth.json")).expect("truth");
    let truth: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let (width, _) = image::image_dimensions(folder().join("photos").join(FIRST)).expect("size");
    let factor = f64::from(SIZE.0) / f64::from(width);
    let marks = |file: &str| -> Vec<Point> {
        let photos = truth["photos"].as_array().expect("photos");
        let photo = photos.iter().find(|p| p["file"] == file).expect("the file");
        let marks: Vec<[f64; 2]> =
            serde_json::from_value(photo["landmarks"].clone()).expect("points");
        let full = |v: f64| (v + 0.5) * factor - 0.5;
        marks
            .iter()
            .map(|m| Point::new(full(m[0]), full(m[1])))
            .collect()
    };
    let r = register(reference, moving, None, params);
    let transform = r.transform.expect("the pair can be aligned");
    let mut errors: Vec<f64> = marks(FIRST)
        .iter()
        .zip(marks(SECOND))
        .filter_map(|(a, b)| Some(transform.reference_from_moving(b)?.distance(*a)))
        .map(|px| 1000.0 * px / f64::from(SIZE.0))
        .collect();
    errors.sort_by(f64::total_cmp);
    errors[errors.len() / 2]
}

fn stages(c: &mut Criterion<ThreadTime>) {
    let params = RegistrationParams::default();
    let photos = [photo(FIRST), photo(SECOND)];
    let [reference, moving] = [0, 1].map(|i| prepare(&photos[i], &params));
    let turned_away = prepare(&image::imageops::flip_horizontal(&photos[1]), &params);
    println!(
        "landmark error {:.2} per mille of the width",
        landmark_error(&reference, &moving, &params)
    );
    c.bench_function("head", |b| b.iter(|| black_box(head::detect(&photos[1]))));
    c.bench_function("prepare, head included", |b| {
        b.iter(|| black_box(prepare(&photos[1], &params)))
    });
    c.bench_function("register", |b| {
        b.iter(|| black_box(register(&reference, &moving, None, &params)))
    });
    c.bench_function("register (mirrored head)", |b| {
        b.iter(|| black_box(register(&reference, &turned_away, None, &params)))
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().with_measurement(ThreadTime).sample_size(10);
    targets = stages
}
criterion_main!(benches);
