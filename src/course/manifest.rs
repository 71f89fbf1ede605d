//! `course.toml` as a person wrote it: parsed, its keys and values checked, nothing yet resolved
//! against the disk.

use std::path::Path;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::date::parse_iso;
use super::error::CourseError;
use super::front::Front;
use super::view::View;

/// File name of a course's manifest.
pub const MANIFEST_NAME: &str = "course.toml";

/// Keys of the manifest itself.
const COURSE_KEYS: &[&str] = &[
    "subject",
    "treatment",
    "start",
    "sessions",
    "planned_sessions",
    "interval_days",
    "marks_months",
    "mark_window_days",
    "regions",
    "front",
    "control",
    "self_test",
    "photo",
];

/// Keys of a `[[photo]]` table.
const PHOTO_KEYS: &[&str] = &[
    "file",
    "date",
    "view",
    "px_per_mm",
    "field_mm",
    "landmarks",
    "exclude",
];

/// Marks used where the manifest gives none, months after the start.
const DEFAULT_MARKS: [u32; 3] = [1, 3, 6];

/// Longest course planned for, months and sessions: above it a value is a typing error.
const MAX_MARK_MONTHS: u32 = 600;
const MAX_SESSIONS: u32 = 1000;

/// The manifest.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Manifest {
    /// Pseudonym.
    pub subject: Option<String>,
    /// Treatment.
    pub treatment: Option<String>,
    /// First session.
    pub start: Option<ManifestDate>,
    /// Sessions held.
    pub sessions: Vec<ManifestDate>,
    /// Sessions planned.
    pub planned_sessions: Option<u32>,
    /// Planned interval between sessions, shortest and longest, days.
    pub interval_days: Option<[u32; 2]>,
    /// Calendar marks, months after the start.
    pub marks_months: Option<Vec<u32>>,
    /// How far from its mark a photo may lie, days; one per mark.
    pub mark_window_days: Option<Vec<u32>>,
    /// GeoJSON file with the regions, relative to the course folder.
    pub regions: Option<String>,
    /// Which way the forehead points in the photos from above.
    pub front: Option<Front>,
    /// Untreated reference, a region or a view.
    pub control: Option<String>,
    /// Self-test of the set-up, relative to the course folder.
    pub self_test: Option<String>,
    /// What is said about single photos.
    pub photo: Vec<ManifestPhoto>,
}

/// A `[[photo]]` table.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ManifestPhoto {
    /// File, relative to the course folder.
    pub file: String,
    /// Day it was taken.
    pub date: Option<ManifestDate>,
    /// View.
    pub view: Option<View>,
    /// Scale, px per mm.
    pub px_per_mm: Option<f64>,
    /// Width and height of the field that the photo shows, mm.
    pub field_mm: Option<[f64; 2]>,
    /// Points that are the same on every photo of the view, px.
    pub landmarks: Vec<[f64; 2]>,
    /// Leave the photo out.
    pub exclude: bool,
}

/// A day, written as a TOML date or as text `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ManifestDate(pub Date);

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
        parse_iso(&text).map(Self).map_err(serde::de::Error::custom)
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
    pub fn parse(text: &str, file: &Path) -> Result<Self, CourseError> {
        let unreadable = |error: toml::de::Error| CourseError::Manifest {
            file: file.to_owned(),
            detail: error.to_string().trim_end().to_owned(),
        };
        let keys = DeTable::parse(text).map_err(unreadable)?;
        check_all_keys(keys.get_ref(), text, file)?;
        let manifest: Self = toml::from_str(text).map_err(unreadable)?;
        manifest.check(file)?;
        Ok(manifest)
    }

    /// The marks with their windows, ascending.
    pub fn marks(&self) -> Vec<MarkSpec> {
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

    fn check(&self, file: &Path) -> Result<(), CourseError> {
        let refuse = |key: &str, problem: String| {
            Err(CourseError::BadValue {
                file: file.to_owned(),
                key: key.to_owned(),
                problem,
            })
        };
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

fn check_all_keys(root: &DeTable<'_>, text: &str, file: &Path) -> Result<(), CourseError> {
    check_keys(root, COURSE_KEYS, "the manifest", text, file)?;
    let photos = root.get("photo").and_then(|v| v.get_ref().as_array());
    for (i, photo) in photos.into_iter().flat_map(|list| list.iter()).enumerate() {
        if let DeValue::Table(table) = photo.get_ref() {
            let place = format!("[[photo]] number {}", i + 1);
            check_keys(table, PHOTO_KEYS, &place, text, file)?;
        }
    }
    Ok(())
}

fn check_keys(
    table: &DeTable<'_>,
    known: &'static [&'static str],
    place: &str,
    text: &str,
    file: &Path,
) -> Result<(), CourseError> {
    let unknown = table
        .iter()
        .map(|(key, _)| key)
        .filter(|key| !known.contains(&key.get_ref().as_ref()))
        .min_by_key(|key| Spanned::span(key).start);
    let Some(key) = unknown else {
        return Ok(());
    };
    let name = key.get_ref().to_string();
    Err(CourseError::UnknownKey {
        file: file.to_owned(),
        line: text[..key.span().start].matches('\n').count() + 1,
        nearest: nearest_key(&name, known),
        key: name,
        table: place.to_owned(),
        known,
    })
}

/// The known key most like `key`, when it is like enough to be meant.
fn nearest_key(key: &str, known: &[&str]) -> Option<String> {
    let likeness = |candidate: &str| strsim::jaro_winkler(&key.to_lowercase(), candidate);
    known
        .iter()
        .map(|candidate| (likeness(candidate), *candidate))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .filter(|(likeness, _)| *likeness > 0.7)
        .map(|(_, candidate)| candidate.to_owned())
}
