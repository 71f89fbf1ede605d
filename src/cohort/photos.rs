//! Poor photos by cause, over the whole cohort.

use super::model::{Cause, PoorPhotos, RuleCause};
use super::stats::Share;
use super::summary::{PhotoSummary, QualityCounts, SubjectSummary};

/// Sums the subjects' photos and orders the causes.
pub(super) fn poor_photos(subjects: &[SubjectSummary]) -> PoorPhotos {
    let photos = sum(subjects);
    let mut rejected: Vec<Cause> = photos
        .rejected
        .iter()
        .map(|(stage, &n)| Cause {
            stage: stage.clone(),
            share: Share::new(n, photos.found),
        })
        .collect();
    rejected.sort_by_key(|cause| std::cmp::Reverse(cause.share.count));
    let poor = |c: &QualityCounts| c.fail + c.warn > 0;
    let mut quality: Vec<RuleCause> = photos
        .quality
        .iter()
        .filter(|(_, counts)| poor(counts))
        .map(|(rule, &counts)| {
            let assessed = counts.ok + counts.warn + counts.fail;
            RuleCause {
                rule: rule.clone(),
                counts,
                fail: Share::new(counts.fail, assessed),
                warn: Share::new(counts.warn, assessed),
            }
        })
        .collect();
    // Stable: equal counts stay in the order of their names.
    quality.sort_by_key(|cause| std::cmp::Reverse((cause.counts.fail, cause.counts.warn)));
    PoorPhotos {
        photos,
        rejected,
        quality,
    }
}

fn sum(subjects: &[SubjectSummary]) -> PhotoSummary {
    let mut total = PhotoSummary::default();
    for photos in subjects.iter().map(|s| &s.photos) {
        total.found += photos.found;
        total.decoded += photos.decoded;
        for (status, n) in &photos.alignment {
            *total.alignment.entry(status.clone()).or_default() += n;
        }
        for (stage, n) in &photos.rejected {
            *total.rejected.entry(stage.clone()).or_default() += n;
        }
        for (rule, counts) in &photos.quality {
            let own = total.quality.entry(rule.clone()).or_default();
            own.ok += counts.ok;
            own.warn += counts.warn;
            own.fail += counts.fail;
            own.not_assessed += counts.not_assessed;
        }
    }
    total
}
