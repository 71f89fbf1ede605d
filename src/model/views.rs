//! The views of a report: global photos and close-ups are different things under one key.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::{CloseupView, ViewReport};

/// All views of a report. Reads as the list of global views; close-ups are beside them. In JSON
/// both are entries of one list, told apart by `kind`, close-ups last.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Entry>", into = "Vec<Entry>")]
pub struct Views {
    /// Views of the head: coverage.
    pub global: Vec<ViewReport>,
    /// Trichoscopy: hairs.
    pub closeups: Vec<CloseupView>,
}

impl Views {
    /// Whether there is no view at all.
    pub(crate) fn is_none(&self) -> bool {
        self.global.is_empty() && self.closeups.is_empty()
    }

    /// Every photo of every view, close-ups last.
    #[cfg(feature = "pdf")]
    pub(crate) fn photo_files(&self) -> impl Iterator<Item = PhotoFile<'_>> {
        let global = self.global.iter().flat_map(|view| &view.photos);
        let global = global.map(|p| PhotoFile {
            date: &p.date,
            file: &p.file,
            size_px: p.size_px,
            sha256: &p.sha256,
        });
        let closeups = self.closeups.iter().flat_map(|view| &view.photos);
        let closeups = closeups.map(|p| PhotoFile {
            date: &p.date,
            file: &p.file,
            size_px: p.size_px,
            sha256: &p.sha256,
        });
        global.chain(closeups)
    }
}

/// A photo of any view, as provenance names it.
#[cfg(feature = "pdf")]
#[derive(Debug, Clone, Copy)]
pub(crate) struct PhotoFile<'a> {
    /// Date taken, `YYYY-MM-DD`, or `unknown`.
    pub(crate) date: &'a str,
    /// File, relative to the course folder, with `/`.
    pub(crate) file: &'a str,
    /// Width and height of the upright photo, px.
    pub(crate) size_px: [u32; 2],
    /// SHA-256 of the file, hexadecimal.
    pub(crate) sha256: &'a str,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Entry {
    Global(Box<ViewReport>),
    Closeup(Box<CloseupView>),
}

impl From<Vec<Entry>> for Views {
    fn from(entries: Vec<Entry>) -> Self {
        let mut views = Self::default();
        for entry in entries {
            match entry {
                Entry::Global(view) => views.global.push(*view),
                Entry::Closeup(view) => views.closeups.push(*view),
            }
        }
        views
    }
}

impl From<Views> for Vec<Entry> {
    fn from(views: Views) -> Self {
        let global = views.global.into_iter().map(|v| Entry::Global(Box::new(v)));
        let closeups = views.closeups.into_iter();
        global
            .chain(closeups.map(|v| Entry::Closeup(Box::new(v))))
            .collect()
    }
}

impl From<Vec<ViewReport>> for Views {
    fn from(global: Vec<ViewReport>) -> Self {
        Self {
            global,
            closeups: Vec::new(),
        }
    }
}

impl JsonSchema for Views {
    fn schema_name() -> Cow<'static, str> {
        "Views".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<Entry>::json_schema(generator)
    }
}

impl Deref for Views {
    type Target = Vec<ViewReport>;

    fn deref(&self) -> &Self::Target {
        &self.global
    }
}

impl DerefMut for Views {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.global
    }
}

impl<'a> IntoIterator for &'a Views {
    type Item = &'a ViewReport;
    type IntoIter = std::slice::Iter<'a, ViewReport>;

    fn into_iter(self) -> Self::IntoIter {
        self.global.iter()
    }
}

impl<'a> IntoIterator for &'a mut Views {
    type Item = &'a mut ViewReport;
    type IntoIter = std::slice::IterMut<'a, ViewReport>;

    fn into_iter(self) -> Self::IntoIter {
        self.global.iter_mut()
    }
}
