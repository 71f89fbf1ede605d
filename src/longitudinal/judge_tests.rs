//! The one verdict.

use rstest::rstest;

use super::super::controls::control_difference;
use super::*;

fn difference(delta_pp: f64, noise_pp: f64) -> Difference {
    Difference {
        delta_pp,
        noise_pp,
        earlier: 0.5,
        room_pp: ANY_CHANGE_PP,
    }
}

fn pair(regions: &[(&str, f64, f64)]) -> PairFound {
    PairFound {
        from: "a".into(),
        to: "b".into(),
        days: Some(90),
        regions: regions
            .iter()
            .map(|&(name, delta, noise)| RegionFound {
                region: name.into(),
                found: Ok(difference(delta, noise)),
                note: None,
            })
            .collect(),
        overall: None,
        control: None,
    }
}

fn verdicts(pair: &PairFound) -> Vec<Verdict> {
    let judged = pair.judged(&[], &UncertaintyParams::default());
    judged.iter().map(|c| c.verdict).collect()
}

#[rstest]
#[case::increase(6.0, 3.0, Verdict::Increase)]
#[case::decrease(-6.0, 3.0, Verdict::Decrease)]
#[case::noise(2.0, 3.0, Verdict::WithinNoise)]
#[case::nothing_at_all(0.0, 0.0, Verdict::WithinNoise)]
#[case::nothing_is_known(2.0, 60.0, Verdict::TooUncertain)]
#[case::a_large_change_is_uncertain_in_size_only(70.0, 4.0, Verdict::Increase)]
fn one_region_is_judged_by_its_own_noise(
    #[case] delta: f64,
    #[case] noise: f64,
    #[case] expected: Verdict,
) {
    assert_eq!(verdicts(&pair(&[("vertex", delta, noise)])), [expected]);
}

#[test]
fn too_wide_an_interval_is_told_as_it_is() {
    let params = UncertaintyParams::default();
    for (delta, noise) in [(28.7, 26.0), (-60.0, 30.0), (2.0, 60.0)] {
        let judged = pair(&[("vertex", delta, noise)]).judged(&[], &params);
        let [low, high] = judged[0].ci95_pp;
        let why = judged[0].reason.clone().unwrap();
        assert!(
            why.contains(&format!("from {low:.1} to {high:.1}")),
            "{why}"
        );
        let outside = low > 0.0 || high < 0.0;
        assert_eq!(outside, delta.abs() > noise);
        assert_eq!(why.contains("0 lies outside"), outside, "{why}");
    }
}

/// Of five regions the first has to stand out at 1 % (2.576 standard errors), the next at 1.25 %.
#[test]
fn several_regions_hold_the_familys_error() {
    let noise = Z_95;
    let of = |first: f64, second: f64| {
        let names = ["a", "b", "c", "d", "e"];
        let deltas = [first, second, 0.1, 0.1, 0.1];
        let regions = names.into_iter().zip(deltas);
        let regions: Vec<_> = regions.map(|(n, d)| (n, d, noise)).collect();
        pair(&regions)
    };
    let called = |first: f64, second: f64| {
        let found = verdicts(&of(first, second));
        found
            .iter()
            .filter(|v| matches!(v, Verdict::Increase | Verdict::Decrease))
            .count()
    };
    assert_eq!(called(2.5, 2.4), 0, "two of five beyond 1.96 may be chance");
    assert_eq!(called(2.6, 2.4), 1);
    assert_eq!(called(2.6, 2.55), 2);
    let judged = of(2.5, 0.0).judged(&[], &UncertaintyParams::default());
    assert!(judged[0].reason.as_deref().unwrap().contains("5 regions"));
    assert!(judged[0].ci95_pp[0] > 0.0, "its own interval is what it is");
    assert!(judged[0].called_from_pp().unwrap() > judged[0].delta_pp.unwrap());
    assert_eq!(judged[0].coverage.unwrap()[0], 0.5);
}

#[test]
fn a_control_is_taken_off_told_and_not_tested() {
    let mut two = pair(&[("vertex", 7.0, 3.0), ("occipital", 2.0, 3.0)]);
    let controls = ["occipital".to_owned()];
    two.control = control_difference(&two.regions, &controls);
    let judged = two.judged(&controls, &UncertaintyParams::default());
    let corrected = judged[0].control_corrected.as_ref().unwrap();
    assert_eq!((corrected.delta_pp, corrected.control_delta_pp), (5.0, 2.0));
    assert!(judged[1].control_corrected.is_none());
    assert!(judged[0].family.is_none(), "one region is tested");
}

/// What is left less a control is judged like the change itself: several regions together, and nothing
/// that is known too roughly.
#[test]
fn what_a_control_leaves_is_held_to_one_error_together() {
    let verdict = |regions: &[(&str, f64, f64)]| {
        let mut found = pair(regions);
        let controls = ["occipital".to_owned()];
        found.control = control_difference(&found.regions, &controls);
        let judged = found.judged(&controls, &UncertaintyParams::default());
        judged[0].control_corrected.as_ref().unwrap().verdict
    };
    // Noise of both: 4.2 points.
    let control = ("occipital", 0.0, 3.0);
    let (vertex, quiet) = (("vertex", 4.7, 3.0), ("left", 0.0, 3.0));
    assert_eq!(verdict(&[vertex, control]), Verdict::Increase);
    assert_eq!(verdict(&[vertex, quiet, control]), Verdict::WithinNoise);
    let rough = ("vertex", 60.0, 50.0);
    assert_eq!(verdict(&[rough, control]), Verdict::TooUncertain);
}

#[test]
fn what_all_regions_share_is_the_least_of_them() {
    let shared = |deltas: [f64; 3]| {
        let names = ["a", "b", "c"];
        let regions: Vec<_> = names.into_iter().zip(deltas).collect();
        let mut pair = pair(
            &regions
                .iter()
                .map(|&(n, d)| (n, d, 2.0))
                .collect::<Vec<_>>(),
        );
        pair.overall = Some(RegionFound {
            region: "overall".into(),
            found: Ok(difference(3.0, 2.0)),
            note: None,
        });
        pair.shared(&UncertaintyParams::default())
            .unwrap()
            .shared_pp
    };
    assert_eq!(shared([4.4, 3.1, 5.0]), 3.1);
    assert_eq!(shared([-4.4, -3.1, -5.0]), -3.1);
    assert_eq!(shared([4.4, -0.3, 5.0]), 0.0);
}
