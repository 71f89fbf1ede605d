//! One-way random-effects analysis of variance: spread within and between targets.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::repeats::Repeats;
use crate::statistics::{Z_95, chi_squared, fisher, student};

/// No region has two values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum NotEnough {
    /// Where there are photos to compare, none of a head's regions was measured on two.
    #[error("no region was measured on two comparable photos of one head")]
    NotMeasured,
    /// There are no two photos to compare.
    #[error(
        "every view has one photo a day: how far a set-up's photos spread shows only where a view was \
         photographed twice on one day, and photos of different days differ by the treatment, too"
    )]
    OnePhotoADay,
}

/// Spread between repeats of one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Spread {
    /// Standard error of measurement: standard deviation of one photo's coverage, points.
    pub(crate) sem_pp: f64,
    /// 95 % interval of `sem_pp`.
    pub(crate) sem_ci95_pp: [f64; 2],
    /// Smallest change between two photos that is beyond the noise, points: `1.96 * sqrt(2) * SEM`.
    pub(crate) detectable_pp: f64,
    /// Degrees of freedom behind the interval: photos less heads. Regions of one photo share its
    /// light and its alignment, so that they do not count as independent.
    pub(crate) degrees_of_freedom: usize,
    /// Values that went in.
    pub(crate) values: usize,
}

impl Spread {
    /// Standard deviation that makes an interval of the normal distribution as wide as Student's
    /// t makes it with so few degrees of freedom, points.
    pub(crate) fn widened_pp(&self) -> f64 {
        self.sem_pp * student(self.degrees_of_freedom) / Z_95
    }
}

/// Intraclass correlation ICC(1,1): the share of the variance that lies between targets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct Icc {
    /// -1..=1.
    pub(crate) icc: f64,
    /// 95 % interval.
    pub(crate) ci95: [f64; 2],
    /// Targets: a region of a head.
    pub(crate) targets: usize,
    /// What the correlation is taken over, for the reader.
    pub(crate) over: String,
}

/// How many heads the repeats are of.
pub(super) fn heads(repeats: &[&Repeats]) -> usize {
    photos_by_head(repeats).len()
}

/// How many persons the repeats are of.
pub(super) fn subjects(repeats: &[&Repeats]) -> usize {
    let named: BTreeSet<&str> = repeats.iter().map(|r| r.subject.as_str()).collect();
    named.len()
}

/// Largest number of values of each head: its photos.
fn photos_by_head<'a>(repeats: &[&'a Repeats]) -> BTreeMap<&'a str, usize> {
    let mut photos = BTreeMap::new();
    for r in repeats {
        let most: &mut usize = photos.entry(r.head.as_str()).or_default();
        *most = (*most).max(r.coverage_pct.len());
    }
    photos
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Sum of squares within targets and its degrees of freedom.
fn within(repeats: &[&Repeats]) -> (f64, usize) {
    let squares = repeats
        .iter()
        .map(|r| {
            let centre = mean(&r.coverage_pct);
            let sum: f64 = r.coverage_pct.iter().map(|v| (v - centre).powi(2)).sum();
            (sum, r.coverage_pct.len() - 1)
        })
        .collect::<Vec<_>>();
    (
        squares.iter().map(|s| s.0).sum(),
        squares.iter().map(|s| s.1).sum(),
    )
}

/// Pooled spread within targets of at least two values each.
pub(super) fn spread(repeats: &[&Repeats]) -> Result<Spread, NotEnough> {
    let (squares, free) = within(repeats);
    if free == 0 {
        return Err(NotEnough::NotMeasured);
    }
    let sem = (squares / free as f64).sqrt();
    let independent: usize = photos_by_head(repeats)
        .values()
        .map(|photos| photos - 1)
        .sum();
    let bound = |p: f64| sem * (independent as f64 / chi_squared(p, independent)).sqrt();
    Ok(Spread {
        sem_pp: sem,
        sem_ci95_pp: [bound(0.975), bound(0.025)],
        detectable_pp: Z_95 * std::f64::consts::SQRT_2 * sem,
        degrees_of_freedom: independent,
        values: repeats.iter().map(|r| r.coverage_pct.len()).sum(),
    })
}

