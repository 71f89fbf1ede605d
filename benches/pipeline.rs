//! Time of the stages on the small rendered course: decode, prepare, register, the whole pipeline.
//!
//! `cargo bench` prints medians; compare runs of one machine only.

use std::hint::black_box;
use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use tricholapse::course::{Course, CoursePhoto};
use tricholapse::params::Params;
use tricholapse::photo::read_photo;
use tricholapse::pipeline::{Job, Silent, analyze_course};
use tricholapse::registration::{prepare, register};

fn stages(c: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/course_small");
    let course = Course::load(&folder).expect("the fixture is a course");
    let params = Params::default();
    let load = |photo: &CoursePhoto| read_photo(&photo.path, &params.decode);
    let photos: Vec<_> = course
        .photos
        .iter()
        .map(|p| load(p).expect("the fixture decodes").pixels)
        .collect();
    let prepared: Vec<_> = photos
        .iter()
        .map(|p| prepare(p, &params.registration))
        .collect();

    c.bench_function("decode", |b| {
        b.iter(|| black_box(load(&course.photos[0]).is_ok()))
    });
    c.bench_function("prepare", |b| {
        b.iter(|| black_box(prepare(&photos[0], &params.registration)))
    });
    c.bench_function("register", |b| {
        b.iter(|| {
            black_box(register(
                &prepared[0],
                &prepared[1],
                None,
                &params.registration,
            ))
        });
    });
    c.bench_function("course of four photos, no pictures", |b| {
        let job = Job {
            course: &course,
            load: &load,
            areas: None,
            params: &params,
            self_test: None,
            pictures: false,
        };
        b.iter(|| black_box(analyze_course(&job, &Silent)));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(10);
    targets = stages
}
criterion_main!(benches);
