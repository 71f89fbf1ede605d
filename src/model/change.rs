//! Changes, marks and the course of a view.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The interval of a change that was not measured: a change cannot lie outside it.
pub const TRIVIAL_CI95_PP: [f64; 2] = [-100.0, 100.0];

/// Verdict on a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// More coverage, beyond the noise.
    Increase,
    /// Less coverage, beyond the noise.
    Decrease,
    /// No change detectable; not the same as stable. What lies outside the interval is excluded.
    WithinNoise,
    /// The interval is too wide to say anything: nothing of use is excluded.
    TooUncertain,
    /// The two photos do not allow an answer; see `reason`.
    NotComparable,
}

impl Verdict {
    /// Whether nothing can be said: not comparable, or too uncertain.
    pub(crate) fn is_silent(self) -> bool {
        matches!(self, Self::NotComparable | Self::TooUncertain)
    }
}

/// Change of one region between two photos.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ChangeReport {
    /// Region name, or `overall`.
    pub region: String,
    /// Visit the change is counted from: the baseline, or the earlier of two successive visits.
    pub from: String,
    /// Visit the change is counted to, on a later day.
    pub to: String,
    /// Days from the one to the other, at least 1; `null` where a date is not known.
    pub days: Option<i32>,
    /// Coverage at `from` and at `to`, 0..=1, between which the change lies: for `overall` over the regions
    /// that the change is over, the same at both; `null` when not comparable.
    #[serde(default)]
    pub coverage: Option<[f64; 2]>,
    /// Change in percentage points; `null` when not comparable.
    pub delta_pp: Option<f64>,
    /// 95 % interval of the change; the trivial bound `[-100, 100]` when not comparable.
    pub ci95_pp: [f64; 2],
    /// Change as a fraction of the earlier coverage.
    pub relative: Option<f64>,
    /// Smallest change beyond the noise of this region by itself, points.
    pub detectable_pp: Option<f64>,
    /// Where several regions are tested: what that asks of each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub family: Option<Family>,
    /// Verdict.
    pub verdict: Verdict,
    /// Why not comparable or not called; for `overall` beside a value, which regions it leaves out.
    pub reason: Option<String>,
    /// Change less the control region's change, where a control is given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub control_corrected: Option<ControlCorrected>,
}

impl ChangeReport {
    /// Whether the change holds a value.
    pub(crate) fn is_comparable(&self) -> bool {
        self.verdict != Verdict::NotComparable && self.delta_pp.is_some()
    }

    /// The smallest change that would have been called, points: where several regions are tested together,
    /// what that asks of this one; `None` where that is more than there can be.
    pub(crate) fn called_from_pp(&self) -> Option<f64> {
        let needed = self.family.map(|family| family.needed_pp);
        let least = self.detectable_pp?.max(needed.unwrap_or(0.0));
        (least <= 100.0).then_some(least)
    }

    /// A change that could not be measured, with the reason.
    pub(crate) fn not_comparable(
        region: &str,
        from: &str,
        to: &str,
        days: impl Into<Option<i32>>,
        reason: String,
    ) -> Self {
        Self {
            region: region.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            days: days.into(),
            coverage: None,
            delta_pp: None,
            ci95_pp: TRIVIAL_CI95_PP,
            relative: None,
            detectable_pp: None,
            family: None,
            verdict: Verdict::NotComparable,
            reason: Some(reason),
            control_corrected: None,
        }
    }
}

/// Regions tested together: the chance that any of them is called where nothing changed is held at
/// 5 % (Holm 1979, Scand J Stat 6:65).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Family {
    /// Regions tested.
    pub regions: u32,
    /// Smallest change of this region that would have been called among them, points.
    pub needed_pp: f64,
}

/// What every region of a view changed by at least, in one direction: light or comb of the day, or
/// growth everywhere.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SharedChange {
    /// Visit the change is counted from.
    pub from: String,
    /// Visit the change is counted to.
    pub to: String,
    /// Change that all regions share, points; 0 where they go different ways.
    pub shared_pp: f64,
    /// 95 % interval of the overall change, points: no part of it is surer.
    pub ci95_pp: [f64; 2],
    /// Regions compared.
    pub regions: u32,
}

/// A change corrected by the untreated control.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ControlCorrected {
    /// Control region or view.
    pub control: String,
    /// The control's own change, points.
    pub control_delta_pp: f64,
    /// Change less the control's change, points.
    pub delta_pp: f64,
    /// 95 % interval of the corrected change.
    pub ci95_pp: [f64; 2],
    /// Verdict on the corrected change.
    pub verdict: Verdict,
}

