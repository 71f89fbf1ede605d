//! All visits of one target: placed, chained, looked up.

use rayon::prelude::*;

use crate::geometry::Point;

use super::super::corrections::is_along;
use super::super::model::{CloseupPhoto, Style};
use super::agreement::agreement;
use super::homography::Homography;
use super::lone::{CAME_OR_WENT, LONE_CLIPPED, LONE_LONG, Lone};
use super::lookup::{Field, Look, Presence, Turns};
use super::placement::{NoPlace, Placement, place, place_by_middles};
use super::shaft::Shaft;
use super::tracks::{Spread, Track, chain, consensus};

/// Magnifications tried where a scale is unknown.
const FREE_SCALES: [f64; 9] = [0.7, 0.77, 0.84, 0.92, 1.0, 1.09, 1.19, 1.3, 1.42];
/// Where a photo lies on the baseline's skin.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Place {
    /// It is the baseline.
    Baseline,
    /// Found and certified.
    Certified(Placement),
    /// A place was found that does not stand out from others: another spot, or too little overlap.
    Refused(Placement),
    /// Certain where the picture is turned over, left for right.
    Mirrored,
    /// Nowhere do more than a few roots match.
    Nowhere,
    /// Too few hairs with a root to find any place.
    TooFewHairs,
}

impl Place {
    /// Baseline working px from the photo's own working px, where certified.
    pub(crate) fn baseline_from_own(&self) -> Option<Homography> {
        match self {
            Self::Baseline => Some(Homography::identity()),
            Self::Certified(placement) => Some(placement.baseline_from_photo),
            Self::Refused(_) | Self::Mirrored | Self::Nowhere | Self::TooFewHairs => None,
        }
    }
}

/// One hair on one photo.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct State {
    /// Whether it is there.
    pub(crate) presence: Presence,
    /// Which hair of the photo it is; `None` where it was only found by looking for it, or not.
    pub(crate) hair: Option<usize>,
    /// Its centre line where it is, else where it should be, from root to tip, native px.
    pub(crate) path: Vec<Point>,
    /// Width at the root, native px.
    pub(crate) width_px: f64,
}

/// One hair over the course.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct TrackedHair {
    /// Number from 1, stable as long as no earlier photo is added.
    pub(crate) number: usize,
    /// Root, native px of the baseline photo.
    pub(crate) root: Point,
    /// One entry per photo; `None` where the photo has no certified place.
    pub(crate) states: Vec<Option<State>>,
    /// Seen at two visits, or at one on good evidence. Others count neither as hair nor as change, and are undecided.
    pub(crate) confirmed: bool,
}

/// The course of one target.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Course {
    /// Index of the baseline photo.
    pub(crate) baseline: usize,
    /// One entry per photo.
    pub(crate) places: Vec<Place>,
    /// Every hair, in order of number.
    pub(crate) hairs: Vec<TrackedHair>,
}

impl Course {
    /// The way from the baseline's native px to a photo's; `None` where it has no certified place.
    pub(crate) fn photo_from_baseline(
        &self,
        photos: &[&CloseupPhoto],
        photo: usize,
    ) -> Option<Homography> {
        self.baseline_from_photo(photos, photo)?.inverse()
    }

    /// The way from a photo's native px to the baseline's; `None` where it has no certified place.
    fn baseline_from_photo(&self, photos: &[&CloseupPhoto], photo: usize) -> Option<Homography> {
        let baseline_from_own = self.places[photo].baseline_from_own()?;
        let own = Homography::working_from_native(&photos[photo].darkness);
        let base = Homography::working_from_native(&photos[self.baseline].darkness);
        Some(own.then(&baseline_from_own).then(&base.inverse()?))
    }

    /// What a photo's own scale has to be multiplied with to agree with the baseline's on the skin that both show: 1
    /// where the scales agree, or one is not known. A wrong scale, or a device held nearer, is no change of thickness.
    pub(crate) fn scale_correction(&self, photos: &[&CloseupPhoto], photo: usize) -> f64 {
        let correction = || {
            let [own, base] = [photo, self.baseline].map(|p| Some(photos[p].scale?.px_per_mm));
            let (width, height) = photos[photo].size_px;
            let middle = Point::new(0.5 * f64::from(width), 0.5 * f64::from(height));
            let map = self.baseline_from_photo(photos, photo)?;
            Some(own? / base? * map.scale_at(middle))
        };
        match photo == self.baseline {
            true => 1.0,
            false => correction().unwrap_or(1.0),
        }
    }
}

/// Follows the hairs of a target through its photos, which are in order of time.
pub(crate) fn follow(photos: &[&CloseupPhoto], baseline: usize) -> Course {
    let own = shafts(photos);
    let places = places(photos, &own, baseline);
    followed(photos, &own, places, baseline, &[])
}

