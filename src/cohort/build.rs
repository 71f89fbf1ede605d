//! From the subjects' summaries to the cohort document.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{OVERALL_REGION, Tool};

use super::model::{COHORT_SCHEMA, Cohort, Group, GroupSize, PassedOver, Totals};
use super::summary::{SubjectStatus, SubjectSummary};
use super::{changes, evidence, photos, shares};

/// Months that a cohort is asked about even where no course plans them.
const USUAL_MONTHS: [u32; 3] = [1, 3, 6];

/// What this is and is not.
const DISCLAIMER: &str = "Documentation and measurement aid, not for diagnosis. Shares describe \
     these subjects as photographed; without a control group they show no effect of a treatment.";

impl Cohort {
    /// Builds the document. The order in which subjects are given does not matter.
    pub fn new(
        tool: Tool,
        params_sha256: String,
        mut subjects: Vec<SubjectSummary>,
        mut passed_over: Vec<PassedOver>,
    ) -> Self {
        subjects.sort_by(|a, b| a.path.cmp(&b.path));
        passed_over.sort();
        let frame = Frame::of(&subjects);
        Self {
            schema: COHORT_SCHEMA.to_owned(),
            tool,
            params_sha256,
            disclaimer: DISCLAIMER.to_owned(),
            totals: totals(&subjects),
            treatments: frame.group_sizes(&subjects),
            marks: shares::mark_shares(&subjects, &frame),
            waterfalls: changes::waterfalls(&subjects, &frame),
            medians: changes::medians(&subjects, &frame),
            dose: changes::dose_response(&subjects, &frame),
            visits: evidence::visits(&subjects, &frame),
            poor_photos: photos::poor_photos(&subjects),
            evidence: subjects.iter().map(evidence::evidence).collect(),
            passed_over,
            subjects,
        }
    }
}

/// What figures are asked for: which groups, views, regions and months there are.
#[derive(Debug)]
pub(super) struct Frame {
    /// `All`, then each treatment, then `NotStated` where there is one.
    pub groups: Vec<Group>,
    /// Views with their regions, `overall` last.
    pub views: BTreeMap<String, Vec<String>>,
    /// Months of the marks, ascending.
    pub months: BTreeSet<u32>,
}

impl Frame {
    fn of(subjects: &[SubjectSummary]) -> Self {
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

    fn group_sizes(&self, subjects: &[SubjectSummary]) -> Vec<GroupSize> {
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

fn totals(subjects: &[SubjectSummary]) -> Totals {
    let with = |status| count(subjects.iter().filter(|s| s.status == status).count());
    let sessions = || subjects.iter().filter_map(|s| s.sessions.as_ref());
    Totals {
        subjects: count(subjects.len()),
        complete: with(SubjectStatus::Complete),
        partial: with(SubjectStatus::Partial),
        failed: with(SubjectStatus::Failed),
        photos_found: subjects.iter().map(|s| s.photos.found).sum(),
        photos_decoded: subjects.iter().map(|s| s.photos.decoded).sum(),
        photos_aligned: subjects.iter().map(|s| s.photos.aligned()).sum(),
        sessions_held: sessions().map(|s| s.held).sum(),
        sessions_planned: sessions().filter_map(|s| s.planned).sum(),
        sessions_missed: sessions().filter_map(|s| s.missed).sum(),
        without_plan: count(sessions().filter(|s| s.planned.is_none()).count()),
    }
}

pub(super) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
