//! The photos of one day measured together: their mean, their spread.

use jiff::civil::Date;

use crate::model::{LeftOutPhoto, VisitRegion, VisitReport};
use crate::qc::{Comparability, RegionDoubt};
use crate::uncertainty::{UncertaintyParams, Value};

use super::measured::{Measured, reported, spread_pp};
use super::visit_photos::{Chosen, PhotoFound, chosen, shown_by_most};

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
    /// Those of them that by themselves could have been compared.
    set_aside: Vec<String>,
    /// The regions in order: their value, or why there is none.
    pub(crate) regions: Vec<(String, Result<Value, String>)>,
    /// What the photos allow to say.
    pub(crate) comparability: Comparability,
    spread_pp: Option<f64>,
    spread_used_pp: f64,
}

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
            set_aside: self.set_aside,
        }
    }
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

    /// The photos that the others of their day made needless, with the reason.
    pub(crate) fn set_aside(&self) -> impl Iterator<Item = &LeftOutPhoto> {
        let aside = |left: &&LeftOutPhoto| self.set_aside.contains(&left.photo);
        self.left_out.iter().filter(aside)
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
