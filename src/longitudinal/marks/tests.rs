use jiff::civil::date;
use rstest::rstest;

use super::*;
use crate::model::fixtures::change;

/// First session; marks fall on the 12th of the month.
const START: Date = date(2026, 1, 12);

fn photos(days: &[(&str, Date)]) -> Vec<DatedVisit> {
    days.iter().map(|&(id, d)| DatedVisit::new(id, d)).collect()
}

fn mark(
    photos: &[DatedVisit],
    changes: &[ChangeReport],
    month: u32,
    window_days: u32,
) -> MarkReport {
    let input = MarkInput {
        start: START,
        today: None,
        visits: photos,
        params: &UncertaintyParams::default(),
        baseline: photos.first().map(|p| p.id.as_str()),
        changes,
    };
    marks(&input, &[MarkPlan { month, window_days }])
        .unwrap()
        .remove(0)
}

#[rstest]
#[case::plain(date(2026, 1, 12), 3, date(2026, 4, 12))]
#[case::february(date(2026, 1, 31), 1, date(2026, 2, 28))]
#[case::leap_february(date(2024, 1, 31), 1, date(2024, 2, 29))]
#[case::day_before_leap_day(date(2024, 1, 29), 1, date(2024, 2, 29))]
#[case::no_leap_day(date(2023, 1, 29), 1, date(2023, 2, 28))]
#[case::from_leap_day(date(2024, 2, 29), 12, date(2025, 2, 28))]
#[case::leap_to_leap(date(2024, 2, 29), 48, date(2028, 2, 29))]
#[case::short_month(date(2026, 3, 31), 1, date(2026, 4, 30))]
#[case::day_31_again(date(2026, 1, 31), 6, date(2026, 7, 31))]
#[case::over_the_year(date(2026, 8, 31), 6, date(2027, 2, 28))]
#[case::month_zero(date(2026, 1, 31), 0, date(2026, 1, 31))]
fn marks_are_calendar_months_clamped_to_the_month_end(
    #[case] start: Date,
    #[case] month: u32,
    #[case] expected: Date,
) {
    assert_eq!(mark_date(start, month), Ok(expected));
}

#[rstest]
#[case(100_000)]
#[case(u32::MAX)]
fn a_mark_beyond_the_calendar_is_an_error(#[case] month: u32) {
    let error = mark_date(START, month).unwrap_err();
    assert!(error.to_string().contains(&month.to_string()));
}

#[test]
fn a_mark_is_missing_once_its_window_has_passed() {
    let (due, window) = (date(2026, 4, 12), 14);
    for (today, expected) in [
        (None, false),
        (Some(date(2026, 2, 1)), true),
        (Some(date(2026, 4, 26)), true),
        (Some(date(2026, 4, 27)), false),
    ] {
        assert_eq!(not_due(due, window, today), expected, "{today:?}");
    }
    let visits = photos(&[("a", START)]);
    let input = MarkInput {
        start: START,
        today: Some(date(2026, 2, 1)),
        visits: &visits,
        params: &UncertaintyParams::default(),
        baseline: Some("a"),
        changes: &[],
    };
    let plan = MarkPlan {
        month: 3,
        window_days: window,
    };
    let told = marks(&input, &[plan]).unwrap().remove(0);
    assert_eq!((told.basis, told.not_due), (MarkBasis::Missing, true));
    assert_eq!(
        told.note.as_deref(),
        Some("not yet due: a photo counts until 2026-04-26")
    );
}

