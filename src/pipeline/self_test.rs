//! Repeats of one day through the whole pipeline: what spreads is the set-up's noise.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{OVERALL_REGION, PhotoReport, Rejection, Report, Tool, ViewReport, VisitReport};
use crate::repeatability::{NotEnough, Repeats, repeatability};
use crate::report::self_test::{RepeatPhoto, SELF_TEST_SCHEMA, SelfTestReport};

use super::assemble::DISCLAIMER;
use crate::params::Params;

/// What the visits of several photos say of the set-up.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub(crate) struct VisitRepeats {
    /// Coverages by head, view, day and region.
    pub(crate) repeats: Vec<Repeats>,
    /// The photos that gave them.
    pub(crate) photos: Vec<RepeatPhoto>,
    /// Photos of such visits that count for nothing.
    pub(crate) left_out: Vec<Rejection>,
}

/// A self-test that gives no figure, with what was found wrong with the photos.
#[derive(Debug, thiserror::Error)]
#[error("{source}")]
pub(crate) struct NoRepeatability {
    /// Why.
    pub(crate) source: NotEnough,
    /// Photos that could not be used.
    pub(crate) rejections: Vec<Rejection>,
}

/// How far the photos of each visit of these reports spread: what a set-up's noise is.
///
/// A photo that is no part of its visit's values (a copy, one that a report would refuse to compare)
/// is left out and listed: it would not be used for a change either.
///
/// # Errors
/// No region was measured on two photos of one head, view and day.
pub(crate) fn self_test(
    reports: &[Report],
    params: &Params,
) -> Result<SelfTestReport, NoRepeatability> {
    let subjects = reports.iter().map(|report| {
        let mut of = VisitRepeats::of(&report.course.subject, report);
        of.left_out.extend(report.rejections.iter().cloned());
        of
    });
    let mut document = self_test_of(subjects, params.sha256()).map_err(|none| NoRepeatability {
        source: match reports.iter().any(has_repeats) {
            true => none.source,
            false => NotEnough::OnePhotoADay,
        },
        ..none
    })?;
    document
        .warnings
        .extend(reports.iter().flat_map(|r| r.warnings.iter().cloned()));
    Ok(document)
}

/// Whether a view has two photos of one day, used or not.
fn has_repeats(report: &Report) -> bool {
    let visits = report.views.iter().flat_map(|view| &view.visits);
    let photos = |visit: &VisitReport| visit.photos.len() + visit.left_out.len();
    visits.map(photos).any(|photos| photos > 1)
}

/// The self-test that the visits of many subjects are together: a clinic's own noise.
///
/// # Errors
/// No region was measured on two photos of one head, view and day.
pub(crate) fn self_test_of(
    subjects: impl IntoIterator<Item = VisitRepeats>,
    params_sha256: String,
) -> Result<SelfTestReport, NoRepeatability> {
    let mut all = VisitRepeats::default();
    for subject in subjects {
        let subject = subject.without_known(&all.photos);
        all.repeats.extend(subject.repeats);
        all.photos.extend(subject.photos);
        all.left_out.extend(subject.left_out);
    }
    match repeatability(&all.repeats, OVERALL_REGION, all.photos.len()) {
        Ok(repeatability) => Ok(SelfTestReport {
            schema: SELF_TEST_SCHEMA.into(),
            tool: Tool::this(),
            params_sha256,
            disclaimer: DISCLAIMER.into(),
            repeatability,
            photos: all.photos,
            rejections: all.left_out,
            warnings: Vec::new(),
        }),
        Err(source) => Err(NoRepeatability {
            source,
            rejections: all.left_out,
        }),
    }
}

