//! Plausible alignments that a certified photo of the same view confirms.

use rayon::prelude::*;

use crate::calendar::day_number;
use crate::registration::{Registration, Status, Witness, borne_out};

use super::stages::{Stage, timed};
use super::visit::{Visit, landmark_pairs};
use super::{Job, Observer};

/// Certified photos that are asked, nearest in date first: hair changes least between neighbours.
const MOST_WITNESSES: usize = 2;

/// A photo's place among the visits, and its alignment.
type Aligned<'a> = (usize, &'a Registration);

/// Certifies the plausible alignments of a view that a neighbouring photo confirms.
pub(super) fn bear_out(
    job: &Job<'_>,
    visits: &mut [Visit<'_>],
    baseline: usize,
    observer: &dyn Observer,
) {
    let certified = searched(visits, baseline, Status::Ok);
    let doubted = searched(visits, baseline, Status::Weak);
    let confirmed: Vec<(usize, Registration, String)> = doubted
        .into_par_iter()
        .filter_map(|doubted| {
            timed(observer, Stage::Register, || {
                confirmed(job, visits, baseline, doubted, certified.clone())
            })
        })
        .collect();
    for (i, registration, by) in confirmed {
        visits[i].registration = Some(registration);
        visits[i].confirmed_by = Some(by);
    }
}

/// Alignments of a status, without those by hand.
fn searched<'a>(visits: &'a [Visit<'_>], baseline: usize, status: Status) -> Vec<Aligned<'a>> {
    let by_hand =
        |visit: &Visit<'_>| landmark_pairs(visits[baseline].planned, visit.planned).is_some();
    let all = visits.iter().enumerate();
    all.filter(|(_, visit)| !by_hand(visit))
        .filter_map(|(i, visit)| Some((i, visit.registration.as_ref()?)))
        .filter(|(_, registration)| registration.status == status)
        .collect()
}

/// The doubted photo's place, its certified alignment and the photo that confirms it.
fn confirmed(
    job: &Job<'_>,
    visits: &[Visit<'_>],
    baseline: usize,
    (doubted, direct): Aligned<'_>,
    mut certified: Vec<Aligned<'_>>,
) -> Option<(usize, Registration, String)> {
    let date = visits[doubted].planned.date;
    certified.sort_by_key(|(i, _)| day_number(visits[*i].planned.date, date).abs());
    certified
        .iter()
        .take(MOST_WITNESSES)
        .find_map(|&(i, registration)| {
            let witness = Witness {
                photo: &visits[i].prepared,
                registration,
            };
            let sure = borne_out(
                &visits[baseline].prepared,
                &visits[doubted].prepared,
                direct,
                witness,
                &job.params.registration,
            )?;
            Some((doubted, sure, visits[i].planned.id.clone()))
        })
}
