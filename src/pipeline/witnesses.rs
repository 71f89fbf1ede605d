//! Plausible alignments that a certified photo of the same view confirms.

use rayon::prelude::*;

use crate::longitudinal::timeline::day_number;
use crate::registration::{Registration, Status, Witness, borne_out};

use super::Job;
use super::visit::{Visit, landmark_pairs};

/// Certified photos that are asked, nearest in date first: hair changes least between neighbours.
const MOST_WITNESSES: usize = 2;

/// Certifies the plausible alignments of a view that a neighbouring photo confirms.
pub(super) fn bear_out(job: &Job<'_>, visits: &mut [Visit<'_>], baseline: usize) {
    let confirmed: Vec<(usize, Registration, String)> = visits
        .par_iter()
        .enumerate()
        .filter_map(|(i, visit)| {
            let (registration, by) = confirmed(job, visits, &visits[baseline], visit)?;
            Some((i, registration, by))
        })
        .collect();
    for (i, registration, by) in confirmed {
        visits[i].registration = Some(registration);
        visits[i].confirmed_by = Some(by);
    }
}

/// The certified alignment of `visit` and the photo that confirms it.
fn confirmed(
    job: &Job<'_>,
    visits: &[Visit<'_>],
    baseline: &Visit<'_>,
    visit: &Visit<'_>,
) -> Option<(Registration, String)> {
    let direct = visit.registration.as_ref()?;
    let by_hand = |other: &Visit<'_>| landmark_pairs(baseline.planned, other.planned).is_some();
    if by_hand(visit) {
        return None;
    }
    let days = |other: &Visit<'_>| day_number(other.planned.date, visit.planned.date).abs();
    let mut certified: Vec<(&Visit<'_>, &Registration)> = visits
        .iter()
        .filter(|other| !by_hand(other))
        .filter_map(|other| Some((other, other.registration.as_ref()?)))
        .filter(|(_, registration)| registration.status == Status::Ok)
        .collect();
    certified.sort_by_key(|(other, _)| days(other));
    certified
        .iter()
        .take(MOST_WITNESSES)
        .find_map(|(other, registration)| {
            let witness = Witness {
                photo: &other.prepared,
                registration,
            };
            let params = &job.params.registration;
            let certified =
                borne_out(&baseline.prepared, &visit.prepared, direct, witness, params)?;
            Some((certified, other.planned.id.clone()))
        })
}
