use super::*;
use crate::model::ControlCorrected;
use crate::report::sample::sample_report;
use crate::words::Lang;

fn said(change: impl Fn(&mut ViewReport)) -> Headline {
    let mut view = sample_report().views.remove(0);
    change(&mut view);
    let words = Words {
        t: Lang::English.text(),
    };
    headline(words, &view, &Dates::of_view(words, &view), &[], true)
}

#[test]
fn the_region_that_changed_most_is_told_in_parts_of_a_hundred() {
    let told = said(|view| {
        view.photos[1].regions[0].coverage = Some(0.462);
        view.course_change.regions[2].verdict = Verdict::Increase;
    });
    assert_eq!(told.region.as_deref(), Some("crown"));
    assert_eq!(
        told.lead,
        "Hair now covers 46 of 100 parts of the skin in the region “crown”; before, it was 43."
    );
    assert!(
        told.figures[0].contains("+3.1 points"),
        "{:?}",
        told.figures
    );
}

#[test]
fn with_a_control_what_is_left_of_the_change_is_told() {
    let less = |delta_pp: f64, verdict| ControlCorrected {
        control: "temples".to_owned(),
        control_delta_pp: 3.1 - delta_pp,
        delta_pp,
        ci95_pp: [delta_pp - 2.0, delta_pp + 2.0],
        verdict,
    };
    let told = said(|view| {
        view.course_change.regions.truncate(1);
        view.course_change.regions[0].control_corrected = Some(less(0.4, Verdict::WithinNoise));
    });
    // The change as it was measured, and beside it what the control leaves of it.
    assert_eq!(told.class, class(Verdict::Increase));
    assert!(told.lead.starts_with("Hair now covers"), "{}", told.lead);
    let left = "Less the untreated control (Temples): +0.4 points (95 % interval −1.6 to +2.4), no change detectable.";
    assert!(told.lead.contains(left), "{}", told.lead);
    // The whole holds the control and is told; of a region called otherwise the control is told with it.
    let whole = said(|view| {
        view.course_change.regions[0].control_corrected = Some(less(0.4, Verdict::WithinNoise));
    });
    assert!(
        whole.lead.contains(&format!("Crown: {left}")),
        "{}",
        whole.lead
    );
    let uncontrolled = said(|view| view.course_change.regions.truncate(1));
    assert!(
        !uncontrolled.lead.contains("control"),
        "{}",
        uncontrolled.lead
    );
}

#[test]
fn a_second_photo_that_was_refused_is_named_with_its_reason() {
    let mut view = sample_report().views.remove(0);
    view.photos.truncate(1);
    view.course_change.regions.clear();
    let refused = [Rejection {
        file: "b.jpg".to_owned(),
        stage: "head".to_owned(),
        reason: "no head can be found on it.".to_owned(),
        hint: "take it again".to_owned(),
    }];
    let words = Words {
        t: Lang::English.text(),
    };
    let told = headline(words, &view, &Dates::of_view(words, &view), &refused, true);
    assert_eq!(
        told.lead,
        "No change to report: b.jpg was refused (no head can be found on it)."
    );
}

#[test]
fn a_region_called_where_the_whole_is_not_stands_in_the_answer() {
    let told = said(|_| {});
    assert_eq!(told.region, None);
    assert!(
        told.lead.starts_with("No change can be shown"),
        "{}",
        told.lead
    );
    assert!(
        told.lead
            .ends_with("In single regions it is otherwise: Crown (more coverage)."),
        "{}",
        told.lead
    );
    let all = told.details.join(" ");
    assert!(
        all.contains("tested together: Crown more coverage"),
        "{all}"
    );
}

#[test]
fn a_change_within_the_noise_says_what_is_unlikely() {
    let told = said(|view| {
        view.course_change
            .regions
            .retain(|c| c.region == OVERALL_REGION)
    });
    assert!(
        told.lead.starts_with("No change can be shown"),
        "{}",
        told.lead
    );
    let all = [told.figures, told.details].concat().join(" ");
    assert!(
        all.contains("gain of more than 2.9 or a loss of more than 0.9 points in all regions"),
        "{all}"
    );
    assert!(all.contains("not proof"), "{all}");
}

#[test]
fn the_patient_is_told_how_surely_and_never_of_what_was_not_measured() {
    let surely = |ends: [f64; 2]| {
        said(|view| {
            let regions = &mut view.course_change.regions;
            regions.retain(|c| c.region == OVERALL_REGION);
            regions[0].ci95_pp = ends;
        })
        .surely
        .expect("measured")
    };
    let everywhere = "in all regions taken together";
    assert_eq!(
        surely([1.2, 5.0]),
        format!("Very probably (95 %), the true gain {everywhere} is 1.2 to 5.0 parts.")
    );
    assert_eq!(
        surely([-5.0, -0.04]),
        format!("Very probably (95 %), the true loss {everywhere} is 0.04 to 5.0 parts.")
    );
    assert!(surely([-0.9, 2.9]).ends_with("between a loss of 0.9 and a gain of 2.9 parts."));
    let none = said(|view| view.course_change.regions.clear());
    assert_eq!(none.surely, None);
}

#[test]
fn the_levels_told_are_those_between_which_the_change_lies() {
    let told = said(|view| {
        let regions = &mut view.course_change.regions;
        regions.retain(|c| c.region == OVERALL_REGION);
        regions[0].coverage = Some([0.5745, 0.692]);
        regions[0].delta_pp = Some(11.8);
        regions[0].verdict = Verdict::Increase;
    });
    // 57.45 stands as 57.5 % in tables.
    assert!(told.lead.contains("covers 69 of 100"), "{}", told.lead);
    assert!(told.lead.contains("it was 58"), "{}", told.lead);
}

#[test]
fn what_the_family_asks_stands_where_a_change_would_have_been_called() {
    let told = said(|view| {
        let regions = &mut view.course_change.regions;
        regions.retain(|c| c.region == OVERALL_REGION);
        let (regions_tested, needed_pp) = (5, 3.6);
        regions[0].family = Some(crate::model::Family {
            regions: regions_tested,
            needed_pp,
        });
    });
    let all = told.details.join(" ");
    assert!(
        all.contains("A measured change of 3.6 points or more"),
        "{all}"
    );
}

#[test]
fn without_a_comparable_photo_the_eye_is_left() {
    let told = said(|view| view.course_change.regions.clear());
    assert_eq!((told.sign, told.region), ("✕", None));
    assert!(told.lead.contains("by eye"), "{}", told.lead);
}
