//! The report as PDF: pages, reproducible bytes, both languages.

use crate::model::{CloseupView, HairStyle, Report, Verdict};
use crate::report::Lang;
use crate::report::closeup::CloseupPage;
use crate::report::fixture::{pictures, report, report_without_views};
use crate::report::pdf::canvas::{Canvas, Op};
use crate::report::pdf::{closeup, render_pdf};
use crate::report::pictures::ReportPictures;
use crate::words::Words;

/// The fixture's course reduced to its first view, the usual case.
fn one_view() -> Report {
    let mut report = report();
    report.views.truncate(1);
    report
}

fn pages(pdf: &[u8]) -> usize {
    let count = |name: &[u8]| pdf.windows(name.len()).filter(|w| w == &name).count();
    count(b"/Type/Page") + count(b"/Type /Page") - count(b"/Type/Pages") - count(b"/Type /Pages")
}

#[test]
fn a_course_of_one_view_takes_two_pages_in_every_language() {
    for lang in Lang::ALL {
        let pdf = render_pdf(&one_view(), &pictures(), lang).unwrap();
        assert!(pdf.starts_with(b"%PDF-"));
        assert_eq!(pages(&pdf), 2, "{}", lang.code());
    }
}

#[test]
fn equal_input_gives_equal_bytes_and_languages_differ() {
    let bytes = |lang| render_pdf(&report(), &pictures(), lang).unwrap();
    assert_eq!(bytes(Lang::English), bytes(Lang::English));
    assert_ne!(bytes(Lang::English), bytes(Lang::German));
}

#[test]
fn more_views_take_more_pages_and_none_take_few() {
    let all = render_pdf(&report(), &pictures(), Lang::English).unwrap();
    assert!(pages(&all) > 2);
    let none = ReportPictures::default();
    let empty = render_pdf(&report_without_views(), &none, Lang::German).unwrap();
    assert_eq!(pages(&empty), 2);
}

#[test]
fn the_photos_go_in_as_they_are() {
    let pdf = render_pdf(&one_view(), &pictures(), Lang::English).unwrap();
    let shown = pictures();
    let aligned = shown.views["vertex"]
        .photos
        .values()
        .filter_map(|p| p.aligned.as_ref());
    let inside = |bytes: &[u8]| pdf.windows(bytes.len()).any(|w| w == bytes);
    assert_eq!(
        aligned.filter(|p| inside(&p.bytes[100..])).count(),
        2,
        "baseline and last photo"
    );
}

/// A spot on two visits: six hairs gone.
fn closeup_view() -> CloseupView {
    let photo = |id: &str, date: &str, status: &str, count: u64| {
        serde_json::json!({
            "id": id, "file": format!("photos/{id}.jpg"), "sha256": "ab".repeat(32), "date": date, "day": 0,
            "size_px": [1600, 1200], "status": "measured", "reason": null, "px_per_mm": 123.8,
            "scale_basis": "given", "hair": "clipped",
            "registration": {"status": status, "model": "homography", "support": 62, "runner_up": 0,
                "possible": 66, "residual_um": 1.8, "scale": 1.0, "rotation_deg": 0.0, "reason": null,
                "hint": null, "transform": null},
            "count": count, "presumed": 0, "undecided": 0, "density_per_cm2": 86.8, "ci95": [76.5, 102.4],
            "area_cm2": 0.5184, "diameter_um": {"median": 54.1, "quartiles": [43.2, 66.4], "hairs": 35},
            "terminal": 30, "vellus": 5, "unmeasured": 10, "units": 32, "hairs_per_unit": 1.4,
            "cumulative_thickness_mm_per_cm2": 4.6, "regions": [], "hairs": []
        })
    };
    let view = serde_json::json!({
        "view": "closeup", "kind": "closeup", "baseline": "a", "baseline_visit": "a",
        "regions_source": "field", "region_outlines": [], "marks": [],
        "photos": [photo("a", "2026-02-08", "baseline", 51), photo("b", "2026-08-10", "ok", 45)],
        "changes": [{
            "region": "target", "from": "a", "to": "b", "days": 183, "kept": 42, "new": 0, "lost": 6,
            "undecided": 3, "thickened": 0, "thinned": 1, "net": -6, "net_estimate": -7.2, "net_ci95": [-12.3, -2.1],
            "density_change_per_cm2": -11.6, "density_change_ci95": [-23.6, -4.1], "relative": -0.1,
            "diameter_change_um": null, "diameter_change_ci95": null, "verdict": "decrease",
            "reason": null, "fates": {"new": [], "lost": [], "undecided": []}
        }]
    });
    serde_json::from_value(view).unwrap()
}

