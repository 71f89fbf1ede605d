//! Time of the stages and of a whole course against photo size and number of threads.
//!
//! The photos are the small rendered course, enlarged to 3, 12 and 48 megapixels: what costs time
//! is the number of pixels, not what they show. `cargo bench --bench pipeline` prints medians with
//! their throughput in pixels; compare runs of one machine only.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use image::RgbImage;
use image::imageops::{FilterType, resize};
use tricholapse::course::{Course, CoursePhoto};
use tricholapse::params::Params;
use tricholapse::photo::{Photo, decode_photo, read_photo};
use tricholapse::photometry::sample;
use tricholapse::pipeline::{Job, Silent, analyze_course};
use tricholapse::qc::measure::measure_photo;
use tricholapse::registration::{prepare, register};
use tricholapse::report::pictures::PictureScope;

/// Megapixels with the size that has as many.
const SIZES: [(u32, [u32; 2]); 3] = [(3, [1500, 2000]), (12, [3000, 4000]), (48, [6000, 8000])];

fn course() -> Course {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/course_small");
    Course::load(&folder).expect("the fixture is a course")
}

fn photos(course: &Course, params: &Params, [width, height]: [u32; 2]) -> Vec<RgbImage> {
    let enlarged = |photo: &CoursePhoto| {
        let small = read_photo(&photo.path, &params.decode).expect("the fixture decodes");
        resize(&small.pixels, width, height, FilterType::Triangle)
    };
    course.photos.iter().map(enlarged).collect()
}

fn jpeg(photo: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 92)
        .encode_image(photo)
        .expect("a picture can be encoded");
    bytes
}

fn decoded(bytes: &[u8], params: &Params) -> Photo {
    decode_photo(bytes, &params.decode).expect("what was just encoded decodes")
}

fn stages(c: &mut Criterion) {
    let (course, params) = (course(), Params::default());
    for (megapixels, size) in SIZES {
        let photos = photos(&course, &params, size);
        let bytes = jpeg(&photos[0]);
        let prepared: Vec<_> = photos[..2]
            .iter()
            .map(|photo| prepare(photo, &params.registration))
            .collect();
        let [a, b] = prepared[0].head().ellipse().semi_axes;
        let head_px = 2.0 * a.min(b);
        let mut group = c.benchmark_group(format!("{megapixels} MP"));
        group.throughput(Throughput::Elements(
            u64::from(size[0]) * u64::from(size[1]),
        ));
        group.bench_function("decode", |bench| {
            bench.iter(|| black_box(decoded(&bytes, &params)));
        });
        group.bench_function("prepare", |bench| {
            bench.iter(|| black_box(prepare(&photos[0], &params.registration)));
        });
        group.bench_function("register", |bench| {
            let [reference, moving] = [&prepared[0], &prepared[1]];
            bench.iter(|| black_box(register(reference, moving, None, &params.registration)));
        });
        group.bench_function("sample", |bench| {
            bench.iter(|| black_box(sample(&photos[0], head_px, params.coverage.working_head_px)));
        });
        group.bench_function("quality", |bench| {
            bench.iter(|| black_box(measure_photo(&photos[0], Some(head_px), None)));
        });
        group.finish();
    }
}

fn whole_course(c: &mut Criterion) {
    let (course, params) = (course(), Params::default());
    for (megapixels, size) in SIZES {
        let files: BTreeMap<String, Vec<u8>> = course
            .photos
            .iter()
            .zip(photos(&course, &params, size))
            .map(|(photo, pixels)| (photo.id.clone(), jpeg(&pixels)))
            .collect();
        let load = |photo: &CoursePhoto| decode_photo(&files[&photo.id], &params.decode);
        let pixels = u64::from(size[0]) * u64::from(size[1]) * files.len() as u64;
        let mut group = c.benchmark_group(format!("course of four, {megapixels} MP"));
        group.throughput(Throughput::Elements(pixels));
        for (name, pictures, threads) in [
            ("no pictures, threads", PictureScope::None, 1),
            ("no pictures, threads", PictureScope::None, 2),
            ("pictures, threads", PictureScope::Surroundings, 1),
            ("pictures, threads", PictureScope::Surroundings, 2),
        ] {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .expect("worker threads");
            let job = Job {
                course: &course,
                load: &load,
                areas: None,
                corrections: &BTreeMap::new(),
                params: &params,
                self_test: None,
                pictures,
            };
            group.bench_function(BenchmarkId::new(name, threads), |bench| {
                bench.iter(|| pool.install(|| black_box(analyze_course(&job, &Silent))));
            });
        }
        group.finish();
    }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = stages, whole_course
}
criterion_main!(benches);
