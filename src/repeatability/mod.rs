//! Repeatability of a set-up: how far coverage spreads when nothing has changed.
//!
//! Photos of one head, taken anew on one day, are repeats: whatever differs between them is the
//! noise of camera, light, comb and method together. One-way random-effects analysis of variance
//! over (head, region) gives the standard error of measurement, the smallest detectable change and
//! the intraclass correlation (Shrout and Fleiss 1979, doi:10.1037/0033-2909.86.2.420; Weir 2005,
//! doi:10.1519/15184.1); pairs of repeats give limits of agreement (Bland and Altman 1986,
//! doi:10.1016/S0140-6736(86)90837-8).

pub(crate) mod agreement;
mod anova;
mod repeats;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub(crate) use agreement::Agreement;
pub(crate) use anova::{Icc, NotEnough, Spread};
pub(crate) use repeats::Repeats;

/// Repeatability of one region over all heads, or of all regions together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct RegionRepeatability {
    /// Region; `overall` is the area-weighted value, `all regions` pools the single ones.
    pub(crate) region: String,
    /// Spread between repeats.
    #[serde(flatten)]
    pub(crate) spread: Spread,
}

/// Name under which the single regions are pooled.
pub(crate) const POOLED: &str = "all regions";

/// What a set-up's repeats say.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Repeatability {
    /// Persons that gave repeats.
    #[serde(default)]
    pub(crate) subjects: usize,
    /// Heads (with view and day) that gave repeats.
    pub(crate) heads: usize,
    /// Photos used.
    pub(crate) photos: usize,
    /// All single regions pooled.
    pub(crate) pooled: RegionRepeatability,
    /// Every region that repeats were measured of, by name.
    pub(crate) regions: Vec<RegionRepeatability>,
    /// Intraclass correlation over (head, region); `null` with a reason below.
    pub(crate) icc: Option<Icc>,
    /// Why there is no intraclass correlation.
    pub(crate) icc_reason: Option<String>,
    /// Limits of agreement between two repeats.
    pub(crate) agreement: Agreement,
}

/// Repeatability from repeated values. `overall` regions are reported and left out of the pool,
/// which they would enter twice.
///
/// # Errors
/// No region has two values.
pub(crate) fn repeatability(
    repeats: &[Repeats],
    overall: &str,
    photos: usize,
) -> Result<Repeatability, NotEnough> {
    let usable: Vec<&Repeats> = repeats
        .iter()
        .filter(|r| r.coverage_pct.len() >= 2)
        .collect();
    let single: Vec<&Repeats> = usable
        .iter()
        .copied()
        .filter(|r| r.region != overall)
        .collect();
    let pooled = RegionRepeatability {
        region: POOLED.into(),
        spread: anova::spread(&single)?,
    };
    let icc = anova::icc(&single);
    let mut names: Vec<&str> = usable.iter().map(|r| r.region.as_str()).collect();
    names.sort_unstable_by_key(|name| (*name == overall, *name));
    names.dedup();
    let regions = names
        .into_iter()
        .map(|name| {
            let own: Vec<&Repeats> = usable
                .iter()
                .copied()
                .filter(|r| r.region == name)
                .collect();
            Ok(RegionRepeatability {
                region: name.to_owned(),
                spread: anova::spread(&own)?,
            })
        })
        .collect::<Result<_, NotEnough>>()?;
    Ok(Repeatability {
        subjects: anova::subjects(&single),
        heads: anova::heads(&single),
        photos,
        agreement: agreement::agreement(&single, pooled.spread.sem_pp),
        pooled,
        regions,
        icc_reason: icc.as_ref().err().cloned(),
        icc: icc.ok(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repeats(head: &str, region: &str, values: &[f64]) -> Repeats {
        Repeats {
            subject: "one".into(),
            head: head.into(),
            region: region.into(),
            coverage_pct: values.to_vec(),
        }
    }

    #[test]
    fn overall_is_reported_but_not_pooled() {
        let all = [
            repeats("a", "vertex", &[40.0, 42.0]),
            repeats("a", "frontal", &[60.0, 60.0]),
            repeats("a", "overall", &[0.0, 90.0]),
        ];
        let found = repeatability(&all, "overall", 2).unwrap();
        let names: Vec<&str> = found.regions.iter().map(|r| r.region.as_str()).collect();
        assert_eq!(names, ["frontal", "vertex", "overall"]);
        // Two regions, variances 2 and 0: the pool's is 1.
        assert!((found.pooled.spread.sem_pp - 1.0).abs() < 1e-12);
        assert_eq!(found.heads, 1);
        assert_eq!(found.agreement.pairs.len(), 2);
    }

    #[test]
    fn one_value_is_no_repeat() {
        let single = [repeats("a", "vertex", &[40.0])];
        assert!(repeatability(&single, "overall", 1).is_err());
    }
}