/// ICC(1,1) with its interval; the reason where the repeats cannot give one.
pub(super) fn icc(repeats: &[&Repeats]) -> Result<Icc, String> {
    let targets = repeats.len();
    if targets < 2 {
        return Err("one region of one head: nothing for the values to differ between".into());
    }
    let (squares, free) = within(repeats);
    let noise = squares / free as f64;
    if noise <= 0.0 {
        return Err("the repeats do not differ at all: are they copies of one photo?".into());
    }
    let counts: Vec<f64> = repeats
        .iter()
        .map(|r| r.coverage_pct.len() as f64)
        .collect();
    let total: f64 = counts.iter().sum();
    let all: f64 = repeats.iter().flat_map(|r| &r.coverage_pct).sum::<f64>() / total;
    let between: f64 = repeats
        .iter()
        .zip(&counts)
        .map(|(r, n)| n * (mean(&r.coverage_pct) - all).powi(2))
        .sum::<f64>()
        / (targets - 1) as f64;
    // Repeats per target, corrected for unequal numbers.
    let per_target =
        (total - counts.iter().map(|n| n * n).sum::<f64>() / total) / (targets - 1) as f64;
    let of = |ratio: f64| (ratio - 1.0) / (ratio + per_target - 1.0);
    let ratio = between / noise;
    let over = match (subjects(repeats), heads(repeats)) {
        (0 | 1, 0 | 1) => "regions of one head",
        (0 | 1, _) => {
            "regions of one head at several visits or views: no correlation between heads"
        }
        _ => "regions of several heads",
    };
    Ok(Icc {
        icc: of(ratio),
        ci95: [
            of(ratio / fisher(0.975, targets - 1, free)),
            of(ratio * fisher(0.975, free, targets - 1)),
        ],
        targets,
        over: over.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&[f64]]) -> Vec<Repeats> {
        rows.iter()
            .enumerate()
            .map(|(i, row)| Repeats {
                subject: format!("head {i}"),
                head: format!("head {i}"),
                region: "vertex".into(),
                coverage_pct: row.to_vec(),
            })
            .collect()
    }

    /// The example of Shrout and Fleiss 1979, table 2: ICC(1,1) = 0.17, interval -0.13 to 0.72.
    #[test]
    fn the_published_example_is_met() {
        let rows = table(&[
            &[9.0, 2.0, 5.0, 8.0],
            &[6.0, 1.0, 3.0, 2.0],
            &[8.0, 4.0, 6.0, 8.0],
            &[7.0, 1.0, 2.0, 6.0],
            &[10.0, 5.0, 6.0, 9.0],
            &[6.0, 2.0, 4.0, 7.0],
        ]);
        let rows: Vec<&Repeats> = rows.iter().collect();
        let found = icc(&rows).unwrap();
        assert!((found.icc - 0.17).abs() < 0.005, "{found:?}");
        assert!((found.ci95[0] + 0.13).abs() < 0.005, "{found:?}");
        assert!((found.ci95[1] - 0.72).abs() < 0.005, "{found:?}");
        let spread = spread(&rows).unwrap();
        assert!((spread.sem_pp.powi(2) - 6.26).abs() < 0.01, "{spread:?}");
        assert_eq!(spread.degrees_of_freedom, 18);
    }

    #[test]
    fn the_interval_of_two_photos_is_wide_and_holds_the_value() {
        let rows = table(&[&[50.0, 52.0]]);
        let rows: Vec<&Repeats> = rows.iter().collect();
        let found = spread(&rows).unwrap();
        assert!((found.sem_pp - 2.0_f64.sqrt()).abs() < 1e-12);
        // Chi-squared with one degree of freedom: 0.00098 and 5.02 at 2.5 and 97.5 %.
        assert!((found.sem_ci95_pp[0] / found.sem_pp - 0.446).abs() < 0.001);
        assert!((found.sem_ci95_pp[1] / found.sem_pp - 31.91).abs() < 0.01);
        assert!(icc(&rows).is_err());
    }

    #[test]
    fn visits_of_one_person_are_not_several_heads() {
        let mut rows = table(&[&[50.0, 52.0], &[60.0, 61.0]]);
        rows.iter_mut().for_each(|r| r.subject = "P".into());
        let rows: Vec<&Repeats> = rows.iter().collect();
        assert_eq!((subjects(&rows), heads(&rows)), (1, 2));
        assert!(icc(&rows).unwrap().over.contains("one head"));
    }

    #[test]
    fn copies_of_one_photo_are_recognised() {
        let rows = table(&[&[50.0, 50.0], &[60.0, 60.0]]);
        let rows: Vec<&Repeats> = rows.iter().collect();
        assert!(icc(&rows).unwrap_err().contains("copies"));
    }
}
