//! How a rule's finding is made.

use crate::model::{QualityFinding, QualityStatus};

/// A measured value with its limits: larger is worse.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limit {
    pub(crate) value: f64,
    pub(crate) unit: &'static str,
    pub(crate) warn: f64,
    /// `None` where a rule never fails.
    pub(crate) fail: Option<f64>,
}

impl Limit {
    /// Finding of a value that is better when small; `message` is used when the limit is passed.
    pub(crate) fn judge(self, message: impl FnOnce() -> String) -> QualityFinding {
        let beyond_fail = self.fail.is_some_and(|fail| self.value > fail);
        let status = match (beyond_fail, self.value > self.warn) {
            (true, _) => QualityStatus::Fail,
            (false, true) => QualityStatus::Warn,
            (false, false) => QualityStatus::Ok,
        };
        self.finding(status, message)
    }

    /// Finding of a value that is better when large.
    pub(crate) fn judge_at_least(self, message: impl FnOnce() -> String) -> QualityFinding {
        let below_fail = self.fail.is_some_and(|fail| self.value < fail);
        let status = match (below_fail, self.value < self.warn) {
            (true, _) => QualityStatus::Fail,
            (false, true) => QualityStatus::Warn,
            (false, false) => QualityStatus::Ok,
        };
        self.finding(status, message)
    }

    fn finding(self, status: QualityStatus, message: impl FnOnce() -> String) -> QualityFinding {
        QualityFinding {
            value: Some(self.value),
            unit: self.unit.to_owned(),
            threshold: Some(self.warn),
            status,
            effect_pp: None,
            message: (status != QualityStatus::Ok).then(message),
        }
    }
}

/// A measured figure and its limit as text, with `decimals` or as many more as tell them apart: 8.3 beyond 8.0 does
/// not read "8, at most 8".
pub(super) fn against(value: f64, limit: f64, decimals: usize) -> [String; 2] {
    let written = |digits: usize| [value, limit].map(|figure| format!("{figure:.digits$}"));
    let alike = |[value, limit]: &[String; 2]| value == limit;
    (decimals..decimals + 3)
        .map(written)
        .find(|pair| !alike(pair))
        .unwrap_or_else(|| written(decimals))
}

/// A rule that these facts cannot answer.
pub(crate) fn not_assessed(
    unit: &str,
    threshold: impl Into<Option<f64>>,
    message: &str,
) -> QualityFinding {
    QualityFinding {
        value: None,
        unit: unit.to_owned(),
        threshold: threshold.into(),
        status: QualityStatus::NotAssessed,
        effect_pp: None,
        message: Some(message.to_owned()),
    }
}

/// A finding with its effect in points; a drift within what is usual has none beyond the ordinary
/// noise of a re-shot photo.
pub(super) fn with_effect(finding: QualityFinding, effect_pp: f64) -> QualityFinding {
    QualityFinding {
        effect_pp: Some(effect_pp.max(0.0)),
        ..finding
    }
}

/// Finding on a share of the head that cannot be read, with limits `[warn, fail]`. Its effect is
/// an upper bound: were all of the share hair or all of it scalp, coverage would move by it.
pub(super) fn judge_share(
    share: Option<f64>,
    [warn, fail]: [f64; 2],
    what: &str,
    hint: &str,
) -> QualityFinding {
    let Some(value) = share else {
        return not_assessed("fraction", warn, "no pixel of the head to look at");
    };
    let limit = Limit {
        value,
        unit: "fraction",
        warn,
        fail: Some(fail),
    };
    let mut finding = limit.judge(|| {
        let [found, wanted] = against(100.0 * value, 100.0 * warn, 1);
        format!("{found} % of the head {what}, at most {wanted} % wanted; {hint}")
    });
    finding.effect_pp = Some(100.0 * value);
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_and_its_limit_are_told_apart() {
        assert_eq!(against(21.0, 8.0, 0), ["21", "8"]);
        assert_eq!(against(8.31, 8.0, 0), ["8.3", "8.0"]);
        assert_eq!(against(0.2049, 0.2, 1), ["0.205", "0.200"]);
    }
}