// The mark of month 3 is 12 April; window 14 days: 29 March to 26 April.
#[rstest]
#[case::on_the_day(&[(4, 12)], MarkBasis::Photo, Some("p1"))]
#[case::first_day_of_window(&[(3, 29)], MarkBasis::Photo, Some("p1"))]
#[case::day_before_window(&[(3, 28)], MarkBasis::Missing, None)]
#[case::last_day_of_window(&[(4, 26)], MarkBasis::Photo, Some("p1"))]
#[case::day_after_window(&[(4, 27)], MarkBasis::Missing, None)]
#[case::nearer_of_two(&[(4, 7), (4, 15)], MarkBasis::Photo, Some("p2"))]
#[case::tie_takes_the_later(&[(4, 9), (4, 15)], MarkBasis::Photo, Some("p2"))]
#[case::both_sides(&[(3, 18), (5, 7)], MarkBasis::Interpolated, None)]
#[case::both_sides_at_the_widest(&[(3, 15), (5, 10)], MarkBasis::Interpolated, None)]
#[case::too_far_apart(&[(3, 15), (5, 11)], MarkBasis::Missing, None)]
#[case::january_and_july(&[(7, 12)], MarkBasis::Missing, None)]
#[case::only_before(&[(2, 12), (3, 12)], MarkBasis::Missing, None)]
#[case::none(&[], MarkBasis::Missing, None)]
fn basis_of_a_mark(
    #[case] days: &[(i8, i8)],
    #[case] basis: MarkBasis,
    #[case] visit: Option<&str>,
) {
    let mut all = photos(&[("base", START)]);
    let mut changes = Vec::new();
    for (i, &(month, day)) in days.iter().enumerate() {
        let id = format!("p{}", i + 1);
        changes.push(change("vertex", "base", &id, 2.0, 1.0));
        all.push(DatedVisit::new(id, date(2026, month, day)));
    }
    let got = mark(&all, &changes, 3, 14);
    assert_eq!(got.date, "2026-04-12");
    assert_eq!((got.basis, got.visit.as_deref()), (basis, visit));
    assert_eq!(got.regions.is_empty(), basis == MarkBasis::Missing);
    assert_eq!(got.note.is_some(), basis != MarkBasis::Photo);
}

#[test]
fn interpolation_is_linear_in_days_within_the_hull_of_both_intervals() {
    // 12 April lies 25 of 50 days after 18 March.
    let all = photos(&[
        ("base", START),
        ("p1", date(2026, 3, 18)),
        ("p2", date(2026, 5, 7)),
    ]);
    let changes = [
        change("vertex", "base", "p1", 2.0, 1.0),
        change("vertex", "base", "p2", 6.0, 2.0),
    ];
    let got = mark(&all, &changes, 3, 14);
    assert_eq!(got.between, Some(["p1".to_owned(), "p2".to_owned()]));
    let region = &got.regions[0];
    assert_eq!(region.delta_pp, Some(4.0));
    assert_eq!(region.ci95_pp, [1.0, 8.0]);
    assert_eq!(region.verdict, Verdict::Increase);
    assert!(got.note.unwrap().contains("50 days"));
}

#[test]
fn the_baseline_is_the_neighbour_before_the_first_photo() {
    // 12 February is day 31 of 62 from the baseline on 12 January to 15 March.
    let all = photos(&[("base", START), ("p1", date(2026, 3, 15))]);
    let changes = [change("vertex", "base", "p1", 6.0, 2.0)];
    let got = mark(&all, &changes, 1, 16);
    assert_eq!(got.between, Some(["base".to_owned(), "p1".to_owned()]));
    assert_eq!(got.regions[0].delta_pp, Some(3.0));
    // The change may have come at any time: between the baseline and a photo, the interval holds 0.
    assert_eq!(got.regions[0].ci95_pp, [0.0, 8.0]);
    assert_eq!(got.regions[0].verdict, Verdict::WithinNoise);
}

#[test]
fn a_photo_that_is_not_comparable_is_passed_over_and_named() {
    let all = photos(&[
        ("base", START),
        ("p1", date(2026, 4, 12)),
        ("p2", date(2026, 4, 20)),
    ]);
    let changes = [
        ChangeReport::not_comparable("vertex", "base", "p1", 90, "wet hair".into()),
        change("vertex", "base", "p2", 6.0, 2.0),
    ];
    let got = mark(&all, &changes, 3, 14);
    assert_eq!(got.visit.as_deref(), Some("p2"));
    assert!(got.note.unwrap().contains("p1"));
}

