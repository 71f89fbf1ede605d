//! The photos of one day measured together: which of them count, their mean, their spread.

use jiff::civil::Date;

use crate::model::{LeftOutPhoto, VisitRegion, VisitReport};
use crate::qc::{Comparability, RegionDoubt};
use crate::statistics::upper_median;
use crate::uncertainty::{UncertaintyParams, Value};

use super::copies::CopyOf;
use super::measured::{Measured, reported, root_mean, spread_pp};
use super::visit::Visit;

/// What is known of one photo of a view.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PhotoFound<'a> {
    pub(crate) visit: &'a Visit<'a>,
    pub(crate) measured: &'a Measured,
    pub(crate) comparability: &'a Comparability,
    pub(crate) copy_of: Option<&'a CopyOf>,
}

impl PhotoFound<'_> {
    fn id(&self) -> &str {
        &self.visit.planned.id
    }

    /// Why the photo cannot be part of a visit's value.
    fn refusal(&self) -> Option<String> {
        let copy = self.copy_of.map(|copy| copy.reason.clone());
        let unaligned = || self.measured.unaligned.clone();
        copy.or_else(|| self.comparability.refusal.clone())
            .or_else(unaligned)
    }
}

/// One visit.
#[derive(Debug)]
pub(crate) struct PooledVisit {
    /// Identifier within the view.
    pub(crate) id: String,
    /// Its day.
    pub(crate) date: Date,
    /// Photos that count.
    photos: Vec<String>,
    left_out: Vec<LeftOutPhoto>,
    /// The regions in order: their value, or why there is none.
    pub(crate) regions: Vec<(String, Result<Value, String>)>,
    /// What the photos allow to say.
    pub(crate) comparability: Comparability,
    spread_pp: Option<f64>,
    spread_used_pp: f64,
}

/// Furthest that a photo may read from the middle of its visit, in spreads: an outlier beyond it.
const OUTLIER_SPREADS: f64 = 3.0;

/// The visits of a view by date. The order of a day's photos does not matter.
pub(crate) fn pooled_visits(
    photos: &[PhotoFound<'_>],
    names: &[String],
    params: &UncertaintyParams,
) -> Vec<PooledVisit> {
    let mut days: Vec<Vec<PhotoFound<'_>>> = Vec::new();
    let mut sorted = photos.to_vec();
    sorted.sort_by(|a, b| (a.visit.planned.date, a.id()).cmp(&(b.visit.planned.date, b.id())));
    for photo in sorted {
        match days.last_mut() {
            Some(day) if day[0].visit.planned.date == photo.visit.planned.date => day.push(photo),
            _ => days.push(vec![photo]),
        }
    }
    let chosen: Vec<Chosen<'_>> = days.iter().map(|day| chosen(day, params)).collect();
    let spread_used_pp = spread_of_all(&chosen, params);
    chosen
        .into_iter()
        .map(|c| c.pooled(photos, names, spread_used_pp))
        .collect()
}

/// The photos of a day: those that count, and those that do not with the reason.
struct Chosen<'a> {
    kept: Vec<PhotoFound<'a>>,
    left_out: Vec<LeftOutPhoto>,
    /// Why none of them allows a change.
    refusal: Option<String>,
}

fn chosen<'a>(day: &[PhotoFound<'a>], params: &UncertaintyParams) -> Chosen<'a> {
    let (mut kept, refused): (Vec<_>, Vec<_>) =
        day.iter().copied().partition(|p| p.refusal().is_none());
    let left_out = |p: &PhotoFound<'_>, reason: String| LeftOutPhoto {
        photo: p.id().to_owned(),
        reason,
    };
    if kept.is_empty() {
        // A copy of another day's photo says less than a photo that was refused for itself.
        let own = refused.iter().find(|p| p.copy_of.is_none());
        let speaks = own.or(refused.first()).copied();
        let others = refused
            .iter()
            .filter(|p| speaks.is_some_and(|s| s.id() != p.id()));
        return Chosen {
            left_out: others
                .map(|p| left_out(p, p.refusal().unwrap_or_default()))
                .collect(),
            refusal: speaks.and_then(|p| p.refusal()),
            kept: speaks.into_iter().collect(),
        };
    }
    let mut left: Vec<LeftOutPhoto> = refused
        .iter()
        .map(|p| left_out(p, p.refusal().unwrap_or_default()))
        .collect();
    while let Some((i, away)) = outlier(&kept, params) {
        let photo = kept.remove(i);
        let most = OUTLIER_SPREADS * params.visit_spread_pp;
        left.push(left_out(
            &photo,
            format!(
                "reads {away:.1} points away from the other photos of this visit (at most \
                 {most:.1}): combed or lit otherwise, or out of focus"
            ),
        ));
    }
    left.sort_by(|a, b| a.photo.cmp(&b.photo));
    Chosen {
        kept,
        left_out: left,
        refusal: None,
    }
}

