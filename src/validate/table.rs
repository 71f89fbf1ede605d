//! Cases and totals as data and as text.

use std::fmt::Write;

use serde::Serialize;

use super::closeup::HairFigures;
use super::score::{CaseRow, CaseScore, Tally, magnitudes};
use super::stats::{correlation_and_slope, largest, mean, median, quantile, share};

/// Accuracy over all cases. A figure that no case could give is `null`.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Totals {
    /// Median over photos of the median landmark error, per mille of the baseline's width.
    pub(crate) registration_median_permille: Option<f64>,
    /// Median over photos of the 90 % quantile, per mille.
    pub(crate) registration_p90_permille: Option<f64>,
    /// Worst photo's median landmark error, per mille.
    pub(crate) registration_worst_permille: Option<f64>,
    /// Photos without a usable registration.
    pub(crate) registration_failed: u64,
    /// Mean absolute coverage error, points.
    pub(crate) coverage_mae_pp: Option<f64>,
    /// Mean signed coverage error, points; positive reads too much hair.
    pub(crate) coverage_bias_pp: Option<f64>,
    /// Mean absolute error of change, points.
    pub(crate) change_mae_pp: Option<f64>,
    /// 90 % quantile of the absolute error of change, points.
    pub(crate) change_p90_pp: Option<f64>,
    /// Mean absolute true change: the error of always saying "no change", points.
    pub(crate) zero_change_mae_pp: Option<f64>,
    /// Pearson's r of measured on true change.
    pub(crate) change_r: Option<f64>,
    /// Slope of measured on true change; 1 is ideal, below 1 damps changes.
    pub(crate) change_slope: Option<f64>,
    /// Share of the 95 % intervals of change that hold the true change of each single photo.
    pub(crate) interval_coverage: Option<f64>,
    /// Share of the 95 % intervals of change between visits that hold the true change of the visits'
    /// means: what a report promises.
    pub(crate) visit_interval_coverage: Option<f64>,
    /// Share of called increases and decreases with the true sign.
    pub(crate) verdict_sign_right: Option<f64>,
    /// Number of increases and decreases called.
    pub(crate) verdicts: u64,
    /// Photos or regions not measured.
    pub(crate) missing: u64,
    /// Figures of close-ups, where any case has some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) closeups: Option<HairFigures>,
    /// Slope of measured on true change of the number of hairs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) hair_change_slope: Option<f64>,
}

/// The outcome of a validation.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Validation {
    /// One line per case, in the order given.
    pub(crate) cases: Vec<CaseRow>,
    /// All cases pooled.
    pub(crate) totals: Totals,
}

impl Validation {
    /// Pools scored cases.
    pub(crate) fn new(scores: Vec<CaseScore>) -> Self {
        let mut pooled = Tally::default();
        for score in &scores {
            pooled.extend(&score.tally);
        }
        Self {
            cases: scores.into_iter().map(|s| s.row).collect(),
            totals: totals(&pooled),
        }
    }

    /// A table for people: cases, then totals; `-` where there is nothing to say.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::new();
        let widest = self.cases.iter().map(|c| c.case.chars().count()).max();
        let name = widest.unwrap_or(0).max("case".len());
        // Writing to a String cannot fail.
        let _ = writeln!(
            text,
            "{:name$}  {:>9}  {:>8}  {:>7}  {:>9}  {:>12}  {:>8}  {:>8}  {:>7}",
            "case",
            "reg \u{2030}",
            "cov pp",
            "bias pp",
            "change pp",
            "no-change pp",
            "i photos",
            "i visits",
            "missing"
        );
        for case in &self.cases {
            let _ = write!(
                text,
                "{:name$}  {:>9}  {:>8}  {:>7}  {:>9}  {:>12}  {:>8}  {:>8}  {:>7}",
                case.case,
                figure(case.reg_permille, 2),
                figure(case.cov, 2),
                figure(case.bias, 2),
                figure(case.change, 2),
                figure(case.zero_change, 2),
                figure(case.interval, 2),
                figure(case.visit_interval, 2),
                case.missing,
            );
            let reason = case
                .error
                .as_deref()
                .map_or(String::new(), |e| format!("  {e}"));
            let _ = writeln!(text, "{reason}");
        }
        let _ = writeln!(text);
        for (label, value) in self.totals.lines() {
            let _ = writeln!(text, "{label:46} {value:>8}");
        }
        for (label, value) in self.totals.hair_lines() {
            let _ = writeln!(text, "{label:46} {value:>8}");
        }
        text
    }
}

