//! `course.toml` as a person wrote it: parsed, its keys and values checked, nothing yet resolved
//! against the disk.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};

use super::date::parse_day;
use super::error::CourseError;
use super::manifest_keys::check_all_keys;
use super::mended::mended;
use super::text::cut;
use super::view::View;
use crate::geometry::Point;
use crate::model::Front;

/// File name of a course's manifest.
pub(crate) const MANIFEST_NAME: &str = "course.toml";

/// Marks used where the manifest gives none, months after the start.
const DEFAULT_MARKS: [u32; 3] = [1, 3, 6];

/// Longest course planned for, months and sessions: above it a value is a typing error.
const MAX_MARK_MONTHS: u32 = 600;
const MAX_SESSIONS: u32 = 1000;

/// Longest subject and treatment, characters: they head every page and stand in every row.
pub(super) const MAX_TEXT_CHARS: usize = 200;

/// Most control regions and views.
const MAX_CONTROLS: usize = 20;

/// The manifest.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Manifest {
    /// Pseudonym.
    pub(crate) subject: Option<String>,
    /// Treatment.
    pub(crate) treatment: Option<String>,
    /// First session.
    pub(crate) start: Option<ManifestDate>,
    /// Sessions held.
    pub(crate) sessions: Vec<ManifestDate>,
    /// Sessions planned.
    pub(crate) planned_sessions: Option<u32>,
    /// Planned interval between sessions, shortest and longest, days.
    pub(crate) interval_days: Option<[u32; 2]>,
    /// Calendar marks, months after the start.
    pub(crate) marks_months: Option<Vec<u32>>,
    /// How far from its mark a photo may lie, days; one per mark.
    pub(crate) mark_window_days: Option<Vec<u32>>,
    /// GeoJSON file with the regions, relative to the course folder.
    pub(crate) regions: Option<String>,
    /// Which way the forehead points in the photos from above.
    pub(crate) front: Option<Front>,
    /// Untreated references, regions or views: one name or a list.
    #[serde(deserialize_with = "one_or_more")]
    pub(crate) control: Vec<String>,
    /// Self-test of the set-up, relative to the course folder.
    pub(crate) self_test: Option<String>,
    /// What is said about all photos of a view.
    pub(crate) view: BTreeMap<View, ManifestView>,
    /// What is said about single photos.
    pub(crate) photo: Vec<ManifestPhoto>,
}

/// A `[view.NAME]` table.
#[derive(Debug, Clone, Copy, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ManifestView {
    /// Which way the forehead points in this view's photos.
    pub(crate) front: Option<Front>,
}

/// A `[[photo]]` table.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ManifestPhoto {
    /// File, relative to the course folder.
    pub(crate) file: String,
    /// Day it was taken.
    pub(crate) date: Option<ManifestDate>,
    /// View.
    pub(crate) view: Option<View>,
    /// Scale, px per mm.
    pub(crate) px_per_mm: Option<f64>,
    /// Width and height of the field that the photo shows, mm.
    pub(crate) field_mm: Option<[f64; 2]>,
    /// Points that are the same on every photo of the view, px.
    pub(crate) landmarks: Vec<[f64; 2]>,
    /// Leave the photo out.
    pub(crate) exclude: bool,
}

/// A day, written as a TOML date or as text `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct ManifestDate(pub Date);

impl<'de> Deserialize<'de> for ManifestDate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Written {
            Toml(toml::value::Datetime),
            Text(String),
        }
        let text = match Written::deserialize(deserializer)
            .map_err(|_| serde::de::Error::custom("a date is written YYYY-MM-DD"))?
        {
            Written::Toml(date) => date.to_string(),
            Written::Text(text) => text,
        };
        parse_day(&text).map(Self).map_err(serde::de::Error::custom)
    }
}

/// One text or a list of texts.
fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Written {
        One(String),
        More(Vec<String>),
    }
    match Written::deserialize(deserializer) {
        Ok(Written::One(name)) => Ok(vec![name]),
        Ok(Written::More(names)) => Ok(names),
        Err(_) => Err(serde::de::Error::custom(
            "write one name, or a list such as [\"occipital\", \"left\"]",
        )),
    }
}

/// A calendar mark of the course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MarkSpec {
    /// Calendar months after the start.
    pub month: u32,
    /// How far from the mark a photo may lie, days.
    pub window_days: u32,
}

impl Manifest {
    /// Parses and checks the text of the manifest at `file` (named in errors only).
    ///
    /// # Errors
    /// Not TOML, an unknown key (with the nearest known one), or a value that makes no sense.
    pub(crate) fn parse(text: &str, file: &Path) -> Result<Self, CourseError> {
        let text = mended(text).map_err(|error| CourseError::Manifest {
            file: file.to_owned(),
            detail: error,
        })?;
        let unreadable = |error: toml::de::Error| CourseError::Manifest {
            file: file.to_owned(),
            detail: bounded(&error.to_string()),
        };
        check_all_keys(&text, file)?;
        let manifest: Self = toml::from_str(&text).map_err(unreadable)?;
        manifest.check(file)?;
        Ok(manifest)
    }

    /// The marks with their windows, ascending.
    pub(crate) fn marks(&self) -> Vec<MarkSpec> {
        let months = self.marks_months.as_deref().unwrap_or(&DEFAULT_MARKS);
        let mut marks: Vec<MarkSpec> = months
            .iter()
            .enumerate()
            .map(|(i, &month)| MarkSpec {
                month,
                window_days: self
                    .mark_window_days
                    .as_ref()
                    .and_then(|windows| windows.get(i).copied())
                    .unwrap_or_else(|| default_window_days(month)),
            })
            .collect();
        marks.sort_by_key(|mark| mark.month);
        marks
    }

