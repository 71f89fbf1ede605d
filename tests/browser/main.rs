//! The HTML report in a real browser. Without a Chromium every test prints why it is skipped;
//! `TRICHOLAPSE_BROWSER` names one, `TRICHOLAPSE_AXE` the script of axe-core.

mod devtools;
#[path = "../report_fixture/mod.rs"]
mod report_fixture;

use devtools::{Page, find_browser};
use report_fixture::{HOSTILE_SUBJECT, pictures, report};
use serde_json::json;
use tricholapse::report::Lang;
use tricholapse::report::html::render_html;

const DESKTOP: [u32; 2] = [1280, 900];
const PHONE: [u32; 2] = [390, 844];

/// Opens the test report; `None`, with a printed reason, when there is no browser.
fn open(size: [u32; 2]) -> Option<(Page, tempfile::TempDir)> {
    let Some(browser) = find_browser() else {
        println!("skipped: no Chromium found; set TRICHOLAPSE_BROWSER to run this test");
        return None;
    };
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("report.html");
    std::fs::write(
        &file,
        render_html(&report(), &pictures(), Lang::English).unwrap(),
    )
    .unwrap();
    Some((Page::open(&browser, &file, size), dir))
}

/// Centre and width of the picture of the first viewer, window px.
fn picture(page: &mut Page) -> ([f64; 2], f64) {
    page.eval("document.querySelector('.picture').scrollIntoView({block: 'center'})");
    let at = page.eval(
        "(() => { const r = document.querySelector('.picture').getBoundingClientRect(); \
         return [r.x + r.width / 2, r.y + r.height / 2, r.width] })()",
    );
    let [x, y, width] = [0, 1, 2].map(|i| at[i].as_f64().unwrap());
    ([x, y], width)
}

fn slider(page: &mut Page) -> i64 {
    let value = page.eval("Number(document.querySelector('.slide input').value)");
    value.as_i64().unwrap()
}

#[test]
fn the_page_opens_without_an_error_and_asks_for_nothing() {
    let Some((mut page, _dir)) = open(DESKTOP) else {
        return;
    };
    for mode in ["flicker", "side", "checker", "change", "coverage", "slider"] {
        page.eval(&format!(
            "document.querySelector('.modes input[value={mode}]').click()"
        ));
    }
    // Every picture is shown, so that a blocked one would have been reported.
    page.eval("window.scrollTo(0, document.body.scrollHeight)");
    assert!(page.errors().is_empty(), "{:#?}", page.errors());
    let elsewhere: Vec<_> = page
        .requests()
        .into_iter()
        .filter(|url| !url.starts_with("data:") && !url.ends_with("/report.html"))
        .map(str::to_owned)
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
}

#[test]
fn the_policy_stops_a_load_and_a_foreign_script() {
    let Some((mut page, _dir)) = open(DESKTOP) else {
        return;
    };
    page.eval("document.body.append(Object.assign(new Image(), {src: 'file:///x.png'}))");
    page.eval(
        "document.body.append(Object.assign(document.createElement('script'), \
         {textContent: 'window.intruder = 1'}))",
    );
    assert_eq!(page.eval("typeof window.intruder"), "undefined");
    assert!(
        !page.errors().is_empty(),
        "the policy reports what it stopped"
    );
}

#[test]
fn the_slider_follows_mouse_keys_and_touch() {
    let Some((mut page, _dir)) = open(DESKTOP) else {
        return;
    };
    let (centre, width) = picture(&mut page);
    assert_eq!(slider(&mut page), 50);
    page.mouse("mousePressed", centre);
    page.mouse("mouseMoved", [centre[0] + width / 4.0, centre[1]]);
    page.mouse("mouseReleased", [centre[0] + width / 4.0, centre[1]]);
    assert!(
        (74..=76).contains(&slider(&mut page)),
        "{}",
        slider(&mut page)
    );
    // The divider and the clipped picture move along.
    let clip = page.eval("Number(document.querySelector('clipPath rect').getAttribute('x'))");
    assert!((clip.as_f64().unwrap() - 1124.5).abs() < 10.0, "{clip}");

    page.eval("document.querySelector('.slide input').focus()");
    let before = slider(&mut page);
    page.key("ArrowLeft");
    page.key("ArrowLeft");
    assert_eq!(slider(&mut page), before - 2);
    page.key("ArrowRight");
    assert_eq!(slider(&mut page), before - 1);

    page.call(
        "Emulation.setTouchEmulationEnabled",
        json!({"enabled": true}),
    );
    page.touch("touchStart", &[centre]);
    page.touch("touchMove", &[[centre[0] - width / 4.0, centre[1]]]);
    page.touch("touchEnd", &[]);
    assert!(
        (24..=26).contains(&slider(&mut page)),
        "{}",
        slider(&mut page)
    );
}

