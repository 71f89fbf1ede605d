//! What a close-up view's changes say of its course: marks, baseline to the last visit, slope.

use jiff::civil::Date;

use crate::calendar::day_number;
use crate::longitudinal::marks::{mark_date, not_due};
use crate::longitudinal::{DatedVisit, trend::trend};
use crate::model::{
    ChangeReport, CloseupChange, CloseupCourseChange, CloseupMark, CloseupMarkRegion, CloseupTrend,
    CloseupTrendRegion, MarkBasis, TrendRegion, Verdict,
};

use super::changes::change_between;
use super::hairs::count_of;
use super::seen::Seen;
use super::visits::Visit;

/// The visits of a view, the place of the baseline's among them, and its changes.
#[derive(Clone, Copy)]
pub(super) struct Followed<'a> {
    pub(crate) seen: &'a Seen<'a>,
    pub(crate) visits: &'a [Visit],
    pub(crate) baseline: usize,
    pub(crate) changes: &'a [CloseupChange],
}

fn told(change: &CloseupChange) -> bool {
    change.verdict != Verdict::NotComparable
}

impl Followed<'_> {
    fn date(&self, visit: usize) -> Date {
        self.seen.read[self.visits[visit].photos[0]].planned.date
    }

    /// Changes from the baseline to a visit, per region.
    fn since_baseline(&self, visit: usize) -> impl Iterator<Item = &CloseupChange> {
        let [from, to] = [self.baseline, visit].map(|v| self.visits[v].id.as_str());
        let own = self.changes.iter();
        own.filter(move |c| c.from == from && c.to == to)
    }

    /// The visit at each calendar mark: one with an answer before one without, then the nearest.
    pub(crate) fn marks(&self) -> Vec<CloseupMark> {
        let (start, today) = (self.seen.job.course.start, self.seen.job.course.today);
        let marks = self.seen.job.course.marks.iter();
        marks
            .filter_map(|mark| {
                let date = mark_date(start, mark.month).ok()?;
                let near = |visit: usize| day_number(date, self.date(visit)).unsigned_abs();
                let visit = (0..self.visits.len())
                    .filter(|&visit| {
                        visit != self.baseline && self.visits[visit].is_placed(self.seen)
                    })
                    .filter(|&visit| near(visit) <= mark.window_days)
                    .min_by_key(|&visit| {
                        (!self.since_baseline(visit).any(told), near(visit), visit)
                    });
                let own = visit.map(|visit| &self.visits[visit]);
                Some(CloseupMark {
                    month: mark.month,
                    date: date.to_string(),
                    window_days: mark.window_days,
                    basis: match visit {
                        Some(_) => MarkBasis::Photo,
                        None => MarkBasis::Missing,
                    },
                    not_due: visit.is_none() && not_due(date, mark.window_days, today),
                    photo: own.map(|own| self.seen.id(own.photos[0]).to_owned()),
                    visit: own.map(|own| own.id.clone()),
                    regions: visit
                        .into_iter()
                        .flat_map(|visit| self.since_baseline(visit))
                        .map(CloseupMarkRegion::of)
                        .collect(),
                })
            })
            .collect()
    }

    /// Baseline to the last visit with an answer in any region.
    pub(crate) fn course_change(&self) -> CloseupCourseChange {
        let from = Some(self.visits[self.baseline].id.clone());
        let later = self.baseline + 1..self.visits.len();
        let Some(last) = later
            .clone()
            .rev()
            .find(|&v| self.since_baseline(v).any(told))
        else {
            let why = match later.is_empty() {
                true => "there is no visit after the baseline",
                false => "no later visit is comparable with the baseline",
            };
            return CloseupCourseChange {
                from,
                reason: Some(why.to_owned()),
                ..CloseupCourseChange::default()
            };
        };
        let [base, to] = [self.baseline, last].map(|visit| &self.visits[visit]);
        let overall = change_between(self.seen, [base, to], None);
        CloseupCourseChange {
            from,
            to: Some(to.id.clone()),
            days: Some(day_number(self.date(self.baseline), self.date(last))),
            regions: self
                .since_baseline(last)
                .cloned()
                .chain([overall])
                .collect(),
            reason: None,
        }
    }

    /// The slope of each region's hairs after the last session, found as that of coverage is: a change is
    /// taken in percent of the baseline's hairs.
    pub(crate) fn trend(&self) -> CloseupTrend {
        let sessions = &self.seen.job.course.sessions;
        let since = sessions
            .last()
            .copied()
            .unwrap_or(self.seen.job.course.start);
        let dated: Vec<DatedVisit> = (0..self.visits.len())
            .map(|visit| DatedVisit::new(&self.visits[visit].id, self.date(visit)))
            .collect();
        let base = self.visits[self.baseline].id.as_str();
        let changes: Vec<ChangeReport> = self
            .changes
            .iter()
            .filter(|c| c.from == base)
            .filter_map(|c| self.in_percent(c))
            .collect();
        let verdict = |from: &str, to: &str, region: &str| {
            let at = |id: &str| self.visits.iter().find(|visit| visit.id == id);
            let region = self.region(region)?;
            Some(change_between(self.seen, [at(from)?, at(to)?], Some(region)).verdict)
        };
        let found = trend(since, &dated, Some(base), &changes, &[], verdict);
        CloseupTrend {
            since: found.since,
            regions: found
                .regions
                .iter()
                .filter_map(|r| self.in_hairs(r))
                .collect(),
            reason: found.reason,
        }
    }

    fn region(&self, name: &str) -> Option<usize> {
        let mut regions = self.seen.target.regions.iter();
        regions.position(|(own, _)| own == name)
    }

    /// Hairs of a region at the baseline that are one percent of them.
    fn percent(&self, region: &str) -> Option<f64> {
        let photos = &self.visits[self.baseline].photos;
        let hairs = count_of(self.seen, photos, Some(self.region(region)?));
        (hairs > 0).then_some(hairs as f64 / 100.0)
    }

    /// A change with an answer in percent of the baseline's hairs, in the place of points.
    fn in_percent(&self, change: &CloseupChange) -> Option<ChangeReport> {
        let percent = self.percent(&change.region)?;
        let ends = change.net_ci95.filter(|_| told(change))?;
        let none = ChangeReport::not_comparable(
            &change.region,
            &change.from,
            &change.to,
            change.days,
            String::new(),
        );
        Some(ChangeReport {
            delta_pp: Some(change.net_estimate? / percent),
            ci95_pp: ends.map(|end| end / percent),
            verdict: change.verdict,
            reason: None,
            ..none
        })
    }

    fn in_hairs(&self, found: &TrendRegion) -> Option<CloseupTrendRegion> {
        let percent = self.percent(&found.region)?;
        Some(CloseupTrendRegion {
            region: found.region.clone(),
            visits: found.photos,
            from: found.from.clone(),
            to: found.to.clone(),
            slope_pp_per_30_days: None,
            ci95_pp_per_30_days: None,
            slope_hairs_per_30_days: found.slope_pp_per_30_days * percent,
            ci95_hairs_per_30_days: found.ci95_pp_per_30_days.map(|end| end * percent),
            verdict: found.verdict,
        })
    }
}
