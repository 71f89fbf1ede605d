//! What a cohort's figures are asked for, and of whom.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{Group, GroupSize};
use super::summary::SubjectSummary;
use crate::model::OVERALL_REGION;

/// Months that a cohort is asked about even where no course plans them.
const USUAL_MONTHS: [u32; 3] = [1, 3, 6];

/// What figures are asked for: which groups, views, regions and months there are.
#[derive(Debug)]
pub(super) struct Frame {
    /// `All`, then each treatment, then `NotStated` where there is one.
    pub(crate) groups: Vec<Group>,
    /// Views with their regions, `overall` last.
    pub(crate) views: BTreeMap<String, Vec<String>>,
    /// Months of the marks, ascending.
    pub(crate) months: BTreeSet<u32>,
}

impl Frame {
    pub(super) fn of(subjects: &[SubjectSummary]) -> Self {
        let mut groups: BTreeSet<Group> = subjects.iter().map(group_of).collect();
        groups.insert(Group::All);
        let mut names: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut months: BTreeSet<u32> = USUAL_MONTHS.into();
        for view in subjects.iter().flat_map(|s| &s.views) {
            let regions = names.entry(view.view.clone()).or_default();
            for region in &view.regions {
                regions.insert(region.region.clone());
                months.extend(region.marks.iter().map(|m| m.month));
            }
        }
        let overall_last = |regions: BTreeSet<String>| {
            let mut list: Vec<String> = regions.into_iter().collect();
            list.sort_by_key(|name| name == OVERALL_REGION);
            list
        };
        Self {
            groups: groups.into_iter().collect(),
            views: names
                .into_iter()
                .map(|(view, regions)| (view, overall_last(regions)))
                .collect(),
            months,
        }
    }

    pub(super) fn group_sizes(&self, subjects: &[SubjectSummary]) -> Vec<GroupSize> {
        self.groups
            .iter()
            .filter(|group| **group != Group::All)
            .map(|group| GroupSize {
                group: group.clone(),
                subjects: count(members(subjects, group).count()),
            })
            .collect()
    }
}

/// The group that a subject's course names.
fn group_of(subject: &SubjectSummary) -> Group {
    match &subject.treatment {
        Some(treatment) => Group::Treatment(treatment.clone()),
        None => Group::NotStated,
    }
}

/// The subjects of a group.
pub(super) fn members<'a>(
    subjects: &'a [SubjectSummary],
    group: &'a Group,
) -> impl Iterator<Item = &'a SubjectSummary> {
    subjects
        .iter()
        .filter(move |s| *group == Group::All || group_of(s) == *group)
}

/// A number of things in the document.
pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
