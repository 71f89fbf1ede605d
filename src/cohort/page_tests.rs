//! Tests of the cohort's page on subjects made up for the purpose.

use super::html::render_html;
use super::model::{Cohort, PassedOver};
use super::summary::{PhotoSummary, RegionSummary, SubjectSummary};
use super::tests::{Answer, cohort, failed, mixed, subject, tool};
use crate::words::Lang;

fn page(subjects: Vec<SubjectSummary>) -> String {
    render_html(&cohort(subjects), Lang::English).unwrap()
}

#[test]
fn the_page_is_self_contained_and_escapes_what_courses_say() {
    let mut subjects = mixed();
    subjects[0].path = "<script>alert(1)</script>".to_owned();
    subjects[1].treatment = Some("\"><img src=x onerror=alert(1)>".to_owned());
    let passed = PassedOver {
        path: "<b>".to_owned(),
        reason: "link".to_owned(),
        hint: "move".to_owned(),
    };
    let page = render_html(
        &Cohort::new(tool(), String::new(), subjects, vec![passed]),
        Lang::English,
    )
    .unwrap();
    assert!(page.contains("default-src &#39;none&#39;"));
    for bad in [
        "<script",
        "<img",
        "<b>",
        "src=x onerror=alert(1)>",
        "http://",
        "https://",
        "NaN",
    ] {
        assert!(!page.contains(bad), "{bad} in the page");
    }
    let without: Vec<_> = page.match_indices("without an answer").collect();
    assert!(!without.is_empty());
}

#[test]
fn an_empty_and_a_failed_cohort_still_make_a_page() {
    for subjects in [Vec::new(), vec![failed("x")]] {
        let page = render_html(&cohort(subjects), Lang::English).unwrap();
        assert!(!page.contains("NaN") && !page.contains("inf\""));
    }
}

#[test]
fn the_answer_stands_above_everything_else() {
    let page = page(mixed());
    let answer = "Vertex, month 6: 1 of 8 subjects with an answer. Coverage rose in 0, fell in 0; \
                  in 1 no change can be told from the noise. Without an answer: 1 without a report, \
                  6 not planned.";
    let at = page.find(answer).expect("the answer");
    assert!(at < page.find("<dl").unwrap() && at < page.find("<table").unwrap());
    let none = self::page(vec![subject("f", None, 0, &[(3, Answer::Missing)])]);
    assert!(none.contains("Vertex: no subject has an answer at any mark."));
}

#[test]
fn the_page_speaks_the_language_of_the_reports() {
    for lang in [Lang::German, Lang::Turkish, Lang::Spanish] {
        let page = render_html(&cohort(mixed()), lang).unwrap();
        let body = &page[page.find("<body").expect("a body")..];
        let english = [" subject", " without ", "increase", "change", "needed"];
        for word in english {
            assert!(!body.contains(word), "{word} in {}", lang.code());
        }
    }
}

/// A subject whose view has this region beside `overall`.
fn with_region(mut subject: SubjectSummary, name: &str) -> SubjectSummary {
    let regions = &mut subject.views[0].regions;
    let region = RegionSummary {
        region: name.to_owned(),
        ..regions[0].clone()
    };
    regions.insert(0, region);
    subject
}

/// Text of the row of the first table that starts with this region.
fn row<'a>(page: &'a str, region: &str) -> &'a str {
    let from = page.find(&format!("\">{region}</th>")).expect("the row");
    page[from..].split("</tr>").next().unwrap()
}

#[test]
fn overall_comes_first_and_regions_have_names() {
    let one = subject("d", None, 6, &[(3, Answer::Photo(5.0))]);
    let page = page(vec![with_region(one, "left-parietal")]);
    let at = |name: &str| page.find(&format!("\">{name}</th>")).expect(name);
    assert!(at("Overall") < at("Left parietal"));
}

#[test]
fn a_region_that_was_not_drawn_is_not_called_not_photographed() {
    let mark = [(1, Answer::Photo(5.0))];
    let mut elsewhere = subject("c", None, 6, &mark);
    elsewhere.views[0].view = "midline".to_owned();
    let page = page(vec![
        with_region(subject("a", None, 6, &mark), "left-parietal"),
        subject("b", None, 6, &mark),
        elsewhere,
    ]);
    let vertex = &page[page.find("<h3>Vertex").unwrap()..];
    let drawn = row(vertex, "Left parietal");
    assert!(
        drawn.contains("1 without this region, 1 without a usable photo of this view"),
        "{drawn}"
    );
    let overall = row(vertex, "Overall");
    assert!(!overall.contains("without this region"), "{overall}");
    assert!(overall.contains("1 without a usable photo of this view"));
}

#[test]
fn what_too_few_subjects_say_is_left_out() {
    let page = page(mixed());
    // Four answers at month 3, one at month 6, none at month 1.
    assert_eq!(page.matches("no share").count(), 0);
    assert!(page.contains("+2.2 (quartiles") && page.contains("+1.0, n\u{a0}=\u{a0}1<"));
    assert!(page.contains("no subject"));
    assert_eq!(page.matches("class=\"quartiles\"").count(), 1);
}

#[test]
fn weak_alignments_are_not_counted_as_aligned_and_the_parts_add_up() {
    let mut one = subject("d", None, 6, &[(3, Answer::Photo(5.0))]);
    one.photos = PhotoSummary {
        found: 10,
        decoded: 7,
        alignment: [("baseline", 1), ("ok", 3), ("weak", 2), ("failed", 1)]
            .map(|(status, n)| (status.to_owned(), n))
            .into(),
        rejected: [("decode".to_owned(), 1), ("view".to_owned(), 2)].into(),
        ..PhotoSummary::default()
    };
    assert_eq!(one.photos.certified(), 4);
    let page = page(vec![one]);
    assert!(page.contains(
        "10 photos found: 1 baseline, 3 aligned with one, 2 weakly aligned (too uncertain for a \
         change), 1 not aligned, 1 not readable, 2 of views that are not measured."
    ));
    assert_eq!(
        page.matches(">4 of 10<").count(),
        2,
        "head and evidence agree"
    );
}