/// How a mark's value was obtained.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum MarkBasis {
    /// A photo within the window.
    Photo,
    /// Linear between the neighbouring photos on both sides.
    Interpolated,
    /// Neither; never extrapolated.
    Missing,
}

/// A calendar mark of the course.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarkReport {
    /// Calendar months after the start.
    pub month: u32,
    /// Date of the mark.
    pub date: String,
    /// A photo counts up to so many days before or after.
    pub window_days: u32,
    /// How the values were obtained.
    pub basis: MarkBasis,
    /// With `basis` `missing`: the mark's window had not passed when the report was made, so that
    /// nothing was missed. Left out where `false`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub not_due: bool,
    /// The visit's photo, the first of several, where `basis` is `photo`.
    pub photo: Option<String>,
    /// The visit, where `basis` is `photo`.
    #[serde(default)]
    pub visit: Option<String>,
    /// The two visits between which was interpolated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<[String; 2]>,
    /// Change against baseline per region; empty when missing.
    pub regions: Vec<MarkRegion>,
    /// What a reader should know about this mark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Change against baseline of one region at a mark.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MarkRegion {
    /// Region name, or `overall`.
    pub region: String,
    /// Change in percentage points; `null` when not comparable.
    pub delta_pp: Option<f64>,
    /// 95 % interval; the trivial bound `[-100, 100]` when not comparable.
    pub ci95_pp: [f64; 2],
    /// Verdict.
    pub verdict: Verdict,
    /// Why not comparable.
    pub reason: Option<String>,
}

impl MarkRegion {
    /// The value a mark takes over from a change.
    pub(crate) fn of(change: &ChangeReport) -> Self {
        Self {
            region: change.region.clone(),
            delta_pp: change.delta_pp,
            ci95_pp: change.ci95_pp,
            verdict: change.verdict,
            reason: change.reason.clone(),
        }
    }
}

/// Baseline to the last comparable photo.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct CourseChange {
    /// Baseline visit.
    pub from: Option<String>,
    /// Last visit that is comparable with it; `null` when there is none.
    pub to: Option<String>,
    /// Days between them.
    pub days: Option<i32>,
    /// Per region, `overall` last; empty when there is no comparable photo.
    pub regions: Vec<ChangeReport>,
    /// Why there is none.
    pub reason: Option<String>,
}

/// How coverage went on after the last session.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Trend {
    /// Date from which photos count: the last session, or the start where there is none.
    pub since: String,
    /// Per region; empty when not measured.
    pub regions: Vec<TrendRegion>,
    /// Why not measured.
    pub reason: Option<String>,
}

/// Slope of one region after the last session.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TrendRegion {
    /// Region name, or `overall`.
    pub region: String,
    /// Photos used.
    pub photos: u32,
    /// Day of the first of them; older reports do not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Day of the last of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Points per 30 days.
    pub slope_pp_per_30_days: f64,
    /// 95 % interval of the slope.
    pub ci95_pp_per_30_days: [f64; 2],
    /// Verdict.
    pub verdict: TrendVerdict,
}

/// Verdict on a slope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrendVerdict {
    /// Rising beyond the noise from the first photo to the last, as one of the regions tested; the change
    /// between the two is called, too. Whether it rose until the last is not tested.
    Rising,
    /// No slope detectable, and none above 2 points per 30 days possible: the level holds.
    Holding,
    /// No slope detectable, but the photos are too few or too noisy to say that the level holds.
    Unclear,
    /// Falling so.
    Relapsing,
}

#[cfg(test)]
pub(crate) mod fixtures {
    use super::*;

    /// A measured change of `region` with a symmetric interval.
    pub(crate) fn change(
        region: &str,
        from: &str,
        to: &str,
        delta: f64,
        half: f64,
    ) -> ChangeReport {
        ChangeReport {
            region: region.to_owned(),
            from: from.to_owned(),
            to: to.to_owned(),
            days: Some(1),
            coverage: None,
            delta_pp: Some(delta),
            ci95_pp: [delta - half, delta + half],
            relative: None,
            detectable_pp: Some(half),
            family: None,
            verdict: match delta {
                d if d > half => Verdict::Increase,
                d if d < -half => Verdict::Decrease,
                _ => Verdict::WithinNoise,
            },
            reason: None,
            control_corrected: None,
        }
    }
}