    /// Which way the forehead points, by view, where a view's own table says so.
    pub(crate) fn view_fronts(&self) -> BTreeMap<View, Front> {
        let said = self.view.iter();
        said.filter_map(|(view, table)| Some((view.clone(), table.front?)))
            .collect()
    }

    /// The views that the manifest names.
    pub(super) fn views_named(&self) -> impl Iterator<Item = View> + '_ {
        let photos = self.photo.iter().filter_map(|photo| photo.view.clone());
        photos.chain(self.view.keys().cloned())
    }

    fn check(&self, file: &Path) -> Result<(), CourseError> {
        let refuse = |key: &str, problem: String| {
            Err(CourseError::BadValue {
                file: file.to_owned(),
                key: key.to_owned(),
                problem,
            })
        };
        for (key, text) in [("subject", &self.subject), ("treatment", &self.treatment)] {
            if text.as_ref().is_some_and(|text| text.trim().is_empty()) {
                return refuse(key, "empty; say it, or leave the line out".to_owned());
            }
            let chars = text.as_ref().map_or(0, |text| text.chars().count());
            if chars > MAX_TEXT_CHARS {
                let problem = format!("{chars} characters; at most {MAX_TEXT_CHARS}");
                return refuse(key, problem);
            }
        }
        if let Some(problem) = self.control_problem() {
            return refuse("control", problem);
        }
        if let Some(problem) = self.marks_problem() {
            return refuse("marks_months, mark_window_days", problem);
        }
        if let Some(n) = self.planned_sessions
            && !(1..=MAX_SESSIONS).contains(&n)
        {
            return refuse(
                "planned_sessions",
                format!("{n} is not 1 to {MAX_SESSIONS}"),
            );
        }
        if let Some([shortest, longest]) = self.interval_days
            && (shortest == 0 || shortest > longest)
        {
            return refuse(
                "interval_days",
                format!("[{shortest}, {longest}] is not [shortest, longest] in days from 1"),
            );
        }
        for (i, photo) in self.photo.iter().enumerate() {
            if let Some((key, problem)) = photo.problem() {
                return refuse(&format!("[[photo]] number {}, {key}", i + 1), problem);
            }
        }
        Ok(())
    }

    fn control_problem(&self) -> Option<String> {
        if self.control.len() > MAX_CONTROLS {
            return Some(format!(
                "{} names; at most {MAX_CONTROLS}",
                self.control.len()
            ));
        }
        let empty = self.control.iter().any(|name| name.trim().is_empty());
        let mut names = self.control.clone();
        names.sort();
        names.dedup();
        if empty {
            Some("an empty name; name a region or a view that was not treated".to_owned())
        } else {
            (names.len() < self.control.len()).then(|| "a name is given twice".to_owned())
        }
    }

    fn marks_problem(&self) -> Option<String> {
        let months = self.marks_months.as_deref().unwrap_or(&DEFAULT_MARKS);
        let mut sorted = months.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        if sorted.len() != months.len() {
            return Some("a month is given twice".to_owned());
        }
        if let Some(month) = months.iter().find(|m| !(1..=MAX_MARK_MONTHS).contains(*m)) {
            return Some(format!("month {month} is not 1 to {MAX_MARK_MONTHS}"));
        }
        let windows = self.mark_window_days.as_ref()?;
        if windows.len() != months.len() {
            return Some(format!(
                "{} windows for {} marks; give one window per mark",
                windows.len(),
                months.len()
            ));
        }
        windows
            .iter()
            .find(|days| **days > 366)
            .map(|days| format!("a window of {days} days is more than a year"))
    }
}

impl ManifestPhoto {
    /// The landmarks as points, px.
    pub(super) fn points(&self) -> Vec<Point> {
        let points = self.landmarks.iter();
        points.map(|p| Point::new(p[0], p[1])).collect()
    }

    fn problem(&self) -> Option<(&'static str, String)> {
        if self.file.trim().is_empty() {
            return Some(("file", "missing; name the photo's file".to_owned()));
        }
        let positive = |value: f64| value.is_finite() && value > 0.0;
        if let Some(scale) = self.px_per_mm
            && !positive(scale)
        {
            return Some(("px_per_mm", format!("{scale} is not a positive number")));
        }
        if let Some(field) = self.field_mm
            && !field.into_iter().all(positive)
        {
            return Some(("field_mm", format!("{field:?} are not positive lengths")));
        }
        if self.px_per_mm.is_some() && self.field_mm.is_some() {
            return Some(("px_per_mm", "give it or field_mm, not both".to_owned()));
        }
        if self.landmarks.len() == 1 {
            return Some((
                "landmarks",
                "one point aligns nothing; give two or more".into(),
            ));
        }
        self.landmarks
            .iter()
            .find(|point| !point.iter().all(|v| v.is_finite()))
            .map(|point| {
                (
                    "landmarks",
                    format!("{point:?} is not a position in pixels"),
                )
            })
    }
}

/// A week at one month, two at three, three beyond: the wider the later, as visits drift.
fn default_window_days(month: u32) -> u32 {
    match month {
        0..=1 => 7,
        2..=3 => 14,
        _ => 21,
    }
}

/// A parser's message with each of its lines cut: it quotes the line that it stopped at.
fn bounded(message: &str) -> String {
    let lines: Vec<String> = message.trim_end().lines().map(cut).collect();
    lines.join("\n")
}
