//! The close-ups of one day taken together: which of them count, and what they say of each region.

use crate::calendar::day_number;
use crate::model::{CloseupRegion, CloseupVisit, LeftOutPhoto, MeasureStatus};

use super::hairs::{count_alone, count_of, countable, enough_shown, region_report};
use super::seen::Seen;

/// One day.
pub(super) struct Visit {
    /// Identifier within the view.
    pub(crate) id: String,
    /// Photos that count, in order of time; where none does, the one that speaks for the day.
    pub(crate) photos: Vec<usize>,
    left_out: Vec<LeftOutPhoto>,
    /// Why no photo of the day counts.
    refusal: Option<String>,
    /// What the photo of the day is a copy of, where it has none that is not.
    pub(crate) copy: Option<String>,
}

/// The visits of a view by date. `copies` says of each photo what it is a copy of.
pub(super) fn visits(seen: &Seen<'_>, copies: &[Option<String>]) -> Vec<Visit> {
    let all: Vec<usize> = (0..seen.read.len()).collect();
    all.chunk_by(|&a, &b| seen.days(a, b) == 0)
        .map(|day| visit(seen, copies, day))
        .collect()
}

fn visit(seen: &Seen<'_>, copies: &[Option<String>], day: &[usize]) -> Visit {
    let refusal = |photo: usize| {
        let copy = copies[photo].clone();
        copy.or_else(|| countable(seen, photo).err())
    };
    let (mut photos, refused): (Vec<usize>, Vec<usize>) =
        day.iter().partition(|&&photo| refusal(photo).is_none());
    let mut none = None;
    if photos.is_empty() {
        // A copy of another day's photo says less than a photo that was refused for itself.
        let own = refused.iter().find(|&&photo| copies[photo].is_none());
        photos.extend(own.or(refused.first()));
        none = photos.first().and_then(|&photo| refusal(photo));
    }
    let left_out = refused.iter().filter(|photo| !photos.contains(photo));
    let speaks = photos.first().filter(|_| none.is_some());
    Visit {
        id: match day {
            [photo] => seen.id(*photo).to_owned(),
            _ => free_id(seen, day[0]),
        },
        left_out: left_out
            .map(|&photo| LeftOutPhoto {
                photo: seen.id(photo).to_owned(),
                reason: refusal(photo).unwrap_or_default(),
            })
            .collect(),
        copy: speaks.and_then(|&photo| copies[photo].clone()),
        refusal: none,
        photos,
    }
}

/// The name of a visit of several photos, which is no photo's.
fn free_id(seen: &Seen<'_>, photo: usize) -> String {
    let mut id = seen.read[photo].planned.date.to_string();
    while (0..seen.read.len()).any(|p| seen.id(p) == id) {
        id.push_str("_visit");
    }
    id
}

impl Visit {
    /// Whether a photo is of this visit, counted or not.
    pub(crate) fn holds(&self, seen: &Seen<'_>, photo: usize) -> bool {
        seen.days(self.photos[0], photo) == 0
    }

    /// Whether one of its photos has a place on the baseline's skin.
    pub(crate) fn is_placed(&self, seen: &Seen<'_>) -> bool {
        let places = &seen.course.places;
        self.photos
            .iter()
            .any(|&p| places[p].baseline_from_own().is_some())
    }

    /// The photos that show enough of a region to count in it.
    ///
    /// # Errors
    /// Why none does.
    pub(crate) fn showing(&self, seen: &Seen<'_>, region: usize) -> Result<Vec<usize>, String> {
        let enough = |&photo: &usize| countable(seen, photo).and(enough_shown(seen, photo, region));
        let found: Vec<usize> = self
            .photos
            .iter()
            .copied()
            .filter(|p| enough(p).is_ok())
            .collect();
        match found.is_empty() {
            false => Ok(found),
            true => Err(self
                .photos
                .iter()
                .find_map(|p| enough(p).err())
                .unwrap_or_default()),
        }
    }

    /// The visit as reported.
    pub(crate) fn report(&self, seen: &Seen<'_>) -> CloseupVisit {
        let first = seen.read[self.photos[0]].planned;
        let regions: Vec<CloseupRegion> = (0..seen.target.regions.len())
            .map(|region| self.region(seen, region))
            .collect();
        let measured = regions.iter().all(|r| r.status == MeasureStatus::Measured);
        let counted = self.photos.iter().filter(|_| self.refusal.is_none());
        let alone: Vec<f64> = counted
            .filter_map(|&photo| Some(count_alone(seen, photo)? as f64))
            .collect();
        CloseupVisit {
            id: self.id.clone(),
            date: first.date.to_string(),
            day: Some(day_number(seen.job.course.start, first.date)),
            photos: self.photos.iter().map(|&p| seen.id(p).to_owned()).collect(),
            left_out: self.left_out.clone(),
            spread_pp: None,
            spread_hairs: deviation(&alone),
            degrees_of_freedom: self.photos.len().saturating_sub(1) as u32,
            count: measured.then(|| count_of(seen, &self.photos, None)),
            regions,
        }
    }

    fn region(&self, seen: &Seen<'_>, region: usize) -> CloseupRegion {
        let told = |photos: &[usize]| {
            let told = self.refusal.clone().map_or(Ok(()), Err);
            region_report(seen, photos, region, &told)
        };
        let photos = self.showing(seen, region);
        let photos = photos.unwrap_or_else(|_| self.photos.clone());
        let together = told(&photos);
        let widths = photos.iter().filter_map(|&p| told(&[p]).ci95).map(width);
        let narrowest = widths.fold(f64::INFINITY, f64::min);
        CloseupRegion {
            ci95: together
                .density_per_cm2
                .zip(together.ci95)
                .map(|(density, ci95)| no_wider(ci95, density, narrowest)),
            ..together
        }
    }
}

fn width([low, high]: [f64; 2]) -> f64 {
    high - low
}

/// An interval about the same middle that is no wider than `most` and holds `value`: what one photo of a day
/// tells bounds what it tells beside others.
fn no_wider(ci95: [f64; 2], value: f64, most: f64) -> [f64; 2] {
    if width(ci95) <= most {
        return ci95;
    }
    let middle = 0.5 * (ci95[0] + ci95[1]);
    [
        (middle - 0.5 * most).min(value),
        (middle + 0.5 * most).max(value),
    ]
}

/// Standard deviation of a sample of two or more.
fn deviation(values: &[f64]) -> Option<f64> {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|v| (v - mean).powi(2)).sum();
    (values.len() > 1).then(|| (squares / (n - 1.0)).sqrt())
}
