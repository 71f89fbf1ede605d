//! What pages and tables say, whole: a sentence, a unit or a row that goes missing is seen here.
//!
//! `INSTA_UPDATE=always cargo test --lib report::snapshot` writes what is there now; the difference
//! is then read in the commit.

use rstest::rstest;

use super::check::refused_text;
use super::fixture::{pictures, report, report_of_a_refused_pair, report_without_views};
use super::html::render_html;
use super::sample::sample_report;
use super::table::to_table;
use crate::model::Report;
use crate::words::Lang;

/// Elements that begin a line of their own.
const LINES: [&str; 22] = [
    "article",
    "button",
    "caption",
    "dd",
    "div",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "label",
    "li",
    "option",
    "p",
    "section",
    "summary",
    "tr",
];

/// The words of a page in their order, a block a line with its element before it, cells apart by a
/// bar; without pictures' bytes, styles, scripts and positions in drawings.
fn said(html: &str) -> String {
    let mut lines = vec![String::new()];
    let mut silent = None;
    for piece in html.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap_or((piece, ""));
        let element = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        match silent {
            Some(until) if tag == until => silent = None,
            Some(_) => continue,
            None => {
                silent = [("style", "/style"), ("script", "/script")]
                    .into_iter()
                    .find_map(|(begin, end)| (begin == element).then_some(end))
            }
        }
        if silent.is_some() {
            continue;
        }
        if LINES.contains(&element) {
            lines.push(format!("{element}:"));
        }
        let line = lines.last_mut().expect("one at least");
        if matches!(element, "td" | "th") {
            line.push_str(" |");
        }
        for word in text.split_whitespace() {
            line.push(' ');
            line.push_str(word);
        }
    }
    lines.retain(|line| !line.is_empty() && !line.ends_with(':'));
    lines.join("\n")
}

fn snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../tests/snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

#[rstest]
#[case("page_en", report(), Lang::English)]
#[case("page_de", report(), Lang::German)]
#[case("page_of_a_refused_pair_en", report_of_a_refused_pair(), Lang::English)]
#[case("page_without_views_en", report_without_views(), Lang::English)]
fn pages(#[case] name: &str, #[case] report: Report, #[case] lang: Lang) {
    let page = render_html(&report, &pictures(), lang).expect("a page");
    snapshot(name, &said(&page));
}

#[rstest]
#[case("table_en", sample_report(), 100, Lang::English)]
#[case("table_de_narrow", sample_report(), 60, Lang::German)]
#[case("table_of_all_difficulties_en", report(), 100, Lang::English)]
#[case(
    "table_of_a_refused_pair_tr",
    report_of_a_refused_pair(),
    100,
    Lang::Turkish
)]
fn tables(#[case] name: &str, #[case] report: Report, #[case] width: u16, #[case] lang: Lang) {
    snapshot(name, &to_table(&report, width, lang));
}

#[test]
fn a_photo_that_cannot_be_checked() {
    snapshot(
        "check_refused_en",
        &refused_text(&report().rejections, Lang::English),
    );
}

#[test]
fn words_are_told_from_styles_scripts_and_pictures() {
    let page = "<html><style>p{}</style><p class=\"a\">one <b>two</b></p><script>x<y>z</script>\
                <table><tr><td>1<td>2</tr></table><img src=\"data:AAAA\"></html>";
    assert_eq!(said(page), "p: one two\ntr: | 1 | 2");
}
