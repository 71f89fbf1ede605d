//! The HTML report as text: self-contained, escaped, reproducible, complete.

use image::RgbImage;

use crate::model::{PhotoReport, RegistrationStatus, Rejection, Report};
use crate::report::Lang;
use crate::report::fixture::{
    HOSTILE_SUBJECT, pictures, report, report_of_a_refused_pair, report_without_views,
};
use crate::report::html::render_html;
use crate::report::pictures::{PictureBudget, ReportPictures, SetAside, encode_photo};

fn english(report: &Report, pictures: &ReportPictures) -> String {
    render_html(report, pictures, Lang::English).unwrap()
}

#[test]
fn text_from_the_course_is_escaped_everywhere() {
    let html = english(&report(), &pictures());
    assert!(!html.contains(HOSTILE_SUBJECT));
    assert!(!html.contains("document.title='broken'</script>"));
    // Two scripts are ours: the data block and the page's own.
    assert_eq!(html.matches("<script").count(), 2);
    assert!(!html.contains("<own>") && !html.contains("vertex<b>"));
    // Shown, though: once in the title, once on the page.
    assert_eq!(html.matches("P-0042").count(), 2);
}

#[test]
fn nothing_is_loaded_from_anywhere() {
    for lang in Lang::ALL {
        let html = render_html(&report(), &pictures(), lang).unwrap();
        assert!(html.contains("default-src &#39;none&#39;"), "no policy");
        for load in [
            "http://", "https://", "//cdn", "src=\"h", "src=\"f", "@import", "url(h", "<link",
            "<iframe",
        ] {
            assert!(!html.contains(load), "{load}");
        }
        // The policy allows no inline style attribute and no event handler attribute.
        assert!(!html.contains(" style=") && !html.contains(" onclick="));
        assert!(html.matches("href=\"").count() > 10);
        for target in html.split("href=\"").skip(1) {
            assert!(
                target.starts_with('#') || target.starts_with("data:image/"),
                "{}",
                &target[..40]
            );
        }
    }
}

#[test]
fn every_reference_within_the_page_has_its_target_once() {
    let html = english(&report(), &pictures());
    let ids: Vec<_> = html
        .split(" id=\"")
        .skip(1)
        .map(|p| p.split('"').next().unwrap())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "an identifier occurs twice");
    let uses = html.split("href=\"#").chain(html.split("url(#")).skip(1);
    for target in uses.filter_map(|p| p.split(['"', ')']).next()) {
        if !target.starts_with('<') && !target.contains(['$', '`']) {
            assert!(ids.contains(&target), "{target}");
        }
    }
}

#[test]
fn equal_input_gives_equal_bytes() {
    assert_eq!(
        english(&report(), &pictures()),
        english(&report(), &pictures())
    );
}

#[test]
fn a_mark_without_a_photo_is_missing_not_zero() {
    let html = english(&report(), &pictures());
    let card = html.split(", 9 months\"").nth(1).unwrap();
    let card = card.split("</section>").next().unwrap();
    assert!(
        card.contains("not measured") && card.contains("Missing: no usable photo"),
        "{card}"
    );
    assert!(!card.contains("0.0"));
    assert!(html.contains("Interpolated between 11 Feb 2026 and 5 May 2026"));
}

#[test]
fn a_refused_photo_is_at_the_head_with_its_reason_its_advice_and_as_it_was_taken() {
    let html = english(&report(), &pictures());
    let head = html.split("id=\"result\"").nth(1).unwrap();
    let head = head.split("</section>\n<nav").next().unwrap();
    let refused = head.split("class=\"refused\"").nth(1).unwrap();
    let first = refused.split("</section>").next().unwrap();
    for said in [
        "14 Apr 2026",
        "held-out correlation 0.04 against at least 0.15",
        "baseline&#39;s distance",
        "could not find the same places",
        "<use href=\"#v0p2a\"",
    ] {
        assert!(first.contains(said), "{said} not in {first}");
    }
    // Where nothing at all can be compared, the reasons stand there all the more, with what to do.
    assert!(head.contains("Why these photos cannot be compared in numbers"));
    assert!(head.contains("What to do now") && head.contains("side by side or in turn"));
}

#[test]
fn a_pair_that_allows_no_number_is_shown_large_side_by_side_and_without_a_slider() {
    let report = report_of_a_refused_pair();
    let html = english(&report, &pictures());
    let glance = html.split("class=\"glance").nth(1).unwrap();
    let glance = glance.split("</div>").next().unwrap();
    assert_eq!(glance.matches("<figure>").count(), 2);
    assert!(html.contains("value=\"side\" checked") && !html.contains("value=\"slider\" checked"));
    assert!(html.contains("preserveAspectRatio=\"xMidYMid meet\""));
    assert!(html.contains("These two photos allow no number"));
}

