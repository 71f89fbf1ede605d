//! A report made up for tests: drawn photos, and one of every difficulty a page must survive.
//! No value in it was measured.

use std::collections::BTreeMap;

use crate::geometry::{Ellipse, Point};
use crate::model::*;
use crate::regions::atlas::{AtlasTop, VERTEX_5};
use crate::report::overlay::{CoverageMap, change_layer, coverage_layer};
use crate::report::pictures::*;
use image::{GrayImage, Luma, Rgb, RgbImage};
use imageproc::drawing::{draw_antialiased_line_segment_mut, draw_filled_ellipse_mut};
use imageproc::pixelops::interpolate;

/// Tries to break out of the page.
pub(crate) const HOSTILE_SUBJECT: &str = "</title><script>document.title='broken'</script> P-0042";

/// Size of the baseline photo, px.
const SIZE: [u32; 2] = [1500, 2000];
const HEAD: Ellipse = Ellipse {
    center: Point::new(750.0, 960.0),
    semi_axes: [560.0, 720.0],
    angle: 0.0,
};

/// Date, day and coverage per region of each vertex photo; `None` where registration failed.
type Visit = (&'static str, i32, Option<[f64; 5]>);
const VISITS: [Visit; 5] = [
    ("2026-01-12", 0, Some([0.52, 0.44, 0.31, 0.70, 0.68])),
    ("2026-02-11", 30, Some([0.51, 0.43, 0.30, 0.70, 0.67])),
    ("2026-04-14", 92, None),
    ("2026-05-05", 113, Some([0.55, 0.50, 0.42, 0.69, 0.70])),
    ("2026-07-14", 183, Some([0.56, 0.53, 0.47, 0.66, 0.69])),
];

/// A course with a full vertex view, a frontal view of one photo, an occipital view without
/// pictures in which nothing is comparable, and a view without any usable photo.
pub(crate) fn report() -> Report {
    Report {
        schema: REPORT_SCHEMA.to_owned(),
        tool: Tool {
            name: "tricholapse".to_owned(),
            version: "0.0.0-test".to_owned(),
            method: "test/1".to_owned(),
        },
        params_sha256: "5a".repeat(32),
        disclaimer: String::new(),
        course: course(),
        self_test: None,
        timings: None,
        views: vec![vertex(), frontal(), occipital(), empty_view()].into(),
        salt: Vec::new(),
        pictures: Vec::new(),
        rejections: vec![Rejection {
            file: "photos/2026-03-01_vertex<b>.jpg".to_owned(),
            stage: "decode".to_owned(),
            reason: "the file ends after 1200 of 48213 bytes".to_owned(),
            hint: "copy the file from the camera again".to_owned(),
        }],
        warnings: vec![Warning {
            code: "date_clash".to_owned(),
            message: "EXIF says 2026-05-06, the file name 2026-05-05; the name was used".to_owned(),
            photo: Some("vertex-2026-05-05".to_owned()),
        }],
    }
}

/// Two photos of one view of which the second could not be aligned.
pub(crate) fn report_of_a_refused_pair() -> Report {
    let mut report = report();
    report.views.truncate(1);
    report.course.sessions.clear();
    report.course.adherence.held = 0;
    report.course.adherence.planned = None;
    let view = &mut report.views[0];
    let failed = RegistrationStatus::Failed;
    let kept =
        |p: &PhotoReport| Some(&p.id) == view.baseline.as_ref() || p.registration.status == failed;
    let kept: Vec<PhotoReport> = view.photos.iter().filter(|p| kept(p)).cloned().collect();
    view.changes.retain(|c| kept.iter().any(|p| p.id == c.to));
    view.photos = kept;
    view.marks.clear();
    view.course_change.to = None;
    view.course_change.regions.clear();
    view.course_change.reason = Some("no later photo is comparable with the baseline".to_owned());
    report
}

/// A report in which no photo could be used at all.
pub(crate) fn report_without_views() -> Report {
    Report {
        views: crate::model::Views::default(),
        ..report()
    }
}

fn course() -> CourseSummary {
    let sessions = ["2026-01-12", "2026-01-22", "2026-02-01", "2026-02-20"];
    let interval = |date: &str, days, timing| SessionInterval {
        date: date.to_owned(),
        days,
        timing: Some(timing),
    };
    CourseSummary {
        subject: HOSTILE_SUBJECT.to_owned(),
        treatment: Some("hair mesotherapy & \"rest\" <i>".to_owned()),
        start: "2026-01-12".to_owned(),
        sessions: sessions.map(str::to_owned).to_vec(),
        adherence: Adherence {
            planned: Some(6),
            held: 4,
            missed: Some(2),
            interval_days: Some([7, 14]),
            intervals: vec![
                interval("2026-01-22", 10, SessionTiming::OnTime),
                interval("2026-02-01", 5, SessionTiming::Early),
                interval("2026-02-20", 19, SessionTiming::Late),
            ],
        },
    }
}

fn id(view: &str, date: &str) -> String {
    format!("{view}-{date}")
}

fn names() -> Vec<&'static str> {
    VERTEX_5.region_names().collect()
}

