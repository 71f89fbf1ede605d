//! The HTML report in a real browser: opened from disk, used with mouse, finger and keyboard,
//! printed, and read by an accessibility checker. The checks themselves are in `tests/browser`.
//!
//! Needs Chromium, node and `npm ci --prefix tests/browser`. Without them the test says what is
//! missing and passes, unless `TRICHOLAPSE_BROWSER` names the browser: then it must run.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::browser::{browser, checks, without_browser};
use crate::reading::{CourseToRead, make_key, pairs_of, render_sheet};
use crate::report::Lang;
use crate::report::fixture::{HOSTILE_SUBJECT, pictures, report, report_of_a_refused_pair};
use crate::report::html::render_html;
use crate::report::patient::render_patient;

/// The report and the reading sheet in one language, and what the checks expect of them.
fn pages(dir: &Path, lang: Lang) -> [serde_json::Value; 4] {
    let written = |name: &str, html: String| {
        let path = dir.join(format!("{name} {}.html", lang.code()));
        std::fs::write(&path, html).unwrap();
        path
    };
    let page = render_html(&report(), &pictures(), lang).unwrap();
    let refused = render_html(&report_of_a_refused_pair(), &pictures(), lang).unwrap();
    let mut one_view = report();
    one_view.views.truncate(1);
    let sheet = render_patient(&one_view, &pictures(), lang).unwrap();
    let course = CourseToRead {
        name: "P-0042".to_owned(),
        report: report(),
        pictures: pictures(),
    };
    let (pairs, left_out) = pairs_of(&course);
    let (key, order) = make_key(&pairs, left_out, Some(1), "1");
    let to_read = render_sheet(&key, &pairs, &order, lang).unwrap();
    [
        serde_json::json!({
            "kind": "report", "path": written("report", page), "lang": lang.code(),
            "subject": HOSTILE_SUBJECT, "pairs": true,
        }),
        serde_json::json!({
            "kind": "refused", "path": written("refused", refused), "lang": lang.code(),
            "subject": HOSTILE_SUBJECT, "pairs": false,
        }),
        serde_json::json!({
            "kind": "sheet", "path": written("sheet", sheet), "lang": lang.code(),
            "subject": HOSTILE_SUBJECT,
        }),
        serde_json::json!({
            "kind": "reading", "path": written("reading", to_read), "lang": lang.code(),
            "sheet": key.sheet, "items": key.items.len(),
        }),
    ]
}

#[test]
fn a_reader_can_use_the_report_in_a_browser() {
    let browser = match browser() {
        Ok(browser) => browser,
        Err(missing) => return without_browser(&missing),
    };
    let dir = tempfile::tempdir().unwrap();
    let pages: Vec<_> = Lang::ALL
        .into_iter()
        .flat_map(|lang| pages(dir.path(), lang))
        .collect();
    let mut child = Command::new("node")
        .arg(checks().join("check.mjs"))
        .arg(browser)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let input = serde_json::to_vec(&pages).unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    println!("{said}");
    assert!(
        output.status.success() && said.contains("all checks passed"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