#[test]
fn a_mark_whose_photo_is_refused_says_so_and_why() {
    let all = photos(&[("base", START), ("p1", date(2026, 4, 12))]);
    let reason = "p1: not aligned: wet hair, 2.5 % apart; combed. Unlike at baseline: darker";
    let changes = [ChangeReport::not_comparable(
        "vertex",
        "base",
        "p1",
        90,
        reason.into(),
    )];
    let got = mark(&all, &changes, 3, 14);
    assert_eq!(got.basis, MarkBasis::Missing);
    let note = got.note.unwrap();
    assert!(
        note.ends_with("comparable: not aligned: wet hair, 2.5 % apart"),
        "{note}"
    );
    // The mark after it: photographed before, so that no visit lies near.
    let note = mark(&all, &changes, 6, 14).note.unwrap();
    assert!(!note.contains("p1"), "{note}");
}

#[test]
fn an_interpolated_mark_names_the_photo_refused_on_its_day() {
    let all = photos(&[
        ("base", START),
        ("p0", date(2026, 3, 18)),
        ("p1", date(2026, 4, 12)),
        ("p2", date(2026, 5, 7)),
    ]);
    let changes = [
        ChangeReport::not_comparable("vertex", "base", "p1", 90, "wet hair".into()),
        change("vertex", "base", "p0", 2.0, 1.0),
        change("vertex", "base", "p2", 6.0, 2.0),
    ];
    let got = mark(&all, &changes, 3, 14);
    assert_eq!(got.basis, MarkBasis::Interpolated);
    assert!(got.note.unwrap().starts_with("visit p1"));
}

#[test]
fn a_region_missing_on_one_side_is_not_interpolated() {
    let all = photos(&[
        ("base", START),
        ("p1", date(2026, 3, 18)),
        ("p2", date(2026, 5, 7)),
    ]);
    let changes = [
        change("vertex", "base", "p1", 2.0, 1.0),
        ChangeReport::not_comparable("crown", "base", "p1", 30, "covered by a hand".into()),
        change("vertex", "base", "p2", 6.0, 2.0),
        change("crown", "base", "p2", 6.0, 2.0),
    ];
    let got = mark(&all, &changes, 3, 14);
    assert_eq!(got.regions[0].delta_pp, Some(4.0));
    assert_eq!(got.regions[1].delta_pp, None);
    assert_eq!(got.regions[1].ci95_pp, TRIVIAL_CI95_PP);
    assert!(got.regions[1].reason.as_ref().unwrap().contains("hand"));
}

#[test]
fn the_baseline_itself_is_never_a_mark() {
    // Treatment began long before the first photo, which lies on the mark.
    let all = photos(&[("base", date(2026, 4, 12)), ("p1", date(2026, 7, 12))]);
    let changes = [change("vertex", "base", "p1", 6.0, 2.0)];
    let got = mark(&all, &changes, 3, 14);
    assert_eq!(got.basis, MarkBasis::Missing);
    assert!(got.note.unwrap().contains("baseline"));
}

#[rstest]
#[case::loss_at_one_month(1, -4.0, true)]
#[case::gain_at_one_month(1, 4.0, false)]
#[case::within_noise(1, -0.5, false)]
#[case::loss_at_three_months(3, -4.0, false)]
fn shedding_is_noted_at_month_one(#[case] month: u32, #[case] delta: f64, #[case] noted: bool) {
    let on_mark = mark_date(START, month).unwrap();
    let all = photos(&[("base", START), ("p1", on_mark)]);
    let changes = [change("vertex", "base", "p1", delta, 1.0)];
    let got = mark(&all, &changes, month, 7);
    assert_eq!(got.basis, MarkBasis::Photo);
    assert_eq!(got.note.is_some_and(|n| n.contains("shedding")), noted);
}

#[test]
fn a_view_without_baseline_has_only_missing_marks() {
    let got = mark(&[], &[], 1, 7);
    assert_eq!(got.basis, MarkBasis::Missing);
    assert!(got.note.unwrap().contains("no baseline"));
}
