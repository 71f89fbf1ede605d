//! What is said of each photo: the number of its hairs, density and thickness.

use std::collections::{BTreeMap, BTreeSet};

use crate::calendar::day_number;
use crate::closeup::course::{Presence, TrackedHair};
use crate::closeup::density::Count;
use crate::closeup::model::{ScaleSource, Style, TERMINAL_UM};
use crate::closeup::units::units;
use crate::closeup::white::not_counted;
use crate::geometry::{Area, Point};
use crate::model::{
    CloseupPhotoReport, CloseupRegion, DiameterReport, HairCorrections, HairStyle, MeasureStatus,
    QualityFinding,
};

use super::hair_list::hair_reports;
use super::place::{photo_from_baseline, refusal, registration};
use super::seen::{Seen, diameter, lies_in};

/// Share of a region below which a photo shows too little of it to count.
const MIN_SHOWN: f64 = 0.6;
/// Share of a region below which the photo is said to show only a part.
const WHOLE: f64 = 0.995;

/// What the quality rules find of a photo, by rule.
pub(super) type Findings = BTreeMap<String, QualityFinding>;

/// The reports of all photos, given the `quality` of each.
pub(super) fn photo_reports(seen: &Seen<'_>, quality: Vec<Findings>) -> Vec<CloseupPhotoReport> {
    let photos = quality.into_iter().enumerate();
    photos
        .map(|(photo, quality)| report(seen, photo, quality))
        .collect()
}

/// Whether counting by root means anything on this photo.
pub(super) fn countable(seen: &Seen<'_>, photo: usize) -> Result<(), String> {
    if let Some(why) = refusal(&seen.course.places[photo]) {
        return Err(why);
    }
    let hairs = &seen.read[photo].hairs;
    let dark = hairs.hairs.iter().filter(|h| h.root_seen()).count();
    let why = hairs.roots_hidden.clone();
    match why.or_else(|| not_counted(hairs.light_hairs, dark, hairs.scale.is_some())) {
        None => Ok(()),
        Some(why) => Err(why),
    }
}

/// Area of a region as the baseline's scale gives it, cm².
fn area_cm2(seen: &Seen<'_>, region: usize) -> Option<f64> {
    cm2(seen, seen.target.regions[region].1.enclosed_px())
}

fn cm2(seen: &Seen<'_>, baseline_px: f64) -> Option<f64> {
    let scale = seen.read[seen.baseline].hairs.scale?;
    Some(baseline_px / scale.px_per_mm.powi(2) / 100.0)
}

/// Area of all regions that a photo shows, cm², each place counted once.
fn shown_cm2(seen: &Seen<'_>, photo: usize) -> Option<f64> {
    let own = seen.target.own_px();
    own.into_iter()
        .enumerate()
        .map(|(region, px)| Some(cm2(seen, px)? * shown(seen, photo, region)?))
        .sum()
}

/// A count and what of it is uncertain, in one region or all.
#[derive(Default, Clone, Copy)]
struct Tally {
    count: u64,
    by_hand: u64,
    presumed: u64,
    undecided: u64,
}

/// Of the hairs that photos of one day show together.
fn tally(seen: &Seen<'_>, photos: &[usize], region: Option<usize>) -> Tally {
    let mut out = Tally::default();
    for hair in &seen.course.hairs {
        if !lies_in(seen, hair, region) || !hair.confirmed {
            continue;
        }
        let Some(presence) = hair.presence(photos) else {
            continue;
        };
        if hair.counted(photos) {
            out.count += 1;
            out.presumed += u64::from(presence != Presence::Present);
            let by_hand = photos.iter().any(|&photo| {
                let state = hair.states[photo].as_ref();
                let traced = state.and_then(|s| Some(&seen.read[photo].hairs.hairs[s.hair?]));
                traced.is_some_and(|h| h.by_hand)
            });
            out.by_hand += u64::from(by_hand);
        } else if presence == Presence::Undecided {
            out.undecided += 1;
        }
    }
    out
}

/// Hairs of a region, or of all, that photos of one day show together.
pub(super) fn count_of(seen: &Seen<'_>, photos: &[usize], region: Option<usize>) -> u64 {
    tally(seen, photos, region).count
}

