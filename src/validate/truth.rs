//! Known truth of a course: `truth/truth.json` beside the photos.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Truth of a whole case, global or close-up.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CaseTruth {
    /// Photos of a head: coverage per region and landmarks.
    Global(Vec<GlobalTruth>),
    /// Trichoscopy: every hair.
    Closeup(Vec<CloseupTruth>),
}

/// Truth of one photo of a head.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GlobalTruth {
    /// File name of the photo, without folder.
    pub file: String,
    /// Date, `YYYY-MM-DD`.
    pub date: String,
    /// Regions by name.
    pub regions: BTreeMap<String, RegionTruth>,
    /// Head-fixed points `[x, y]` in this photo, px, same order in every photo of the case.
    pub landmarks: Vec<[f64; 2]>,
}

/// Truth of one region in one photo.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RegionTruth {
    /// Outline `[x, y]` in this photo, px.
    pub polygon: Vec<[f64; 2]>,
    /// Mean fraction of a pixel hidden by hair inside the outline, 0..=1.
    pub coverage: f64,
}

/// Truth of one close-up.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CloseupTruth {
    /// File name of the photo, without folder.
    pub file: String,
    /// Date, `YYYY-MM-DD`.
    pub date: String,
    /// Scale, px per mm.
    pub px_per_mm: f64,
    /// Outline `[x, y]` of the area in which hairs are counted, px.
    pub target_polygon: Vec<[f64; 2]>,
    /// Hairs whose root lies inside the target.
    pub target_count: u64,
    /// Every hair of the photo.
    pub hairs: Vec<HairTruth>,
}

/// One hair of a close-up, written as `[id, root_x, root_y, tip_x, tip_y, diameter_um]`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(
    from = "(u64, f64, f64, f64, f64, f64)",
    into = "(u64, f64, f64, f64, f64, f64)"
)]
pub struct HairTruth {
    /// Number of the hair, the same at every visit.
    pub id: u64,
    /// Where it leaves the skin, px.
    pub root: [f64; 2],
    /// Its end, px.
    pub tip: [f64; 2],
    /// Diameter, um.
    pub diameter_um: f64,
}

impl From<(u64, f64, f64, f64, f64, f64)> for HairTruth {
    fn from((id, rx, ry, tx, ty, diameter_um): (u64, f64, f64, f64, f64, f64)) -> Self {
        Self {
            id,
            root: [rx, ry],
            tip: [tx, ty],
            diameter_um,
        }
    }
}

impl From<HairTruth> for (u64, f64, f64, f64, f64, f64) {
    fn from(h: HairTruth) -> Self {
        (
            h.id,
            h.root[0],
            h.root[1],
            h.tip[0],
            h.tip[1],
            h.diameter_um,
        )
    }
}

/// Why a truth file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum TruthError {
    /// Not JSON, or fields missing or of the wrong kind.
    #[error("truth.json is not in the format `photos: [{{file, date, regions, landmarks}}]`: {0}")]
    Format(#[from] serde_json::Error),
    /// No photo in it.
    #[error("truth.json lists no photo")]
    Empty,
    /// The landmarks of two photos do not correspond.
    #[error(
        "truth.json: `{file}` has {found} landmarks, the first photo {expected}; \
         they must correspond one to one"
    )]
    Landmarks {
        /// Photo with a different number.
        file: String,
        /// Its number.
        found: usize,
        /// Number in the first photo.
        expected: usize,
    },
}

impl CaseTruth {
    /// Reads the text of a `truth.json`. A case is a close-up when it says `clipped` or its first
    /// photo lists `hairs`. Keys beyond the format are ignored.
    ///
    /// # Errors
    /// See [`TruthError`].
    pub(crate) fn parse(json: &str) -> Result<Self, TruthError> {
        #[derive(Deserialize)]
        struct Document {
            clipped: Option<serde_json::Value>,
            photos: Vec<serde_json::Value>,
        }
        fn all<T: serde::de::DeserializeOwned>(
            photos: Vec<serde_json::Value>,
        ) -> Result<Vec<T>, serde_json::Error> {
            photos.into_iter().map(serde_json::from_value).collect()
        }
        let document: Document = serde_json::from_str(json)?;
        let first = document.photos.first().ok_or(TruthError::Empty)?;
        if document.clipped.is_some() || first.get("hairs").is_some() {
            return Ok(Self::Closeup(all(document.photos)?));
        }
        let photos: Vec<GlobalTruth> = all(document.photos)?;
        let expected = photos[0].landmarks.len();
        match photos.iter().find(|p| p.landmarks.len() != expected) {
            Some(p) => Err(TruthError::Landmarks {
                file: p.file.clone(),
                found: p.landmarks.len(),
                expected,
            }),
            None => Ok(Self::Global(photos)),
        }
    }

    /// Number of photos.
    pub(crate) fn photo_count(&self) -> usize {
        match self {
            Self::Global(photos) => photos.len(),
            Self::Closeup(photos) => photos.len(),
        }
    }
}