#[test]
fn any_two_dates_can_be_chosen() {
    let Some((mut page, _dir)) = open(DESKTOP) else {
        return;
    };
    let choose = |page: &mut Page, list: &str, index: usize| {
        page.eval(&format!(
            "(() => {{ const s = document.querySelector('.{list}'); s.value = '{index}'; \
             s.dispatchEvent(new Event('change')) }})()"
        ));
    };
    let text = |page: &mut Page, selector: &str| {
        page.eval(&format!("document.querySelector('{selector}').textContent"))
    };
    // Failed photos have no aligned picture and cannot be chosen.
    assert_eq!(
        page.eval("document.querySelectorAll('.pick-to option').length"),
        4
    );
    choose(&mut page, "pick-to", 1);
    assert_eq!(text(&mut page, ".pair .head-to"), "Coverage on 2026-02-11");
    assert_eq!(text(&mut page, ".tag-b"), "2026-02-11");
    assert_eq!(
        page.eval("document.querySelector('.layer-b').getAttribute('href')"),
        "#v0p1a"
    );
    // A pair nobody compared is said to be so, and shows no number.
    choose(&mut page, "pick-from", 3);
    assert_eq!(
        text(&mut page, ".pair .delta"),
        "not computed for this pair"
    );
    choose(&mut page, "pick-to", 3);
    assert_eq!(text(&mut page, ".pair .delta"), "the same photo");
}

#[test]
fn a_region_shows_its_numbers_on_focus() {
    let Some((mut page, _dir)) = open(DESKTOP) else {
        return;
    };
    page.eval("document.querySelector('.outlines path[data-region=\"2\"]').focus()");
    let readout = page.eval("document.querySelector('.readout').innerText");
    let readout = readout.as_str().unwrap();
    assert!(readout.starts_with("Vertex"), "{readout}");
    assert!(
        readout.contains("31.0") && readout.contains("+16.0"),
        "{readout}"
    );
    assert_eq!(
        page.eval("document.querySelectorAll('tr.picked').length"),
        1
    );
}

#[test]
fn the_subject_stays_text() {
    let Some((mut page, _dir)) = open(DESKTOP) else {
        return;
    };
    assert_eq!(
        page.eval("document.querySelector('.subject').textContent"),
        HOSTILE_SUBJECT
    );
    assert!(
        page.eval("document.title")
            .as_str()
            .unwrap()
            .contains(HOSTILE_SUBJECT)
    );
}

#[test]
fn nothing_is_cut_on_a_phone_or_a_desktop() {
    for size in [PHONE, [768, 1024], DESKTOP] {
        let Some((mut page, _dir)) = open(size) else {
            return;
        };
        let wide = page.eval("document.documentElement.scrollWidth - innerWidth");
        assert!(wide.as_i64().unwrap() <= 0, "{size:?}: {wide} px too wide");
        let small = page.eval(
            "[...document.querySelectorAll('.modes label, .controls select')] \
             .filter(e => e.offsetParent && e.getBoundingClientRect().height < 36).length",
        );
        assert_eq!(small, 0, "controls too small for a finger");
    }
}

#[test]
fn the_printed_page_is_complete() {
    let Some((mut page, _dir)) = open(DESKTOP) else {
        return;
    };
    page.call("Emulation.setEmulatedMedia", json!({"media": "print"}));
    // A4 less margins of 14 mm at 96 px per inch.
    page.resize([688, 970]);
    page.eval("window.dispatchEvent(new Event('beforeprint'))");
    let cut = page.eval(
        "[...document.querySelectorAll('main *, header *')] \
         .filter(e => e.getBoundingClientRect().right > 689 && !e.closest('svg')) \
         .map(e => e.tagName + '.' + e.className).slice(0, 5)",
    );
    assert_eq!(cut, json!([]));
    assert_eq!(
        page.eval("document.querySelectorAll('details:not([open])').length"),
        0
    );
    let visible = "getComputedStyle(document.querySelector('.strip')).display";
    assert_eq!(page.eval(visible), "grid");
    let params = json!({"printBackground": true, "preferCSSPageSize": true});
    let pdf = page.call("Page.printToPDF", params);
    assert!(pdf["data"].as_str().unwrap().len() > 10_000);
}

#[test]
fn axe_finds_no_serious_violation() {
    let Some(path) = std::env::var_os("TRICHOLAPSE_AXE") else {
        println!("skipped: TRICHOLAPSE_AXE does not name the script of axe-core");
        return;
    };
    let Some((mut page, _dir)) = open(DESKTOP) else {
        return;
    };
    let axe = std::fs::read_to_string(path).expect("the script of axe-core can be read");
    page.eval(&format!("{axe};0"));
    page.eval("document.querySelectorAll('details').forEach(d => d.open = true)");
    let found = page.eval(
        "axe.run().then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact)) \
         .map(v => [v.id, v.nodes.slice(0, 3).map(n => n.html.slice(0, 160))]))",
    );
    assert_eq!(found, json!([]));
}

/// Saves pictures of the page: `TRICHOLAPSE_SHOTS=DIR cargo test --test browser`.
#[test]
fn screenshots_can_be_taken() {
    let Some(dir) = std::env::var_os("TRICHOLAPSE_SHOTS") else {
        println!("skipped: TRICHOLAPSE_SHOTS names no folder");
        return;
    };
    for size in [PHONE, DESKTOP] {
        let Some((mut page, _dir)) = open(size) else {
            return;
        };
        let name = format!("report-{}.png", size[0]);
        page.screenshot(&std::path::Path::new(&dir).join(name));
    }
}