/// The photo furthest from the middle of at least three, where that is too far.
fn outlier(kept: &[PhotoFound<'_>], params: &UncertaintyParams) -> Option<(usize, f64)> {
    if kept.len() < 3 {
        return None;
    }
    let away = |i: usize| {
        let squares = (0..kept[i].measured.regions.len()).filter_map(|r| {
            let middle = upper_median(kept.iter().filter_map(|p| p.measured.percent(r)))?;
            Some((kept[i].measured.percent(r)? - middle).powi(2))
        });
        root_mean(squares)
    };
    (0..kept.len())
        .filter_map(|i| Some((i, away(i)?)))
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .filter(|(_, away)| *away > OUTLIER_SPREADS * params.visit_spread_pp)
}

impl<'a> Chosen<'a> {
    /// Standard deviation from photo to photo over all regions, pp.
    fn spread(&self) -> Option<f64> {
        let measured: Vec<&Measured> = self.kept.iter().map(|p| p.measured).collect();
        spread_pp(&measured)
    }

    fn freedom(&self) -> u32 {
        self.kept.len().saturating_sub(1) as u32
    }

    /// The photos that speak of a region: those on which nothing keeps it from being compared, else all.
    fn speaking(&self, region: &str) -> impl Iterator<Item = &PhotoFound<'a>> {
        let doubted = |p: &PhotoFound<'_>| {
            let own = p.comparability.regions.get(region);
            own.is_some_and(|doubt| doubt.refusal.is_some())
        };
        let none = self.kept.iter().all(doubted);
        self.kept.iter().filter(move |p| none || !doubted(p))
    }

    /// What those photos allow to say of it.
    fn doubt(&self, region: &str) -> RegionDoubt {
        let own = |p: &PhotoFound<'_>| p.comparability.regions.get(region).cloned();
        let doubts: Vec<RegionDoubt> = self
            .speaking(region)
            .map(|p| own(p).unwrap_or_default())
            .collect();
        RegionDoubt {
            refusal: doubts.iter().find_map(|doubt| doubt.refusal.clone()),
            effect_pp: shown_by_most(doubts.iter().map(|doubt| doubt.effect_pp).collect()),
        }
    }

    fn pooled(self, all: &[PhotoFound<'_>], names: &[String], spread_used_pp: f64) -> PooledVisit {
        let of = |r: usize, name: &str| {
            let found: Vec<(&str, Result<Value, String>)> = self
                .speaking(name)
                .map(|p| (p.id(), p.measured.regions[r].value.clone()))
                .collect();
            let values: Vec<Value> = found.iter().filter_map(|(_, v)| v.clone().ok()).collect();
            Value::of_visit(&values, spread_used_pp).ok_or_else(|| {
                let refused = found
                    .iter()
                    .find_map(|(id, v)| Some((id, v.as_ref().err()?)));
                refused.map_or_else(String::new, |(id, why)| format!("{id}: {why}"))
            })
        };
        let effects = self.kept.iter().map(|p| p.comparability.effect_pp);
        let comparability = Comparability {
            refusal: self.refusal.clone(),
            effect_pp: shown_by_most(effects.collect()),
            regions: names
                .iter()
                .map(|name| (name.clone(), self.doubt(name)))
                .collect(),
        };
        let date = self.kept[0].visit.planned.date;
        let regions = names
            .iter()
            .enumerate()
            .map(|(r, name)| (name.clone(), of(r, name)))
            .collect();
        let several = self.kept.len() + self.left_out.len() > 1;
        PooledVisit {
            id: match several {
                false => self.kept[0].id().to_owned(),
                true => free_id(&date.to_string(), all),
            },
            date,
            photos: self.kept.iter().map(|p| p.id().to_owned()).collect(),
            regions,
            comparability,
            spread_pp: self.spread(),
            spread_used_pp,
            left_out: self.left_out,
        }
    }
}

/// What at least half of a visit's photos show of the drift since the baseline: they share the light
/// of the day, and of three the one that happens to show the least knows no better than the others.
fn shown_by_most(mut effects_pp: Vec<f64>) -> f64 {
    effects_pp.sort_by(f64::total_cmp);
    effects_pp[(effects_pp.len() - 1) / 2]
}

/// A visit's name that is no photo's.
fn free_id(wanted: &str, photos: &[PhotoFound<'_>]) -> String {
    let mut id = wanted.to_owned();
    while photos.iter().any(|p| p.id() == id) {
        id.push_str("_visit");
    }
    id
}

/// Standard deviation from photo to photo of a day, pp: what the set-up is known for, with its
/// degrees of freedom, and what all visits of the view show, with theirs.
fn spread_of_all(visits: &[Chosen<'_>], params: &UncertaintyParams) -> f64 {
    let known = (
        params.visit_spread_pp.powi(2) * params.visit_spread_freedom,
        params.visit_spread_freedom,
    );
    let seen = visits.iter().filter_map(|visit| {
        let freedom = f64::from(visit.freedom());
        Some((visit.spread()?.powi(2) * freedom, freedom))
    });
    let (squares, freedom) = seen.fold(known, |(s, f), (squares, free)| (s + squares, f + free));
    (squares / freedom).sqrt()
}

impl PooledVisit {
    /// The visit as reported; `overall` is what all regions give together.
    pub(crate) fn report(&self, day: i32, overall: VisitRegion) -> VisitReport {
        let several = self.photos.len() > 1;
        let regions = self
            .regions
            .iter()
            .map(|(name, value)| reported(name, value));
        VisitReport {
            id: self.id.clone(),
            date: self.date.to_string(),
            day: Some(day),
            photos: self.photos.clone(),
            left_out: self.left_out.clone(),
            spread_pp: self.spread_pp.filter(|_| several),
            degrees_of_freedom: self.photos.len().saturating_sub(1) as u32,
            spread_used_pp: several.then_some(self.spread_used_pp),
            regions: regions.chain([overall]).collect(),
        }
    }

    /// Whether a photo is part of the values.
    pub(crate) fn counts(&self, photo: &str) -> bool {
        self.photos.iter().any(|p| p == photo)
    }

    /// Whether a photo is of this visit, counted or not.
    pub(crate) fn holds(&self, photo: &str) -> bool {
        self.counts(photo) || self.left_out.iter().any(|l| l.photo == photo)
    }
}
