//! What stands for a course's names and days in copies that tell as little as possible of the person.
//!
//! Pictures keep their size, so that points, scales and regions of the course stay valid. What they
//! cannot promise: a scalp may be known again by a scar or a tattoo, and a treatment is copied as
//! written.

mod manifest;
mod regions;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::course::View;

pub(crate) use manifest::manifest;
pub(crate) use regions::{CopiedRegions, copied_regions};

/// Schema of [`Key`].
pub(crate) const KEY_SCHEMA: &str = "tricholapse.anonymize-key/1";

/// What leads from the copies back to the originals. To be kept apart from them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Key {
    /// Always [`KEY_SCHEMA`].
    pub(crate) schema: String,
    /// The subject as the course says it.
    pub(crate) subject: String,
    /// What stands for it in the copies.
    pub(crate) pseudonym: String,
    /// Days added to every date.
    pub(crate) shift_days: i32,
    /// Each copy's file by the original's.
    pub(crate) files: BTreeMap<String, String>,
    /// What stands for each view with a name of the user's own.
    pub(crate) views: BTreeMap<String, String>,
    /// Originals of which there is no copy, with the reason.
    pub(crate) left_out: BTreeMap<String, String>,
}

impl Key {
    /// A key that says nothing of the course it hides; `random` decides what stands for it.
    pub(crate) fn new(subject: &str, random: u64, shift_days: Option<i32>) -> Self {
        // Whole weeks, so that a session stays on its day of the week; up to ten years back.
        let weeks = 1 + i32::try_from(random % 520).unwrap_or(0);
        Self {
            schema: KEY_SCHEMA.to_owned(),
            subject: subject.to_owned(),
            pseudonym: format!("S-{:08x}", random >> 32),
            shift_days: shift_days.unwrap_or(-7 * weeks),
            files: BTreeMap::new(),
            views: BTreeMap::new(),
            left_out: BTreeMap::new(),
        }
    }

    /// A day as the copies say it; `None` where the calendar ends.
    pub(crate) fn shifted(&self, day: Date) -> Option<Date> {
        day.checked_add(self.shift_days.days()).ok()
    }

    /// What stands for a view in the copies: a name of the user's own may be the patient's.
    pub(crate) fn view_name(&mut self, view: &View) -> String {
        let View::Free(own) = view else {
            return view.to_string();
        };
        let next = format!("view-{}", self.views.len() + 1);
        self.views.entry(own.clone()).or_insert(next).clone()
    }

    /// Name of the copy of a photo of `view` taken at `day`.
    pub(crate) fn name_of(&mut self, file: &str, day: Date, view: &View) -> Option<String> {
        let stem = format!("{}_{}", self.shifted(day)?, self.view_name(view));
        let taken = |name: &String| self.files.values().any(|other| other == name);
        let name = (1..)
            .map(|n| match n {
                1 => format!("{stem}.png"),
                n => format!("{stem}_{n}.png"),
            })
            .find(|name| !taken(name))?;
        self.files.insert(file.to_owned(), name.clone());
        Some(name)
    }
}
