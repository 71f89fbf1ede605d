//! Changes of `course.toml`: only what was asked, comments and order kept, and never over what
//! somebody else wrote since the page was shown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Json;
use axum::extract::{Query, State};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::answer::{Answer, Refusal, working};
use super::asked::Asked;
use super::room::{Course, Room, today};
use super::said::{NO_FILE, parsed};
use super::state::{base_of, state};
use super::store::replace;
use crate::course::date::lies_ahead;
use crate::course::edit::{ManifestEdit, ManifestValue, day_value};
use crate::course::error::ahead_of_today;
use crate::course::months::YEARS;

/// What a page wants changed. A value of `null` takes the key away.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Edits {
    /// The hash of the manifest that the page was shown.
    base: String,
    /// Keys of the course.
    #[serde(default)]
    course: Map<String, Value>,
    /// Forehead's edge by view.
    #[serde(default)]
    fronts: BTreeMap<String, Value>,
    /// Keys of photos, by file.
    #[serde(default)]
    photos: BTreeMap<String, Map<String, Value>>,
}

/// Changes the manifest and gives the course as it then is.
pub(super) async fn edit(
    State(room): State<Arc<Room>>,
    Query(asked): Asked,
    Json(edits): Json<Edits>,
) -> Answer<Json<Value>> {
    let new = working(move || {
        let course = room.course(&asked)?;
        for (file, keys) in &edits.photos {
            points_lie_on(&room, &course, file, keys)?;
        }
        let _held = room.writing();
        apply(&room, &course, &edits)?;
        state(&room, &course)
    });
    Ok(Json(new.await?))
}

/// Writes the changes, if the manifest is still the one that the page was shown and what comes out
/// is a manifest.
fn apply(room: &Room, course: &Course, edits: &Edits) -> Answer<()> {
    let survey = course.survey()?;
    let text = survey.manifest_text.as_deref();
    if base_of(room, text) != edits.base {
        return Err(changed_since(room, course, &edits.base, text));
    }
    let mut manifest = ManifestEdit::parse(text.unwrap_or_default()).map_err(Refusal::unfit)?;
    for (key, value) in &edits.course {
        match said(key, value)? {
            Some(value) => manifest.set(key, value),
            None => manifest.remove(key),
        }
    }
    for (view, front) in &edits.fronts {
        match said("front", front)? {
            Some(value) => manifest.set_for_view(view, "front", value),
            None => manifest.remove_for_view(view, "front"),
        }
    }
    for (file, keys) in &edits.photos {
        if !survey.photos.iter().any(|photo| photo.file == *file) {
            return Err(Refusal::not_found(format!(
                "the course has no photo {file}"
            )));
        }
        for (key, value) in keys {
            match said(key, value)? {
                Some(value) => manifest.set_for_photo(file, key, value),
                None => manifest.remove_for_photo(file, key),
            }
        }
    }
    write(course, &manifest)
}

/// Points are those of a photo that can be opened, and lie on it: what a page shows in the place of
/// a photo that cannot be opened is another one.
fn points_lie_on(
    room: &Room,
    course: &Course,
    file: &str,
    keys: &Map<String, Value>,
) -> Answer<()> {
    let points = keys.get("landmarks").and_then(Value::as_array);
    let Some(points) = points.filter(|points| !points.is_empty()) else {
        return Ok(());
    };
    let (width, height) = room.look(course, file)?.size;
    let lies_on = |value: &Value| {
        let at = |i: usize, side: u32| {
            let v = value.get(i).and_then(Value::as_f64);
            // A value that is no number is refused where it is read.
            v.is_none_or(|v| (-0.5..=f64::from(side) - 0.5).contains(&v))
        };
        at(0, width) && at(1, height)
    };
    match points.iter().all(lies_on) {
        true => Ok(()),
        false => Err(Refusal::unfit(format!(
            "{file}: a point lies outside the photo of {width} x {height} px; nothing was written"
        ))),
    }
}

/// Writes a manifest, if what comes out is one.
pub(super) fn write(course: &Course, manifest: &ManifestEdit) -> Answer<()> {
    let new = manifest.to_string();
    parsed(Some(&new))?;
    Ok(replace(&course.manifest(), new.as_bytes())?)
}