fn vertex() -> ViewReport {
    let baseline = id("vertex", VISITS[0].0);
    let base = VISITS[0].2.unwrap();
    let change = |to: &Visit| {
        let now = to.2.unwrap_or(base);
        (0..5)
            .map(move |r| (r, (now[r] - base[r]) * 100.0))
            .collect::<Vec<_>>()
    };
    let mut changes = Vec::new();
    for visit in &VISITS[1..] {
        changes.extend(changes_of(&baseline, visit, &change(visit)));
    }
    let last = &VISITS[4];
    ViewReport {
        view: "vertex".to_owned(),
        kind: ViewKind::Global,
        baseline: Some(baseline.clone()),
        baseline_visit: Some(baseline.clone()),
        visits: Vec::new(),
        shared_changes: Vec::new(),
        regions_source: VERTEX_5.name.to_owned(),
        region_outlines: outlines(),
        photos: VISITS.iter().map(vertex_photo).collect(),
        parting: None,
        course_change: CourseChange {
            from: Some(baseline.clone()),
            to: Some(id("vertex", last.0)),
            days: Some(last.1),
            regions: changes_of(&baseline, last, &change(last)),
            reason: None,
        },
        marks: marks(&baseline),
        changes,
        trend: Trend {
            since: "2026-02-20".to_owned(),
            regions: vec![TrendRegion {
                region: OVERALL_REGION.to_owned(),
                photos: 2,
                slope_pp_per_30_days: 0.9,
                ci95_pp_per_30_days: [-0.4, 2.2],
                verdict: TrendVerdict::Holding,
            }],
            reason: None,
        },
    }
}

fn outlines() -> Vec<RegionOutline> {
    let laid = VERTEX_5.lay_on(&HEAD, AtlasTop::UP).unwrap();
    laid.into_iter()
        .map(|named| RegionOutline {
            region: named.name.to_owned(),
            rings: named
                .area
                .rings
                .iter()
                .map(|ring| ring.iter().map(|p| [p.x, p.y]).collect())
                .collect(),
        })
        .collect()
}

fn changes_of(from: &str, to: &Visit, deltas: &[(usize, f64)]) -> Vec<ChangeReport> {
    let overall = deltas.iter().map(|d| d.1).sum::<f64>() / deltas.len() as f64;
    let named = deltas.iter().map(|&(r, delta)| (names()[r], delta));
    named
        .chain([(OVERALL_REGION, overall)])
        .map(|(region, delta)| change(region, from, to, delta))
        .collect()
}

