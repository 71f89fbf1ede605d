//! The report as PDF: pages, reproducible bytes, both languages.

use crate::model::Report;
use crate::report::Lang;
use crate::report::fixture::{pictures, report, report_without_views};
use crate::report::pdf::render_pdf;
use crate::report::pictures::ReportPictures;

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
