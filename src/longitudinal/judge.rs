//! The one place where a change gets its verdict.
//!
//! Everything that decides is gathered first: the difference with its interval, what refuses it,
//! what quality adds to it, the control, the other regions tested beside it. It is judged once, and
//! every report refers to that judgement.

use crate::model::{ChangeReport, ControlCorrected, Family, SharedChange, Verdict};
use crate::statistics::{Z_95, holm, normal_two_sided};
use crate::uncertainty::{ANY_CHANGE_PP, Difference, UncertaintyParams, relative_half};

/// What was found of one region between two visits.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RegionFound {
    /// Region name, or `overall`.
    pub(crate) region: String,
    /// The difference, or why there is none.
    pub(crate) found: Result<Difference, String>,
    /// What a reader should know beside a value.
    pub(crate) note: Option<String>,
}

/// What was found between two visits of one view.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PairFound {
    /// Earlier visit.
    pub(crate) from: String,
    /// Later visit.
    pub(crate) to: String,
    /// Days between them; `None` where a date is not known.
    pub(crate) days: Option<i32>,
    /// The regions, in order.
    pub(crate) regions: Vec<RegionFound>,
    /// All regions together; `None` where the view has no regions.
    pub(crate) overall: Option<RegionFound>,
    /// The untreated control's difference over the same time, with its name.
    pub(crate) control: Option<(String, Difference)>,
}

/// Share of families in which a region is called although nothing changed.
pub(super) const FAMILY_ERROR: f64 = 0.05;

impl PairFound {
    /// The changes of the regions, `overall` last. Regions named in `controls` are told but not
    /// tested, and not corrected by themselves.
    pub(crate) fn judged(
        &self,
        controls: &[String],
        params: &UncertaintyParams,
    ) -> Vec<ChangeReport> {
        let is_control = |found: &RegionFound| controls.contains(&found.region);
        let tested: Vec<Option<&Difference>> = self
            .regions
            .iter()
            .map(|r| r.found.as_ref().ok().filter(|_| !is_control(r)))
            .collect();
        let less: Vec<Option<Difference>> = tested
            .iter()
            .map(|tested| Some(less_control((*tested)?, &self.control.as_ref()?.1, params)))
            .collect();
        let of_less: Vec<Option<&Difference>> = less.iter().map(Option::as_ref).collect();
        let left = families(&of_less).into_iter().zip(of_less);
        let mut changes: Vec<ChangeReport> = self
            .regions
            .iter()
            .zip(families(&tested).into_iter().zip(left))
            .map(|(region, (family, (left_family, less)))| {
                let left = less.and_then(|less| self.corrected(less, left_family, params));
                self.judged_region(region, family, left, params)
            })
            .collect();
        // Regions that are controls themselves are part of `overall`: it is corrected by a view only.
        let of_a_view = self.control.as_ref().filter(|(name, _)| {
            let own = |r: &RegionFound| name.split(", ").any(|part| part == r.region);
            !self.regions.iter().any(own)
        });
        changes.extend(self.overall.iter().map(|overall| {
            let found = overall.found.as_ref().ok();
            let less = found
                .zip(of_a_view)
                .map(|(found, (_, c))| less_control(found, c, params));
            let left = less.and_then(|less| self.corrected(&less, None, params));
            self.judged_region(overall, None, left, params)
        }));
        changes
    }

    /// What the control leaves of a change, judged like the change itself.
    fn corrected(
        &self,
        less: &Difference,
        family: Option<Family>,
        params: &UncertaintyParams,
    ) -> Option<ControlCorrected> {
        let (name, control) = self.control.as_ref()?;
        Some(ControlCorrected {
            control: name.clone(),
            control_delta_pp: control.delta_pp,
            delta_pp: less.delta_pp,
            ci95_pp: less.ci95_pp(params),
            verdict: verdict(less, family, params).0,
        })
    }

    fn judged_region(
        &self,
        region: &RegionFound,
        family: Option<Family>,
        control_corrected: Option<ControlCorrected>,
        params: &UncertaintyParams,
    ) -> ChangeReport {
        let refused = |why: &String| {
            let (name, why) = (&region.region, why.clone());
            ChangeReport::not_comparable(name, &self.from, &self.to, self.days, why)
        };
        let difference = match &region.found {
            Ok(difference) => difference,
            Err(why) => return refused(why),
        };
        let (verdict, why) = verdict(difference, family, params);
        ChangeReport {
            region: region.region.clone(),
            from: self.from.clone(),
            to: self.to.clone(),
            days: self.days,
            coverage: Some(difference.levels()),
            delta_pp: Some(difference.delta_pp),
            ci95_pp: difference.ci95_pp(params),
            relative: difference.relative(),
            // A change that would have to be larger is never detected.
            detectable_pp: Some(difference.noise_pp).filter(|&d| d <= 100.0),
            family,
            verdict,
            reason: region.note.clone().or(why),
            control_corrected,
        }
    }