impl Totals {
    fn hair_lines(&self) -> Vec<(&'static str, String)> {
        let Some(hairs) = &self.closeups else {
            return Vec::new();
        };
        vec![
            (
                "hairs, mean absolute error of a count, %",
                figure(hairs.count_error_pct, 2),
            ),
            ("hairs, bias of a count, %", figure(hairs.count_bias_pct, 2)),
            (
                "hairs, error of new less lost, %",
                figure(hairs.change_error_pct, 2),
            ),
            (
                "hairs, slope of change on truth",
                figure(self.hair_change_slope, 3),
            ),
            (
                "hairs, error of a diameter, %",
                figure(hairs.diameter_error_pct, 2),
            ),
            (
                "hairs, density intervals that hold",
                figure(hairs.density_interval_holds, 3),
            ),
            (
                "hairs, matches that are right",
                figure(hairs.match_precision, 3),
            ),
            ("hairs, found again", figure(hairs.match_recall, 3)),
        ]
    }

    fn lines(&self) -> [(&'static str, String); 16] {
        [
            (
                "registration, median error, per mille",
                figure(self.registration_median_permille, 2),
            ),
            (
                "registration, 90 % quantile, per mille",
                figure(self.registration_p90_permille, 2),
            ),
            (
                "registration, worst photo, per mille",
                figure(self.registration_worst_permille, 2),
            ),
            (
                "registration, photos failed",
                self.registration_failed.to_string(),
            ),
            (
                "coverage, mean absolute error, pp",
                figure(self.coverage_mae_pp, 3),
            ),
            ("coverage, bias, pp", figure(self.coverage_bias_pp, 3)),
            (
                "change, mean absolute error, pp",
                figure(self.change_mae_pp, 3),
            ),
            (
                "change, 90 % quantile of error, pp",
                figure(self.change_p90_pp, 3),
            ),
            (
                "change, error of saying \"no change\", pp",
                figure(self.zero_change_mae_pp, 3),
            ),
            ("change, correlation with truth", figure(self.change_r, 3)),
            ("change, slope on truth", figure(self.change_slope, 3)),
            (
                "95 % intervals that hold, photo by photo",
                figure(self.interval_coverage, 3),
            ),
            (
                "95 % intervals that hold, visit by visit",
                figure(self.visit_interval_coverage, 3),
            ),
            (
                "verdicts with the true sign",
                figure(self.verdict_sign_right, 3),
            ),
            ("verdicts called", self.verdicts.to_string()),
            ("photos or regions not measured", self.missing.to_string()),
        ]
    }
}

fn totals(tally: &Tally) -> Totals {
    let change = magnitudes(&tally.change);
    let fit = correlation_and_slope(&tally.true_change, &tally.measured_change);
    Totals {
        registration_median_permille: median(&tally.registration_median),
        registration_p90_permille: median(&tally.registration_p90),
        registration_worst_permille: largest(&tally.registration_median),
        registration_failed: tally.registration_failed,
        coverage_mae_pp: mean(&magnitudes(&tally.coverage)),
        coverage_bias_pp: mean(&tally.coverage),
        change_mae_pp: mean(&change),
        change_p90_pp: quantile(&change, 0.9),
        zero_change_mae_pp: mean(&magnitudes(&tally.true_change)),
        change_r: fit.map(|(r, _)| r),
        change_slope: fit.map(|(_, slope)| slope),
        interval_coverage: share(&tally.interval_holds),
        visit_interval_coverage: share(&tally.visit_interval_holds),
        verdict_sign_right: share(&tally.sign_right),
        verdicts: tally.sign_right.len() as u64,
        missing: tally.missing,
        closeups: tally.hairs.figures(),
        hair_change_slope: correlation_and_slope(
            &tally.hairs.true_change,
            &tally.hairs.measured_change,
        )
        .map(|(_, slope)| slope),
    }
}

fn figure(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| "-".to_owned(), |v| format!("{v:.decimals$}"))
}
