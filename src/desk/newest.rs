//! What the pages need of a course's newest report.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};

use super::kept::Kept;
use crate::model::Rejection;
use crate::regular_file::{self, TEXT_MAX_BYTES};
use crate::words::Words;

/// How a report stands to each photo.
#[derive(Debug, Default)]
pub(super) struct Newest {
    /// In the report's order.
    rejections: Vec<Rejection>,
    /// Alignment by file.
    aligned: BTreeMap<String, Aligned>,
    /// Files that are comparable with the baseline in no region, with the reason.
    apart: BTreeMap<String, String>,
}

/// Of a registration, what is shown.
#[derive(Debug, Deserialize)]
struct Aligned {
    status: String,
    reason: Option<String>,
}

/// The parts of `report.json` that are read; everything else is passed over.
#[derive(Deserialize)]
struct Parts {
    #[serde(default)]
    rejections: Vec<Rejection>,
    #[serde(default)]
    views: Vec<View>,
}

#[derive(Deserialize)]
struct View {
    #[serde(default)]
    photos: Vec<Photo>,
    #[serde(default)]
    baseline_visit: Option<String>,
    #[serde(default)]
    visits: Vec<Visit>,
    #[serde(default)]
    changes: Vec<Change>,
}

#[derive(Deserialize)]
struct Visit {
    id: String,
    photos: Vec<String>,
}

#[derive(Deserialize)]
struct Change {
    from: String,
    to: String,
    verdict: String,
    reason: Option<String>,
}

impl View {
    /// Why no region of the photo is compared with the baseline; nothing where one is.
    fn apart(&self, photo: &Photo) -> Option<String> {
        let id = photo.id.as_ref()?;
        let visit = self.visits.iter().find(|v| v.photos.contains(id));
        let visit = visit.map_or(id, |visit| &visit.id);
        let own = |c: &&Change| c.to == *visit && Some(&c.from) == self.baseline_visit.as_ref();
        let changes: Vec<&Change> = self.changes.iter().filter(own).collect();
        let none = changes.iter().all(|c| c.verdict == "not_comparable");
        // The last is that of the whole.
        let reason = changes.last()?.reason.clone().unwrap_or_default();
        none.then_some(reason)
    }
}

#[derive(Deserialize)]
struct Photo {
    #[serde(default)]
    id: Option<String>,
    file: String,
    registration: Aligned,
}

/// Newest reports by their file.
pub(super) type NewestReports = Kept<Arc<Newest>>;

impl Newest {
    /// Of a course's newest `report.json`; nothing where there is none or it cannot be read.
    pub(super) fn of(report: Option<&Path>, kept: &NewestReports) -> Arc<Self> {
        match report {
            Some(file) => kept.get(file, |file| Arc::new(Self::read(file))),
            None => Arc::default(),
        }
    }

    fn read(file: &Path) -> Self {
        let bytes = regular_file::read(file, TEXT_MAX_BYTES).unwrap_or_default();
        let Ok(parts) = serde_json::from_slice::<Parts>(&bytes) else {
            return Self::default();
        };
        let of_view = |view: &View| {
            let apart = |p: &Photo| Some((p.file.clone(), view.apart(p)?));
            view.photos.iter().filter_map(apart).collect::<Vec<_>>()
        };
        let apart = parts.views.iter().flat_map(of_view).collect();
        let photos = parts.views.into_iter().flat_map(|view| view.photos);
        Self {
            apart,
            rejections: parts.rejections,
            aligned: photos.map(|p| (p.file, p.registration)).collect(),
        }
    }

    /// Files and reasons of the photos that gave no change: refused, not surely aligned, or not
    /// comparable with the baseline.
    pub(super) fn refused(&self) -> impl Iterator<Item = (&str, &str)> {
        let rejected = self.rejections.iter().map(|r| (&*r.file, &*r.reason));
        let doubted = |a: &Aligned| matches!(a.status.as_str(), "failed" | "weak");
        // A close-up that was not found again is rejected and stands in its view.
        let told = |file: &String| self.rejections.iter().any(|r| r.file == *file);
        let failed = self
            .aligned
            .iter()
            .filter(move |(file, a)| doubted(a) && !told(file));
        let failed = failed.map(|(file, a)| (&**file, a.reason.as_deref().unwrap_or_default()));
        let apart = self.apart.iter().filter(move |(file, _)| {
            let aligned = self.aligned.get(*file);
            !aligned.is_some_and(doubted) && !told(file)
        });
        let apart = apart.map(|(file, reason)| (&**file, &**reason));
        rejected.chain(failed).chain(apart)
    }

    /// How the report stands to a photo: its alignment, or why it was rejected.
    pub(super) fn says_of(&self, file: &str, words: Words) -> Option<Value> {
        if let Some(found) = self.aligned.get(file) {
            let reason = found.reason.as_deref().map(|reason| words.said(reason));
            return Some(json!({ "status": found.status, "reason": reason }));
        }
        let rejected = self.rejections.iter().find(|r| r.file == file)?;
        let reason = words.said(&rejected.reason);
        Some(json!({ "status": "rejected", "reason": reason }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_says_what_became_of_each_photo() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("report.json");
        let report = json!({
            "schema": "tricholapse.report/2",
            "views": [{ "name": "vertex", "photos": [
                { "file": "a.jpg", "registration": { "status": "failed", "reason": "too dark", "overlap": 0.2 } },
                { "file": "d.jpg", "registration": { "status": "failed", "reason": "said already" } },
                { "file": "w.jpg", "registration": { "status": "weak", "reason": "few places" } },
                { "id": "n", "file": "n.jpg", "registration": { "status": "ok", "reason": null } },
            ], "baseline_visit": "b", "visits": [{ "id": "n", "photos": ["n"] }], "changes": [
                { "from": "b", "to": "n", "region": "overall", "verdict": "not_comparable", "reason": "farther away" },
            ]}],
            "rejections": [{ "file": "b.jpg", "stage": "decode", "reason": "damaged", "hint": "copy it again" },
                { "file": "d.jpg", "stage": "registration", "reason": "not found again", "hint": "take it again" }],
        });
        std::fs::write(&file, report.to_string()).unwrap();
        let newest = Newest::read(&file);
        let words = Words {
            t: crate::words::Lang::default().text(),
        };
        assert_eq!(
            newest.says_of("a.jpg", words),
            Some(json!({ "status": "failed", "reason": "too dark" }))
        );
        assert_eq!(
            newest.says_of("b.jpg", words),
            Some(json!({ "status": "rejected", "reason": "damaged" }))
        );
        assert_eq!(newest.says_of("c.jpg", words), None);
        let refused: Vec<_> = newest.refused().collect();
        let expected = [
            ("b.jpg", "damaged"),
            ("d.jpg", "not found again"),
            ("a.jpg", "too dark"),
            ("w.jpg", "few places"),
            ("n.jpg", "farther away"),
        ];
        assert_eq!(refused, expected);
        std::fs::write(&file, "no JSON").unwrap();
        assert_eq!(Newest::read(&file).refused().count(), 0);
    }
}