    /// What all regions share; `None` where fewer than three were compared.
    pub(crate) fn shared(&self, params: &UncertaintyParams) -> Option<SharedChange> {
        let deltas: Vec<f64> = self
            .regions
            .iter()
            .filter_map(|r| Some(r.found.as_ref().ok()?.delta_pp))
            .collect();
        let overall = self.overall.as_ref()?.found.as_ref().ok()?;
        let one_way = deltas.iter().all(|d| d.signum() == deltas[0].signum());
        let least = deltas
            .iter()
            .copied()
            .min_by(|a, b| a.abs().total_cmp(&b.abs()));
        (deltas.len() >= 3).then(|| SharedChange {
            from: self.from.clone(),
            to: self.to.clone(),
            shared_pp: least.filter(|_| one_way).unwrap_or(0.0),
            ci95_pp: overall.ci95_pp(params),
            regions: deltas.len() as u32,
        })
    }
}

/// For each region tested, what being one of several asks of it ([`holm`], the largest change in units
/// of its noise first). `None` where it is the only one.
fn families(tested: &[Option<&Difference>]) -> Vec<Option<Family>> {
    let mut order: Vec<(usize, f64, f64)> = tested
        .iter()
        .enumerate()
        .filter_map(|(i, difference)| {
            let difference = (*difference)?;
            let limit = difference.noise_pp;
            // Without noise every change stands out.
            let sizes = difference.delta_pp.abs() / limit.max(1e-9);
            Some((i, sizes, limit))
        })
        .collect();
    let regions = order.len();
    let mut families = vec![None; tested.len()];
    if regions < 2 {
        return families;
    }
    order.sort_by(|a, b| b.1.total_cmp(&a.1));
    // In units of an interval's half width.
    let asked = |share: f64| normal_two_sided(share) / Z_95;
    let shares = holm(regions, FAMILY_ERROR, |rank, share| {
        order[rank].1 > asked(share)
    });
    for (&(i, _, limit), share) in order.iter().zip(shares) {
        families[i] = Some(Family {
            regions: regions as u32,
            needed_pp: asked(share) * limit,
        });
    }
    families
}

/// What is said of a difference, given whether it stands out from its noise.
fn settled(difference: &Difference, stands_out: bool, params: &UncertaintyParams) -> Verdict {
    match () {
        () if stands_out && difference.delta_pp > 0.0 => Verdict::Increase,
        () if stands_out => Verdict::Decrease,
        () if difference.reach_pp(params) > params.too_uncertain_pp => Verdict::TooUncertain,
        () => Verdict::WithinNoise,
    }
}

/// The verdict on a difference, and what explains it beyond the numbers.
fn verdict(
    difference: &Difference,
    family: Option<Family>,
    params: &UncertaintyParams,
) -> (Verdict, Option<String>) {
    let own = difference.noise_pp;
    let size = difference.delta_pp.abs();
    let needed = family.map_or(own, |family| family.needed_pp);
    let stands_out = size > needed && own <= params.too_uncertain_pp;
    let verdict = settled(difference, stands_out, params);
    let why = match verdict {
        Verdict::TooUncertain => Some(uncertain(difference.ci95_pp(params))),
        Verdict::WithinNoise => family.filter(|_| size > own).map(|family| {
            format!(
                "0 lies outside its interval, but {} regions are tested together and one of them may stand out \
                 by chance: it would have been called from {:.1} points on",
                family.regions, family.needed_pp
            )
        }),
        _ => None,
    };
    (verdict, why)
}

/// Why an interval is too wide for a verdict. Of a large change it may leave out 0 all the same, as it
/// need not reach as far to either side.
fn uncertain([low, high]: [f64; 2]) -> String {
    let spans = format!("spans {:.0} points, from {low:.1} to {high:.1}", high - low);
    match low > 0.0 || high < 0.0 {
        true => format!(
            "too uncertain to say: 0 lies outside the interval, but it {spans}; nothing known so roughly is \
             called a change"
        ),
        false => format!(
            "too uncertain to say: the interval {spans}: loss, no change and gain are all possible"
        ),
    }
}

/// A verdict on a value between two visits: its interval decides alone.
pub(super) fn verdict_between(ci95_pp: [f64; 2], params: &UncertaintyParams) -> Verdict {
    let [low, high] = ci95_pp;
    match () {
        () if 0.5 * (high - low) > params.too_uncertain_pp => Verdict::TooUncertain,
        () if low > 0.0 => Verdict::Increase,
        () if high < 0.0 => Verdict::Decrease,
        () => Verdict::WithinNoise,
    }
}

/// A difference less the control's. The noise of the two is independent and adds in quadrature; what
/// they share is what the subtraction removes, but for what each of the two is stretched by itself.
fn less_control(
    difference: &Difference,
    control: &Difference,
    params: &UncertaintyParams,
) -> Difference {
    let stretched = std::f64::consts::SQRT_2 * relative_half(params) * control.delta_pp;
    Difference {
        delta_pp: difference.delta_pp - control.delta_pp,
        noise_pp: difference.noise_pp.hypot(control.noise_pp),
        earlier: difference.earlier,
        room_pp: ANY_CHANGE_PP,
    }
    .widened(stretched)
}

#[cfg(test)]
#[path = "judge_tests.rs"]
mod tests;