fn change(region: &str, from: &str, to: &Visit, delta: f64) -> ChangeReport {
    let comparable = to.2.is_some();
    let verdict = match delta {
        _ if !comparable => Verdict::NotComparable,
        d if d > 2.0 => Verdict::Increase,
        d if d < -2.0 => Verdict::Decrease,
        _ => Verdict::WithinNoise,
    };
    ChangeReport {
        region: region.to_owned(),
        from: from.to_owned(),
        to: id("vertex", to.0),
        days: Some(to.1),
        delta_pp: comparable.then_some(delta),
        ci95_pp: if comparable {
            [delta - 1.9, delta + 1.9]
        } else {
            [-100.0, 100.0]
        },
        relative: comparable.then_some(delta / 45.0),
        detectable_pp: comparable.then_some(2.0),
        family: None,
        verdict,
        reason: (!comparable).then(|| "the photo could not be aligned to the baseline".to_owned()),
        control_corrected: None,
    }
}

fn marks(baseline: &str) -> Vec<MarkReport> {
    let regions = |visit: &Visit| {
        let base = VISITS[0].2.unwrap();
        let now = visit.2.unwrap();
        let deltas: Vec<_> = (0..5).map(|r| (r, (now[r] - base[r]) * 100.0)).collect();
        changes_of(baseline, visit, &deltas)
            .into_iter()
            .map(|c| MarkRegion {
                region: c.region,
                delta_pp: c.delta_pp,
                ci95_pp: c.ci95_pp,
                verdict: c.verdict,
                reason: c.reason,
            })
            .collect()
    };
    let mark = |month, date: &str, window_days, basis| MarkReport {
        month,
        date: date.to_owned(),
        window_days,
        basis,
        photo: None,
        visit: None,
        between: None,
        regions: Vec::new(),
        note: None,
    };
    vec![
        MarkReport {
            photo: Some(id("vertex", VISITS[1].0)),
            visit: Some(id("vertex", VISITS[1].0)),
            regions: regions(&VISITS[1]),
            ..mark(1, "2026-02-12", 7, MarkBasis::Photo)
        },
        MarkReport {
            between: Some([id("vertex", VISITS[1].0), id("vertex", VISITS[3].0)]),
            regions: regions(&VISITS[3]),
            ..mark(3, "2026-04-12", 14, MarkBasis::Interpolated)
        },
        mark(9, "2026-10-12", 21, MarkBasis::Missing),
    ]
}

fn vertex_photo(visit: &Visit) -> PhotoReport {
    let (date, day, coverage) = *visit;
    let is_baseline = day == 0;
    let mut quality = BTreeMap::new();
    quality.insert("focus".to_owned(), finding(QualityStatus::Ok, None));
    if day == 30 {
        let advice = "hair looks wetter than at baseline; dry the hair before the photo";
        quality.insert(
            "wetness".to_owned(),
            finding(QualityStatus::Warn, Some(advice)),
        );
        quality.insert(
            "parting".to_owned(),
            finding(QualityStatus::NotAssessed, None),
        );
    }
    let registration = RegistrationReport {
        status: match coverage {
            _ if is_baseline => RegistrationStatus::Baseline,
            Some(_) => RegistrationStatus::Ok,
            None => RegistrationStatus::Failed,
        },
        model: coverage.map(|_| "similarity+flow".to_owned()),
        residual_permille: coverage.map(|_| 1.8),
        overlap: coverage.map(|_| 0.97),
        scale: coverage.map(|_| 1.012),
        rotation_deg: coverage.map(|_| -2.4),
        tilt_deg: None,
        forward_backward_permille: coverage.map(|_| 0.9),
        heldout_correlation: coverage.map(|_| 0.71),
        region_residual_permille: BTreeMap::new(),
        reason: coverage
            .is_none()
            .then(|| "held-out correlation 0.04 against at least 0.15.".to_owned()),
        confirmed_by: None,
        by_hand: 0,
        cause: None,
        differences: Vec::new(),
        hint: coverage
            .is_none()
            .then(|| "Photograph from above the vertex at the baseline's distance.".to_owned()),
        transform: None,
    };
    photo("vertex", date, day, quality, registration, coverage)
}