impl Course {
    /// The same course as if the photos `left_out` had not been taken: no hair is known from them.
    pub(super) fn without(&self, photos: &[&CloseupPhoto], left_out: &[usize]) -> Self {
        let places = self.places.clone();
        followed(photos, &shafts(photos), places, self.baseline, left_out)
    }
}

fn shafts(photos: &[&CloseupPhoto]) -> Vec<Vec<Shaft>> {
    let of = |photo: &&CloseupPhoto| photo.hairs.iter().map(|h| Shaft::new(photo, h)).collect();
    photos.par_iter().map(of).collect()
}

fn followed(
    photos: &[&CloseupPhoto],
    own: &[Vec<Shaft>],
    places: Vec<Place>,
    baseline: usize,
    left_out: &[usize],
) -> Course {
    let of = |(k, place): (usize, &Place)| {
        let map = place.baseline_from_own();
        map.filter(|_| !left_out.contains(&k))
    };
    let maps: Vec<Option<Homography>> = places.iter().enumerate().map(of).collect();
    let mapped: Vec<Option<Vec<Shaft>>> = own
        .iter()
        .zip(&maps)
        .map(|(shafts, map)| {
            let map = map.as_ref()?;
            Some(shafts.iter().map(|s| s.mapped(map)).collect())
        })
        .collect();
    let mut used = (0..photos.len()).filter(|k| !left_out.contains(k));
    let clipped = used.all(|k| photos[k].style == Style::Clipped);
    let mut tracks = chain(&mapped, baseline, Spread::of(clipped));
    in_stable_order(&mut tracks, &mapped, baseline);
    let view = View {
        photos,
        own,
        mapped: &mapped,
        maps: &maps,
        turns: Turns {
            largest: if clipped { 0.12 } else { 0.27 },
            step: if clipped { 0.03 } else { 0.045 },
        },
        lone: if clipped { LONE_CLIPPED } else { LONE_LONG },
        came_or_went: clipped.then_some(CAME_OR_WENT),
    };
    let hairs = tracks
        .par_iter()
        .enumerate()
        .map(|(k, track)| view.tracked(k + 1, track, baseline))
        .collect();
    Course {
        baseline,
        places,
        hairs,
    }
}

fn places(photos: &[&CloseupPhoto], own: &[Vec<Shaft>], baseline: usize) -> Vec<Place> {
    let known = |k: usize| photos[k].scale.is_some();
    let clipped = |k: usize| photos[k].style == Style::Clipped;
    (0..photos.len())
        .into_par_iter()
        .map(|k| {
            if k == baseline {
                return Place::Baseline;
            }
            // Where both scales are known, working px are the same size on both.
            let scales: &[f64] = if known(k) && known(baseline) {
                &[1.0]
            } else {
                &FREE_SCALES
            };
            let agrees = |baseline_from_photo: &Homography| {
                let [below, above] = [baseline, k].map(|photo| &photos[photo].darkness);
                agreement(below, above, baseline_from_photo)
            };
            let by_roots = place(&own[baseline], &own[k], scales).map(|p| p.also_by(agrees));
            if let Ok(placement) = &by_roots
                && placement.certified
            {
                return Place::Certified(placement.clone());
            }
            if clipped(baseline) && clipped(k) {
                let by_middles = place_by_middles(&own[baseline], &own[k], scales);
                if let Ok(placement) = by_middles.map(|p| p.also_by(agrees))
                    && placement.certified
                {
                    return Place::Certified(placement);
                }
            }
            let over = Homography::mirrored(photos[k].darkness.map.width);
            let mirrored: Vec<Shaft> = own[k].iter().map(|s| s.mapped(&over)).collect();
            if place(&own[baseline], &mirrored, scales).is_ok_and(|p| p.certified) {
                return Place::Mirrored;
            }
            match by_roots {
                Err(NoPlace::TooFewHairs) => Place::TooFewHairs,
                Err(NoPlace::Nowhere) => Place::Nowhere,
                Ok(placement) => Place::Refused(placement),
            }
        })
        .collect()
}

/// Hairs of the baseline first, from top to bottom; then those first seen at each later visit, so
/// that a further visit renames no hair.
fn in_stable_order(tracks: &mut [Track], mapped: &[Option<Vec<Shaft>>], baseline: usize) {
    let key = |track: &Track| {
        let first = match track.sightings[baseline] {
            Some(_) => 0,
            None => {
                1 + track
                    .sightings
                    .iter()
                    .position(Option::is_some)
                    .unwrap_or(0)
            }
        };
        let root = consensus(mapped, track).root();
        (first, root)
    };
    tracks.sort_by(|a, b| {
        let ((va, a), (vb, b)) = (key(a), key(b));
        va.cmp(&vb)
            .then(a.y.total_cmp(&b.y))
            .then(a.x.total_cmp(&b.x))
    });
}

struct View<'a> {
    photos: &'a [&'a CloseupPhoto],
    own: &'a [Vec<Shaft>],
    mapped: &'a [Option<Vec<Shaft>>],
    maps: &'a [Option<Homography>],
    turns: Turns,
    lone: Lone,
    came_or_went: Option<Lone>,
}

