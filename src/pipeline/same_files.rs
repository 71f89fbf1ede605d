//! One file that stands under two views: one of the two shows something else than it says.

use std::collections::BTreeMap;

use crate::model::{Report, Warning};

/// A warning for each photo whose bytes are those of a photo of another view.
pub(super) fn same_files(report: &Report) -> Vec<Warning> {
    let global = report.views.global.iter().flat_map(|view| {
        let photos = view.photos.iter();
        photos.map(|p| {
            (
                p.sha256.as_str(),
                view.view.as_str(),
                p.file.as_str(),
                p.id.as_str(),
            )
        })
    });
    let closeups = report.views.closeups.iter().flat_map(|view| {
        let photos = view.photos.iter();
        photos.map(|p| {
            (
                p.sha256.as_str(),
                view.view.as_str(),
                p.file.as_str(),
                p.id.as_str(),
            )
        })
    });
    let mut first: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let twice = global.chain(closeups).filter_map(|(hash, view, file, id)| {
        let (other_view, other) = *first.entry(hash).or_insert((view, file));
        (other_view != view).then(|| Warning {
            code: "same_file".into(),
            message: format!(
                "{file} (view {view}) is the same file as {other} (view {other_view}): one photo shows one \
                 view; leave one of them out, or put the right photo there"
            ),
            photo: Some(id.to_owned()),
        })
    });
    twice.collect()
}