fn finding(status: QualityStatus, message: Option<&str>) -> QualityFinding {
    QualityFinding {
        value: (status != QualityStatus::NotAssessed).then_some(0.34),
        unit: "ratio".to_owned(),
        threshold: (status != QualityStatus::NotAssessed).then_some(0.25),
        status,
        effect_pp: (status == QualityStatus::Warn).then_some(-1.5),
        message: message.map(str::to_owned),
    }
}

fn photo(
    view: &str,
    date: &str,
    day: i32,
    quality: BTreeMap<String, QualityFinding>,
    registration: RegistrationReport,
    coverage: Option<[f64; 5]>,
) -> PhotoReport {
    let overall = coverage.map(|c| c.iter().sum::<f64>() / 5.0);
    let values = names()
        .into_iter()
        .enumerate()
        .map(|(r, n)| (n, coverage.map(|c| c[r])));
    PhotoReport {
        id: id(view, date),
        file: format!("photos/{date}_{view}.jpg"),
        sha256: "0f".repeat(32),
        date: date.to_owned(),
        day: Some(day),
        size_px: SIZE,
        head: crate::model::HeadReport::default(),
        quality,
        registration,
        regions: values
            .chain([(OVERALL_REGION, overall)])
            .map(|(n, c)| region(n, c))
            .collect(),
    }
}

fn region(name: &str, coverage: Option<f64>) -> RegionReport {
    RegionReport {
        region: name.to_owned(),
        status: if coverage.is_some() {
            MeasureStatus::Measured
        } else {
            MeasureStatus::NotMeasured
        },
        reason: coverage.is_none().then(|| "registration failed".to_owned()),
        coverage,
        ci95: coverage.map(|c| [c - 0.014, c + 0.014]),
        area_px: if coverage.is_some() { 150_000 } else { 0 },
        excluded_px: 900,
        excluded_by: BTreeMap::new(),
    }
}

fn bare_view(view: &str, photos: Vec<PhotoReport>, reason: &str) -> ViewReport {
    ViewReport {
        view: view.to_owned(),
        kind: ViewKind::Global,
        baseline: photos.first().map(|p| p.id.clone()),
        baseline_visit: photos.first().map(|p| p.id.clone()),
        visits: Vec::new(),
        shared_changes: Vec::new(),
        regions_source: "geojson".to_owned(),
        region_outlines: outlines(),
        photos,
        changes: Vec::new(),
        marks: Vec::new(),
        parting: None,
        course_change: CourseChange {
            from: None,
            to: None,
            days: None,
            regions: Vec::new(),
            reason: Some(reason.to_owned()),
        },
        trend: Trend {
            since: "2026-02-20".to_owned(),
            regions: Vec::new(),
            reason: Some("fewer than two photos after the last session".to_owned()),
        },
    }
}

fn frontal() -> ViewReport {
    let base = vertex_photo(&VISITS[0]);
    let only = photo(
        "frontal",
        "2026-01-12",
        0,
        base.quality,
        base.registration,
        VISITS[0].2,
    );
    bare_view("frontal", vec![only], "the view has only one photo")
}

fn occipital() -> ViewReport {
    let photos = [&VISITS[0], &VISITS[2]].map(|visit| {
        let like = vertex_photo(visit);
        photo(
            "occipital",
            visit.0,
            visit.1,
            like.quality,
            like.registration,
            visit.2,
        )
    });
    bare_view(
        "occipital",
        photos.to_vec(),
        "no photo could be aligned to the baseline",
    )
}

fn empty_view() -> ViewReport {
    bare_view(
        "my <own> view",
        Vec::new(),
        "no photo of the view could be used",
    )
}