#[test]
fn close_ups_are_told_with_their_interval_and_every_visit() {
    let mut canvas = Canvas::new();
    let words = Words {
        t: Lang::English.text(),
    };
    let view = closeup_view();
    closeup::view(&mut canvas, words, &CloseupPage::new(words, &view, None, 0));
    let text = canvas.pages.iter().flatten().filter_map(|op| match op {
        Op::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    let text = text.collect::<Vec<_>>().join(" ");
    for expected in [
        "Fewer hairs",
        "6 gone",
        "−6; with the hairs that counting misses about −7.",
        "between −12 and −2",
        "−6; −7 (−12 … −2)",
        "30 / 5 (16 unknown)",
        "8 Feb 2026",
        "10 Aug 2026",
        "87 (76–102)",
        "too small by about a third",
    ] {
        assert!(text.contains(expected), "{expected} missing in {text}");
    }
}

#[test]
fn two_photos_of_long_hair_are_told_with_the_way_out() {
    let words = Words {
        t: Lang::German.text(),
    };
    let mut view = closeup_view();
    let advice = |view: &CloseupView| CloseupPage::new(words, view, None, 0).advice;
    assert_eq!(advice(&view), None);
    view.photos[0].hair = HairStyle::Long;
    assert_eq!(advice(&view), None, "something can be told");
    view.changes[0].verdict = Verdict::WithinNoise;
    assert!(advice(&view).is_some_and(|said| said.contains("zwei Fotos je Termin")));
    view.photos.push(view.photos[1].clone());
    assert_eq!(advice(&view), None, "three photos show more");
}

#[test]
fn one_close_up_is_told_with_the_interval_of_its_number() {
    let words = Words {
        t: Lang::English.text(),
    };
    let mut view = closeup_view();
    let low = |view: &CloseupView| {
        let page = CloseupPage::new(words, view, None, 0);
        let low = page.notes.iter().any(|note| note.contains("upper part"));
        (page.interval, low)
    };
    assert!(
        !low(&view).1,
        "the middle of 76.5 to 102.4 is 3 % above 86.8"
    );
    view.photos.truncate(1);
    view.changes.clear();
    view.photos[0].ci95 = Some([86.8, 120.0]);
    // Times 0.5184 cm2.
    let (interval, low) = low(&view);
    assert!(interval.is_some_and(|said| said.contains("between 45 and 62")));
    assert!(low);
}

#[test]
fn close_ups_have_their_provenance() {
    let mut report = report_without_views();
    report.views.closeups.push(closeup_view());
    let files: Vec<&str> = report.views.photo_files().map(|p| p.file).collect();
    assert_eq!(files, ["photos/a.jpg", "photos/b.jpg"]);
    assert!(!report.views.is_none());
}

/// Writes the PDF for looking at it: `TRICHOLAPSE_PAGE=DIR cargo test --features pdf --test it report_pdf`.
#[test]
fn the_pdf_can_be_written_for_looking_at_it() {
    let Some(dir) = std::env::var_os("TRICHOLAPSE_PAGE") else {
        println!("skipped: TRICHOLAPSE_PAGE names no folder");
        return;
    };
    for lang in Lang::ALL {
        for (name, report) in [("one", one_view()), ("all", report())] {
            let pdf = render_pdf(&report, &pictures(), lang).unwrap();
            let path = std::path::Path::new(&dir).join(format!("{name}-{}.pdf", lang.code()));
            std::fs::write(path, pdf).unwrap();
        }
    }
}
