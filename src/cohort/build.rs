//! From the subjects' summaries to the cohort document.

use crate::model::Tool;

use super::doubles::doubles;
use super::frame::{Frame, count};
use super::model::{COHORT_SCHEMA, Cohort, PassedOver, Totals};
use super::summary::{SubjectStatus, SubjectSummary};
use super::{changes, evidence, photos, shares};

/// What this is and is not.
const DISCLAIMER: &str = "Documentation and measurement aid, not for diagnosis. Shares describe \
     these subjects as photographed; without a control group they show no effect of a treatment.";

impl Cohort {
    /// Builds the document. The order in which subjects are given does not matter.
    pub(crate) fn new(
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
            doubles: doubles(&subjects),
            subjects,
        }
    }
}

fn totals(subjects: &[SubjectSummary]) -> Totals {
    let with = |status| count(subjects.iter().filter(|s| s.status == status).count());
    let unphotographed = count(subjects.iter().filter(|s| s.is_unphotographed()).count());
    let sessions = || subjects.iter().filter_map(|s| s.sessions.as_ref());
    Totals {
        subjects: count(subjects.len()),
        complete: with(SubjectStatus::Complete),
        partial: with(SubjectStatus::Partial),
        failed: with(SubjectStatus::Failed) - unphotographed,
        unphotographed,
        photos_found: subjects.iter().map(|s| s.photos.found).sum(),
        photos_decoded: subjects.iter().map(|s| s.photos.decoded).sum(),
        photos_aligned: subjects.iter().map(|s| s.photos.aligned()).sum(),
        sessions_held: sessions().map(|s| s.held).sum(),
        sessions_planned: sessions().filter_map(|s| s.planned).sum(),
        sessions_missed: sessions().filter_map(|s| s.missed).sum(),
        without_plan: count(sessions().filter(|s| s.planned.is_none()).count()),
    }
}