/// Pictures for [`report`]: the vertex photos that were aligned, and the only frontal one.
pub(crate) fn pictures() -> ReportPictures {
    let budget = PictureBudget::for_photos(6);
    let first = VISITS[0].2.unwrap();
    let (base_photo, base_map) = draw(&first, 1);
    let valid = GrayImage::from_fn(base_map.width(), base_map.height(), |x, y| {
        Luma([if in_head(f64::from(x) * 10.0, f64::from(y) * 10.0) {
            255
        } else {
            0
        }])
    });
    let valid = &valid;
    let mut photos = BTreeMap::new();
    for (seed, (date, day, coverage)) in VISITS.iter().enumerate() {
        let Some(coverage) = coverage else {
            let unaligned = PhotoPictures {
                as_taken: Some(encode_photo(&base_photo, budget).unwrap()),
                ..PhotoPictures::default()
            };
            photos.insert(id("vertex", date), unaligned);
            continue;
        };
        let (photo, map) = if *day == 0 {
            (base_photo.clone(), base_map.clone())
        } else {
            draw(coverage, 2 + seed as u32)
        };
        let before = CoverageMap {
            coverage: &base_map,
            valid,
        };
        let after = CoverageMap {
            coverage: &map,
            valid,
        };
        let change = change_layer(before, after, 6);
        photos.insert(
            id("vertex", date),
            PhotoPictures {
                aligned: Some(encode_photo(&photo, budget).unwrap()),
                shown: Some(valid.clone()),
                as_taken: None,
                coverage_layer: Some(encode_layer(&coverage_layer(after, 3)).unwrap()),
                change_layer: (*day > 0).then(|| encode_layer(&change).unwrap()),
            },
        );
    }
    let frontal = PhotoPictures {
        aligned: Some(encode_photo(&base_photo, budget).unwrap()),
        ..PhotoPictures::default()
    };
    let window = PictureWindow::whole_photo(SIZE[0], SIZE[1]);
    let view = |photos| ViewPictures { window, photos };
    ReportPictures {
        views: BTreeMap::from([
            ("vertex".to_owned(), view(photos)),
            (
                "frontal".to_owned(),
                view(BTreeMap::from([(id("frontal", "2026-01-12"), frontal)])),
            ),
        ]),
        ..ReportPictures::default()
    }
}

fn in_head(x: f64, y: f64) -> bool {
    let [a, b] = HEAD.semi_axes;
    ((x - HEAD.center.x) / a).hypot((y - HEAD.center.y) / b) < 1.0
}

/// A head at half size with strokes as hair, and its coverage map at a tenth of full size.
fn draw(coverage: &[f64; 5], seed: u32) -> (RgbImage, GrayImage) {
    let regions = VERTEX_5.lay_on(&HEAD, AtlasTop::UP).unwrap();
    let share = |p: Point| {
        let inside = regions.iter().position(|r| r.area.contains(p));
        inside.map_or(0.75, |r| coverage[r])
    };
    let mut photo = RgbImage::from_pixel(SIZE[0] / 2, SIZE[1] / 2, Rgb([150, 160, 156]));
    draw_filled_ellipse_mut(&mut photo, (375, 480), 280, 360, Rgb([205, 165, 140]));
    let mut state = seed;
    let mut random = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(state >> 8) / f64::from(1 << 24)
    };
    for _ in 0..26_000 {
        let p = Point::new(random() * 1500.0, random() * 2000.0);
        let (keep, lean, shade) = (random(), random(), random());
        if !in_head(p.x, p.y) || keep > share(p) {
            continue;
        }
        let away = p.x - HEAD.center.x;
        let tip = Point::new(
            p.x + away * 0.08 + lean * 20.0 - 10.0,
            p.y + 40.0 + lean * 20.0,
        );
        let dark = (30.0 + shade * 40.0) as u8;
        draw_antialiased_line_segment_mut(
            &mut photo,
            ((p.x / 2.0) as i32, (p.y / 2.0) as i32),
            ((tip.x / 2.0) as i32, (tip.y / 2.0) as i32),
            Rgb([dark, dark - 10, dark - 20]),
            interpolate,
        );
    }
    let map = GrayImage::from_fn(150, 200, |x, y| {
        let p = Point::new(f64::from(x) * 10.0, f64::from(y) * 10.0);
        Luma([(share(p) * 255.0).round() as u8])
    });
    (photo, map)
}
