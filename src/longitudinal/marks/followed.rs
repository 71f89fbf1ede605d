//! Which visits the marks of a view follow.

use jiff::civil::Date;

use crate::calendar::day_number;
use crate::longitudinal::DatedVisit;
use crate::model::ChangeReport;
use crate::uncertainty::UncertaintyParams;

/// What the marks of one view are made from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct MarkInput<'a> {
    /// First session, or the baseline's date where there is none.
    pub(crate) start: Date,
    /// Visits of the view by date.
    pub(crate) visits: &'a [DatedVisit],
    /// The baseline visit; `None` when the view has none.
    pub(crate) baseline: Option<&'a str>,
    /// Changes counted from the baseline; others are ignored.
    pub(crate) changes: &'a [ChangeReport],
    /// The present day, where it is known.
    pub(crate) today: Option<Date>,
    /// When an interval is too wide.
    pub(crate) params: &'a UncertaintyParams,
}

/// The baseline and the comparable visits after its date.
pub(super) struct Followed<'a> {
    pub(super) baseline: Option<&'a DatedVisit>,
    pub(super) comparable: Vec<&'a DatedVisit>,
}

impl<'a> Followed<'a> {
    pub(super) fn of(input: &MarkInput<'a>) -> Self {
        let baseline = input
            .baseline
            .and_then(|id| input.visits.iter().find(|p| p.id == id));
        let comparable = baseline.map_or_else(Vec::new, |base| {
            let has_value = |p: &DatedVisit| changes_to(input, p).any(ChangeReport::is_comparable);
            input
                .visits
                .iter()
                .filter(|p| p.date > base.date && has_value(p))
                .collect()
        });
        Self {
            baseline,
            comparable,
        }
    }

    /// Nearest comparable visit within the window. Of two equally near the later, which has had
    /// the whole time of the mark.
    pub(super) fn nearest(&self, date: Date, window_days: u32) -> Option<&'a DatedVisit> {
        let distance = |p: &DatedVisit| day_number(date, p.date).unsigned_abs();
        self.comparable
            .iter()
            .copied()
            .filter(|p| distance(p) <= window_days)
            .min_by_key(|p| (distance(p), std::cmp::Reverse(p.date)))
    }

    /// The visits next to `date` on both sides; the baseline counts as the one before.
    pub(super) fn neighbours(&self, date: Date) -> Option<(&'a DatedVisit, &'a DatedVisit)> {
        let after = self.comparable.iter().copied().find(|p| p.date > date)?;
        let before = self.comparable.iter().copied().rfind(|p| p.date < date);
        let base = self.baseline.filter(|b| b.date < date);
        before.or(base).map(|before| (before, after))
    }
}

pub(super) fn changes_to<'a>(
    input: &MarkInput<'a>,
    visit: &DatedVisit,
) -> impl Iterator<Item = &'a ChangeReport> {
    let id = visit.id.clone();
    let baseline = input.baseline;
    input
        .changes
        .iter()
        .filter(move |c| Some(c.from.as_str()) == baseline && c.to == id)
}