/// A key's value as a manifest holds it. What an empty list or `false` says is said by no key.
fn said(key: &str, value: &Value) -> Answer<Option<ManifestValue>> {
    let bad = || match key {
        "planned_sessions" | "interval_days" | "marks_months" | "mark_window_days" => {
            Refusal::unfit(format!(
                "{key}: whole numbers are needed, from 1 on; nothing was written"
            ))
        }
        _ => Refusal::bad_request(format!("{key}: this value cannot be read")),
    };
    if value.is_null() || *value == json!(false) || value.as_array().is_some_and(Vec::is_empty) {
        return Ok(None);
    }
    let read = match key {
        "subject" | "treatment" | "view" | "front" => value.as_str().map(ManifestValue::from),
        "date" => day_that_came(value)?,
        "start" => day(value),
        "sessions" => list(value, day),
        "planned_sessions" => whole(value, 1).map(ManifestValue::from),
        "interval_days" | "marks_months" => list(value, |number| whole(number, 1)),
        "mark_window_days" => list(value, |number| whole(number, 0)),
        "control" => list(value, Value::as_str),
        "exclude" => value.as_bool().map(ManifestValue::from),
        "px_per_mm" => value.as_f64().map(ManifestValue::from),
        "landmarks" => list(value, |v| point(v).map(ManifestValue::from_iter)),
        _ => return Err(Refusal::bad_request(format!("{key} is not changed here"))),
    };
    read.map(Some).ok_or_else(bad)
}

/// A whole number that a manifest's key can hold.
fn whole(value: &Value, least: i64) -> Option<i64> {
    let held = least..=i64::from(u32::MAX);
    value.as_i64().filter(|n| held.contains(n))
}

fn list<'a, T: Into<ManifestValue>>(
    value: &'a Value,
    one: impl Fn(&'a Value) -> Option<T>,
) -> Option<ManifestValue> {
    let read: Option<Vec<T>> = value.as_array()?.iter().map(one).collect();
    Some(ManifestValue::from_iter(read?))
}

/// A photo's day: one on which it can have been taken.
fn day_that_came(value: &Value) -> Answer<Option<ManifestValue>> {
    let Some(day) = value.as_str().and_then(|text| text.parse::<Date>().ok()) else {
        return Ok(None);
    };
    let wrong = match () {
        () if lies_ahead(day, today()) => ahead_of_today(day, today()),
        () if !YEARS.contains(&day.year()) => before_photographs(day),
        () => return Ok(Some(day_value(day))),
    };
    Err(Refusal::unfit(format!("{wrong}; nothing was written")))
}

/// What is wrong with a photo of a day before any that a course can hold.
fn before_photographs(date: Date) -> String {
    let first = YEARS.start();
    format!("dated {date}, but photographs of a course are of {first} or later")
}

fn day(value: &Value) -> Option<ManifestValue> {
    Some(day_value(value.as_str()?.parse().ok()?))
}

/// A point in tenths of a pixel: finer than anybody can click.
fn point(value: &Value) -> Option<[f64; 2]> {
    let [x, y] = value.as_array()?.as_slice() else {
        return None;
    };
    let tenth = |v: &Value| v.as_f64().map(|v| (10.0 * v).round() / 10.0);
    Some([tenth(x)?, tenth(y)?])
}

/// The refusal of a later write, with what changed in the meantime and the course as it is.
fn changed_since(room: &Room, course: &Course, base: &str, now: Option<&str>) -> Refusal {
    let before = match base {
        NO_FILE => Some(String::new()),
        hash => room.remembered(hash),
    };
    let changed = before.map_or_else(Vec::new, |before| {
        differing(&before, now.unwrap_or_default())
    });
    let state = state(room, course).unwrap_or_default();
    Refusal::conflict(
        "course.toml was changed by somebody else since this page was shown; nothing was written",
        json!({ "changed": changed, "state": state }),
    )
}

/// Lines that stand in one text alone, with `-` and `+` before them; twenty at most.
fn differing(before: &str, now: &str) -> Vec<String> {
    let lines = |text: &str| {
        text.lines()
            .map(|l| l.trim().to_owned())
            .collect::<BTreeSet<_>>()
    };
    let (old, new) = (lines(before), lines(now));
    let gone = old.difference(&new).map(|line| format!("- {line}"));
    let come = new.difference(&old).map(|line| format!("+ {line}"));
    gone.chain(come).take(20).collect()
}
