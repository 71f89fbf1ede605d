//! Which photos the marks of a view follow.

use jiff::civil::Date;

use crate::calendar::day_number;
use crate::longitudinal::DatedPhoto;
use crate::model::ChangeReport;

/// What the marks of one view are made from.
#[derive(Debug, Clone, Copy)]
pub struct MarkInput<'a> {
    /// First session, or the baseline's date where there is none.
    pub start: Date,
    /// Photos of the view in course order.
    pub photos: &'a [DatedPhoto],
    /// Identifier of the baseline; `None` when the view has none.
    pub baseline: Option<&'a str>,
    /// Changes counted from the baseline; others are ignored.
    pub changes: &'a [ChangeReport],
}

/// The baseline and the comparable photos after its date.
pub(super) struct Followed<'a> {
    pub(super) baseline: Option<&'a DatedPhoto>,
    pub(super) comparable: Vec<&'a DatedPhoto>,
}

impl<'a> Followed<'a> {
    pub(super) fn of(input: &MarkInput<'a>) -> Self {
        let baseline = input
            .baseline
            .and_then(|id| input.photos.iter().find(|p| p.id == id));
        let comparable = baseline.map_or_else(Vec::new, |base| {
            let has_value = |p: &DatedPhoto| changes_to(input, p).any(ChangeReport::is_comparable);
            input
                .photos
                .iter()
                .filter(|p| p.date > base.date && has_value(p))
                .collect()
        });
        Self {
            baseline,
            comparable,
        }
    }

    /// Nearest comparable photo within the window. Of two equally near the later, which has had
    /// the whole time of the mark; of one date the first.
    pub(super) fn nearest(&self, date: Date, window_days: u32) -> Option<&'a DatedPhoto> {
        let distance = |p: &DatedPhoto| day_number(date, p.date).unsigned_abs();
        self.comparable
            .iter()
            .copied()
            .filter(|p| distance(p) <= window_days)
            .min_by_key(|p| (distance(p), std::cmp::Reverse(p.date)))
    }

    /// The photos next to `date` on both sides; the baseline counts as the photo before.
    pub(super) fn neighbours(&self, date: Date) -> Option<(&'a DatedPhoto, &'a DatedPhoto)> {
        let after = self.comparable.iter().copied().find(|p| p.date > date)?;
        let before = self.comparable.iter().copied().rfind(|p| p.date < date);
        let base = self.baseline.filter(|b| b.date < date);
        before.or(base).map(|before| (before, after))
    }
}

pub(super) fn changes_to<'a>(
    input: &MarkInput<'a>,
    photo: &DatedPhoto,
) -> impl Iterator<Item = &'a ChangeReport> {
    let id = photo.id.clone();
    let baseline = input.baseline;
    input
        .changes
        .iter()
        .filter(move |c| Some(c.from.as_str()) == baseline && c.to == id)
}