impl View<'_> {
    fn tracked(&self, number: usize, track: &Track, baseline: usize) -> TrackedHair {
        let mean = consensus(self.mapped, track);
        let states: Vec<Option<State>> = (0..self.photos.len())
            .map(|visit| self.state(track, visit, &mean))
            .collect();
        let present = |s: &State| s.presence == Presence::Present;
        let times = states.iter().flatten().filter(|s| present(s)).count();
        let confirmed = times >= 2 || self.stands_alone(track, &states);
        let [x, y] = [mean.root().x as f32, mean.root().y as f32];
        TrackedHair {
            number,
            root: self.photos[baseline].darkness.native([x, y]),
            states,
            confirmed,
        }
    }

    /// Whether the only sighting of a hair is good enough by itself, given what all visits show.
    fn stands_alone(&self, track: &Track, states: &[Option<State>]) -> bool {
        let placed: Vec<usize> = (0..self.maps.len())
            .filter(|v| self.maps[*v].is_some())
            .collect();
        let bare = |visit: usize| {
            let ends = [placed.first(), placed.last()].contains(&Some(&visit));
            let shown = |other: &usize| {
                states[*other]
                    .as_ref()
                    .is_some_and(|s| s.presence == Presence::Absent)
            };
            ends && placed.iter().filter(|other| **other != visit).all(shown)
        };
        track.sightings.iter().enumerate().any(|(visit, k)| {
            k.is_some_and(|k| {
                let shaft = &self.own[visit][k];
                let came_or_went = self.came_or_went.filter(|_| bare(visit));
                let clear =
                    self.lone.is_met(shaft) || came_or_went.is_some_and(|lone| lone.is_met(shaft));
                placed.len() == 1 || shaft.by_hand || (clear && !shaft.residual && shaft.root_seen)
            })
        })
    }

    fn state(&self, track: &Track, visit: usize, mean: &Shaft) -> Option<State> {
        let map = self.maps[visit]?;
        let own_from_baseline = map.inverse()?;
        if let Some(k) = track.sightings[visit] {
            return Some(self.seen(visit, k, &mean.mapped(&own_from_baseline)));
        }
        // The lie of the hair at the nearest visit that shows it is the best guess.
        let nearest = (0..self.photos.len())
            .filter(|v| track.sightings[*v].is_some())
            .min_by_key(|v| (v.abs_diff(visit), *v))?;
        let there = &self.mapped[nearest].as_ref()?[track.sightings[nearest]?];
        let mut sought = if there.root_seen {
            there.clone()
        } else {
            mean.clone()
        };
        let (dx, dy) = (
            mean.root().x - sought.root().x,
            mean.root().y - sought.root().y,
        );
        for p in &mut sought.path {
            *p = Point::new(p.x + dx, p.y + dy);
        }
        let sought = sought.mapped(&own_from_baseline);
        let photo = self.photos[visit];
        let path = self.native(visit, &sought.path);
        if photo
            .denied
            .iter()
            .any(|denied| is_along(photo, &path, denied))
        {
            return Some(State {
                presence: Presence::Absent,
                hair: None,
                path,
                width_px: sought.width / photo.darkness.working_per_native,
            });
        }
        let field = Field {
            darkness: &photo.darkness.map,
            explained: &photo.explained,
            masked: &photo.darkness.masked,
        };
        let Look { presence, shaft } = field.look(&sought, self.turns);
        Some(State {
            presence,
            hair: None,
            path: self.native(visit, &shaft.path),
            width_px: shaft.width / photo.darkness.working_per_native,
        })
    }

    /// A hair that detection found; its root and its way from there are what all sightings together say,
    /// `mean` in this photo's working px: a trace may run past the root, or break off short of it.
    fn seen(&self, visit: usize, k: usize, mean: &Shaft) -> State {
        let hair = &self.photos[visit].hairs[k];
        let way = self.native(visit, &[mean.root(), mean.path[mean.path.len() - 1]]);
        let [root, ahead] = [way[0], way[1]];
        let mut path = hair.path.clone();
        let along =
            |p: &Point| (p.x - root.x) * (ahead.x - root.x) + (p.y - root.y) * (ahead.y - root.y);
        if along(&path[path.len() - 1]) < along(&path[0]) {
            path.reverse();
        }
        let nearest = (0..path.len() - 1)
            .min_by(|a, b| path[*a].distance(root).total_cmp(&path[*b].distance(root)))
            .unwrap_or(0);
        path.drain(..nearest);
        path[0] = root;
        State {
            presence: Presence::Present,
            hair: Some(k),
            path,
            width_px: hair.width_px,
        }
    }

    fn native(&self, visit: usize, path: &[Point]) -> Vec<Point> {
        let darkness = &self.photos[visit].darkness;
        path.iter()
            .map(|p| darkness.native([p.x as f32, p.y as f32]))
            .collect()
    }
}
