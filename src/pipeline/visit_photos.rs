//! Which photos of a visit count.

use crate::model::LeftOutPhoto;
use crate::qc::Comparability;
use crate::statistics::upper_median;
use crate::uncertainty::UncertaintyParams;

use super::copies::CopyOf;
use super::measured::{Measured, root_mean};
use super::visit::Visit;

/// Furthest that a photo may read from the middle of its visit, in spreads: an outlier beyond it.
const OUTLIER_SPREADS: f64 = 3.0;

/// What is known of one photo of a view.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PhotoFound<'a> {
    pub(crate) visit: &'a Visit<'a>,
    pub(crate) measured: &'a Measured,
    pub(crate) comparability: &'a Comparability,
    pub(crate) copy_of: Option<&'a CopyOf>,
}

impl PhotoFound<'_> {
    pub(super) fn id(&self) -> &str {
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

/// The photos of a day: those that count, and those that do not with the reason.
pub(super) struct Chosen<'a> {
    pub(super) kept: Vec<PhotoFound<'a>>,
    pub(super) left_out: Vec<LeftOutPhoto>,
    /// Those left out that by themselves could have been compared.
    pub(super) set_aside: Vec<String>,
    /// Why none of them allows a change.
    pub(super) refusal: Option<String>,
}

/// Chooses among the photos of one day, sorted by their names.
pub(super) fn chosen<'a>(day: &[PhotoFound<'a>], params: &UncertaintyParams) -> Chosen<'a> {
    let (mut kept, refused): (Vec<_>, Vec<_>) =
        day.iter().copied().partition(|p| p.refusal().is_none());
    if kept.is_empty() {
        return all_refused(&refused);
    }
    let refusals = refused
        .iter()
        .map(|p| left_out(p, p.refusal().unwrap_or_default()));
    let aside = outliers(&mut kept, params);
    let set_aside = aside.iter().map(|left| left.photo.clone()).collect();
    let mut left: Vec<LeftOutPhoto> = refusals.chain(aside).collect();
    left.sort_by(|a, b| a.photo.cmp(&b.photo));
    Chosen {
        kept,
        left_out: left,
        set_aside,
        refusal: None,
    }
}

fn left_out(photo: &PhotoFound<'_>, reason: String) -> LeftOutPhoto {
    LeftOutPhoto {
        photo: photo.id().to_owned(),
        reason,
    }
}

/// A day without a photo that can be compared: one speaks for it.
fn all_refused<'a>(refused: &[PhotoFound<'a>]) -> Chosen<'a> {
    // A copy of another day's photo says less than a photo that was refused for itself.
    let own = refused.iter().find(|p| p.copy_of.is_none());
    let speaks = own.or(refused.first()).copied();
    let others = refused
        .iter()
        .filter(|p| speaks.is_some_and(|s| s.id() != p.id()));
    Chosen {
        left_out: others
            .map(|p| left_out(p, p.refusal().unwrap_or_default()))
            .collect(),
        set_aside: Vec::new(),
        refusal: speaks.and_then(|p| p.refusal()),
        kept: speaks.into_iter().collect(),
    }
}

/// Takes out of `kept` what reads too far from the others, one after the other.
fn outliers(kept: &mut Vec<PhotoFound<'_>>, params: &UncertaintyParams) -> Vec<LeftOutPhoto> {
    let most = OUTLIER_SPREADS * params.visit_spread_pp;
    let mut out = Vec::new();
    while let Some((i, away)) = furthest(kept).filter(|(_, away)| *away > most) {
        let reason = format!(
            "it reads {away:.1} points away from the other photos of this visit (at most {most:.1}) and is \
             left out of its values; combed or lit otherwise, or out of focus"
        );
        out.push(left_out(&kept.remove(i), reason));
    }
    out
}

/// The photo furthest from the middle of at least three, and how far, pp.
fn furthest(kept: &[PhotoFound<'_>]) -> Option<(usize, f64)> {
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
}

/// What at least half of a visit's photos show of the drift since the baseline: they share the light
/// of the day, and of three the one that happens to show the least knows no better than the others.
pub(super) fn shown_by_most(mut effects_pp: Vec<f64>) -> f64 {
    effects_pp.sort_by(f64::total_cmp);
    effects_pp[(effects_pp.len() - 1) / 2]
}