/// Two photos of a view, taken as portraits.
fn set_aside(report: &mut Report, pictures: &mut ReportPictures) {
    for (file, date) in [("p1.jpg", Some("2026-01-12")), ("p2.jpg", None)] {
        report.rejections.push(Rejection {
            file: file.into(),
            stage: "view".into(),
            reason: "this is a portrait".into(),
            hint: "give a photo from above".into(),
        });
        pictures.set_aside.push(SetAside {
            view: "vertex".into(),
            file: file.into(),
            date: date.map(str::to_owned),
            picture: encode_photo(&RgbImage::new(40, 30), PictureBudget::for_photos(2)).unwrap(),
        });
    }
}

#[test]
fn photos_on_which_nothing_is_measured_are_shown_large_with_the_reason_once() {
    let (mut report, mut pictures) = (report_without_views(), ReportPictures::default());
    set_aside(&mut report, &mut pictures);
    let html = english(&report, &pictures);
    let aside = html.split("<article class=\"summary aside").nth(1).unwrap();
    let aside = aside.split("</article>").next().unwrap();
    assert_eq!(aside.matches("<img src=\"data:image/jpeg").count(), 2);
    assert!(aside.contains("in-turn"), "two can be seen in turn");
    assert!(aside.contains("12 Jan 2026 (p1.jpg)") && aside.contains("<b>p2.jpg</b>"));
    assert_eq!(aside.matches("This is a portrait.").count(), 1);
    assert!(aside.contains("<b>p1.jpg, p2.jpg:</b>") && aside.contains("Give a photo from above."));
}

#[test]
fn a_photo_set_aside_stands_beside_the_baseline() {
    let (mut report, mut pictures) = (report(), pictures());
    set_aside(&mut report, &mut pictures);
    pictures.set_aside.pop();
    let html = english(&report, &pictures);
    let aside = html.split("<article class=\"summary aside").nth(1).unwrap();
    let figures = aside.split("</article>").next().unwrap();
    let baseline = figures.find("<use href=\"#v0p").expect("the baseline");
    assert!(baseline < figures.find("<img").expect("the photo"));
}

#[test]
fn the_photo_that_confirms_an_alignment_is_named_by_its_date() {
    let mut report = report();
    let view = &mut report.views[0];
    let at = |status| {
        let of_status = |p: &PhotoReport| p.registration.status == status;
        view.photos.iter().position(of_status).unwrap()
    };
    let (witness, confirmed) = (at(RegistrationStatus::Baseline), at(RegistrationStatus::Ok));
    let id = view.photos[witness].id.clone();
    view.photos[confirmed].registration.confirmed_by = Some(id);
    let said = "aligning both with the photo of 12 Jan 2026 gives the same";
    assert!(english(&report, &pictures()).contains(said));
}

#[test]
fn advice_that_a_later_photo_has_followed_is_not_repeated() {
    let html = english(&report(), &pictures());
    let advice = html.split("At the next photo").nth(1).unwrap();
    let advice = advice.split("</ul>").next().unwrap();
    assert!(
        advice.contains("dry the hair") && !advice.contains("distance"),
        "{advice}"
    );
}

#[test]
fn without_sessions_nothing_is_said_to_come_after_one() {
    let mut report = report();
    report.course.sessions.clear();
    let html = english(&report, &ReportPictures::default());
    assert!(!html.contains("After the last session"));
    assert!(html.contains("no session is recorded"));
}

#[test]
fn a_report_without_pictures_or_without_views_still_renders() {
    for lang in Lang::ALL {
        let none = ReportPictures::default();
        let bare = render_html(&report(), &none, lang).unwrap();
        assert!(!bare.contains("<image") && bare.contains("class=\"pair\""));
        let empty = render_html(&report_without_views(), &none, lang).unwrap();
        assert!(empty.contains("id=\"rejections\""));
    }
}

#[test]
fn the_languages_differ_and_say_what_the_report_is_not() {
    let german = render_html(&report(), &pictures(), Lang::German).unwrap();
    assert!(german.contains("<html lang=\"de\""));
    assert!(german.contains("nicht zur Diagnose"));
    assert!(german.contains("+5,2"), "decimal comma");
    assert!(english(&report(), &pictures()).contains("not for diagnosis"));
}

#[test]
fn a_date_that_is_none_is_an_error() {
    let mut broken = report();
    broken.course.start = "soon".to_owned();
    let error = render_html(&broken, &ReportPictures::default(), Lang::English).unwrap_err();
    assert!(error.to_string().contains("soon"));
}

/// Writes the page for looking at it: `TRICHOLAPSE_PAGE=DIR cargo test --test it report_html`.
#[test]
fn the_page_can_be_written_for_looking_at_it() {
    let Some(dir) = std::env::var_os("TRICHOLAPSE_PAGE") else {
        println!("skipped: TRICHOLAPSE_PAGE names no folder");
        return;
    };
    for lang in Lang::ALL {
        let html = render_html(&report(), &pictures(), lang).unwrap();
        let path = std::path::Path::new(&dir).join(format!("report-{}.html", lang.code()));
        std::fs::write(path, html).unwrap();
    }
}
