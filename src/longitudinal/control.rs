//! Correction by an untreated control: what light, focus and length change everywhere cancels.

use crate::model::{ChangeReport, ControlCorrected, Verdict};

/// A change less the control's change over the same time; `None` when either is not comparable.
///
/// The intervals add in quadrature, each side for itself: the pixel noise of the two regions is
/// independent, and what they share is what the subtraction removes.
pub fn corrected(
    change: &ChangeReport,
    control_change: &ChangeReport,
    control: &str,
) -> Option<ControlCorrected> {
    if !change.is_comparable() || !control_change.is_comparable() {
        return None;
    }
    let own = change.delta_pp?;
    let common = control_change.delta_pp?;
    let delta_pp = own - common;
    let down = (own - change.ci95_pp[0]).hypot(control_change.ci95_pp[1] - common);
    let up = (change.ci95_pp[1] - own).hypot(common - control_change.ci95_pp[0]);
    let ci95_pp = [delta_pp - down, delta_pp + up];
    let detectable = change
        .detectable_pp
        .zip(control_change.detectable_pp)
        .map(|(a, b)| a.hypot(b));
    Some(ControlCorrected {
        control: control.to_owned(),
        control_delta_pp: common,
        delta_pp,
        ci95_pp,
        verdict: Verdict::of(delta_pp, ci95_pp, detectable),
    })
}

/// Corrects every change by the region `control` of the same view and the same two photos.
/// The control itself, `overall` (which may hold it) and changes without a comparable control
/// keep none.
pub fn correct_by_region(changes: &mut [ChangeReport], control: &str) {
    let controls: Vec<ChangeReport> = changes
        .iter()
        .filter(|c| c.region == control)
        .cloned()
        .collect();
    for change in changes
        .iter_mut()
        .filter(|c| c.region != control && c.region != crate::model::OVERALL_REGION)
    {
        change.control_corrected = controls
            .iter()
            .find(|c| c.from == change.from && c.to == change.to)
            .and_then(|c| corrected(change, c, control));
    }
}

/// Corrects every change by another view's overall change between the same two visits.
///
/// `control_of` gives the control view's change for a change's `from` and `to` photo, or `None`
/// where that view has no photos of these visits.
pub fn correct_by_view<'a>(
    changes: &mut [ChangeReport],
    control: &str,
    control_of: impl Fn(&str, &str) -> Option<&'a ChangeReport>,
) {
    for change in changes {
        change.control_corrected =
            control_of(&change.from, &change.to).and_then(|c| corrected(change, c, control));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fixtures::change;

    #[test]
    fn the_controls_change_is_taken_off_and_noise_adds_in_quadrature() {
        let treated = change("vertex", "a", "b", 7.0, 3.0);
        let control = change("occipital", "a", "b", 2.0, 4.0);
        let got = corrected(&treated, &control, "occipital").unwrap();
        assert_eq!(got.delta_pp, 5.0);
        assert_eq!(got.ci95_pp, [0.0, 10.0]);
        assert_eq!(got.control_delta_pp, 2.0);
        // The interval touches zero: no verdict beyond the noise.
        assert_eq!(got.verdict, Verdict::WithinNoise);
    }

    #[test]
    fn sides_of_skewed_intervals_are_kept_apart() {
        let mut treated = change("vertex", "a", "b", 7.0, 3.0);
        treated.ci95_pp = [4.0, 11.0];
        let mut control = change("occipital", "a", "b", 0.0, 4.0);
        control.ci95_pp = [-3.0, 4.0];
        let got = corrected(&treated, &control, "occipital").unwrap();
        assert_eq!(got.ci95_pp, [2.0, 12.0]);
    }

    #[test]
    fn only_the_same_pair_of_photos_corrects() {
        let mut changes = vec![
            change("vertex", "a", "b", 7.0, 3.0),
            change("occipital", "a", "b", 2.0, 4.0),
            change("vertex", "a", "c", 7.0, 3.0),
            ChangeReport::not_comparable("occipital", "a", "c", 30, "cut off".into()),
            change("overall", "a", "b", 4.0, 3.0),
        ];
        correct_by_region(&mut changes, "occipital");
        let has: Vec<bool> = changes
            .iter()
            .map(|c| c.control_corrected.is_some())
            .collect();
        assert_eq!(has, [true, false, false, false, false]);
    }

    #[test]
    fn a_control_view_is_asked_for_the_same_visits() {
        let control = change("overall", "x", "y", 2.0, 4.0);
        let mut changes = vec![
            change("vertex", "a", "b", 7.0, 3.0),
            change("vertex", "a", "c", 7.0, 3.0),
        ];
        correct_by_view(&mut changes, "occipital", |_, to| {
            (to == "b").then_some(&control)
        });
        assert!(changes[0].control_corrected.is_some());
        assert!(changes[1].control_corrected.is_none());
    }
}
