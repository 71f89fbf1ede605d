//! Plausible alignments that a third photo confirms or leaves as they are.

use super::mirror_tests::mixed;
use super::tests::head_photo;
use super::*;
use nalgebra::Matrix3;

/// A head combed in three ways: neighbours have more in common than the first and the last.
fn combed() -> [Prepared; 3] {
    let params = RegistrationParams::default();
    let [skin, first, last] = [40, 41, 42].map(head_photo);
    let mix = |[a, b]: [u32; 2]| mixed([(&skin, 40), (&first, a), (&last, b)]);
    [[60, 0], [30, 30], [0, 60]].map(|parts| prepare(&mix(parts), &params))
}

fn aligned(reference: &Prepared, moving: &Prepared) -> Registration {
    register(reference, moving, None, &RegistrationParams::default())
}

/// The alignment that is right for photos of one pose, moved by a share of the head's radius, as
/// if too few places had matched.
fn plausible(reference: &Prepared, moving: &Prepared, radii: f64) -> Registration {
    let shift = radii * moving.head.ellipse().mean_radius();
    let matrix = Matrix3::new(1.0, 0.0, shift, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0);
    Registration {
        status: Status::Weak,
        transform: Some(Transform::from_matrix(&matrix)),
        reason: Some("too few places".to_owned()),
        heldout_correlation: 0.4,
        ..aligned(reference, moving)
    }
}

fn asked(photos: [&Prepared; 3], direct: &Registration) -> Option<Registration> {
    let [reference, between, moving] = photos;
    let registration = aligned(reference, between);
    let witness = Witness {
        photo: between,
        registration: &registration,
    };
    borne_out(
        reference,
        moving,
        direct,
        witness,
        &RegistrationParams::default(),
    )
}

#[test]
fn a_photo_between_two_confirms_their_alignment() {
    let [first, between, last] = combed();
    let direct = plausible(&first, &last, 0.0);
    let confirmed = asked([&first, &between, &last], &direct).expect("confirmed");
    assert_eq!(confirmed.status, Status::Ok);
    assert_eq!(confirmed.reason, None);
    assert_eq!(confirmed.transform, direct.transform);
}

#[test]
fn an_alignment_beside_the_steps_is_not_confirmed() {
    let [first, between, last] = combed();
    for radii in [0.07, 0.2] {
        let beside = plausible(&first, &last, radii);
        assert_eq!(asked([&first, &between, &last], &beside), None, "{radii}");
    }
}

#[test]
fn a_copy_of_the_baseline_is_no_witness() {
    let [first, between, _] = combed();
    let [copy, _, _] = combed();
    let sure = aligned(&first, &between);
    assert_eq!(sure.status, Status::Ok);
    let doubted = Registration {
        status: Status::Weak,
        ..sure
    };
    assert_eq!(asked([&first, &copy, &between], &doubted), None);
}

#[test]
fn another_head_confirms_nothing() {
    let [first, between, last] = combed();
    let stranger = prepare(&head_photo(77), &RegistrationParams::default());
    let direct = plausible(&first, &last, 0.0);
    assert_eq!(asked([&first, &stranger, &last], &direct), None);
    assert_eq!(
        asked(
            [&first, &between, &stranger],
            &plausible(&first, &stranger, 0.0)
        ),
        None
    );
}

#[test]
fn a_doubtful_pose_stays_doubtful() {
    let [first, between, last] = combed();
    let tilted = Registration {
        tilt_deg: Some(30.0),
        ..plausible(&first, &last, 0.0)
    };
    assert_eq!(asked([&first, &between, &last], &tilted), None);
}
