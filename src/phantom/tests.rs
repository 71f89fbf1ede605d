//! The course as a whole.

use super::*;

fn small() -> PhantomSpec {
    PhantomSpec {
        size_px: [180, 240],
        visit_days: vec![0, 181],
        ..Default::default()
    }
}

fn coverage(course: &PhantomCourse, photo: usize, region: &str) -> f64 {
    course.photos[photo].truth.regions[region].coverage
}

fn with_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .expect("a thread pool")
        .install(work)
}

#[test]
fn same_seed_same_bytes_with_one_and_two_threads() {
    let spec = small();
    let one = with_threads(1, || render_course(&spec, 5)).expect("renders");
    let two = with_threads(2, || render_course(&spec, 5)).expect("renders");
    for (a, b) in one.photos.iter().zip(&two.photos) {
        assert_eq!(a.pixels, b.pixels);
        assert_eq!(a.alpha, b.alpha);
    }
    assert_eq!(one.truth, two.truth);
    assert_eq!(one.course_toml, two.course_toml);
    assert_eq!(one.regions_geojson, two.regions_geojson);
    let other = render_course(&spec, 6).expect("renders");
    assert_ne!(one.photos[0].pixels, other.photos[0].pixels);
}

#[test]
fn coverage_rises_with_density() {
    let at = |hairs_per_cm2: f64| {
        let mut spec = small();
        spec.visit_days = vec![0];
        spec.density.hairs_per_cm2 = hairs_per_cm2;
        render_course(&spec, 2).expect("renders")
    };
    let courses = [30.0, 80.0, 160.0].map(at);
    for (name, ..) in head::REGIONS {
        let values: Vec<f64> = courses.iter().map(|c| coverage(c, 0, name)).collect();
        assert!(values.is_sorted_by(|a, b| a < b), "{name}: {values:?}");
    }
}

#[test]
fn growth_at_the_vertex_shows_there() {
    let mut spec = small();
    spec.density.vertex_thinning = 0.9;
    spec.growth.vertex = 3.0;
    let course = render_course(&spec, 2).expect("renders");
    let gain = coverage(&course, 1, "vertex") - coverage(&course, 0, "vertex");
    assert!(gain > 0.1, "gain {gain}");
}

#[test]
fn no_hair_no_coverage() {
    let mut spec = small();
    spec.density.hairs_per_cm2 = 0.0;
    let course = render_course(&spec, 1).expect("renders");
    for photo in &course.photos {
        assert!(photo.truth.regions.values().all(|r| r.coverage == 0.0));
        assert!(photo.alpha.iter().all(|&a| a == 0));
    }
}

#[test]
fn landmarks_and_regions_lie_on_the_head() {
    let mut spec = small();
    // Bald and dark against a light wall: the head is what is darker than the wall.
    spec.density.hairs_per_cm2 = 0.0;
    spec.skin = SkinTone::Dark;
    spec.variation.noise = 0.0;
    spec.variation.light_gradient = 0.0;
    spec.scene.moles = 0;
    let course = render_course(&spec, 4).expect("renders");
    for photo in &course.photos {
        let wall = photo.pixels.get_pixel(3, 3)[1];
        let regions = photo.truth.regions.values().flat_map(|r| &r.polygon);
        let points: Vec<_> = photo.truth.landmarks.iter().chain(regions).collect();
        assert!(photo.truth.landmarks.len() > 40);
        for [x, y] in points {
            let level = photo.pixels.get_pixel(x.round() as u32, y.round() as u32)[1];
            assert!(level + 15 < wall, "({x}, {y}): level {level}, wall {wall}");
        }
    }
}

#[test]
fn truth_agrees_with_the_alpha_map() {
    let course = render_course(&small(), 9).expect("renders");
    let photo = &course.photos[1];
    for (name, region) in &photo.truth.regions {
        let area = crate::geometry::Area::from_ring(
            region
                .polygon
                .iter()
                .map(|&[x, y]| crate::geometry::Point::new(x, y))
                .collect(),
        );
        let (mut sum, mut count) = (0_u64, 0_u64);
        for (x, y, level) in photo.alpha.enumerate_pixels() {
            if area.contains(crate::geometry::Point::new(f64::from(x), f64::from(y))) {
                sum += u64::from(level[0]);
                count += 1;
            }
        }
        let mean = sum as f64 / count as f64 / 255.0;
        // The map is rounded to 1/255; half a step at most.
        assert!(
            (mean - region.coverage).abs() < 0.002,
            "{name}: {mean} {}",
            region.coverage
        );
    }
}

