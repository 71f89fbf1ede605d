//! Repeats of one day through the whole pipeline: what spreads is the set-up's noise.

use std::collections::{BTreeMap, BTreeSet};

use crate::course::Course;
use crate::model::{OVERALL_REGION, PhotoReport, Rejection, Tool, Verdict, ViewReport, Warning};
use crate::repeatability::{NotEnough, Repeats, repeatability};
use crate::report::pictures::PictureScope;
use crate::report::self_test::{RepeatPhoto, SELF_TEST_SCHEMA, SelfTestReport};

use super::assemble::DISCLAIMER;
use super::{Job, LoadPhoto, Observer, analyze_course};
use crate::params::Params;

/// What a self-test collects.
#[derive(Debug, Default)]
struct Collected {
    repeats: Vec<Repeats>,
    photos: Vec<RepeatPhoto>,
    rejections: Vec<Rejection>,
    warnings: Vec<Warning>,
}

/// A self-test that gives no figure, with what was found wrong with the photos.
#[derive(Debug, thiserror::Error)]
#[error("{source}")]
pub struct NoRepeatability {
    /// Why.
    pub source: NotEnough,
    /// Photos that could not be used.
    pub rejections: Vec<Rejection>,
}

/// Measures every head's repeats and how far they spread.
///
/// A photo that a report would refuse to compare is left out and listed: it would not be used for
/// a change either.
///
/// # Errors
/// No region was measured on two comparable photos of one head.
pub fn self_test(
    heads: &[Course],
    load: &LoadPhoto<'_>,
    params: &Params,
    observer: &dyn Observer,
) -> Result<SelfTestReport, NoRepeatability> {
    let mut all = Collected::default();
    for course in heads {
        let job = Job {
            course,
            load,
            areas: None,
            corrections: &BTreeMap::new(),
            params,
            self_test: None,
            pictures: PictureScope::None,
        };
        let report = analyze_course(&job, observer).report;
        for view in &report.views {
            collect(&course.subject, view, &mut all);
        }
        all.rejections.extend(report.rejections);
        all.warnings.extend(report.warnings);
    }
    let repeatability =
        repeatability(&all.repeats, OVERALL_REGION, all.photos.len()).map_err(|source| {
            NoRepeatability {
                source,
                rejections: all.rejections.clone(),
            }
        })?;
    Ok(SelfTestReport {
        schema: SELF_TEST_SCHEMA.into(),
        tool: Tool::this(),
        params_sha256: params.sha256(),
        disclaimer: DISCLAIMER.into(),
        repeatability,
        photos: all.photos,
        rejections: all.rejections,
        warnings: all.warnings,
    })
}

fn collect(subject: &str, view: &ViewReport, all: &mut Collected) {
    let head = format!("{subject}, {}", view.view);
    let mut seen = BTreeSet::new();
    let mut used: Vec<&PhotoReport> = Vec::new();
    for photo in &view.photos {
        if !seen.insert(photo.sha256.as_str()) {
            all.rejections.push(Rejection {
                file: photo.file.clone(),
                stage: "self-test".into(),
                reason: "a copy of another photo: it would hide the noise".into(),
                hint: "take every repeat anew: camera away, head up, comb, back again".into(),
            });
        } else if let Some(why) = refusal(view, photo) {
            all.rejections.push(Rejection {
                file: photo.file.clone(),
                stage: "self-test".into(),
                reason: format!("not comparable with the first photo: {why}"),
                hint: "a report would refuse this photo too; see check for what to change".into(),
            });
        } else {
            used.push(photo);
        }
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

/// Why no region of the photo is comparable with the baseline; `None` for the baseline itself.
fn refusal(view: &ViewReport, photo: &PhotoReport) -> Option<String> {
    if view.baseline.as_ref() == Some(&photo.id) {
        return None;
    }
    let mut changes = view
        .changes
        .iter()
        .filter(|c| Some(&c.from) == view.baseline.as_ref() && c.to == photo.id)
        .peekable();
    changes.peek()?;
    let reasons: Option<Vec<&str>> = changes
        .map(|c| {
            (c.verdict == Verdict::NotComparable).then(|| c.reason.as_deref().unwrap_or("refused"))
        })
        .collect();
    reasons.and_then(|reasons| reasons.first().map(|why| (*why).to_owned()))
}