fn report(seen: &Seen<'_>, photo: usize, quality: Findings) -> CloseupPhotoReport {
    let visit = &seen.read[photo];
    let told = countable(seen, photo);
    let regions: Vec<CloseupRegion> = (0..seen.target.regions.len())
        .map(|region| region_report(seen, &[photo], region, &told))
        .collect();
    let measured = regions.iter().all(|r| r.status == MeasureStatus::Measured);
    let all = tally(seen, &[photo], None);
    let total = measured.then_some(all.count);
    let area = shown_cm2(seen, photo).filter(|a| *a > 0.0);
    let density = total.zip(area).map(|(n, a)| n as f64 / a);
    let mut diameters: Vec<f64> = counted_in_target(seen, photo)
        .filter_map(|h| diameter(seen, h, photo))
        .collect();
    diameters.sort_by(f64::total_cmp);
    let count_if = |f: &dyn Fn(f64) -> bool| diameters.iter().filter(|d| f(**d)).count() as u64;
    let (terminal, vellus) = (
        count_if(&|d| d >= TERMINAL_UM),
        count_if(&|d| d < TERMINAL_UM),
    );
    let unit_count = total
        .and(visit.px_per_mm())
        .map(|px_per_mm| unit_count(seen, photo, px_per_mm));
    let any = total.filter(|_| !diameters.is_empty());
    let mean_um = diameters.iter().sum::<f64>() / diameters.len().max(1) as f64;
    CloseupPhotoReport {
        id: visit.planned.id.clone(),
        file: visit.planned.file.clone(),
        sha256: visit.sha256.clone(),
        date: visit.planned.date.to_string(),
        day: Some(day_number(seen.job.course.start, visit.planned.date)),
        size_px: visit.hairs.size_px.into(),
        status: status(measured),
        reason: regions.iter().find_map(|r| r.reason.clone()),
        px_per_mm: visit.px_per_mm(),
        scale_basis: visit.hairs.scale.map(|s| {
            match s.source {
                ScaleSource::Given => "given",
                ScaleSource::Bar => "bar",
            }
            .to_owned()
        }),
        hair: match visit.hairs.style {
            Style::Clipped => HairStyle::Clipped,
            Style::Long => HairStyle::Long,
        },
        head: visit.head_report.clone(),
        quality,
        registration: registration(seen, photo),
        count: total,
        count_alone: total.and_then(|_| count_alone(seen, photo)),
        presumed: if measured { all.presumed } else { 0 },
        undecided: if measured { all.undecided } else { 0 },
        density_per_cm2: density,
        ci95: density.and(area).map(|a| interval(seen, &[photo], &all, a)),
        area_cm2: area,
        diameter_um: (!diameters.is_empty()).then(|| DiameterReport {
            median: quantile(&diameters, 0.5),
            quartiles: [quantile(&diameters, 0.25), quantile(&diameters, 0.75)],
            hairs: diameters.len() as u64,
        }),
        terminal: any.map(|_| terminal),
        vellus: any.map(|_| vellus),
        units: unit_count.map(|n| n as u64),
        hairs_per_unit: unit_count
            .filter(|n| *n > 0)
            .zip(total)
            .map(|(units, hairs)| hairs as f64 / units as f64),
        unmeasured: total.map_or(0, |n| n.saturating_sub(terminal + vellus)),
        cumulative_thickness_mm_per_cm2: density
            .filter(|_| !diameters.is_empty())
            .map(|d| d * mean_um / 1000.0),
        regions,
        corrections: visit.applied.as_ref().map(|a| HairCorrections {
            added: a.added as u64,
            deleted: a.deleted as u64,
            split: a.split as u64,
            swapped: a.swapped as u64,
            unmatched: a.unmatched.clone(),
        }),
        hairs: hair_reports(seen, photo),
    }
}

/// Hairs of a photo with their root in the target, without what other photos show.
pub(super) fn count_alone(seen: &Seen<'_>, photo: usize) -> Option<u64> {
    let baseline_from_photo = photo_from_baseline(seen, photo)?.inverse()?;
    let hairs = seen.read[photo].hairs.hairs.iter();
    let in_target = hairs.filter(|hair| {
        let root = baseline_from_photo.apply(hair.root());
        hair.root_seen() && seen.target.region_of(root).is_some()
    });
    Some(in_target.count() as u64)
}

/// The counted hairs of the target.
fn counted_in_target<'a>(
    seen: &'a Seen<'_>,
    photo: usize,
) -> impl Iterator<Item = &'a TrackedHair> {
    let hairs = seen.course.hairs.iter();
    hairs.filter(move |h| h.counted(&[photo]) && lies_in(seen, h, None))
}

/// Follicular units of the counted hairs of the target.
fn unit_count(seen: &Seen<'_>, photo: usize, px_per_mm: f64) -> usize {
    let roots: Vec<Point> = counted_in_target(seen, photo)
        .filter_map(|h| Some(h.states[photo].as_ref()?.path[0]))
        .collect();
    units(&roots, px_per_mm)
        .into_iter()
        .max()
        .map_or(0, |last| last + 1)
}

fn status(measured: bool) -> MeasureStatus {
    if measured {
        MeasureStatus::Measured
    } else {
        MeasureStatus::NotMeasured
    }
}

fn shown(seen: &Seen<'_>, photo: usize, region: usize) -> Option<f64> {
    let map = photo_from_baseline(seen, photo)?;
    Some(
        seen.target
            .share_shown(region, &map, seen.read[photo].hairs.size_px),
    )
}