impl VisitRepeats {
    /// These without the visits of which a photo is `known` from another head: one person in two folders
    /// repeats nothing twice.
    fn without_known(self, known: &[RepeatPhoto]) -> Self {
        let hashes: BTreeMap<&str, &str> = known
            .iter()
            .map(|photo| (photo.sha256.as_str(), photo.head.as_str()))
            .collect();
        let twice: BTreeMap<String, &str> = self
            .photos
            .iter()
            .filter_map(|photo| Some((photo.head.clone(), *hashes.get(photo.sha256.as_str())?)))
            .collect();
        let is_new = |head: &String| !twice.contains_key(head);
        let (photos, copies): (Vec<_>, Vec<_>) = self
            .photos
            .into_iter()
            .partition(|photo| is_new(&photo.head));
        let named = copies.into_iter().map(|photo| Rejection {
            reason: format!(
                "its visit has a photo of {}, which counts once",
                twice[&photo.head]
            ),
            file: photo.file,
            stage: "self-test".into(),
            hint: "keep a person's photos in one folder".into(),
        });
        Self {
            repeats: self
                .repeats
                .into_iter()
                .filter(|r| is_new(&r.head))
                .collect(),
            left_out: self.left_out.into_iter().chain(named).collect(),
            photos,
        }
    }

    /// The visits of a report; `subject` names the head.
    pub(crate) fn of(subject: &str, report: &Report) -> Self {
        let mut all = Self::default();
        for view in &report.views {
            for visit in &view.visits {
                collect(subject, view, visit, &mut all);
            }
        }
        all
    }
}

fn collect(subject: &str, view: &ViewReport, visit: &VisitReport, all: &mut VisitRepeats) {
    let head = format!("{subject}, {}, {}", view.view, visit.date);
    let photo = |id: &String| view.photos.iter().find(|p| p.id == *id);
    for left_out in &visit.left_out {
        all.left_out
            .extend(photo(&left_out.photo).map(|p| Rejection {
                file: p.file.clone(),
                stage: "self-test".into(),
                reason: left_out.reason.clone(),
                hint: "take every repeat anew: camera away, head up, comb, back again".into(),
            }));
    }
    let used: Vec<&PhotoReport> = visit.photos.iter().filter_map(photo).collect();
    if used.len() < 2 {
        return;
    }
    all.photos.extend(used.iter().map(|photo| RepeatPhoto {
        head: head.clone(),
        file: photo.file.clone(),
        sha256: photo.sha256.clone(),
    }));
    let names: BTreeSet<&str> = used
        .iter()
        .flat_map(|photo| &photo.regions)
        .map(|region| region.region.as_str())
        .collect();
    all.repeats.extend(names.into_iter().map(|name| {
        Repeats {
            subject: subject.to_owned(),
            head: head.clone(),
            region: name.to_owned(),
            coverage_pct: used
                .iter()
                .flat_map(|photo| &photo.regions)
                .filter(|region| region.region == name)
                .filter_map(|region| region.coverage)
                .map(|coverage| 100.0 * coverage)
                .collect(),
        }
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visit(head: &str, photos: [&str; 2], coverage_pct: [f64; 2]) -> VisitRepeats {
        VisitRepeats {
            repeats: vec![Repeats {
                subject: head.to_owned(),
                head: head.to_owned(),
                region: "vertex".to_owned(),
                coverage_pct: coverage_pct.to_vec(),
            }],
            photos: photos
                .map(|sha256| RepeatPhoto {
                    head: head.to_owned(),
                    file: format!("{sha256}.jpg"),
                    sha256: sha256.to_owned(),
                })
                .to_vec(),
            left_out: Vec::new(),
        }
    }

    #[test]
    fn a_person_in_two_folders_counts_once() {
        let [a, b] = [("a", ["1", "2"]), ("b", ["3", "4"])].map(|(h, p)| visit(h, p, [50.0, 52.0]));
        let again = visit("c", ["2", "1"], [50.0, 52.0]);
        let of = |all: Vec<VisitRepeats>| self_test_of(all, "00".repeat(32)).expect("repeats");
        let (once, twice) = (of(vec![a.clone(), b.clone()]), of(vec![a, b, again]));
        assert_eq!(once.repeatability, twice.repeatability);
        assert_eq!(once.photos, twice.photos);
        let named: Vec<&str> = twice.rejections.iter().map(|r| r.file.as_str()).collect();
        assert_eq!(named, ["2.jpg", "1.jpg"]);
    }
}
