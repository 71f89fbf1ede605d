//! A small report with every kind of outcome, for the writers' tests.

use std::collections::BTreeMap;

use crate::model::*;

/// Two measured photos and one failed one; two regions of which one is covered at the end.
pub(crate) fn sample_report() -> Report {
    Report {
        schema: REPORT_SCHEMA.to_owned(),
        tool: Tool {
            name: "tricholapse".to_owned(),
            version: "0.1.0".to_owned(),
            method: "1".to_owned(),
        },
        params_sha256: "00".repeat(32),
        disclaimer: "Documentation and measurement aid, not for diagnosis.".to_owned(),
        course: CourseSummary {
            subject: "=P-0042".to_owned(),
            treatment: Some("hair mesotherapy".to_owned()),
            start: "2026-01-12".to_owned(),
            sessions: vec!["2026-01-12".to_owned(), "2026-01-22".to_owned()],
            adherence: crate::longitudinal::adherence::adherence(
                &[
                    jiff::civil::date(2026, 1, 12),
                    jiff::civil::date(2026, 1, 22),
                ],
                Some(6),
                Some([7, 14]),
            ),
        },
        self_test: None,
        timings: None,
        views: vec![view()].into(),
        salt: Vec::new(),
        pictures: Vec::new(),
        rejections: vec![Rejection {
            file: "broken.jpg".to_owned(),
            stage: "decode".to_owned(),
            reason: "the file ends after 120 of 4096 bytes".to_owned(),
            hint: "copy it again".to_owned(),
        }],
        warnings: vec![Warning {
            code: "date_clash".to_owned(),
            message: "the file name says another date than EXIF".to_owned(),
            photo: Some("p2".to_owned()),
        }],
    }
}

fn view() -> ViewReport {
    let changes = vec![
        measured("crown", 3.1, 1.9, Verdict::Increase),
        refused("frontal", "covered by a hand"),
        measured(OVERALL_REGION, 1.0, 1.9, Verdict::WithinNoise),
    ];
    ViewReport {
        view: "vertex".to_owned(),
        kind: ViewKind::Global,
        baseline: Some("p1".to_owned()),
        baseline_visit: Some("p1".to_owned()),
        visits: Vec::new(),
        shared_changes: Vec::new(),
        regions_source: "geojson".to_owned(),
        region_outlines: vec![RegionOutline {
            region: "crown".to_owned(),
            rings: vec![vec![[1.0, 2.0], [3.0, 2.0], [3.0, 4.0]]],
        }],
        photos: vec![
            photo("p1", "2026-01-12", 0, RegistrationStatus::Baseline, true),
            photo("p2", "2026-04-12", 90, RegistrationStatus::Ok, false),
        ],
        marks: vec![mark(3, "2026-04-12", &changes), missing_mark()],
        parting: None,
        course_change: CourseChange {
            from: Some("p1".to_owned()),
            to: Some("p2".to_owned()),
            days: Some(90),
            regions: changes.clone(),
            reason: None,
        },
        changes,
        trend: Trend {
            since: "2026-01-22".to_owned(),
            regions: Vec::new(),
            reason: Some("a trend needs comparable photos on 3 dates".to_owned()),
        },
    }
}

fn measured(region: &str, delta: f64, half: f64, verdict: Verdict) -> ChangeReport {
    ChangeReport {
        days: Some(90),
        relative: Some(0.072),
        verdict,
        ..fixtures::change(region, "p1", "p2", delta, half)
    }
}

fn refused(region: &str, reason: &str) -> ChangeReport {
    ChangeReport::not_comparable(region, "p1", "p2", 90, reason.to_owned())
}

fn photo(id: &str, date: &str, day: i32, status: RegistrationStatus, frontal: bool) -> PhotoReport {
    let moved = status == RegistrationStatus::Ok;
    PhotoReport {
        id: id.to_owned(),
        file: format!("photos/{date}_vertex.jpg"),
        sha256: "ab".repeat(32),
        date: date.to_owned(),
        day: Some(day),
        size_px: [1500, 2000],
        head: crate::model::HeadReport::default(),
        quality: BTreeMap::from([(
            "glare".to_owned(),
            QualityFinding {
                value: Some(0.002),
                unit: "fraction".to_owned(),
                threshold: Some(0.01),
                status: QualityStatus::Ok,
                effect_pp: None,
                message: None,
            },
        )]),
        registration: RegistrationReport {
            status,
            model: Some(if moved { "homography" } else { "identity" }.to_owned()),
            residual_permille: moved.then_some(1.8),
            overlap: Some(0.97),
            scale: Some(1.02),
            rotation_deg: Some(-2.0),
            tilt_deg: None,
            forward_backward_permille: None,
            heldout_correlation: None,
            region_residual_permille: BTreeMap::from([("crown".to_owned(), Some(1.5))]),
            transform: Some(serde_json::json!({"matrix": [[1.0, 0.0, 2.5e-9]]})),
            ..RegistrationReport::baseline()
        },
        regions: vec![
            region("crown", Some(0.431)),
            region("frontal", frontal.then_some(0.52)),
            region(OVERALL_REGION, Some(0.44)),
        ],
    }
}

fn region(name: &str, coverage: Option<f64>) -> RegionReport {
    let area_px = if coverage.is_some() { 812_345 } else { 0 };
    RegionReport::made_up(name, coverage, 0.013, [area_px, 1200], "covered by a hand")
}

fn mark(month: u32, date: &str, changes: &[ChangeReport]) -> MarkReport {
    MarkReport {
        month,
        date: date.to_owned(),
        window_days: 14,
        basis: MarkBasis::Photo,
        not_due: false,
        photo: Some("p2".to_owned()),
        visit: Some("p2".to_owned()),
        between: None,
        regions: changes.iter().map(MarkRegion::of).collect(),
        note: None,
    }
}

fn missing_mark() -> MarkReport {
    MarkReport {
        basis: MarkBasis::Missing,
        not_due: false,
        photo: None,
        visit: None,
        note: Some("no photo in the window and none after the mark".to_owned()),
        ..mark(6, "2026-07-12", &[])
    }
}