#[test]
fn repeats_of_one_day_have_their_own_names_and_no_growth() {
    let mut spec = Preset::Repeat.spec(3);
    spec.size_px = [120, 160];
    let course = render_course(&spec, 3).expect("renders");
    let mut files: Vec<_> = course.photos.iter().map(|p| &p.file).collect();
    files.dedup();
    assert_eq!(files.len(), 4);
    assert_ne!(course.photos[0].pixels, course.photos[1].pixels);
    for region in ["left", "right", "midscalp"] {
        let change = coverage(&course, 3, region) - coverage(&course, 0, region);
        assert!(change.abs() < 0.1, "{region}: {change}");
    }
}

#[test]
fn written_course_reads_back() {
    let spec = small();
    let course = render_course(&spec, 1).expect("renders");
    let folder = tempfile::tempdir().expect("a folder");
    write_course(&course, folder.path()).expect("writes");
    let truth = std::fs::read_to_string(folder.path().join("truth/truth.json")).expect("truth");
    match crate::validate::truth::CaseTruth::parse(&truth).expect("parses") {
        crate::validate::truth::CaseTruth::Global(photos) => {
            assert_eq!(photos.len(), 2);
            assert_eq!(photos[0], course.photos[0].truth);
            for photo in photos {
                let path = folder.path().join("photos").join(photo.file);
                let decoded = image::open(path).expect("decodes");
                assert_eq!([decoded.width(), decoded.height()], spec.size_px);
            }
        }
        other => panic!("global truth expected, found {other:?}"),
    }
    let manifest = std::fs::read_to_string(folder.path().join("course.toml")).expect("manifest");
    let manifest: toml::Table = manifest.parse().expect("TOML");
    assert_eq!(manifest["photo"].as_array().map(Vec::len), Some(2));
    let regions = std::fs::read_to_string(folder.path().join("regions.geojson")).expect("regions");
    assert!(regions.parse::<geojson::GeoJson>().is_ok());
}

#[test]
fn impossible_specs_are_refused_by_name() {
    let refuse = |change: fn(&mut PhantomSpec)| {
        let mut spec = small();
        change(&mut spec);
        render_course(&spec, 1).expect_err("refused").to_string()
    };
    assert!(refuse(|s| s.visit_days.clear()).contains("visit_days"));
    assert!(refuse(|s| s.visit_days = vec![5, 2]).contains("2 after 5"));
    assert!(refuse(|s| s.size_px = [10, 10]).contains("10 x 10"));
    assert!(refuse(|s| s.hair.length_mm = f64::NAN).contains("hair.length_mm"));
    assert!(refuse(|s| s.variation.tilt_deg = 90.0).contains("tilt_deg"));
}

#[test]
fn the_fixture_is_what_its_seed_renders() {
    let text = include_str!("../../fixtures/course_small/truth/truth.json");
    let kept: serde_json::Value = serde_json::from_str(text).expect("JSON");
    let spec: PhantomSpec = serde_json::from_value(kept["spec"].clone()).expect("a spec");
    let seed = kept["seed"].as_u64().expect("a seed");
    let course = render_course(&spec, seed).expect("renders");
    let kept = crate::validate::truth::CaseTruth::parse(text).expect("parses");
    let crate::validate::truth::CaseTruth::Global(kept) = kept else {
        panic!("global truth expected");
    };
    assert_eq!(kept.len(), course.photos.len());
    for (kept, photo) in kept.iter().zip(&course.photos) {
        assert_eq!(kept.file, photo.truth.file);
        for (name, region) in &kept.regions {
            // Platforms' elementary functions differ in the last digit: single hairs may move.
            let change = region.coverage - photo.truth.regions[name].coverage;
            assert!(change.abs() < 0.001, "{name}: {change}; remake the fixture");
        }
        for (a, b) in kept.landmarks.iter().zip(&photo.truth.landmarks) {
            assert!((a[0] - b[0]).hypot(a[1] - b[1]) < 0.01);
        }
    }
}
