//! The photos of a view: the baseline found, all others decoded and aligned with it.

use rayon::prelude::*;

use crate::course::{Course, CoursePhoto, View};
use crate::longitudinal::timeline::baseline_index;
use crate::report::pictures::{PictureScope, PictureWindow};

use super::Job;
use super::pictures::window_of;
use super::refused::Refused;
use super::regions::{RegionPlan, plan_regions};
use super::stages::Observer;
use super::visit::{Loaded, Shown, Visit, load};
use super::witnesses::bear_out;

/// The photos of a view that could be used.
pub(super) struct Looked<'a> {
    pub(crate) visits: Vec<Visit<'a>>,
    /// Which of them is the baseline.
    pub(crate) baseline: usize,
    pub(crate) regions: RegionPlan,
    /// What pictures show, where there are any.
    pub(crate) window: Option<PictureWindow>,
}

/// Decodes the baseline, then looks at every photo in parallel, each registered to it.
///
/// A baseline that cannot be decoded is a rejection, and the next best photo takes its place.
pub(super) fn look_at_all<'a>(
    job: &Job<'_>,
    view: &View,
    photos: &[&'a CoursePhoto],
    observer: &dyn Observer,
) -> (Option<Looked<'a>>, Vec<Refused>) {
    let mut left: Vec<&CoursePhoto> = photos.to_vec();
    let mut rejections = Vec::new();
    let first = baseline_of(job.course, photos);
    let others = photos.iter().enumerate().filter(|(i, _)| Some(*i) != first);
    // The other threads would have to wait for the baseline otherwise.
    let ahead: Vec<&CoursePhoto> = others
        .map(|(_, photo)| *photo)
        .take(rayon::current_num_threads() - 1)
        .collect();
    let load_one = |&photo: &&'a CoursePhoto| (photo, load(job, photo, observer));
    let (base, loaded) = rayon::join(
        || {
            readable_baseline(job.course, &mut left, &mut rejections, |photo| {
                load_first(job, photo, observer)
            })
        },
        || ahead.par_iter().map(load_one).collect(),
    );
    let Some(FoundBaseline { base, index, lost }) = base else {
        return (None, rejections);
    };
    let regions = plan_regions(job, view, &base, lost);
    let window =
        (job.pictures != PictureScope::None).then(|| window_of(&regions.areas, base.size_px()));
    let (mut visits, refused) = look_in_turn(job, base, &left, loaded, window, observer);
    rejections.extend(refused);
    let is_base = |visit: &Visit<'_>| std::ptr::eq(visit.planned, left[index]);
    let baseline = visits.iter().position(is_base);
    if let Some(baseline) = baseline {
        bear_out(job, &mut visits, baseline, observer);
    }
    let looked = baseline.map(|baseline| Looked {
        visits,
        baseline,
        regions,
        window,
    });
    (looked, rejections)
}

/// A photo decoded ahead of its turn, or why it could not be.
type Ahead<'a> = (&'a CoursePhoto, Result<Loaded<'a>, Refused>);

/// Looks at the photos `left`, of which `base` and those in `ahead` are decoded already; the
/// visits come in the order of `left`.
fn look_in_turn<'a>(
    job: &Job<'_>,
    base: Loaded<'a>,
    left: &[&'a CoursePhoto],
    mut ahead: Vec<Ahead<'a>>,
    window: Option<PictureWindow>,
    observer: &dyn Observer,
) -> (Vec<Visit<'a>>, Vec<Refused>) {
    let shown = window.map_or(Shown::Nothing, Shown::Window);
    let reference = base.reference();
    let planned = base.planned;
    ahead.insert(0, (planned, Ok(base)));
    let mut decoded = |photo: &CoursePhoto| {
        let found = ahead.iter().position(|(p, _)| std::ptr::eq(*p, photo))?;
        Some(ahead.swap_remove(found).1)
    };
    let mut queue: Vec<_> = left
        .iter()
        .enumerate()
        .map(|(i, &photo)| (i, photo, decoded(photo)))
        .collect();
    // Decoded photos first: they take most memory.
    queue.sort_by_key(|(_, _, decoded)| decoded.is_none());
    // Threads take the photos in this order; the results are put in order again.
    let mut looked: Vec<(usize, Result<Visit<'a>, Refused>)> = queue
        .into_iter()
        .par_bridge()
        .map(|(i, photo, decoded)| {
            let decoded = decoded.unwrap_or_else(|| load(job, photo, observer));
            let against = (!std::ptr::eq(photo, planned)).then_some(&reference);
            let visit = decoded.map(|d| d.look(job, against, shown, observer));
            observer.step(&photo.file);
            (i, visit)
        })
        .collect();
    looked.sort_by_key(|(i, _)| *i);
    partition(looked.into_iter().map(|(_, visit)| visit))
}

/// The baseline of a view.
pub(super) struct FoundBaseline<'a, T> {
    pub(crate) base: T,
    /// Its place among the photos left.
    pub(crate) index: usize,
    /// The photo that would be baseline, had it not been refused.
    pub(crate) lost: Option<&'a CoursePhoto>,
}

/// Loads a photo that may become baseline; a refused one is done with.
pub(super) fn load_first<'a>(
    job: &Job<'_>,
    photo: &'a CoursePhoto,
    observer: &dyn Observer,
) -> Result<Loaded<'a>, Refused> {
    load(job, photo, observer).inspect_err(|_| observer.step(&photo.file))
}

/// The baseline of a view: the first choice that `read` can use. Those that it cannot are moved from
/// `left` to `rejections`.
pub(super) fn readable_baseline<'a, T, E>(
    course: &Course,
    left: &mut Vec<&'a CoursePhoto>,
    rejections: &mut Vec<E>,
    mut read: impl FnMut(&'a CoursePhoto) -> Result<T, E>,
) -> Option<FoundBaseline<'a, T>> {
    let mut lost = None;
    while let Some(index) = baseline_of(course, left) {
        match read(left[index]) {
            Ok(base) => return Some(FoundBaseline { base, index, lost }),
            Err(rejection) => {
                rejections.push(rejection);
                let refused = left.remove(index);
                lost.get_or_insert(refused);
            }
        }
    }
    None
}

fn partition<'a>(
    results: impl Iterator<Item = Result<Visit<'a>, Refused>>,
) -> (Vec<Visit<'a>>, Vec<Refused>) {
    let mut visits = Vec::new();
    let mut refused = Vec::new();
    for result in results {
        match result {
            Ok(visit) => visits.push(visit),
            Err(rejection) => refused.push(rejection),
        }
    }
    (visits, refused)
}

fn baseline_of(course: &Course, photos: &[&CoursePhoto]) -> Option<usize> {
    let dates: Vec<_> = photos.iter().map(|p| p.date).collect();
    baseline_index(&dates, Some(course.start))
}
