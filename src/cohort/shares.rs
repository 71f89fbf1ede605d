//! Shares of detectable increase and decrease at the marks.

use crate::model::{MarkBasis, Verdict};

use super::frame::{Frame, members};
use super::model::{Group, MarkShares};
use super::stats::{Share, quartiles};
use super::summary::{MarkSummary, SubjectStatus, SubjectSummary};

/// The shares of every group, view, region and month.
pub(super) fn mark_shares(subjects: &[SubjectSummary], frame: &Frame) -> Vec<MarkShares> {
    let mut shares = Vec::new();
    for group in &frame.groups {
        for (view, regions) in &frame.views {
            for region in regions {
                for &month in &frame.months {
                    shares.push(share(subjects, group, view, region, month));
                }
            }
        }
    }
    shares
}

/// What one subject says about one region at one mark.
#[derive(Debug)]
enum Outcome<'a> {
    Failed,
    NotPhotographed,
    NotPlanned,
    Mark(&'a MarkSummary),
}

fn outcome<'a>(subject: &'a SubjectSummary, view: &str, region: &str, month: u32) -> Outcome<'a> {
    if subject.is_unphotographed() {
        return Outcome::NotPhotographed;
    }
    if subject.status == SubjectStatus::Failed {
        return Outcome::Failed;
    }
    let Some(region) = subject.region(view, region) else {
        return Outcome::NotPhotographed;
    };
    match region.marks.iter().find(|m| m.month == month) {
        Some(mark) => Outcome::Mark(mark),
        None => Outcome::NotPlanned,
    }
}

fn share(
    subjects: &[SubjectSummary],
    group: &Group,
    view: &str,
    region: &str,
    month: u32,
) -> MarkShares {
    let mut tally = Tally::default();
    for subject in members(subjects, group) {
        tally.add(&outcome(subject, view, region, month));
    }
    let t = tally;
    let answered = t.increase + t.decrease + t.within_noise;
    let expected = answered + t.not_comparable + t.missing + t.failed;
    let middle = quartiles(&t.deltas);
    MarkShares {
        group: group.clone(),
        view: view.to_owned(),
        region: region.to_owned(),
        month,
        subjects: expected + t.not_due + t.not_planned + t.not_photographed,
        increase: t.increase,
        decrease: t.decrease,
        within_noise: t.within_noise,
        not_comparable: t.not_comparable,
        missing: t.missing,
        not_due: t.not_due,
        failed: t.failed,
        not_planned: t.not_planned,
        not_photographed: t.not_photographed,
        interpolated: t.interpolated,
        increase_of_expected: Share::new(t.increase, expected),
        decrease_of_expected: Share::new(t.decrease, expected),
        increase_of_answered: Share::new(t.increase, answered),
        decrease_of_answered: Share::new(t.decrease, answered),
        median_pp: middle.map(|q| q[1]),
        quartiles_pp: middle.map(|q| [q[0], q[2]]),
    }
}

#[derive(Debug, Default)]
struct Tally {
    increase: u32,
    decrease: u32,
    within_noise: u32,
    not_comparable: u32,
    missing: u32,
    not_due: u32,
    failed: u32,
    not_planned: u32,
    not_photographed: u32,
    interpolated: u32,
    deltas: Vec<f64>,
}

impl Tally {
    fn add(&mut self, outcome: &Outcome<'_>) {
        match outcome {
            Outcome::Failed => self.failed += 1,
            Outcome::NotPhotographed => self.not_photographed += 1,
            Outcome::NotPlanned => self.not_planned += 1,
            Outcome::Mark(mark) => self.add_mark(mark),
        }
    }

    fn add_mark(&mut self, mark: &MarkSummary) {
        match mark.verdict {
            None if mark.not_due => self.not_due += 1,
            None => self.missing += 1,
            Some(Verdict::NotComparable | Verdict::TooUncertain) => self.not_comparable += 1,
            Some(Verdict::Increase) => self.increase += 1,
            Some(Verdict::Decrease) => self.decrease += 1,
            Some(Verdict::WithinNoise) => self.within_noise += 1,
        }
        if let Some(delta) = mark.delta_pp {
            self.deltas.push(delta);
            if mark.basis == MarkBasis::Interpolated {
                self.interpolated += 1;
            }
        }
    }
}