/// Area of a region, or of all of them, that both days show, cm²: what hairs were followed on.
pub(super) fn compared_cm2(
    seen: &Seen<'_>,
    days: [&[usize]; 2],
    region: Option<usize>,
) -> Option<f64> {
    let most = |photos: &[usize], region| {
        let shares = photos.iter().filter_map(|&p| shown(seen, p, region));
        shares.fold(0.0, f64::max)
    };
    let both = |region| days.map(|photos| most(photos, region));
    let of = |(region, px): (usize, f64)| {
        let [before, after] = both(region);
        Some(cm2(seen, px)? * before.min(after))
    };
    match region {
        Some(region) => of((region, seen.target.regions[region].1.enclosed_px())),
        None => seen.target.own_px().into_iter().enumerate().map(of).sum(),
    }
}

/// Share of a region that a photo shows, or that it is too little to count in.
pub(super) fn enough_shown(seen: &Seen<'_>, photo: usize, region: usize) -> Result<f64, String> {
    let share = shown(seen, photo, region).unwrap_or(0.0);
    let [found, needed] = [share, MIN_SHOWN].map(|share| 100.0 * share);
    if share < MIN_SHOWN {
        return Err(format!(
            "the photo shows {found:.0} % of the region, {needed:.0} % are needed"
        ));
    }
    Ok(share)
}

/// A region on photos of one day.
pub(super) fn region_report(
    seen: &Seen<'_>,
    photos: &[usize],
    region: usize,
    told: &Result<(), String>,
) -> CloseupRegion {
    let name = seen.target.regions[region].0.clone();
    let not = |reason: String| CloseupRegion {
        region: name.clone(),
        status: MeasureStatus::NotMeasured,
        reason: Some(reason),
        coverage: None,
        count: None,
        density_per_cm2: None,
        ci95: None,
        area_px: None,
        excluded_px: None,
    };
    if let Err(why) = told {
        return not(why.clone());
    }
    let shares: Vec<Result<f64, String>> = photos
        .iter()
        .map(|&photo| enough_shown(seen, photo, region))
        .collect();
    let most = shares.iter().flatten().copied().reduce(f64::max);
    let Some(share) = most else {
        let why = shares.into_iter().find_map(Result::err);
        return not(why.unwrap_or_default());
    };
    let own_px = match photos {
        [photo] => px_of(seen, *photo, region),
        _ => None,
    };
    let [area_px, excluded_px] = [0, 1].map(|k| own_px.map(|px| px[k]));
    let all = tally(seen, photos, Some(region));
    let area = area_cm2(seen, region).map(|a| a * share);
    let density = area.map(|a| all.count as f64 / a);
    let part =
        (share < WHOLE).then(|| format!("the photo shows {:.0} % of the region", 100.0 * share));
    let no_scale = density.is_none().then(|| {
        "the scale is not known, so there is no density: give px_per_mm or field_mm of the baseline \
         photo, or photograph with a scale bar"
            .to_owned()
    });
    CloseupRegion {
        region: name,
        status: MeasureStatus::Measured,
        reason: no_scale.or(part),
        coverage: None,
        count: Some(all.count),
        density_per_cm2: density,
        ci95: area.map(|a| interval(seen, photos, &all, a)),
        area_px,
        excluded_px,
    }
}

/// Pixels of a region that a photo shows, and those that lie beyond it, native px of the photo.
fn px_of(seen: &Seen<'_>, photo: usize, region: usize) -> Option<[u64; 2]> {
    let map = photo_from_baseline(seen, photo)?;
    let rings = seen.target.regions[region].1.rings.iter();
    let on_photo = Area {
        rings: rings
            .map(|ring| ring.iter().map(|p| map.apply(*p)).collect())
            .collect(),
    };
    let all = on_photo.enclosed_px();
    let share = shown(seen, photo, region)?;
    Some([share, 1.0 - share].map(|part| (part * all).round() as u64))
}

/// 95 % interval of a density: errors of detection, undecided hairs, scale.
fn interval(seen: &Seen<'_>, photos: &[usize], all: &Tally, area_cm2: f64) -> [f64; 2] {
    let long = |&photo: &usize| seen.read[photo].hairs.style == Style::Long;
    let placed = seen.course.places.iter().zip(seen.read);
    let placed = placed.filter(|(place, _)| place.baseline_from_own().is_some());
    // A file given twice shows nothing more.
    let exposures: BTreeSet<&str> = placed.map(|(_, photo)| photo.sha256.as_str()).collect();
    let count = Count {
        found: all.count,
        by_hand: all.by_hand,
        loose: all.presumed + all.undecided,
        style: match photos.iter().any(long) {
            true => Style::Long,
            false => Style::Clipped,
        },
        rough: photos.iter().any(|&photo| seen.read[photo].hairs.rough),
        photos: exposures.len(),
    };
    let scale = seen.read[seen.baseline].hairs.scale;
    count.per_cm2(area_cm2, scale.map_or(0.0, |s| s.relative_sd))
}

/// Quantile of ascending values, linear between them.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let at = share * (sorted.len() - 1) as f64;
    let (low, high) = (sorted[at.floor() as usize], sorted[at.ceil() as usize]);
    low + (high - low) * at.fract()
}
